"""Files are taken apart in child processes with a limit of time and memory, several at once.

A page or a document can be built to make its reader slow, hungry or fatal, so libraries that take files apart never run
in this process. A child serves many files, because starting it costs more than most of them do; a child that exceeds a
limit is ended, and the next file gets a new one.
"""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO, Self

from provenance.errors import ReadingError

_CHILD = "provenance.reading.extraction.child"
_PACKAGES = Path(__file__).resolve().parents[3]
_REMEDY = "Save its text as .txt and give that."
# Importing the libraries takes a second; on a busy machine more.
_SECONDS_TO_START = 60.0
# What the child says when it has imported what it needs for a file.
READY = b"ready\n"


class Unreadable(Exception):
    """An extractor's finding that a file cannot be taken apart.

    Args:
        reason: A clause that follows the file's name.
        remedy: What its owner can do, a sentence; empty for the usual one.
    """

    def __init__(self, reason: str, remedy: str = "") -> None:
        self.reason = reason
        self.remedy = remedy
        super().__init__(reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedDate:
    """A date as a file's mark-up or properties give it.

    Attributes:
        role: ``published`` or ``updated``.
        rule: Where it stands: ``json-ld``, ``meta``, ``time`` or ``file-properties``.
        value: Its characters.
    """

    role: str
    rule: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Extract:
    """What a file says of its article.

    Attributes:
        text: Its main text, a paragraph a line; empty where it has none.
        canonical_url: The address the page declares to be its own.
        dates: The dates its mark-up states, best first.
        made_out: The day that htmldate makes out, as ISO; None without one.
        shown: Where the page shows that day: its characters, and up to 40 before them; None where it does not.
    """

    text: str = ""
    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    canonical_url: str | None = None
    language: str | None = None
    dates: tuple[StatedDate, ...] = ()
    made_out: str | None = None
    shown: str | None = None

    @classmethod
    def of(cls, answer: Mapping[str, object]) -> Self:
        """An extract as the child sent it."""
        dates = answer.get("dates")
        return cls(
            text=_text(answer, "text") or "",
            title=_text(answer, "title"),
            author=_text(answer, "author"),
            outlet=_text(answer, "outlet"),
            canonical_url=_text(answer, "canonical_url"),
            language=_text(answer, "language"),
            made_out=_text(answer, "made_out"),
            shown=_text(answer, "shown"),
            dates=tuple(StatedDate(**entry) for entry in dates) if isinstance(dates, list) else (),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one file may cost: wall time in seconds, address space of the child in bytes."""

    seconds: float = 15.0
    memory: int = 500_000_000


class Extractor:
    """Takes files apart in child processes that it starts when they are needed. Safe to share between threads.

    Args:
        limits: What one file may cost.
        children: How many work at once, at most.
    """

    def __init__(self, limits: Limits = Limits(), *, children: int = 1) -> None:
        self._limits = limits
        self._free = threading.BoundedSemaphore(children)
        self._lock = threading.Lock()
        self._idle: list[_Child] = []
        self._owner = os.getpid()

    def extract(self, reader: str, content: bytes, subject: str) -> Extract:
        """What a file says of its article.

        Args:
            reader: Name of the module in `provenance.reading.extractors`.
            content: The file.
            subject: What to call it in an error.

        Raises:
            ReadingError: It takes too long or too much memory, or cannot be taken apart.
        """
        return Extract.of(self.answer(reader, content, subject))

    def answer(self, reader: str, content: bytes, subject: str) -> Mapping[str, object]:
        """What an extractor gives for a file, as it comes from the child: a JSON object. See `extract`."""
        with self._free:
            child = self._taken()
            try:
                answer = child.answer(reader, content, self._limits.seconds)
            except _ChildEndedError as ended:
                child.end()
                raise ReadingError(subject, str(ended), _REMEDY) from None
            except BaseException:
                child.end()
                raise
            if answer.get("exhausted"):  # what it took it may not have given back
                child.end()
            else:
                with self._lock:
                    self._idle.append(child)
        failure = _text(answer, "failure")
        if failure is not None:
            raise ReadingError(subject, failure, _text(answer, "remedy") or _REMEDY)
        return answer

    def close(self) -> None:
        """End the children that wait; those at work end with their files."""
        with self._lock:
            idle, self._idle = self._idle, []
        if self._owner == os.getpid():
            for child in idle:
                child.end()

    def _taken(self) -> _Child:
        """A child that waits, else a new one; those of the process this one was forked from are not ours."""
        with self._lock:
            if self._owner != os.getpid():
                self._owner, self._idle = os.getpid(), []
            while self._idle:
                child = self._idle.pop()
                if child.is_alive():
                    return child
        return _Child(self._limits.memory)


@cache
def extractor() -> Extractor:
    """The extractor of this process, with a child a core; they end with it."""
    shared = Extractor(children=os.cpu_count() or 1)
    atexit.register(shared.close)
    return shared


class _ChildEndedError(Exception):
    """The child is of no more use; the message says why, in a clause that follows the file's name."""


class _Child:
    """A process that takes files apart one after the other.

    Args:
        memory: Its address space, in bytes.
    """

    def __init__(self, memory: int) -> None:
        # -P and a path of our own: a json.py in the folder the user works in is not imported.
        paths = os.pathsep.join(filter(None, (str(_PACKAGES), os.environ.get("PYTHONPATH"))))
        self._process = subprocess.Popen(  # noqa: S603  # this interpreter, with a module of this package
            [sys.executable, "-P", "-m", _CHILD, str(memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": paths},
        )

    def is_alive(self) -> bool:
        """Whether it still runs."""
        return self._process.poll() is None

    def end(self) -> None:
        """Kill it."""
        self._process.kill()
        with suppress(OSError, ValueError):
            self._process.communicate()

    def answer(self, reader: str, content: bytes, seconds: float) -> Mapping[str, object]:
        """What the extractor `reader` gives for `content` within `seconds`, once its libraries are imported.

        Raises:
            _ChildEndedError: It exceeded a limit, or broke.
        """
        requests, answers = self._pipes()
        with self._killed_after(_SECONDS_TO_START), suppress(OSError, ValueError):
            requests.write(json.dumps({"reader": reader, "length": len(content)}).encode() + b"\n")
            requests.flush()
        if answers.readline() != READY:
            raise _ChildEndedError("cannot be read now: its reader does not start. Check that it is installed")
        with self._killed_after(seconds) as late, suppress(OSError, ValueError):
            requests.write(content)
            requests.flush()
            answer: object = json.loads(answers.read(int(answers.readline())))
            return answer if isinstance(answer, dict) else {}
        if late.is_set():
            raise _ChildEndedError(f"takes longer than {seconds:g} seconds to take apart")
        raise _ChildEndedError("breaks its reader, perhaps by its size")

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        if self._process.stdin is None or self._process.stdout is None:
            raise _ChildEndedError("cannot be read now: its reader was started without pipes")
        return self._process.stdin, self._process.stdout

    @contextmanager
    def _killed_after(self, seconds: float) -> Iterator[threading.Event]:
        """End the process when the time is over; the event tells whether that happened."""
        late = threading.Event()

        def end() -> None:
            late.set()
            self._process.kill()

        timer = threading.Timer(seconds, end)
        timer.daemon = True
        timer.start()
        try:
            yield late
        finally:
            timer.cancel()


def _text(answer: Mapping[str, object], name: str) -> str | None:
    value = answer.get(name)
    return value.strip() or None if isinstance(value, str) else None
