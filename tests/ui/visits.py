"""Pages served for a test, and visits to them with a real browser."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page

ROOT = Path(__file__).parents[2]


@contextmanager
def served(script: Path, log: Path, *, port: int | None = None, **environment: str) -> Iterator[str]:
    """Streamlit serving a script, with the project's own configuration."""
    port = port or free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.headless=true", f"--server.port={port}"]
    with log.open("wb") as told:
        process = subprocess.Popen(command, cwd=ROOT, stdout=told, stderr=told, env={**os.environ, **environment})
        try:
            address = f"http://localhost:{port}"
            _wait_until_healthy(address, process)
            yield address
        finally:
            process.terminate()
            process.wait(timeout=20)


def free_port() -> int:
    """A port of this machine at which nothing listens."""
    with socket.socket() as free:
        free.bind(("localhost", 0))
        return int(free.getsockname()[1])


def _wait_until_healthy(address: str, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(240):
        assert process.poll() is None, "the page's server ended"
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.25)
    pytest.fail("the page's server did not start within a minute")


class Visit:
    """A page with what it asked for and complained of."""

    def __init__(self, browser: Browser, *, width: int = 1400, scheme: str = "light") -> None:
        self.page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
        self.complaints: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("dialog", lambda dialog: (self.complaints.append(dialog.message), dialog.dismiss()))

    def open(self, address: str, claim: str | None = None) -> Page:
        self.page.goto(address if claim is None else f"{address}/?claim={quote(claim)}")
        return self.page

    def settled(self) -> Page:
        """The page once its script has run to its end and begun no new run for a while.

        Until then an element may be drawn anew between being found and being clicked, and the click is lost.
        """
        self.page.evaluate("window.quietSince = null")
        self.page.wait_for_function(_SETTLED, timeout=60_000)
        return self.page

    def outside(self, address: str) -> list[str]:
        """What was asked of any other machine than this one."""
        return [
            url for url in self.asked if not url.startswith((address, address.replace("http", "ws"), "data:", "blob:"))
        ]


_SETTLED = """() => {
    const app = document.querySelector("[data-testid=stApp]");
    if (app?.dataset.testScriptState !== "notRunning") { window.quietSince = null; return false; }
    window.quietSince ??= performance.now();
    return performance.now() - window.quietSince > 500;
}"""
