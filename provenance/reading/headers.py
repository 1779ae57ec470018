"""Title, author, outlet and dates of a plain text, from what stands above and below its body.

The header is the first twelve lines or 1,500 characters, up to the first paragraph of the body. What the lines do not
plainly say stays unknown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import islice, takewhile

from provenance.models import DateEvidence, DateRole
from provenance.reading.boilerplate.notices import furniture_reason
from provenance.reading.dates.calendar_dates import names_year
from provenance.reading.dates.clocks import gives_time
from provenance.reading.dates.datelines import (
    DateLine,
    correction,
    date_line,
    dateline,
    label_alone,
    label_within,
    stated_origin,
    yearless,
)
from provenance.reading.lines import Line, is_wrapped, joined, last_lines, paragraphs, top_lines
from provenance.reading.names import Byline, byline

_HEADER_LINES, _HEADER_REACH = 12, 1_500
_TOP_LINES = 40
_FOOTER_LINES, _FOOTER_REACH = 12, 2_000
_MARKUP_BEFORE = re.compile(r"(?:#{1,6}\s+)?(?:[*_]{1,3}(?=[^\s*_]))?")
_MARKUP_BEHIND = re.compile(r"(?<=[^\s*_])[*_]{1,3}$")
_KICKER = re.compile(
    r"(?:in-depth report|opinion|analysis|news|news analysis|exclusive|breaking(?: news)?|editorial|commentary|"
    r"perspectives?|feature|world|politics|business|press release|for immediate release)\s*:?",
    re.IGNORECASE,
)
_FIELD = re.compile(r"(title|headline|outlet|publication|publisher|newspaper)\s*:\s*(\S.*)", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:(?:url|link|source)\s*:\s*)?(https?://\S+)", re.IGNORECASE)
# What begins so is a byline, a source, or a date without its year.
_NO_TITLE = re.compile(
    r"by\s|source:|[\W\d_]*$|[/|]|"
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.? \d{1,2}(?:,| at\b)",
    re.IGNORECASE,
)
_SHARED = re.compile(
    r"\bthis\s+(?:story|article|post|page|report|column)\s+(?:on|at|from)\s[^:\n]{1,60}:\s*(https?://\S+)",
    re.IGNORECASE,
)
# Headings below which stand comments, other articles or sources.
_OTHER = re.compile(
    r"(?:\d+\s+)?(?:comments?|replies|responses|leave a (?:reply|comment)|related(?: \w+)?|see also|further reading|"
    r"sources?|references|recommended(?: \w+)?|trending(?: \w+)?|latest(?: \w+)?|most (?:read|popular|viewed)(?: \w+)?|"
    r"(?:more|read more|next) (?:on|from|in|about)\b.{0,40}|read (?:more|next)|you (?:may|might) also like|kommentare|"
    r"commentaires|comentarios|commenti|mehr zum thema|lesen sie auch|lire aussi|à lire aussi|leggi anche)\W*",
    re.IGNORECASE,
)
_SPEAKER = re.compile(r"\b(?:says|wrote|writes|commented|schrieb|a écrit|dice|dijo)\s*:$", re.IGNORECASE)
_ABBREVIATED = re.compile(r"\b(?:[A-Z]\.){2,}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What a plain text says about itself.

    Attributes:
        dates: Every date found in the header, the dateline and the footer, with its role, in that order.
        body_begin: Where the first line of the body begins in the text.
    """

    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    url: str | None = None
    dates: tuple[DateEvidence, ...] = ()
    body_begin: int = 0


def read_header(text: str, begin: int = 0, *, captured: date | None = None, month_first: bool | None = None) -> Header:
    """Read what stands above and below the body of ``text[begin:]``.

    Args:
        captured: The day on which the text was fetched, if it is known; it gives "May 30 at 2:44 PM" its year.
        month_first: How the text's language writes 07/12/2022, if it is known.
    """
    top = top_lines(text, begin, count=_TOP_LINES, reach=2 * _HEADER_REACH)
    wrapped = is_wrapped(top)
    head, body = _wrapped_parts(top, begin) if wrapped else _parts(top, begin)
    reader = _HeaderReader(has_body=body is not None, wrapped=wrapped, month_first=month_first)
    for line in head:
        reader.take(line)
    stated = tuple(reader.dates)
    if body is not None and reader.bare and _is_chronicle(top, body.begin):
        stated = tuple(found for found in stated if found not in reader.bare)
    dates = (*stated, *_opening(stated, body, month_first), *_footer(text, body))
    if body is not None and not _dated(dates):
        dates = (*_below(top, body.begin, begin, closed=bool(reader.dates)), *dates)
    if captured is not None and not _dated(dates):
        dates = (*_by_capture(head, captured), *dates)
    return Header(
        title=reader.title,
        author=reader.author,
        outlet=reader.outlet,
        url=reader.url or _own_address(text, begin),
        dates=dates,
        body_begin=body.begin if body else len(text),
    )


