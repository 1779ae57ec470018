r"""Cells of a spreadsheet that only show what they hold.

A program for spreadsheets takes a text that begins with ``=``, ``+``, ``-`` or ``@`` (or with a tabulator or line end,
which it drops) for a formula, and a formula can call programs and addresses. Such a text is defused by an apostrophe
before it. A text that already looks so gets one more, so that taking one away always gives the text back.

Control characters, and those that would turn the direction of reading, are made visible as everywhere
(`reporting.characters`); line ends within a cell are ``\n``.
"""

from __future__ import annotations

import re

from provenance.reporting.characters import readable

Cell = str | int | float | bool | None

_ACTING = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")


def safe(cell: Cell) -> Cell:
    """A cell as it may be written; numbers and truth values stay as they are.

    Example:
        ``safe("=1+1") == "'=1+1"``; ``safe("'=1") == "''=1"``; ``safe(-0.2) == -0.2``.
    """
    if not isinstance(cell, str):
        return cell
    shown = readable(cell.replace("\r\n", "\n"))
    return f"'{shown}" if _ACTING.match(shown) else shown


def plain(cell: str) -> str:
    """The text that `safe` was given, as far as it is readable."""
    return cell[1:] if cell.startswith("'") and _ACTING.match(cell) else cell
