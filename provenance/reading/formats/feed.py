"""RSS and Atom feeds: each entry is an article, from its full text or, where it has a summary only, from its page."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from provenance.errors import ReadingError
from provenance.models import DateEvidence, DateRole, DateSource, Document
from provenance.reading.addresses import name_of_page
from provenance.reading.ahead import in_order
from provenance.reading.columns import Facts
from provenance.reading.dates.timestamps import date_value
from provenance.reading.encodings import in_utf_8
from provenance.reading.extraction import extractor
from provenance.reading.formats import served_as
from provenance.reading.formats.plain import worded
from provenance.reading.formats.webpage import FORMAT as WEBPAGE
from provenance.reading.formats.webpage import page_dates
from provenance.reading.originals import Format, Original

_OPENING = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,300}\?>\s*)?(?:<\?[^>]{0,300}\?>\s*|<!--.{0,500}?-->\s*)*<(?:rss|feed|rdf:RDF)\b",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """An entry of a feed, with what the feed says of all of them; `whole` where its mark-up is all of its text."""

    markup: str
    whole: bool
    link: str | None
    facts: Facts
    evidence: tuple[DateEvidence, ...]


def read(original: Original) -> Iterator[Document | ReadingError]:
    """The articles of a feed, in its order; an entry that cannot be read costs only itself."""
    feed = extractor().answer("feed", original.content, original.shown)
    entries = [_entry(feed, entry) for entry in _dicts(feed.get("entries"))]
    if not entries:
        raise ReadingError(original.shown, "is a feed without entries", "Give another feed, or leave it out.")
    yield from in_order(partial(_read, original), enumerate(entries, start=1), workers=os.cpu_count() or 1)


def _read(original: Original, numbered: tuple[int, _Entry]) -> Document | ReadingError:
    number, entry = numbered
    try:
        return _from_feed(original, number, entry) if entry.whole else _from_page(original, number, entry)
    except ReadingError as error:
        return error


def _from_feed(original: Original, number: int, entry: _Entry) -> Document:
    markup = f"<html><body><article>{entry.markup}</article></body></html>".encode()
    member = _member(original, number, entry, markup)
    page = extractor().extract("webpage", markup, member.shown)
    return member.document(worded(page.text, member.shown), said=entry.facts, evidence=entry.evidence)


def _from_page(original: Original, number: int, entry: _Entry) -> Document:
    from provenance.reading.fetching import fetch  # noqa: PLC0415 - brings TLS, needed only where something is fetched

    if entry.link is None:
        shown = f"{original.shown}, entry {number}"
        raise ReadingError(shown, "has a summary only, and no address of its page", "Give the page itself.")
    answer = fetch(entry.link)
    if served_as(answer.media_type) is not WEBPAGE:
        raise ReadingError(entry.link, f"is no page, but {answer.media_type or 'of a kind nobody names'}")
    member = _member(original, number, replace(entry, link=answer.address), answer.content)
    member = replace(member, captured=answer.taken_at, read_at=answer.at)
    content = in_utf_8(answer.content, answer.charset) if answer.charset else answer.content
    page = extractor().extract("webpage", content, member.shown)
    said = entry.facts.over(Facts(canonical_url=page.canonical_url, author=page.author, language=page.language))
    return member.document(worded(page.text, member.shown), said=said, evidence=(*entry.evidence, *page_dates(page)))


def _member(original: Original, number: int, entry: _Entry, content: bytes) -> Original:
    name = name_of_page(entry.link) if entry.link else f"{original.id}/{number}"
    return original.member(name, content, address=entry.link or original.address)


def _entry(feed: Mapping[str, object], entry: Mapping[str, object]) -> _Entry:
    return _Entry(
        markup=str(entry.get("markup") or ""),
        whole=entry.get("whole") is True,
        link=_text(entry, "link"),
        facts=Facts(
            title=_text(entry, "title"),
            author=_text(entry, "author"),
            outlet=_text(feed, "title"),
            language=_text(feed, "language"),
        ),
        evidence=tuple(
            DateEvidence(role=role, interval=interval)
            for role in (DateRole.PUBLISHED, DateRole.UPDATED)
            if (value := _text(entry, role.value))
            and (interval := date_value(value, source=DateSource.METADATA, rule="feed"))
        ),
    )


def _dicts(value: object) -> Iterator[Mapping[str, object]]:
    yield from (one for one in value if isinstance(one, dict)) if isinstance(value, list) else ()


def _text(found: Mapping[str, object], name: str) -> str | None:
    value = found.get(name)
    return value if isinstance(value, str) and value.strip() else None


def _is_feed(head: bytes) -> bool:
    return _OPENING.match(head) is not None


FORMAT = Format(
    name="a feed",
    suffixes=(".rss", ".atom", ".xml"),
    read=read,
    media_types=("application/rss+xml", "application/atom+xml", "application/xml", "text/xml", "application/rdf+xml"),
    recognises=_is_feed,
    passing=True,
)
