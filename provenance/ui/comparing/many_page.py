"""The page *Compare many*: what all articles of the collection share with one another."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

import streamlit as st

from provenance.models import Article, CollectionStatus, Comparison, Story
from provenance.reporting.characters import one_line
from provenance.reporting.marks import Markup
from provenance.reporting.phrases import count_phrase, date_phrase, percent
from provenance.stories import Gathering
from provenance.ui import states
from provenance.ui.comparing.collation import show_collation
from provenance.ui.comparing.links import pair_link
from provenance.ui.comparing.matrix import matrix_html, matrix_table
from provenance.ui.comparing.shares import By, shares
from provenance.ui.library import MOST_PAIRS, Library
from provenance.ui.opening import show_page
from provenance.ui.tables import Row, table, whole

_INTRODUCTION = Markup(
    '<div class="provenance introduction"><p>Every two articles that share wording, found through the index and set '
    "side by side: how much of each stands in which others, which articles are one story, and how one passage reads "
    "in all of them.</p></div>"
)
_AT_ONCE = 100


class View(StrEnum):
    """From which side what is shared is looked at."""

    MATRIX = "Matrix"
    PAIRS = "Pairs"
    STORIES = "Stories"
    PASSAGE = "One passage"


def show(library: Library) -> None:
    """The whole page."""
    show_page(library, library.status, lambda status: _show_gathering(library, status))


def _show_gathering(library: Library, status: CollectionStatus) -> None:
    gathering = library.gathering
    if gathering is None:
        _ask(library, len(status.articles))
        return
    st.html(_summary(gathering, len(status.articles)))
    if not gathering.comparisons:
        return
    view = View(
        st.segmented_control(
            "Look at", list(View), default=View.MATRIX, required=True, key="many", label_visibility="collapsed"
        )
        or View.MATRIX
    )
    match view:
        case View.MATRIX:
            _show_matrix(gathering, [article for article, _ in status.articles])
        case View.PAIRS:
            _show_pairs(gathering.comparisons)
        case View.STORIES:
            _show_stories(gathering)
        case View.PASSAGE:
            with st.spinner("Reading the passage in all articles."):
                show_collation(library, library.shared_sentences())


def _ask(library: Library, articles: int) -> None:
    """Nothing is compared before the reader asks: in a large collection it takes minutes."""
    st.html(_INTRODUCTION)
    if not st.button(f"Compare {count_phrase(articles, 'article')}", type="primary", key="gather"):
        states.say(
            f"At most {MOST_PAIRS:,} pairs are compared, those that share most first. What was found is kept until "
            "the collection changes; a click on anything before it is done stops it."
        )
        return
    bar = st.progress(0.0, text="Looking for articles that share wording.")

    def reached(done: int, total: int) -> None:
        bar.progress(done / max(1, total), text=f"{done:,} of {count_phrase(total, 'pair')} compared")

    library.gather(reached=reached)
    st.rerun()


_SUMMARY = Markup(
    '<div class="provenance many-summary"><p class="answer" role="status">{found}</p>'
    '<p class="certainty">{told}</p></div>'
)


def _summary(gathering: Gathering, articles: int) -> Markup:
    sharing = {one.id for found in gathering.comparisons for one in (found.source, found.target)}
    if not sharing:
        return _SUMMARY.format(
            found="No two of these articles share a passage.",
            told="Not even a part of one stands in another. Page furniture that they share does not count.",
        )
    left = gathering.proposed - gathering.looked_at
    stories = f", {count_phrase(len(gathering.stories), 'story', 'stories')}" if gathering.stories else ""
    told = f"{count_phrase(len(gathering.comparisons), 'pair')} of articles with a passage in common{stories}."
    if left:
        told += f" {left:,} more pairs, which share less wording, were not compared."
    return _SUMMARY.format(
        found=f"{len(sharing):,} of {count_phrase(articles, 'article')} share passages with others.", told=told
    )


# ------------------------------------------------------------------------------------------- the matrix


def _show_matrix(gathering: Gathering, articles: Sequence[Article]) -> None:
    by = st.segmented_control("A row is one of the", list(By), default=By.ARTICLE, required=True, key="by")
    found = shares(gathering.comparisons, By(by or By.ARTICLE), articles)
    if found.left:
        states.say(
            f"Shown are the {len(found.keys):,} that share passages with most others; {found.left:,} more share some. "
            "All pairs of articles are listed under Pairs."
        )
    with st.container(key="matrix"):
        st.html(matrix_html(found))
        st.html(_MATRIX_KEY)
        with st.expander("The matrix as a table"):
            st.html(matrix_table(found))


_MATRIX_KEY = Markup(
    '<p class="provenance key">The more is shared, the darker the cell. A cell leads to the two articles side by side, '
    "of two outlets to the two articles that share most; an empty one means that no passage is shared.</p>"
)


# -------------------------------------------------------------------------------------------- the pairs


def _show_pairs(comparisons: Sequence[Comparison]) -> None:
    shown = min(len(comparisons), int(st.session_state.get("pairs", _AT_ONCE)))
    heads = ("Source", "Target", "Kind", "Passages", "Of the source", "Of the target", "Earlier", "Side by side")
    with st.container(key="pairs-listed"):
        caption = "Pairs of articles, those that share most wording first"
        st.html(table(caption, heads, map(_pair_row, comparisons[:shown])))
    if shown < len(comparisons):
        st.button(
            f"Show {count_phrase(len(comparisons) - shown, 'more pair')}",
            key="more pairs",
            on_click=st.session_state.__setitem__,
            args=("pairs", len(comparisons)),
        )


def _pair_row(found: Comparison) -> Row:
    told = f"{_called(found.source)} and {_called(found.target)} side by side"
    return (
        _called(found.source),
        _called(found.target),
        whole(found.kind.value.replace("-", " ")),
        sum(passage.counts for passage in found.passages),
        percent(found.share.of_source),
        percent(found.share.of_target),
        whole(found.earlier.value),
        pair_link("Compare", found.source.id, found.target.id, told=told),
    )


def _called(article: Article) -> str:
    """An article in a table: its title with its outlet."""
    return one_line(", ".join(filter(None, (article.title or article.id, article.outlet))))


# ------------------------------------------------------------------------------------------ the stories


def _show_stories(gathering: Gathering) -> None:
    if not gathering.stories:
        states.say("No two articles are one story: none is a repost of another.")
        return
    states.say(
        "Articles that are one story: each member is, for the most part, the same as the first, from which its share "
        "is counted."
    )
    known = {one.id: one for found in gathering.comparisons for one in (found.source, found.target)}
    found_of = {frozenset((found.source.id, found.target.id)): found for found in gathering.comparisons}
    for story in gathering.stories[:_AT_ONCE]:
        first = known[story.representative]
        rows = (_member_row(known[member], story, found_of) for member in story.members)
        heads = ("Article", "Outlet", "Date", "Shared with the first", "Side by side")
        members = count_phrase(len(story.members), "article")
        st.html(_STORY.format(_called(first)) + table(f"{members}, the first and then in order of date", heads, rows))
    if len(gathering.stories) > _AT_ONCE:
        states.say(f"Shown are the {_AT_ONCE:,} largest of {len(gathering.stories):,} stories.")


_STORY = Markup('<div class="provenance"><h3 class="group"><bdi>{}</bdi></h3></div>')


def _member_row(article: Article, story: Story, found_of: dict[frozenset[str], Comparison]) -> Row:
    named = (
        one_line(article.title or article.id),
        one_line(article.outlet or ""),
        whole(date_phrase(article.first_date)),
    )
    found = found_of.get(frozenset((article.id, story.representative)))
    if found is None:
        return *named, "the first", ""
    share = found.share.of_source if found.source.id == article.id else found.share.of_target
    told = f"{named[0]} and the first side by side"
    return *named, percent(share), pair_link("Compare", story.representative, article.id, told=told)
