"""Plain tables of the pages: every cell is text, escaped and isolated in its direction, or safe HTML such as a link."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from provenance.reporting.characters import readable
from provenance.reporting.marks import Markup

_FRAME = Markup(
    '<div class="provenance"><div class="table-frame{width}" tabindex="0" role="region" aria-label="{caption}"><table>'
    "<caption>{caption}</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div></div>"
)
_HEAD = Markup('<th scope="col"{}>{}</th>')
_CELL = Markup("<td{}><bdi>{}</bdi></td>")
_ROW = Markup("<tr{}>{}</tr>")
_NUMBER = Markup(' class="number"')
_MARKED = Markup(' class="marked"')

_WHOLE = Markup('<span class="whole">{}</span>')

_FEW = 3  # columns that fit on a narrow page without being pushed aside

Cell = str | int
Row = Sequence[Cell]


def table(caption: str, heads: Sequence[str], rows: Iterable[Row], *, marked: frozenset[int] = frozenset()) -> Markup:
    """A table with a caption; numbers stand to the right.

    Args:
        marked: Numbers of the rows, from 0, that differ from the others; their text must say so too.
    """
    listed = [tuple(row) for row in rows]
    numeric = {column for column in range(len(heads)) if listed and all(isinstance(row[column], int) for row in listed)}
    return _FRAME.format(
        width=" narrow" if len(heads) <= _FEW else "",
        caption=readable(caption),
        heads=Markup("").join(_HEAD.format(_NUMBER if n in numeric else "", head) for n, head in enumerate(heads)),
        rows=Markup("").join(
            _ROW.format(
                _MARKED if number in marked else "",
                Markup("").join(
                    _CELL.format(_NUMBER if n in numeric else "", _shown(one)) for n, one in enumerate(row)
                ),
            )
            for number, row in enumerate(listed)
        ),
    )


def whole(text: str) -> Markup:
    """A cell of few words that is not broken between them, however narrow the page."""
    return _WHOLE.format(readable(text))


def _shown(cell: Cell) -> str:
    return f"{cell:,}" if isinstance(cell, int) else readable(cell)
