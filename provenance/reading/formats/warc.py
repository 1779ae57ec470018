"""Web archives: each page that was captured is an article, published by the time of its capture."""

from __future__ import annotations

import logging
import os
import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from provenance.errors import ReadingError
from provenance.models import Document
from provenance.reading.addresses import name_of_page
from provenance.reading.ahead import in_order
from provenance.reading.encodings import in_utf_8
from provenance.reading.formats import read_original, served_as
from provenance.reading.originals import Format, Original

# It would write addresses of the archive to the terminal as they stand, with what acts there.
logging.getLogger("warcio").addHandler(logging.NullHandler())
logging.getLogger("warcio").propagate = False

_GZIP, _BEGINNING = b"\x1f\x8b", b"WARC/"
_CAPTURED = frozenset({"response", "resource"})
_REMEDY = "Capture the pages again, or leave it out."


def read(original: Original) -> Iterator[Document | ReadingError]:
    """The pages of an archive that are of a kind that is read, in the order of their capture; pictures go unread."""
    found = False
    with original.opened() as file:
        for documents in in_order(_read, _Pages(original).of(file), workers=os.cpu_count() or 1):
            found = True
            yield from documents
    if not found:
        raise ReadingError(original.shown, "holds no pages", _REMEDY)


def _read(page: Original | ReadingError) -> tuple[Document | ReadingError, ...]:
    return (page,) if isinstance(page, ReadingError) else tuple(read_original(page))


class _Pages:
    """The pages of one archive, of which it remembers those it has given."""

    def __init__(self, archive: Original) -> None:
        self._archive = archive
        self._given: dict[str, str] = {}

    def of(self, file: object) -> Iterator[Original | ReadingError]:
        """Every page in an open archive, each state of it once; then an error where the archive breaks off."""
        from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415 - needed only where there is an archive
        from warcio.exceptions import ArchiveLoadFailed  # noqa: PLC0415

        try:
            for record in ArchiveIterator(file):
                page = self._page(record)
                if page is not None:
                    yield page
        except Exception as error:  # of damage that its reader does not foresee too, such as a header without its name
            foreseen = isinstance(error, (ArchiveLoadFailed, zlib.error, EOFError, OSError, ValueError))
            said = error if foreseen else type(error).__name__
            reason = f"is damaged; what stands behind the damage was not read ({said})"
            yield ReadingError(self._archive.shown, reason, _REMEDY)

    def _page(self, record: object) -> Original | ReadingError | None:
        captured = _Capture(record)
        if not captured.is_page:
            return None
        content = captured.content(self._archive.limit)
        if len(content) > self._archive.limit:
            return ReadingError(f"{self._archive.shown}, {captured.address}", "is larger than is read of one file")
        if captured.breaks_off:
            return ReadingError(f"{self._archive.shown}, {captured.address}", "is cut off in the archive", _REMEDY)
        page = self._archive.member(self._name(captured), content, address=captured.address, captured=captured.at)
        if page.sha256 in self._given.values() or not content:  # captured twice in one state
            return None
        self._given[page.name] = page.sha256
        in_unicode = in_utf_8(content, captured.charset) if captured.charset else content
        return replace(page, content=in_unicode, media_type=captured.media_type)

    def _name(self, captured: _Capture) -> str:
        """The page's name; a later state of it is told by its time."""
        name = name_of_page(captured.address)
        return name if name not in self._given or captured.at is None else f"{name}@{captured.at:%Y%m%d%H%M%S}"


class _Capture:
    """One record of an archive, as far as it matters here."""

    def __init__(self, record: object) -> None:
        self._record = record
        self.address = self._header("WARC-Target-URI") or ""
        self.at = _moment(self._header("WARC-Date"))
        stated = (self._http_header("Content-Type") or self._header("Content-Type") or "").split(";")
        self.media_type = stated[0].strip().casefold()
        charsets = [part.split("=", 1)[1].strip(" \"'") for part in stated[1:] if part.strip().startswith("charset=")]
        self.charset = charsets[0] if charsets else None

    @property
    def is_page(self) -> bool:
        """Whether it is something that was there, of a kind that is taken apart."""
        kind = served_as(self.media_type)
        return (
            getattr(self._record, "rec_type", "") in _CAPTURED
            and self._status() == "200"
            and kind is not None
            and kind.extracted
            and self.address.startswith(("http://", "https://"))
        )

    def content(self, limit: int) -> bytes:
        """Its bytes, without transfer and content encodings, at most one more than `limit`."""
        content: bytes = self._record.content_stream().read(limit + 1)  # type: ignore[attr-defined]
        return content

    @property
    def breaks_off(self) -> bool:
        """Whether the archive ends before the record does; known once `content` was read."""
        return getattr(getattr(self._record, "raw_stream", None), "limit", 0) > 0

    def _status(self) -> str:
        headers = getattr(self._record, "http_headers", None)
        return "200" if headers is None else str(headers.get_statuscode())

    def _header(self, name: str) -> str | None:
        value: str | None = self._record.rec_headers.get_header(name)  # type: ignore[attr-defined]
        return value

    def _http_header(self, name: str) -> str | None:
        headers = getattr(self._record, "http_headers", None)
        return None if headers is None else headers.get_header(name)


def _moment(value: str | None) -> datetime | None:
    try:
        found = datetime.fromisoformat(value or "")
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _is_archive(head: bytes) -> bool:
    if head.startswith(_GZIP):
        try:
            head = zlib.decompressobj(wbits=31).decompress(head, len(_BEGINNING))
        except zlib.error:
            return False
    return head.startswith(_BEGINNING)


FORMAT = Format(
    name="a web archive",
    suffixes=(".warc",),
    read=read,
    media_types=("application/warc",),
    recognises=_is_archive,
    only_recognised=True,
    large=True,
)
