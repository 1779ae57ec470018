"""How evidence is weighed: the strongest wins, all is kept, bounds stay bounds."""

from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise

import pytest

from provenance.models import CAPTURE, UNDATED, Certainty, DateEvidence, DateInterval, DateRole, DateSource, Precision
from provenance.reading.dates.dating import settle

TODAY = date(2026, 11, 1)
PUBLISHED, ORIGINALLY, UPDATED = DateRole.PUBLISHED, DateRole.ORIGINALLY, DateRole.UPDATED


def day(text, source=DateSource.BYLINE, role=PUBLISHED):
    interval = DateInterval.of_day(date.fromisoformat(text), source=source, evidence=text)
    return DateEvidence(role=role, interval=interval)


def month(year, number, source):
    return DateEvidence(role=PUBLISHED, interval=DateInterval.of_month(year, number, source=source, evidence="month"))


def moment(value, source=DateSource.METADATA):
    interval = DateInterval(
        earliest=value,
        latest=value,
        precision=Precision.TIME,
        source=source,
        evidence=value.isoformat(),
        certainty=Certainty.STATED,
    )
    return DateEvidence(role=PUBLISHED, interval=interval)


def bound(*, low=None, high=None):
    interval = DateInterval(earliest=low, latest=high, source=DateSource.BODY, evidence="bound")
    return DateEvidence(role=DateRole.NOT_BEFORE if low else DateRole.NOT_AFTER, interval=interval)


ORDER = [DateSource.SUPPLIED, DateSource.METADATA, DateSource.URL, DateSource.BYLINE, DateSource.BODY]


@pytest.mark.parametrize(("stronger", "weaker"), list(pairwise(ORDER)))
def test_the_stronger_source_wins_and_the_weaker_is_kept(stronger, weaker):
    found = settle([day("2022-01-01", weaker), day("2022-02-02", stronger)], today=TODAY)
    assert found.published.evidence == "2022-02-02"
    assert [entry.interval.source for entry in found.evidence] == [stronger, weaker]


def test_a_guess_gives_way_to_anything_stated():
    guess = DateInterval.of_day(
        date(2022, 3, 3), source=DateSource.METADATA, evidence="2022-03-03", certainty=Certainty.GUESS
    )
    found = settle([DateEvidence(role=PUBLISHED, interval=guess), day("2022-02-02", DateSource.BODY)], today=TODAY)
    assert found.published.evidence == "2022-02-02"


def test_a_weaker_source_that_agrees_makes_the_date_finer():
    found = settle([month(2022, 12, DateSource.URL), day("2022-12-07")], today=TODAY)
    assert (found.published.earliest, found.published.source) == (date(2022, 12, 7), DateSource.BYLINE)


def test_a_weaker_source_that_does_not_agree_changes_nothing():
    found = settle([month(2022, 12, DateSource.URL), day("2023-01-07")], today=TODAY)
    assert found.published.precision is Precision.MONTH


def test_of_two_forms_of_one_moment_the_local_one_is_taken():
    local = datetime(2019, 10, 19, 0, 4, tzinfo=timezone(timedelta(hours=2)))
    found = settle([moment(local.astimezone(UTC)), moment(local)], today=TODAY)
    assert found.published.earliest.isoformat() == "2019-10-19T00:04:00+02:00"


def test_a_date_ahead_of_today_is_kept_but_not_believed():
    found = settle([day("2027-01-01", DateSource.METADATA), day("2022-02-02")], today=TODAY)
    assert found.published.evidence == "2022-02-02"
    assert len(found.evidence) == 2


def test_an_original_date_must_be_earlier():
    found = settle([day("2022-12-14"), day("2022-12-11", role=ORIGINALLY)], today=TODAY)
    assert found.originally.evidence == "2022-12-11"
    found = settle([day("2022-12-11"), day("2022-12-11", role=ORIGINALLY)], today=TODAY)
    assert found.originally is None


def test_an_undated_article_lies_between_its_bounds():
    bounds = [bound(low=date(2022, 2, 1)), bound(low=date(2021, 1, 1)), bound(high=date(2023, 5, 5))]
    published = settle(bounds, today=TODAY).published
    assert (published.earliest, published.latest) == (date(2022, 2, 1), date(2023, 5, 5))
    assert (published.precision, published.reliable, published.dated) == (Precision.NONE, False, False)


def test_an_update_and_an_earlier_publication_bound_it_too():
    found = settle([day("2022-05-05", role=UPDATED), day("2021-04-04", role=ORIGINALLY)], today=TODAY)
    assert (found.published.earliest, found.published.latest) == (date(2021, 4, 4), date(2022, 5, 5))
    assert not found.published.dated
    assert found.originally.evidence == "2021-04-04"


def test_bounds_that_contradict_each_other_leave_the_capture():
    found = settle([bound(low=date(2023, 1, 1)), bound(high=date(2022, 1, 1))], today=TODAY)
    assert (found.published.earliest, found.published.latest) == (None, date(2022, 1, 1))


def test_nothing_found_is_undated():
    assert settle([], today=TODAY).published == UNDATED


