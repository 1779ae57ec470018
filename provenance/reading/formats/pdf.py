"""PDF with text: stored is its text in reading order, a paragraph a line with a blank line between."""

from __future__ import annotations

from collections.abc import Iterator

from provenance.errors import ReadingError
from provenance.models import Document
from provenance.reading.columns import Facts
from provenance.reading.extraction import extractor
from provenance.reading.formats.plain import worded
from provenance.reading.originals import Format, Original
from provenance.reading.properties import facts_of_file, property_dates


def read(original: Original) -> Iterator[Document | ReadingError]:
    """The article that a PDF is."""
    found = extractor().extract("pdf", original.content, original.shown)
    text = worded(found.text, original.shown)
    said = Facts(language=found.language)
    yield original.document(text, said=said, weaker=facts_of_file(found), evidence=property_dates(found))


def _is_pdf(head: bytes) -> bool:
    return b"%PDF-" in head[:1024]


FORMAT = Format(
    name="a PDF",
    suffixes=(".pdf",),
    read=read,
    media_types=("application/pdf",),
    recognises=_is_pdf,
    only_recognised=True,
    extracted=True,
)
