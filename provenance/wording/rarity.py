"""How much a word tells: rare words weigh more than common ones.

The weights come from a fixed table of English sentence frequencies, not from the collection at hand, so that two
wordings compare the same in every collection. The table is counted by ``benchmarks/word_frequencies.py``.
"""

from __future__ import annotations

import math
from functools import cache, lru_cache
from importlib.resources import files

# A word outside the table stands in fewer than 150 of a million sentences; it weighs as if in 60.
_UNLISTED = 60
# Inverse document frequency (Spärck Jones 1972) of an unlisted word, which is made 1.
_SCALE = math.log(1_000_000 / _UNLISTED)
_LEAST = 0.05


@cache
def _table() -> dict[str, tuple[int, bool]]:
    rows = files("provenance.wording").joinpath("word_frequencies.tsv").read_text(encoding="utf-8").splitlines()
    return {word: (int(count), bool(name)) for word, count, name in (row.split("\t") for row in rows)}


@lru_cache(maxsize=200_000)
def rarity(norm: str) -> float:
    """Weight of a folded word, 0.05 (``the``) to 1 (a name, a figure, a rare word); bigger tells more.

    Example:
        ``rarity("the") < rarity("said") < rarity("attack") < rarity("kursk") == 1.0``.
    """
    if norm[:1].isdigit():
        return 1.0
    return max(_LEAST, math.log(1_000_000 / _table().get(norm, (_UNLISTED, False))[0]) / _SCALE)


def is_listed(norm: str) -> bool:
    """Whether a folded word is so common that the table has it."""
    return norm in _table()


def mostly_a_name(norm: str) -> bool:
    """Whether a folded word is mostly written with a capital within sentences: ``french``, not ``march``."""
    return _table().get(norm, (0, False))[1]
