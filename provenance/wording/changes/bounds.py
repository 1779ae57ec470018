"""Changes of what bounds a figure: more than, at least, about, up to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from provenance.models import Change, ChangeKind
from provenance.wording.changes.cluster import Comparison
from provenance.wording.lexicon import BOUNDS
from provenance.wording.normalisation import Token
from provenance.wording.variants import key

_LONGEST = max(map(len, BOUNDS))
_OPENING = frozenset(bound[0] for bound in BOUNDS)
_BEFORE_FIGURE = frozenset(["a", "an", "the", "$", "€", "£"])


@dataclass(frozen=True, slots=True)
class _Bound:
    """The words ``[begin, end)`` that bound a figure, and which way: above it, from it on, near it …."""

    begin: int
    end: int
    way: str

    @property
    def places(self) -> range:
        return range(self.begin, self.end)


def bounds(comparison: Comparison) -> Iterator[Change]:
    """Words that bound a figure: ``more than 200`` → ``200``; ``about`` and ``around`` bound it alike."""
    before, after = _bounds(comparison.before), _bounds(comparison.after)
    for cluster in comparison.clusters:
        lost, gained = _touching(before, cluster.lost), _touching(after, cluster.gained)
        if not lost and not gained:
            continue
        lost = lost or _around(before, cluster.step.b0)
        gained = gained or _around(after, cluster.step.a0)
        gone = [place for bound in lost for place in bound.places]
        come = [place for bound in gained for place in bound.places]
        alike = {bound.way for bound in lost} == {bound.way for bound in gained}
        comparison.explain(gone, come)
        note = _note(comparison.words(lost=gone) if gone else "", comparison.words(gained=come) if come else "", alike)
        yield comparison.change(ChangeKind.QUANTIFIER, gone, come, cluster, material=not alike, note=note)


def _note(before: str, after: str, alike: bool) -> str:
    if alike:
        return f"“{before}” and “{after}” bound the figure alike"
    if before and after:
        return f"the figure is bounded differently: “{before}” became “{after}”"
    return f"“{before or after}” {'is gone' if before else 'was added'} before the figure"


def _bounds(words: Sequence[Token]) -> list[_Bound]:
    """The bounds in a wording: the longest phrase that stands right before a figure."""
    found: list[_Bound] = []
    place = 0
    while place < len(words):
        bound = _bound_at(words, place)
        if bound:
            found.append(bound)
        place = bound.end if bound else place + 1
    return found


def _bound_at(words: Sequence[Token], place: int) -> _Bound | None:
    if words[place].norm not in _OPENING:
        return None
    norms = tuple(word.norm for word in words[place : place + _LONGEST])
    for length in range(len(norms), 0, -1):
        if norms[:length] in BOUNDS and _figure_follows(words, place + length):
            return _Bound(place, place + length, BOUNDS[norms[:length]])
    return None


def _figure_follows(words: Sequence[Token], place: int) -> bool:
    while place < len(words) and words[place].norm in _BEFORE_FIGURE:
        place += 1
    return place < len(words) and (words[place].norm[0].isdigit() or key(words[place].norm).isdigit())


def _touching(found: Sequence[_Bound], places: Sequence[int]) -> list[_Bound]:
    inside = set(places)
    return [bound for bound in found if inside & set(bound.places)]


def _around(found: Sequence[_Bound], place: int) -> list[_Bound]:
    """Where only a part of a bound was edited (``[no] more than``) the other side's bound stands around it."""
    return [bound for bound in found if bound.begin <= place <= bound.end][:1]
