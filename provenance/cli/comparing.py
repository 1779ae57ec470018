"""The command that sets articles side by side."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from provenance.cli.frame import FORMATS, index_option, open_collection, output, settings_for, show, use_utf_8, write
from provenance.errors import ProvenanceError, UsageError

if TYPE_CHECKING:
    from provenance.collection import Collection


@click.command()
@click.argument("articles", nargs=-1, metavar="[SOURCE TARGET]")
@index_option
@click.option("--pairs", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Two articles a line.")
@click.option("--all", "everything", is_flag=True, help="Every two articles of the collection that share wording.")
@click.option("--json", "as_json", is_flag=True, help="Print provenance.compare/1; the same as --format json.")
@click.option("--format", "wanted", type=click.Choice((*FORMATS, "jsonl")), help="text; with --pairs jsonl.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write there instead.")
def compare(
    articles: tuple[str, ...], folder: Path | None, pairs: Path | None, wanted: str | None, out: Path | None, *,
    everything: bool, as_json: bool,
) -> None:  # fmt: skip
    """Set two articles side by side: paths, web addresses, or article ids of the collection.

    What was taken over, what was changed on the way, what share of both it is, and which was first. Many at once:
    --pairs, a file of two tab-separated articles a line; --all, with the groups of articles that are one story.
    """
    from provenance.comparing import compare as compare_articles  # noqa: PLC0415
    from provenance.pairs import side  # noqa: PLC0415
    from provenance.reporting.comparison import render_comparison  # noqa: PLC0415

    settings = settings_for(folder)
    opened = cache(lambda: open_collection(settings, read_only=True))
    chosen = "json" if as_json else wanted
    if pairs is not None or everything:
        _compare_many(articles, opened, pairs, chosen, out, everything=everything)
        return
    if len(articles) != 2:
        raise UsageError(
            "compare", f"{len(articles)} articles were given", "Give two: provenance compare SOURCE TARGET"
        )
    found = compare_articles(*(side(name, opened) for name in articles))
    if out is None and chosen in (None, "text"):
        from provenance.reporting.comparison.text import comparison_view  # noqa: PLC0415

        show(comparison_view(found))
        return
    text = render_comparison(found, chosen or "text")
    if out is not None:
        write(out, text)
    else:
        use_utf_8(sys.stdout)
        click.echo(text, nl=False)


def _compare_many(
    articles: Sequence[str], opened: Callable[[], Collection], pairs: Path | None, wanted: str | None,
    out: Path | None, *, everything: bool,
) -> None:  # fmt: skip
    """Compare the pairs of a file, or all of the collection, and write each comparison when it is made."""
    from provenance.pairs import compare_pairs  # noqa: PLC0415
    from provenance.reporting.comparison import writer  # noqa: PLC0415
    from provenance.reporting.progress import counting_bar  # noqa: PLC0415
    from provenance.stories import compare_all, stories  # noqa: PLC0415

    if articles or (pairs is not None and everything):
        raise UsageError("compare", "it takes two articles, or --pairs FILE, or --all", "Give only one of these.")
    chosen = wanted or ("text" if everything else "jsonl")
    failed, told = 0, []
    with output(out) as stream, counting_bar(sys.stderr, "Comparing") as bar:
        writing = writer(stream, chosen)
        for one in compare_all(opened(), reached=bar) if pairs is None else compare_pairs(pairs, opened, reached=bar):
            if isinstance(one, ProvenanceError):
                failed += 1
                click.echo(f"provenance: {one}", err=True)
                continue
            writing.write(one)
            told.append(replace(one, passages=()))
        writing.finish(stories(told) if everything else None)
    if failed:
        sys.exit(1)
