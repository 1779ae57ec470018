"""Files in the making beside the ones they are to become; those of processes that were killed are cleared away."""

from __future__ import annotations

import os
import re
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING
from uuid import uuid4

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

try:
    import fcntl
except ImportError:  # a system without it; there a draft counts as abandoned by its age alone
    fcntl = None  # type: ignore[assignment]

ABANDONED = 3_600
"""Seconds without a byte written after which a draft that nobody holds is taken for left over."""

_BESIDE = ("", "-wal", "-shm", "-journal")
_DRAFT = re.compile(r"\.[0-9a-f]{32}\.new$")


@contextmanager
def draft_of(path: Path) -> Iterator[Path]:
    """A new empty file to become `path`, held as long as it is worked on; what is left of it at the end is deleted.

    Raises:
        OSError: The folder cannot be written to.
    """
    clear_left_over(path)
    draft = path.with_name(f"{path.name}.{uuid4().hex}.new")
    descriptor = os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        _hold(descriptor)
        yield draft
    finally:
        for file in files_of(draft):
            with suppress(OSError):
                file.unlink()
        os.close(descriptor)


def clear_left_over(path: Path) -> None:
    """Delete the drafts of `path` that processes left when they were killed; never one that is being worked on.

    A process holds its draft by a lock, which ends with it. Since a lock does not hold on every disk, nobody must have
    written to the draft for an hour either.
    """
    with suppress(OSError):
        for draft in path.parent.glob(f"{path.name}.*.new"):
            if _DRAFT.fullmatch(draft.name.removeprefix(path.name)) and _is_left_over(draft):
                for file in files_of(draft):
                    with suppress(OSError):
                        file.unlink()


def files_of(path: Path) -> Iterator[Path]:
    """A store with what SQLite lays beside it, as far as they are there."""
    return (file for ending in _BESIDE if (file := path.with_name(f"{path.name}{ending}")).exists())


def _is_left_over(draft: Path) -> bool:
    try:
        if any(time.time() - file.stat().st_mtime < ABANDONED for file in files_of(draft)):
            return False
        descriptor = os.open(draft, os.O_RDWR)
    except OSError:
        return False
    try:
        _hold(descriptor)
    except OSError:
        return False
    finally:
        os.close(descriptor)
    return True


def _hold(descriptor: int) -> None:
    """Take the lock of a draft; at once, or not at all.

    Raises:
        OSError: Another process has it.
    """
    if fcntl is not None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
