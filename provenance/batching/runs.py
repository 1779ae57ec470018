"""A run: the claims of a list traced into its journal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing

from provenance import __version__
from provenance.batching.claims import ClaimList
from provenance.batching.journal import Journal, Run
from provenance.batching.tracing import trace_rows
from provenance.collection import Collection
from provenance.models import BatchRow
from provenance.settings import Settings


def run_of(claims: ClaimList, collection: Collection, settings: Settings) -> Run:
    """What is asked: this list, of this state of the collection, in this way."""
    with collection.snapshot():
        return Run(
            name=claims.name, claims=claims.sha256, column=claims.column, total=len(claims.rows),
            state=collection.state(), collection=collection.summary(), model=collection.model_name(),
            program=__version__, candidates=settings.candidates, top=settings.top, claim_limit=settings.claim_limit,
        )  # fmt: skip


def traced(
    collection: Collection,
    claims: ClaimList,
    journal: Journal,
    *,
    settings: Settings,
    workers: int = 0,
    reached: Callable[[BatchRow], None] = lambda _row: None,
) -> None:
    """Trace what a journal has not yet, and keep it there.

    Args:
        collection: In the state that the journal was begun on.
        workers: How many other processes answer; 0 for none.
        reached: Called with every row: those kept earlier, then each when it is kept.

    Raises:
        CollectionError: The collection cannot be searched; what was kept is kept.
    """
    done = _told(journal.batch().rows, reached)
    rows = trace_rows(collection, claims.rows, settings=settings, done=done, workers=workers)
    try:
        with closing(rows):
            for row in rows:
                journal.add(row)
                reached(row)
    finally:
        journal.sync()


def _told(rows: Iterable[BatchRow], reached: Callable[[BatchRow], None]) -> Iterator[BatchRow]:
    for row in rows:
        reached(row)
        yield row
