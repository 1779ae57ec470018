"""States without an answer, each with its reason and a way on: no index, a claim that cannot be traced, a failure."""

from __future__ import annotations

import shlex

import streamlit as st

from provenance.errors import ClaimError, ModelError, ModelMismatch, ProvenanceError, UnknownArticle, UsageError
from provenance.reporting.characters import readable
from provenance.reporting.marks import Markup
from provenance.settings import Settings
from provenance.ui.library import NoIndex

_PANEL = Markup(
    '<div class="provenance state state-{kind}" role="{role}">'
    '<h2 class="state-heading">{heading}</h2><p>{told}</p>{remedy}</div>'
)


def show_error(error: ProvenanceError, settings: Settings) -> None:
    """Why there is no answer, and what to do: a panel instead of a traceback."""
    if isinstance(error, NoIndex):
        show_no_index(settings)
        return
    alert = not isinstance(error, UsageError)
    told = f"{error.subject}: {error.reason}."
    _panel(_heading(error), told[:1].upper() + told[1:] if not alert else told, error.remedy, alert=alert)


def _heading(error: ProvenanceError) -> str:
    match error:
        case ClaimError():
            return "This claim cannot be traced as it is"
        case UsageError():
            return "Nothing was done"
        case UnknownArticle():
            return "There is no such article"
        case ModelMismatch():
            return "The index was made with another model"
        case ModelError():
            return "The language model cannot be used"
        case _:
            return "The collection cannot be read"


def show_no_index(settings: Settings) -> None:
    """What to do on a machine on which nothing has been indexed yet."""
    _panel(
        "There is nothing to search yet",
        f"No articles have been indexed in the folder {settings.index}. Add some on the page Collection, or index a "
        "folder of articles in a terminal, then open this page again:",
    )
    _show_command(settings)


def show_empty_collection(settings: Settings) -> None:
    """What to do where an index is there and holds no article."""
    _panel(
        "The collection holds no articles yet", "Add some on the page Collection, or a folder of them in a terminal:"
    )
    _show_command(settings)


def say(sentence: str) -> None:
    """A sentence in place of what is not there, or before what is."""
    st.html(Markup('<p class="provenance section-line">{}</p>').format(readable(sentence)))


def _show_command(settings: Settings) -> None:
    command = f"provenance index PATH-TO-ARTICLES --index {shlex.quote(str(settings.index))}"
    st.code(command, language=None, wrap_lines=True)


def _panel(heading: str, told: str, remedy: str = "", *, alert: bool = False) -> None:
    advice = Markup('<p class="state-remedy">{}</p>').format(readable(remedy)) if remedy else ""
    st.html(
        _PANEL.format(
            heading=heading,
            told=readable(told),
            remedy=advice,
            kind="alert" if alert else "calm",
            role="alert" if alert else "status",
        )
    )
