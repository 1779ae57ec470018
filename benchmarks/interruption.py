"""A batch killed at random moments, then gone on with: is it the same, byte for byte, as one that nothing disturbed?

Usage: python benchmarks/interruption.py --data FOLDER [--work FOLDER] [--claims 100] [--kills 20]

The run is begun again with ``--resume`` after every kill -9, which falls at a moment drawn with a fixed seed from the
time that an undisturbed run takes; when a run comes to its end, the next one begins from nothing. Compared are the
SHA-256 of the JSON lines and of the workbook of every finished run with those of the undisturbed one.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path

import corpora
from batch import claims_file
from claims import indexed
from results import save, table

NAMES = ("rows.jsonl", "rows.xlsx")


def begun(claims: Path, index: Path, folder: Path, *more: str) -> subprocess.Popen[bytes]:
    outs = [part for name in NAMES for part in ("--out", str(folder / name))]
    call = [sys.executable, "-m", "provenance", "batch", str(claims), "--index", str(index), *outs, *more]
    return subprocess.Popen(call, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def sums(folder: Path) -> list[str]:
    return [sha256((folder / name).read_bytes()).hexdigest() for name in NAMES]


def cleared(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    for path in folder.iterdir():
        path.unlink()
    return folder


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, help="keep the index here, or use the one that is")
    parser.add_argument("--claims", type=int, default=100)
    parser.add_argument("--kills", type=int, default=20)
    chosen = parser.parse_args()
    work = indexed(chosen.data, chosen.work)
    index = work / "index"
    texts, _ = corpora.tweets(chosen.data, "Train")
    claims = claims_file(work / "interrupted.csv", dict(list(texts.items())[: chosen.claims]))
    clock = time.perf_counter()
    begun(claims, index, cleared(work / "undisturbed")).wait()
    takes, expected = time.perf_counter() - clock, sums(work / "undisturbed")

    chance, folder = random.Random(20), cleared(work / "disturbed")
    kills = same = finished = 0
    while kills < chosen.kills:
        process = begun(claims, index, folder, "--resume")
        try:
            process.wait(chance.uniform(0, takes))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            kills += 1
            continue
        finished, same = finished + 1, same + (sums(folder) == expected)
        cleared(folder)
    begun(claims, index, folder, "--resume").wait()
    finished, same = finished + 1, same + (sums(folder) == expected)
    rows = [{"claims": chosen.claims, "kills": kills, "finished runs": finished, "the same bytes": same}]
    print(table(rows))
    save("interruption", {"rows": rows})


if __name__ == "__main__":
    main()
