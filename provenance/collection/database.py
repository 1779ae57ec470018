"""The one place that knows SQLite: opening, transactions, snapshots, and errors said in the reader's words."""

from __future__ import annotations

import os
import sqlite3
import threading
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING, Any, Self
from uuid import uuid4

from provenance.collection.migrations import FORMAT, migrate
from provenance.collection.write_ahead_log import damage_of_log
from provenance.errors import CollectionError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path
    from types import TracebackType

Value = str | int | float | bytes | None
Row = tuple[Any, ...]  # SQLite's columns have no static type; whoever names the columns knows them

_APPLICATION = 0x50524F56  # "PROV" in the file's header: no other program's database is taken for ours
# An article's shingles fall on a hundred pages all over their table: measured, pages of 16 KiB write 2.4 times as much.
_PAGE = 4_096  # bytes; five vectors to a page
_LOG = 4_000  # pages that the log may grow by before it is moved into the file
_SETTINGS = (
    "foreign_keys = ON",
    "synchronous = NORMAL",  # see `Database.sync`
    "cache_size = -65536",  # kibibytes
    f"wal_autocheckpoint = {_LOG}",
)
_NO_MEMORY_FILE = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY}
_PATIENCE = 30.0  # seconds to wait for another writer; an article is written in milliseconds


