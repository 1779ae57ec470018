"""A batch as a workbook: three sheets, one a level. The one writer that knows openpyxl.

Sheets are written row by row and never held. Every text is a text, whatever it begins with; what would act as a formula
after another export is defused too (`reporting.batch.cells`). A cell takes 32,767 characters: a longer text is cut
there and says so in its last words. A sheet takes 1,048,576 rows: what goes beyond stands in ``changes (2)`` and so on.
The same batch gives the same bytes: a workbook's dates of creation, and those inside its archive, are fixed.
"""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, BinaryIO

from provenance.models import Batch
from provenance.reporting.batch.cells import Cell, safe
from provenance.reporting.batch.sheets import Level, headers, rows_of

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

_LONGEST = 32_767  # characters of a cell
_CUT = " … [cut here: a cell takes no more; all of it is in the JSON]"
_MOST_ROWS = 1_048_576
_WIDE, _NARROW = 60, 14  # characters
_WIDE_COLUMNS = frozenset({"claim", "answer", "first_passage", "exact", "versus_claim", "note", "failure"})
_TIME = datetime(2000, 1, 1)  # noqa: DTZ001 - a workbook's own format of dates knows no zone
_CORE = "docProps/core.xml"


def write(batch: Batch, stream: BinaryIO) -> None:
    """Write `batch` as a workbook with the sheets ``claims``, ``appearances`` and ``changes``."""
    from openpyxl import Workbook  # noqa: PLC0415 - only workbooks need it

    book = Workbook(write_only=True)
    book.properties.creator = "Provenance"
    book.properties.created = _TIME
    sheets = [_Sheet(book, level, headers(level, batch)) for level in Level]
    for row in batch.rows:
        for sheet in sheets:
            sheet.add(rows_of(sheet.level, row))
    with TemporaryFile() as draft:
        book.save(draft)
        _copy_without_time(draft, stream)


class _Sheet:
    """One level, on as many sheets as its rows take."""

    def __init__(self, book: Workbook, level: Level, names: Sequence[str]) -> None:
        self.level = level
        self._book = book
        self._names = names
        self._number = 0
        self._begin()

    def add(self, rows: Iterable[dict[str, Cell]]) -> None:
        """Add rows, each a cell a column."""
        for cells in rows:
            if self._filled == _MOST_ROWS:
                self._begin()
            self._append([cells.get(name) for name in self._names])

    def _begin(self) -> None:
        self._number += 1
        self._filled = 0
        name = self.level.value if self._number == 1 else f"{self.level.value} ({self._number})"
        self._sheet: WriteOnlyWorksheet = self._book.create_sheet(name)
        self._sheet.freeze_panes = "A2"
        for column, heading in zip(_letters(len(self._names)), self._names, strict=True):
            self._sheet.column_dimensions[column].width = _WIDE if heading in _WIDE_COLUMNS else _NARROW
        self._append(self._names)

    def _append(self, cells: Sequence[Cell]) -> None:
        self._sheet.append([self._cell(cell) for cell in cells])
        self._filled += 1

    def _cell(self, cell: Cell) -> object:
        """A text as a cell that is a text, so that nothing guesses what it may mean."""
        from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415

        if cell == "":
            return None
        if not isinstance(cell, str):
            return cell
        made = WriteOnlyCell(self._sheet, value="")
        made.value = _fitting(str(safe(cell)))
        made.data_type = "s"
        return made


def _fitting(text: str) -> str:
    """A text as long as a cell takes. Spreadsheets count in UTF-16, where a rare character is two."""
    text = text.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")  # characters that XML cannot hold
    if len(text.encode("utf-16-le")) <= 2 * _LONGEST:
        return text
    room = 2 * (_LONGEST - len(_CUT))
    return text.encode("utf-16-le")[:room].decode("utf-16-le", errors="ignore") + _CUT


def _letters(count: int) -> list[str]:
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    return [get_column_letter(number) for number in range(1, count + 1)]


def _copy_without_time(draft: IO[bytes], stream: BinaryIO) -> None:
    """The same archive without the time at which it was made."""
    with zipfile.ZipFile(draft) as made, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as kept:
        for member in made.infolist():
            entry = zipfile.ZipInfo(member.filename, _TIME.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix, wherever it is made
            with made.open(member) as source, kept.open(entry, "w", force_zip64=True) as target:
                if member.filename == _CORE:
                    target.write(_timeless(source.read()))
                else:
                    shutil.copyfileobj(source, target)


def _timeless(core: bytes) -> bytes:
    """The workbook's own properties with its last change at the fixed time."""
    before, opening, rest = core.partition(b"<dcterms:modified")
    head, bracket, dated = rest.partition(b">")
    return before + opening + head + bracket + f"{_TIME.isoformat()}Z".encode() + dated[dated.index(b"<") :]
