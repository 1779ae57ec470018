"""Changes of number and unit: by value, units converted before they differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from provenance.models import Change, ChangeKind
from provenance.wording.changes.cluster import Cluster, Comparison, is_content
from provenance.wording.changes.names import is_name
from provenance.wording.lexicon import FALLS, RISES
from provenance.wording.normalisation import Token
from provenance.wording.quantities import NumberKind, Quantity
from provenance.wording.units import comparable, is_share, unit_after

_DATED = frozenset([NumberKind.YEAR, NumberKind.DECADE])

_ARTICLES = frozenset(["a", "an"])


def numbers(comparison: Comparison) -> Iterator[Change]:
    """Numbers that became other numbers, in order, cluster by cluster; equal values in other words are spelling."""
    named: set[Quantity] = set()  # an edit may touch a number in two places; it is one change
    yield from _elsewhere(comparison, named)
    for cluster in comparison.clusters:
        lost = [q for q in _touching(comparison.before_quantities, cluster.lost) if q not in named]
        gained = [q for q in _touching(comparison.after_quantities, cluster.gained) if q not in named]
        lost, gained = _with_unchanged_counterparts(comparison, cluster, lost, gained)
        if len(lost) != len(gained):
            lost, gained = _with_lone_ones(comparison, cluster, lost, gained)
        named |= {*lost, *gained}
        lost, gained = _replaced(comparison, lost, gained)
        for one, other in zip(lost, gained, strict=False):
            yield _number_change(comparison, cluster, one, other)
        for one in lost[len(gained) :]:
            yield from _lone_number(comparison, cluster, one, None)
        for other in gained[len(lost) :]:
            yield from _lone_number(comparison, cluster, None, other)


def _replaced(
    comparison: Comparison, lost: list[Quantity], gained: list[Quantity]
) -> tuple[list[Quantity], list[Quantity]]:
    """Without figures that stand elsewhere in the other wording: they were moved, and replace nothing.

    Where both sides' stand there they may have changed places, which is another statement.
    """
    elsewhere_after = [q for q in comparison.after_quantities if q not in gained]
    elsewhere_before = [q for q in comparison.before_quantities if q not in lost]
    moved_away = [q for q in lost if any(q.same_as(other) for other in elsewhere_after)]
    moved_here = [q for q in gained if any(q.same_as(other) for other in elsewhere_before)]
    if moved_away and moved_here:
        return lost, gained
    return [q for q in lost if q not in moved_away], [q for q in gained if q not in moved_here]


def _touching(found: Sequence[Quantity], places: Sequence[int]) -> list[Quantity]:
    inside = set(places)
    return [quantity for quantity in found if inside & set(range(quantity.begin, quantity.end))]


def _with_unchanged_counterparts(
    comparison: Comparison, cluster: Cluster, lost: list[Quantity], gained: list[Quantity]
) -> tuple[list[Quantity], list[Quantity]]:
    """Where only a part of a number was edited (``1.5 [million→billion]``) the other side's number stands around it."""
    if lost and not gained:
        gained = [q for q in comparison.after_quantities if q.begin <= cluster.step.a0 <= q.end][:1]
    elif gained and not lost:
        lost = [q for q in comparison.before_quantities if q.begin <= cluster.step.b0 <= q.end][:1]
    return lost, gained


def _with_lone_ones(
    comparison: Comparison, cluster: Cluster, lost: list[Quantity], gained: list[Quantity]
) -> tuple[list[Quantity], list[Quantity]]:
    """Beside another figure ``one`` and an article are figures too: ``two people`` → ``one person``."""
    return (
        lost or _ones(comparison.before, cluster.lost, gained),
        gained or _ones(comparison.after, cluster.gained, lost),
    )


def _ones(words: Sequence[Token], places: Sequence[int], beside: Sequence[Quantity]) -> list[Quantity]:
    units = [quantity.unit for quantity in beside if quantity.unit]
    found = (_one_at(words, place) for place in places)
    return [
        one for one in found
        if one and (words[one.begin].norm == "one" or any(comparable(one.unit or "", unit) for unit in units))
    ]  # fmt: skip


def _one_at(words: Sequence[Token], place: int) -> Quantity | None:
    """``one``, ``a week``, ``a couple of weeks``."""
    if words[place].norm == "one":
        return Quantity(place, place + 1, 1.0, None, NumberKind.CARDINAL)
    if words[place].norm not in _ARTICLES:
        return None
    norms = [word.norm for word in words[place + 1 : place + 3]]
    begin, value = (place + 3, 2.0) if norms == ["couple", "of"] else (place + 1, 1.0)
    unit, end = unit_after(words, begin)
    return Quantity(place, end, value, unit, NumberKind.CARDINAL) if unit else None


def _elsewhere(comparison: Comparison, named: set[Quantity]) -> Iterator[Change]:
    """Figures said in another way in another place: ``a 1.5-hour delay`` → ``a delay of 90 minutes``."""
    for cluster in comparison.clusters:
        others = [c for c in comparison.clusters if c is not cluster]
        for one in _touching(comparison.before_quantities, cluster.lost):
            gained = (q for c in others for q in _touching(comparison.after_quantities, c.gained))
            other = next((q for q in gained if q not in named and one.same_as(q)), None)
            if other and one.kind is NumberKind.CARDINAL and (one.value, one.unit) != (other.value, other.unit):
                named |= {one, other}
                yield _number_change(comparison, cluster, one, other)


