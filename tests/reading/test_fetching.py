"""Pages from the web, fetched from a server on this machine that may be as hostile as it likes."""

import gc
import gzip
import shutil
import socket
import ssl
import subprocess
import time
import tracemalloc
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import repeat
from pathlib import Path
from threading import Event, Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance import __version__
from provenance.errors import ReadingError
from provenance.reading.fetching import Fetched, FetchLimits, fetch
from provenance.reading.fetching.public_addresses import is_public
from tests.reading.scripted_server import Served, answer, serving

NOW = datetime(2026, 5, 31, 12, 0, tzinfo=UTC)
PAGE = b"<p>The gates were opened at noon.</p>"


def on_this_machine(address):
    """What the tests allow besides the public web."""
    return str(address) in {"127.0.0.1", "::1"} or is_public(address)


def fetched(served: Served, address: str, *, resolve=lambda host: ["127.0.0.1"], **choices) -> Fetched:
    """A page of the server under any name; ``{port}`` stands for its port."""
    limits = {"seconds": 2.0, "connect_seconds": 0.5, "size": 10_000, "ports": (served.port,)} | choices.pop(
        "limits", {}
    )
    return fetch(
        address.format(port=served.port),
        limits=FetchLimits(**limits),
        clock=lambda: NOW,
        resolve=resolve,
        allowed=choices.pop("allowed", on_this_machine),
        **choices,
    )


def problem_of(said, path="/", **choices) -> ReadingError:
    """Why there is no page in what a server says."""
    with serving({"/": said, "/page": answer(PAGE)}) as served, pytest.raises(ReadingError) as problem:
        fetched(served, f"http://news.example:{{port}}{path}", **choices)
    assert problem.value.subject.startswith("http://news.example:")
    return problem.value


def test_a_page_is_fetched_with_what_its_server_says_of_it():
    said = answer(
        PAGE,
        content_type='Text/HTML; Charset="ISO-8859-1"',
        last_modified="Wed, 07 Dec 2022 10:00:00 GMT",
        memento_datetime="Thu, 08 Dec 2022 10:00:00 GMT",
    )
    with serving({"/a%20b?c": said}) as served:
        found = fetched(served, "http://news.example:{port}/a b?c#d")
        assert found == Fetched(
            asked=f"http://news.example:{served.port}/a b?c#d",
            address=f"http://news.example:{served.port}/a%20b?c",
            content=PAGE,
            media_type="text/html",
            charset="iso-8859-1",
            at=NOW,
            last_modified="Wed, 07 Dec 2022 10:00:00 GMT",
            memento="Thu, 08 Dec 2022 10:00:00 GMT",
        )


def test_the_request_names_the_host_and_who_asks():
    with serving({"/": answer(PAGE)}) as served:
        fetched(served, "http://Bücher.example:{port}/")
        request = served.requests[0]
        assert f"\r\nHost: xn--bcher-kva.example:{served.port}\r\n" in request
        assert f"\r\nUser-Agent: Provenance/{__version__} " in request
        assert "\r\nAccept-Encoding: gzip, deflate\r\n" in request
        assert "cookie" not in request.casefold()


@pytest.mark.parametrize(
    ("content_type", "media_type", "charset"),
    [
        ("", "", None),
        ("text/html", "text/html", None),
        ("APPLICATION/RSS+XML;charset=UTF-8", "application/rss+xml", "utf-8"),
        ("text/html; boundary=a; charset='windows-1252'", "text/html", "windows-1252"),
        ("text/html, text/html", "text/html", None),
        ("html", "", None),
        ("text/html<script>; charset=<b>", "", None),
    ],
)
def test_the_kind_is_what_the_server_says_or_nothing(content_type, media_type, charset):
    with serving({"/": answer(PAGE, content_type=content_type)}) as served:
        found = fetched(served, "http://news.example:{port}/")
    assert (found.media_type, found.charset) == (media_type, charset)


