"""Calendar dates in running text, each with the characters that state it.

Only what states a year is a date here: nothing is filled in from today's. A numeric date whose day and month may be
exchanged keeps both readings, as an interval that is known to the year only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from provenance.models import Certainty, DateInterval, DateSource, Moment, Precision, Span

_ENGLISH = "january february march april may june july august september october november december"
_OTHER_LANGUAGES = (
    "januar februar märz april mai juni juli august september oktober november dezember",
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "januari februari maart april mei juni juli augustus september oktober november december",
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
)
_SHORT = "jan feb mar apr may jun jul aug sep oct nov dec"
MONTHS: dict[str, int] = {
    name: number
    for names in (*_OTHER_LANGUAGES, _SHORT, _ENGLISH)
    for number, name in enumerate(names.split(), start=1)
} | {"sept": 9}
_WEEKDAY_NAMES = (
    "monday tuesday wednesday thursday friday saturday sunday",
    "mon tue wed thu fri sat sun",
    "mon tues weds thur fri sat sun",
    "montag dienstag mittwoch donnerstag freitag samstag sonntag",
    "montag dienstag mittwoch donnerstag freitag sonnabend sonntag",
    "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "lunes martes miércoles jueves viernes sábado domingo",
    "lunedì martedì mercoledì giovedì venerdì sabato domenica",
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
    "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo",
)
_WEEKDAYS = {name: number for names in _WEEKDAY_NAMES for number, name in enumerate(names.split())} | {"thurs": 3}

_MONTH = "(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + ")"
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)"
_WEEKDAY = (
    r"(?:\b(?P<weekday>" + "|".join(sorted(_WEEKDAYS, key=len, reverse=True)) + r")\.?,?\s+"
    r"(?:(?:the|den|dem|le|el|il|de)\s+)?)?"
)
_DAY_FIRST = (
    rf"(?<![\d.:/\-])(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.)?[\s\-]+(?:(?:of|de)\s+)?"
    rf"{_MONTH}\.?,?[\s\-]+(?:del?\s+)?{_YEAR}\b"
)
_MONTH_FIRST = rf"\b{_MONTH}\.?\s*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}\b"
_YEAR_FIRST = (
    rf"(?<!\d){_YEAR}(?:(?P<mark>[\-/.])(?P<number>\d\d)(?P=mark)|年(?P<number2>\d{{1,2}})月)"
    r"(?P<day>\d{1,2})(?!\d)日?"
)
_NUMERIC = rf"(?<![\d/.\-])(?P<first>\d{{1,2}})(?P<mark>[/.\-])(?P<second>\d{{1,2}})(?P=mark){_YEAR}(?![\w/]|[.\-]\d)"
_IN_WORDS = tuple(re.compile(_WEEKDAY + shape, re.IGNORECASE) for shape in (_DAY_FIRST, _MONTH_FIRST))
_BEGINS_WITH_YEAR = re.compile(_WEEKDAY + _YEAR_FIRST, re.IGNORECASE)
_IN_NUMBERS = re.compile(_WEEKDAY + _NUMERIC, re.IGNORECASE)
# Not the minutes of a time of day before a dash.
_STRETCH = re.compile(
    r"(?<![\d:.])(\d{1,2})(?:st|nd|rd|th|\.)?\s*(?:[-–—]|\b(?:to|bis|au|al|a|tot)\b)\s*\Z", re.IGNORECASE
)
_A_YEAR = re.compile(r"(?:1[5-9]|20)\d\d(?!\d)")
_WORD = re.compile(r"[^\W\d_]+")
# "Wednesday the 24th of September," is the longest that stands before a year, "年12月24日" after it.
_BEFORE, _AFTER = 40, 8
_ENGLISH_MONTH = "|".join((*_ENGLISH.split(), "sept", *_SHORT.split()))
_MONTH_YEAR = re.compile(rf"\b(?P<month>{_ENGLISH_MONTH})\.?,?\s+(?:of\s+)?{_YEAR}\b", re.IGNORECASE)

_YEARLESS = re.compile(
    _WEEKDAY
    + rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?\s+)?\b{_MONTH}\b\.?(?(day)|\s*(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b)",
    re.IGNORECASE,
)
_A_MONTH = timedelta(days=31)

# Languages whose numeric dates put the day first; a language outside this set decides nothing.
# fmt: off
_DAY_FIRST_LANGUAGES = frozenset((
    "de", "fr", "es", "it", "nl", "pt", "pl", "ru", "uk", "cs", "sk", "da", "nb", "nn", "no", "fi", "ro", "el", "tr",
    "bg", "hr", "sr", "sl", "et", "lv",
))
# fmt: on


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """A date as a text states it.

    Attributes:
        earliest: The first day (or the moment) it may mean.
        latest: The last one; with `earliest` it spans both readings of an ambiguous numeric date.
        precision: ``day``; ``time``; ``month`` where no day is stated; ``year`` where the day is ambiguous, because
            both readings agree on nothing but the year.
        span: Where it stands.
        sound: False where a weekday is stated that the date does not fall on.
    """

    earliest: Moment
    latest: Moment
    precision: Precision
    span: Span
    sound: bool = True

    def interval(self, text: str, *, source: DateSource, rule: str, offset: int | None = 0) -> DateInterval:
        """This mention as evidence.

        Args:
            text: The text the mention's span counts into.
            offset: Where `text` begins in the stored text; None where it does not stand there.
        """
        return DateInterval(
            earliest=self.earliest,
            latest=self.latest,
            precision=self.precision,
            source=source,
            rule=rule,
            evidence=self.span.of(text),
            certainty=Certainty.STATED if self.sound else Certainty.GUESS,
            span=None if offset is None else self.span.shifted(offset),
        )


def names_year(text: str) -> bool:
    """Whether a text may hold a full date at all; quick."""
    return _A_YEAR.search(text) is not None


def full_dates(
    text: str, begin: int = 0, end: int | None = None, *, month_first: bool | None = None
) -> tuple[DateMention, ...]:
    """Every date in ``text[begin:end]`` that states day, month and year, in order.

    Args:
        month_first: How to read 07/12/2022: True as 12 July, False as 7 December, None as either.

    Example:
        ``full_dates("Chris Marsden 7 December 2022")`` → one mention of that day, span 14 to 29.
    """
    end = len(text) if end is None else end
    mentions: list[DateMention] = []
    for year in _years(text, begin, end):
        if mentions and year.start() < mentions[-1].span.end:
            continue
        floor = max(begin, year.start() - _BEFORE, mentions[-1].span.end if mentions else 0)
        mention = _around(text, year.start(), floor, min(end, year.end() + _AFTER), month_first)
        if mention is not None and not _ends_stretch(text, mention):
            mentions.append(mention)
    return tuple(mentions)


def month_dates(text: str, begin: int = 0, end: int | None = None) -> Iterator[DateMention]:
    """Every English month with a year but without a day in ``text[begin:end]``: "Feb 2022"."""
    end = len(text) if end is None else end
    for year in _years(text, begin, end):
        if not _names_month(text, year.start(), begin):
            continue
        found = _MONTH_YEAR.search(text, max(begin, year.start() - 16), year.end())
        if found is not None and found.end() == year.end():
            month = MONTHS[found["month"].casefold()]
            stated = DateInterval.of_month(int(found["year"]), month, source=DateSource.BODY, evidence=None)
            if stated.earliest is not None and stated.latest is not None:
                yield DateMention(
                    earliest=stated.earliest,
                    latest=stated.latest,
                    precision=Precision.MONTH,
                    span=Span(found.start(), found.end()),
                )


def yearless_date(text: str, captured: date) -> DateMention | None:
    """The one day without a year in `text`, in the month that ends with the day `captured`; None without one.

    Example:
        ``yearless_date("May 30 at 2:44 PM", date(2019, 5, 31))`` → 30 May 2019, span 0 to 6.
    """
    found = _YEARLESS.search(text)
    if found is None or names_year(text):
        return None
    month, day = MONTHS[found["month"].casefold()], int(found["day"] or found["day2"])
    for year in (captured.year, captured.year - 1):
        stated = _calendar_day(year, month, day)
        if stated is not None and timedelta(0) <= captured - stated <= _A_MONTH:
            where = Span(found.start(), found.end())
            return DateMention(
                earliest=stated,
                latest=stated,
                precision=Precision.DAY,
                span=where,
                sound=_falls_on(stated, found["weekday"]),
            )
    return None


def month_comes_first(language: str | None) -> bool | None:
    """How a language writes numeric dates: True month first, False day first, None unknown.

    Plain ``en`` decides nothing: its two halves of the world differ.
    """
    tag = (language or "").casefold().replace("_", "-")
    if tag == "en-us":
        return True
    return False if tag.split("-")[0] in _DAY_FIRST_LANGUAGES or tag in {"en-gb", "en-au", "en-ie", "en-nz"} else None


def _ends_stretch(text: str, mention: DateMention) -> bool:
    """Whether a date is the end of "14.–20. Januar 2022" or "3 to 9 June 2019", and so no day of its own."""
    begin = mention.span.begin
    found = _STRETCH.search(text, max(0, begin - 16), begin)
    return found is not None and text[begin].isdigit() and int(found[1]) < mention.earliest.day


def _years(text: str, begin: int, end: int) -> Iterator[re.Match[str]]:
    # No look-behind in the pattern: without it the search leaps from 1 to 1 and from 2 to 2.
    for year in _A_YEAR.finditer(text, begin, end):
        if year.start() == begin or not text[year.start() - 1].isdigit():
            yield year


def _names_month(text: str, year_at: int, begin: int) -> bool:
    """Whether a month is named shortly before a year; quick, so that most years cost nothing more."""
    words = _WORD.findall(text, max(begin, year_at - 16), year_at)
    return any(word.casefold() in MONTHS for word in words)


def _around(text: str, year_at: int, low: int, high: int, month_first: bool | None) -> DateMention | None:
    """The date whose year stands at `year_at`, among the characters from `low` to `high`."""
    shapes: list[re.Pattern[str]] = []
    if _names_month(text, year_at, low):
        shapes.extend(_IN_WORDS)
    if text[year_at + 4 : year_at + 5] in {"-", "/", ".", "年"}:
        shapes.append(_BEGINS_WITH_YEAR)
    if text[max(0, year_at - 1) : year_at] in {"-", "/", "."}:
        shapes.append(_IN_NUMBERS)
    for shape in shapes:
        for found in shape.finditer(text, low, high):
            if found.start("year") == year_at:
                return _numeric(found, month_first) if shape is _IN_NUMBERS else _named(found)
    return None


def _named(found: re.Match[str]) -> DateMention | None:
    parts = found.groupdict()
    month = parts.get("number") or parts.get("number2")
    day = _calendar_day(
        int(found["year"]), int(month) if month else MONTHS[parts["month"].casefold()], int(found["day"])
    )
    if day is None:
        return None
    return DateMention(
        earliest=day,
        latest=day,
        precision=Precision.DAY,
        span=Span(found.start(), found.end()),
        sound=_falls_on(day, found["weekday"]),
    )


def _numeric(found: re.Match[str], month_first: bool | None) -> DateMention | None:
    year, first, second = int(found["year"]), int(found["first"]), int(found["second"])
    american, european = _calendar_day(year, first, second), _calendar_day(year, second, first)
    readings = {day for day in (american, european) if day is not None}
    preferred = {True: american, False: european, None: None}[month_first]
    if preferred is not None:
        readings = {preferred}
    fitting = {day for day in readings if _falls_on(day, found["weekday"])}
    days = sorted(fitting or readings)
    if not days:
        return None
    return DateMention(
        earliest=days[0],
        latest=days[-1],
        span=Span(found.start(), found.end()),
        sound=bool(fitting),
        precision=Precision.DAY if len(days) == 1 else Precision.YEAR,
    )


def _calendar_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _falls_on(day: date, weekday: str | None) -> bool:
    return weekday is None or _WEEKDAYS[weekday.casefold()] == day.weekday()
