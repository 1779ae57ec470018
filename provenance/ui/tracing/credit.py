"""Who is quoted and who is credited, with the words that say so."""

from __future__ import annotations

import streamlit as st

from provenance.models import Trace
from provenance.reporting.html import credit_html
from provenance.ui.states import say


def show_credit(trace: Trace) -> None:
    """The four answers to two questions, then the evidence of every appearance that quotes or credits."""
    with st.container(key="credit"):
        st.html(credit_html(trace))
        if not any(found.quotation or found.credit for found in trace.appearances):
            say("None of these passages is quoted, and none of their articles gives a source for it.")