RAW_DEFLATE = zlib.compress(PAGE)[2:-4]


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (PAGE, "identity"),
        (gzip.compress(PAGE), "gzip"),
        (gzip.compress(PAGE), "X-GZIP"),
        (gzip.compress(PAGE[:9]) + gzip.compress(PAGE[9:]), "gzip"),
        (zlib.compress(PAGE), "deflate"),
        (RAW_DEFLATE, "deflate"),
    ],
)
def test_content_encoding_is_undone(body, encoding):
    with serving({"/": answer(body, content_encoding=encoding)}) as served:
        assert fetched(served, "http://news.example:{port}/").content == PAGE


def chunked(*pieces: bytes) -> bytes:
    body = b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in (*pieces, b""))
    return b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + body


def test_a_page_may_come_in_chunks_or_end_with_its_connection():
    with serving({"/1": chunked(PAGE[:5], PAGE[5:]), "/2": answer(PAGE, content_length="")}) as served:
        assert fetched(served, "http://news.example:{port}/1").content == PAGE
        assert fetched(served, "http://news.example:{port}/2").content == PAGE


# Where a connection goes.


def test_this_machine_is_refused_unless_a_test_allows_it(monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "no_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with serving({"/": answer(PAGE)}) as served:
        for host in ("127.0.0.1", "news.example"):
            with pytest.raises(ReadingError, match=r"leads to 127\.0\.0\.1, which is not public"):
                fetch(
                    f"http://{host}:{served.port}/",
                    limits=FetchLimits(ports=(served.port,)),
                    resolve=lambda host: ["127.0.0.1"],
                )
        assert served.requests == []


def test_a_proxy_of_the_environment_is_not_used(monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    with serving({"/": answer(PAGE)}) as served:
        assert fetched(served, "http://news.example:{port}/").content == PAGE


def test_the_checked_address_is_connected_to_and_no_other():
    """A name service that gives another address the second time is not asked a second time."""
    asked = []

    def rebinding(host):
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.1"]

    with serving({"/": answer(PAGE)}) as served:
        assert fetched(served, "http://news.example:{port}/", resolve=rebinding).content == PAGE
    assert asked == ["news.example"]


def test_a_redirect_to_the_same_host_is_looked_up_and_checked_anew():
    hosts = iter((["127.0.0.1"], ["10.0.0.1"]))
    said = answer(status="302 Found", location="/page")
    problem = problem_of(said, resolve=lambda host: next(hosts))
    assert problem.reason.endswith("/page, which leads to 10.0.0.1, which is not public")


def test_a_local_address_beside_public_ones_is_refused_before_any_connection():
    with serving({"/": answer(PAGE)}) as served:
        with pytest.raises(ReadingError, match=r"leads to 192\.168\.0\.1"):
            fetched(served, "http://news.example:{port}/", resolve=lambda host: ["127.0.0.1", "192.168.0.1"])
        assert served.requests == []


def test_an_address_that_refuses_gives_way_to_the_next():
    with serving({"/": answer(PAGE)}) as served:
        found = fetched(
            served,
            "http://news.example:{port}/",
            resolve=lambda host: ["::1", "127.0.0.1"],  # the server listens on the second
        )
        assert found.content == PAGE


def test_a_host_may_be_a_number():
    with serving({"/": answer(PAGE)}) as served:
        assert fetched(served, "http://127.0.0.1:{port}/", resolve=None).content == PAGE
        assert f"\r\nHost: 127.0.0.1:{served.port}\r\n" in served.requests[0]


def test_a_host_may_be_an_ipv6_address():
    try:
        with serving({"/": answer(PAGE)}, host="::1") as served:
            assert fetched(served, "http://[::1]:{port}/", resolve=None).content == PAGE
            assert f"\r\nHost: [::1]:{served.port}\r\n" in served.requests[0]
    except OSError:
        pytest.skip("this machine has no IPv6")


def test_a_server_that_is_not_there_is_said():
    with serving({}) as served:
        port = served.port
    with pytest.raises(ReadingError, match="has a server that cannot be reached"):
        fetch(
            f"http://news.example:{port}/",
            limits=FetchLimits(ports=(port,)),
            resolve=lambda host: ["127.0.0.1"],
            allowed=on_this_machine,
        )


def test_a_host_that_is_not_found_is_said():
    def unknown(host):
        raise OSError(f"unknown: {host}")

    assert problem_of(answer(PAGE), resolve=unknown).reason == "has a host that is not found"


# Redirects.


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"])
@pytest.mark.parametrize("location", ["/page", "page", "//news.example:{port}/page", "http://b.example:{port}/page#a"])
def test_redirects_are_followed(status, location):
    answers = {"/page": answer(PAGE)}
    with serving(answers) as served:
        answers["/"] = answer(status=status, location=location.format(port=served.port))
        found = fetched(served, "http://news.example:{port}/")
        host = "b" if "b.example" in location else "news"
        assert found.address == f"http://{host}.example:{served.port}/page"
        assert found.asked == f"http://news.example:{served.port}/"
        assert served.paths() == ["/", "/page"]


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("file:///etc/passwd", "redirects to file:///etc/passwd, which is not an address of the web (file:)"),
        ("ftp://a.example/b", "redirects to ftp://a.example/b, which is not an address of the web (ftp:)"),
        (
            "http://10.0.0.1:{port}/",
            "redirects to http://10.0.0.1:{port}/, which leads to 10.0.0.1, which is not public",
        ),
        (
            "http://[::ffff:169.254.169.254]:{port}/",
            "redirects to http://[::ffff:a9fe:a9fe]:{port}/, which leads to ::ffff:a9fe:a9fe, which is not public",
        ),
        (
            "http://0x7f000001:{port}/",
            "redirects to http://0x7f000001:{port}/, which writes its host as a number in an unusual form",
        ),
        ("http://localhost/", "redirects to http://localhost/, which names a host of the local network"),
        ("http://news.example:22/", "redirects to http://news.example:22/, which asks for port 22"),
        ("http://u:p@a.example/", "redirects to http://a.example/, which holds a user name or password"),
        ("http://[half", "redirects to http://[half, which is not a web address that can be understood"),
        ("", "redirects to nowhere"),
        ("/", "redirects in a circle"),
    ],
)
def test_a_redirect_is_checked_as_an_address_is(location, reason):
    answers = {}
    with serving(answers) as served:
        answers["/"] = answer(status="302 Found", location=location.format(port=served.port))
        with pytest.raises(ReadingError) as problem:
            fetched(served, "http://news.example:{port}/")
    assert problem.value.subject == f"http://news.example:{served.port}/"
    assert problem.value.reason == reason.format(port=served.port)
    assert served.paths() == ["/"]


