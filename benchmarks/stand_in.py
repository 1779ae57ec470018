"""An encoder for figures of speed and memory only, where embedding a million sentences would take a day.

Its vectors say nothing about meaning, and no figure of what is *found* may come from them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from provenance.collection.encoder import Encoder
from provenance.wording.normalisation import fold
from provenance.wording.rarity import rarity

_ROWS = 1 << 14


@dataclass(frozen=True)
class StandIn:
    """Sums of one random vector a word, rare words weighing more: sentences that share words are near each other.

    Attributes:
        payer: An encoder that is made to embed the same texts, its vectors thrown away, so that a search costs what
            it costs with a real model; None where embedding is not to be paid for.
    """

    payer: Encoder | None = None
    name: str = "stand-in of hashed words"
    fingerprint: str = "stand-in of hashed words 1"
    dimension: int = 384

    @cached_property
    def _vectors(self) -> NDArray[np.float32]:
        return np.random.default_rng(7).standard_normal((_ROWS, self.dimension), dtype=np.float32)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One vector of length 1 a text."""
        if self.payer is not None:
            self.payer.encode(texts)
        sums = np.stack([self._sum(fold(text).split()) for text in texts])
        return sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), np.float32(1e-6))

    def _sum(self, words: Sequence[str]) -> NDArray[np.float32]:
        weights = np.array([rarity(word) for word in words], dtype=np.float32)
        return weights @ self._vectors[[_row(word) for word in words]] if words else self._vectors[0]


@lru_cache(maxsize=200_000)
def _row(word: str) -> int:
    return crc32(word.encode("utf-8", "replace")) % _ROWS
