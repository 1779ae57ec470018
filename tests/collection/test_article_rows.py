"""Articles as rows: what goes in comes out."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.collection.article_rows import article_of, columns_of, storable
from provenance.collection.checksums import checksum
from provenance.models import (
    UNDATED,
    Article,
    Certainty,
    DateEvidence,
    DateInterval,
    DateRole,
    DateSource,
    Document,
    Precision,
    Span,
)

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENTS = st.one_of(st.dates(), st.datetimes(timezones=st.one_of(st.none(), st.just(UTC), ZONES)))
SPANS = st.builds(lambda begin, length: Span(begin, begin + length), st.integers(0, 99), st.integers(0, 99))
INTERVALS = st.builds(
    DateInterval,
    earliest=st.none() | MOMENTS,
    latest=st.none() | MOMENTS,
    precision=st.sampled_from(Precision),
    source=st.sampled_from(DateSource),
    evidence=st.none() | TEXT,
    certainty=st.sampled_from(Certainty),
    span=st.none() | SPANS,
    rule=st.none() | TEXT,
)
ARTICLES = st.builds(
    Article,
    id=TEXT,
    path=TEXT,
    sha256=TEXT,
    title=st.none() | TEXT,
    outlet=st.none() | TEXT,
    author=st.none() | TEXT,
    url=st.none() | TEXT,
    language=st.none() | TEXT,
    published=INTERVALS,
    originally=st.none() | INTERVALS,
    evidence=st.lists(st.builds(DateEvidence, role=st.sampled_from(DateRole), interval=INTERVALS), max_size=3).map(
        tuple
    ),
    extra=st.lists(st.tuples(TEXT, TEXT), max_size=3).map(tuple),
)


@settings(deadline=None)
@given(ARTICLES)
def test_an_article_comes_back_as_it_went_in(article: Article) -> None:
    assert article_of(columns_of(article)) == article


@pytest.mark.parametrize(
    "moment",
    [
        date(2022, 12, 7),
        datetime(2022, 12, 7, tzinfo=UTC),
        datetime(2022, 12, 7, 23, 30, tzinfo=timezone(timedelta(hours=-5))),
        datetime(2022, 12, 7, 0, 0, 1, 5),  # noqa: DTZ001 - an article may state a time without a zone
    ],
)
def test_a_day_stays_a_day_and_a_time_keeps_its_zone(moment: date | datetime) -> None:
    article = Article(id="a", path="a", sha256="", published=DateInterval(earliest=moment, latest=moment))
    back = article_of(columns_of(article)).published.earliest
    assert (type(back), repr(back)) == (type(moment), repr(moment))


def dated(first: str, last: str | None = None) -> DateInterval:
    return DateInterval(
        earliest=date.fromisoformat(first), latest=date.fromisoformat(last or first), precision=Precision.DAY
    )


def test_the_columns_that_order_articles() -> None:
    rows = [
        (UNDATED, None, (0, None, None)),
        (dated("2022-12-07"), None, (1, "2022-12-07", "2022-12-07")),
        (dated("2022-12-01", "2022-12-31"), None, (1, "2022-12-01", "2022-12-31")),
        (dated("2022-12-14"), dated("2022-12-11"), (1, "2022-12-11", "2022-12-14")),
        (UNDATED, dated("2022-12-11"), (1, "2022-12-11", "2022-12-11")),
        (DateInterval(latest=date(2022, 12, 7)), None, (0, None, None)),  # only a bound
    ]
    for published, originally, expected in rows:
        article = Article(id="a", path="a", sha256="", published=published, originally=originally)
        assert columns_of(article)[-3:] == expected


def test_half_a_surrogate_pair_becomes_one_character_and_moves_no_offset() -> None:
    article = Article(id="a\ud800", path="p", sha256="", title="\udfffx", extra=(("k", "\ud83d"),))
    clean = storable(Document(article=article, text="one \ud800 two \ud83d\ude00"))
    assert clean.text == "one \ufffd two \ufffd\ufffd"
    assert (clean.article.id, clean.article.title, clean.article.extra) == ("a\ufffd", "\ufffdx", (("k", "\ufffd"),))
    assert storable(clean) == clean


@pytest.mark.parametrize(
    ("stored", "certainty", "reliable"),
    [
        ('{"precision":"day","source":"byline","earliest":"2022-12-07","latest":"2022-12-07","reliable":true}',
         Certainty.STATED, True),
        ('{"precision":"day","source":"byline","earliest":"2022-12-07","latest":"2022-12-07"}', Certainty.GUESS, False),
        ('{"precision":"none","source":"body","earliest":"2022-12-07"}', Certainty.BOUND, False),
        ('{"precision":"none","source":"none"}', Certainty.NONE, False),
    ],
)  # fmt: skip
def test_an_index_made_before_there_was_a_certainty_is_read(stored: str, certainty: Certainty, reliable: bool) -> None:
    row = ["a", "a", "", None, None, None, None, None, None, None, stored, None, "[]", "[]"]
    published = article_of((*row, checksum(*row), 0)).published
    assert (published.certainty, published.reliable) == (certainty, reliable)
