"""In which months a collection has articles of each outlet, and in which it has none between its first and last.

An answer "earliest in this collection" is worth what the collection holds: where a month of an outlet is missing, an
earlier appearance in it would have been missed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import altair as alt

from provenance.models import Article, DateInterval, DateSource
from provenance.reporting.characters import one_line
from provenance.reporting.phrases import count_phrase, date_phrase
from provenance.ui.ink import FONT, Ink

NO_OUTLET = "no outlet named"
MOST_DRAWN = 24
"""How many outlets the picture shows at most."""

_PITCH = 36  # pixels a row
_AXIS = 34  # pixels below the rows
_ROOM = 0.08  # of a month, left free at either end of its block
_FEW_MONTHS = 30  # with more than these no number fits into a block

Month = int
"""Months counted from the year 0, so that one after another differ by 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletMonths:
    """The articles of one outlet by month.

    Attributes:
        counts: Number of articles in each month that has any, in order; of those dated to the month or finer.
        unplaced: How many articles have no date, or none so fine.
    """

    outlet: str
    counts: tuple[tuple[Month, int], ...]
    unplaced: int

    @property
    def articles(self) -> int:
        """How many articles there are of this outlet."""
        return sum(number for _, number in self.counts) + self.unplaced

    @property
    def gaps(self) -> tuple[tuple[Month, Month], ...]:
        """The runs of months without an article between the first and the last, each as its first and last month."""
        months = [month for month, _ in self.counts]
        return tuple((before + 1, after - 1) for before, after in pairwise(months) if after - before > 1)


def outlet_months(articles: Iterable[Article]) -> tuple[OutletMonths, ...]:
    """The articles of each outlet by the month in which this copy was published; most articles first."""
    placed: dict[str, Counter[Month]] = defaultdict(Counter)
    unplaced: Counter[str] = Counter()
    for article in articles:
        outlet, month = article.outlet or NO_OUTLET, month_of(article.published)
        if month is None:
            unplaced[outlet] += 1
        else:
            placed[outlet][month] += 1
    rows = (
        OutletMonths(outlet=outlet, counts=tuple(sorted(placed[outlet].items())), unplaced=unplaced[outlet])
        for outlet in {*placed, *unplaced}
    )
    return tuple(sorted(rows, key=lambda row: (row.outlet == NO_OUTLET, -row.articles, row.outlet)))


def month_of(interval: DateInterval) -> Month | None:
    """The month a date lies in; None where it is undated, or might lie in several."""
    if not interval.dated or interval.earliest is None or interval.latest is None:
        return None
    begin = interval.earliest.year * 12 + interval.earliest.month - 1
    end = interval.latest.year * 12 + interval.latest.month - 1
    return begin if begin == end else None


