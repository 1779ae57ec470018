"""What hostile files and addresses cost: each refused or read within 20 s and 500 MB, the rest of the run unharmed.

Usage: python benchmarks/hostile.py

Makes every file itself and reads it, beside one good article, in a process of its own whose time and largest memory
(of it or of any of its children) are taken.
"""

from __future__ import annotations

import argparse
import gzip
import http.server
import io
import os
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from results import save, table

SECONDS, MEGABYTES = 20, 500
GOOD = "The ferry left the harbour at dawn with forty passengers on board, and nobody thought it odd.\n"
READER = """
import sys
from provenance.errors import ReadingError
from provenance.reading import find_sources, read_ahead
for found in read_ahead(find_sources(sys.argv[1:]), is_known=lambda original: False):
    for outcome in [found] if isinstance(found, ReadingError) else found.documents:
        print(f"refused: {outcome}" if isinstance(outcome, ReadingError) else
              f"read: {outcome.article.id}, {len(outcome.text):,} characters")
"""
FETCHER = """
import sys
from urllib.parse import urlsplit
from provenance.errors import ReadingError
from provenance.reading.fetching import FetchLimits, fetch
limits = FetchLimits(ports=(urlsplit(sys.argv[1]).port,))
try:
    print("read:", len(fetch(sys.argv[1], allowed=lambda address: True, limits=limits).content))
except ReadingError as error:
    print("refused:", error)
print("read: good")
"""
ENTITIES = "<!DOCTYPE r [<!ENTITY a 'aaaaaaaaaa'>" + "".join(
    f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(9)
)
XML = '<?xml version="1.0"?>'


