"""The ways to open a store, of which a folder that cannot be written to allows only some.

Beside a log, SQLite lays a file that readers and writers share. Where none can be made, a store is read without locks:
its log, where one was left, is gone through in memory; without a log, the file itself is all there is. Nothing that
was committed is overlooked, but nothing tells such a reader that a writer has come.
"""

from __future__ import annotations

import os
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PATIENCE = 30.0  # seconds to wait for another writer; an article is written in milliseconds
_SETTINGS = (
    "foreign_keys = ON",
    "synchronous = NORMAL",  # see `Database.sync`
    "cache_size = -65536",  # kibibytes
    "wal_autocheckpoint = 4000",  # pages that the log may grow by before it is moved into the file
)
_NO_SHARED_FILE = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY}


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How a store is opened.

    Attributes:
        query: Of its address, as SQLite reads it.
        guarded: Whether locks keep readers and writers from each other.
    """

    query: str
    guarded: bool = True


WRITING = Way(query="mode=rw")
READING = Way(query="mode=ro")
_READING_LOG_ALONE = Way(query=f"mode=ro&vfs={'unix' if os.name == 'posix' else 'win32'}-none", guarded=False)
_READING_FILE_ALONE = Way(query="mode=ro&immutable=1", guarded=False)


def connect(path: Path, way: Way, check: Callable[[sqlite3.Connection], None]) -> sqlite3.Connection:
    """A connection to a store that `check` found right.

    Raises:
        sqlite3.Error: It cannot be opened so.
        Exception: Whatever `check` raises.
    """
    address = f"{path.resolve().as_uri()}?{way.query}"
    connection = sqlite3.connect(address, uri=True, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
    try:
        if way is _READING_LOG_ALONE:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")  # so that the index of the log is kept in memory
        for setting in _SETTINGS:
            connection.execute(f"PRAGMA {setting}")
        check(connection)
        # What is no UTF-8 is damaged: the row it stands in is told by its checksum, and the others are read.
        connection.text_factory = _decoded
    except BaseException:
        connection.close()
        raise
    return connection


def connect_to_read(path: Path, check: Callable[[sqlite3.Connection], None]) -> tuple[sqlite3.Connection, Way]:
    """A connection that reads a store in the best way its folder allows, and that way.

    Raises:
        sqlite3.Error: It cannot be opened at all.
        Exception: Whatever `check` raises.
    """
    try:
        return connect(path, READING, check), READING
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in _NO_SHARED_FILE:
            raise
        way = _READING_LOG_ALONE if _holds_something(log_of(path)) else _READING_FILE_ALONE
        return connect(path, way, check), way


def log_of(path: Path) -> Path:
    """Where SQLite keeps what was written to a store and not yet moved into its file."""
    return path.with_name(f"{path.name}-wal")


def _holds_something(log: Path) -> bool:
    return log.exists() and log.stat().st_size > 0


def _decoded(text: bytes) -> str:
    return text.decode("utf-8", "replace")
