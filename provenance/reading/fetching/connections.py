"""One question to one server whose address has been checked, with every byte of the answer on an allowance.

The socket is opened here, to a checked IP address and never to a name, so that no second look-up can lead elsewhere.
The name goes into TLS and the Host header. urllib3 speaks HTTP over it and undoes the content encoding piece by piece.
Proxies are not used, also where the environment names one: a proxy looks names up itself, so what it connects to could
not be checked.
"""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cache
from http.client import HTTPException
from threading import Thread
from typing import TYPE_CHECKING, TypeVar, cast

import certifi
from urllib3.connection import HTTPConnection
from urllib3.exceptions import DecodeError, HTTPError
from urllib3.response import HTTPResponse

from provenance.errors import ReadingError
from provenance.reading.fetching.destinations import Destination, shown
from provenance.reading.fetching.public_addresses import IPAddress

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_Result = TypeVar("_Result")
# Every server has these, and zlib undoes them in bounded steps, which not every library for other encodings does.
_ENCODINGS = ("gzip", "deflate")
_UNDONE = frozenset(("", "identity", "x-gzip", *_ENCODINGS))
_PIECE = 65_536
# What headers, chunk marks and padding may take beside the body, in bytes.
_FRAMING = 262_144
_LATER = "Try again later, or save the page in a browser and add the file."


class Allowance:
    """The time and the bytes that one fetch may take, all its redirects together.

    Args:
        subject: What is fetched, for messages.
        seconds: Wall time from now.
        size: Largest body, in bytes. Twice as much and the framing may come in, whatever the protocol makes of it.
    """

    __slots__ = ("_bytes", "_end", "_seconds", "size", "subject")

    def __init__(self, subject: str, *, seconds: float, size: int) -> None:
        self.subject = subject
        self.size = size
        self._seconds = seconds
        self._end = time.monotonic() + seconds
        self._bytes = 2 * size + _FRAMING

    def remaining(self) -> float:
        """Seconds left, more than none.

        Raises:
            ReadingError: None are left.
        """
        left = self._end - time.monotonic()
        if left <= 0:
            raise self.overdue()
        return left

    def overdue(self) -> ReadingError:
        """What to say when time is up."""
        return ReadingError(self.subject, f"was not read within {self._seconds:g} s", _LATER)

    def oversize(self) -> ReadingError:
        """What to say when more comes than is read."""
        return ReadingError(self.subject, f"is larger than {self.size:,} bytes", "Save the part you need as a file.")

    def received(self, sock: socket.socket, receive: Callable[[], int]) -> int:
        """Has `sock` receive once, in the time that is left, and takes what came off the allowance."""
        sock.settimeout(self.remaining())
        try:
            count = receive()
        except TimeoutError:
            raise self.overdue() from None
        self._bytes -= count
        if self._bytes < 0:
            raise self.oversize()
        return count

    def finished(self, work: Callable[[], _Result]) -> _Result:
        """The result of work that cannot be given a time limit; it is left to itself when time is up."""
        future: Future[_Result] = Future()

        def run() -> None:
            try:
                future.set_result(work())
            except Exception as problem:  # it is raised where the result is asked for
                future.set_exception(problem)

        Thread(target=run, daemon=True).start()
        try:
            return future.result(timeout=self.remaining())
        except TimeoutError:
            if future.done():  # the work's own
                raise
            raise self.overdue() from None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server answers: status and headers, and the body while the connection is open.

    Attributes:
        subject: The address that was asked, for messages.
    """

    subject: str
    status: int
    headers: Mapping[str, str]
    response: HTTPResponse
    allowance: Allowance

    def content(self) -> bytes:
        """The whole body with its content encoding undone, never larger than the allowance.

        Raises:
            ReadingError: It is larger, comes too slowly, breaks off, or is packed in a way that was not asked for.
        """
        self._refuse_odd_packing()
        size, content = self.allowance.size, bytearray()
        if (self.response.length_remaining or 0) > size:
            raise self.allowance.oversize()
        with _failures_told(self.subject):
            while piece := self.response.read(min(_PIECE, size + 1 - len(content))):
                content += piece
                if len(content) > size:
                    raise self.allowance.oversize()
                self.allowance.remaining()
        return bytes(content)

    def _refuse_odd_packing(self) -> None:
        """Refuses encodings within encodings among others: they cost time out of all proportion to what comes in."""
        packing = self.headers.get("content-encoding", "").strip().casefold()
        if packing not in _UNDONE:
            raise ReadingError(self.subject, "is packed in a way that was not asked for", _LATER)


@contextmanager
def ask(
    whither: Destination,
    places: Sequence[IPAddress],
    allowance: Allowance,
    *,
    patience: float,
    trusted: Callable[[], ssl.SSLContext],
    user_agent: str,
) -> Iterator[Answer]:
    """Asks a server for a page and gives its answer while the connection is open.

    Args:
        places: IP addresses of the host, all of them checked; the first that lets itself be connected to is asked.
        patience: Longest wait for a connection to one of them, in seconds.
        trusted: Gives whose certificates are believed; asked for ``https`` only.

    Raises:
        ReadingError: The server cannot be reached or verified, or does not answer in HTTP.
    """
    headers = {
        "Host": whither.authority,
        "User-Agent": user_agent,
        "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
        "Accept-Encoding": ", ".join(_ENCODINGS),
    }
    subject = shown(whither.address)
    connection = _Connection(whither, places, allowance, patience, trusted)
    try:
        with _failures_told(subject):
            connection.request("GET", whither.target, headers=headers, preload_content=False)
            response = connection.getresponse()
        with closing(response):
            yield Answer(
                subject=subject,
                status=response.status,
                headers=response.headers,
                response=response,
                allowance=allowance,
            )
    finally:
        connection.leave()


@cache
def trusted_authorities() -> ssl.SSLContext:
    """Verification of names and certificates by the system's authorities and Mozilla's, which not every system has."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


