"""Which addresses lead to the public web, and what becomes of those that do."""

from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.errors import ReadingError
from provenance.reading.fetching.destinations import destination, places, shown
from provenance.reading.fetching.public_addresses import is_public

PUBLIC = [
    "1.1.1.1",
    "8.8.8.8",
    "93.184.216.34",
    "100.63.255.255",
    "100.128.0.1",
    "172.15.255.255",
    "172.32.0.1",
    "169.253.1.1",
    "223.255.255.254",
    "2606:2800:220:1:248:1893:25c8:1946",
    "2a00:1450:4001:81b::200e",
    "::ffff:8.8.8.8",
    "64:ff9b::808:808",
]
NOT_PUBLIC = [
    "0.0.0.0",
    "0.1.2.3",
    "10.0.0.1",
    "100.64.0.1",
    "100.100.100.200",
    "100.127.255.254",
    "127.0.0.1",
    "127.255.255.254",
    "168.63.129.16",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.254",
    "192.0.0.9",
    "192.0.0.192",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.19.255.254",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::8.8.8.8",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:169.254.169.254",
    "::ffff:0:8.8.8.8",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::808:808",
    "100::1",
    "2001::1",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "2001:20::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "2002:a00:1::1",
    "2002:808:808::1",
    "3fff::1",
    "4000::1",
    "5f00::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fe80::1%eth0",
    "2606:2800:220:1:248:1893:25c8:1946%1",
    "fec0::1",
    "ff02::1",
    "ff0e::1",
]
UNDERSTOOD = [
    ("http://news.example", "http://news.example/"),
    ("HTTPS://News.Example:443/A?b=c#d", "https://news.example/A?b=c"),
    (" https://news.example./a ", "https://news.example/a"),
    ("http://news.example:8080/a", "http://news.example:8080/a"),
    ("https://news.example/a b/ä?q=ö|<>", "https://news.example/a%20b/%C3%A4?q=%C3%B6%7C%3C%3E"),
    ("https://news.example/100%25/%e4", "https://news.example/100%25/%e4"),
    ("https://news.example?q=1", "https://news.example/?q=1"),
    ("https://Bücher.example/", "https://xn--bcher-kva.example/"),
    ("https://bu\u0308cher.example/", "https://xn--bcher-kva.example/"),
    ("https://faß.example/", "https://xn--fa-hia.example/"),
    ("https://новости.рф/", "https://xn--b1amnebsh.xn--p1ai/"),
    ("https://my_blog.example.com/", "https://my_blog.example.com/"),
    ("http://93.184.216.34/", "http://93.184.216.34/"),
    ("http://[2606:2800:220:1:248:1893:25C8:1946]:80/", "http://[2606:2800:220:1:248:1893:25c8:1946]/"),
    # What looks like a full stop or a digit is what browsers take it for, and is checked as that.
    ("http://１２７．０．０．１/", "http://127.0.0.1/"),
]
REFUSED = [
    ("", "has no scheme"),
    ("news.example/a", "has no scheme"),
    ("//news.example/a", "has no scheme"),
    ("/etc/passwd", "has no scheme"),
    ("file:///etc/passwd", "is not an address of the web (file:)"),
    ("FILE://localhost/etc/passwd", "is not an address of the web (file:)"),
    ("ftp://news.example/a", "is not an address of the web (ftp:)"),
    ("gopher://news.example/_a", "is not an address of the web (gopher:)"),
    ("data:text/html,<p>a", "is not an address of the web (data:)"),
    ("javascript:alert(1)", "is not an address of the web (javascript:)"),
    ("jar:http://news.example/a", "is not an address of the web (jar:)"),
    ("localhost:8080/a", "is not an address of the web (localhost:)"),
    ("http://", "has no valid host name"),
    ("http:///a", "has no valid host name"),
    ("http:news.example/a", "has no valid host name"),
    ("http://[half", "is not a web address that can be understood"),
    ("http://news.example:99999/", "is not a web address that can be understood"),
    ("http://news.example:port/", "is not a web address that can be understood"),
    ("http://news.example:22/", "asks for port 22"),
    ("http://news.example:0/", "asks for port 0"),
    ("http://news.example:6379/", "asks for port 6379"),
    ("https://user@news.example/", "holds a user name or password"),
    ("https://user:word@news.example/", "holds a user name or password"),
    ("http://news.example\\@127.0.0.1/", "holds a user name or password"),
    ("http://news.example\\.evil.example/", "has no valid host name"),
    ("http://news..example/", "has no valid host name"),
    ("http://news.example../", "has no valid host name"),
    ("http://-news.example/", "has no valid host name"),
    ("http://news example/", "has no valid host name"),
    ("http://news.example%00.evil.example/", "has no valid host name"),
    ("http://%6cocalhost/", "has no valid host name"),
    (f"http://{'a' * 64}.example/", "has no valid host name"),
    (f"http://{'a.' * 130}example/", "has no valid host name"),
    ("http://xn\u2024a.example\u2048/", "is not a web address that can be understood"),
    ("http://localhost/", "names a host of the local network"),
    ("http://LOCALHOST./", "names a host of the local network"),
    ("http://ｌｏｃａｌｈｏｓｔ/", "names a host of the local network"),
    ("http://a.localhost/", "names a host of the local network"),
    ("http://printer.local/", "names a host of the local network"),
    ("http://metadata.google.internal/", "names a host of the local network"),
    ("http://wiki.corp/", "names a host of the local network"),
    ("http://router.home.arpa/", "names a host of the local network"),
    ("http://intranet/", "names a host of the local network"),
    ("http://2130706433/", "writes its host as a number in an unusual form"),
    ("http://0x7f000001/", "writes its host as a number in an unusual form"),
    ("http://0x7f.1/", "writes its host as a number in an unusual form"),
    ("http://0177.0.0.1/", "writes its host as a number in an unusual form"),
    ("http://127.1/", "writes its host as a number in an unusual form"),
    ("http://127.0.1/", "writes its host as a number in an unusual form"),
    ("http://256.0.0.1/", "writes its host as a number in an unusual form"),
    ("http://1.2.3.4.5/", "writes its host as a number in an unusual form"),
    ("http://0/", "writes its host as a number in an unusual form"),
    ("http://①②⑦.1/", "writes its host as a number in an unusual form"),
    ("http://[::1%25lo]/", "writes its host as a number in an unusual form"),
    (f"http://news.example/{'a' * 5000}", "is longer than 4,096 characters"),
]


