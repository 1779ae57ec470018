"""Web pages: the main text, metadata, dates with their source, and a reader that cannot be held up."""

import subprocess
import sys
from datetime import UTC, date, datetime

import pytest
from articles_on_disk import BODY, read, write

from provenance.errors import ReadingError
from provenance.models import DateRole, DateSource, Precision
from provenance.reading.extraction import Extract, Extractor, Limits, StatedDate
from provenance.reading.formats.webpage import page_dates

SECOND = (
    "The owner of the line, who lives across the water, said that the lamps had been sent to be mended in the spring, "
    "and that nobody had thought to ask for them since. The council has called a meeting about it."
)


def page(head="", above="", below="", text=(BODY, SECOND)):
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in text)
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Ferry leaves harbour</title>{head}</head>'
        f'<body><nav><a href="/">Home</a><a href="/news">News</a></nav><article><h1>Ferry leaves harbour</h1>{above}'
        f"{paragraphs}{below}</article><footer>© Quay</footer></body></html>"
    )


def test_a_page_gives_its_text_and_all_it_says_of_itself(tmp_path):
    head = (
        '<link rel="canonical" href="https://quay.example/2022/12/07/ferry">'
        '<meta property="og:site_name" content="The Quay">'
        '<script type="application/ld+json">{"@graph": [{"@type": "ImageObject", "datePublished": "2001-01-01"},'
        '{"@type": ["NewsArticle"], "headline": "Ferry leaves harbour", "author": [{"name": "Ann Lee"}],'
        '"datePublished": "2022-12-07T09:30:00+01:00", "dateModified": "2022-12-09"}]}</script>'
    )
    write(tmp_path, {"a.html": page(head)})
    (document,), errors = read(tmp_path)
    article = document.article
    assert not errors
    assert BODY in document.text
    assert SECOND in document.text
    assert "<" not in document.text
    assert "Home" not in document.text
    assert (article.title, article.author, article.outlet) == ("Ferry leaves harbour", "Ann Lee", "The Quay")
    assert (article.url, article.language) == ("https://quay.example/2022/12/07/ferry", "en")
    assert article.published.earliest.isoformat() == "2022-12-07T09:30:00+01:00"
    assert (article.published.source, article.published.precision) == (DateSource.METADATA, Precision.TIME)
    assert (article.published.rule, article.published.reliable) == ("json-ld, htmldate", True)
    assert [(entry.role, entry.interval.source, entry.interval.evidence) for entry in article.evidence] == [
        (DateRole.PUBLISHED, DateSource.METADATA, "2022-12-07T09:30:00+01:00"),
        (DateRole.UPDATED, DateSource.METADATA, "2022-12-09"),
        (DateRole.PUBLISHED, DateSource.URL, "2022/12/07"),
    ]


@pytest.mark.parametrize(
    ("head", "above", "rule"),
    [
        ('<meta property="article:published_time" content="2022-12-07T10:00:00Z">', "", "meta, htmldate"),
        ('<meta name="date" content="Wed, 07 Dec 2022 10:00:00 GMT">', "", "meta"),
        ("", '<time datetime="2022-12-07T10:00:00Z" itemprop="datePublished">last week</time>', "time"),
    ],
)
def test_meta_and_time_elements_date_a_page(tmp_path, head, above, rule):
    write(tmp_path, {"a.htm": page(head, above)})
    (document,), _ = read(tmp_path)
    assert document.article.published.earliest == datetime(2022, 12, 7, 10, tzinfo=UTC)
    assert document.article.published.rule.startswith(rule)


def test_a_page_without_dates_is_undated(tmp_path):
    write(tmp_path, {"a.html": page()})
    (document,), _ = read(tmp_path)
    assert document.article.evidence == ()
    assert not document.article.published.dated


def test_a_part_of_a_page_falls_back_to_its_paragraphs(tmp_path):
    write(tmp_path, {"a.html": "<nav><p>Home</p></nav><p>No ferry\n today.<p>None tomorrow."})
    (document,), errors = read(tmp_path)
    assert (document.text, errors) == ("No ferry today.\nNone tomorrow.", [])


@pytest.mark.parametrize("content", ["<html><body></body></html>", "<!-- -->", "<script>var words;</script>"])
def test_a_page_without_text_says_so(tmp_path, content):
    write(tmp_path, {"a.html": content})
    documents, (error,) = read(tmp_path)
    assert not documents
    assert error.reason == "holds no words"


