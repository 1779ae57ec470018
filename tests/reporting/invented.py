"""Hand-made traces about an invented event, for looking at and for testing what is shown.

Everything is invented: the town of Wexmere, its ferry and its newspapers do not exist. Edits come from difflib
over words, so that the values are well formed without the rooms that make them for real.
"""

from __future__ import annotations

import difflib
import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime

from provenance.models import (
    UNDATED,
    Alternative,
    Appearance,
    Article,
    Bracketed,
    Certainty,
    Change,
    ChangeKind,
    CollectionStatus,
    CollectionSummary,
    Coverage,
    Credit,
    CreditedBy,
    CreditKind,
    CreditPlace,
    Cut,
    CutMark,
    DateInterval,
    DateSource,
    Derivation,
    Edit,
    EditOp,
    EmptyReason,
    Judgement,
    Passage,
    Piece,
    Precision,
    Problem,
    ProblemKind,
    Quotation,
    Relation,
    Rewording,
    Span,
    Trace,
)
from provenance.wording.normalisation import Token, tokens

CLAIM = "The ferry Halcyon carried 62 passengers when it apparently struck the Wexmere breakwater."
SUMMARY = CollectionSummary(
    articles=9, dated=7, undated=2, earliest=date(2031, 3, 3), latest=date(2031, 3, 24), generation=4
)
OPS = {"equal": EditOp.EQUAL, "replace": EditOp.REPLACE, "delete": EditOp.DELETE, "insert": EditOp.INSERT}


def rewording(before: str, after: str, *changes: Change) -> Rewording:
    """How `before` became `after`, word by word; matched is from the first to the last word that stayed."""
    old, new = tokens(before), tokens(after)
    matcher = difflib.SequenceMatcher(None, [t.norm for t in old], [t.norm for t in new], autojunk=False)
    edits = tuple(
        Edit(
            op=OPS[op],
            before=(b := _reach(old, i, j)).of(before),
            after=(a := _reach(new, k, m)).of(after),
            before_span=b,
            after_span=a,
        )
        for op, i, j, k, m in matcher.get_opcodes()
    )
    stayed = [edit.after_span for edit in edits if edit.op is EditOp.EQUAL]
    matched = Span(stayed[0].begin, stayed[-1].end) if stayed else Span(0, len(after))
    return Rewording(edits=edits, changes=changes, matched=matched)


def _reach(words: tuple[Token, ...], begin: int, end: int) -> Span:
    if begin < end:
        return Span(words[begin].span.begin, words[end - 1].span.end)
    place = words[begin - 1].span.end if begin else 0
    return Span(place, place)


def change(kind: ChangeKind, before: str, after: str, note: str, *, material: bool = True) -> Change:
    return Change(
        kind=kind,
        before=before,
        after=after,
        material=material,
        note=note,
        before_span=Span(0, len(before)),
        after_span=Span(0, len(after)),
    )


def day(year: int, month: int, number: int, source: DateSource = DateSource.BYLINE) -> DateInterval:
    stamp = date(year, month, number)
    return DateInterval.of_day(stamp, source=source, evidence=f"{number}/{month}/{year}", rule="test")


def article(identity: str, outlet: str | None, published: DateInterval = UNDATED, **more: object) -> Article:
    known = {
        "title": f"Report {identity}",
        "path": f"wexmere/{identity}.txt",
        "sha256": hashlib.sha256(identity.encode()).hexdigest(),
    }
    return Article(id=identity, outlet=outlet, published=published, **{**known, **more})  # type: ignore[arg-type]


def appearance(
    identity: str,
    of: Article,
    exact: str,
    relation: Relation,
    *changes: Change,
    score: float = 0.9,
    reason: str = "all words in order",
    first: str | None = None,
    parent: str | None = None,
    begin: int = 120,
    claim: str = CLAIM,
    **more: object,
) -> Appearance:
    judgement = Judgement(
        relation=relation,
        score=score,
        reason=reason,
        coverage=Coverage(claim=0.97, passage=0.9),
        rewording=rewording(claim, exact, *changes),
    )
    span = Span(begin, begin + len(exact))
    fields = {
        "passage": Passage(span=span, exact=exact, prefix="Officials spoke at noon. ", suffix=" Nobody was hurt, th"),
        "matched": judgement.rewording.matched.shifted(begin),
        "cosine": 0.9134567,
        "versus_first": rewording(first, exact, *changes) if first else Rewording(),
        "versus_parent": rewording(parent, exact) if parent else Rewording(),
        **more,
    }
    return Appearance(id=identity, article=of, judgement=judgement, **fields)  # type: ignore[arg-type]


