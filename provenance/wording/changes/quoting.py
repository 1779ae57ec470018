"""Quotation marks that came or went around the same words."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from provenance.models import Change, ChangeKind, EditOp, Span
from provenance.wording.changes.cluster import Comparison

# A curly mark says itself that it opens; a straight one does so where only a space or a bracket stands before it.
_OPEN = regex.compile(r"[“„«‘]\s?$|(?:^|[\s(\[—–-])[\"'`]$")
_REACH = 3  # characters before a word that show whether a mark opens there


def quotation_marks(comparison: Comparison) -> Iterator[Change]:
    """Marks put around words, or taken away from words, that both wordings have.

    Marks around the whole of a wording say only where it was taken from, and are passed over.
    """
    alignment = comparison.alignment
    for step in alignment.core:
        if step.op is not EditOp.EQUAL:
            continue
        for offset in range(step.b1 - step.b0):
            one, other = alignment.before_tokens[step.b0 + offset], alignment.after_tokens[step.a0 + offset]
            inner = alignment.begin < step.a0 + offset and step.b0 + offset > 0
            if inner and _opens(alignment.before, one.span) != _opens(alignment.after, other.span):
                gone = _opens(alignment.before, one.span)
                note = (
                    f"quotation marks {'are gone from' if gone else 'were put around'} the words from “{other.text}” on"
                )
                yield Change(
                    kind=ChangeKind.QUOTATION_MARKS,
                    before=one.text,
                    after=other.text,
                    material=False,
                    note=note,
                    before_span=one.span,
                    after_span=other.span,
                )


def _opens(text: str, word: Span) -> bool:
    return bool(_OPEN.search(text[max(0, word.begin - _REACH) : word.begin]))
