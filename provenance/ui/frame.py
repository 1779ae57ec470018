"""What every page stands in: the style, the masthead, and the line about the collection."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from provenance.models import CollectionSummary
from provenance.reporting.characters import readable
from provenance.reporting.html import stylesheet
from provenance.reporting.marks import Markup
from provenance.reporting.phrases import collection_phrase

_STYLE = Path(__file__).with_name("style.css")
# The page's sign in a browser's tab, as text: Streamlit would fetch an icon named by a word from the network.
ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="3" fill="#1d1b18"/>'
    '<text x="16" y="24" font-family="Georgia,serif" font-size="24" font-weight="700" text-anchor="middle" '
    'fill="#fdfcf9">P</text></svg>'
)
_MASTHEAD = Markup(
    '<header class="provenance masthead"><h1 class="masthead-name">Provenance</h1>'
    '<p class="masthead-line">{}</p></header>'
)


def show_style() -> None:
    """Load the page's style: the reports' one, then what fits the widgets to it."""
    st.html(f"<style>{stylesheet()}\n{_STYLE.read_text(encoding='utf-8')}</style>")


def show_masthead(summary: CollectionSummary | None) -> None:
    """The name of the program, and what it searches."""
    line = "Where a claim’s wording appears first" if summary is None else collection_phrase(summary)
    st.html(_MASTHEAD.format(line))


def is_dark() -> bool:
    """Whether the reader's page is dark."""
    return bool(st.context.theme.type == "dark")


_NOTICE = Markup('<p class="provenance notice" role="status">{}</p>')
_TOLD = "told"


def tell(notice: str) -> None:
    """Say something at the head of the page when it is drawn next: what a click has done."""
    st.session_state[_TOLD] = notice


def show_told() -> None:
    """What the last click has done, once."""
    notice = st.session_state.pop(_TOLD, None)
    if notice:
        st.html(_NOTICE.format(readable(notice)))
