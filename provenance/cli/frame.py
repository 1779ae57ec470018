"""What every command stands in: the index it works on, errors told in one line, and where its words go."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from provenance.errors import ProvenanceError
from provenance.settings import Settings

if TYPE_CHECKING:
    from rich.console import RenderableType

    from provenance.collection import Collection

FORMATS = ("text", "json", "md", "html")
_WHOLE_LINE = 2_000  # columns; longer than any path


class Commands(click.Group):
    """Turns the project's errors into one line on standard error and their exit status."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command."""
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


def index_option(function: Callable[..., None]) -> Callable[..., None]:
    """``--index DIR``, which every command takes."""
    return click.option(
        "--index",
        "folder",
        type=click.Path(path_type=Path, file_okay=False),
        metavar="DIR",
        help="Folder of the collection's index; PROVENANCE_INDEX, or else index/.",
    )(function)


def settings_for(folder: Path | None) -> Settings:
    """What the environment and ``--index`` choose."""
    settings = Settings.from_environment(os.environ)
    return replace(settings, index=folder) if folder is not None else settings


def open_collection(settings: Settings, *, read_only: bool) -> Collection:
    """The collection of these settings; to be used in a ``with``."""
    from provenance.collection import Collection  # noqa: PLC0415

    return Collection.open(settings.index, model=settings.model, read_only=read_only)


def show(view: RenderableType, *, err: bool = False, a_line: bool = False) -> None:
    """Show a view; with `a_line`, in a pipe or a file it stays one line, so that names in it can be searched for."""
    from provenance.reporting.terminal import console_for, plain_text  # noqa: PLC0415

    console = console_for(sys.stderr if err else sys.stdout)
    if console.is_terminal:
        console.print(view)
    else:
        click.echo(plain_text(view, width=_WHOLE_LINE if a_line else console.width).rstrip(), err=err)


def use_utf_8(stream: TextIO) -> None:
    """Documents are UTF-8 whatever the terminal's locale is; the contract's readers rely on it."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8")


def write(path: Path, text: str) -> None:
    """Write a document of ours to a file.

    Raises:
        ProvenanceError: It cannot be written.
    """
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise ProvenanceError(
            str(path), f"it cannot be written ({error.strerror})", "Name a folder you may write to."
        ) from error


@contextmanager
def output(out: Path | None) -> Iterator[TextIO]:
    """The file to write to, or standard output."""
    if out is None:
        use_utf_8(sys.stdout)
        yield sys.stdout
        return
    with out.open("w", encoding="utf-8") as stream:
        yield stream
