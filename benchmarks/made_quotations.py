"""Quotations made from real texts, with every cut, bracket, stitch and exchange known.

A quotation is cut out of a source text by one of twelve `KINDS`, set in marks or as a block by one of the `STYLES`, and
put between two paragraphs of another article. Words are counted in the source, so that the truth does not depend on
how a quotation is printed. Only quotations that can be read in one way are made: no cut could be a word further left or
right, and no piece stands in two places.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import regex

from provenance.models import Span
from provenance.wording.normalisation import Token, tokens
from provenance.wording.quotations.words import source
from provenance.wording.rarity import rarity
from provenance.wording.sentences import sentence_spans

ELLIPSES = (" … ", "… ", "... ", " ... ", " [...] ", " […] ", " . . . ", "…. ")
STYLES = (
    "curly", "straight", "angle", "low", "single", "straight single", "nested", "paragraphs", "introduced",
    "introduced, closed", "cited", "set off",
)  # fmt: skip
_OUTLETS = ("Harbour Monthly", "Corran Wire", "The Skerrin Post", "Quay & Counter")
_TAGS = ("she said", "the minister added", "according to the report", "he told reporters")
_LEADS = ("Here’s more from {}:", "{} writes:", "This is from {}:", "In the words of {}:")
_FEWEST = 4  # words in a piece
_LONG = 12  # words in a sentence worth quoting
_MARKED = regex.compile(r"[\"“”«»„\[\]…‘()]|\.\.\.|'(?!\w)|(?<!\w)'")  # marks of its own would blur the truth


@dataclass(frozen=True)
class Made:
    """A made quotation and the truth about it.

    Attributes:
        article: The article that quotes; `passage` is where the quotation stands in it.
        source: The text quoted; `focus` is where the first piece stands in it.
        pieces: First and last word of each piece (half-open), in the order of the quotation.
        cuts: First and last word of what is left out, and its mark: ``ellipsis``, ``brackets`` or ``none``.
        bracketed: Words in brackets.
        exchanged: Words of the source and the words that stand for them.
    """

    kind: str
    style: str
    article: str
    passage: Span
    source: str
    focus: int
    pieces: tuple[tuple[int, int], ...]
    cuts: tuple[tuple[int, int, str], ...] = ()
    bracketed: tuple[str, ...] = ()
    exchanged: tuple[tuple[str, str], ...] = ()


@dataclass
class Draft:
    """What a kind makes: the printed parts of one quotation, more than one where a speech tag parts it."""

    parts: list[str]
    pieces: list[tuple[int, int]]
    cuts: list[tuple[int, int, str]] = field(default_factory=list)
    bracketed: list[str] = field(default_factory=list)
    exchanged: list[tuple[str, str]] = field(default_factory=list)


class Unfit(Exception):
    """The text at hand does not lend itself to this kind of quotation."""


class Text:
    """A source text, its words and sentences."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words: tuple[Token, ...] = tokens.__wrapped__(text)
        plain = (span for span in sentence_spans(text) if not _MARKED.search(span.of(text)))
        self.sentences = [s for s in map(self._numbers, plain) if s[1] - s[0] >= _LONG]

    def _numbers(self, sentence: Span) -> tuple[int, int]:
        inside = [n for n, word in enumerate(self.words) if sentence.covers(word.span)]
        return (inside[0], inside[-1] + 1) if inside else (0, 0)

    def printed(self, first: int, last: int) -> str:
        """Words on one line, as a quotation prints them."""
        said = self.text[self.words[first].span.begin : self.words[last - 1].span.end]
        return " ".join(said.split())

    def norm(self, number: int) -> str:
        """One word folded; empty beyond the text."""
        return self.words[number].norm if 0 <= number < len(self.words) else ""

    def telling(self, first: int, last: int) -> float:
        """How much words tell together."""
        return sum(rarity(word.norm) for word in self.words[first:last])

    def checked(self, pieces: Sequence[tuple[int, int]]) -> None:
        """Only what can be read in one way."""
        held = source(self.text)
        for first, last in pieces:
            alone = len(held.runs_of(w.norm for w in self.words[first:last])) == 1
            if last - first < _FEWEST or self.telling(first, last) < 1.2 or not alone or self._clitic(first, last):
                raise Unfit
        for (first, last), (begin, end) in pairwise(pieces):
            slides = self.norm(last) == self.norm(begin) or self.norm(begin - 1) == self.norm(last - 1)
            if slides or (first < end and begin < last):
                raise Unfit

    def _clitic(self, first: int, last: int) -> bool:
        """Whether an edge would cut a word in two: NATO|'s."""
        return any(
            0 < n < len(self.words) and self.words[n - 1].span.end == self.words[n].span.begin for n in (first, last)
        )


