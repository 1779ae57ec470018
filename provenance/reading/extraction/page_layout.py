"""From the lines of printed pages to paragraphs in reading order: columns, running heads, hyphens.

Pure geometry and text. A page is cut by its empty gutters, again and again, into columns (recursive XY cuts; Nagy and
Seth 1984); lines that cross a gutter, such as a heading, cut the columns into bands. What stands in the margin of
several pages, or repeats what stands elsewhere, is no part of the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

# Shares of a page's height that count as its margins.
_MARGIN = 0.1
# A line in a margin stands off the text by at least this much of its height.
_APART = 0.7
# A gutter may be crossed by this share of the lines, and must have this share at either side.
_CROSSING, _BESIDE, _FEWEST = 0.15, 0.2, 6
# A gap of so many line heights between two lines begins a paragraph; so does an indent of so many points.
_GAP, _INDENT = 1.35, 6.0
# A line in the margin of so many words that stand in the text too is the running title.
_TITLE_WORDS = 3
# A line that ends so much of the column's width early, after a full stop, ends a paragraph.
_SHORT = 0.12
# Lines whose heights differ by this factor are of different type: a heading.
_OTHER_TYPE = 1.18
_PAGE_NUMBER = re.compile(
    r"\W*(?:(?:.{0,80}\W)?(?:page|seite|p\.)\s*)?\d{1,4}(?:\s*(?:/|of|von|sur|de)\s*\d{1,4})?\W*", re.IGNORECASE
)
_PRINTED = re.compile(
    r"(?:https?|file)://\S+|\d{1,2}[/.]\d{1,2}[/.]\d{2,4},? \d{1,2}:\d\d(?::\d\d)?\s*(?:[ap]m)?", re.IGNORECASE
)
_OPEN_WORDS = 6
_DIGITS = re.compile(r"\d+")
_ENDS = re.compile(r"[.!?:;…][\"”’»)\]]*$")
_BROKEN = re.compile(r"(?:(?P<word>[^\W\d_]+)[\x02\xad]|(?P<hyphened>[^\W\d_]+)-)$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]{2,}")

Attests = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A run of characters on one line, with its box in points from the page's lower left corner."""

    left: float
    bottom: float
    right: float
    top: float
    text: str

    @property
    def height(self) -> float:
        """From its bottom to its top, in points."""
        return self.top - self.bottom


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """A page as its lines stand on it, in any order; its height in points."""

    height: float
    lines: tuple[PrintedLine, ...]


def paragraphs(pages: Sequence[PrintedPage], *, attests: Attests) -> tuple[str, ...]:
    """The paragraphs of printed pages in reading order, each without line breaks.

    Args:
        attests: Whether a word, in lower case, is known: one that was broken at a line's end is joined only if its
            joined form is known, here or elsewhere in the pages; else its hyphen stays.
    """
    bodies = _without_furniture(pages)
    known = _Vocabulary(bodies, attests)
    found: list[_Paragraph] = []
    for body in bodies:
        for column in columns(body):
            for number, lines in enumerate(_grouped(column)):
                begun = _Paragraph.of(lines, known, column)
                if found and number == 0 and found[-1].goes_on_in(begun):
                    begun = replace(begun, text=known.joined([found.pop().text, begun.text]))
                found.append(begun)
    return tuple(paragraph.text for paragraph in found if paragraph.text)


# ------------------------------------------------------------------------------------------------- furniture


def _without_furniture(pages: Sequence[PrintedPage]) -> list[list[PrintedLine]]:
    """The lines of each page that are its own."""
    text = " ".join(line.text for page in pages for line in page.lines if not _at_edge(line, page))
    places = Counter(place for page in pages for place in {_place(line) for line in page.lines if _at_edge(line, page)})
    return [
        [
            line
            for line in page.lines
            if not (_at_edge(line, page) and (places[_place(line)] > 1 or _is_furniture(line, text)))
        ]
        for page in pages
    ]


def _at_edge(line: PrintedLine, page: PrintedPage) -> bool:
    """Whether a line stands in a margin, with a gap between it (and its like) and the text."""
    if line.bottom > (1 - _MARGIN) * page.height:
        inward = [other for other in page.lines if other.top <= line.bottom + 1]
        following = max(inward, key=lambda other: other.top, default=None)
        gap = line.bottom - following.top if following else page.height
    elif line.top < _MARGIN * page.height:
        inward = [other for other in page.lines if other.bottom >= line.top - 1]
        following = min(inward, key=lambda other: other.bottom, default=None)
        gap = following.bottom - line.top if following else page.height
    else:
        return False
    return following is None or gap >= _APART * line.height or _at_edge(following, page)


def _is_furniture(line: PrintedLine, body: str) -> bool:
    """A page's number, what a browser prints around a page, or the title that stands in the text as well."""
    text = line.text.strip()
    repeated = len(text.split()) >= _TITLE_WORDS and text in body
    return repeated or bool(_PAGE_NUMBER.fullmatch(text) or _PRINTED.fullmatch(text))


def _shape(line: PrintedLine) -> str:
    return _DIGITS.sub("#", line.text.strip())


def _place(line: PrintedLine) -> tuple[str, int]:
    return _shape(line), round(line.bottom / 3)


# --------------------------------------------------------------------------------------------------- columns


