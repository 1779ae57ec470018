"""The command that opens the web UI."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from provenance.cli.frame import index_option, settings_for
from provenance.errors import ProvenanceError


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8501, show_default=True)
@click.option("--host", metavar="ADDRESS", help="Listen there instead of on this machine only; see docs/serving.md.")
@click.option("--read-only", is_flag=True, help="Let nobody add, date or remove articles; also PROVENANCE_READ_ONLY=1.")
@index_option
def app(port: int, host: str | None, folder: Path | None, *, read_only: bool) -> None:
    """Open the web UI on localhost."""
    page = Path(__file__).resolve().parents[2] / "app.py"
    if not page.exists():
        raise ProvenanceError(str(page), "the web UI is not there", "Run it from a checkout of the project.")
    settings = settings_for(folder)
    environment = {**os.environ, "PROVENANCE_INDEX": str(settings.index.resolve())}
    if settings.model and Path(settings.model).is_dir():
        environment["PROVENANCE_MODEL"] = str(Path(settings.model).resolve())
    if read_only:
        environment["PROVENANCE_READ_ONLY"] = "1"
    call = [sys.executable, "-m", "streamlit", "run", str(page), "--server.port", str(port)]
    call += ["--server.address", host] if host else []
    os.chdir(page.parent)  # where the page's settings lie
    sys.stdout.flush()
    os.execve(sys.executable, call, environment)  # noqa: S606 - our own page, no shell; stopping us stops it
