"""Anything a person has, read as articles: files, folders, tables, archives, feeds and addresses, dated honestly.

``find_sources`` says what there is to read, ``open_source`` gets its bytes, ``read_original`` reads them;
``read_ahead`` does all of it, several at once. What cannot be read comes as a `ReadingError` value in its place, and
the rest goes on.
"""

from provenance.reading.boilerplate import furniture, furniture_reason
from provenance.reading.formats import read_original
from provenance.reading.originals import FILE_LIMIT, READER_VERSION, Original, Source
from provenance.reading.sources import Reading, find_sources, open_source, read_ahead, read_source

__all__ = [
    "FILE_LIMIT",
    "READER_VERSION",
    "Original",
    "Reading",
    "Source",
    "find_sources",
    "furniture",
    "furniture_reason",
    "open_source",
    "read_ahead",
    "read_original",
    "read_source",
]