@pytest.mark.parametrize("address", PUBLIC)
def test_hosts_of_the_internet_are_public(address):
    assert is_public(ip_address(address))


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_nothing_else_is(address):
    assert not is_public(ip_address(address))


@given(st.ip_addresses(v=4))
def test_an_address_in_disguise_is_judged_by_what_it_reaches(address):
    for carrier in ("::ffff:", "64:ff9b::"):
        assert is_public(ip_address(f"{carrier}{address}")) == is_public(address)


@given(st.one_of(st.ip_addresses(v=4), st.ip_addresses(v=6)))
def test_no_address_is_public_that_python_calls_otherwise(address):
    carried = (getattr(address, "ipv4_mapped", None) or address).is_private
    assert not (is_public(address) and (carried or address.is_multicast or address.is_loopback))


@pytest.mark.parametrize(("written", "understood"), UNDERSTOOD)
def test_an_address_is_taken_apart_as_browsers_do(written, understood):
    assert destination(written).address == understood


@pytest.mark.parametrize(("address", "reason"), REFUSED)
def test_what_is_no_address_of_the_public_web_is_refused(address, reason):
    with pytest.raises(ReadingError) as problem:
        destination(address)
    assert problem.value.reason == reason
    assert problem.value.remedy


@given(st.text(max_size=80).map("http://".__add__) | st.text(max_size=40))
def test_whatever_is_written_it_is_an_address_or_refused(text):
    try:
        found = destination(text)
    except ReadingError:
        return
    assert destination(found.address) == found
    assert found.address.isascii()
    assert found.address.isprintable()


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("https://user:word@news.example/a@b", "https://news.example/a@b"),
        ("https://user:w@rd@news.example/", "https://news.example/"),
        (" https:user:word@news.example/", "https:news.example/"),
        ("//user:word@news.example/", "//news.example/"),
        ("user:word@news.example/", "user:news.example/"),
        ("https://news.example/\x1b[31m\n", "https://news.example/\ufffd[31m"),
        ("https://news.example/" + "a" * 300, "https://news.example/" + "a" * 179 + "…"),
    ],
)
def test_a_message_shows_no_password_and_no_control_characters(address, message):
    assert shown(address) == message


def test_one_local_address_spoils_the_public_ones():
    with pytest.raises(ReadingError, match=r"leads to 10\.0\.0\.1, which is not public"):
        places(("93.184.216.34", "10.0.0.1"), subject="http://news.example/", allowed=is_public)


def test_a_host_may_have_many_public_addresses():
    found = places(("93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"), subject="a", allowed=is_public)
    assert [place.version for place in found] == [4, 6]


def test_a_host_without_an_address_is_said():
    with pytest.raises(ReadingError, match="has a host without an address"):
        places((), subject="http://news.example/", allowed=is_public)
