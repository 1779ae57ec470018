"""The research corpora the benchmarks measure on, read in place from the folder given as ``--data``."""

from __future__ import annotations

import csv
import gzip
import html
import json
import re
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True)
class Item:
    """A dated text of a corpus; `date` is ISO 8601, or empty where the corpus has none."""

    id: str
    title: str
    text: str
    date: str


def reuters(data: Path) -> Iterator[Item]:
    """Reuters-21578: newswire of 1987, items with a body, in order."""
    with tarfile.open(data / "reuters21578.tar.gz") as archive:
        names = sorted(name for name in archive.getnames() if name.endswith(".sgm"))
        for name in names:
            markup = archive.extractfile(name).read().decode("latin-1")
            for block in re.findall(r"<REUTERS.*?</REUTERS>", markup, re.DOTALL):
                body = re.search(r"<BODY>(.*?)</BODY>", block, re.DOTALL)
                if body:
                    yield _reuters_item(block, html.unescape(body.group(1)))


def _reuters_item(block: str, body: str) -> Item:
    title = re.search(r"<TITLE>(.*?)</TITLE>", block, re.DOTALL)
    stamp = re.search(r"<DATE>\s*(\d{1,2}-\w{3}-\d{4} \d\d:\d\d:\d\d)\.\d+", block)
    said = f"{stamp.group(1).strip()} +0000" if stamp else ""
    date = datetime.strptime(said, "%d-%b-%Y %H:%M:%S %z").isoformat() if said else ""
    text = re.sub(r"\s*(?:Reuter|REUTER)?\s*\x03\s*$", "", body)
    number = re.search(r'NEWID="(\d+)"', block).group(1)
    return Item(f"reuters-{number}", html.unescape(title.group(1)) if title else "", text, date)


def pan_sources(data: Path) -> Iterator[str]:
    """PAN 2013 text alignment: the source documents of the training corpus."""
    yield from _archived(data / "pan13-train.tar.gz", ".txt", "/src/")


def wiki_versions(data: Path) -> Iterator[str]:
    """Successive versions of encyclopaedia articles."""
    yield from _archived(data / "wiki-versions.tar.gz", "", "version_documents/")


def _archived(path: Path, ending: str, part: str) -> Iterator[str]:
    with tarfile.open(path) as archive:
        for member in archive:
            if member.isfile() and part in member.name and member.name.endswith(ending):
                yield archive.extractfile(member).read().decode("utf-8", "replace")


def news_events(data: Path) -> Iterator[Item]:
    """Real articles on two events; `date` is when the page was fetched."""
    csv.field_size_limit(10_000_000)
    for path in sorted((data / "news-events").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                yield Item(f"{path.stem}-{row['id']}", row["publisher"], row["text"], row["scrape_time"])


def fact_checks(data: Path) -> Iterator[Item]:
    """CheckThat! 2022 task 2A: fact-checked claims."""
    with gzip.open(data / "clef22" / "claims.jsonl.gz", "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            yield Item(row["vclaim_id"], row["title"], row["vclaim"], row["date"])


def tweets(data: Path, part: str) -> tuple[dict[str, str], dict[str, set[str]]]:
    """CheckThat! 2022 task 2A: tweets by id, and the ids of the claims each repeats; `part` is Train or Dev."""
    folder = data / "clef22"
    relevant: dict[str, set[str]] = {}
    for line in (folder / f"CT2022-Task2A-EN-{part}_QRELs.tsv").read_text(encoding="utf-8").splitlines():
        tweet, _, claim, _ = line.split("\t")
        relevant.setdefault(tweet, set()).add(claim)
    with (folder / "CT2022-Task2A-EN-Train-Dev_Queries.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return {row[0]: row[1] for row in rows if row[0] in relevant}, relevant
