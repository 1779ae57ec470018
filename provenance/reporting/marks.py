"""The one renderer of marked wording: which words stayed, came, went, or merely stand around.

`segments` turns a rewording into runs of text; `as_html` and `as_plain` print them, and every report and page goes
through these. Nothing is told by colour alone: insertions are ``<ins>`` or ``{+…+}``, deletions ``<del>`` or
``[-…-]``, and a screen reader hears which is which.

Example:
    "fell by 62 per cent" against "The index fell by 63 per cent" is, as plain text,
    ``The index fell by [-62-] {+63+} per cent``: "The index" stands around what was matched and is not marked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from markupsafe import Markup

from provenance.models import Edit, EditOp, Rewording, Span
from provenance.reporting.characters import isolated, readable, spaced

__all__ = [
    "Mark",
    "Markup",
    "Segment",
    "as_html",
    "as_plain",
    "bracketed",
    "element",
    "segments",
    "shortened",
    "unmarked",
]


class Mark(StrEnum):
    """What a run of text is, as a reader of the second wording sees it."""

    KEPT = "kept"
    INSERTED = "inserted"
    DELETED = "deleted"
    SURROUNDING = "surrounding"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text under one mark.

    The kept, inserted and surrounding segments together are the second text, character for character. Deleted ones
    come from the first text. A gap is a space that stands in neither and keeps two marks apart.
    """

    mark: Mark
    text: str


_GAP = Segment(Mark.GAP, " ")


def segments(rewording: Rewording, before: str, after: str) -> tuple[Segment, ...]:
    """The second wording with the marks of how it came from the first.

    Args:
        rewording: Edits whose spans count from the start of `before` and of `after`.
        before: The first wording, such as the claim.
        after: The second wording, such as a passage.

    Returns:
        Segments in reading order. Without edits, all of `after` is kept.
    """
    matched = rewording.matched if len(rewording.matched) else Span(0, len(after))
    return _merged(_Walk(before, after, matched).over(rewording.edits))


def unmarked(text: str, matched: Span | None = None) -> tuple[Segment, ...]:
    """A wording on its own; what lies outside `matched`, where given, is surrounding."""
    return segments(Rewording(matched=matched or Span(0, 0)), "", text)


@dataclass(frozen=True, slots=True)
class _Walk:
    """One pass along two texts."""

    before: str
    after: str
    matched: Span

    def over(self, edits: tuple[Edit, ...]) -> Iterator[Segment]:
        """The segments of all edits, with what stands between them, to the end of the second text."""
        reached, used, dropped = 0, 0, list[Edit]()  # `reached` in the second text, `used` in the first
        for edit in edits:
            if edit.op is EditOp.DELETE:
                dropped.append(edit)
                continue
            begin = max(reached, edit.after_span.begin)
            end = max(begin, edit.after_span.end)
            yield from self._between(Span(reached, begin), dropped, Span(used, max(used, edit.before_span.begin)))
            yield from self._of(edit, Span(begin, end))
            reached, used, dropped = end, max(used, edit.before_span.end), []
        yield from self._between(Span(reached, len(self.after)), dropped, Span(used, len(self.before)))

    def _of(self, edit: Edit, span: Span) -> Iterator[Segment]:
        if edit.op is EditOp.REPLACE:
            yield Segment(Mark.DELETED, edit.before)
            yield _GAP
        if edit.op is EditOp.INSERT:
            yield from self._split(span, Mark.INSERTED)
        else:
            yield Segment(Mark.KEPT if edit.op is EditOp.EQUAL else Mark.INSERTED, span.of(self.after))

    def _split(self, span: Span, mark: Mark) -> Iterator[Segment]:
        """`span` of the second text under `mark` where it is matched, as surrounding elsewhere."""
        begin = min(max(span.begin, self.matched.begin), span.end)
        end = max(min(span.end, self.matched.end), begin)
        yield Segment(Mark.SURROUNDING, self.after[span.begin : begin])
        yield Segment(mark, self.after[begin:end])
        yield Segment(Mark.SURROUNDING, self.after[end : span.end])

    def _between(self, gap: Span, dropped: list[Edit], around: Span) -> Iterator[Segment]:
        """What stands between two edits of the second text, with the words dropped there.

        Punctuation stays on the side of the dropped words on which it stood in the first text, and a space is put
        wherever the first text had something between these words and their neighbours.
        """
        if not dropped:
            yield from self._split(gap, Mark.KEPT)
            return
        left = self.before[around.begin : dropped[0].before_span.begin]
        right = self.before[dropped[-1].before_span.end : around.end]
        between = gap.of(self.after)
        leads = bool(left) and between.strip() in left
        if leads:
            yield from self._split(gap, Mark.KEPT)
        parted = leads and between and (between[-1].isspace() or not left[-1].isspace())
        if left and not parted:
            yield _GAP
        yield from _apart(Segment(Mark.DELETED, edit.before) for edit in dropped)
        if not leads:
            yield from self._split(gap, Mark.KEPT)
        if right and (leads or not between):
            yield _GAP


