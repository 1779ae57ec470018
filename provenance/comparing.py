"""Two articles → what was taken over, what was changed on the way, and which was first.

The composition of the rooms, as `tracing` is for one claim: passages from `wording.reuse`, each judged by its aligned
words and typed changes, quotation and credit, page furniture set apart, dates in order.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from provenance.answer import when
from provenance.credit import credit, names_of
from provenance.models import (
    AlignedPassage,
    Article,
    ChangeKind,
    Comparison,
    ComparisonKind,
    CreditKind,
    DateInterval,
    Document,
    Earlier,
    Passage,
    Quotation,
    Shares,
    Span,
)
from provenance.reading import furniture
from provenance.wording.normalisation import ELLIPSIS
from provenance.wording.quotations import is_quoted, quotation
from provenance.wording.relation import judge_parts
from provenance.wording.reuse import FITTED, Evidence, Limits, Reuse, Units, reused, units_of
from provenance.wording.sentences import sentence_spans

# From this share of both articles one is a repost of the other.
_MOST = 0.5
# From this share of what is shared, words that both quote from somebody else are all there is.
_QUOTED = 0.8
# From this share of what is shared, passages that differ in fact after fact are one form filled in twice, as two days'
# reports of one market are. A passage is such a one from two material facts on, with so few words to each.
_FORM = 0.5
_FORM_FACTS, _FORM_WORDS = 2, 25
_FACTS = frozenset({ChangeKind.NUMBER, ChangeKind.UNIT, ChangeKind.DATE, ChangeKind.NAME})
# A passage is page furniture where at least this share of its words is, in both articles.
_FURNITURE = 0.5
# Words, such as an "and" in brackets, that may stand with the ellipsis between two pieces of a quotation.
_STITCH = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """An article taken apart, to be compared with any number of others.

    Attributes:
        document: The article with its text.
        units: Its words and sentences.
        furniture: Where page furniture stands in it, and why it is taken for that, in order.
    """

    document: Document
    units: Units
    furniture: tuple[tuple[Span, str], ...]

    @property
    def article(self) -> Article:
        """What is known of the article."""
        return self.document.article

    @property
    def text(self) -> str:
        """The article's stored original text."""
        return self.document.text

    def words(self, spans: Iterable[Span]) -> set[int]:
        """The numbers of the words that stand in any of these places."""
        begins = self.units.begins
        return {
            number
            for span in spans
            for number in range(bisect_right(begins, span.begin - 1), bisect_right(begins, span.end - 1))
        }

    def boilerplate(self, span: Span) -> str | None:
        """Why the words in `span` are page furniture, if most of them are."""
        met = [(found, reason) for found, reason in self.furniture if found.overlaps(span)]
        words = self.words([span])
        if not met or len(words & self.words(found for found, _ in met)) < _FURNITURE * len(words):
            return None
        return met[0][1]


def side_of(document: Document) -> Side:
    """Take an article apart."""
    article = document.article
    spans = sentence_spans(document.text, article.language or "en")
    reasons = furniture(document.text, spans, title=article.title, author=article.author)
    return Side(
        document=document,
        units=units_of(document.text, sentences=spans),
        furniture=tuple((span, reason) for span, reason in zip(spans, reasons, strict=True) if reason),
    )


def compare(source: Document | Side, target: Document | Side, *, limits: Limits = FITTED) -> Comparison:
    """Set two articles side by side.

    Args:
        source: The article that may have been taken from; which of them is earlier is found out, not assumed.
        target: The article that may have taken.

    Returns:
        The aligned passages in order of the target. Articles that share nothing are a comparison without passages.

    Example:
        >>> compare(first, repost).kind
        <ComparisonKind.REPOST: 'repost'>
    """
    one, other = (side if isinstance(side, Side) else side_of(side) for side in (source, target))
    found = reused(Evidence(one.units, other.units), limits)
    passages = _with_cuts(one, other, _with_moves([_passage(one, other, reuse) for reuse in found]))
    own = [passage for passage in passages if passage.counts]
    share = Shares(
        of_source=_share(one, [passage.source.span for passage in own]),
        of_target=_share(other, [passage.target.span for passage in own]),
    )
    kind, kind_because = _kind(one, other, own, share)
    earlier, earlier_because = _earlier(one.article, other.article)
    return Comparison(
        source=one.article,
        target=other.article,
        passages=passages,
        share=share,
        kind=kind,
        kind_because=kind_because,
        earlier=earlier,
        earlier_because=earlier_because,
        remarks=tuple(_remarks(one, other)),
    )


