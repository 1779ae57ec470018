"""A web server on this machine that says exactly what a test has it say, byte by byte where need be."""

from __future__ import annotations

import socket
import socketserver
import ssl
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Thread

# What is sent for a path: the bytes of an answer, or its pieces, which may have no end.
Answer = bytes | Iterable[bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A server at work, and the heads of the requests it got."""

    port: int
    requests: list[str] = field(default_factory=list)

    def paths(self) -> list[str]:
        """What was asked for, in order."""
        return [request.split(" ")[1] for request in self.requests]


def answer(body: bytes = b"", *, status: str = "200 OK", **headers: str) -> bytes:
    """The bytes of an answer with its length. ``content_type`` is ``Content-Type``; an empty header is left out."""
    given = {"content_length": str(len(body))} | headers
    lines = "".join(f"{name.replace('_', '-').title()}: {value}\r\n" for name, value in given.items() if value)
    return f"HTTP/1.1 {status}\r\n{lines}\r\n".encode() + body


@contextmanager
def serving(
    answers: Mapping[str, Answer], *, certificate: ssl.SSLContext | None = None, host: str = "127.0.0.1"
) -> Iterator[Served]:
    """Serves answers by their paths until the block ends."""

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            with suppress(OSError):  # whoever asked may leave at any time
                if certificate is not None:
                    self.request = certificate.wrap_socket(self.request, server_side=True)
                self._reply()

        def _reply(self) -> None:
            head = b""
            while head[:1] in (b"", b"G") and b"\r\n\r\n" not in head and (received := self.request.recv(65_536)):
                head += received
            if not head.startswith(b"GET "):
                self.request.sendall(answer(status="400 Bad Request"))
                return
            served.requests.append(head.decode("latin-1"))
            said = answers[served.paths()[-1]]
            for piece in (said,) if isinstance(said, bytes) else said:
                self.request.sendall(piece)

        def finish(self) -> None:
            self.request.close()

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        block_on_close = False
        allow_reuse_address = True
        address_family = socket.AF_INET6 if ":" in host else socket.AF_INET

    with Server((host, 0), Handler) as server:
        served = Served(port=server.server_address[1])
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield served
        finally:
            server.shutdown()
            thread.join()
