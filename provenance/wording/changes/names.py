"""Changes of name: who or what the sentence is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

import regex
from rapidfuzz.distance import Levenshtein

from provenance.models import Change, ChangeKind
from provenance.wording.changes.cluster import Cluster, Comparison, is_content
from provenance.wording.lexicon import DEMONYMS, FUNCTION_WORDS, MONTHS, PRONOUNS, TITLES, WEEKDAYS
from provenance.wording.normalisation import Token
from provenance.wording.rarity import mostly_a_name, rarity
from provenance.wording.variants import key

# Russia/Russian, Ukraine/Ukrainian, China/Chinese, Poland's/Poland: what is left without these is the same name.
_DEMONYM = regex.compile(r"(?:ians?|ans?|ns?|ish|ese|is?|ia|[aes])$")
_CHANGED_AROUND = 1  # telling words beside a name, on both sides; more, and the names may not answer each other
_LONG = 7  # letters; names this long that differ in one are more often one name
_WITHIN_NAME = 2  # small words within a name
_SENTENCE_START = regex.compile(r"(?:^|[.!?…:][\"”’»)]*)\s*[\"“‘«(\[*_]*$")


def names(comparison: Comparison) -> Iterator[Change]:
    """Names that gave way to other names. Longer and shorter forms of one name, and initials, are no other name."""
    for cluster in comparison.clusters:
        lost = [p for p in cluster.lost if is_name(comparison.alignment.before, comparison.before, p)]
        gained = [p for p in cluster.gained if is_name(comparison.alignment.after, comparison.after, p)]
        if lost and gained:
            cluster.explain(lost, gained)
            yield _replaced(comparison, cluster, lost, gained)
        elif lost or gained:
            yield from _to_or_from_pronoun(comparison, cluster, lost, gained)


def is_name(text: str, words: Sequence[Token], place: int) -> bool:
    """Whether a word is (part of) a name: capitalised, and not only because a sentence begins with it."""
    word = words[place]
    if not word.text[0].isupper() or word.norm in PRONOUNS or word.norm in MONTHS or word.norm in WEEKDAYS:
        return False
    if _SENTENCE_START.search(text[max(0, word.span.begin - 12) : word.span.begin]):
        following = words[place + 1] if place + 1 < len(words) else None
        full_name = following is not None and following.text[0].isupper() and word.norm not in FUNCTION_WORDS
        return (
            full_name
            or mostly_a_name(word.norm)
            or rarity(word.norm) > 0.9
            or (len(word.text) > 1 and word.text.isupper())
        )
    return len(word.text) > 1 or bool(regex.match(r"\p{Lu}", word.text))


def _replaced(comparison: Comparison, cluster: Cluster, lost: Sequence[int], gained: Sequence[int]) -> Change:
    one = _full(comparison.alignment.before, comparison.before, lost)
    other = _full(comparison.alignment.after, comparison.after, gained)
    before, after = comparison.words(lost=lost), comparison.words(gained=gained)
    change = partial(comparison.change, ChangeKind.NAME, lost, gained, cluster)
    if same_name(one, other):
        whole = _is_one_name(lost) and _is_one_name(gained)
        return change(material=False, same_sense=whole, note=f"“{before}” and “{after}” name the same")
    if all(_known_elsewhere(comparison, one, other)):
        return change(material=False, note=f"“{before}” and “{after}” are named in both")
    if len(one) == len(other) and all(_nearly(a.norm, b.norm) for a, b in zip(one, other, strict=True)):
        return change(material=False, same_sense=True, note=f"“{before}” and “{after}”: perhaps one name, misspelled")
    doubt = _doubt(comparison, cluster, one, other)
    if doubt:
        return change(material=False, undecided=True, note=f"“{before}” became “{after}”: {doubt}")
    return change(material=True, note=f"another name: {before} became {after}")


def _is_one_name(places: Sequence[int]) -> bool:
    """Whether these words stand together, as those of one name do: "Bank of England"."""
    return places[-1] - places[0] < len(places) + _WITHIN_NAME


def _doubt(comparison: Comparison, cluster: Cluster, one: Sequence[Token], other: Sequence[Token]) -> str:
    """Why it is unsure that one name took the place of another; empty where it is sure."""
    lost = sum(is_content(comparison.before[p]) for p in cluster.lost)
    gained = sum(is_content(comparison.after[p]) for p in cluster.gained)
    if not lost and not gained:  # nothing but the name was exchanged
        return ""
    if any(_known_elsewhere(comparison, one, other)):
        return "the one stands in both wordings, so it may not have taken the other's place"
    return "the words around them changed too" if min(lost, gained) > _CHANGED_AROUND else ""


def _nearly(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) >= _LONG and Levenshtein.distance(one, other) == 1)


def _full(text: str, words: Sequence[Token], places: Sequence[int]) -> list[Token]:
    """The words of a name with what stands unchanged right beside them: of ``United [States]`` both."""
    first, last = min(places), max(places)
    while first and is_name(text, words, first - 1):
        first -= 1
    while last + 1 < len(words) and is_name(text, words, last + 1):
        last += 1
    inside = {*range(first, min(places)), *places, *range(max(places) + 1, last + 1)}
    return [words[place] for place in sorted(inside)]


def same_name(one: Sequence[Token], other: Sequence[Token]) -> bool:
    """Whether two names are forms of one: the same words, one within the other, initials, a land and its people.

    Example:
        Joe Biden = Biden; World Socialist Web Site = WSWS; Russia = Russian; but Austria ≠ Australia.
    """
    left, right = _bare_names(one), _bare_names(other)
    if left <= right or right <= left or _initials(one, other) or _initials(other, one):
        return True
    return bool(left & right) and _abbreviates(left - right, right - left)


def _bare_names(words: Sequence[Token]) -> set[str]:
    """The words of a name without titles, where anything is left: of ``President Biden`` only ``biden``."""
    return {bare(word) for word in words if word.norm not in TITLES} or {bare(word) for word in words}


def _abbreviates(one: set[str], other: set[str]) -> bool:
    """Whether what is left of two names is a name and its first letter: ``J. Biden``, ``Joe Biden``."""
    if len(one) != 1 or len(other) != 1:
        return False
    (short,), (long,) = sorted((one, other), key=lambda words: len(next(iter(words))))
    return len(short) == 1 and long.startswith(short)


def bare(word: Token) -> str:
    """What a name is called in all its forms: ``russian`` and ``russia`` are one."""
    if word.norm in DEMONYMS:
        return DEMONYMS[word.norm]
    base = key(word.norm)
    shorter = _DEMONYM.sub("", word.norm)
    return shorter if len(shorter) >= 4 else base


def _initials(long: Sequence[Token], short: Sequence[Token]) -> bool:
    letters = "".join(word.norm[0] for word in long)
    return len(short) == 1 and len(long) > 1 and bool({short[0].norm, bare(short[0])} & {letters, f"{letters}a"})


def _known_elsewhere(comparison: Comparison, one: Sequence[Token], other: Sequence[Token]) -> tuple[bool, bool]:
    """Whether each side's names stand elsewhere in the other wording: then they were moved, not exchanged."""
    before = {bare(word) for word in comparison.before}
    after = {bare(word) for word in comparison.after[comparison.alignment.begin : comparison.alignment.end]}
    return all(bare(word) in after for word in one), all(bare(word) in before for word in other)


def _to_or_from_pronoun(
    comparison: Comparison, cluster: Cluster, lost: Sequence[int], gained: Sequence[int]
) -> Iterator[Change]:
    pronouns = [
        p
        for p in (cluster.gained if lost else cluster.lost)
        if (comparison.after if lost else comparison.before)[p].norm in PRONOUNS
    ]
    if not pronouns or len(cluster.lost) > 4 or len(cluster.gained) > 4:
        return
    before, after = (lost, pronouns) if lost else (pronouns, gained)
    cluster.explain(before, after)
    said, now = comparison.words(lost=before), comparison.words(gained=after)
    note = f"“{said}” became “{now}”: whom it means the sentence alone does not say"
    yield comparison.change(ChangeKind.NAME, before, after, cluster, material=False, note=note)
