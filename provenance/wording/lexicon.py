"""The closed sets of words that ``lexicon.tsv`` holds, as sets and maps of folded words.

The file says what each set is for and what its values mean.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.resources import files
from itertools import permutations
from types import MappingProxyType

_ROWS = tuple(
    (name, value, tuple(words.split()))
    for name, value, words in (
        line.split("\t")
        for line in files("provenance.wording").joinpath("lexicon.tsv").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    )
)


def groups(name: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The rows of one set, as (value, words)."""
    return ((value, words) for row, value, words in _ROWS if row == name)


def _words(name: str) -> frozenset[str]:
    return frozenset(word for _, words in groups(name) for word in words)


def _graded(name: str) -> Mapping[str, int]:
    return MappingProxyType({word: int(value) for value, words in groups(name) for word in words})


MONTHS = _graded("months")
WEEKDAYS = _graded("weekdays")
RELATIVE_DAYS = _graded("relative-days")
DAY_PARTS = _words("day-parts")
PERIODS = _words("periods")
PERIOD_SHIFTS = _graded("period-shifts")
ONES = _graded("ones")
TENS = _graded("tens")
SCALES = _graded("scales")
FRACTIONS = _graded("fractions")
MULTIPLES = MappingProxyType({word: float(value) for value, words in groups("multiples") for word in words})
VAGUE_NUMBERS = _graded("vague-numbers")
DECADES = _graded("decades")
ORDINALS = _graded("ordinals")
NEGATIONS = _words("negations")
POSITIVES = _words("positives")
RESTRICTIVES = _words("restrictives")
DENIALS = _words("denials")
DOUBTS = _words("doubts")
DISPROOFS = _words("disproofs")
CONDITIONS = _words("conditions")
DIRECTIVES = _graded("directives")
HEDGES = _graded("hedges")
CERTAINTIES = _words("certainties")
CORRELATIONS = _words("correlations")
LINKS = CORRELATIONS | _words("links")
CAUSES = _words("causes")
ATTRIBUTIONS = _words("attributions")
QUANTIFIERS = _graded("quantifiers")
FREQUENCIES = _graded("frequencies")
BOUNDS = MappingProxyType({tuple(word.split("_")): value for value, words in groups("bounds") for word in words})
INTENSITIES = _graded("intensities")
SIZES = MappingProxyType({**INTENSITIES, **_graded("sizes")})
TITLES = _words("titles")
PRONOUNS = _words("pronouns")
FUNCTION_WORDS = PRONOUNS | _words("function-words")
PREPOSITIONS = _words("prepositions")
AUXILIARIES = _words("auxiliaries")
MODALS = _words("modals")
PARTICIPLES = _words("participles") | _words("irregular")
MUTUAL_VERBS = _words("mutual-verbs")
RISES = _words("rises")
FALLS = _words("falls")
OPPOSITES = frozenset(pair for _, words in groups("opposites") for pair in permutations(words, 2))
POLES = MappingProxyType({
    name[:-1]: (frozenset(words), frozenset(dict(groups("poles"))[f"{name[:-1]}-"]))
    for name, words in groups("poles")
    if name.endswith("+")
})  # fmt: skip
SYNONYMS = frozenset(frozenset(pair) for _, words in groups("synonyms") for pair in permutations(words, 2))
DEMONYMS = MappingProxyType({word: words[0] for _, words in groups("demonyms") for word in words})
ALIASES = MappingProxyType({word: words[0] for _, words in groups("aliases") for word in words})
