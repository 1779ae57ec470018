"""A batch as something to publish, to load or to keep; one module a format.

==========  ==========================  ================================================================================
format      module                      what it is for
==========  ==========================  ================================================================================
jsonl       `reporting.batch.jsonl`     programs: a ``provenance.trace/1`` document a line
json        `reporting.batch.json`      programs: one ``provenance.batch/1`` document
csv         `reporting.batch.csv`       spreadsheets and statistics: three files, one a level
xlsx        `reporting.batch.xlsx`      a workbook: three sheets, one a level
md          `reporting.batch.markdown`  a note, an issue, a wiki
html        `reporting.batch.html`      a report to publish: one file
jsonld      `reporting.batch.jsonld`    the web of data: schema.org claims
zip         `reporting.batch.bundle`    evidence to be checked a year later
==========  ==========================  ================================================================================

Each module has ``write(batch, stream)``, which goes through the rows as often as it needs and holds few at a time; the
bundle is also given the articles' texts. A module is imported only when its format is asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import BinaryIO, assert_never

from provenance.models import Batch

__all__ = ["BatchFormat", "OutputFile", "format_of", "output_files"]

Text = Callable[[str], str]
"""Gives an article's stored text by its id."""


class BatchFormat(StrEnum):
    """The formats in which a batch can be written."""

    JSONL = "jsonl"
    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"
    MARKDOWN = "md"
    HTML = "html"
    JSONLD = "jsonld"
    BUNDLE = "bundle"


_SUFFIXES = {
    **{f".{wanted.value}": wanted for wanted in BatchFormat},
    ".ndjson": BatchFormat.JSONL,
    ".htm": BatchFormat.HTML,
    ".markdown": BatchFormat.MARKDOWN,
    ".zip": BatchFormat.BUNDLE,
}


def format_of(path: Path) -> BatchFormat | None:
    """The format that a file's name asks for; None where it asks for none."""
    return _SUFFIXES.get(path.suffix.casefold())


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputFile:
    """A file that a format makes, and what writes it."""

    path: Path
    write: Callable[[Batch, BinaryIO], None]


def output_files(path: Path, wanted: BatchFormat, *, text: Text, bom: bool = False) -> tuple[OutputFile, ...]:
    """The files that a batch becomes in a format: one, or for separate values one a level.

    Args:
        path: The file asked for.
        text: Gives the texts that a bundle takes in.
        bom: Whether separate values begin with a byte order mark, by which some spreadsheets know UTF-8.

    Example:
        ``rows.csv`` also makes ``rows.appearances.csv`` and ``rows.changes.csv``.
    """
    match wanted:
        case BatchFormat.CSV:
            from provenance.reporting.batch import csv  # noqa: PLC0415
            from provenance.reporting.batch.sheets import Level  # noqa: PLC0415

            return tuple(
                OutputFile(path=csv.path_of(path, level), write=partial(csv.write, level=level, bom=bom))
                for level in Level
            )
        case BatchFormat.BUNDLE:
            return (OutputFile(path=path, write=partial(_writer("bundle"), text=text)),)
        case BatchFormat.MARKDOWN:
            return (OutputFile(path=path, write=_writer("markdown")),)
        case BatchFormat.JSONL | BatchFormat.JSON | BatchFormat.XLSX | BatchFormat.HTML | BatchFormat.JSONLD:
            return (OutputFile(path=path, write=_writer(wanted.value)),)
        case other:
            assert_never(other)


def _writer(module: str) -> Callable[..., None]:
    writer: Callable[..., None] = import_module(f"{__name__}.{module}").write
    return writer
