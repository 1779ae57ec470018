"""What a batch comes to, and when its claims appear first."""

from datetime import date
from itertools import pairwise

import invented
import invented_batches
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from provenance.models import EmptyReason
from provenance.reporting.batch.html import headline
from provenance.reporting.batch.summary import Outcome, Summary
from provenance.reporting.batch.timeline import Timeline, Unit


def test_every_row_is_counted_once_and_where_it_belongs():
    summary = Summary.of(invented_batches.mixed())
    assert summary.done == 10
    assert dict(summary.outcomes) == {
        Outcome.DATED: 5, Outcome.UNDATED: 1, Outcome.NOT_FOUND: 2, Outcome.FAILED: 2,
    }  # fmt: skip
    assert summary.found == 6
    assert summary.reasons == ((EmptyReason.NOTHING_ALIKE, 1), (EmptyReason.ONLY_RELATED, 1))
    assert summary.contested == 1
    assert (summary.otherwise, summary.changed, summary.differing) == (1, 1, 2)
    assert summary.unnamed == 0
    assert summary.outlets == (
        ("Wexmere Gazette", 2), ("Coastal Monthly", 1), ("Northern Wire", 1), ("Out<b>let</b>\x1b]0;owned\x07", 1),
    )  # fmt: skip


def test_first_appearances_are_counted_by_outlet_else_by_author():
    day = invented.day(2031, 3, 3)
    given = [("Ledger", "Ada Quill"), (None, "Ada Quill"), (None, None), ("Ledger", None)]
    rows = [
        invented_batches.row(
            number, invented_batches.carried_by(invented.article(str(number), outlet, day, author=author))
        )
        for number, (outlet, author) in enumerate(given, start=1)
    ]
    summary = Summary.of(invented_batches.batch(*rows))
    assert summary.outlets == (("Ledger", 2), ("Ada Quill", 1))
    assert summary.unnamed == 1


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ((0, 0, 3), "None of 3 claims appears in this collection."),
        ((1, 0, 0), "1 of 1 claim appears in this collection, each with a dated first appearance."),
        ((2, 0, 1), "2 of 3 claims appear in this collection, each with a dated first appearance."),
        ((1, 2, 1), "3 of 4 claims appear in this collection, 1 of them with a dated first appearance."),
    ],
)
def test_the_headline(rows: tuple[int, int, int], said: str):
    found, undated, missing = rows
    traces = [invented_batches.dated(invented_batches.MONTH, "Ledger")] * found
    traces += [invented_batches.undated()] * undated
    traces += [invented.empty(EmptyReason.NOTHING_ALIKE)] * missing
    batch = invented_batches.batch(*(invented_batches.row(n, trace) for n, trace in enumerate(traces, start=1)))
    assert headline(Summary.of(batch)) == said


def days(*stretches: tuple[str, str, int]) -> list[tuple[tuple[date, date], int]]:
    return [((date.fromisoformat(begin), date.fromisoformat(end)), count) for begin, end, count in stretches]


def drawn(timeline: Timeline) -> list[tuple[str, int]]:
    return [(column.label, column.count) for column in timeline.columns]


def test_a_few_days_stand_in_columns_of_days_with_the_empty_ones_between():
    timeline = Timeline.of(days(("2031-03-03", "2031-03-03", 2), ("2031-03-06", "2031-03-06", 1)))
    assert drawn(timeline) == [("3 March 2031", 2), ("4 March 2031", 0), ("5 March 2031", 0), ("6 March 2031", 1)]
    assert (timeline.unit, timeline.most, timeline.apart) == (Unit.DAY, 2, 0)
    assert [column.height for column in timeline.columns] == [100.0, 0.0, 0.0, 50.0]


def test_what_is_dated_to_a_month_stands_in_no_column_of_days():
    timeline = Timeline.of(days(("2031-03-03", "2031-03-03", 2), ("2031-03-01", "2031-03-31", 4)))
    assert timeline.unit is Unit.DAY
    assert sum(column.count for column in timeline.columns) == 2
    assert timeline.apart == 4


@pytest.mark.parametrize(
    ("begin", "end", "unit", "first", "last"),
    [
        ("2031-03-03", "2031-05-01", Unit.DAY, "3 March 2031", "1 May 2031"),
        ("2031-03-05", "2031-12-31", Unit.WEEK, "week of 3 March 2031", "week of 29 December 2031"),
        ("2028-02-29", "2031-03-05", Unit.MONTH, "February 2028", "March 2031"),
        ("1999-12-31", "2031-01-01", Unit.YEAR, "1999", "2031"),
        ("1899-12-31", "2031-01-01", Unit.DECADE, "1890s", "2030s"),
        ("0001-01-01", "9999-12-31", Unit.DECADE, "0s", "9990s"),
    ],
)
def test_the_columns_are_as_fine_as_sixty_of_them_allow(begin: str, end: str, unit: Unit, first: str, last: str):
    timeline = Timeline.of(days((begin, begin, 1), (end, end, 1)))
    labels = [label for label, _ in drawn(timeline)]
    assert (timeline.unit, labels[0], labels[-1]) == (unit, first, last)
    assert sum(column.count for column in timeline.columns) == 2
    assert len(labels) <= 60 or unit is Unit.DECADE


def test_columns_stand_beside_one_another_and_inside_the_drawing():
    timeline = Timeline.of(days(("2031-03-03", "2031-03-03", 1), ("2031-04-20", "2031-04-20", 3)))
    places = [(column.left, column.left + column.width) for column in timeline.columns]
    assert all(end <= begin for (_, end), (begin, _) in pairwise(places))
    assert places[0][0] >= 0
    assert places[-1][1] <= 100
    assert 2 <= sum(column.tick for column in timeline.columns) <= 5


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.tuples(st.dates(), st.integers(0, 40_000), st.integers(1, 9)), max_size=8).map(
        lambda found: [((begin, stretched(begin, length)), count) for begin, length, count in found]
    )
)
def test_every_first_appearance_stands_in_one_column_or_apart(firsts: list[tuple[tuple[date, date], int]]):
    timeline = Timeline.of(firsts)
    assert sum(column.count for column in timeline.columns) + timeline.apart == sum(count for _, count in firsts)
    assert [column.first for column in timeline.columns] == sorted({column.first for column in timeline.columns})


def stretched(begin: date, length: int) -> date:
    return date.fromordinal(min(begin.toordinal() + length, date.max.toordinal()))


def test_no_first_appearance_no_columns():
    assert Timeline.of(()).columns == ()
