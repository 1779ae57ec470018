"""The record of a run on disk: what was asked on the first line, then a line for every row done.

Only ever added to. A line carries its own checksum, so that one torn by a crash, and all after it, are known and
dropped when the run goes on. All output is written from here: a batch takes no more memory for being long, and a run
that was broken off writes what an undisturbed one writes.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self
from zlib import crc32

from provenance.batching.coding import decoded, encoded
from provenance.errors import ProvenanceError, UsageError
from provenance.models import Batch, BatchRow, CollectionSummary

_SUFFIX = ".journal"
_TO_DISK = 64  # rows, after which what is written is made to outlast a crash of the machine


def journal_path(out: Path) -> Path:
    """Where the journal of a run lies whose first output is `out`: beside it, under its name."""
    return out.with_name(out.name + _SUFFIX)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What a run was asked; rows of two runs go together only where this is the same.

    Attributes:
        name: Of the list of claims.
        claims: SHA-256 of the list, in hexadecimal.
        column: The column that the claims stand in.
        total: How many rows the list has.
        state: Which state of which collection is searched.
        collection: What that holds.
        model: Name of the embedding model; None for an empty collection.
        program: Version of this program.
        candidates: How many wordings each search channel may propose.
        top: How many appearances a trace shows at most; None for all.
        claim_limit: Longest claim traced, in code points.
    """

    name: str
    claims: str
    column: str
    total: int
    state: str
    collection: CollectionSummary
    model: str | None
    program: str
    candidates: int
    top: int | None
    claim_limit: int


class Journal:
    """The open journal of one run; only one process has it open.

    Args:
        stream: The file, open for reading and writing at its end.
        done: How many rows it has.
    """

    def __init__(self, path: Path, run: Run, stream: BinaryIO, done: int) -> None:
        self.path = path
        self.run = run
        self.done = done
        self._stream = stream

    @classmethod
    def begin(cls, path: Path, run: Run) -> Self:
        """A new journal; one that lay there is given up.

        Raises:
            UsageError: Another process is writing it.
            OSError: It cannot be written.
        """
        stream = _locked(path)
        stream.truncate(0)
        stream.write(_line(run))
        journal = cls(path, run, stream, 0)
        journal.sync()
        return journal

    @classmethod
    def resume(cls, path: Path, run: Run) -> Self:
        """The journal that lies there, without what a crash left torn; a new one where it has not even a first line.

        Raises:
            UsageError: It is a journal of another run: the message says in what it differs.
        """
        stream = _locked(path)
        lines = _whole_lines(stream)
        first = next(lines, None)
        if first is None:
            stream.close()
            return cls.begin(path, run)
        try:
            _require_same(path, _run(first), run)
            whole, done = len(first), 0
            for line in lines:
                whole, done = whole + len(line), done + 1
            stream.truncate(whole)
            stream.seek(whole)
        except BaseException:
            stream.close()
            raise
        return cls(path, run, stream, done)

    def add(self, row: BatchRow) -> None:
        """Keep a row; it outlasts this process at once, and a crash of the machine after some more."""
        self._stream.write(_line(row))
        self._stream.flush()
        self.done += 1
        if self.done % _TO_DISK == 0:
            self.sync()

    def sync(self) -> None:
        """Make what is written outlast a crash of the machine."""
        self._stream.flush()
        os.fsync(self._stream.fileno())

    @property
    def complete(self) -> bool:
        """Whether every row is done."""
        return self.done >= self.run.total

    def batch(self) -> Batch:
        """The rows done so far, as a batch that reads them anew each time they are gone through."""
        return Batch(
            name=self.run.name, total=self.run.total, collection=self.run.collection, program=self.run.program,
            model=self.run.model, rows=KeptRows(self.path, self.done),
        )  # fmt: skip

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stream.close()


@dataclass(frozen=True, slots=True)
class KeptRows:
    """The first `count` rows of a journal, read from disk whenever they are gone through."""

    path: Path
    count: int

    def __iter__(self) -> Iterator[BatchRow]:
        with self.path.open("rb") as stream:
            lines = _whole_lines(stream)
            next(lines)
            for number, line in zip(range(self.count), lines, strict=False):
                yield _row(self.path, number, line)

    def __len__(self) -> int:
        return self.count


def _locked(path: Path) -> BinaryIO:
    """The file, made where it is not there, and this process's alone until it is closed."""
    stream = path.open("a+b")
    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        stream.close()
        raise UsageError(str(path), "another run is writing it", "Wait for that, or name another --out.") from error
    stream.seek(0)
    return stream


def _line(value: Run | BatchRow) -> bytes:
    text = encoded(value).encode("ascii")
    return b"%08x %s\n" % (crc32(text), text)


def _whole_lines(stream: BinaryIO) -> Iterator[bytes]:
    """Lines until the first one that is not as it was written."""
    for line in stream:
        if not line.endswith(b"\n") or line[:9] != b"%08x " % crc32(line[9:-1]):
            return
        yield line


def _run(line: bytes) -> Run | None:
    """The run that a first line tells of; None where it was written by another version of this program."""
    try:
        return decoded(line[9:-1].decode("ascii"), Run)
    except ValueError:
        return None


def _row(path: Path, number: int, line: bytes) -> BatchRow:
    try:
        return decoded(line[9:-1].decode("ascii"), BatchRow)
    except ValueError as error:
        remedy = "Begin the batch again with --force."
        raise ProvenanceError(str(path), f"row {number + 1} cannot be read ({error})", remedy) from error


_DIFFERENCES = {
    "name": "the list of claims has another name",
    "claims": "the list of claims has changed since",
    "column": "the claims stood in another column",
    "state": "the collection has changed since",
    "collection": "the collection has changed since",
    "model": "the embedding model is another",
    "program": "it was written by another version of this program",
    "top": "--top was another",
}


def _require_same(path: Path, kept: Run | None, asked: Run) -> None:
    if kept == asked:
        return
    names = [f.name for f in fields(Run) if kept is not None and getattr(kept, f.name) != getattr(asked, f.name)]
    reasons = dict.fromkeys(_DIFFERENCES.get(name, "it was asked otherwise") for name in names or ["program"])
    raise UsageError(
        str(path),
        f"the unfinished run cannot be gone on with: {', '.join(reasons)}",
        "Restore what it was, or begin again with --force instead of --resume.",
    )
