"""The characters of a file of claims. A claim misread is a false origin, so an encoding is told, never guessed."""

from __future__ import annotations

from provenance.errors import UsageError
from provenance.reading.encodings import BYTE_ORDER_MARKS

_REMEDY = "Save it as UTF-8; a spreadsheet calls that “CSV UTF-8”."


def decoded(content: bytes, subject: str) -> str:
    """The text of a file, without its byte order mark.

    Args:
        content: Its bytes: UTF-8, or any form of Unicode that a byte order mark declares.
        subject: What to call the file in an error.

    Raises:
        UsageError: The bytes are in another encoding, or no text.
    """
    mark, encoding = next(((m, e) for m, e in BYTE_ORDER_MARKS if content.startswith(m)), (b"", "utf-8"))
    try:
        text = content[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, len(mark) + error.start) + 1
        raise UsageError(subject, f"it is not {encoding.upper()} (line {line}, {error.reason})", _REMEDY) from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise UsageError(subject, f"it is no text, or in another encoding (a NUL in line {line})", _REMEDY)
    return text
