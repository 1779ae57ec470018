"""What became of each article that a collection was given."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from provenance.models.shown import Shown

if TYPE_CHECKING:
    from provenance.models import Article


class OutcomeKind(StrEnum):
    """What indexing did with an article; ``WARNING``: it was taken in, without something that could not be read."""

    ADDED = "added"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"
    REMOVED = "removed"
    WARNING = "warning"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome(Shown):
    """What became of one article, told only once it is so: after the change is kept.

    Attributes:
        name: The article's id; for a failure the input's name.
        article: The article as the collection keeps it (a removed one as it was); None for a failure or a warning.
        sentences: How many sentences it has; 0 for a failure or a warning.
        reason: Why it failed, or what was left out, and what to do about it; why it was removed; else None.
    """

    kind: OutcomeKind
    name: str
    article: Article | None = None
    sentences: int = 0
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexReport(Shown):
    """What one call of `Collection.index` did.

    Attributes:
        outcomes: One for every article and every failure, in the order in which they were met.
        generation: The collection's generation afterwards.
    """

    outcomes: tuple[Outcome, ...]
    generation: int

    def of_kind(self, kind: OutcomeKind) -> tuple[Outcome, ...]:
        """The outcomes of one kind, in order."""
        return tuple(outcome for outcome in self.outcomes if outcome.kind is kind)

    def count(self, kind: OutcomeKind) -> int:
        """How many outcomes are of this kind."""
        return len(self.of_kind(kind))

    @property
    def failures(self) -> tuple[Outcome, ...]:
        """What could not be taken in, each with its reason."""
        return self.of_kind(OutcomeKind.FAILED)
