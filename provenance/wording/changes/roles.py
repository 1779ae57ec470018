"""Who does it to whom: the passive, which says the same, and two that changed places, which does not.

A clause is read around a verb that both wordings have: the phrase before it and the phrase right after it, or after
``by`` where the verb is in the passive. What cannot be read so is no clause, and nothing is said of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import regex

from provenance.models import Change, ChangeKind
from provenance.wording.changes.cluster import Cluster, Comparison, is_content
from provenance.wording.changes.names import bare, is_name, same_name
from provenance.wording.lexicon import (
    ATTRIBUTIONS,
    AUXILIARIES,
    MODALS,
    MUTUAL_VERBS,
    PARTICIPLES,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVE_DAYS,
    WEEKDAYS,
)
from provenance.wording.normalisation import Token
from provenance.wording.quantities import is_month
from provenance.wording.variants import key

_PHRASE = 7  # words of a phrase at most, and between a participle and its "by"
_AROUND = 4  # words on either side of a word in which names are looked for
_PASSIVE = frozenset(("be", "is", "are", "was", "were", "been", "being", "'s", "'re", "get", "gets", "got"))
_PARTICLES = frozenset(("up", "down", "over", "out", "off", "away", "back"))
_RELATIVES = frozenset(("that", "which", "who"))
_OPENERS = frozenset(("and", "or", "but", "because", "when", "while", "if", "that", "which", "who"))
_NOMINATIVE = {"him": "he", "her": "she", "them": "they", "me": "i", "us": "we", "whom": "who"}
_BORDER = regex.compile(r"[.,;:!?…()\[\]\"“”„«»–—]|\n\s*\n")


@dataclass(frozen=True, slots=True)
class _Clause:
    """A verb with those around it, by the numbers of their words.

    Attributes:
        agent: The phrase that does it; `patient` the phrase that it is done to.
        small: The auxiliaries, the particle and the ``by`` that go with the verb.
    """

    verb: int
    agent: tuple[int, ...]
    patient: tuple[int, ...]
    small: tuple[int, ...]
    passive: bool


def passives(comparison: Comparison) -> Iterator[Change]:
    """A clause turned into the passive, or back: its words are accounted for, whatever else they might mean."""
    for one, other in _clauses(comparison):
        agents, patients = _shared(comparison, one.agent, other.agent), _shared(comparison, one.patient, other.patient)
        if one.passive is other.passive or not (agents or patients):
            continue
        pairs = ((one.verb, other.verb), *agents, *patients)
        lost, gained = _edited(comparison, {*one.small, *(b for b, _ in pairs)}, {*other.small, *(a for _, a in pairs)})
        cluster = next((c for c in comparison.clusters if {*c.lost} & lost or {*c.gained} & gained), None)
        if cluster is None:
            continue
        if agents and patients:
            comparison.explain(lost, gained)
            yield comparison.change(
                ChangeKind.ORDER, sorted({*lost, one.verb}), sorted({*gained, other.verb}), cluster, material=False,
                note=f"said in the {'passive' if other.passive else 'active'}; who does it to whom is as before",
            )  # fmt: skip
            continue
        here, there = (one.patient, other.patient) if agents else (one.agent, other.agent)
        another = _another(comparison, cluster, here, there, "it is done to another" if agents else "another does it")
        if another:
            comparison.explain(lost, gained)
            yield another


def _another(
    comparison: Comparison, cluster: Cluster, here: Sequence[int], there: Sequence[int], meaning: str
) -> Change | None:
    """The one phrase of a turned clause that is another: sure only of names, since other words may mean the same."""
    lost = [place for place in here if is_content(comparison.before[place])]
    gained = [place for place in there if is_content(comparison.after[place])]
    named = all(is_name(comparison.alignment.before, comparison.before, place) for place in lost) and all(
        is_name(comparison.alignment.after, comparison.after, place) for place in gained
    )
    if not named:
        lost, gained = (sorted(places) for places in _edited(comparison, {*lost}, {*gained}))
    same = named and same_name([comparison.before[p] for p in lost], [comparison.after[p] for p in gained])
    if same or not lost or not gained:
        return None
    comparison.explain(lost, gained)
    before, after = comparison.words(lost=lost), comparison.words(gained=gained)
    kind = ChangeKind.NAME if named else ChangeKind.WORDING
    note = f"“{before}” became “{after}”: {meaning if named else f'perhaps {meaning}'}"
    return comparison.change(kind, lost, gained, cluster, material=named, undecided=not named, note=note)


def _edited(comparison: Comparison, lost: set[int], gained: set[int]) -> tuple[set[int], set[int]]:
    """Those of these words that were edited, or stand beside the match."""
    clusters = (*comparison.clusters, *comparison.surrounding)
    return lost & {p for c in clusters for p in c.lost}, gained & {p for c in clusters for p in c.gained}


def swaps(comparison: Comparison) -> Iterator[Change]:
    """Two that changed places around a word both wordings have: who did it to whom, or of whom it is said."""
    yield from list(_changed_roles(comparison))[:1] or list(_changed_names(comparison))[:1]


def _changed_roles(comparison: Comparison) -> Iterator[Change]:
    for one, other in _clauses(comparison):
        verbs = {comparison.before[one.verb].norm, comparison.after[other.verb].norm}
        if verbs & MUTUAL_VERBS or (verbs & ATTRIBUTIONS and not (one.passive or other.passive)):
            continue
        side = (comparison.alignment.before, comparison.before), (comparison.alignment.after, comparison.after)
        agent, patient = (_heads(*side[0], phrase) for phrase in (one.agent, one.patient))
        now_agent, now_patient = (_heads(*side[1], phrase) for phrase in (other.agent, other.patient))
        crossed = _crossed(agent, patient, now_agent, now_patient)
        if crossed:
            yield _swapped(
                comparison, (one.verb, other.verb), *crossed, meaning=": who does it to whom is turned round"
            )


def _changed_names(comparison: Comparison) -> Iterator[Change]:
    """Two names that changed places around any word: ``the Russian attack on Ukraine``.

    A passive says the same with the names exchanged, so where ``by`` came or went nothing is said.
    """
    before, after = comparison.before, comparison.after
    if sum(w.norm == "by" for w in before) != sum(w.norm == "by" for w in after):
        return
    if len(_capitals(before) & _capitals(after)) < 2:  # no two names to change places
        return
    for b, a in comparison.twins:
        one = _names_around(comparison.alignment.before, before, b)
        other = _names_around(comparison.alignment.after, after, a)
        crossed = _crossed(*one, *other)
        if crossed:
            yield _swapped(comparison, (b, a), *crossed)


def _capitals(words: Iterable[Token]) -> set[str]:
    return {bare(word) for word in words if word.text[0].isupper()}


def _crossed(
    left: Mapping[str, str], right: Mapping[str, str], now_left: Mapping[str, str], now_right: Mapping[str, str]
) -> tuple[str, str] | None:
    """A word that came from the left to the right and one that went the other way, as they stand; None if not both."""
    gone = [word for k, word in left.items() if k in now_right and k not in right and k not in now_left]
    come = [word for k, word in right.items() if k in now_left and k not in left and k not in now_right]
    return (gone[-1], come[0]) if gone and come else None


def _swapped(comparison: Comparison, around: tuple[int, int], one: str, other: str, meaning: str = "") -> Change:
    word, now = comparison.before[around[0]], comparison.after[around[1]]
    return Change(
        kind=ChangeKind.ORDER, before=word.text, after=now.text, material=True,
        note=f"“{one}” and “{other}” changed places around “{word.text}”{meaning}",
        before_span=word.span, after_span=now.span,
    )  # fmt: skip


def _clauses(comparison: Comparison) -> Iterator[tuple[_Clause, _Clause]]:
    """The clauses around each verb that stands once in either wording, where anything but the words' forms changed."""
    places = [a for _, a in comparison.twins]
    passive = sum(w.norm == "by" for w in comparison.before) != sum(w.norm == "by" for w in comparison.after)
    if places == sorted(places) and not passive:  # nothing changed sides
        return
    for b, a in comparison.twins:
        one = _clause(comparison.alignment.before, comparison.before, b)
        other = _clause(comparison.alignment.after, comparison.after, a) if one else None
        if one and other:
            yield one, other


