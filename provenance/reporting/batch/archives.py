"""Reading a .zip that comes from outside: nothing in it is believed, and nothing is unpacked to the disk.

Names are compared and never used as paths. How much would be unpacked is decided before anything is read, by what the
archive says of itself, and no more than that is read, whatever it holds.
"""

from __future__ import annotations

import hashlib
import json
import stat
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from provenance.errors import BundleError
from provenance.reporting.batch import layout
from provenance.reporting.json import Json

MOST_MEMBERS = 1_000_000
MOST_PACKED = 200  # times smaller than what it holds: a bundle is 5 to 20 times smaller, a bomb 1,000 times
SMALL = 10_000_000  # bytes, which may be packed as tightly as they like
LONGEST = 200_000_000  # bytes of one text, or of one line
_PIECE = 1 << 20
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a bundle: where, and what, in a clause that follows a colon."""

    where: str
    what: str


class Damaged(Exception):
    """A member cannot be read; the message says why, in a clause."""


@contextmanager
def opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """The archive at `path`.

    Raises:
        BundleError: It cannot be read, is no archive, or would unpack to far more than any bundle holds.
    """
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError, struct.error) as error:
        reason = "it is not a whole .zip archive, or was cut off"
        raise BundleError(str(path), reason, "Copy the bundle again from where it was made.") from error
    except OSError as error:
        raise BundleError(str(path), f"it cannot be read ({error.strerror or error})", "Name a bundle.") from error
    with archive:
        _refuse_bombs(archive, path)
        yield archive


def _refuse_bombs(archive: zipfile.ZipFile, path: Path) -> None:
    entries = archive.infolist()
    unpacked, packed = sum(entry.file_size for entry in entries), path.stat().st_size
    if len(entries) > MOST_MEMBERS or unpacked > max(SMALL, MOST_PACKED * packed):
        raise BundleError(
            str(path),
            f"{packed:,} bytes would unpack to {len(entries):,} files of {unpacked:,} bytes, as no bundle does",
            "Do not unpack it.",
        )


def members(archive: zipfile.ZipFile) -> tuple[dict[str, zipfile.ZipInfo], tuple[Fault, ...]]:
    """The members that a bundle may hold and that can be read, by name, and what is wrong with the others."""
    entries = archive.infolist()
    times = Counter(entry.filename for entry in entries)
    faults = [Fault(shown(entry.filename), what) for entry in entries if (what := _objection(entry, times)) is not None]
    if archive.comment or (entries and min(entry.header_offset for entry in entries)):
        faults.append(Fault("the archive", "something stands before or after its files"))
    return {entry.filename: entry for entry in entries if _objection(entry, times) is None}, tuple(faults)


def _objection(entry: zipfile.ZipInfo, times: Counter[str]) -> str | None:
    if not layout.is_known(entry.filename) or entry.orig_filename != entry.filename:
        return "no bundle holds a file of this name"
    if times[entry.filename] > 1:
        return f"stands {times[entry.filename]} times in the archive"
    if entry.flag_bits & _ENCRYPTED or entry.compress_type not in _METHODS:
        return "is encrypted, or packed in a way that bundles are not"
    if stat.S_IFMT(entry.external_attr >> 16) not in (0, stat.S_IFREG):  # 0: made where files have no kind
        return "is no plain file"
    return None


def shown(name: str) -> str:
    """A name from outside, as it may be printed: whatever acts is spelt out, and no longer than a line."""
    return ascii(name)[1:-1][:120]


@contextmanager
def _member(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[IO[bytes]]:
    try:
        with archive.open(entry) as file:
            yield file
    except _BROKEN as error:
        raise Damaged("is damaged and cannot be unpacked") from error


def digest(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> str:
    """The SHA-256 of a member, in hexadecimal.

    Raises:
        Damaged: It cannot be unpacked.
    """
    sha256 = hashlib.sha256()
    with _member(archive, entry) as file:
        while piece := file.read(_PIECE):
            sha256.update(piece)
    return sha256.hexdigest()


def text(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> str:
    """A member as text.

    Raises:
        Damaged: It cannot be unpacked, is too long, or is not UTF-8.
    """
    if entry.file_size > LONGEST:
        raise Damaged(f"has {entry.file_size:,} bytes, more than any text")
    with _member(archive, entry) as file:
        return _decoded(file.read())


def documents(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[dict[str, Json]]:
    """A member as JSON Lines, one document after the other.

    Raises:
        Damaged: It cannot be unpacked, or a line is no JSON object.
    """
    with _member(archive, entry) as file:
        number = 0
        while line := file.readline(LONGEST + 1):
            number += 1
            yield _document(line, f"line {number:,}")


def document(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> dict[str, Json]:
    """A member as one JSON document.

    Raises:
        Damaged: It cannot be unpacked, or is no JSON object.
    """
    return _document(text(archive, entry).encode("utf-8", "surrogatepass"), "it")


def _document(line: bytes, which: str) -> dict[str, Json]:
    if len(line) > LONGEST:
        raise Damaged(f"{which} has more than {LONGEST:,} bytes")
    try:
        found = json.loads(_decoded(line))
    except (ValueError, RecursionError) as error:
        raise Damaged(f"{which} is not JSON") from error
    if not isinstance(found, dict):
        raise Damaged(f"{which} is no JSON object")
    return found


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError as error:
        raise Damaged(f"is not UTF-8 ({error.reason} at byte {error.start:,})") from error
