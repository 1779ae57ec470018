"""Feeds: entries are articles, from their own text or from their pages."""

from datetime import UTC, date, datetime

import pytest
from articles_on_disk import BODY, read, write

from provenance.errors import ReadingError
from provenance.models import DateSource
from provenance.reading import fetching
from provenance.reading.fetching import Fetched

LONG = f"<p>{BODY}</p><p>{BODY.replace('ferry', 'packet boat')}</p>"
PAGE = (
    '<!DOCTYPE html><html><head><title>Ferry</title><meta property="article:published_time" content="2022-12-06">'
    f"</head><body><article><p>{BODY}</p></article></body></html>"
)
RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Quay</title><language>en-GB</language>{items}</channel></rss>"""
WHOLE = """<item><title>Ferry leaves harbour</title><link>https://quay.example/ferry</link>
<dc:creator>Ann Lee</dc:creator>
<pubDate>Wed, 07 Dec 2022 09:30:00 +0100</pubDate><content:encoded><![CDATA[{text}]]></content:encoded></item>"""
SUMMARY = "<item><title>Tug</title>{link}<description>A tug came later.</description></item>"
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>The Quay</title>
<entry><title>Ferry</title><link href="https://quay.example/ferry"/><published>2022-12-07T09:30:00Z</published>
<updated>2022-12-08T10:00:00Z</updated><content type="html">{text}</content></entry></feed>"""


def served(pages: dict[str, bytes | ReadingError], monkeypatch: pytest.MonkeyPatch) -> None:
    """A web of these pages."""

    def fetch(address: str, **_: object) -> Fetched:
        found = pages[address]
        if isinstance(found, ReadingError):
            raise found
        at = datetime(2023, 1, 5, tzinfo=UTC)
        return Fetched(
            asked=address, address=address, content=found, media_type="text/html", charset="utf-8", at=at,
            last_modified=None, memento=None,
        )  # fmt: skip

    monkeypatch.setattr(fetching, "fetch", fetch)


def test_an_entry_with_its_text_is_an_article(tmp_path):
    write(tmp_path, {"quay.rss": RSS.format(items=WHOLE.format(text=LONG))})
    (document,), errors = read(tmp_path)
    assert not errors
    article = document.article
    assert (article.id, article.title, article.outlet) == ("quay.example/ferry", "Ferry leaves harbour", "The Quay")
    assert (article.author, article.url, article.language) == ("Ann Lee", "https://quay.example/ferry", "en-GB")
    assert article.published.earliest == datetime.fromisoformat("2022-12-07T09:30:00+01:00")
    assert (article.published.source, article.published.rule) == (DateSource.METADATA, "feed")
    assert BODY in document.text
    assert "<p>" not in document.text


def test_atom_is_read_under_any_ending(tmp_path):
    escaped = LONG.replace("<", "&lt;").replace(">", "&gt;")
    write(tmp_path, {"quay.atom": ATOM.format(text=escaped), "saved.xml": ATOM.format(text=escaped)})
    documents, errors = read(tmp_path)
    assert not errors
    assert {document.article.published.earliest for document in documents} == {datetime(2022, 12, 7, 9, 30, tzinfo=UTC)}


def test_an_entry_with_a_summary_is_read_from_its_page(tmp_path, monkeypatch):
    link = "<link>https://quay.example/tug</link>"
    served({"https://quay.example/tug": PAGE.encode()}, monkeypatch)
    write(tmp_path, {"quay.rss": RSS.format(items=SUMMARY.format(link=link))})
    (document,), errors = read(tmp_path)
    assert not errors
    assert (document.article.id, document.article.title) == ("quay.example/tug", "Tug")
    assert BODY in document.text
    assert document.article.published.earliest == date(2022, 12, 6)


def test_an_entry_that_cannot_be_read_costs_only_itself(tmp_path, monkeypatch):
    gone = ReadingError("https://quay.example/gone", "is not there (404)")
    served({"https://quay.example/gone": gone}, monkeypatch)
    link = "<link>https://quay.example/gone</link>"
    items = SUMMARY.format(link=link) + SUMMARY.format(link="") + WHOLE.format(text=LONG)
    write(tmp_path, {"quay.rss": RSS.format(items=items)})
    documents, errors = read(tmp_path)
    assert [document.article.id for document in documents] == ["quay.example/ferry"]
    assert [error.reason for error in errors] == [
        "is not there (404)",
        "has a summary only, and no address of its page",
    ]


BILLION = "<!DOCTYPE lolz [<!ENTITY lol 'lol'><!ENTITY lol2 '&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;'>]>"
EXPLOSIVE = RSS.format(items="").replace("<rss", f"{BILLION}<rss")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (EXPLOSIVE, "declares entities of its own, which are not expanded"),
        (EXPLOSIVE.encode("utf-16"), "declares entities of its own, which are not expanded"),
        ("<?xml version='1.0'?><catalogue><book>One</book></catalogue>", "is XML, but no RSS or Atom feed"),
        (RSS.format(items=""), "is a feed without entries"),
    ],
)  # fmt: skip
def test_what_is_no_feed_to_be_read_is_told(tmp_path, content, reason):
    write(tmp_path, {"feed.xml": content})
    documents, errors = read(tmp_path)
    assert (documents, [error.reason for error in errors]) == ([], [reason])


def test_markup_in_an_entry_leaves_no_trace_in_its_text(tmp_path):
    hostile = LONG + "<script>alert(1)</script><img src=x onerror=alert(2)>"
    write(tmp_path, {"quay.rss": RSS.format(items=WHOLE.format(text=hostile))})
    (document,), _ = read(tmp_path)
    assert "alert" not in document.text
