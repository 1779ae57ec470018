"""From bytes to characters: by byte order mark, by the pattern of NUL bytes, as UTF-8, then by what they look like."""

from __future__ import annotations

import codecs
import re

from provenance.errors import ReadingError

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""What a file of Unicode may begin with, and the encoding that it declares; a longer mark before one it begins with."""
_KNOWN_BEGINNINGS = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a zip archive or an office document",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"{\\rtf": "an RTF document",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
    b"\x1f\x8b": "compressed with gzip",
    b"BZh": "compressed with bzip2",
    b"\xfd7zXZ": "compressed with xz",
    b"7z\xbc\xaf": "a 7z archive",
    b"\x7fELF": "a program",
    b"SQLite format 3": "a database",
    b"OggS": "a sound file",
    b"ID3\x03": "a sound file",
}
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SAMPLE = 65_536
_MOST_CONTROL = 0.005
_MOST_STRAY = 0.1
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE)

_REMEDY = "Give a text file in UTF-8, or leave it out."


def decode(content: bytes, subject: str, *, html: bool = False, nul: bool = False) -> str:
    """The characters of a text file, unchanged, without its byte order mark.

    Args:
        subject: What to call the file in an error.
        html: Whether the bytes may declare their encoding in a ``<meta charset>``.
        nul: Whether NUL characters are let through, for the caller to deal with.

    Raises:
        ReadingError: The bytes are no text.
    """
    for beginning, kind in _KNOWN_BEGINNINGS.items():
        if content.startswith(beginning):
            raise ReadingError(subject, f"is {kind}, whatever its name says", "Give the text itself.")
    text = _decoded(content, html=html)
    if text is None:
        raise ReadingError(subject, "is not a text file, or in an encoding that is not known", _REMEDY)
    _refuse_binary(text, subject, nul=nul)
    return text


def in_utf_8(content: bytes, charset: str) -> bytes:
    """The same text in UTF-8 with its mark, where it is in the encoding a server says; else the bytes as they are."""
    if any(content.startswith(mark) for mark, _ in BYTE_ORDER_MARKS):
        return content
    try:
        return codecs.BOM_UTF8 + content.decode(charset).encode("utf-8")
    except (LookupError, ValueError):  # an unknown encoding, or not that one
        return content


def _decoded(content: bytes, *, html: bool) -> str | None:
    for mark, encoding in BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, errors="replace")
    wide = _wide_encoding(content[:_SAMPLE])
    if wide is not None:
        return content.decode(wide, errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return (_declared(content) if html else None) or _nearly_utf8(content) or _by_looks(content)


def _wide_encoding(sample: bytes) -> str | None:
    """UTF-16 without a mark: text in it has most of its NUL bytes at odd or at even places."""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = max(1, len(sample) // 2)
    if odd > 0.3 * half and even < 0.05 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.3 * half and odd < 0.05 * half else None


def _declared(content: bytes) -> str | None:
    found = _CHARSET.search(content[:4096])
    try:
        return content.decode(found[1].decode("ascii")) if found else None
    except (LookupError, UnicodeDecodeError, ValueError):
        return None


def _nearly_utf8(content: bytes) -> str | None:
    """UTF-8 with a few stray bytes, which are read as Windows-1252: two files in one, or a cut character."""
    text = content.decode("utf-8", errors="replace")
    stray = text.count("\ufffd")
    proper = sum(character > "\x7f" for character in text) - stray
    return content.decode("utf-8", errors=_STRAY_BYTES) if stray <= _MOST_STRAY * proper else None


def _by_looks(content: bytes) -> str | None:
    from charset_normalizer import from_bytes  # noqa: PLC0415  # slow to import, seldom needed

    best = from_bytes(content[:_SAMPLE]).best()
    return content.decode(best.encoding, errors="replace") if best is not None else None


def _refuse_binary(text: str, subject: str, *, nul: bool) -> None:
    sample = text[:_SAMPLE]
    control = len(_CONTROL.findall(sample))
    if control > _MOST_CONTROL * len(sample) or (not nul and "\x00" in text):
        raise ReadingError(subject, "is not a text file, it holds NUL or control characters", _REMEDY)


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    stray = error.object[error.start : error.end]
    return stray.decode("cp1252", errors="replace"), error.end


_STRAY_BYTES = "provenance.stray-bytes"
codecs.register_error(_STRAY_BYTES, _as_windows_1252)