CHANGED = "Police said the ferry Halcyon carried 63 passengers when it struck the breakwater."
QUOTATION = Quotation(
    exact=False,
    omitted=("when it apparently",),
    inserted=("and",),
    pieces=2,
    against="a1",
    span=Span(124, 192),
    parts=(
        Piece(span=Span(124, 145), source=Span(19, 40)),
        Piece(span=Span(154, 187), source=Span(60, 89), words_between=3, characters_between=19),
    ),
    cuts=(Cut(words="when it apparently", span=Span(41, 59), count=3, place=146, mark=CutMark.ELLIPSIS),),
    bracketed=(Bracketed(words="and", span=Span(149, 152)),),
)
FIRST_WORDS = "“The ferry Halcyon carried 62 passengers when it apparently struck the Wexmere breakwater,” police said."


def trace() -> Trace:
    """A first appearance, a reposted one, changed ones, an uncertain date, two undated ones and two related ones."""
    first = FIRST_WORDS
    gazette = article(
        "gazette-01",
        "Wexmere Gazette",
        day(2031, 3, 3),
        author="Ada Quill",
        url="https://gazette.invalid/halcyon-struck",
    )
    wire = article(
        "wire-02",
        "Northern Wire",
        DateInterval(
            earliest=datetime(2031, 3, 3, 18, 5, tzinfo=UTC),
            latest=datetime(2031, 3, 3, 18, 5, tzinfo=UTC),
            precision=Precision.TIME,
            source=DateSource.METADATA,
            evidence="2031-03-03T18:05:00Z",
            certainty=Certainty.STATED,
        ),
    )
    repost = article(
        "harbour-05",
        "Harbour Review",
        day(2031, 3, 12),
        originally=day(2031, 3, 4, DateSource.BODY),
        url="http://review.invalid/a#top",
    )
    monthly = article(
        "monthly-06", "Coastal Monthly", DateInterval.of_month(2031, 3, source=DateSource.METADATA, evidence="2031-03")
    )
    blog = article("blog-07", None, day(2031, 3, 20, DateSource.URL), title="What really happened to the Halcyon")
    leaflet = article(
        "leaflet-08",
        "Breakwater Leaflet",
        DateInterval(earliest=date(2031, 3, 9), source=DateSource.BODY, evidence="9 March 2031", rule="not-before"),
    )
    scan = article("scan-09", None, title=None)
    appearances = (
        appearance("a1", gazette, first, Relation.VERBATIM, score=0.99, reason="all 13 words in order"),
        appearance(
            "a2",
            wire,
            CLAIM,
            Relation.VERBATIM,
            score=1.0,
            reason="all 13 words in order",
            first=first,
            parent=first,
            derived_from=Derivation(appearance="a1", confidence=0.9, because="same words, one day later"),
        ),
        appearance(
            "a3",
            repost,
            CHANGED,
            Relation.REWORDED,
            change(ChangeKind.NUMBER, "62", "63", "The number of passengers is another one: 62, then 63."),
            change(ChangeKind.HEDGE, "apparently", "", "‘apparently’ is gone: a suspicion became a fact."),
            change(ChangeKind.OMISSION, "Wexmere", "", "The breakwater is no longer named.", material=False),
            score=0.78,
            reason="12 of 13 words in order, another number",
            first=first,
            parent=first,
            begin=2310,
            credit=Credit(
                kind=CreditKind.NAMED,
                text="the Gazette",
                span=Span(2280, 2291),
                to="gazette-01",
                place=CreditPlace.BEFORE,
                others=(
                    Credit(
                        kind=CreditKind.LINKED,
                        text="gazette.invalid/halcyon-struck",
                        span=Span(2401, 2431),
                        to="gazette-01",
                        place=CreditPlace.AFTER,
                        by=CreditedBy.ADDRESS,
                    ),
                ),
            ),
            derived_from=Derivation(
                appearance="a1",
                confidence=0.66,
                because="12 of 13 words in order, and names it as the source",
                alternatives=(Alternative(appearance="a2", confidence=0.61),),
            ),
        ),
        appearance(
            "a4",
            monthly,
            "The Halcyon, with 62 aboard, had hit the breakwater at Wexmere, it appeared.",
            Relation.PARAPHRASE,
            score=0.61,
            reason="the same ship, number and place in other words",
            first=first,
        ),
        appearance(
            "a5",
            blog,
            "It “carried 62 passengers … [and] struck the Wexmere breakwater”, they wrote.",
            Relation.NEAR_VERBATIM,
            score=0.85,
            reason="8 of 13 words in order, cut at an ellipsis",
            first=first,
            parent=CHANGED,
            quotation=QUOTATION,
            derived_from=Derivation(
                appearance="a3", confidence=0.45, because="both leave out ‘apparently’; the number is another one"
            ),
        ),
        appearance(
            "a6",
            leaflet,
            CLAIM,
            Relation.VERBATIM,
            score=1.0,
            reason="all 13 words in order",
            first=first,
            parent=CLAIM,
            derived_from=Derivation(
                appearance="a2",
                confidence=0.5,
                because="all 13 words in order, no date of its own",
                alternatives=(Alternative(appearance="a1", confidence=0.48),),
            ),
        ),
        appearance(
            "a7",
            scan,
            CLAIM,
            Relation.VERBATIM,
            score=1.0,
            reason="all 13 words in order",
            first=first,
            boilerplate="share button",
        ),
    )
    related = (
        appearance(
            "r1",
            article("other-03", "Wexmere Gazette", day(2031, 3, 18)),
            "The ferry Pelican carried 48 passengers when it grazed the Oxley pier.",
            Relation.RELATED,
            score=0.44,
            reason="another ship (Pelican), another number (48), another place (Oxley)",
        ),
        appearance(
            "r2",
            article("other-04", "Northern Wire", day(2031, 3, 24)),
            "The ferry Halcyon will carry passengers again in May.",
            Relation.RELATED,
            score=0.31,
            reason="5 of 13 words, another statement",
        ),
    )
    return Trace(
        claim=CLAIM,
        collection=SUMMARY,
        id="7",
        first_appearance="a1",
        first_candidates=("a1", "a4", "a7"),
        origins=2,
        appearances=appearances,
        related=related,
        answer="Earliest in this collection: Wexmere Gazette, 3 March 2031 (byline). Later in 4 articles; 2 undated "
        "articles also carry it.",
    )


