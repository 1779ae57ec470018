"""Work done in a child process that may be killed at any moment, and what it said until then.

Children are forked, so that two hundred of them need not import anything; so the parent must not have used FAISS.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a child ended.

    Attributes:
        told: The lines it told, in order; of a killed one those that were told whole.
        killed: Whether it died of a signal.
        failed: The error it ended with, as text; None where there was none.
        seconds: How long it lived.
    """

    told: tuple[str, ...]
    killed: bool
    failed: str | None
    seconds: float


def run(work: Callable[[Tell], object], *, kill_after: float | None = None) -> Ended:
    """Do `work` in a child; with `kill_after`, end it with SIGKILL after so many seconds."""
    reading, child = begin(work)
    begun = time.perf_counter()
    if kill_after is not None:
        time.sleep(kill_after)
        os.kill(child, signal.SIGKILL)
    return end(reading, child, begun)


def begin(work: Callable[[Tell], object]) -> tuple[int, int]:
    """Start a child; the end of its pipe to read from, and its process id."""
    reading, writing = os.pipe()
    sys.stdout.flush()
    child = os.fork()
    if child:
        os.close(writing)
        return reading, child
    os.close(reading)
    status = 0
    try:
        work(lambda line: _write(writing, line))
    except BaseException as error:
        kind = type(error).__name__
        text = (
            str(error) if kind.endswith(("Error", "Article")) and hasattr(error, "remedy") else traceback.format_exc()
        )
        _write(writing, f"\0{text}")
        status = 1
    os._exit(status)


def end(reading: int, child: int, begun: float) -> Ended:
    """Wait for a child that was begun, and take what it told."""
    with os.fdopen(reading, "rb") as pipe:
        lines = pipe.read().decode("utf-8", "replace").split("\x01")[:-1]
    _, status = os.waitpid(child, 0)
    failed = [line[1:] for line in lines if line.startswith("\0")]
    return Ended(
        told=tuple(line for line in lines if not line.startswith("\0")),
        killed=os.WIFSIGNALED(status),
        failed=failed[0] if failed else None,
        seconds=time.perf_counter() - begun,
    )


def asked(question: Callable[[], Any]) -> Any:
    """What `question` answers, found out in a child of its own.

    Raises:
        RuntimeError: It failed; the error's text is the child's.
    """
    ended = run(lambda tell: tell(pickle.dumps(question()).hex()))
    if ended.failed is not None or ended.killed:
        raise RuntimeError(ended.failed or "the child died")
    return pickle.loads(bytes.fromhex(ended.told[0]))


def _write(pipe: int, line: str) -> None:
    content = f"{line}\x01".encode("utf-8", "replace")
    while content:
        content = content[os.write(pipe, content) :]