def packed(members: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def docx(document: bytes) -> bytes:
    types = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    return packed({"[Content_Types].xml": types, "word/document.xml": document})


def pdf_bomb(megabytes: int) -> bytes:
    """A page whose content is packed twice: some thousand bytes that unpack to `megabytes`."""
    inner = zlib.compress(b"0 0 m " * (megabytes * 1_000_000 // 6), 9)
    stream = zlib.compress(inner, 9)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R>>",
        b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n%b\nendstream" % (len(stream), stream),
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj %b endobj\n" % (number, body)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    table_at = len(out)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    trailer = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, table_at)
    return out + head + rows + trailer


def files() -> dict[str, tuple[str, Callable[[], bytes]]]:
    """What each file is, its name and what makes its bytes."""
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    lol = f"{XML}{ENTITIES}]><w:document xmlns:w='{word}'><w:t>&j;</w:t></w:document>".encode()
    return {
        "zip bomb, one member of 1 GB": ("bomb.zip", lambda: packed({"a.txt": bytes(1_000_000_000)})),
        "zip bomb, 100 members of 45 MB": (
            "many.zip",
            lambda: packed({f"{n}.txt": bytes(45_000_000) for n in range(100)}),
        ),
        "zip within zip": ("nested.zip", lambda: packed({"inner.zip": packed({"a.txt": GOOD.encode()})})),
        "zip of 20,000 members": ("crowd.zip", lambda: packed({f"{n}.txt": b"x" for n in range(20_000)})),
        "gzip bomb, 2 GB": ("bomb.txt.gz", lambda: gzip.compress(bytes(2_000_000_000), 9)),
        "PDF, packed twice, 1 GB": ("bomb.pdf", partial(pdf_bomb, 1_000)),
        "PDF, cut off": ("cut.pdf", lambda: pdf_bomb(1)[:300]),
        "billion laughs as a feed": ("laughs.rss", f"{XML}{ENTITIES}]><rss version='2.0'>&j;</rss>".encode),
        "billion laughs as a DOCX (a DTD)": ("laughs.docx", lambda: docx(lol)),
        "DOCX bomb, 1 GB": ("bomb.docx", lambda: docx(bytes(1_000_000_000))),
        "DOCX nested 100,000 deep": ("deep.docx", lambda: docx(XML.encode() + b"<w>" * 100_000 + b"</w>" * 100_000)),
        "page of 100,000 nested tags": ("deep.html", lambda: b"<html>" + b"<div>" * 100_000 + GOOD.encode()),
        "page of 100,000 paragraphs": ("wide.html", lambda: b"<html>" + b"<p>some words here</p>" * 100_000),
        "page of 45 MB": ("large.html", lambda: b"<html>" + b"<p>some words here</p>" * 2_000_000),
        "page with 1,000,000 attributes": ("attributes.html", lambda: b"<html><a " + b"x=y " * 1_000_000 + b">"),
        "PDF named .html": ("paper.html", partial(pdf_bomb, 1)),
        "page named .pdf": ("page.pdf", f"<!DOCTYPE html><html><body><p>{GOOD * 3}</p></body></html>".encode),
        "zip named .docx": ("archive.docx", lambda: packed({"a.txt": GOOD.encode()})),
        "program named .txt": ("program.txt", lambda: b"\x7fELF" + os.urandom(4_000)),
        "UTF-16 without a mark": ("wide.txt", lambda: (GOOD * 3).encode("utf-16-le")),
        "UTF-8 and Windows-1252 in one": (
            "mixed.txt",
            lambda: ("“Ærø” " * 20 + GOOD).encode() + "“naïve”".encode("cp1252"),
        ),
        "JSON lines nested 100,000 deep": ("deep.jsonl", lambda: b'{"text": ' + b"[" * 100_000),
        "CSV with a field of 40 MB": ("wide.csv", lambda: b'text\n"' + b"words " * 7_000_000 + b'"\n'),
        "text of one line of 45 MB": ("line.txt", lambda: b"word " * 9_000_000),
        "text of 40 MB of years": ("years.txt", lambda: b"12 May 2019. " * 3_000_000),
    }


class Endless(http.server.BaseHTTPRequestHandler):
    """Sends a byte now and then, for ever."""

    def do_GET(self) -> None:
        """Answer without end."""
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        try:
            while True:
                self.wfile.write(b"a")
                time.sleep(0.5)
        except OSError:
            return

    def log_message(self, *_: object) -> None:
        """Nothing."""


@contextmanager
def endless_server() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Endless)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def addresses() -> dict[str, str]:
    return {
        "file:// address": "file:///etc/passwd",
        "private address": "http://192.168.1.1/",
        "this machine, in decimal": "http://2130706433/",
        "this machine, in IPv6 of IPv4": "http://[::ffff:127.0.0.1]/",
        "metadata service": "http://169.254.169.254/latest/meta-data/",
        "ftp:// address": "ftp://example.org/a.txt",
        "name of this machine": "http://localhost/",
    }


def measured(what: str, given: str, good: Path, program: str = READER) -> dict[str, object]:
    begun = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", program, given, str(good)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    told = (process.stdout.read() if process.stdout else "").strip().splitlines()
    _, _, usage = os.wait4(process.pid, 0)
    seconds, megabytes = time.perf_counter() - begun, usage.ru_maxrss / 1_000
    others = [line for line in told if not line.startswith("read: good")]
    harmed = len(others) == len(told)
    line = others[0] if others else "nothing was said"
    within = seconds <= SECONDS and megabytes <= MEGABYTES and not harmed and "Traceback" not in "".join(told)
    said = line.replace(f"{good.parent}/", "")
    return {
        "what": what,
        "seconds": round(seconds, 1),
        "MB": round(megabytes),
        "within": "yes" if within else "NO",
        "said": said if len(said) < 130 else said[:130] + "…",
    }


def make(folder: Path) -> None:
    """Write every file. In a process of its own: what this takes would count as its children's."""
    (folder / "good.txt").write_text(GOOD, encoding="utf-8")
    for number, (name, content) in enumerate(files().values()):
        path = folder / str(number) / name
        path.parent.mkdir()
        path.write_bytes(content())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--make", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.make:
        make(options.make)
        return
    with tempfile.TemporaryDirectory() as folder, endless_server() as endless:
        subprocess.run([sys.executable, __file__, "--make", folder], check=True)
        good = Path(folder) / "good.txt"
        rows = [
            measured(what, str(next((Path(folder) / str(number)).iterdir())), good)
            for number, what in enumerate(files())
        ]
        rows += [measured(what, address, good) for what, address in addresses().items()]
        rows.append(measured("server that never ends", endless, good, FETCHER))
    print(table(rows))
    save("hostile", {"limits": {"seconds": SECONDS, "MB": MEGABYTES}, "rows": rows})


if __name__ == "__main__":
    main()
