"""Thousands of hostile inputs through reading, tracing, comparing and reporting: crashes, hangs, and memory.

Usage: python benchmarks/fuzz.py [--likely 1200] [--likely-heavy 700] [--light 400] [--heavy 100] [--words 1000]

Some dozens together are drawn and put through in a child process of their own. A crash is anything but an answer or an
error of ours. A hang takes more than 20 seconds of processor time, its children's included, or two minutes in all.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from children import Tell, begin, end, run
from hostile_inputs import claims, heavy, light, likely, likely_heavy, long_texts, put_through, texts
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from invented_collection import get_ready
from likely_files import likely_files
from results import save, table

from provenance.wording.normalisation import fold, fold_word, tokens
from provenance.wording.profile import profile
from provenance.wording.sentences import sentence_spans

HANG, WAIT, MEMORY = 20.0, 120.0, 500  # seconds, twice; megabytes above what the child began with
TOGETHER = 20
Put = Callable[[object, Path], str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--likely", type=int, default=1_200, help="changed real-looking inputs read in the same process"
    )
    parser.add_argument("--likely-heavy", type=int, default=700, help="those that child processes take apart")
    parser.add_argument("--light", type=int, default=400, help="inputs of hostile signs only, read in the same process")
    parser.add_argument("--heavy", type=int, default=100, help="those that child processes take apart")
    parser.add_argument("--words", type=int, default=1_000, help="texts folded, split and profiled")
    parser.add_argument("--minutes", type=float, default=60, help="after these no more are begun")
    parser.add_argument("--begin", type=int, default=0, help="number of the first draw; others give other inputs")
    options = parser.parse_args()
    likely_files()
    get_ready({"a": "Nobody has counted the ferries. They lie in the harbour.\n"})
    kinds = (
        ("normalisation and sentences", claims | texts | long_texts, _words, options.words),
        ("real-looking texts, tables and archives, changed", likely, put_through, options.likely),
        (
            "real-looking pages, PDF, DOCX, feeds, web archives, changed",
            likely_heavy,
            put_through,
            options.likely_heavy,
        ),
        ("hostile signs as texts, tables, archives", light, put_through, options.light),
        ("hostile signs as pages, PDF, DOCX, feeds", heavy, put_through, options.heavy),
    )
    until = time.monotonic() + 60 * options.minutes
    begun = [
        begin(lambda tell, kind=kind: tell(json.dumps(tallied(*kind, options.begin, until=until)))) for kind in kinds
    ]
    rows = [json.loads(end(*child, until).told[0]) for child in begun]
    save("fuzz", {"limits": {"seconds": HANG, "MB": MEMORY}, "rows": rows})
    print(table([{key: value for key, value in row.items() if key != "crashed on"} for row in rows]))
    for row in rows:
        for crash in row["crashed on"]:
            print(f"\n{crash}")


def tallied(
    what: str, drawn: st.SearchStrategy[object], put: Put, inputs: int, first: int, *, until: float
) -> dict[str, object]:
    """Put so many inputs through, fewer where the time is over; how they ended."""
    ends: Counter[str] = Counter()
    crashes: list[str] = []
    slowest, memory = 0.0, 0.0
    for chunk in range(first, first - (-inputs // TOGETHER)):
        if time.monotonic() > until:
            break
        number = min(TOGETHER, inputs - (chunk - first) * TOGETHER)
        ended = run(lambda tell, chunk=chunk, number=number: _chunk(drawn, put, number, chunk, tell))
        for line in ended.told:
            kind, measured, waited, said = line.split("\t", 3)
            if kind == "memory":
                memory = max(memory, float(measured))
                continue
            hung = float(measured) > HANG or float(waited) > WAIT
            slowest = max(slowest, float(measured))
            ends["hang" if hung else kind] += 1
            crashes += [said] if kind == "crash" or hung else []
        print(f"{what}: {sum(ends.values())} of {inputs}", file=sys.stderr, flush=True)
        if ended.killed or ended.failed:
            ends["crash"] += 1
            crashes.append(f"the child of chunk {chunk} died: {ended.failed}")
    return {
        "inputs": what,
        "number": sum(ends.values()),
        "traced": ends["traced"],
        "refused": ends["refused"],
        "nothing read": ends["nothing read"],
        "crashes": ends["crash"],
        "hangs over 20 s": ends["hang"],
        "slowest, s of processor": round(slowest, 1),
        "most memory, MB": round(memory),
        "crashed on": crashes,
    }


def _chunk(drawn: st.SearchStrategy[object], put: Put, number: int, chunk: int, tell: Tell) -> None:
    before = _megabytes(resource.RUSAGE_SELF)

    @seed(chunk)
    @settings(
        max_examples=number, deadline=None, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(drawn)
    def each(hostile: object) -> None:
        begun, busy = time.perf_counter(), _processor()
        kind, said = _ended(hostile, put)
        tell(f"{kind}\t{_processor() - busy}\t{time.perf_counter() - begun}\t{said or repr(hostile)[:500]}")

    each()
    grown = max(_megabytes(resource.RUSAGE_SELF) - before, _megabytes(resource.RUSAGE_CHILDREN))
    tell(f"memory\t{grown}\t0\t")


def _ended(hostile: object, put: Put) -> tuple[str, str]:
    with tempfile.TemporaryDirectory() as folder:
        try:
            return put(hostile, Path(folder)), ""
        except Exception as error:
            return "crash", f"{type(error).__name__}: {error} — {hostile!r}"[:2_000]


def _words(text: object, _: Path) -> str:
    """Fold, split and profile a text; its sentences must lie in order within it."""
    given_text = str(text)
    end = 0
    for span in sentence_spans(given_text, "en"):
        assert end <= span.begin < span.end <= len(given_text)
        end = span.end
        profile(span.of(given_text))
    assert all(fold_word(token.norm) == token.norm for token in tokens(given_text))
    assert fold(given_text).split(" ") == fold(given_text).split() or not fold(given_text)
    return "traced"


def _processor() -> float:
    """Seconds of processor time that this process and its finished children took."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _megabytes(whose: int) -> float:
    return resource.getrusage(whose).ru_maxrss / 1_000


if __name__ == "__main__":
    main()
