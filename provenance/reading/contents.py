"""The bytes of a file: never more than a limit, whatever the file or its compression hold."""

from __future__ import annotations

import errno
import stat
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from provenance.errors import ReadingError

_STEP = 1 << 20


def read_bytes(path: Path, subject: str, *, limit: int) -> bytes:
    """The bytes of a file as they are.

    Args:
        subject: What to call the file in an error.
        limit: Largest size read, in bytes; a larger file is not opened.

    Raises:
        ReadingError: There is no such file, it is none, it is empty, too large, or may not be read.
    """
    check_file(path, subject, limit=limit)
    content = read_head(path, subject, size=limit + 1)
    if len(content) > limit:
        raise _too_large(subject, limit)
    if not content:
        raise ReadingError(subject, "is empty", "Leave it out, or fill it.")
    return content


def check_file(path: Path, subject: str, *, limit: int | None = None) -> None:
    """See that there is a file, not larger than `limit` bytes.

    Raises:
        ReadingError: There is no such file, it is none, or it is too large.
    """
    with _told(subject):
        status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise ReadingError(subject, "is neither a file nor a folder", "Give a file of text.")
    if limit is not None and status.st_size > limit:
        raise _too_large(subject, limit)


def read_head(path: Path, subject: str, *, size: int) -> bytes:
    """The first bytes of a file, at most `size`.

    Raises:
        ReadingError: It may not be read.
    """
    with _told(subject), path.open("rb") as file:
        return file.read(size)


@contextmanager
def _told(subject: str) -> Iterator[None]:
    """The system's errors as errors about `subject`."""
    try:
        yield
    except FileNotFoundError:
        remedy = "Check the spelling of the path; an address of the web begins with https://."
        raise ReadingError(subject, "does not exist", remedy) from None
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            raise ReadingError(subject, "cannot be a path", "Check the spelling of the path.") from None
        reason = f"cannot be read ({error.strerror or error})"
        raise ReadingError(subject, reason, "Check the file's permissions.") from error
    except ValueError:  # a NUL in it
        raise ReadingError(subject, "cannot be a path", "Check the spelling of the path.") from None


def gunzipped(content: bytes, subject: str, *, limit: int) -> bytes:
    """What gzip-compressed bytes hold, all members one after the other.

    Args:
        limit: Largest size unpacked, in bytes; unpacking stops there.

    Raises:
        ReadingError: The bytes are damaged, not gzip, or hold more than the limit.
    """
    whole = bytearray()
    while content:
        member = zlib.decompressobj(wbits=31)
        try:
            content = _unpack(member, content, whole, limit)
        except zlib.error as error:
            raise ReadingError(subject, "is not a whole gzip file", "Compress it again from the original.") from error
        if len(whole) > limit:
            raise _too_large(subject, limit, "unpacks to")
        if not member.eof:
            raise ReadingError(subject, "is a gzip file that is cut off", "Compress it again from the original.")
        content = content.lstrip(b"\x00")  # padding that some writers add
    if not whole:
        raise ReadingError(subject, "holds an empty file", "Leave it out, or fill it.")
    return bytes(whole)


def _unpack(member: zlib._Decompress, content: bytes, whole: bytearray, limit: int) -> bytes:
    """Unpack one member onto `whole`, stopping beyond `limit`; gives the bytes behind the member."""
    while not member.eof and len(whole) <= limit:
        piece = member.decompress(content, _STEP)
        content = member.unconsumed_tail
        if not piece and not content:
            break
        whole += piece
    return member.unused_data


def _too_large(subject: str, limit: int, verb: str = "has") -> ReadingError:
    reason = f"{verb} more than {limit / 1_000_000:g} million bytes, the most that is read of one file"
    return ReadingError(subject, reason, "Split it into smaller files.")
