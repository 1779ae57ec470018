"""The articles of a collection as a table to search, sort and choose from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import streamlit as st

from provenance.models import Article, Certainty, DateInterval, Precision
from provenance.reporting.characters import one_line
from provenance.reporting.phrases import source_phrase
from provenance.ui.rows import show_rows

CERTAINTIES: dict[Certainty, str] = {
    Certainty.CORROBORATED: "corroborated",
    Certainty.STATED: "stated",
    Certainty.BOUND: "bound",
    Certainty.GUESS: "guess",
    Certainty.NONE: "none",
}
"""How a date is known, in a word."""

CERTAINTIES_MEAN = (
    "Corroborated: two independent kinds of evidence agree. Stated: one kind says it, or you did. Bound: undated, but "
    "an earliest or latest day is proven. Guess: made out by a rule that is often wrong. None: nothing is known."
)

_ROWS_SEEN = 12
_TITLE_WIDTH, _OUTLET_WIDTH = 260, 150  # pixels; so that on a narrow page the outlet can be seen to be there


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One article of the table.

    Attributes:
        date: When this copy was published, as ``2022-12-07``, ``2022-12`` or ``2022``, which sort as they read; with
            a bound as ``not before 2022-02-01``; empty without either.
        found: Where the date was found; empty without one.
    """

    article: Article
    sentences: int
    date: str
    certainty: str
    found: str

    @classmethod
    def of(cls, article: Article, sentences: int) -> Line:
        """The line of an article."""
        interval = article.published
        known = interval.certainty is not Certainty.NONE or interval.evidence is not None
        return cls(
            article=article,
            sentences=sentences,
            date=sortable(interval),
            certainty=CERTAINTIES[interval.certainty],
            found=source_phrase(interval) if known else "",
        )

    def says(self, words: Sequence[str]) -> bool:
        """Whether every one of these words, in small letters, stands somewhere in the line."""
        article = self.article
        told = (article.title, article.outlet, article.author, article.id, article.url, article.published.evidence)
        text = "\n".join(filter(None, (*told, self.date, self.certainty, self.found))).casefold()
        return all(word in text for word in words)


def sortable(interval: DateInterval) -> str:
    """A date that sorts as it reads."""
    begin, end = interval.earliest, interval.latest
    if not interval.dated:
        bounds = (("not before", begin), ("not after", end))
        return ", ".join(f"{word} {_day(moment.isoformat())}" for word, moment in bounds if moment is not None)
    assert begin is not None  # noqa: S101 - `dated` says so; the type does not
    length = {Precision.YEAR: 4, Precision.MONTH: 7}.get(interval.precision, 10)
    told = begin.isoformat()[:length]
    if isinstance(begin, datetime) and interval.precision is Precision.TIME:
        told = f"{told} {begin:%H:%M}"
    return told


def _day(told: str) -> str:
    return told[:10]


def lines(articles: Sequence[tuple[Article, int]], search: str, certainties: Sequence[str]) -> tuple[Line, ...]:
    """The articles that hold every word searched for and are dated as surely as asked; all of them for nothing."""
    words = search.casefold().split()
    every = (Line.of(article, sentences) for article, sentences in articles)
    return tuple(line for line in every if line.says(words) and (not certainties or line.certainty in certainties))


def show_table(shown: Sequence[Line], choose: Callable[[str], None]) -> None:
    """The table; `choose` is called with the id of an article that is clicked."""
    ids = [line.article.id for line in shown]
    show_rows(
        "inventory",
        ids,
        _columns(shown),
        lambda number: choose(ids[number]),
        seen=_ROWS_SEEN,
        config={
            "Title": st.column_config.TextColumn(width=_TITLE_WIDTH),
            "Outlet": st.column_config.TextColumn(width=_OUTLET_WIDTH),
            "Evidence": st.column_config.TextColumn(width=_OUTLET_WIDTH),
            "Sentences": st.column_config.NumberColumn(width="small"),
        },
    )


def _columns(shown: Sequence[Line]) -> dict[str, list[str | int | None]]:
    articles = [line.article for line in shown]
    return {
        "Title": [_text(article.title or article.id) for article in articles],
        "Outlet": [_text(article.outlet) for article in articles],
        "Date": [line.date or None for line in shown],
        "How sure": [line.certainty for line in shown],
        "Found in": [line.found or None for line in shown],
        "Evidence": [_text(article.published.evidence) for article in articles],
        "Originally": [sortable(article.originally) if article.originally else None for article in articles],
        "Sentences": [line.sentences for line in shown],
        "Id": [_text(article.id) for article in articles],
    }


def _text(text: str | None) -> str | None:
    return one_line(text) if text else None
