"""What a document's file says of it: weak evidence, since programs fill it in by themselves.

A file printed today carries today's date and perhaps a stranger's name, whatever it holds. So its dates are guesses,
which count only where nothing is stated.
"""

from __future__ import annotations

from provenance.models import Certainty, DateEvidence, DateRole, DateSource
from provenance.reading.columns import Facts
from provenance.reading.dates.timestamps import date_value
from provenance.reading.extraction import Extract

# Titles that programs give by themselves.
_NO_TITLES = ("untitled", "microsoft word", "document", "print", "http://", "https://", "word document")


def facts_of_file(found: Extract) -> Facts:
    """Title and author as the file gives them; its text may say better."""
    title = None if _is_no_title(found.title) else found.title
    return Facts(title=title, author=found.author)


def property_dates(found: Extract) -> tuple[DateEvidence, ...]:
    """The dates of a file's properties, as guesses."""
    return tuple(
        DateEvidence(role=DateRole(stated.role), interval=interval)
        for stated in found.dates
        if (
            interval := date_value(
                stated.value, source=DateSource.METADATA, rule=stated.rule, certainty=Certainty.GUESS
            )
        )
    )


def _is_no_title(title: str | None) -> bool:
    return title is None or title.casefold().startswith(_NO_TITLES) or title.casefold().endswith((".doc", ".docx"))
