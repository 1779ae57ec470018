"""A list of claims being traced in the background, so that no page waits for it, and no click begins it anew."""

from __future__ import annotations

import shutil
import threading
import weakref
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from tempfile import mkdtemp
from time import monotonic

from provenance.batching import ClaimList, Journal, run_of, traced
from provenance.collection import Collection
from provenance.errors import ProvenanceError, UsageError
from provenance.models import Batch, BatchRow
from provenance.settings import Settings
from provenance.ui.batching.lines import Line

Clock = Callable[[], float]
"""Seconds that never go back."""

_TURN = threading.Lock()  # lists are traced one after another, so that many of them do not crowd out single claims
_LOOK = 0.2  # seconds, after which a list that waits for its turn looks whether it is still wanted
_PACE = 200  # rows by whose time the time left is judged


class State(StrEnum):
    """How far a run is."""

    RUNNING = "running"
    STOPPED = "stopped"
    FAILED = "failed"
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a run is at one moment.

    Attributes:
        seconds_left: About how long the rest takes, by the pace of the latest rows; None before any is done.
        waiting: Whether another list is traced first.
    """

    done: int
    total: int
    seconds_left: float | None
    waiting: bool = False


class BatchRun:
    """One list of claims, traced row by row by a thread of its own until it is done or stopped.

    Traces lie in a journal on disk, which goes with the run; in memory are only the lines of the table.

    Args:
        collection: Open for reading; other threads may use it meanwhile.
    """

    def __init__(
        self, claims: ClaimList, collection: Collection, settings: Settings, *, clock: Clock = monotonic
    ) -> None:
        self.claims = claims
        self.error: ProvenanceError | None = None
        self._collection = collection
        self._settings = settings
        self._clock = clock
        self._lines: list[Line] = []
        self._times: deque[float] = deque(maxlen=_PACE)
        self._stopping = threading.Event()
        self._waiting = False
        self._thread: threading.Thread | None = None
        folder = Path(mkdtemp(prefix="provenance-"))
        self._journal = Journal.begin(folder / "batch", run_of(claims, collection, settings))
        weakref.finalize(self, _discard, self._journal, folder)

    @property
    def lines(self) -> Sequence[Line]:
        """A line for every row done so far, in the list's order."""
        return self._lines[:]

    def batch(self) -> Batch:
        """The rows done so far."""
        return self._journal.batch()

    def text(self, article_id: str) -> str:
        """An article's stored text, for the evidence of a bundle."""
        return self._collection.text(article_id)

    @property
    def state(self) -> State:
        """Whether it runs, and how it ended."""
        if self._thread is not None and self._thread.is_alive():
            return State.RUNNING
        if self.error is not None:
            return State.FAILED
        return State.DONE if self._journal.complete else State.STOPPED

    @property
    def progress(self) -> Progress:
        """How far it is now."""
        times, done, total = tuple(self._times), len(self._lines), len(self.claims.rows)
        pace = (times[-1] - times[0]) / (len(times) - 1) if len(times) > 1 else None
        left = None if pace is None else pace * (total - done)
        return Progress(done=done, total=total, seconds_left=left, waiting=self._waiting)

    def begin(self) -> None:
        """Trace what is left, in the background.

        Raises:
            UsageError: The collection is no longer the one that the rows done were found in.
        """
        if self.state is State.RUNNING:
            return
        if run_of(self.claims, self._collection, self._settings) != self._journal.run:
            raise UsageError(
                self.claims.name, "the collection has changed since", "Trace the list again from its beginning."
            )
        self.error = None
        self._times.clear()
        self._stopping.clear()
        self._thread = threading.Thread(target=self._work, name="batch", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop after the row that is being traced; what is done stays."""
        self._stopping.set()

    def wait(self, seconds: float) -> None:
        """Wait until it is done or stopped, but no longer than this."""
        if self._thread is not None:
            self._thread.join(seconds)

    def _work(self) -> None:
        self._waiting = True
        while not _TURN.acquire(timeout=_LOOK):
            if self._stopping.is_set():
                return
        self._waiting = False
        try:
            self._trace()
        finally:
            _TURN.release()

    def _trace(self) -> None:
        try:
            traced(self._collection, self.claims, self._journal, settings=self._settings, reached=self._reached)
        except _StoppedError:
            pass
        except ProvenanceError as error:
            self.error = error
        except OSError as error:  # such as no room on the disk
            self.error = ProvenanceError("the results", f"they cannot be kept ({error.strerror or error})")

    def _reached(self, row: BatchRow) -> None:
        if row.asked.position > len(self._lines):  # rows kept earlier are told again when a run goes on
            self._lines.append(Line.of(row))
            self._times.append(self._clock())
        if self._stopping.is_set():
            raise _StoppedError


class _StoppedError(Exception):
    """The reader asked for it."""


def _discard(journal: Journal, folder: Path) -> None:
    """Close the journal and delete it."""
    with journal:
        shutil.rmtree(folder, ignore_errors=True)
