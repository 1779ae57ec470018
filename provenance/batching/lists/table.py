"""What a file of claims holds, whatever its format: named columns, and cells that are text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One row of a table.

    Attributes:
        cells: Its cells by column, in the order of the columns; a column it has no cell in is missing.
        formulas: Columns whose cell is a formula of a spreadsheet rather than text.
        problem: Why it cannot be read as it stands; None where it can.
    """

    cells: Mapping[str, str] = field(default_factory=dict)
    formulas: tuple[str, ...] = ()
    problem: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under named columns.

    Attributes:
        columns: Their names, no two alike.
        notices: Sentences about what was passed over in reading; empty where nothing was.
    """

    columns: tuple[str, ...]
    records: tuple[Record, ...]
    notices: tuple[str, ...] = ()


def distinct(names: Sequence[str]) -> tuple[str, ...]:
    """Column names that are told apart: a blank one is called by its number, the second of two alike ``name (2)``.

    Example:
        ``distinct(["claim", "", "note", "note"]) == ("claim", "column 2", "note", "note (2)")``.
    """
    return tuple(_distinct(names))


def _distinct(names: Sequence[str]) -> Iterator[str]:
    given: set[str] = {name.strip() for name in names}
    seen: set[str] = set()
    for number, given_name in enumerate(names, start=1):
        name = chosen = given_name.strip() or f"column {number}"
        copy = 1
        while chosen in seen or (copy > 1 and chosen in given):
            copy += 1
            chosen = f"{name} ({copy})"
        seen.add(chosen)
        yield chosen
