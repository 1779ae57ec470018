"""A claim → where its wording appears first in a collection, and how later articles reworded it.

The composition of all rooms: candidates from the collection, judged by their aligned words and typed changes, dated,
ordered, and set beside the first. Nothing here decides by similarity of embeddings.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from itertools import chain, islice

from provenance import answer, lineage
from provenance.collection import Collection
from provenance.credit import credit, names_of
from provenance.errors import ClaimError
from provenance.models import (
    Appearance,
    Article,
    Candidate,
    Derivation,
    EmptyReason,
    Judgement,
    Passage,
    Relation,
    Rewording,
    Span,
    Trace,
)
from provenance.passages import Parts, PassedOver, Place, Texts, find_places
from provenance.settings import Settings
from provenance.storylines import with_retellings
from provenance.wording.days import telling_dates
from provenance.wording.normalisation import tokens
from provenance.wording.profile import profile
from provenance.wording.quotations import added_marks, quotation
from provenance.wording.relation import judge

# Fewer words than this, or words that tell less than this together, stand everywhere: no origin can be named.
_FEWEST_WORDS = 3
_LEAST_WEIGHT = 1.0
# A passage scoring less, or carrying less of the claim, is not even related.
_RELATED_SCORE = 0.03
_RELATED_COVERAGE = 0.35
_MOST_RELATED = 10


def trace(
    collection: Collection, claim: str, *, settings: Settings | None = None, claim_id: str | None = None
) -> Trace:
    """Trace one claim through a collection.

    Args:
        claim: A fragment, a sentence, or a few; white space around it does not matter.
        claim_id: The caller's name for the claim; handed back in the trace.

    Returns:
        Appearances in order of date and related passages in order of score. Nothing found is a trace without
        appearances that says why.

    Raises:
        ClaimError: The claim is blank, holds no word, or is longer than `Settings.claim_limit`.
        CollectionError: The collection cannot be searched.
    """
    settings = settings or Settings()
    claim = checked(claim, settings.claim_limit)
    with collection.snapshot():  # one state throughout, whatever is indexed meanwhile
        (found,) = sought(collection, [(claim, claim_id)], settings=settings)
        return answered(collection, found, settings=settings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """A claim with what the searches propose for it.

    Attributes:
        empty: Its trace as far as it goes without an answer; with a reason where there is no need to search.
        proposals: The candidates of the claim, then of each of its parts.
    """

    empty: Trace
    parts: Parts = field(default_factory=Parts)
    proposals: tuple[tuple[Candidate, ...], ...] = ()


def sought(
    collection: Collection, claims: Sequence[tuple[str, str | None]], *, settings: Settings
) -> tuple[Sought, ...]:
    """The first half of tracing: what the searches propose. All wordings are embedded and searched together.

    Args:
        claims: What `checked` let through, each with the caller's name for it.

    Returns:
        A value for each claim, in their order.

    Raises:
        CollectionError: The collection cannot be searched.
    """
    summary = collection.summary()
    found = [_to_seek(Trace(claim=claim, id=name, collection=summary, answer="")) for claim, name in claims]
    texts = [[one.empty.claim, *one.parts.texts] if one.empty.empty_reason is None else [] for one in found]
    proposals = iter(collection.candidates([*chain.from_iterable(texts)], k=settings.candidates))
    return tuple(
        replace(one, proposals=tuple(islice(proposals, len(own)))) for one, own in zip(found, texts, strict=True)
    )


def _to_seek(empty: Trace) -> Sought:
    if not empty.collection.articles:
        return Sought(empty=replace(empty, empty_reason=EmptyReason.EMPTY_COLLECTION))
    if _too_short(empty.claim):
        return Sought(empty=replace(empty, empty_reason=EmptyReason.CLAIM_TOO_SHORT))
    return Sought(empty=empty, parts=Parts.of(empty.claim))


def answered(collection: Collection, found: Sought, *, settings: Settings) -> Trace:
    """The second half of tracing: what the proposals for a claim make of it.

    Args:
        collection: In the state in which it was sought through.
    """
    if found.empty.empty_reason is not None:
        return _concluded(found.empty)
    texts = Texts(collection)
    places = find_places(collection, found.empty.claim, parts=found.parts, proposals=found.proposals, texts=texts)
    places = with_retellings(places, found.empty.claim, texts)
    trace = _concluded(_assembled(collection, texts, found.empty, places, settings.top))
    return trace if settings.top is None else _shortened(trace, settings.top)


def _shortened(found: Trace, top: int) -> Trace:
    """At most `top` appearances, the first one always among them; what points at others points nowhere."""
    first = [a for a in found.appearances if a.id == found.first_appearance]
    others = [a for a in found.appearances if a not in first][: top - len(first)]
    kept = {a.id for a in (*first, *others)}
    shown = [a for a in found.appearances if a.id in kept]
    return replace(
        found,
        first_candidates=tuple(i for i in found.first_candidates if i in kept),
        appearances=_against_parents([replace(a, derived_from=_known(a.derived_from, kept)) for a in shown]),
    )


def _known(derivation: Derivation | None, kept: Set[str]) -> Derivation | None:
    if derivation is None or derivation.appearance not in kept:
        return None
    return replace(
        derivation,
        alternatives=tuple(a for a in derivation.alternatives if a.appearance in kept),
        common_source=derivation.common_source if derivation.common_source in kept else None,
    )


def checked(claim: str, limit: int) -> str:
    """The claim without outer white space, if it can be traced.

    Raises:
        ClaimError: It is blank, holds no word, or has more than `limit` characters.
    """
    claim = claim.strip()
    if not claim:
        raise ClaimError("the claim", "it is empty", "Paste a sentence, or a part of one, that an article may carry.")
    shown = claim[:40] + "…" if len(claim) > 40 else claim
    if len(claim) > limit:
        raise ClaimError(
            f"the claim “{shown}”",
            f"it has {len(claim):,} characters, and at most {limit:,} are traced",
            "Paste the sentence or the paragraph in question.",
        )
    if not tokens(claim):
        raise ClaimError(f"the claim “{shown}”", "it holds no word", "Paste a sentence, or a part of one.")
    return claim


def _too_short(claim: str) -> bool:
    asked = profile(claim)
    return len(asked.words) < _FEWEST_WORDS or asked.weight < _LEAST_WEIGHT


def _assembled(
    collection: Collection, texts: Texts, empty: Trace, places: Sequence[Place | PassedOver], top: int | None
) -> Trace:
    """Places → appearances and related passages, ordered, compared with the first, and linked."""
    counted = [p for p in places if isinstance(p, Place) and p.judgement.relation.counts]
    own = [p for p in counted if not p.boilerplate]
    read = {id(p) for p in counted} if own else set()
    related = _related([p for p in places if id(p) not in read], top)
    articles = collection.articles({place.article_id for place in (*counted, *related)})
    found = [_appearance(texts.of(p.article_id), articles[p.article_id], p) for p in (counted if own else [])]
    appearances = tuple(replace(a, id=f"a{n}") for n, a in enumerate(lineage.in_order(found), start=1))
    appearances = _credited(texts, appearances, articles)
    appearances = _against_parents(_linked(_against_first(texts, empty.claim, appearances)))
    first = lineage.first(appearances)
    return replace(
        empty,
        first_appearance=first.id if first else None,
        first_candidates=tuple(a.id for a in lineage.possible_firsts(appearances)),
        origins=lineage.origins(appearances, {a.id: a.derived_from for a in appearances if a.derived_from}),
        appearances=appearances,
        found=len(appearances),
        related=tuple(
            replace(_appearance(texts.of(p.article_id), articles[p.article_id], p), id=f"r{n}")
            for n, p in enumerate(related, start=1)
        ),
        empty_reason=None if own else _empty_reason(counted, related),
    )


def _related(places: Sequence[Place | PassedOver], top: int | None) -> list[Place]:
    """The nearest passage of each article that is alike but not counted, nearest first."""
    most = _MOST_RELATED if top is None else top
    best: dict[str, Place] = {}
    for place in sorted(places, key=lambda p: (-p.score, p.article_id, p.span)):
        if len(best) >= most:
            break
        if place.article_id not in best and _may_be_alike(place) and _alike(read := place.read()):
            best[place.article_id] = read
    return list(best.values())


def _may_be_alike(place: Place | PassedOver) -> bool:
    """Whether it is worth reading: what carries nothing of the claim is alike by its score or not at all."""
    return isinstance(place, Place) or place.score >= _RELATED_SCORE or place.glance.carries


def _alike(place: Place) -> bool:
    return place.score >= _RELATED_SCORE or place.judgement.coverage.claim >= _RELATED_COVERAGE


def _empty_reason(counted: Sequence[Place], related: Sequence[Place]) -> EmptyReason:
    if counted:
        return EmptyReason.ONLY_BOILERPLATE
    return EmptyReason.ONLY_RELATED if related else EmptyReason.NOTHING_ALIKE


def _appearance(text: str, article: Article, place: Place) -> Appearance:
    span, matched = place.span, place.judgement.rewording.matched.shifted(place.span.begin)
    return Appearance(
        id="",
        article=article,
        passage=Passage.of(text, span),
        matched=matched if len(matched) else span,
        judgement=place.judgement,
        cosine=round(place.cosine, 4),
        boilerplate=place.boilerplate,
    )


@lru_cache(maxsize=4_000)
def _compared(before: str, after: str, before_date: date | None, after_date: date | None) -> Judgement:
    """One pair of passages is compared for the versions, the quotation and the lineage."""
    return judge(before, after, before_date=before_date, after_date=after_date)


def _between(one: Appearance, other: Appearance) -> Judgement:
    """How near two whole passages are, each with the days it names counted from its article's date."""
    return _of_articles(one, one.passage.exact, other, other.passage.exact)


