"""Which addresses of the internet are public: a page may be fetched from those and from no other.

Python's own table differs from one release to the next and calls every address within 2002::/16 or 64:ff9b::/96 global,
whatever IPv4 address it carries. So the blocks are named here, after the registries of special-purpose addresses that
IANA keeps for IPv4 and IPv6 (RFC 6890), and both tables must agree.
"""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

IPAddress = IPv4Address | IPv6Address

_NOT_PUBLIC_4 = tuple(
    IPv4Network(block)
    for block in (
        "0.0.0.0/8",  # this host
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # carriers' own
        "127.0.0.0/8",  # loopback
        "168.63.129.16/32",  # Azure's host, which answers its own guests only
        "169.254.0.0/16",  # link-local, cloud metadata among them
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocols' own
        "192.0.2.0/24",  # documentation
        "192.88.99.0/24",  # relays of 6to4
        "192.168.0.0/16",  # private
        "198.18.0.0/15",  # measurement
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved, and broadcast
    )
)
# Hosts of the internet have their addresses in here …
_UNICAST_6 = IPv6Network("2000::/3")
# … but not in here.
_NOT_PUBLIC_6 = tuple(
    IPv6Network(block)
    for block in (
        "2001::/23",  # protocols' own, Teredo among them
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4: a relay unpacks what it carries, and nobody publishes there any more (RFC 7526)
        "3fff::/20",  # documentation
    )
)
# Blocks whose last 32 bits are the IPv4 address that is reached: mapped ones, and NAT64, which in some networks is the
# only way to IPv4.
_CARRIERS = (IPv6Network("::ffff:0:0/96"), IPv6Network("64:ff9b::/96"))


def is_public(address: IPAddress) -> bool:
    """Whether an address belongs to one host of the public internet, and so to nothing of the local network.

    An IPv6 address that stands for an IPv4 address is judged by that one.

    Example:
        ``is_public(ip_address("8.8.8.8"))``; not ``169.254.169.254``, ``::ffff:10.0.0.1`` or ``64:ff9b::7f00:1``.
    """
    if isinstance(address, IPv4Address):
        return address.is_global and not any(address in block for block in _NOT_PUBLIC_4)
    if address.scope_id is not None:  # "fe80::1%eth0" names an interface of this machine
        return False
    if any(address in block for block in _CARRIERS):
        return is_public(IPv4Address(int(address) & 0xFFFF_FFFF))
    return address.is_global and address in _UNICAST_6 and not any(address in block for block in _NOT_PUBLIC_6)


def look_up(host: str) -> tuple[str, ...]:
    """The addresses the name service gives for a host, in the order it prefers.

    Raises:
        OSError: It knows none, or cannot be asked.
    """
    # The final dot keeps the system from trying the name within the domains it searches.
    found = socket.getaddrinfo(f"{host}.", None, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(place[0]) for *_, place in found))
