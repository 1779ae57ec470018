"""The command that checks a bundle of evidence."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.command()
@click.argument("bundle", type=click.Path(path_type=Path), metavar="BUNDLE.zip")
def verify(bundle: Path) -> None:
    """Check a bundle of evidence: nothing missing or added, every sum right, every passage at its offsets."""
    from provenance.reporting.batch import verification  # noqa: PLC0415
    from provenance.reporting.batch.verification_text import faults_text, verification_text  # noqa: PLC0415

    found = verification.verify(bundle)
    click.echo(verification_text(found), nl=False)
    if not found.holds:
        click.echo(faults_text(found), nl=False, err=True)
        sys.exit(1)
