"""The child process of file extraction: answers requests until its input ends.

A request is a line of JSON, ``{"reader": NAME, "length": N}``. When the extractor of that name is imported the child
says that it is ready; then come N bytes, the file. An answer is a line with the number of bytes that follow, and those
bytes: what the extractor gave as a JSON object, or ``{"failure": "…", "remedy": "…"}``.
"""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Callable
from dataclasses import asdict
from importlib import import_module
from typing import Any, BinaryIO

from provenance.errors import ReadingError
from provenance.reading.extraction import READY, Unreadable

_EXTRACTORS = "provenance.reading.extractors"
Extract = Callable[[bytes], Any]  # each extractor gives a dataclass of its own


def answer(extract: Extract, content: bytes) -> bytes:
    """The answer to one request."""
    try:
        reply: dict[str, object] = asdict(extract(content))
    except (Unreadable, ReadingError) as error:
        reply = {"failure": error.reason, "remedy": error.remedy}
    except MemoryError:
        reply = {"failure": "needs more memory to take apart than a file may", "exhausted": True}
    except RecursionError:
        reply = {"failure": "is nested too deeply to take apart"}
    except Exception as error:
        reply = {"failure": f"cannot be taken apart ({type(error).__name__})"}
    return json.dumps(reply, ensure_ascii=False).encode("utf-8", "replace")


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer requests until there are no more."""
    while line := requests.readline():
        request = json.loads(line)
        extract: Extract = import_module(f"{_EXTRACTORS}.{request['reader']}").extract
        answers.write(READY)
        answers.flush()
        body = answer(extract, requests.read(request["length"]))
        answers.write(b"%d\n%b" % (len(body), body))
        answers.flush()


def limit_memory(size: int) -> None:
    """Let this process have no more than `size` bytes of address space, where the system can see to that."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415  # not on every system

        resource.setrlimit(resource.RLIMIT_AS, (size, size))


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    limit_memory(int(sys.argv[1]))
    serve(sys.stdin.buffer, sys.stdout.buffer)
