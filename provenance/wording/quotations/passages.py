"""Where a text quotes: between marks, and in blocks that a line introduces, a citation closes, or the layout sets off.

Read once a text. A quotation knows its spans, one a paragraph, so that a sentence in the middle of a block is known to
be quoted, and by which line.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from provenance.models import QuotationForm, Span
from provenance.wording.layout import Block, BlockKind, blocks
from provenance.wording.quotations.citations import Introduction, citation, introduction
from provenance.wording.quotations.marks import Marked, Marks, marks_of

_LONGEST_BLOCK = 14  # paragraphs that one introduction opens at most
_CLOSE_BY = 4  # … where it names nobody and no citation follows
_SPACE = " \t\n\r\u00a0*_"
_AFTER_MARK = "”\"’'»*_.,"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A quotation as an article sets it.

    Attributes:
        spans: Its words without outer marks, one span a paragraph.
        depth: How many other quotations between marks it stands in.
        introduction: The line before it that announces it; None without one.
        citation: What names the source after it; None without one.
    """

    form: QuotationForm
    spans: tuple[Span, ...]
    depth: int = 0
    introduction: Span | None = None
    citation: Span | None = None

    @property
    def whole(self) -> Span:
        """From its first character to its last."""
        return Span(self.spans[0].begin, self.spans[-1].end)

    def shared(self, span: Span) -> int:
        """How many characters of `span` it holds."""
        return sum(max(0, min(s.end, span.end) - max(s.begin, span.begin)) for s in self.spans)


@lru_cache(maxsize=256)
def quotations_of(text: str) -> tuple[Quoted, ...]:
    r"""All quotations of a text, in order; blocks first where two begin at one place.

    Example:
        >>> [(q.form.value, q.whole.of(t)) for q in quotations_of(t := "The Ledger writes:\n\nIt fell. It rose.”")]
        [('introduced', 'It fell. It rose.')]
    """
    page = _Page(text)
    return tuple(sorted((*page.marked(), *page.blocks()), key=lambda q: (q.whole.begin, -q.whole.end, q.depth)))


