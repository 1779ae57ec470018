"""How every page opens: the style, the masthead, and a panel in place of what failed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from provenance.errors import ProvenanceError
from provenance.models import CollectionStatus, CollectionSummary
from provenance.ui import frame, states
from provenance.ui.library import Library, NoIndex

Held = TypeVar("Held", CollectionSummary, CollectionStatus)
_NOTHING = CollectionSummary(articles=0, dated=0, undated=0, earliest=None, latest=None, generation=0)


def show_page(library: Library, look: Callable[[], Held], show: Callable[[Held], object]) -> None:
    """A page about what a collection holds; one that holds nothing, or cannot be opened, is told instead.

    Args:
        look: Gives what the page needs to know of the collection.
        show: Draws the page below its masthead.
    """
    frame.show_style()
    try:
        held = look()
    except ProvenanceError as error:
        frame.show_masthead(None)
        states.show_error(error, library.settings)
        return
    summary = _masthead(held)
    if summary.articles:
        _telling(library, lambda: show(held))
    else:
        states.show_empty_collection(library.settings)


def show_page_without_articles(library: Library, show: Callable[[CollectionStatus], None]) -> None:
    """A page that is of use before there is an index, too; `show` is then given an empty status."""
    frame.show_style()
    try:
        status = library.status()
    except NoIndex:
        status = CollectionStatus(summary=_NOTHING)
    except ProvenanceError as error:
        frame.show_masthead(None)
        states.show_error(error, library.settings)
        return
    _masthead(status)
    _telling(library, lambda: show(status))


def _masthead(held: CollectionSummary | CollectionStatus) -> CollectionSummary:
    summary = held.summary if isinstance(held, CollectionStatus) else held
    frame.show_masthead(summary)
    return summary


def _telling(library: Library, show: Callable[[], object]) -> None:
    try:
        show()
    except ProvenanceError as error:
        states.show_error(error, library.settings)
