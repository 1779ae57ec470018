"""What became of a list of claims: a line a claim, to filter and to open in *Trace*."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

import streamlit as st

from provenance.reporting.phrases import count_phrase
from provenance.ui import states
from provenance.ui.batching.lines import Kind, Line
from provenance.ui.rows import show_rows

_ROWS_SEEN = 14
_CLAIM_WIDTH, _OUTLET_WIDTH, _COUNT_WIDTH = 330, 165, 105  # pixels
_KEPT = "batch kept"  # in the session
_EVERY_OUTLET = "All outlets"
_EVERY_REASON = "Every reason"


# ------------------------------------------------------------------------------------------- choosing


def show_results(lines: Sequence[Line], open_claim: Callable[[str], None]) -> None:
    """The table with its filters; a row that is ticked is opened."""
    with st.container(key="batch-results"):
        found = _chosen(lines)
        if not found:
            states.say("No claim of this list is like that.")
            return
        if len(found) < len(lines):
            states.say(f"{len(found):,} of {count_phrase(len(lines), 'claim')}")
        _show_table(found, open_claim)
        st.html('<p class="provenance quiet">Tick a row to open its claim in Trace.</p>')


def _chosen(lines: Sequence[Line]) -> tuple[Line, ...]:
    kind = _kind(lines)
    of_kind = [line for line in lines if kind in line.kinds]
    with st.container(horizontal=True, vertical_alignment="bottom", key="batch-finding"):
        search = _search()
        outlet = _one_of("First in", _EVERY_OUTLET, (line.outlet for line in of_kind))
        reason = _one_of("Reason", _EVERY_REASON, (line.reason for line in of_kind))
    words = search.casefold().split()
    return tuple(
        line for line in of_kind if line.says(words) and outlet in (None, line.outlet) and reason in (None, line.reason)
    )


def _kind(lines: Sequence[Line]) -> Kind:
    counts = Counter(kind for line in lines for kind in line.kinds)
    kinds = [kind for kind in Kind if counts[kind]]
    with _remembered("batch kind", kinds) as key:
        chosen = st.segmented_control(
            "Look at",
            kinds,
            format_func=lambda kind: f"{kind} ({counts[kind]:,})",
            required=True,
            key=key,
            label_visibility="collapsed",
        )
    return Kind(chosen or Kind.ALL)


def _search() -> str:
    with _remembered("batch search") as key:
        return str(st.text_input("Search", key=key, placeholder="Words of a claim, an id, a reason"))


def _one_of(label: str, every: str, values: Iterable[str]) -> str | None:
    """The one value to look at; None for all. Nothing is asked where there is nothing to choose."""
    counts = Counter(filter(None, values))
    if not counts:
        return None
    options = [every, *(value for value, _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))]
    with _remembered(f"batch {label}", options) as key:
        chosen = st.selectbox(
            label,
            options,
            format_func=lambda value: value if value == every else f"{value} ({counts[value]:,})",
            key=key,
        )
    return None if chosen in (None, every) else str(chosen)


@contextmanager
def _remembered(key: str, options: Sequence[str] = ()) -> Iterator[str]:
    """A widget that is as it was left when its reader comes back from another page, which forgets its own state."""
    kept: dict[str, str] = st.session_state.setdefault(_KEPT, {})
    value = st.session_state.get(key, kept.get(key, ""))
    st.session_state[key] = value if value in options or not options else options[0]
    yield key
    kept[key] = st.session_state[key]


def forget() -> None:
    """Look at the next list from the beginning."""
    for key in st.session_state.pop(_KEPT, {}):
        st.session_state.pop(key, None)


def _show_table(shown: Sequence[Line], open_claim: Callable[[str], None]) -> None:
    def opened(number: int) -> None:
        if Kind.FAILED not in shown[number].kinds:
            open_claim(shown[number].asked.claim.strip())

    show_rows(
        "batch table",
        [line.asked.position for line in shown],
        _columns(shown),
        opened,
        seen=_ROWS_SEEN,
        config={
            "Id": st.column_config.TextColumn(width="small"),
            "Claim": st.column_config.TextColumn(width=_CLAIM_WIDTH),
            "First in": st.column_config.TextColumn(width=_OUTLET_WIDTH),
            "Date": st.column_config.TextColumn(width="small"),
            "Appearances": st.column_config.NumberColumn(width=_COUNT_WIDTH),
        },
    )


def _columns(shown: Sequence[Line]) -> dict[str, list[str | int | None]]:
    """The columns in which a line of those that are shown has something to say."""
    columns: dict[str, list[str | int | None]] = {
        "Id": [line.id for line in shown],
        "Claim": [line.claim for line in shown],
        "First in": [line.outlet or None for line in shown],
        "Date": [line.date or None for line in shown],
        "Appearances": [line.appearances for line in shown],
        "Changes that may matter": [line.changes or None for line in shown],
        "Why not": [line.reason or None for line in shown],
    }
    return {name: cells for name, cells in columns.items() if any(cells)}
