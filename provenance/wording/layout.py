"""How a text is laid out: its blocks, before anyone asks where its sentences end.

A line break may mean nothing (a line that was full), the end of a paragraph, a heading, or an item of a list; a
blank line may be a page break in the middle of a sentence. Blocks settle that on the untouched text, so that no
sentence ever crosses from one block into the next and every offset holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from provenance.models import Span


class BlockKind(StrEnum):
    """What a block is on the page; a separator holds neither letter nor digit, such as ``***``."""

    TEXT = "text"
    BULLET = "bullet"
    HEADING = "heading"
    SEPARATOR = "separator"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item or separator: a range of the text without outer white space."""

    span: Span
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is not blank: where its characters stand, without outer white space."""

    begin: int
    text: str
    indent: int
    after_blank: bool

    @property
    def end(self) -> int:
        return self.begin + len(self.text)

    @property
    def width(self) -> int:
        return self.indent + len(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """How a text is set.

    Attributes:
        width: Columns that nine lines of ten do not exceed.
        wrapped: Whether lines end because they are full, so that a line break is a space.
        indented: Whether, in a wrapped text, an indent (rather than a blank line) opens a paragraph.
        cased: Whether the text uses capitals, so that a small first letter says "the rest of a sentence".
    """

    cased: bool
    width: int
    wrapped: bool
    indented: bool


_TERMINAL = ".!?…。！？:"
_CLOSING = "\"'”’»›)]}*_`"
_OPENING = "\"'“‘«„‹([{*_`"
# A mark that can be nothing but a bullet, and marks that may also stand in running text.
_PLAIN_BULLET = re.compile(r"[•‣◦⁃▪▫●○■□◆◇▶▸►➢➣➤∙·✓✔]\s*")
_DOUBTFUL_BULLET = re.compile(r"(?:[*+\-–—]|\(?(?:\d{1,3}|[a-z])[.)]{1,2}|\([A-Z]\))(?:\s+|\Z)")
_MARKED_HEADING = re.compile(r"#{1,6}\s+(?=.*\w)")
# Read by machine: three number signs between paragraphs that were put on one line.
_SEPARATOR = re.compile(r"###(?<!\S###)(?!\S)")
_INLINE_BULLET = re.compile(r"[•‣⁃▪●](?<=\s.)")
_LONE_MARK = re.compile(r"[•‣◦⁃▪▫●○■□◆◇▶▸►➢➣➤∙·✓✔]|\(?\d{1,3}[.)]")
_ENUMERATOR = re.compile(r"(?<!\S)\(?(\d{1,3}|[a-z])([.)]{1,2})(?=\s+[\"'“‘(]?[^\W\d_a-z])")
_GAP = re.compile(r"\t| {3,}")
# Punctuation that belongs to the word before it, wherever a line break put it.
_LEANS_BACK = re.compile(r"[,;:.!?)\]”»](?![.\w])")
# Words after which no English sentence, heading or list item ends.
_OPEN_ENDED = re.compile(
    r"\b(?:an?|the|of|in|on|at|to|for|from|by|with|and|or|but|nor|that|which|who|whose|as|than|is|are|was|were|be|been"
    r"|has|have|had|will|would|could|should|may|might|can|not|its|his|her|their|our|your|my|this|these|those|into|over"
    r"|under|after|before|between|among|through|during|against|per|via)\Z"
)
# Lower-case words that open a credit or a row of buttons rather than the rest of a sentence.
_CREDIT = re.compile(r"(?:by|photo|image|via|share|tweet|print|email|comments|advertisement)\b")
# A word all in small letters, and no address.
_SMALL_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*(?![\w@/]|\.\w)")
_CAPITAL = re.compile(r"[A-ZÀ-ÖØ-ÞΑ-ΩА-Я]")
_ACRONYM = re.compile(r"(?:\b[^\W\d_]\.){2,}\Z")
_POSSESSIVE = re.compile(r"\w['’]s\Z")


def blocks(text: str) -> tuple[Block, ...]:
    r"""The blocks of `text`, in order.

    They do not overlap, have no outer white space, and hold every character of the text that is not white space.
    In a hard-wrapped text a line break is a space; otherwise it is a boundary. A sentence that a page break cuts
    is put together again.

    Example:
        ``blocks("Title\n\nOne line\n• an item")`` has three: heading, heading, bullet.
    """
    lines = _lines(text)
    page = _page_of(lines)
    groups = _mended(_paragraphs(lines, page), page)
    return tuple(
        Block(span, _kind(span.of(text)))
        for group in groups
        for span in _items(text, Span(group[0].begin, group[-1].end))
    )


def _lines(text: str) -> list[_Line]:
    lines, position, after_blank = [], 0, True
    for raw in text.splitlines(keepends=True):
        margin = len(raw) - len(raw.lstrip())
        indent = len(raw[:margin].expandtabs(4))
        for span in _parted(raw, _cuts(raw)):
            lines.append(_Line(position + span.begin, span.of(raw), indent, after_blank))
            after_blank = False
        after_blank = margin == len(raw)
        position += len(raw)
    return lines


def _cuts(line: str) -> Iterator[int]:
    """Where paragraphs, or the items of a list, that were put on one line begin and end."""
    separators = list(_SEPARATOR.finditer(line))
    for mark in separators:
        if len(separators) > 1 or line[: mark.start()].strip():  # else it marks a heading
            yield from mark.span()
    for mark in _INLINE_BULLET.finditer(line):
        yield mark.start()


def _parted(text: str, cuts: Iterable[int]) -> Iterator[Span]:
    """The parts of `text` between `cuts`, without outer white space; blank parts are left out."""
    for begin, end in pairwise(sorted({0, *cuts, len(text)})):
        part = text[begin:end]
        if bare := part.strip():
            margin = begin + len(part) - len(part.lstrip())
            yield Span(margin, margin + len(bare))


# ------------------------------------------------------------------------------------------- how it is set


def _page_of(lines: Sequence[_Line]) -> _Page:
    widths = sorted(line.width for line in lines)
    width = widths[int(0.9 * len(widths))] if widths else 0
    capitals = sum(len(_CAPITAL.findall(line.text)) for line in lines)
    cased = capitals > 0.005 * sum(len(line.text) for line in lines)
    wrapped = 40 <= width <= 100 and _runs_on(lines, width, cased=cased)
    return _Page(cased=cased, width=width, wrapped=wrapped, indented=wrapped and _indents(lines))


def _runs_on(lines: Sequence[_Line], width: int, *, cased: bool) -> bool:
    """Whether lines that end no sentence mostly do so because they are full, and not before another title."""
    open_lines = [pair for pair in _neighbours(lines) if not _ends_sentence(pair[0].text)]
    full = [pair for pair in open_lines if _is_full(*pair, width)]
    if not cased:
        return len(full) > 0.6 * len(open_lines)
    rests = sum(_is_rest(line.text, following.text) for line, following in full)
    nearly_all_full = len(full) >= max(3, 0.8 * len(open_lines))
    return rests > 0.4 * len(full) or (rests > 0 and nearly_all_full)


def _indents(lines: Sequence[_Line]) -> bool:
    """Whether half the lines after the end of a sentence, or more, stand deeper than the line before."""
    deeper = [
        following.indent >= line.indent + 2
        for line, following in _neighbours(lines)
        if _ends_sentence(line.text) and line.indent < 2
    ]
    return sum(deeper) >= max(1, 0.5 * len(deeper))


def _neighbours(lines: Sequence[_Line]) -> Iterator[tuple[_Line, _Line]]:
    """Lines that follow each other without a blank line and without a bullet."""
    return ((a, b) for a, b in pairwise(lines) if not b.after_blank and not _bullet(b.text))


def _is_full(line: _Line, following: _Line, width: int) -> bool:
    """Whether the next line's first word would hardly have fitted; set in proportional type, widths vary."""
    return line.width + 1 + len(following.text[:60].split(maxsplit=1)[0]) > 0.85 * width


