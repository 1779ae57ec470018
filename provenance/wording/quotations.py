"""Whether words stand inside quotation marks, and how faithfully they quote."""

from __future__ import annotations

import regex

from provenance.models import ChangeKind, EditOp, Quotation, Rewording, Span
from provenance.wording.normalisation import ELLIPSIS

_PARAGRAPH = regex.compile(r"\n\s*\n|\n(?=[ \t]{2,})")
_OPENING, _CLOSING, _STRAIGHT = "“„«", "”»", '"'


def quoted(text: str, span: Span) -> bool:
    """Whether the characters of `span` stand inside quotation marks, all styles, over several sentences.

    A quotation that runs over paragraphs opens anew in each one (the American newspaper rule), so counting within
    the paragraph is enough.
    """
    begin = max((match.end() for match in _PARAGRAPH.finditer(text, max(0, span.begin - 5_000), span.begin)), default=0)
    before, inside = text[begin : span.begin], span.of(text)
    if _open(before):
        return True
    opening = regex.match(r"\s*[*_]*[“„«\"]", inside)
    return bool(opening) and bool(regex.search(r"[”»\"][.,]?[*_]*\s*$", inside))


def _open(before: str) -> bool:
    curly = sum(before.count(mark) for mark in _OPENING) > sum(before.count(mark) for mark in _CLOSING)
    return curly or before.count(_STRAIGHT) % 2 == 1


def quotation(text: str, span: Span, rewording: Rewording) -> Quotation | None:
    """How a quoted passage differs from the wording it is held against.

    Args:
        text: The article's text.
        span: Where the words that carry the claim stand in it.
        rewording: From the wording quoted (the earliest, or the claim) to this passage.

    Returns:
        None where the passage is not quoted.
    """
    if not quoted(text, span):
        return None
    within = [e for e in rewording.edits if e.after_span.overlaps(rewording.matched) or not len(e.after_span)]
    runs = [e for e in within if e.op is EditOp.EQUAL]
    omitted = tuple(e.before for e in within if e.op is EditOp.DELETE)
    inserted = tuple(e.after for e in within if e.op is EditOp.INSERT)
    return Quotation(
        exact=len(runs) <= 1 and not inserted and not any(e.op is EditOp.REPLACE for e in within),
        omitted=omitted,
        inserted=inserted,
        pieces=1 + len(ELLIPSIS.findall(span.of(text).strip("…. "))),
        in_order=not any(change.kind is ChangeKind.ORDER for change in rewording.changes),
    )
