"""What is read: a file somewhere, and its bytes as a format gets them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePosixPath

from provenance.errors import ReadingError
from provenance.models import Document
from provenance.reading.articles import Identity
from provenance.reading.columns import NO_FACTS, Facts
from provenance.settings import Settings

FILE_LIMIT = Settings().file_limit


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file that holds one article or many.

    Attributes:
        path: Where it is, resolved.
        name: Its path from the folder that was given, with ``/``; article ids come of it.
        shown: Its path as the user would write it, for messages.
        fingerprint: SHA-256 over its bytes, what ``articles.csv`` says of it and the version of the readers, in
            hexadecimal: while it stays, reading again gives the same.
        facts: What ``articles.csv`` says of it.
        limit: Most bytes read of it, packed and unpacked.
    """

    path: Path
    name: str
    shown: str
    fingerprint: str
    facts: Facts = field(default=NO_FACTS)
    limit: int = FILE_LIMIT


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """A source with its bytes, unpacked where they were packed.

    Attributes:
        sha256: Of the file's bytes as they lie on disk, in hexadecimal.
        today: The day it is read; nothing was published later.
    """

    source: Source
    content: bytes
    sha256: str
    today: date

    @property
    def id(self) -> str:
        """The source's name without its suffixes: ``guardian/2023-01-01.txt.gz`` → ``guardian/2023-01-01``."""
        return stem(self.source.name)

    def identity(self) -> Identity:
        """The identity of the one article that the file is."""
        return Identity(id=self.id, path=str(self.source.path), sha256=self.sha256)

    def row_identity(self, row: str, text: str) -> Identity:
        """The identity of an article that is a row of the file, by the row's id."""
        digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
        return Identity(id=row, path=f"{self.source.path}#{row}", sha256=digest)


Reader = Callable[[Original], Iterator[Document | ReadingError]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A kind of file and how it is read.

    Attributes:
        name: What to call it in a sentence.
        suffixes: The endings of its files, in lower case, with the dot and without ``.gz``.
        read: Gives the articles of an original; raises or yields `ReadingError` for what cannot be read.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Reader


def suffix(name: str) -> str:
    """The ending that tells the kind of a file, in lower case: ``a.TXT.gz`` → ``.txt``; empty without one."""
    path = PurePosixPath(name.casefold())
    return PurePosixPath(path.stem).suffix if path.suffix == ".gz" else path.suffix


def stem(name: str) -> str:
    """A file's name without the ending that tells its kind and without ``.gz``."""
    path = PurePosixPath(name)
    if path.suffix.casefold() == ".gz":
        path = path.with_suffix("")
    return str(path.with_suffix("")) if path.suffix else str(path)
