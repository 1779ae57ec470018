"""The page over invented traces, as a Streamlit script: what the browser's tests and a curious eye look at.

The claim chooses the state: its first word names it; any other claim gets the full trace.
"""

import sys
from dataclasses import dataclass, replace
from pathlib import Path

import streamlit as st

sys.path.append(str(Path(__file__).parents[1] / "reporting"))

import invented

from provenance.errors import ClaimError, CollectionError, ModelError, ModelMismatch
from provenance.models import Appearance, CollectionSummary, EmptyReason, Trace
from provenance.reporting.excerpts import Excerpt
from provenance.settings import Settings
from provenance.ui import frame
from provenance.ui.library import Library, NoIndex
from provenance.ui.tracing import page as trace_page

ERRORS = {
    "blank": ClaimError("the claim", "it is empty", "Paste a sentence, or a part of one."),
    "long": ClaimError(
        "the claim “long…”", "it has 20,000 characters, and at most 5,000 are traced", "Paste the sentence in question."
    ),
    "model": ModelMismatch("index", "it was made with all-MiniLM-L6-v2, not with other", "Index again."),
    "weights": ModelError("all-MiniLM-L6-v2", "its weights are not the expected ones", "Install it again."),
    "damaged": CollectionError("index/provenance.sqlite", "the file is damaged", "Index the articles again."),
    "missing": NoIndex("index", "there is no index in this folder"),
}
TRACES = {reason.value: invented.empty(reason) for reason in EmptyReason} | {"hostile": invented.hostile()}


@dataclass(frozen=True)
class Invented(Library):
    """A library whose answers are made by hand."""

    def summary(self) -> CollectionSummary:
        return invented.SUMMARY

    def trace(self, claim: str) -> Trace:
        word = (claim.split() or ["blank"])[0]
        if word in ERRORS:
            raise ERRORS[word]
        whole = invented.trace()
        if word == "vanished":
            return replace(whole, appearances=(replace(whole.appearances[0], article=invented.article("gone", None)),))
        if word == "alone":
            return replace(whole, appearances=whole.appearances[:1], related=(), origins=1, first_candidates=("a1",))
        if word == "many":
            copies = tuple(replace(whole.appearances[1], id=f"a{n}") for n in range(2, 60))
            return replace(whole, appearances=(whole.appearances[0], *copies))
        return TRACES.get(word, whole)

    def excerpt(self, appearance: Appearance) -> Excerpt:
        if appearance.article.id == "gone":
            raise CollectionError("gone", "no article has this id", "Trace the claim again.")
        passage = appearance.passage
        return Excerpt(
            before=f"An earlier paragraph.\n\n{passage.prefix}",
            exact=passage.exact,
            after=f"{passage.suffix}ey said.\n\nA later paragraph.",
            left_out_before=90,
            left_out_after=2_400,
        )

    def examples(self) -> tuple[str, ...]:
        return (invented.CLAIM, "The harbour office counted eleven boats adrift before the fog lifted at noon.")


if __name__ == "__main__":
    st.set_page_config(page_title="Provenance", page_icon=frame.ICON, layout="wide")
    st.navigation(
        [st.Page(lambda: trace_page.show(Invented(Settings())), title="Trace a claim", default=True)], position="top"
    ).run()
