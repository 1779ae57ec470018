"""What stands right beside the matched words and governs them: "It is not true that …", "…, officials said"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from provenance.models import Change, ChangeKind, Span
from provenance.wording.changes.cluster import Comparison
from provenance.wording.changes.stance import negators, speaks
from provenance.wording.lexicon import ATTRIBUTIONS, CERTAINTIES, HEDGES, MONTHS
from provenance.wording.normalisation import Token

_REACH = 5  # words; further away, another clause has mostly begun
_CLAUSE_END = regex.compile(r"[.;:!?…)]|,(?!\s*(?:he|she|it|they)\b)|\b(?:but|and|because|while|when)\s*$")


def surroundings(comparison: Comparison) -> Iterator[Change]:
    """Negations, hedges and attributions just outside the matched part, in the same clause."""
    alignment = comparison.alignment
    if alignment.begin == alignment.end:
        return
    left = _left(comparison)
    yield from _governing(comparison, left)
    right = _right(comparison)
    spoken = [p for p in (*left, *right) if speaks(alignment.after_tokens[p])]
    if spoken:
        yield _change(
            comparison,
            ChangeKind.ATTRIBUTION,
            spoken[:1],
            material=False,
            note=f"here it is attributed: “{_context(comparison, spoken[0])}”",
        )


def _left(comparison: Comparison) -> list[int]:
    """Words before the match, nearest last, back to the end of another clause."""
    words, text, begin = comparison.after, comparison.alignment.after, comparison.alignment.begin
    places: list[int] = []
    for place in range(begin - 1, max(-1, begin - 1 - _REACH), -1):
        if _CLAUSE_END.search(text[words[place].span.end : words[place + 1].span.begin]):
            break
        places.insert(0, place)
    return places


def _right(comparison: Comparison) -> list[int]:
    words, end = comparison.after, comparison.alignment.end
    return list(range(end, min(len(words), end + _REACH)))


def _governing(comparison: Comparison, left: Sequence[int]) -> Iterator[Change]:
    negating = negators(comparison.after, left)
    if len(negating) % 2:
        yield _change(
            comparison,
            ChangeKind.NEGATION,
            negating,
            material=True,
            note=f"here it is denied: “{_context(comparison, negating[0])}”",
        )
    hedging = [p for p in left if _hedges(comparison.after[p])]
    if hedging:
        yield _change(
            comparison,
            ChangeKind.HEDGE,
            hedging,
            material=True,
            note=f"here it is hedged: “{_context(comparison, hedging[0])}”",
        )


def _hedges(word: Token) -> bool:
    return (
        word.norm in HEDGES
        and word.norm not in CERTAINTIES
        and word.norm not in ATTRIBUTIONS
        and not (word.norm in MONTHS and word.text[0].isupper())
    )


def _change(comparison: Comparison, kind: ChangeKind, places: Sequence[int], *, material: bool, note: str) -> Change:
    words = comparison.after
    span = Span(words[places[0]].span.begin, words[places[-1]].span.end)
    return Change(
        kind=kind,
        before="",
        after=span.of(comparison.alignment.after),
        material=material,
        note=note,
        before_span=Span(0, 0),
        after_span=span,
    )


def _context(comparison: Comparison, place: int) -> str:
    """A few words around `place`, as they stand."""
    words = comparison.after
    begin = words[max(0, place - 3)].span.begin
    end = words[min(len(words) - 1, place + 3)].span.end
    return " ".join(comparison.alignment.after[begin:end].split())