class Database:
    """A SQLite file in which every write is one transaction and every reader sees whole transactions only.

    May be used from several threads at once: each takes a connection of its own from those that lie idle.

    Args:
        path: The file, which exists.
        read_only: Whether writing is refused. A folder that cannot be written to must be opened so.

    Raises:
        CollectionError: The file cannot be opened, is damaged, not ours, or of a newer format.
    """

    def __init__(self, path: Path, *, read_only: bool) -> None:
        self.path = path
        self._read_only = read_only
        self._immutable = False
        self._idle: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        self._pinned = threading.local()
        if not read_only:
            _refuse_damaged_log(log_of(path))
        self._opened = self._file()
        with self._told():
            self._open_first()
            if self._format() < FORMAT:
                self._migrate()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @classmethod
    def create(cls, path: Path, schema: str, facts: Sequence[tuple[str, str]]) -> Self:
        """Make a new database, whole or not at all, and open it; one that exists meanwhile is opened as it is.

        Args:
            path: The file that is to be.
            schema: Statements that make its tables, `meta` among them.
            facts: Rows of `meta`.

        Raises:
            CollectionError: The folder cannot be made or written to, or holds the log of a store that is gone.
        """
        if log_of(path).exists():
            # SQLite would take it for the log of the new file, and write old pages into it.
            raise CollectionError(str(path), "the store is gone, but its log is still here", _LOG_ALONE)
        draft = path.with_name(f"{path.name}.{uuid4().hex}.new")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            _write_draft(draft, schema, facts)
            publish(draft, path)
        except (OSError, sqlite3.Error) as error:
            raise CollectionError(str(path.parent), f"no index can be made here ({error})", _ELSEWHERE) from error
        finally:
            with suppress(OSError):
                draft.unlink()
        return cls(path, read_only=False)

    # ------------------------------------------------------------------------------------------------ reading

    def rows(self, statement: str, parameters: Sequence[Value] = ()) -> list[Row]:
        """All rows a statement selects."""
        with self._told(), self._connection() as connection:
            return connection.execute(statement, parameters).fetchall()

    def row(self, statement: str, parameters: Sequence[Value] = ()) -> Row | None:
        """The first row a statement selects; None where there is none."""
        rows = self.rows(statement, parameters)
        return rows[0] if rows else None

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Within it, this thread sees the database as it was at the first reading, whatever others commit."""
        if self._own() is not None:
            yield
            return
        with self._transaction("BEGIN"):
            yield

    # ------------------------------------------------------------------------------------------------ writing

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction of this thread: kept whole at the end, or undone whole where anything is raised.

        Raises:
            CollectionError: The database was opened for reading only, cannot be written to, or another process kept
                writing for half a minute.
        """
        if self._read_only:
            raise CollectionError(str(self.path.parent), "the index is open for reading only", _ELSEWHERE)
        if self._own() is not None:
            raise RuntimeError("a transaction cannot begin within a snapshot or another transaction")
        with self._transaction("BEGIN IMMEDIATE"):
            yield

    def run(self, statement: str, parameters: Sequence[Value] = ()) -> int:
        """Run a statement that changes something, within `writing`; the number of the row it inserted, if any."""
        with self._told(), self._connection() as connection:
            return connection.execute(statement, parameters).lastrowid or 0

    def run_many(self, statement: str, rows: Iterable[Sequence[Value]]) -> None:
        """Run a statement once for each row, within `writing`."""
        with self._told(), self._connection() as connection:
            connection.executemany(statement, rows)

    def sync(self) -> None:
        """Make all that was committed survive a power cut; without this it survives the end of the process only.

        Asking the disk once for many transactions, rather than after each, is half the time of writing them.

        Raises:
            CollectionError: The disk failed, or the file is no longer where it was: SQLite would go on writing to what
                nobody can find again.
        """
        if self._file() != self._opened:
            raise CollectionError(str(self.path), "the store has vanished while it was being written to", _VANISHED)
        try:
            with log_of(self.path).open("rb+") as log:
                os.fsync(log.fileno())
        except FileNotFoundError:  # moved into the file itself, which SQLite does safely
            return
        except OSError as error:
            raise CollectionError(str(self.path), *_EXPLANATIONS[sqlite3.SQLITE_IOERR]) from error

    def replace_with(self, other: Path) -> None:
        """Put the content of another store in place of all this one holds, in one transaction.

        Who reads meanwhile goes on with what was there, and then sees all of the new.
        """
        with self.writing():  # nobody else is writing, or an error says so
            pass
        with self._told(), self._connection() as connection, closing(sqlite3.connect(other)) as source:
            source.backup(connection)

    def close(self) -> None:
        """Give back the file; the last connection moves what is in the log into it."""
        with self._lock, self._told():
            while self._idle:
                self._idle.pop().close()

    def _file(self) -> tuple[int, int] | None:
        """What tells the file from any other; None where there is none."""
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino

    # --------------------------------------------------------------------------------------------- connections

    def _own(self) -> sqlite3.Connection | None:
        """The connection on which this thread has a transaction open."""
        own: sqlite3.Connection | None = getattr(self._pinned, "connection", None)
        return own

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        own = self._own()
        if own is not None:
            yield own
            return
        with self._lock:
            connection = self._idle.pop() if self._idle else None
        connection = connection or self._connect()
        try:
            yield connection
        finally:
            with self._lock:
                self._idle.append(connection)

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[None]:
        with self._told(), self._connection() as connection:
            connection.execute(begin)
            self._pinned.connection = connection
            try:
                yield
                connection.execute("COMMIT")
            finally:
                self._pinned.connection = None
                if connection.in_transaction:
                    connection.execute("ROLLBACK")

    def _connect(self) -> sqlite3.Connection:
        mode = "rw" if not self._read_only else "ro&immutable=1" if self._immutable else "ro"
        address = f"{self.path.resolve().as_uri()}?mode={mode}"
        connection = sqlite3.connect(
            address, uri=True, timeout=_PATIENCE, isolation_level=None, check_same_thread=False
        )
        try:
            for setting in _SETTINGS:
                connection.execute(f"PRAGMA {setting}")
            self._check_header(connection)
            # What is no UTF-8 is damaged: the row it stands in is told by its checksum, and the others are read.
            connection.text_factory = _decoded
        except BaseException:
            connection.close()
            raise
        return connection

    def _format(self) -> int:
        ((version,),) = self.rows("PRAGMA user_version")
        return int(version)

    def _migrate(self) -> None:
        """Bring a store of an older format to the present one; for this it is written to also by a reader."""
        address = f"{self.path.resolve().as_uri()}?mode=rw"
        with closing(sqlite3.connect(address, uri=True, timeout=_PATIENCE, isolation_level=None)) as connection:
            migrate(connection)

    def _open_first(self) -> None:
        """Make the first connection, which shows whether and how the file can be opened."""
        try:
            connection = self._connect()
        except sqlite3.OperationalError as error:
            # Beside a log a reader needs a shared-memory file; where none can be made, and no log waits to be read,
            # the file itself is all there is.
            if not (self._read_only and error.sqlite_errorcode & 0xFF in _NO_MEMORY_FILE and self._is_whole()):
                raise
            self._immutable = True
            connection = self._connect()
        self._idle.append(connection)

    def _is_whole(self) -> bool:
        log = log_of(self.path)
        return not log.exists() or log.stat().st_size == 0

    def _check_header(self, connection: sqlite3.Connection) -> None:
        """See that the file is a store of ours, in a format that is known."""
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if self.path.stat().st_size == 0:
            raise CollectionError(str(self.path), "the store is empty, as if it had been cut off", _RESTORE)
        if application != _APPLICATION:
            raise CollectionError(str(self.path), "this is another program's database, not an index", _OTHER)
        if version > FORMAT:
            reason = f"the index has format {version}; this version of Provenance reads up to format {FORMAT}"
            raise CollectionError(str(self.path), reason, "Update Provenance, or choose another folder with --index.")

    def _told(self) -> AbstractContextManager[None]:
        return _told_of(self.path)


