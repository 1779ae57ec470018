"""Commands that fill, thin out, date and count a collection."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from provenance.cli.frame import index_option, open_collection, settings_for, show, use_utf_8
from provenance.errors import UsageError

if TYPE_CHECKING:
    from provenance.collection import Outcome
    from provenance.reporting.progress import IndexingBar


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@index_option
def index(paths: tuple[str, ...], folder: Path | None) -> None:
    """Add articles: files, folders, tables, archives, feeds and web addresses.

    Read are .txt .md .html .pdf .docx .jsonl .csv .zip .warc .rss .atom, and the .gz of each. Unchanged inputs are
    skipped, changed ones replace their articles. An input that fails stops nothing else and makes the exit status 1.
    """
    from provenance.reporting.progress import indexing_bar  # noqa: PLC0415
    from provenance.reporting.terminal import report_view  # noqa: PLC0415

    with open_collection(settings_for(folder), read_only=False) as collection, indexing_bar(sys.stderr) as bar:
        report = collection.index(paths, progress=lambda outcome: _tell(outcome, bar), reached=bar.reached)
    show(report_view(report))
    if report.failures:
        sys.exit(1)


def _tell(outcome: Outcome, bar: IndexingBar) -> None:
    """Say what became of an article, above the bar where both are on one terminal."""
    from provenance.collection import OutcomeKind  # noqa: PLC0415
    from provenance.reporting.terminal import outcome_view  # noqa: PLC0415

    bar.counted()
    if bar.shown and sys.stdout.isatty():
        bar.above(outcome_view(outcome))
    else:
        show(outcome_view(outcome), err=outcome.kind is OutcomeKind.FAILED, a_line=True)


@click.command()
@click.argument("article_ids", nargs=-1, required=True, metavar="ARTICLE_ID…")
@index_option
def remove(article_ids: tuple[str, ...], folder: Path | None) -> None:
    """Take articles out of the collection, all of them or none."""
    with open_collection(settings_for(folder), read_only=False) as collection:
        collection.remove(article_ids)
    click.echo(f"Removed {len(set(article_ids))}: {', '.join(dict.fromkeys(article_ids))}")


@click.command()
@click.argument("article_id")
@click.argument("date", required=False)
@index_option
@click.option("--note", metavar="TEXT", help="How you know; kept with the date.")
@click.option("--originally", is_flag=True, help="It is the date of an earlier publication, not of this copy.")
@click.option("--forget", is_flag=True, help="Take back what you said; what was found counts again.")
def date(
    article_id: str, date: str | None, folder: Path | None, note: str | None, *, originally: bool, forget: bool
) -> None:
    """Date an article by your own word: DATE is 2023-05-30, 2023-05, 2023, or unknown where the one found is wrong.

    Your word beats all that was found, is recorded as supplied, and outlasts reading the article anew.
    """
    from provenance.reporting.terminal import dating_view  # noqa: PLC0415

    if forget == (date is not None):
        raise UsageError("the date", "none was given" if date is None else "it cannot be given and forgotten at once",
                         "Write: provenance date ARTICLE_ID 2023-05-30, or --forget instead of the date.")  # fmt: skip
    with open_collection(settings_for(folder), read_only=False) as collection:
        article = collection.set_date(article_id, date, note=note, originally=originally)
    show(dating_view(article))


@click.command()
@index_option
@click.option("--json", "as_json", is_flag=True, help="Print provenance.status/1.")
@click.option("--verify", is_flag=True, help="Hold every stored thing against its checksum instead.")
def status(folder: Path | None, *, as_json: bool, verify: bool) -> None:
    """Count what the collection holds, with every article's date and where it was found.

    With --verify, every stored thing is held against its checksum; damage is named, and makes the exit status 1.
    """
    if verify:
        _verify(settings_for(folder).index, as_json=as_json)
        return
    with open_collection(settings_for(folder), read_only=True) as collection:
        found = collection.status()
    if as_json:
        from provenance.reporting.json import dumps, status_document  # noqa: PLC0415

        use_utf_8(sys.stdout)
        click.echo(dumps(status_document(found)))
    else:
        from provenance.reporting.terminal import status_view  # noqa: PLC0415

        show(status_view(found))


def _verify(folder: Path, *, as_json: bool) -> None:
    from provenance.cli.keeping import tell_verification  # noqa: PLC0415
    from provenance.collection.verification import verify  # noqa: PLC0415
    from provenance.reporting.progress import counting_bar  # noqa: PLC0415

    with counting_bar(sys.stderr, "Verifying") as bar:
        found = verify(folder, reached=bar)
    tell_verification(found, as_json=as_json)
    if found.damage:
        sys.exit(1)
