"""Seeds that lie near one another on both sides, as clusters: each is a passage to be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter

from provenance.wording.reuse.seeds import Seed

_SIDES = (attrgetter("target"), attrgetter("source"))


def clusters(found: Sequence[Seed], *, gap: int) -> Iterator[tuple[Seed, ...]]:
    """Part seeds wherever more than `gap` sentences lie between two neighbours, on either side, until none do.

    Sanchez-Perez, Sidorov and Gelbukh (2014), "A winning approach to text alignment for text reuse detection".
    """
    waiting = [(tuple(found), 0, 0)]  # seeds, the side to part next, and how many sides in turn left them whole
    while waiting:
        group, side, whole = waiting.pop()
        if whole == len(_SIDES):
            yield group
            continue
        parts = list(_parted(group, side, gap))
        unparted = whole + 1 if len(parts) == 1 else 0
        waiting += [(part, 1 - side, unparted if len(parts) == 1 else 1) for part in parts]


def _parted(group: Sequence[Seed], side: int, gap: int) -> Iterator[tuple[Seed, ...]]:
    number = _SIDES[side]
    ordered = sorted(group, key=number)
    begin = 0
    for at in range(1, len(ordered)):
        if number(ordered[at]) - number(ordered[at - 1]) - 1 > gap:
            yield tuple(ordered[begin:at])
            begin = at
    if ordered:
        yield tuple(ordered[begin:])
