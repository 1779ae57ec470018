"""JSON lines and CSV: column names, ids, and rows that cost only themselves."""

import gzip
import hashlib
import json
from datetime import date

import pytest
from articles_on_disk import BODY, read, write

from provenance.models import DateRole, DateSource, Precision


def jsonl(*rows):
    return "\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows)


def test_a_row_is_an_article_with_everything_it_says(tmp_path):
    row = {
        "id": 7,
        "text": BODY,
        "title": "Ferry",
        "outlet": "Quay Courier",
        "author": ["Ann Lee", "Bo Ek"],
        "none": None,
        "url": "https://quay.example/a",
        "published": "2022-12-07",
        "language": "en",
        "topic": {"a": 1},
    }
    write(tmp_path, {"corpus.jsonl": jsonl(row)})
    (document,), errors = read(tmp_path / "corpus.jsonl")
    article = document.article
    assert not errors
    assert document.text == BODY
    assert (article.id, article.title, article.outlet) == ("7", "Ferry", "Quay Courier")
    assert article.author == "Ann Lee, Bo Ek"
    assert (article.url, article.language, article.extra) == ("https://quay.example/a", "en", (("topic", '{"a": 1}'),))
    assert article.path == f"{(tmp_path / 'corpus.jsonl').resolve()}#7"
    assert article.sha256 == hashlib.sha256(BODY.encode()).hexdigest()
    assert (article.published.earliest, article.published.source) == (date(2022, 12, 7), DateSource.SUPPLIED)


NAMES = [
    ({"doc_id": "x", "text_content": BODY, "article_title": "T", "media_name": "M", "publish_date": "2022-12-07"}),
    ({"stories_id": "x", "Text": BODY, "headline": "T", "publisher": "M", "publication_date": "2022-12-07"}),
    ({"id": "x", "Article Text": BODY, "title": "T", "series": "M", "date": "2022-12-07"}),
]


@pytest.mark.parametrize("row", NAMES)
def test_columns_are_understood_under_their_common_names(tmp_path, row):
    write(tmp_path, {"corpus.jsonl": jsonl(row)})
    (document,), _ = read(tmp_path)
    article = document.article
    assert (article.id, article.title, article.outlet, article.published.evidence) == ("x", "T", "M", "2022-12-07")
    assert (document.text, article.extra) == (BODY, ())


def test_a_csv_is_read_as_json_lines_are_and_rows_without_an_id_are_numbered(tmp_path):
    rows = f'"{BODY}",Ferry,2023-01-05T10:00:00+01:00,\n\n"{BODY}",Boat,,7 December 2022\n'
    write(tmp_path, {"a/corpus.csv": "text,Title,scrape_time,date\n" + rows})
    (first, second), errors = read(tmp_path)
    assert not errors
    assert [first.article.id, second.article.id] == ["a/corpus#1", "a/corpus#2"]
    assert (first.article.title, second.article.title) == ("Ferry", "Boat")
    assert second.article.published.earliest == date(2022, 12, 7)
    # the time of capture is kept, and is a bound, not a date
    assert first.article.extra == (("scrape_time", "2023-01-05T10:00:00+01:00"),)
    assert [entry.role for entry in first.article.evidence] == [DateRole.NOT_AFTER]
    assert (first.article.published.precision, first.article.published.latest.isoformat()) == (
        Precision.NONE,
        "2023-01-05T10:00:00+01:00",
    )


@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_other_separators(tmp_path, separator):
    write(tmp_path, {"corpus.csv": f'id{separator}text\n1{separator}"{BODY}"\n'})
    (document,), errors = read(tmp_path)
    assert (document.article.id, document.text, errors) == ("1", BODY, [])


def test_packed_tables(tmp_path):
    write(tmp_path, {"corpus.jsonl.gz": gzip.compress(jsonl({"text": BODY}).encode())})
    (document,), errors = read(tmp_path)
    assert (document.article.id, document.text, errors) == ("corpus#1", BODY, [])


