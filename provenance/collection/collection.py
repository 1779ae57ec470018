"""A collection of articles: the four things done with it are taking in, taking out, searching and looking up.

Nothing heavy is imported here: counting what a collection holds must take no time.
"""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Self
from uuid import uuid4

from provenance.collection.article_rows import whole_characters
from provenance.collection.audit import problems_of_cache, problems_of_dates, problems_of_folder
from provenance.collection.changes import Changes, unknown
from provenance.collection.chosen_model import ChosenModel
from provenance.collection.database import Database
from provenance.collection.furniture import furniture_among
from provenance.collection.namings import bounded
from provenance.collection.outcomes import IndexReport, Outcome
from provenance.collection.repetition import with_repetition
from provenance.collection.store import Store, facts_checksum, no_index, store_path
from provenance.collection.user_dates import UserDate
from provenance.collection.vector_cache import VectorCache
from provenance.errors import ReadingError
from provenance.models import CollectionStatus, DateRole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from types import TracebackType

    from provenance.collection.encoder import Encoder
    from provenance.collection.indexing import Given
    from provenance.collection.meaning import Meaning
    from provenance.models import Article, Candidate, CollectionSummary, Document, Furniture, Occurrence, Span
    from provenance.reading import Reading

_SCHEMA = Path(__file__).with_name("schema.sql")


