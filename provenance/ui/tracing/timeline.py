"""When a claim's wording appeared, as a picture: exact dates, stretches of time and undated articles look different.

A filled sign is a date known to the day. A hollow sign on a bar is a date known only as a stretch of time. A hollow,
broken sign on a broken line, in the shaded band below, is no date: the line spans the time its article allows. The
shape of a sign is the relation. The table beside the picture says the same in words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import altair as alt

from provenance.models import Relation
from provenance.reporting.entries import Entry
from provenance.reporting.phrases import exact
from provenance.ui.ink import FONT, Ink

_SHAPES: dict[Relation, str] = {
    Relation.VERBATIM: "circle",
    Relation.NEAR_VERBATIM: "square",
    Relation.REWORDED: "diamond",
    Relation.PARAPHRASE: "triangle-up",
    Relation.RELATED: "cross",
}
_FEW = 20  # with more rows than this they stand close together, under their ids alone
_ROOMY, _TIGHT, _TIGHTEST = 46, 15, 4  # pixels a row
_AXIS = 30  # pixels below the rows
_TALL = 900  # pixels that close rows should not exceed together, as long as they can be told apart
Row = dict[str, str | int | bool]


@dataclass(frozen=True, slots=True)
class Reach:
    """The stretch of time that a timeline shows, with some room at either end."""

    begin: datetime
    end: datetime

    @classmethod
    def of(cls, entries: Sequence[Entry]) -> Reach | None:
        """From the earliest to the latest moment that any entry's date names; None where none names one."""
        moments = [moment for entry in entries for moment in (entry.interval.begins, entry.interval.ends) if moment]
        if not moments:
            return None
        begin, end = min(moments), max(moments)
        room = max((end - begin) * 0.05, timedelta(days=1))
        return cls(begin - room, end + room)