def _of_articles(one: Appearance, before: str, other: Appearance, after: str) -> Judgement:
    return _compared(before, after, *telling_dates(before, after, one.article.written, other.article.written))


def _credited(texts: Texts, appearances: Sequence[Appearance], articles: dict[str, Article]) -> tuple[Appearance, ...]:
    """Every appearance with the source that its article names or links for the passage."""
    found = [articles[identity] for identity in dict.fromkeys(a.article.id for a in appearances)]
    names, known = names_of(found), {a.id: texts.of(a.id) for a in found}
    return tuple(
        replace(a, credit=credit(known[a.article.id], a.passage.span, a.article, names, texts=known))
        for a in appearances
    )


def _against_first(texts: Texts, claim: str, appearances: Sequence[Appearance]) -> tuple[Appearance, ...]:
    """Every appearance with its changes against the first, and how it quotes the one it credits, else the first."""
    first = lineage.first(appearances)
    found = []
    for appearance in appearances:
        versus = Rewording()
        if first is not None and appearance.id != first.id:
            versus = _between(first, appearance).rewording
        source = _source_of(appearance, appearances) or first
        found.append(_quoting(texts, claim, replace(appearance, versus_first=versus), source))
    return tuple(found)


def _source_of(appearance: Appearance, appearances: Sequence[Appearance]) -> Appearance | None:
    """The passage of the article that an appearance credits: of several, the one that carries most of the claim."""
    if appearance.credit is None or appearance.credit.to is None:
        return None
    meant = [a for a in appearances if a.article.id == appearance.credit.to]
    return max(meant, key=lambda a: a.judgement.coverage.claim, default=None)