def test_bad_lines_cost_only_themselves(tmp_path):
    lines = jsonl(
        {"id": 1, "text": BODY},
        "{broken",
        "[1, 2]",
        '"text"',
        {"id": 2},
        {"id": 3, "text": " "},
        {"id": 4, "text": {"a": "b"}},
        {"id": 1, "text": "Another."},
        "",
        {"id": 5, "text": "The last one."},
    )
    write(tmp_path, {"corpus.jsonl": lines + "\n" + "[" * 100_000})
    documents, errors = read(tmp_path / "corpus.jsonl")
    assert [document.article.id for document in documents] == ["1", "5"]
    assert [(error.subject.rsplit(", ", 1)[1], error.reason.split(" (")[0]) for error in errors] == [
        ("line 2", "is not JSON"),
        ("line 3", "is not an object"),
        ("line 4", "is not an object"),
        ("line 5", "has no text"),
        ("line 6", "has no text"),
        ("line 7", "has no text"),
        ("line 8", "has the id '1' of line 1"),
        ("line 11", "is nested too deeply"),
    ]
    assert all(error.remedy for error in errors)


def test_a_file_of_nothing_but_bad_lines_is_given_up(tmp_path):
    write(tmp_path, {"corpus.jsonl": "no json here\n" * 5_000})
    documents, errors = read(tmp_path)
    assert not documents
    assert len(errors) == 101
    assert "the rest was not read" in errors[-1].reason


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.csv", "id,headline,story\n1,2,3\n", "has no column of texts, its columns are: id, headline, story"),
        ("a.csv", "text,id\n", "has no rows below its header"),
        ("a.csv", "\n\n", "has no header"),
        ("a.jsonl", "\n \n", "holds no lines"),
        ("a.csv", "file,title\na.txt,T\n", "describes files beside it"),
    ],
)
def test_tables_that_hold_no_articles(tmp_path, name, content, reason):
    write(tmp_path, {name: content})
    documents, (error,) = read(tmp_path / name)
    assert not documents
    assert (error.subject, error.reason[: len(reason)]) == (str(tmp_path / name), reason)


def test_a_field_longer_than_the_csv_modules_limit(tmp_path):
    long = BODY * 2_000
    write(tmp_path, {"a.csv": f'id,text\n1,"{long}"\n'})
    (document,), errors = read(tmp_path)
    assert (len(document.text), errors) == (len(long), [])


def test_what_cannot_be_stored_is_replaced_one_for_one(tmp_path):
    write(tmp_path, {"a.csv": f'id,text\n1,"A\x00B {BODY}"\n', "b.jsonl": '{"text": "A\\u0000B \\ud800 words"}'})
    (first, second), errors = read(tmp_path)
    assert not errors
    assert first.text == f"A\ufffdB {BODY}"
    assert second.text == "A\ufffdB \ufffd words"


def test_dates_that_are_none_are_told_once_and_the_rows_are_read(tmp_path):
    write(tmp_path, {"a.jsonl": jsonl(*({"id": n, "text": BODY, "date": "3 hours ago"} for n in range(5)))})
    documents, (error,) = read(tmp_path)
    assert len(documents) == 5
    assert not documents[0].article.published.dated
    assert documents[0].article.extra == (("published", "3 hours ago"),)
    assert error.subject.endswith("a.jsonl, line 1")
    assert "'3 hours ago' is not a date that can be read (and in 4 more lines)" in error.reason


def test_a_numeric_date_follows_the_language_of_its_row(tmp_path):
    row = {"text": BODY, "date": "07/12/2022"}
    write(tmp_path, {"a.jsonl": jsonl(row, {**row, "lang": "de"})})
    documents, _ = read(tmp_path)
    unknown, german = (document.article.published for document in documents)
    assert (unknown.earliest, unknown.latest) == (date(2022, 7, 12), date(2022, 12, 7))
    assert german.earliest == german.latest == date(2022, 12, 7)


def test_an_address_gives_outlet_and_date_where_nothing_else_does(tmp_path):
    write(tmp_path, {"a.jsonl": jsonl({"text": BODY, "url": "https://www.quay.example/2022/12/07/ferry"})})
    (document,), _ = read(tmp_path)
    assert document.article.outlet == "quay.example"
    assert (document.article.published.source, document.article.published.evidence) == (DateSource.URL, "2022/12/07")
