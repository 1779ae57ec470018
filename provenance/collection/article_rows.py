"""Articles as rows of the store, and back again; nothing is lost on the way."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, TypedDict

from provenance.collection.checksums import checksum, damage
from provenance.models import (
    Article,
    Certainty,
    DateEvidence,
    DateInterval,
    DateRole,
    DateSource,
    Document,
    Precision,
    Span,
)

if TYPE_CHECKING:
    from provenance.collection.database import Row, Value
    from provenance.models import Moment

SELECT = (
    "SELECT id, path, sha256, title, outlet, author, url, canonical_url, language, read_at, published, originally, "
    "evidence, extra, checksum, sentences FROM article"
)
"""The beginning of a statement whose rows `article_of` reads; the last column is the number of sentences."""

INSERT = (
    "INSERT INTO article (id, path, sha256, title, outlet, author, url, canonical_url, language, read_at, published, "
    "originally, evidence, extra, checksum, dated, earliest, latest, source, sentences, sentences_checksum) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
"""A statement that takes what `columns_of` gives, then the source, how many sentences, and their checksum."""

UPDATE_DATES = (
    "UPDATE article SET published = ?, originally = ?, evidence = ?, dated = ?, earliest = ?, latest = ? WHERE id = ?"
)
"""A statement that takes what `dates_of` gives, then the article's id; its checksum must follow."""

FIELDS = 14
"""How many columns of a row of `SELECT` are under its checksum, which follows them."""

# Half of a pair of UTF-16 code units: no character, and SQLite's UTF-8 cannot hold it.
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class _Interval(TypedDict, total=False):
    """A `DateInterval` as JSON; what is missing has its default."""

    earliest: str
    latest: str
    precision: str
    source: str
    evidence: str
    certainty: str
    reliable: bool  # of indexes made before there was a certainty
    span: list[int]
    rule: str


def storable(document: Document) -> Document:
    """The document as the store will give it back.

    It differs only where a text holds half of a surrogate pair: U+FFFD stands for it then, one character for one, so
    that no offset moves.
    """
    article = article_of(columns_of(document.article))
    return replace(document, article=article, text=whole_characters(document.text))


def columns_of(article: Article) -> tuple[Value, ...]:
    """An article as the first values of `INSERT`."""
    fields = (
        article.id, article.path, article.sha256, article.title, article.outlet, article.author, article.url,
        article.canonical_url, article.language, None if article.read_at is None else article.read_at.isoformat(),
        *_dates(article), _dumped(article.extra),
    )  # fmt: skip
    kept = tuple(map(_whole, fields))
    return (*kept, checksum(*kept), *order_of(article))


def dates_of(article: Article) -> tuple[Value, ...]:
    """An article's dates as the first values of `UPDATE_DATES`."""
    return (*map(_whole, _dates(article)), *order_of(article))


def _dates(article: Article) -> tuple[str, str | None, str]:
    return (
        _dumped(_interval_out(article.published)),
        None if article.originally is None else _dumped(_interval_out(article.originally)),
        _dumped([[evidence.role.value, _interval_out(evidence.interval)] for evidence in article.evidence]),
    )


def article_of(row: Row) -> Article:
    """The article that a row of `SELECT` holds.

    Raises:
        CollectionError: The row is not what was written: it agrees with its checksum no more.
    """
    if checksum(*row[:FIELDS]) != row[FIELDS]:
        raise damage(str(row[0]), "what is kept of this article is not what was written")
    identity, path, sha256, title, outlet, author, url, canonical_url, language, read_at = row[:10]
    published, originally, evidence, extra = row[10:14]
    return Article(
        id=identity, path=path, sha256=sha256, title=title, outlet=outlet, author=author, url=url,
        canonical_url=canonical_url, language=language,
        read_at=None if read_at is None else datetime.fromisoformat(read_at),
        published=_interval_in(json.loads(published)),
        originally=None if originally is None else _interval_in(json.loads(originally)),
        evidence=tuple(
            DateEvidence(role=DateRole(role), interval=_interval_in(interval))
            for role, interval in json.loads(evidence)
        ),
        extra=tuple((name, value) for name, value in json.loads(extra)),
    )  # fmt: skip


def whole_characters(text: str) -> str:
    """`text` with U+FFFD for each half of a surrogate pair, which neither SQLite nor a tokenizer takes."""
    return _LONE_SURROGATE.sub("\ufffd", text)


def _whole(field: str | None) -> str | None:
    return None if field is None else whole_characters(field)


def order_of(article: Article) -> tuple[int, str | None, str | None]:
    """Whether it is dated, the first day it may first have appeared, and the last day it may have been published."""
    first = article.first_date
    if not first.dated:
        return 0, None, None
    last = article.published if article.published.dated else first
    return 1, _day(first.earliest), _day(last.latest)


def _day(moment: Moment | None) -> str | None:
    if moment is None:
        return None
    return (moment.date() if isinstance(moment, datetime) else moment).isoformat()


def _interval_out(interval: DateInterval) -> _Interval:
    stored: _Interval = {
        "precision": interval.precision.value,
        "source": interval.source.value,
        "certainty": interval.certainty.value,
    }
    if interval.earliest is not None:
        stored["earliest"] = interval.earliest.isoformat()
    if interval.latest is not None:
        stored["latest"] = interval.latest.isoformat()
    if interval.evidence is not None:
        stored["evidence"] = interval.evidence
    if interval.span is not None:
        stored["span"] = [interval.span.begin, interval.span.end]
    if interval.rule is not None:
        stored["rule"] = interval.rule
    return stored


def _interval_in(stored: _Interval) -> DateInterval:
    span = stored.get("span")
    return DateInterval(
        earliest=_moment_in(stored.get("earliest")), latest=_moment_in(stored.get("latest")),
        precision=Precision(stored["precision"]), source=DateSource(stored["source"]),
        evidence=stored.get("evidence"), certainty=_certainty_in(stored),
        span=None if span is None else Span(*span), rule=stored.get("rule"),
    )  # fmt: skip


def _certainty_in(stored: _Interval) -> Certainty:
    if "certainty" in stored:
        return Certainty(stored["certainty"])
    if stored.get("reliable", False):
        return Certainty.STATED
    if stored["precision"] != Precision.NONE:
        return Certainty.GUESS
    return Certainty.BOUND if "earliest" in stored or "latest" in stored else Certainty.NONE


def _moment_in(stored: str | None) -> Moment | None:
    """A day where only a day was stored, else a moment."""
    if stored is None:
        return None
    return datetime.fromisoformat(stored) if "T" in stored else date.fromisoformat(stored)


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
