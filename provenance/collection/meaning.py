"""The meaning channel: vectors in memory, kept in step with the store."""

from __future__ import annotations

import logging
import threading
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from provenance.collection.store import State
from provenance.collection.vector_cache import CacheUnusableError, Stamp
from provenance.collection.vectors import VectorIndex
from provenance.errors import CollectionError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from provenance.collection.store import ModelFacts, Store
    from provenance.collection.vector_cache import VectorCache

_LOG = logging.getLogger(__name__)

# The file is written anew when this share of it is out of date. Until then each process takes what is new from the
# store: a large file need not be rewritten for each article, and writing stays in proportion to what was added.
_STALE_SHARE = 0.05


class FileState(NamedTuple):
    """Which file lies at a path, and when it was last written."""

    number: int
    size: int
    written: int


class Meaning:
    """The vectors of all wordings, as of the last committed change.

    Args:
        keeps_file: Whether the cache file may be written.
    """

    def __init__(self, store: Store, cache: VectorCache, *, keeps_file: bool) -> None:
        self._store = store
        self._cache = cache
        self._keeps_file = keeps_file
        self._lock = threading.Lock()
        self._index: VectorIndex | None = None
        self._stamp = Stamp(collection="", fingerprint="")
        self._seen_whole: FileState | None = None

    @contextmanager
    def vectors(self, model: ModelFacts) -> Iterator[VectorIndex]:
        """The vectors as of the last committed change; nobody changes them meanwhile.

        Args:
            model: The model that the store's vectors were made with.

        Raises:
            CollectionError: The store has wordings without a vector.
        """
        with self._lock:
            yield self._in_step(model)

    def save_if_due(self, model: ModelFacts) -> None:
        """Write the cache file anew where it is missing, damaged, of another collection, or much out of date.

        A folder or disk that cannot take it is no failure: the store has everything, only later starts are slower.
        """
        if self._keeps_file and self._is_due(model):
            with self.vectors(model) as index:
                self._save(index)

    def _save(self, index: VectorIndex) -> None:
        try:
            self._cache.save(index, self._stamp)
        except OSError as error:
            _LOG.warning("%s: the vector cache cannot be written (%s)", self._cache.path, error)

    def _is_due(self, model: ModelFacts) -> bool:
        with self._store.database.snapshot():
            try:
                stamp = self._checked_stamp()
                self._require_usable(stamp, model)
            except CacheUnusableError:
                return True
            added = self._store.last_wording() - stamp.last
            changed = added + len(self._store.retired_since(stamp.generation))
        return changed > _STALE_SHARE * stamp.count

    def _checked_stamp(self) -> Stamp:
        """What the cache file was made from; a file that this process found whole is not read through again.

        At a million vectors that would take longer than adding an article.
        """
        state = _file_state(self._cache.path)
        if state is not None and state == self._seen_whole:
            return self._cache.stamp()
        stamp = self._cache.verified()
        self._seen_whole = state
        return stamp

    # ---------------------------------------------------------------------------------------------- in step

    def _in_step(self, model: ModelFacts) -> VectorIndex:
        """The vectors, after taking in what changed since they were last asked for."""
        with self._store.database.snapshot():
            state = self._store.state()
            if self._index is not None and self._stamp.fingerprint == model.fingerprint and self._is_current(state):
                return self._index
            index, stamp = self._nearest_known(model)
            index, stamp = self._caught_up(index, stamp)
            wordings = self._store.wording_count()
            if len(index) != wordings:
                index, stamp = self._caught_up(*self._empty(model))
            if len(index) != wordings:
                raise self._damage(f"it has {wordings} wordings and {len(index)} vectors")
        self._index, self._stamp = index, stamp
        return index

    def _is_current(self, state: State) -> bool:
        """Whether nothing was committed since; a thread within an older snapshot may see less than is in memory."""
        return self._stamp.generation > state.generation or _state(self._stamp) == state

    def _nearest_known(self, model: ModelFacts) -> tuple[VectorIndex, Stamp]:
        """The vectors in memory where they lie on this history, else those of the cache file, else none."""
        in_memory, follows = self._index, self._stamp.fingerprint == model.fingerprint
        if in_memory is not None and follows and self._store.has_passed(_state(self._stamp)):
            return in_memory, self._stamp
        try:
            state = _file_state(self._cache.path)
            index, stamp = self._cache.load()
            self._seen_whole = state
            self._require_usable(stamp, model)
        except CacheUnusableError as error:
            _LOG.info("%s: %s; the vectors are taken from the store", self._cache.path, error)
            return self._empty(model)
        return index, stamp

    def _empty(self, model: ModelFacts) -> tuple[VectorIndex, Stamp]:
        stamp = Stamp(collection=self._store.identity(), fingerprint=model.fingerprint)
        return VectorIndex(model.dimension), stamp

    def _require_usable(self, stamp: Stamp, model: ModelFacts) -> None:
        if stamp.collection != self._store.identity():
            raise CacheUnusableError("it belongs to another collection")
        if stamp.fingerprint != model.fingerprint:
            raise CacheUnusableError("it was made with another model")
        if not self._store.has_passed(_state(stamp)):
            raise CacheUnusableError("it belongs to another state of this collection")

    def _caught_up(self, index: VectorIndex, stamp: Stamp) -> tuple[VectorIndex, Stamp]:
        """The same vectors without those taken out and with those added since."""
        index.drop(self._store.retired_since(stamp.generation))
        last = stamp.last
        for vectors in self._store.vectors_after(last):
            if any(len(components) != 2 * index.dimension for _, components in vectors):
                raise self._damage("a vector has the wrong length")
            index.add(vectors)
            last = vectors[-1][0]
        state = self._store.state()
        newer = replace(stamp, generation=state.generation, token=state.token, last=last, count=len(index))
        return index, newer

    def _damage(self, reason: str) -> CollectionError:
        remedy = "Put a backup in its place, or index the articles again into another folder."
        return CollectionError(str(self._cache.path.parent), f"the store is damaged: {reason}", remedy)


def _file_state(path: Path) -> FileState | None:
    """What differs whenever a file is written or another takes its place; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return FileState(found.st_ino, found.st_size, found.st_mtime_ns)


def _state(stamp: Stamp) -> State:
    return State(stamp.generation, stamp.token)
