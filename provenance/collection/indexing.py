"""Taking articles in: read, compare with what is kept, embed what is new together, keep one article at a time."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

import numpy as np

from provenance.collection.article_rows import storable, whole_characters
from provenance.collection.changes import Changes, Closing, KeptMeanwhile, Vectors, VectorsMissing, duplicate
from provenance.collection.outcomes import Outcome, OutcomeKind
from provenance.collection.preparation import PreparedArticle, prepared
from provenance.collection.store import ModelFacts, Store
from provenance.collection.user_dates import with_user_dates
from provenance.errors import DuplicateArticle, ReadingError, ReadingWarning
from provenance.models import CAPTURE, UNDATED, Document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from provenance.collection.changes import Removed
    from provenance.collection.encoder import Encoder
    from provenance.models import Article

# New wordings embedded together: enough to sort them by length, little enough to show progress every few seconds.
_WORDINGS_AT_ONCE = 512
_ARTICLES_AT_ONCE = 256
_CHARACTERS_AT_ONCE = 4_000_000


class Input(Protocol):
    """Something that gives articles: a file, or a table of many.

    `fingerprint` differs wherever reading it again could give anything else.
    """

    @property
    def path(self) -> Path | str:
        """Where it lies: a path, or an address of the web."""

    @property
    def name(self) -> str:
        """What to call it in messages."""

    @property
    def fingerprint(self) -> str:
        """Stands for all it holds."""

    @property
    def passing(self) -> bool:
        """Whether it gives only what is new, so that what it gave earlier stays."""


Given = TypeVar("Given", bound=Input)


@dataclass(slots=True)
class _Entry:
    """Something to be done and told in its turn.

    Attributes:
        outcome: What to tell once it is done.
        article: The article to keep; None where nothing is to be kept.
        source: Path of its input.
        closing: Given where its input was read whole with it.
    """

    outcome: Outcome | None
    article: PreparedArticle | None = None
    source: str = ""
    moved: bool = False
    closing: Closing | None = None

    def as_unchanged(self) -> _Entry:
        """The same with nothing to be kept."""
        outcome = None if self.outcome is None else replace(self.outcome, kind=OutcomeKind.UNCHANGED)
        return replace(self, outcome=outcome, article=None)


@dataclass(slots=True)
class _Reading:
    """An input while it is read.

    Attributes:
        passing: Whether what it gave earlier stays though it no longer gives it.
        kept: Ids under which its articles are kept.
        met: Ids its articles came with.
        whole: Whether nothing in it failed so far.
    """

    source: str
    name: str
    fingerprint: str
    passing: bool
    kept: set[str] = field(default_factory=set)
    met: set[str] = field(default_factory=set)
    whole: bool = True


class Indexing:
    """One run of taking articles in.

    Articles wait until there is enough to embed at once; then each is kept in a transaction of its own, and told only
    after that. So whatever is told is kept, however the run ends.

    Args:
        encoder: Gives the encoder; asked only when there is something to embed.
        tell: Called with every outcome.
    """

    def __init__(
        self, store: Store, changes: Changes, encoder: Callable[[], Encoder], tell: Callable[[Outcome], None]
    ) -> None:
        self._store = store
        self._changes = changes
        self._encoder = encoder
        self._tell = tell
        self._waiting: list[_Entry] = []
        self._ids: set[str] = set()
        self._new: set[bytes] = set()
        self._characters = 0

    def take(self, source: Given, read: Callable[[Given], Iterable[Document | ReadingError]]) -> None:
        """Take in what `read` gives for an input; it is not called where the input is unchanged.

        What the input gave earlier and does not give any more is taken out, unless something in it failed: then it
        counts as not read whole, keeps what it gave earlier, and is read again the next time.

        Raises:
            CollectionError: The store cannot be written to; what was told until then is kept.
        """
        path = whole_characters(str(source.path))
        if self._store.holds(path, source.fingerprint):
            self._tell_unchanged(path)
            return
        reading = _Reading(path, source.name, source.fingerprint, source.passing)
        for document in read(source):
            if isinstance(document, ReadingWarning):
                self._wait(_Entry(_failure(document, OutcomeKind.WARNING)))
            elif isinstance(document, ReadingError):
                self.fail(document)
                reading.whole = False
            else:
                self._take_document(reading, storable(document))
        if reading.whole and not reading.met:
            self.fail(ReadingError(source.name, "there is no article in it"))
        elif reading.whole:
            self._close(reading)

    def fail(self, error: ReadingError | DuplicateArticle) -> None:
        """Tell in its turn that something cannot be taken in."""
        self._wait(_Entry(_failure(error)))

    def finish(self) -> None:
        """Embed, keep and tell all that waits."""
        components = self._embedded()
        settled: list[Outcome] = []
        try:
            for entry in self._waiting:
                settled += self._settled(entry, components)
        finally:
            self._store.database.sync()
            for outcome in settled:
                self._tell(outcome)
        self._waiting.clear()
        self._ids.clear()
        self._new.clear()
        self._characters = 0

    # -------------------------------------------------------------------------------------------- one document

    def _take_document(self, reading: _Reading, document: Document) -> None:
        self._make_room()
        try:
            document, moved = self._placed(reading, document)
        except DuplicateArticle as error:
            self.fail(error)
            reading.whole = False
            return
        document = self._as_dated_by_user(document)
        article = document.article
        reading.kept.add(article.id)
        kept = self._store.articles([article.id]).get(article.id)
        if not moved and self._is_kept(kept, document):
            sentences = len(self._store.sentence_spans(article.id))
            self._wait(_Entry(_outcome(OutcomeKind.UNCHANGED, article, sentences)))
            return
        self._take_new(reading, document, OutcomeKind.ADDED if kept is None else OutcomeKind.REPLACED, moved=moved)

    def _take_new(self, reading: _Reading, document: Document, kind: OutcomeKind, *, moved: bool) -> None:
        article = prepared(document)
        wordings = article.wordings.keys()
        if not wordings:
            self.fail(ReadingError(reading.name, "there is not a single word in it"))
            reading.whole = False
            return
        outcome = _outcome(kind, document.article, len(article.sentences))
        self._wait(_Entry(outcome, article, reading.source, moved=moved))
        self._new |= self._store.unknown(wordings - self._new)

    def _as_dated_by_user(self, document: Document) -> Document:
        said = self._store.user_dates(document.article.id)
        return replace(document, article=with_user_dates(document.article, said)) if said else document

    def _placed(self, reading: _Reading, document: Document) -> tuple[Document, bool]:
        """The document under the id it is kept by, and whether it has moved here from another path.

        Raises:
            DuplicateArticle: Its id belongs to another article.
        """
        identity = document.article.id
        if identity in reading.met:
            raise duplicate(identity, reading.source)
        reading.met.add(identity)
        if identity in self._ids:
            self.finish()
        if document.article.path == reading.source:
            # A file's article keeps the id it was first given, also where another folder is named this time.
            for earlier, _ in self._store.articles_of(reading.source):
                return _named(document, earlier.id), False
        elif document.named:
            return document, self._has_moved(reading, document.article)
        return self._placed_freely(reading, document)

    def _placed_freely(self, reading: _Reading, document: Document) -> tuple[Document, bool]:
        """An article that nobody gave an id: where the one made of its file's name is taken, it gets an addition."""
        addition = sha256(reading.source.encode()).hexdigest()[:4]
        renamed = _named(document, f"{document.article.id}~{addition}")
        if self._store.source_of(renamed.article.id) == reading.source:
            return renamed, False
        try:
            return document, self._has_moved(reading, document.article)
        except DuplicateArticle:
            return renamed, self._has_moved(reading, renamed.article)

    def _has_moved(self, reading: _Reading, article: Article) -> bool:
        """Whether the kept article of this id is the same one, whose input is no longer where it was.

        Raises:
            DuplicateArticle: It is another one.
        """
        other = self._store.source_of(article.id)
        if other is None or other == reading.source:
            return False
        kept = self._store.articles([article.id])[article.id]
        if kept.sha256 == article.sha256 and not Path(other).exists():
            return True
        raise duplicate(article.id, other)

    # ------------------------------------------------------------------------------------------- in their turn

    def _wait(self, entry: _Entry) -> None:
        self._waiting.append(entry)
        if entry.article is not None:
            self._ids.add(entry.article.document.article.id)
            self._characters += len(entry.article.document.text)

    def _make_room(self) -> None:
        if (
            len(self._new) >= _WORDINGS_AT_ONCE
            or len(self._waiting) >= _ARTICLES_AT_ONCE
            or self._characters >= _CHARACTERS_AT_ONCE
        ):
            self.finish()

    def _tell_unchanged(self, source: str) -> None:
        for article, sentences in self._store.articles_of(source):
            self._make_room()
            self._wait(_Entry(_outcome(OutcomeKind.UNCHANGED, article, sentences)))

    def _close(self, reading: _Reading) -> None:
        """Note that an input was read whole: with its last article where that still waits, else by itself."""
        if reading.passing:
            reading.kept |= {article.id for article, _ in self._store.articles_of(reading.source)}
        closing = Closing(fingerprint=reading.fingerprint, kept=frozenset(reading.kept))
        last = self._waiting[-1] if self._waiting else None
        if last is not None and last.article is not None and last.source == reading.source:
            last.closing = closing
        else:
            self._wait(_Entry(None, source=reading.source, closing=closing))

    def _settled(self, entry: _Entry, components: Mapping[bytes, bytes]) -> list[Outcome]:
        """Do what an entry asks for; what is to be told of it."""
        removed: Removed = ()
        try:
            if entry.article is not None:
                removed = self._put(entry, entry.article, components)
            elif entry.closing is not None:
                removed = self._changes.close_source(entry.source, entry.closing)
        except DuplicateArticle as error:  # another process was first
            return [_failure(error)]
        except KeptMeanwhile:  # by another process
            return self._settled(entry.as_unchanged(), components)
        reason = f"{entry.source} no longer gives it"
        gone = [replace(_outcome(OutcomeKind.REMOVED, *taken), reason=reason) for taken in removed]
        return gone if entry.outcome is None else [entry.outcome, *gone]

    def _put(self, entry: _Entry, article: PreparedArticle, components: Mapping[bytes, bytes]) -> Removed:
        while True:
            vectors = self._vectors(components) if components else None
            try:
                return self._changes.put(
                    article, source=entry.source, vectors=vectors, closing=entry.closing, moved=entry.moved,
                    is_kept=partial(self._was_kept_meanwhile, entry, article.document),
                )  # fmt: skip
            except VectorsMissing:
                components = self._components(_texts(article))

    def _was_kept_meanwhile(self, entry: _Entry, document: Document) -> bool:
        identity = document.article.id
        kept = self._store.articles([identity]).get(identity)
        return not entry.moved and self._is_kept(kept, document) and self._store.source_of(identity) == entry.source

    def _is_kept(self, kept: Article | None, document: Document) -> bool:
        """Whether the article kept under the document's id is this one, word for word."""
        return _says_the_same(kept, document.article) and self._store.text(document.article.id) == document.text

    # ----------------------------------------------------------------------------------------------- embedding

    def _embedded(self) -> Mapping[bytes, bytes]:
        """Vectors of the new wordings of all that waits."""
        texts: dict[bytes, str] = {}
        for entry in self._waiting:
            if entry.article is not None:
                texts |= {key: text for key, text in _texts(entry.article).items() if key in self._new}
        return self._components(texts)

    def _components(self, texts: Mapping[bytes, str]) -> dict[bytes, bytes]:
        if not texts:
            return {}
        vectors = self._encoder().encode(list(texts.values())).astype(np.dtype("<f2"))
        return {key: vector.tobytes() for key, vector in zip(texts, vectors, strict=True)}

    def _vectors(self, components: Mapping[bytes, bytes]) -> Vectors:
        encoder = self._encoder()
        model = ModelFacts(name=encoder.name, fingerprint=encoder.fingerprint, dimension=encoder.dimension)
        return Vectors(model=model, components=components)


