"""Names of fields in tables, front matter and ``articles.csv``, and what they say of an article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace

# The names each field is understood under, best first; all in lower case with underscores.
_NAMES: dict[str, tuple[str, ...]] = {
    "text": (
        "text",
        "text_content",
        "content",
        "body",
        "article_text",
        "full_text",
        "fulltext",
        "maintext",
        "article_body",
        "articlebody",
    ),
    "id": ("id", "doc_id", "stories_id", "article_id", "docid", "document_id"),
    "title": ("title", "article_title", "headline"),
    "outlet": (
        "outlet",
        "media_name",
        "publisher",
        "series",
        "outlet_name",
        "source_name",
        "publication",
        "newspaper",
        "site_name",
        "sitename",
        "sourcecommonname",
    ),
    "author": ("author", "authors", "byline", "creator"),
    "url": ("url", "link", "article_url", "source_url", "documentidentifier"),
    "canonical_url": ("canonical_url", "canonical"),
    "language": ("language", "lang"),
    "published": (
        "published",
        "publish_date",
        "publication_date",
        "date",
        "date_publish",
        "published_at",
        "publishedat",
        "published_date",
        "pub_date",
        "pubdate",
        "date_published",
        "datepublished",
    ),
    "captured": (
        "scrape_time",
        "scraped_at",
        "scrape_date",
        "crawl_date",
        "crawl_time",
        "crawled_at",
        "fetched",
        "fetched_at",
        "fetch_time",
        "collect_date",
        "date_download",
        "retrieved",
        "retrieved_at",
        "accessed",
        "seendate",
    ),
}
# Half of a surrogate pair stands for no character and cannot be stored; a NUL ends a text for some programs.
_UNSTORABLE = re.compile("[\ud800-\udfff\x00]")
_WORDS = re.compile(r"[\s\-.]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a row, a header of metadata or a user says of an article, in its own characters.

    Attributes:
        published: When this copy was published.
        captured: When the text was fetched; it was published by then.
        extra: Fields that none of the others takes, in their order.
    """

    text: str | None = None
    id: str | None = None
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    url: str | None = None
    canonical_url: str | None = None
    language: str | None = None
    published: str | None = None
    captured: str | None = None
    extra: tuple[tuple[str, str], ...] = ()

    def over(self, weaker: Facts) -> Facts:
        """These facts, and those of `weaker` where these say nothing."""
        known = {
            field.name: getattr(self, field.name)
            for field in fields(self)
            if getattr(self, field.name) is not None and field.name != "extra"
        }
        names = {name for name, _ in self.extra}
        return replace(weaker, **known, extra=self.extra + tuple(pair for pair in weaker.extra if pair[0] not in names))


NO_FACTS = Facts()


def plain_name(name: str) -> str:
    """A column's name as names are compared: lower case, underscores for spaces, dots and hyphens."""
    return _WORDS.sub("_", name.strip().casefold())


def holds(names: Iterable[str], wanted: str) -> bool:
    """Whether a table with columns of these names has the field `wanted`, under whatever name."""
    return not {plain_name(name) for name in names}.isdisjoint(_NAMES[wanted])


def is_text(name: str) -> bool:
    """Whether a column of this name holds the articles' texts."""
    return plain_name(name) in _NAMES["text"]


def facts_of(row: Mapping[str, str]) -> Facts:
    """The facts in a row of named fields; blank ones are absent.

    Texts keep their white space, other fields lose it at their ends. What cannot be stored becomes U+FFFD, one for one.

    Where two columns mean one field, the better name gives it and the other stays in `Facts.extra`. So does the time
    of capture, which is kept as it is and serves as a bound.
    """
    given = {
        name: _UNSTORABLE.sub("\ufffd", value if is_text(name) else value.strip())
        for name, value in row.items()
        if value.strip()
    }
    by_plain = {plain_name(name): name for name in reversed(given)}
    taken = {
        field: next((by_plain[name] for name in names if name in by_plain), None) for field, names in _NAMES.items()
    }
    used = {name for field, name in taken.items() if field != "captured"}
    return replace(
        NO_FACTS,
        **{field: given[name] for field, name in taken.items() if name is not None},
        extra=tuple((name, value) for name, value in given.items() if name not in used),
    )
