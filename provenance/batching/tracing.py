"""Rows of a list → rows with their traces, many claims embedded and searched at a time."""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from provenance.collection import Collection
from provenance.errors import ClaimError
from provenance.models import BatchRow, ClaimRow, Trace
from provenance.settings import Settings
from provenance.tracing import answered, checked, sought

_TOGETHER = 64  # rows whose claims are embedded together
_REMEMBERED = 200  # traces


def trace_rows(
    collection: Collection, rows: Sequence[ClaimRow], *, settings: Settings, done: Iterable[BatchRow] = ()
) -> Iterator[BatchRow]:
    """Trace the claims of a list, in its order.

    Args:
        collection: Seen in one state from the first row to the last, whatever is indexed meanwhile.
        rows: The whole list.
        done: What an earlier run gave for the first rows; they are not given again.

    Yields:
        Every other row: with its trace, or with the reason why it has none. Wherever a run was broken off, the next
        one gives the rest as it would have: rows are embedded in groups counted from the list's beginning, since the
        last digit of a vector depends on what it was embedded with.

    Raises:
        CollectionError: The collection cannot be searched.
    """
    asked = [_Asked.of(row, settings) for row in rows]
    memory = _Memory.of(asked)
    reached = 0
    for row, finished in zip(asked, done, strict=False):
        memory.keep(row, finished.trace)
        reached += 1
    with collection.snapshot():
        for begin in range(reached - reached % _TOGETHER, len(rows), _TOGETHER):
            group = asked[begin : begin + _TOGETHER]
            yield from _group(collection, group, memory, settings, pending=group[max(0, reached - begin) :])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """A row with the claim to trace, or the reason why there is none."""

    row: ClaimRow
    claim: str = ""
    failure: str | None = None

    @classmethod
    def of(cls, row: ClaimRow, settings: Settings) -> _Asked:
        if row.problem is not None:
            return cls(row=row, failure=row.problem)
        try:
            return cls(row=row, claim=checked(row.claim, settings.claim_limit))
        except ClaimError as error:
            return cls(row=row, failure=f"{error.reason}. {error.remedy}")


class _Memory:
    """Traces of claims that come again later in the list; the longest unused ones are forgotten.

    What it holds after a row depends on the rows until then only, not on where a run began.
    """

    def __init__(self, left: Counter[str]) -> None:
        self._left = left
        self._traces: OrderedDict[str, Trace] = OrderedDict()

    @classmethod
    def of(cls, asked: Iterable[_Asked]) -> _Memory:
        return cls(Counter(row.claim for row in asked if row.failure is None))

    def recall(self, claim: str) -> Trace | None:
        """The trace of a claim that stood earlier."""
        return self._traces.get(claim)

    def keep(self, asked: _Asked, trace: Trace | None) -> None:
        """Note that a row is done."""
        self._left[asked.claim] -= 1
        if trace is None:
            return
        self._traces.pop(asked.claim, None)
        if self._left[asked.claim] > 0:
            self._traces[asked.claim] = trace
        if len(self._traces) > _REMEMBERED:
            self._traces.popitem(last=False)


def _group(
    collection: Collection, group: Sequence[_Asked], memory: _Memory, settings: Settings, pending: Sequence[_Asked]
) -> Iterator[BatchRow]:
    """The rows of a group that are not done; all of it is sought, so that its vectors are always the same."""
    claims = dict.fromkeys(asked.claim for asked in group if asked.failure is None)
    found = dict(zip(claims, sought(collection, [(claim, None) for claim in claims], settings=settings), strict=True))
    for asked in pending:
        trace = None
        if asked.failure is None:
            trace = memory.recall(asked.claim) or answered(collection, found[asked.claim], settings=settings)
            trace = replace(trace, id=asked.row.id)
        memory.keep(asked, trace)
        yield BatchRow(asked=asked.row, trace=trace, failure=asked.failure)
