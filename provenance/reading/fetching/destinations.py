"""Where a web address leads: its server, port and page, refused where they are not those of the public web.

An address is taken apart once. What is checked here is what the connection is made with, so that no second reading of
the same characters can come to another host.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv4Address, IPv6Address, ip_address
from urllib.parse import SplitResult, quote, urlsplit

import idna

from provenance.errors import ReadingError
from provenance.reading.fetching.public_addresses import IPAddress

IN_BROWSER = "Where you may read it in a browser, save the page there and add the file."
# Articles are served at these. Any other would let an address make Provenance speak to mail servers and databases, or
# find out for its author which ports answer.
WEB_PORTS = (80, 443, 8080, 8443)

_DEFAULT_PORTS = {"http": 80, "https": 443}
_LONGEST_ADDRESS = 4_096
_LONGEST_SHOWN = 200
_CREDENTIALS = re.compile(r"^(\s*(?:[a-z][a-z0-9+.-]*:)?[/\\]*)[^/?#\\]*@", re.IGNORECASE)
_NAME = re.compile(r"(?=.{1,253}\Z)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?(?:\.|\Z))+")
# What the last part of a host looks like where the system would take the host for a number: "2130706433", "0x7f.1".
_NUMBER = re.compile(r"\d+|0x[\da-f]*")
# Endings of names that no public host has (RFC 6761, 6762, 8375, ICANN's .internal).
_LOCAL_ENDINGS = frozenset(
    (
        "localhost",
        "localdomain",
        "local",
        "internal",
        "intranet",
        "private",
        "corp",
        "home",
        "lan",
        "home.arpa",
        "onion",
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """A page on a server, as a request names it.

    Attributes:
        scheme: ``http`` or ``https``.
        host: A name in ASCII and lower case without a final dot, or an IP address without brackets.
        target: Path and query, percent-encoded; the fragment is the reader's own affair and is gone.
    """

    scheme: str
    host: str
    port: int
    target: str

    @property
    def authority(self) -> str:
        """Host and port, without the port that the scheme implies: what a Host header says."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def address(self) -> str:
        """The whole as one web address."""
        return f"{self.scheme}://{self.authority}{self.target}"

    @property
    def number(self) -> IPAddress | None:
        """The host, where it is an IP address and no name has to be looked up."""
        try:
            return ip_address(self.host)
        except ValueError:
            return None


def shown(address: str) -> str:
    """A web address fit for a message: without user name and password, unprintable characters or a tail without end."""
    plain = "".join(sign if sign.isprintable() else "\ufffd" for sign in _CREDENTIALS.sub(r"\1", address).strip())
    return plain if len(plain) <= _LONGEST_SHOWN else plain[:_LONGEST_SHOWN] + "…"


def destination(address: str, *, ports: Collection[int] = WEB_PORTS) -> Destination:
    """Takes an address apart.

    Example:
        ``destination("https://Bücher.example/a b#c").address == "https://xn--bcher-kva.example/a%20b"``.

    Raises:
        ReadingError: It is not one of the public web: another scheme, a user name, a local name, a number in disguise.
    """
    subject = shown(address)
    if len(address) > _LONGEST_ADDRESS:
        raise ReadingError(subject, f"is longer than {_LONGEST_ADDRESS:,} characters", "Give a shorter address.")
    try:
        parts = urlsplit(address.strip())
        scheme, name, port = parts.scheme, parts.hostname, parts.port
    except ValueError:  # such as "http://[half" or a port of 99999
        raise ReadingError(subject, "is not a web address that can be understood", "Check how it is written.") from None
    _refuse_other_than_web(subject, parts)
    host, port = _host(subject, name or ""), _DEFAULT_PORTS[scheme] if port is None else port
    if port not in ports:
        read = ", ".join(map(str, sorted(ports)))
        raise ReadingError(subject, f"asks for port {port}", f"Pages are read from ports {read}. {IN_BROWSER}")
    return Destination(scheme=scheme, host=host, port=port, target=_target(parts))


def places(found: Iterable[str], *, subject: str, allowed: Callable[[IPAddress], bool]) -> tuple[IPAddress, ...]:
    """The IP addresses of a host, which must all be allowed.

    One that is not allowed beside others that are is what an attack on the local network looks like, so it spoils all.

    Raises:
        ReadingError: There is none, or one is not allowed.
    """
    addresses = tuple(ip_address(place) for place in found)
    if not addresses:
        raise ReadingError(subject, "has a host without an address", "Check the spelling of the host.")
    for place in addresses:
        if not allowed(place):
            raise ReadingError(subject, f"leads to {place}, which is not public", IN_BROWSER)
    return addresses


def _refuse_other_than_web(subject: str, parts: SplitResult) -> None:
    """Refuses schemes that do not lead to the web, and user names, which would end up in messages and reports."""
    if not parts.scheme:
        raise ReadingError(subject, "has no scheme", "Begin it with https:// or http://.")
    if parts.scheme not in _DEFAULT_PORTS:
        kind = shown(parts.scheme)
        raise ReadingError(
            subject, f"is not an address of the web ({kind}:)", "Addresses with https: or http: are read."
        )
    if "@" in parts.netloc:
        raise ReadingError(subject, "holds a user name or password", f"Leave it out. {IN_BROWSER}")


def _host(subject: str, name: str) -> str:
    """The host as it is looked up and named to the server."""
    name = name.removesuffix(".")
    if ":" in name:
        return _checked_number(subject, name)
    try:
        host = name if name.isascii() else idna.encode(name, uts46=True, std3_rules=True).decode("ascii")
    except idna.IDNAError:
        host = ""
    if not _NAME.fullmatch(host) or host.endswith("."):
        raise ReadingError(subject, "has no valid host name", "Check the spelling of the host.")
    if _NUMBER.fullmatch(host.rpartition(".")[2]):
        return _checked_number(subject, host)
    labels = host.split(".")
    if len(labels) == 1 or not _LOCAL_ENDINGS.isdisjoint((labels[-1], ".".join(labels[-2:]))):
        raise ReadingError(subject, "names a host of the local network", IN_BROWSER)
    return host


def _checked_number(subject: str, host: str) -> str:
    """An IP address in its ordinary form; every other way to write one only serves to hide it."""
    with suppress(AddressValueError):
        if "%" not in host:  # behind it stands an interface of this machine
            return str(IPv6Address(host) if ":" in host else IPv4Address(host))
    remedy = "Write the host as a name or as four numbers with dots."
    raise ReadingError(subject, "writes its host as a number in an unusual form", remedy)


def _target(parts: SplitResult) -> str:
    path = quote(parts.path, safe="/%:@!$&'()*+,;=~", errors="replace") or "/"
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~?", errors="replace")
    return f"{path}?{query}" if query else path
