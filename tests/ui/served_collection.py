"""All pages over the collection in ``PROVENANCE_INDEX``, with a fake encoder, as a Streamlit script."""

import os
import sys
from pathlib import Path

import streamlit as st

sys.path.append(str(Path(__file__).parent))

from trigrams import TrigramEncoder

from provenance.collection import Collection
from provenance.settings import Settings
from provenance.ui import frame
from provenance.ui.batching import page as batch_page
from provenance.ui.collecting import page as collection_page
from provenance.ui.comparing import many_page as compare_many_page
from provenance.ui.comparing import page as compare_page
from provenance.ui.library import Library
from provenance.ui.tracing import page as trace_page


def reading(settings: Settings) -> Collection:
    return Collection.open(settings.index, encoder=TrigramEncoder(), read_only=True)


def writing(settings: Settings) -> Collection:
    return Collection.open(settings.index, encoder=TrigramEncoder())


def library(index: str | Path) -> Library:
    return Library(Settings(index=Path(index)), reading, writing)


def collection() -> None:
    collection_page.show(library(os.environ["PROVENANCE_INDEX"]))


def compare() -> None:
    compare_page.show(library(os.environ["PROVENANCE_INDEX"]))


def compare_many() -> None:
    compare_many_page.show(library(os.environ["PROVENANCE_INDEX"]))


def trace() -> None:
    trace_page.show(library(os.environ["PROVENANCE_INDEX"]))


def batch() -> None:
    batch_page.show(library(os.environ["PROVENANCE_INDEX"]), lambda claim: trace_page.leave_for(PAGES[1], claim))


PAGES = [
    st.Page(collection, title="Collection", default=True),
    st.Page(trace, title="Trace a claim"),
    st.Page(batch, title="Batch"),
    st.Page(compare, title="Compare"),
    st.Page(compare_many, title="Compare many"),
]

if __name__ == "__main__":
    st.set_page_config(page_title="Provenance", page_icon=frame.ICON, layout="wide")
    st.navigation(PAGES, position="top").run()
