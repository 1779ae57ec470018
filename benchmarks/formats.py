"""Does one article read from every format say the same, and how fast is each?

Usage: python benchmarks/formats.py

Takes the plain-text articles of ``seeds/``, has each made into every other format by an ordinary program for it (pages
by hand, PDF printed by Chromium, DOCX by python-docx, web archives by wget from a server on this machine, the rest by
Python's own libraries), reads each back, and compares words, title and date with what the plain text gives. Then the
speed: articles a second over many copies, and trafilatura alone beside the reading of web pages.
"""

from __future__ import annotations

import argparse
import csv
import functools
import gzip
import html
import http.server
import io
import json
import shutil
import subprocess
import tempfile
import threading
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import format_datetime
from pathlib import Path

import docx
import trafilatura
from results import save, table

from provenance.errors import ReadingError
from provenance.models import Document
from provenance.reading import find_sources, read_ahead
from provenance.wording.normalisation import fold

SEEDS = Path(__file__).resolve().parents[1] / "seeds"
COPIES = 100  # of each article, where speed is measured
PRINTED = 4  # articles that are printed, since Chromium takes a second for each


@dataclass(frozen=True)
class Given:
    """An article as it is made into a format: its paragraphs in order, title first, and what is known of it."""

    name: str
    title: str
    lines: list[str]
    day: date

    @property
    def body(self) -> str:
        """Its paragraphs as mark-up."""
        return "".join(f"<p>{html.escape(line)}</p>\n" for line in self.lines)

    def page(self, style: str = "") -> str:
        """It as a web page."""
        return (
            f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{html.escape(self.title)}</title>'
            f"<style>{style}</style></head><body><article><h1>{html.escape(self.title)}</h1>{self.body}</article></body></html>"
        )


def articles(folder: Path) -> list[Given]:
    """The articles whose plain text states title and date, copied away from what ``articles.csv`` says of them."""
    copies = [Path(shutil.copy(path, folder)) for path in sorted(SEEDS.glob("*.txt"))]
    found = []
    for document in documents(copies):
        published = document.article.published
        if document.article.title and published.earliest and published.reliable:
            lines = [line.strip() for line in document.text.split("\n\n") if line.strip()]
            day = published.earliest.date() if isinstance(published.earliest, datetime) else published.earliest
            found.append(Given(document.article.id, lines[0], lines[1:], day))
    return found


def documents(paths: list[Path]) -> list[Document]:
    read = []
    for reading in read_ahead(find_sources(paths), is_known=lambda _: False):
        for outcome in [reading] if isinstance(reading, ReadingError) else reading.documents:
            if isinstance(outcome, ReadingError):
                print(outcome)
            else:
                read.append(outcome)
    return read


# ------------------------------------------------------------------------------------------------ making


def printed(given: Given, folder: Path, style: str = "") -> None:
    page = folder / f"{given.name}.html"
    page.write_text(
        given.page(f"@page {{ size: A4; margin: 25mm }} body {{ font: 11pt serif }} {style}"), encoding="utf-8"
    )
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--print-to-pdf={page.with_suffix('.pdf')}"]
    subprocess.run([*command, page.as_uri()], check=True, capture_output=True)
    page.unlink()


def in_columns(given: Given, folder: Path) -> None:
    printed(given, folder, "article { columns: 2; column-gap: 8mm; text-align: justify; hyphens: auto }")


def worded(given: Given, folder: Path) -> None:
    made = docx.Document()
    made.add_heading(given.title, 0)
    for line in given.lines:
        made.add_paragraph(line)
    made.save(str(folder / f"{given.name}.docx"))


