"""The collection behind the page, opened once and kept open until it changes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any

import streamlit as st

from provenance.batching import ClaimList
from provenance.collating import SharedSentence, collate, shared_sentences
from provenance.collection import Collection, IndexReport, Outcome
from provenance.collection.store import store_path
from provenance.comparing import Side, compare
from provenance.errors import ClaimError, CollectionError
from provenance.models import (
    Appearance,
    Article,
    Collation,
    CollectionStatus,
    CollectionSummary,
    Furniture,
    Span,
    Trace,
)
from provenance.pairs import pasted
from provenance.reporting.comparison.columns import Role, Spread
from provenance.reporting.excerpts import Excerpt
from provenance.settings import Settings
from provenance.stories import Gathering, gather, kept_side
from provenance.tracing import trace
from provenance.ui.batching.run import BatchRun
from provenance.ui.collecting.uploads import Uploads

Opener = Callable[[Settings], Collection]

_EXAMPLES = 3
_ARTICLES_LOOKED_AT = 40
_EXAMPLE_WORDS = range(9, 27)
# Plain signs only: an example becomes the label of a button, and labels are read as Markdown.
_PLAIN = re.compile(r"[^\W_][\w ,.'’“”()%–-]*[.”]")


MOST_PAIRS = 2_000
"""Pairs of articles compared at once, those that share most first."""

# What is kept on the shelf of a generation.
_GATHERED, _SENTENCES = "gathered", "sentences"


class NoIndex(CollectionError):
    """There is no index in the folder yet."""


def open_collection(settings: Settings) -> Collection:
    """The collection of `settings`, for reading."""
    return Collection.open(settings.index, model=settings.model, read_only=True)


def open_for_writing(settings: Settings) -> Collection:
    """The collection of `settings`, to be changed; it is made where there is none."""
    return Collection.open(settings.index, model=settings.model)


@dataclass(frozen=True)
class Library:
    """What the pages may ask of the collection.

    Every method may raise a `ProvenanceError`, which a page shows as a designed state.

    Attributes:
        settings: Where the index is, and with which model it is read.
        opener: How a collection is opened; another one may open it with another encoder.
        writer: How it is opened for one change, and closed after it.
    """

    settings: Settings
    opener: Opener = open_collection
    writer: Opener = open_for_writing

    def summary(self) -> CollectionSummary:
        """How much the collection holds."""
        return self._collection().summary()

    def trace(self, claim: str) -> Trace:
        """The provenance of `claim`; asked again while the collection stays as it is, the same answer at once."""
        collection = self._collection()
        return _traced(collection, self.settings, self._file(), collection.summary().generation, claim)

    def batch(self, claims: ClaimList) -> BatchRun:
        """A list of claims, ready to be traced in the background."""
        return BatchRun(claims, self._collection(), self.settings)

    def excerpt(self, appearance: Appearance) -> Excerpt:
        """The appearance's passage in its paragraphs."""
        return Excerpt.of_article(self._collection().text(appearance.article.id), appearance.passage.span)

    def examples(self) -> tuple[str, ...]:
        """A few sentences of the collection worth tracing, such as those that stand in most articles."""
        collection = self._collection()
        return _examples(collection, self._file(), collection.summary().generation)

    def status(self) -> CollectionStatus:
        """Every article, with what is doubtful about it."""
        collection = self._collection()
        return _stated(collection, self._file(), collection.summary().generation)

    def furniture(self) -> tuple[Furniture, ...]:
        """Every sentence taken for page furniture, those in most articles first."""
        collection = self._collection()
        return _furnished(collection, self._file(), collection.summary().generation)

    def text(self, article_id: str) -> str:
        """An article's stored original text."""
        return self._collection().text(article_id)

    # ---------------------------------------------------------------------------------------------- comparing

    def compare(self, source: str, target: str) -> Spread:
        """Two articles of the collection side by side, by their ids."""
        collection = self._collection()
        return _compared(collection, self._file(), collection.summary().generation, source, target)

    def compare_texts(self, source: str, target: str) -> Spread:
        """Two pasted texts side by side; the collection is not asked."""
        return _compared_texts(source, target)

    @property
    def gathering(self) -> Gathering | None:
        """What all articles share with one another, if it was gathered since the collection was last changed."""
        found: Gathering | None = self._shelf().get(_GATHERED)
        return found

    def gather(self, *, reached: Callable[[int, int], None]) -> Gathering:
        """Compare all articles that share wording, and keep what was found until the collection changes."""
        shelf = self._shelf()
        found = gather(self._collection(), most=MOST_PAIRS, reached=reached)
        shelf[_GATHERED] = found
        return found

    def shared_sentences(self) -> tuple[SharedSentence, ...]:
        """Sentences that stand in several of the articles that were gathered, those in most articles first."""
        gathering = self.gathering
        if gathering is None:
            return ()
        shelf, collection = self._shelf(), self._collection()
        if _SENTENCES not in shelf:
            kept = gathering.comparisons, collection.text, collection.sentence_spans
            shelf[_SENTENCES] = shared_sentences(*kept)
        found: tuple[SharedSentence, ...] = shelf[_SENTENCES]
        return found

    def collate(self, base: str, span: Span, others: Iterable[str]) -> Collation:
        """One passage of an article in each of the others, and in all that tracing its words finds besides.

        A passage too long or too short to be traced is read in the others only.
        """
        collection = self._collection()
        side = kept_side(collection, base)
        ids = dict.fromkeys((*others, *self._traced_to(span.of(side.text))))
        return collate(side, span, (kept_side(collection, identity) for identity in ids))

    def _traced_to(self, words: str) -> Iterator[str]:
        """The articles in which these words appear."""
        try:
            yield from (found.article.id for found in self.trace(words).appearances)
        except ClaimError:
            return

    def _shelf(self) -> dict[str, Any]:
        collection = self._collection()
        return _kept(collection, self._file(), collection.summary().generation)

    # ----------------------------------------------------------------------------------------------- changing

    @property
    def uploads(self) -> Uploads:
        """What was uploaded to the collection."""
        return Uploads(self.settings.index)

    def add(
        self, paths: Sequence[str], *, progress: Callable[[Outcome], None], reached: Callable[[int, int], None]
    ) -> IndexReport:
        """Take in files and addresses; see `Collection.index`. Uploads that no article came of are deleted."""
        with self._writing() as collection:
            report = collection.index(paths, progress=progress, reached=reached)
            self.uploads.discard(paths, still_read=_paths(collection))
        return report

    def set_date(self, article_id: str, value: str | None, *, note: str | None, originally: bool) -> Article:
        """Date an article by the user's word; see `Collection.set_date`."""
        with self._writing() as collection:
            return collection.set_date(article_id, value, note=note, originally=originally)

    def remove(self, article_id: str) -> bool:
        """Take an article out; whether a file that was uploaded for it alone is deleted as well."""
        with self._writing() as collection:
            path = collection.article(article_id).path
            collection.remove([article_id])
            return self.uploads.discard([path], still_read=_paths(collection)) > 0

    def _writing(self) -> Collection:
        if self.settings.read_only:
            remedy = "Ask whoever keeps the collection, or open the page without the read-only mode."
            raise CollectionError("the collection", "this page only reads it", remedy)
        return self.writer(self.settings)

    def _collection(self) -> Collection:
        return _opened(self.opener, self.settings, self._file())

    def _file(self) -> tuple[int, int]:
        """Which file the collection is kept in: another one where the index was deleted and made anew."""
        try:
            state = store_path(self.settings.index).stat()
        except (FileNotFoundError, NotADirectoryError) as error:
            raise NoIndex(str(self.settings.index), "there is no index in this folder") from error
        except OSError as error:
            reason = f"the index cannot be read ({error.strerror})"
            raise CollectionError(str(self.settings.index), reason, "See whether you may read this folder.") from error
        return state.st_dev, state.st_ino


