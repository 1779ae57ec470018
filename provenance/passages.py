"""Candidates → the places in articles that may carry a claim, each judged.

A wording is judged once and stands in many articles. Where a claim spans a sentence border, or has several sentences,
neighbouring sentences are joined as long as each one adds to what is carried.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import combinations

from provenance.collection import Collection
from provenance.models import Candidate, Judgement, Occurrence, Relation, Span
from provenance.wording.days import names_day, telling_dates
from provenance.wording.normalisation import ELLIPSIS, tokens
from provenance.wording.profile import profile
from provenance.wording.relation import judge
from provenance.wording.screening import Glance, glance
from provenance.wording.sentences import sentence_spans

# How many wordings of each search channel are aligned.
_MOST_JUDGED = 40
_NEARLY_ALL = 0.9  # wordings that hold as much of the claim as any are all aligned: the earliest may be any of them
_PART_IS_FARTHER = 0.1  # in cosine
# A neighbouring sentence is joined if it carries this much more of the claim.
_ADDS = 0.08
_OWN_SHARE = 0.5  # … or at least this share of its own words
# So many neighbours are looked at in every combination before they are read.
_MOST_GLANCED = 5
# A part of a claim counts by itself if it has this many words and stands nearly to the letter.
_PART_WORDS = 6
_CARRIES = frozenset({Relation.VERBATIM, Relation.NEAR_VERBATIM})


class Texts:
    """The articles' texts that a trace needs, each read from the disk, and held against its checksum, once."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._read: dict[str, str] = {}

    def read(self, article_ids: Iterable[str]) -> None:
        """Read the texts of several articles together."""
        self._read |= self._collection.texts(identity for identity in article_ids if identity not in self._read)

    def of(self, article_id: str) -> str:
        """An article's text, by its id.

        Raises:
            UnknownArticle: No article has this id.
        """
        if article_id not in self._read:
            self._read[article_id] = self._collection.text(article_id)
        return self._read[article_id]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What a claim is made of.

    Attributes:
        texts: Its sentences, and the pieces between its ellipses; empty where it is of one piece.
        cut: Whether it has an ellipsis, so that a piece of it is a quotation with words left out.
    """

    texts: tuple[str, ...] = ()
    cut: bool = False

    @classmethod
    def of(cls, claim: str) -> Parts:
        """The parts of a claim."""
        sentences = [span.of(claim) for span in sentence_spans(claim)]
        texts = tuple(piece.strip() for text in sentences for piece in ELLIPSIS.split(text) if tokens(piece))
        return cls(texts=texts if len(texts) > 1 else (), cut=len(texts) > len(sentences))


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A stretch of an article that was judged against the claim.

    Attributes:
        cosine: Of the embeddings, −1 to 1; bigger is more alike.
        written: When its article was, where that is known and the claim names a day.
    """

    article_id: str
    span: Span
    judgement: Judgement
    cosine: float
    boilerplate: str | None
    written: date | None = None

    @property
    def score(self) -> float:
        """How alike it is, 0 to 1; bigger is more alike."""
        return self.judgement.score

    def read(self) -> Place:
        """The place itself: it was read."""
        return self


@dataclass(frozen=True, slots=True, kw_only=True)
class PassedOver:
    """A sentence that a glance showed to be only related; few of them are ever shown, and only those are judged."""

    article_id: str
    span: Span
    glance: Glance
    reading: _Reading
    member: int

    @property
    def score(self) -> float:
        """How alike it is, 0 to 1; bigger is more alike. The same before and after it is read."""
        return self.glance.score

    def read(self) -> Place:
        """The place with its judgement."""
        return self.reading.place([self.member])