# ------------------------------------------------------------------------------------------------ grouping


def _paragraphs(lines: Sequence[_Line], page: _Page) -> list[list[_Line]]:
    groups: list[list[_Line]] = []
    for line in lines:
        if groups and page.wrapped and not line.after_blank and _same_paragraph(groups[-1], line, page):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _same_paragraph(group: Sequence[_Line], line: _Line, page: _Page) -> bool:
    """Whether `line` of a wrapped text goes on with the paragraph of the lines before it."""
    first, last = group[0], group[-1]
    if _stands_alone(last.text) or _stands_alone(line.text) or _opens_item(group, line, page):
        return False
    if _is_row(last.text) or _is_row(line.text):
        return False
    if _bullet(first.text) and line.indent > first.indent:  # an item's hanging lines
        return True
    if line.indent >= last.indent + 2 or (page.indented and line.indent >= 2 and last.indent >= 2):
        return False
    return page.indented or _is_full(last, line, page.width) or _is_rest(last.text, line.text, cased=page.cased)


def _is_row(text: str) -> bool:
    """Whether a line has columns, as in a table."""
    return len(_GAP.findall(text)) > 1


def _opens_item(group: Sequence[_Line], line: _Line, page: _Page) -> bool:
    """Whether `line` is a list item; a wrapped line may begin with a dash or a number by chance."""
    if _PLAIN_BULLET.match(line.text):
        return True
    if not _DOUBTFUL_BULLET.match(line.text):
        return False
    first, last = group[0], group[-1]
    by_chance = _is_full(last, line, page.width) and not _ends_sentence(last.text) and line.indent <= last.indent
    return not by_chance or bool(_bullet(first.text) and first.indent == line.indent)


