"""What a batch's report costs: its size, the time to write it, and how soon Chromium shows it.

Usage: python benchmarks/batch_html.py --data FOLDER [--work FOLDER] [--claims 1000]

Tweets of CheckThat! 2022 (task 2A, English, train) are traced through its 14,231 fact-checked claims, and a tenth, a
third and all of them written as a report. Memory is what Python held at most while writing, beyond what it held
before, from a writing of its own. Each report is opened in a new page of Chromium, 1400 by 900, five times; the median
is given. Beside it the other documents of the same batch. Index and rows are kept in ``--work`` and used again.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import statistics
import tempfile
import time
import tracemalloc
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import corpora
from claims import make_index
from playwright.sync_api import Browser, sync_playwright
from results import save, table

from provenance.batching import Journal, read_claims, run_of, traced
from provenance.collection import Collection
from provenance.models import Batch, BatchRow
from provenance.reporting.batch import bundle, html, jsonld
from provenance.reporting.batch.verification import verify
from provenance.settings import Settings

CHROMIUM = "/usr/bin/chromium"
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"
LOADED = "performance.getEntriesByType('navigation')[0].loadEventEnd"


@dataclass(frozen=True)
class First:
    """The first rows of a batch, read anew each time."""

    batch: Batch
    number: int

    def __iter__(self) -> Iterator[BatchRow]:
        return islice(iter(self.batch.rows), self.number)


def traced_batch(data: Path, work: Path, number: int, collection: Collection) -> Batch:
    """`number` tweets traced, or what is kept of an earlier run."""
    texts, _ = corpora.tweets(data, "Train")
    given = work / f"tweets-{number}.csv"
    with given.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("id", "claim"), *islice(texts.items(), number)])
    claims, settings, path = read_claims(given), Settings(), work / f"tweets-{number}.journal"
    run = run_of(claims, collection, settings)
    journal = Journal.resume(path, run) if path.exists() else Journal.begin(path, run)
    with journal:
        traced(collection, claims, journal, settings=settings)
    return journal.batch()


def written(batch: Batch, path: Path) -> dict[str, object]:
    """The report on disk, with what it cost to write."""
    begun = time.perf_counter()
    with path.open("wb") as stream:
        html.write(batch, stream)
    seconds = time.perf_counter() - begun
    tracemalloc.start()
    with Path("/dev/null").open("wb") as nowhere:
        html.write(batch, nowhere)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    size = path.stat().st_size
    return {
        "claims": batch.total,
        "MB": round(size / 1e6, 2),
        "MB gzipped": round(len(gzip.compress(path.read_bytes())) / 1e6, 2),
        "KB a claim": round(size / batch.total / 1e3, 1),
        "seconds to write": round(seconds, 2),
        "MB held": round(most / 1e6, 1),
    }


def shown(browser: Browser, path: Path) -> dict[str, object]:
    """How soon a report is painted, and loaded to its end, in milliseconds."""
    painted, loaded = [], []
    for _ in range(5):
        page = browser.new_page(viewport={"width": 1400, "height": 900})
        page.goto(path.as_uri(), wait_until="load", timeout=120_000)
        page.wait_for_timeout(300)
        painted.append(page.evaluate(PAINTED))
        loaded.append(page.evaluate(LOADED))
        page.close()
    return {"ms to first paint": round(statistics.median(painted)), "ms to load": round(statistics.median(loaded))}


def other_documents(batch: Batch, collection: Collection, work: Path) -> list[dict[str, object]]:
    """JSON-LD and the bundle of the same batch, and the bundle verified."""
    rows = []
    for name, write in (("jsonld", jsonld.write), ("zip", lambda b, s: bundle.write(b, s, text=collection.text))):
        path = work / f"report.{name}"
        begun = time.perf_counter()
        with path.open("wb") as stream:
            write(batch, stream)
        seconds = time.perf_counter() - begun
        rows.append({"document": name, "MB": round(path.stat().st_size / 1e6, 2), "seconds": round(seconds, 2)})
    begun = time.perf_counter()
    found = verify(work / "report.zip")
    rows.append({"document": "verify zip", "MB": "", "seconds": round(time.perf_counter() - begun, 2)})
    print(f"{found.files} files, {found.passages} passages, {len(found.faults)} faults")
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, help="keep the index and the rows here")
    parser.add_argument("--claims", type=int, default=999)
    chosen = parser.parse_args()
    work = chosen.work or Path(tempfile.mkdtemp())
    work.mkdir(parents=True, exist_ok=True)
    collection = make_index(chosen.data, work)
    batch = traced_batch(chosen.data, work, chosen.claims, collection)
    rows = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        for number in (chosen.claims // 10, chosen.claims // 3, chosen.claims):
            part, path = replace(batch, total=number, rows=First(batch, number)), work / f"report-{number}.html"
            rows.append(written(part, path) | shown(browser, path))
        version = browser.version
        browser.close()
    print(table(rows))
    others = other_documents(batch, collection, work)
    print(table(others))
    save("batch_html", {"chromium": version, "reports": rows, "other documents": others})


if __name__ == "__main__":
    main()
