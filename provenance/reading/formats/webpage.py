"""Web pages as saved: stored is their main text, not their mark-up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from provenance.errors import ReadingError
from provenance.models import Certainty, DateEvidence, DateInterval, DateRole, DateSource, Document, Precision
from provenance.reading.columns import Facts
from provenance.reading.dates.calendar_dates import full_dates, month_comes_first
from provenance.reading.dates.datelines import BESIDE_HEADING, labelled_role
from provenance.reading.dates.timestamps import date_value
from provenance.reading.extraction import Extract, extractor
from provenance.reading.formats.plain import worded
from provenance.reading.originals import Format, Original

# What no text begins with unless it is a page.
_OPENING = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,500}?-->\s*)*<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)


def read(original: Original) -> Iterator[Document | ReadingError]:
    """The article that a page holds."""
    page = extractor().extract("webpage", original.content, original.shown)
    said = Facts(
        title=page.title,
        outlet=page.outlet,
        author=page.author,
        canonical_url=page.canonical_url,
        language=page.language,
    )
    yield original.document(worded(page.text, original.shown), said=said, evidence=page_dates(page))


def page_dates(page: Extract) -> tuple[DateEvidence, ...]:
    """The dates of a page's mark-up, and the one htmldate makes out where the mark-up states none.

    A statement that htmldate, which looks at the whole page, agrees with goes before those it does not. Its date alone
    is a guess and not reliable.
    """
    stated = _stated(page)
    made_out = _made_out(page)
    if made_out is None:
        return stated
    agreeing = tuple(found for found in stated if _same_day(found, made_out.interval))
    others = tuple(found for found in stated if found not in agreeing)
    agreed = tuple(_agreed(found, shown=page.shown is not None) for found in agreeing)
    # A day that the page does not show has no characters to prove it: an address of a picture, or the first of a month
    # that htmldate has filled in.
    unproven = agreeing or page.shown is None
    return (*agreed, *others, *(() if unproven else (made_out,)))


def _stated(page: Extract) -> tuple[DateEvidence, ...]:
    """The dates the mark-up states, those of one role, rule and day once."""
    month_first = month_comes_first(page.language)
    found: dict[tuple[DateRole, str, date | None], DateEvidence] = {}
    for stated in page.dates:
        source = DateSource.BYLINE if stated.rule == BESIDE_HEADING else DateSource.METADATA
        interval = date_value(stated.value, source=source, rule=stated.rule, month_first=month_first)
        if interval is not None:
            role = DateRole(stated.role)
            found.setdefault((role, stated.rule, interval.earliest), DateEvidence(role=role, interval=interval))
    return tuple(found.values())


def _made_out(page: Extract) -> DateEvidence | None:
    """The day htmldate makes out, with the characters that show it on the page, if any do."""
    if page.made_out is None:
        return None
    interval = date_value(page.made_out, source=DateSource.METADATA, rule="htmldate", certainty=Certainty.GUESS)
    if interval is None or interval.earliest is None:
        return None
    if page.shown is None:
        return DateEvidence(role=DateRole.PUBLISHED, interval=interval)
    shown = full_dates(page.shown)[-1]
    edited = labelled_role(page.shown[: shown.span.begin]) is DateRole.UPDATED
    in_text = next((found.span for found in full_dates(page.text) if found.earliest == interval.earliest), None)
    return DateEvidence(
        role=DateRole.UPDATED if edited else DateRole.PUBLISHED,
        interval=replace(
            interval,
            source=DateSource.BYLINE,
            span=in_text,
            evidence=in_text.of(page.text) if in_text else shown.span.of(page.shown),
        ),
    )


def _same_day(found: DateEvidence, day: DateInterval) -> bool:
    stated = found.interval.earliest
    interval = found.interval
    if found.role is not DateRole.PUBLISHED or interval.source is not DateSource.METADATA:
        return False
    if found.interval.precision not in {Precision.DAY, Precision.TIME}:
        return False
    return (stated.date() if isinstance(stated, datetime) else stated) == day.earliest


def _agreed(found: DateEvidence, *, shown: bool) -> DateEvidence:
    """A statement that htmldate agrees with: corroborated if the page shows the day, and not only its mark-up."""
    interval = replace(found.interval, rule=f"{found.interval.rule}, htmldate")
    return replace(found, interval=replace(interval, certainty=Certainty.CORROBORATED) if shown else interval)


def _is_page(head: bytes) -> bool:
    return _OPENING.match(head) is not None


FORMAT = Format(
    name="a web page",
    suffixes=(".html", ".htm", ".xhtml"),
    read=read,
    media_types=("text/html", "application/xhtml+xml"),
    recognises=_is_page,
    extracted=True,
)
