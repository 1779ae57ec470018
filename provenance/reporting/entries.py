"""A trace laid out for reading: its appearances as entries in sections, put into words that every format prints."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from provenance.models import Appearance, Change, Credit, DateInterval, Derivation, Quotation, Rewording, Span, Trace
from provenance.reporting.characters import one_line
from provenance.reporting.links import passage_link
from provenance.reporting.marks import Segment, segments, unmarked
from provenance.reporting.phrases import (
    certainty_phrase,
    count_phrase,
    coverage_phrase,
    date_phrase,
    percent,
    span_phrase,
)

_LITTLE_SHARED = 0.35  # of the claim's telling words


class Against(StrEnum):
    """Which wording a passage is marked against."""

    CLAIM = "claim"
    FIRST = "first"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One appearance (or related passage) of a trace, as a reader meets it."""

    appearance: Appearance
    trace: Trace

    @property
    def id(self) -> str:
        """The appearance's id: ``a1``, ``r2``."""
        return self.appearance.id

    @property
    def name(self) -> str:
        """What to call the article: its outlet, else its author, its title, its id."""
        return one_line(self.appearance.article.name)

    @property
    def title(self) -> str | None:
        """The article's title, where `name` is not the title already."""
        article = self.appearance.article
        return one_line(article.title) if article.title and article.title != article.name else None

    @property
    def author(self) -> str | None:
        """Who wrote it, where `name` is not the author already."""
        article = self.appearance.article
        return one_line(article.author) if article.author and article.author != article.name else None

    @property
    def interval(self) -> DateInterval:
        """The date that orders this appearance."""
        return self.appearance.article.first_date

    @property
    def dated(self) -> bool:
        """Whether that date is a date, not merely a bound."""
        return self.interval.dated

    @property
    def date(self) -> str:
        """That date in words, as finely as it is known."""
        return date_phrase(self.interval)

    @property
    def certainty(self) -> str:
        """How sure that date is and what proves it."""
        return certainty_phrase(self.interval)

    @property
    def copy(self) -> str | None:
        """When this copy was published, where an earlier publication decides the order."""
        article = self.appearance.article
        if article.originally is None:
            return None
        return f"{date_phrase(article.published)} ({certainty_phrase(article.published)})"

    @property
    def is_first(self) -> bool:
        """Whether this is the first appearance."""
        return self.appearance.id == self.trace.first_appearance

    @property
    def may_be_first(self) -> bool:
        """Whether it might be the first one too, given how precisely each is dated."""
        return not self.is_first and self.appearance.id in self.trace.first_candidates

    @property
    def relation(self) -> str:
        """How near its wording is to the claim's."""
        return self.appearance.relation.value

    @property
    def score(self) -> str:
        """The score with two decimals."""
        return f"{self.appearance.judgement.score:.2f}"

    @property
    def reason(self) -> str:
        """Why it is related in this way."""
        return one_line(self.appearance.judgement.reason)

    @property
    def coverage(self) -> str:
        """How much of claim and passage stand in each other."""
        return coverage_phrase(self.appearance.judgement.coverage)

    @property
    def place(self) -> str:
        """Where the passage stands in the article's text."""
        return span_phrase(self.appearance.passage.span)

    @property
    def link(self) -> str | None:
        """The address that opens the article at the passage; None where it has no web address."""
        return passage_link(self.appearance.article.url, self.appearance.passage)

    def rewording(self, against: Against = Against.CLAIM) -> Rewording:
        """How the other wording became this one."""
        return self.appearance.versus_claim if against is Against.CLAIM else self.appearance.versus_first

    def changes(self, against: Against = Against.CLAIM) -> tuple[Change, ...]:
        """What the edits do to what is said, changes that matter first.

        None for what is not counted: two different statements are not versions, and the reason says what decided.
        """
        if not self.appearance.relation.counts:
            return ()
        changes = self.rewording(against).changes
        return tuple(sorted(changes, key=lambda change: not change.material))

    def segments(self, against: Against = Against.CLAIM) -> tuple[Segment, ...]:
        """The passage's wording with its marks; without any where there is nothing to mark it against.

        A passage that is not counted and shares little with the claim is left unmarked: nearly every word would be.
        """
        exact, rewording = self.appearance.passage.exact, self.rewording(against)
        little = self.appearance.judgement.coverage.claim < _LITTLE_SHARED and not self.appearance.relation.counts
        if not rewording.edits or little:
            return unmarked(exact, Span(0, 0) if little else rewording.matched)
        return segments(rewording, self._other(against), exact)

    def _other(self, against: Against) -> str:
        if against is Against.CLAIM or self.trace.first_appearance is None:
            return self.trace.claim
        return self.trace.appearance(self.trace.first_appearance).passage.exact

    @property
    def remarks(self) -> tuple[tuple[str, str], ...]:
        """What else is known of it, each with a heading: furniture, quotation, credit, derivation."""
        appearance = self.appearance
        found = (
            ("Page furniture", appearance.boilerplate),
            ("Quotation", appearance.quotation and _quotation_phrase(appearance.quotation)),
            ("Credit", appearance.credit and _credit_phrase(appearance.credit)),
            ("Derivation", appearance.derived_from and _derivation_phrase(appearance.derived_from)),
        )
        return tuple((heading, one_line(text)) for heading, text in found if text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entries:
    """The sections of a trace.

    Attributes:
        dated: Appearances in order of date.
        undated: Appearances without a date, apart from those with one.
        related: Same subject, another statement; not counted.
    """

    dated: tuple[Entry, ...]
    undated: tuple[Entry, ...]
    related: tuple[Entry, ...]

    @classmethod
    def of(cls, trace: Trace) -> Entries:
        """The sections of `trace`, each in the order in which the trace gives them."""
        appearances = tuple(Entry(appearance=appearance, trace=trace) for appearance in trace.appearances)
        return cls(
            dated=tuple(entry for entry in appearances if entry.dated),
            undated=tuple(entry for entry in appearances if not entry.dated),
            related=tuple(Entry(appearance=appearance, trace=trace) for appearance in trace.related),
        )


def counts_phrase(trace: Trace) -> str:
    """How much was found: ``3 appearances, 1 of them undated; 2 independent origins; 4 related, not counted``."""
    entries = Entries.of(trace)
    parts = []
    if trace.appearances:
        undated = f", {len(entries.undated):,} of them undated" if entries.dated else ", undated"
        shown = f" ({len(trace.appearances):,} of them shown)" if trace.found > len(trace.appearances) else ""
        found = count_phrase(max(trace.found, len(trace.appearances)), "appearance")
        parts.append(found + shown + (undated if entries.undated else ""))
    if trace.origins:
        parts.append(count_phrase(trace.origins, "independent origin"))
    if trace.related:
        parts.append(f"{len(trace.related):,} related, not counted")
    return "; ".join(parts)


def certainty_sentence(trace: Trace) -> str | None:
    """How sure the first appearance is, as a sentence; None where there are no appearances."""
    if not trace.appearances:
        return None
    if trace.first_appearance is None:
        return "No dated article carries it in its own words, so no first appearance can be named."
    first = Entry(appearance=trace.appearance(trace.first_appearance), trace=trace)
    sentence = f"The first is dated {first.date} ({first.certainty})."
    others = [identity for identity in trace.first_candidates if identity != trace.first_appearance]
    if others:
        sentence += f" Given how precisely each is dated, {_listed(others)} may be as early or earlier."
    return sentence


def _listed(names: list[str], shown: int = 6) -> str:
    if len(names) > shown:
        return f"{', '.join(names[:shown])} and {len(names) - shown} more"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _quotation_phrase(quotation: Quotation) -> str:
    parts = ["quoted exactly" if quotation.exact else "quoted with changes"]
    parts += [f'left out: "{words}"' for words in quotation.omitted]
    parts += [f'put in: "{words}"' for words in quotation.inserted]
    if quotation.pieces > 1:
        order = "in their order" if quotation.in_order else "not in their order"
        parts.append(f"stitched from {quotation.pieces} pieces, {order}")
    return "; ".join(parts)


def _credit_phrase(credit: Credit) -> str:
    to = f", article {credit.to}" if credit.to else ""
    return f'source {credit.kind.value} as "{credit.text}" at {span_phrase(credit.span)}{to}'


def _derivation_phrase(derivation: Derivation) -> str:
    others = ", ".join(f"{other.appearance} ({percent(other.confidence)})" for other in derivation.alternatives)
    instead = f"; or from {others}" if others else ""
    return f"perhaps from {derivation.appearance} ({percent(derivation.confidence)}): {derivation.because}{instead}"
