"""The view of one article on the page *Collection*, with the forms that date and remove it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

import streamlit as st

from provenance.collection.changes import unknown
from provenance.errors import ProvenanceError, UsageError
from provenance.models import Article, CollectionStatus, DateRole, DateSource
from provenance.reporting.characters import one_line
from provenance.reporting.marks import Markup
from provenance.ui import frame, states
from provenance.ui.collecting.dossier import evidence_html, facts_html, head_html, text_html
from provenance.ui.library import Library

_REMOVING = "removing"
_HEADING = Markup('<div class="provenance"><h3 class="group">{}</h3></div>')
_QUESTION = Markup('<p class="provenance intake-line" role="alert"><strong>Remove <bdi>{}</bdi>?</strong> {}</p>')


def show_article(
    library: Library, status: CollectionStatus, article_id: str, doubts: Iterable[str], *, leave: Callable[[], None]
) -> None:
    """Everything about an article.

    Args:
        doubts: Sentences on what is doubtful about its dates.
        leave: Goes back to all articles.
    """
    found = next(((article, number) for article, number in status.articles if article.id == article_id), None)
    if found is None:
        states.show_error(unknown(article_id), library.settings)
        return
    article, sentences = found
    uploaded = library.uploads.file_of(article.path) is not None
    st.html(head_html(article, doubts))
    st.html(evidence_html(article))
    if not library.settings.read_only:
        _show_dating(library, article)
    st.html(_HEADING.format("Where it comes from"))
    st.html(facts_html(article, sentences, uploaded=uploaded))
    st.html(_HEADING.format("How its text begins; the evidence of its dates is marked"))
    st.html(text_html(article, library.text(article.id)))
    if not library.settings.read_only:
        _show_removal(library, article, uploaded=uploaded, leave=leave)


# ------------------------------------------------------------------------------------------- dating


def _show_dating(library: Library, article: Article) -> None:
    with st.expander("Put its date right", key="dating"):
        _show_date_form(library, article)
        for role, name in ((DateRole.PUBLISHED, "its date"), (DateRole.ORIGINALLY, "its earlier publication")):
            if _has_word(article, role):
                st.button(
                    f"Take back what was said of {name}",
                    key=f"forget {role.value} {article.id}",
                    on_click=partial(_forget, library, article.id, role),
                )


def _show_date_form(library: Library, article: Article) -> None:
    with st.form(f"dating {article.id}", border=False):
        value = st.text_input("Date", key=f"date {article.id}", placeholder="2023-05-30, 2023-05 or 2023")
        is_unknown = st.checkbox("The date found is wrong, and the right one is not known", key=f"unknown {article.id}")
        originally = st.checkbox(
            "It is the date of an earlier publication, not of this copy", key=f"originally {article.id}"
        )
        note = st.text_input("How you know (kept with the date)", key=f"note {article.id}")
        if not st.form_submit_button("Date the article", type="primary"):
            return
    try:
        said = _said(value, unknown=is_unknown)
        library.set_date(article.id, said, note=note.strip() or None, originally=originally)
    except ProvenanceError as error:
        states.show_error(error, library.settings)
        return
    frame.tell("Dated by your word, which beats all that was found.")
    st.rerun()


def _said(value: str, *, unknown: bool) -> str:
    """What the form says, in the words of the command line; an empty or double answer is refused like a bad date."""
    if unknown == bool(value.strip()):
        reason = "it cannot be given and unknown at once" if unknown else "none was given"
        raise UsageError("the date", reason, "Write it as 2023-05-30, 2023-05 or 2023, or say that it is not known.")
    return "unknown" if unknown else value


def _has_word(article: Article, role: DateRole) -> bool:
    return any(
        one.role is role and one.interval.source is DateSource.SUPPLIED and one.interval.rule == "user"
        for one in article.evidence
    )


def _forget(library: Library, article_id: str, role: DateRole) -> None:
    try:
        library.set_date(article_id, None, note=None, originally=role is DateRole.ORIGINALLY)
        frame.tell("Taken back: what was found counts again.")
    except ProvenanceError as error:
        frame.tell(str(error))


# ----------------------------------------------------------------------------------------- removing


def _show_removal(library: Library, article: Article, *, uploaded: bool, leave: Callable[[], None]) -> None:
    with st.container(key="removal"):
        if st.session_state.get(_REMOVING) != article.id:
            st.button("Remove this article …", key="remove", on_click=st.session_state.__setitem__,
                      args=(_REMOVING, article.id))  # fmt: skip
            return
        remark = "The uploaded file is deleted too, unless another article comes from it." if uploaded else (
            "The file it was read from stays where it is."
        )  # fmt: skip
        st.html(_QUESTION.format(one_line(article.title or article.id), remark))
        with st.container(horizontal=True):
            st.button(
                "Yes, remove it", key="really", type="primary", on_click=partial(_remove, library, article, leave)
            )
            st.button("Keep it", key="keep", on_click=st.session_state.pop, args=(_REMOVING, None))


def _remove(library: Library, article: Article, leave: Callable[[], None]) -> None:
    st.session_state.pop(_REMOVING, None)
    try:
        deleted = library.remove(article.id)
    except ProvenanceError as error:
        frame.tell(str(error))
        return
    name = article.title or article.id
    frame.tell(f"Removed: {name}" + (", with its uploaded file." if deleted else "."))
    leave()
