"""Where a text quotes: between marks, and in blocks that a line introduces, a citation closes, or the layout sets off.

Read once a text. A quotation knows its spans, one a paragraph, so that a sentence in the middle of a block is known to
be quoted, and by which line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from provenance.models import QuotationForm, Span
from provenance.wording.layout import Block, BlockKind, blocks
from provenance.wording.quotations.citations import Introduction, citation, introduction
from provenance.wording.quotations.marks import Marked, Marks, marks_of

_LONGEST_BLOCK = 14  # paragraphs that one introduction opens at most
_CLOSE_BY = 4  # … where it names nobody and no citation follows
_SPACE = " \t\n\r\u00a0*_"


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
    """All quotations of a text, in order; blocks first where two begin at one place.

    Example:
        >>> [(q.form.value, q.whole.of(t)) for q in quotations_of(t := "The Ledger writes:\\n\\nIt fell. It rose.”")]
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
        self.marks: Marks = marks_of(text, self.paragraphs)
        self.introductions = [introduction(text, paragraph) for paragraph in self.paragraphs]

    # ------------------------------------------------------------------------------------------- between marks

    def marked(self) -> Iterator[Quoted]:
        """Quotations between marks, with the line that introduces and the citation that follows each."""
        for marked in self.marks.quotations:
            if marked.whole.of(self.text).strip():
                yield self._marked(marked)

    def _marked(self, marked: Marked) -> Quoted:
        last = self._paragraph_at(marked.whole.end)
        first = self._paragraph_at(marked.whole.begin)
        opened = self.text[self.paragraphs[first].begin : marked.whole.begin].strip(_SPACE)
        announced = self.introductions[first - 1] if first and len(opened) <= 2 and not marked.depth else None
        cited = None
        if marked.closed and not marked.depth:
            cited = citation(self.text, self._after_mark(marked.whole.end), self.paragraphs[last], self._next(last))
        return Quoted(
            form=QuotationForm.MARKS,
            spans=tuple(self._bare(span) for span in marked.spans),
            depth=marked.depth,
            introduction=announced.span if announced else None,
            citation=cited,
        )

    def _after_mark(self, end: int) -> int:
        place = end + 1
        while place < len(self.text) and self.text[place] in "”\"’'»*_.,":
            place += 1
        return place

    def _bare(self, span: Span) -> Span:
        """Without white space and the mark that opens a paragraph anew."""
        said = span.of(self.text)
        begin = span.begin + len(said) - len(said.lstrip(_SPACE))
        return Span(begin, max(begin, span.begin + len(said.rstrip(_SPACE))))

    # ------------------------------------------------------------------------------------------------- blocks

    def blocks(self) -> Iterator[Quoted]:
        """Blocks without an opening mark."""
        taken = -1
        for number, announced in enumerate(self.introductions):
            if announced and number > taken and (found := self._introduced(number + 1, announced)):
                taken = self._paragraph_at(found.whole.end)
                yield found
        for number in range(len(self.paragraphs)):
            if number > taken and (cited := self._cited(number)):
                yield cited
        yield from self._set_off()

    def _introduced(self, first: int, announced: Introduction) -> Quoted | None:
        """The block after an introduction: to the mark that closes it, to a citation, or one paragraph."""
        if first >= len(self.paragraphs) or self._opens_with_mark(first):
            return None
        last, end, cited = self._end_of(first)
        near = last is not None and (last - first < _CLOSE_BY or announced.name or cited)
        if last is None or not (near or announced.offers):
            if not announced.offers or self.laid_out[first].kind is not BlockKind.TEXT:
                return None
            last = self._last_set_off(first)
            end = self.paragraphs[last].end
        return Quoted(
            form=QuotationForm.INTRODUCED,
            spans=self._spans(first, last, end),
            introduction=announced.span,
            citation=cited,
        )

    def _end_of(self, first: int) -> tuple[int | None, int, Span | None]:
        """The paragraph that a loose closing mark or a citation ends, the end of the quotation, and the citation."""
        for number in range(first, min(len(self.paragraphs), first + _LONGEST_BLOCK)):
            paragraph = self.paragraphs[number]
            if number > first and (self._opens_with_mark(number) or self.introductions[number - 1]):
                break
            loose = [place for place in self.marks.loose if paragraph.begin <= place < paragraph.end]
            for place in loose:
                cited = citation(self.text, self._after_mark(place), paragraph, self._next(number))
                if cited or not self.text[place : paragraph.end].strip('”"».' + _SPACE):
                    return number, place, cited
            if cited := citation(self.text, paragraph.end, paragraph, self._next(number)):
                return number, paragraph.end, cited
        return None, 0, None

    def _cited(self, last: int) -> Quoted | None:
        """A block that only a citation, or a loose closing mark with a citation, shows to be one."""
        paragraph = self.paragraphs[last]
        loose = [place for place in self.marks.loose if paragraph.begin <= place < paragraph.end]
        end = loose[-1] if loose else paragraph.end
        after = self._after_mark(end) if loose else end
        found = citation(self.text, after, paragraph, self._next(last))
        if found is None or self.laid_out[last].kind is not BlockKind.TEXT or self._ends_marked(paragraph):
            return None
        if citation(self.text, paragraph.begin, paragraph, None):
            return None  # a citation is not cited itself
        return Quoted(form=QuotationForm.CITED, spans=self._spans(self._first_set_off(last), last, end), citation=found)

    def _ends_marked(self, paragraph: Span) -> bool:
        return any(m.closed and m.whole.end >= paragraph.end - 3 and m.whole.begin < paragraph.end
                   for m in self.marks.quotations)  # fmt: skip

    def _set_off(self) -> Iterator[Quoted]:
        """Paragraphs behind the ``>`` of electronic mail and Markdown."""
        run: list[int] = []
        for number in range(len(self.paragraphs) + 1):
            if number < len(self.paragraphs) and self.text[self.paragraphs[number].begin] == ">":
                run.append(number)
                continue
            if run:
                spans = tuple(self._bare(Span(s.begin + 1, s.end)) for s in (self.paragraphs[n] for n in run))
                above = self.introductions[run[0] - 1] if run[0] else None
                yield Quoted(
                    form=QuotationForm.SET_OFF,
                    spans=spans,
                    introduction=above.span if above else None,
                    citation=citation(self.text, spans[-1].end, self.paragraphs[run[-1]], self._next(run[-1])),
                )
            run = []

    # ------------------------------------------------------------------------------------------------- places

    def _spans(self, first: int, last: int, end: int) -> tuple[Span, ...]:
        whole = [*self.paragraphs[first:last], Span(self.paragraphs[last].begin, end)]
        return tuple(self._bare(span) for span in whole)

    def _opens_with_mark(self, number: int) -> bool:
        begin = self.paragraphs[number].begin
        return any(begin <= m.whole.begin <= begin + 2 and not m.depth and m.closed for m in self.marks.quotations)

    def _last_set_off(self, first: int) -> int:
        """The last paragraph that is indented as the first one of a block is, and its introduction is not."""
        deep = self._indent(first)
        last = first
        if deep > self._indent(first - 1):
            while last + 1 < len(self.paragraphs) and self._indent(last + 1) >= deep:
                last += 1
        return last

    def _first_set_off(self, last: int) -> int:
        first = last
        if (deep := self._indent(last)) and any(self._indent(n) < deep for n in range(last)):
            while first and self._indent(first - 1) >= deep:
                first -= 1
        return first

    def _indent(self, number: int) -> int:
        begin = self.paragraphs[number].begin
        line = self.text[self.text.rfind("\n", 0, begin) + 1 : begin]
        return len(line.expandtabs(4)) if not line.strip() else 0

    def _next(self, number: int) -> Span | None:
        return self.paragraphs[number + 1] if number + 1 < len(self.paragraphs) else None

    def _paragraph_at(self, place: int) -> int:
        return max((n for n, p in enumerate(self.paragraphs) if p.begin <= place), default=0)


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
        inside = any(other.shared(quoted.whole) == len(quoted.whole) for other in outer)
        if quoted.shared(span) and not inside:
            outer.append(quoted)
    letters = sum(map(str.isalnum, span.of(text)))
    held = sum(_letters(text, quoted, span) for quoted in outer)
    return tuple(outer) if letters and held >= least * letters else ()


def _letters(text: str, quoted: Quoted, span: Span) -> int:
    parts = [text[max(s.begin, span.begin) : min(s.end, span.end)] for s in quoted.spans]
    return sum(map(str.isalnum, "".join(parts)))


def within(quoted: Sequence[Quoted], span: Span) -> tuple[Span, ...]:
    """The parts of `span` that stand in these quotations, in order."""
    parts = [Span(max(s.begin, span.begin), max(min(s.end, span.end), max(s.begin, span.begin)))
             for q in quoted for s in q.spans]  # fmt: skip
    return tuple(sorted(part for part in parts if len(part)))


def as_introduced(quoted: Quoted, line: Span) -> Quoted:
    """The same quotation with the line that introduces it."""
    return replace(quoted, introduction=line)