def test_five_redirects_are_followed_and_no_more():
    answers = {f"/{step}": answer(status="302 Found", location=f"/{step + 1}") for step in range(6)} | {
        "/6": answer(PAGE)
    }
    with serving(answers) as served:
        assert fetched(served, "http://news.example:{port}/1").content == PAGE
        with pytest.raises(ReadingError, match="redirects more than 5 times"):
            fetched(served, "http://news.example:{port}/0")


def test_a_circle_of_redirects_is_named():
    answers = {"/": answer(status="302 Found", location="/b"), "/b": answer(status="302 Found", location="/")}
    with serving(answers) as served, pytest.raises(ReadingError, match="redirects in a circle"):
        fetched(served, "http://news.example:{port}/")


def test_a_redirect_may_be_in_utf_8():
    moved = "HTTP/1.1 302 Found\r\nLocation: /überschrift\r\n\r\n".encode()
    with serving({"/": moved, "/%C3%BCberschrift": answer(PAGE)}) as served:
        assert fetched(served, "http://news.example:{port}/").content == PAGE


# Answers that are no page.


@pytest.mark.parametrize(
    ("status", "headers", "reason", "remedy"),
    [
        ("204 No Content", {}, "has no content (204 No Content)", "Check the address."),
        ("304 Not Modified", {}, "is answered without a page (304 Not Modified)", "Where you may read it in a browser"),
        ("206 Partial Content", {}, "is answered without a page (206 Partial Content)", "Where you may read it"),
        ("404 Gone Fishing", {}, "is not there (404 Not Found)", "Check the address, or look for an archived copy."),
        ("403 Forbidden", {}, "is not given to Provenance (403 Forbidden)", "Where you may read it in a browser"),
        ("429 Slow", {"retry_after": "120"}, "is not given now (429 Too Many Requests)", "Try again in 120 s."),
        (
            "429 Slow",
            {"retry_after": "Sun, 31 May 2026 14:30:00 +0200"},
            "is not given now (429 Too Many Requests)",
            "Try again after 2026-05-31 12:30 UTC.",
        ),
        (
            "503 Busy",
            {"retry_after": "Sun, 31 May 2020 14:30:00 GMT"},
            "is not given now (503 Service Unavailable)",
            "Try again later.",
        ),
        ("503 Busy", {"retry_after": "<b>"}, "is not given now (503 Service Unavailable)", "Try again later."),
        ("500 Oh", {}, "has a server that failed (500 Internal Server Error)", "Try again later."),
        ("599 Oh", {}, "has a server that failed (599)", "Try again later."),
    ],
)
def test_a_status_other_than_200_is_told(status, headers, reason, remedy):
    problem = problem_of(answer(b"" if status[0] != "4" else PAGE, status=status, **headers))
    assert problem.reason == reason
    assert problem.remedy.startswith(remedy)


