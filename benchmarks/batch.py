"""A thousand claims in one run, beside tracing them one by one: tweets of CheckThat! 2022 against 14,231 claims.

Usage: python benchmarks/batch.py --data FOLDER [--work FOLDER] [--claims 1000] [--alone 200] [--fresh 5]

Three ways to trace the same claims of the train part, in one run on one machine: ``provenance batch`` as a user calls
it, its start and its files included; `trace` called for one claim after another in one warm process; ``provenance
trace`` called anew for every claim. The slower ways are measured on the first claims of the list. Time is told by the
clock and in processor time, which other work on the machine changes less. Memory is that of all the batch's processes
together.
"""

from __future__ import annotations

import argparse
import csv
import os
import resource
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import corpora
from claims import indexed
from results import save, table

from provenance.collection import Collection
from provenance.tracing import trace


@dataclass(frozen=True)
class Taken:
    """What a piece of work took; memory in MiB, of a process and its children at their fullest."""

    seconds: float
    processor: float
    memory: float = 0.0


def claims_file(path: Path, texts: dict[str, str]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("id", "claim"), *texts.items()])
    return path


def called(*arguments: object) -> Taken:
    """A call of the program, from its start to its end."""
    begun, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    process = subprocess.Popen([sys.executable, "-m", "provenance", *map(str, arguments)], stdout=subprocess.DEVNULL)
    fullest = _Fullest(process.pid)
    process.wait()
    memory = fullest.told()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Taken(time.perf_counter() - begun, processor, memory)


class _Fullest(threading.Thread):
    """Watches how much memory a process and its children hold together."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid = pid
        self._over = threading.Event()
        self._most = 0
        self.start()

    def run(self) -> None:
        while not self._over.wait(0.2):
            self._most = max(self._most, sum(map(_resident, _family(self._pid))))

    def told(self) -> float:
        self._over.set()
        self.join()
        return self._most / 2**20


def _family(pid: int) -> Iterable[int]:
    yield pid
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            begun = children.read_text(encoding="ascii").split()
        except OSError:  # the thread, or the whole process, has ended
            continue
        for child in begun:
            yield from _family(int(child))


def _resident(pid: int) -> int:
    """Bytes in memory that are a process's own: pages it shares with others are counted by their share."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0
    return next((1024 * int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")), 0)


def one_by_one(index: Path, texts: Sequence[str]) -> Taken:
    """Claims traced one after another in this process, once it is warm."""
    with Collection.open(index, read_only=True) as collection:
        trace(collection, texts[0])
        begun, processor = time.perf_counter(), time.process_time()
        for text in texts:
            trace(collection, text)
        return Taken(time.perf_counter() - begun, time.process_time() - processor)


def row(way: str, taken: Taken, claims: int, batch: Taken, rows: int) -> dict[str, object]:
    """A line of the table; "times" says how many times longer a claim takes than in the batch."""
    return {
        "way": way,
        "claims": claims,
        "s": round(taken.seconds, 1),
        "claims a second": round(claims / taken.seconds, 2),
        "ms a claim": round(1000 * taken.seconds / claims),
        "processor ms a claim": round(1000 * taken.processor / claims),
        "times": round((taken.seconds / claims) / (batch.seconds / rows), 2),
        "MiB": round(taken.memory) or "–",
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, help="keep the index here, or use the one that is")
    parser.add_argument("--claims", type=int, default=1_000)
    parser.add_argument("--alone", type=int, default=200)
    parser.add_argument("--fresh", type=int, default=5)
    chosen = parser.parse_args()
    work = indexed(chosen.data, chosen.work)
    index = work / "index"
    texts, _ = corpora.tweets(chosen.data, "Train")
    texts = dict(list(texts.items())[: chosen.claims])
    tenth = max(1, len(texts) // 10)
    few = claims_file(work / "few.csv", dict(list(texts.items())[:tenth]))
    many = claims_file(work / "many.csv", texts)
    alone = one_by_one(index, list(texts.values())[: chosen.alone])
    small = called("batch", few, "--index", index, "--out", work / "few.jsonl", "--force")
    whole = called("batch", many, "--index", index, "--out", work / "many.jsonl", "--force")
    each = [called("trace", text, "--index", index, "--json") for text in list(texts.values())[: chosen.fresh]]
    fresh = Taken(sum(t.seconds for t in each), sum(t.processor for t in each), max(t.memory for t in each))
    rows = [
        row("batch", whole, len(texts), whole, len(texts)),
        row("batch of a tenth", small, tenth, whole, len(texts)),
        row("one by one, one warm process", alone, min(chosen.alone, len(texts)), whole, len(texts)),
        row("one by one, a fresh process each", fresh, len(each), whole, len(texts)),
    ]
    print(table(rows))
    save("batch", {"processors": os.cpu_count(), "load": os.getloadavg()[1], "rows": rows})


if __name__ == "__main__":
    main()