def _mended(groups: Sequence[list[_Line]], page: _Page) -> list[list[_Line]]:
    """Puts together what a page break, a column break or a link's own line has cut inside a sentence."""
    mended: list[list[_Line]] = []
    for group in groups:
        if mended and _goes_on(mended[-1], group[0], page):
            mended[-1].extend(group)
        else:
            mended.append(list(group))
    return mended


def _goes_on(group: Sequence[_Line], line: _Line, page: _Page) -> bool:
    """Whether `line` is the rest of a sentence that the lines of `group`, set apart from it, leave open."""
    last, adjacent = group[-1].text, not line.after_blank
    if adjacent and len(group) == 1 and _LONE_MARK.fullmatch(last):  # a bullet on a line of its own
        return not (_stands_alone(line.text) or _bullet(line.text))
    if _ends_sentence(last) or (len(group) == 1 and _stands_alone(last)):
        return False
    if adjacent and _LEANS_BACK.match(line.text):
        return True
    if _stands_alone(line.text) or _bullet(line.text) or not _has_words(group, 3 if adjacent else 6):
        return False
    if adjacent and _POSSESSIVE.search(last[-3:]):
        return True
    over_column = page.indented and line.after_blank and line.indent < 2
    return over_column or (_is_rest(last, line.text, cased=page.cased) and line.text[0] not in '"“‘«„')


def _is_rest(text: str, following: str, *, cased: bool = True) -> bool:
    """Whether `following` can only be the rest of the sentence that `text` leaves open."""
    if _ends_sentence(text):
        return False
    if text[-1] in ",;" or _OPEN_ENDED.search(text[-20:]):
        return True
    start = following[:80].lstrip(_OPENING)
    word = _SMALL_WORD.match(start)
    return cased and word is not None and word.group().islower() and not _CREDIT.match(start)


def _ends_sentence(text: str) -> bool:
    """Whether a terminal mark (or a colon) closes `text`, be it inside quotation marks or brackets.

    The dot of "the U.S." is none.
    """
    if text[-1].isalnum():  # most lines of a wrapped text
        return False
    tail = text[-20:]
    return tail.rstrip(_CLOSING)[-1:] in tuple(_TERMINAL) and not _ACRONYM.search(tail)


def _has_words(group: Sequence[_Line], least: int) -> bool:
    words = 0
    for line in reversed(group):
        words += len(line.text[-200:].split())
        if words >= least:
            return True
    return False


def _stands_alone(text: str) -> bool:
    """Whether a line is a heading marked as one, or a separator."""
    return bool(_MARKED_HEADING.match(text)) or not _has_substance(text)


def _has_substance(text: str) -> bool:
    return any(map(str.isalnum, text))


def _bullet(text: str) -> re.Match[str] | None:
    return _PLAIN_BULLET.match(text) or _DOUBTFUL_BULLET.match(text)


# -------------------------------------------------------------------------------------- items and their kind


def _items(text: str, span: Span) -> Iterator[Span]:
    """The items of a numbered list that was run together into one paragraph; else the paragraph itself."""
    paragraph = span.of(text)
    return (part.shifted(span.begin) for part in _parted(paragraph, _enumerated(paragraph)))


def _enumerated(text: str) -> Iterator[int]:
    """Where the items of a list on one line begin: it opens with a number or letter and counts on from there."""
    opening = _ENUMERATOR.match(text)
    if opening is None:
        return
    label, close = opening.groups()
    for mark in _ENUMERATOR.finditer(text, opening.end()):
        if mark.groups() == (_after(label), close):
            label = mark.group(1)
            yield mark.start()


def _after(label: str) -> str:
    return str(int(label) + 1) if label.isdigit() else chr(ord(label) + 1)


def _kind(text: str) -> BlockKind:
    if not _has_substance(text):
        return BlockKind.SEPARATOR
    if _bullet(text):
        return BlockKind.BULLET
    return BlockKind.HEADING if _MARKED_HEADING.match(text) or _reads_as_heading(text) else BlockKind.TEXT


def _reads_as_heading(text: str) -> bool:
    """A few words that no terminal mark closes; a colon introduces what follows."""
    return len(text) <= 200 and len(text.split()) <= 20 and not _ends_sentence(text) and text[-1] not in ",;"
