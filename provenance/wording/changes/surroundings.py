"""What stands right beside the matched words and governs them: "It is not true that …", "…, officials said"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from provenance.models import Change, ChangeKind, Span
from provenance.wording.changes.attribution import opines, speaks
from provenance.wording.changes.cluster import Comparison
from provenance.wording.changes.stance import is_hedge, negators
from provenance.wording.lexicon import ATTRIBUTIONS, CERTAINTIES, CONDITIONS, DISPROOFS, DOUBTS
from provenance.wording.normalisation import Token

_REACH = 5  # words; further away, another clause has mostly begun
_FAR_REACH = 15  # … except before what somebody says, thinks or denies
_OPENING = 7  # words before a comma that a sentence may open with
_COMPLEMENT = frozenset(("that", "whether", "if"))
_SENTENCE_END = regex.compile(r"[.!?…][\"”’»)]*\s|\n\s*\n|;")
_COMMA = regex.compile(r",\s*[\"“„«]?")
_BORDER = regex.compile(r"[.,!?…:;\"“”„«»]|\n\s*\n")
_SPEECH_END = regex.compile(r"[.!?…;:\"“”„«»]")
_QUESTION = regex.compile(r"[\"”’»)]?\?")
_CLAUSE_END = regex.compile(r"[.;:!?…)]|,(?!\s*(?:he|she|it|they)\b)|\b(?:but|and|because|while|when)\s*$")


def surroundings(comparison: Comparison) -> Iterator[Change]:
    """Negations, hedges and attributions just outside the matched part, in the same clause."""
    alignment = comparison.alignment
    if alignment.begin == alignment.end:
        return
    unexplained = {place for cluster in comparison.surrounding for place in cluster.gained}
    left, right = ([p for p in places if p in unexplained] for places in (_left(comparison), _right(comparison)))
    opening = [p for p in _opening(comparison) if p in unexplained]
    yield from _governing(comparison, left, right, opening)
    words = alignment.after_tokens
    spoken = [p for p in (*left, *right, *opening) if speaks(words[p]) or opines(words, p)]
    if spoken:
        yield _change(
            comparison,
            ChangeKind.ATTRIBUTION,
            spoken[:1],
            material=False,
            note=f"here it is somebody's view: “{_context(comparison, spoken[0])}”"
            if opines(words, spoken[0])
            else f"here the words are attributed (“{words[spoken[0]].text}”)",
        )


def _left(comparison: Comparison) -> list[int]:
    """Words before the match, nearest last, back to the end of another clause.

    Where the match is what somebody says, thinks or denies ("… the claim, made online, that"), back to the sentence's
    beginning: commas do not free it from its verb.
    """
    words, text, begin = comparison.after, comparison.alignment.after, comparison.alignment.begin
    governed = begin > 0 and words[begin - 1].norm in _COMPLEMENT
    reach, end = (_FAR_REACH, _SPEECH_END) if governed else (_REACH, _CLAUSE_END)
    places: list[int] = []
    for place in range(begin - 1, max(-1, begin - 1 - reach), -1):
        between = text[words[place].span.end : words[place + 1].span.begin]
        if end.search(between) and not (governed and place == begin - 1):  # “… that "We are …”: its own quotation mark
            break
        places.insert(0, place)
    return places


def _right(comparison: Comparison) -> list[int]:
    """Words after the match, nearest first, to the end of the sentence at most."""
    words, text, end = comparison.after, comparison.alignment.after, comparison.alignment.end
    places: list[int] = []
    for place in range(end, min(len(words), end + _REACH)):
        if _SENTENCE_END.search(text[words[place - 1].span.end : words[place].span.begin]):
            break
        places.append(place)
    return places


def _opening(comparison: Comparison) -> list[int]:
    """Words that open the sentence before a comma and the match, and say how far it holds: ``Apparently, …``."""
    words, text, begin = comparison.after, comparison.alignment.after, comparison.alignment.begin
    if begin == 0 or not _COMMA.fullmatch(text[words[begin - 1].span.end : words[begin].span.begin]):
        return []
    for place in range(begin - 1, max(-1, begin - 1 - _OPENING), -1):
        if place == 0 or _BORDER.search(text[words[place - 1].span.end : words[place].span.begin]):
            places = list(range(place, begin))
            return places if len(places) == 1 or words[place].norm in {"according", "in", "to", "as", "it"} else []
    return []


def _governing(
    comparison: Comparison, left: Sequence[int], right: Sequence[int], opening: Sequence[int]
) -> Iterator[Change]:
    words = comparison.after
    negating = negators(words, left)
    negating = negating if len(negating) % 2 else []
    doubted = [p for p in left if words[p].norm in DOUBTS] + [p for p in right if words[p].norm in DISPROOFS]
    if negating or doubted:
        places = negating or doubted[:1]
        yield _change(comparison, ChangeKind.NEGATION, places, material=True,
                      note=f"here it is denied or doubted: “{_context(comparison, places[0])}”")  # fmt: skip
        return
    hedging = [p for p in left if _hedges(words, p) or words[p].norm in CONDITIONS]
    hedging = hedging or [p for p in opening if _hedges(words, p)]
    if hedging:
        yield _change(comparison, ChangeKind.HEDGE, hedging[:1], material=True,
                      note=f"here it is hedged: “{_context(comparison, hedging[0])}”")  # fmt: skip
    elif _asked(comparison):
        last = comparison.alignment.end - 1
        yield _change(comparison, ChangeKind.HEDGE, [last], material=True, note="here it is asked, not said")


def _asked(comparison: Comparison) -> bool:
    """Whether the match closes with a question mark that the first wording does not have."""
    alignment = comparison.alignment
    following = alignment.after[alignment.matched.end : alignment.matched.end + 3]
    return bool(_QUESTION.match(following)) and "?" not in alignment.before


def _hedges(words: Sequence[Token], place: int) -> bool:
    norm = words[place].norm
    return is_hedge(words, place) and norm not in CERTAINTIES and norm not in ATTRIBUTIONS


def _change(comparison: Comparison, kind: ChangeKind, places: Sequence[int], *, material: bool, note: str) -> Change:
    words = comparison.after
    span = Span(words[places[0]].span.begin, words[places[-1]].span.end)
    return Change(
        kind=kind,
        before="",
        after=span.of(comparison.alignment.after),
        material=material,
        note=note,
        before_span=Span(0, 0),
        after_span=span,
    )


def _context(comparison: Comparison, place: int) -> str:
    """A few words around `place`, as they stand."""
    words = comparison.after
    begin = words[max(0, place - 3)].span.begin
    end = words[min(len(words) - 1, place + 3)].span.end
    return " ".join(comparison.alignment.after[begin:end].split())
