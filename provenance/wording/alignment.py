"""Word-by-word alignment of two wordings.

`align` finds the part of the second wording that carries the first, and what was done to the words on the way. An
alignment is a value; pictures of it are made elsewhere. The longest common subsequence comes from rapidfuzz; what is
added here is knowing that words have weight: a lonely ``the`` that happens to match far away is no evidence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import regex
from rapidfuzz.distance import LCSseq

from provenance.models import Edit, EditOp, Span
from provenance.wording.lexicon import NEGATIONS, QUANTIFIERS
from provenance.wording.normalisation import Token, tokens
from provenance.wording.rarity import rarity
from provenance.wording.variants import Variant, canonical, key, variant

# What one unmatched word between two matched runs costs, in units of rarity, and the most one gap can cost: a passage
# may have thirty words between two halves of a claim and still carry both, but it cannot be joined by a lone "of".
_GAP_COST = 0.06
_GAP_COST_MOST = 1.2
# A matched run lighter than this, between two unmatched runs each heavier than it, is a coincidence.
_WEAK_RUN = 0.5
# Words left over at an edge are looked for a counterpart if together they tell at least this much.
_TELLING_EDGE = 0.3
_BORDER = regex.compile(r"[\"“”„«».!?…\n]")


@dataclass(frozen=True, slots=True)
class Step:
    """One run of an alignment: tokens ``before[b0:b1]`` became ``after[a0:a1]``.

    Attributes:
        form: For a word pair that is one word in two forms, how they differ; None for other edits.
    """

    op: EditOp
    b0: int
    b1: int
    a0: int
    a1: int
    form: Variant | None = None


@dataclass(frozen=True)
class Alignment:
    """Two wordings set beside each other.

    Attributes:
        before: Text of the first wording (the claim, or the first appearance).
        after: Text of the second wording (the passage).
        steps: Runs that rebuild `after` from `before`, in order.
        begin: Number of the first token of `after` that carries `before`.
        end: One past the last of them; equal to `begin` where nothing is carried.
    """

    before: str
    after: str
    steps: tuple[Step, ...]
    begin: int
    end: int

    @cached_property
    def before_tokens(self) -> tuple[Token, ...]:
        """The words of the first wording."""
        return tokens(self.before)

    @cached_property
    def after_tokens(self) -> tuple[Token, ...]:
        """The words of the second wording."""
        return tokens(self.after)

    @property
    def core(self) -> tuple[Step, ...]:
        """The steps within the matched part: without what merely surrounds it in `after`."""
        return tuple(s for s in self.steps if not (s.op is EditOp.INSERT and (s.a1 <= self.begin or s.a0 >= self.end)))

    @cached_property
    def matched(self) -> Span:
        """The characters of `after` that carry `before`."""
        carried = self.after_tokens[self.begin : self.end]
        return Span(carried[0].span.begin, carried[-1].span.end) if carried else Span(0, 0)

    def edits(self) -> tuple[Edit, ...]:
        """The steps as runs of characters. Joined, their `after` words are the second wording's words."""
        return tuple(self._edit(step) for step in self.steps)

    def _edit(self, step: Step) -> Edit:
        before = _span(self.before_tokens, step.b0, step.b1)
        after = _span(self.after_tokens, step.a0, step.a1)
        return Edit(
            op=step.op, before=before.of(self.before), after=after.of(self.after), before_span=before, after_span=after
        )


def align(before: str, after: str) -> Alignment:
    """Align two wordings, `before` being looked for within `after`.

    Returns:
        The steps from the first to the second. Words of `after` to the left and right of the part that carries
        `before` are insertions outside ``[begin, end)``.

    Example:
        >>> alignment = align("pumped 240 cellars dry", "They pumped 420 cellars dry.")
        >>> [(edit.op.value, edit.before, edit.after) for edit in alignment.edits()[:3]]
        [('insert', '', 'They'), ('equal', 'pumped', 'pumped'), ('replace', '240', '420')]
    """
    one, other = tokens(before), tokens(after)
    runs = _runs(one, other, 0, len(other))
    begin, end = _window(runs, other)
    if begin or end < len(other):
        runs = _without_coincidences(_runs(one, other, begin, end), one, other)
        begin, end = _window(runs, other)
    else:
        runs = _without_coincidences(runs, one, other)
    runs = [run for run in runs if begin <= run[1] and run[1] + run[2] <= end]
    begin, end = _with_replaced_edges(runs, one, other, after)
    return Alignment(before, after, tuple(_steps(runs, one, other, begin, end)), begin, end)


