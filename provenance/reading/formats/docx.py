"""Word documents: stored is their text, a paragraph a line with a blank line between."""

from __future__ import annotations

from collections.abc import Iterator

from provenance.errors import ReadingError
from provenance.models import Document
from provenance.reading.columns import Facts
from provenance.reading.extraction import extractor
from provenance.reading.formats.archive import is_office
from provenance.reading.formats.plain import worded
from provenance.reading.originals import Format, Original
from provenance.reading.properties import facts_of_file, property_dates


def read(original: Original) -> Iterator[Document | ReadingError]:
    """The article that a document is."""
    found = extractor().extract("docx", original.content, original.shown)
    text = worded(found.text, original.shown)
    said = Facts(language=found.language)
    yield original.document(text, said=said, weaker=facts_of_file(found), evidence=property_dates(found))


def _is_document(head: bytes) -> bool:
    return head.startswith(b"PK\x03\x04") and is_office(head)


FORMAT = Format(
    name="a Word document",
    suffixes=(".docx",),
    read=read,
    media_types=("application/vnd.openxmlformats-officedocument.wordprocessingml.document",),
    recognises=_is_document,
    only_recognised=True,
    extracted=True,
)
