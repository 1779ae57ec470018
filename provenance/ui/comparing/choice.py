"""Which two texts are set side by side: chosen from the collection, or pasted."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

import streamlit as st

from provenance.collection.changes import unknown
from provenance.errors import UsageError
from provenance.models import Article
from provenance.reporting.characters import one_line
from provenance.reporting.comparison.columns import Role, Spread
from provenance.reporting.marks import Markup
from provenance.reporting.phrases import date_phrase
from provenance.ui.library import Library

_INTRODUCTION = Markup(
    '<div class="provenance introduction"><p>Choose two articles, or paste two texts. You get both side by side: what '
    "stands in both, which words were changed on the way, what only one of them says, and which was first. Which "
    "articles share wording at all, the page Compare many finds out.</p></div>"
)
_PASTED, _ADDRESS, _WAY = "pasted pair", "pair in the address", "way"
_HEIGHT = 200  # pixels of a box to paste into


class Way(StrEnum):
    """Where the two texts come from."""

    COLLECTION = "From the collection"
    PASTED = "Pasted texts"


def chosen(library: Library, articles: Sequence[Article]) -> Spread | None:
    """The two texts that the reader chose, compared; None as long as there are not two.

    Raises:
        UsageError: One text is empty or too long, or one article was chosen twice.
        UnknownArticle: The page's address names an article that is not there.
    """
    way = _way(articles)
    pair = _show_boxes() if way is Way.PASTED else _show_articles(articles)
    if pair is None:
        st.html(_INTRODUCTION)
        return None
    if way is Way.COLLECTION and pair[0] == pair[1]:
        raise UsageError("the two sides", "they are one article", "Choose another article on one of them.")
    with st.spinner("Comparing. Texts as long as a book take some seconds."):
        return library.compare(*pair) if way is Way.COLLECTION else library.compare_texts(*pair)


def _way(articles: Sequence[Article]) -> Way:
    """How the texts are chosen; without two articles there is nothing to choose from."""
    if len(articles) < 2:
        return Way.PASTED
    if st.session_state.get(_WAY) is None:
        st.session_state[_WAY] = Way.PASTED if _PASTED in st.session_state and not _address()[0] else Way.COLLECTION
    way = st.segmented_control("The texts", list(Way), required=True, key=_WAY, label_visibility="collapsed")
    return Way(way or Way.COLLECTION)


# ------------------------------------------------------------------------------------- from the collection


def _show_articles(articles: Sequence[Article]) -> tuple[str, str] | None:
    known = {article.id: article for article in articles}
    _take_address(known)
    missing = [identity for identity in _address() if identity is not None and identity not in known]
    with st.container(key="pair"):
        for column, role in zip(st.columns(2, gap="medium"), Role, strict=True):
            column.selectbox(
                role.value.capitalize(),
                sorted(known, key=lambda identity: name(known[identity]).casefold()),
                index=None,
                format_func=lambda identity: name(known[identity]),
                key=_key(role),
                placeholder="Search by title, outlet or date",
                on_change=_put_into_address,
            )
    if missing:
        raise unknown(missing[0])
    source, target = (st.session_state.get(_key(role)) for role in Role)
    if source is None or target is None:
        return None
    st.button("⇄ Swap source and target", key="swap", type="tertiary", on_click=_swap_articles)
    return source, target


def name(article: Article) -> str:
    """An article in a list to choose from: its title, its outlet and its date."""
    parts = [article.title or article.id, article.outlet or article.author, date_phrase(article.first_date)]
    return one_line(" · ".join(filter(None, parts)))


def _key(role: Role) -> str:
    return f"chosen {role.value}"


def _address() -> tuple[str | None, str | None]:
    return st.query_params.get(Role.SOURCE.value), st.query_params.get(Role.TARGET.value)


def _take_address(known: dict[str, Article]) -> None:
    """Choose what the page's address names, when it was opened or changed by anything but a choice here."""
    address = _address()
    if st.session_state.get(_ADDRESS) != address or _key(Role.SOURCE) not in st.session_state:
        st.session_state[_ADDRESS] = address
        for role, identity in zip(Role, address, strict=True):
            st.session_state[_key(role)] = identity if identity in known else None


def _put_into_address() -> None:
    for role in Role:
        identity = st.session_state[_key(role)]
        if identity is None:
            st.query_params.pop(role.value, None)
        else:
            st.query_params[role.value] = identity
    st.session_state[_ADDRESS] = _address()


def _swap_articles() -> None:
    source, target = _key(Role.SOURCE), _key(Role.TARGET)
    st.session_state[source], st.session_state[target] = st.session_state[target], st.session_state[source]
    _put_into_address()


# ------------------------------------------------------------------------------------------------- pasted


def _show_boxes() -> tuple[str, str] | None:
    pasted: tuple[str, str] | None = st.session_state.get(_PASTED)
    for role, text in zip(Role, pasted or ("", ""), strict=True):
        st.session_state.setdefault(_box(role), text)
    with st.form("paste", border=False):
        for column, role in zip(st.columns(2, gap="medium"), Role, strict=True):
            column.text_area(
                role.value.capitalize(),
                key=_box(role),
                height=_HEIGHT,
                placeholder="Paste a whole article. It is undated, unless its text says its date.",
            )
        st.form_submit_button("Compare these texts", type="primary", on_click=_take_boxes)
    if pasted is not None:
        st.button("⇄ Swap source and target", key="swap", type="tertiary", on_click=_swap_boxes)
    return pasted


def _box(role: Role) -> str:
    return f"pasted {role.value}"


def _take_boxes() -> None:
    """Compare what the boxes hold; texts are not put into the address, and what stood there is no longer shown."""
    for role in Role:
        st.query_params.pop(role.value, None)
    st.session_state[_PASTED] = tuple(st.session_state[_box(role)] for role in Role)


def _swap_boxes() -> None:
    source, target = st.session_state[_PASTED]
    st.session_state[_PASTED] = target, source
    for role, text in zip(Role, (target, source), strict=True):
        st.session_state[_box(role)] = text
