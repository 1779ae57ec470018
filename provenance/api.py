"""The way in for Python programs: ``from provenance import Collection``.

The façade of what the command line does too. What its methods give are the values of `provenance.models`: frozen, to be
compared and kept, exact under ``repr``; printed, or at the end of a notebook's cell, they show what a person wants to
read. Errors are those of `provenance.errors`; nothing found is a value that says why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, Self

from provenance.collection import Collection as Kept
from provenance.collection import IndexReport, Outcome, OutcomeKind
from provenance.errors import (
    ClaimError,
    CollectionError,
    DuplicateArticle,
    ModelError,
    ModelMismatch,
    ProvenanceError,
    ReadingError,
    UnknownArticle,
    UsageError,
)
from provenance.models import (
    AlignedPassage,
    Appearance,
    Article,
    BatchRow,
    Change,
    ChangeKind,
    ClaimRow,
    CollectionStatus,
    Comparison,
    ComparisonKind,
    Coverage,
    Credit,
    DateEvidence,
    DateInterval,
    DateSource,
    Derivation,
    Document,
    Earlier,
    Edit,
    EmptyReason,
    Judgement,
    Passage,
    Precision,
    Quotation,
    Relation,
    Rewording,
    Span,
    Trace,
    View,
    show_by,
)
from provenance.settings import Settings

if TYPE_CHECKING:
    from types import TracebackType

    from provenance.collection import Encoder
    from provenance.comparing import Side

__all__ = [
    "AlignedPassage",
    "Appearance",
    "Article",
    "BatchRow",
    "Change",
    "ChangeKind",
    "ClaimError",
    "ClaimRow",
    "Collection",
    "CollectionError",
    "CollectionStatus",
    "Comparison",
    "ComparisonKind",
    "Coverage",
    "Credit",
    "DateEvidence",
    "DateInterval",
    "DateSource",
    "Derivation",
    "Document",
    "DuplicateArticle",
    "Earlier",
    "Edit",
    "EmptyReason",
    "IndexReport",
    "Judgement",
    "ModelError",
    "ModelMismatch",
    "Outcome",
    "OutcomeKind",
    "Passage",
    "Precision",
    "ProvenanceError",
    "Quotation",
    "ReadingError",
    "Relation",
    "Rewording",
    "Span",
    "Trace",
    "UnknownArticle",
    "UsageError",
]

Location = str | PathLike[str]
"""A path, or an address of the web."""

Claim = str | tuple[str, str] | ClaimRow
"""A claim's words; an id and the words; or a row with further columns."""

_TOGETHER = 64  # claims traced together
_WORDS_OF_A_TEXT = 5  # what is neither a file nor an id and has so many words is a text itself


