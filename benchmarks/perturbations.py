"""Is a known change named, and a harmless one passed over? Sentences of Reuters-21578, changed by chance.

Usage: python benchmarks/perturbations.py --data FOLDER [--half tuning|held-out] [--show KIND]

For each kind of change up to a thousand sentences with one change of that kind (`mutations`), and a thousand sentences
said in another way (`rephrasings`). A kind is named if a change of that kind is found, and a material one where the
kind is material by nature; a harmless sentence is wrong if any change in it is called material.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from mutations import MUTATIONS, Mutation
from newswire import HALVES, Newswire
from rephrasings import REPHRASINGS
from results import save, table

from provenance.models import Change, ChangeKind
from provenance.wording.relation import judge

SEED = 21578
K = ChangeKind
MATERIAL = frozenset([K.NUMBER, K.UNIT, K.DATE, K.NAME, K.NEGATION, K.HEDGE, K.QUANTIFIER, K.INTENSITY])
"""Kinds that a mutation of that kind makes material."""


@dataclass(frozen=True, slots=True)
class Perturbed:
    """A sentence before and after one change, and which one it was."""

    kind: str
    way: str
    before: str
    after: str


def perturbed(kind: str, ways: Sequence[Mutation], wire: Newswire, most: int) -> Iterator[Perturbed]:
    """Up to so many sentences changed in these ways, the ways in turn, as far as sentences offer a place."""
    rng = random.Random(f"{SEED}{kind}")
    made = 0
    for number, sentence in enumerate(wire.sentences):
        if made == most:
            return
        turn = number % len(ways)
        for way in (*ways[turn:], *ways[:turn]):
            after = way(sentence, rng, wire)
            if after is not None and after != sentence:
                made += 1
                yield Perturbed(kind, way.__name__, sentence, after)
                break


def changes_of(pair: Perturbed) -> tuple[Change, ...]:
    return judge(pair.before, pair.after).rewording.changes


def is_named(pair: Perturbed, found: Sequence[Change]) -> bool:
    """Whether the change made is among those found, and material where it is by nature."""
    kind = ChangeKind(pair.kind)
    return any(change.kind is kind and (change.material or kind not in MATERIAL) for change in found)


def report(pairs: Sequence[Perturbed], right: Sequence[bool]) -> dict[str, object]:
    return {"sentences": len(pairs), "right": sum(right), "share": round(sum(right) / max(1, len(pairs)), 4)}


def measured(wire: Newswire, most: int) -> tuple[list[dict[str, object]], list[tuple[Perturbed, tuple[Change, ...]]]]:
    """The rows of the table, and what went wrong."""
    rows: list[dict[str, object]] = []
    wrong = []
    for kind, ways in MUTATIONS.items():
        pairs = list(perturbed(kind.value, ways, wire, most))
        found = [changes_of(pair) for pair in pairs]
        right = [is_named(pair, changes) for pair, changes in zip(pairs, found, strict=True)]
        rows.append({"change": kind.value, **report(pairs, right)})
        wrong += [(pair, changes) for pair, changes, ok in zip(pairs, found, right, strict=True) if not ok]
    for name, way in REPHRASINGS.items():
        pairs = list(perturbed(name, (way,), wire, most // len(REPHRASINGS)))
        found = [changes_of(pair) for pair in pairs]
        right = [not any(change.material for change in changes) for changes in found]
        rows.append({"change": f"harmless: {name}", **report(pairs, right)})
        wrong += [
            (Perturbed(f"harmless: {pair.kind}", pair.way, pair.before, pair.after), changes)
            for pair, changes, ok in zip(pairs, found, right, strict=True)
            if not ok
        ]
    return rows, wrong


def totals(rows: Sequence[dict[str, object]]) -> list[dict[str, object]]:
    """All kinds together, and all harmless ways together."""
    harmless = [row for row in rows if str(row["change"]).startswith("harmless")]
    named = [row for row in rows if row not in harmless]
    made = []
    for name, chosen in (("kind named right", named), ("harmless not called material", harmless)):
        sentences, right = sum(int(row["sentences"]) for row in chosen), sum(int(row["right"]) for row in chosen)
        made.append({"change": name, "sentences": sentences, "right": right, "share": round(right / sentences, 4)})
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--half", choices=HALVES, default="held-out")
    parser.add_argument("--most", type=int, default=1000, help="sentences of each kind")
    parser.add_argument("--show", help="print what went wrong with this kind")
    chosen = parser.parse_args()
    rows, wrong = measured(Newswire.read(chosen.data, chosen.half, seed=SEED), chosen.most)
    for pair, changes in wrong:
        if chosen.show in (pair.kind, "all"):
            print(pair.kind, pair.way, f"\n  {pair.before}\n  {pair.after}")
            print("  ", [(c.kind.value, c.before, c.after, c.material) for c in changes])
    print(table([*rows, *totals(rows)]))
    save("perturbations", {"half": chosen.half, "seed": SEED, "rows": [*rows, *totals(rows)]})


if __name__ == "__main__":
    main()
