"""What a web address says of a page: the outlet by its host, the date by its path."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import unquote, urlsplit

from provenance.models import DateInterval, DateSource
from provenance.reading.dates.calendar_dates import MONTHS

_ARCHIVED = re.compile(
    r"^https?://(?:web\.archive\.org/web|archive\.(?:today|is|ph|org))/\d{4,14}[a-z_]*/(?=https?://)"
)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]{1,20}://", re.IGNORECASE)
_ENDING = re.compile(r"\.(?:[sx]?html?|php|aspx?|jsp|pdf|txt|md|docx)$", re.IGNORECASE)
_UNFIT = re.compile(r"[\s#\x00-\x1f\x7f]+")
_TELLING = 8
_LONGEST_NAME = 200
_PLAIN_HOST = re.compile(r"^(?:www\d?|m|amp|mobile)\.")
_SHAPES = tuple(
    re.compile(shape, re.IGNORECASE)
    for shape in (
        r"/(?P<all>(?P<year>(?:19|20)\d\d)/(?P<month>0?[1-9]|1[0-2]|[a-z]{3})/(?P<day>0?[1-9]|[12]\d|3[01]))(?=/|$|[^\d/])",
        r"[/_-](?P<all>(?P<year>(?:19|20)\d\d)-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01]))(?!\d)",
        r"[/_-](?P<all>(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01]))(?!\d)",
        r"/(?P<all>(?P<year>(?:19|20)\d\d)/(?P<month>0[1-9]|1[0-2]))(?=/)",
    )
)


def original_address(url: str) -> str:
    """The address of the page itself, where `url` is that of a web archive's copy."""
    return _ARCHIVED.sub("", url)


def is_address(shown: str) -> bool:
    """Whether what a user gave is meant as an address of the web rather than a path; also of a kind not fetched."""
    return _SCHEME.match(shown) is not None


def name_of_page(url: str) -> str:
    """A name for a page made of its address, fit for an article's id.

    Example:
        ``name_of_page("https://www.wsws.org/en/articles/2022/12/07/ukra-d07.html?pk=1")`` is
        ``"wsws.org/en/articles/2022/12/07/ukra-d07"``.
    """
    parts = _parts(url)
    if parts is None:
        return url
    path = _ENDING.sub("", unquote(parts[1])).strip("/")
    query = urlsplit(original_address(url)).query
    # Where the path says nothing, as in index.php?id=7, the query names the page.
    named = f"{path}?{query}" if query and len(path.rsplit("/", 1)[-1]) < _TELLING else path
    return _UNFIT.sub("-", f"{_PLAIN_HOST.sub('', parts[0])}/{named}".strip("/"))[:_LONGEST_NAME]


def outlet_by_address(url: str | None) -> str | None:
    """The host of a page, without ``www``: the one name an address states for sure.

    Example:
        ``outlet_by_address("https://www.wsws.org/en/articles/1.html") == "wsws.org"``.
    """
    parts = _parts(url)
    return _PLAIN_HOST.sub("", parts[0]) or None if parts else None


def date_by_address(url: str | None) -> DateInterval | None:
    """The day, or else the month, that the path of an address gives.

    Example:
        ``…/2022/12/07/ukra-d07.html`` and ``…/2022/dec/07/…`` → 7 December 2022; ``…/2022/12/…`` → December 2022.
    """
    parts = _parts(url)
    if parts is None:
        return None
    for shape in _SHAPES:
        found = shape.search(parts[1])
        interval = _interval(found) if found else None
        if interval is not None:
            return interval
    return None


def _parts(url: str | None) -> tuple[str, str] | None:
    """Host and path of an absolute web address."""
    try:
        split = urlsplit(original_address(url or ""))
    except ValueError:  # such as "http://[half"
        return None
    return (split.hostname, split.path) if split.scheme in {"http", "https"} and split.hostname else None


def _interval(found: re.Match[str]) -> DateInterval | None:
    named = found["month"].casefold()
    month = int(named) if named.isdigit() else MONTHS.get(named)
    if month is None:
        return None
    day = found.groupdict().get("day")
    year = int(found["year"])
    if day is None:
        return DateInterval.of_month(year, month, source=DateSource.URL, evidence=found["all"], rule="url")
    try:
        stated = date(year, month, int(day))
    except ValueError:
        return None
    return DateInterval.of_day(stated, source=DateSource.URL, evidence=found["all"], rule="url")
