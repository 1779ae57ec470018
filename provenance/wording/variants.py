"""When two words are the same word in another form: spelling, inflection, a number written out.

None of these differences changes a statement. `key` maps a word to what it shares with its other forms, for
alignment; `variant` says what kind of difference two words with one key have.
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache

import regex
import Stemmer

from provenance.wording.lexicon import ALIASES, ONES, ORDINALS, TENS, groups

_STEMMER = Stemmer.Stemmer("english")
_CLITICS = {"n't": "not", "'re": "are", "'ve": "have", "'ll": "will", "'m": "am", "'d": "would", "cannot": "not"}
# British to American, longest ending first; applied only to words long enough not to be another word.
_AMERICAN = tuple(
    (regex.compile(pattern), replacement)
    for pattern, replacement in (
        (r"(?<=\w{3})isation(s?)$", r"ization\1"),
        (r"(?<=\w{3})is(e|ed|es|ing|er|ers)$", r"iz\1"),
        (r"(?<=\w{2})ys(e|ed|es|ing)$", r"yz\1"),
        (r"(?<=\w{2}[^aeiou]?)our(s|ed|ing|able|ably|ful|hood|ite|ites|al|er|ers|ly)?$", r"or\1"),
        (r"^(cent|theat|met|kilomet|centimet|lit|fib|calib|somb|spect)re(s?)$", r"\1er\2"),
        (r"^(def|off|pret|lic)ence(s?)$", r"\1ense\2"),
        (r"(?<=[^aeiou][aeiou][^aeiou][aeiou])ll(ed|ing|er|ers|or)$", r"l\1"),
        (r"(?<=[^aeiouq][aeiou]{2})ll(ed|ing)$", r"l\1"),
        (r"(?<=\w{2})ogue(s?)$", r"og\1"),
        (r"^programme(s|d)?$", r"program\1"),
        (r"^(gr)ey$", r"\1ay"),
        (r"aeo", r"eo"),
        (r"^(an|h|p)ae", r"\1e"),
    )
)
_IRREGULAR = {form: forms[0] for _, forms in groups("irregular") for form in forms}
_ENDINGS = frozenset(("", "s", "es", "ed", "d", "ing", "e", "y", "ies", "ied", "ly", "'s"))


class Variant(StrEnum):
    """How two forms of one word differ."""

    SAME = "same"
    SPELLING = "spelling"
    INFLECTION = "inflection"


@lru_cache(maxsize=200_000)
def american(norm: str) -> str:
    """The American spelling of a folded word: ``defence`` → ``defense``; other words stay."""
    if len(norm) > 4:
        for pattern, replacement in _AMERICAN:
            changed, count = pattern.subn(replacement, norm)
            if count:
                return changed
    return norm


@lru_cache(maxsize=200_000)
def canonical(norm: str) -> str:
    """One spelling for all spellings of a word, a number written out, or a clitic.

    Example:
        ``canonical("n't") == "not"``, ``canonical("sixty") == "60"``, ``canonical("kiev") == "kyiv"``.
    """
    if norm in _CLITICS:
        return _CLITICS[norm]
    number = ONES.get(norm, TENS.get(norm))
    if number is not None:
        return str(number)
    if norm in ORDINALS:
        return f"{ORDINALS[norm]}th"
    if norm[0].isdigit():
        return norm.replace(",", "") if regex.fullmatch(r"\d{1,3}(,\d{3})+", norm) else norm
    return ALIASES.get(norm, american(norm))


@lru_cache(maxsize=200_000)
def key(norm: str) -> str:
    """What a folded word shares with its other forms: two words with one key are candidates for one another."""
    word = canonical(norm)
    return _IRREGULAR.get(word) or str(_STEMMER.stemWord(word))


@lru_cache(maxsize=200_000)
def variant(one: str, other: str) -> Variant | None:
    """How two folded words differ as forms of one word; None where they are different words.

    A shared stem is not enough: ``authority`` and ``author``, ``news`` and ``new`` stay different words.
    """
    if one == other:
        return Variant.SAME
    if canonical(one) == canonical(other):
        return Variant.SPELLING
    if key(one) != key(other):
        return None
    one, other = american(one), american(other)
    if one in _IRREGULAR or other in _IRREGULAR:
        return Variant.INFLECTION
    shared = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    doubled = (
        shared > 2
        and one[shared : shared + 1] != other[shared : shared + 1]
        and one[shared - 1] in (one[shared : shared + 1], other[shared : shared + 1])
    )
    tails = (one[shared:], other[shared:])
    if doubled:
        tails = (tails[0].removeprefix(one[shared - 1]), tails[1].removeprefix(one[shared - 1]))
    if set(tails) <= _ENDINGS and not {one, other} & {"news", "new"}:
        return Variant.INFLECTION
    return None
