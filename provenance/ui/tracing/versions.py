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
from provenance.ui.states import say

_AT_ONCE = 20
_AGAINST = {
    Against.FIRST: "the first appearance",
    Against.PARENT: "what each may come from",
    Against.CLAIM: "the claim",
}
_KEY = Markup(
    '<p class="provenance key"><ins>Underlined</ins> words stand in the passage and not in {against}; '
    "<del>struck-through</del> words stand in {against} and not in the passage; "
    '<span class="surrounding">grey</span> words stand around what was matched.</p>'
)
_PINNED = "The first appearance, marked against the claim. It stays on top; the others are marked below."


def show_versions(library: Library, trace: Trace) -> None:
    """The first version on top, then every other one, dated ones first, marked against what the reader chooses."""
    entries = Entries.of(trace)
    with st.container(key="versions"):
        against, only_material = _controls(trace)
        st.html(_KEY.format(against=_AGAINST[against]))
        _show_pinned(library, entries)
        wanted = [
            entry for entry in entries.counted if not entry.is_first and (entry.matters(against) or not only_material)
        ]
        shown = wanted[: _shown(f"versions {trace.claim}", len(wanted))]
        _group(library, "In order of date", [entry for entry in shown if entry.dated], against)
        _group(library, "Undated", [entry for entry in shown if not entry.dated], against)
        _more(f"versions {trace.claim}", len(shown), len(wanted))
        if only_material and not wanted:
            say(f"No version differs from {_AGAINST[against]} in a way that may change what is said.")
        elif not wanted:
            say("No other article carries it.")


def show_related(library: Library, trace: Trace) -> None:
    """What speaks of the same subject, or stands in page furniture, each with the reason why it is not counted."""
    related = Entries.of(trace).related
    with st.container(key="related"):
        if not related:
            say("Nothing else in this collection comes near the claim, so nothing was left out of the answer.")
            return
        say(
            "Passages that are near and carry another statement, or are no article’s own words. "
            "None of them is part of the answer. Their words are marked against the claim."
        )
        shown = _shown(f"related {trace.claim}", len(related))
        _group(library, None, related[:shown], Against.CLAIM)
        _more(f"related {trace.claim}", shown, len(related))


def _controls(trace: Trace) -> tuple[Against, bool]:
    """Against what the words are marked, and whether only versions with a change that may matter are shown."""
    if len(trace.appearances) < 2:
        return Against.CLAIM, False
    options = [Against.FIRST] if trace.first_appearance is not None else []
    options += [Against.PARENT] if any(found.derived_from for found in trace.appearances) else []
    options.append(Against.CLAIM)
    with st.container(key="versions-controls", horizontal=True):
        chosen = st.segmented_control(
            "Words marked against",
            options,
            format_func=_AGAINST.__getitem__,
            default=options[0],
            required=True,
            key="against",
            wrap=True,
        )
        only_material = st.toggle("Only versions with a change that may matter", key="only material")
    return chosen or options[0], bool(only_material)


def _show_pinned(library: Library, entries: Entries) -> None:
    first = next((entry for entry in entries.counted if entry.is_first), None)
    if first is None:
        return
    note = _PINNED if len(entries.counted) > 1 else None
    with st.container(key="pinned"):
        st.html(entry_html(first, against=Against.CLAIM, note=note, excerpt=library.excerpt(first.appearance)))


def _group(library: Library, heading: str | None, entries: Sequence[Entry], against: Against) -> None:
    if not entries:
        return
    if heading:
        st.html(Markup('<div class="provenance"><h3 class="group">{}</h3></div>').format(heading))
    cards = (
        entry_html(entry, against=against, note=entry.marking(against), excerpt=library.excerpt(entry.appearance))
        for entry in entries
    )
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
