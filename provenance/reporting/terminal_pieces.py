"""What views for a terminal are made of: lines of outside text, labelled rows, marked wording."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from provenance.reporting.characters import isolated, one_line
from provenance.reporting.marks import Mark, Segment, bracketed

_MARK_STYLES: dict[Mark, str] = {
    Mark.KEPT: "",
    Mark.GAP: "",
    Mark.SURROUNDING: "dim",
    Mark.INSERTED: "green underline",
    Mark.DELETED: "red strike",
}


def plain_line(text: str) -> Text:
    """Text from outside in one line that does not act on the terminal."""
    return Text(isolated(one_line(text)), overflow="fold")


def labelled(width: int) -> Table:
    """A table of rows, each with a label of at most `width` columns."""
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(width=width, no_wrap=True, overflow="ellipsis")
    table.add_column(overflow="fold")
    return table


def marked(run: Sequence[Segment]) -> Text:
    """The marked wording; isolated as a whole, so that its direction ends with it."""
    pieces = tuple(bracketed(run))
    plain = "".join(text for _, text in pieces)
    before, _, after = isolated(plain).partition(plain) if plain else ("", "", "")
    return Text.assemble(before, *((text, _MARK_STYLES[mark]) for mark, text in pieces), after, overflow="fold")
