"""Where a claim appears, first and later, and what may derive from what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from provenance.models.articles import Article, Passage
from provenance.models.quotations import Credit, MarkedWords, Quotation, Sourcing
from provenance.models.shown import Shown
from provenance.models.spans import Span
from provenance.models.wordings import UNCHANGED, Judgement, Relation, Rewording


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
class Appearance(Shown):
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
    versus_first: Rewording = UNCHANGED
    versus_parent: Rewording = UNCHANGED
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
class Trace(Shown):
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