def _clause(text: str, words: Sequence[Token], verb: int) -> _Clause | None:
    """The clause around a word, read as a verb; None where there are no two phrases beside it."""
    before, small = _auxiliaries(text, words, verb)
    after = verb + 1
    if after < len(words) and words[after].norm in _PARTICLES:
        small.append(after)
        after += 1
    participle = _is_participle(words[verb].norm)
    inactive = participle and any(words[p].norm in _PASSIVE for p in small)
    told_by = participle and after < len(words) and words[after].norm == "by"
    by = _by(text, words, after) if inactive or told_by else None
    if inactive and by is None:
        return None
    subject = _phrase_before(text, words, before)
    other = _phrase_after(text, words, after if by is None else by + 1)
    if not subject or not other or (by is not None and not _does(words[other[0]])):
        return None
    if by is None:
        return _Clause(verb, subject, other, tuple(small), passive=False)
    return _Clause(verb, other, subject, (*small, by), passive=True)


def _is_participle(norm: str) -> bool:
    return norm.endswith("ed") or norm in PARTICIPLES


def _auxiliaries(text: str, words: Sequence[Token], verb: int) -> tuple[int, list[int]]:
    """Where what stands before a verb ends, and the auxiliaries between; modal verbs and adverbs are passed over."""
    small: list[int] = []
    place = verb - 1
    while place >= 0 and not _BORDER.search(text[words[place].span.end : words[place + 1].span.begin]):
        norm = words[place].norm
        if norm in AUXILIARIES:
            small.append(place)
        elif norm not in MODALS and not norm.endswith("ly"):
            return place - (norm in _RELATIVES), small
        place -= 1
    return -1, small  # a border: what the verb is said of stands somewhere else


