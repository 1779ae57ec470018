"""Invented articles in many styles, with dates decided before any rule was run: a wrong date is worse than none."""

import re
from datetime import date, datetime
from pathlib import Path

import pytest
from articles_on_disk import read, write

GOLDEN = Path(__file__).with_name("invented_articles.txt").read_text(encoding="utf-8")
BLOCK = re.compile(r"^==== (?P<said>.+)\n(?P<text>(?:(?!====).*\n?)*)", re.MULTILINE)
ARTICLES = [(*found["said"].split(" | ", 1), found["text"].strip() + "\n") for found in BLOCK.finditer(GOLDEN)]


def day(moment):
    return moment.date() if isinstance(moment, datetime) else moment


def stretch(text):
    first, _, last = text.partition("..")
    return date.fromisoformat(first), date.fromisoformat(last or first)


@pytest.mark.parametrize(("right", "text"), [pytest.param(*rest, id=name) for name, *rest in ARTICLES])
def test_an_invented_article_is_dated_as_a_careful_reader_would(tmp_path, right, text):
    write(tmp_path, {"a.txt": text})
    (document,), _ = read(tmp_path)
    published, originally = document.article.published, document.article.originally
    for said in right.split(" | "):
        what, _, when = said.partition(" ")
        if what in {"published", "guess"}:
            assert (day(published.earliest), day(published.latest)) == stretch(when)
            assert published.dated
            assert published.reliable is (what == "published")
        elif what == "originally":
            assert (day(originally.earliest), day(originally.latest)) == stretch(when)
        elif what in {"undated", "missed"}:
            assert not published.dated
        elif what == "not-before":
            assert day(published.earliest) == stretch(when)[0]
        else:
            assert what == "not-after"
            assert day(published.latest) == stretch(when)[0]


def test_there_are_many_of_them_and_no_two_have_one_name():
    assert len({name for name, *_ in ARTICLES}) == len(ARTICLES) == GOLDEN.count("\n==== ") >= 50