def find_places(
    collection: Collection,
    claim: str,
    *,
    parts: Parts,
    proposals: Sequence[Sequence[Candidate]],
    texts: Texts,
) -> tuple[Place | PassedOver, ...]:
    """Judge the places where proposed wordings stand, but for those that are surely only related.

    Args:
        parts: What the claim is made of.
        proposals: The candidates of each query.
        texts: Those of the collection's articles.
    """
    cosines = _nearest(proposals)
    found = collection.occurrences(cosines)
    by_article: dict[str, list[Occurrence]] = defaultdict(list)
    for occurrence in found:
        by_article[occurrence.article_id].append(occurrence)
    written = _writing_days(collection, claim, by_article)
    texts.read(by_article)
    places: list[Place | PassedOver] = []
    for article_id, occurrences in by_article.items():
        ordered = tuple(sorted(occurrences, key=lambda o: o.position))
        text, day = texts.of(article_id), written.get(article_id)
        places += _Reading(claim, parts, article_id, text, day, ordered, cosines).places()
    return tuple(places)


def _writing_days(collection: Collection, claim: str, article_ids: Iterable[str]) -> dict[str, date | None]:
    """When each article was written, if the claim names a day that this could matter to; else nothing."""
    if not names_day(claim):
        return {}
    return {identity: article.written for identity, article in collection.articles(article_ids).items()}


def _nearest(proposals: Sequence[Sequence[Candidate]]) -> dict[int, float]:
    """Cosine to the claim by wording, for the wordings worth aligning: the best of either channel.

    A wording that only a part of the claim proposed is at most as near to the whole as the last one proposed for it.
    """
    found = {candidate.wording: candidate for candidate in proposals[0]}
    for candidate in (c for proposed in proposals[1:] for c in proposed):
        found.setdefault(candidate.wording, replace(candidate, cosine=candidate.cosine - _PART_IS_FARTHER))
    by_meaning = sorted(found.values(), key=lambda c: (-c.cosine, c.wording))[:_MOST_JUDGED]
    by_words = sorted((c for c in found.values() if c.shared), key=lambda c: (-c.shared, -c.cosine, c.wording))
    whole = [c for c in by_words if c.shared >= _NEARLY_ALL * by_words[0].shared]
    return {c.wording: c.cosine for c in (*by_meaning, *by_words[:_MOST_JUDGED], *whole)}


def judgement_of(
    claim: str, passage: str, cosine: float, written: date | None, *, same_story: bool = False
) -> Judgement:
    """The judgement of a passage; `written` is when its article was, where known."""
    return _judged_once(claim, passage, cosine, telling_dates(claim, passage, None, written)[1], same_story)


@lru_cache(maxsize=4_000)
def _judged_once(claim: str, passage: str, cosine: float, written: date | None, same_story: bool) -> Judgement:
    """Reposts carry one sentence forty times; it is judged once, or once a day of writing where it names a day."""
    return judge(claim, passage, cosine=cosine, after_date=written, same_story=same_story)


@lru_cache(maxsize=4_000)
def _glanced(claim: str, passage: str, cosine: float) -> Glance | None:
    return glance(claim, passage, cosine=cosine)


