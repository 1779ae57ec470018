"""Workbooks (.xlsx): the first sheet, its first row the names of the columns. The one reader that knows openpyxl.

A workbook is a zip archive of XML that somebody else made. Before openpyxl sees it, its unpacked size is bounded and
document type declarations, which are where entities are defined, are refused.
"""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from itertools import islice
from typing import TYPE_CHECKING

from provenance.batching.lists.table import Record, Table, distinct
from provenance.errors import UsageError

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell

_UNPACKED = 300_000_000  # bytes, of all members together
_MEMBERS = 2_000
_BLOCK = 1 << 20  # bytes
_DECLARATION = b"<!DOCTYPE"
_COLUMNS = 500
_ROWS = 1_000_000
_REMEDY = "Save the sheet of claims as a workbook of its own, or as CSV UTF-8."


def table(content: bytes, subject: str) -> Table:
    """The rows of the first sheet; wholly blank ones are none.

    A formula stays the formula it is: what it gave when somebody last opened the workbook is no text to be traced.

    Args:
        subject: What to call the file in an error.

    Raises:
        UsageError: It is no workbook, is damaged or protected by a password, or unpacks to more than can be read.
    """
    from openpyxl import load_workbook  # noqa: PLC0415 - only workbooks need it

    _require_harmless(content, subject)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # styles and extensions it does not know, which change no text
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
            sheet, *others = book.worksheets
            sheet.reset_dimensions()  # a sheet's own word on its size may be wrong
            found = _table(sheet.iter_rows(), subject)
    except UsageError:
        raise
    except Exception as error:  # whatever a damaged workbook raises out of a library of others
        reason = f"it cannot be read as a workbook ({type(error).__name__})"
        raise UsageError(subject, reason, _REMEDY) from error
    notices = tuple(f"Of the workbook’s {1 + len(others)} sheets the first, “{sheet.title}”, was read." for _ in others)
    return Table(columns=found.columns, records=found.records, notices=notices[:1])


def _require_harmless(content: bytes, subject: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            if len(members) > _MEMBERS or sum(member.file_size for member in members) > _UNPACKED:
                raise UsageError(subject, f"it unpacks to more than {_UNPACKED // 10**6} MB", _REMEDY)
            for member in members:
                _require_plain(archive, member, subject)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as error:
        raise UsageError(subject, f"it is no workbook, or damaged or protected ({error})", _REMEDY) from error


def _require_plain(archive: zipfile.ZipFile, member: zipfile.ZipInfo, subject: str) -> None:
    """Read a member to its end, so that its size and checksum are known, and see that it declares no entities."""
    before, size = b"", 0
    with archive.open(member) as stream:
        while block := stream.read(_BLOCK):
            size += len(block)
            seen = before + block.replace(b"\0", b"")  # whatever form of Unicode it is in
            if size > member.file_size or _DECLARATION in seen:
                raise UsageError(subject, f"its part {member.filename!r} is not what a workbook holds", _REMEDY)
            before = seen[-len(_DECLARATION) :]


def _table(rows: Iterator[Sequence[Cell]], subject: str) -> Table:
    filled = (row for row in rows if any(cell.value is not None for cell in row))
    header = next(filled, ())
    if len(header) > _COLUMNS:
        raise UsageError(subject, f"it has {len(header):,} columns, and at most {_COLUMNS} are read", _REMEDY)
    columns = distinct([_written(cell.value) for cell in header])
    records = tuple(_record(row, columns) for row in islice(filled, _ROWS + 1))
    if len(records) > _ROWS:
        raise UsageError(subject, f"it has more than {_ROWS:,} rows", _REMEDY)
    return Table(columns=columns, records=records)


def _record(row: Sequence[Cell], columns: Sequence[str]) -> Record:
    cells = {name: _written(cell.value) for name, cell in zip(columns, row, strict=False) if cell.value is not None}
    formulas = tuple(name for name, cell in zip(columns, row, strict=False) if cell.data_type == "f")
    beyond = any(cell.value is not None for cell in row[len(columns) :])
    problem = f"the row has cells beyond the {len(columns)} columns that have a name" if beyond else None
    return Record(cells=cells, formulas=formulas, problem=problem)


def _written(value: object) -> str:
    """A cell as a reader of the sheet would write it down."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    return str(getattr(value, "text", value))  # a formula over several cells keeps its text inside
