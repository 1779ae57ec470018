"""Changes of number, unit and date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from provenance.models import Change, ChangeKind
from provenance.wording.changes.cluster import Cluster, Comparison
from provenance.wording.changes.names import is_name
from provenance.wording.lexicon import MONTHS, RELATIVE_DAYS, WEEKDAYS
from provenance.wording.normalisation import Token
from provenance.wording.quantities import NumberKind, Quantity, is_month
from provenance.wording.variants import canonical


def numbers(comparison: Comparison) -> Iterator[Change]:
    """Numbers that became other numbers, in order, cluster by cluster; equal values in other words are spelling."""
    named: set[Quantity] = set()  # an edit may touch a number in two places; it is one change
    for cluster in comparison.clusters:
        lost = [q for q in _touching(comparison.before_quantities, cluster.lost) if q not in named]
        gained = [q for q in _touching(comparison.after_quantities, cluster.gained) if q not in named]
        lost, gained = _with_unchanged_counterparts(comparison, cluster, lost, gained)
        if len(lost) != len(gained):
            lost, gained = _with_lone_ones(comparison, cluster, lost, gained)
        named |= {*lost, *gained}
        for one, other in zip(lost, gained, strict=False):
            yield _number_change(comparison, cluster, one, other)
        for one in lost[len(gained) :]:
            yield from _lone_number(comparison, cluster, one, None)
        for other in gained[len(lost) :]:
            yield from _lone_number(comparison, cluster, None, other)


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
    """Beside another figure ``one`` is a figure too: ``two people`` → ``one person``."""

    def ones(words: Sequence[Token], places: Sequence[int]) -> list[Quantity]:
        return [Quantity(p, p + 1, 1.0, None, NumberKind.CARDINAL) for p in places if words[p].norm == "one"]

    return (lost or ones(comparison.before, cluster.lost), gained or ones(comparison.after, cluster.gained))


def _number_change(comparison: Comparison, cluster: Cluster, one: Quantity, other: Quantity) -> Change:
    lost, gained = range(one.begin, one.end), range(other.begin, other.end)
    cluster.explain(lost, gained)
    before, after = comparison.words(lost=lost), comparison.words(gained=gained)
    if one.same_as(other):
        kind = ChangeKind.UNIT if one.unit != other.unit and one.value != other.value else ChangeKind.SPELLING
        return comparison.change(
            kind, lost, gained, cluster, material=False, note=f"“{before}” and “{after}” are the same figure"
        )
    if one.value == other.value and one.kind is other.kind:
        return comparison.change(
            ChangeKind.UNIT, lost, gained, cluster, material=True, note=f"the unit changed: “{before}” became “{after}”"
        )
    if NumberKind.RELATIVE in (one.kind, other.kind) and one.kind is not other.kind:
        return comparison.change(
            ChangeKind.DATE,
            lost,
            gained,
            cluster,
            material=False,
            note=f"“{before}” became “{after}”: whether that is the same time the article's date decides",
        )
    kind = (
        ChangeKind.DATE if NumberKind.YEAR in (one.kind, other.kind) and one.kind is other.kind else ChangeKind.NUMBER
    )
    what = "year" if kind is ChangeKind.DATE else "figure"
    return comparison.change(
        kind, lost, gained, cluster, material=True, note=f"another {what}: {before} became {after}"
    )


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
    cluster.explain(places if one else (), places if other else ())
    said = comparison.words(lost=places if one else (), gained=places if other else ())
    kind = ChangeKind.DATE if quantity.kind is NumberKind.YEAR else ChangeKind.NUMBER
    yield comparison.change(
        kind,
        places if one else (),
        places if other else (),
        cluster,
        material=True,
        note=f"the figure {said} {'is gone' if one else 'was added'}",
    )


def _belongs_to_name(comparison: Comparison, quantity: Quantity, *, lost: bool) -> bool:
    """Whether a bare figure is part of a name before it: ``Nord Stream 1``, or the ``and 2`` after that."""
    text = comparison.alignment.before if lost else comparison.alignment.after
    words = comparison.before if lost else comparison.after
    place = quantity.begin
    while place and (words[place - 1].norm == "and" or words[place - 1].norm.isdecimal()):
        place -= 1
    return quantity.unit is None and place > 0 and quantity.value < 100 and is_name(text, words, place - 1)


def _is_date_word(word: Token) -> bool:
    return is_month(word) or word.norm in WEEKDAYS or word.norm in RELATIVE_DAYS


def dates(comparison: Comparison) -> Iterator[Change]:
    """Days, months and weekdays that became others, with the day numbers and years beside them."""
    for cluster in comparison.clusters:
        lost = _date_words(comparison.alignment.before, comparison.before, cluster.lost)
        gained = _date_words(comparison.alignment.after, comparison.after, cluster.gained)
        if not lost and not gained:
            continue
        cluster.explain(lost, gained)
        if lost and gained:
            yield _other_date(comparison, cluster, lost, gained)
        else:
            said = comparison.words(lost=lost, gained=gained)
            note = f"the day is {'no longer named' if lost else 'now named'}: {said}"
            yield comparison.change(ChangeKind.DATE, lost, gained, cluster, material=False, note=note)


def _other_date(comparison: Comparison, cluster: Cluster, lost: list[int], gained: list[int]) -> Change:
    """One date for another, each with the unchanged parts beside it: ``12 January`` → ``12 February``."""
    lost = _whole_date(comparison.alignment.before, comparison.before, lost)
    gained = _whole_date(comparison.alignment.after, comparison.after, gained)
    one, other = _names(comparison.before, lost), _names(comparison.after, gained)
    same = one <= other or other <= one
    note = (
        "the same day, said differently"
        if same
        else f"another day: {comparison.words(lost=lost)} became {comparison.words(gained=gained)}"
    )
    return comparison.change(ChangeKind.DATE, lost, gained, cluster, material=not same, note=note)


def _date_words(text: str, words: Sequence[Token], places: Sequence[int]) -> list[int]:
    """Unexplained words that name a day: month and weekday names and the numbers that belong to them."""
    found = [p for p in places if _is_date_word(words[p])]
    near = [p for p in places if canonical(words[p].norm)[0].isdigit() and p in _dated_numbers(text, words, p)]
    return sorted({*found, *near})


def _dated_numbers(text: str, words: Sequence[Token], place: int) -> set[int]:
    """The numbers of the date around `place`: a day beside a month, a year after it; nothing but blanks between."""
    months = [m for m in range(max(0, place - 2), min(len(words), place + 2)) if is_month(words[m])]
    return {number for month in months for number in _numbers_of(text, words, month)}


def _numbers_of(text: str, words: Sequence[Token], month: int) -> list[int]:
    found: list[int] = []
    if month and _is_day(words[month - 1]) and _joined(text, words, month - 1):
        found.append(month - 1)
    following = month + 1
    if not found and following < len(words) and _is_day(words[following]) and _joined(text, words, month):
        found.append(following)
        following += 1
    if following < len(words) and _is_year(words[following]) and _joined(text, words, following - 1):
        found.append(following)
    return found


def _is_day(word: Token) -> bool:
    norm = canonical(word.norm).removesuffix("th")
    return norm.isdecimal() and len(norm) <= 2 and 1 <= int(norm) <= 31


def _is_year(word: Token) -> bool:
    return len(word.norm) == 4 and word.norm.isdecimal()


def _joined(text: str, words: Sequence[Token], place: int) -> bool:
    """Whether only blanks or a comma stand between this word and the next."""
    return not text[words[place].span.end : words[place + 1].span.begin].strip(" \t\r\n\u00a0,")


def _whole_date(text: str, words: Sequence[Token], places: list[int]) -> list[int]:
    months = [p for p in places if words[p].norm in MONTHS]
    return sorted({*places, *(n for month in months for n in _numbers_of(text, words, month))})


def _names(words: Sequence[Token], places: Sequence[int]) -> set[str]:
    return {str(MONTHS.get(words[p].norm, canonical(words[p].norm))) for p in places}