BROKEN = "has a server whose answer breaks off or is not proper HTTP"


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (answer(), "is an empty page"),
        (answer(gzip.compress(b""), content_encoding="gzip"), "is an empty page"),
        (b"", BROKEN),
        (b"SSH-2.0-OpenSSH_9.6\r\n", BROKEN),
        (b"HTTP/1.1 200 OK\r\nContent-Le", "is an empty page"),
        (b"HTTP/1.1 OK\r\n\r\n", BROKEN),
        (answer(PAGE, content_length="4000"), BROKEN),
        (answer(PAGE, content_length="37, 38"), BROKEN),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc", BROKEN),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc", BROKEN),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\nabc", BROKEN),
        (b"HTTP/1.1 200 OK\r\n" + b"a: b\r\n" * 200 + b"\r\n", BROKEN),
        (b"HTTP/1.1 200 OK\r\na: " + b"b" * 100_000 + b"\r\n\r\n", BROKEN),
        (answer(PAGE, content_encoding="gzip"), "is packed wrongly and cannot be unpacked"),
        (answer(PAGE, content_encoding="br"), "is packed in a way that was not asked for"),
        (
            answer(gzip.compress(gzip.compress(PAGE)), content_encoding="gzip, gzip"),
            "is packed in a way that was not asked for",
        ),
        (answer(content_length="10001"), "is larger than 10,000 bytes"),
        (answer(b"a" * 10_001, content_length=""), "is larger than 10,000 bytes"),
        (chunked(*repeat(b"a" * 100, 101)), "is larger than 10,000 bytes"),
        (
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n" + b"a" * 300_000,
            "is larger than 10,000 bytes",
        ),
    ],
)
def test_what_is_no_proper_page_is_told(said, reason):
    assert problem_of(said).reason == reason


def test_no_connection_stays_open_after_an_answer_that_cannot_be_read():
    problem = problem_of(answer(PAGE, content_length="37, 38"))
    ours = [thing for thing in gc.get_objects() if type(thing).__module__ == "provenance.reading.fetching.connections"]
    assert problem.reason == BROKEN
    assert {sock.fileno() for sock in ours if isinstance(sock, socket.socket)} == {-1}


def test_a_page_as_large_as_the_limit_is_read():
    with serving(
        {"/": answer(b"a" * 10_000), "/gz": answer(gzip.compress(b"a" * 10_000), content_encoding="gzip")}
    ) as served:
        assert len(fetched(served, "http://news.example:{port}/").content) == 10_000
        assert len(fetched(served, "http://news.example:{port}/gz").content) == 10_000


def test_more_than_the_stated_length_is_not_read():
    with serving({"/": answer(PAGE, content_length="5")}) as served:
        assert fetched(served, "http://news.example:{port}/").content == PAGE[:5]


