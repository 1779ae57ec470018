"""Does a press release say it more strongly than its study (sci-exaggeration)?

Usage: python benchmarks/strength.py --data FOLDER

Three classes: same, exaggerates, downplays. Read off what the program knows of hedging: the hedge changes between the
two wordings, and the graded hedges that either holds anywhere. Prints F1 by class and the macro mean, beside always
guessing the most frequent class, and how many pairs of each label hold no hedge at all: there the strength lies in
other things (a correlation told as a cause), which the program does not read.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

from results import save, table
from sklearn.metrics import f1_score

from provenance.models import ChangeKind
from provenance.wording.alignment import align
from provenance.wording.changes import changes
from provenance.wording.lexicon import HEDGES
from provenance.wording.normalisation import tokens

LABELS = ("same", "exaggerates", "downplays")
CERTAIN = 5


def certainty(text: str) -> int:
    """The grade of the weakest hedge a text holds; bigger is surer, 5 without any."""
    return min((HEDGES[word.norm] for word in tokens(text) if word.norm in HEDGES), default=CERTAIN)


def compared(study: int, release: int) -> str:
    return "exaggerates" if release > study else "downplays" if release < study else "same"


def by_changes(study: str, release: str) -> str:
    """What the hedge changes between the two say, all of them together."""
    hedges = [
        change for change in changes(align(study, release)) if change.kind is ChangeKind.HEDGE and change.material
    ]
    return compared(
        min((certainty(change.before) for change in hedges), default=CERTAIN),
        min((certainty(change.after) for change in hedges), default=CERTAIN),
    )


def quality(way: str, true: list[str], said: list[str]) -> dict[str, object]:
    each = f1_score(true, said, labels=list(LABELS), average=None, zero_division=0.0)
    scores = {label: round(float(score), 3) for label, score in zip(LABELS, each, strict=True)}
    return {"way": way, **scores, "macro F1": round(sum(map(float, each)) / len(LABELS), 3)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    path = parser.parse_args().data / "sci-exaggeration" / "insciout_train.jsonl"
    pairs = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    true = [pair["exaggeration_label"] for pair in pairs]
    texts = [(pair["abstract_conclusion"], pair["press_release_conclusion"]) for pair in pairs]
    most = Counter(true).most_common(1)[0][0]
    rows = [
        quality("hedges either holds", true, [compared(certainty(one), certainty(other)) for one, other in texts]),
        quality("typed hedge changes", true, [by_changes(one, other) for one, other in texts]),
        quality(f"always {most}", true, [most] * len(true)),
    ]
    silent = Counter(
        label for label, (one, other) in zip(true, texts, strict=True) if certainty(one) == certainty(other) == CERTAIN
    )
    hedged = [{"label": label, "pairs": true.count(label), "without any hedge": silent[label]} for label in LABELS]
    print(table(rows), table(hedged), sep="\n\n")
    save("strength", {"rows": rows, "hedged": hedged})


if __name__ == "__main__":
    main()
