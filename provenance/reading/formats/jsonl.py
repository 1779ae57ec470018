"""JSON lines: an object a line, an article an object."""

from __future__ import annotations

import json
from collections.abc import Iterator

from provenance.errors import ReadingError
from provenance.models import Document
from provenance.reading.columns import facts_of, is_text
from provenance.reading.encodings import decode
from provenance.reading.originals import Format, Original
from provenance.reading.rows import RowReader

# After so many bad lines a file is taken for something else.
_MOST_BAD_LINES = 100
_REMEDY = 'Write one object a line, such as {"id": "1", "text": "…"}.'


def read(original: Original) -> Iterator[Document | ReadingError]:
    """The articles of a file of JSON lines; a bad line costs only itself."""
    shown = original.shown
    rows = RowReader(original, "line")
    bad = found = 0
    for number, line in enumerate(decode(original.content, shown).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            yield rows.document(number, facts_of(_fields(line, rows.subject(number))))
            found += 1
        except ReadingError as error:
            bad += 1
            yield error
        if bad == _MOST_BAD_LINES:
            yield ReadingError(rows.subject(number), f"is bad line {bad} of this file; the rest was not read", _REMEDY)
            break
    if not found and not bad:
        raise ReadingError(shown, "holds no lines", _REMEDY)
    undatable = rows.undatable()
    if undatable is not None:
        yield undatable


def _fields(line: str, subject: str) -> dict[str, str]:
    """The fields of one line as characters.

    Raises:
        ReadingError: The line is not JSON, or not an object.
    """
    try:
        row: object = json.loads(line)
    except ValueError as error:
        reason = f"is not JSON ({error.msg})" if isinstance(error, json.JSONDecodeError) else "is not JSON"
        raise ReadingError(subject, reason, _REMEDY) from None
    except RecursionError:
        raise ReadingError(subject, "is nested too deeply", _REMEDY) from None
    if not isinstance(row, dict):
        raise ReadingError(subject, "is not an object", _REMEDY)
    return {
        name: written
        for name, value in row.items()
        if (written := _written(value)) is not None and (isinstance(value, str) or not is_text(name))
    }


def _written(value: object) -> str | None:
    """A value as characters: text as it is, a list of texts with commas between, anything else as JSON."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return ", ".join(value)
    return json.dumps(value, ensure_ascii=False)


FORMAT = Format(
    name="JSON lines",
    suffixes=(".jsonl", ".ndjson"),
    read=read,
    media_types=("application/jsonl", "application/x-ndjson", "application/jsonlines"),
)
