"""Rows of a table, each an article."""

from __future__ import annotations

import re
from dataclasses import replace

from provenance.errors import ReadingError, ReadingWarning
from provenance.models import DateRole, DateSource, Document
from provenance.reading.columns import Facts
from provenance.reading.originals import Original

_LETTER = re.compile(r"[^\W\d_]")
_DATE_REMEDY = "Write dates as 2022-12-07, 2022-12 or 2022."


class RowReader:
    """Turns the rows of one table into articles and remembers the ids it has given.

    Args:
        original: The table.
        unit: What the table's rows are counted in, for messages: ``line`` or ``row``.
    """

    def __init__(self, original: Original, unit: str) -> None:
        self._original = original
        self._unit = unit
        self._seen: dict[str, int] = {}
        self._undatable: list[tuple[int, str]] = []

    def subject(self, number: int) -> str:
        """What to call a row in a message."""
        return f"{self._original.shown}, {self._unit} {number}"

    def document(self, number: int, facts: Facts) -> Document:
        """The article that a row is.

        Args:
            number: Of the row in the table, from 1.

        Raises:
            ReadingError: The row has no text, or its id is another row's.
        """
        if facts.text is None or _LETTER.search(facts.text) is None:
            raise ReadingError(self.subject(number), "has no text", "Fill its text field, or leave the row out.")
        identity = facts.id or f"{self._original.id}#{number}"
        if identity in self._seen:
            reason = f"has the id {identity!r} of {self._unit} {self._seen[identity]}"
            raise ReadingError(self.subject(number), reason, "Give every article its own id; the first one stays.")
        self._seen[identity] = number
        found = self._original.row(identity, facts, named=facts.id is not None)
        if facts.published is not None and not _is_dated_by_user(found):
            self._undatable.append((number, facts.published))
            return _with_extra(found, "published", facts.published)
        return found

    def undatable(self) -> ReadingWarning | None:
        """One warning for all rows whose date is none; the rows themselves are read, undated by it."""
        if not self._undatable:
            return None
        number, value = self._undatable[0]
        rest = len(self._undatable) - 1
        also = f" (and in {rest} more {self._unit}s)" if rest else ""
        reason = f"its publication date {value!r} is not a date that can be read{also}, so it was read without"
        return ReadingWarning(self.subject(number), reason, _DATE_REMEDY)


def _with_extra(found: Document, name: str, value: str) -> Document:
    return replace(found, article=replace(found.article, extra=(*found.article.extra, (name, value))))


def _is_dated_by_user(found: Document) -> bool:
    return any(
        entry.role is DateRole.PUBLISHED and entry.interval.source is DateSource.SUPPLIED
        for entry in found.article.evidence
    )
