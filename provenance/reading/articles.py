"""Puts together what is known of an article: from the user, from metadata, from its address and from its text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from provenance.models import (
    CAPTURE,
    Article,
    Certainty,
    DateEvidence,
    DateInterval,
    DateRole,
    DateSource,
    Document,
    Precision,
)
from provenance.reading.addresses import date_by_address, original_address, outlet_by_address
from provenance.reading.columns import NO_FACTS, Facts
from provenance.reading.dates.bounds import not_before
from provenance.reading.dates.calendar_dates import month_comes_first
from provenance.reading.dates.dating import settle
from provenance.reading.dates.timestamps import date_value
from provenance.reading.headers import Header, read_header


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """By what an article is known, and where and when it was read.

    Attributes:
        sha256: Of the source bytes, in hexadecimal.
        read_at: When it is read, in UTC; nothing was published later.
        captured: When a copy of the page was taken from the web; it was published by then.
        address: Where on the web it came from; None where it did not.
    """

    id: str
    path: str
    sha256: str
    read_at: datetime
    captured: datetime | None = None
    address: str | None = None


def document(
    identity: Identity,
    text: str,
    *,
    facts: Facts,
    weaker: Facts = NO_FACTS,
    evidence: Iterable[DateEvidence] = (),
    begin: int = 0,
) -> Document:
    """An article of a text and all that is said about it.

    Args:
        text: What is stored, and what all spans count into.
        facts: What the user, a row or metadata says; where it is silent, the text's header speaks.
        weaker: Title and author where neither the facts nor the text's header give any.
        evidence: Dates that metadata gives.
        begin: Where the article begins in `text`, behind a block of metadata.
    """
    supplied = (*supplied_dates(facts), *_by_capture(identity))
    header = read_header(text, begin, captured=_day_of_capture(supplied), month_first=month_comes_first(facts.language))
    url = facts.url or identity.address or facts.canonical_url or header.url
    today = identity.read_at.date()
    said = (*supplied, *evidence, *_by_address(url), *_by_text(text, header, today=today))
    dating = settle(said, today=today)
    article = Article(
        id=identity.id,
        path=identity.path,
        sha256=identity.sha256,
        title=facts.title or header.title or weaker.title,
        outlet=facts.outlet or header.outlet or outlet_by_address(url),
        author=facts.author or header.author or weaker.author,
        url=original_address(url) if url else None,
        canonical_url=facts.canonical_url,
        language=facts.language,
        read_at=identity.read_at,
        published=dating.published,
        originally=dating.originally,
        evidence=dating.evidence,
        extra=facts.extra,
    )
    return Document(article=article, text=text)


def supplied_dates(facts: Facts) -> tuple[DateEvidence, ...]:
    """The dates that facts give: publication as the user's word, the time of capture as its latest bound."""
    month_first = month_comes_first(facts.language)
    published = captured = None
    if facts.published is not None:
        published = date_value(facts.published, source=DateSource.SUPPLIED, rule="supplied", month_first=month_first)
    if facts.captured is not None:
        captured = date_value(facts.captured, source=DateSource.METADATA, rule=CAPTURE, month_first=month_first)
    return (
        *((DateEvidence(role=DateRole.PUBLISHED, interval=published),) if published else ()),
        *((DateEvidence(role=DateRole.NOT_AFTER, interval=latest_bound(captured)),) if captured else ()),
    )


def _day_of_capture(supplied: Iterable[DateEvidence]) -> date | None:
    """The day on which the text was fetched, by the clock of what fetched it."""
    moments = (entry.interval.latest for entry in supplied if entry.interval.rule == CAPTURE)
    return next((at.date() if isinstance(at, datetime) else at for at in moments if at is not None), None)


def latest_bound(interval: DateInterval) -> DateInterval:
    """An interval as a bound: not after its end."""
    return replace(interval, earliest=None, precision=Precision.NONE, certainty=Certainty.BOUND)


def earliest_bound(interval: DateInterval) -> DateInterval:
    """An interval as a bound: not before its begin."""
    return replace(interval, latest=None, precision=Precision.NONE, certainty=Certainty.BOUND)


_BOUNDS = {DateRole.NOT_AFTER: latest_bound, DateRole.NOT_BEFORE: earliest_bound}


def _by_capture(identity: Identity) -> tuple[DateEvidence, ...]:
    if identity.captured is None:
        return ()
    taken = date_value(identity.captured.isoformat(), source=DateSource.METADATA, rule=CAPTURE)
    return (DateEvidence(role=DateRole.NOT_AFTER, interval=latest_bound(taken)),) if taken else ()


def _bounding(found: DateEvidence) -> DateEvidence:
    """Evidence as it stands, or as the bound that its role makes of it."""
    bound = _BOUNDS.get(found.role)
    return found if bound is None else replace(found, interval=bound(found.interval))


def _by_address(url: str | None) -> tuple[DateEvidence, ...]:
    interval = date_by_address(url)
    return (DateEvidence(role=DateRole.PUBLISHED, interval=interval),) if interval else ()


def _by_text(text: str, header: Header, *, today: date) -> tuple[DateEvidence, ...]:
    bound = not_before(text, header.body_begin, today=today)
    return (
        *map(_bounding, header.dates),
        *((DateEvidence(role=DateRole.NOT_BEFORE, interval=bound),) if bound else ()),
    )
