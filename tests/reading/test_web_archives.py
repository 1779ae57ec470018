"""Web archives: captured pages are articles, bounded by the time of their capture."""

import gzip
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from articles_on_disk import BODY, read, write

ROOT = Path(__file__).resolve().parents[2]
PAGE = (
    "<!DOCTYPE html><html><head><title>Ferry leaves harbour</title>{head}</head>"
    f"<body><article><p>{BODY}</p><p>{{more}}</p></article></body></html>"
)
DATED = '<meta property="article:published_time" content="2022-12-07">'


def captured(*captures: tuple[str, str, bytes, dict[str, str]], gz: bool = True) -> bytes:
    """An archive of captures: address, moment, body, HTTP headers (``status`` among them)."""
    records = [record(*capture) for capture in captures]
    return b"".join(gzip.compress(one) if gz else one for one in records)


def record(address: str, moment: str, body: bytes, headers: dict[str, str]) -> bytes:
    """One record as ISO 28500 writes it."""
    status = headers.pop("status", "200 OK")
    http = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    block = f"HTTP/1.1 {status}\r\n{http}\r\n".encode() + body
    head = {
        "WARC-Type": "response",
        "WARC-Target-URI": address,
        "WARC-Date": moment,
        "WARC-Record-ID": f"<urn:uuid:{uuid5(NAMESPACE_URL, address + moment)}>",
        "Content-Type": "application/http; msgtype=response",
        "Content-Length": str(len(block)),
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
    return f"WARC/1.0\r\n{lines}\r\n".encode() + block + b"\r\n\r\n"


def page(head: str = "", more: str = "") -> bytes:
    return PAGE.format(head=head, more=more).encode()


HTML = {"Content-Type": "text/html; charset=utf-8"}
FERRY, OTHER = "https://quay.example/2022/ferry.html", "https://quay.example/other"


def test_pages_are_articles_with_their_address_and_capture(tmp_path):
    write(
        tmp_path,
        {
            "crawl.warc.gz": captured(
                (FERRY, "2023-01-05T10:00:00Z", page(DATED), dict(HTML)),
                (OTHER, "2023-01-05T10:00:01Z", page(more="Another page."), dict(HTML)),
                ("https://quay.example/p.png", "2023-01-05T10:00:02Z", b"\x89PNG", {"Content-Type": "image/png"}),
                ("https://quay.example/gone", "2023-01-05T10:00:03Z", page(), {**HTML, "status": "404 Not Found"}),
            )
        },
    )
    documents, errors = read(tmp_path)
    assert not errors
    assert [document.article.id for document in documents] == ["quay.example/2022/ferry", "quay.example/other"]
    dated, bounded = (document.article for document in documents)
    assert (dated.url, dated.outlet, dated.published.earliest) == (FERRY, "quay.example", date(2022, 12, 7))
    assert dated.path.endswith("crawl.warc.gz#quay.example/2022/ferry")
    assert not bounded.published.dated
    assert bounded.published.latest == datetime(2023, 1, 5, 10, 0, 1, tzinfo=UTC)


def test_a_page_captured_twice_is_one_article_unless_it_changed(tmp_path):
    write(
        tmp_path,
        {
            "crawl.warc": captured(
                (FERRY, "2023-01-05T10:00:00Z", page(), dict(HTML)),
                (FERRY, "2023-02-05T10:00:00Z", page(), dict(HTML)),
                (FERRY, "2023-03-05T10:00:00Z", page(more="It has changed since."), dict(HTML)),
                gz=False,
            )
        },
    )
    documents, _ = read(tmp_path)
    assert [document.article.id for document in documents] == [
        "quay.example/2022/ferry",
        "quay.example/2022/ferry@20230305100000",
    ]


def test_the_encoding_a_server_names_is_heard(tmp_path):
    latin = page(more="Ærøskøbing ferry").decode().encode("latin-1")
    headers = {"Content-Type": "text/html; charset=iso-8859-1"}
    write(tmp_path, {"crawl.warc": captured((FERRY, "2023-01-05T10:00:00Z", latin, headers), gz=False)})
    (document,), _ = read(tmp_path)
    assert "Ærøskøbing ferry" in document.text


def test_compressed_pages_are_unpacked_within_the_limit(tmp_path):
    headers = {**HTML, "Content-Encoding": "gzip"}
    small, bomb = gzip.compress(page()), gzip.compress(bytes(5_000_000))
    archive = captured(
        (FERRY, "2023-01-05T10:00:00Z", small, dict(headers)), (OTHER, "2023-01-05T10:00:01Z", bomb, dict(headers))
    )
    write(tmp_path, {"crawl.warc.gz": archive})
    documents, errors = read(tmp_path)
    assert [document.article.id for document in documents] == ["quay.example/2022/ferry"]
    assert [error.reason for error in errors] == ["is larger than is read of one file"]


def test_what_stands_before_damage_is_read(tmp_path):
    archive = captured(
        (FERRY, "2023-01-05T10:00:00Z", page(), dict(HTML)), (OTHER, "2023-01-05T10:00:01Z", page(), dict(HTML))
    )
    write(tmp_path, {"crawl.warc.gz": archive[:-60], "empty.warc": "WARC/1.0\r\n\r\n", "none.warc": "words"})
    documents, errors = read(tmp_path)
    assert [document.article.id for document in documents] == ["quay.example/2022/ferry"]
    assert {error.subject.removeprefix(f"{tmp_path}/"): error.reason for error in errors} == {
        f"crawl.warc.gz, {OTHER}": "is cut off in the archive",
        "empty.warc": "holds no pages",
        "none.warc": "is named like a web archive, but is none",
    }


def test_a_record_whose_address_is_lost_is_damage_and_what_stands_before_it_is_read(tmp_path):
    first = record(FERRY, "2023-01-05T10:00:00Z", page(), dict(HTML))
    second = record(OTHER, "2023-01-05T10:00:01Z", page(more="Another page."), dict(HTML))
    write(tmp_path, {"crawl.warc": first + second.replace(b"WARC-Target-URI", b"WA=C-Target-URI")})
    documents, errors = read(tmp_path)
    assert [document.article.url for document in documents] == [FERRY]
    assert [error.reason for error in errors] == [
        "is damaged; what stands behind the damage was not read (AttributeError)"
    ]


def test_an_address_that_acts_on_a_terminal_is_not_written_to_it(tmp_path):
    acting = record("https://quay.example/\x1b]0;title\x07 a", "2023-01-05T10:00:00Z", page(), dict(HTML))
    write(tmp_path, {"crawl.warc": acting})
    code = f"""
from provenance.reading import find_sources, read_source
for source in find_sources([{str(tmp_path)!r}]):
    list(read_source(source))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    assert (done.returncode, done.stderr) == (0, "")
