"""How a value shows itself to a person.

Values know nothing of reports. They can be printed all the same: ``str`` and a notebook's cell ask for the view of a
value's class, once somebody has said with `show_by` who gives views. Until then a value shows what ``repr`` says, which
is exact always.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """How the values of a class are shown.

    Attributes:
        text: As plain text, without a line end.
        html: As HTML that can stand in a page of others, with nothing in it that acts; None to show the text instead.
    """

    text: Callable[[Any], str]
    html: Callable[[Any], str] | None = None


Views = Callable[[type], View | None]
"""Gives the view of a class; None for one that is shown as ``repr`` says."""

_views: list[Views] = []


def show_by(views: Views) -> None:
    """Show values by these views from now on."""
    _views[:] = [views]


class Shown:
    """A value that a person may print, or leave at the end of a notebook's cell."""

    __slots__ = ()

    def __str__(self) -> str:
        view = _view_of(type(self))
        return repr(self) if view is None else view.text(self)

    def _repr_html_(self) -> str | None:
        """What a notebook shows; None where there is no view, so that it shows what ``repr`` says."""
        view = _view_of(type(self))
        if view is None:
            return None
        return f"<pre>{escape(view.text(self))}</pre>" if view.html is None else view.html(self)


def _view_of(kind: type) -> View | None:
    return _views[0](kind) if _views else None
