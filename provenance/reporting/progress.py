"""A bar for long work at a terminal; nothing at all where nobody watches."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from rich.console import RenderableType
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from provenance.reporting.phrases import count_phrase
from provenance.reporting.terminal import console_for


class IndexingBar:
    """How far indexing has come, in inputs, with the number of articles told.

    Args:
        progress: The bar; None where none is shown.
    """

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress
        self._task: TaskID | None = None
        self._articles = 0

    @property
    def shown(self) -> bool:
        """Whether there is a bar to be seen."""
        return self._progress is not None

    def reached(self, done: int, total: int) -> None:
        """So many inputs are read, of so many."""
        if self._progress is None:
            return
        if self._task is None:
            self._task = self._progress.add_task("Reading", articles="")
        self._progress.update(self._task, completed=done, total=total)

    def counted(self) -> None:
        """One more article is done."""
        self._articles += 1
        if self._progress is not None and self._task is not None:
            self._progress.update(self._task, articles=count_phrase(self._articles, "article"))

    def above(self, view: RenderableType) -> None:
        """Show something above the bar, where it stays."""
        if self._progress is not None:
            self._progress.console.print(view)


@contextmanager
def indexing_bar(stream: TextIO) -> Iterator[IndexingBar]:
    """A bar on `stream` while the work is done, if that is a terminal."""
    console = console_for(stream)
    if not console.is_terminal:
        yield IndexingBar(None)
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[articles]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False) as progress:
        yield IndexingBar(progress)


@contextmanager
def counting_bar(stream: TextIO, doing: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on `stream` while the work is done, if that is a terminal; told with so many done, of so many."""
    console = console_for(stream)
    if not console.is_terminal:
        yield lambda _done, _total: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False) as progress:
        task = progress.add_task(doing)
        yield lambda done, total: progress.update(task, completed=done, total=total)
