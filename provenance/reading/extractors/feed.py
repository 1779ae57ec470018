"""What an RSS or Atom feed says, found with feedparser."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import feedparser

from provenance.reading.encodings import decode
from provenance.reading.extraction import Unreadable

_DECLARES = re.compile(r"<!ENTITY|<!DOCTYPE[^>]*\[", re.IGNORECASE)
_IN_UTF_8 = {"content-type": "application/xml; charset=utf-8"}
_MOST_ENTRIES = 1_000
# A description of fewer words is a summary, whose page has the text; so has whatever ends like this.
_FULL_TEXT = 150
_CUT = re.compile(
    r"(?:…|\.\.\.|&hellip;|\[(?:…|&#8230;)\]|\b(?:read|continue reading|more)\b[^.]{0,40})\W*$", re.IGNORECASE
)
_MARKUP = re.compile(r"<[^>]{0,2000}>")


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """One entry of a feed.

    Attributes:
        markup: Its text as HTML: all of it, or a summary.
        whole: Whether that is all of it, as far as can be told.
        published: The characters of its date; None without one.
    """

    markup: str
    whole: bool
    title: str | None = None
    link: str | None = None
    author: str | None = None
    published: str | None = None
    updated: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed with its entries in their order."""

    title: str | None = None
    language: str | None = None
    entries: tuple[FeedEntry, ...] = ()


def extract(content: bytes) -> Feed:
    """The entries of a feed.

    Raises:
        Unreadable: It declares entities, or is no feed.
    """
    text = decode(content, "the feed")
    if _DECLARES.search(text):
        raise Unreadable("declares entities of its own, which are not expanded", "Save it without them.")
    # Bytes only: a text is taken for the address of a file. What it says of its own encoding no longer holds.
    found = feedparser.parse(
        text.encode("utf-8", "replace"), response_headers=_IN_UTF_8, sanitize_html=False, resolve_relative_uris=False
    )
    if not found.version:
        raise Unreadable("is XML, but no RSS or Atom feed", "Save the article itself, as a page or as text.")
    return Feed(
        title=_text(found.feed, "title"),
        language=_text(found.feed, "language"),
        entries=tuple(_entry(entry) for entry in found.entries[:_MOST_ENTRIES]),
    )


def _entry(entry: Mapping[str, object]) -> FeedEntry:
    contents = entry.get("content")
    texts = [str(one.get("value", "")) for one in contents] if isinstance(contents, list) else []
    markup = max((*texts, _text(entry, "summary") or ""), key=len)
    plain = " ".join(_MARKUP.sub(" ", markup).split())
    return FeedEntry(
        markup=markup,
        whole=bool(texts or len(plain.split()) >= _FULL_TEXT) and plain != "" and _CUT.search(plain) is None,
        title=_text(entry, "title"),
        link=_text(entry, "link"),
        author=_text(entry, "author"),
        published=_text(entry, "published"),
        updated=_text(entry, "updated"),
    )


def _text(found: Mapping[str, object], name: str) -> str | None:
    value = found.get(name)
    return value.strip() or None if isinstance(value, str) else None