@contextmanager
def _told_of(path: Path) -> Iterator[None]:
    """SQLite's errors as errors of the collection."""
    try:
        yield
    except sqlite3.Error as error:
        raise CollectionError(str(path), *_explained(error)) from error


def comes_from_without(error: CollectionError) -> bool:
    """Whether another writer, the disk or the folder stood in the way, rather than the file being what it is."""
    code = getattr(error.__cause__, "sqlite_errorcode", sqlite3.SQLITE_OK) & 0xFF
    return code in _FROM_WITHOUT


def copy_of(source: Path, copy: Path) -> None:
    """Write a store, as it is at one moment, to a new file that needs no log beside it.

    Others may read the store and write to it meanwhile. The copy is of the same format.

    Raises:
        CollectionError: Reading or writing failed; the error names the file.
    """
    address = f"{source.resolve().as_uri()}?mode=ro"
    with _told_of(source), closing(sqlite3.connect(address, uri=True, timeout=_PATIENCE)) as kept:
        kept.execute("PRAGMA user_version")
        with _told_of(copy), closing(sqlite3.connect(copy, isolation_level=None)) as written:
            kept.backup(written)
            written.execute("PRAGMA journal_mode = DELETE")


def _decoded(text: bytes) -> str:
    return text.decode("utf-8", "replace")


def log_of(path: Path) -> Path:
    """Where SQLite keeps what was written to a store and not yet moved into its file."""
    return path.with_name(f"{path.name}-wal")


def _refuse_damaged_log(log: Path) -> None:
    """Whoever writes would write over what stands behind the damage, and moving the log would lose it."""
    reason = damage_of_log(log)
    if reason is not None:
        raise CollectionError(str(log), f"the log of the store is damaged: {reason}", _LOG_DAMAGED)


def _write_draft(draft: Path, schema: str, facts: Sequence[tuple[str, str]]) -> None:
    connection = sqlite3.connect(draft, isolation_level=None)
    try:
        connection.execute(f"PRAGMA page_size = {_PAGE}")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript(f"BEGIN; {schema}")
        connection.executemany("INSERT INTO meta VALUES (?, ?)", facts)
        connection.execute(f"PRAGMA application_id = {_APPLICATION}")
        connection.execute(f"PRAGMA user_version = {FORMAT}")
        connection.execute("COMMIT")
    finally:
        connection.close()


def publish(draft: Path, path: Path) -> None:
    """Give a finished draft its name, unless there is a file of that name already."""
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    except OSError:  # a file system without links
        if not path.exists():
            draft.replace(path)


def _explained(error: sqlite3.Error) -> tuple[str, str]:
    """What an error of SQLite means, and what to do about it."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    return _EXPLANATIONS.get(code, (f"the store failed ({error})", _RESTORE))


_FROM_WITHOUT = {
    sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN,
}  # fmt: skip
_ELSEWHERE = "Choose a folder that can be written to with --index."
_OTHER = "Choose another folder with --index."
_RESTORE = (
    "Nothing was changed. Bring back a backup with: provenance restore FILE --force; or move the folder away and index "
    "the articles again with: provenance index PATH --index DIR"
)
_VANISHED = "Bring the folder back as it was, or index again; what was reported as done went with the folder."
_LOG_ALONE = "Put the store back beside it, or take the log away to begin a new index."
_LOG_DAMAGED = (
    "Nothing was changed. Write what is whole to a file with: provenance backup FILE; then bring it back with: "
    "provenance restore FILE --force, which keeps what is there."
)
_BUSY = ("another process is writing to this index", "Try again when it has finished.")
_UNWRITABLE = ("the index cannot be written to", _ELSEWHERE)
_DAMAGED = ("the store is damaged or not a database", _RESTORE)
_EXPLANATIONS = {
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_READONLY: _UNWRITABLE,
    sqlite3.SQLITE_PERM: _UNWRITABLE,
    sqlite3.SQLITE_CANTOPEN: (
        "the store, or the log beside it, cannot be opened",
        "See whether the folder is still there and can be read and written to, or choose another with --index.",
    ),
    sqlite3.SQLITE_FULL: ("the disk is full", "Make room and run the same again; what was reported as done is kept."),
    sqlite3.SQLITE_IOERR: ("the disk failed to read or write", "See to the disk; what was reported as done is kept."),
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
}
