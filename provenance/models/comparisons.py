"""What two articles share, and which was first."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from provenance.models.articles import Article, Passage
from provenance.models.quotations import Credit, Quotation
from provenance.models.shown import Shown
from provenance.models.wordings import Judgement


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
class AlignedPassage(Shown):
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
class Comparison(Shown):
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
