"""Is a press release stronger than the paper it reports? Conclusions of 100 of each (Wright and Augenstein 2021).

Usage: python benchmarks/strength.py --data FOLDER [--show]

The abstract's conclusion is the first wording, the press release's the second: *exaggerates*, *downplays* or *same*.
Beside the majority guess, two answers: the hedges that come and go between the two, and the strength of cause and
effect each claims (`provenance.wording.strength`). The rules were written on rows of even number; those of odd
number are held out.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from results import save, table
from sklearn.metrics import accuracy_score, f1_score

from provenance.models import ChangeKind
from provenance.wording.alignment import align
from provenance.wording.changes import changes
from provenance.wording.normalisation import tokens
from provenance.wording.strength import strength

LABELS = ("same", "exaggerates", "downplays")


def conclusions(data: Path) -> list[tuple[str, str, str]]:
    path = data / "sci-exaggeration" / "insciout_train.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [(row["exaggeration_label"], row["abstract_conclusion"], row["press_release_conclusion"]) for row in rows]


def by_hedges(before: str, after: str) -> str:
    """More hedges gone than come exaggerate."""
    found = [c for c in changes(align(before, after)) if c.kind is ChangeKind.HEDGE and c.material]
    gone = sum("is gone" in c.note or "surer" in c.note for c in found)
    return direction(gone - (len(found) - gone))


def by_strength(before: str, after: str) -> str:
    return direction(strength(tokens(after)) - strength(tokens(before)))


def direction(more: int) -> str:
    return "exaggerates" if more > 0 else "downplays" if more < 0 else "same"


def quality(way: str, right: list[str], said: list[str]) -> dict[str, object]:
    each = f1_score(right, said, labels=LABELS, average=None, zero_division=0)
    return {
        "way": way,
        "macro F1": round(f1_score(right, said, labels=LABELS, average="macro", zero_division=0), 3),
        "accuracy": round(accuracy_score(right, said), 3),
        **{label: round(float(value), 3) for label, value in zip(LABELS, each, strict=True)},
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--show", action="store_true", help="print what is missed of the even rows")
    chosen = parser.parse_args()
    found = conclusions(chosen.data)
    rows = []
    for part, pairs in (("held-out half", found[1::2]), ("all", found)):
        right = [label for label, _, _ in pairs]
        ways = {"majority guess": lambda *_: "same", "hedges come and gone": by_hedges, "strength of each": by_strength}
        rows += [{"rows": part, **quality(name, right, [way(a, b) for _, a, b in pairs])} for name, way in ways.items()]
    if chosen.show:
        for label, before, after in found[::2]:
            if by_strength(before, after) != label:
                print(label, by_strength(before, after), f"\n  {before}\n  {after}")
    print(table(rows))
    save("strength", {"pairs": len(found), "rows": rows})


if __name__ == "__main__":
    main()
