"""The words of a quotation and of the text it is held against, ready to be set beside each other."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex

from provenance.models import Span
from provenance.wording.normalisation import ELLIPSIS, Token, tokens
from provenance.wording.variants import key

_BRACKETS = regex.compile(r"\[[^\[\]\n]{1,200}\]|\([^()\n]{1,200}\)|\{[^{}\n]{1,200}\}")
# One or two letters in brackets belong to their word: "[T]he", "encourage[d]", "[re]gain".
_LETTERS = regex.compile(
    r"(?<!\p{L})[\[(](?P<l>\p{L}{1,3})[\])](?=\p{L})|(?<=\p{L})[\[(](?P<r>\p{L}{1,3})[\])](?!\p{L})"
)
_JOINER = "\u200b"  # stands within a word without being part of it


@dataclass(frozen=True, slots=True)
class Quote:
    """The words of a quotation.

    Attributes:
        words: Its words, with their places in the article.
        keys: What each shares with other forms of the word.
        group: For each word the number of the bracket it stands in, else −1.
        ellipses: For each word how many ellipses stand before it in the quotation; one more entry for the end.
        seams: For each word how many times the article's own words part the quotation before it.
        letters: Words of which letters stand in brackets, "[T]he", by their number; the span holds the brackets.
    """

    words: tuple[Token, ...]
    keys: tuple[str, ...]
    group: tuple[int, ...]
    ellipses: tuple[int, ...]
    seams: tuple[int, ...]
    letters: dict[int, Span]


def quote(text: str, parts: Sequence[Sequence[Span]]) -> Quote:
    """The words of a quotation.

    Args:
        parts: What stands between one pair of marks, or in one block: its spans, one a paragraph; then the next.
    """
    words: list[Token] = []
    group: list[int] = []
    ellipses: list[int] = []
    seams: list[int] = []
    letters: dict[int, Span] = {}
    seen = brackets = 0
    for number, spans in enumerate(parts):
        for span in spans:
            part = _joined(span.of(text))
            halves = [Span(*m.span()).shifted(span.begin) for m in _LETTERS.finditer(span.of(text))]
            inside = [Span(*m.span()) for m in _BRACKETS.finditer(part)]
            dots = [m.start() for m in ELLIPSIS.finditer(part)]
            for token in tokens(part):
                words.append(Token(token.text, token.norm, token.span.shifted(span.begin)))
                at = next((n for n, bracket in enumerate(inside) if bracket.covers(token.span)), None)
                group.append(-1 if at is None else brackets + at)
                ellipses.append(seen + bisect_left(dots, token.span.begin))
                seams.append(number)
                for half in halves:
                    if half.overlaps(words[-1].span):
                        both = Span(min(half.begin, words[-1].span.begin), max(half.end, words[-1].span.end))
                        letters[len(words) - 1] = both
            seen, brackets = seen + len(dots), brackets + len(inside)
    return Quote(
        tuple(words), tuple(key(w.norm) for w in words), tuple(group), (*ellipses, seen), tuple(seams), letters
    )


def _joined(text: str) -> str:
    """A copy of equal length in which "[T]he" is one word."""
    return _LETTERS.sub(lambda m: f"{_JOINER}{m.group('l') or m.group('r')}{_JOINER}", text)


@dataclass(frozen=True, slots=True)
class Source:
    """The words of the text that a quotation is held against.

    Attributes:
        places: Where words with this key stand, in order.
        joined: The folded words, each between spaces, to look for a run that stands there unbroken.
        starts: Where each word begins in `joined`.
    """

    words: tuple[Token, ...]
    keys: tuple[str, ...]
    places: dict[str, list[int]]
    joined: str
    starts: tuple[int, ...]

    def nearest(self, begin: int) -> int:
        """The number of the first word at or after an offset into the text."""
        return bisect_left(self.words, begin, key=lambda word: word.span.begin)

    def runs_of(self, norms: Iterable[str]) -> list[int]:
        """The words at which these words stand in order without a gap."""
        wanted, found, at = f" {' '.join(norms)} ", [], 0
        while (at := self.joined.find(wanted, at)) >= 0:
            found.append(bisect_left(self.starts, at + 1))
            at += 1
        return found


@lru_cache(maxsize=64)
def source(text: str) -> Source:
    """The words of a text, kept for the last few texts asked about."""
    words: tuple[Token, ...] = tokens.__wrapped__(text)  # whole articles would crowd out the passages kept there
    keys = tuple(key(word.norm) for word in words)
    places: dict[str, list[int]] = defaultdict(list)
    starts, at = [], 1
    for number, word in enumerate(words):
        places[keys[number]].append(number)
        starts.append(at)
        at += len(word.norm) + 1
    return Source(words, keys, dict(places), f" {' '.join(w.norm for w in words)} ", tuple(starts))
