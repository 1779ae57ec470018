"""What is doubtful about a collection's dates, grouped, each with the articles it concerns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import streamlit as st

from provenance.models import Article, Certainty, CollectionStatus, ProblemKind
from provenance.reporting.characters import readable
from provenance.reporting.marks import Markup
from provenance.reporting.phrases import count_phrase, date_phrase

_AT_ONCE = 20
_DOUBT = Markup('<p class="provenance doubt"><bdi>{}</bdi> <bdi class="doubt-title">{}</bdi></p>')


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Something that is wrong or doubtful.

    Attributes:
        articles: Ids of the articles it concerns; empty where it concerns the index as a whole.
    """

    sentence: str
    articles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtGroup:
    """Doubts of one kind.

    Attributes:
        meaning: What the kind means for an answer, and what to do about it.
    """

    heading: str
    meaning: str
    doubts: tuple[Doubt, ...]


# In the order in which they are worth a reader's time.
_KINDS: tuple[tuple[str, str, frozenset[ProblemKind]], ...] = (
    (
        "The collection as a whole",
        "",
        frozenset({ProblemKind.INDEX}),
    ),
    (
        "Statements that contradict each other",
        "The strongest evidence was believed. See which is right, and date the article where it is another.",
        frozenset({ProblemKind.CONTRADICTION, ProblemKind.UPDATED_BEFORE}),
    ),
    (
        "An earlier publication that is later",
        "The article says that it appeared before, and names a day after its own date.",
        frozenset({ProblemKind.LATER_ORIGINAL}),
    ),
    (
        "Dates that cannot be",
        "Stated, and not believed: see whether the article is dated right without them.",
        frozenset({ProblemKind.FUTURE, ProblemKind.ZERO_DAY}),
    ),
    (
        "Suspiciously many on one day",
        "So machines date what they import. See whether these articles say themselves when they appeared.",
        frozenset({ProblemKind.SUSPICIOUS_DAY}),
    ),
    (
        "Only a guess",
        "Nothing states these dates. A guess can make the wrong article the first one.",
        frozenset({ProblemKind.GUESS}),
    ),
)


def audit(status: CollectionStatus) -> tuple[DoubtGroup, ...]:
    """The doubts about a collection, gravest first; groups without any are left out."""
    groups = (
        *(_group(head, meaning, _doubts(status, kinds)) for head, meaning, kinds in _KINDS),
        *_undated(article for article, _ in status.articles),
    )
    return tuple(group for group in groups if group.doubts)


def _doubts(status: CollectionStatus, kinds: frozenset[ProblemKind]) -> Iterator[Doubt]:
    return (Doubt(sentence=one.told, articles=one.articles) for one in status.problems if one.kind in kinds)


def doubts_about(status: CollectionStatus, article_id: str) -> tuple[str, ...]:
    """What is doubtful about the date of one article, in sentences that do not repeat its id."""
    return tuple(problem.sentence for problem in status.problems if article_id in problem.articles)


def _group(heading: str, meaning: str, doubts: Iterable[Doubt]) -> DoubtGroup:
    return DoubtGroup(heading=heading, meaning=meaning, doubts=tuple(doubts))


def _undated(articles: Iterable[Article]) -> Iterator[DoubtGroup]:
    undated = [article for article in articles if not article.published.dated]
    bound = [article for article in undated if article.published.certainty is Certainty.BOUND]
    yield _group(
        "Undated, with a bound",
        "Set apart in every answer. The bound follows from what the article itself says, or from one that names it.",
        (Doubt(sentence=f"{one.id}: {date_phrase(one.published)}.", articles=(one.id,)) for one in bound),
    )
    yield _group(
        "Undated",
        "Set apart in every answer: such an article may be earlier than the one named first.",
        (Doubt(sentence=f"{one.id}: no date found.", articles=(one.id,)) for one in undated if one not in bound),
    )


def show_audit(status: CollectionStatus, choose: Callable[[tuple[str, ...]], None]) -> None:
    """The doubts about a collection, each with a way to the articles it concerns."""
    groups = audit(status)
    titles = {article.id: article.title for article, _ in status.articles if article.title}
    if not groups:
        st.html(
            '<p class="provenance section-line">Nothing is doubtful: every article is dated by evidence that nothing '
            "contradicts.</p>"
        )
    for number, group in enumerate(groups):
        st.html(
            Markup('<div class="provenance"><h3 class="group">{} ({})</h3><p class="section-line">{}</p></div>').format(
                group.heading, f"{len(group.doubts):,}", group.meaning
            )
        )
        _show_doubts(group, titles, choose, key=f"doubts {number} {group.heading}")


def _show_doubts(
    group: DoubtGroup, titles: dict[str, str], choose: Callable[[tuple[str, ...]], None], *, key: str
) -> None:
    shown = min(len(group.doubts), int(st.session_state.get(key, _AT_ONCE)))
    for number, doubt in enumerate(group.doubts[:shown]):
        with st.container(key=f"{key} {number}", horizontal=True, vertical_alignment="center"):
            title = titles.get(doubt.articles[0], "") if len(doubt.articles) == 1 else ""
            st.html(_DOUBT.format(readable(doubt.sentence), readable(title)))
            if doubt.articles:
                # A label is read as Markdown, so it names no article.
                label = "Look at it" if len(doubt.articles) == 1 else f"Look at the {len(doubt.articles):,}"
                st.button(label, key=f"look {key} {number}", type="tertiary", on_click=choose, args=(doubt.articles,))
    if shown < len(group.doubts):
        st.button(
            f"Show {count_phrase(len(group.doubts) - shown, 'more', 'more')}",
            key=f"more {key}",
            on_click=st.session_state.__setitem__,
            args=(key, len(group.doubts)),
        )
