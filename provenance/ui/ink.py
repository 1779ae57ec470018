"""The colours of pictures, from the same pairs as the page's."""

from __future__ import annotations

from dataclasses import dataclass

FONT = '"Source Sans", "Source Sans 3", system-ui, sans-serif'


@dataclass(frozen=True, slots=True)
class Ink:
    """Colours for one paper, light or dark."""

    ink: str
    quiet: str
    rule: str
    paper: str
    accent: str

    @classmethod
    def of(cls, *, dark: bool) -> Ink:
        """The colours for a reader's page."""
        return _DARK if dark else _LIGHT


_LIGHT = Ink(ink="#1d1b18", quiet="#5f5a52", rule="#d8d2c4", paper="#fdfcf9", accent="#1d4a73")
_DARK = Ink(ink="#ece9e2", quiet="#aaa59b", rule="#3d3f45", paper="#16171a", accent="#9dc5ee")
