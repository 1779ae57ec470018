"""What a wording holds, worked out once: its words' weights, its names, its figures.

One passage is compared with many claims and one claim with many passages; profiles are kept for the last texts asked
about.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from provenance.wording.changes.names import bare, is_name
from provenance.wording.changes.stance import negators
from provenance.wording.normalisation import Token, tokens
from provenance.wording.quantities import NumberKind, quantities
from provenance.wording.rarity import rarity
from provenance.wording.variants import key


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What one wording holds.

    Attributes:
        weights: Rarity of each word, in order.
        keys: Rarity of each distinct word, by the key all its forms share.
        weight: All weights together: about the number of telling words.
        names: Its names, each in one form; `name_places` are the numbers of the words concerned.
        figures: Its figures, each in one spelling; times relative to the day of writing are not among them.
        negative: Whether it negates an odd number of times.
    """

    words: tuple[Token, ...]
    weights: tuple[float, ...]
    keys: dict[str, float]
    weight: float
    names: frozenset[str]
    name_places: frozenset[int]
    figures: frozenset[str]
    negative: bool

    def held_in(self, other: Profile) -> float:
        """Share of this wording's words that stand anywhere in the other, 0 to 1, by weight."""
        held = sum(w for word, w in zip(self.words, self.weights, strict=True) if key(word.norm) in other.keys)
        return min(1.0, held / self.weight) if self.weight else 0.0

    def shared_with(self, other: Profile) -> float:
        """Weight of the distinct words both have, in units of rarity: about how many telling words they share."""
        return sum(weight for word, weight in self.keys.items() if word in other.keys)

    def apart_from(self, other: Profile) -> float:
        """Weight of the distinct words only this one has, in units of rarity."""
        return sum(weight for word, weight in self.keys.items() if word not in other.keys)


@lru_cache(maxsize=20_000)
def profile(text: str) -> Profile:
    """The profile of a wording."""
    words = tokens(text)
    weights = tuple(rarity(word.norm) for word in words)
    places = frozenset(place for place in range(len(words)) if is_name(text, words, place))
    counted = [quantity for quantity in quantities(words) if quantity.kind is not NumberKind.RELATIVE]
    return Profile(
        words=words,
        weights=weights,
        keys={key(word.norm): weight for word, weight in zip(words, weights, strict=True)},
        weight=sum(weights),
        names=frozenset(bare(words[place]) for place in places),
        name_places=places,
        figures=frozenset(repr(quantity.value) for quantity in counted),
        negative=len(negators(words, range(len(words)))) % 2 == 1,
    )
