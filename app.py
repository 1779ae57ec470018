"""The web page: ``streamlit run app.py``, or ``provenance app``."""

import os

import streamlit as st

from provenance.settings import Settings
from provenance.ui import access, frame
from provenance.ui.batching import page as batch_page
from provenance.ui.collecting import page as collection_page
from provenance.ui.comparing import many_page as compare_many_page
from provenance.ui.comparing import page as compare_page
from provenance.ui.library import Library
from provenance.ui.tracing import page as trace_page

library = Library(Settings.from_environment(os.environ))


def trace() -> None:
    """Trace a claim."""
    trace_page.show(library)


def batch() -> None:
    """Trace a list of claims."""
    batch_page.show(library, open_claim=lambda claim: trace_page.leave_for(pages[0], claim))


def compare() -> None:
    """Set two texts side by side."""
    compare_page.show(library)


def compare_many() -> None:
    """See what all articles share with one another."""
    compare_many_page.show(library)


def collection() -> None:
    """See, add to, date and thin out the collection."""
    collection_page.show(library)


pages = [
    st.Page(trace, title="Trace a claim", default=True),
    st.Page(batch, title="Batch"),
    st.Page(compare, title="Compare"),
    st.Page(compare_many, title="Compare many"),
    st.Page(collection, title="Collection"),
]
st.set_page_config(page_title="Provenance", page_icon=frame.ICON, layout="wide")
page = st.navigation(pages, position="top")
access.admitting(library.settings, page.run)