def unaligned(before: str, after: str) -> Alignment:
    """Two wordings that nobody aligned, because they share too little: all of one is gone, all of the other came."""
    one, other = len(tokens(before)), len(tokens(after))
    gone = (Step(EditOp.DELETE, 0, one, 0, 0),) if one else ()
    come = (Step(EditOp.INSERT, one, one, 0, other),) if other else ()
    return Alignment(before, after, (*gone, *come), 0, 0)


Run = tuple[int, int, int]  # place in before, place in after, number of words


def _weight(words: Sequence[Token]) -> float:
    return sum(rarity(word.norm) for word in words)


def _runs(one: Sequence[Token], other: Sequence[Token], begin: int, end: int) -> list[Run]:
    """Runs of words that both have in the same order, as many words as possible."""
    ids: dict[str, int] = {}
    left = [ids.setdefault(key(word.norm), len(ids)) for word in one]
    right = [ids.setdefault(key(word.norm), len(ids)) for word in other[begin:end]]
    blocks = LCSseq.opcodes(left, right)
    found = [(b.src_start, b.dest_start + begin, b.src_end - b.src_start) for b in blocks if b.tag == "equal"]
    return _slid(found, left, [-1] * begin + right)


def _slid(runs: list[Run], left: Sequence[int], right: Sequence[int]) -> list[Run]:
    """Move words at the edge of a gap to the side where they join the longer run.

    Of several equally long common subsequences the library returns any one: ``the`` may be matched with the first of
    two. A word belongs to the run it touches on both sides.
    """
    for i in range(len(runs) - 2, -1, -1):
        (b, a, n), (b2, a2, n2) = runs[i], runs[i + 1]
        while n and n < n2 and b2 and a2 and _movable(left, right, (b + n - 1, a + n - 1), (b2 - 1, a2 - 1)):
            n, b2, a2, n2 = n - 1, b2 - 1, a2 - 1, n2 + 1
        runs[i], runs[i + 1] = (b, a, n), (b2, a2, n2)
    for i in range(len(runs) - 1):
        (b, a, n), (b2, a2, n2) = runs[i], runs[i + 1]
        while (
            n2
            and n2 < n
            and b + n < len(left)
            and a + n < len(right)
            and _movable(left, right, (b2, a2), (b + n, a + n))
        ):
            n, b2, a2, n2 = n + 1, b2 + 1, a2 + 1, n2 - 1
        runs[i], runs[i + 1] = (b, a, n), (b2, a2, n2)
    return [run for run in runs if run[2]]


def _movable(left: Sequence[int], right: Sequence[int], old: tuple[int, int], new: tuple[int, int]) -> bool:
    """Whether the word matched at `old` can be matched at `new` instead (on one side it must be the same place)."""
    return old != new and (old[0] == new[0] or old[1] == new[1]) and left[new[0]] == right[new[1]] == left[old[0]]


def _window(runs: Sequence[Run], other: Sequence[Token]) -> tuple[int, int]:
    """The stretch of the second wording in which matched words outweigh the gaps between them (Kadane 1984)."""
    best, best_range, current, start, previous_end = 0.0, (0, 0), 0.0, 0, 0
    for _, a, n in runs:
        weight = _weight(other[a : a + n])
        carried = current - min((a - previous_end) * _GAP_COST, _GAP_COST_MOST)
        if current <= 0 or carried <= 0:
            carried, start = 0.0, a
        current, previous_end = carried + weight, a + n
        if current > best:
            best, best_range = current, (start, a + n)
    return best_range


def _with_replaced_edges(
    runs: Sequence[Run], one: Sequence[Token], other: Sequence[Token], text: str
) -> tuple[int, int]:
    """The window of the matched runs, widened by as many words as the first wording has left over at its edges.

    ``strike beyond its borders`` → ``strike inside of Russia``: what stands where the lost words should be has taken
    their place, and is no mere surrounding. Beyond the end of a sentence or a quotation nothing takes a place.
    """
    if not runs:
        return 0, 0
    begin, end = runs[0][1], runs[-1][1] + runs[-1][2]
    head, tail = one[: runs[0][0]], one[runs[-1][0] + runs[-1][2] :]
    if _weight(head) >= _TELLING_EDGE or (head and begin and _decides(other[begin - 1])):
        least = max(0, begin - len(head))
        while begin > least and not _BORDER.search(text[other[begin - 1].span.end : other[begin].span.begin]):
            begin -= 1
    if _weight(tail) >= _TELLING_EDGE or (tail and end < len(other) and _decides(other[end])):
        most = min(len(other), end + len(tail))
        while end < most and not _BORDER.search(text[other[end - 1].span.end : other[end].span.begin]):
            end += 1
    return begin, end