def test_script_in_a_page_never_becomes_text(tmp_path):
    write(tmp_path, {"a.html": page(above="<script>alert('quay')</script><style>p {color: red}</style>")})
    (document,), _ = read(tmp_path)
    assert "alert" not in document.text
    assert "color" not in document.text


# ----------------------------------------------------------------------------------- weighing the page's dates


def stated(value, rule="json-ld", role="published"):
    return StatedDate(role=role, rule=rule, value=value)


def weighed(**said):
    return [
        (entry.role.value, entry.interval.earliest, entry.interval.rule, entry.interval.reliable)
        for entry in page_dates(Extract(**said))
    ]


def test_a_statement_htmldate_agrees_with_goes_first():
    assert weighed(dates=(stated("2022-12-07"), stated("2022-12-09", "meta")), made_out="2022-12-09") == [
        ("published", date(2022, 12, 9), "meta, htmldate", True),
        ("published", date(2022, 12, 7), "json-ld", True),
    ]


def test_a_statement_goes_before_htmldates_guess():
    assert weighed(dates=(stated("2022-12-07"),), made_out="2022-12-09", shown="Quay 9 December 2022") == [
        ("published", date(2022, 12, 7), "json-ld", True),
        ("published", date(2022, 12, 9), "htmldate", False),
    ]


def test_htmldates_day_alone_is_a_guess_with_the_characters_that_show_it():
    page = Extract(text="Ferry\n7 December 2022\nIt left.", made_out="2022-12-07", shown="Ferry 7 December 2022")
    interval = page_dates(page)[0].interval
    assert (interval.evidence, interval.reliable, interval.source) == ("7 December 2022", False, DateSource.BYLINE)
    assert (interval.span.begin, interval.span.end) == (6, 21)


def test_htmldates_day_is_an_update_where_the_page_says_so():
    assert weighed(made_out="2022-12-07", shown="This page was last edited on 7 December 2022") == [
        ("updated", date(2022, 12, 7), "htmldate", False),
    ]


def test_a_first_of_the_month_that_the_page_does_not_show_is_made_up():
    assert weighed(made_out="2022-01-01") == []


def test_a_numeric_date_follows_the_pages_language():
    assert weighed(dates=(stated("07.12.2022", "meta"),), language="de")[0][1] == date(2022, 12, 7)


# --------------------------------------------------------------------------------------------- the child process


def test_a_page_that_takes_too_long_is_given_up_and_the_next_is_read():
    extractor = Extractor(Limits(seconds=30))
    try:
        assert BODY in extractor.extract("webpage", page().encode(), "a.html").text
        extractor._limits = Limits(seconds=0.05)
        with pytest.raises(ReadingError, match=r"slow\.html: takes longer than 0\.05 seconds to take apart") as caught:
            extractor.extract("webpage", page(text=[BODY] * 20_000).encode(), "slow.html")
        assert caught.value.remedy
        extractor._limits = Limits(seconds=30)
        assert BODY in extractor.extract("webpage", page().encode(), "a.html").text
    finally:
        extractor.close()


def test_a_page_that_needs_too_much_memory_is_given_up_and_the_next_is_read():
    extractor = Extractor(Limits(seconds=60, memory=400_000_000))
    try:
        with pytest.raises(ReadingError, match=r"large\.html: (?:needs more memory|breaks its reader|is too large)"):
            extractor.extract("webpage", b"<p>words</p>" * 1_500_000, "large.html")
        assert BODY in extractor.extract("webpage", page().encode(), "a.html").text
    finally:
        extractor.close()


def test_deep_nesting_is_read_or_refused(tmp_path):
    write(tmp_path, {"deep.html": "<div>" * 100_000 + f"<p>{BODY}</p>", "good.html": page()})
    documents, errors = read(tmp_path)
    assert [document.article.id for document in documents][-1] == "good"
    assert len(documents) + len(errors) == 2


def test_the_libraries_for_pages_are_not_imported_until_a_page_is_read():
    program = (
        "import sys, provenance.reading; from provenance.reading.formats import formats; formats();"
        "slow = {'trafilatura', 'lxml', 'htmldate', 'charset_normalizer'};"
        "print(*sorted(slow & {name.split('.')[0] for name in sys.modules}))"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == ""
