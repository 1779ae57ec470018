"""Printing and keeping what a benchmark measured."""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping, Sequence
from pathlib import Path

FOLDER = Path(__file__).parent / "results"


def table(rows: Sequence[Mapping[str, object]]) -> str:
    """Rows as a Markdown table; columns are the first row's keys."""
    columns = list(rows[0])
    lines = ["| " + " | ".join(columns) + " |", "|" + "---|" * len(columns)]
    lines += ["| " + " | ".join(str(row[column]) for column in columns) + " |" for row in rows]
    return "\n".join(lines)


def save(name: str, measured: Mapping[str, object]) -> None:
    """Write ``results/NAME.json`` with the kind of machine it was measured on."""
    FOLDER.mkdir(exist_ok=True)
    machine = {"processor": platform.machine(), "system": platform.system(), "python": platform.python_version()}
    text = json.dumps({"machine": machine, **measured}, indent=1, ensure_ascii=False)
    (FOLDER / f"{name}.json").write_text(text + "\n", encoding="utf-8")
