"""``articles.csv`` beside article files: what the user says that the files do not."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from provenance.errors import ReadingError
from provenance.models import DateSource
from provenance.reading.columns import NO_FACTS, Facts, facts_of, holds, plain_name
from provenance.reading.contents import read_bytes
from provenance.reading.dates.timestamps import date_value
from provenance.reading.encodings import decode
from provenance.reading.formats.delimited import table

NAME = "articles.csv"


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of ``articles.csv``: the file it speaks of and what it says of it.

    Attributes:
        file: The file, in the folder of the ``articles.csv``; it may not exist.
        row: Number of the row below the header, from 1.
    """

    file: PurePath
    row: int
    facts: Facts


def is_sidecar(path: Path) -> bool:
    """Whether a file is an ``articles.csv`` about other files rather than a table of articles.

    It is where its header names a column ``file`` and none of texts.
    """
    if path.name != NAME or not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            header = file.readline(100_000).decode("utf-8-sig", errors="replace")
    except OSError:
        return False
    return describes_files(header)


def describes_files(header: str) -> bool:
    """Whether a table with this first row is about other files: it names a column ``file`` and none of texts."""
    names = [name for delimiter in ",;\t|" for name in next(csv.reader([header], delimiter=delimiter), [])]
    return "file" in map(plain_name, names) and not holds(names, "text")


def read_sidecar(path: Path, shown: str, *, limit: int) -> Iterator[Entry | ReadingError]:
    """The rows of an ``articles.csv``; a bad row costs only itself.

    Args:
        shown: The path as the user would write it, for messages.
    """
    try:
        content = read_bytes(path, shown, limit=limit)
    except ReadingError as error:
        yield error
    else:
        yield from entries(content, path.parent, shown)


def entries(content: bytes, folder: PurePath, shown: str) -> Iterator[Entry | ReadingError]:
    """What the bytes of an ``articles.csv`` say of the files in and below its folder."""
    try:
        _, rows = table(decode(content, shown), shown)
        for number, row in rows:
            yield from _entries(folder, f"{shown}, row {number}", number, row)
    except ReadingError as error:
        yield error


def _entries(folder: PurePath, subject: str, number: int, row: dict[str, str]) -> Iterator[Entry | ReadingError]:
    named = next((value.strip() for name, value in row.items() if plain_name(name) == "file"), "")
    if not named:
        yield ReadingError(subject, "names no file", "Fill its column file, or leave the row out.")
        return
    facts = facts_of({name: value for name, value in row.items() if plain_name(name) != "file"})
    if facts.published is not None and not _is_date(facts.published):
        reason = f"its publication date {facts.published!r} is not a date that can be read"
        yield ReadingError(subject, reason, "Write dates as 2022-12-07, 2022-12 or 2022.")
        facts = replace(facts, published=None)
    yield Entry(folder / named, number, replace(facts, id=None, text=None))


def _is_date(value: str) -> bool:
    return date_value(value, source=DateSource.SUPPLIED, rule="supplied") is not None


class Sidecars:
    """What all ``articles.csv`` of a run say, by file; the one nearest to a file has the last word."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._facts: dict[Path, Facts] = {}
        self._read: set[Path] = set()

    def of(self, file: Path) -> Facts:
        """What they say of a file, resolved."""
        return self._facts.get(file, NO_FACTS)

    def read(self, path: Path, shown: str, *, within: Path | None) -> Iterator[ReadingError]:
        """Read one ``articles.csv``, once; the outer ones of a folder before the inner ones.

        Args:
            within: The folder whose files are read: a row that names no file in it is an error; None does not check.
        """
        if path in self._read:
            return
        self._read.add(path)
        seen: dict[Path, int] = {}
        for entry in read_sidecar(path, shown, limit=self._limit):
            if isinstance(entry, ReadingError):
                yield entry
                continue
            file = Path(entry.file).resolve()
            if file in seen:
                reason = f"names a file that row {seen[file]} names already"
                yield ReadingError(f"{shown}, row {entry.row}", reason, "Keep one row a file; the first one stays.")
            elif within is not None and not _is_file_within(file, within):
                reason = f"names {file.name}, which is not there"
                yield ReadingError(f"{shown}, row {entry.row}", reason, "Correct the name, or leave the row out.")
            else:
                seen[file] = entry.row
                self._facts[file] = entry.facts.over(self.of(file))


def _is_file_within(file: Path, folder: Path) -> bool:
    return file.is_relative_to(folder) and file.is_file()
