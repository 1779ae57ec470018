"""What is doubtful about dates: of one article, and of a day that many share."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from provenance.collection.audit import conflicts, problems_of_dates
from provenance.models import (
    CAPTURE,
    UNDATED,
    Article,
    Certainty,
    DateEvidence,
    DateInterval,
    DateRole,
    DateSource,
    Precision,
    ProblemKind,
)

METADATA, URL, BYLINE, BODY = DateSource.METADATA, DateSource.URL, DateSource.BYLINE, DateSource.BODY


def on(iso: str, source: DateSource = METADATA) -> DateInterval:
    if "T" not in iso:
        return DateInterval.of_day(date.fromisoformat(iso), source=source, evidence=iso)
    at = datetime.fromisoformat(iso)
    stated = Certainty.STATED
    return DateInterval(earliest=at, latest=at, precision=Precision.TIME, source=source, evidence=iso, certainty=stated)


def said(role: DateRole, iso: str, source: DateSource = METADATA) -> DateEvidence:
    return DateEvidence(role=role, interval=on(iso, source))


def looked_back_on(iso: str) -> DateEvidence:
    interval = DateInterval(earliest=date.fromisoformat(iso), source=BODY, evidence=iso, certainty=Certainty.BOUND)
    return DateEvidence(role=DateRole.NOT_BEFORE, interval=interval)


def article(published: DateInterval, *evidence: DateEvidence, name: str = "a", outlet: str | None = None) -> Article:
    return Article(id=name, path=name, sha256="", outlet=outlet, published=published, evidence=evidence)


PUBLISHED, UPDATED, ORIGINALLY = DateRole.PUBLISHED, DateRole.UPDATED, DateRole.ORIGINALLY
IMPOSSIBLE = replace(on("2031-01-01"), certainty=Certainty.NONE)


@pytest.mark.parametrize(
    ("published", "evidence", "kind", "sentence"),
    [
        (
            on("2022-12-07"),
            said(UPDATED, "2022-12-01"),
            ProblemKind.UPDATED_BEFORE,
            "a: it is dated 2022-12-07 (metadata), but was changed before that, 2022-12-01 (metadata).",
        ),
        (
            on("2022-12-07"),
            said(PUBLISHED, "2022-12-09", URL),
            ProblemKind.CONTRADICTION,
            "a: it is dated 2022-12-07 (metadata), but also 2022-12-09 (url).",
        ),
        (
            on("2022-12-07"),
            looked_back_on("2023-05-01"),
            ProblemKind.CONTRADICTION,
            "a: it is dated 2022-12-07 (metadata), but looks back on 2023-05-01 (body).",
        ),
        (
            on("2022-12-07"),
            said(ORIGINALLY, "2022-12-09", BYLINE),
            ProblemKind.LATER_ORIGINAL,
            "a: the earlier publication it states, 2022-12-09 (byline), is later than its own date.",
        ),
        (
            UNDATED,
            DateEvidence(role=PUBLISHED, interval=IMPOSSIBLE),
            ProblemKind.FUTURE,
            "a: 2031-01-01 (metadata) lies after the day it was read or fetched, and is not believed.",
        ),
        (
            replace(on("2022-12-07", BYLINE), certainty=Certainty.GUESS),
            said(PUBLISHED, "2022-12-07", BYLINE),
            ProblemKind.GUESS,
            "a: its date, 2022-12-07 (byline), is a guess.",
        ),
    ],
)
def test_a_doubtful_date(published: DateInterval, evidence: DateEvidence, kind: ProblemKind, sentence: str) -> None:
    (problem,) = problems_of_dates([article(published, evidence)])
    assert (problem.kind, problem.articles, problem.told) == (kind, ("a",), sentence)


@pytest.mark.parametrize(
    ("published", "evidence"),
    [
        (on("2022-12-07"), (said(PUBLISHED, "2022-12-07", URL), said(UPDATED, "2022-12-09"))),
        # Stamped twice in a day, and once by the clock of another country.
        (
            on("2022-12-07T09:00:00+00:00"),
            (said(PUBLISHED, "2022-12-07T14:00:00+00:00"), said(PUBLISHED, "2022-12-07")),
        ),
        (on("2020-02-25T03:10:09+00:00"), (said(PUBLISHED, "2020-02-24", URL),)),
        # Changed earlier on the day on which it was published, as scheduled posts are.
        (on("2022-12-07T09:00:00+00:00"), (said(UPDATED, "2022-12-07T08:00:00+00:00"),)),
        # The page shows the day of its last change.
        (on("2021-11-29"), (said(UPDATED, "2022-01-12"), said(PUBLISHED, "2022-01-12", BYLINE))),
        # What it looks back on came into it with a change.
        (on("2021-11-29"), (said(UPDATED, "2022-01-12"), looked_back_on("2022-01-10"))),
        (on("2022-12-07"), (DateEvidence(role=PUBLISHED, interval=on("2022-12-07")), looked_back_on("2022-12-01"))),
    ],
)
def test_no_doubt(published: DateInterval, evidence: tuple[DateEvidence, ...]) -> None:
    assert conflicts(article(published, *evidence)) == ()
    assert list(problems_of_dates([article(published, *evidence)])) == []


def test_every_conflict_can_be_shown_though_one_sentence_tells_of_the_strongest() -> None:
    contrary = (said(PUBLISHED, "2022-12-09", URL), said(PUBLISHED, "2022-12-11", BYLINE))
    doubtful = article(on("2022-12-07"), said(PUBLISHED, "2022-12-07"), *contrary)
    assert conflicts(doubtful) == contrary
    assert [problem.told for problem in problems_of_dates([doubtful])] == [
        "a: it is dated 2022-12-07 (metadata), but also 2022-12-09 (url)."
    ]


# ------------------------------------------------------------------------------------------------- many on one day


def many(days: list[date], outlet: str | None = "Tidings", source: DateSource = METADATA) -> list[Article]:
    return [
        article(on(day.isoformat(), source), name=f"{outlet}-{number}", outlet=outlet)
        for number, day in enumerate(days)
    ]


def daily(first: str, days: int, each: int = 1) -> list[date]:
    begin = date.fromisoformat(first)
    return [begin + timedelta(days=day) for day in range(days) for _ in range(each)]


def suspicious(articles: list[Article]) -> list[tuple[int, str]]:
    found = [problem for problem in problems_of_dates(articles) if problem.kind is ProblemKind.SUSPICIOUS_DAY]
    return [(len(problem.articles), problem.sentence) for problem in found]


def test_a_day_of_import_stands_out() -> None:
    stamped = many([*daily("2022-03-01", 30), *[date(2022, 6, 15)] * 12])
    assert suspicious(stamped) == [(12, "12 articles of Tidings are dated 2022-06-15, where 1 a day are usual.")]


def test_a_day_that_several_outlets_were_imported_on_stands_out() -> None:
    usual = many(daily("2022-03-01", 30))
    stamped = [one for name in ("Echo", "Post", "Ledger") for one in many([date(2022, 6, 15)] * 5, name)]
    assert suspicious([*usual, *stamped]) == [(15, "15 articles are dated 2022-06-15, where 1 a day are usual.")]


def test_a_year_written_as_its_first_day_stands_out() -> None:
    assert suspicious(many([date(2019, 1, 1)] * 3)) == [
        (3, "3 articles are dated 2019-01-01: perhaps only the year was known.")
    ]


@pytest.mark.parametrize("zero", ["1970-01-01", "1969-12-31", "1900-01-01"])
def test_the_day_from_which_programs_count_stands_out(zero: str) -> None:
    assert suspicious(many([date.fromisoformat(zero)])) == [
        (1, f"1 article is dated {zero}, where programs begin to count.")
    ]
    assert suspicious(many([date.fromisoformat(zero)], source=BYLINE)) == []


def fetched(one: Article, iso: str) -> Article:
    bound = DateInterval(
        latest=datetime.fromisoformat(iso), source=METADATA, evidence=iso, rule=CAPTURE, certainty=Certainty.BOUND
    )
    return replace(one, evidence=(DateEvidence(role=DateRole.NOT_AFTER, interval=bound),))


def test_dates_that_are_all_those_of_the_fetch_stand_out() -> None:
    stamped = [fetched(one, f"{one.published.earliest}T23:00:00+00:00") for one in many(daily("2022-03-01", 10))]
    assert suspicious(stamped) == [(10, "10 articles are dated when they were fetched: perhaps that is all it says.")]
    a_day_late = [*stamped[:9], fetched(stamped[9], "2022-03-12T23:00:00+00:00")]
    assert suspicious(a_day_late) == []
    assert suspicious([replace(one, published=replace(one.published, source=BYLINE)) for one in stamped]) == []


@pytest.mark.parametrize(
    "days",
    [
        daily("2022-01-01", 60, each=5),  # a daily paper, on New Year too
        daily("2022-03-01", 30) + [date(2022, 3, 12)] * 12 + [date(2022, 3, 13)] * 8,  # an event, and its echo
        [date(2022, 6, 15)] * 40,  # one event, and nothing to compare it with
        daily("2022-03-01", 30) + [date(2022, 6, 15)] * 9,
        [],
    ],
)
def test_waves_of_news_do_not_stand_out(days: list[date]) -> None:
    assert suspicious(many(days)) == []
