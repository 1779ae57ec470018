"""What is uploaded is kept inside the collection's folder, under names that can do no harm.

Every upload lies in a folder named by what it holds, so that no upload can take the place of another. Files that are
uploaded together with an ``articles.csv`` about them share a folder, since it speaks of the files beside it.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from glob import escape
from hashlib import sha256
from itertools import count
from pathlib import Path, PurePath
from uuid import uuid4

from provenance.errors import CollectionError, ReadingError
from provenance.reading.sidecars import NAME, describes_files

FOLDER = "uploads"
MOST = 500
"""How many files are taken at once."""

_LONGEST = 120  # bytes of a name in UTF-8, far below what any file system takes
_ENDING = re.compile(r"(?:\.[a-z0-9]{1,12}){1,2}$", re.IGNORECASE)
_ACTING = re.compile(r'[<>:"|?*#]+')  # signs that Windows takes for others, and the one between a file and its parts
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)", re.IGNORECASE)
_HEADER = 100_000  # bytes of an articles.csv in which its first row ends


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file as a browser sent it; its name may be anything."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An upload where it lies now.

    Attributes:
        name: What the user calls it.
    """

    name: str
    path: Path


class Uploads:
    """The uploaded files of one collection.

    Args:
        index: The index folder; it need not exist.
    """

    def __init__(self, index: Path) -> None:
        self.folder = index / FOLDER

    def keep(self, given: Sequence[Upload]) -> tuple[Kept | ReadingError, ...]:
        """Keep files that were uploaded together.

        An ``articles.csv`` about the others is kept beside them and is no article itself. A file that was uploaded
        before is not kept twice; where it comes with an ``articles.csv`` now, it moves to it.

        Raises:
            CollectionError: The folder cannot be written to.
        """
        try:
            about = [upload for upload in given if _is_about_files(upload)]
            articles = [upload for upload in given if upload not in about]
            if about and not articles:
                return tuple(_speaks_of_nothing(upload) for upload in about)
            return tuple(self._keep_together(about, articles) if about else map(self._keep_alone, articles))
        except OSError as error:
            reason = f"what is uploaded cannot be kept there ({error.strerror or error})"
            raise CollectionError(str(self.folder), reason, "See whether you may write to this folder.") from error

    def file_of(self, path: str) -> Path | None:
        """The uploaded file that an article with this path was read from; None where it lies elsewhere."""
        root = self.folder.resolve()
        prefix = f"{root}{os.sep}"
        parts = PurePath(path.removeprefix(prefix).partition("#")[0]).parts
        if not path.startswith(prefix) or len(parts) != 2 or os.pardir in parts:
            return None
        file = root.joinpath(*parts)
        return file if file.is_file() and file.resolve() == file else None

    def discard(self, paths: Iterable[str], *, still_read: Iterable[str]) -> int:
        """Delete uploaded files that no article comes from any more; files elsewhere are never touched.

        Args:
            paths: Paths of files, or of articles that were taken out.
            still_read: The paths of all articles that are left.

        Returns:
            How many files were deleted.
        """
        files = {file for path in paths if (file := self.file_of(path)) is not None}
        if not files:
            return 0
        gone = files - {self.file_of(path) for path in still_read}
        for file in gone:
            _delete(file)
        return len(gone)

    def _keep_alone(self, upload: Upload) -> Kept:
        name, digest = safe_name(upload.name), sha256(upload.content).hexdigest()
        earlier = next(self._copies(name, digest), None)
        return Kept(name=upload.name, path=earlier or _written(self.folder / digest[:32], name, upload.content))

    def _keep_together(self, about: Sequence[Upload], articles: Sequence[Upload]) -> Iterator[Kept]:
        digests = sorted(f"{safe_name(one.name)} {sha256(one.content).hexdigest()}" for one in (*about, *articles))
        folder = self.folder / sha256("\n".join(digests).encode()).hexdigest()[:32]
        _written(folder, NAME, about[0].content)
        for upload in articles:
            name = safe_name(upload.name)
            kept = _written(folder, name, upload.content)
            for copy in list(self._copies(name, sha256(upload.content).hexdigest())):
                if copy.parent != kept.parent:
                    _delete(copy)
            yield Kept(name=upload.name, path=kept)

    def _copies(self, name: str, digest: str) -> Iterator[Path]:
        """Where a file of this name and these bytes was kept before."""
        for path in sorted(self.folder.resolve().glob(f"*/{escape(name)}")):
            if not path.is_symlink() and path.is_file() and sha256(path.read_bytes()).hexdigest() == digest:
                yield path


def safe_name(name: str) -> str:
    r"""A file's name that stays in its folder, is not hidden, and is one on every system.

    Example:
        ``safe_name("../../etc/passwd") == "passwd"``; ``safe_name("..\\a:b.txt") == "a_b.txt"``;
        ``safe_name("CON.txt") == "_CON.txt"``.
    """
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", name))[-1]
    visible = "".join(" " if character.isspace() else character for character in last if _is_visible(character))
    plain = _ACTING.sub("_", visible.strip()).strip(".")
    if not plain.strip("_"):
        return "upload.txt"
    return _shortened(f"_{plain}" if _RESERVED.match(plain) else plain)


def _is_visible(character: str) -> bool:
    return character.isspace() or not unicodedata.category(character).startswith("C")


def _shortened(name: str) -> str:
    found = _ENDING.search(name)
    ending = found.group() if found and found.start() else ""
    stem = name.removesuffix(ending).encode()[: _LONGEST - len(ending)]
    return f"{stem.decode(errors='ignore').rstrip('. ')}{ending}"


def _is_about_files(upload: Upload) -> bool:
    header = upload.content[:_HEADER].splitlines()[:1]
    named = safe_name(upload.name) == NAME and bool(header)
    return named and describes_files(header[0].decode("utf-8-sig", errors="replace"))


def _speaks_of_nothing(upload: Upload) -> ReadingError:
    return ReadingError(upload.name, "speaks of other files, and none came with it", "Upload it together with them.")


def _written(folder: Path, name: str, content: bytes) -> Path:
    """Where these bytes lie in a folder now: under their name, or a numbered one where another file has it."""
    folder.mkdir(parents=True, exist_ok=True)
    path = next(path for path in _numbered(folder.resolve(), name) if _is_free(path, content))
    if not path.exists():
        part = path.with_name(f".{uuid4().hex}.part")  # whole or not there at all, also where the power fails
        part.write_bytes(content)
        part.replace(path)
    return path


def _numbered(folder: Path, name: str) -> Iterator[Path]:
    yield folder / name
    stem, dot, ending = name.partition(".")
    yield from (folder / f"{stem}-{number}{dot}{ending}" for number in count(2))


def _is_free(path: Path, content: bytes) -> bool:
    if not os.path.lexists(path):
        return True
    return not path.is_symlink() and path.is_file() and path.read_bytes() == content


def _delete(file: Path) -> None:
    """Delete an upload, and its folder where nothing but an ``articles.csv`` about it is left."""
    file.unlink(missing_ok=True)
    left = [one for one in file.parent.iterdir() if one.name != NAME]
    if not left:
        (file.parent / NAME).unlink(missing_ok=True)
        file.parent.rmdir()
