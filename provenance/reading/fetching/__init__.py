"""Pages from the web: what an address leads to, fetched without reaching anything but public web servers.

Addresses come from feeds, tables and strangers, and whoever writes one should not be able to make this machine read its
own files, question the local network, or wait and gather without end. So:

- only ``http`` and ``https``, only the ports of the web, no user names;
- a host is looked up once, every address it has must be public, and the connection goes to one of those;
- at most five redirects, each checked anew. From ``https`` on to ``http`` is allowed: an address with ``http`` may be
  given as well, nothing secret is sent, old articles behind short links need it, and `Fetched.address` shows it;
- one limit of time for all of it, and one of size for what comes in and for what it unpacks to;
- no cookies, no proxy, no environment variable that changes any of this.
"""

from __future__ import annotations

import re
import ssl
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from urllib.parse import urljoin

from provenance import __version__
from provenance.errors import ReadingError
from provenance.reading.fetching.connections import Allowance, Answer, ask, trusted_authorities
from provenance.reading.fetching.destinations import IN_BROWSER, WEB_PORTS, Destination, destination, places, shown
from provenance.reading.fetching.public_addresses import IPAddress, is_public, look_up

USER_AGENT = f"Provenance/{__version__} (reads articles for fact-checkers)"

_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_MEDIA_TYPE = re.compile(r"\s*([\w!#$&^.+-]+/[\w!#$&^.+-]+)\s*(?:[;,]|\Z)", re.ASCII)
_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?([\w.:+-]+)", re.ASCII | re.IGNORECASE)
_LONGEST_HEADER = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchLimits:
    """How much one fetch may take.

    Attributes:
        seconds: Wall time for all of it: look-ups, redirects, and the last byte of the page.
        connect_seconds: Wait for a connection to one IP address.
        size: Largest page in bytes, as it comes and unpacked.
        redirects: How many are followed.
        ports: Those that may be asked.
    """

    seconds: float = 15.0
    connect_seconds: float = 5.0
    size: int = 20_000_000
    redirects: int = 5
    ports: tuple[int, ...] = WEB_PORTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A page as its server gave it.

    Attributes:
        asked: The address that was asked for.
        address: Where the page came from, after all redirects.
        content: The page, its content encoding undone; never empty, never more than the limit.
        media_type: What the server calls it, in lower case without parameters: ``text/html``; empty where it is silent.
        charset: The character encoding the server names, in lower case.
        at: When the page came, in UTC.
        last_modified: What the server says of its last change, as it says it. Many name the moment they are asked.
        memento: When a web archive took this copy, as it says it: the page existed by then (RFC 7089).
    """

    asked: str
    address: str
    content: bytes
    media_type: str
    charset: str | None
    at: datetime
    last_modified: str | None
    memento: str | None

    @property
    def taken_at(self) -> datetime:
        """When this copy of the page was taken: by a web archive, where that says so, else now; in UTC."""
        try:
            taken = parsedate_to_datetime(self.memento or "")
        except ValueError:
            return self.at
        return taken if taken.tzinfo is not None and taken < self.at else self.at


_DEFAULT_LIMITS = FetchLimits()


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fetch:
    """One fetch on its way: what it may take and how it finds and trusts servers."""

    asked: str
    limits: FetchLimits
    allowance: Allowance
    clock: Callable[[], datetime]
    resolve: Callable[[str], Iterable[str]]
    allowed: Callable[[IPAddress], bool]
    trusted: Callable[[], ssl.SSLContext]

    def step(self, address: str) -> Fetched | str:
        """The page at an address, or the address it redirects to."""
        whither = destination(address, ports=self.limits.ports)
        with ask(
            whither,
            self._places(whither),
            self.allowance,
            patience=self.limits.connect_seconds,
            trusted=self.trusted,
            user_agent=USER_AGENT,
        ) as answer:
            if answer.status in _REDIRECTS:
                return _onward(whither.address, answer.headers)
            return self._page(whither.address, answer)

    def _places(self, whither: Destination) -> tuple[IPAddress, ...]:
        """Where the host is: looked up this once, and checked."""
        subject, number = shown(whither.address), whither.number
        if number is not None:
            return places((str(number),), subject=subject, allowed=self.allowed)
        try:
            found = self.allowance.finished(lambda: tuple(self.resolve(whither.host)))
        except OSError:
            remedy = "Check its spelling and your connection to the internet."
            raise ReadingError(subject, "has a host that is not found", remedy) from None
        return places(found, subject=subject, allowed=self.allowed)

    def _page(self, address: str, answer: Answer) -> Fetched:
        if answer.status != HTTPStatus.OK:
            raise _refusal(answer, self.clock())
        content, kind = answer.content(), answer.headers.get("content-type", "")
        if not content:
            raise ReadingError(answer.subject, "is an empty page", "Open it in a browser and look what is there.")
        media_type, charset = _MEDIA_TYPE.match(kind), _CHARSET.search(kind)
        return Fetched(
            asked=self.asked,
            address=address,
            content=content,
            media_type=media_type[1].lower() if media_type else "",
            charset=charset[1].lower() if charset else None,
            at=self.clock().astimezone(UTC),
            last_modified=_header(answer, "last-modified"),
            memento=_header(answer, "memento-datetime"),
        )


def fetch(
    address: str,
    *,
    limits: FetchLimits = _DEFAULT_LIMITS,
    clock: Callable[[], datetime] = _now,
    resolve: Callable[[str], Iterable[str]] = look_up,
    allowed: Callable[[IPAddress], bool] = is_public,
    trusted: Callable[[], ssl.SSLContext] = trusted_authorities,
) -> Fetched:
    """The page at an address of the public web.

    Args:
        address: With ``http://`` or ``https://``; other than ASCII is encoded as browsers do.
        clock: What time it is.
        resolve: The IP addresses of a host name; raises OSError where it has none.
        allowed: Which IP addresses may be connected to. Tests reach their own machine by it; leave it alone.
        trusted: Whose certificates are believed.

    Raises:
        ReadingError: The address is refused, or there is no page to be had; with the address, without user name and
            password, as its subject.

    Example:
        ``fetch("https://www.wsws.org/en/articles/2022/12/07/ukra-d07.html").media_type == "text/html"``.
    """
    subject = shown(address)
    on_its_way = _Fetch(
        asked=address,
        limits=limits,
        allowance=Allowance(subject, seconds=limits.seconds, size=limits.size),
        clock=clock,
        resolve=resolve,
        allowed=allowed,
        trusted=trusted,
    )
    return _followed(on_its_way, address, subject)


def _followed(on_its_way: _Fetch, address: str, subject: str) -> Fetched:
    """The page at the end of all redirects."""
    visited: list[str] = []
    while len(visited) <= on_its_way.limits.redirects:
        try:
            step = on_its_way.step(address)
        except ReadingError as problem:
            raise _told_of(subject, problem, redirected=bool(visited)) from None
        if isinstance(step, Fetched):
            return step
        visited.append(address)
        if step in visited:
            raise ReadingError(subject, "redirects in a circle", f"It may want cookies. {IN_BROWSER}")
        address = step
    raise ReadingError(subject, f"redirects more than {len(visited) - 1} times", "Give the address it ends at.")


def _told_of(asked: str, problem: ReadingError, *, redirected: bool) -> ReadingError:
    """A problem of any page on the way as one of the address that the user knows."""
    if problem.subject == asked or not redirected:
        return ReadingError(asked, problem.reason, problem.remedy)
    return ReadingError(asked, f"redirects to {problem.subject}, which {problem.reason}", problem.remedy)


def _onward(address: str, headers: Mapping[str, str]) -> str:
    """The address a redirect names, which may be relative, and in UTF-8 although headers are read as Latin-1."""
    location = headers.get("location", "").strip()
    with suppress(UnicodeError):
        location = location.encode("latin-1").decode("utf-8")
    if not location:
        raise ReadingError(shown(address), "redirects to nowhere", "Look in a browser where it leads.")
    try:
        return urljoin(address, location)
    except ValueError:  # it will be refused as what it is
        return location


def _refusal(answer: Answer, now: datetime) -> ReadingError:
    """What to say of an answer that is no page."""
    subject = answer.subject
    try:
        named = f"{answer.status} {HTTPStatus(answer.status).phrase}"
    except ValueError:
        named = str(answer.status)
    match answer.status:
        case 204 | 205:
            return ReadingError(subject, f"has no content ({named})", "Check the address.")
        case 404 | 410:
            return ReadingError(subject, f"is not there ({named})", "Check the address, or look for an archived copy.")
        case 401 | 402 | 403 | 407 | 451:
            return ReadingError(subject, f"is not given to Provenance ({named})", IN_BROWSER)
        case 429 | 503:
            wait = _wait(answer.headers.get("retry-after", ""), now)
            return ReadingError(subject, f"is not given now ({named})", f"Try again {wait}.")
        case status if status >= 500:
            return ReadingError(subject, f"has a server that failed ({named})", "Try again later.")
        case _:
            return ReadingError(subject, f"is answered without a page ({named})", IN_BROWSER)


def _wait(retry_after: str, now: datetime) -> str:
    """When to ask again, by a Retry-After header: seconds or a date (RFC 9110, 10.2.3); "later" where it says neither.

    Example:
        ``_wait("120", now) == "in 120 s"``.
    """
    if re.fullmatch(r"[0-9]{1,7}", retry_after):
        return f"in {int(retry_after)} s"
    try:
        moment = parsedate_to_datetime(retry_after).astimezone(UTC)
    except (ValueError, OverflowError):
        return "later"
    return f"after {moment:%Y-%m-%d %H:%M} UTC" if moment > now else "later"


def _header(answer: Answer, name: str) -> str | None:
    """A header as it is given, unless it is nothing a date could be read from."""
    value = answer.headers.get(name, "").strip()
    return value if value and value.isprintable() and len(value) <= _LONGEST_HEADER else None
