"""Every version of a claim with its words marked, and what was not counted."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from provenance.models import Trace
from provenance.reporting.entries import Against, Entries, Entry
from provenance.reporting.html import entry_html
from provenance.reporting.marks import Markup
from provenance.reporting.phrases import count_phrase
from provenance.ui.library import Library

_AT_ONCE = 20
_AGAINST = {Against.CLAIM: "the claim", Against.FIRST: "the first appearance"}
_KEY = Markup(
    '<p class="provenance key"><ins>Underlined</ins> words stand in the passage and not in {against}; '
    "<del>struck-through</del> words stand in {against} and not in the passage; "
    '<span class="surrounding">grey</span> words stand around what was matched.</p>'
)


def show_versions(library: Library, trace: Trace) -> None:
    """The versions, dated ones first, marked against what the reader chooses."""
    entries = Entries.of(trace)
    with st.container(key="versions"):
        st.html('<div class="provenance"><h2 class="section">Versions</h2></div>')
        against = _chosen(trace)
        st.html(_KEY.format(against=_AGAINST[against]))
        shown = _shown(f"versions {trace.claim}", len(trace.appearances))
        _group(library, "In order of date", entries.dated[:shown], against)
        _group(library, "Undated", entries.undated[: max(0, shown - len(entries.dated))], against)
        _more(f"versions {trace.claim}", shown, len(trace.appearances))


def show_related(library: Library, trace: Trace) -> None:
    """What speaks of the same subject, or stands in page furniture, each with the reason why it is not counted."""
    related = Entries.of(trace).related
    with st.container(key="related"):
        st.html(
            '<div class="provenance"><h2 class="section">Not counted</h2><p class="section-line">'
            "Passages that are near and carry another statement, or are no article’s own words. "
            "None of them is part of the answer.</p></div>"
        )
        shown = _shown(f"related {trace.claim}", len(related))
        _group(library, None, related[:shown], Against.CLAIM)
        _more(f"related {trace.claim}", shown, len(related))


def _chosen(trace: Trace) -> Against:
    if trace.first_appearance is None or len(trace.appearances) < 2:
        return Against.CLAIM
    return (
        st.segmented_control(
            "Words marked against",
            list(_AGAINST),
            format_func=_AGAINST.__getitem__,
            default=Against.CLAIM,
            required=True,
            key="against",
        )
        or Against.CLAIM
    )


def _group(library: Library, heading: str | None, entries: Sequence[Entry], against: Against) -> None:
    if not entries:
        return
    if heading:
        st.html(Markup('<div class="provenance"><h3 class="group">{}</h3></div>').format(heading))
    cards = (entry_html(entry, against=against, excerpt=library.excerpt(entry.appearance)) for entry in entries)
    st.html(Markup("").join(cards))


def _shown(key: str, number: int) -> int:
    return min(number, int(st.session_state.get(key, _AT_ONCE)))


def _more(key: str, shown: int, number: int) -> None:
    if shown < number:
        st.button(
            f"Show {count_phrase(number - shown, 'more passage')}",
            key=f"more {key}",
            on_click=st.session_state.__setitem__,
            args=(key, number),
        )
