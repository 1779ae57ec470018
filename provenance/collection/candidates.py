"""Both search channels united: what each proposes, with the cosine of every proposal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from provenance.collection.words import SharedWords, sharing
from provenance.models import Candidate

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    from provenance.collection.store import Store
    from provenance.collection.vectors import VectorIndex


_NEARLY_ALL = 0.9
_MOST_HOLDING = 2_000


class Search:
    """Proposals for one state of a collection.

    Args:
        vectors: The vectors of all its wordings.
        k: How many wordings each channel proposes.
    """

    def __init__(self, store: Store, vectors: VectorIndex, k: int) -> None:
        self._store = store
        self._vectors = vectors
        self._k = k
        self._wordings = len(vectors)

    def candidates(self, texts: list[str], queries: NDArray[np.float32]) -> tuple[tuple[Candidate, ...], ...]:
        """For each text the wordings that either channel proposes, nearest in meaning first.

        Args:
            texts: As users gave them.
            queries: Their vectors, one a row.
        """
        by_meaning = self._vectors.nearest(queries, self._k)
        proposals = [
            self._united(text, query, near) for text, query, near in zip(texts, queries, by_meaning, strict=True)
        ]
        known = self._store.wording_texts({wording for proposed in proposals for wording in proposed})
        return tuple(_candidates(proposed, known) for proposed in proposals)

    def _united(self, text: str, query: NDArray[np.float32], near: list[int]) -> dict[int, tuple[float, int]]:
        """Cosine and number of shared shingles of each wording proposed."""
        shared = self._by_words(text, query)
        cosines = self._vectors.cosines(query, sorted({*near, *shared}))
        return {
            wording: (cosine, shared[wording].shingles if wording in shared else 0)
            for wording, cosine in cosines.items()
        }

    def _by_words(self, text: str, query: NDArray[np.float32]) -> dict[int, SharedWords]:
        """The `k` wordings that share most with `text`; among those that share alike, the nearest in meaning."""
        shared = sharing(text, self._store, wordings=self._wordings)
        if len(shared) <= self._k:
            return shared
        least = sorted((words.weight for words in shared.values()), reverse=True)[self._k - 1]
        reaching = [wording for wording, words in shared.items() if words.weight >= least]
        cosines = self._vectors.cosines(query, reaching)
        best = sorted(cosines, key=lambda wording: (-shared[wording].weight, -cosines[wording]))
        whole = max(words.shingles for words in shared.values())
        # Wordings that hold as much of the text as any are never cut: the earliest of many is among them.
        holding = [wording for wording, words in shared.items() if words.shingles >= _NEARLY_ALL * whole]
        return {wording: shared[wording] for wording in (*best[: self._k], *holding[:_MOST_HOLDING])}


def _candidates(proposed: Mapping[int, tuple[float, int]], texts: Mapping[int, str]) -> tuple[Candidate, ...]:
    """Nearest first; one whose wording was taken out meanwhile is left out."""
    kept = (
        Candidate(wording=wording, text=texts[wording], cosine=cosine, shared=shared)
        for wording, (cosine, shared) in proposed.items()
        if wording in texts
    )
    return tuple(sorted(kept, key=lambda candidate: (-candidate.cosine, candidate.wording)))
