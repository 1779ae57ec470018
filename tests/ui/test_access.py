"""Who reaches the page: this machine only unless told otherwise, and on a server those who signed in."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import tomllib
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from provenance.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
LISTENING = "0A"  # in /proc/net/tcp


def page(user: dict[str, object] | None) -> None:
    """A page that asks for signing in, seen by `user`; None where signing in is not set up."""
    from unittest.mock import patch  # noqa: PLC0415 (Streamlit runs this function's text on its own)

    import streamlit as st  # noqa: PLC0415

    from provenance.settings import Settings  # noqa: PLC0415
    from provenance.ui import access  # noqa: PLC0415

    with patch.object(st, "user", user or {}):
        access.admitting(Settings(sign_in=True), lambda: st.text("the collection"))


@pytest.mark.parametrize(
    ("user", "shown", "said"),
    [
        ({"is_logged_in": True}, ["the collection"], ""),
        ({"is_logged_in": False}, [], "This collection is open to those who sign in."),
        (None, [], "This server asks for signing in, which is not set up on it"),
    ],
)
def test_only_those_who_signed_in_see_the_page(user: dict[str, object] | None, shown: list[str], said: str) -> None:
    test = AppTest.from_function(page, default_timeout=60, args=(user,)).run()
    assert not test.exception
    assert [text.value for text in test.text] == shown
    assert said in "\n".join(element.proto.body for element in test.get("html"))  # type: ignore[attr-defined]
    assert [button.label for button in test.button] == (["Sign in"] if user == {"is_logged_in": False} else [])


@pytest.mark.parametrize(("value", "on"), [("1", True), ("yes", True), ("0", False), ("no", False), ("", False)])
def test_the_environment_switches_both(value: str, on: bool) -> None:
    settings = Settings.from_environment({"PROVENANCE_READ_ONLY": value, "PROVENANCE_SIGN_IN": value})
    assert (settings.read_only, settings.sign_in) == (on, on)
    assert not Settings.from_environment({}).read_only


def test_the_page_is_set_to_this_machine_limits_uploads_and_tells_nobody_of_errors_or_use() -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    assert config["server"]["address"] == "localhost"
    assert config["server"]["maxUploadSize"] == 200  # megabytes; Streamlit refuses more before the page sees it
    assert config["client"]["showErrorDetails"] == "none"
    assert config["browser"]["gatherUsageStats"] is False


@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="listening addresses are read from /proc")
def test_the_page_listens_on_this_machine_only(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    call = [sys.executable, "-m", "provenance", "app", "--port", str(port), "--read-only", "--index", str(tmp_path)]
    known = {name: value for name, value in os.environ.items() if not name.startswith("STREAMLIT_")}
    with subprocess.Popen(call, cwd=ROOT, env=known, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            addresses = _listening(port, server)
        finally:
            server.terminate()
    assert addresses <= {"0100007F", "00000000000000000000000001000000"}  # 127.0.0.1 and ::1
    assert addresses


def _listening(port: int, server: subprocess.Popen[bytes]) -> set[str]:
    """The addresses on which something listens at this port, once there is one."""
    for _ in range(600):
        rows = [
            line.split() for table in ("tcp", "tcp6") for line in Path(f"/proc/net/{table}").read_text().splitlines()
        ]
        places = {row[1].split(":")[0] for row in rows if row[3] == LISTENING and row[1].endswith(f":{port:04X}")}
        if places or server.poll() is not None:
            return places
        time.sleep(0.1)
    return set()
