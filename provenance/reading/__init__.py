"""Anything a person has, read as articles: files, folders and tables, dated honestly.

``find_sources`` says what there is to read, ``read_source`` reads it. What cannot be read comes as a `ReadingError`
value in its place, and the rest goes on.
"""

from provenance.reading.boilerplate import furniture_reason
from provenance.reading.originals import FILE_LIMIT, Source
from provenance.reading.sources import READER_VERSION, find_sources, read_source

__all__ = ["FILE_LIMIT", "READER_VERSION", "Source", "find_sources", "furniture_reason", "read_source"]