class _HeaderReader:
    """Takes the lines of a header one after the other and keeps what each says first."""

    def __init__(self, *, has_body: bool, wrapped: bool, month_first: bool | None) -> None:
        self.title: str | None = None
        self.author: str | None = None
        self.outlet: str | None = None
        self.url: str | None = None
        self.dates: list[DateEvidence] = []
        self.bare: list[DateEvidence] = []
        self._has_body = has_body
        self._wrapped = wrapped
        self._month_first = month_first
        self._first = True
        self._title_lines: list[Line] = []
        self._title_open = False
        self._label = DateRole.PUBLISHED

    def take(self, line: Line) -> None:
        """Read the next line."""
        line = _unmarked(line)
        known = self._take_date(line) or self._take_origin(line) or self._take_field(line) or self._take_byline(line)
        self._title_open = not known and self._take_title(line)
        self._label = label_alone(line) or DateRole.PUBLISHED
        self._first = False

    def _take_date(self, line: Line) -> bool:
        # A title may hold a date, so the first line must be nothing else to count.
        found = date_line(line, rule="header-line", alone=self._first, role=self._label, month_first=self._month_first)
        if found is not None:
            self._take_dated(found)
            if _is_bare(line, found):
                self.bare.extend(found.dates)
        return found is not None

    def _take_dated(self, found: DateLine) -> None:
        self.dates.extend(found.dates)
        # Who wrote "originally published" stands for another outlet.
        if found.byline is not None and found.dates[0].role is not DateRole.ORIGINALLY:
            self._sign(found.byline)

    def _take_origin(self, line: Line) -> bool:
        found = stated_origin(line, rule="header-origin")
        self.dates.extend(found)
        return bool(found)

    def _take_field(self, line: Line) -> bool:
        address, found = _ADDRESS.fullmatch(line.text), _FIELD.fullmatch(line.text)
        if address is not None:
            self.url = self.url or address[1]
        elif found is not None and found[1].casefold() in {"title", "headline"}:
            self.title = self.title or found[2]
        elif found is not None:
            self.outlet = self.outlet or found[2]
        return address is not None or found is not None

    def _take_byline(self, line: Line) -> bool:
        found = byline(line.text)
        if found is None or (self._first and not line.text.casefold().startswith("by ")):
            return False
        self._sign(found)
        return True

    def _sign(self, found: Byline) -> None:
        self.author = self.author or found.author
        self.outlet = self.outlet or found.outlet

    def _take_title(self, line: Line) -> bool:
        goes_on = self._wrapped and self._title_open and not line.apart
        if not goes_on and (self.title is not None or not self._has_body or not _is_title(line.text)):
            return False
        self._title_lines.append(line)
        self.title = joined(tuple(self._title_lines))
        return True


def _unmarked(line: Line) -> Line:
    """A line without the mark-up at its ends (``# ``, ``**``), its place moved along."""
    before = _MARKUP_BEFORE.match(line.text)
    begin = before.end() if before else 0
    return Line(line.begin + begin, _MARKUP_BEHIND.sub("", line.text[begin:]), line.indent, line.apart)


def _is_title(text: str) -> bool:
    """Whether a line may be a title: a few words that end no sentence, no furniture and no rubric."""
    ends_well = not text.endswith((".", ":")) or text.endswith("..") or _ABBREVIATED.search(text) is not None
    return (
        len(text.split()) >= 3
        and ends_well
        and _NO_TITLE.match(text) is None
        and _KICKER.fullmatch(text) is None
        and furniture_reason(text) is None
    )


