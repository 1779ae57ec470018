"""Which wording may have come from which, laid out for reading: an indented tree, and lanes for a drawn graph.

Rows stand in order of date, undated ones last and apart, so that time runs down the page. In the drawing every
appearance stands in a lane; a line leaves a parent downwards in its lane and turns into its children's rows.

Example:
    a1 is the source of a2 and a3, a3 that of a4; a5 is an origin of its own::

        a1  ●        lane 0
        a2  ├─●      lane 1
        a3  ●        lane 0: the last child takes over its parent's lane
        a4  ●        lane 0
        a5  ●        lane 0, with nothing above it
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from provenance.models import Derivation, Relation, Trace
from provenance.reporting.characters import one_line
from provenance.reporting.entries import Entries, Entry
from provenance.reporting.phrases import confidence_phrase, count_phrase, derivation_phrase, listed, sureness

CAUTION = "A line says that a wording is consistent with having come from another one, never that it was copied."


class Half(StrEnum):
    """Which half of a row an upright line crosses: above the appearance's own height, or below it."""

    UPPER = "upper"
    LOWER = "lower"


@dataclass(frozen=True, slots=True)
class Stroke:
    """An upright line in half of a row of the drawing.

    Attributes:
        sureness: How sure the surest of the derivations is to which the line leads on: ``likely``, ``possible``.
    """

    lane: int
    half: Half
    sureness: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One appearance in the lineage.

    Attributes:
        depth: How many steps it is from an origin; 0 for one.
        lane: Where it stands in the drawing, counted from 0 at the left.
        strokes: The upright lines of its row.
        turn: The lane from which a line turns into this row; None where it comes straight from above, or from nowhere.
    """

    entry: Entry
    standing: str
    depth: int = 0
    lane: int = 0
    strokes: tuple[Stroke, ...] = ()
    turn: int | None = None

    @property
    def derivation(self) -> Derivation | None:
        """What it may have come from."""
        return self.entry.appearance.derived_from

    def comes_straight(self, stroke: Stroke) -> bool:
        """Whether a line of this row leads from its parent into it without a turn."""
        straight = self.derivation is not None and self.turn is None
        return straight and stroke.lane == self.lane and stroke.half is Half.UPPER

    @property
    def sureness(self) -> str:
        """``likely``, ``plausible`` or ``possible``; ``none`` without a parent."""
        return sureness(self.derivation.confidence) if self.derivation else "none"

    @property
    def because(self) -> str:
        """Why, as a clause; empty for an origin."""
        return one_line(self.derivation.because) if self.derivation else ""

    @property
    def alternatives(self) -> str:
        """What else it may have come from: ``or from a3, plausible (60 %)``; empty where nothing comes near."""
        others = self.derivation.alternatives if self.derivation else ()
        told = [f"{other.appearance}, {confidence_phrase(other.confidence)}" for other in others]
        return f"or from {'; '.join(told)}" if told else ""

    @property
    def common_source(self) -> str:
        """With what it may share a source that is not in this collection, as a clause; empty without one."""
        other = self.derivation.common_source if self.derivation else None
        return (
            f"shares changes with {other} that its source lacks: both may come from one not held here" if other else ""
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage:
    """All appearances of a trace, with what each may have come from.

    Attributes:
        rows: In order of date, undated ones last.
        tree: The same rows, every one below what it may have come from.
        lanes: How many lanes the drawing has.
        sentence: How many origins there are, and which.
    """

    rows: tuple[Row, ...]
    tree: tuple[Row, ...]
    lanes: int
    sentence: str

    @property
    def surenesses(self) -> tuple[str, ...]:
        """How sure its lines are, surest first, of those that are there."""
        sure = sorted((row.derivation.confidence, row.sureness) for row in self.rows if row.derivation)
        return tuple(dict.fromkeys(sureness for _, sureness in reversed(sure)))

    @property
    def relations(self) -> tuple[str, ...]:
        """The relations to the claim that are there, nearest first."""
        there = {row.entry.appearance.relation for row in self.rows}
        return tuple(relation.value for relation in Relation if relation in there)

    @property
    def some_undated(self) -> bool:
        """Whether any of its appearances has no date."""
        return any(not row.entry.dated for row in self.rows)

    @classmethod
    def of(cls, trace: Trace) -> Lineage:
        """The lineage of `trace`."""
        entries = Entries.of(trace).counted
        drawing = _Drawing.of(entries)
        rows = tuple(drawing.row(number) for number in range(len(entries)))
        return cls(
            rows=rows,
            tree=tuple(rows[number] for number in drawing.descent()),
            lanes=1 + max(drawing.lanes, default=0),
            sentence=_origins_sentence(trace, entries),
        )


def _origins_sentence(trace: Trace, entries: Sequence[Entry]) -> str:
    if not trace.origins:
        return "None of these passages is an article’s own wording, so there is no origin to count."
    origins = {entry.appearance.article.id: entry.id for entry in reversed(entries) if _is_origin(entry)}
    counted = f"{count_phrase(trace.origins, 'independent origin')}: {listed(sorted(origins.values(), key=_number))}."
    hidden = trace.found - len(entries)
    if hidden > 0:
        return (
            f"{count_phrase(trace.origins, 'independent origin')} among all {trace.found:,} appearances, of which "
            f"{len(entries):,} are shown."
        )
    others = [e for e in entries if e.appearance.boilerplate is None and e.appearance.article.id not in origins]
    if others and trace.origins == 1:
        counted += " Every other wording is consistent with having come from it, straight or by way of another."
    return counted


def _number(identity: str) -> int:
    return int(identity[1:])


def _is_origin(entry: Entry) -> bool:
    """Whether its article derives the claim from none of the others, in no passage."""
    return entry.appearance.boilerplate is None and entry.parent is None and _sibling(entry) is None


def _sibling(entry: Entry) -> str | None:
    """Another passage of the same article that may have come from elsewhere."""
    own = entry.appearance.article.id
    return next((a.id for a in entry.trace.appearances if a.article.id == own and a.derived_from is not None), None)


def _standing(entry: Entry) -> str:
    derivation = entry.appearance.derived_from
    if derivation is not None:
        return derivation_phrase(derivation)
    if entry.appearance.boilerplate is not None:
        return "page furniture, takes no part"
    sibling = _sibling(entry)
    if sibling is not None:
        return f"no source found for this passage; {sibling} of the same article has one"
    if entry.trace.found > len(entry.trace.appearances):
        return "seems an origin, or comes from an appearance not shown"
    return "seems an origin"


# ------------------------------------------------------------------------------------------------ the drawing


@dataclass(frozen=True, slots=True)
class _Drawing:
    """Where every row stands, and which lines cross it.

    Attributes:
        parents: The row of each row's parent.
        spans: The first and last row that each row's line reaches, its own included.
        lanes: The lane of each row.
    """

    entries: Sequence[Entry]
    parents: Sequence[int | None]
    spans: Sequence[tuple[int, int]]
    lanes: Sequence[int]

    @classmethod
    def of(cls, entries: Sequence[Entry]) -> _Drawing:
        """Lanes for all rows: the last child takes over its parent's lane, any other row the first that is free."""
        places = {entry.id: number for number, entry in enumerate(entries)}
        parents = [places.get(entry.parent.id) if entry.parent else None for entry in entries]
        met: dict[int, list[int]] = defaultdict(list)
        for number, parent in enumerate(parents):
            met[number].append(number)
            if parent is not None:
                met[parent].append(number)
        spans = [(min(met[number]), max(met[number])) for number in range(len(entries))]
        return cls(entries, parents, spans, _lanes(parents, spans))

    def row(self, number: int) -> Row:
        """Everything about one row."""
        parent, entry = self.parents[number], self.entries[number]
        turns = parent is not None and self.lanes[parent] != self.lanes[number]
        return Row(
            entry=entry,
            standing=_standing(entry),
            depth=len(list(self._ancestors(number))),
            lane=self.lanes[number],
            strokes=tuple(self._strokes(number)),
            turn=self.lanes[parent] if turns and parent is not None else None,
        )

    def _ancestors(self, number: int) -> Iterator[int]:
        parent = self.parents[number]
        while parent is not None:
            yield parent
            parent = self.parents[parent]

    def _strokes(self, number: int) -> Iterator[Stroke]:
        for parent, (first, last) in enumerate(self.spans):
            if first < number <= last:
                yield self._stroke(parent, Half.UPPER, number)
            if first <= number < last:
                yield self._stroke(parent, Half.LOWER, number)

    def _stroke(self, parent: int, half: Half, number: int) -> Stroke:
        """The line of `parent` in half of a row, as sure as the surest child to which it leads on from there."""
        edge = number if half is Half.UPPER else number + 1  # it leads on to the rows from here, or to those before
        upward = edge <= parent
        children = (child for child, of in enumerate(self.parents) if of == parent)
        ahead = [self._confidence(child) for child in children if (child < edge) is upward]
        return Stroke(self.lanes[parent], half, sureness(max(ahead)))

    def _confidence(self, number: int) -> float:
        derivation = self.entries[number].appearance.derived_from
        return 0.0 if derivation is None else derivation.confidence

    def descent(self) -> Iterator[int]:
        """The rows so that each follows what it may have come from, its own descendants right below it."""
        children: dict[int | None, list[int]] = defaultdict(list)
        for number, parent in enumerate(self.parents):
            children[parent].append(number)
        waiting = children[None][::-1]
        while waiting:
            number = waiting.pop()
            yield number
            waiting += children[number][::-1]


def _lanes(parents: Sequence[int | None], spans: Sequence[tuple[int, int]]) -> list[int]:
    lanes: list[int] = []
    for number, parent in enumerate(parents):
        if parent is not None and parent < number == spans[parent][1] and spans[number][0] == number:
            lanes.append(lanes[parent])
            continue
        first, last = spans[number]
        taken = {lanes[other] for other in range(number) if spans[other][0] <= last and first <= spans[other][1]}
        lanes.append(next(lane for lane in range(number + 1) if lane not in taken))
    return lanes