def _quoting(texts: Texts, claim: str, appearance: Appearance, source: Appearance | None) -> Appearance:
    """How an appearance quotes its source, or the claim where it has none or quotes something else."""
    text, passage = texts.of(appearance.article.id), appearance.passage.span
    if source is not None and source.article.id != appearance.article.id:
        other, focus = texts.of(source.article.id), source.passage.span.begin
        marks = added_marks(text, passage, other=other, focus=focus)
        quoted = quotation(text, passage, appearance.matched, other=other, focus=focus, against=source.id)
        appearance = replace(appearance, quotation=quoted, added_marks=marks)
    if appearance.quotation is None:
        claimed = quotation(text, passage, appearance.matched, other=claim)
        appearance = replace(appearance, quotation=claimed)
    return appearance


def _linked(appearances: Sequence[Appearance]) -> tuple[Appearance, ...]:
    """Every appearance with the one its wording is consistent with coming from."""
    derived = lineage.derivations(appearances, explains)
    return tuple(replace(a, derived_from=derived.get(a.id)) for a in appearances)


def _against_parents(appearances: Sequence[Appearance]) -> tuple[Appearance, ...]:
    """Every appearance with its changes against the one it may have come from."""
    by_id = {a.id: a for a in appearances}
    found = []
    for appearance in appearances:
        versus, derivation = Rewording(), appearance.derived_from
        if derivation is not None:
            versus = _between(by_id[derivation.appearance], appearance).rewording
        found.append(replace(appearance, versus_parent=versus))
    return tuple(found)


def explains(parent: Appearance, child: Appearance) -> Judgement:
    """How near two passages are: whole, or else (their sentences may go on differently) where they carry the claim."""
    whole = _between(parent, child)
    if whole.relation is not Relation.RELATED:
        return whole
    return _of_articles(parent, _carrying(parent), child, _carrying(child))


def _carrying(appearance: Appearance) -> str:
    begin = appearance.passage.span.begin
    return Span(appearance.matched.begin - begin, appearance.matched.end - begin).of(appearance.passage.exact)


def _concluded(trace: Trace) -> Trace:
    return replace(trace, answer=answer.sentence(trace))
