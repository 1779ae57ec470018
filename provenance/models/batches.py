"""Many claims traced in one run: what was asked, and what became of every row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from provenance.models.shown import Shown
from provenance.models.traces import CollectionSummary, Trace


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """One row of a list of claims, as it was given.

    Attributes:
        position: Its number among the rows of its list, from 1; results stand in this order.
        id: The row's own id, else its position as a word; no two rows of a list share one.
        claim: The words to trace, as they were given.
        carried: The row's other columns, name and value, in their order; handed through untouched.
        problem: Why the row cannot be traced, where reading it has already shown that; None otherwise.
    """

    position: int
    id: str
    claim: str
    carried: tuple[tuple[str, str], ...] = ()
    problem: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchRow(Shown):
    """A row of a list of claims with what became of it: a trace, or the reason why there is none.

    Attributes:
        trace: Its provenance; a trace that found nothing is a trace.
        failure: Why it could not be traced; None exactly where there is a trace.
    """

    asked: ClaimRow
    trace: Trace | None = None
    failure: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """A list of claims traced through one state of a collection.

    Attributes:
        name: What the list is called, such as its file's name without folders.
        total: How many rows the list has; `rows` gives fewer where the run was broken off.
        program: Version of this program.
        model: Name of the embedding model; None for an empty collection.
        rows: Every row done, in the list's order. It can be gone through again and again; a long batch is read anew
            each time rather than held in memory.
    """

    name: str
    total: int
    collection: CollectionSummary
    program: str
    model: str | None
    rows: Iterable[BatchRow]
