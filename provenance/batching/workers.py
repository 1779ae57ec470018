"""Other processes that answer: each opens the collection for itself, and reads the same state of it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from multiprocessing.connection import wait
from pathlib import Path
from types import TracebackType

from provenance.collection import Collection
from provenance.errors import CollectionError, ProvenanceError
from provenance.models import Trace
from provenance.settings import Settings
from provenance.tracing import Sought, answered


class Workers:
    """Processes that answer what was sought; to be used in a ``with``.

    They are begun afresh (spawned), so that they share no lock and no open file with this one, and load neither the
    model nor the vectors: seeking is done here.
    """

    def __init__(self, pool: ProcessPoolExecutor) -> None:
        self._pool = pool

    @classmethod
    def of(cls, collection: Collection, settings: Settings, count: int) -> Workers:
        """So many workers on the state in which this thread sees the collection."""
        given = (collection.folder, collection.state(), settings)
        spawning = multiprocessing.get_context("spawn")
        return cls(ProcessPoolExecutor(count, mp_context=spawning, initializer=_begin, initargs=given))

    def answer(self, found: Sought) -> Callable[[], Trace]:
        """Have something answered; what comes back waits for the answer.

        Raises:
            CollectionError: The collection was changed before the workers could open it.
            ProvenanceError: A worker was killed.
        """
        with _deaf_to_interrupts():  # a process that is begun here inherits it
            future = self._pool.submit(_answered, found)

        def waited() -> Trace:
            try:
                return future.result()
            except BrokenProcessPool as error:
                remedy = "See whether there is enough memory; what was traced is kept."
                raise ProvenanceError("a worker process", "it ended before its time", remedy) from error

        return waited

    def __enter__(self) -> Workers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Post:
    """What a worker works with, from its beginning to its end."""

    collection: Collection
    settings: Settings
    changed: bool
    open: ExitStack


_POST: list[_Post] = []


def _begin(folder: Path, state: str, settings: Settings) -> None:
    """Open the collection, and hold one state of it."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    stack = ExitStack()
    collection = stack.enter_context(Collection.open(folder, read_only=True))
    stack.enter_context(collection.snapshot())
    changed = collection.state() != state
    _POST[:] = [_Post(collection=collection, settings=settings, changed=changed, open=stack)]


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Ctrl-C is for the parent, which lets its workers finish; it waits here, and workers never hear of it."""
    heard = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, heard)


def _end_with_parent() -> None:
    """End when the parent does: a parent that was killed cannot tell its workers."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _answered(found: Sought) -> Trace:
    (post,) = _POST
    if post.changed:
        remedy = "Run the batch again."
        raise CollectionError(str(post.collection.folder), "it was changed while the batch began", remedy)
    return answered(post.collection, found, settings=post.settings)
