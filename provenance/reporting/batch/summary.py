"""What a batch comes to: how many claims were found, where they appear first, and what became of the others."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from provenance.models import Batch, BatchRow, EmptyReason, Moment, Trace

Counted = TypeVar("Counted", bound=str)

Days = tuple[date, date]
"""The first and the last day that a date allows."""


class Outcome(StrEnum):
    """What became of a row: its claim has a dated first appearance, appears undated, nowhere, or was not traced."""

    DATED = "dated"
    UNDATED = "undated"
    NOT_FOUND = "not-found"
    FAILED = "failed"

    @classmethod
    def of(cls, row: BatchRow) -> Outcome:
        """The outcome of `row`."""
        if row.trace is None:
            return cls.FAILED
        if not row.trace.appearances:
            return cls.NOT_FOUND
        return cls.UNDATED if row.trace.first_appearance is None else cls.DATED


def says_otherwise(trace: Trace) -> bool:
    """Whether the wording asked for may say something else than its first appearance does."""
    first = trace.first_appearance
    return first is not None and any(change.material for change in trace.appearance(first).versus_claim.changes)


def changed_later(trace: Trace) -> bool:
    """Whether a later appearance may say something else than the first one does."""
    return any(change.material for found in trace.appearances for change in found.versus_first.changes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The figures of a batch; all count claims, unless they say otherwise.

    Attributes:
        done: Rows that were done, traced or failed.
        outcomes: How many rows came to each outcome.
        reasons: Why claims were not found, most frequent first.
        contested: Whose first appearance may be another one, given how precisely each is dated.
        otherwise: Whose wording, as asked, differs from its first appearance by a change that may matter.
        changed: Of which a later article differs from the first by such a change.
        differing: Claims with a change of either kind.
        outlets: First appearances by outlet, or by author where none is named; most first.
        unnamed: First appearances in articles that name neither.
        firsts: First appearances by the days that their dates allow, in order.
    """

    done: int
    outcomes: tuple[tuple[Outcome, int], ...]
    reasons: tuple[tuple[EmptyReason, int], ...]
    contested: int
    otherwise: int
    changed: int
    differing: int
    outlets: tuple[tuple[str, int], ...]
    unnamed: int
    firsts: tuple[tuple[Days, int], ...]

    @classmethod
    def of(cls, batch: Batch) -> Summary:
        """The figures of `batch`, from one reading of its rows."""
        tally = _Tally()
        for row in batch.rows:
            tally.add(row)
        return tally.summary()

    def count(self, *outcomes: Outcome) -> int:
        """How many rows came to one of these outcomes."""
        return sum(dict(self.outcomes)[outcome] for outcome in outcomes)

    @property
    def found(self) -> int:
        """Claims that appear in the collection, dated or not."""
        return self.count(Outcome.DATED, Outcome.UNDATED)


@dataclass(slots=True)
class _Tally:
    """Counts that grow with the outlets and days of a collection, not with the number of claims."""

    outcomes: Counter[Outcome] = field(default_factory=Counter)
    reasons: Counter[EmptyReason] = field(default_factory=Counter)
    outlets: Counter[str] = field(default_factory=Counter)
    firsts: Counter[Days] = field(default_factory=Counter)
    unnamed: int = 0
    contested: int = 0
    otherwise: int = 0
    changed: int = 0
    differing: int = 0

    def add(self, row: BatchRow) -> None:
        """Count one row."""
        self.outcomes[Outcome.of(row)] += 1
        trace = row.trace
        if trace is None:
            return
        if trace.empty_reason is not None:
            self.reasons[trace.empty_reason] += 1
        if trace.first_appearance is not None:
            self._add_first(trace, trace.first_appearance)

    def _add_first(self, trace: Trace, identity: str) -> None:
        article = trace.appearance(identity).article
        outlet = article.outlet or article.author
        if outlet is None:
            self.unnamed += 1
        else:
            self.outlets[outlet] += 1
        days = _days(article.first_date.earliest, article.first_date.latest)
        if days is not None:
            self.firsts[days] += 1
        self.contested += len(trace.first_candidates) > 1
        otherwise, changed = says_otherwise(trace), changed_later(trace)
        self.otherwise += otherwise
        self.changed += changed
        self.differing += otherwise or changed

    def summary(self) -> Summary:
        """The figures of what was counted so far."""
        return Summary(
            done=self.outcomes.total(),
            outcomes=tuple((outcome, self.outcomes[outcome]) for outcome in Outcome),
            reasons=_most_first(self.reasons),
            contested=self.contested,
            otherwise=self.otherwise,
            changed=self.changed,
            differing=self.differing,
            outlets=_most_first(self.outlets),
            unnamed=self.unnamed,
            firsts=tuple(sorted(self.firsts.items())),
        )


def _days(earliest: Moment | None, latest: Moment | None) -> Days | None:
    return None if earliest is None or latest is None else (_day(earliest), _day(latest))


def _day(moment: Moment) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _most_first(counts: Counter[Counted]) -> tuple[tuple[Counted, int], ...]:
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