def _apart(run: Iterable[Segment]) -> Iterator[Segment]:
    for number, segment in enumerate(run):
        yield from (_GAP,) if number else ()
        yield segment


def _merged(run: Iterable[Segment]) -> tuple[Segment, ...]:
    """The same segments without empty ones, and with neighbours of one mark joined; gaps stay single."""
    merged: list[Segment] = []
    for segment in run:
        if not segment.text or (segment == _GAP and (not merged or merged[-1] == _GAP)):
            continue
        if merged and merged[-1].mark is segment.mark:
            merged[-1] = Segment(segment.mark, merged[-1].text + segment.text)
        else:
            merged.append(segment)
    return tuple(merged)


_BRACKETS: dict[Mark, tuple[str, str]] = {
    Mark.KEPT: ("", ""),
    Mark.SURROUNDING: ("", ""),
    Mark.GAP: ("", ""),
    Mark.INSERTED: ("{+", "+}"),
    Mark.DELETED: ("[-", "-]"),
}


def bracketed(run: Iterable[Segment]) -> Iterator[tuple[Mark, str]]:
    """Each segment's mark with its text on one line, in brackets that name the mark; safe for a terminal."""
    for segment in run:
        opening, closing = _BRACKETS[segment.mark]
        yield segment.mark, f"{opening}{spaced(segment.text)}{closing}"


def as_plain(run: Iterable[Segment]) -> str:
    """The wording as one line of plain text: ``fell by [-62-] {+63+} per cent``."""
    return isolated("".join(text for _, text in bracketed(run)).strip())


_ELEMENTS: dict[Mark, Markup] = {
    Mark.KEPT: Markup("{}"),
    Mark.GAP: Markup("{}"),
    Mark.SURROUNDING: Markup('<span class="surrounding">{}</span>'),
    Mark.INSERTED: Markup('<ins><span class="spoken">[inserted: </span>{}<span class="spoken">]</span></ins>'),
    Mark.DELETED: Markup('<del><span class="spoken">[deleted: </span>{}<span class="spoken">]</span></del>'),
}


def as_html(run: Iterable[Segment]) -> Markup:
    """The wording as safe HTML, isolated in its direction; every character of a text is escaped.

    The class ``spoken`` is for words that are heard and not seen; ``marks.css`` hides them from sight.
    """
    inner = Markup("").join(map(element, run))
    return Markup('<bdi class="wording" dir="auto">{}</bdi>').format(inner)


def element(segment: Segment) -> Markup:
    """One segment as safe HTML, for words that stand among others."""
    return _ELEMENTS[segment.mark].format(readable(segment.text))


_KEPT_SHOWN = 320  # characters of kept words, beyond which their middle is left out
_KEPT_ENDS = 120


def shortened(run: Iterable[Segment]) -> Iterator[Segment]:
    """The same marks, without the middle of long runs of kept words: `` … (412 words) … `` stands for it."""
    for segment in run:
        if segment.mark is not Mark.KEPT or len(segment.text) <= _KEPT_SHOWN:
            yield segment
            continue
        begin = segment.text[:_KEPT_ENDS].rpartition(" ")[0] or segment.text[:_KEPT_ENDS]
        end = segment.text[-_KEPT_ENDS:].partition(" ")[2] or segment.text[-_KEPT_ENDS:]
        words = len(segment.text[len(begin) : len(segment.text) - len(end)].split())
        yield Segment(Mark.KEPT, begin)
        yield Segment(Mark.SURROUNDING, f" … ({words:,} words kept) … ")
        yield Segment(Mark.KEPT, end)
