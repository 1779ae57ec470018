"""A passage among its neighbours: what stands before and after it in the article."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, takewhile
from operator import attrgetter

from provenance.models import Span
from provenance.reporting.characters import spaced
from provenance.wording.layout import blocks

_FAR = 1_200  # code points on either side, where paragraphs have no end


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """A piece of an article with a passage in it.

    White space is laid out anew: a line that was broken because it was full is whole again.

    Attributes:
        before: The article's characters before the passage, as far as they are shown.
        exact: The passage itself.
        after: The article's characters after it, as far as they are shown.
        left_out_before: How many characters of the article stand before `before`; None where that is not known.
        left_out_after: How many stand after `after`; None where that is not known.
    """

    before: str
    exact: str
    after: str
    left_out_before: int | None = None
    left_out_after: int | None = None

    @classmethod
    def of_article(cls, text: str, passage: Span) -> Excerpt:
        """The passage in its paragraph, with the paragraphs on either side of that."""
        spans = [block.span for block in blocks(text)]
        inside = [number for number, span in enumerate(spans) if span.overlaps(passage)] or [0]
        near = spans[max(0, inside[0] - 1) : inside[-1] + 2] or [Span(0, len(text))]
        begin = max(min(near[0].begin, passage.begin), passage.begin - _FAR)
        end = min(max(near[-1].end, passage.end), passage.end + _FAR)
        parts = Span(begin, passage.begin), passage, Span(passage.end, end)
        before, exact, after = (laid_out(text, near, part) for part in parts)
        return cls(before=before, exact=exact, after=after, left_out_before=begin, left_out_after=len(text) - end)


def laid_out(text: str, paragraphs: Sequence[Span], part: Span) -> str:
    """The characters of `part`, with a blank line between paragraphs and no line break inside one.

    Parts that follow one another without a gap give, put together, what they give as one.

    Args:
        paragraphs: Where the text's paragraphs stand, in order.
    """
    first = bisect_left(paragraphs, part.begin, key=attrgetter("end"))
    met = takewhile(lambda span: span.begin <= part.end, islice(paragraphs, first, None))
    return "\n\n".join(spaced(text[max(span.begin, part.begin) : min(span.end, part.end)]) for span in met)