@pytest.mark.parametrize(
    ("body", "encoding"),
    [(gzip.compress(bytes(50_000_000), 9), "gzip"), (zlib.compress(bytes(50_000_000), 9), "deflate")],
    ids=["gzip", "deflate"],
)
def test_a_bomb_is_never_unpacked_beyond_the_limit(body, encoding):
    said = answer(body, content_encoding=encoding)
    tracemalloc.start()
    try:
        assert problem_of(said, limits={"size": 1_000_000}).reason == "is larger than 1,000,000 bytes"
        assert tracemalloc.get_traced_memory()[1] < 6_000_000
    finally:
        tracemalloc.stop()


def test_headers_that_are_not_ascii_do_no_harm():
    said = (
        b"HTTP/1.1 200 \xe9\xff\r\nLast-Modified: \x01\xff\r\nContent-Type: text/html; \xe9\r\nX-\xc3\xa9: \xff\r\n\r\n"
    )
    with serving({"/": said + PAGE}) as served:
        found = fetched(served, "http://news.example:{port}/")
    assert (found.content, found.media_type, found.last_modified) == (PAGE, "text/html", None)


# Servers that never end.


@pytest.fixture
def released() -> Iterator[Event]:
    """What a silent server waits for; should a fetch wait with it, it will get another answer than it should."""
    end = Event()
    yield end
    end.set()


def waiting(released: Event) -> Iterator[bytes]:
    released.wait(2)
    yield answer(status="404 Late")


def dripping(beginning: bytes, drop: bytes) -> Iterator[bytes]:
    """Says something, and then a little more again and again."""
    yield beginning
    while True:
        time.sleep(0.01)
        yield drop


@pytest.mark.parametrize(
    "beginning_and_drop",
    [
        (b"", b"H"),
        (b"HTTP/1.1 200 OK\r\na: ", b"a"),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        (b"HTTP/1.1 200 OK\r\n\r\n", b"a"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n", b"a"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"0"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n", b"a: b\r\n"),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n", gzip.compress(b"")),
    ],
    ids=["status", "header", "continue", "body", "length", "chunks", "chunk size", "trailers", "empty gzip"],
)
def test_a_server_that_never_ends_is_left(beginning_and_drop):
    problem = problem_of(dripping(*beginning_and_drop), limits={"seconds": 0.15})
    assert problem.reason == "was not read within 0.15 s"


@pytest.mark.parametrize(
    "flood",
    [b"HTTP/1.1 100 Continue\r\n\r\n" * 1000, b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"0" * 60_000],
    ids=["continue", "chunk size"],
)
def test_a_flood_ends_at_the_allowance(flood):
    assert problem_of(repeat(flood)).reason in {"is larger than 10,000 bytes", BROKEN}


def test_a_silent_server_is_left(released):
    assert problem_of(waiting(released), limits={"seconds": 0.1}).reason == "was not read within 0.1 s"


def test_a_silent_name_service_is_left(released):
    answered = []

    def silent(host):
        released.wait(2)
        answered.append(host)
        return ["127.0.0.1"]

    assert problem_of(answer(PAGE), limits={"seconds": 0.1}, resolve=silent).reason == "was not read within 0.1 s"
    assert answered == []


def test_the_time_is_one_for_all_redirects():
    def slow():
        time.sleep(0.1)
        yield answer(status="302 Found", location="/page")

    answers = {"/": slow(), "/page": dripping(b"HTTP/1.1 200 OK\r\n\r\n", b"a")}
    with serving(answers) as served, pytest.raises(ReadingError, match=r"was not read within 0\.2 s"):
        fetched(served, "http://news.example:{port}/", limits={"seconds": 0.2})


# TLS.


@pytest.fixture(scope="module")
def certificate(tmp_path_factory) -> Path:
    """Key and certificate for news.example, signed by nobody but itself."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not there to make a certificate")
    path = tmp_path_factory.mktemp("tls") / "news.pem"
    call = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
        "-nodes",
        "-days",
        "2",
    ]
    names = ["-subj", "/CN=news.example", "-addext", "subjectAltName=DNS:news.example"]
    key = path.with_suffix(".key")
    subprocess.run([*call, *names, "-keyout", key, "-out", path], check=True, capture_output=True)
    path.write_bytes(path.read_bytes() + key.read_bytes())
    return path


def speaks_tls(certificate: Path) -> tuple[ssl.SSLContext, list[str | None]]:
    """A server's side of TLS, and the names it is asked for."""
    context, names = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), []
    context.load_cert_chain(certificate)
    context.sni_callback = lambda sock, name, context: names.append(name)
    return context, names


