"""What two wordings have in common whatever the order of their words: the evidence that needs no alignment."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from provenance.wording.profile import Profile, profile


@dataclass(frozen=True)
class Overlap:
    """Two profiles set against each other, each thing worked out when it is first asked for.

    Shares are weighted by rarity, 0 to 1; bigger is more alike.
    """

    one: Profile
    other: Profile

    @classmethod
    def of(cls, before: str, after: str) -> Overlap:
        """The overlap of two texts."""
        return cls(profile(before), profile(after))

    @cached_property
    def bag(self) -> float:
        """Share of the first wording's words that stand anywhere in the second."""
        return self.one.held_in(self.other)

    @cached_property
    def bag_back(self) -> float:
        """Share of the second wording's words that stand anywhere in the first."""
        return self.other.held_in(self.one)

    @cached_property
    def shared(self) -> float:
        """Weight of the distinct words both have, in units of rarity: about how many telling words they share."""
        return sum(weight for word, weight in self.one.keys.items() if word in self.other.keys)

    @property
    def apart(self) -> float:
        """Weight of the distinct words that only one of them has, of the one with fewer such."""
        return min(self.one.apart_from(self.other), self.other.apart_from(self.one))

    @property
    def size(self) -> float:
        """Weight of the second wording over that of the first; a sentence is no paraphrase of a paragraph."""
        return self.other.weight / self.one.weight if self.one.weight else 0.0

    @property
    def longer(self) -> int:
        """Number of words by which the one is longer than the other."""
        return abs(len(self.one.words) - len(self.other.words))

    @property
    def same_sense(self) -> bool:
        """Whether both negate equally often, odd or even."""
        return self.one.negative == self.other.negative

    @property
    def facts_agree(self) -> bool:
        """Whether one wording's figures all stand in the other, and half of the names of the one with fewer."""
        fewer, more = sorted((self.one.figures, self.other.figures), key=len)
        least = min(len(self.one.names), len(self.other.names))
        return fewer <= more and len(self.one.names & self.other.names) * 2 >= least

    @property
    def shared_facts(self) -> int:
        """Number of names and figures both have."""
        return self.shared_figures + len(self.one.names & self.other.names)

    @property
    def shared_figures(self) -> int:
        """Number of figures both have."""
        return len(self.one.figures & self.other.figures)

    @property
    def figures_apart(self) -> int:
        """Number of figures that only one of them has."""
        return len(self.one.figures ^ self.other.figures)
