"""Pages are taken apart in a child process with a limit of time and memory.

Extraction can be made slow or hungry by a page that is built for it, so it never runs in this process. One child serves
all pages, because starting it costs more than most pages do; a child that exceeds a limit is ended, and the next page
gets a new one.
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
from typing import IO

from provenance.errors import ReadingError

_CHILD = "provenance.reading.pages"
_PACKAGES = Path(__file__).resolve().parents[2]
_REMEDY = "Save its text as .txt and give that."
# Importing the libraries takes a second; on a busy machine more.
_SECONDS_TO_START = 60.0
_BROKEN = "breaks the reader of web pages, perhaps by its size"
# What the child says when it can be asked.
READY = b"ready\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedDate:
    """A date as a page's mark-up gives it.

    Attributes:
        role: ``published`` or ``updated``.
        rule: Where it stands: ``json-ld``, ``meta`` or ``time``.
        value: Its characters.
    """

    role: str
    rule: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a page says of its article.

    Attributes:
        text: Its main text, a paragraph a line; empty where it has none.
        dates: The dates its mark-up states, best first.
        made_out: The day that htmldate makes out, as ISO; None without one.
        shown: Where the page shows that day: its characters, and up to 40 before them; None where it does not.
    """

    text: str = ""
    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    dates: tuple[StatedDate, ...] = ()
    made_out: str | None = None
    shown: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one page may cost: wall time in seconds, address space of the child in bytes."""

    seconds: float = 15.0
    memory: int = 1_000_000_000


class Extractor:
    """Takes pages apart in a child process that it starts when first needed. Safe to share between threads.

    Args:
        limits: What one page may cost.
    """

    def __init__(self, limits: Limits = Limits()) -> None:
        self._limits = limits
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._owner = os.getpid()

    def extract(self, markup: str, subject: str) -> Page:
        """What a page says.

        Args:
            markup: The page, decoded.
            subject: What to call it in an error.

        Raises:
            ReadingError: It takes too long or too much memory, or cannot be taken apart.
        """
        with self._lock:
            reply = self._reply(markup.encode("utf-8", "replace"), subject)
        failure = _text(reply, "failure")
        if failure is not None:
            raise ReadingError(subject, failure, _REMEDY)
        return _page(reply)

    def close(self) -> None:
        """End the child, if there is one."""
        child, self._child = self._child, None
        if child is not None and self._owner == os.getpid():
            child.kill()
            child.communicate()

    def _reply(self, request: bytes, subject: str) -> Mapping[str, object]:
        child = self._running(subject)
        with _killed_after(child, self._limits.seconds) as late, suppress(OSError, ValueError):
            return _exchanged(child, request)
        self.close()
        reason = f"takes longer than {self._limits.seconds:g} seconds to take apart" if late.is_set() else _BROKEN
        raise ReadingError(subject, reason, _REMEDY)

    def _running(self, subject: str) -> subprocess.Popen[bytes]:
        """The child, started anew where it has ended or belongs to the process this one was forked from."""
        if self._child is None or self._child.poll() is not None or self._owner != os.getpid():
            self.close()
            self._owner = os.getpid()
            self._child = _started(self._limits.memory)
            with _killed_after(self._child, _SECONDS_TO_START):
                if _streams(self._child)[1].readline() != READY:
                    self.close()
                    raise ReadingError(subject, "the reader of web pages does not start", "Check that it is installed.")
        return self._child


@cache
def extractor() -> Extractor:
    """The extractor of this process; its child ends with it."""
    shared = Extractor()
    atexit.register(shared.close)
    return shared


def _started(memory: int) -> subprocess.Popen[bytes]:
    # -P and a path of our own: a json.py in the folder the user works in is not imported.
    paths = os.pathsep.join(filter(None, (str(_PACKAGES), os.environ.get("PYTHONPATH"))))
    return subprocess.Popen(  # noqa: S603  # this interpreter, with a module of this package
        [sys.executable, "-P", "-m", _CHILD, str(memory)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": paths},
    )


def _exchanged(child: subprocess.Popen[bytes], request: bytes) -> Mapping[str, object]:
    """Send one request and wait for its answer.

    Raises:
        OSError: The child has ended.
        ValueError: It has ended within its answer.
    """
    requests, answers = _streams(child)
    requests.write(b"%d\n%b" % (len(request), request))
    requests.flush()
    reply: object = json.loads(answers.read(int(answers.readline())))
    return reply if isinstance(reply, dict) else {}


def _streams(child: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    if child.stdin is None or child.stdout is None:
        raise OSError("the child was started without pipes")
    return child.stdin, child.stdout


@contextmanager
def _killed_after(child: subprocess.Popen[bytes], seconds: float) -> Iterator[threading.Event]:
    """End the child when the time is over; the event tells whether that happened."""
    late = threading.Event()

    def end() -> None:
        late.set()
        child.kill()

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield late
    finally:
        timer.cancel()


def _page(reply: Mapping[str, object]) -> Page:
    dates = reply.get("dates")
    return Page(
        text=_text(reply, "text") or "",
        title=_text(reply, "title"),
        author=_text(reply, "author"),
        outlet=_text(reply, "outlet"),
        url=_text(reply, "url"),
        language=_text(reply, "language"),
        made_out=_text(reply, "made_out"),
        shown=_text(reply, "shown"),
        dates=tuple(StatedDate(**entry) for entry in dates) if isinstance(dates, list) else (),
    )


def _text(reply: Mapping[str, object], name: str) -> str | None:
    value = reply.get(name)
    return value.strip() or None if isinstance(value, str) else None
