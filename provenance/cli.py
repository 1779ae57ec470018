"""The command line: ``provenance`` or ``python -m provenance``.

Presentation only. Results go to standard output, progress and messages to standard error. Exit status 0: done, also
when nothing was found; 1: the work failed; 2: the call was wrong. Everything heavy is imported by the command that
needs it, so that ``--help`` and ``status`` answer at once.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from provenance import __version__
from provenance.errors import ProvenanceError, UsageError
from provenance.settings import Settings

if TYPE_CHECKING:
    from rich.console import RenderableType

    from provenance.collection import Collection, Outcome
    from provenance.reporting.progress import IndexingBar

_WHOLE_LINE = 2_000  # columns; longer than any path
_FORMATS = ("text", "json", "md", "html")


class _Commands(click.Group):
    """Turns the project's errors into one line on standard error and their exit status."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except ProvenanceError as error:
            from provenance.reporting.characters import one_line  # noqa: PLC0415 - only where something failed

            click.echo(f"provenance: {one_line(str(error))}", err=True)
            ctx.exit(error.exit_status)
        except BrokenPipeError:  # the reader of a pipe has gone: nothing is left to say
            sys.stderr.close()
            ctx.exit(1)
        except OSError as error:
            click.echo(
                f"provenance: {error.filename or 'the output'}: {error.strerror}. Nothing else was done.", err=True
            )
            ctx.exit(1)


def _index_option(function: Callable[..., None]) -> Callable[..., None]:
    return click.option(
        "--index",
        "folder",
        type=click.Path(path_type=Path, file_okay=False),
        metavar="DIR",
        help="Folder of the collection's index; PROVENANCE_INDEX, or else index/.",
    )(function)


def _settings(folder: Path | None) -> Settings:
    settings = Settings.from_environment(os.environ)
    return replace(settings, index=folder) if folder is not None else settings


def _open(settings: Settings, *, read_only: bool) -> Collection:
    from provenance.collection import Collection  # noqa: PLC0415

    return Collection.open(settings.index, model=settings.model, read_only=read_only)


def _print(view: RenderableType, *, err: bool = False, a_line: bool = False) -> None:
    """Show a view; with `a_line`, in a pipe or a file it stays one line, so that names in it can be searched for."""
    from provenance.reporting.terminal import console_for, plain_text  # noqa: PLC0415

    console = console_for(sys.stderr if err else sys.stdout)
    if console.is_terminal:
        console.print(view)
    else:
        click.echo(plain_text(view, width=_WHOLE_LINE if a_line else console.width).rstrip(), err=err)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="provenance")
def main() -> None:
    """Where a claim's wording appears first in a dated collection of articles, and how it was reworded.

    Begin with:  provenance index ARTICLES…   then:  provenance trace "a sentence"
    """


@main.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@_index_option
def index(paths: tuple[str, ...], folder: Path | None) -> None:
    """Add articles: files, folders, tables, archives, feeds and web addresses.

    Read are .txt .md .html .pdf .docx .jsonl .csv .zip .warc .rss .atom, and the .gz of each. Unchanged inputs are
    skipped, changed ones replace their articles. An input that fails stops nothing else and makes the exit status 1.
    """
    from provenance.reporting.progress import indexing_bar  # noqa: PLC0415
    from provenance.reporting.terminal import report_view  # noqa: PLC0415

    with _open(_settings(folder), read_only=False) as collection, indexing_bar(sys.stderr) as bar:
        report = collection.index(paths, progress=lambda outcome: _tell(outcome, bar), reached=bar.reached)
    _print(report_view(report))
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
        _print(outcome_view(outcome), err=outcome.kind is OutcomeKind.FAILED, a_line=True)


@main.command()
@click.argument("article_ids", nargs=-1, required=True, metavar="ARTICLE_ID…")
@_index_option
def remove(article_ids: tuple[str, ...], folder: Path | None) -> None:
    """Take articles out of the collection, all of them or none."""
    with _open(_settings(folder), read_only=False) as collection:
        collection.remove(article_ids)
    click.echo(f"Removed {len(set(article_ids))}: {', '.join(dict.fromkeys(article_ids))}")


@main.command()
@click.argument("article_id")
@click.argument("date", required=False)
@_index_option
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
    with _open(_settings(folder), read_only=False) as collection:
        article = collection.set_date(article_id, date, note=note, originally=originally)
    _print(dating_view(article))


