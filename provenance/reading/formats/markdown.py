"""Markdown: plain text, stored as it is, whose front matter between ``---`` lines is metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from provenance.errors import ReadingError
from provenance.models import DateEvidence, DateRole, DateSource, Document
from provenance.reading.columns import NO_FACTS, Facts, facts_of
from provenance.reading.dates.calendar_dates import month_comes_first
from provenance.reading.dates.timestamps import date_value
from provenance.reading.encodings import decode
from provenance.reading.formats.plain import worded
from provenance.reading.originals import Format, Original

_FRONT = re.compile(r"\A---[ \t]*\r?\n(?P<fields>.*?\r?\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^(?P<name>[A-Za-z][\w -]{0,40}):[ \t]*(?P<value>[^\r\n]*)", re.MULTILINE)
_LONGEST_FRONT = 10_000


def read(original: Original) -> Iterator[Document | ReadingError]:
    """The article that a Markdown file is."""
    text = worded(decode(original.content, original.shown), original.shown)
    facts, begin = front_matter(text)
    stated = replace(facts, published=None, id=None, text=None)
    yield original.document(text, said=stated, evidence=_dates(facts), begin=begin)


def front_matter(text: str) -> tuple[Facts, int]:
    """What the block between ``---`` lines at the top says, and where the text behind it begins."""
    found = _FRONT.match(text[:_LONGEST_FRONT])
    if found is None:
        return NO_FACTS, 0
    rows = {field["name"]: _bare(field["value"]) for field in _FIELD.finditer(found["fields"])}
    return facts_of(rows), found.end()


def _bare(value: str) -> str:
    """A value without its quotation marks or the brackets of a list."""
    value = value.strip()
    if value[:1] == "[" and value[-1:] == "]":
        return ", ".join(_bare(part) for part in value[1:-1].split(","))
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


def _dates(facts: Facts) -> tuple[DateEvidence, ...]:
    if facts.published is None:
        return ()
    month_first = month_comes_first(facts.language)
    stated = date_value(facts.published, source=DateSource.METADATA, rule="front-matter", month_first=month_first)
    return (DateEvidence(role=DateRole.PUBLISHED, interval=stated),) if stated else ()


FORMAT = Format(name="Markdown", suffixes=(".md", ".markdown"), read=read, media_types=("text/markdown",))
