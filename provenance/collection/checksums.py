"""Checksums of what the store keeps, so that a bit that flips on a disk is noticed before anybody is shown it."""

from __future__ import annotations

from hashlib import blake2b, sha256
from typing import TYPE_CHECKING

from provenance.errors import CollectionError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from provenance.collection.database import Value

_SIZE = 16  # bytes; against chance, not against an adversary, who would change the checksum too


def checksum(*values: Value) -> bytes:
    """16 bytes that stand for a row of values, in their order (BLAKE2b).

    Values of different types differ: 1 is not "1", and None is not an empty text.

    Example:
        >>> checksum("a", None) == checksum("a", "")
        False
    """
    return of_rows([values])


def of_rows(rows: Iterable[Sequence[Value]]) -> bytes:
    """One checksum of several rows, in their order."""
    digest = blake2b(digest_size=_SIZE)
    for row in rows:
        for value in row:
            content = value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")
            digest.update(f"{type(value).__name__} {len(content)} ".encode())
            digest.update(content)
        digest.update(b";")
    return digest.digest()


def text_checksum(text: str) -> bytes:
    """SHA-256 of a text's UTF-8 bytes, as ``sha256sum`` gives it for a file that holds the text."""
    return sha256(text.encode("utf-8", "surrogatepass")).digest()


def damage(subject: str, what: str) -> CollectionError:
    """The error for something kept that is no longer what was written."""
    return CollectionError(subject, f"the store is damaged: {what}", REMEDY)


REMEDY = (
    "Nothing was changed. See all that is damaged with: provenance status --verify; then bring back a backup with: "
    "provenance restore FILE --force"
)
