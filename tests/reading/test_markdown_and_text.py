"""Files that are one article each and are stored as they are."""

from datetime import date

from articles_on_disk import BODY, read, write

from provenance.models import DateSource

FRONT = """---
title: "Ferry: no lights"
authors: [Ann Lee, 'Bo Ek']
outlet: Quay Courier
date: 2022-12-07
lang: en
tags: x
---
"""


def test_text_is_stored_unchanged_but_for_its_mark(tmp_path):
    text = "Ferry leaves harbour without lights\r\n\r\n\tAnn Lee 7 December 2022\r\n\r\n" + BODY + "\r\n\x0c\r\n"
    write(tmp_path, {"a.txt": b"\xef\xbb\xbf" + text.encode()})
    (document,), errors = read(tmp_path)
    assert (document.text, errors) == (text, [])
    assert document.article.published.span.of(text) == "7 December 2022"


def test_markdown_keeps_its_text_and_reads_its_front_matter(tmp_path):
    text = f"{FRONT}# Another heading\n\n*Posted 9 December 2022*\n\n{BODY}\n"
    write(tmp_path, {"a.md": text})
    (document,), errors = read(tmp_path)
    article = document.article
    assert (document.text, errors) == (text, [])
    assert (article.title, article.author, article.outlet) == ("Ferry: no lights", "Ann Lee, Bo Ek", "Quay Courier")
    assert (article.language, article.extra) == ("en", (("tags", "x"),))
    assert (article.published.earliest, article.published.source) == (date(2022, 12, 7), DateSource.METADATA)
    assert [entry.interval.evidence for entry in article.evidence] == ["2022-12-07", "9 December 2022"]
    assert article.evidence[1].interval.span.of(text) == "9 December 2022"


def test_markdown_without_front_matter_is_titled_by_its_heading(tmp_path):
    write(tmp_path, {"a.md": f"# Ferry leaves harbour\n\n**Ann Lee 7 December 2022**\n\n{BODY}\n"})
    (document,), _ = read(tmp_path)
    assert (document.article.title, document.article.author) == ("Ferry leaves harbour", "Ann Lee")


def test_a_rule_at_the_top_is_no_front_matter(tmp_path):
    write(tmp_path, {"a.md": f"---\n\n{BODY}\n"})
    (document,), _ = read(tmp_path)
    assert document.article.extra == ()


def test_a_title_and_a_date_in_utf_16(tmp_path):
    text = f"Ferry leaves harbour\n\nAnn Lee 7 December 2022\n\n{BODY}\n"
    write(tmp_path, {"a.txt": text.encode("utf-16")})
    (document,), _ = read(tmp_path)
    assert (document.text, document.article.published.evidence) == (text, "7 December 2022")
