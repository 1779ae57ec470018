"""What is read: what a user pointed at, and its bytes as a format gets them."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from provenance.errors import ReadingError
from provenance.models import DateEvidence, Document
from provenance.reading.articles import Identity, document
from provenance.reading.columns import NO_FACTS, Facts
from provenance.settings import Settings

FILE_LIMIT = Settings().file_limit

# Part of every fingerprint: another version reads all files anew. Raise it when a rule changes what is read.
READER_VERSION = "4"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Something a user pointed at that holds one article or many: a file, or an address on the web.

    Attributes:
        location: Where it is: a resolved path, or the address.
        name: Its path from the folder that was given, with ``/``; article ids come of it.
        shown: Its path or address as the user would write it, for messages.
        facts: What ``articles.csv`` says of it.
        limit: Most bytes read of it, packed and unpacked.
    """

    location: Path | str
    name: str
    shown: str
    facts: Facts = field(default=NO_FACTS)
    limit: int = FILE_LIMIT


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """Something to be read with its bytes, unpacked where they were packed.

    Attributes:
        path: What the store knows it by: a path, an address, or what lies within either, as ``path#member``.
        name: Its name, of which article ids come.
        shown: What to call it in messages.
        content: Its bytes; empty where `file` holds them.
        file: A file that is too large to be held in memory; None otherwise.
        sha256: Of the bytes as they came, in hexadecimal.
        read_at: When it is read, in UTC; nothing was published later.
        captured: When a copy of the page was taken from the web, in UTC; None where it was not.
        address: Where on the web it came from; None where it did not.
        media_type: What its server calls it, such as ``text/html``; empty where nobody says.
    """

    path: str
    name: str
    shown: str
    content: bytes
    sha256: str
    read_at: datetime
    file: Path | None = None
    facts: Facts = field(default=NO_FACTS)
    limit: int = FILE_LIMIT
    captured: datetime | None = None
    address: str | None = None
    media_type: str = ""

    @property
    def fingerprint(self) -> str:
        """SHA-256 over its bytes, what the user says of it and the version of the readers, in hexadecimal.

        While it stays, reading again gives the same.
        """
        said = "" if self.facts == NO_FACTS else repr(self.facts)
        return hashlib.sha256(bytes.fromhex(self.sha256) + f"{READER_VERSION}\x00{said}".encode()).hexdigest()

    @property
    def id(self) -> str:
        """The original's name without its suffixes: ``guardian/2023-01-01.txt.gz`` → ``guardian/2023-01-01``."""
        return stem(self.name) if self.address is None else self.name

    @property
    def head(self) -> bytes:
        """Its first bytes, by which its kind is told."""
        if self.file is None:
            return self.content[:HEAD]
        with self.file.open("rb") as file:
            return file.read(HEAD)

    def opened(self) -> BinaryIO:
        """Its bytes as a file open for reading."""
        return io.BytesIO(self.content) if self.file is None else self.file.open("rb")

    def document(
        self,
        text: str,
        *,
        said: Facts = NO_FACTS,
        weaker: Facts = NO_FACTS,
        evidence: tuple[DateEvidence, ...] = (),
        begin: int = 0,
    ) -> Document:
        """The one article that it is.

        Args:
            text: What is stored.
            said: What its own metadata says; what the user says goes before.
            weaker: Title and author as its file gives them, where its text does not say better.
            evidence: Dates that its metadata gives.
            begin: Where the article begins in `text`, behind a block of metadata.
        """
        facts = self.facts.over(said)
        return document(self._identity(self.id), text, facts=facts, weaker=weaker, evidence=evidence, begin=begin)

    def row(self, row: str, facts: Facts, *, named: bool) -> Document:
        """An article that is a row of it, by the row's id.

        Args:
            facts: What the row says, its text among it.
            named: Whether the id stands in the row, rather than being made of the row's number.
        """
        text = facts.text or ""
        digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
        identity = replace(self._identity(row), path=f"{self.path}#{row}", sha256=digest)
        known = replace(facts, text=None, id=None).over(self.facts)
        return replace(document(identity, text, facts=known), named=named)

    def member(
        self, name: str, content: bytes, *, address: str | None = None, captured: datetime | None = None
    ) -> Original:
        """Something that lies within it.

        Args:
            name: Its path within, or (of a page of the web) a name made of its address.
            content: Its bytes.
            address: Where on the web it came from, if it did.
            captured: When it was taken from there.
        """
        return replace(
            self,
            path=f"{self.path}#{name}",
            name=name if address is not None else f"{self.id}/{name}",
            shown=f"{self.shown}, {name}",
            content=content,
            file=None,
            sha256=hashlib.sha256(content).hexdigest(),
            facts=NO_FACTS,
            captured=captured or self.captured,
            address=address,
            media_type="",
        )

    def _identity(self, identity: str) -> Identity:
        return Identity(
            id=identity,
            path=self.path,
            sha256=self.sha256,
            read_at=self.read_at,
            captured=self.captured,
            address=self.address,
        )


HEAD = 4_096
Reader = Callable[[Original], Iterator[Document | ReadingError]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A kind of file and how it is read.

    Attributes:
        name: What to call it in a sentence.
        suffixes: The endings of its files, in lower case, with the dot and without ``.gz``.
        read: Gives the articles of an original; raises or yields `ReadingError` for what cannot be read.
        media_types: What servers call it.
        recognises: Tells the kind by a file's first bytes, whatever it is called; None where they do not tell.
        only_recognised: Whether a file with such an ending whose bytes are not recognised is none of this kind.
        extracted: Whether it is taken apart in a child process, so that several are read at once.
        large: Whether it is read piece by piece, from files beyond the usual limit.
        passing: Whether it gives only what is new, so that what it gave earlier stays: a feed.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Reader
    media_types: tuple[str, ...] = ()
    recognises: Callable[[bytes], bool] | None = None
    only_recognised: bool = False
    extracted: bool = False
    large: bool = False
    passing: bool = False


def now() -> datetime:
    """The clock of whoever does not bring one."""
    return datetime.now(tz=UTC)


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