def empty(reason: EmptyReason, claim: str = CLAIM) -> Trace:
    """A trace without appearances."""
    whole = trace()
    summary = replace(SUMMARY, articles=0, dated=0, undated=0, earliest=None, latest=None)
    return Trace(
        claim=claim,
        collection=summary if reason is EmptyReason.EMPTY_COLLECTION else SUMMARY,
        answer="No article of this collection carries this claim.",
        empty_reason=reason,
        related=whole.related if reason is EmptyReason.ONLY_RELATED else (),
    )


def status() -> CollectionStatus:
    whole = trace()
    articles = tuple((found.article, 12 + number) for number, found in enumerate((*whole.appearances, *whole.related)))
    return CollectionStatus(
        summary=SUMMARY,
        articles=articles,
        sentences=144,
        wordings=120,
        model="all-MiniLM-L6-v2",
        outlets=(("Wexmere Gazette", 2), ("Northern Wire", 2), ("Harbour Review", 1)),
        problems=(
            Problem(kind=ProblemKind.GUESS, articles=("monthly-06",), sentence="its date is known to the month only."),
        ),
    )


HOSTILE = (
    "</bdi><script>window.ran=1</script><img src=x onerror='window.ran=2'> \x1b[31mred\x1b[0m \x07 "
    '\u202egnp.exe [link](javascript:alert(1)) *bold* {{7*7}} & "quoted" \ud800'
)


def hostile() -> Trace:
    """A trace whose every text of others tries to act: markup, script, escapes, overrides."""
    bad = article(
        "bad<script>window.ran=3</script>",
        "Out<b>let</b>\x1b]0;owned\x07",
        DateInterval.of_day(date(2031, 3, 3), source=DateSource.BYLINE, evidence="<i>3 March</i>\x1b[2J"),
        title="<script>window.ran=4</script>",
        author="\u202erohtua",
        url="javascript:window.ran=5",
        path="a\nb\x1b[1m.txt",
    )
    found = appearance(
        "a1",
        bad,
        f"{CLAIM} {HOSTILE}",
        Relation.NEAR_VERBATIM,
        change(ChangeKind.INSERTION, "", HOSTILE, f"Added: {HOSTILE}"),
        reason=f"because {HOSTILE}",
        claim=CLAIM,
    )
    also = replace(
        found, id="r1", article=replace(bad, id="bad2", url='https://evil.invalid/"onmouseover=window.ran=6')
    )
    return Trace(
        claim=f"{CLAIM} {HOSTILE}",
        collection=SUMMARY,
        answer=f"Earliest: {HOSTILE}",
        first_appearance="a1",
        first_candidates=("a1",),
        origins=1,
        appearances=(found,),
        related=(also,),
    )