# ------------------------------------------------------------------------------------------------- passages


def _passage(source: Side, target: Side, reuse: Reuse) -> AlignedPassage:
    judgement = judge_parts(
        reuse.source.of(source.text),
        reuse.target.of(target.text),
        reuse.anchors,
        before_date=source.article.written,
        after_date=target.article.written,
    )
    names = names_of([replace(source.article, id=_SOURCE)])
    credited = credit(
        target.text, reuse.target, replace(target.article, id=_TARGET), names, texts={_SOURCE: source.text}
    )
    return AlignedPassage(
        source=Passage.of(source.text, reuse.source),
        target=Passage.of(target.text, reuse.target),
        judgement=judgement,
        likeness=round(reuse.likeness, 4),
        quotation=_quotation(source, target, reuse),
        credit=replace(credited, to=source.article.id) if credited and credited.to == _SOURCE else credited,
        boilerplate=_both(source.boilerplate(reuse.source), target.boilerplate(reuse.target)),
    )


def _quotation(source: Side, target: Side, reuse: Reuse) -> Quotation | None:
    """How the target quotes the passage, read off the source near where it stands."""
    return quotation(
        target.text,
        reuse.target,
        reuse.target,
        other=source.text,
        focus=reuse.source.begin,
        against=source.article.id,
    )


# Two files may have one name, and one article may be given twice; a credit must tell them apart.
_SOURCE, _TARGET = "the source", "the target"


def _both(one: str | None, other: str | None) -> str | None:
    """Furniture of one page that is an article's own sentence on the other is no furniture."""
    return one if one and other else None


def _with_moves(passages: Sequence[AlignedPassage]) -> tuple[AlignedPassage, ...]:
    """Mark the passages outside the longest row that both articles have in one order."""
    kept = _in_one_order([passage.source.span.begin for passage in passages])
    return tuple(replace(passage, moved=number not in kept) for number, passage in enumerate(passages))


def _in_one_order(places: Sequence[int]) -> set[int]:
    """Numbers of a longest rising row of places (patience sorting)."""
    ends: list[int] = []  # of the row of each length, the number of the place it ends with
    before: list[int | None] = []
    for number, place in enumerate(places):
        at = bisect_right([places[end] for end in ends], place)
        before.append(ends[at - 1] if at else None)
        ends[at : at + 1] = [number]
    row: set[int] = set()
    last = ends[-1] if ends else None
    while last is not None:
        row.add(last)
        last = before[last]
    return row


def _with_cuts(source: Side, target: Side, passages: Sequence[AlignedPassage]) -> tuple[AlignedPassage, ...]:
    """Say of passages that follow one another across an ellipsis what is left out there."""
    found = list(passages)
    for number, (one, other) in enumerate(pairwise(passages), start=1):
        between = target.text[one.target.span.end : other.target.span.begin]
        begin = _next_word(source, one.source.span.end)
        end = other.source.span.begin
        if begin < end and ELLIPSIS.search(between) and len(between.split()) <= _STITCH:
            found[number] = replace(other, left_out=Passage.of(source.text, Span(begin, end)))
    return tuple(found)


def _next_word(side: Side, offset: int) -> int:
    """Where the first word from an offset on begins: what is left out begins with a word, not with a full stop."""
    begins = side.units.begins
    at = bisect_left(begins, offset)
    return begins[at] if at < len(begins) else len(side.text)


# ------------------------------------------------------------------------------------------ the whole articles