def columns(lines: Sequence[PrintedLine]) -> Iterator[list[PrintedLine]]:
    """Groups of lines in reading order, each from top to bottom: a column, or what stands across several."""
    cut = _gutter(lines)
    if cut is None:
        yield from [_down(lines)] if lines else []
        return
    crossing = _down([line for line in lines if line.left < cut - 1 and line.right > cut + 1])
    beside = [line for line in lines if not (line.left < cut - 1 and line.right > cut + 1)]
    floor = float("inf")
    for ceiling in [*crossing, None]:
        band = [
            line for line in beside if _middle(line) < floor and (ceiling is None or _middle(line) > ceiling.bottom)
        ]
        for side in ([line for line in band if line.right <= cut + 1], [line for line in band if line.left >= cut - 1]):
            if side:
                yield from columns(side)
        if ceiling is not None:
            yield [ceiling]
            floor = ceiling.bottom


def _gutter(lines: Sequence[PrintedLine]) -> float | None:
    """Where a page falls into columns: the place fewest lines cross, nearest to the middle; None where none does."""
    if len(lines) < _FEWEST:
        return None
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    best: tuple[int, float, float] | None = None
    for percent in range(20, 81):
        at = left + (right - left) * percent / 100
        crossing = sum(line.left < at - 1 and line.right > at + 1 for line in lines)
        before = sum(line.right <= at + 1 for line in lines)
        behind = sum(line.left >= at - 1 for line in lines)
        if crossing <= _CROSSING * len(lines) and min(before, behind) >= _BESIDE * len(lines):
            best = min(best or (len(lines), 100.0, at), (crossing, abs(percent - 50), at))
    return best[2] if best else None


def _middle(line: PrintedLine) -> float:
    return (line.top + line.bottom) / 2


def _down(lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    return sorted(lines, key=lambda line: (-round(_middle(line)), line.left))


# ------------------------------------------------------------------------------------------------ paragraphs


def _grouped(column: Sequence[PrintedLine]) -> Iterator[list[PrintedLine]]:
    """The lines of a column, paragraph by paragraph."""
    steps = [above.top - below.top for above, below in pairwise(column) if above.top - below.top > 2]
    # A quarter of the steps at least lead within paragraphs, also where these are short.
    pitch = (sorted(steps)[len(steps) // 4] if steps else 12.0) / median(line.height for line in column)
    edge, right = _left_edge(column), max(line.right for line in column)
    group = [column[0]]
    for above, below in pairwise(column):
        if _begins(above, below, pitch=pitch, edge=edge, right=right):
            yield group
            group = []
        group.append(below)
    yield group


def _left_edge(column: Sequence[PrintedLine]) -> float:
    """Where most lines begin; the few that stand further left are marks beside the text."""
    return sorted(line.left for line in column)[len(column) // 10]


def _begins(above: PrintedLine, below: PrintedLine, *, pitch: float, edge: float, right: float) -> bool:
    if abs(_middle(above) - _middle(below)) < 0.5 * below.height:  # two runs of one line
        return False
    if max(above.height, below.height) > _OTHER_TYPE * min(above.height, below.height):
        return True
    if above.top - below.top > _GAP * pitch * below.height:  # larger type has wider steps
        return True
    indented = below.left - edge > _INDENT and above.left - edge <= _INDENT
    ended = not _is_full(above, edge, right) and _ENDS.search(above.text.strip()) is not None
    return indented or ended


def _is_full(line: PrintedLine, edge: float, right: float) -> bool:
    return right - line.right <= _SHORT * (right - edge)


class _Vocabulary:
    """The words of a document that are not broken at a line's end, and those known otherwise."""

    def __init__(self, bodies: Sequence[Sequence[PrintedLine]], attests: Attests) -> None:
        self._attests = attests
        self._words = {
            word.casefold()
            for body in bodies
            for line in body
            for word in _WORD.findall(_BROKEN.sub("", line.text.rstrip()))
        }

    def joined(self, lines: Sequence[str]) -> str:
        """Lines as one text, words broken between them joined where the whole word is known."""
        text = ""
        for line in (" ".join(line.split()) for line in lines):
            broken = _BROKEN.search(text)
            following = _FIRST_WORD.match(line)
            if broken is None or following is None:
                text = f"{text} {line}" if text else line
                continue
            begun = broken["word"] or broken["hyphened"]
            whole = (begun + following.group()).casefold()
            mark = "" if whole in self._words or self._attests(whole) else "-"
            text = text[: broken.end(1 if broken["word"] else 2)] + mark + line
        return text.replace("\xad", "").replace("\x02", "-")


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph as it stands in one column.

    Attributes:
        height: Of its type, in points.
        is_open: Whether its last line is full and ends no sentence, so that it may go on elsewhere.
    """

    text: str
    height: float
    is_open: bool

    @classmethod
    def of(cls, lines: Sequence[PrintedLine], known: _Vocabulary, column: Sequence[PrintedLine]) -> _Paragraph:
        """The paragraph that some lines of a column are; a line alone, such as a heading, is full of nothing."""
        text = known.joined([line.text for line in lines])
        full = len(column) > 1 and _is_full(lines[-1], _left_edge(column), max(line.right for line in column))
        is_open = full and len(text.split()) >= _OPEN_WORDS and _ENDS.search(text) is None
        return cls(text, median(line.height for line in lines), is_open)

    def goes_on_in(self, other: _Paragraph) -> bool:
        """Whether a column or page ended within its sentence, which goes on in `other`, in type of the same size."""
        small, large = sorted((self.height, other.height))
        unfinished = self.is_open or (
            len(self.text.split()) >= _OPEN_WORDS and _ENDS.search(self.text) is None and other.text[:1].islower()
        )
        return unfinished and large <= _OTHER_TYPE * small
