"""The colours of pictures, from the same pairs as the page's."""

from __future__ import annotations

from dataclasses import dataclass

import altair as alt

FONT = '"Source Sans", "Source Sans 3", system-ui, sans-serif'


@dataclass(frozen=True, slots=True)
class Ink:
    """Colours for one paper, light or dark."""

    ink: str
    quiet: str
    rule: str
    paper: str
    band: str
    accent: str

    @classmethod
    def of(cls, *, dark: bool) -> Ink:
        """The colours for a reader's page."""
        return _DARK if dark else _LIGHT

    def axis(self, **particular: object) -> alt.Axis:
        """An axis of time in these colours, and what is particular to it."""
        return alt.Axis(
            title=None,
            labelColor=self.quiet,
            labelFontSize=12,
            domainColor=self.ink,
            tickColor=self.ink,
            gridColor=self.rule,
            gridDash=[2, 3],
            labelOverlap=True,
            labelFlush=True,
            **particular,
        )


_LIGHT = Ink(ink="#1d1b18", quiet="#5f5a52", rule="#d8d2c4", paper="#fdfcf9", band="#f5f2ea", accent="#1d4a73")
_DARK = Ink(ink="#ece9e2", quiet="#aaa59b", rule="#3d3f45", paper="#16171a", band="#202226", accent="#9dc5ee")
