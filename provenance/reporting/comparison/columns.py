"""Two whole texts side by side, laid out for reading: what both share, what only one says, and where words changed.

A `Column` is one text as stretches in reading order. A stretch of a passage knows the passage's number, so that a page
can link it with its counterpart in the other column; what stands between passages is the article's own.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import pairwise

from provenance.models import AlignedPassage, Article, Comparison, Edit, EditOp, Span
from provenance.reporting.excerpts import laid_out
from provenance.wording.counterparts import joints
from provenance.wording.layout import blocks

_WHOLE = 80_000  # characters of a text that is shown whole; of a longer one, what stands around its passages
_AROUND = 500  # characters shown on either side of what is folded


class Role(StrEnum):
    """What one of two articles is to the other; either may be the earlier."""

    SOURCE = "source"
    TARGET = "target"

    @property
    def other(self) -> Role:
        """The article across."""
        return Role.TARGET if self is Role.SOURCE else Role.SOURCE


class Standing(StrEnum):
    """What a run of characters is to the comparison.

    ``CHANGED`` words of a passage are not in its counterpart; ``CREDIT`` gives the source; ``FURNITURE`` belongs to
    the page and not to the article.
    """

    PLAIN = "plain"
    CHANGED = "changed"
    CREDIT = "credit"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Run:
    """Characters under one standing, with white space laid out anew."""

    standing: Standing
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A part of a text between two borders of passages.

    Attributes:
        span: Where it stands in the article.
        runs: Its characters; none where it is folded.
        passage: Number of the passage it belongs to, from 1; None for the article's own.
        part: Which part of the passage it is, from 0: long ones are parted between paragraphs, so that each part has
            its counterpart. None for the end of a folded one.
        opens: Numbers of the passages that begin with it: more than one where passages share characters here.
        left_out: Number of the passage before which the other article leaves it out at an ellipsis.
        folded: How many characters stand here that are not shown.
    """

    span: Span
    runs: tuple[Run, ...] = ()
    passage: int | None = None
    part: int | None = 0
    opens: tuple[int, ...] = ()
    left_out: int | None = None
    folded: int = 0

    @property
    def words(self) -> int:
        """How many words are shown."""
        return _words("".join(run.text for run in self.runs))

    @property
    def is_furniture(self) -> bool:
        """Whether all of its words belong to the page."""
        worded = [run.standing for run in self.runs if _words(run.text)]
        return bool(worded) and all(standing is Standing.FURNITURE for standing in worded)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One text with what it shares.

    Attributes:
        length: Characters of the whole text.
        words: Words of the whole text.
        stretches: In reading order; together they are the whole text.
    """

    role: Role
    article: Article
    length: int
    words: int
    stretches: tuple[Stretch, ...]

    @property
    def own(self) -> tuple[Stretch, ...]:
        """What stands in this text only, and holds a word."""
        return tuple(one for one in self.stretches if one.passage is None and (one.words or one.folded))

    def holds(self, passage: int, part: int) -> bool:
        """Whether a part of a passage stands in it as a stretch of its own."""
        return any(one.passage == passage and one.part == part for one in self.stretches)

    @property
    def folded(self) -> int:
        """How many characters are not shown."""
        return sum(one.folded for one in self.stretches)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """A comparison with both whole texts, as a double page.

    Attributes:
        source: The text on the left.
        target: The text on the right.
    """

    found: Comparison
    source: Column
    target: Column

    @classmethod
    def of(
        cls, found: Comparison, texts: tuple[str, str], furniture: tuple[Sequence[Span], Sequence[Span]] = ((), ())
    ) -> Spread:
        """Both texts of a comparison with their passages.

        Args:
            texts: The stored texts of source and target, into which the comparison's spans count.
            furniture: Where page furniture stands in each, in order.
        """
        paragraphs = tuple([block.span for block in blocks(text)] for text in texts)
        parted = [tuple(_joints(passage, paragraphs[0])) for passage in found.passages]
        source, target = (
            _column(_Text(role, text, spans), found, _Marks.of(role, found.passages, own), parted)
            for role, text, spans, own in zip(Role, texts, paragraphs, furniture, strict=True)
        )
        return cls(found=found, source=source, target=target)

    def column(self, role: Role) -> Column:
        """The text in a role."""
        return self.source if role is Role.SOURCE else self.target


def place(passage: AlignedPassage, role: Role) -> Span:
    """Where a passage stands on one side."""
    return passage.source.span if role is Role.SOURCE else passage.target.span


def _words(text: str) -> int:
    """How many words stand in a text; a sign alone is none."""
    return sum(any(map(str.isalnum, word)) for word in text.split())


@dataclass(frozen=True, slots=True)
class _Text:
    role: Role
    text: str
    paragraphs: Sequence[Span]


_Joint = tuple[int, int]  # an offset into the source, and into the target


def _joints(passage: AlignedPassage, paragraphs: Sequence[Span]) -> Iterator[_Joint]:
    """Where paragraphs of the source begin within a passage, and where they do in the target."""
    source, target = passage.source.span, passage.target.span
    begins = [one.begin - source.begin for one in paragraphs if source.begin < one.begin < source.end]
    for before, after in joints(passage.judgement.rewording.edits, begins):
        yield source.begin + before, target.begin + after


def _column(article: _Text, found: Comparison, marks: _Marks, parted: Sequence[Sequence[_Joint]]) -> Column:
    length = len(article.text)
    parts = _folded(_parts(article.role, found.passages, parted, length), length)
    return Column(
        role=article.role,
        article=found.source if article.role is Role.SOURCE else found.target,
        length=length,
        words=_words(article.text),
        stretches=tuple(_with_runs(part, marks, article) for part in parts if len(part.span)),
    )


def _with_runs(part: Stretch, marks: _Marks, article: _Text) -> Stretch:
    if part.folded:
        return part
    runs = (Run(standing, laid_out(article.text, article.paragraphs, span)) for span, standing in marks.over(part.span))
    return replace(part, runs=tuple(run for run in runs if run.text))


# ---------------------------------------------------------------------------------------------- stretches


@dataclass(slots=True)
class _Taken:
    """Characters of one passage; of those that begin within them and reach no further, the numbers."""

    span: Span
    numbers: list[int]


def _parts(
    role: Role, passages: Sequence[AlignedPassage], parted: Sequence[Sequence[_Joint]], length: int
) -> Iterator[Stretch]:
    """The whole text, cut at the borders of passages and within a long passage between its paragraphs."""
    reached = 0
    for taken in _taken(role, passages):
        yield from _own(role, passages, Span(reached, taken.span.begin))
        number = taken.numbers[0]
        cuts = [joint[0 if role is Role.SOURCE else 1] for joint in parted[number - 1]]
        named = [(taken.span.begin, 0), *((at, n) for n, at in enumerate(cuts, 1) if _inside(at, taken.span))]
        for (begin, part), (end, _) in pairwise([*named, (taken.span.end, 0)]):
            opens = tuple(taken.numbers) if begin == taken.span.begin else ()
            yield Stretch(span=Span(begin, end), passage=number, part=part, opens=opens)
        reached = taken.span.end
    yield from _own(role, passages, Span(reached, length))


def _inside(offset: int, span: Span) -> bool:
    return span.begin < offset < span.end


def _taken(role: Role, passages: Sequence[AlignedPassage]) -> list[_Taken]:
    """What is shared, in order; characters that two passages share belong to the one that begins first."""
    taken: list[_Taken] = []
    numbered = ((place(passage, role), number) for number, passage in enumerate(passages, start=1))
    for span, number in sorted(numbered):
        reached = taken[-1].span.end if taken else 0
        if taken and span.end <= reached:
            taken[-1].numbers.append(number)
        else:
            taken.append(_Taken(Span(max(reached, span.begin), span.end), [number]))
    return taken


def _own(role: Role, passages: Sequence[AlignedPassage], gap: Span) -> Iterator[Stretch]:
    """What stands between two passages, with what the target leaves out of it set apart."""
    reached = gap.begin
    for cut, number in sorted(_cuts(role, passages, gap)):
        begin, end = max(reached, cut.begin), min(cut.end, gap.end)
        if begin < end:
            yield Stretch(span=Span(reached, begin))
            yield Stretch(span=Span(begin, end), left_out=number)
            reached = end
    yield Stretch(span=Span(reached, gap.end))


def _cuts(role: Role, passages: Sequence[AlignedPassage], gap: Span) -> Iterator[tuple[Span, int]]:
    for number, passage in enumerate(passages, start=1):
        cut = passage.left_out
        if role is Role.SOURCE and cut is not None and cut.span.overlaps(gap):
            yield cut.span, number


def _folded(parts: Iterable[Stretch], length: int) -> Iterator[Stretch]:
    """The same stretches; of a very long text, without the middle of those that are long."""
    for part in parts:
        begin, end = part.span.begin + _AROUND, part.span.end - _AROUND
        if length <= _WHOLE or end - begin < _AROUND:
            yield part
            continue
        yield replace(part, span=Span(part.span.begin, begin))
        yield replace(part, span=Span(begin, end), opens=(), folded=end - begin)
        yield replace(part, span=Span(end, part.span.end), opens=(), part=None if part.passage else part.part)


# -------------------------------------------------------------------------------------------------- marks


@dataclass(frozen=True, slots=True)
class _Marks:
    """Where something other than plain words stands, the standing that beats the others first."""

    kinds: tuple[tuple[Standing, _Places], ...]

    @classmethod
    def of(cls, role: Role, passages: Sequence[AlignedPassage], furniture: Sequence[Span]) -> _Marks:
        mentions = [
            mention.span
            for passage in passages
            if role is Role.TARGET and passage.credit
            for mention in (passage.credit, *passage.credit.others)
        ]
        changed = [span for passage in passages for span in _changed(passage, role)]
        return cls(
            (
                (Standing.CREDIT, _Places.of(mentions)),
                (Standing.CHANGED, _Places.of(changed)),
                (Standing.FURNITURE, _Places.of(furniture)),
            )
        )

    def over(self, part: Span) -> Iterator[tuple[Span, Standing]]:
        """The runs of one stretch, neighbours of one standing joined."""
        borders = {part.begin, part.end}
        for _, places in self.kinds:
            borders |= places.borders(part)
        begin, standing = part.begin, self._at(part.begin)
        for border in sorted(borders)[1:-1]:
            other = self._at(border)
            if other is not standing:
                yield Span(begin, border), standing
                begin, standing = border, other
        yield Span(begin, part.end), standing

    def _at(self, offset: int) -> Standing:
        return next((kind for kind, places in self.kinds if places.holds(offset)), Standing.PLAIN)


def _changed(passage: AlignedPassage, role: Role) -> Iterator[Span]:
    """The words of a passage that its counterpart does not have."""
    gone = EditOp.DELETE if role is Role.SOURCE else EditOp.INSERT
    begin = place(passage, role).begin
    for edit in passage.judgement.rewording.edits:
        if edit.op in (EditOp.REPLACE, gone):
            yield _spanned(edit, role).shifted(begin)


def _spanned(edit: Edit, role: Role) -> Span:
    return edit.before_span if role is Role.SOURCE else edit.after_span


@dataclass(frozen=True, slots=True)
class _Places:
    """Spans in order that share no character, to be asked by offset."""

    spans: tuple[Span, ...]
    begins: tuple[int, ...] = field(default=())

    @classmethod
    def of(cls, spans: Iterable[Span]) -> _Places:
        joined: list[Span] = []
        for span in sorted(spans):
            if joined and span.begin <= joined[-1].end:
                joined[-1] = Span(joined[-1].begin, max(joined[-1].end, span.end))
            elif len(span):
                joined.append(span)
        return cls(tuple(joined), tuple(span.begin for span in joined))

    def borders(self, part: Span) -> set[int]:
        """Where in `part` a span begins or ends."""
        first = max(0, bisect_right(self.begins, part.begin) - 1)
        last = bisect_right(self.begins, part.end)
        met = self.spans[first:last]
        return {at for span in met for at in (span.begin, span.end) if part.begin <= at <= part.end}

    def holds(self, offset: int) -> bool:
        """Whether a span covers the character at `offset`."""
        at = bisect_right(self.begins, offset) - 1
        return at >= 0 and offset < self.spans[at].end
