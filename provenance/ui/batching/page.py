"""The page *Batch*: a list of claims in, a table of where each appears first and files to keep out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice

import streamlit as st

from provenance.reporting.characters import one_line
from provenance.reporting.marks import Markup
from provenance.reporting.phrases import collection_phrase, count_phrase
from provenance.ui import states
from provenance.ui.batching.downloads import show_downloads
from provenance.ui.batching.intake import show_intake
from provenance.ui.batching.lines import Kind, Line
from provenance.ui.batching.results import forget, show_results
from provenance.ui.batching.run import BatchRun, Progress, State
from provenance.ui.library import Library
from provenance.ui.opening import show_page
from provenance.ui.tables import table

OpenClaim = Callable[[str], None]
"""Leaves for the page *Trace a claim*, opened at a claim."""

_RUN, _OPEN = "batch run", "batch open"  # in the session
_LATEST = 6  # claims seen while more are coming
_SOON = 10  # seconds, below which the time left is not worth a number
_INTRODUCTION = Markup(
    '<div class="provenance introduction"><p>Give a list of claims. Each is traced as a single one would be; you get a '
    "table of where each appears first, and reports to publish, to load into a spreadsheet, or to check a year "
    "later.</p></div>"
)
_HEAD = Markup(
    '<div class="provenance"><h2 class="answer" role="status">{}</h2><p class="certainty"><bdi>{}</bdi></p></div>'
)


def show(library: Library, open_claim: OpenClaim) -> None:
    """The whole page."""
    show_page(library, library.summary, lambda _: _show(library, open_claim))


def _show(library: Library, open_claim: OpenClaim) -> None:
    claim: str | None = st.session_state.pop(_OPEN, None)
    if claim is not None:
        open_claim(claim)
    _show_desk(library)


def _show_desk(library: Library) -> None:
    run: BatchRun | None = st.session_state.get(_RUN)
    if run is None:
        st.html(_INTRODUCTION)
        claims = show_intake(library.settings)
        if claims is not None:
            run = st.session_state[_RUN] = library.batch(claims)
            run.begin()
            st.rerun()
    elif run.state is State.RUNNING:
        _show_progress(run)
    else:
        _show_run(library, run)


def _forget() -> None:
    run: BatchRun | None = st.session_state.pop(_RUN, None)
    if run is not None:
        run.stop()
    forget()


# ----------------------------------------------------------------------------------------------- running


def _draw_progress(run: BatchRun) -> None:
    """How far it is, drawn anew every second on its own; the whole page when nothing more is coming."""
    if run.state is not State.RUNNING:
        st.rerun()
    progress = run.progress
    with st.container(key="batch-progress"):
        st.progress(progress.done / progress.total, text=progress_phrase(progress))
        st.button("Stop", key="batch stop", on_click=run.stop)
        latest = list(islice(reversed(run.lines), _LATEST))
        if latest:
            st.html(table("The latest", ("Claim", "First in", "Date"), map(_row, latest)))
        st.html(
            '<p class="provenance quiet">You may look at the other pages meanwhile; the list goes on, and is here when '
            "you come back, as long as this tab stays open.</p>"
        )


# Not as a decorator, which would hide the type: Streamlit is not typed here.
_show_progress: Callable[[BatchRun], None] = st.fragment(run_every=1.0)(_draw_progress)


def progress_phrase(progress: Progress) -> str:
    """How far a run is, in words: ``120 of 500 claims traced, about 40 seconds left``."""
    done = f"{progress.done:,} of {count_phrase(progress.total, 'claim')} traced"
    if progress.waiting:
        return f"{done}. Another list is traced first."
    if progress.seconds_left is None:
        return f"{done}. The first ones take some seconds longer, while the language model is read."
    return f"{done}, {_time_phrase(progress.seconds_left)} left"


def _time_phrase(seconds: float) -> str:
    if seconds < _SOON:
        return "a few seconds"
    if seconds < 90:
        return f"about {round(seconds, -1):.0f} seconds"
    return f"about {round(seconds / 60):,} minutes"


def _row(line: Line) -> tuple[str, str, str]:
    return line.claim, line.outlet or line.reason, line.date


# ------------------------------------------------------------------------------------------------- done


def _show_run(library: Library, run: BatchRun) -> None:
    lines = run.lines
    st.html(_HEAD.format(found_phrase(lines), _told(run)))
    if run.error is not None:
        states.show_error(run.error, library.settings)
    with st.container(horizontal=True, key="batch-run"):
        if run.state is not State.DONE and st.button("Go on", type="primary", key="batch go on"):
            run.begin()
            st.rerun()
        st.button("Trace another list", key="batch another", on_click=_forget, type="tertiary")
    if lines:
        show_results(lines, _open)
        show_downloads(run)


def _open(claim: str) -> None:
    st.session_state[_OPEN] = claim


def found_phrase(lines: Sequence[Line]) -> str:
    """What a list comes to, in a sentence, such as ``8 of 12 claims appear in this collection.``."""
    found = sum(Kind.FOUND in line.kinds for line in lines)
    if not lines:
        return "No claim was traced."
    if not found:
        return f"None of {count_phrase(len(lines), 'claim')} appears in this collection."
    return (
        f"{found:,} of {count_phrase(len(lines), 'claim')} {'appears' if found == 1 else 'appear'} in this collection."
    )


def _told(run: BatchRun) -> str:
    """Which list it was, how far it came, and what was searched."""
    batch, done = run.batch(), len(run.lines)
    whole = "" if run.state is State.DONE else f", stopped after {done:,} of {batch.total:,}"
    return f"{one_line(batch.name)}{whole}, in {collection_phrase(batch.collection)}."