# ---------------------------------------------------------------------------------- certainty and the page's calendar


def guess(text, source=DateSource.BYLINE, rule="htmldate"):
    interval = DateInterval.of_day(date.fromisoformat(text), source=source, evidence=text, rule=rule)
    return DateEvidence(role=PUBLISHED, interval=interval)


def captured(text):
    interval = DateInterval(latest=date.fromisoformat(text), source=DateSource.METADATA, evidence=text, rule=CAPTURE)
    return DateEvidence(role=DateRole.NOT_AFTER, interval=interval)


METADATA, URL, BYLINE, SUPPLIED = DateSource.METADATA, DateSource.URL, DateSource.BYLINE, DateSource.SUPPLIED
UTC_NIGHT = "2021-03-10T02:12:40+00:00"  # the evening of the 9th in America


@pytest.mark.parametrize(
    ("found", "certainty"),
    [
        ([day("2022-12-07")], Certainty.STATED),
        ([day("2022-12-07", METADATA), day("2022-12-07", METADATA)], Certainty.STATED),  # one kind, twice
        ([day("2022-12-07", METADATA), day("2022-12-07", URL)], Certainty.CORROBORATED),
        ([day("2022-12-07", METADATA), month(2022, 12, URL)], Certainty.CORROBORATED),
        ([day("2022-12-07", METADATA), guess("2022-12-07")], Certainty.CORROBORATED),
        ([day("2022-12-07", METADATA), day("2022-12-09", URL)], Certainty.STATED),
        ([moment(datetime.fromisoformat(UTC_NIGHT)), day("2021-03-09", URL)], Certainty.CORROBORATED),
        ([day("2022-12-07", SUPPLIED), day("2022-12-07")], Certainty.CORROBORATED),
        ([guess("2022-12-07")], Certainty.GUESS),
        ([guess("2022-12-07", METADATA, "file-properties")], Certainty.GUESS),
        ([guess("2022-12-07", METADATA, "file-properties"), guess("2022-12-07")], Certainty.GUESS),
        ([month(2022, 12, URL), guess("2022-12-07")], Certainty.CORROBORATED),  # the day of a stated month
        ([bound(low=date(2022, 2, 1))], Certainty.BOUND),
        ([], Certainty.NONE),
    ],
)
def test_how_sure_a_date_is(found, certainty):
    assert settle(found, today=TODAY).published.certainty is certainty


def test_what_the_user_says_stays_as_it_is():
    published = settle([month(2022, 12, SUPPLIED), day("2022-12-07")], today=TODAY).published
    assert (published.precision, published.source) == (Precision.MONTH, SUPPLIED)


@pytest.mark.parametrize(
    ("stamp", "shown", "own"),
    [
        (UTC_NIGHT, "2021-03-09", "2021-03-09T23:12:40-03:00"),  # by the nearest clock that agrees
        ("2016-12-31T23:40:10+00:00", "2017-01-01", "2017-01-01T00:40:10+01:00"),
        ("2021-03-10T02:12:40+00:00", "2021-03-10", UTC_NIGHT),
        ("2021-03-10T02:12:40+00:00", "2021-03-07", UTC_NIGHT),  # no clock agrees
        ("2021-03-10T02:12:40+01:00", "2021-03-09", "2021-03-10T02:12:40+01:00"),  # its own clock is known
    ],
)
def test_a_moment_in_utc_is_told_by_the_pages_own_calendar(stamp, shown, own):
    published = settle([moment(datetime.fromisoformat(stamp)), day(shown, URL)], today=TODAY).published
    assert published.earliest.isoformat() == own
    assert published.earliest == datetime.fromisoformat(stamp)


def test_nothing_is_published_after_it_was_fetched_unless_the_user_says_so():
    late = settle([day("2022-12-09", METADATA), captured("2022-12-07")], today=TODAY)
    assert not late.published.dated
    assert [entry.interval.certainty for entry in late.evidence][:1] == [Certainty.NONE]
    said = settle([day("2022-12-09", SUPPLIED), captured("2022-12-07")], today=TODAY)
    assert said.published.source is SUPPLIED


def test_a_date_that_cannot_be_is_kept_as_such():
    found = settle([day("2027-01-01", METADATA), day("2022-02-02")], today=TODAY)
    assert [(entry.interval.evidence, entry.interval.certainty) for entry in found.evidence] == [
        ("2027-01-01", Certainty.NONE),
        ("2022-02-02", Certainty.STATED),
    ]


def test_two_readings_are_made_finer_by_one_of_them_only():
    def weighed(text):
        either = DateInterval(
            earliest=date(2021, 3, 4), latest=date(2021, 4, 3), precision=Precision.YEAR, source=URL,
            evidence="04/03/2021", certainty=Certainty.STATED,
        )  # fmt: skip
        return settle([DateEvidence(role=PUBLISHED, interval=either), day(text)], today=TODAY).published

    assert (weighed("2021-03-04").earliest, weighed("2021-03-04").latest) == (date(2021, 3, 4), date(2021, 3, 4))
    assert weighed("2021-03-20").precision is Precision.YEAR
