"""The values everything else speaks in.

All are frozen and hold tuples, so they can be shared, compared and hashed. Offsets are half-open Unicode code
points into an article's stored original text. Closed sets of words are ``StrEnum`` and spell exactly what the
JSON contract prints.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points, ``text[begin:end]``."""

    begin: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.begin <= self.end:
            raise ValueError(f"span {self.begin}..{self.end}: begin must be 0 or more and not after end")

    def __len__(self) -> int:
        return self.end - self.begin

    def of(self, text: str) -> str:
        """The characters this span covers in `text`."""
        return text[self.begin : self.end]

    def shifted(self, by: int) -> Span:
        """The same range `by` code points further on (or back, where negative)."""
        return Span(self.begin + by, self.end + by)

    def overlaps(self, other: Span) -> bool:
        """Whether the two ranges share a character."""
        return self.begin < other.end and other.begin < self.end

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly within this range."""
        return self.begin <= other.begin and other.end <= self.end


# --------------------------------------------------------------------------------------------------- dates


class Precision(StrEnum):
    """How finely a date is known; ``NONE`` is undated (its ends may still be bounds)."""

    TIME = "time"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    NONE = "none"


class DateSource(StrEnum):
    """Where a date was found, strongest evidence first."""

    SUPPLIED = "supplied"
    METADATA = "metadata"
    URL = "url"
    BYLINE = "byline"
    BODY = "body"
    NONE = "none"


class DateRole(StrEnum):
    """What a date says of an article."""

    PUBLISHED = "published"
    ORIGINALLY = "originally"
    UPDATED = "updated"
    NOT_BEFORE = "not-before"
    NOT_AFTER = "not-after"


class Certainty(StrEnum):
    """How a date is known, surest first.

    ``CORROBORATED``: two independent kinds of evidence agree, such as metadata and the web address, or metadata and the
    date that the page shows. ``STATED``: one kind says it. ``BOUND``: undated, but an end is proven. ``GUESS``: made
    out by a rule that is often wrong, or stated against itself. ``NONE``: nothing known, or a date that cannot be.
    """

    CORROBORATED = "corroborated"
    STATED = "stated"
    BOUND = "bound"
    GUESS = "guess"
    NONE = "none"


Moment = date | datetime


def _begin_of(moment: Moment) -> datetime:
    if isinstance(moment, datetime):
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    return datetime.combine(moment, time.min, tzinfo=UTC)


def _day_of(moment: Moment) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _end_of(moment: Moment) -> datetime:
    if isinstance(moment, datetime):
        return _begin_of(moment)
    return datetime.combine(moment, time.max, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateInterval:
    """When something was published, as far as the evidence goes.

    Attributes:
        earliest: First day (or, with precision ``time``, moment) that the evidence allows; None where unbounded.
        latest: Last one it allows; None where unbounded.
        precision: How finely the date is stated. ``none`` means undated: the ends are then only bounds.
        source: Where the evidence stands.
        evidence: The characters that prove it, as they stand in the source; None without evidence.
        certainty: How it is known.
        span: Where the evidence stands in the article's text; None where it stands elsewhere (metadata, URL).
        rule: Name of the rule that found it, such as ``header-line`` or ``json-ld``; for the audit.
    """

    earliest: Moment | None = None
    latest: Moment | None = None
    precision: Precision = Precision.NONE
    source: DateSource = DateSource.NONE
    evidence: str | None = None
    certainty: Certainty = Certainty.NONE
    span: Span | None = None
    rule: str | None = None

    @classmethod
    def of_day(
        cls,
        day: date,
        *,
        source: DateSource,
        evidence: str | None,
        span: Span | None = None,
        rule: str | None = None,
        certainty: Certainty = Certainty.STATED,
    ) -> DateInterval:
        """An interval of one calendar day."""
        return cls(
            earliest=day,
            latest=day,
            precision=Precision.DAY,
            source=source,
            evidence=evidence,
            certainty=certainty,
            span=span,
            rule=rule,
        )

    @classmethod
    def of_month(
        cls,
        year: int,
        month: int,
        *,
        source: DateSource,
        evidence: str | None,
        span: Span | None = None,
        rule: str | None = None,
        certainty: Certainty = Certainty.STATED,
    ) -> DateInterval:
        """An interval of one calendar month."""
        last = calendar.monthrange(year, month)[1]
        return cls(
            earliest=date(year, month, 1),
            latest=date(year, month, last),
            precision=Precision.MONTH,
            source=source,
            evidence=evidence,
            certainty=certainty,
            span=span,
            rule=rule,
        )

    @property
    def dated(self) -> bool:
        """Whether this is a date at all, not merely a bound or nothing."""
        return self.precision is not Precision.NONE and self.earliest is not None and self.latest is not None

    @property
    def reliable(self) -> bool:
        """Whether the date is stated (or supplied), rather than guessed or only bounded."""
        return self.certainty in {Certainty.STATED, Certainty.CORROBORATED}

    @property
    def begins(self) -> datetime | None:
        """First moment allowed, in UTC; a day without a zone is taken as a UTC day."""
        return None if self.earliest is None else _begin_of(self.earliest)

    @property
    def ends(self) -> datetime | None:
        """Last moment allowed, in UTC."""
        return None if self.latest is None else _end_of(self.latest)

    def surely_before(self, other: DateInterval) -> bool:
        """Whether every moment this interval allows is before every moment the other allows.

        A day set against a moment is compared with the day the moment's own clock showed.
        """
        if self.latest is None or other.earliest is None or self.ends is None or other.begins is None:
            return False
        if (self.precision is Precision.TIME) != (other.precision is Precision.TIME):
            return _day_of(self.latest) < _day_of(other.earliest)
        return self.ends < other.begins

    def agrees_with(self, other: DateInterval) -> bool:
        """Whether the two can be one date: neither is surely before the other.

        A moment told in UTC, as programs write it, also agrees with a day on which it fell by a clock somewhere: a page
        of New York dates itself 24 February where its mark-up says 25 February, 02:25 UTC.
        """
        if not self.surely_before(other) and not other.surely_before(self):
            return True
        return _fell_on(self, other) or _fell_on(other, self)


# The clocks that are ahead of and behind UTC the most, a few islands apart.
EASTERNMOST, WESTERNMOST = timedelta(hours=13), timedelta(hours=-10)


def _fell_on(moment: DateInterval, day: DateInterval) -> bool:
    at = moment.earliest
    if not isinstance(at, datetime) or at.utcoffset() or moment.precision is not Precision.TIME:
        return False
    if day.precision is Precision.TIME or day.begins is None or day.ends is None or moment.begins is None:
        return False
    return moment.begins + EASTERNMOST >= day.begins and moment.begins + WESTERNMOST <= day.ends


UNDATED = DateInterval()


@dataclass(frozen=True, slots=True, kw_only=True)
class DateEvidence:
    """One dated statement found about an article, kept even where another one wins."""

    role: DateRole
    interval: DateInterval


ZERO_DAYS = frozenset((date(1970, 1, 1), date(1969, 12, 31), date(1900, 1, 1), date(1899, 12, 30), date(1904, 1, 1)))
"""Where programs begin to count time: Unix, the same west of Greenwich, spreadsheets. Mark-up says so; no date."""

CAPTURE = "capture-time"
"""The rule of evidence that is the moment a copy was fetched: nothing in it was published later."""


# ------------------------------------------------------------------------------------------------ articles


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What is known of an article, without its text.

    Attributes:
        id: Unique in a collection.
        path: Where it was read from: a file's path; for a row of a table ``path#row``; for a page its address.
        sha256: SHA-256 of the source bytes (of the row's text, for a row of a table), in hexadecimal.
        url: Its address on the web: as supplied, as fetched, or as the page gives it.
        canonical_url: The address the page itself declares to be its own; None where it declares none.
        read_at: When it was read, or fetched, in UTC; None in an index that did not keep it.
        published: When this copy was published.
        originally: An earlier publication that the article itself states; where present it decides the order.
        evidence: All dated statements found, strongest first.
        extra: Fields of the input that Provenance does not interpret, kept as they are.
    """

    id: str
    path: str
    sha256: str
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    url: str | None = None
    canonical_url: str | None = None
    language: str | None = None
    read_at: datetime | None = None
    published: DateInterval = UNDATED
    originally: DateInterval | None = None
    evidence: tuple[DateEvidence, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()

    @property
    def first_date(self) -> DateInterval:
        """The date that orders this article: the earlier publication it states, else its own."""
        return self.originally or self.published

    @property
    def name(self) -> str:
        """What to call this article in a sentence: its outlet, else author, else title, else id."""
        return self.outlet or self.author or self.title or self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """An article together with its stored original text, into which all offsets point.

    Attributes:
        named: Whether somebody gave the article its id. One that was made of its file's name gives way where the id is
            taken.
    """

    article: Article
    text: str
    named: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Exact characters of an article, with some of what stands around them (W3C text quote selector)."""

    span: Span
    exact: str
    prefix: str = ""
    suffix: str = ""


# ------------------------------------------------------------------------------------------------ wordings


class EditOp(StrEnum):
    """What happens to words from one wording to another."""

    EQUAL = "equal"
    REPLACE = "replace"
    INSERT = "insert"
    DELETE = "delete"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A run of words that stayed, came, went or gave way.

    Attributes:
        before: The words as they stand in the first text, with what stands between them; empty for an insertion.
        after: The same in the second text; empty for a deletion.
        before_span: Where `before` stands in the first text (an empty span for an insertion).
        after_span: Where `after` stands in the second text (an empty span for a deletion).
    """

    op: EditOp
    before: str
    after: str
    before_span: Span
    after_span: Span


class ChangeKind(StrEnum):
    """What an edit does to what is said."""

    NUMBER = "number"
    UNIT = "unit"
    DATE = "date"
    NAME = "name"
    NEGATION = "negation"
    HEDGE = "hedge"
    ATTRIBUTION = "attribution"
    QUANTIFIER = "quantifier"
    INTENSITY = "intensity"
    OMISSION = "omission"
    INSERTION = "insertion"
    QUOTATION_MARKS = "quotation-marks"
    ORDER = "order"
    SPELLING = "spelling"
    WORDING = "wording"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An edit, read for its meaning.

    Attributes:
        before: The words concerned in the first text; empty where something was added.
        after: The words concerned in the second text; empty where something was dropped.
        material: Whether the statement may no longer say the same.
        note: A plain sentence for a reader.
        before_span: Where `before` stands in the first text.
        after_span: Where `after` stands in the second text.
        same_sense: Whether the words concerned are known to say the same in another way.
        undecided: Whether telling words gave way to others of which only a person can say what they change.
    """

    kind: ChangeKind
    before: str
    after: str
    material: bool
    note: str
    before_span: Span
    after_span: Span
    same_sense: bool = False
    undecided: bool = False


class Relation(StrEnum):
    """How near two wordings are, from nearest to farthest."""

    VERBATIM = "verbatim"
    NEAR_VERBATIM = "near-verbatim"
    REWORDED = "reworded"
    PARAPHRASE = "paraphrase"
    RELATED = "related"

    @property
    def counts(self) -> bool:
        """Whether a passage in this relation to a claim is an appearance of it."""
        return self is not Relation.RELATED


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How much of each text stands in the other, 0 to 1, bigger is more; rare words weigh more."""

    claim: float
    passage: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewording:
    """How one wording became another.

    Attributes:
        edits: Runs of words that rebuild the second text from the first, in order.
        changes: What the edits do to what is said.
        matched: The part of the second text that carries the first one; the rest is its surroundings.
    """

    edits: tuple[Edit, ...] = ()
    changes: tuple[Change, ...] = ()
    matched: Span = field(default=Span(0, 0))

    @property
    def material(self) -> tuple[Change, ...]:
        """The changes after which the statement may no longer say the same."""
        return tuple(change for change in self.changes if change.material)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A relation, how sure it is, and why.

    Attributes:
        score: 0 to 1; bigger is more alike.
        reason: A plain clause for a reader: "all 17 words in order".
        coverage: What share of each text stands in the other.
        rewording: The edits and changes it rests on.
    """

    relation: Relation
    score: float
    reason: str
    coverage: Coverage
    rewording: Rewording


# ---------------------------------------------------------------------------------------------- provenance


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """Another appearance that a wording is consistent with having come from; confidence 0 to 1."""

    appearance: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivation:
    """The earlier appearance that a wording is consistent with having come from.

    Attributes:
        appearance: Id of that appearance.
        confidence: 0 to 1; bigger is surer. How often such a parent is the right one; copies nobody can tell apart
            share it.
        because: A plain clause for a reader.
        alternatives: Other appearances that explain it too, surest first.
        common_source: Id of an appearance that has changes in common with it that `appearance` lacks, though neither
            explains the other: both are consistent with a source that is not in this collection. None without one.
    """

    appearance: str
    confidence: float
    because: str
    alternatives: tuple[Alternative, ...] = ()
    common_source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance:
    """A passage of an article that carries a claim's wording, or (in `Trace.related`) only its subject.

    Attributes:
        id: ``a1``, ``a2`` … in order of date for appearances; ``r1`` … in order of score for related passages.
        passage: The whole sentence or sentences concerned.
        matched: The characters of the article that carry the claim, within `passage`.
        cosine: Cosine similarity of the embeddings, −1 to 1; None where not computed. It never decides.
        versus_claim: From the claim to this passage; spans count from the start of each.
        versus_first: From the first appearance's passage to this one; empty for the first itself.
        versus_parent: From the passage this one may have come from (`derived_from`) to this one; empty without one.
        boilerplate: Why the passage is page furniture rather than the article's own words; None if it is not.
        added_marks: Words of the passage that were put in quotation marks though the wording it is held against (the
            credited one, else the earliest) has them without any and goes on in the same words on both sides.
    """

    id: str
    article: Article
    passage: Passage
    matched: Span
    judgement: Judgement
    cosine: float | None
    versus_first: Rewording = Rewording()
    versus_parent: Rewording = Rewording()
    quotation: Quotation | None = None
    credit: Credit | None = None
    derived_from: Derivation | None = None
    boilerplate: str | None = None
    added_marks: tuple[MarkedWords, ...] = ()

    @property
    def sourcing(self) -> Sourcing:
        """Whether the passage is quoted and whether the article says from where."""
        if self.quotation is None:
            return Sourcing.OWN_WORDS if self.credit is None else Sourcing.CREDITED
        return Sourcing.QUOTED if self.credit is None else Sourcing.QUOTED_AND_CREDITED

    @property
    def relation(self) -> Relation:
        """How near the passage is to the claim."""
        return self.judgement.relation

    @property
    def versus_claim(self) -> Rewording:
        """How the claim's wording became this passage's."""
        return self.judgement.rewording


class EmptyReason(StrEnum):
    """Why a trace has no appearances."""

    NOTHING_ALIKE = "nothing-alike"
    ONLY_RELATED = "only-related"
    CLAIM_TOO_SHORT = "claim-too-short"
    ONLY_BOILERPLATE = "only-boilerplate"
    EMPTY_COLLECTION = "empty-collection"


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionSummary:
    """The collection a trace was made on; `earliest` and `latest` are the ends of its dated articles."""

    articles: int
    dated: int
    undated: int
    earliest: date | None
    latest: date | None
    generation: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """Where a claim's wording appears in a collection, first and later.

    Attributes:
        id: The caller's name for the claim, where one was given.
        answer: One sentence a person can quote.
        first_appearance: Id of the earliest dated appearance that is not boilerplate; None without one.
        first_candidates: Ids of all appearances that may be the first, given how precisely each is dated.
        origins: How many appearances derive from none of the others.
        appearances: In order of date, undated ones last.
        found: How many appearances there are, shown here or not.
        related: Same subject, another statement; never counted.
        empty_reason: Why `appearances` is empty; None where it is not.
    """

    claim: str
    collection: CollectionSummary
    answer: str
    id: str | None = None
    first_appearance: str | None = None
    first_candidates: tuple[str, ...] = ()
    origins: int = 0
    appearances: tuple[Appearance, ...] = ()
    found: int = 0
    related: tuple[Appearance, ...] = ()
    empty_reason: EmptyReason | None = None

    def appearance(self, identity: str) -> Appearance:
        """The appearance (or related passage) with this id.

        Raises:
            KeyError: No appearance has it.
        """
        for appearance in (*self.appearances, *self.related):
            if appearance.id == identity:
                return appearance
        raise KeyError(identity)


# ---------------------------------------------------------------------------------------------- comparison


class ComparisonKind(StrEnum):
    """How two articles share wording.

    ``REPOST``: most of both is the same. ``EXCERPT``: a part of the one stands in the other. ``COMMON_SOURCE``: both
    share passages that neither seems to take from the other. ``INDEPENDENT``: no passage is shared.
    """

    REPOST = "repost"
    EXCERPT = "excerpt"
    COMMON_SOURCE = "common-source"
    INDEPENDENT = "independent"


class Earlier(StrEnum):
    """Which of two articles surely came first."""

    SOURCE = "source"
    TARGET = "target"
    UNKNOWN = "unknown"


# Long passages in freely changed words have no relation by their order; from this likeness they are taken for reuse.
_REUSED = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class AlignedPassage:
    """Characters of two articles that say the same, or seem to have come from one another.

    Attributes:
        source: The passage in the source.
        target: The passage in the target.
        judgement: How near the target's wording is to the source's; its spans count from the start of each passage.
        likeness: Cosine of their weighted words in whatever order, 0 to 1; bigger is more alike.
        quotation: How the target quotes it; None where it stands in no quotation.
        credit: Whom the target gives as the source of it.
        boilerplate: Why it is page furniture in both; None if it is not.
        moved: Whether it stands before what precedes it in the source, or after what follows it there.
        left_out: Words of the source between the passage before and this one, where the target has an ellipsis.
    """

    source: Passage
    target: Passage
    judgement: Judgement
    likeness: float
    quotation: Quotation | None = None
    credit: Credit | None = None
    boilerplate: str | None = None
    moved: bool = False
    left_out: Passage | None = None

    @property
    def counts(self) -> bool:
        """Whether it speaks for reuse: the articles' own words, and more than two reports of one subject share."""
        return self.boilerplate is None and (self.judgement.relation.counts or self.likeness >= _REUSED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """What share of each article's own words stands in passages that count, 0 to 1."""

    of_source: float
    of_target: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two articles side by side.

    Attributes:
        passages: In order of the target; no two share a character of it.
        kind_because: A plain clause for a reader.
        earlier_because: The dates that say so, or why they do not, as a clause.
        remarks: Sentences about what makes the comparison doubtful or idle: an empty text, one article given twice.
    """

    source: Article
    target: Article
    passages: tuple[AlignedPassage, ...]
    share: Shares
    kind: ComparisonKind
    kind_because: str
    earlier: Earlier
    earlier_because: str
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Articles that are one story.

    Attributes:
        representative: Id of the article that the most others resemble, the earliest of several.
        members: Ids of the articles, the representative first; each resembles it, so that stories do not chain.
    """

    representative: str
    members: tuple[str, ...]


# ---------------------------------------------------------------------------------------------- collection


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One place where a distinct wording stands.

    Attributes:
        wording: Number of the distinct wording in the store.
        position: Number of the sentence in its article, from 0.
        boilerplate: Why the sentence is page furniture; None if it is the article's own.
    """

    wording: int
    article_id: str
    position: int
    span: Span
    boilerplate: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A distinct wording that a search channel proposes; candidates are proposals, never answers.

    Attributes:
        wording: Number of the distinct wording in the store.
        text: The wording as it stands where it was first read.
        cosine: Cosine similarity of its embedding to the query's, −1 to 1, bigger is more alike.
        shared: How many of the query's word shingles it holds; 0 where only the vectors proposed it.
    """

    wording: int
    text: str
    cosine: float
    shared: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """A sentence that belongs to pages rather than to articles, over the whole collection.

    Attributes:
        text: Its characters where it was first read.
        reason: Why it is taken for furniture.
        occurrences: How often it stands so.
        articles: Ids of the articles it stands in so, in order.
    """

    text: str
    reason: str
    occurrences: int
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionStatus:
    """What a collection holds.

    Attributes:
        articles: Every article with the number of its sentences, in order of id.
        wordings: Number of distinct wordings.
        outlets: Number of articles by outlet, most first.
        model: Name of the embedding model the vectors were made with.
        problems: Sentences about what is wrong with the index or doubtful about its dates; empty if nothing is.
    """

    summary: CollectionSummary
    articles: tuple[tuple[Article, int], ...] = ()
    sentences: int = 0
    wordings: int = 0
    outlets: tuple[tuple[str, int], ...] = ()
    model: str | None = None
    problems: tuple[str, ...] = ()
