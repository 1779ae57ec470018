"""Whether words stand in a quotation, and how faithfully they quote. Shown, never judged.

`passages` finds the quotations of a text, by marks and by blocks; `words`, `stitching` and `reading` set one beside the
text it quotes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from provenance.models import Cut, MarkedWords, Quotation, Span
from provenance.wording.quotations.passages import Quoted, quotations_of, quoted_at, within
from provenance.wording.quotations.reading import Reading, read
from provenance.wording.quotations.words import quote

__all__ = ["Quoted", "added_marks", "is_quoted", "quotation", "quotations_of", "quoted_at"]

# Characters of a quotation around the passage that are set beside the source with it, so that its place is sure.
_AROUND = 1_200
# A quotation of which less than this share stands in a text does not quote that text.
_CARRIED = 0.5
# Marks around more words than this quote somebody; around fewer they may only be put on.
_FEW = 6


def is_quoted(text: str, span: Span) -> bool:
    """Whether most of the characters of `span` stand in a quotation: between marks, or in a block.

    Example:
        >>> is_quoted("“We will not,” she said, “go.”", Span(0, 30))
        True
    """
    return bool(quoted_at(text, span))


def quotation(
    text: str, passage: Span, matched: Span, *, other: str, focus: int = 0, against: str = "claim"
) -> Quotation | None:
    """How a quoted passage differs from the wording it is held against.

    Args:
        text: The article's text.
        passage: The sentences that carry the claim.
        matched: The words of them that do.
        other: The text it is held against: of the article credited, of the earliest one, or the claim.
        focus: An offset near which the passage is known to stand in `other`.
        against: What `other` is: the id of an appearance, or ``claim``.

    Returns:
        None where the passage is not quoted, or where it is and less than half of it stands in `other`.
    """
    quoted = quoted_at(text, matched)
    if not quoted:
        return None
    asked = matched if against == "claim" else passage
    reading = _read(text, quoted, asked, other, focus, around=0 if against == "claim" else _AROUND)
    if reading.carried < _CARRIED:
        return None
    return _quotation(reading, max(quoted, key=lambda q: q.shared(matched)), against)


def _read(text: str, quoted: Sequence[Quoted], asked: Span, other: str, focus: int, *, around: int) -> Reading:
    """The simplest way to read the passage off the other text: with what the quotation has around it, or alone."""
    alone = list(_parts(quoted, asked))
    more = list(_parts(quoted, Span(max(0, asked.begin - around), asked.end + around)))
    reading = read(text, more, asked, other, focus)
    if more == alone or reading.simplicity[0] == 0:
        return reading
    return min((reading, read(text, alone, asked, other, focus)), key=lambda r: r.simplicity)


def _parts(quoted: Sequence[Quoted], span: Span) -> Iterator[tuple[Span, ...]]:
    """What of `span` stands in each quotation, no character twice, even where marks and blocks cross."""
    for one in quoted:
        if spans := within(one, span):
            yield spans
            span = Span(spans[-1].end, span.end)


def _quotation(reading: Reading, quoted: Quoted, against: str) -> Quotation:
    changed = reading.cuts or reading.inserted or reading.exchanged
    return Quotation(
        exact=len(reading.pieces) == 1 and not changed,
        omitted=tuple(cut.words for cut in reading.cuts),
        inserted=reading.inserted,
        pieces=max(1, len(reading.pieces)),
        in_order=all((piece.words_between or 0) >= 0 for piece in reading.pieces),
        against=against,
        form=quoted.form,
        span=quoted.whole,
        introduction=quoted.introduction,
        citation=quoted.citation,
        parts=reading.pieces,
        cuts=reading.cuts,
        around=_around(reading),
        bracketed=reading.bracketed,
        exchanged=reading.exchanged,
    )


def _around(reading: Reading) -> tuple[Cut, ...]:
    """What is left out beside the passage, apart from what is already told of its last sentence."""
    beside = (cut for cut in (reading.before, reading.after) if cut)
    return tuple(cut for cut in beside if not any(cut.span.overlaps(own.span) for own in reading.cuts))


def added_marks(text: str, passage: Span, *, other: str, focus: int = 0) -> tuple[MarkedWords, ...]:
    """Words of a passage that were put in quotation marks, though they stand without any in another text.

    Only where that can be told: a few words, with words on both sides that go on as they do there.
    """
    few = [
        quoted
        for quoted in quotations_of(text)
        if passage.covers(quoted.whole) and passage != quoted.whole and len(quote(text, [quoted.spans]).words) <= _FEW
    ]
    return tuple(found for quoted in few if (found := _added(text, passage, quoted.whole, other, focus)))


def _added(text: str, passage: Span, marked: Span, other: str, focus: int) -> MarkedWords | None:
    around = read(text, [[passage]], passage, other, focus).pieces
    inside = read(text, [[passage]], marked, other, focus)
    taken_over = any(piece.span.begin < marked.begin and marked.end < piece.span.end for piece in around)
    if not taken_over or len(inside.pieces) != 1 or inside.inserted or inside.exchanged:
        return None
    source_span = inside.pieces[0].source
    if quoted_at(other, source_span):
        return None
    return MarkedWords(words=marked.of(text), span=marked, source=source_span)
