"""A passage and many articles → how each of them words it, and which sentences stand in most of them.

What textual critics call a collation: one witness is the base, and every other is read against it. Any article that has
the passage may be the base, and no wording is the right one because it is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from operator import attrgetter

from provenance.comparing import Side, compare
from provenance.models import AlignedPassage, Article, Collation, Comparison, Passage, Span, Version
from provenance.wording.counterparts import counterpart
from provenance.wording.normalisation import fold
from provenance.wording.relation import judge
from provenance.wording.sentences import sentence_spans

_SHORTEST = 5  # words of a sentence worth collating
_MOST = 0.7  # share of a sentence's characters that a passage must hold, for the sentence to stand in it
# What belongs to a sentence beside its words: an opening quotation mark, and what ends it.
_BEFORE, _AFTER = re.compile(r"[“‘«„\"]$"), re.compile(r"[.!?…]*[”’»\"]?")
_NEVER = datetime.max.replace(tzinfo=UTC)


def collate(base: Side, span: Span, others: Iterable[Side]) -> Collation:
    """Read a passage of one article in each of the others.

    Args:
        span: Where the passage stands in the base.
        others: The articles to look in; the base itself is passed over.
    """
    versions: list[Version] = []
    missing: list[Article] = []
    for other in others:
        if other.article.id == base.article.id:
            continue
        found = _found(base, span, other)
        if found is None:
            missing.append(other.article)
        else:
            versions.append(_version(base, span, other, found))
    return Collation(
        article=base.article,
        passage=Passage.of(base.text, span),
        versions=tuple(sorted(versions, key=lambda version: _order(version.article))),
        missing=tuple(missing),
    )


def _version(base: Side, span: Span, other: Side, found: Span) -> Version:
    """The passage as another article has it; the days it names are counted from the dates of both."""
    judgement = judge(
        span.of(base.text),
        found.of(other.text),
        before_date=base.article.written,
        after_date=other.article.written,
    )
    return Version(article=other.article, passage=Passage.of(other.text, found), judgement=judgement)


def _found(base: Side, span: Span, other: Side) -> Span | None:
    """Where the other article has most of the passage."""
    places = [place for passage in compare(base, other).passages if (place := _within(passage, span)) is not None]
    found = max(places, key=len) if places else _nearest(span.of(base.text), other)
    return None if found is None else _with_signs(found, other.text)


def _nearest(words: str, other: Side) -> Span | None:
    """The part of a sentence that says the same in the nearest wording: two articles may share no more than that."""
    best: tuple[float, Span] | None = None
    for sentence in sentence_spans(other.text, other.article.language or "en"):
        judgement = judge(words, sentence.of(other.text))
        if judgement.relation.counts and (best is None or judgement.score > best[0]):
            best = judgement.score, judgement.rewording.matched.shifted(sentence.begin)
    return None if best is None else best[1]


def _with_signs(span: Span, text: str) -> Span:
    """The same words with the quotation mark before them and the full stop after them, where these stand there."""
    before, after = _BEFORE.search(text, 0, span.begin), _AFTER.match(text, span.end)
    return Span(before.start() if before else span.begin, after.end() if after else span.end)


def _within(passage: AlignedPassage, span: Span) -> Span | None:
    """Where the part of a passage that lies in `span` of the source stands in the target."""
    source = passage.source.span
    if not source.overlaps(span):
        return None
    inner = Span(max(span.begin, source.begin) - source.begin, min(span.end, source.end) - source.begin)
    found = counterpart(passage.judgement.rewording.edits, inner)
    return None if found is None else found.shifted(passage.target.span.begin)


def _order(article: Article) -> tuple[bool, datetime, str]:
    date = article.first_date
    return (not date.dated, date.ends or _NEVER, article.id)


# ------------------------------------------------------------------------------------- what is worth collating


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedSentence:
    """A sentence that several articles have, in whatever words.

    Attributes:
        article: The earliest of those known to have it.
        span: Where it stands there.
        words: The sentence as it reads there, with single spaces.
        articles: Ids of all that have it, this one first.
    """

    article: Article
    span: Span
    words: str
    articles: tuple[str, ...]


def shared_sentences(
    comparisons: Iterable[Comparison], text: Callable[[str], str], sentences: Callable[[str], Sequence[Span]]
) -> tuple[SharedSentence, ...]:
    """Sentences that stand in passages of several articles, those in most of them first; each is given once.

    Args:
        comparisons: What was found of every two articles; the source is the earlier one, where that is known.
        text: Gives the stored text of an article by its id.
        sentences: Gives where the sentences of an article stand, by its id.
    """
    standing = _Standing.of(comparisons, lru_cache(maxsize=None)(sentences))
    told: set[tuple[str, Span]] = set()
    worded: set[str] = set()
    found: list[SharedSentence] = []
    for identity, span in standing.most_first():
        exact = span.of(text(identity))
        folded = fold(exact)
        if (identity, span) in told or folded in worded or len(folded.split()) < _SHORTEST:
            continue
        worded.add(folded)
        told.update(standing.elsewhere(identity, span))
        found.append(
            SharedSentence(
                article=standing.articles[identity],
                span=span,
                words=" ".join(exact.split()),
                articles=(identity, *standing.places[identity, span]),
            )
        )
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Standing:
    """Where sentences of one article stand in others.

    Attributes:
        places: By the article's id and the sentence's place, then by the id of each that has it too.
    """

    sentences: Callable[[str], Sequence[Span]]
    articles: dict[str, Article]
    places: dict[tuple[str, Span], dict[str, Span]]

    @classmethod
    def of(cls, comparisons: Iterable[Comparison], sentences: Callable[[str], Sequence[Span]]) -> _Standing:
        articles: dict[str, Article] = {}
        places: dict[tuple[str, Span], dict[str, Span]] = defaultdict(dict)
        for one in comparisons:
            articles[one.source.id] = one.source
            for passage in filter(attrgetter("counts"), one.passages):
                for span in sentences(one.source.id):
                    place = _within(passage, span) if _mostly(passage.source.span, span) else None
                    if place is not None:
                        places[one.source.id, span].setdefault(one.target.id, place)
        return cls(sentences=sentences, articles=articles, places=places)

    def most_first(self) -> list[tuple[str, Span]]:
        """The sentences, those in most articles first, of these the earliest."""
        return sorted(self.places, key=lambda one: (-len(self.places[one]), *_order(self.articles[one[0]]), one[1]))

    def elsewhere(self, identity: str, span: Span) -> Iterator[tuple[str, Span]]:
        """The sentences of other articles that are this one."""
        for other, place in self.places[identity, span].items():
            yield from ((other, near) for near in self.sentences(other) if near.overlaps(place))


def _mostly(passage: Span, sentence: Span) -> bool:
    shared = min(passage.end, sentence.end) - max(passage.begin, sentence.begin)
    return shared >= _MOST * len(sentence)
