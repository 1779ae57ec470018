"""The command that traces one claim."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import click

from provenance.cli.frame import FORMATS, index_option, open_collection, settings_for, show, use_utf_8, write


@click.command()
@click.argument("claim")
@index_option
@click.option("--json", "as_json", is_flag=True, help="Print provenance.trace/1; the same as --format json.")
@click.option("--format", "wanted", type=click.Choice((*FORMATS, "jsonld")), default="text", show_default=True)
@click.option("--top", type=click.IntRange(min=1), metavar="N", help="At most N appearances and N related passages.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write there instead.")
def trace(claim: str, folder: Path | None, wanted: str, top: int | None, out: Path | None, *, as_json: bool) -> None:
    """Show the provenance of one CLAIM; - reads it from standard input."""
    from provenance.tracing import trace as trace_claim  # noqa: PLC0415

    settings = replace(settings_for(folder), top=top)
    text = _standard_input() if claim == "-" else claim
    with open_collection(settings, read_only=True) as collection:
        found = trace_claim(collection, text, settings=settings)
    from provenance.reporting import Format, render  # noqa: PLC0415

    chosen = Format.JSON if as_json else Format(wanted)
    if out is not None:
        write(out, render(found, chosen))
    elif chosen is Format.TEXT:
        from provenance.reporting.terminal import trace_view  # noqa: PLC0415

        show(trace_view(found))
    else:
        use_utf_8(sys.stdout)
        click.echo(render(found, chosen), nl=False)


def _standard_input() -> str:
    from provenance.errors import ClaimError  # noqa: PLC0415

    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ClaimError(
            "the claim on standard input",
            f"it is not UTF-8 ({error.reason} at byte {error.start})",
            "Save it as UTF-8.",
        ) from error