def _by(text: str, words: Sequence[Token], begin: int) -> int | None:
    """The ``by`` of a passive, in the same clause."""
    for place in range(begin, min(len(words), begin + _PHRASE)):
        if _BORDER.search(text[words[place - 1].span.end : words[place].span.begin]):
            return None
        if words[place].norm == "by":
            return place
    return None


def _does(word: Token) -> bool:
    """Whether a phrase that begins so after ``by`` may be who does it: no measure and no manner."""
    return not word.norm[0].isdigit() and not word.norm.endswith("ing")


def _phrase_before(text: str, words: Sequence[Token], place: int) -> tuple[int, ...]:
    found: list[int] = []
    while place >= 0 and len(found) < _PHRASE and words[place].norm not in _OPENERS | AUXILIARIES | ATTRIBUTIONS:
        found.insert(0, place)
        place -= 1
        if place >= 0 and _BORDER.search(text[words[place].span.end : words[place + 1].span.begin]):
            break
    return tuple(found) if any(_refers(words[p]) for p in found) else ()


def _phrase_after(text: str, words: Sequence[Token], place: int) -> tuple[int, ...]:
    found: list[int] = []
    while place < len(words) and len(found) < _PHRASE and not _ends_phrase(words[place]):
        if _BORDER.search(text[words[place - 1].span.end : words[place].span.begin]):
            break
        found.append(place)
        place += 1
    return tuple(found) if any(_refers(words[p]) for p in found) else ()


def _ends_phrase(word: Token) -> bool:
    return word.norm in PREPOSITIONS or word.norm in _OPENERS or word.norm in AUXILIARIES or word.norm in MODALS


def _shared(comparison: Comparison, here: Sequence[int], there: Sequence[int]) -> list[tuple[int, int]]:
    """Words of two phrases that are the same, in pairs; none where no telling word is."""
    after = {_stem(comparison.after[place]): place for place in there}
    pairs = [(place, after[stem]) for place in here if (stem := _stem(comparison.before[place])) in after]
    return pairs if any(_refers(comparison.before[place]) for place, _ in pairs) else []


def _stem(word: Token) -> str:
    return _NOMINATIVE.get(word.norm) or key(word.norm)


def _refers(word: Token) -> bool:
    """Whether a word says of whom or what something is said."""
    return is_content(word) or word.norm in PRONOUNS


def _heads(text: str, words: Sequence[Token], phrase: Iterable[int]) -> dict[str, str]:
    """The telling words of a phrase as they stand, by what each shares with its other forms; not when it was."""
    telling = [place for place in phrase if is_content(words[place]) and not _tells_when(words[place])]
    return {bare(words[p]) if is_name(text, words, p) else key(words[p].norm): words[p].text for p in telling}


def _tells_when(word: Token) -> bool:
    return word.norm in WEEKDAYS or word.norm in RELATIVE_DAYS or is_month(word)


def _names_around(text: str, words: Sequence[Token], place: int) -> tuple[dict[str, str], dict[str, str]]:
    """Names to the left and to the right of a word, a few words away at most; none around a name itself."""
    if is_name(text, words, place):
        return {}, {}
    left = _reach(text, words, range(place, max(0, place - _AROUND), -1))
    right = _reach(text, words, range(place + 1, min(len(words), place + 1 + _AROUND)))
    return _names(text, words, (p - 1 for p in left)), _names(text, words, right)


def _reach(text: str, words: Sequence[Token], places: Iterable[int]) -> Iterator[int]:
    """The places up to the first that a border parts from the word before it."""
    for place in places:
        if _BORDER.search(text[words[place - 1].span.end : words[place].span.begin]):
            return
        yield place


def _names(text: str, words: Sequence[Token], places: Iterable[int]) -> dict[str, str]:
    """Names among these words as they stand, by what all their forms share."""
    return {bare(words[place]): words[place].text for place in places if is_name(text, words, place)}
