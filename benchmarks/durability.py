"""What a collection withstands: kill -9, damaged files, several processes at once, full disks and lost folders.

Usage: python benchmarks/durability.py [--kills 200] [--flips 25] [--parts kills damage at_once places]

Invented articles and a cheap encoder, since the model is not the subject, but for some runs of the real command line.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from crowding import at_once, failing_places
from damage import harm_each
from kills import KINDS, Tally, ground, kill_command_line, kill_often
from results import save, table

PARTS = ("kills", "damage", "at_once", "places")
SHARES = {"index": 0.5, "remove": 0.3, "cache": 0.2}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--command-line", type=int, default=6, help="kills of the real command")
    parser.add_argument("--flips", type=int, default=25, help="flipped bits a file")
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS)
    parser.add_argument("--keep-nothing", action="store_true", help="print only, as the tests' short form does")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        place.chmod(0o755)  # one run is another user's
        parts: dict[str, Callable[[], list[dict[str, object]]]] = {
            "kills": lambda: _kills(place, options.kills, options.command_line),
            "damage": lambda: _damage(place, options.flips),
            "at_once": lambda: _crowds(place),
            "places": lambda: failing_places(ground(place / "places", articles=40, seed=4)),
        }
        measured: dict[str, list[dict[str, object]]] = {}
        for title in options.parts:
            measured[title] = parts[title]()
            print(f"\n## {title}\n\n{table(measured[title])}", flush=True)
            if not options.keep_nothing:
                save("durability", measured)
    rows = [row for part in measured.values() for row in part]
    if any(row.get("wrong") or row.get("right", "yes") not in {"yes", "not tried"} for row in rows):
        sys.exit("something was not as it should be")


def _kills(place: Path, kills: int, command_line: int) -> list[dict[str, object]]:
    base = ground(place / "kills", articles=40, seed=1)
    rows = [
        _row(kind, kill_often(base, kind, round(kills * SHARES[kind]), seed=number))
        for number, kind in enumerate(KINDS)
    ]
    commands = place / "commands"
    commands.mkdir()
    if command_line:
        rows.append(_row("provenance index, real model", kill_command_line(commands, command_line, seed=9)))
    return rows


def _row(what: str, tally: Tally) -> dict[str, object]:
    return {
        "killed": what,
        "runs": tally.runs,
        "died on the way": tally.died,
        "told as done": tally.told,
        "wrong": "; ".join(tally.wrong) or 0,
    }


def _damage(place: Path, flips: int) -> list[dict[str, object]]:
    found = harm_each(ground(place / "damage", articles=12, seed=2), flips=flips, seed=3)
    return [
        {
            "file": name,
            "harm": way,
            "times": sum(entry.ends.values()),
            "ends": ", ".join(f"{number} {what}" for what, number in entry.ends.most_common()),
            "wrong": "; ".join(entry.wrong) or 0,
        }
        for (name, way), entry in found.items()
    ]


def _crowds(place: Path) -> list[dict[str, object]]:
    base = ground(place / "crowds", articles=40, seed=6)
    return [at_once(base, processes) for processes in (1, 2, 4)]


if __name__ == "__main__":
    main()
