"""SQLite's errors, and those of the folder a store lies in, said in the reader's words."""

from __future__ import annotations

import errno
import os
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from provenance.errors import CollectionError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ELSEWHERE = "Choose a folder that can be written to with --index."
RESTORE = (
    "Nothing was changed. Bring back a backup with: provenance restore FILE --force; or move the folder away and index "
    "the articles again with: provenance index PATH --index DIR"
)


@contextmanager
def told_of(path: Path) -> Iterator[None]:
    """SQLite's errors as errors of the collection."""
    try:
        yield
    except sqlite3.Error as error:
        raise _explained(path, error) from error


def disk_failure(path: Path, error: OSError) -> CollectionError:
    """What it means that the file system refused something of a store."""
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return unwritable(path)
    return CollectionError(str(path), *_EXPLANATIONS[sqlite3.SQLITE_IOERR])


def comes_from_without(error: CollectionError) -> bool:
    """Whether another writer, the disk or the folder stood in the way, rather than the file being what it is."""
    code = getattr(error.__cause__, "sqlite_errorcode", sqlite3.SQLITE_OK) & 0xFF
    return code in _FROM_WITHOUT


def unwritable(path: Path) -> CollectionError:
    """That a store cannot be written to: names the folder, says why as far as it shows, and what works all the same."""
    return CollectionError(str(path.parent), f"the index cannot be written to{_because(path)}", _AS_IT_IS)


def what_bars_writing(path: Path) -> str | None:
    """Why a store that is there cannot be written to, as a clause; None where nothing shows why it could not."""
    folder = path.parent
    if not folder.exists():
        return None
    if hasattr(os, "statvfs") and os.statvfs(folder).f_flag & os.ST_RDONLY:
        return "its disk is mounted read-only"
    if not _may_write(folder, os.W_OK | os.X_OK):
        return "you may not write to the folder"
    beside = (path.with_name(f"{path.name}{ending}") for ending in ("", "-wal", "-shm"))
    barred = [file.name for file in beside if file.exists() and not _may_write(file, os.W_OK)]
    return f"you may not write to {' and '.join(barred)} in it" if barred else None


def _because(path: Path) -> str:
    why = what_bars_writing(path)
    return f": {why}" if why else ""


def _may_write(path: Path, mode: int) -> bool:
    return os.access(path, mode, effective_ids=os.access in os.supports_effective_ids)


def _explained(path: Path, error: sqlite3.Error) -> CollectionError:
    """What an error of SQLite means, and what to do about it."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if code in _READ_ONLY or (code in _PERHAPS_READ_ONLY and what_bars_writing(path)):
        return unwritable(path)
    reason, remedy = _EXPLANATIONS.get(code, (f"the store failed ({error})", RESTORE))
    return CollectionError(str(path), reason, remedy)


_READ_ONLY = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM}
_PERHAPS_READ_ONLY = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR}
_FROM_WITHOUT = {
    sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN,
}  # fmt: skip
_AS_IT_IS = (
    "trace, compare, status and the page read it as it is; to change it, make the folder and all in it writable, or "
    "choose another with --index."
)
_BUSY = ("another process is writing to this index", "Try again when it has finished.")
_DAMAGED = ("the store is damaged or not a database", RESTORE)
_EXPLANATIONS = {
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_CANTOPEN: (
        "the store, or the log beside it, cannot be opened",
        "See whether the folder is still there and can be read and written to, or choose another with --index.",
    ),
    sqlite3.SQLITE_FULL: ("the disk is full", "Make room and run the same again; what was reported as done is kept."),
    sqlite3.SQLITE_IOERR: ("the disk failed to read or write", "See to the disk; what was reported as done is kept."),
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
}