def _outcome(kind: OutcomeKind, article: Article, sentences: int) -> Outcome:
    return Outcome(kind=kind, name=article.id, article=article, sentences=sentences)


def _failure(error: ReadingError | DuplicateArticle, kind: OutcomeKind = OutcomeKind.FAILED) -> Outcome:
    reason = f"{error.reason}. {error.remedy}" if error.remedy else error.reason
    return Outcome(kind=kind, name=error.subject, reason=reason)


def _says_the_same(kept: Article | None, article: Article) -> bool:
    """Whether an article read again says of itself what it said; when it was read does not matter.

    A page fetched again differs in bytes that nobody sees. The copy taken first proves more, and stays.
    """
    if kept is None:
        return False
    if _is_fetched(kept) and _is_fetched(article):
        return _besides_capture(kept) == _besides_capture(article)
    return replace(article, read_at=kept.read_at) == kept


def _is_fetched(article: Article) -> bool:
    return any(found.interval.rule == CAPTURE for found in article.evidence)


def _besides_capture(article: Article) -> Article:
    return replace(
        article,
        sha256="",
        read_at=None,
        published=article.published if article.published.dated else UNDATED,
        evidence=tuple(found for found in article.evidence if found.interval.rule != CAPTURE),
    )


def _texts(article: PreparedArticle) -> dict[bytes, str]:
    """The text of each of an article's wordings, by its key."""
    return {key: sentence.text for key, sentence in article.wordings.items()}


def _named(document: Document, identity: str) -> Document:
    return replace(document, article=replace(document.article, id=identity))
