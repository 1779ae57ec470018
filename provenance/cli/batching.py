"""The command that traces a list of claims."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from provenance.cli.frame import index_option, open_collection, settings_for
from provenance.cli.outputs import publish, require_absent, require_distinct, require_folders
from provenance.errors import ProvenanceError, UsageError

if TYPE_CHECKING:
    from provenance.batching import ClaimList, Journal, Run
    from provenance.collection import Collection
    from provenance.models import BatchRow
    from provenance.reporting.batch import OutputFile
    from provenance.settings import Settings

_FORMATS = ("jsonl", "json", "csv", "xlsx", "md", "html", "jsonld", "bundle")
_FILE = click.Path(path_type=Path, dir_okay=False)
_LEAST_A_ROW = 2_000  # bytes, in each file
_FAILURES_SHOWN = 5
_MANY = 64  # rows; other processes take seconds to begin
_INTERRUPTED = 130  # what shells make of a process that Ctrl-C ended


@click.command()
@click.argument("file", type=_FILE)
@index_option
@click.option(
    "--out", "outs", type=_FILE, multiple=True, required=True, metavar="PATH", help="Where to; as many as you like."
)
@click.option("--format", "wanted", type=click.Choice(_FORMATS), help="What to write, whatever --out is called.")
@click.option("--claim-column", "column", metavar="C", help="The column of a table that holds the claims.")
@click.option(
    "--top", type=click.IntRange(min=1), metavar="N", help="At most N appearances and N related passages each."
)
@click.option("--resume", is_flag=True, help="Go on with a run that was broken off.")
@click.option("--force", is_flag=True, help="Write over what is there, and begin anew.")
@click.option("--bom", is_flag=True, help="Begin CSV with a byte order mark, for spreadsheets that ask for one.")
def batch(
    file: Path, *, folder: Path | None, outs: tuple[Path, ...], wanted: str | None, column: str | None,
    top: int | None, resume: bool, force: bool, bom: bool,
) -> None:  # fmt: skip
    """Trace every claim of FILE: .txt (a claim a line), .csv, .jsonl or .xlsx (column claim, optional id).

    The suffix of each --out says its format: .jsonl .json .csv .xlsx .md .html .jsonld .zip. Every row gets its row,
    failed ones with their reason, which make the exit status 1.
    """
    from provenance.batching import read_claims, run_of  # noqa: PLC0415

    settings = replace(settings_for(folder), top=top)
    claims = read_claims(file, column=column, limit=settings.file_limit)
    with open_collection(settings, read_only=True) as collection, collection.snapshot():
        files = _output_files(outs, wanted, collection, bom=bom)
        paths = [output.path for output in files]
        require_distinct(paths, given=file)
        require_folders(paths, room=_LEAST_A_ROW * len(claims.rows) * (1 + len(files)))
        for notice in claims.notices:
            _say(notice)
        journal = _journal(paths, run_of(claims, collection, settings), resume=resume, force=force)
        if journal is None:
            click.echo(f"Nothing is left to do. There already: {_listed(paths)}.")
            return
        with journal:
            failures = _Work(collection, claims, settings, journal, files).done()
    if failures:
        sys.exit(1)


def _output_files(
    outs: Sequence[Path], wanted: str | None, collection: Collection, *, bom: bool
) -> tuple[OutputFile, ...]:
    from provenance.reporting.batch import BatchFormat, format_of, output_files  # noqa: PLC0415

    files: list[OutputFile] = []
    for out in outs:
        chosen = BatchFormat(wanted) if wanted else format_of(out)
        if chosen is None:
            remedy = f"Say it with --format: {', '.join(_FORMATS)}."
            raise UsageError(str(out), "its name does not say what format it is to have", remedy)
        files += output_files(out, chosen, text=collection.text, bom=bom)
    return tuple(files)


def _journal(paths: Sequence[Path], run: Run, *, resume: bool, force: bool) -> Journal | None:
    """The journal to write to; None where a run that is to be gone on with has left nothing to do."""
    from provenance.batching import Journal, journal_path  # noqa: PLC0415

    path = journal_path(paths[0])
    if path.exists() and not force:
        if resume:
            return Journal.resume(path, run)
        reason = "an unfinished run lies there"
        raise UsageError(str(path), reason, "Go on with it with --resume, or begin anew with --force.")
    if resume and all(path.exists() for path in paths):
        return None
    if not force:
        require_absent(paths)
    return Journal.begin(path, run)


@dataclass(slots=True)
class _Work:
    """The run from here on: tracing, then writing.

    Attributes:
        failures: Rows that could not be traced, of all that are done.
    """

    collection: Collection
    claims: ClaimList
    settings: Settings
    journal: Journal
    files: tuple[OutputFile, ...]
    failures: int = 0
    shown: list[str] = field(default_factory=list)

    def done(self) -> int:
        """Trace what is left, write all files, and say so; gives the number of rows that failed."""
        try:
            self._trace()
            self._write()
        except KeyboardInterrupt:
            self._break_off()
        except OSError as error:
            reason = f"it cannot be written ({error.strerror})"
            raise ProvenanceError(error.filename or str(self.journal.path), reason, self._how_to_go_on()) from error
        self.journal.path.unlink()
        self._tell()
        return self.failures

    def _trace(self) -> None:
        from provenance.batching import traced  # noqa: PLC0415
        from provenance.reporting.progress import counting_bar  # noqa: PLC0415

        with counting_bar(sys.stderr, "Tracing") as bar:

            def reached(row: BatchRow) -> None:
                bar(row.asked.position, self.journal.run.total)
                if row.failure is not None:
                    self.failures += 1
                    self.shown += [f"row {row.asked.position}: {row.failure}"][: _FAILURES_SHOWN - len(self.shown)]

            traced(
                self.collection,
                self.claims,
                self.journal,
                settings=self.settings,
                workers=self._workers(),
                reached=reached,
            )

    def _workers(self) -> int:
        """A process for every processor, where the rows that are left are worth beginning them for."""
        left = self.journal.run.total - self.journal.done
        return (os.cpu_count() or 1) if left >= _MANY else 0

    def _write(self) -> None:
        found = self.journal.batch()
        for output in self.files:
            publish(output.path, partial(output.write, found))

    def _break_off(self) -> None:
        """Write what is done, and say how to go on."""
        self._write()
        click.echo(
            f"\nprovenance: broken off after {self.journal.done:,} of {self.journal.run.total:,} rows; "
            f"written as far as that: {_listed([output.path for output in self.files])}. {self._how_to_go_on()}",
            err=True,
        )
        sys.exit(_INTERRUPTED)

    def _how_to_go_on(self) -> str:
        return "Nothing traced is lost: call the same again with --resume."

    def _tell(self) -> None:
        for failure in self.shown:
            _say(failure)
        if self.failures > len(self.shown):
            _say(f"and {self.failures - len(self.shown):,} rows more failed")
        total = self.journal.run.total
        click.echo(f"{total - self.failures:,} of {total:,} claims traced: {_listed([f.path for f in self.files])}.")


def _say(text: str) -> None:
    from provenance.reporting.characters import one_line  # noqa: PLC0415

    click.echo(f"provenance: {one_line(text)}", err=True)


def _listed(paths: Sequence[Path]) -> str:
    return ", ".join(map(str, paths))