@dataclass(frozen=True, slots=True)
class _Reading:
    """One article, read for the sentences that may carry the claim.

    Attributes:
        written: When it was written, where that is known and the claim names a day.
        occurrences: Its sentences proposed by the search, in order.
        cosines: Cosine to the claim by wording.
    """

    claim: str
    parts: Parts
    article_id: str
    text: str
    written: date | None
    occurrences: tuple[Occurrence, ...]
    cosines: dict[int, float]

    def places(self) -> list[Place | PassedOver]:
        """The places of this article, neighbours joined where together they carry more."""
        over: list[PassedOver] = []
        left: list[int] = []
        for group in self._groups():
            passed = self._passed_over(group)
            if passed is None:
                left += group
            else:
                over += passed
        return [*over, *self._joined(left)]

    def _groups(self) -> Iterator[list[int]]:
        """The proposed sentences, those together that are near enough to be joined."""
        group: list[int] = []
        for member in range(len(self.occurrences)):
            if group and not self._adjacent(group, member):
                yield group
                group = []
            group.append(member)
        if group:
            yield group

    def _passed_over(self, group: Sequence[int]) -> list[PassedOver] | None:
        """These sentences, where neither one nor neighbours together may be more than related; else None."""
        if len(group) > _MOST_GLANCED:
            return None
        found = []
        runs = (group[first:beyond] for first, beyond in combinations(range(len(group) + 1), 2))
        for run in sorted(runs, key=len):
            seen = self._seen(run)
            if seen is None:
                return None
            if len(run) == 1:
                found.append(PassedOver(article_id=self.article_id, span=self._span(run), glance=seen, reading=self,
                                        member=run[0]))  # fmt: skip
        return found

    def _seen(self, members: Sequence[int]) -> Glance | None:
        """What a glance shows of a passage that neither is nor holds more than related wording; None where it may."""
        text, cosine = self._span(members).of(self.text), self._cosine(members)
        found = _glanced(self.claim, text, cosine)
        if found is None or any(_glanced(part, text, cosine) is None for part in self.parts.texts):
            return None
        return found

    def _joined(self, left: list[int]) -> list[Place]:
        coverage = {i: self._carried([i]) for i in left}
        places: list[Place] = []
        while left:
            best = max(left, key=lambda i: (coverage[i], -i))
            members = self._extended(best, set(left))
            places.append(_carrying_a_part(self.place(members), self.text, self.written, self.parts))
            left = [i for i in left if i not in members]
        return places

    def _extended(self, start: int, free: set[int]) -> list[int]:
        """The best sentence with the neighbours that each carry more of the claim."""
        members, carried = [start], self._carried([start])
        grown = carried < 1.0
        while grown:
            grown = False
            for neighbour in (members[0] - 1, members[-1] + 1):
                wider = sorted([*members, neighbour])
                if neighbour not in free or not self._adjacent(members, neighbour):
                    continue
                coverage = self._carried(wider)
                if coverage >= carried + min(_ADDS, self._worth(neighbour)):
                    members, carried, grown = wider, coverage, True
        return members

    def _worth(self, neighbour: int) -> float:
        """How much of the claim a neighbour must add: in a long claim one whole sentence of it is little."""
        own = profile(self.occurrences[neighbour].span.of(self.text)).weight
        return _OWN_SHARE * own / max(profile(self.claim).weight, 1e-9)

    def _adjacent(self, members: Sequence[int], neighbour: int) -> bool:
        edge = members[0] if neighbour < members[0] else members[-1]
        reach = 2 if self.parts.texts else 1
        return abs(self.occurrences[edge].position - self.occurrences[neighbour].position) <= reach

    def _carried(self, members: Sequence[int]) -> float:
        return self.place(members).judgement.coverage.claim

    def place(self, members: Sequence[int]) -> Place:
        """The place that these sentences and what stands between them make, judged."""
        span, cosine = self._span(members), self._cosine(members)
        reasons = [self.occurrences[i].boilerplate for i in members]
        return Place(
            article_id=self.article_id,
            span=span,
            judgement=judgement_of(self.claim, span.of(self.text), cosine, self.written),
            cosine=cosine,
            boilerplate=reasons[0] if all(reasons) else None,
            written=self.written,
        )

    def _span(self, members: Sequence[int]) -> Span:
        return Span(self.occurrences[members[0]].span.begin, self.occurrences[members[-1]].span.end)

    def _cosine(self, members: Sequence[int]) -> float:
        return max(self.cosines[self.occurrences[i].wording] for i in members)


def _carrying_a_part(place: Place, text: str, written: date | None, parts: Parts) -> Place:
    """A passage that carries a whole sentence of a longer claim carries the claim in part."""
    if place.judgement.relation.counts:
        return place
    for part in parts.texts:
        judged = judgement_of(part, place.span.of(text), place.cosine, written)
        if judged.relation in _CARRIES and len(tokens(part)) >= _PART_WORDS:
            said = f"“{part[:60]}{'…' if len(part) > 60 else ''}”"
            whole = replace(
                place.judgement,
                relation=Relation.NEAR_VERBATIM if parts.cut else judged.relation,
                reason=f"carries a part of the claim ({said}): {judged.reason}",
                score=round(max(place.judgement.score, judged.score * place.judgement.coverage.claim, 0.5), 4),
            )
            return replace(place, judgement=whole)
    return place
