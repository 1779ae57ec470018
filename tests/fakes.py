"""Stand-ins for what is slow: only the encoder is ever faked."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray


class FakeEncoder:
    """Counts hashed character trigrams: texts that share spelling have a high cosine, whatever they mean.

    Args:
        name: What the model is called; another name is another model.
        dimension: Numbers in a vector.

    Attributes:
        encoded: Every text it was ever given, in order.
    """

    def __init__(self, name: str = "fake-trigrams", dimension: int = 256) -> None:
        self.name = name
        self.fingerprint = f"fake:{name}:{dimension}"
        self.dimension = dimension
        self.encoded: list[str] = []

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One vector of length 1 a text."""
        self.encoded.extend(texts)
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in enumerate(texts):
            padded = f"  {' '.join(text.lower().split())} "
            for begin in range(len(padded) - 2):
                vectors[row, crc32(padded[begin : begin + 3].encode("utf-8", "replace")) % self.dimension] += 1
        lengths: NDArray[np.float32] = np.linalg.norm(vectors, axis=1, keepdims=True).astype(np.float32)
        return vectors / lengths