def _share(side: Side, spans: Iterable[Span]) -> float:
    """What share of an article's own words stands in these places; page furniture counts on neither side."""
    own = set(range(len(side.units.words))) - side.words(span for span, _ in side.furniture)
    return round(len(own & side.words(spans)) / len(own), 4) if own else 0.0


def _kind(source: Side, target: Side, own: Sequence[AlignedPassage], share: Shares) -> tuple[ComparisonKind, str]:
    """The rules, the plainest first; each with the reason a reader is given."""
    if not own:
        return ComparisonKind.INDEPENDENT, "no passage that speaks for reuse stands in both"
    credited = any(passage.credit and passage.credit.to == source.article.id for passage in own)
    if not credited and _quoted_in_both(source, target, own) >= _QUOTED:
        return ComparisonKind.COMMON_SOURCE, "what they share, both quote from somebody else"
    elsewhere = _credited_elsewhere(own)
    if not credited and elsewhere:
        return ComparisonKind.COMMON_SOURCE, f"what they share is credited to {elsewhere}"
    if not credited and _of_one_form(own) >= _FORM:
        return ComparisonKind.COMMON_SOURCE, "they fill one form of words, each with facts of its own"
    if min(share.of_source, share.of_target) >= _MOST:
        return ComparisonKind.REPOST, "most of both is the same"
    return ComparisonKind.EXCERPT, "a part of the one stands in the other"


def _quoted_in_both(source: Side, target: Side, own: Sequence[AlignedPassage]) -> float:
    """What share of the shared words stands in quotation marks in both articles."""
    both = [p for p in own if is_quoted(source.text, p.source.span) and is_quoted(target.text, p.target.span)]
    return sum(len(p.target.span) for p in both) / sum(len(p.target.span) for p in own)


def _of_one_form(own: Sequence[AlignedPassage]) -> float:
    """What share of the shared words only says in one form what is another fact in each."""
    formal = [p for p in own if not p.judgement.relation.counts and _differs_throughout(p)]
    return sum(len(p.target.span) for p in formal) / sum(len(p.target.span) for p in own)


def _differs_throughout(passage: AlignedPassage) -> bool:
    facts = [c for c in passage.judgement.rewording.changes if c.material and c.kind in _FACTS]
    return len(facts) >= _FORM_FACTS and len(facts) * _FORM_WORDS >= len(passage.target.exact.split())


def _credited_elsewhere(own: Sequence[AlignedPassage]) -> str | None:
    """Whom the target names for all that is shared, where that is not the source."""
    named = {
        p.credit.text if p.credit and p.credit.kind is CreditKind.NAMED and p.credit.to is None else None for p in own
    }
    return named.pop() if len(named) == 1 else None


def _earlier(source: Article, target: Article) -> tuple[Earlier, str]:
    """Which is surely earlier by the dates that order them, and why."""
    one, other = source.first_date, target.first_date
    if one.surely_before(other):
        return Earlier.SOURCE, f"dated {_when(one)}, the other {_when(other)}"
    if other.surely_before(one):
        return Earlier.TARGET, f"dated {_when(other)}, the other {_when(one)}"
    undated = [name for name, date in (("the source", one), ("the target", other)) if not date.dated]
    if undated:
        return Earlier.UNKNOWN, f"{' and '.join(undated)} {'are' if len(undated) > 1 else 'is'} undated"
    return Earlier.UNKNOWN, f"their dates allow either order: {_when(one)}, and {_when(other)}"


def _when(date: DateInterval) -> str:
    return when(date) if date.dated else "by what its text and others prove"


def _remarks(source: Side, target: Side) -> Iterable[str]:
    """What a reader should know before believing a comparison."""
    for name, side in (("source", source), ("target", target)):
        if not side.units.words:
            yield f"The {name} holds no word."
    if source.article.sha256 == target.article.sha256 and source.article.path == target.article.path:
        yield "Source and target are the same article."
    elif source.text == target.text and source.text:
        yield "Source and target have the same text."
    languages = source.article.language, target.article.language
    if all(languages) and len({str(language).split("-")[0].casefold() for language in languages}) > 1:
        yield f"They are in two languages ({languages[0]}, {languages[1]}): only words left as they were can be found."
