"""The one place that knows FAISS: vectors of distinct wordings, and which lie nearest.

Flat and in half precision: exact, it grows and shrinks by single vectors, and has nothing to tune; at a million
wordings a search takes 24 ms. Half precision keeps a cosine to seven digits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

import faiss
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

_THREADS = faiss.omp_get_max_threads()
_MANY = 8  # queries


class VectorIndex:
    """Vectors of length 1 under the numbers of their wordings.

    Not safe for a search in one thread during a change in another.
    """

    def __init__(self, dimension: int) -> None:
        inner = faiss.IndexScalarQuantizer(dimension, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT)
        self._index = faiss.IndexIDMap2(inner)

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @property
    def dimension(self) -> int:
        """Numbers in a vector."""
        return int(self._index.d)

    def add(self, vectors: Iterable[tuple[int, bytes]]) -> None:
        """Add vectors as the store keeps them.

        Raises:
            ValueError: A vector has another length than this index.
        """
        numbers, components = zip(*vectors, strict=True)
        kept = np.frombuffer(b"".join(components), dtype="<f2").astype(np.float32)
        self._index.add_with_ids(kept.reshape(len(numbers), self.dimension), np.array(numbers, dtype=np.int64))

    def drop(self, wordings: Sequence[int]) -> None:
        """Take vectors out; numbers that are not here do no harm."""
        if wordings:
            self._index.remove_ids(np.array(wordings, dtype=np.int64))  # type: ignore[arg-type]  # arrays too

    def nearest(self, queries: NDArray[np.float32], k: int) -> list[list[int]]:
        """Numbers of the `k` wordings nearest to each query (fewer where there are fewer), nearest first."""
        # Several threads pay for several queries only: for one they wait upon each other, and where another process
        # has work to do they do so for tens of milliseconds.
        faiss.omp_set_num_threads(_THREADS if len(queries) >= _MANY else 1)
        _, numbers = self._index.search(queries, min(k, len(self)))
        return [[int(number) for number in row if number >= 0] for row in numbers]

    def cosines(self, query: NDArray[np.float32], wordings: Sequence[int]) -> dict[int, float]:
        """Cosine similarity of one query to each of these wordings, −1 to 1; a wording not here is left out."""
        if not wordings:
            return {}
        try:
            vectors = self._index.reconstruct_batch(np.array(wordings, dtype=np.int64))
        except RuntimeError:  # one of them was taken out; only a reader within an older snapshot asks for such
            here = [wording for wording in wordings if self._holds(wording)]
            return self.cosines(query, here)
        similarities = np.clip(vectors @ query, -1.0, 1.0)
        return dict(zip(wordings, similarities.tolist(), strict=True))

    def _holds(self, wording: int) -> bool:
        try:
            self._index.reconstruct(wording)
        except RuntimeError:
            return False
        return True

    def save(self, write: Callable[[bytes], object]) -> None:
        """Write the index out, block by block."""
        faiss.write_index(self._index, faiss.PyCallbackIOWriter(write))  # type: ignore[attr-defined]

    @classmethod
    def load(cls, read: Callable[[int], bytes]) -> Self:
        """Read an index that `save` wrote, from bytes whose checksum was verified.

        Damaged bytes can abort the whole process inside FAISS. So they are never given to it.
        """
        loaded = cls.__new__(cls)
        loaded._index = faiss.read_index(faiss.PyCallbackIOReader(read))  # type: ignore[assignment, attr-defined]
        return loaded
