"""A batch as one HTML file: no network and no script; light and dark, on paper and on a phone.

The document is rendered piece by piece, so that a long batch is never held. What filters the claims is a style that
follows a checked radio button: the document runs no script at all, and forbids itself to.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import BinaryIO

from jinja2 import Environment

from provenance.models import Batch, BatchRow, EmptyReason
from provenance.reporting.batch.summary import Outcome, Summary, changed_later, says_otherwise
from provenance.reporting.batch.timeline import Timeline
from provenance.reporting.characters import one_line
from provenance.reporting.entries import Entries, Entry
from provenance.reporting.html import stylesheet, templates
from provenance.reporting.lineage import Lineage
from provenance.reporting.marks import Markup
from provenance.reporting.phrases import count_phrase
from provenance.reporting.sourcing import SourcingTable, facts

_STYLE = Path(__file__).parent / "batch.css"
_PIECES = 64  # of the template's pieces, some words each, are encoded and written together

_REASONS: dict[EmptyReason, str] = {
    EmptyReason.NOTHING_ALIKE: "nothing alike",
    EmptyReason.ONLY_RELATED: "the same subject only, other statements",
    EmptyReason.CLAIM_TOO_SHORT: "too short to tell",
    EmptyReason.ONLY_BOILERPLATE: "page furniture only",
    EmptyReason.EMPTY_COLLECTION: "the collection is empty",
}


def write(batch: Batch, stream: BinaryIO) -> None:
    """Write `batch` as a complete, self-contained HTML document in UTF-8."""
    summary = Summary.of(batch)
    pieces = (
        _templates()
        .get_template("batch.html")
        .stream(
            batch=batch,
            summary=summary,
            headline=headline(summary),
            figures=tuple(_figures(summary)),
            choices=tuple(_choices(summary)),
            timeline=Timeline.of(summary.firsts),
            style=stylesheet() + Markup(_STYLE.read_text(encoding="utf-8")),
        )
    )
    pieces.enable_buffering(_PIECES)
    pieces.dump(stream, encoding="utf-8")


def headline(summary: Summary) -> str:
    """The batch in a sentence: ``2 of 3 claims appear in this collection, 1 of them with a dated first appearance``."""
    appear = "appears" if summary.found == 1 else "appear"
    of_all = f"{summary.found:,} of {count_phrase(summary.done, 'claim')} {appear} in this collection"
    if not summary.found:
        return f"None of {count_phrase(summary.done, 'claim')} appears in this collection."
    dated = summary.count(Outcome.DATED)
    if dated == summary.found:
        return f"{of_all}, each with a dated first appearance."
    return f"{of_all}, {dated:,} of them with a dated first appearance."


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One line of the summary; a part belongs to the line above it."""

    name: str
    count: int
    part: bool = False


def _figures(summary: Summary) -> Iterator[Figure]:
    yield Figure(name="Claims found", count=summary.found)
    dated = summary.count(Outcome.DATED)
    yield Figure(name="with a dated first appearance", count=dated, part=True)
    if summary.contested:
        yield Figure(name="another article may be as early or earlier", count=summary.contested, part=True)
    yield Figure(name="in undated articles only", count=summary.count(Outcome.UNDATED), part=True)
    yield Figure(name="Changes that may matter", count=summary.differing)
    yield Figure(name="the claim differs from its first appearance", count=summary.otherwise, part=True)
    yield Figure(name="a later article differs from the first", count=summary.changed, part=True)
    yield Figure(name="Claims not found", count=summary.count(Outcome.NOT_FOUND))
    for reason, count in summary.reasons:
        yield Figure(name=_REASONS[reason], count=count, part=True)
    if summary.count(Outcome.FAILED):
        yield Figure(name="Rows not traced", count=summary.count(Outcome.FAILED))


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which claims a reader may choose to see; `value` is the class of their rows."""

    value: str
    name: str
    count: int


def _choices(summary: Summary) -> Iterator[Choice]:
    yield Choice(value="all", name="all", count=summary.done)
    for choice in (
        Choice(value="dated", name="first appearance dated", count=summary.count(Outcome.DATED)),
        Choice(value="changed", name="changed in a way that may matter", count=summary.differing),
        Choice(value="undated", name="undated only", count=summary.count(Outcome.UNDATED)),
        Choice(value="not-found", name="not found", count=summary.count(Outcome.NOT_FOUND)),
        Choice(value="failed", name="not traced", count=summary.count(Outcome.FAILED)),
    ):
        if choice.count:
            yield choice


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row of the list of all claims.

    Attributes:
        kinds: The classes by which its row is filtered.
        first: Where it appears first, or why it does not.
        date: When; empty without a first appearance.
        appearances: How many there are; None where it was not traced.
    """

    kinds: str
    first: str
    date: str = ""
    appearances: int | None = None
    changed: bool = False

    @classmethod
    def of(cls, row: BatchRow) -> Line:
        """The line of `row`."""
        outcome, trace = Outcome.of(row), row.trace
        if trace is None:
            return cls(kinds=outcome, first=f"not traced: {one_line(row.failure or '')}")
        if trace.empty_reason is not None:
            return cls(kinds=outcome, first=f"not found: {_REASONS[trace.empty_reason]}", appearances=0)
        found = max(trace.found, len(trace.appearances))
        if trace.first_appearance is None:
            return cls(kinds=outcome, first="in undated articles only", appearances=found)
        first = Entry(appearance=trace.appearance(trace.first_appearance), trace=trace)
        changed = says_otherwise(trace) or changed_later(trace)
        kinds = f"{outcome} changed" if changed else outcome
        return cls(kinds=kinds, first=first.name, date=first.date, appearances=found, changed=changed)


def _is_sourced(entry: Entry) -> bool:
    return bool(facts(entry))


@cache
def _templates() -> Environment:
    environment = templates().overlay()
    environment.tests = {**environment.tests, "sourced": _is_sourced}
    environment.globals = {
        **environment.globals,
        "Outcome": Outcome,
        "line_of": Line.of,
        "entries_of": Entries.of,
        "lineage_of": Lineage.of,
        "sourcing_of": SourcingTable.of,
    }
    return environment
