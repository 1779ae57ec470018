"""Quotation marks of a text: which one opens, which one closes, and what stands between them.

A mark is read by what stands beside it before it is read by its shape, since typists mix the shapes: ``“Title“`` opens
and closes, ``»Wort«`` and ``«mot»`` too. A quotation over several paragraphs opens anew in each one (the newspaper
rule); one that does not is followed to the paragraph that closes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum

import regex

from provenance.models import Span

_MARK = regex.compile(r"[“”„‟«»\"‘’‚‹›'`´]{1,2}")
_KIND = {
    **dict.fromkeys('“”„‟"', "double"),
    **dict.fromkeys("«»", "angle"),
    **dict.fromkeys("‘’‚‹›'`´", "single"),
}
_OPENING, _CLOSING = frozenset("“„‟«‘‚‹`"), frozenset("”»’›´")
_DOUBLED = frozenset(("''", "``", "´´", "’’", "‘‘"))  # two single marks typed for a double one
# Beside an opening mark stands nothing, a space, a bracket, a dash, mark-up or another mark; beside a closing one too,
# or what closes a sentence.
_BEFORE_OPENING = regex.compile(r"[\s(\[{<—–\-/*_=|“„‟«‘‚‹\"'`…]")
_AFTER_CLOSING = regex.compile(r"[\s)\]}>—–\-/*_.,;:!?|”»’›\"'´…“]")
_ELIDED = regex.compile(r"(?:\d\d?s?\b|(?:tis|twas|em|til|cause|n|round|cos)\b)", regex.IGNORECASE)
_DEEPEST = 6  # quotations within quotations; where more are open, the oldest mark was a stray one
_FARTHEST = 12  # paragraphs after which an open quotation is taken for one that nobody closed


class _Role(Enum):
    OPENS = 1
    CLOSES = 2
    NEITHER = 3


@dataclass(frozen=True, slots=True)
class Marked:
    """Words between quotation marks.

    Attributes:
        spans: The words without their marks, one span a paragraph.
        depth: How many other quotations it stands in.
        closed: Whether a mark closes it; else it ends with its paragraph.
    """

    spans: tuple[Span, ...]
    depth: int
    closed: bool

    @property
    def whole(self) -> Span:
        """From its first character to its last."""
        return Span(self.spans[0].begin, self.spans[-1].end)


@dataclass(frozen=True, slots=True)
class Marks:
    """All quotations that marks show, in order, and the places of double marks that close nothing."""

    quotations: tuple[Marked, ...]
    loose: tuple[int, ...]


@dataclass(slots=True)
class _Open:
    """A quotation not closed yet; `paragraph` is the number of the last one that it opened in."""

    kind: str
    begin: int
    paragraph: int
    depth: int
    spans: list[Span] = field(default_factory=list)

    def closed(self, end: int, *, by_mark: bool) -> Marked:
        return Marked((*self.spans, Span(min(self.begin, end), end)), self.depth, by_mark)


def marks_of(text: str, paragraphs: Sequence[Span]) -> Marks:
    """The quotations that marks show in `text`.

    Args:
        paragraphs: Its paragraphs, in order.

    Example:
        >>> [m.whole.of(t) for m in marks_of(t := "“We ‘may’ go,” she said.", [Span(0, 24)]).quotations]
        ['We ‘may’ go,', 'may']
    """
    reading = _Reading(text)
    for number, paragraph in enumerate(paragraphs):
        reading.read(number, paragraph)
    reading.give_up()
    return Marks(tuple(sorted(reading.found, key=lambda m: (m.whole.begin, m.depth))), tuple(reading.loose))


class _Reading:
    """Reads paragraph by paragraph, keeping what is open."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.open: list[_Open] = []
        self.found: list[Marked] = []
        self.loose: list[int] = []
        self.ends: dict[int, int] = {}

    def read(self, number: int, paragraph: Span) -> None:
        self.ends[number] = paragraph.end
        self.open = [o for o in self.open if self._lasts(o, number)]
        self._renew(number, paragraph)
        for place, mark, role in self._roles(paragraph):
            if role is _Role.OPENS:
                self._opens(number, place, mark)
            elif role is _Role.CLOSES:
                self._closes(number, place, mark, paragraph)

    def give_up(self) -> None:
        for left in self.open:
            self._unclosed(left)
        self.open = []

    def _lasts(self, one: _Open, number: int) -> bool:
        """A single mark does not outlive its paragraph; a double one may."""
        if one.paragraph == number - 1 or (one.kind != "single" and number - one.paragraph <= _FARTHEST):
            return True
        self._unclosed(one)
        return False

    def _renew(self, number: int, paragraph: Span) -> None:
        """The marks with which a paragraph begins open anew what the last one left open."""
        place = paragraph.begin
        for one in self.open:
            match = _MARK.match(self.text, place, paragraph.end)
            if match is None or one.paragraph != number - 1 or _kind(match.group()) != one.kind:
                break
            one.spans.append(Span(min(one.begin, self.ends[one.paragraph]), self.ends[one.paragraph]))
            place = match.start() + len(_first(match.group()))
            one.begin, one.paragraph = place, number
        self.renewed = place

    def _roles(self, paragraph: Span) -> Iterator[tuple[int, str, _Role]]:
        for match in _MARK.finditer(self.text, self.renewed, paragraph.end):
            place = match.start()
            marks = [match.group()] if match.group() in _DOUBLED else list(match.group())
            for mark in marks:
                yield place, mark, self._role(place, mark, paragraph)
                place += len(mark)

    def _role(self, place: int, mark: str, paragraph: Span) -> _Role:
        before = self.text[place - 1] if place > paragraph.begin else " "
        after = self.text[place + len(mark)] if place + len(mark) < paragraph.end else " "
        if _kind(mark) == "single":
            return self._role_of_single(place, mark, before, after)
        may_open = not after.isspace() and after not in ".,;:!?)" and bool(_BEFORE_OPENING.match(before))
        may_close = not before.isspace() and bool(_AFTER_CLOSING.match(after))
        if may_open != may_close:
            return _Role.OPENS if may_open else _Role.CLOSES
        if mark == '"':
            return _Role.CLOSES if self._holds("double") else _Role.OPENS
        return _Role.OPENS if mark[0] in _OPENING else _Role.CLOSES

    def _role_of_single(self, place: int, mark: str, before: str, after: str) -> _Role:
        if before.isalnum() and after.isalnum():
            return _Role.NEITHER  # don’t
        if _BEFORE_OPENING.match(before) and not after.isspace() and mark not in _CLOSING:
            return _Role.NEITHER if _ELIDED.match(self.text, place + 1) else _Role.OPENS
        closes = self._holds("single") and not before.isspace() and bool(_AFTER_CLOSING.match(after))
        if closes and before == "s" and self._closes_later(place):
            return _Role.NEITHER  # ‘the users’ choice’
        return _Role.CLOSES if closes else _Role.NEITHER

    def _closes_later(self, place: int) -> bool:
        """Whether the s’ at `place` is a possessive: small letters go on to another closing mark."""
        rest = self.text[place + 1 : place + 200].split("\n")[0]
        return bool(regex.match(r" \p{Ll}[^‘’'“”\".!?]*\p{L}[.,!?]?[’'](?!\p{L})", rest))

    def _holds(self, kind: str) -> bool:
        return any(one.kind == kind for one in self.open)

    def _opens(self, number: int, place: int, mark: str) -> None:
        kind = _kind(mark)
        for stale in [o for o in self.open if o.kind == kind and o.paragraph != number]:
            self._unclosed(stale)
            self.open.remove(stale)
        if len(self.open) >= _DEEPEST:
            del self.open[0]
        self.open.append(_Open(kind, place + len(mark), number, len(self.open)))

    def _closes(self, number: int, place: int, mark: str, paragraph: Span) -> None:
        at = next((i for i in range(len(self.open) - 1, -1, -1) if self.open[i].kind == _kind(mark)), None)
        if at is None:
            if _kind(mark) != "single":
                self.loose.append(place)
            return
        for one in self.open[at + 1 :]:
            self.found.append(one.closed(place, by_mark=False))
        closing = self.open[at]
        if closing.paragraph != number:
            closing.spans.append(Span(closing.begin, max(closing.begin, self.ends[closing.paragraph])))
            closing.spans += self._between(closing.paragraph, number)
            closing.begin = paragraph.begin
        self.found.append(closing.closed(place, by_mark=True))
        del self.open[at:]

    def _between(self, first: int, last: int) -> list[Span]:
        """The paragraphs between two, whole; their beginnings are not kept, so the white space before is included."""
        return [Span(self.ends[n - 1], self.ends[n]) for n in range(first + 1, last)]

    def _unclosed(self, one: _Open) -> None:
        self.found.append(one.closed(max(one.begin, self.ends[one.paragraph]), by_mark=False))


def _kind(marks: str) -> str:
    return "double" if marks in _DOUBLED else _KIND[marks[0]]


def _first(marks: str) -> str:
    return marks if marks in _DOUBLED else marks[0]