# --------------------------------------------------------------------------------------------------- the kinds


def exact(text: Text, chance: random.Random, _: Sequence[str]) -> Draft:
    first, last = chance.choice(text.sentences)
    begin = first + chance.choice((0, 0, 2))
    pieces = [(begin, last)]
    text.checked(pieces)
    return Draft([text.printed(begin, last)], pieces)


def _two(text: Text, chance: random.Random, most: int) -> list[tuple[int, int]]:
    """Two pieces of one sentence with a gap of at most `most` words."""
    first, last = chance.choice([s for s in text.sentences if s[1] - s[0] >= 14] or [(0, 0)])
    if last - first < 14:
        raise Unfit
    gap = chance.randint(1, min(most, last - first - 2 * _FEWEST - 1))
    begin = chance.randint(first + _FEWEST, last - gap - _FEWEST)
    pieces = [(first, begin), (begin + gap, last)]
    text.checked(pieces)
    return pieces


def ellipsis_cut(text: Text, chance: random.Random, _: Sequence[str]) -> Draft:
    (a, b), (c, d) = _two(text, chance, 12)
    said = text.printed(a, b) + chance.choice(ELLIPSES) + text.printed(c, d)
    return Draft([said], [(a, b), (c, d)], [(b, c, "ellipsis")])


def silent_cut(text: Text, chance: random.Random, _: Sequence[str]) -> Draft:
    (a, b), (c, d) = _two(text, chance, 8)
    return Draft([f"{text.printed(a, b)} {text.printed(c, d)}"], [(a, b), (c, d)], [(b, c, "none")])


def bracket_added(text: Text, chance: random.Random, others: Sequence[str]) -> Draft:
    first, last = chance.choice(text.sentences)
    at = chance.randint(first + _FEWEST, last - _FEWEST)
    text.checked([(first, last)])
    _whole_word(text, at)
    words = " ".join(chance.sample(others, chance.randint(1, 3)))
    said = f"{text.printed(first, at)} [{words}] {text.printed(at, last)}"
    return Draft([said], [(first, last)], bracketed=[words])


def bracket_for_words(text: Text, chance: random.Random, others: Sequence[str]) -> Draft:
    (a, b), (c, d) = _two(text, chance, 2)
    words = " ".join(chance.sample(others, chance.randint(1, 2)))
    said = f"{text.printed(a, b)} [{words}] {text.printed(c, d)}"
    return Draft([said], [(a, d)], bracketed=[words])


def bracketed_letter(text: Text, chance: random.Random, _: Sequence[str]) -> Draft:
    first, last = chance.choice(text.sentences)
    begins = [n for n in range(first + 1, last - 6) if text.printed(n, n + 1).islower()]
    begin = chance.choice(begins or [first])
    text.checked([(begin, last)])
    said = text.printed(begin, last)
    if not said[:1].islower():
        raise Unfit
    rest = text.printed(begin, begin + 1)[1:]
    word = f"[{said[0].upper()}]{rest}" if rest else said[0].upper()
    return Draft([f"[{said[0].upper()}]{said[1:]}"], [(begin, last)], bracketed=[word])


def exchanged(text: Text, chance: random.Random, others: Sequence[str]) -> Draft:
    first, last = chance.choice(text.sentences)
    at = chance.randint(first + _FEWEST, last - _FEWEST - 1)
    text.checked([(first, at), (at + 1, last)])
    other = chance.choice(others)
    said = f"{text.printed(first, at)} {other} {text.printed(at + 1, last)}"
    return Draft([said], [(first, last)], exchanged=[(text.printed(at, at + 1), other)])


