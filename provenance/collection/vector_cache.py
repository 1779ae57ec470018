"""The vector index as a file: a cache that says what it was made from, and is never believed without its checksum."""

from __future__ import annotations

import hashlib
import json
import os
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, BinaryIO
from uuid import uuid4

if TYPE_CHECKING:
    from pathlib import Path

    from provenance.collection.vectors import VectorIndex

FILE = "vectors.faiss"
_MAGIC = b"provenance vectors 2\n"
_DIGEST = 64  # hexadecimal characters of a SHA-256
_BLOCK = 1 << 20  # bytes read at once
_LONGEST_STAMP = 4_096  # bytes
_ABANDONED = 3_600  # seconds without a byte written


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """What a vector index was made from.

    Attributes:
        collection: The collection's identity.
        fingerprint: The model's.
        generation: The collection's generation.
        token: The number drawn with that generation.
        last: The highest wording number seen, kept or not.
        count: How many vectors it holds.
    """

    collection: str
    fingerprint: str
    generation: int = 0
    token: int = 0
    last: int = 0
    count: int = 0


class CacheUnusableError(Exception):
    """The cache cannot be used as it is; the message is a clause that says why."""


class VectorCache:
    """The file `vectors.faiss` in an index folder.

    It begins with a line that names its form, the SHA-256 of all that follows, and a `Stamp`; then come the wordings'
    numbers and the index as FAISS writes it.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE

    def size(self) -> int:
        """Bytes of the file; 0 where there is none."""
        return self.path.stat().st_size if self.path.exists() else 0

    def stamp(self) -> Stamp:
        """What the file says it was made from; its checksum is not looked at.

        Raises:
            CacheUnusableError: There is no such file, or it is cut off or none of ours.
        """
        with self._opened() as file:
            _read_digest(file)
            return _read_stamp(file)

    def verified(self) -> Stamp:
        """What the file was made from, once all of it agrees with its checksum.

        Raises:
            CacheUnusableError: It does not, or there is no such file.
        """
        with self._opened() as file:
            _verify(file)
            return _read_stamp(file)

    def load(self) -> tuple[VectorIndex, Stamp]:
        """The vectors and what they were made from.

        Raises:
            CacheUnusableError: The file is missing or damaged.
        """
        from provenance.collection.vectors import VectorIndex  # noqa: PLC0415 - status must not import FAISS

        # One open file for both readings: another process may put a new one in its place at any moment.
        with self._opened() as file:
            _verify(file)
            stamp = _read_stamp(file)
            index = VectorIndex.load(file.read)
        if len(index) != stamp.count:
            raise CacheUnusableError(f"it holds {len(index)} vectors where it says {stamp.count}")
        return index, stamp

    def save(self, index: VectorIndex, stamp: Stamp) -> None:
        """Put a new file in place of the old one, whole or not at all.

        Raises:
            OSError: The folder cannot be written to, or the disk is full.
        """
        self._clear_leftovers()
        draft = self.path.with_name(f"{FILE}.{uuid4().hex}.new")
        try:
            with draft.open("wb") as file:
                _write(file, index, stamp)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(self.path)
        finally:
            with suppress(OSError):
                draft.unlink()

    def _clear_leftovers(self) -> None:
        """Take away drafts of processes that were killed, not those that another one is writing."""
        for leftover in self.path.parent.glob(f"{FILE}.*.new"):
            with suppress(OSError):
                if time.time() - leftover.stat().st_mtime > _ABANDONED:
                    leftover.unlink()

    def _opened(self) -> BinaryIO:
        try:
            return self.path.open("rb")
        except FileNotFoundError:
            raise CacheUnusableError("it is missing") from None
        except OSError as error:
            raise CacheUnusableError(f"it cannot be read ({error.strerror})") from error


def _write(file: BinaryIO, index: VectorIndex, stamp: Stamp) -> None:
    digest = hashlib.sha256()

    def write(block: bytes) -> None:
        digest.update(block)
        file.write(block)

    file.write(_MAGIC + b"0" * _DIGEST + b"\n")
    write(json.dumps(asdict(stamp)).encode() + b"\n")
    index.save(write)
    file.seek(len(_MAGIC))
    file.write(digest.hexdigest().encode())


def _read_digest(file: BinaryIO) -> str:
    if file.read(len(_MAGIC)) != _MAGIC:
        raise CacheUnusableError("it is damaged, or of another version")
    return file.read(_DIGEST + 1).decode("ascii", errors="replace").rstrip("\n")


def _read_stamp(file: BinaryIO) -> Stamp:
    try:
        return Stamp(**json.loads(file.readline(_LONGEST_STAMP)))
    except (ValueError, TypeError) as error:
        raise CacheUnusableError("it is damaged") from error


def _verify(file: BinaryIO) -> None:
    """Compare the file with its checksum, and stand before the stamp again."""
    expected = _read_digest(file)
    begin = file.tell()
    digest = hashlib.sha256()
    while block := file.read(_BLOCK):
        digest.update(block)
    if digest.hexdigest() != expected:
        raise CacheUnusableError("it is damaged: its checksum is another")
    file.seek(begin)