def _decides(word: Token) -> bool:
    """Whether a word, put where an article stood, changes what is said: a figure, a quantifier, a negation."""
    norm = canonical(word.norm)
    return norm[0].isdigit() or word.norm in QUANTIFIERS or word.norm in NEGATIONS


def _without_coincidences(runs: list[Run], one: Sequence[Token], other: Sequence[Token]) -> list[Run]:
    """Drop light runs that stand alone between heavier unmatched words on both sides."""
    if not runs:
        return []
    kept: list[Run] = []
    ends = [(b, a) for b, a, _ in runs[1:]] + [(len(one), len(other))]
    before_end = after_end = 0
    for (b, a, n), (next_b, next_a) in zip(runs, ends, strict=True):
        weight = _weight(one[b : b + n])
        left_gap = max(_weight(one[before_end:b]), _weight(other[after_end:a]) if kept else 0.0)
        right_gap = max(_weight(one[b + n : next_b]), _weight(other[a + n : next_a]) if next_b < len(one) else 0.0)
        if weight < _WEAK_RUN and weight * 2 < left_gap and weight * 2 < right_gap:
            continue
        kept.append((b, a, n))
        before_end, after_end = b + n, a + n
    return kept


def _steps(runs: Sequence[Run], one: Sequence[Token], other: Sequence[Token], begin: int, end: int) -> Iterator[Step]:
    """Runs and the gaps between them, as steps; words left and right of the window are insertions."""
    if begin:
        yield Step(EditOp.INSERT, 0, 0, 0, begin)
    yield from _merged(_core_steps(runs, one, other, begin, end))
    if end < len(other):
        yield Step(EditOp.INSERT, len(one), len(one), end, len(other))


def _core_steps(
    runs: Sequence[Run], one: Sequence[Token], other: Sequence[Token], begin: int, end: int
) -> Iterator[Step]:
    b, a = 0, begin
    for run_b, run_a, n in runs:
        yield from _gap(b, run_b, a, run_a)
        yield from _pairs(one, other, run_b, run_a, n)
        b, a = run_b + n, run_a + n
    yield from _gap(b, len(one), a, end)


def _gap(b0: int, b1: int, a0: int, a1: int) -> Iterator[Step]:
    if b0 < b1 and a0 < a1:
        yield Step(EditOp.REPLACE, b0, b1, a0, a1)
    elif b0 < b1:
        yield Step(EditOp.DELETE, b0, b1, a0, a0)
    elif a0 < a1:
        yield Step(EditOp.INSERT, b0, b0, a0, a1)


def _pairs(one: Sequence[Token], other: Sequence[Token], b: int, a: int, n: int) -> Iterator[Step]:
    """The words of a matched run, one by one: the same word, another form of it, or only the same stem."""
    for i in range(n):
        form = variant(one[b + i].norm, other[a + i].norm)
        op = EditOp.EQUAL if form is Variant.SAME else EditOp.REPLACE
        yield Step(op, b + i, b + i + 1, a + i, a + i + 1, None if form is Variant.SAME else form)


def _merged(steps: Iterator[Step]) -> Iterator[Step]:
    """Join neighbouring steps that do the same; forms of a word stay alone."""
    held: Step | None = None
    for step in steps:
        if held is not None and _joinable(held, step):
            op = held.op if held.op is step.op else EditOp.REPLACE
            held = Step(op, held.b0, step.b1, held.a0, step.a1)
            continue
        if held is not None:
            yield held
        held = step
    if held is not None:
        yield held


def _joinable(one: Step, other: Step) -> bool:
    if one.form or other.form:
        return False
    return (one.op is EditOp.EQUAL) == (other.op is EditOp.EQUAL) and (
        one.op is EditOp.EQUAL or EditOp.REPLACE in (one.op, other.op) or one.op is other.op
    )


def _span(words: Sequence[Token], first: int, last: int) -> Span:
    """Characters from the first to the last of ``words[first:last]``; an empty span where there are none."""
    if first < last:
        return Span(words[first].span.begin, words[last - 1].span.end)
    place = words[first].span.begin if first < len(words) else (words[-1].span.end if words else 0)
    return Span(place, place)
