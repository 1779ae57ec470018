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


def show_page(
    library: Library, look: Callable[[], Held], show: Callable[[Held], object], *, needs_articles: bool = True
) -> None:
    """A page about what a collection holds; what cannot be opened or shown is told in a panel in its place.

    Args:
        look: Gives what the page needs to know of the collection.
        show: Draws the page below its masthead.
        needs_articles: Whether a panel that says how to add some stands in its place while there are none.
    """
    frame.show_style()
    try:
        held = look()
    except ProvenanceError as error:
        frame.show_masthead(None)
        states.show_error(error, library.settings)
        return
    summary = held.summary if isinstance(held, CollectionStatus) else held
    frame.show_masthead(summary)
    if needs_articles and not summary.articles:
        states.show_empty_collection(library.settings)
        return
    try:
        show(held)
    except ProvenanceError as error:
        states.show_error(error, library.settings)


def show_page_without_articles(library: Library, show: Callable[[CollectionStatus], object]) -> None:
    """A page that is of use before there is an index, too; `show` is then given an empty status."""

    def look() -> CollectionStatus:
        try:
            return library.status()
        except NoIndex:
            return CollectionStatus(summary=_NOTHING)

    show_page(library, look, show, needs_articles=False)
