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
@index_option
def app(port: int, folder: Path | None) -> None:
    """Open the web UI on localhost."""
    page = Path(__file__).resolve().parents[2] / "app.py"
    if not page.exists():
        raise ProvenanceError(str(page), "the web UI is not there", "Run it from a checkout of the project.")
    settings = settings_for(folder)
    environment = {**os.environ, "PROVENANCE_INDEX": str(settings.index.resolve())}
    if settings.model and Path(settings.model).is_dir():
        environment["PROVENANCE_MODEL"] = str(Path(settings.model).resolve())
    call = [sys.executable, "-m", "streamlit", "run", str(page), "--server.port", str(port)]
    os.chdir(page.parent)  # where the page's settings lie
    sys.stdout.flush()
    os.execve(sys.executable, call, environment)  # noqa: S606 - our own page, no shell; stopping us stops it
