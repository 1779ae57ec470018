"""Whether SQLite's log beside a store is whole.

SQLite reads its log up to the first frame that is not right and takes the rest for a write that was cut short. That is
what it is after a power cut; but a bit that flips in the middle takes all later changes with it, without a word.
Such damage shows by a frame that continues the log rightly *behind* one that does not.

The form of the log: https://www.sqlite.org/fileformat2.html#the_write_ahead_log
"""

from __future__ import annotations

import struct
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    Words = NDArray[np.uint32]

_HEADER, _FRAME = 32, 24  # bytes
_A_WRITE = 0.1  # seconds; longer than writing an article takes
_ORDERS = {0x377F0682: "<u4", 0x377F0683: ">u4"}
"""What a log begins with, and in which order of bytes its checksums read it."""


def damage_of_log(log: Path) -> str | None:
    """What is damaged in a log, as a clause; None where it is whole, merely cut short, empty, or not there.

    A last change that is damaged cannot be told from one that was never finished.
    """
    if _damage_now(log) is None:
        return None
    time.sleep(_A_WRITE)  # another process may just have begun the log anew
    return _damage_now(log)


def _damage_now(log: Path) -> str | None:
    try:
        content = log.read_bytes()
    except FileNotFoundError:
        return None
    if not content:
        return None
    if len(content) < _HEADER:
        return "it is cut off within its header"
    magic, _, page, *_ = struct.unpack(">8I", content[:_HEADER])
    if magic not in _ORDERS or not _is_header(content[:_HEADER], _ORDERS[magic]):
        return "its header is damaged"
    return _damage_of_frames(content, page, _ORDERS[magic])


def _is_header(header: bytes, order: str) -> bool:
    import numpy as np  # noqa: PLC0415 - where there is no log there is nothing to add up

    words = np.frombuffer(header[:24], dtype=order).reshape(-1, 1)
    one, other = _sums(words, np.zeros(1, np.uint32), np.zeros(1, np.uint32))
    return (int(one[0]), int(other[0])) == struct.unpack(">2I", header[24:])


def _damage_of_frames(content: bytes, page: int, order: str) -> str | None:
    """The first frame that is not right while a later one is, all looked at side by side."""
    import numpy as np  # noqa: PLC0415

    count = (len(content) - _HEADER) // (_FRAME + page)
    if not count:  # killed just as the log was begun
        return None
    body = np.frombuffer(content, np.uint8, count * (_FRAME + page), _HEADER).reshape(count, -1)
    # A frame with another salt is left from an earlier round of the log.
    current = (body[:, 8:16] == np.frombuffer(content[16:24], np.uint8)).all(axis=1)
    kept = np.ascontiguousarray(body[:, 16:24]).view(">u4").astype(np.uint32)
    first = np.frombuffer(content[24:_HEADER], ">u4").astype(np.uint32).reshape(1, 2)
    before = np.concatenate([first, kept])[:count]
    summed = np.concatenate([body[:, :8], body[:, _FRAME:]], axis=1).view(order).T
    one, other = _sums(summed, before[:, 0], before[:, 1])
    right = current & (one == kept[:, 0]) & (other == kept[:, 1])
    broken = int(np.argmin(np.append(right, False)))
    if not right[broken:].any():
        return None
    return f"frame {broken + 1} of {count} is damaged, and what was written after it cannot be reached"


def _sums(words: Words, one: Words, other: Words) -> tuple[Words, Words]:
    """SQLite's two running sums over the rows of `words`, two at a time; each column is a sum of its own."""
    rows = words.astype("uint32", order="C")
    one, other = one.copy(), other.copy()
    for first, second in zip(rows[::2], rows[1::2], strict=True):
        one += first + other
        other += second + one
    return one, other
