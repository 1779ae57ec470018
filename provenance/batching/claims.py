"""A list of claims: read from a file or pasted, checked before anything is traced, every row of it accounted for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from provenance.batching.lists import delimited, objects, plain, workbook
from provenance.batching.lists.characters import decoded
from provenance.batching.lists.table import Record, Table
from provenance.errors import UsageError
from provenance.models import ClaimRow

CLAIM, ID = "claim", "id"
"""The columns that are understood unless others are named."""

SUFFIXES = (".txt", ".csv", ".tsv", ".jsonl", ".ndjson", ".xlsx")
"""What a list of claims may be called."""

_COLUMNS_SHOWN = 12
_IDS_SHOWN = 5
_PASTED = "the pasted claims"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimList:
    """Claims to trace.

    Attributes:
        name: What the list is called: its file's name without folders.
        sha256: Of the bytes it was read from, in hexadecimal.
        column: The column its claims stand in.
        rows: Every row, in order; ids are distinct.
        notices: Sentences about what was passed over in reading; empty where nothing was.
    """

    name: str
    sha256: str
    column: str
    rows: tuple[ClaimRow, ...]
    notices: tuple[str, ...] = ()


def read_claims(path: Path, *, column: str | None = None, limit: int = 50_000_000) -> ClaimList:
    """The claims of a file: .txt, .csv, .tsv, .jsonl or .xlsx.

    A row that cannot be traced is a row with its problem; it stops no other.

    Args:
        path: The file. A table has its claims in the column ``claim``, and may have ids in ``id``.
        column: Another column to take the claims from.
        limit: Largest file read, in bytes.

    Raises:
        UsageError: The file cannot be read, is too large, empty, in an unknown format or encoding, has no column of
            claims, or gives two rows one id.
    """
    subject, suffix = str(path), path.suffix.casefold()
    if suffix not in SUFFIXES:
        raise UsageError(subject, "its name does not say what list it is", f"Known are: {', '.join(SUFFIXES)}.")
    if column is not None and suffix == ".txt":
        raise UsageError(subject, "a text file has no columns", "Leave --claim-column out, or give a table.")
    content = _content(path, limit)
    return _claims(_table(content, suffix, subject, column or CLAIM), content, name=path.name, column=column)


def columns_of(path: Path, *, limit: int = 50_000_000) -> tuple[str, ...]:
    """The columns of a file that claims may be taken from; none of a text file.

    Raises:
        UsageError: The file cannot be read, is too large, or in an unknown format or encoding.
    """
    suffix = path.suffix.casefold()
    return () if suffix == ".txt" else _table(_content(path, limit), suffix, str(path), CLAIM).columns


def claims_of_text(text: str, *, name: str = "pasted") -> ClaimList:
    """The claims of a text, one a line.

    Raises:
        UsageError: No line holds anything.
    """
    content = text.encode("utf-8", errors="surrogatepass")
    return _claims(plain.table(text), content, name=name, column=None, subject=_PASTED)


def _content(path: Path, limit: int) -> bytes:
    try:
        if path.stat().st_size > limit:
            raise UsageError(
                str(path), f"it has more than {limit / 10**6:g} MB", "Split it, and trace the parts one after another."
            )
        return path.read_bytes()
    except OSError as error:
        raise UsageError(str(path), f"it cannot be read ({error.strerror})", "Name a file of claims.") from error


def _table(content: bytes, suffix: str, subject: str, column: str) -> Table:
    if suffix == ".xlsx":
        return workbook.table(content, subject)
    text = decoded(content, subject)
    if suffix == ".txt":
        return plain.table(text)
    if suffix in (".jsonl", ".ndjson"):
        return objects.table(text, written_as_text=column)
    return delimited.table(text, subject)


def _claims(table: Table, content: bytes, *, name: str, column: str | None, subject: str | None = None) -> ClaimList:
    subject = subject or name
    if not table.records:
        raise UsageError(subject, "it holds no claims", "Give a claim a line, or a table with a column of claims.")
    chosen = _column(table, column, subject)
    identity = next((name for name in table.columns if name.casefold() == ID and name != chosen), None)
    rows = tuple(_row(record, position, chosen, identity) for position, record in enumerate(table.records, start=1))
    _require_distinct(rows, subject)
    digest = sha256(content).hexdigest()
    return ClaimList(name=name, sha256=digest, column=chosen, rows=rows, notices=table.notices)


def _column(table: Table, asked: str | None, subject: str) -> str:
    """The column of claims: the one asked for, or the one called so, whatever its capitals."""
    wanted = asked if asked is not None else CLAIM
    for matches in (lambda name: name == wanted, lambda name: name.casefold() == wanted.strip().casefold()):
        found = next(filter(matches, table.columns), None)
        if found is not None:
            return found
    shown = ", ".join(table.columns[:_COLUMNS_SHOWN]) + (", …" if len(table.columns) > _COLUMNS_SHOWN else "")
    raise UsageError(
        subject,
        f"it has no column “{wanted}”; its columns are: {shown or 'none'}",
        "Say which one holds the claims with --claim-column.",
    )


def _row(record: Record, position: int, column: str, identity: str | None) -> ClaimRow:
    named = record.cells.get(identity, "").strip() if identity else ""
    problem = record.problem
    if problem is None and column in record.formulas:
        problem = "its claim is a formula of the spreadsheet; put the text itself into the cell"
    return ClaimRow(
        position=position,
        id=named or str(position),
        claim=record.cells.get(column, ""),
        carried=tuple((name, cell) for name, cell in record.cells.items() if name not in (column, identity)),
        problem=problem,
    )


def _require_distinct(rows: Sequence[ClaimRow], subject: str) -> None:
    """See that no two rows share an id.

    Raises:
        UsageError: Some do; the first few are named with their rows.
    """
    first: dict[str, int] = {}
    repeated = [f"“{row.id}” (rows {first[row.id]} and {row.position})" for row in rows if _is_repeated(row, first)]
    if repeated:
        more = f" and {len(repeated) - _IDS_SHOWN} more" if len(repeated) > _IDS_SHOWN else ""
        reason = f"rows share an id: {', '.join(repeated[:_IDS_SHOWN])}{more}"
        raise UsageError(subject, reason, "Give every row its own id; a row without one is called by its number.")


def _is_repeated(row: ClaimRow, first: dict[str, int]) -> bool:
    return first.setdefault(row.id, row.position) != row.position
