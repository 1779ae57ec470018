"""How a passage quotes, and whom its article credits."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from provenance.models.spans import Span


class QuotationForm(StrEnum):
    """How an article shows that words are quoted.

    ``MARKS`` stand around them; else a line ``INTRODUCED`` them ("Here's more from …:"), a following line ``CITED``
    their source, or only the layout has them ``SET_OFF``.
    """

    MARKS = "marks"
    INTRODUCED = "introduced"
    CITED = "cited"
    SET_OFF = "set-off"


class CutMark(StrEnum):
    """What a quotation shows where it leaves words out."""

    ELLIPSIS = "ellipsis"
    BRACKETS = "brackets"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """Words of the quoted text that a quotation leaves out.

    Attributes:
        words: The words as they stand there; more than 300 characters are shortened in the middle.
        span: Where they stand in the quoted text.
        count: How many words they are.
        place: Where they are missing: an offset into the article that quotes.
        mark: What shows it: an ellipsis, words in brackets that stand for them, or nothing.
    """

    words: str
    span: Span
    count: int
    place: int
    mark: CutMark


@dataclass(frozen=True, slots=True, kw_only=True)
class Bracketed:
    """Words that a quotation puts in brackets; `stands_for` are the words of the quoted text they replace, if any."""

    words: str
    span: Span
    stands_for: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchanged:
    """Words of a quotation that are others in the quoted text; `before` is empty where they were only put in.

    Attributes:
        before: The words in the quoted text.
        after: The words in the quotation.
        before_span: Where `before` stands in the quoted text.
        after_span: Where `after` stands in the article that quotes.
    """

    before: str
    after: str
    before_span: Span
    after_span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of a quotation that stands in the quoted text in one place.

    Attributes:
        span: Where it stands in the article that quotes.
        source: Where it stands in the quoted text.
        words_between: Words of the quoted text between the piece before and this one. Negative where this one stands
            earlier there, so that the order was turned: how far back its first word is from that piece's last. None
            for the first piece.
        characters_between: The same in characters.
    """

    span: Span
    source: Span
    words_between: int | None = None
    characters_between: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedWords:
    """Words of a passage in quotation marks that stand without any in the text they came from.

    Attributes:
        span: Where they stand in the article, without their marks.
        source: Where they stand, unmarked, in the text they came from.
    """

    words: str
    span: Span
    source: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """How a passage quotes: exactly, with words left out, with words put in, in pieces. Shown, never judged.

    Attributes:
        exact: Whether the quoted words stand in the other text in that order without a gap.
        omitted: Words the quotation leaves out, marked or not.
        inserted: Words it puts in, such as bracketed ones.
        pieces: From how many places it is stitched together.
        in_order: Whether the pieces keep their order.
        against: What it was held against: the id of an appearance, or ``claim``.
        form: How the article shows that the words are quoted.
        span: The whole quotation the passage stands in, without its marks: a block has many sentences.
        introduction: The line that opens the quotation and names whose words follow; None without one.
        citation: What names the source after the quotation; None without one.
        parts: The pieces, in the order of the article.
        cuts: Where words of the passage were left out, in the order of the article.
        around: What the same quotation leaves out right before the passage and right after it, where it goes on there.
        bracketed: What stands in brackets.
        exchanged: What was put in or exchanged without brackets.
    """

    exact: bool
    omitted: tuple[str, ...] = ()
    inserted: tuple[str, ...] = ()
    pieces: int = 1
    in_order: bool = True
    against: str | None = None
    form: QuotationForm = QuotationForm.MARKS
    span: Span | None = None
    introduction: Span | None = None
    citation: Span | None = None
    parts: tuple[Piece, ...] = ()
    cuts: tuple[Cut, ...] = ()
    around: tuple[Cut, ...] = ()
    bracketed: tuple[Bracketed, ...] = ()
    exchanged: tuple[Exchanged, ...] = ()

    @property
    def marked_cuts(self) -> tuple[Cut, ...]:
        """What was left out at an ellipsis, for every reader to see."""
        return tuple(cut for cut in self.cuts if cut.mark is CutMark.ELLIPSIS)

    @property
    def silent_cuts(self) -> tuple[Cut, ...]:
        """What was left out without a sign."""
        return tuple(cut for cut in self.cuts if cut.mark is CutMark.NONE)


class CreditKind(StrEnum):
    """How an article gives its source."""

    NAMED = "named"
    LINKED = "linked"


class CreditPlace(StrEnum):
    """Where an article gives its source, seen from the passage (or the quoted block it stands in)."""

    BEFORE = "before"
    INSIDE = "inside"
    AFTER = "after"
    HEAD = "head"
    FOOT = "foot"


class CreditedBy(StrEnum):
    """What of the source the article names."""

    ADDRESS = "address"
    TITLE = "title"
    OUTLET = "outlet"
    INITIALS = "initials"
    AUTHOR = "author"
    AGENCY = "agency"


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """The words in which an article gives its source for a passage, and whom they mean.

    Attributes:
        span: Where `text` stands in the article.
        to: Id of the article credited, where the collection holds it.
        place: Where it stands, seen from the passage.
        by: What of the source is named.
        others: Other words that credit the same passage ("from the WSWS:" before it, a title after it), in order.
    """

    kind: CreditKind
    text: str
    span: Span
    to: str | None = None
    place: CreditPlace = CreditPlace.INSIDE
    by: CreditedBy = CreditedBy.OUTLET
    others: tuple[Credit, ...] = ()


class Sourcing(StrEnum):
    """Whether a passage is quoted, and whether its source is given: two questions, four answers."""

    OWN_WORDS = "own-words"
    QUOTED = "quoted"
    QUOTED_AND_CREDITED = "quoted-and-credited"
    CREDITED = "credited"
