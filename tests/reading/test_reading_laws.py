"""Whatever bytes a file holds, under whatever name: articles whose spans fit, or clear errors, never an exception."""

import gzip

import pytest
from articles_on_disk import TODAY
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from provenance.errors import ReadingError
from provenance.models import Document
from provenance.reading import find_sources, read_source
from provenance.reading.formats import formats
from provenance.reading.originals import Format, stem, suffix

PIECES = [
    "\n",
    "\r\n",
    ",",
    ";",
    '"',
    "{",
    "}",
    "[",
    '{"text": "',
    '"}',
    "text",
    "id",
    "date",
    "---\n",
    "title: ",
    " ### ",
    "7 December 2022",
    "Published ",
    "Updated",
    "By Ann Lee",
    " / The Quay",
    "07/12/2022",
    "2022-12-07T10:00:00Z",
    "9:52 PM ET",
    "©",
    "“",
    "\x00",
    "\ud800",
    "\ufeff",
    "Originally published ",
    "words and more words. And more. ",
]
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=12), max_size=40).map("".join)
contents = st.binary(max_size=400) | st.builds(
    lambda text, encoding: text.encode(encoding, "replace"), texts, st.sampled_from(["utf-8", "utf-16", "latin-1"])
)


@pytest.mark.parametrize("ending", ["txt", "md", "jsonl", "csv", "txt.gz", "jsonl.gz"])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(content=contents)
@example(content=b"\n")
@example(content=b"text\n\x80words")
def test_any_bytes_are_an_article_or_an_error(tmp_path, ending, content):
    path = tmp_path / f"a.{ending}"
    path.write_bytes(gzip.compress(content) if ending.endswith("gz") and len(content) % 2 else content)
    for source in find_sources([path], limit=100_000):
        for outcome in [source] if isinstance(source, ReadingError) else read_source(source, today=TODAY):
            if isinstance(outcome, ReadingError):
                assert outcome.subject.startswith(str(path))
                assert outcome.reason
                assert outcome.remedy
            else:
                assert_whole(outcome)


def assert_whole(document: Document):
    article = document.article
    document.text.encode()
    for interval in (article.published, article.originally, *(entry.interval for entry in article.evidence)):
        if interval is not None and interval.span is not None:
            assert interval.span.of(document.text) == interval.evidence
        if interval is not None and interval.dated:
            assert interval.begins <= interval.ends


def test_every_format_has_endings_of_its_own():
    assert {".txt", ".md", ".html", ".htm", ".jsonl", ".csv"} <= set(formats())
    assert all(isinstance(found, Format) and found.name for found in formats().values())


@pytest.mark.parametrize(
    ("name", "ending", "rest"),
    [
        ("a.TXT", ".txt", "a"),
        ("b/a.jsonl.gz", ".jsonl", "b/a"),
        ("a.gz", "", "a"),
        ("a", "", "a"),
        ("v1.2.md", ".md", "v1.2"),
    ],
)
def test_an_ending_tells_the_kind_and_is_no_part_of_the_id(name, ending, rest):
    assert (suffix(name), stem(name)) == (ending, rest)
