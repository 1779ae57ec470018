"""Links from a page to two articles on the page *Compare*."""

from __future__ import annotations

from urllib.parse import urlencode

from provenance.reporting.characters import readable
from provenance.reporting.marks import Markup

_PAGE = "compare"  # beside the page on which the link stands
_LINK = Markup('<a href="{address}" aria-label="{told}">{text}</a>')


def pair_address(source: str, target: str) -> str:
    """Where two articles of the collection stand side by side, seen from any other page."""
    return f"{_PAGE}?{urlencode({'source': source, 'target': target})}"


def pair_link(text: str, source: str, target: str, *, told: str) -> Markup:
    """A link to two articles; `told` is what is heard instead of `text`."""
    return _LINK.format(address=pair_address(source, target), told=readable(told), text=readable(text))
