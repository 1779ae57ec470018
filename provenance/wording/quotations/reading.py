"""Pairs of words → pieces, cuts, brackets and exchanges: what a quotation does to the words it quotes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from provenance.models import Bracketed, Cut, CutMark, Exchanged, Piece, Span
from provenance.wording.normalisation import Token
from provenance.wording.quotations.passages import quotations_of
from provenance.wording.quotations.stitching import alike, stitched
from provenance.wording.quotations.words import Quote, quote, source
from provenance.wording.sentences import sentence_spans
from provenance.wording.variants import Variant, variant

_LONGEST = 300  # characters of a cut that are shown; its span says where all of it stands
_LONGEST_TAG = 14  # words between two parts of a speech: "said Inge Tolliver, who lives next door"
_REACH = 1_500  # characters looked at for the end of a sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a quotation does to the words it quotes, in the order of the article.

    Attributes:
        inserted: Words put in, in brackets or not, that stand for nothing or for others.
        carried: Share of the quotation's words that stand in the quoted text, 0 to 1.
        before: A cut between these words and what the same quotation has before them.
        after: A cut between these words and what it has after them.
    """

    pieces: tuple[Piece, ...] = ()
    cuts: tuple[Cut, ...] = ()
    bracketed: tuple[Bracketed, ...] = ()
    exchanged: tuple[Exchanged, ...] = ()
    inserted: tuple[str, ...] = ()
    carried: float = 0.0
    before: Cut | None = None
    after: Cut | None = None

    @property
    def simplicity(self) -> tuple[int, float]:
        """How much has to be told apart from one unbroken piece; smaller is simpler."""
        told = max(0, len(self.pieces) - 1) + len(self.inserted) + len(self.exchanged)
        return told + (0 if self.pieces else 1_000), -self.carried


def read(text: str, parts: Sequence[Sequence[Span]], passage: Span, other: str, focus: int) -> Reading:
    """How the words of a quotation within `passage` stand in another text.

    Args:
        text: The article that quotes.
        parts: The quotation with what surrounds the passage in it: what stands between one pair of marks, or in one
            block, as spans, one a paragraph; then the next.
        passage: Which part of it is asked about.
        other: The text it is held against.
        focus: An offset near which the passage is known to stand there.
    """
    quoted, held = quote(text, parts), source(other)
    pairs = stitched(quoted, held, held.nearest(focus))
    asked = range(*_asked(quoted.words, passage))
    return _Comparison(text, other, quoted, held.words, dict(pairs), asked).reading()


def _asked(words: Sequence[Token], passage: Span) -> tuple[int, int]:
    inside = [n for n, word in enumerate(words) if passage.overlaps(word.span)]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


