"""The files of a folder tree, in order, without what no article is in."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from provenance.errors import ReadingError
from provenance.reading.formats import formats, kinds_read
from provenance.reading.originals import suffix
from provenance.reading.sidecars import NAME, is_sidecar

# Kinds of documents people keep articles in that are not read; others (images, styles, programs) go without a word.
# fmt: off
_UNREAD_DOCUMENTS = frozenset((
    ".doc", ".odt", ".rtf", ".epub", ".mobi", ".pages", ".tex", ".json", ".xlsx", ".xls", ".ods", ".parquet", ".tar",
    ".tgz", ".7z", ".rar", ".bz2", ".xz", ".mht", ".mhtml", ".webarchive", ".eml", ".msg", ".pptx", ".ppt",
))
# fmt: on
# Files that tell of a folder rather than stand in it as articles.
_ABOUT_THE_FOLDER = frozenset(("readme", "license", "licence", "changelog", "contributing", "notice", "copying"))


class Folder:
    """A folder that a user gave.

    Args:
        path: The folder.
        shown: Its path as the user wrote it; `name` is the same without a slash at its end.
    """

    def __init__(self, path: Path, shown: str) -> None:
        self.path = path.resolve()
        self.name = shown.rstrip("/") or shown
        self._problems: list[ReadingError] = []
        self._unread: Counter[str] = Counter()

    def shown(self, file: Path) -> str:
        """A file's path as the user would write it."""
        return f"{self.name.rstrip('/')}/{file.relative_to(self.path).as_posix()}"

    def files(self) -> Iterator[Path]:
        """Files of kinds that are read, and each ``articles.csv`` about files, in order of their paths.

        Hidden files and folders, README and LICENSE files, and the folders that browsers save beside a page are left
        out. Links are followed only to files within the folder.
        """
        for folder, folders, names in os.walk(self.path, onerror=self._note_unreadable):
            here = Path(folder)
            folders[:] = sorted(name for name in folders if self._is_entered(here / name, names))
            for name in sorted(names):
                if not name.startswith(".") and self._is_taken(here / name):
                    yield here / name

    def problems(self) -> Iterator[ReadingError]:
        """What could not be read on the way; complete when `files` is exhausted."""
        yield from self._problems
        if self._unread:
            kinds = ", ".join(f"{count} {ending}" for ending, count in sorted(self._unread.items()))
            yield ReadingError(
                self.name, f"holds files of kinds that are not read ({kinds})", f"Kinds that are: {kinds_read()}."
            )

    def _is_entered(self, folder: Path, beside: list[str]) -> bool:
        if folder.name.startswith("."):
            return False
        if folder.is_symlink():
            self._leads_out(folder)
            return False
        page = folder.name.removesuffix("_files")
        return page == folder.name or not {f"{page}.html", f"{page}.htm"} & set(beside)

    def _is_taken(self, file: Path) -> bool:
        if is_about_the_folder(file.name) or (file.is_symlink() and self._leads_out(file)):
            return False
        if is_article_name(file.name):
            return True
        ending = suffix(file.name)
        if ending in _UNREAD_DOCUMENTS:
            self._unread[ending] += 1
        return False

    def _leads_out(self, link: Path) -> bool:
        """Whether a link leads nowhere or out of the folder; then it is noted."""
        try:
            target = link.resolve(strict=True)
        except (OSError, RuntimeError):
            self._problems.append(ReadingError(self.shown(link), "is a link that leads nowhere", "Remove it."))
            return True
        if target.is_relative_to(self.path):
            return False
        reason = "is a link that leads out of the folder, and was not followed"
        self._problems.append(ReadingError(self.shown(link), reason, "Give the file itself."))
        return True

    def _note_unreadable(self, error: OSError) -> None:
        subject = self.shown(Path(error.filename)) if error.filename else self.name
        reason = f"cannot be read ({error.strerror or error})"
        self._problems.append(ReadingError(subject, reason, "Check the folder's permissions."))


def is_article_name(name: str) -> bool:
    """Whether a file of this name is of a kind that is read."""
    return suffix(name) in formats()


def is_about_the_folder(name: str) -> bool:
    """Whether a file of this name tells of the folder it lies in, like a README, rather than being an article."""
    return PurePosixPath(name).stem.casefold() in _ABOUT_THE_FOLDER


def outer_first(files: list[Path]) -> list[Path]:
    """The ``articles.csv`` among files, those of outer folders before those of inner ones."""
    return sorted((file for file in files if file.name == NAME and is_sidecar(file)), key=lambda file: len(file.parts))
