"""A trace laid out for reading: its appearances as entries in sections, put into words that every format prints."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from provenance.models import Appearance, Change, ChangeKind, DateInterval, Rewording, Span, Trace
from provenance.reporting.characters import one_line
from provenance.reporting.links import passage_link
from provenance.reporting.marks import Segment, segments, unmarked
from provenance.reporting.phrases import (
    certainty_phrase,
    count_phrase,
    coverage_phrase,
    date_phrase,
    derivation_phrase,
    kind_phrase,
    listed,
    sourcing_phrase,
    span_phrase,
)

_LITTLE_SHARED = 0.35  # of the claim's telling words


class Against(StrEnum):
    """Which wording a passage is marked against."""

    FIRST = "first"
    PARENT = "parent"
    CLAIM = "claim"


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
    def standing(self) -> str | None:
        """``first appearance`` or ``may be the first``; None where it is neither."""
        return "first appearance" if self.is_first else "may be the first" if self.may_be_first else None

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

    @property
    def first(self) -> Entry | None:
        """The first appearance, where there is one and this is another."""
        identity = self.trace.first_appearance
        return None if identity is None or self.is_first else self._beside(identity)

    @property
    def parent(self) -> Entry | None:
        """The appearance whose wording this one's is consistent with having come from."""
        derivation = self.appearance.derived_from
        return None if derivation is None else self._beside(derivation.appearance)

    def _beside(self, identity: str) -> Entry:
        return Entry(appearance=self.trace.appearance(identity), trace=self.trace)

    # ------------------------------------------------------------------------------- how it was reworded

    @property
    def against(self) -> Against:
        """Which wording to mark it against where one must do: the first appearance; for that one itself, the claim."""
        return Against.CLAIM if self.first is None or not self.appearance.relation.counts else Against.FIRST

    def rewording(self, against: Against) -> Rewording:
        """How the other wording became this one; empty where there is no other."""
        match against:
            case Against.CLAIM:
                return self.appearance.versus_claim
            case Against.FIRST:
                return self.appearance.versus_first
            case Against.PARENT:
                return self.appearance.versus_parent
            case other:
                assert_never(other)

    def changes(self, against: Against) -> tuple[Change, ...]:
        """What the edits do to what is said, changes that matter first.

        None for what is not counted: two different statements are not versions, and the reason says what decided.
        """
        if not self.appearance.relation.counts:
            return ()
        return tuple(sorted(self.rewording(against).changes, key=lambda change: not change.material))

    def matters(self, against: Against) -> bool:
        """Whether a change against that wording may change what is said."""
        return any(change.material for change in self.changes(against))

    @property
    def material_kinds(self) -> str:
        """The kinds of change that may matter, against `against`: ``number, hedge``; ``none`` without any."""
        kinds = dict.fromkeys(kind_phrase(change.kind) for change in self.changes(self.against) if change.material)
        return ", ".join(kinds) or "none"

    def segments(self, against: Against) -> tuple[Segment, ...]:
        """The passage's wording with its marks; without any where there is nothing to mark it against.

        A passage that is not counted and shares little with the claim is left unmarked: nearly every word would be.
        """
        exact, rewording, other = self.appearance.passage.exact, self.rewording(against), self._other(against)
        little = self.appearance.judgement.coverage.claim < _LITTLE_SHARED and not self.appearance.relation.counts
        if other is None or not rewording.edits or little:
            return unmarked(exact, Span(0, 0) if little else self.appearance.versus_claim.matched)
        return segments(rewording, other, exact)

    def _other(self, against: Against) -> str | None:
        other = {Against.FIRST: self.first, Against.PARENT: self.parent}.get(against)
        if against is Against.CLAIM:
            return self.trace.claim
        return None if other is None else other.appearance.passage.exact

    def marking(self, against: Against) -> str | None:
        """What a reader must know about the marks beside this entry; None where the key of the marks says it all."""
        if against is Against.PARENT:
            parent = self.parent
            if parent is None:
                return "No earlier wording here explains this one, so there is nothing to mark it against."
            return f"Marked against {parent.id}, {parent.name}."
        return None

    @property
    def comparisons(self) -> tuple[tuple[str, tuple[Change, ...]], ...]:
        """Against what else it differs, and how: the claim and the parent, where `against` does not tell it already."""
        told = [_facts(self.changes(self.against))]
        found = []
        for against, name in self._others():
            changes = self.changes(against)
            if _facts(changes) not in told and (changes or against is Against.PARENT):
                found.append((name, changes))
        return tuple(found)

    def _others(self) -> tuple[tuple[Against, str], ...]:
        parent = self.parent
        claim = ((Against.CLAIM, "Against the claim"),) if self.against is not Against.CLAIM else ()
        if parent is None or parent.is_first:
            return claim
        return (*claim, (Against.PARENT, f"Against {parent.id}, which it may come from"))

    @property
    def remarks(self) -> tuple[tuple[str, str], ...]:
        """What else is known of it, each with a heading, in short: furniture, sourcing, descent."""
        found, derivation = self.appearance, self.appearance.derived_from
        told = (
            ("Page furniture", found.boilerplate),
            ("Source", sourcing_phrase(found.sourcing) if found.quotation or found.credit else None),
            ("Lineage", derivation and derivation_phrase(derivation)),
        )
        return tuple((heading, one_line(text)) for heading, text in told if text)


def _facts(changes: tuple[Change, ...]) -> frozenset[tuple[ChangeKind, str, str]]:
    """What changes say, wherever they stand."""
    return frozenset((change.kind, change.before, change.after) for change in changes)


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

    @property
    def counted(self) -> tuple[Entry, ...]:
        """The appearances: in order of date, undated ones last."""
        return (*self.dated, *self.undated)


def marking_sentence(trace: Trace) -> str:
    """Against which wordings a report marks the words that it prints once."""
    if trace.first_appearance is None:
        return "Words are marked against the claim."
    first = trace.first_appearance
    return f"Words are marked against {first}, the first appearance; {first} itself is marked against the claim."


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
        sentence += f" Given how precisely each is dated, {listed(others)} may be as early or earlier."
    return sentence