class _Page:
    """A text with its paragraphs and marks."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.laid_out: tuple[Block, ...] = blocks(text)
        self.paragraphs = [block.span for block in self.laid_out]
        self.begins = [paragraph.begin for paragraph in self.paragraphs]
        self.marks: Marks = marks_of(text, self.paragraphs)
        self.introductions = [introduction(text, paragraph) for paragraph in self.paragraphs]
        self.loose: dict[int, list[int]] = defaultdict(list)
        for place in self.marks.loose:
            self.loose[self._at(place)].append(place)
        whole = [m for m in self.marks.quotations if m.closed and not m.depth]
        self.opened = {n for m in whole if m.whole.begin <= self.begins[n := self._at(m.whole.begin)] + 2}
        self.closed = {n for m in whole if m.whole.end >= self.paragraphs[n := self._at(m.whole.end)].end - 3}

    def _at(self, place: int) -> int:
        """The number of the paragraph that holds an offset."""
        return max(0, bisect_right(self.begins, place) - 1)

    def _next(self, number: int) -> Span | None:
        return self.paragraphs[number + 1] if number + 1 < len(self.paragraphs) else None

    def _bare(self, span: Span) -> Span:
        """Without white space and mark-up at its ends."""
        said = span.of(self.text)
        begin = span.begin + len(said) - len(said.lstrip(_SPACE))
        return Span(begin, max(begin, span.begin + len(said.rstrip(_SPACE))))

    def _spans(self, first: int, last: int, end: int) -> tuple[Span, ...]:
        whole = [*self.paragraphs[first:last], Span(self.paragraphs[last].begin, end)]
        return tuple(self._bare(span) for span in whole)

    def _after_mark(self, end: int) -> int:
        """Just after the mark at `end`, and what may follow it before a citation."""
        place = end + 1
        while place < len(self.text) and self.text[place] in _AFTER_MARK:
            place += 1
        return place

    # ------------------------------------------------------------------------------------------- between marks

    def marked(self) -> Iterator[Quoted]:
        """Quotations between marks, with the line that introduces and the citation that follows each."""
        for marked in self.marks.quotations:
            if marked.whole.of(self.text).strip():
                yield self._marked(marked)

    def _marked(self, marked: Marked) -> Quoted:
        first, last = self._at(marked.whole.begin), self._at(marked.whole.end)
        announced = cited = None
        if not marked.depth:
            alone = marked.whole.begin <= self.begins[first] + 2
            announced = self.introductions[first - 1] if first and alone else None
            after = self._after_mark(marked.whole.end)
            cited = citation(self.text, after, self.paragraphs[last], self._next(last)) if marked.closed else None
        return Quoted(
            form=QuotationForm.MARKS,
            spans=tuple(self._bare(span) for span in marked.spans),
            depth=marked.depth,
            introduction=announced.span if announced else None,
            citation=cited,
        )

    # ------------------------------------------------------------------------------------------------- blocks

    def blocks(self) -> Iterator[Quoted]:
        """Blocks without an opening mark."""
        taken = -1
        for number in range(len(self.paragraphs)):
            announced = self.introductions[number - 1] if number else None
            found = self._introduced(number, announced) if announced and number > taken else None
            found = found or (self._cited(number) if number > taken else None)
            if found:
                taken = self._at(found.whole.end)
                yield found
        yield from self._set_off()

    def _introduced(self, first: int, announced: Introduction) -> Quoted | None:
        """The block after an introduction: to the mark that closes it, to a citation, or one paragraph."""
        if first in self.opened or self.text[self.begins[first]] == ">":
            return None
        last, end, cited = self._end_of(first)
        far = last - first >= _CLOSE_BY and not (announced.name or cited)
        if end < 0 or (far and not announced.offers):
            if not announced.offers or self.laid_out[first].kind is not BlockKind.TEXT:
                return None
            last = self._last_set_off(first)
            end = self.paragraphs[last].end
        spans = self._spans(first, last, end)
        return Quoted(form=QuotationForm.INTRODUCED, spans=spans, introduction=announced.span, citation=cited)

    def _end_of(self, first: int) -> tuple[int, int, Span | None]:
        """The paragraph that a loose closing mark or a citation ends, where (−1: nowhere), and the citation."""
        for number in range(first, min(len(self.paragraphs), first + _LONGEST_BLOCK)):
            paragraph = self.paragraphs[number]
            if number > first and (number in self.opened or self.introductions[number - 1]):
                break
            for place in self.loose[number]:
                cited = citation(self.text, self._after_mark(place), paragraph, self._next(number))
                if cited or not self.text[place : paragraph.end].strip(_AFTER_MARK + _SPACE):
                    return number, place, cited
            if cited := citation(self.text, paragraph.end, paragraph, self._next(number)):
                return number, paragraph.end, cited
        return first, -1, None

    def _cited(self, last: int) -> Quoted | None:
        """A block that only a citation shows to be one, after a closing mark that nothing opens or without any."""
        paragraph = self.paragraphs[last]
        loose = self.loose[last]
        heading = self.laid_out[last].kind is not BlockKind.TEXT and not loose  # over a byline, say
        if heading or last in self.closed:
            return None
        end = loose[-1] if loose else paragraph.end
        found = citation(self.text, self._after_mark(end) if loose else end, paragraph, self._next(last))
        if found is None or citation(self.text, paragraph.begin, paragraph, None):
            return None  # a citation is not cited itself
        spans = self._spans(self._first_set_off(last), last, end)
        return Quoted(form=QuotationForm.CITED, spans=spans, citation=found)

    def _set_off(self) -> Iterator[Quoted]:
        """Paragraphs behind the ``>`` of electronic mail and Markdown."""
        behind = [n for n, begin in enumerate(self.begins) if self.text[begin] == ">"]
        for _, run in groupby(enumerate(behind), key=lambda item: item[1] - item[0]):
            numbers = [number for _, number in run]
            spans = tuple(self._bare(Span(p.begin + 1, p.end)) for p in (self.paragraphs[n] for n in numbers))
            above = self.introductions[numbers[0] - 1] if numbers[0] else None
            cited = citation(self.text, spans[-1].end, self.paragraphs[numbers[-1]], self._next(numbers[-1]))
            introduced = above.span if above else None
            yield Quoted(form=QuotationForm.SET_OFF, spans=spans, introduction=introduced, citation=cited)

    # ------------------------------------------------------------------------------------------------- layout

    def _last_set_off(self, first: int) -> int:
        """The last paragraph that is indented as the first one of a block is, and its introduction is not."""
        deep, last = self._indent(first), first
        if deep > self._indent(first - 1):
            while last + 1 < len(self.paragraphs) and self._indent(last + 1) >= deep:
                last += 1
        return last

    def _first_set_off(self, last: int) -> int:
        """The first paragraph that is indented as the last one of a block is, where the text around is not."""
        deep, first = self._indent(last), last
        if deep and any(self._indent(n) < deep for n in range(max(0, last - _LONGEST_BLOCK), last)):
            while first and self._indent(first - 1) >= deep:
                first -= 1
        return first

    def _indent(self, number: int) -> int:
        begin = self.begins[number]
        line = self.text[self.text.rfind("\n", 0, begin) + 1 : begin]
        return len(line.expandtabs(4)) if not line.strip() else 0


def quoted_at(text: str, span: Span, *, least: float = 0.5) -> tuple[Quoted, ...]:
    """The quotations that a passage stands in: one, or several that a speech tag parts ("We will not," he said, "go.").

    Blocks and outer quotations go before those within them.

    Args:
        least: What share of the passage's letters must stand in quotations, 0 to 1.

    Returns:
        Empty where the passage is the article's own words.
    """
    outer: list[Quoted] = []
    for quoted in quotations_of(text):
        if quoted.shared(span) and not any(_holds(text, other, quoted) for other in outer):
            outer.append(quoted)
    letters = sum(map(str.isalnum, span.of(text)))
    held = sum(_letters(text, quoted, span) for quoted in outer)
    return tuple(outer) if letters and held >= least * letters else ()


def _holds(text: str, outer: Quoted, inner: Quoted) -> bool:
    """Whether every letter of a quotation stands in another, whatever marks open its paragraphs."""
    return all(_letters(text, outer, span) == sum(map(str.isalnum, span.of(text))) for span in inner.spans)


def _letters(text: str, quoted: Quoted, span: Span) -> int:
    return sum(map(str.isalnum, "".join(part.of(text) for part in within(quoted, span))))


def within(quoted: Quoted, span: Span) -> tuple[Span, ...]:
    """The parts of `span` that stand in a quotation, in order."""
    return tuple(Span(max(s.begin, span.begin), min(s.end, span.end)) for s in quoted.spans if s.overlaps(span))
