"""How strong a claim of cause and effect a wording makes.

The scale of Sumner et al. (2014), The association between exaggeration in health related science news and academic
press releases, BMJ 349: things go together, the one may make the other, the one makes the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from provenance.wording.lexicon import HEDGES, LINKS
from provenance.wording.normalisation import Token
from provenance.wording.quantities import is_month

_ALSO_POSSIBLE = frozenset(["can", "further", "evidence", "consistent", "hypothesis", "warrant", "help", "support"])
_SURE_ENOUGH = 4  # from this grade on a hedge says how much, not whether


class Strength(IntEnum):
    """Bigger is stronger."""

    LINK = 1
    POSSIBLE_CAUSE = 2
    CAUSE = 3


def strength(words: Sequence[Token]) -> Strength:
    """The strength of the weakest thing a wording says of cause and effect; one without cause is taken as stated.

    Example:
        ``coffee is linked to fewer strokes`` < ``coffee may prevent strokes`` < ``coffee prevents strokes``.
    """
    if any(word.norm in LINKS for word in words):
        return Strength.LINK
    if any(_is_possible(word) for word in words):
        return Strength.POSSIBLE_CAUSE
    return Strength.CAUSE


def _is_possible(word: Token) -> bool:
    return (HEDGES.get(word.norm, _SURE_ENOUGH) < _SURE_ENOUGH and not is_month(word)) or word.norm in _ALSO_POSSIBLE