def _parts(top: tuple[Line, ...], begin: int) -> tuple[tuple[Line, ...], Line | None]:
    """The lines above the body, and the body's first."""
    head: list[Line] = []
    for line in top:
        if line.reads_as_body or len(head) == _HEADER_LINES or line.begin - begin > _HEADER_REACH:
            return tuple(head), line
        head.append(line)
    return tuple(head), None


def _wrapped_parts(top: tuple[Line, ...], begin: int) -> tuple[tuple[Line, ...], Line | None]:
    """The same for a wrapped text, paragraph by paragraph."""
    head: list[Line] = []
    for paragraph in paragraphs(top):
        first = paragraph[0]
        whole = Line(first.begin, joined(paragraph), first.indent, first.apart)
        if whole.reads_as_body or len(head) >= _HEADER_LINES or first.begin - begin > _HEADER_REACH:
            return tuple(head), first
        head.extend(paragraph)
    return tuple(head), None


def _own_address(text: str, begin: int) -> str | None:
    """The address with which a page offers itself for sharing: "Check out this story on quay.example: https://…"."""
    found = _SHARED.search(text, begin, begin + _HEADER_REACH)
    return found[1].rstrip(".,;)") if found else None


def _by_capture(head: tuple[Line, ...], captured: date) -> tuple[DateEvidence, ...]:
    """A day and time that stand alone above the body without a year, as of a page fetched within the month after."""
    found = (yearless(_unmarked(line), captured, rule="year-by-capture") for line in head)
    return tuple(islice((evidence for evidence in found if evidence is not None), 1))


def _is_bare(line: Line, found: DateLine) -> bool:
    """Whether a line is a day and nothing else: no label, no time of day and no name."""
    return found.byline == Byline() and not label_within(line) and not gives_time(line.text)


def _is_chronicle(top: tuple[Line, ...], body_begin: int) -> bool:
    """Whether bare days head parts of the body too, as in a chronicle or a diary: then none dates the whole."""
    below = takewhile(lambda line: not _opens_other(line), (line for line in top if line.begin > body_begin))
    dated = ((line, date_line(line, rule="date-line", alone=True)) for line in below)
    return any(found is not None and _is_bare(line, found) for line, found in dated)


def _opening(header: tuple[DateEvidence, ...], body: Line | None, month_first: bool | None) -> tuple[DateEvidence, ...]:
    """The dateline's date: the original one where the header gives a later one, else when it was published."""
    stated = dateline(body, month_first=month_first) if body is not None else None
    if stated is None:
        return ()
    earlier = any(found.role is DateRole.PUBLISHED and stated.surely_before(found.interval) for found in header)
    return (DateEvidence(role=DateRole.ORIGINALLY if earlier else DateRole.PUBLISHED, interval=stated),)


def _below(top: tuple[Line, ...], body_begin: int, begin: int, *, closed: bool) -> tuple[DateEvidence, ...]:
    """A date line below a caption or a summary, which must be nothing else.

    Args:
        closed: Whether the header gives the day of an update, or heads the first of several dated parts: then a bare
            date below it is an entry's.
    """
    label = None
    for line in takewhile(lambda line: not _opens_other(line), (line for line in top if line.begin >= body_begin)):
        found = date_line(line, rule="date-line", alone=True, role=label or DateRole.PUBLISHED)
        # Further down a line with a time of day is still the page's, a mere day may head a part of the body.
        near = line.begin - begin <= _HEADER_REACH or gives_time(line.text)
        if found is not None and near and (not closed or label is not None or label_within(line)):
            return found.dates
        label = label_alone(line)
    return ()


def _opens_other(line: Line) -> bool:
    """Whether what follows is no longer the article: comments, related stories, sources."""
    return _OTHER.fullmatch(line.text) is not None or _SPEAKER.search(line.text, 0, _HEADER_REACH) is not None


def _footer(text: str, body: Line | None) -> tuple[DateEvidence, ...]:
    """An earlier publication, or a correction, that the last lines state."""
    if body is None or not names_year(text[-_FOOTER_REACH:]):
        return ()
    return tuple(
        found
        for line in last_lines(text, _FOOTER_LINES, _FOOTER_REACH)
        if line.begin > body.begin
        for found in (stated_origin(line, rule="footer-origin") or correction(line, rule="footer-correction"))
    )


def _dated(dates: tuple[DateEvidence, ...]) -> bool:
    return any(found.role in {DateRole.PUBLISHED, DateRole.ORIGINALLY} for found in dates)