def archived(given: Given, folder: Path) -> None:
    """A web archive made by wget from a server on this machine."""
    site = folder / "site"
    site.mkdir()
    (site / f"{given.name}.html").write_text(given.page(), encoding="utf-8")
    handler = functools.partial(Quiet, directory=str(site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/{given.name}.html"
    command = ["wget", "-q", "-O", "/dev/null", f"--warc-file={folder / given.name}", "--no-warc-keep-log", address]
    subprocess.run(command, check=True)
    server.shutdown()
    shutil.rmtree(site)


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files without telling."""

    def log_message(self, *_: object) -> None:
        """Nothing."""


def feed(given: Given, folder: Path) -> None:
    stamp = format_datetime(datetime(given.day.year, given.day.month, given.day.day))  # noqa: DTZ001
    item = (
        f"<item><title>{html.escape(given.title)}</title><link>https://example.org/{given.name}</link>"
        f"<pubDate>{stamp}</pubDate><content:encoded><![CDATA[{given.body}]]></content:encoded></item>"
    )
    space = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    text = f'<?xml version="1.0"?><rss version="2.0" {space}><channel><title>Sample</title>{item}</channel></rss>'
    (folder / f"{given.name}.rss").write_text(text, encoding="utf-8")


def plain(given: Given) -> str:
    return "\n\n".join([given.title, *given.lines]) + "\n"


def written(ending: str, content: Callable[[Given], bytes]) -> Callable[[Given, Path], None]:
    def make(given: Given, folder: Path) -> None:
        (folder / f"{given.name}{ending}").write_bytes(content(given))

    return make


def as_csv(given: Given) -> bytes:
    file = io.StringIO()
    csv.writer(file).writerows([("id", "title", "text"), (given.name, given.title, plain(given))])
    return file.getvalue().encode()


def as_jsonl(given: Given) -> bytes:
    return json.dumps({"id": given.name, "title": given.title, "text": plain(given)}).encode() + b"\n"


def as_zip(given: Given) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{given.name}.txt", plain(given))
    return file.getvalue()


MAKERS: dict[str, tuple[str, Callable[[Given, Path], None]]] = {
    ".txt": ("by hand", written(".txt", lambda given: plain(given).encode())),
    ".md": ("by hand", written(".md", lambda given: f"# {plain(given)}".encode())),
    ".html": ("by hand", written(".html", lambda given: given.page().encode())),
    ".pdf": ("Chromium", printed),
    ".pdf, two columns": ("Chromium", in_columns),
    ".docx": ("python-docx", worded),
    ".jsonl": ("Python", written(".jsonl", as_jsonl)),
    ".csv": ("Python", written(".csv", as_csv)),
    ".txt.gz": ("gzip", written(".txt.gz", lambda given: gzip.compress(plain(given).encode()))),
    ".zip": ("zipfile", written(".zip", as_zip)),
    ".warc.gz": ("wget", archived),
    ".rss": ("by hand", feed),
}


# --------------------------------------------------------------------------------------------- comparing


def shared(one: str, other: str) -> float:
    """Share of the words of `one` that stand in `other`, each as often; bigger is more."""
    words = Counter(fold(one).split())
    return sum((words & Counter(fold(other).split())).values()) / words.total()


def same_day(document: Document, day: date) -> bool:
    found = document.article.published.earliest
    return (found.date() if isinstance(found, datetime) else found) == day


def compared(ending: str, folder: Path, known: list[Given]) -> dict[str, object]:
    maker, make = MAKERS[ending]
    chosen = known[:PRINTED] if maker in {"Chromium", "wget"} else known
    words: list[float] = []
    titles = days = 0
    for number, given in enumerate(chosen):
        place = folder / f"{ending.strip('.').replace(', ', '-')}-{number}"
        place.mkdir()
        make(given, place)
        for document in documents([place])[:1]:
            whole = " ".join(given.lines) if ending == ".rss" else plain(given)  # a feed gives titles apart
            words.append(min(shared(whole, document.text), shared(document.text, whole)))
            titles += fold(document.article.title or "") == fold(given.title)
            days += same_day(document, given.day)
    count = len(chosen)
    return {
        "format": ending,
        "made by": maker,
        "articles": count,
        "read": len(words),
        "same words, least": round(min(words, default=0.0), 3),
        "same title": f"{titles} of {count}",
        "same date": f"{days} of {count}",
    }


def speed(ending: str, folder: Path) -> float:
    """Articles a second over copies of what was made."""
    place = folder / f"speed-{ending.strip('.').replace(', ', '-')}"
    place.mkdir()
    made = [path for path in folder.glob(f"{ending.strip('.').replace(', ', '-')}-*/*") if path.is_file()]
    kept = [path for path in made if path.suffix != ".html" or ending == ".html"]
    total = 0
    while total < COPIES:
        for path in kept:
            shutil.copy(path, place / f"{total}-{path.name}")
            total += 1
    begun = time.perf_counter()
    read = len(documents(sorted(place.iterdir())))
    return round(read / (time.perf_counter() - begun), 1)


def trafilatura_alone(folder: Path) -> float:
    pages = [path.read_text(encoding="utf-8") for path in sorted((folder / "speed-html").iterdir())]
    trafilatura.bare_extraction(pages[0], with_metadata=True)
    begun = time.perf_counter()
    for page in pages:
        trafilatura.bare_extraction(page, with_metadata=True)
    return round(len(pages) / (time.perf_counter() - begun), 1)


def main() -> None:
    argparse.ArgumentParser(description=__doc__.splitlines()[0]).parse_args()
    with tempfile.TemporaryDirectory() as work, tempfile.TemporaryDirectory() as copied:
        folder, known = Path(work), articles(Path(copied))
        rows = [compared(ending, folder, known) for ending in MAKERS]
        speeds = [{"format": ending, "articles a second": speed(ending, folder)} for ending in MAKERS]
        speeds.append({"format": ".html, trafilatura alone", "articles a second": trafilatura_alone(folder)})
    print(table(rows), table(speeds), sep="\n\n")
    save("formats", {"same": rows, "speed": speeds})


if __name__ == "__main__":
    main()
