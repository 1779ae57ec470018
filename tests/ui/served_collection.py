"""Both pages over the collection in ``PROVENANCE_INDEX``, with a fake encoder, as a Streamlit script."""

import os
import sys
from pathlib import Path

import streamlit as st

sys.path.append(str(Path(__file__).parent))

from trigrams import TrigramEncoder

from provenance.collection import Collection
from provenance.settings import Settings
from provenance.ui import collection_page, frame, trace_page
from provenance.ui.library import Library


def reading(settings: Settings) -> Collection:
    return Collection.open(settings.index, encoder=TrigramEncoder(), read_only=True)


def writing(settings: Settings) -> Collection:
    return Collection.open(settings.index, encoder=TrigramEncoder())


def library(index: str | Path) -> Library:
    return Library(Settings(index=Path(index)), reading, writing)


def collection() -> None:
    collection_page.show(library(os.environ["PROVENANCE_INDEX"]))


def trace() -> None:
    trace_page.show(library(os.environ["PROVENANCE_INDEX"]))


if __name__ == "__main__":
    st.set_page_config(page_title="Provenance", page_icon=frame.ICON, layout="wide")
    st.navigation(
        [st.Page(collection, title="Collection", default=True), st.Page(trace, title="Trace a claim")], position="top"
    ).run()