@dataclass(frozen=True, slots=True)
class _Comparison:
    """A quotation beside the text it quotes.

    Attributes:
        pairs: The word of the source for each word of the quotation that was taken from there.
        asked: Which words of the quotation are asked about.
    """

    text: str
    other: str
    quote: Quote
    words: tuple[Token, ...]
    pairs: dict[int, int]
    asked: range

    def reading(self) -> Reading:
        taken = [n for n in self.asked if n in self.pairs]
        if not taken:
            return Reading()
        steps = list(pairwise(taken))
        breaks = [b for a, b in steps if self._breaks(a, b)]
        cuts = [cut for a, b in steps if (cut := self._cut(a, b))]
        edges = [cut for cut in (self._cut_at_begin(taken[0]), self._cut_at_end(taken[-1])) if cut]
        groups = list(self._put_in())
        return Reading(
            pieces=tuple(self._pieces(taken, breaks)),
            cuts=tuple(sorted((*cuts, *edges), key=lambda cut: cut.place)),
            bracketed=tuple(sorted((*self._bracketed(groups), *self._kept(), *self._letters()), key=lambda b: b.span)),
            exchanged=tuple(sorted((*self._exchanged(groups), *self._forms(taken)), key=lambda e: e.after_span)),
            inserted=tuple(self._span(group).of(self.text) for group in groups),
            carried=len(taken) / max(1, sum(1 for n in self.asked if self.quote.group[n] < 0 or n in self.pairs)),
            before=self._beyond(taken[0], -1),
            after=self._beyond(taken[-1], 1),
        )

    # ------------------------------------------------------------------------------------------------- pieces

    def _between(self, a: int, b: int) -> int:
        """How many words of the source stand between the words for `a` and `b`; negative where `b` stands first."""
        if self.pairs[b] > self.pairs[a]:
            return self.pairs[b] - self.pairs[a] - 1
        return self.pairs[b] - self.pairs[a]

    def _breaks(self, a: int, b: int) -> bool:
        """Whether the quotation goes on in another place of the source, rather than with a few words exchanged."""
        between = self._between(a, b)
        return between < 0 or (between > 0 and not self._exchanges(a, b) and not self._tag(a, b))

    def _tag(self, a: int, b: int) -> bool:
        """Whether only a speech tag of the source is skipped, such as the middle of “We will not,” she said, “go”."""
        first, last = self.pairs[a], self.pairs[b]
        if b != a + 1 or not 0 < last - first - 1 <= _LONGEST_TAG or self._dots(a, b):
            return False
        spoken = [any(q.shared(self.words[n].span) for q in quotations_of(self.other)) for n in range(first, last + 1)]
        return spoken[0] and spoken[-1] and not any(spoken[1:-1])

    def _exchanges(self, a: int, b: int) -> bool:
        marked = self.quote.ellipses[b] > self.quote.ellipses[a]
        return not marked and a + 1 < b and self._between(a, b) <= alike(b - a - 1)

    def _pieces(self, taken: Sequence[int], breaks: Sequence[int]) -> Iterator[Piece]:
        begins = [taken[0], *breaks]
        ends = [taken[taken.index(b) - 1] for b in breaks] + [taken[-1]]
        for number, (first, last) in enumerate(zip(begins, ends, strict=True)):
            places = Span(self.words[self.pairs[first]].span.begin, self.words[self.pairs[last]].span.end)
            previous = ends[number - 1] if number else None
            yield Piece(
                span=Span(self.quote.words[first].span.begin, self.quote.words[last].span.end),
                source=places,
                words_between=None if previous is None else self._between(previous, first),
                characters_between=None if previous is None else self._characters(previous, first),
            )

    def _characters(self, a: int, b: int) -> int:
        """Characters of the source between two words; negative where the later one stands first."""
        one, other = self.words[self.pairs[a]].span, self.words[self.pairs[b]].span
        return other.begin - one.end if other.begin >= one.end else other.begin - one.begin

    # --------------------------------------------------------------------------------------------------- cuts

    def _cut(self, a: int, b: int) -> Cut | None:
        """What was left out between two words that stand next to each other in the quotation, or nearly."""
        if self._between(a, b) <= 0 or self.quote.seams[a] != self.quote.seams[b]:
            return None  # between two pairs of marks nothing pretends to be whole
        strange = range(a + 1, b)
        mark = CutMark.NONE
        if self.quote.ellipses[b] > self.quote.ellipses[a]:
            mark = CutMark.ELLIPSIS
        elif strange and all(self.quote.group[n] >= 0 for n in strange):
            mark = CutMark.BRACKETS
        if mark is not CutMark.ELLIPSIS and (self._exchanges(a, b) or self._tag(a, b)):
            return None
        return self._left_out(self.pairs[a] + 1, self.pairs[b], self.quote.words[a].span.end, mark)

    def _left_out(self, first: int, last: int, place: int, mark: CutMark) -> Cut:
        span = Span(self.words[first].span.begin, self.words[last - 1].span.end)
        return Cut(words=shown(span.of(self.other)), span=span, count=last - first, place=place, mark=mark)

    def _cut_at_end(self, last: int) -> Cut | None:
        """What an ellipsis at the end leaves out of the sentence."""
        if self.asked[-1] != last or not self._dots(last, last + 1):
            return None
        at = self.pairs[last]
        ends = self._sentence(self.words[at].span).end
        beyond = [n for n in (self._next(last, 1),) if n is not None]
        limit = [self.pairs[n] for n in beyond if self.pairs[n] > at]
        until = min([_first_at(self.words, ends, at + 1), *limit])
        return (
            self._left_out(at + 1, until, self.quote.words[last].span.end, CutMark.ELLIPSIS) if until > at + 1 else None
        )

    def _cut_at_begin(self, first: int) -> Cut | None:
        """What an ellipsis at the beginning leaves out of the sentence, unless the words before it are quoted too."""
        if self.asked[0] != first or not self._dots(first - 1, first):
            return None
        at = self.pairs[first]
        begins = _first_at(self.words, self._sentence(self.words[at].span).begin, 0)
        before = self._next(first, -1)
        if before is not None and begins <= self.pairs[before] < at:
            return None  # shown after those words
        return self._left_out(begins, at, self.quote.words[first].span.begin, CutMark.ELLIPSIS) if begins < at else None

    def _dots(self, a: int, b: int) -> bool:
        return self.quote.ellipses[b] > (self.quote.ellipses[a] if a >= 0 else 0)

    def _sentence(self, word: Span) -> Span:
        begin = max(0, word.begin - _REACH)
        around = self.other[begin : word.end + _REACH]
        found = (span.shifted(begin) for span in sentence_spans(around))
        return next((span for span in found if span.overlaps(word)), word)

    def _next(self, n: int, direction: int) -> int | None:
        """The next word of the quotation, beyond what is asked about, that was taken from the source."""
        n += direction
        while 0 <= n < len(self.quote.words):
            if n in self.pairs:
                return n
            n += direction
        return None

    def _beyond(self, n: int, direction: int) -> Cut | None:
        beyond = self._next(n, direction)
        if beyond is None or self.quote.seams[beyond] != self.quote.seams[n]:
            return None
        a, b = sorted((n, beyond))
        return self._cut(a, b)

    # ---------------------------------------------------------------------------------------- brackets and words

    def _put_in(self) -> Iterator[list[int]]:
        """Runs of words that were not taken from the source, those in one bracket together."""
        strange = [n for n in self.asked if n not in self.pairs]
        marked = ((n - place, self.quote.group[n], self.quote.seams[n], n) for place, n in enumerate(strange))
        for _, run in groupby(marked, key=lambda item: item[:3]):
            yield [item[3] for item in run]

    def _span(self, group: Sequence[int]) -> Span:
        return Span(self.quote.words[group[0]].span.begin, self.quote.words[group[-1]].span.end)

    def _stands_for(self, group: Sequence[int]) -> Span:
        """The words of the source in whose place a run of others stands; empty where they were only put in."""
        before, after = self._next(group[0], -1), self._next(group[-1], 1)
        if before is None:
            place = 0 if after is None else self.words[self.pairs[after]].span.begin
            return Span(place, place)
        end = self.words[self.pairs[before]].span.end
        if after is None or not self._replaces(group, before, after):
            return Span(end, end)
        return Span(self.words[self.pairs[before] + 1].span.begin, self.words[self.pairs[after] - 1].span.end)

    def _replaces(self, group: Sequence[int], before: int, after: int) -> bool:
        """Whether a run of words stands in place of those skipped between its two neighbours."""
        alone = after - before - 1 == len(group) and self.quote.seams[before] == self.quote.seams[after]
        bracketed = self.quote.group[group[0]] >= 0
        gone = self._between(before, after) > 0 and not self._dots(before, after)
        return alone and gone and (bracketed or self._exchanges(before, after))

    def _bracketed(self, groups: Sequence[Sequence[int]]) -> Iterator[Bracketed]:
        for group in groups:
            if self.quote.group[group[0]] >= 0:
                stood = self._stands_for(group).of(self.other)
                yield Bracketed(words=self._span(group).of(self.text), span=self._span(group), stands_for=shown(stood))

    def _kept(self) -> Iterator[Bracketed]:
        """Words in brackets that stand in the source without: "[A] leader"."""
        inside = ((self.quote.group[n], n) for n in self.asked if self.quote.group[n] >= 0)
        for _, run in groupby(inside, key=lambda item: item[0]):
            group = [n for _, n in run]
            if any(n not in self.pairs for n in group):
                continue
            stood = Span(self.words[self.pairs[group[0]]].span.begin, self.words[self.pairs[group[-1]]].span.end)
            if not self.other[: stood.begin].endswith(("[", "(", "{")):
                span = self._span(group)
                yield Bracketed(words=span.of(self.text), span=span, stands_for=shown(stood.of(self.other)))

    def _letters(self) -> Iterator[Bracketed]:
        """Words of which letters stand in brackets: "[T]he", "encourage[d]"."""
        for n, span in self.quote.letters.items():
            if n in self.asked and n in self.pairs:
                yield Bracketed(words=span.of(self.text), span=span, stands_for=self.words[self.pairs[n]].text)

    def _exchanged(self, groups: Sequence[Sequence[int]]) -> Iterator[Exchanged]:
        for group in groups:
            if self.quote.group[group[0]] < 0:
                before, after = self._stands_for(group), self._span(group)
                yield Exchanged(
                    before=shown(before.of(self.other)),
                    after=after.of(self.text),
                    before_span=before,
                    after_span=after,
                )

    def _forms(self, taken: Sequence[int]) -> Iterator[Exchanged]:
        """Words that stand there in another form or spelling."""
        for n in taken:
            one, other = self.words[self.pairs[n]], self.quote.words[n]
            if n not in self.quote.letters and variant(one.norm, other.norm) is not Variant.SAME:
                yield Exchanged(before=one.text, after=other.text, before_span=one.span, after_span=other.span)


def _first_at(words: Sequence[Token], offset: int, least: int) -> int:
    """The first word, from number `least` on, that begins at or after an offset."""
    return next((n for n in range(least, len(words)) if words[n].span.begin >= offset), len(words))


def shown(words: str) -> str:
    """Words on one line, shortened in the middle where they are many."""
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST // 2]} […] {line[-_LONGEST // 2 :]}"
