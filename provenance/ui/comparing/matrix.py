"""A matrix of shares as HTML, and the table that says the same."""

from __future__ import annotations

from provenance.reporting.characters import one_line
from provenance.reporting.marks import Markup
from provenance.reporting.phrases import count_phrase, percent
from provenance.ui.comparing.links import pair_link
from provenance.ui.comparing.shares import By, Cell, Shares
from provenance.ui.tables import Row, table

_FRAME = Markup(
    '<div class="provenance"><p class="quiet" id="matrix-means">{caption}</p><div class="table-frame matrix-frame" '
    'tabindex="0" role="region" aria-label="Matrix"><table class="matrix" aria-describedby="matrix-means">'
    "<thead><tr><td></td>{heads}</tr></thead>"
    "<tbody>{rows}</tbody></table></div></div>"
)
_HEAD = Markup('<th scope="col"><abbr title="{name}">{number}</abbr></th>')
_ROW = Markup(
    '<tr><th scope="row"><span class="matrix-number">{number}</span> <bdi title="{name}">{name}</bdi></th>{cells}</tr>'
)
_CELL = Markup('<td class="shared" style="--share:{share:.3f}">{link}</td>')
_EMPTY = Markup('<td class="{kind}"><span class="spoken">{told}</span></td>')
_MEANS = {
    By.ARTICLE: "Per cent of the words of the article in the row that stand in the article in the column",
    By.OUTLET: "Per cent of an article of the outlet in the row that stand in one article of the outlet in the column, "
    "on average over all articles of the row",
}
_LONGEST = 64  # characters of a name


def matrix_html(found: Shares) -> Markup:
    """The matrix; each cell leads to the two articles on the page Compare."""
    numbered = list(enumerate(zip(found.keys, found.names, strict=True), start=1))
    return _FRAME.format(
        caption=_MEANS[found.by],
        heads=Markup("").join(_HEAD.format(name=one_line(name), number=number) for number, (_, name) in numbered),
        rows=Markup("").join(
            _ROW.format(
                number=number,
                name=one_line(name),
                cells=Markup("").join(_cell(found, (key, name), (other, across)) for other, across in _columns(found)),
            )
            for number, (key, name) in numbered
        ),
    )


def _columns(found: Shares) -> zip[tuple[str, str]]:
    return zip(found.keys, found.names, strict=True)


def _cell(found: Shares, row: tuple[str, str], column: tuple[str, str]) -> Markup:
    cell = found.cells.get((row[0], column[0]))
    if cell is None:
        itself = row[0] == column[0] and found.by is By.ARTICLE
        return _EMPTY.format(kind="itself" if itself else "nothing", told="itself" if itself else "nothing")
    told = f"{percent(cell.share)} of {_short(row[1])} in {_short(column[1])}: set side by side"
    link = pair_link(percent(cell.share).removesuffix(" %"), *cell.pair, told=told)
    return _CELL.format(share=cell.share, link=link)


def _short(name: str) -> str:
    told = one_line(name)
    return told if len(told) <= _LONGEST else f"{told[:_LONGEST].rstrip()}…"


def matrix_table(found: Shares) -> Markup:
    """All cells of the matrix as a table, the largest shares first."""
    names = dict(_columns(found))
    cells = [(one, other, cell) for (one, other), cell in found.cells.items() if one in names and other in names]
    rows = (_row(names, *cell) for cell in sorted(cells, key=lambda cell: (-cell[2].share, cell[0], cell[1])))
    heads = ("Of", "In", "Share", "Pairs", "Side by side")
    return table(f"{_MEANS[found.by]}, largest first", heads, rows)


def _row(names: dict[str, str], one: str, other: str, cell: Cell) -> Row:
    told = f"{_short(names[one])} and {_short(names[other])} side by side"
    link = pair_link("Compare", *cell.pair, told=told)
    return _short(names[one]), _short(names[other]), percent(cell.share), count_phrase(cell.pairs, "pair"), link
