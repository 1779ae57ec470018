"""The bounds that reuse is found within, fitted by ``benchmarks/pan.py --fit``."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How alike, how near and how long.

    Attributes:
        cosine: Least cosine of the weighted words of two sentences that begin a passage.
        dice: Least share of distinct words they have in common.
        run: Words in order that make a pair of sentences a beginning, however unlike they are otherwise.
        dominance: A pair of sentences counts only if it is at least this share as alike as the best pair either is in.
        gap: Sentences between two beginnings that may still belong to one passage.
        whole: Least cosine of the two sides of a passage as a whole.
        summary_gap: The same as `gap`, where the source is told in short.
        summary_whole: The same as `whole`, there.
        summary_ratio: How many times longer the source side is than the target side, where one is a summary.
        summary_told: How much the distinct words on both sides of a summary tell for each word of the target; see
            `provenance.wording.rarity`.
        told: How much those of any passage that is not to the letter tell together, times its cosine, at least: two
            sentences on one subject share its name, and little else that is rare.
        sure: From which share of words taken over the edges are set to the word.
        letter: From which share of words standing in long runs a passage counts as taken over to the letter.
        chain: Words that a long run has at least.
        bridge: Words between two long runs, on either side, that may still belong to one passage.
        cut: By how many words one side may be longer there: what was left out, or put in.
        shortest: Characters that each side of a passage has at least.
        shortest_exact: The same of one taken over nearly to the letter.
        weight: What the words of such a one tell together at least; see `provenance.wording.rarity`.
    """

    cosine: float = 0.3
    dice: float = 0.36
    run: int = 6
    dominance: float = 0.8
    gap: int = 4
    whole: float = 0.44
    summary_gap: int = 36
    summary_whole: float = 0.3
    summary_ratio: float = 3.0
    summary_told: float = 0.2
    told: float = 5.0
    sure: float = 0.85
    letter: float = 0.8
    chain: int = 10
    bridge: int = 25
    cut: int = 8
    shortest: int = 150
    shortest_exact: int = 60
    weight: float = 4.0


FITTED = Limits()
