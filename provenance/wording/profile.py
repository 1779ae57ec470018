"""What a wording holds, worked out once and when it is needed: its words' weights, its names, its figures.

One passage is compared with many claims and one claim with many passages; profiles are kept for the last texts asked
about.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

from provenance.wording.changes.names import bare, is_name
from provenance.wording.changes.stance import negators
from provenance.wording.normalisation import Token, tokens
from provenance.wording.quantities import NumberKind, quantities_of
from provenance.wording.rarity import rarity
from provenance.wording.variants import key


@dataclass(frozen=True)
class Profile:
    """What one wording holds, each thing worked out when it is first asked for.

    Attributes:
        text: The wording as it stands.
        words: Its words, in order.
    """

    text: str
    words: tuple[Token, ...]

    @cached_property
    def weights(self) -> tuple[float, ...]:
        """Rarity of each word, in order."""
        return tuple(rarity(word.norm) for word in self.words)

    @cached_property
    def weight(self) -> float:
        """All weights together: about the number of telling words."""
        return sum(self.weights)

    @cached_property
    def keys(self) -> dict[str, float]:
        """Rarity of each distinct word, by the key all its forms share."""
        return dict(zip(self._keys, self.weights, strict=True))

    @cached_property
    def _keys(self) -> tuple[str, ...]:
        return tuple(key(word.norm) for word in self.words)

    @cached_property
    def name_places(self) -> frozenset[int]:
        """Numbers of the words that are (part of) a name."""
        return frozenset(place for place in range(len(self.words)) if is_name(self.text, self.words, place))

    @cached_property
    def names(self) -> frozenset[str]:
        """Its names, each in one form."""
        return frozenset(bare(self.words[place]) for place in self.name_places)

    @cached_property
    def figures(self) -> frozenset[str]:
        """Its figures, each in one spelling; times relative to the day of writing are not among them."""
        counted = (quantity for quantity in quantities_of(self.text) if quantity.kind is not NumberKind.RELATIVE)
        return frozenset(repr(quantity.value) for quantity in counted)

    @cached_property
    def negative(self) -> bool:
        """Whether it negates an odd number of times."""
        return len(negators(self.words, range(len(self.words)))) % 2 == 1

    def held_in(self, other: Profile) -> float:
        """Share of this wording's words that stand anywhere in the other, 0 to 1, by weight."""
        held = sum(w for word, w in zip(self._keys, self.weights, strict=True) if word in other.keys)
        return min(1.0, held / self.weight) if self.weight else 0.0

    def apart_from(self, other: Profile) -> float:
        """Weight of the distinct words only this one has, in units of rarity."""
        return sum(weight for word, weight in self.keys.items() if word not in other.keys)


@lru_cache(maxsize=5_000)
def profile(text: str) -> Profile:
    """The profile of a wording."""
    return Profile(text, tokens(text))