def test_tls_verifies_the_name_although_a_number_is_connected_to(certificate):
    context, names = speaks_tls(certificate)
    with serving({"/": answer(PAGE)}, certificate=context) as served:

        def secure(host):
            return fetched(
                served, f"https://{host}:{{port}}/", trusted=lambda: ssl.create_default_context(cafile=certificate)
            )

        found = secure("news.example")
        assert (found.content, found.address) == (PAGE, f"https://news.example:{served.port}/")
        with pytest.raises(ReadingError, match=r"has a server that cannot be verified \(Hostname mismatch"):
            secure("other.example")
    assert names == ["news.example", "other.example"]
    assert len(served.requests) == 1


def test_a_certificate_nobody_vouches_for_is_refused(certificate):
    context, _ = speaks_tls(certificate)
    with (
        serving({"/": answer(PAGE)}, certificate=context) as served,
        pytest.raises(ReadingError, match=r"has a server that cannot be verified \(self-signed cert"),
    ):
        fetched(served, "https://news.example:{port}/")
    assert served.requests == []


def test_a_server_without_tls_is_not_believed():
    with (
        serving({"/": answer(PAGE)}) as served,
        pytest.raises(ReadingError, match="has a server that does not complete a secure connection"),
    ):
        fetched(served, "https://news.example:{port}/")


def test_time_and_size_hold_over_tls(certificate):
    context, _ = speaks_tls(certificate)
    answers = {"/slow": dripping(b"HTTP/1.1 200 OK\r\n", b"a"), "/large": answer(b"a" * 10_001, content_length="")}

    def why(path, **limits):
        with pytest.raises(ReadingError) as problem:
            fetched(
                served,
                "https://news.example:{port}" + path,
                limits=limits,
                trusted=lambda: ssl.create_default_context(cafile=certificate),
            )
        return problem.value.reason

    with serving(answers, certificate=context) as served:
        assert why("/slow", seconds=0.2) == "was not read within 0.2 s"
        assert why("/large") == "is larger than 10,000 bytes"


def test_a_handshake_that_never_ends_is_left(released):
    def keep_silent():
        connection, _ = listening.accept()
        with connection:
            released.wait(0.3)

    with socket.create_server(("127.0.0.1", 0)) as listening:
        Thread(target=keep_silent, daemon=True).start()
        with pytest.raises(ReadingError, match=r"was not read within 0\.1 s"):
            fetched(Served(port=listening.getsockname()[1]), "https://news.example:{port}/", limits={"seconds": 0.1})


# Laws.

FRAGMENTS = st.sampled_from(
    (
        b"HTTP/1.1 200 OK\r\n",
        b"HTTP/1.0 301 \r\n",
        b"HTTP/1.1 429 a\r\n",
        *(b"Content-Length: ", b"Transfer-Encoding: chunked\r\n", b"Content-Encoding: gzip\r\n", b"Content-Type: "),
        *(b"Location: ", b"http://", b"//", b"Retry-After: "),
        *(b"\r\n\r\n", b"\r\n", b"\n", b"\r", b" ", b":", b"5", b"-1", b"0", b"\x00", b"\xff"),
        *(PAGE, gzip.compress(PAGE)),
    )
)


def page_or_problem(served: Served) -> Fetched | ReadingError:
    try:
        return fetched(served, "http://news.example:{port}/", limits={"seconds": 1.0})
    except ReadingError as problem:
        return problem


@settings(max_examples=60, deadline=None)
@given(st.lists(FRAGMENTS | st.binary(max_size=8), max_size=12).map(b"".join))
def test_whatever_a_server_says_there_is_a_page_or_a_clear_error(said):
    answers = {"/": b"HTTP/1.1 200 OK\r\n" + said}
    with serving(answers) as served:
        found = page_or_problem(served)
        if isinstance(found, Fetched):
            assert 0 < len(found.content) <= 10_000
        else:
            assert found.subject == f"http://news.example:{served.port}/"
            assert found.reason
            assert str(found).isprintable()
