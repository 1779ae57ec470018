"""Output files of long work: seen to before it starts, written under another name, given their own when whole."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO

from provenance.errors import ProvenanceError, UsageError

_UNFINISHED = ".unfinished"


def require_distinct(paths: Sequence[Path], *, given: Path) -> None:
    """See that no file would be written twice, nor the one that is read.

    Raises:
        UsageError: One would.
    """
    seen = {given.resolve()}
    for path in paths:
        if path.resolve() in seen:
            reason = "it is the list of claims" if path.resolve() == given.resolve() else "it would be written twice"
            raise UsageError(str(path), reason, "Give every output a name of its own with --out.")
        seen.add(path.resolve())


def require_folders(paths: Sequence[Path], *, room: int) -> None:
    """See that the folders of files to come are there, can be written to, and have some room.

    Args:
        room: The least that all files together will take, in bytes.

    Raises:
        UsageError: One is not there or cannot be written to.
        ProvenanceError: A disk is full.
    """
    for folder in dict.fromkeys(path.parent for path in paths):
        if not folder.is_dir():
            raise UsageError(str(folder), "there is no such folder", "Make it, or name another one with --out.")
        if not os.access(folder, os.W_OK | os.X_OK):
            raise UsageError(str(folder), "it cannot be written to", "Name another folder with --out.")
        free = shutil.disk_usage(folder).free
        if free < room:
            reason = f"its disk has {free / 10**6:,.0f} MB left, and at least {room / 10**6:,.0f} MB are needed"
            raise ProvenanceError(str(folder), reason, "Make room, or name another folder with --out.")


def require_absent(paths: Sequence[Path]) -> None:
    """See that nothing would be written over.

    Raises:
        UsageError: A file is there already; it is kept.
    """
    for path in paths:
        if path.exists():
            raise UsageError(str(path), "it is there already, and is kept", "Name another --out, or add --force.")


def publish(path: Path, write: Callable[[BinaryIO], None]) -> None:
    """Write a file whole or not at all: it has its name only once it is on disk.

    Raises:
        OSError: It cannot be written; what was there before is there still.
    """
    draft = path.with_name(path.name + _UNFINISHED)
    try:
        with draft.open("w+b") as stream:
            write(stream)
            stream.flush()
            os.fsync(stream.fileno())
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    draft.replace(path)
