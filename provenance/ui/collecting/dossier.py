"""One article of the collection: how its date is known, what is known besides, and how to put it right."""

from __future__ import annotations

from collections.abc import Iterable

from provenance.collection.audit import conflicts
from provenance.models import Article, Certainty, DateEvidence, DateInterval, DateRole, Span
from provenance.reporting.characters import one_line, readable
from provenance.reporting.links import web_link
from provenance.reporting.marks import Markup
from provenance.reporting.phrases import certainty_phrase, date_phrase, source_phrase, span_phrase
from provenance.ui.collecting.inventory import CERTAINTIES
from provenance.ui.tables import Row, table

BEGINNING = 1_500
"""How many characters of a text are shown at least, in code points."""

_AROUND = 160  # characters on either side of evidence that stands further on
_ROLES: dict[DateRole, str] = {
    DateRole.PUBLISHED: "published",
    DateRole.ORIGINALLY: "published earlier elsewhere",
    DateRole.UPDATED: "updated",
    DateRole.NOT_BEFORE: "not before",
    DateRole.NOT_AFTER: "not after",
}
_HEAD = Markup(
    '<div class="provenance dossier"><h2 class="section"><bdi>{title}</bdi></h2>'
    '<p class="dossier-date">{date}</p><p class="section-line"><bdi>{certainty}</bdi></p>{originally}{doubts}</div>'
)
_DOUBT = Markup('<p class="dossier-doubt"><span class="badge">doubtful</span> <bdi>{}</bdi></p>')
_FACTS = Markup('<dl class="provenance facts">{}</dl>')
_FACT = Markup("<div><dt>{}</dt><dd><bdi>{}</bdi></dd></div>")
_LINK = Markup('<a href="{0}" rel="noopener noreferrer" target="_blank">{0}</a>')
_TEXT = Markup('<div class="provenance"><div class="excerpt"><p dir="auto">{}</p>{}</div></div>')
_MARK = Markup("<mark>{}</mark>")
_LEFT_OUT = Markup('<p class="left-out">{}</p>')


def head_html(article: Article, doubts: Iterable[str] = ()) -> Markup:
    """What the article is called, its date, how sure that is, and what is doubtful about it."""
    original = article.originally
    return _HEAD.format(
        title=readable(article.title or article.id),
        date=date_phrase(article.published),
        certainty=readable(_certainty(article.published)),
        originally=Markup('<p class="dossier-date">originally {} <bdi>({})</bdi></p>').format(
            date_phrase(original), certainty_phrase(original)
        )
        if original
        else "",
        doubts=Markup("").join(_DOUBT.format(readable(doubt)) for doubt in doubts),
    )


def _certainty(interval: DateInterval) -> str:
    """How sure the date is, in a word and then in full, unless the word says all."""
    told = certainty_phrase(interval)
    word = CERTAINTIES[interval.certainty]
    return told if told.startswith(word) or interval.certainty is Certainty.NONE else f"{word}: {told}"


def evidence_html(article: Article) -> Markup:
    """Every dated statement found, strongest first, with those that contradict the date named."""
    if not article.evidence:
        return Markup('<p class="provenance section-line">No dated statement was found in it.</p>')
    against = conflicts(article)
    heads = ("Says", "When", "Found in", "How sure", "Characters", "Where in the text", "Remark")
    rows = (_evidence_row(evidence, article, contrary=evidence in against) for evidence in article.evidence)
    marked = frozenset(n for n, evidence in enumerate(article.evidence) if evidence in against)
    return table("Every dated statement found, strongest first", heads, rows, marked=marked)


def _evidence_row(evidence: DateEvidence, article: Article, *, contrary: bool) -> Row:
    interval = evidence.interval
    return (
        _ROLES[evidence.role],
        date_phrase(interval),
        source_phrase(interval),
        CERTAINTIES[interval.certainty],
        one_line(interval.evidence or ""),
        span_phrase(interval.span) if interval.span else "",
        "contradicts the date" if contrary else _remark(evidence, article),
    )


def _remark(evidence: DateEvidence, article: Article) -> str:
    believed = article.originally if evidence.role is DateRole.ORIGINALLY else article.published
    return "believed" if believed is not None and _is_same(evidence.interval, believed) else ""


def _is_same(one: DateInterval, other: DateInterval) -> bool:
    return (one.earliest, one.latest, one.evidence, one.source) == (
        other.earliest,
        other.latest,
        other.evidence,
        other.source,
    )


def facts_html(article: Article, sentences: int, uploaded: bool) -> Markup:
    """What is known besides its dates."""
    canonical = article.canonical_url if article.canonical_url != article.url else None
    read_at = None if article.read_at is None else f"{article.read_at:%Y-%m-%d %H:%M} UTC"
    facts: tuple[tuple[str, str | None], ...] = (
        ("Outlet", article.outlet),
        ("Author", article.author),
        ("Language", article.language),
        ("Sentences", f"{sentences:,}"),
        ("Address", article.url),
        ("Its own address, as the page says", canonical),
        ("Id", article.id),
        ("Read from", f"{article.path} (uploaded)" if uploaded else article.path),
        ("Read", read_at),
        ("SHA-256", article.sha256),
        *article.extra,
    )
    return _FACTS.format(Markup("").join(_FACT.format(readable(name), _value(value)) for name, value in facts if value))


def _value(value: str) -> str:
    link = web_link(value)
    return _LINK.format(link) if link else readable(value)


def text_html(article: Article, text: str) -> Markup:
    """The beginning of the text with the evidence of its dates marked, and evidence that stands further on."""
    spans = _evidence_spans(article, len(text))
    end = min(len(text), max([BEGINNING, *(span.end + _AROUND for span in spans if span.begin < 2 * BEGINNING)]))
    pieces = [Span(0, end)]
    for span in (span for span in spans if span.end > end):
        begin = max(pieces[-1].end, span.begin - _AROUND)
        pieces.append(Span(begin, min(len(text), max(begin, span.end + _AROUND))))
    return Markup("").join(
        _TEXT.format(_marked(text, piece, spans), _left_out(piece, len(text))) for piece in pieces if len(piece)
    )


def _evidence_spans(article: Article, length: int) -> tuple[Span, ...]:
    """Where the evidence of dates stands in the text, in order, without overlaps."""
    found = {evidence.interval.span for evidence in article.evidence} | {article.published.span}
    chosen: list[Span] = []
    for span in sorted(span for span in found if span is not None and span.end <= length and len(span)):
        if not chosen or span.begin >= chosen[-1].end:
            chosen.append(span)
    return tuple(chosen)


def _marked(text: str, piece: Span, spans: Iterable[Span]) -> Markup:
    parts: list[str] = []
    reached = piece.begin
    for span in (span for span in spans if piece.covers(span)):
        parts += [readable(text[reached : span.begin]), _MARK.format(readable(span.of(text)))]
        reached = span.end
    return Markup("").join((*parts, readable(text[reached : piece.end])))


def _left_out(piece: Span, length: int) -> str:
    before = f"characters {piece.begin:,} to {piece.end:,} of {length:,}"
    return _LEFT_OUT.format(before) if len(piece) < length else ""
