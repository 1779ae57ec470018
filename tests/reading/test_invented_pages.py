"""Invented web pages that state, hide or fake their date in the ways pages do; a wrong date is worse than none."""

from datetime import date, datetime

import pytest
from articles_on_disk import BODY, read, write

from provenance.collection.audit import conflicts
from provenance.models import Certainty

SECOND = (
    "The owner of the line, who lives across the water, said that the lamps had been sent to be mended in the spring, "
    "and that nobody had thought to ask for them since. The council has called a meeting about it."
)
CANONICAL = '<link rel="canonical" href="https://quay.example/{}">'
DATED_ADDRESS = CANONICAL.format("2020/02/24/ferry")


def linked(published, modified=None, headline="Ferry leaves harbour", url=None):
    parts = [f'"@type": "NewsArticle", "headline": "{headline}", "datePublished": "{published}"']
    parts += [f'"dateModified": "{modified}"'] if modified else []
    parts += [f'"url": "{url}"'] if url else []
    return '<script type="application/ld+json">{' + ", ".join(parts) + "}</script>"


def page(head="", above="", below=""):
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Ferry leaves harbour</title>{head}</head>'
        f"<body><article><h1>Ferry leaves harbour</h1>{above}"
        f"<p>{BODY}</p><p>{SECOND}</p></article>{below}</body></html>"
    )


STATED, CORROBORATED, GUESS, BOUND, NONE = (
    Certainty.STATED,
    Certainty.CORROBORATED,
    Certainty.GUESS,
    Certainty.BOUND,
    Certainty.NONE,
)
TEASER = linked("2024-05-05", headline="Gulls return", url="https://quay.example/gulls")
# What the page is like, the page, the day it was published (None where that cannot be known), how sure that is.
PAGES = [
    ("mark-up and address", page(DATED_ADDRESS + linked("2020-02-24T12:00:00Z")), "2020-02-24", CORROBORATED),
    ("an evening in America", page(DATED_ADDRESS + linked("2020-02-25T03:10:09Z")), "2020-02-24", CORROBORATED),
    ("mark-up alone", page(linked("2020-02-24")), "2020-02-24", STATED),
    ("shown alone", page(above="<p>By Ann Lee</p><p>24 February 2020</p>"), "2020-02-24", STATED),
    ("mark-up and shown", page(linked("2020-02-24"), "<p>February 24, 2020</p>"), "2020-02-24", CORROBORATED),
    ("teasers' mark-up first", page(TEASER + linked("2020-02-24")), "2020-02-24", STATED),
    ("a date in the future", page(DATED_ADDRESS + linked("2031-01-01")), "2020-02-24", STATED),
    (
        "a clock at zero",
        page(DATED_ADDRESS + '<meta name="date" content="1970-01-01T00:00:00Z">'),
        "2020-02-24",
        STATED,
    ),
    ("a clock at zero alone", page('<meta name="date" content="1970-01-01T00:00:00Z">'), None, NONE),
    ("changed before it was published", page(linked("2020-02-24", "2020-02-20")), "2020-02-24", STATED),
    ("a copyright notice", page(below="<footer>© 2019 The Quay. All rights reserved.</footer>"), None, NONE),
    (
        "comments",
        page(below='<section id="comments"><p>Bo: <time datetime="2021-03-03">3 March 2021</time> Well!</p></section>'),
        None,
        NONE,
    ),
    (
        "other articles",
        page(below='<aside><a href="/gulls">Gulls return</a> <time datetime="2021-03-03">3 March 2021</time></aside>'),
        None,
        NONE,
    ),
    ("an event in the heading", page().replace("<h1>Ferry", "<h1>3 May 2019: Ferry"), None, NONE),
    ("last changed", page(above="<p>Last updated: 24 February 2020</p>"), None, BOUND),
    ("hours ago", page(above="<p>5 hours ago</p>"), None, NONE),
]


@pytest.mark.parametrize(("content", "day", "certainty"), [pytest.param(*rest, id=name) for name, *rest in PAGES])
def test_an_invented_page(tmp_path, content, day, certainty):
    write(tmp_path, {"a.html": content})
    (document,), errors = read(tmp_path)
    published = document.article.published
    stated = published.earliest.date() if isinstance(published.earliest, datetime) else published.earliest
    assert not errors
    assert (stated if published.dated else None) == (day and date.fromisoformat(day))
    assert published.certainty is certainty


def test_what_was_not_believed_is_kept_and_what_contradicts_is_shown(tmp_path):
    write(
        tmp_path,
        {"a.html": page(DATED_ADDRESS + linked("2031-01-01")), "b.html": page(linked("2020-02-24", "2020-02-20"))},
    )
    (future, changed), _ = read(tmp_path)
    assert [entry.interval.certainty for entry in future.article.evidence] == [NONE, STATED]
    assert [entry.interval.evidence for entry in conflicts(changed.article)] == ["2020-02-20"]