def _paths(collection: Collection) -> list[str]:
    return [article.path for article, _ in collection.status().articles]


def example_claims(collection: Collection) -> tuple[str, ...]:
    """Sentences to try: those that stand in several articles first, no two from one article."""
    articles = [article.id for article, _ in collection.status().articles[:_ARTICLES_LOOKED_AT]]
    standing = [occurrence for article in articles for occurrence in collection.sentence_occurrences(article)]
    repeats = Counter(occurrence.wording for occurrence in standing)
    usual = max(2, len(articles) // 3)  # what stands in more articles than this is a notice, whoever wrote it
    own = [one for one in standing if one.boilerplate is None and repeats[one.wording] <= usual]
    chosen: dict[str, str] = {}
    seen: set[int] = set()
    for occurrence in sorted(own, key=lambda one: -repeats[one.wording]):
        if occurrence.wording in seen:
            continue
        seen.add(occurrence.wording)
        sentence = " ".join(occurrence.span.of(collection.text(occurrence.article_id)).split())
        if len(chosen) < _EXAMPLES and _worth_trying(sentence) and sentence not in chosen.values():
            chosen.setdefault(occurrence.article_id, sentence)
    return tuple(chosen.values())


def _worth_trying(sentence: str) -> bool:
    return (
        len(sentence.split()) in _EXAMPLE_WORDS
        and sentence.count("“") == sentence.count("”")
        and _PLAIN.fullmatch(sentence) is not None
    )


# ------------------------------------------------------------------------------- kept between clicks
# An opened collection keeps in step with its file by itself; answers belong to one generation of it. Arguments with
# a leading underscore are no part of the key.


def _open(_opener: Opener, settings: Settings, file: tuple[int, int]) -> Collection:  # noqa: ARG001 (in the key)
    return _opener(settings)


def _trace(
    _collection: Collection,
    settings: Settings,
    file: tuple[int, int],  # noqa: ARG001 (in the key)
    generation: int,  # noqa: ARG001 (in the key)
    claim: str,
) -> Trace:
    return trace(_collection, claim, settings=settings)


def _choose(_collection: Collection, file: tuple[int, int], generation: int) -> tuple[str, ...]:  # noqa: ARG001
    return example_claims(_collection)


def _state(_collection: Collection, file: tuple[int, int], generation: int) -> CollectionStatus:  # noqa: ARG001
    return _collection.status()


def _furnish(_collection: Collection, file: tuple[int, int], generation: int) -> tuple[Furniture, ...]:  # noqa: ARG001
    return _collection.furniture()


def _spread(one: Side, other: Side) -> Spread:
    furniture = tuple([span for span, _ in side.furniture] for side in (one, other))
    return Spread.of(compare(one, other), (one.text, other.text), (furniture[0], furniture[1]))


def _compare(_collection: Collection, file: tuple[int, int], generation: int, source: str, target: str) -> Spread:  # noqa: ARG001
    return _spread(kept_side(_collection, source), kept_side(_collection, target))


def _compare_texts(source: str, target: str) -> Spread:
    now = datetime.now(tz=UTC)
    return _spread(pasted(source, Role.SOURCE.value, read_at=now), pasted(target, Role.TARGET.value, read_at=now))


def _keep(_collection: Collection, file: tuple[int, int], generation: int) -> dict[str, Any]:  # noqa: ARG001
    return {}


# Not as decorators, which would hide the types: Streamlit is not typed here.
_opened: Callable[[Opener, Settings, tuple[int, int]], Collection] = st.cache_resource(
    max_entries=1, show_spinner=False
)(_open)
_traced: Callable[[Collection, Settings, tuple[int, int], int, str], Trace] = st.cache_resource(
    max_entries=64, show_spinner=False
)(_trace)
_kept_once = partial(st.cache_resource, max_entries=1, show_spinner=False)
_examples: Callable[[Collection, tuple[int, int], int], tuple[str, ...]] = _kept_once()(_choose)
_stated: Callable[[Collection, tuple[int, int], int], CollectionStatus] = _kept_once()(_state)
_furnished: Callable[[Collection, tuple[int, int], int], tuple[Furniture, ...]] = _kept_once()(_furnish)
_kept: Callable[[Collection, tuple[int, int], int], dict[str, Any]] = _kept_once()(_keep)
_compared: Callable[[Collection, tuple[int, int], int, str, str], Spread] = st.cache_resource(
    max_entries=32, show_spinner=False
)(_compare)
_compared_texts: Callable[[str, str], Spread] = st.cache_resource(max_entries=4, show_spinner=False)(_compare_texts)