def _several(text: Text, chance: random.Random, number: int) -> list[tuple[int, int]]:
    """Pieces of as many sentences, in order."""
    if len(text.sentences) < number:
        raise Unfit
    pieces = []
    for first, last in sorted(chance.sample(text.sentences, number)):
        begin = first + chance.choice((0, 0, chance.randint(0, last - first - 8)))
        pieces.append((begin, chance.choice((last, chance.randint(begin + 6, last)))))
    return pieces


def stitched_in_order(text: Text, chance: random.Random, _: Sequence[str]) -> Draft:
    pieces = _several(text, chance, chance.randint(2, 4))
    text.checked(pieces)
    if any(b[0] <= a[1] for a, b in pairwise(pieces)):
        raise Unfit
    said = chance.choice(ELLIPSES).join(text.printed(*piece) for piece in pieces)
    cuts = [(a[1], b[0], "ellipsis") for a, b in pairwise(pieces)]
    return Draft([said], pieces, cuts)


def stitched_out_of_order(text: Text, chance: random.Random, _: Sequence[str]) -> Draft:
    pieces = _several(text, chance, chance.randint(2, 3))
    turned = pieces[::-1] if len(pieces) == 2 else chance.choice(([2, 0, 1], [1, 0, 2], [2, 1, 0], [1, 2, 0]))
    pieces = [pieces[n] for n in turned] if isinstance(turned[0], int) else turned
    text.checked(pieces)
    joints = list(pairwise(pieces))
    if any(b[0] == a[1] for a, b in joints):
        raise Unfit
    said = chance.choice(ELLIPSES).join(text.printed(*piece) for piece in pieces)
    return Draft([said], pieces, [(a[1], b[0], "ellipsis") for a, b in joints if a[1] < b[0]])


def mixture(text: Text, chance: random.Random, others: Sequence[str]) -> Draft:
    """A silent cut in one sentence, an ellipsis, and a bracket in a later one."""
    (a, b), (c, d) = _two(text, chance, 6)
    later = [s for s in text.sentences if s[0] > d]
    if not later:
        raise Unfit
    e, f = chance.choice(later)
    text.checked([(a, b), (c, d), (e, f)])
    at = chance.randint(e + _FEWEST, f - _FEWEST)
    _whole_word(text, at)
    word = chance.choice(others)
    one = f"{text.printed(a, b)} {text.printed(c, d)}"
    other = f"{text.printed(e, at)} [{word}] {text.printed(at, f)}"
    said = one + chance.choice(ELLIPSES) + other
    return Draft([said], [(a, b), (c, d), (e, f)], [(b, c, "none"), (d, e, "ellipsis")], [word])


def edge_ellipsis(text: Text, chance: random.Random, _: Sequence[str]) -> Draft:
    first, last = chance.choice(text.sentences)
    begin, end = first + chance.randint(2, 4), last - chance.randint(2, 4)
    text.checked([(begin, end)])
    left, right = chance.choice(((True, False), (False, True), (True, True)))
    begin, end = begin if left else first, end if right else last
    text.checked([(begin, end)])
    said = ("…" if left else "") + text.printed(begin, end) + ("…" if right else "")
    cuts = [(first, begin, "ellipsis")] * left + [(end, last, "ellipsis")] * right
    return Draft([said], [(begin, end)], cuts)


def interrupted(text: Text, chance: random.Random, _: Sequence[str]) -> Draft:
    """Parted by a speech tag; the second part goes on elsewhere, which no mark denies."""
    pieces = _several(text, chance, 2)
    text.checked(pieces)
    if pieces[1][0] <= pieces[0][1]:
        raise Unfit
    return Draft([text.printed(*piece) for piece in pieces], pieces)


def _whole_word(text: Text, at: int) -> None:
    if text.words[at - 1].span.end == text.words[at].span.begin:
        raise Unfit


