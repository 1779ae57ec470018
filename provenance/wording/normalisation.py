"""Words of a text, folded so that two wordings can be compared, each with its way back to the original.

Folding removes what never changes a statement: case, Unicode form, the style of quotation marks, dashes and
apostrophes, mark-up, soft hyphens, white space and punctuation between words. What is left is a sequence of
`Token`; every token keeps the exact span it came from, so nothing that is compared loses its place.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import NamedTuple

import regex

from provenance.models import Span

# Characters that stand inside a word without being part of it: soft hyphen, zero-width marks, word joiner,
# byte order mark, directional marks.
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069"
_APOSTROPHE = "'’‘ʼ＇`´"
_HAN = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}"

_TOKEN = regex.compile(
    rf"""
      [{_HAN}]                                                    # scripts written without spaces: a sign a token
    | (?:(?:(?<![\p{{L}}\p{{N}}])\.)?\d+(?:[.,:/]\d+)*)  # 244 · 1,500.25 · .5 · 10:30 · 7/12/2022
    | [Nn][Oo][ \-][Oo][Nn][Ee](?![\p{{L}}\p{{M}}])                             # no one: one word, as in nobody
    | (?:\p{{L}}\.){{2,}}                                         # U.S. · a.m.
    | \p{{L}}[\p{{L}}\p{{M}}{_INVISIBLE}]*(?:[{_APOSTROPHE}]\p{{L}}[\p{{L}}\p{{M}}]*)*   # don't · O'Brien
    | (?<=\.)[{_APOSTROPHE}]s\b                                     # the U.S.’s
    | [%°€£$¥₹§]                                                  # signs that are read as words
    """,
    regex.VERBOSE,
)
_DROP = regex.compile(rf"[{_INVISIBLE}]")
_APOSTROPHES = regex.compile(rf"[{_APOSTROPHE}]")
_CLITIC = regex.compile(rf"(?i)^(.*\p{{L}})(n[{_APOSTROPHE}]t|[{_APOSTROPHE}](?:s|re|ve|ll|d|m))$")
_BEFORE_NOT = {"wo": "will", "ca": "can", "sha": "shall"}
# Accents on Latin letters are often dropped in reposts; in other scripts a mark makes another letter (が, й).
_LATIN_MARKS = regex.compile(r"(\p{Latin})\p{Mn}+")
_UNITED_STATES = regex.compile(r"US$|U\.S\.(?:A\.)?$|USA$")  # in small letters it is a pronoun
_DECOMPOSED_FOLDS = str.maketrans({"ß": "ss", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i"})


ELLIPSIS = regex.compile(r"\[?(?:…|\.\s?\.\s?\.)\]?")
"""Dots that say that words were left out, in brackets or not."""


class Token(NamedTuple):
    """One word, number or sign of a text.

    Attributes:
        text: The characters as they stand.
        norm: The same folded; two tokens with one norm are the same word.
        span: Where `text` stands in the original.
    """

    text: str
    norm: str
    span: Span


@lru_cache(maxsize=200_000)
def fold_word(word: str) -> str:
    """Fold one word: Unicode form, case, accents, invisible marks, apostrophes, dots of an abbreviation.

    Example:
        ``fold_word("U.S.") == "usa"``, ``fold_word("Don’t") == "don't"``, ``fold_word("Café") == "cafe"``.
    """
    plain = _simplified(word)
    if not plain.isascii():  # what one step takes off can lay bare what an earlier one would have changed: ǿ, ø, o
        while plain != (simpler := _simplified(plain)):
            plain = simpler
    if plain[:1] == "." and plain[1:2].isdigit():
        plain = f"0{plain}"
    if _UNITED_STATES.match(word):
        return "usa"
    if plain in {"no one", "no-one"}:
        return "nobody"
    if "." in plain and plain[:1].isalpha():
        plain = plain.replace(".", "")
    return plain


def _simplified(word: str) -> str:
    # An apostrophe by itself, and some letters, have a compatible form that begins with a space.
    visible = _APOSTROPHES.sub("'", _DROP.sub("", word))
    plain = unicodedata.normalize("NFKC", visible).casefold().translate(_DECOMPOSED_FOLDS)
    plain = _APOSTROPHES.sub("'", plain if " " in word else plain.replace(" ", ""))
    return unicodedata.normalize("NFC", _LATIN_MARKS.sub(r"\1", unicodedata.normalize("NFD", plain)))


def _split(word: str, begin: int, end: int) -> tuple[Token, ...]:
    """Two tokens for a word with a clitic: ``NATO|'s``, ``do|n't``, ``we|'re``; one for any other."""
    clitic = _CLITIC.match(word)
    if clitic is None:
        return (Token(word, fold_word(word), Span(begin, end)),)
    stem, ending = clitic.group(1), clitic.group(2)
    middle = begin + len(stem)
    norm = fold_word(stem)
    if ending[0] in "nN":
        norm = _BEFORE_NOT.get(norm, norm)
    return (Token(stem, norm, Span(begin, middle)), Token(ending, fold_word(ending), Span(middle, end)))


@lru_cache(maxsize=10_000)
def tokens(text: str) -> tuple[Token, ...]:
    """The words of `text` in order, each with its place.

    Clitics are words of their own, so that ``NATO`` is found in ``NATO's`` and ``not`` in ``don't``. Quotation
    marks, dashes, ellipses, mark-up and other punctuation are no tokens. Kept for the last texts asked about,
    since one passage is compared many times.
    """
    return tuple(_read(text))


def _read(text: str) -> list[Token]:
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        word, (begin, end) = match.group(), match.span()
        if word.isalpha():
            found.append(Token(word, fold_word(word), Span(begin, end)))
        else:
            found.extend(_split(word, begin, end))
    return found


def fold(text: str) -> str:
    """The folded words of `text` joined by single spaces: the identity of a distinct wording.

    Two sentences with the same fold say the same words in the same order.

    Example:
        ``fold("“NATO’s *war*” …") == "nato 's war"``.
    """
    return " ".join(token.norm for token in _read(text))