def timeline(entries: Sequence[Entry], *, dark: bool = False) -> alt.LayerChart | None:
    """The picture of `entries`, one row each in the order given; None where no entry names any date."""
    reach = Reach.of(entries)
    if reach is None:
        return None
    ink = Ink.of(dark=dark)
    rows = [_row(entry, reach, ink) for entry in entries]
    pitch = _ROOMY if len(rows) <= _FEW else max(_TIGHTEST, min(_TIGHT, _TALL // len(rows)))
    drawing = _Drawing(reach=reach, ink=ink, pitch=pitch)
    return drawing.of(rows).configure(background="transparent", font=FONT).configure_view(stroke=None)


def description(entries: Sequence[Entry]) -> str:
    """The picture in words, for those who hear it."""
    told = "; ".join(f"{entry.id} {entry.name}, {entry.date}, {entry.relation}" for entry in entries[:12])
    more = f"; and {len(entries) - 12} more" if len(entries) > 12 else ""
    return f"Timeline of {len(entries)} appearances: {told}{more}. The table below says the same."


def certainty_kinds(entries: Sequence[Entry]) -> tuple[str, ...]:
    """Which of ``exact``, ``stretch`` and ``undated`` dates there are, for the key beside the picture."""
    kinds = {_kind(entry) for entry in entries}
    return tuple(kind for kind in ("exact", "stretch", "undated") if kind in kinds)


def _kind(entry: Entry) -> str:
    return "exact" if exact(entry.interval) else "stretch" if entry.dated else "undated"


def _row(entry: Entry, reach: Reach, ink: Ink) -> Row:
    interval = entry.interval
    begin, end = interval.begins or reach.begin, interval.ends or reach.end
    point = exact(interval)
    at = begin if point else begin + (end - begin) / 2
    sign = ink.accent if entry.is_first else ink.ink
    return {
        "row": entry.id,
        "begin": _milliseconds(begin),
        "end": _milliseconds(end),
        "at": _milliseconds(at),
        "kind": _kind(entry),
        "shape": _SHAPES[entry.appearance.relation],
        "fill": sign if point else ink.paper,
        "stroke": sign,
        "label": _label(entry),
        "first": entry.is_first,
        "Where": entry.name,
        "Date": entry.date,
        "Certainty": entry.certainty,
        "Relation": entry.relation,
        "Score": entry.score,
    }


def _label(entry: Entry) -> str:
    """What is written above a sign: who, its standing, and that there is no date."""
    standing = "first appearance" if entry.is_first else "may be the first" if entry.may_be_first else ""
    return ", ".join(filter(None, (f"{entry.id}  {entry.name}", "" if entry.dated else "undated", standing)))


def _milliseconds(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Drawing:
    """How the rows are drawn.

    Attributes:
        pitch: Pixels from one row to the next.
    """

    reach: Reach
    ink: Ink
    pitch: int

    def of(self, rows: Sequence[Row]) -> alt.LayerChart:
        """The layers, from the back to the front."""
        base = alt.Chart(alt.Data(values=list(rows))).encode(y=self._rows_axis(rows))
        lines = self._lines(base)
        signs = [self._signs(base, dated=True), self._signs(base, dated=False)]
        labels = self._labels(base) if self._roomy else []
        return alt.layer(*lines, *signs, *labels).properties(height=len(rows) * self.pitch + _AXIS)

    @property
    def _roomy(self) -> bool:
        return self.pitch == _ROOMY

    @property
    def _lower(self) -> int:
        """How far signs are set below the middle of a row, to leave room for its label."""
        return 9 if self._roomy else 0

    def _rows_axis(self, rows: Sequence[Row]) -> alt.Y:
        axis = (
            None
            if self._roomy
            else alt.Axis(
                title=None, labelColor=self.ink.quiet, labelFontSize=11, ticks=False, domain=False, labelOverlap=True
            )
        )
        return alt.Y("row:N", sort=[str(row["row"]) for row in rows], axis=axis)

    def _time(self, name: str) -> alt.X:
        domain = [_milliseconds(self.reach.begin), _milliseconds(self.reach.end)]
        return alt.X(f"{name}:T", scale=alt.Scale(type="utc", domain=domain, nice=False), axis=self._time_axis())

    def _time_axis(self) -> alt.Axis:
        span, ink = self.reach.end - self.reach.begin, self.ink
        form = "%-d %b %Y" if span <= timedelta(days=300) else "%b %Y" if span <= timedelta(days=1500) else "%Y"
        return ink.axis(
            format=form,
            labelPadding=6,
            tickCount={"interval": "day", "step": 1} if span <= timedelta(days=9) else 6,
        )

    def _lines(self, base: alt.Chart) -> list[alt.Chart]:
        """The band of the undated, their broken lines, and the bars of dates known as stretches."""
        lines = base.encode(x=self._time("begin"), x2="end:T")
        thick = 9 if self._roomy else max(2, self.pitch // 2)
        return [
            base.mark_rect(color=self.ink.band)
            .encode(x=alt.value(0), x2=alt.value("width"))
            .transform_filter(alt.datum.kind == "undated"),
            lines.mark_rule(
                strokeDash=[5, 4], strokeWidth=1.5, color=self.ink.quiet, yOffset=self._lower
            ).transform_filter(alt.datum.kind == "undated"),
            lines.mark_rule(
                strokeWidth=thick, strokeCap="round", color=self.ink.quiet, opacity=0.65, yOffset=self._lower
            ).transform_filter(alt.datum.kind == "stretch"),
        ]

    def _signs(self, base: alt.Chart, *, dated: bool) -> alt.Chart:
        tooltip = [alt.Tooltip(f"{name}:N") for name in ("Where", "Date", "Certainty", "Relation", "Score")]
        colours = {
            name: colour(f"{name}:N", scale=None, legend=None)
            for name, colour in (("fill", alt.Fill), ("stroke", alt.Stroke))
        }
        size = 150 if self._roomy else max(12, self.pitch * 5)
        signs = base.mark_point(
            size=size,
            opacity=1,
            strokeWidth=2,
            filled=True,
            yOffset=self._lower,
            strokeDash=[1, 0] if dated else [3, 2],
        )
        shape = alt.Shape("shape:N", scale=None, legend=None)
        kind = alt.datum.kind != "undated" if dated else alt.datum.kind == "undated"
        return signs.encode(x=self._time("at"), shape=shape, tooltip=tooltip, **colours).transform_filter(kind)

    def _labels(self, base: alt.Chart) -> list[alt.Chart]:
        """Who, above each row rather than beside it, so that the picture keeps its width on a narrow page."""
        labels = base.encode(x=alt.value(4), text="label:N")
        place = {"align": "left", "dy": -10, "fontSize": 13, "limit": alt.ExprRef("width - 8")}
        return [
            labels.mark_text(**place, color=self.ink.ink).transform_filter(~alt.datum.first),
            labels.mark_text(**place, color=self.ink.accent, fontWeight=700).transform_filter(alt.datum.first),
        ]
