"""Lines that date an article: "Chris Marsden 7 December 2022", "Updated: 2 June 2018", "KYIV, Dec. 7, 2022 (AP) —".

A date is taken only from a line that is nothing but date, time, label and byline. A date inside a title, a caption or
a sentence is an event's date until proven otherwise.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from provenance.models import Certainty, DateEvidence, DateInterval, DateRole, DateSource, Precision, Span
from provenance.reading.dates.calendar_dates import DateMention, full_dates, names_year, yearless_date
from provenance.reading.dates.clocks import gives_time, names_american_zone, without_times, zoned_time
from provenance.reading.dates.labels import FOREIGN_LABEL, LABEL, role_of
from provenance.reading.lines import Line
from provenance.reading.names import Byline, bare_name, byline, introduced_name, is_capitalised

BESIDE_HEADING = "beside-heading"
"""The rule of a date that a web page shows beside its heading, rather than states in its mark-up."""

# In characters: a label alone, a line that is nothing but date and byline, a note on an earlier publication.
_LONGEST_LABEL, _LONGEST_LINE, _LONGEST_NOTE = 40, 300, 1_000
_EDGES = " \t,;:.|·•/()[]*_~–—-#>"
# Foreign ones only in lower case: Le Monde and Den Haag begin with a name's part.
_SMALL = r"on|at|(?-i:am|vom|den|um|le|du|à|el|a\s+las|il|alle|ore|op|om|em|às)"
_BESIDE = re.compile(rf"^(?:(?:{_SMALL})\s+)+|(?:\s+(?:{_SMALL}))+$|^(?:{_SMALL}|le|den|el|il)$", re.IGNORECASE)
_PLACE = re.compile(r"[^\W\d_][\w.'’ -]{1,30},$")
_ORIGIN = re.compile(
    r"(?:^[\W_]*|[(\[*_:.]\s*|\bthis\s+(?:article|piece|story|post|report|essay|column|interview)\s+"
    r"(?:(?:has|was|is)\s+)?(?:been\s+)?)"
    r"(?:(?:originally|first)\s+(?:published|posted|appeared|printed|aired|ran)|(?:reprinted|republished|reposted)\s+from)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?]\s+(?=[A-Z“\"])")
# "December 7, 1941 — a date which…" opens with a date and is no dateline.
_OPENS_BODY = re.compile(r"\)?\s*(?:\([A-Z][\w /.]{1,30}\)\s*)?(?:[—–:]|--?\s)\s*[^a-z\s]")
# What may stand before such a note: nothing, or "© 2014 The Quay · This page was".
_OF_PAGE = re.compile(
    r"(?:.{0,80}[·|•©]\s*)?(?:(?:this\s+)?(?:page|article|story|post|site)\s*(?:(?:was|has\s+been)\s+)?)?",
    re.IGNORECASE,
)
# As in "Karlsruhe (12.11.2021). Wie …".
_IN_BRACKETS = re.compile(r"\)\s*[.:]\s+[^a-z\s]")
_AGENCY = re.compile(r"\([A-Z][\w /.]{1,30}\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class DateLine:
    """What a line says that does nothing but date and sign an article."""

    dates: tuple[DateEvidence, ...]
    byline: Byline | None = None


def label_alone(line: Line) -> DateRole | None:
    """The role that a line names which is nothing but a label: "Updated", "Posted on"."""
    found = LABEL.match(line.text) if len(line.text) < _LONGEST_LABEL else None
    if found is None or _BESIDE.sub("", " " + line.text[found.end() :].strip(_EDGES)).strip():
        return None
    return role_of(found)


def label_within(line: Line) -> bool:
    """Whether a line says what its date is the date of."""
    return LABEL.search(line.text, 0, _LONGEST_LINE) is not None


def labelled_role(before: str) -> DateRole | None:
    """The role that the characters right before a date give it: "last edited on " → updated."""
    found = list(LABEL.finditer(before))
    if not found or len(_BESIDE.sub("", before[found[-1].end() :].strip(_EDGES))) > 3:
        return None
    return role_of(found[-1])


def date_line(
    line: Line,
    *,
    rule: str,
    alone: bool = False,
    role: DateRole = DateRole.PUBLISHED,
    month_first: bool | None = None,
) -> DateLine | None:
    """Read a line that dates the article.

    Args:
        rule: Name of the rule to record.
        alone: Take only a line that is nothing but label, date, time and zone, and perhaps an outlet or "by" somebody.
        role: What an unlabelled date means here.
        month_first: How the text's language writes 07/12/2022, if known; a label or a zone in the line says it too.

    Returns:
        The dates with their roles and the byline beside them; None where the line is anything else, such as a
        sentence, a caption or a span of dates.
    """
    if len(line.text) > _LONGEST_LINE or not names_year(line.text):
        return None
    mentions = full_dates(line.text, month_first=_month_first(line.text, month_first))
    if not mentions:
        return None
    labels = _label_roles(line.text, mentions)
    if any(label is None for label in labels[1:]):
        return None
    signed = _signature(_residue(line.text, mentions), line.text, mentions[0], alone=alone)
    if signed is None:
        return None
    return DateLine(
        dates=tuple(
            _evidence(line, mention, label or role, rule) for mention, label in zip(mentions, labels, strict=True)
        ),
        byline=signed,
    )


def stated_origin(line: Line, *, rule: str) -> tuple[DateEvidence, ...]:
    """Dates of an earlier publication that a line states: "This article was first published by X on May 3, 2021."."""
    found = _ORIGIN.search(line.text) if len(line.text) <= _LONGEST_NOTE and names_year(line.text) else None
    if found is None:
        return ()
    stop = _SENTENCE_END.search(line.text, found.end())
    end = min(found.end() + 150, stop.start() if stop else len(line.text))
    return tuple(
        _evidence(line, mention, DateRole.ORIGINALLY, rule) for mention in full_dates(line.text, found.end(), end)[:1]
    )


def correction(line: Line, *, rule: str) -> tuple[DateEvidence, ...]:
    """The date of a note on a change, by which the article was there: "Correction, June 1, 2018: …"."""
    found = LABEL.search(line.text)
    if found is None or role_of(found) is not DateRole.UPDATED or not _OF_PAGE.fullmatch(line.text[: found.start()]):
        return ()
    return tuple(
        _evidence(line, mention, DateRole.UPDATED, rule)
        for mention in full_dates(line.text, found.end(), min(len(line.text), found.end() + 60))[:1]
        if not _BESIDE.sub("", " " + line.text[found.end() : mention.span.begin].strip(_EDGES)).strip()
    )


def dateline(line: Line, *, month_first: bool | None = None) -> DateInterval | None:
    """The date that opens a body: "(December 11, 2022) — Last week’s…", "KYIV, Dec. 7, 2022 (AP) — …"."""
    opening = line.text[:110]
    mentions = full_dates(opening, month_first=month_first)
    if len(mentions) > 1 and not any(map(str.isalpha, opening[mentions[0].span.end : mentions[1].span.begin])):
        return None  # the days of a life: "John Marr (4 June 1931 – 2 May 2018) was …"
    for mention in mentions[:1]:
        before = _AGENCY.sub("", opening[: mention.span.begin]).strip(_EDGES)
        placed = len(before) <= 40 and (not before or is_capitalised(before))
        bracketed = opening[: mention.span.begin].endswith("(") and before != ""
        opens = _OPENS_BODY.match(opening, mention.span.end)
        if placed and (opens or (bracketed and _IN_BRACKETS.match(opening, mention.span.end))):
            return mention.interval(line.text, source=DateSource.BODY, rule="dateline", offset=line.begin)
    return None


def yearless(line: Line, captured: date, *, rule: str) -> DateEvidence | None:
    """The day of a line that is nothing but day and time: "May 30 at 2:44 PM".

    Pages leave the year out while it is this year. The day counts if the page was fetched within a month after it, and
    is a guess, as its year is not stated.

    Args:
        captured: The day on which the page was fetched.
    """
    mention = yearless_date(line.text, captured) if gives_time(line.text) else None
    if mention is None or _residue(line.text, (mention,)):
        return None
    labels = _label_roles(line.text, (mention,))
    interval = mention.interval(line.text, source=DateSource.BYLINE, rule=rule, offset=line.begin)
    guess = replace(interval, certainty=Certainty.GUESS)
    return DateEvidence(role=labels[0] or DateRole.PUBLISHED, interval=guess)


def _month_first(line: str, by_language: bool | None) -> bool | None:
    if names_american_zone(line):
        return True
    return False if FOREIGN_LABEL.search(line) else by_language


def _label_roles(text: str, mentions: tuple[DateMention, ...]) -> list[DateRole | None]:
    """The role each mention is labelled with, by the nearest label between it and the one before."""
    roles: list[DateRole | None] = []
    begin = 0
    for mention in mentions:
        found = list(LABEL.finditer(text, begin, mention.span.begin))
        roles.append(role_of(found[-1]) if found else None)
        begin = mention.span.end
    return roles


def _residue(text: str, mentions: tuple[DateMention, ...]) -> str:
    """What a line says beside dates, times and labels."""
    for mention in mentions:
        text = text[: mention.span.begin] + "|" * len(mention.span) + text[mention.span.end :]
    text = LABEL.sub("|", without_times(text))
    parts = (_BESIDE.sub("", part.strip(_EDGES)).strip(_EDGES) for part in text.split("|"))
    return " | ".join(part for part in parts if part)


def _signature(residue: str, text: str, mention: DateMention, *, alone: bool) -> Byline | None:
    """The byline that a residue is; an empty one where nothing is left, None where it is something else."""
    if not residue:
        return Byline()
    if text.startswith("(") and text.endswith(")"):  # who took a picture, and when
        return None
    if alone:
        named = bare_name(residue)
        outlet = named if named is not None and named.author is None else None
        return introduced_name(residue) or outlet
    placed = residue.isupper() or _PLACE.fullmatch(text[: mention.span.begin].strip())
    return byline(residue) or bare_name(residue) or (Byline() if placed else None)  # "AP", "London, 7 December 2022"


def _evidence(line: Line, mention: DateMention, role: DateRole, rule: str) -> DateEvidence:
    interval = mention.interval(line.text, source=DateSource.BYLINE, rule=rule, offset=line.begin)
    if mention.precision is Precision.DAY and mention.earliest == mention.latest:
        interval = _timed(line, mention, interval)
    return DateEvidence(role=role, interval=interval)


def _timed(line: Line, mention: DateMention, interval: DateInterval) -> DateInterval:
    timed = zoned_time(line.text, mention.span, mention.earliest)
    if timed is None:
        return interval
    moment, beside = timed
    whole = Span(min(beside.begin, mention.span.begin), max(beside.end, mention.span.end))
    return DateInterval(
        earliest=moment,
        latest=moment,
        precision=Precision.TIME,
        source=interval.source,
        rule=interval.rule,
        evidence=whole.of(line.text),
        span=whole.shifted(line.begin),
        certainty=interval.certainty,
    )
