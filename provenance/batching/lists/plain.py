"""Plain text: a claim a line. Blank lines set claims apart and are none themselves."""

from __future__ import annotations

import re

from provenance.batching.lists.table import Record, Table

_LINE_END = re.compile(r"\r\n|\n|\r")
CLAIM = "claim"
"""What the only column is called."""


def table(text: str) -> Table:
    """A row for every line that is not blank."""
    lines = [line.strip() for line in _LINE_END.split(text)]
    return Table(columns=(CLAIM,), records=tuple(Record(cells={CLAIM: line}) for line in lines if line))
