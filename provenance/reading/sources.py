"""From what a user points at to the articles in it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from provenance.errors import ReadingError
from provenance.models import Document
from provenance.reading.columns import NO_FACTS, Facts
from provenance.reading.contents import gunzipped, read_bytes
from provenance.reading.folders import Folder, kinds_read, outer_first
from provenance.reading.formats import formats
from provenance.reading.originals import FILE_LIMIT, Format, Original, Source, suffix
from provenance.reading.sidecars import NAME, Sidecars, is_sidecar

# Part of every fingerprint: another version reads all files anew. Raise it when a rule changes what is read.
READER_VERSION = "1"


def find_sources(paths: Sequence[str | Path], *, limit: int = FILE_LIMIT) -> Iterator[Source | ReadingError]:
    """The files to read among files and folders, each once, with what ``articles.csv`` beside them says.

    Folders are read with all their subfolders, in order of name.

    Args:
        limit: Largest file read, in bytes.

    Yields:
        A source for each file; for what cannot be read an error, after which the rest goes on.
    """
    sidecars = Sidecars(limit)
    given: set[Path] = set()
    for path in paths:
        for found in _found(str(path), sidecars, limit):
            if isinstance(found, ReadingError):
                yield found
            elif found.path not in given:
                given.add(found.path)
                yield found


def read_source(source: Source, *, today: date | None = None) -> Iterator[Document | ReadingError]:
    """The articles of a source: one of a file, many of a table.

    Args:
        today: The day it is read, in UTC; None for the clock's. Dates after it are not believed.

    Yields:
        An article, or an error for what cannot be read, after which the rest goes on.
    """
    try:
        original = _opened(source, today or datetime.now(tz=UTC).date())
        yield from _format(source.name, source.shown).read(original)
    except ReadingError as error:
        yield error


def _found(shown: str, sidecars: Sidecars, limit: int) -> Iterator[Source | ReadingError]:
    if shown.casefold().startswith(("http://", "https://")):
        yield ReadingError(shown, "is a web address, which is not fetched", "Save the page, and give the file.")
        return
    path = Path(shown)
    try:
        is_folder = path.is_dir()
    except (OSError, ValueError):  # a name too long, or with a NUL
        yield ReadingError(shown, "cannot be a path", "Check the spelling of the path.")
        return
    yield from _in_folder(Folder(path, shown), sidecars, limit) if is_folder else _single(path, shown, sidecars, limit)


def _in_folder(folder: Folder, sidecars: Sidecars, limit: int) -> Iterator[Source | ReadingError]:
    files = list(folder.files())
    about = outer_first(files)
    for sidecar in about:
        yield from sidecars.read(sidecar, folder.shown(sidecar), within=folder.path)
    articles = [file for file in files if file not in set(about)]
    for file in articles:
        name = file.relative_to(folder.path).as_posix()
        yield _source(file, name, folder.shown(file), sidecars, limit)
    yield from folder.problems()
    if not articles:
        yield ReadingError(folder.name, "holds no articles", f"Kinds of files that are read: {kinds_read()}.")


def _single(path: Path, shown: str, sidecars: Sidecars, limit: int) -> Iterator[Source | ReadingError]:
    """A file that was given by itself; an ``articles.csv`` beside it counts too."""
    beside = path.parent / NAME
    if beside != path and is_sidecar(beside):
        yield from sidecars.read(beside.resolve(), str(beside), within=None)
    yield _source(path, path.name, shown, sidecars, limit)


def _source(path: Path, name: str, shown: str, sidecars: Sidecars, limit: int) -> Source | ReadingError:
    try:
        content = read_bytes(path, shown, limit=limit)
        _format(name, shown)
    except ReadingError as error:
        return error
    resolved = path.resolve()
    facts = sidecars.of(resolved)
    return Source(
        path=resolved, name=name, shown=shown, facts=facts, limit=limit, fingerprint=_fingerprint(content, facts)
    )


def _fingerprint(content: bytes, facts: Facts) -> str:
    said = "" if facts == NO_FACTS else repr(facts)
    return hashlib.sha256(hashlib.sha256(content).digest() + f"{READER_VERSION}\x00{said}".encode()).hexdigest()


def _format(name: str, shown: str) -> Format:
    """How a file is read, by its name; one without an ending is plain text.

    Raises:
        ReadingError: Files of this kind are not read.
    """
    ending = suffix(name) or ".txt"
    found = formats().get(ending)
    if found is None:
        raise ReadingError(shown, f"is of a kind that is not read ({ending})", f"Kinds that are: {kinds_read()}.")
    return found


def _opened(source: Source, today: date) -> Original:
    content = read_bytes(source.path, source.shown, limit=source.limit)
    digest = hashlib.sha256(content).hexdigest()
    if source.name.casefold().endswith(".gz"):
        content = gunzipped(content, source.shown, limit=source.limit)
    return Original(source=source, content=content, sha256=digest, today=today)