@main.command()
@_index_option
@click.option("--json", "as_json", is_flag=True, help="Print provenance.status/1.")
def status(folder: Path | None, *, as_json: bool) -> None:
    """Count what the collection holds, with every article's date and where it was found."""
    with _open(_settings(folder), read_only=True) as collection:
        found = collection.status()
    if as_json:
        from provenance.reporting.json import dumps, status_document  # noqa: PLC0415

        _utf_8(sys.stdout)
        click.echo(dumps(status_document(found)))
    else:
        from provenance.reporting.terminal import status_view  # noqa: PLC0415

        _print(status_view(found))


@main.command()
@click.argument("claim")
@_index_option
@click.option("--json", "as_json", is_flag=True, help="Print provenance.trace/1; the same as --format json.")
@click.option("--format", "wanted", type=click.Choice(_FORMATS), default="text", show_default=True)
@click.option("--top", type=click.IntRange(min=1), metavar="N", help="At most N appearances and N related passages.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write there instead.")
def trace(claim: str, folder: Path | None, wanted: str, top: int | None, out: Path | None, *, as_json: bool) -> None:
    """Show the provenance of one CLAIM; - reads it from standard input."""
    from provenance.tracing import trace as trace_claim  # noqa: PLC0415

    settings = replace(_settings(folder), top=top)
    text = _standard_input() if claim == "-" else claim
    with _open(settings, read_only=True) as collection:
        found = trace_claim(collection, text, settings=settings)
    from provenance.reporting import Format, render  # noqa: PLC0415

    chosen = Format.JSON if as_json else Format(wanted)
    if out is not None:
        _write(out, render(found, chosen))
    elif chosen is Format.TEXT:
        from provenance.reporting.terminal import trace_view  # noqa: PLC0415

        _print(trace_view(found))
    else:
        _utf_8(sys.stdout)
        click.echo(render(found, chosen), nl=False)


def _utf_8(stream: TextIO) -> None:
    """Documents are UTF-8 whatever the terminal's locale is; the contract's readers rely on it."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8")


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


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise ProvenanceError(
            str(path), f"it cannot be written ({error.strerror})", "Name a folder you may write to."
        ) from error


@main.command()
@click.argument("articles", nargs=-1, metavar="[SOURCE TARGET]")
@_index_option
@click.option("--pairs", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Two articles a line.")
@click.option("--all", "everything", is_flag=True, help="Every two articles of the collection that share wording.")
@click.option("--json", "as_json", is_flag=True, help="Print provenance.compare/1; the same as --format json.")
@click.option("--format", "wanted", type=click.Choice((*_FORMATS, "jsonl")), help="text; with --pairs jsonl.")
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

    settings = _settings(folder)
    opened = cache(lambda: _open(settings, read_only=True))
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
        from provenance.reporting.comparison_text import comparison_view  # noqa: PLC0415

        _print(comparison_view(found))
        return
    text = render_comparison(found, chosen or "text")
    if out is not None:
        _write(out, text)
    else:
        _utf_8(sys.stdout)
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
    with _output(out) as stream, counting_bar(sys.stderr, "Comparing") as bar:
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


@contextmanager
def _output(out: Path | None) -> Iterator[TextIO]:
    """The file to write to, or standard output."""
    if out is None:
        _utf_8(sys.stdout)
        yield sys.stdout
        return
    with out.open("w", encoding="utf-8") as stream:
        yield stream


@main.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8501, show_default=True)
@_index_option
def app(port: int, folder: Path | None) -> None:
    """Open the web UI on localhost."""
    page = Path(__file__).resolve().parents[1] / "app.py"
    if not page.exists():
        raise ProvenanceError(str(page), "the web UI is not there", "Run it from a checkout of the project.")
    settings = _settings(folder)
    environment = {**os.environ, "PROVENANCE_INDEX": str(settings.index.resolve())}
    if settings.model and Path(settings.model).is_dir():
        environment["PROVENANCE_MODEL"] = str(Path(settings.model).resolve())
    call = [sys.executable, "-m", "streamlit", "run", str(page), "--server.port", str(port)]
    os.chdir(page.parent)  # where the page's settings lie
    sys.stdout.flush()
    os.execve(sys.executable, call, environment)  # noqa: S606 - our own page, no shell; stopping us stops it


if __name__ == "__main__":
    main()
