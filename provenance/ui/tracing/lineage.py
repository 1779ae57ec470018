"""Which wording may have come from which, drawn and told."""

from __future__ import annotations

import streamlit as st

from provenance.models import Trace
from provenance.reporting.html import lineage_html


def show_lineage(trace: Trace) -> None:
    """How many origins there are, and a drawing beside the words that say the same.

    The drawing is made of HTML and needs neither a script nor the network, so a report shows the same one.
    """
    with st.container(key="lineage"):
        st.html(lineage_html(trace))
