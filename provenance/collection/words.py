"""The words channel: which wordings share runs of words with a text, rare runs weighing most."""

from __future__ import annotations

from collections import defaultdict
from math import log
from typing import TYPE_CHECKING, NamedTuple, Protocol

from provenance.collection.shingles import shingles
from provenance.wording.normalisation import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

COMMON = 3_000
"""A shingle in more wordings than this tells nothing; measured, skipping it loses nothing."""

_RAREST = 3  # of a text that is made of common shingles only
_MOST = 20_000  # wordings looked at for a common shingle


class Holders(Protocol):
    """What the channel asks of the store."""

    def holders(self, shingle: int, limit: int) -> list[int]:
        """Wordings that hold a shingle, at most `limit`."""

    def holder_count(self, shingle: int) -> int:
        """How many wordings hold a shingle."""


class SharedWords(NamedTuple):
    """What a wording shares with a text.

    Attributes:
        weight: Sum over the shared shingles of the logarithm of how rare each is; bigger is more.
        shingles: How many shingles are shared.
    """

    weight: float
    shingles: int


def sharing(text: str, store: Holders, *, wordings: int) -> dict[int, SharedWords]:
    """The wordings that share word shingles with `text`, by number.

    Args:
        text: As a user gave it; a fragment of a sentence finds the sentence.
        store: Knows who holds which shingle.
        wordings: How many distinct wordings the store has.
    """
    shared: dict[int, SharedWords] = defaultdict(lambda: SharedWords(0.0, 0))
    for holders, count in _telling(shingles(fold(text)), store):
        weight = log(1 + wordings / count)
        for wording in holders:
            before = shared[wording]
            shared[wording] = SharedWords(before.weight + weight, before.shingles + 1)
    return dict(shared)


def _telling(runs: Iterable[int], store: Holders) -> list[tuple[list[int], int]]:
    """The holders of each shingle that is not common, or of the rarest ones where all are; with their true number."""
    found = [(run, store.holders(run, COMMON + 1)) for run in sorted(runs)]
    telling = [(holders, len(holders)) for _, holders in found if 0 < len(holders) <= COMMON]
    if telling:
        return telling
    common = sorted((store.holder_count(run), run) for run, holders in found if holders)
    return [(store.holders(run, _MOST), count) for count, run in common[:_RAREST]]
