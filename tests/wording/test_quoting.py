"""Quotation marks that came or went: the style of a mark is no change, and a closing mark opens nothing."""

import pytest

from provenance.models import ChangeKind
from provenance.wording.alignment import align
from provenance.wording.changes import changes


def notes(before: str, after: str) -> list[str]:
    return [c.note for c in changes(align(before, after)) if c.kind is ChangeKind.QUOTATION_MARKS]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('"The gates stayed shut," Orrel told us later', "“The gates stayed shut,” Orrel told us later"),
        ("“The gates stayed shut,” Orrel told us later", '"The gates stayed shut," Orrel told us later'),
        ('He called it a "quiet" night at sea', "He called it a “quiet” night at sea"),
        ('He called it a "quiet" night at sea', "He called it a « quiet » night at sea"),
        ("the keepers' boats lay in the harbour", "the keepers’ boats lay in the harbour"),
    ],
)
def test_another_style_of_marks_is_no_change(before: str, after: str) -> None:
    assert notes(before, after) == []


@pytest.mark.parametrize(("opening", "closing"), [('"', '"'), ("“", "”"), ("'", "'"), ("‘", "’"), ("(“", "”)")])
def test_marks_put_around_words_or_taken_away_are_told(opening: str, closing: str) -> None:
    plain, marked = "He called it a quiet night at sea", f"He called it a {opening}quiet night{closing} at sea"
    assert notes(plain, marked) == ["quotation marks were put around the words from “quiet” on"]
    assert notes(marked, plain) == ["quotation marks are gone from the words from “quiet” on"]
