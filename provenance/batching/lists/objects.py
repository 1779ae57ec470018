"""JSON lines: an object a line, its fields the columns."""

from __future__ import annotations

import json

from provenance.batching.lists.table import Record, Table


def table(text: str, *, written_as_text: str) -> Table:
    """A row for every line that is not blank; a line that is no object is a row with its problem.

    Args:
        written_as_text: The column of claims, whose values must be text rather than numbers or lists.
    """
    records = tuple(_record(line, written_as_text) for line in text.split("\n") if line.strip())
    return Table(columns=tuple(dict.fromkeys(name for record in records for name in record.cells)), records=records)


def _record(line: str, written_as_text: str) -> Record:
    try:
        row: object = json.loads(line)
    except json.JSONDecodeError as error:
        return Record(problem=f"the line is not JSON ({error.msg}, column {error.colno})")
    except (RecursionError, ValueError):
        return Record(problem="the line is not JSON that can be read (nested too deeply, or a number too long)")
    if not isinstance(row, dict):
        return Record(problem="the line is not a JSON object")
    cells = {name: _written(value) for name, value in row.items() if value is not None}
    claim = row.get(written_as_text)
    problem = None if claim is None or isinstance(claim, str) else f"its {written_as_text} is not text"
    return Record(cells=cells, problem=problem)


def _written(value: object) -> str:
    """A value as a cell: text as it is, anything else as JSON."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