class Collection:
    """The articles of one index folder. Made with `Collection.open`.

    Its methods may be called from several threads at once. It need not be closed: what was indexed is kept either way.

    Example:
        >>> collection = Collection.open("index")
        >>> report = collection.index(["articles/"])
        >>> print(collection.trace("No one at the authority gave an order to open the gates."))
    """

    def __init__(self, kept: Kept, settings: Settings) -> None:
        self._kept = kept
        self._settings = settings

    @classmethod
    def open(
        cls,
        folder: Location = "index",
        *,
        model: str | None = None,
        encoder: Encoder | None = None,
        read_only: bool = False,
    ) -> Self:
        """Open the collection in an index folder; one without an index is made by the first call of `index`.

        Args:
            folder: The index folder.
            model: A sentence-transformers model name or folder; None for the packaged one.
            encoder: What to embed with, in place of a model.
            read_only: Whether nothing in the folder may change. It must hold an index then.

        Raises:
            CollectionError: The index is damaged, of a newer format, or (for reading only) missing.
        """
        settings = Settings(index=Path(folder), model=model)
        return cls(Kept.open(settings.index, encoder=encoder, model=model, read_only=read_only), settings)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give back the files."""
        self._kept.close()

    def __repr__(self) -> str:
        return f"{type(self).__name__}.open({str(self._settings.index)!r})"

    @property
    def folder(self) -> Path:
        """The index folder."""
        return self._settings.index

    # ------------------------------------------------------------------------------------------- taking in, out

    def index(
        self, paths: Location | Iterable[Location], *, progress: Callable[[Outcome], None] | None = None
    ) -> IndexReport:
        """Take in the articles of files, folders, tables, archives, feeds and addresses of the web.

        What is unchanged is skipped, what changed replaces what was kept. What cannot be read stands among the report's
        `failures` and stops nothing else.

        Args:
            paths: One path or address, or several.
            progress: Called with what became of each article, once it is kept for good.

        Raises:
            CollectionError: The index cannot be written to; what was told until then is kept.
            ModelMismatch: The index was made with another model.
        """
        several = [paths] if isinstance(paths, (str, PathLike)) else paths
        return self._kept.index([fspath(path) for path in several], progress=progress)

    def remove(self, article_ids: str | Iterable[str]) -> None:
        """Take articles out, all of them or none.

        Raises:
            UnknownArticle: No article has one of these ids; nothing was taken out.
        """
        self._kept.remove([article_ids] if isinstance(article_ids, str) else article_ids)

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
        return self._kept.set_date(article_id, value, note=note, originally=originally)

    # ------------------------------------------------------------------------------------------------ asking

    def trace(self, claim: str, *, top: int | None = None) -> Trace:
        """Where a claim's wording appears first, and how later articles reworded it.

        Args:
            claim: A fragment, a sentence, or a few; white space around it does not matter.
            top: At most so many appearances; None for all.

        Returns:
            Appearances in order of date, undated ones last. Nothing found is a trace without any that says why.

        Raises:
            ClaimError: The claim is blank, holds no word, or is longer than 5,000 characters.
            CollectionError: There is no index in the folder, or it cannot be searched.
        """
        from provenance.tracing import trace  # noqa: PLC0415 - brings the wordings' rules and numpy

        return trace(self._kept, claim, settings=replace(self._settings, top=top))

    def batch(self, claims: Iterable[Claim], *, top: int | None = None) -> Iterator[BatchRow]:
        """Trace many claims, faster than one by one: their wordings are embedded and searched together.

        Claims are taken from the iterable a few at a time, and so are the rows given, as soon as they are done; each
        group is answered on one state of the collection.

        Args:
            claims: Texts, pairs of an id and a text, or `ClaimRow` values; a text is called by its number, from 1.
            top: At most so many appearances of each; None for all.

        Yields:
            A row for each claim, in their order: with its trace, or with the reason why it could not be traced.

        Raises:
            UsageError: One text was given rather than several.
            CollectionError: There is no index in the folder, or it cannot be searched.
        """
        if isinstance(claims, str):
            raise UsageError("the claims", "one text was given", "Put it into a list, or trace it by itself.")
        return self._rows(claims, replace(self._settings, top=top))

    def _rows(self, claims: Iterable[Claim], settings: Settings) -> Iterator[BatchRow]:
        from provenance.batching import trace_rows  # noqa: PLC0415 - brings the wordings' rules and numpy

        rows = (_row(claim, position) for position, claim in enumerate(claims, start=1))
        while group := tuple(islice(rows, _TOGETHER)):
            yield from trace_rows(self._kept, group, settings=settings)

    def compare(self, source: Location | Document, target: Location | Document) -> Comparison:
        """Two articles side by side: what was taken over, what was changed on the way, and which was first.

        Each is a path or an address, the id of an article of this collection, a pasted text, or a `Document`. A text is
        what has several lines, or five words or more and is neither a file nor an id.

        Raises:
            ReadingError: One cannot be read, or holds several articles.
            UnknownArticle: One is neither a file nor in the collection, and no text.
        """
        from provenance.comparing import compare  # noqa: PLC0415 - brings the wordings' rules and numpy

        return compare(self._side(source, "source"), self._side(target, "target"))

    def _side(self, given: Location | Document, name: str) -> Side:
        from provenance.comparing import side_of  # noqa: PLC0415
        from provenance.pairs import pasted, side  # noqa: PLC0415

        if isinstance(given, Document):
            return side_of(given)
        words = fspath(given)
        if isinstance(given, str) and len(words.splitlines()) > 1:
            return pasted(words, name, read_at=datetime.now(tz=UTC))
        try:
            return side(words, lambda: self._kept)
        except UnknownArticle:
            if not isinstance(given, str) or len(words.split()) < _WORDS_OF_A_TEXT:
                raise
            return pasted(words, name, read_at=datetime.now(tz=UTC))

    # ------------------------------------------------------------------------------------------- looking up

    def status(self) -> CollectionStatus:
        """What the collection holds, and what is doubtful about it.

        Raises:
            CollectionError: There is no index in the folder.
        """
        return self._kept.status()

    def article(self, article_id: str) -> Article:
        """The article with this id.

        Raises:
            UnknownArticle: There is none.
        """
        return self._kept.article(article_id)

    def text(self, article_id: str) -> str:
        """An article's stored original text, into which all offsets point: ``passage.span.of(text)``.

        Raises:
            UnknownArticle: There is no article of this id.
        """
        return self._kept.text(article_id)


def _row(claim: Claim, position: int) -> ClaimRow:
    if isinstance(claim, ClaimRow):
        return claim
    identity, words = (str(position), claim) if isinstance(claim, str) else claim
    return ClaimRow(position=position, id=identity, claim=words)


def _view_of(kind: type) -> View | None:
    from provenance.reporting.views import view_of  # noqa: PLC0415 - only what is shown needs it

    return view_of(kind)


show_by(_view_of)
