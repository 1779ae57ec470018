"""What is left when every more telling kind is named: order, omission, insertion, wording, spelling."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from functools import partial
from itertools import permutations, takewhile

from rapidfuzz.distance import Levenshtein

from provenance.models import Change, ChangeKind
from provenance.wording.changes.cluster import Cluster, Comparison, is_content
from provenance.wording.lexicon import CONDITIONS, OPPOSITES, POLES, RESTRICTIVES, SYNONYMS
from provenance.wording.normalisation import ELLIPSIS, Token
from provenance.wording.rarity import is_listed, rarity
from provenance.wording.variants import Variant, canonical, key, variant

# A run must have this many words, one of them telling, to count as moved rather than as chance …
_MOVED_WORDS = 2
# … or be one word that tells at least this much.
_TELLING = 0.4
# Words that begin with so many letters alike, and with such a share of the shorter one, are mostly of one family.
_FAMILY, _FAMILY_SHARE = 5, 0.7


def forms(comparison: Comparison) -> Iterator[Change]:
    """Words in another form: spelling or inflection, never material."""
    alignment = comparison.alignment
    for step in alignment.core:
        if step.form is None:
            continue
        one, other = alignment.before_tokens[step.b0], alignment.after_tokens[step.a0]
        kind = ChangeKind.SPELLING if step.form is Variant.SPELLING else ChangeKind.WORDING
        note = "another spelling" if kind is ChangeKind.SPELLING else "another form of the same word"
        yield Change(
            kind=kind,
            before=one.text,
            after=other.text,
            material=False,
            note=note,
            before_span=one.span,
            after_span=other.span,
        )


def moves(comparison: Comparison) -> Iterator[Change]:
    """Runs of words that stand in another place: lost in one cluster, gained in another."""
    for source in comparison.clusters:
        for target in (*comparison.clusters, *comparison.surrounding):
            if source is target:
                continue
            run = _shared_run(comparison, source, target)
            if run is None:
                continue
            lost, gained = run
            source.explain(lost=lost)
            target.explain(gained=gained)
            change = comparison.change(
                ChangeKind.ORDER,
                lost,
                gained,
                target,
                material=False,
                note=f"“{comparison.words(lost=lost)}” stands elsewhere",
            )
            yield change


def _shared_run(comparison: Comparison, source: Cluster, target: Cluster) -> tuple[list[int], list[int]] | None:
    """The longest run of words that `source` lost and `target` gained; None where it is too short to mean anything."""
    lost = [key(comparison.before[p].norm) for p in source.lost]
    gained = [key(comparison.after[p].norm) for p in target.gained]
    if set(lost).isdisjoint(gained):
        return None
    match = SequenceMatcher(None, lost, gained, autojunk=False).find_longest_match()
    places = source.lost[match.a : match.a + match.size]
    telling = any(is_content(comparison.before[p]) for p in places)
    if not telling or (match.size < _MOVED_WORDS and not _moves_alone(comparison.before, places[0])):
        return None
    return places, target.gained[match.b : match.b + match.size]


def _moves_alone(words: Sequence[Token], place: int) -> bool:
    """Whether a single word may be called moved: a verb may (into the passive), a figure or a name may not."""
    word = words[place]
    return rarity(word.norm) >= _TELLING and word.text.islower() and not canonical(word.norm)[0].isdigit()


def rest(comparison: Comparison) -> Iterator[Change]:
    """Words nobody has explained: left out, put in, or exchanged."""
    for cluster in comparison.clusters:
        yield from _rest_of(comparison, cluster)
        cluster.explain(cluster.lost, cluster.gained)


def _rest_of(comparison: Comparison, cluster: Cluster) -> Iterator[Change]:
    lost, gained = cluster.lost, cluster.gained
    opposed = _opposed(comparison, cluster)
    if opposed:
        yield opposed
        return
    content_lost = [p for p in lost if is_content(comparison.before[p])]
    content_gained = [p for p in gained if is_content(comparison.after[p])]
    if content_lost and content_gained:
        yield _exchange(comparison, cluster, content_lost, content_gained)
    elif content_lost:
        yield _omission(comparison, cluster)
    elif content_gained:
        yield _insertion(comparison, cluster)
    elif lost or gained:
        yield comparison.change(
            ChangeKind.WORDING, lost, gained, cluster, material=False, note="only small words changed"
        )


def _opposed(comparison: Comparison, cluster: Cluster) -> Change | None:
    """Contraries: up and down, for and against, accepted and rejected; small words only where they stand alone."""
    telling = any(is_content(comparison.before[p]) for p in cluster.lost) or any(
        is_content(comparison.after[p]) for p in cluster.gained
    )
    for lost in cluster.lost:
        for gained in cluster.gained:
            if telling and not (is_content(comparison.before[lost]) or is_content(comparison.after[gained])):
                continue
            if _contrary(comparison.before[lost].norm, comparison.after[gained].norm):
                before, after = comparison.words(lost=cluster.lost), comparison.words(gained=cluster.gained)
                return comparison.change(
                    ChangeKind.WORDING, cluster.lost, cluster.gained, cluster, material=True,
                    note=f"the contrary: “{before}” became “{after}”",
                )  # fmt: skip
    return None


def _contrary(one: str, other: str) -> bool:
    """Whether two words are contraries, in whatever forms."""
    stems = (key(one), key(other))
    return (one, other) in OPPOSITES or stems in OPPOSITES or stems in _POLE_KEYS


_POLE_KEYS = frozenset(
    pair
    for one, other in POLES.values()
    for left in one
    for right in other
    for pair in permutations((key(left), key(right)))
)


def _limit(words: Iterable[Token]) -> str:
    """Why these words, come or gone, change what is claimed; empty where they do not."""
    norms = {word.norm for word in words}
    if norms & RESTRICTIVES:
        return "it limits what is said"
    return "it makes what is said depend on something" if norms & CONDITIONS else ""


def _insertion(comparison: Comparison, cluster: Cluster) -> Change:
    limit = _limit(comparison.after[p] for p in cluster.gained)
    note = f"“{comparison.words(gained=cluster.gained)}” was added" + (f": {limit}" if limit else "")
    return comparison.change(ChangeKind.INSERTION, (), cluster.gained, cluster, material=bool(limit), note=note)


def _omission(comparison: Comparison, cluster: Cluster) -> Change:
    text, place = comparison.alignment.after, cluster.step.a0
    words = comparison.after
    begin = words[place - 1].span.end if place else 0
    end = words[place].span.begin if place < len(words) else len(text)
    at_ellipsis = bool(ELLIPSIS.search(text[begin:end]))
    said = comparison.words(lost=cluster.lost)
    limit = _limit(comparison.before[p] for p in cluster.lost)
    note = f"“{said}” is left out" + (", at an ellipsis" if at_ellipsis else ", without a mark")
    note += f": {limit}" if limit else ""
    return comparison.change(ChangeKind.OMISSION, cluster.lost, (), cluster, material=bool(limit), note=note)


def _exchange(comparison: Comparison, cluster: Cluster, lost: list[int], gained: list[int]) -> Change:
    """Telling words for telling words: apart or together, contraries, synonyms, another word, or other words."""
    one = [comparison.before[p].norm for p in lost]
    other = [comparison.after[p].norm for p in gained]
    became = f"“{comparison.words(lost=lost)}” became “{comparison.words(gained=gained)}”"
    change = partial(comparison.change, lost=lost, gained=gained, cluster=cluster)
    if "".join(one) == "".join(other):
        return change(ChangeKind.SPELLING, material=False, note="written apart or together")
    synonyms = len(one) == len(other) and all(_exchangeable(a, b) for a, b in zip(one, other, strict=True))
    if synonyms:
        kept = change(ChangeKind.WORDING, material=False, note=f"{became}, which says the same")
        return replace(kept, same_sense=True)
    if len(one) == len(other) == 1 and not _one_family(*one, *other):
        return change(ChangeKind.WORDING, material=True, note=f"{became}, which may not say the same")
    read = change(ChangeKind.WORDING, material=False, note=f"{became}: other words, to be read by a person")
    return replace(read, undecided=True)


def _exchangeable(one: str, other: str) -> bool:
    return (
        variant(one, other) is not None
        or frozenset((canonical(one), canonical(other))) in SYNONYMS
        or (frozenset((key(one), key(other))) in _SYNONYM_KEYS)
    )


def _one_family(one: str, other: str) -> bool:
    """Whether two words may be one misspelled, or one made from the other: ``absense``, ``classic`` and ``classical``.

    Which of them it is, and whether it matters, the letters alone do not say.
    """
    if one[0] != other[0] or min(len(one), len(other)) < _FAMILY:
        return False
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    if shared >= max(_FAMILY, _FAMILY_SHARE * min(len(one), len(other))):
        return True
    return not (is_listed(one) and is_listed(other)) and Levenshtein.distance(one, other) == 1


_SYNONYM_KEYS = frozenset(frozenset(key(word) for word in pair) for pair in SYNONYMS)


def exchanges(change: Change) -> bool:
    """Whether telling words gave way to other telling words, and not to synonyms or other forms."""
    exchanged = change.kind is ChangeKind.WORDING and bool(change.before) and bool(change.after)
    return exchanged and (change.material or change.undecided)


def keeps_meaning(change: Change) -> bool:
    """Whether the words concerned stand in both wordings, only elsewhere or said in another way."""
    if change.material or change.kind is ChangeKind.QUOTATION_MARKS:
        return False
    return change.kind not in {ChangeKind.WORDING, ChangeKind.NAME} or change.same_sense
