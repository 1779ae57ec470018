"""Which months of an outlet the collection has, and which are missing."""

from datetime import date

from provenance.models import Article, DateInterval, DateSource, Precision
from provenance.ui.collecting.calendar import NO_OUTLET, calendar_chart, calendar_description, outlet_months, run_name


def article(outlet: str | None, *, day: date | None = None, year: int | None = None) -> Article:
    published = DateInterval()
    if day is not None:
        published = DateInterval.of_day(day, source=DateSource.BYLINE, evidence="a day")
    elif year is not None:
        published = DateInterval(earliest=date(year, 1, 1), latest=date(year, 12, 31), precision=Precision.YEAR)
    return Article(id=f"{outlet} {day} {year}", path="p", sha256="0", outlet=outlet, published=published)


ARTICLES = (
    article("Wire", day=date(2020, 11, 30)),
    article("Wire", day=date(2020, 12, 1)),
    article("Wire", day=date(2020, 12, 31)),
    article("Wire", day=date(2021, 4, 2)),
    article("Wire", day=date(2021, 6, 2)),
    article("Wire", year=2021),
    article("Gazette", day=date(2021, 5, 9)),
    article(None),
)


def picture(row) -> str:
    """November 2020 to June 2021 as signs: digits for counts, dots for gaps."""
    gaps = {month for first, last in row.gaps for month in range(first, last + 1)}
    counts = dict(row.counts)
    begin = 2020 * 12 + 10
    return "".join(str(counts.get(month, "." if month in gaps else " ")) for month in range(begin, begin + 8))


def test_months_and_gaps_by_outlet():
    rows = outlet_months(ARTICLES)
    assert [(row.outlet, row.articles, picture(row), row.unplaced) for row in rows] == [
        ("Wire", 6, "12...1.1", 1),
        ("Gazette", 1, "      1 ", 0),
        (NO_OUTLET, 1, "        ", 1),
    ]


def test_gaps_are_named():
    wire = outlet_months(ARTICLES)[0]
    assert [run_name(*gap) for gap in wire.gaps] == ["January 2021 to March 2021 (3 months)", "May 2021"]


def test_the_picture_has_a_block_a_month_and_a_line_a_gap():
    chart = calendar_chart(outlet_months(ARTICLES))
    assert chart is not None
    values = chart.to_dict()["data"]["values"]
    assert [(one["Outlet"], one["When"], one["Articles"]) for one in values] == [
        ("Wire", "November 2020", 1),
        ("Wire", "December 2020", 2),
        ("Wire", "April 2021", 1),
        ("Wire", "June 2021", 1),
        ("Wire", "January 2021 to March 2021 (3 months)", 0),
        ("Wire", "May 2021", 0),
        ("Gazette", "May 2021", 1),
    ]


def test_without_a_dated_article_there_is_no_picture():
    assert calendar_chart(outlet_months([article("Wire"), article("Gazette", year=2020)])) is None


def test_the_picture_is_told_in_words():
    told = calendar_description(outlet_months(ARTICLES))
    assert told.startswith(
        "Articles a month by outlet: Wire: 6 articles; Gazette: 1 article; no outlet named: 1 article."
    )
