"""Commands that keep a collection safe: a backup of it, and the way back."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from provenance.cli.frame import index_option, settings_for, use_utf_8

if TYPE_CHECKING:
    from provenance.models import Verification

_FILE = click.argument("file", type=click.Path(path_type=Path, dir_okay=False))


@click.command()
@_FILE
@index_option
def backup(file: Path, folder: Path | None) -> None:
    """Write the collection to a single FILE, also while it is in use, and verify it.

    It holds every article with its whole text, its dates and your word on them, and all that answers need. The uploaded
    files themselves, in the index folder's uploads, are not in it: nothing needs them once they are read. An existing
    file is never written over.
    """
    from provenance.collection.backups import back_up  # noqa: PLC0415

    made = back_up(settings_for(folder).index, file)
    click.echo(f"Backed up {_articles(made.articles)} to {made.file} ({made.size / 1e6:,.1f} MB), every one verified.")
    if made.lacking is not None:
        click.echo(f"It lacks what the damaged log of the store does not give: {made.lacking}.", err=True)


@click.command()
@_FILE
@index_option
@click.option("--force", is_flag=True, help="Replace the index that is there; it is kept under another name.")
def restore(file: Path, folder: Path | None, *, force: bool) -> None:
    """Bring back the collection that backup wrote to FILE, once it is verified."""
    from provenance.collection.backups import restore as bring_back  # noqa: PLC0415

    done = bring_back(file, settings_for(folder).index, replace=force, now=datetime.now(tz=UTC))
    click.echo(f"Restored {_articles(done.articles)} to {done.folder}, every one verified.")
    if done.replaced is not None:
        click.echo(f"What was there is kept as {done.replaced}.")


def tell_verification(found: Verification, *, as_json: bool) -> None:
    """Say what `provenance status --verify` found."""
    if as_json:
        import json  # noqa: PLC0415
        import sys  # noqa: PLC0415
        from dataclasses import asdict  # noqa: PLC0415

        use_utf_8(sys.stdout)
        click.echo(json.dumps({"schema": "provenance.verification/1", **asdict(found)}, indent=2, ensure_ascii=False))
        return
    from provenance.reporting.characters import one_line  # noqa: PLC0415

    for damage in found.damage:
        click.echo(f"Damaged: {one_line(damage.subject)}: {one_line(damage.reason)}.")
    looked = f"{_articles(found.articles)} and {found.wordings:,} distinct wordings with their vectors and shingles"
    click.echo(
        f"Verified {looked}: {'all is as it was written' if not found.damage else f'{len(found.damage)} damaged'}."
    )


def _articles(number: int) -> str:
    return f"{number:,} article{'' if number == 1 else 's'}"