def _number_change(comparison: Comparison, cluster: Cluster, one: Quantity, other: Quantity) -> Change:
    one, other = _counting(comparison, *_growing(comparison, one, other))
    lost, gained = range(one.begin, one.end), range(other.begin, other.end)
    comparison.explain(lost, gained)
    before, after = comparison.words(lost=lost), comparison.words(gained=gained)
    kind, material, note = _judged(one, other, before, after)
    undecided = kind is ChangeKind.DATE and not material
    return comparison.change(kind, lost, gained, cluster, material=material, note=note, undecided=undecided)


def _judged(one: Quantity, other: Quantity, before: str, after: str) -> tuple[ChangeKind, bool, str]:
    """What one number for another is: its kind, whether it is material, and the note."""
    if one.same_as(other):
        if one.unit != other.unit and one.value != other.value and NumberKind.SHARE not in (one.kind, other.kind):
            return ChangeKind.UNIT, False, f"“{before}” is “{after}”: the same quantity, converted"
        return ChangeKind.SPELLING, False, f"“{before}” and “{after}” are the same figure"
    if one.value == other.value and one.kind is other.kind:
        return ChangeKind.UNIT, True, f"the unit changed: “{before}” became “{after}”"
    if NumberKind.RELATIVE in (one.kind, other.kind) and one.kind is not other.kind:
        note = f"“{before}” became “{after}”: whether that is the same time only the articles' dates can say"
        return ChangeKind.DATE, False, note
    if one.kind in _DATED and one.kind is other.kind:
        return ChangeKind.DATE, True, f"another {one.kind.value}: {before} became {after}"
    return ChangeKind.NUMBER, True, f"another figure: {before} became {after}"


def _growing(comparison: Comparison, one: Quantity, other: Quantity) -> tuple[Quantity, Quantity]:
    """Beside a multiple a rise or fall by a percentage is one too: ``doubled`` and ``rose 100 percent``."""
    if NumberKind.MULTIPLE in (one.kind, other.kind) and one.kind is not other.kind:
        return _as_multiple(comparison.before, one), _as_multiple(comparison.after, other)
    return one, other


def _as_multiple(words: Sequence[Token], quantity: Quantity) -> Quantity:
    if quantity.unit is None or not is_share(quantity.unit):
        return quantity
    verb = quantity.begin - 1 - (quantity.begin > 1 and words[quantity.begin - 1].norm == "by")
    norm = words[verb].norm if verb >= 0 else ""
    if norm not in RISES and norm not in FALLS:
        return quantity
    times = 1 + quantity.value / 100 * (1 if norm in RISES else -1)
    return replace(quantity, begin=verb, value=times, unit=None, kind=NumberKind.MULTIPLE)


def _counting(comparison: Comparison, one: Quantity, other: Quantity) -> tuple[Quantity, Quantity]:
    """Where a unit gave way to something counted (``40 percent`` → ``40 people``), that stands in the unit's place."""
    if one.kind is other.kind is NumberKind.CARDINAL and one.value == other.value:
        if one.unit and not other.unit:
            return one, _with_counted(comparison.after, other, {p for c in comparison.clusters for p in c.gained})
        if other.unit and not one.unit:
            return _with_counted(comparison.before, one, {p for c in comparison.clusters for p in c.lost}), other
    return one, other


def _with_counted(words: Sequence[Token], quantity: Quantity, edited: set[int]) -> Quantity:
    place = quantity.end
    if place not in edited or place >= len(words) or not is_content(words[place]):
        return quantity
    return replace(quantity, end=place + 1, unit=words[place].norm)


def _lone_number(
    comparison: Comparison, cluster: Cluster, one: Quantity | None, other: Quantity | None
) -> Iterator[Change]:
    """A figure with no figure in its place: dropped or added. Alone in its edit it is a change of number."""
    quantity = one or other
    if quantity is None or quantity.kind is NumberKind.ORDINAL:
        return
    places = range(quantity.begin, quantity.end)
    elsewhere = comparison.after_quantities if one else comparison.before_quantities
    if any(quantity.same_as(other) for other in elsewhere):  # it was moved
        return
    if _belongs_to_name(comparison, quantity, lost=one is not None):
        return
    others = [p for p in (cluster.lost if one else cluster.gained) if p not in places]
    if len(others) > 2:  # part of a longer omission or insertion, which says so itself
        return
    lost, gained = (places if one else ()), (places if other else ())
    cluster.explain(lost, gained)
    said = comparison.words(lost=lost, gained=gained)
    kind = ChangeKind.DATE if quantity.kind in _DATED else ChangeKind.NUMBER
    note = f"the figure {said} {'is gone' if one else 'was added'}"
    yield comparison.change(kind, lost, gained, cluster, material=True, note=note)


def _belongs_to_name(comparison: Comparison, quantity: Quantity, *, lost: bool) -> bool:
    """Whether a bare figure is part of a name before it: ``Nord Stream 1``, or the ``and 2`` after that."""
    text = comparison.alignment.before if lost else comparison.alignment.after
    words = comparison.before if lost else comparison.after
    place = quantity.begin
    while place and (words[place - 1].norm == "and" or words[place - 1].norm.isdecimal()):
        place -= 1
    return quantity.unit is None and place > 0 and quantity.value < 100 and is_name(text, words, place - 1)
