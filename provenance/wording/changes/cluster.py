"""The words of one edit, waiting to be explained."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from provenance.models import Change, ChangeKind, EditOp, Span
from provenance.wording.alignment import Alignment, Step
from provenance.wording.lexicon import FUNCTION_WORDS
from provenance.wording.normalisation import Token
from provenance.wording.quantities import Quantity, quantities_of
from provenance.wording.variants import key

# More content words than this, come or gone at one place, are a clause of their own.
_CLAUSE_WORDS = 3
# How many words after a hedge or a negation the word it governs may stand.
_GOVERNED = 3


@dataclass
class Cluster:
    """Words of the first wording that gave way to words of the second, at one place.

    Attributes:
        step: The edit.
        lost: Numbers of the tokens of the first wording nobody has explained yet.
        gained: The same of the second wording.
    """

    step: Step
    lost: list[int]
    gained: list[int]

    def explain(self, lost: Iterable[int] = (), gained: Iterable[int] = ()) -> None:
        """Take words out: they are accounted for."""
        gone, come = set(lost), set(gained)
        self.lost = [place for place in self.lost if place not in gone]
        self.gained = [place for place in self.gained if place not in come]

    def is_passing(self, comparison: Comparison) -> bool:
        """Whether a whole clause came or went here; what it says of itself (a hedge, a figure) went with it."""
        if max(len(self.lost), len(self.gained)) <= _CLAUSE_WORDS:
            return False
        lost = sum(is_content(comparison.before[place]) for place in self.lost)
        gained = sum(is_content(comparison.after[place]) for place in self.gained)
        return min(lost, gained) == 0 and max(lost, gained) > _CLAUSE_WORDS


@dataclass
class Comparison:
    """Two aligned wordings with their unexplained words, cluster by cluster.

    Attributes:
        surrounding: Words of the second wording left and right of the matched part; moved words are looked for there.
        before_date: When the first wording was written, where known; `after_date` when the second one was.
    """

    alignment: Alignment
    clusters: list[Cluster]
    surrounding: list[Cluster]
    before_quantities: tuple[Quantity, ...] = field(default=())
    after_quantities: tuple[Quantity, ...] = field(default=())
    before_date: date | None = None
    after_date: date | None = None

    @classmethod
    def of(cls, alignment: Alignment, *, before_date: date | None, after_date: date | None) -> Comparison:
        """Nothing explained yet."""
        core = set(alignment.core)
        edited = [step for step in alignment.steps if step.op is not EditOp.EQUAL and step.form is None]
        made = [(step, Cluster(step, list(range(step.b0, step.b1)), list(range(step.a0, step.a1)))) for step in edited]
        clusters = [cluster for step, cluster in made if step in core]
        surrounding = [cluster for step, cluster in made if step not in core]
        return cls(
            alignment,
            clusters,
            surrounding,
            quantities_of(alignment.before),
            quantities_of(alignment.after),
            before_date,
            after_date,
        )

    @property
    def governing(self) -> list[Cluster]:
        """The clusters in which a hedge, a negation or the like governs what both wordings say."""
        return [cluster for cluster in self.clusters if not cluster.is_passing(self)]

    @property
    def before(self) -> Sequence[Token]:
        """The words of the first wording."""
        return self.alignment.before_tokens

    @property
    def after(self) -> Sequence[Token]:
        """The words of the second wording."""
        return self.alignment.after_tokens

    def explain(self, lost: Iterable[int] = (), gained: Iterable[int] = ()) -> None:
        """Take words out of whatever cluster they stand in, beside the match too."""
        for cluster in (*self.clusters, *self.surrounding):
            cluster.explain(lost, gained)

    def change(
        self,
        kind: ChangeKind,
        lost: Sequence[int],
        gained: Sequence[int],
        cluster: Cluster,
        *,
        material: bool,
        note: str,
        same_sense: bool = False,
        undecided: bool = False,
    ) -> Change:
        """A change over these tokens, with their exact characters."""
        before = _span(self.before, lost, cluster.step.b0)
        after = _span(self.after, gained, cluster.step.a0)
        return Change(
            kind=kind,
            before=before.of(self.alignment.before),
            after=after.of(self.alignment.after),
            material=material,
            note=note,
            before_span=before,
            after_span=after,
            same_sense=same_sense,
            undecided=undecided,
        )

    def with_next(self, lost: Sequence[int], gained: Sequence[int]) -> tuple[list[int], list[int]]:
        """A one-sided change with the word it governs: ``may have`` → nothing becomes ``may have told`` → ``told``."""
        if lost and not gained:
            pair = next(((b, a) for b, a in self.pairs if b > lost[-1]), None)
        elif gained and not lost:
            pair = next(((b, a) for b, a in self.pairs if a > gained[-1]), None)
        else:
            pair = None
        if pair is None or (lost and pair[0] - lost[-1] > _GOVERNED) or (gained and pair[1] - gained[-1] > _GOVERNED):
            return list(lost), list(gained)
        return [*lost, pair[0]], [*gained, pair[1]]

    @cached_property
    def pairs(self) -> list[tuple[int, int]]:
        """Words of both wordings that are matched, by their places."""
        return [
            (s.b0 + i, s.a0 + i)
            for s in self.alignment.core
            if s.op is EditOp.EQUAL or s.form
            for i in range(s.b1 - s.b0)
        ]

    def words(self, lost: Iterable[int] = (), gained: Iterable[int] = ()) -> str:
        """Tokens as they stand, for a note; an ellipsis where others stand between them."""
        text, words, places = self.alignment.before, self.before, list(lost)
        if not places:
            text, words, places = self.alignment.after, self.after, list(gained)
        said = ""
        for previous, place in zip([None, *places], places, strict=False):
            between = " … " if previous is not None and place > previous + 1 else ""
            if previous is not None and place == previous + 1:
                between = text[words[previous].span.end : words[place].span.begin]
            said += between + words[place].text
        return " ".join(said.split())

    def where(self, cluster: Cluster, holds: Callable[[Token], bool]) -> tuple[list[int], list[int]]:
        """Unexplained words of a cluster, on both sides, for which `holds` is true."""
        return ([p for p in cluster.lost if holds(self.before[p])], [p for p in cluster.gained if holds(self.after[p])])

    def unmoved(self, lost: Sequence[int], gained: Sequence[int]) -> tuple[list[int], list[int]]:
        """Without the words that another place lost or gained: they were moved, not changed."""
        if not (lost or gained):
            return [], []
        gone = {self._before_keys[p] for cluster in self.clusters for p in cluster.lost}
        come = {self._after_keys[p] for cluster in self.clusters for p in cluster.gained}
        moved = gone & come
        return (
            [p for p in lost if self._before_keys[p] not in moved],
            [p for p in gained if self._after_keys[p] not in moved],
        )

    @cached_property
    def twins(self) -> list[tuple[int, int]]:
        """Telling words that stand once in either wording, matched or not, by their places."""
        after = Counter(self._after_keys)
        once = {stem: place for place, stem in enumerate(self._after_keys) if after[stem] == 1}
        before = Counter(self._before_keys)
        return [
            (place, once[stem])
            for place, stem in enumerate(self._before_keys)
            if stem in once and before[stem] == 1 and is_content(self.before[place])
        ]

    @cached_property
    def _before_keys(self) -> list[str]:
        return [key(word.norm) for word in self.before]

    @cached_property
    def _after_keys(self) -> list[str]:
        return [key(word.norm) for word in self.after]


def is_content(word: Token) -> bool:
    """Whether a word carries matter rather than grammar."""
    return word.norm not in FUNCTION_WORDS


def _span(words: Sequence[Token], places: Sequence[int], otherwise: int) -> Span:
    if places:
        return Span(words[min(places)].span.begin, words[max(places)].span.end)
    place = words[otherwise].span.begin if otherwise < len(words) else (words[-1].span.end if words else 0)
    return Span(place, place)
