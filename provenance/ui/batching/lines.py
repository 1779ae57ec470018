"""The lines of a traced list: what became of each claim, in the words of a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from provenance.models import Appearance, BatchRow, ClaimRow, EmptyReason, Trace
from provenance.reporting.batch.summary import changed_later, says_otherwise
from provenance.reporting.characters import one_line
from provenance.reporting.phrases import kind_phrase
from provenance.ui.collecting.inventory import sortable

REASONS: dict[EmptyReason, str] = {
    EmptyReason.NOTHING_ALIKE: "nothing alike",
    EmptyReason.ONLY_RELATED: "the same subject only",
    EmptyReason.CLAIM_TOO_SHORT: "too short to tell",
    EmptyReason.ONLY_BOILERPLATE: "page furniture only",
    EmptyReason.EMPTY_COLLECTION: "the collection is empty",
}
"""Why a claim was not found, in a few words."""

_UNDATED_ONLY = "in undated articles only"


class Kind(StrEnum):
    """Which claims are looked at."""

    ALL = "All"
    FOUND = "Found"
    CHANGED = "Changes that may matter"
    NOT_FOUND = "Not found"
    FAILED = "Not traced"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One claim of the table.

    Attributes:
        asked: The row as it was given.
        outlet: Where it appears first; empty where no first appearance can be named.
        date: When, as ``2022-12-07``, which sorts as it reads; empty without one.
        appearances: How many there are; None where it was not traced.
        changes: The kinds of change that may matter, of the claim or of a later article against the first.
        reason: Why it was not found or not traced; empty where it was found.
    """

    asked: ClaimRow
    kinds: frozenset[Kind]
    outlet: str = ""
    date: str = ""
    appearances: int | None = None
    changes: str = ""
    reason: str = ""

    @classmethod
    def of(cls, row: BatchRow) -> Line:
        """The line of a row."""
        asked, trace = row.asked, row.trace
        if trace is None:
            return cls(asked=asked, kinds=frozenset({Kind.ALL, Kind.FAILED}), reason=one_line(row.failure or ""))
        if trace.empty_reason is not None:
            kinds = frozenset({Kind.ALL, Kind.NOT_FOUND})
            return cls(asked=asked, kinds=kinds, appearances=0, reason=REASONS[trace.empty_reason])
        first = None if trace.first_appearance is None else trace.appearance(trace.first_appearance)
        return cls(
            asked=asked,
            kinds=_kinds(trace),
            outlet="" if first is None else one_line(first.article.name),
            date="" if first is None else sortable(first.article.first_date),
            appearances=max(trace.found, len(trace.appearances)),
            changes=_material(trace, first),
            reason=_UNDATED_ONLY if first is None else "",
        )

    @property
    def claim(self) -> str:
        """The claim in one line, as it is shown."""
        return one_line(self.asked.claim)

    @property
    def id(self) -> str | None:
        """The row's own id; None where it is called by its number only."""
        return one_line(self.asked.id) if self.asked.id != str(self.asked.position) else None

    def says(self, words: Sequence[str]) -> bool:
        """Whether every one of these words, in small letters, stands somewhere in the line."""
        told = (self.asked.id, self.claim, self.outlet, self.date, self.changes, self.reason)
        text = "\n".join(told).casefold()
        return all(word in text for word in words)


def _kinds(trace: Trace) -> frozenset[Kind]:
    changed = says_otherwise(trace) or changed_later(trace)
    return frozenset({Kind.ALL, Kind.FOUND, *((Kind.CHANGED,) if changed else ())})


def _material(trace: Trace, first: Appearance | None) -> str:
    """The kinds of change that make a claim one with changes that may matter."""
    if first is None:
        return ""
    changes = [*first.versus_claim.changes, *(c for a in trace.appearances for c in a.versus_first.changes)]
    return ", ".join(dict.fromkeys(kind_phrase(change.kind) for change in changes if change.material))
