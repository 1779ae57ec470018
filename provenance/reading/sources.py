"""From what a user points at to the articles in it: find what there is, open it, read it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from datetime import date as Day  # noqa: N812 - `date` would hide behind the argument of that meaning
from pathlib import Path

from provenance.errors import ReadingError
from provenance.models import Document
from provenance.reading.addresses import is_address, name_of_page
from provenance.reading.ahead import in_order
from provenance.reading.contents import check_file, read_bytes, read_head
from provenance.reading.encodings import in_utf_8
from provenance.reading.folders import Folder, outer_first
from provenance.reading.formats import format_of, kinds_read, read_original, recognised, unpacked
from provenance.reading.originals import FILE_LIMIT, HEAD, Original, Source, now
from provenance.reading.sidecars import NAME, Sidecars, is_sidecar

# Files beyond the usual limit that are read piece by piece, in bytes.
_LARGE_LIMIT = 2_000_000_000
Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An original that is being read.

    Attributes:
        documents: Its articles, with an error for each thing that cannot be read; to be taken once.
        passing: Whether what it gave earlier and no longer gives is still to be kept, as of a feed.
    """

    original: Original
    documents: Iterable[Document | ReadingError]
    passing: bool = False

    @property
    def path(self) -> str:
        """What the store knows it by."""
        return self.original.path

    @property
    def name(self) -> str:
        """What to call it in messages."""
        return self.original.shown

    @property
    def fingerprint(self) -> str:
        """Stands for all it holds."""
        return self.original.fingerprint


def find_sources(paths: Sequence[str | Path], *, limit: int = FILE_LIMIT) -> Iterator[Source | ReadingError]:
    """What there is to read at files, folders and addresses, each once, with what ``articles.csv`` says of it.

    Folders are searched with all their subfolders, in order of name. Nothing is opened or fetched yet.

    Args:
        limit: Largest file read, in bytes.

    Yields:
        A source for each file and address; for what cannot be read an error, after which the rest goes on.
    """
    sidecars = Sidecars(limit)
    given: set[Path | str] = set()
    for path in paths:
        for found in _found(str(path), sidecars, limit):
            if isinstance(found, ReadingError):
                yield found
            elif found.location not in given:
                given.add(found.location)
                yield found


def open_source(source: Source, *, clock: Clock = now) -> Original:
    """A source with its bytes: read from the disk, or fetched.

    Raises:
        ReadingError: It cannot be read or fetched.
    """
    return _fetched(source, clock) if isinstance(source.location, str) else _opened(source, source.location, clock())


def read_source(source: Source, *, today: Day | None = None) -> Iterator[Document | ReadingError]:
    """Open a source and read it; what cannot be opened is an error among what it yields.

    Args:
        today: The day it is read, in UTC; None for the clock's. Dates after it are not believed.
    """
    clock = now if today is None else lambda: datetime.combine(today, time(12), tzinfo=UTC)
    try:
        yield from read_original(open_source(source, clock=clock))
    except ReadingError as error:
        yield error


def read_ahead(
    sources: Iterable[Source | ReadingError], *, is_known: Callable[[Original], bool], clock: Clock = now
) -> Iterator[Reading | ReadingError]:
    """Sources as they are read, in order; those that take time are opened and taken apart several at once.

    Args:
        is_known: Whether an original need not be read, because all it holds is kept already.
    """

    def begun(source: Source | ReadingError) -> Reading | ReadingError:
        return source if isinstance(source, ReadingError) else _begun(source, is_known, clock)

    return in_order(begun, sources, workers=os.cpu_count() or 1)


def _begun(source: Source, is_known: Callable[[Original], bool], clock: Clock) -> Reading | ReadingError:
    try:
        original = open_source(source, clock=clock)
        kind = format_of(original)
    except ReadingError as error:
        return error
    documents: Iterable[Document | ReadingError] = read_original(original)
    if kind.extracted and not is_known(original):
        documents = tuple(documents)
    return Reading(original=original, documents=documents, passing=kind.passing)


# -------------------------------------------------------------------------------------------------- finding


def _found(shown: str, sidecars: Sidecars, limit: int) -> Iterator[Source | ReadingError]:
    if is_address(shown):
        yield Source(location=shown, name=name_of_page(shown), shown=shown, limit=limit)
        return
    path = Path(shown)
    try:
        is_folder = path.is_dir()
        if not is_folder:
            check_file(path, shown)
    except ReadingError as error:
        yield error
        return
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


def _source(path: Path, name: str, shown: str, sidecars: Sidecars, limit: int) -> Source:
    resolved = path.resolve()
    return Source(location=resolved, name=name, shown=shown, facts=sidecars.of(resolved), limit=limit)


# -------------------------------------------------------------------------------------------------- opening


def _opened(source: Source, path: Path, read_at: datetime) -> Original:
    kind = recognised(read_head(path, source.shown, size=HEAD))
    original = Original(
        path=str(path),
        name=source.name,
        shown=source.shown,
        content=b"",
        sha256="",
        read_at=read_at,
        facts=source.facts,
        limit=source.limit,
    )
    if kind is not None and kind.large:
        check_file(path, source.shown, limit=_LARGE_LIMIT)
        return replace(original, file=path, sha256=_digest(path))
    return _with_content(original, read_bytes(path, source.shown, limit=source.limit))


def _with_content(original: Original, content: bytes, charset: str | None = None) -> Original:
    digest = hashlib.sha256(content).hexdigest()
    whole = unpacked(replace(original, content=content, sha256=digest))
    return replace(whole, content=in_utf_8(whole.content, charset)) if charset else whole


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _fetched(source: Source, clock: Clock) -> Original:
    from provenance.reading.fetching import fetch  # noqa: PLC0415 - brings TLS, needed only where something is fetched

    answer = fetch(str(source.location), clock=clock)
    original = Original(
        path=source.shown,
        name=source.name,
        shown=source.shown,
        content=b"",
        sha256="",
        read_at=answer.at,
        facts=source.facts,
        limit=source.limit,
        captured=answer.taken_at,
        address=answer.address,
        media_type=answer.media_type,
    )
    return _with_content(original, answer.content, answer.charset)
