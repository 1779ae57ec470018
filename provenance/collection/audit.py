"""What is wrong with an index, or doubtful about its dates, for a reader to look at."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from provenance.collection.store import State
from provenance.collection.suspicious_days import suspicious_days
from provenance.collection.vector_cache import CacheUnusableError
from provenance.models import ZERO_DAYS, Certainty, DateEvidence, DateRole, Problem, ProblemKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from provenance.collection.database import Database
    from provenance.collection.store import Store
    from provenance.collection.vector_cache import VectorCache
    from provenance.models import Article, DateInterval, Moment


def problems_of_folder(database: Database) -> Iterator[Problem]:
    """That the store is read without locks, since its folder cannot be written to; nothing where it has them."""
    if not database.guarded:
        yield Problem(kind=ProblemKind.INDEX, sentence=f"{database.path.parent}: {_UNGUARDED}")


def problems_of_cache(cache: VectorCache, store: Store) -> Iterator[Problem]:
    """Why the vector cache could not be used as it lies there; nothing where it could, or where none is needed.

    Of a large file the checksum is not worked out, since that takes half a second at a million wordings.
    """
    reason = None if store.model() is None else _unusable(cache, store)
    if reason is not None:
        yield Problem(kind=ProblemKind.INDEX, sentence=f"{cache.path}: {reason}; {_HARMLESS}")


def _unusable(cache: VectorCache, store: Store) -> str | None:
    try:
        stamp = cache.verified() if cache.size() < _LARGE else cache.stamp()
    except CacheUnusableError as error:
        return str(error)
    if stamp.collection != store.identity():
        return "it belongs to another collection"
    passed = store.has_passed(State(stamp.generation, stamp.token))
    return None if passed else "it belongs to another state of this collection"


_UNGUARDED = "the folder cannot be written to, so it is read without locks; let nobody add articles to it meanwhile."
_LARGE = 100_000_000  # bytes
_HARMLESS = "the vectors are taken from the store instead, which takes longer, until articles are indexed again."


def problems_of_dates(articles: Iterable[Article]) -> Iterator[Problem]:
    """What is doubtful about dates: first article by article, then of days that many articles share."""
    audited = tuple(articles)
    for article in audited:
        yield from _problems_of(article)
    for day in suspicious_days(audited):
        yield Problem(kind=ProblemKind.SUSPICIOUS_DAY, articles=day.articles, sentence=day.sentence)


def conflicts(article: Article) -> tuple[DateEvidence, ...]:
    """The evidence that contradicts the date an article was given, strongest first; empty where all agrees.

    It is another date of publication that leaves no day in common, an earlier publication or a day looked back on that
    is later, and an update or a capture that is earlier. A day looked back on is explained by a later update, and a
    later day that the page shows by an update on that day. What cannot be, such as a date in the future, contradicts
    nothing.
    """
    return tuple(evidence for evidence in article.evidence if _conflicts(evidence, article))


def _conflicts(evidence: DateEvidence, article: Article) -> bool:
    given, other = article.published, evidence.interval
    if not given.dated or _cannot_be(other) or given.agrees_with(other) or _on_one_day(given, other):
        return False
    match evidence.role:
        case DateRole.PUBLISHED:
            return not _is_update(article, other)
        case DateRole.ORIGINALLY:
            return given.surely_before(other)
        case DateRole.NOT_BEFORE:
            return given.surely_before(other) and not _is_updated_after(article, other)
        case DateRole.UPDATED | DateRole.NOT_AFTER:
            return other.surely_before(given)


def _on_one_day(one: DateInterval, other: DateInterval) -> bool:
    """Whether two moments fall on one day by their own clocks: programs stamp a publication more than once."""
    return bool({_day(one.earliest), _day(one.latest)} & {_day(other.earliest), _day(other.latest)} - {None})


def _day(moment: Moment | None) -> date | None:
    return moment.date() if isinstance(moment, datetime) else moment


def _is_update(article: Article, shown: DateInterval) -> bool:
    """Whether the day that a page shows, or its address gives, is one on which it was changed."""
    updates = (evidence.interval for evidence in article.evidence if evidence.role is DateRole.UPDATED)
    return article.published.surely_before(shown) and any(_on_one_day(update, shown) for update in updates)


def _is_updated_after(article: Article, day: DateInterval) -> bool:
    updates = (evidence.interval for evidence in article.evidence if evidence.role is DateRole.UPDATED)
    return any(not update.surely_before(day) for update in updates)


def _cannot_be(interval: DateInterval) -> bool:
    """Whether a date is stated that reading it found to be impossible."""
    return interval.dated and interval.certainty is Certainty.NONE


def _problems_of(article: Article) -> Iterator[Problem]:
    """Of each role the strongest contradiction only; `conflicts` has them all."""

    def problem(kind: ProblemKind, sentence: str) -> Problem:
        return Problem(kind=kind, articles=(article.id,), sentence=sentence)

    given = _said(article.published)
    if article.published.dated and not article.published.reliable:
        yield problem(ProblemKind.GUESS, f"its date, {given}, is a guess.")
    for evidence in article.evidence:
        if _cannot_be(evidence.interval):
            yield problem(*_impossible(evidence.interval))
            break
    told: set[DateRole] = set()
    for evidence in _against(article):
        if evidence.role not in told:
            told.add(evidence.role)
            yield problem(*_conflict(evidence, given))


def _against(article: Article) -> Iterator[DateEvidence]:
    """The conflicts of an article, its earlier publication among them even where no evidence of it is kept."""
    yield from conflicts(article)
    if article.originally is not None and article.published.surely_before(article.originally):
        yield DateEvidence(role=DateRole.ORIGINALLY, interval=article.originally)


def _impossible(interval: DateInterval) -> tuple[ProblemKind, str]:
    """How a reader is told of a date that was not believed."""
    if _day(interval.earliest) in ZERO_DAYS:
        counted = f"{_said(interval)} is where programs begin to count, and is not believed."
        return ProblemKind.ZERO_DAY, counted
    return ProblemKind.FUTURE, f"{_said(interval)} lies after the day it was read or fetched, and is not believed."


_KINDS = {DateRole.ORIGINALLY: ProblemKind.LATER_ORIGINAL, DateRole.UPDATED: ProblemKind.UPDATED_BEFORE}


def _conflict(evidence: DateEvidence, given: str) -> tuple[ProblemKind, str]:
    """How a reader is told of evidence that contradicts the date given."""
    other = _said(evidence.interval)
    contradicted = {
        DateRole.PUBLISHED: f"it is dated {given}, but also {other}.",
        DateRole.ORIGINALLY: f"the earlier publication it states, {other}, is later than its own date.",
        DateRole.NOT_BEFORE: f"it is dated {given}, but looks back on {other}.",
        DateRole.NOT_AFTER: f"it is dated {given}, but was there on {other}.",
        DateRole.UPDATED: f"it is dated {given}, but was changed before that, {other}.",
    }
    return _KINDS.get(evidence.role, ProblemKind.CONTRADICTION), contradicted[evidence.role]


def _said(interval: DateInterval) -> str:
    """A date with where it was found: ``2022-12-07 (byline)``."""
    days = [moment.isoformat() for moment in dict.fromkeys((interval.earliest, interval.latest)) if moment is not None]
    return f"{' to '.join(days)} ({interval.source})"
