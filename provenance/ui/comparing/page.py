"""The page *Compare*: two texts side by side, what both say, what was changed, and which was first."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

import streamlit as st

from provenance.models import AlignedPassage, CollectionStatus
from provenance.reporting.comparison import render_comparison
from provenance.reporting.comparison.columns import Spread
from provenance.reporting.comparison.columns_html import map_html, only_html, texts_html
from provenance.reporting.comparison.html import passages_html, summary_html
from provenance.reporting.marks import Markup
from provenance.reporting.phrases import count_phrase
from provenance.ui import states
from provenance.ui.comparing.choice import chosen
from provenance.ui.downloads import show_downloads
from provenance.ui.library import Library
from provenance.ui.opening import show_page_without_articles

_AT_ONCE = 40
_KEY = Markup(
    '<p class="provenance key">A numbered passage is a link to its counterpart. <del>Struck-through</del> words of the '
    "source are not in the target, <ins>underlined</ins> words of the target are not in the source; "
    '<span class="credited">framed</span> words give the source; <span class="surrounding">grey</span> words belong to '
    "the page, or were left out at an ellipsis.</p>"
)
_SHARES_NOTHING = (
    "No passage stands in both, in the same or in recognisably changed words. Of texts in two languages only words "
    "left as they were could be found."
)


class Show(StrEnum):
    """Which passages are listed."""

    ALL = "All passages"
    CHANGED = "With a change"
    MATERIAL = "With a change that may matter"

    def takes(self, passage: AlignedPassage) -> bool:
        """Whether a passage is listed."""
        rewording = passage.judgement.rewording
        match self:
            case Show.ALL:
                return True
            case Show.CHANGED:
                return bool(rewording.changes)
            case Show.MATERIAL:
                return bool(rewording.material)


def show(library: Library) -> None:
    """The whole page."""
    show_page_without_articles(library, lambda status: _show_choice(library, status))


def _show_choice(library: Library, status: CollectionStatus) -> None:
    spread = chosen(library, [article for article, _ in status.articles])
    if spread is not None:
        _show_spread(spread)


def _show_spread(spread: Spread) -> None:
    passages = spread.found.passages
    with st.container(key="answer-found" if passages else "answer-nothing"):
        st.html(summary_html(spread.found))
    changed = sum(map(Show.CHANGED.takes, passages))
    matches, changes, only = st.tabs([f"Matches ({len(passages):,})", f"Changes ({changed:,})", "Only in one"])
    with matches, st.container(key="matches"):
        if passages:
            st.html(map_html(spread) + _KEY)
        else:
            states.say(_SHARES_NOTHING)
        st.html(texts_html(spread))
    with changes, st.container(key="changes"):
        _show_passages(passages)
    with only, st.container(key="only"):
        st.html(only_html(spread))
    show_downloads("comparison", "comparison", lambda wanted: render_comparison(spread.found, wanted.value))


def _show_passages(passages: Sequence[AlignedPassage]) -> None:
    """Each passage with its words marked and its changes explained."""
    if not passages:
        states.say("Without a passage in both there is no change to show.")
        return
    wanted = st.segmented_control(
        "Passages", list(Show), default=_first(passages), required=True, key="passages", wrap=True
    )
    show_only = Show(wanted or Show.ALL)
    listed = [(number, passage) for number, passage in enumerate(passages, 1) if show_only.takes(passage)]
    if not listed:
        states.say("No passage was changed in a way that may change what is said.")
        return
    with st.container(key="passages-listed"):
        st.html(passages_html(listed[:_AT_ONCE]))
    if len(listed) > _AT_ONCE:
        more = count_phrase(len(listed) - _AT_ONCE, "more passage")
        with st.expander(f"Show {more}"):
            st.html(passages_html(listed[_AT_ONCE:]))


def _first(passages: Sequence[AlignedPassage]) -> Show:
    """What is listed before the reader chooses: what was changed, or all where nothing was."""
    return Show.CHANGED if any(map(Show.CHANGED.takes, passages)) else Show.ALL
