"""A trace in one sentence or two that a person can quote.

Always says "in this collection", always says how the date is known, and never says whether the claim is true.
"""

from __future__ import annotations

from provenance.date_phrases import date_phrase, source_phrase
from provenance.models import Appearance, CollectionSummary, DateInterval, EmptyReason, Relation, Trace

# An appearance that carries less of the claim than this carries a part of it.
_WHOLE = 0.7


def sentence(trace: Trace) -> str:
    """The answer of a trace."""
    if trace.empty_reason is not None:
        return _nothing(trace.empty_reason, trace.collection)
    first = trace.appearance(trace.first_appearance) if trace.first_appearance else None
    own = [a for a in trace.appearances if not a.boilerplate]
    undated = [a for a in own if not a.article.first_date.dated]
    if first is None:
        return f"Found in {_articles(undated)} of this collection, none with a date: no earliest can be named."
    parts = [f"Earliest in this collection: {_who(first)}, {when(first.article.first_date)}{_how(first)}."]
    rivals = [a for a in own if a.id in trace.first_candidates and a.id != first.id and a.article.first_date.dated]
    later = [a for a in own if a.article.first_date.dated and a.article.id != first.article.id and a not in rivals]
    parts += [_rivals(rivals), _later(later), _undated(undated), _origins(trace.origins, _count(own))]
    return " ".join(part for part in parts if part)


def when(interval: DateInterval) -> str:
    """A date and how it is known: ``7 December 2022 (byline)``."""
    doubt = "" if interval.reliable else ", not certain"
    return f"{date_phrase(interval)} ({source_phrase(interval)}{doubt})"


def _who(appearance: Appearance) -> str:
    article = appearance.article
    named = article.name
    if named == article.author:
        named = f"an article by {named}"
    elif named == article.title:
        named = f"“{named}”"
    elif named == article.id:
        named = f"the article {named}"
    return f"{named}, as first published" if article.originally else named


def _how(first: Appearance) -> str:
    """What a reader must know at once: that even the earliest wording differs from the claim."""
    carried = first.judgement.coverage.claim
    if first.relation is not Relation.PARAPHRASE and carried < _WHOLE:
        return f", which carries a part of the claim only ({100 * carried:.0f} %)"
    if first.relation is Relation.VERBATIM:
        return ""
    material = first.versus_claim.material
    if material:
        return f", worded differently: {material[0].note}"
    return {
        Relation.NEAR_VERBATIM: ", with small edits",
        Relation.REWORDED: ", in other words in part",
        Relation.PARAPHRASE: ", in other words",
    }[first.relation]


def _rivals(rivals: list[Appearance]) -> str:
    if not rivals:
        return ""
    return f"{_articles(rivals).capitalize()} may be as early: the dates are not precise enough to tell."


def _later(later: list[Appearance]) -> str:
    if not later:
        return ""
    changed = [a for a in later if a.versus_first.material]
    extras = []
    if changed:
        extras.append(f"{_count(changed)} with a change that may matter")
    credited = [a for a in later if a.credit]
    if credited:
        extras.append(f"{_count(credited)} naming a source")
    told = f" ({', '.join(extras)})" if extras else ""
    return f"Later in {_articles(later)}{told}."


def _undated(undated: list[Appearance]) -> str:
    if not undated:
        return ""
    count = _count(undated)
    return f"{count} undated article{'s' if count > 1 else ''} also carr{'y' if count > 1 else 'ies'} it."


def _origins(number: int, articles: int) -> str:
    """How many articles have the wording from none of the others, as far as wordings, dates and credit tell."""
    if not number or articles < 2:
        return ""
    if number == 1:
        return "All are consistent with one origin."
    if number == articles:
        return "None of them seems to derive from another."
    return f"{number} of the {articles} articles seem to derive from none of the others."


def _count(appearances: list[Appearance]) -> int:
    return len({a.article.id for a in appearances})


def _articles(appearances: list[Appearance]) -> str:
    count = _count(appearances)
    return f"{count} article{'s' if count != 1 else ''}"


def _nothing(reason: EmptyReason, collection: CollectionSummary) -> str:
    number = f"{collection.articles} article{'s' if collection.articles != 1 else ''}"
    match reason:
        case EmptyReason.EMPTY_COLLECTION:
            return "This collection holds no articles yet."
        case EmptyReason.CLAIM_TOO_SHORT:
            return "The claim is too short to have an origin: words this few and common stand everywhere."
        case EmptyReason.ONLY_BOILERPLATE:
            return f"In this collection of {number} the wording stands only in page furniture: nobody's statement."
        case EmptyReason.ONLY_RELATED:
            return f"None of the {number} in this collection carries this statement; some speak of the same subject."
        case EmptyReason.NOTHING_ALIKE:
            return f"None of the {number} in this collection carries anything like it."
