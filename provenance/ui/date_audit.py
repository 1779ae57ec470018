"""What is doubtful about a collection's dates, grouped, each with the articles it concerns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import streamlit as st

from provenance.models import Article, Certainty, CollectionStatus
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


# In the order in which they are worth a reader's time; the sentence of a doubt tells its kind.
_KINDS: tuple[tuple[str, str, Callable[[str], bool]], ...] = (
    (
        "Statements that contradict each other",
        "The strongest evidence was believed. See which is right, and date the article where it is another.",
        lambda told: ": it is dated " in told and ", but " in told,
    ),
    (
        "An earlier publication that is later",
        "The article says that it appeared before, and names a day after its own date.",
        lambda told: "the earlier publication it states" in told,
    ),
    (
        "Dates that cannot be",
        "Stated, and not believed: see whether the article is dated right without them.",
        lambda told: told.endswith(" is not believed."),
    ),
    (
        "Only a guess",
        "Nothing states these dates. A guess can make the wrong article the first one.",
        lambda told: told.endswith(" is a guess."),
    ),
    ("Doubtful in another way", "", bool),
)


def audit(status: CollectionStatus) -> tuple[DoubtGroup, ...]:
    """The doubts about a collection, gravest first; groups without any are left out."""
    articles = [article for article, _ in status.articles]
    concerned = {article.id: article for article in articles}
    of_whole: list[Doubt] = []
    kinds: list[list[Doubt]] = [[] for _ in _KINDS]
    for sentence in status.problems:
        identity = _article_of(sentence, concerned)
        if identity is None:
            of_whole.append(Doubt(sentence=sentence))
        else:
            kind = next(number for number, (_, _, fits) in enumerate(_KINDS) if fits(sentence))
            kinds[kind].append(Doubt(sentence=sentence, articles=(identity,)))
    groups = (
        _group("The collection as a whole", "", of_whole),
        *(_group(head, meaning, doubts) for (head, meaning, _), doubts in zip(_KINDS, kinds, strict=True)),
        *_undated(articles),
    )
    return tuple(group for group in groups if group.doubts)


def doubts_about(status: CollectionStatus, article_id: str) -> tuple[str, ...]:
    """What is doubtful about the date of one article, in sentences that do not repeat its id."""
    concerned = {article.id: article for article, _ in status.articles}
    about = (told for told in status.problems if _article_of(told, concerned) == article_id)
    return tuple(told.removeprefix(f"{article_id}: ") for told in about)


def _group(heading: str, meaning: str, doubts: Iterable[Doubt]) -> DoubtGroup:
    return DoubtGroup(heading=heading, meaning=meaning, doubts=tuple(doubts))


def _article_of(sentence: str, concerned: dict[str, Article]) -> str | None:
    """The article whose id a sentence begins with; an id may itself hold a colon."""
    ends = (place for place in reversed(range(len(sentence))) if sentence.startswith(": ", place))
    return next((sentence[:end] for end in ends if sentence[:end] in concerned), None)


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
