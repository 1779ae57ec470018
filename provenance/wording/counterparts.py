"""Where words of one wording stand in another, read off the edits between the two."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from provenance.models import Edit, EditOp, Span
from provenance.wording.normalisation import tokens


def counterpart(edits: Iterable[Edit], span: Span) -> Span | None:
    """Where the words of `span` of the first text stand in the second; None where all of them were dropped.

    Words that gave way to others stand where these do; of a run of words that gave way together, all of it.

    Example:
        >>> edits = align("He counted eleven sacks.", "Later he counted ten sacks.").edits()
        >>> counterpart(edits, Span(3, 17)).of("Later he counted ten sacks.")
        'counted ten'
    """
    met = [found for edit in edits if (found := _met(edit, span)) is not None]
    return Span(met[0].begin, met[-1].end) if met else None


def _met(edit: Edit, span: Span) -> Span | None:
    if edit.op in (EditOp.DELETE, EditOp.INSERT) or not edit.before_span.overlaps(span):
        return None
    if edit.op is EditOp.REPLACE or span.covers(edit.before_span):
        return edit.after_span
    begins, others = _words(edit)
    first = bisect_left([word.end for word in begins], span.begin + 1)
    last = bisect_left([word.begin for word in begins], span.end)
    return Span(others[first].begin, others[last - 1].end) if first < last else None


def joints(edits: Iterable[Edit], offsets: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Places at which both texts can be parted: offsets of the first at which a kept word begins, and its counterpart.

    Args:
        offsets: Where one would like to part the first text, in order.
    """
    for edit in edits:
        if edit.op is EditOp.EQUAL:
            wanted = offsets[bisect_left(offsets, edit.before_span.begin) : bisect_right(offsets, edit.before_span.end)]
            places = {one.begin: other.begin for one, other in zip(*_words(edit), strict=True)} if wanted else {}
            yield from ((offset, places[offset]) for offset in wanted if offset in places)


def _words(edit: Edit) -> tuple[list[Span], list[Span]]:
    """Where the words of a kept run stand in both texts, one for one."""
    one, other = (
        [token.span.shifted(span.begin) for token in tokens(words)]
        for words, span in ((edit.before, edit.before_span), (edit.after, edit.after_span))
    )
    kept = min(len(one), len(other))  # a run read by itself may split at its ends otherwise than in its text
    return one[:kept], other[:kept]
