"""A whole text as the units that reuse is looked for in: its sentences, each with its words in folded form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from provenance.models import Span
from provenance.wording.normalisation import Token, tokens
from provenance.wording.sentences import sentence_spans
from provenance.wording.variants import key

# A sentence of fewer words is no evidence by itself: it belongs to the one after it.
_FEWEST_WORDS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A sentence, or a short one with the next.

    Attributes:
        first: Number of its first word in the text.
        beyond: One past the number of its last.
        span: Its characters, from the first word's sentence to the end of the last one's.
        bag: How often it holds each word, by what the word shares with its other forms.
    """

    first: int
    beyond: int
    span: Span
    bag: Mapping[str, int]

    def __len__(self) -> int:
        return self.beyond - self.first


@dataclass(frozen=True, slots=True, kw_only=True)
class Units:
    """A text taken apart once, to be compared with any number of others.

    Attributes:
        words: All its words, with their places.
        keys: For each word what it shares with its other forms.
        units: Its sentences in order; together they hold every word once.
        of_word: For each word the number of its unit.
        begins: For each word the offset it begins at.
    """

    text: str
    words: Sequence[Token]
    keys: Sequence[str]
    units: Sequence[Unit]
    of_word: Sequence[int]
    begins: Sequence[int]

    def span_of(self, first: int, beyond: int) -> Span:
        """The characters of ``words[first:beyond]``."""
        return Span(self.words[first].span.begin, self.words[beyond - 1].span.end)


def units_of(text: str, language: str = "en", *, sentences: Sequence[Span] | None = None) -> Units:
    """Take a text apart.

    Args:
        sentences: Where its sentences stand, if that is known already.
    """
    spans = sentence_spans(text, language) if sentences is None else sentences
    words = tokens.__wrapped__(text)  # a whole article would push many passages out of the cache
    keys = tuple(key(word.norm) for word in words)
    units = tuple(_units(words, keys, spans))
    of_word = tuple(number for number, unit in enumerate(units) for _ in range(len(unit)))
    return Units(
        text=text, words=words, keys=keys, units=units, of_word=of_word, begins=tuple(w.span.begin for w in words)
    )


def _units(words: Sequence[Token], keys: Sequence[str], spans: Sequence[Span]) -> Iterator[Unit]:
    first = reached = 0
    begin: int | None = None
    for number, span in enumerate(spans):
        begin = span.begin if begin is None else begin
        last = number == len(spans) - 1
        while reached < len(words) and (last or words[reached].span.begin < span.end):
            reached += 1
        if reached - first >= _FEWEST_WORDS or (last and reached > first):
            yield Unit(first=first, beyond=reached, span=Span(begin, span.end), bag=Counter(keys[first:reached]))
            first, begin = reached, None
