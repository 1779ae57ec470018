"""Zip archives: each member is read as the file it is; nothing is unpacked onto the disk."""

from __future__ import annotations

import os
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import PurePosixPath

from provenance.errors import ReadingError
from provenance.models import Document
from provenance.reading.ahead import in_order
from provenance.reading.columns import NO_FACTS, Facts
from provenance.reading.folders import is_about_the_folder, is_article_name
from provenance.reading.formats import read_original, recognised, unpacked
from provenance.reading.originals import HEAD, Format, Original
from provenance.reading.sidecars import NAME, describes_files, entries

_MOST_MEMBERS = 10_000
# Bytes that all members together unpack to, and how much more than its packed size one may be: text packs to a tenth.
_MOST_BYTES = 1_000_000_000
_RATIO, _SMALL = 200, 1_000_000
_ENCRYPTED = 0x1
_REMEDY = "Unpack it, and give the folder."
Given = Original | ReadingError


def read(original: Original) -> Iterator[Document | ReadingError]:
    """The articles of every member, in order of name."""
    with _opened(original) as archive:
        members = _checked(archive, original)
        if not members:
            raise ReadingError(original.shown, "holds no articles", "Put files of articles into it.")
        said, heard = _about(archive, original)
        given = (_member(archive, original, member, said) for member in members if _path(member) not in heard)
        for documents in in_order(_read, given, workers=os.cpu_count() or 1):
            yield from documents


@contextmanager
def _opened(original: Original) -> Iterator[zipfile.ZipFile]:
    with original.opened() as file:
        try:
            archive = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, struct.error) as error:
            raise ReadingError(original.shown, "is a damaged zip archive", "Make it again.") from error
        with archive:
            yield archive


def _checked(archive: zipfile.ZipFile, original: Original) -> list[zipfile.ZipInfo]:
    """The members that hold articles, once it is known that the archive is of a size to be read."""
    every = archive.infolist()
    if len(every) > _MOST_MEMBERS:
        reason = f"holds {len(every):,} members, and at most {_MOST_MEMBERS:,} are read"
        raise ReadingError(original.shown, reason, _REMEDY)
    unpacked_size = sum(member.file_size for member in every)
    if unpacked_size > _MOST_BYTES:
        reason = f"unpacks to more than {_MOST_BYTES / 1_000_000:,.0f} million bytes"
        raise ReadingError(original.shown, reason, _REMEDY)
    wanted = [member for member in every if not member.is_dir() and _is_wanted(_path(member))]
    return sorted(wanted, key=_path)


def _is_wanted(path: str) -> bool:
    parts = PurePosixPath(path).parts
    hidden = any(part.startswith((".", "__MACOSX")) for part in parts)
    return not hidden and is_article_name(path) and not is_about_the_folder(path)


def _path(member: zipfile.ZipInfo) -> str:
    """A member's path within the archive; it never leads out of it, since it only becomes a name."""
    return posixpath.normpath("/" + member.filename.replace("\\", "/")).lstrip("/")


def _about(archive: zipfile.ZipFile, original: Original) -> tuple[dict[str, Facts], set[str]]:
    """What each ``articles.csv`` says, by path, and their own paths; the one nearest to a file has the last word."""
    said: dict[str, Facts] = {}
    heard: set[str] = set()
    sidecars = [member for member in archive.infolist() if PurePosixPath(_path(member)).name == NAME]
    for sidecar in sorted(sidecars, key=lambda member: _path(member).count("/")):
        content = _content(archive, original, sidecar)
        if isinstance(content, ReadingError) or not _describes_files(content):
            continue
        heard.add(_path(sidecar))
        folder = PurePosixPath(_path(sidecar)).parent
        for entry in entries(content, folder, f"{original.shown}, {_path(sidecar)}"):
            if not isinstance(entry, ReadingError):
                path = posixpath.normpath(str(entry.file))
                said[path] = entry.facts.over(said.get(path, NO_FACTS))
    return said, heard


def _describes_files(content: bytes) -> bool:
    return describes_files(content.split(b"\n", 1)[0].decode("utf-8-sig", errors="replace"))


def _member(archive: zipfile.ZipFile, original: Original, info: zipfile.ZipInfo, said: dict[str, Facts]) -> Given:
    content = _content(archive, original, info)
    if isinstance(content, ReadingError):
        return content
    return replace(original.member(_path(info), content), facts=said.get(_path(info), NO_FACTS))


def _content(archive: zipfile.ZipFile, original: Original, info: zipfile.ZipInfo) -> bytes | ReadingError:
    shown = f"{original.shown}, {_path(info)}"
    if info.flag_bits & _ENCRYPTED:
        return ReadingError(shown, "is encrypted", _REMEDY)
    if info.file_size > original.limit or info.file_size > _RATIO * info.compress_size + _SMALL:
        return ReadingError(shown, f"unpacks to {info.file_size:,} bytes, more than is read of one file", _REMEDY)
    try:
        with archive.open(info) as member:
            content = member.read(original.limit + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError, struct.error) as error:
        return ReadingError(shown, f"cannot be unpacked ({error})", "Make the archive again.")
    return content or ReadingError(shown, "is empty", "Leave it out, or fill it.")


def _read(given: Given) -> tuple[Document | ReadingError, ...]:
    if isinstance(given, ReadingError):
        return (given,)
    try:
        member = unpacked(given)
    except ReadingError as error:
        return (error,)
    kind = recognised(member.content[:HEAD])
    if kind is not None and kind.large:
        return (ReadingError(given.shown, f"is {kind.name} within an archive", "Take it out, and give it by itself."),)
    return tuple(read_original(member))


def _is_zip(head: bytes) -> bool:
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06")) and not is_office(head)


def is_office(head: bytes) -> bool:
    """Whether a zip archive that begins so is a document of an office program."""
    return b"[Content_Types].xml" in head or b"_rels/.rels" in head or b"mimetypeapplication/" in head


FORMAT = Format(
    name="a zip archive",
    suffixes=(".zip",),
    read=read,
    media_types=("application/zip",),
    recognises=_is_zip,
    only_recognised=True,
    large=True,
)
