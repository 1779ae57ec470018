"""The English of dates, shares and counts."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from invented import SUMMARY

from provenance.answer import when
from provenance.models import (
    UNDATED,
    Certainty,
    Coverage,
    DateInterval,
    DateSource,
    EmptyReason,
    Precision,
    Span,
)
from provenance.reporting.phrases import (
    advice,
    certainty_phrase,
    collection_phrase,
    confidence_phrase,
    count_phrase,
    coverage_phrase,
    date_phrase,
    exact,
    listed,
    percent,
    span_phrase,
)

DAY = DateInterval.of_day(date(2022, 12, 7), source=DateSource.BYLINE, evidence="7 December 2022")
READINGS = replace(
    DAY, earliest=date(2022, 7, 12), latest=date(2022, 12, 7), evidence="07/12/2022", certainty=Certainty.GUESS
)
MOMENT = datetime(2022, 12, 7, 9, 5, tzinfo=timezone(timedelta(hours=1)))
TIMED = DateInterval(
    earliest=MOMENT,
    latest=MOMENT,
    precision=Precision.TIME,
    source=DateSource.METADATA,
    evidence="2022-12-07T09:05:00+01:00",
    certainty=Certainty.STATED,
)
MONTH = DateInterval.of_month(2022, 12, source=DateSource.METADATA, evidence="2022-12")
YEAR = DateInterval(
    earliest=date(2022, 1, 1),
    latest=date(2022, 12, 31),
    precision=Precision.YEAR,
    source=DateSource.SUPPLIED,
    evidence="2022",
    certainty=Certainty.STATED,
)
BOUND = DateInterval(earliest=date(2022, 2, 1), source=DateSource.BODY, evidence="1 February 2022")
BOTH = replace(BOUND, latest=date(2022, 3, 1))


@pytest.mark.parametrize(
    ("interval", "when", "sure", "is_exact"),
    [
        (DAY, "7 December 2022", 'day, byline "7 December 2022"', True),
        (READINGS, "12 July 2022 to 7 December 2022", 'day, byline "07/12/2022", not certain', False),
        (TIMED, "7 December 2022, 09:05 UTC+01:00", 'time, metadata "2022-12-07T09:05:00+01:00"', True),
        (MONTH, "December 2022", 'month, metadata "2022-12"', False),
        (YEAR, "2022", 'year, supplied "2022"', False),
        (BOUND, "undated, not before 1 February 2022", 'bound, text "1 February 2022"', False),
        (BOTH, "undated, not before 1 February 2022, not after 1 March 2022", 'bound, text "1 February 2022"', False),
        (UNDATED, "undated", "no date found", False),
        (
            replace(DAY, certainty=Certainty.CORROBORATED),
            "7 December 2022",
            'day, byline "7 December 2022", corroborated',
            True,
        ),
        (replace(DAY, evidence=None), "7 December 2022", "day, byline", True),
        (replace(DAY, evidence="7\nDec\x1b"), "7 December 2022", 'day, byline "7 Dec␛"', True),
    ],
)
def test_dates(interval: DateInterval, when: str, sure: str, is_exact: bool):
    assert (date_phrase(interval), certainty_phrase(interval), exact(interval)) == (when, sure, is_exact)


def test_a_moment_of_two_days_in_utc_is_still_one_moment():
    late = datetime(2022, 12, 7, 23, 30, tzinfo=UTC)
    assert exact(replace(TIMED, earliest=late, latest=late))


@pytest.mark.parametrize(
    ("share", "told"),
    [
        (0.0, "0 %"),
        (0.001, "1 %"),
        (0.335, "34 %"),
        (0.9999, "99 %"),
        (1.0, "100 %"),
    ],
)
def test_percent(share: float, told: str):
    assert percent(share) == told


def test_how_sure_in_a_word_and_a_number():
    assert [confidence_phrase(share) for share in (1.0, 0.75, 0.74, 0.5, 0.49, 0.0)] == [
        "likely (100 %)",
        "likely (75 %)",
        "plausible (74 %)",
        "plausible (50 %)",
        "possible (49 %)",
        "possible (0 %)",
    ]


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ([], ""),
        (["a1"], "a1"),
        (["a1", "a2"], "a1 and a2"),
        (["a1", "a2", "a3"], "a1, a2 and a3"),
        ([f"a{n}" for n in range(1, 8)], "a1, a2, a3, a4, a5, a6 and a7"),
        ([f"a{n}" for n in range(1, 10)], "a1, a2, a3, a4, a5, a6 and 3 more"),
    ],
)
def test_a_list_in_a_sentence(names: list[str], told: str):
    assert listed(names) == told


def test_the_answer_and_the_reports_say_a_date_alike():
    assert [when(interval) for interval in (DAY, READINGS, TIMED, MONTH, YEAR)] == [
        "7 December 2022 (byline)",
        "12 July 2022 to 7 December 2022 (byline, not certain)",
        "7 December 2022, 09:05 UTC+01:00 (metadata)",
        "December 2022 (metadata)",
        "2022 (supplied)",
    ]


def test_counts_and_places():
    assert count_phrase(1, "article") == "1 article"
    assert count_phrase(2000, "article") == "2,000 articles"
    assert count_phrase(2, "story", "stories") == "2 stories"
    assert span_phrase(Span(1200, 1310)) == "characters 1,200 to 1,310"
    assert coverage_phrase(Coverage(claim=1.0, passage=0.932)) == "100 % of the claim, 93 % of the passage"


def test_a_collection_in_a_line():
    assert collection_phrase(SUMMARY) == "9 articles: 7 dated, 3 March 2031 to 24 March 2031; 2 undated"
    assert collection_phrase(replace(SUMMARY, articles=1, dated=1, undated=0, latest=SUMMARY.earliest)) == (
        "1 article: 1 dated, 3 March 2031"
    )
    assert collection_phrase(replace(SUMMARY, articles=2, dated=0, earliest=None, latest=None)) == (
        "2 articles: 2 undated"
    )
    assert collection_phrase(replace(SUMMARY, articles=0, dated=0, undated=0)) == "no articles"


@pytest.mark.parametrize("reason", EmptyReason)
def test_every_empty_reason_has_advice(reason: EmptyReason):
    assert len(advice(reason).split()) > 5
