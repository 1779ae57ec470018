"""The way to SQLite, whole transactions and snapshots; only `opening` and `failures` beside it know SQLite too."""

from __future__ import annotations

import os
import sqlite3
import threading
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any, Self

from provenance.collection.drafts import clear_left_over, draft_of
from provenance.collection.failures import ELSEWHERE, RESTORE, disk_failure, told_of, what_bars_writing
from provenance.collection.migrations import FORMAT, migrate
from provenance.collection.opening import PATIENCE, READING, WRITING, connect, connect_to_read, log_of
from provenance.collection.write_ahead_log import damage_of_log
from provenance.errors import CollectionError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path
    from types import TracebackType

    from provenance.collection.opening import Way

Value = str | int | float | bytes | None
Row = tuple[Any, ...]  # SQLite's columns have no static type; whoever names the columns knows them

_APPLICATION = 0x50524F56  # "PROV" in the file's header: no other program's database is taken for ours
# An article's shingles fall on a hundred pages all over their table: measured, pages of 16 KiB write 2.4 times as much.
_PAGE = 4_096  # bytes; five vectors to a page


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
        self._way = READING if read_only else WRITING
        self._idle: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        self._pinned = threading.local()
        if not read_only:
            _refuse_damaged_log(log_of(path))
            clear_left_over(path)
        self._opened = self._file()
        with self._told():
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
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with draft_of(path) as draft:
                _write_draft(draft, schema, facts)
                publish(draft, path)
        except (OSError, sqlite3.Error) as error:
            why = getattr(error, "strerror", None) or error
            raise CollectionError(str(path.parent), f"no index can be made here ({why})", ELSEWHERE) from error
        return cls(path, read_only=False)

    @property
    def guarded(self) -> bool:
        """Whether locks keep a writer from what is read here; they cannot where the folder cannot be written to."""
        return self._way.guarded

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
            raise CollectionError(str(self.path.parent), "the index is open for reading only", ELSEWHERE)
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
            raise disk_failure(self.path, error) from error

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
        connection, way = (connection, self._way) if connection else self._connect()
        try:
            yield connection
        finally:
            if way.guarded:
                with self._lock:
                    self._idle.append(connection)
            else:  # what it holds in memory may be old by the next time, and nothing would tell it
                connection.close()

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

    def _connect(self) -> tuple[sqlite3.Connection, Way]:
        if self._read_only:
            connection, way = connect_to_read(self.path, self._check_header)
        else:
            connection, way = connect(self.path, WRITING, self._check_header), WRITING
        self._way = way
        return connection, way

    def _format(self) -> int:
        ((version,),) = self.rows("PRAGMA user_version")
        return int(version)

    def _migrate(self) -> None:
        """Bring a store of an older format to the present one; for this it is written to also by a reader."""
        bar = what_bars_writing(self.path)
        if bar is not None:
            reason = f"the index has format {self._format()} and cannot be brought to format {FORMAT}: {bar}"
            raise CollectionError(str(self.path.parent), reason, _COPY_FIRST)
        address = f"{self.path.resolve().as_uri()}?{WRITING.query}"
        with closing(sqlite3.connect(address, uri=True, timeout=PATIENCE, isolation_level=None)) as connection:
            migrate(connection)

    def _check_header(self, connection: sqlite3.Connection) -> None:
        """See that the file is a store of ours, in a format that is known."""
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if self.path.stat().st_size == 0:
            raise CollectionError(str(self.path), "the store is empty, as if it had been cut off", RESTORE)
        if application != _APPLICATION:
            raise CollectionError(str(self.path), "this is another program's database, not an index", _OTHER)
        if version > FORMAT:
            reason = f"the index has format {version}; this version of Provenance reads up to format {FORMAT}"
            raise CollectionError(str(self.path), reason, "Update Provenance, or choose another folder with --index.")

    def _told(self) -> AbstractContextManager[None]:
        return told_of(self.path)


def copy_of(source: Path, copy: Path) -> None:
    """Write a store, as it is at one moment, to a new file that needs no log beside it.

    Others may read the store and write to it meanwhile. The copy is of the same format.

    Raises:
        CollectionError: Reading or writing failed; the error names the file.
    """
    with (
        told_of(source), closing(connect_to_read(source, _touch)[0]) as kept,
        told_of(copy), closing(sqlite3.connect(copy, isolation_level=None)) as written,
    ):  # fmt: skip
        kept.backup(written)
        written.execute("PRAGMA journal_mode = DELETE")


def _touch(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA user_version")


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


_OTHER = "Choose another folder with --index."
_VANISHED = "Bring the folder back as it was, or index again; what was reported as done went with the folder."
_COPY_FIRST = "Copy the folder to where it can be written to, and open it there once."
_LOG_ALONE = "Put the store back beside it, or take the log away to begin a new index."
_LOG_DAMAGED = (
    "Nothing was changed. Write what is whole to a file with: provenance backup FILE; then bring it back with: "
    "provenance restore FILE --force, which keeps what is there."
)