Kind = Callable[[Text, random.Random, Sequence[str]], Draft]
KINDS: tuple[Kind, ...] = (
    exact, ellipsis_cut, silent_cut, bracket_added, bracket_for_words, bracketed_letter, exchanged, stitched_in_order,
    stitched_out_of_order, mixture, edge_ellipsis, interrupted,
)  # fmt: skip


# --------------------------------------------------------------------------------------------------- the setting

_MARKS = {
    "curly": "“{}”",
    "straight": '"{}"',
    "angle": "«{}»",
    "low": "„{}“",
    "single": "‘{}’",
    "straight single": "'{}'",
}


def _set(draft: Draft, style: str, chance: random.Random) -> tuple[str, str, str]:
    """What stands before the quotation, the quotation with its marks, and what stands after it."""
    tag, outlet = chance.choice(_TAGS), chance.choice(_OUTLETS)
    if len(draft.parts) > 1:
        marks = _MARKS.get(style, "“{}”")
        return "", f"{marks.format(draft.parts[0] + ',')} {tag}. {marks.format(draft.parts[1] + '.')}", ""
    said = draft.parts[0]
    stop = "" if said.endswith("…") else "."
    lead = chance.choice(_LEADS).format(outlet)
    if style in _MARKS:
        return chance.choice((f"{tag.capitalize()}: ", "")), _MARKS[style].format(said + stop), f" {tag}."
    if style == "nested":
        return "“My mother used to read it to us: ", f"‘{said}{stop}’", " We never forgot it,” she said."
    if style == "paragraphs":
        sentences = regex.split(r"(?<=\p{Ll}\p{Ll}) (?=(?:[^ ]+ ){4,}[^ ]+$)", said, maxsplit=1)
        return f"{tag.capitalize()}:\n\n", "“" + "\n\n“".join(sentences) + f"{stop}”", ""
    if style == "introduced":
        return f"{lead}\n\n", said + stop, ""
    if style == "introduced, closed":
        return f"{lead}\n\n", f"{said}{stop}”", ""
    if style == "cited":
        return "", said + stop, chance.choice((f"\n\n(“What the tide brought in”, {outlet})", f"\n\n— {outlet}"))
    return f"{lead}\n\n", f"> {said}{stop}", ""


def made(text: str, host: str, kind: Kind, style: str, chance: random.Random, others: Sequence[str]) -> Made:
    """One quotation from `text` in an article whose other words come from `host`.

    Raises:
        Unfit: The text does not lend itself to this kind; another may.
    """
    quoted = Text(text)
    if not quoted.sentences:
        raise Unfit
    held = set(source(text).keys)
    draft = kind(quoted, chance, [word for word in others if source(word).keys[0] not in held])
    paragraphs = [" ".join(p.split()) for p in regex.split(r"\n\s*\n|\n {2,}|###", host) if len(p.split()) > 12]
    if len(paragraphs) < 2:
        raise Unfit
    before, said, after = _set(draft, style, chance)
    head = f"{paragraphs[0]}\n\n{before}"
    return Made(
        kind=kind.__name__.replace("_", " "),
        style=style,
        article=f"{head}{said}{after}\n\n{paragraphs[1]}\n",
        passage=Span(len(head), len(head) + len(said)),
        source=text,
        focus=quoted.words[draft.pieces[0][0]].span.begin,
        pieces=tuple(draft.pieces),
        cuts=tuple(draft.cuts),
        bracketed=tuple(draft.bracketed),
        exchanged=tuple(draft.exchanged),
    )


def made_quotations(texts: Sequence[str], hosts: Sequence[str], number: int, seed: int) -> Iterator[Made]:
    """As many quotations, kinds and styles in turn; the same texts and seed make the same quotations."""
    chance = random.Random(seed)
    words = {word.text for text in hosts for word in tokens.__wrapped__(text[:2_000])}
    others = sorted(word for word in words if word.isalpha() and word.islower() and len(word) > 4)
    made_so_far = 0
    while made_so_far < number:
        kind, style = KINDS[made_so_far % len(KINDS)], chance.choice(STYLES)
        try:
            found = made(chance.choice(texts), chance.choice(hosts), kind, style, chance, others)
        except Unfit:
            continue
        yield found
        made_so_far += 1
