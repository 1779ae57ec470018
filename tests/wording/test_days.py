"""Days as texts name them, with and without the dates of the articles."""

from datetime import date

import pytest

from provenance.wording.days import Day, names_day, same_day, telling_dates
from provenance.wording.normalisation import tokens
from provenance.wording.relation import judge

WEDNESDAY = date(2022, 12, 7)

# first text, when written, second text, when written, one day?
TABLE = [
    ("5 December", None, "December 5", None, True),
    ("5 December", None, "6 December", None, False),
    ("5 December 2022", None, "Monday", None, True),
    ("5 December 2022", None, "Tuesday", None, False),
    ("5 December", None, "Monday", None, None),
    ("5 December", None, "Monday", WEDNESDAY, True),
    ("6 December", None, "Monday", WEDNESDAY, False),
    ("12 December", None, "Monday", WEDNESDAY, True),  # the next one
    ("5 December", None, "Monday", date(2022, 12, 14), None),  # a Monday, and a copy may be a week late
    ("6 December", None, "Monday", date(2022, 12, 14), False),
    ("5 December", None, "Monday", date(2022, 11, 2), False),  # nobody copies what comes
    ("yesterday", WEDNESDAY, "Tuesday", date(2022, 12, 8), True),
    ("yesterday", WEDNESDAY, "Monday", date(2022, 12, 8), False),
    ("yesterday", WEDNESDAY, "today", date(2022, 12, 6), True),
    ("yesterday", None, "today", None, False),
    ("yesterday", None, "Monday", None, None),
    ("last year", WEDNESDAY, "2021", None, True),
    ("last year", WEDNESDAY, "2022", None, False),
    ("last week", None, "last month", None, False),
    ("30 February 2021", None, "Monday", None, None),
    ("morning", None, "evening", None, False),
]


@pytest.mark.parametrize(("one", "written", "other", "other_written", "same"), TABLE)
def test_one_day(one: str, written: date | None, other: str, other_written: date | None, same: bool | None) -> None:
    left, right = Day.of(tokens(one)), Day.of(tokens(other))
    assert same_day(left, right, written=written, other_written=other_written) is same
    assert same_day(right, left, written=other_written, other_written=written) is same


CLAIM = "The pier was closed on 5 December by the council"
PASSAGE = "The pier was closed on Monday by the council"


@pytest.mark.parametrize(
    ("written", "material", "undecided"),
    [(None, False, True), (WEDNESDAY, False, False), (date(2022, 11, 2), True, False)],
)
def test_the_articles_date_decides_what_monday_means(written: date | None, material: bool, undecided: bool) -> None:
    (change,) = judge(CLAIM, PASSAGE, after_date=written).rewording.changes
    assert (change.kind.value, change.before, change.after) == ("date", "5 December", "Monday")
    assert (change.material, change.undecided) == (material, undecided)


@pytest.mark.parametrize(("text", "names"), [
    ("It shut on Monday.", True), ("It shut yesterday.", True), ("It shut on 5 December.", True),
    ("It shut last week.", True), ("It may shut.", False), ("The last pier shut.", False), ("A week is long.", False),
])  # fmt: skip
def test_what_names_a_day(text: str, names: bool) -> None:
    assert names_day(text) is names


@pytest.mark.parametrize(("before", "after", "told"), [
    (CLAIM, PASSAGE, (None, WEDNESDAY)),
    ("The pier was closed by the council", PASSAGE, (None, None)),
    (CLAIM, "The pier was closed by the council", (None, None)),
])  # fmt: skip
def test_a_date_tells_only_between_two_that_name_a_day(before: str, after: str, told: tuple[date | None, ...]) -> None:
    assert telling_dates(before, after, None, WEDNESDAY) == told
