"""What a text proves about when it cannot have been written: not before the latest date it looks back on."""

from __future__ import annotations

import re
from datetime import date, datetime

from provenance.models import Certainty, DateInterval, DateRole, DateSource, Moment, Precision, Span
from provenance.reading.dates.calendar_dates import MONTHS, full_dates, month_dates
from provenance.reading.dates.datelines import labelled_role

_DOCUMENT = (
    r"(?:statement|report|letter|article|essay|editorial|decree|ruling|judg(?:e)?ment|memo(?:randum)?|study|speech|"
    r"interview|e-?mail|post|tweet|announcement|declaration|resolution|op-ed|press\s+release)"
)
# Words right before a date that can only look back.
_PAST_FOR_SURE = re.compile(
    rf"\b(?:back\s+(?:in|on)|since|{_DOCUMENT}\s+(?:of|dated|from)|(?:recorded|filmed|dated|written|signed|taken|born|died|"
    r"killed|founded|adopted|invaded|broadcast|aired|photographed|interviewed)(?:\s+in\s+\w+)?\s+(?:in|on))\s+"
    r"(?:late\s+|early\s+|mid-)?$",
    re.IGNORECASE,
)
# "a December 6, 2022 statement"
_DATED_DOCUMENT = re.compile(rf"\s+{_DOCUMENT}\b", re.IGNORECASE)
# A verb in the past, somewhere before the date in its sentence. Newspapers' "said" tells of telling, not of the date.
_PAST = re.compile(
    r"\b(?!said\b|reported\b|announced\b|need(?:ed)?\b|indeed\b)(?:was|were|had|did|became|began|took|made|came|went|wrote|"
    r"held|met|won|lost|died|left|fell|rose|sent|sold|bought|built|found|gave|got|led|ran|saw|spoke|stood|struck|shot|"
    r"hit|sank|broke|fled|drove|threw|grew|drew|flew|chose|fought|brought|caught|sought|felt|kept|withdrew|burned|burnt|"
    r"\w{2,}ed)\b",
    re.IGNORECASE,
)
# A date whose clause looks ahead, or sets a term, proves nothing.
_AHEAD = re.compile(
    r"\b(?:will|would|shall|won[’']t|(?-i:may)|might|could|can|should|must|due|schedul\w+|slated|set|plan\w*|propos\w+|"
    r"expect\w*|upcoming|coming|next|ahead|before|until|unitl|till|through|thru|by|up\s+to|deadline|expir\w+|matur\w+|"
    r"effective|effect|begin(?:s|ning)?|starts?|starting|ends?|ended|ending|elections?|meeting|payable|pay\w*|payment|"
    r"callable|redeem\w*|redemption|convertible|exercis\w+|warrants?|deliver\w*|forecast\w*|project(?:s|ed|ions?)|"
    r"target\w*|hopes?|intends?|aims?|if|unless|future|prior|from|between|extend\w*|postpone\w*|options?|contracts?|"
    r"notes?|bonds?|debentures?|stock|fiscal|years?|closing|retires?|leaves?|period|tenders?|shipments?|record|"
    r"as\s+(?:early\s+as|late\s+as|of|from)|dates?|orders?|ordered|"
    r"this\s+(?:mon|tues|wednes|thurs|fri|satur|sun)day|to\s+[a-z]+)\b",
    re.IGNORECASE,
)
_CLAUSE_REACH = 90
# "On 3 May 2021 the council met": here the verb follows the date.
_ON = re.compile(r"\s*On\s+")
_CLAUSE_END = re.compile(r"[,;:—–]")
# No article is longer, in characters, or speaks of more dates that are still ahead; what does only costs time.
_LONGEST_BODY = 300_000
_MOST_AHEAD = 200
# "October and November 1991", "January-August 1987": one end of a stretch, which may go on.
_MONTH_BEFORE = re.compile(
    rf"\b(?:{'|'.join(MONTHS)})\.?(?:\s+\d{{4}})?\s*(?:[-–—/,]|\b(?:and|or|to)\b)\s*\Z", re.IGNORECASE
)
_SENTENCE_BORDER = re.compile(r"[.!?][\"”’)]?\s+(?=[A-Z“\"(])|\n\s*\n")


def not_before(text: str, begin: int, *, today: date) -> DateInterval | None:
    """The latest date in the body that the text speaks of as past.

    Args:
        begin: Where the body begins in `text`.
        today: Dates after it are no past.

    Returns:
        An interval that is open to the future, undated in itself, with the date's characters as its evidence; None
        where the body proves nothing.
    """
    end = min(len(text), begin + _LONGEST_BODY)
    mentions = (*full_dates(text, begin, end), *month_dates(text, begin, end))
    for mention in sorted(mentions, key=lambda mention: _day(mention.earliest), reverse=True)[:_MOST_AHEAD]:
        if _day(mention.earliest) <= today and mention.sound and _looks_back(text, mention.span, begin):
            return DateInterval(
                earliest=mention.earliest,
                precision=Precision.NONE,
                certainty=Certainty.BOUND,
                source=DateSource.BODY,
                rule="not-before",
                evidence=mention.span.of(text),
                span=mention.span,
            )
    return None


def _looks_back(text: str, date_span: Span, begin: int) -> bool:
    """Whether the sentence, near the date, tells of what has been and not of what is to come."""
    low, high = max(begin, date_span.begin - _CLAUSE_REACH), date_span.end + _CLAUSE_REACH
    for border in _SENTENCE_BORDER.finditer(text, low, date_span.begin):
        low = border.end()
    before = text[low : date_span.begin]
    # The day on which a page was changed or fetched is no day it tells of.
    if _MONTH_BEFORE.search(before) or labelled_role(before) in {DateRole.UPDATED, DateRole.NOT_AFTER}:
        return False
    if _PAST_FOR_SURE.search(before) or _DATED_DOCUMENT.match(text, date_span.end):
        return True
    border_after = _SENTENCE_BORDER.search(text, date_span.end, high)
    after = text[date_span.end : border_after.start() if border_after else high]
    told = _opening(after) if _ON.fullmatch(before) else before
    return _PAST.search(told) is not None and _AHEAD.search(before + " " + after) is None


def _opening(after: str) -> str:
    """The words right behind a date that opens a sentence, up to its first clause's end: "the council met"."""
    return _CLAUSE_END.split(after.lstrip(" ,"), maxsplit=1)[0]


def _day(moment: Moment) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
