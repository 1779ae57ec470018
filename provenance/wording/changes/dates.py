"""Changes of date: days, months, years, and the words that count from the day of writing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from provenance.models import Change, ChangeKind
from provenance.wording.changes.cluster import Cluster, Comparison
from provenance.wording.days import Day, same_day
from provenance.wording.lexicon import DAY_PARTS, PERIOD_SHIFTS, PERIODS, RELATIVE_DAYS, WEEKDAYS
from provenance.wording.normalisation import Token
from provenance.wording.quantities import is_month
from provenance.wording.variants import canonical

_ONLY_DATES = "whether that is the same day only the articles' dates can say"


def dates(comparison: Comparison) -> Iterator[Change]:
    """Days, months and weekdays that became others, with the day numbers and years beside them."""
    for cluster in comparison.clusters:
        lost = _date_words(comparison.alignment.before, comparison.before, cluster.lost)
        gained = _date_words(comparison.alignment.after, comparison.after, cluster.gained)
        if not lost and not gained:
            continue
        cluster.explain(lost, gained)
        if lost and gained:
            yield _other_date(comparison, cluster, lost, gained)
        else:
            said = comparison.words(lost=lost, gained=gained)
            note = f"the day is {'no longer named' if lost else 'now named'}: {said}"
            yield comparison.change(ChangeKind.DATE, lost, gained, cluster, material=False, note=note)


def _other_date(comparison: Comparison, cluster: Cluster, lost: list[int], gained: list[int]) -> Change:
    """One date for another, each with the unchanged parts beside it: ``12 January`` → ``12 February``."""
    lost = _whole_date(comparison.alignment.before, comparison.before, lost)
    gained = _whole_date(comparison.alignment.after, comparison.after, gained)
    before, after = comparison.words(lost=lost), comparison.words(gained=gained)
    same = same_day(
        Day.of(comparison.before[p] for p in lost),
        Day.of(comparison.after[p] for p in gained),
        written=comparison.before_date,
        other_written=comparison.after_date,
    )
    if same is None:
        dated = comparison.before_date or comparison.after_date
        doubt = "the same weekday, perhaps of another week" if dated else _ONLY_DATES
        note = f"“{before}” became “{after}”: {doubt}"
    else:
        note = "the same day, said differently" if same else f"another day: {before} became {after}"
    return comparison.change(
        ChangeKind.DATE, lost, gained, cluster, material=same is False, note=note, undecided=same is None
    )


def _date_words(text: str, words: Sequence[Token], places: Sequence[int]) -> list[int]:
    """Unexplained words that name a day: month and weekday names and the numbers that belong to them."""
    found = [p for p in places if _is_date_word(words, p)]
    near = [p for p in places if canonical(words[p].norm)[0].isdigit() and p in _dated_numbers(text, words, p)]
    return sorted({*found, *near})


def _is_date_word(words: Sequence[Token], place: int) -> bool:
    norm = words[place].norm
    if norm in WEEKDAYS or norm in RELATIVE_DAYS or norm in DAY_PARTS or is_month(words[place]):
        return True
    return _is_period(words, place) or (norm in PERIOD_SHIFTS and _is_period(words, place + 1))


def _is_period(words: Sequence[Token], place: int) -> bool:
    """Whether this word, with the one before it, is a period like ``last week``."""
    return 0 < place < len(words) and words[place].norm in PERIODS and words[place - 1].norm in PERIOD_SHIFTS


def _dated_numbers(text: str, words: Sequence[Token], place: int) -> set[int]:
    """The numbers of the date around `place`: a day beside a month, a year after it; nothing but blanks between."""
    months = [m for m in range(max(0, place - 2), min(len(words), place + 3)) if is_month(words[m])]
    return {number for month in months for number in _numbers_of(text, words, month)}


def _numbers_of(text: str, words: Sequence[Token], month: int) -> list[int]:
    found: list[int] = []
    following = month + 1
    if month and _is_day(words[month - 1]) and _joined(text, words, month - 1):
        found.append(month - 1)
    elif month > 1 and words[month - 1].norm in {"of", "st", "nd", "rd", "th"} and _is_day(words[month - 2]):
        found.append(month - 2)
    elif following < len(words) and _is_day(words[following]) and _joined(text, words, month):
        found.append(following)
        following += 1 + (following + 1 < len(words) and words[following + 1].norm in {"st", "nd", "rd", "th"})
    if following < len(words) and _is_year(words[following]) and _joined(text, words, following - 1):
        found.append(following)
    return found


def _is_day(word: Token) -> bool:
    norm = canonical(word.norm).removesuffix("th")
    return norm.isdecimal() and len(norm) <= 2 and 1 <= int(norm) <= 31


def _is_year(word: Token) -> bool:
    return len(word.norm) == 4 and word.norm.isdecimal()


def _joined(text: str, words: Sequence[Token], place: int) -> bool:
    """Whether only blanks, a comma or the point of an abbreviation stand between this word and the next."""
    return not text[words[place].span.end : words[place + 1].span.begin].strip(" \t\r\n\u00a0,.")


def _whole_date(text: str, words: Sequence[Token], places: list[int]) -> list[int]:
    months = [p for p in places if is_month(words[p])]
    beside = [
        m for p in places if _is_day(words[p]) for m in (p - 1, p + 1) if 0 <= m < len(words) and is_month(words[m])
    ]
    numbers = (n for month in {*months, *beside} for n in _numbers_of(text, words, month))
    periods = (p + step for p in places for step in (-1, 1) if _is_period(words, max(p, p + step)))
    return sorted({*places, *beside, *numbers, *periods})
