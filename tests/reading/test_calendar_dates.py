"""Dates in running text: what counts as one, what it means, and where it stands."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.models import Precision
from provenance.reading.dates.calendar_dates import full_dates, month_comes_first, month_dates, yearless_date

# text, its date's characters, first day, last day
FULL = [
    ("Chris Marsden 7 December 2022", "7 December 2022", date(2022, 12, 7), date(2022, 12, 7)),
    ("December 14th, 2022 - by", "December 14th, 2022", date(2022, 12, 14), date(2022, 12, 14)),
    ("on the 3rd of March, 1998.", "3rd of March, 1998", date(1998, 3, 3), date(1998, 3, 3)),
    ("Posted Wed., Dec. 7, 2022", "Wed., Dec. 7, 2022", date(2022, 12, 7), date(2022, 12, 7)),
    ("Sept 9 2021", "Sept 9 2021", date(2021, 9, 9), date(2021, 9, 9)),
    ("2022-12-07T10:00", "2022-12-07", date(2022, 12, 7), date(2022, 12, 7)),
    ("2022/12/07", "2022/12/07", date(2022, 12, 7), date(2022, 12, 7)),
    ("7-Dec-2022", "7-Dec-2022", date(2022, 12, 7), date(2022, 12, 7)),
    ("24. April 2020", "24. April 2020", date(2020, 4, 24), date(2020, 4, 24)),
    ("le 1er août 2019", "1er août 2019", date(2019, 8, 1), date(2019, 8, 1)),
    ("3 de mayo de 2021", "3 de mayo de 2021", date(2021, 5, 3), date(2021, 5, 3)),
    ("2020年2月19日", "2020年2月19日", date(2020, 2, 19), date(2020, 2, 19)),
    # day and month may be exchanged: both readings
    ("07/12/2022", "07/12/2022", date(2022, 7, 12), date(2022, 12, 7)),
    # they cannot
    ("25/12/2022", "25/12/2022", date(2022, 12, 25), date(2022, 12, 25)),
    ("12/25/2022", "12/25/2022", date(2022, 12, 25), date(2022, 12, 25)),
    ("5.5.2021", "5.5.2021", date(2021, 5, 5), date(2021, 5, 5)),
    # the weekday decides: 7 December was a Wednesday, 12 July a Tuesday
    ("Wednesday, 07/12/2022", "Wednesday, 07/12/2022", date(2022, 12, 7), date(2022, 12, 7)),
    ("Mittwoch, den 7. Dezember 2022", "Mittwoch, den 7. Dezember 2022", date(2022, 12, 7), date(2022, 12, 7)),
    ("mercredi 07/12/2022", "mercredi 07/12/2022", date(2022, 12, 7), date(2022, 12, 7)),
    ("Miércoles, 7 de diciembre de 2022", "Miércoles, 7 de diciembre de 2022", date(2022, 12, 7), date(2022, 12, 7)),
    # no stretch of days
    ("10:15 - 7 December 2022", "7 December 2022", date(2022, 12, 7), date(2022, 12, 7)),
    ("No. 12 – 7 December 2022", "7 December 2022", date(2022, 12, 7), date(2022, 12, 7)),
]
NONE = [
    "December 2022",
    "in 2022",
    "On the night of May 2,",
    "May 30 at 2:44 PM",
    "31 February 2022",
    "2022-13-45",
    "call 555-12-2022-1",
    "version 1.2.2022.3",
    "144 drones, 2022 metres",
    "07/12/22",
    "3.–9. März 2021",
    "3 to 9 June 2019",
    "du 3 au 9 juin 2019",
    "",
]


@pytest.mark.parametrize(("text", "evidence", "earliest", "latest"), FULL)
def test_a_full_date_is_found_with_its_characters(text, evidence, earliest, latest):
    (mention,) = full_dates(text)
    assert mention.span.of(text) == evidence
    assert (mention.earliest, mention.latest) == (earliest, latest)
    assert mention.precision is (Precision.DAY if earliest == latest else Precision.YEAR)
    assert mention.sound


@pytest.mark.parametrize("text", NONE)
def test_what_states_no_day_month_and_year_is_no_full_date(text):
    assert full_dates(text) == ()


def test_several_dates_come_in_order_and_do_not_overlap():
    text = "From 1 May 2020 to 3 May 2020, and again on 2021-06-07."
    assert [found.span.of(text) for found in full_dates(text)] == ["1 May 2020", "3 May 2020", "2021-06-07"]


def test_a_wrong_weekday_makes_a_date_unsound():
    (mention,) = full_dates("Friday, 7 December 2022")
    assert not mention.sound


def test_the_reader_of_a_numeric_date_may_be_told_its_order():
    assert full_dates("07/12/2022", month_first=True)[0].earliest == date(2022, 7, 12)
    assert full_dates("07/12/2022", month_first=False)[0].earliest == date(2022, 12, 7)
    # an order that gives no date is not the text's
    assert full_dates("25/12/2022", month_first=True)[0].earliest == date(2022, 12, 25)


@pytest.mark.parametrize(
    ("language", "order"),
    [("en-US", True), ("en_GB", False), ("de", False), ("fr-CA", False), ("en", None), (None, None), ("ja", None)],
)
def test_a_language_may_tell_the_order_of_day_and_month(language, order):
    assert month_comes_first(language) is order


def test_a_month_is_known_to_the_month():
    text = "a drone attack on Moscow back in\nFeb 2022. And May."
    (mention,) = month_dates(text)
    assert mention.span.of(text) == "Feb 2022"
    assert (mention.earliest, mention.latest) == (date(2022, 2, 1), date(2022, 2, 28))


@given(st.dates(date(1500, 1, 1), date(2099, 12, 31)), st.sampled_from(["%-d %B %Y", "%B %-d, %Y", "%Y-%m-%d"]))
def test_every_day_written_out_is_read_back(day, form):
    text = f"Somebody wrote ({day.strftime(form)}) this."
    (mention,) = full_dates(text)
    assert mention.earliest == mention.latest == day
    assert mention.span.of(text) == day.strftime(form)


@given(st.text(max_size=300))
def test_no_text_breaks_the_search_and_every_span_lies_within_it(text):
    for mention in (*full_dates(text), *month_dates(text)):
        assert 0 <= mention.span.begin < mention.span.end <= len(text)
        assert mention.earliest <= mention.latest


@pytest.mark.parametrize(
    ("text", "captured", "expected"),
    [
        ("May 30 at 2:44 PM", date(2019, 5, 31), date(2019, 5, 30)),
        ("31 December, 23:10", date(2020, 1, 2), date(2019, 12, 31)),
        ("30. Mai, 14:44 Uhr", date(2019, 5, 30), date(2019, 5, 30)),
        ("May 30 at 2:44 PM", date(2019, 5, 29), None),  # not yet
        ("May 30 at 2:44 PM", date(2019, 8, 1), None),  # too long ago to be sure of the year
        ("May 30, 2018 at 2:44 PM", date(2019, 5, 31), None),  # it has a year
        ("February 30 at 2:44 PM", date(2019, 3, 2), None),
        ("May at 2:44 PM", date(2019, 5, 31), None),
    ],
)
def test_a_day_without_a_year_is_of_the_month_before_the_fetch(text, captured, expected):
    found = yearless_date(text, captured)
    assert (found and found.earliest) == expected