class _Connection(HTTPConnection):
    """A connection that opens its socket to checked addresses only."""

    def __init__(
        self,
        whither: Destination,
        places: Sequence[IPAddress],
        allowance: Allowance,
        patience: float,
        trusted: Callable[[], ssl.SSLContext],
    ) -> None:
        super().__init__(whither.host, whither.port)
        self._subject = shown(whither.address)
        self._places = places
        self._allowance = allowance
        self._patience = patience
        self._context = trusted() if whither.scheme == "https" else None
        self._last: socket.socket | None = None

    def connect(self) -> None:
        """Connects, and verifies with whom where TLS is spoken."""
        sock = self._opened()
        self.sock = self._last = sock
        if self._context is None:
            return
        sock.settimeout(self._allowance.remaining())
        self._context.sslsocket_class = _MeteredTLSSocket
        try:  # the handshake is held to the socket's time as a whole
            secure = cast(_MeteredTLSSocket, self._context.wrap_socket(sock, server_hostname=self.host))
        except TimeoutError:
            raise self._allowance.overdue() from None
        secure.allowance = self._allowance
        self.sock = self._last = secure

    def leave(self) -> None:
        """Closes the socket for good, also where an answer that urllib3 gave up while opening it still holds it."""
        self.close()
        if self._last is not None and self._last.fileno() != -1:
            socket.close(self._last.detach())

    def _opened(self) -> _MeteredSocket:
        problem = OSError("no address")
        for place in self._places:
            try:
                return self._socket_to(place)
            except OSError as error:
                problem = error
        raise self._unreachable(problem)

    def _socket_to(self, place: IPAddress) -> _MeteredSocket:
        sock = _MeteredSocket(socket.AF_INET6 if place.version == 6 else socket.AF_INET, socket.SOCK_STREAM)
        try:
            sock.settimeout(min(self._patience, self._allowance.remaining()))
            sock.connect((str(place), self.port))
        except BaseException:
            sock.close()
            raise
        sock.allowance = self._allowance
        return sock

    def _unreachable(self, problem: OSError) -> ReadingError:
        self._allowance.remaining()  # raises where it was the whole fetch whose time is up
        why = "does not answer" if isinstance(problem, TimeoutError) else "cannot be reached"
        return ReadingError(self._subject, f"has a server that {why}", "Check the address, or try again later.")


class _MeteredSocket(socket.socket):
    """A socket that receives on an allowance, so that no loop above it can wait or gather without end."""

    allowance: Allowance

    def recv_into(self, buffer: WriteableBuffer, nbytes: int = 0, flags: int = 0) -> int:
        return self.allowance.received(self, lambda: super(_MeteredSocket, self).recv_into(buffer, nbytes, flags))


class _MeteredTLSSocket(ssl.SSLSocket):
    """The same over TLS."""

    allowance: Allowance

    def recv_into(self, buffer: WriteableBuffer, nbytes: int | None = None, flags: int = 0) -> int:
        return self.allowance.received(self, lambda: super(_MeteredTLSSocket, self).recv_into(buffer, nbytes, flags))


@contextmanager
def _failures_told(subject: str) -> Iterator[None]:
    """Turns what libraries raise into one clear line."""
    try:
        yield
    except ssl.SSLCertVerificationError as problem:
        reason = f"has a server that cannot be verified ({problem.verify_message})"
        raise ReadingError(subject, reason, "Provenance reads no page whose sender is not certain.") from None
    except ssl.SSLError:
        raise ReadingError(subject, "has a server that does not complete a secure connection", _LATER) from None
    except DecodeError:
        raise ReadingError(subject, "is packed wrongly and cannot be unpacked", _LATER) from None
    except (HTTPError, HTTPException, OSError, ValueError):
        raise ReadingError(subject, "has a server whose answer breaks off or is not proper HTTP", _LATER) from None
