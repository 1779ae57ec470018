"""Plain text: one article a file, stored as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from provenance.errors import ReadingError
from provenance.models import Document
from provenance.reading.encodings import decode
from provenance.reading.originals import Format, Original

_LETTER = re.compile(r"[^\W\d_]")


def read(original: Original) -> Iterator[Document | ReadingError]:
    """The article that a text file is."""
    text = worded(decode(original.content, original.shown), original.shown)
    yield original.document(text)


def worded(text: str, subject: str) -> str:
    """`text` itself.

    Raises:
        ReadingError: It holds no letter.
    """
    if _LETTER.search(text) is None:
        raise ReadingError(subject, "holds no words", "Leave it out, or fill it.")
    return text


FORMAT = Format(name="plain text", suffixes=(".txt", ".text"), read=read, media_types=("text/plain",))
