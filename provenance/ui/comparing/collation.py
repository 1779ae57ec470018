"""One passage over all articles: each one's words marked against a base that the reader chooses."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from provenance.collating import SharedSentence
from provenance.models import Article, Change, Collation, Version
from provenance.reporting.characters import one_line
from provenance.reporting.marks import Markup, as_html, segments, unmarked
from provenance.reporting.phrases import change_phrase, count_phrase, date_phrase
from provenance.ui.comparing.choice import name
from provenance.ui.comparing.links import pair_link
from provenance.ui.library import Library
from provenance.ui.states import say

_OFFERED = 300  # sentences to choose from
_LONGEST = 110  # characters of a sentence in the list
_TABLE = Markup(
    '<div class="provenance"><div class="table-frame" tabindex="0" role="region" aria-label="{caption}">'
    '<table class="collation" role="table"><caption>{caption}</caption><thead role="rowgroup"><tr role="row">'
    '<th scope="col" role="columnheader">Article</th><th scope="col" role="columnheader">Its wording</th>'
    '<th scope="col" role="columnheader">Changes</th></tr></thead><tbody role="rowgroup">{rows}</tbody></table></div>'
    '<p class="key"><ins>Underlined</ins> words are not in the base; <del>struck-through</del> words are in the base '
    "only.</p></div>"
)
_ROW = Markup(
    '<tr role="row"{base}><th scope="row" role="rowheader"><bdi>{name}</bdi>'
    '<span class="collation-date">{date}{tag}</span>{link}</th>'
    '<td role="cell" class="collation-words">{wording}</td><td role="cell">{relation}{changes}</td></tr>'
)
_RELATION = Markup('<span class="glyph glyph-{0}" aria-hidden="true"></span>{0}')
_CHANGE = Markup('<span class="change{kind}"><span class="badge">{told}</span> <bdi>{note}</bdi></span>')
_BASE = Markup(' <span class="tag tag-first">Base</span>')


def show_collation(library: Library, sentences: Sequence[SharedSentence]) -> None:
    """A choice of sentence and of base, then how each article words it."""
    if not sentences:
        say("No sentence stands in several articles.")
        return
    offered = range(min(_OFFERED, len(sentences)))
    chosen = st.selectbox(
        "Passage", offered, format_func=lambda number: _label(sentences[number]), key="passage", placeholder="Search"
    )
    sentence = sentences[chosen or 0]
    if len(sentences) > _OFFERED:
        say(f"Offered are the {_OFFERED:,} sentences that stand in most articles, of {len(sentences):,}.")
    first = library.collate(sentence.article.id, sentence.span, sentence.articles)
    base = st.selectbox(
        "Base", _articles(first), format_func=lambda identity: name(_articles(first)[identity]), key=f"base {chosen}"
    )
    st.html(collation_html(first if base is None else _rebased(library, first, base)))


def _label(sentence: SharedSentence) -> str:
    words = one_line(sentence.words)
    short = words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()}…"
    return f"In {count_phrase(len(sentence.articles), 'article')}: {short}"


def _articles(found: Collation) -> dict[str, Article]:
    return {one.id: one for one in (found.article, *(version.article for version in found.versions))}


def _rebased(library: Library, first: Collation, base: str) -> Collation:
    """The same passage, read against another article's wording of it."""
    version = next((one for one in first.versions if one.article.id == base), None)
    return first if version is None else library.collate(base, version.passage.span, tuple(_articles(first)))


def collation_html(found: Collation) -> Markup:
    """The base's wording, then every other one marked against it."""
    rows = [_base_row(found), *(_row(found, version) for version in found.versions)]
    missing = f"; not found in {count_phrase(len(found.missing), 'more article')}" if found.missing else ""
    caption = f"{count_phrase(len(rows), 'article')}, the base first, then in order of date{missing}"
    return _TABLE.format(caption=caption, rows=Markup("").join(rows))


def _base_row(found: Collation) -> Markup:
    return _ROW.format(
        base=Markup(' class="base"'),
        name=_called(found.article),
        date=date_phrase(found.article.first_date),
        tag=_BASE,
        link="",
        wording=as_html(unmarked(found.passage.exact)),
        relation="",
        changes="",
    )


def _row(found: Collation, version: Version) -> Markup:
    judgement = version.judgement
    told = f"{_called(found.article)} and {_called(version.article)} side by side"
    return _ROW.format(
        base="",
        name=_called(version.article),
        date=date_phrase(version.article.first_date),
        tag="",
        link=pair_link("Side by side", found.article.id, version.article.id, told=told),
        wording=as_html(segments(judgement.rewording, found.passage.exact, version.passage.exact)),
        relation=_RELATION.format(judgement.relation.value),
        changes=Markup("").join(map(_change, judgement.rewording.changes)),
    )


def _change(change: Change) -> Markup:
    kind = " change-material" if change.material else ""
    return _CHANGE.format(kind=kind, told=change_phrase(change), note=one_line(change.note))


def _called(article: Article) -> str:
    return one_line(article.outlet or article.title or article.id)
