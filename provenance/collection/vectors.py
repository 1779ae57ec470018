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
_NUMBER = 8  # bytes


class VectorIndex:
    """Vectors of length 1 under the numbers of their wordings.

    FAISS calls vectors by their places; which wording stands at which place is a sorted array beside it, since numbers
    only ever grow. (Its own map of numbers takes six times as much memory.)

    Not safe for a search in one thread during a change in another.
    """

    def __init__(self, dimension: int) -> None:
        self._index = faiss.IndexScalarQuantizer(dimension, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT)
        self._numbers = np.empty(0, dtype=np.int64)

    def __len__(self) -> int:
        return len(self._numbers)

    @property
    def dimension(self) -> int:
        """Numbers in a vector."""
        return int(self._index.d)

    def add(self, vectors: Iterable[tuple[int, bytes]]) -> None:
        """Add vectors as the store keeps them, in order of their numbers, which are higher than all before.

        Raises:
            ValueError: A vector has another length than this index.
        """
        numbers, components = zip(*vectors, strict=True)
        kept = np.frombuffer(b"".join(components), dtype="<f2").astype(np.float32)
        self._index.add(kept.reshape(len(numbers), self.dimension))
        self._numbers = np.concatenate([self._numbers, np.array(numbers, dtype=np.int64)])

    def drop(self, wordings: Sequence[int]) -> None:
        """Take vectors out; numbers that are not here do no harm."""
        places = self._places(wordings)
        if len(places):
            self._index.remove_ids(places)  # type: ignore[arg-type]  # arrays too
            self._numbers = np.delete(self._numbers, places)

    def nearest(self, queries: NDArray[np.float32], k: int) -> list[list[int]]:
        """Numbers of the `k` wordings nearest to each query (fewer where there are fewer), nearest first."""
        # Several threads pay for several queries only: for one they wait upon each other, and where another process
        # has work to do they do so for tens of milliseconds.
        faiss.omp_set_num_threads(_THREADS if len(queries) >= _MANY else 1)
        _, places = self._index.search(queries, min(k, len(self)))
        return [self._numbers[row[row >= 0]].tolist() for row in places]

    def cosines(self, query: NDArray[np.float32], wordings: Sequence[int]) -> dict[int, float]:
        """Cosine similarity of one query to each of these wordings, −1 to 1; a wording not here is left out.

        Only a reader within an older snapshot asks for one that was taken out.
        """
        places = self._places(wordings)
        if not len(places):
            return {}
        similarities = np.clip(self._index.reconstruct_batch(places) @ query, -1.0, 1.0)
        return dict(zip(self._numbers[places].tolist(), similarities.tolist(), strict=True))

    def _places(self, wordings: Sequence[int]) -> NDArray[np.int64]:
        """Where those of these wordings stand that are here."""
        asked = np.array(wordings, dtype=np.int64)
        places = np.searchsorted(self._numbers, asked)
        here = places < len(self)
        here[here] = self._numbers[places[here]] == asked[here]
        found: NDArray[np.int64] = places[here]
        return found

    def save(self, write: Callable[[bytes], object]) -> None:
        """Write the numbers and the index out, block by block."""
        write(np.array([len(self)], dtype="<i8").tobytes())
        write(self._numbers.astype("<i8").tobytes())
        faiss.write_index(self._index, faiss.PyCallbackIOWriter(write))  # type: ignore[attr-defined]

    @classmethod
    def load(cls, read: Callable[[int], bytes]) -> Self:
        """Read an index that `save` wrote, from bytes whose checksum was verified.

        Damaged bytes can abort the whole process inside FAISS. So they are never given to it.
        """
        loaded = cls.__new__(cls)
        (count,) = np.frombuffer(read(_NUMBER), dtype="<i8").tolist()
        loaded._numbers = np.frombuffer(read(count * _NUMBER), dtype="<i8").astype(np.int64)
        loaded._index = faiss.read_index(faiss.PyCallbackIOReader(read))  # type: ignore[assignment, attr-defined]
        return loaded
