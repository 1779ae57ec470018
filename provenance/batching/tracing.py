"""Rows of a list → rows with their traces: many claims embedded and searched at a time, answered by several processes.

What a list of claims saves over claims one by one: their wordings are embedded and searched together, a claim that
stands in it twice is traced once, and while one group is answered the next one is sought. What it does not save is
aligning each claim with its candidates, which is most of the work; there more processors help.
"""

from __future__ import annotations

from collections import Counter, OrderedDict, deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache, partial

from provenance.batching.workers import Workers
from provenance.collection import Collection
from provenance.errors import ClaimError
from provenance.models import BatchRow, ClaimRow, Trace
from provenance.settings import Settings
from provenance.tracing import Sought, answered, checked, sought

_TOGETHER = 64  # rows whose claims are embedded together
_REMEMBERED = 200  # traces of claims that come again

_Answer = Callable[[], Trace]
_Answering = Callable[[Sought], _Answer]


def trace_rows(
    collection: Collection,
    rows: Sequence[ClaimRow],
    *,
    settings: Settings,
    done: Iterable[BatchRow] = (),
    workers: int = 0,
) -> Generator[BatchRow]:
    """Trace the claims of a list, in its order.

    Args:
        collection: Seen in one state from the first row to the last, whatever is indexed meanwhile.
        rows: The whole list.
        done: What an earlier run gave for the first rows; they are not given again.
        workers: How many other processes answer; 0 for none, which is quicker for a few claims.

    Yields:
        Every other row: with its trace, or with the reason why it has none. Wherever a run was broken off, the next
        one gives the rest as it would have, whatever the number of workers: rows are embedded in groups counted from
        the list's beginning, since the last digit of a vector depends on what it was embedded with.

    Raises:
        CollectionError: The collection cannot be searched.
    """
    asked = [_Asked.of(row, settings) for row in rows]
    memory = _Memory.of(asked)
    reached = 0
    for row, finished in zip(asked, done, strict=False):
        memory.keep(row, None if finished.trace is None else partial(_known, finished.trace))
        reached += 1
    with collection.snapshot(), _answering(collection, settings, workers) as answering:
        groups = range(reached - reached % _TOGETHER, len(asked), _TOGETHER)
        found = ((begin, _sought(collection, asked[begin : begin + _TOGETHER], settings)) for begin in groups)
        prepared = (
            pair for begin, group in found for pair in _prepared(group, memory, answering, max(0, reached - begin))
        )
        for row, answer in _ahead(prepared, 2 * _TOGETHER if workers else 0):
            trace = None if answer is None else replace(answer(), id=row.row.id)
            yield BatchRow(asked=row.row, trace=trace, failure=row.failure)


@contextmanager
def _answering(collection: Collection, settings: Settings, workers: int) -> Iterator[_Answering]:
    """What answers: other processes, or this one once the answer is asked for."""
    if workers:
        with Workers.of(collection, settings, workers) as others:
            yield others.answer
    else:
        yield lambda found: partial(answered, collection, found, settings=settings)


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
    """Answers to claims that come again later in the list; the longest unused ones are forgotten.

    What it holds after a row depends on the rows until then only, not on where a run began.
    """

    def __init__(self, left: Counter[str]) -> None:
        self._left = left
        self._answers: OrderedDict[str, _Answer] = OrderedDict()

    @classmethod
    def of(cls, asked: Iterable[_Asked]) -> _Memory:
        return cls(Counter(row.claim for row in asked if row.failure is None))

    def recall(self, claim: str) -> _Answer | None:
        """The answer to a claim that stood earlier."""
        return self._answers.get(claim)

    def keep(self, asked: _Asked, answer: _Answer | None) -> None:
        """Note that a row has its answer, or has none."""
        if answer is None:
            return
        self._left[asked.claim] -= 1
        self._answers.pop(asked.claim, None)
        if self._left[asked.claim]:
            self._answers[asked.claim] = answer
        if len(self._answers) > _REMEMBERED:
            self._answers.popitem(last=False)


def _known(trace: Trace) -> Trace:
    return trace


def _sought(
    collection: Collection, group: Sequence[_Asked], settings: Settings
) -> tuple[tuple[_Asked, Sought | None], ...]:
    """The rows of a group with what is proposed for their claims; None for one that failed."""
    claims = dict.fromkeys(row.claim for row in group if row.failure is None)
    named = [(claim, None) for claim in claims]
    found = dict(zip(claims, sought(collection, named, settings=settings), strict=True))
    return tuple((row, found.get(row.claim)) for row in group)


def _prepared(
    group: Sequence[tuple[_Asked, Sought | None]], memory: _Memory, answering: _Answering, skipped: int
) -> Iterator[tuple[_Asked, _Answer | None]]:
    """The rows of a group that are not done, each with what will give its trace."""
    for row, found in group[skipped:]:
        answer = None if found is None else memory.recall(row.claim) or cache(answering(found))
        memory.keep(row, answer)
        yield row, answer


def _ahead(prepared: Iterator[tuple[_Asked, _Answer | None]], count: int) -> Iterator[tuple[_Asked, _Answer | None]]:
    """The same, with so many prepared before the first is waited for."""
    waiting: deque[tuple[_Asked, _Answer | None]] = deque()
    for one in prepared:
        waiting.append(one)
        if len(waiting) > count:
            yield waiting.popleft()
    yield from waiting