def month_name(month: Month) -> str:
    """A month as a reader writes it: ``December 2022``."""
    return date_phrase(DateInterval.of_month(month // 12, month % 12 + 1, source=DateSource.NONE, evidence=None))


def run_name(first: Month, last: Month) -> str:
    """A run of months in words: ``March 2021``, or ``March 2021 to May 2021 (3 months)``."""
    if first == last:
        return month_name(first)
    return f"{month_name(first)} to {month_name(last)} ({last - first + 1} months)"


def calendar_chart(rows: Sequence[OutletMonths], *, dark: bool = False) -> alt.LayerChart | None:
    """The months of each outlet as blocks along a line, stronger with more articles, and its gaps as broken lines.

    Drawn are the outlets with most articles; None where no article is dated to the month.
    """
    drawn = [row for row in rows if row.counts][:MOST_DRAWN]
    if not drawn:
        return None
    ink = Ink.of(dark=dark)
    first = min(row.counts[0][0] for row in drawn)
    last = max(row.counts[-1][0] for row in drawn)
    values = [value for row in drawn for value in _values(row)]
    base = alt.Chart(alt.Data(values=values)).encode(y=_outlet_axis(drawn))
    layers = _layers(base, ink, (first, last), most=max(number for row in drawn for _, number in row.counts))
    chart = alt.layer(*layers).properties(height=len(drawn) * _PITCH + _AXIS)
    return chart.configure(background="transparent", font=FONT).configure_view(stroke=None)


def calendar_description(rows: Sequence[OutletMonths]) -> str:
    """The picture in words, for those who hear it."""
    told = "; ".join(f"{_name(row)}: {count_phrase(row.articles, 'article')}" for row in rows[:12])
    return f"Articles a month by outlet: {told}. The table below says the same."


def _values(row: OutletMonths) -> Iterable[dict[str, str | int | float]]:
    name = _name(row)
    for month, number in row.counts:
        yield {
            "outlet": name, "kind": "month", "begin": month + _ROOM, "end": month + 1 - _ROOM, "middle": month + 0.5,
            "number": number, "Outlet": name, "When": month_name(month), "Articles": number,
        }  # fmt: skip
    for first, last in row.gaps:
        yield {
            "outlet": name, "kind": "gap", "begin": first + _ROOM, "end": last + 1 - _ROOM, "number": 0,
            "Outlet": name, "When": run_name(first, last), "Articles": 0,
        }  # fmt: skip


def _name(row: OutletMonths) -> str:
    return one_line(row.outlet)


def _outlet_axis(rows: Sequence[OutletMonths]) -> alt.Y:
    """Rows without labels: names stand above the blocks, so that the picture keeps its width on a narrow page."""
    return alt.Y("outlet:N", sort=[_name(row) for row in rows], axis=None)


def _layers(base: alt.Chart, ink: Ink, reach: tuple[Month, Month], *, most: int) -> list[alt.Chart]:
    first, last = reach
    scale = alt.Scale(domain=[first, last + 1], nice=False, zero=False)
    x = alt.X("begin:Q", scale=scale, axis=_month_axis(ink, reach))
    placed = base.encode(
        x=x, x2="end:Q", tooltip=[alt.Tooltip("Outlet:N"), alt.Tooltip("When:N"), alt.Tooltip("Articles:Q")]
    )
    depth = alt.Opacity("number:Q", scale=alt.Scale(type="log", domain=[1, max(2, most)], range=[0.7, 1]), legend=None)
    layers = [
        placed.mark_rule(strokeDash=[4, 4], strokeWidth=1.5, color=ink.quiet, yOffset=7).transform_filter(
            alt.datum.kind == "gap"
        ),
        placed.mark_rect(color=ink.accent, height=12, yOffset=7, minBandSize=2)
        .encode(opacity=depth)
        .transform_filter(alt.datum.kind == "month"),
    ]
    if last - first < _FEW_MONTHS:
        numbers = base.encode(x=alt.X("middle:Q", scale=scale), text="number:Q")
        layers.append(
            numbers.mark_text(color=ink.paper, fontSize=11, fontWeight=700, yOffset=7).transform_filter(
                alt.datum.number > 1
            )
        )
    names = base.transform_aggregate(groupby=["outlet"]).encode(x=alt.value(2), text="outlet:N")
    layers.append(names.mark_text(align="left", dy=-7, fontSize=12, limit=alt.ExprRef("width - 6"), color=ink.ink))
    return layers


def _month_axis(ink: Ink, reach: tuple[Month, Month]) -> alt.Axis:
    first, last = reach
    span = last - first + 1
    step = next((step for step in (1, 2, 3, 6, 12, 24, 60, 120) if span / step <= 8), 240)
    months = "['Jan','Feb','Mar','Apr','May','Jun','Jul','Aug','Sep','Oct','Nov','Dec'][datum.value % 12] + ' '"
    return ink.axis(
        values=[month for month in range(first, first + span + 1) if month % step == 0],
        labelExpr=f"{months if step < 12 else repr('')} + floor(datum.value / 12)",
    )
