"""The page *Collection*: what is searched, how each date is known, and how to add, date and remove articles."""

from __future__ import annotations

from enum import StrEnum

import streamlit as st

from provenance.models import CollectionStatus
from provenance.reporting.characters import one_line
from provenance.reporting.marks import Markup
from provenance.reporting.phrases import count_phrase
from provenance.ui import frame, states
from provenance.ui.collecting.article_view import show_article
from provenance.ui.collecting.audit import doubts_about, show_audit
from provenance.ui.collecting.calendar import (
    MOST_DRAWN,
    OutletMonths,
    calendar_chart,
    calendar_description,
    month_name,
    outlet_months,
    run_name,
)
from provenance.ui.collecting.intake import show_intake
from provenance.ui.collecting.inventory import CERTAINTIES, CERTAINTIES_MEAN, lines, show_table
from provenance.ui.library import Library
from provenance.ui.opening import show_page_without_articles
from provenance.ui.tables import Row, table

_ARTICLE = "article"  # in the page's address, so that an article can be pointed at
_FURNITURE_AT_ONCE = 50
_READ_ONLY = "Read-only: articles are added, dated and removed by whoever keeps this collection, not on this page."


class View(StrEnum):
    """What of the collection is looked at."""

    ARTICLES = "Articles"
    DATES = "Dates"
    MONTHS = "Months"
    BOILERPLATE = "Boilerplate"


def show(library: Library) -> None:
    """The whole page."""
    show_page_without_articles(library, lambda status: _show(library, status))


def _show(library: Library, status: CollectionStatus) -> None:
    frame.show_told()
    if library.settings.read_only:
        states.say(_READ_ONLY)
    else:
        show_intake(library, unfolded=not status.articles)
    if status.articles:
        _show_collection(library, status)


def _show_collection(library: Library, status: CollectionStatus) -> None:
    chosen = st.query_params.get(_ARTICLE)
    if chosen is not None:
        st.button("← All of the collection", key="back", type="tertiary", on_click=_leave)
        show_article(library, status, chosen, doubts_about(status, chosen), leave=_leave)
        return
    view = st.segmented_control(
        "Look at", list(View), default=View.ARTICLES, required=True, key="view", label_visibility="collapsed"
    )
    match View(view or View.ARTICLES):
        case View.ARTICLES:
            _show_inventory(status)
        case View.DATES:
            _section("Dates to look at", "What is wrong with the index, or doubtful about a date, gravest first.")
            show_audit(status, _look_at)
        case View.MONTHS:
            _show_months(status)
        case View.BOILERPLATE:
            _show_furniture(library)


def _choose(article_id: str) -> None:
    st.query_params[_ARTICLE] = article_id


def _leave() -> None:
    st.query_params.pop(_ARTICLE, None)


def _look_at(article_ids: tuple[str, ...]) -> None:
    """Open one article; of several, list them."""
    if len(article_ids) == 1:
        _choose(article_ids[0])
    else:
        st.session_state["only"], st.session_state["view"] = article_ids, View.ARTICLES


def _section(heading: str, line: str = "") -> None:
    st.html(
        Markup('<div class="provenance"><h2 class="section">{}</h2><p class="section-line">{}</p></div>').format(
            heading, line
        )
    )


# ------------------------------------------------------------------------------------------ articles


def _show_inventory(status: CollectionStatus) -> None:
    _section("Articles", CERTAINTIES_MEAN)
    only: tuple[str, ...] | None = st.session_state.get("only")
    if only is not None:
        label = f"Only the {len(only):,} chosen ones are listed. List all"
        st.button(label, key="all", on_click=st.session_state.pop, args=("only", None))
    with st.container(horizontal=True, vertical_alignment="bottom", key="finding"):
        search = st.text_input("Search", key="search", placeholder="Words of a title, outlet, author, id or evidence")
        sure = st.pills("How sure", list(CERTAINTIES.values()), selection_mode="multi", key="sure")
    listed = [one for one in status.articles if only is None or one[0].id in only]
    found = lines(listed, search, sure)
    told = f"{len(found):,} of {count_phrase(len(listed), 'article')}" if len(found) < len(listed) else ""
    if not found:
        st.html('<p class="provenance section-line">No article holds all of these words and is dated so.</p>')
        return
    show_table(found, _choose)
    hint = "Tick a row to see how its date is known, and to put it right."
    st.html(Markup('<p class="provenance quiet">{}</p>').format(f"{told}. {hint}" if told else hint))


# -------------------------------------------------------------------------------------------- months


def _show_months(status: CollectionStatus) -> None:
    rows = outlet_months(article for article, _ in status.articles)
    _section(
        "Articles a month by outlet",
        "Where a month of an outlet is missing, an earlier appearance in it would have been missed. Articles dated "
        "only to a year or not at all are in no month.",
    )
    picture = calendar_chart(rows, dark=frame.is_dark())
    if picture is not None:
        with st.container(key="calendar"):
            st.altair_chart(picture, theme=None, width="stretch", alt=calendar_description(rows))
            st.html(_CALENDAR_KEY.format("" if len(rows) <= MOST_DRAWN else _MOST_FREQUENT))
    with st.expander("The months as a table", expanded=len(rows) <= MOST_DRAWN):
        heads = ("Outlet", "Articles", "Months with articles", "Gaps", "In no month")
        st.html(table("Articles a month by outlet, most articles first", heads, map(_month_row, rows)))


_CALENDAR_KEY = Markup(
    '<p class="provenance key">A block is a month with articles, stronger the more there are; a broken line is a gap: '
    "months without an article between an outlet’s first and last.{}</p>"
)
_MOST_FREQUENT = f" Drawn are the {MOST_DRAWN} outlets with most articles; the table has all."


def _month_row(row: OutletMonths) -> Row:
    return (
        one_line(row.outlet),
        row.articles,
        "; ".join(f"{month_name(month)}: {number:,}" for month, number in row.counts),
        "; ".join(run_name(*gap) for gap in row.gaps) or ("none" if row.counts else ""),
        row.unplaced,
    )


# --------------------------------------------------------------------------------------- boilerplate


def _show_furniture(library: Library) -> None:
    found = library.furniture()
    _section(
        "Boilerplate found",
        "Sentences that belong to pages rather than to articles: kept, and never a first appearance.",
    )
    if not found:
        st.html('<p class="provenance section-line">None was found.</p>')
        return
    shown = min(len(found), int(st.session_state.get("furniture", _FURNITURE_AT_ONCE)))
    rows = ((one_line(one.text), one_line(one.reason), len(one.articles)) for one in found[:shown])
    st.html(table("In most articles first", ("Sentence", "Reason", "Articles"), rows))
    if shown < len(found):
        st.button(
            f"Show {count_phrase(len(found) - shown, 'more sentence')}",
            key="more furniture",
            on_click=st.session_state.__setitem__,
            args=("furniture", len(found)),
        )
