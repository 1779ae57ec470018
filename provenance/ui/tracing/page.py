"""The page *Trace a claim*: where its wording appears first in the collection, and how it was reworded."""

from __future__ import annotations

from functools import partial

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from provenance.models import EmptyReason, Relation, Trace
from provenance.reporting import Format, render
from provenance.reporting.entries import Entries, Entry
from provenance.reporting.html import answer_html, table_html
from provenance.reporting.marks import Markup
from provenance.ui import frame, states
from provenance.ui.downloads import show_downloads
from provenance.ui.library import Library
from provenance.ui.opening import show_page
from provenance.ui.tracing.credit import show_credit
from provenance.ui.tracing.lineage import show_lineage
from provenance.ui.tracing.timeline import certainty_kinds, description, timeline
from provenance.ui.tracing.versions import show_related, show_versions

_INTRODUCTION = Markup(
    '<div class="provenance introduction"><p>Paste a sentence, or a part of one. You get the earliest article of this '
    "collection that carries its wording, how sure its date is, every later version with the changed words marked, "
    "and what only sounds alike.</p></div>"
)
_FORMATS = (Format.HTML, Format.MARKDOWN, Format.JSON, Format.JSONLD)
_ADDRESS_LIMIT = 1_500  # characters of a claim in the page's address; browsers and proxies cut longer ones


def show(library: Library) -> None:
    """The whole page."""
    show_page(library, library.summary, lambda _: _show_desk(library))


# ---------------------------------------------------------------------------------------- asking


def _show_desk(library: Library) -> None:
    asked = _asked()
    if asked is None:
        st.html(_INTRODUCTION)
    with st.form("ask", border=False):
        st.text_area(
            "The claim",
            key="box",
            height=104,
            placeholder="Paste a sentence, or a part of one, that an article may carry.",
        )
        st.form_submit_button("Trace this claim", type="primary", on_click=lambda: _ask(st.session_state["box"]))
    if asked is None:
        _show_examples(library)
        return
    with st.spinner("Searching. The first claim takes some seconds longer, while the language model is read."):
        trace = library.trace(asked)
    _show_trace(library, trace)


def _asked() -> str | None:
    """The claim to answer: the one asked last, here or by opening an address that holds it."""
    address = st.query_params.get("claim")
    if "asked" not in st.session_state or address != st.session_state["address"]:
        st.session_state["address"], st.session_state["asked"] = address, address
        st.session_state["box"] = address or ""
    asked: str | None = st.session_state["asked"]
    return asked


def _ask(claim: str) -> None:
    """Take `claim` as asked, and put it into the page's address, so that the answer can be shared."""
    if claim.strip() and len(claim) <= _ADDRESS_LIMIT:
        st.query_params["claim"] = claim
    else:
        st.query_params.pop("claim", None)
    st.session_state["asked"], st.session_state["box"] = claim, claim
    st.session_state["address"] = st.query_params.get("claim")


def leave_for(page: StreamlitPage, claim: str) -> None:
    """Leave another page for this one, opened at a claim."""
    short = len(claim) <= _ADDRESS_LIMIT
    if not short:  # no address holds it: asked as if it had been pasted here
        st.session_state["asked"], st.session_state["box"], st.session_state["address"] = claim, claim, None
    st.switch_page(page, query_params={"claim": claim} if short else None)


def _show_examples(library: Library) -> None:
    examples = library.examples()
    if not examples:
        return
    with st.container(key="examples"):
        st.html('<div class="provenance"><h2 class="section">Or try a sentence from this collection</h2></div>')
        for number, example in enumerate(examples):
            st.button(
                f"“{example}”",
                key=f"example {number}",
                type="tertiary",
                width="stretch",
                on_click=partial(_ask, example),
            )


# ------------------------------------------------------------------------------------- answering


_TABS = ("Timeline", "Versions", "Lineage", "Credit", "Not counted")
_NOTHING = "No article of this collection carries this claim, so there is nothing to show here."


def _show_trace(library: Library, trace: Trace) -> None:
    kind = "nothing" if trace.empty_reason else "found"
    with st.container(key=f"answer-{kind}"):
        st.html(answer_html(trace))
    if trace.appearances or trace.related:
        _show_tabs(library, trace)
    if trace.empty_reason is not EmptyReason.CLAIM_TOO_SHORT:
        show_downloads("answer", "provenance", partial(render, trace), formats=_FORMATS)


def _show_tabs(library: Library, trace: Trace) -> None:
    """The answer from five sides; the last one first where there is nothing on the others."""
    timeline_tab, versions, lineage, credit, not_counted = st.tabs(
        _TABS, default=_TABS[0] if trace.appearances else _TABS[-1]
    )
    shown = (
        (timeline_tab, partial(_show_timeline, trace)),
        (versions, partial(show_versions, library, trace)),
        (lineage, partial(show_lineage, trace)),
        (credit, partial(show_credit, trace)),
    )
    for tab, show_it in shown:
        with tab:
            if trace.appearances:
                show_it()
            else:
                states.say(_NOTHING)
    with not_counted:
        show_related(library, trace)


def _show_timeline(trace: Trace) -> None:
    rows = Entries.of(trace).counted
    with st.container(key="timeline"):
        picture = timeline(rows, dark=frame.is_dark())
        if picture is None:
            states.say("None of these articles has a date, so there is no order to draw.")
        else:
            st.altair_chart(picture, theme=None, width="stretch", alt=description(rows))
            st.html(_key(rows))
        with st.expander("The timeline as a table"):
            st.html(table_html(rows, "Appearances in order of date, undated ones last"))


_CERTAINTIES = {
    "exact": "filled: known to the day",
    "stretch": "hollow, on a bar: known as a stretch of time",
    "undated": "broken: undated, any time along the line",
}


def _key(rows: tuple[Entry, ...]) -> Markup:
    """What the signs mean, of those that are there; a date is shown by a sign that stands for every shape."""
    relations = {entry.appearance.relation for entry in rows}
    shapes = Markup("").join(
        Markup('<dd><span class="glyph glyph-{0}" aria-hidden="true"></span>{0}</dd>').format(relation.value)
        for relation in Relation
        if relation in relations
    )
    dates = Markup("").join(
        Markup('<dd><span class="sign sign-{}" aria-hidden="true"></span>{}</dd>').format(kind, _CERTAINTIES[kind])
        for kind in certainty_kinds(rows)
    )
    return Markup(
        '<div class="provenance"><dl class="sign-key"><div><dt>Shape</dt>{}</div><div><dt>Date</dt>{}</div></dl></div>'
    ).format(shapes, dates)
