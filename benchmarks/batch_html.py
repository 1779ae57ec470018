"""What a batch's report costs: its size, the time to write it, and how soon Chromium shows it.

Usage: python benchmarks/batch_html.py --data FOLDER [--work FOLDER] [--traced 200] [--claims 1000]

Two batches: tweets of CheckThat! 2022 (task 2A, English, train) traced through its 14,231 fact-checked claims, which
mostly find little; and the claims of ``tests/gold`` traced through ``seeds/``, which find several versions each. As
many of them as are traced are told over and over, until the report holds a tenth of the claims, or all. Memory is by
how much the process grew at most while writing. Each report is opened in a new page of Chromium, 1400 by 900, three
times; the median is given. Beside it the other documents of the same batch. Index and rows are kept in ``--work``.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import json
import resource
import statistics
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, count, islice
from pathlib import Path
from typing import BinaryIO

import corpora
from claims import indexed
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
GOLD = Path(__file__).parents[1] / "tests" / "gold" / "claims.jsonl"
SEEDS = Path(__file__).parents[1] / "seeds"


@dataclass(frozen=True)
class Repeated:
    """The rows of a batch, read anew and told over until there are so many."""

    batch: Batch
    number: int

    def __iter__(self) -> Iterator[BatchRow]:
        rounds = chain.from_iterable(iter(self.batch.rows) for _ in count())
        for position, row in enumerate(islice(rounds, self.number), start=1):
            yield replace(row, asked=replace(row.asked, position=position, id=str(position)))


class Watched(io.RawIOBase):
    """Hands on what is written, and notes the most memory that the process took meanwhile."""

    def __init__(self, into: BinaryIO) -> None:
        super().__init__()
        self.into, self.before, self.most = into, resident(), 0

    def write(self, piece: bytes) -> int:
        """Hand `piece` on."""
        self.most = max(self.most, resident())
        return self.into.write(piece)


def resident() -> int:
    """Bytes of memory that this process takes."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * resource.getpagesize()


def traced_batch(claims: Iterable[tuple[str, str]], name: str, work: Path, collection: Collection) -> Batch:
    """Claims (id, words) traced, or what is kept of an earlier run."""
    given = work / f"{name}.csv"
    with given.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("id", "claim"), *claims])
    listed, settings, path = read_claims(given), Settings(), work / f"{name}.journal"
    run = run_of(listed, collection, settings)
    journal = Journal.resume(path, run) if path.exists() else Journal.begin(path, run)
    with journal:
        traced(collection, listed, journal, settings=settings)
    return journal.batch()


def tweets(data: Path, work: Path, number: int) -> tuple[Batch, Collection]:
    collection = Collection.open(indexed(data, work) / "index", read_only=True)
    texts, _ = corpora.tweets(data, "Train")
    return traced_batch(islice(texts.items(), number), f"tweets-{number}", work, collection), collection


def sample(work: Path) -> tuple[Batch, Collection]:
    collection = Collection.open(work / "seeds")
    collection.index([SEEDS])
    claims = [json.loads(line)["claim"] for line in GOLD.read_text(encoding="utf-8").splitlines()]
    return traced_batch(((str(n), claim) for n, claim in enumerate(claims)), "gold", work, collection), collection


def written(batch: Batch, path: Path) -> dict[str, object]:
    """The report on disk, with what it cost to write."""
    begun = time.perf_counter()
    with path.open("wb") as stream:
        watched = Watched(stream)
        html.write(batch, watched)
    seconds = time.perf_counter() - begun
    size = path.stat().st_size
    return {
        "claims": batch.total,
        "MB": round(size / 1e6, 2),
        "MB gzipped": round(len(gzip.compress(path.read_bytes())) / 1e6, 2),
        "KB a claim": round(size / batch.total / 1e3, 1),
        "s to write": round(seconds, 2),
        "MB grown": round(max(0, watched.most - watched.before) / 1e6, 1),
    }


def shown(browser: Browser, path: Path) -> dict[str, object]:
    """How soon a report is painted, and loaded to its end, in milliseconds."""
    painted, loaded = [], []
    for _ in range(3):
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
    parser.add_argument("--traced", type=int, default=200, help="so many tweets")
    parser.add_argument("--claims", type=int, default=1_000)
    chosen = parser.parse_args()
    work = chosen.work or Path(tempfile.mkdtemp())
    work.mkdir(parents=True, exist_ok=True)
    reports, others = [], []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        for name, (batch, collection) in {
            "tweets": tweets(chosen.data, work, chosen.traced),
            "gold": sample(work),
        }.items():
            for number in (chosen.claims // 10, chosen.claims):
                told, path = replace(batch, total=number, rows=Repeated(batch, number)), work / f"{name}-{number}.html"
                reports.append({"batch": name} | written(told, path) | shown(browser, path))
                print(reports[-1])
            others += [{"batch": name, "claims": number} | row for row in other_documents(told, collection, work)]
        version = browser.version
        browser.close()
    print(table(reports), table(others), sep="\n\n")
    save("batch_html", {"chromium": version, "traced": chosen.traced, "reports": reports, "other documents": others})


if __name__ == "__main__":
    main()