class Collection:
    """The articles of one index folder. Made with `Collection.open`.

    Its methods may be called from several threads at once. Numbers of wordings mean something only within one
    collection, and only as long as the wording stands somewhere.

    Example:
        >>> with Collection.open(Path("index")) as collection:
        ...     collection.index(["articles/"])
        ...     collection.candidates(["We do not encourage strikes."], k=10)
    """

    def __init__(
        self, folder: Path, *, encoder: Encoder | None = None, model: str | None = None, read_only: bool = False
    ) -> None:
        self.folder = folder
        self._model = ChosenModel(folder, encoder=encoder, model=model)
        self._read_only = read_only
        self._making = threading.Lock()
        self._opened: Store | None = None
        self._meaning_channel: Meaning | None = None
        if store_path(folder).exists():
            self._open_store()
        elif read_only:
            raise no_index(self.folder)

    @classmethod
    def open(
        cls, folder: Path, *, encoder: Encoder | None = None, model: str | None = None, read_only: bool = False
    ) -> Self:
        """Open the collection in an index folder.

        A folder without an index is one to be made: it appears with the first call of `index`.

        Args:
            folder: The index folder.
            encoder: What to embed with; loaded when first needed where it is not given.
            model: Which model to load then; None for the packaged one.
            read_only: Whether nothing in the folder may change. It must hold an index then.

        Raises:
            CollectionError: The index is damaged, of a newer format, or (for reading only) missing.
        """
        return cls(Path(folder), encoder=encoder, model=model, read_only=read_only)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give back the files. What was committed is kept whether or not this is called."""
        if self._opened is not None:
            self._opened.database.close()

    # ------------------------------------------------------------------------------------------- taking in, out

    def index(
        self,
        paths: Sequence[str | Path],
        *,
        progress: Callable[[Outcome], None] | None = None,
        reached: Callable[[int, int], None] | None = None,
    ) -> IndexReport:
        """Take in the articles of files, folders, tables, archives, feeds and addresses of the web.

        What is unchanged is skipped, what changed replaces what was kept, and what cannot be read is told and stops
        nothing else. Each article is told when it is kept for good.

        Args:
            progress: Called with every outcome.
            reached: Called with the number of inputs read so far, and of all there are.

        Raises:
            CollectionError: The index cannot be written to; what was told until then is kept.
            ModelMismatch: The index was made with another model.
        """
        from provenance.reading import find_sources, read_ahead  # noqa: PLC0415 - only indexing reads articles

        sources = list(find_sources(paths))
        store = self._store(make=True)
        readings = read_ahead(
            sources, is_known=lambda original: store.holds(whole_characters(original.path), original.fingerprint)
        )
        told = readings if reached is None else _counted(readings, len(sources), reached)
        return self.index_sources(told, lambda reading: reading.documents, progress=progress)

    def index_sources(
        self,
        sources: Iterable[Given | ReadingError],
        read: Callable[[Given], Iterable[Document | ReadingError]],
        *,
        progress: Callable[[Outcome], None] | None = None,
    ) -> IndexReport:
        """Take in what `read` gives for each of `sources`; see `index`."""
        from provenance.collection.indexing import Indexing  # noqa: PLC0415 - brings numpy and the sentence splitter

        outcomes: list[Outcome] = []

        def tell(outcome: Outcome) -> None:
            outcomes.append(outcome)
            if progress is not None:
                progress(outcome)

        store = self._store(make=True)
        self._model.require(store)
        indexing = Indexing(store, self._changes, lambda: self._model.encoder(store), tell)
        for source in sources:
            if isinstance(source, ReadingError):
                indexing.fail(source)
            else:
                indexing.take(source, read)
        indexing.finish()
        self._save_vectors()
        return IndexReport(outcomes=tuple(outcomes), generation=store.state().generation)

    def remove(self, article_ids: Iterable[str]) -> None:
        """Take articles out, all of them or none.

        Raises:
            UnknownArticle: No article has one of these ids; nothing was taken out.
        """
        self._store()
        self._changes.remove(list(dict.fromkeys(article_ids)))
        self._store().database.sync()
        self._save_vectors()

    def set_date(
        self, article_id: str, value: str | None, *, note: str | None = None, originally: bool = False
    ) -> Article:
        """Date an article by your own word, which beats all that was found and outlasts reading it anew.

        Args:
            value: The date, such as ``2023-05-30`` or ``2023-05``; ``unknown`` where the one found is wrong and the
                right one is not known; None takes back what was said.
            note: How you know.
            originally: Whether it is the date of an earlier publication rather than of this copy.

        Returns:
            The article as it is dated now.

        Raises:
            UnknownArticle: No article has this id.
            UsageError: The value is no date, or lies in the future.
        """
        role = DateRole.ORIGINALLY if originally else DateRole.PUBLISHED
        word = None
        if value is not None:
            word = UserDate(role=role, value=value.strip(), note=note, given_at=datetime.now(tz=UTC))
        article = self._changes.set_date(article_id, word, role=role)
        self._store().database.sync()
        return article

    # ------------------------------------------------------------------------------------------------ searching

    def candidates(self, texts: Sequence[str], *, k: int) -> tuple[tuple[Candidate, ...], ...]:
        """Distinct wordings that may say what each text says: proposals, to be compared word by word.

        Two channels propose up to `k` each, by meaning and by shared runs of words; each misses what the other finds.

        Returns:
            For each text its candidates, nearest in meaning first; every one has its cosine, however it was found.

        Raises:
            ModelMismatch: The index was made with another model.
        """
        store = self._store()
        model = store.model()
        if not texts or model is None or store.is_empty():
            return ((),) * len(texts)
        from provenance.collection.candidates import Search  # noqa: PLC0415 - brings FAISS

        whole = [whole_characters(text) for text in texts]
        queries = self._model.encoder(store).encode(whole)
        with self._meaning.vectors(model) as vectors, store.database.snapshot():
            return Search(store, vectors, k).candidates(whole, queries)

    # ------------------------------------------------------------------------------------------------ looking up

    def snapshot(self) -> AbstractContextManager[None]:
        """Within it, all lookups of this thread see one state, whatever others index or remove meanwhile."""
        return self._store().database.snapshot()

    def status(self) -> CollectionStatus:
        """What the collection holds, and what is doubtful about it."""
        store = self._store()
        with store.database.snapshot():
            model = store.model()
            articles = tuple((bounded(article, store), sentences) for article, sentences in store.all_articles())
            outlets: dict[str, int] = {}
            for article, _ in articles:
                if article.outlet:
                    outlets[article.outlet] = outlets.get(article.outlet, 0) + 1
            return CollectionStatus(
                summary=store.summary(), articles=articles, sentences=store.sentence_count(),
                wordings=store.wording_count(), model=None if model is None else model.name,
                outlets=tuple(sorted(outlets.items(), key=lambda outlet: (-outlet[1], outlet[0]))),
                problems=(
                    *problems_of_folder(store.database),
                    *problems_of_cache(VectorCache(self.folder), store),
                    *problems_of_dates(article for article, _ in articles),
                ),
            )  # fmt: skip

    def summary(self) -> CollectionSummary:
        """How many articles there are, how many dated, and from when to when."""
        return self._store().summary()

    def state(self) -> str:
        """Which state of which collection this is: differs wherever two could answer differently."""
        store = self._store()
        with store.database.snapshot():
            committed = store.state()
            return f"{store.identity()}.{committed.generation}.{committed.token}"

    def model_name(self) -> str | None:
        """Name of the embedding model the vectors were made with; None before there are any."""
        model = self._store().model()
        return None if model is None else model.name

    def occurrences(self, wordings: Iterable[int]) -> tuple[Occurrence, ...]:
        """Everywhere these wordings stand, furniture that an outlet repeats marked as such."""
        store = self._store()
        with store.database.snapshot():
            return with_repetition(store.places(wordings), store)

    def furniture(self) -> tuple[Furniture, ...]:
        """Every sentence taken for page furniture, those in most articles first."""
        store = self._store()
        with store.database.snapshot():
            occurrences = self.occurrences(store.perhaps_furniture())
            return furniture_among(occurrences, store.wording_texts({found.wording for found in occurrences}))

    def article(self, article_id: str) -> Article:
        """The article with this id.

        Raises:
            UnknownArticle: There is none.
        """
        article = self.articles([article_id]).get(article_id)
        if article is None:
            raise unknown(article_id)
        return article

    def articles(self, article_ids: Iterable[str]) -> dict[str, Article]:
        """The articles with these ids, by id; an id that no article has is left out.

        An undated one has the bounds that dated articles naming it prove.
        """
        store = self._store()
        with store.database.snapshot():
            return {identity: bounded(article, store) for identity, article in store.articles(article_ids).items()}

    def text(self, article_id: str) -> str:
        """An article's stored original text, into which all offsets point.

        Raises:
            UnknownArticle: No article has this id.
        """
        text = self._store().text(article_id)
        if text is None:
            raise unknown(article_id)
        return text

    def texts(self, article_ids: Iterable[str]) -> dict[str, str]:
        """The stored original texts of articles, by id; an id that no article has is left out."""
        return self._store().texts(article_ids)

    def sentence_spans(self, article_id: str) -> tuple[Span, ...]:
        """Where an article's sentences stand, in order; an `Occurrence.position` counts along these.

        Raises:
            UnknownArticle: No article has this id.
        """
        spans = self._store().sentence_spans(article_id)
        if not spans:
            self.article(article_id)
        return spans

    def sentence_occurrences(self, article_id: str) -> tuple[Occurrence, ...]:
        """The occurrences in one article, in order; sentences without a word, such as ``* * *``, have none.

        Raises:
            UnknownArticle: No article has this id.
        """
        store = self._store()
        with store.database.snapshot():
            self.article(article_id)
            occurrences = self.occurrences(store.wordings_of_id(article_id))
        own = (occurrence for occurrence in occurrences if occurrence.article_id == article_id)
        return tuple(sorted(own, key=lambda occurrence: occurrence.position))

    def sharing(self) -> tuple[tuple[str, str], ...]:
        """Ids of every two articles that share wording of their own, those that share most first.

        Found through the index; whether it makes a passage is for a comparison to say.
        """
        from provenance.collection.sharing import SHORTEST, sharing  # noqa: PLC0415 - only comparing all asks for it

        store = self._store()
        with store.database.snapshot():
            pairs = list(sharing(store.runs_of_articles(), store.repeated_sentences(SHORTEST)))
            ids = store.ids(number for pair in pairs for number in pair[:2])
        return tuple((ids[pair.one], ids[pair.other]) for pair in pairs)

    # ------------------------------------------------------------------------------------------------ its parts

    def _store(self, *, make: bool = False) -> Store:
        if self._opened is not None:
            return self._opened
        if store_path(self.folder).exists():
            return self._open_store()
        if not make:
            raise no_index(self.folder)
        facts = {"collection": uuid4().hex}
        facts |= {"checksum": facts_checksum(facts)}
        schema = _SCHEMA.read_text("utf-8")
        self._opened = Store(Database.create(store_path(self.folder), schema, tuple(facts.items())))
        return self._opened

    def _open_store(self) -> Store:
        self._opened = Store(Database(store_path(self.folder), read_only=self._read_only))
        return self._opened

    @property
    def _changes(self) -> Changes:
        return Changes(self._store().database, str(self.folder))

    @property
    def _meaning(self) -> Meaning:
        from provenance.collection.meaning import Meaning  # noqa: PLC0415 - brings FAISS

        with self._making:
            if self._meaning_channel is None:
                cache = VectorCache(self.folder)
                self._meaning_channel = Meaning(self._store(), cache, keeps_file=not self._read_only)
            return self._meaning_channel

    def _save_vectors(self) -> None:
        model = self._store().model()
        if model is not None:
            self._meaning.save_if_due(model)


def _counted(
    readings: Iterator[Reading | ReadingError], total: int, reached: Callable[[int, int], None]
) -> Iterator[Reading | ReadingError]:
    for number, reading in enumerate(readings):
        reached(number, total)
        yield reading
    reached(total, total)
