"""How one wording became another, and how near the two are."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from provenance.models.shown import Shown
from provenance.models.spans import Span


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
class Change(Shown):
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


UNCHANGED = Rewording()


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
