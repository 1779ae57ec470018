"""Fit and check the score: how often do people call two sentences the same statement (MRPC training pairs).

Usage: python benchmarks/relation.py --data FOLDER

Five-fold logistic regression over the evidence of `provenance.wording.relation`; prints accuracy and F1 beside word
Jaccard, the share of pairs people call the same by relation, and a reliability table; writes the coefficients, fitted
on all pairs, to ``provenance/wording/score.json``. The score of pairs that are only related is fitted by themselves.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections import Counter
from pathlib import Path

import numpy as np
from results import save, table
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, f1_score
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from provenance.collection import load_encoder
from provenance.models import Change, Relation
from provenance.wording.alignment import Alignment, align
from provenance.wording.changes import changes
from provenance.wording.evidence import Evidence, weigh
from provenance.wording.normalisation import fold
from provenance.wording.relation import features, of_related, relate, score
from provenance.wording.scoring import COEFFICIENTS, related_features

Weighed = tuple[Evidence, Alignment, tuple[Change, ...]]
SOURCE = "Logistic regression, MRPC training pairs (Dolan and Brockett 2005); benchmarks/relation.py"


def pairs(data: Path) -> list[tuple[bool, str, str]]:
    with (data / "mrpc" / "train.txt").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
    return [(row[0] == "1", row[3], row[4]) for row in rows]


def cosines(found: list[tuple[bool, str, str]]) -> np.ndarray:
    encoder = load_encoder()
    return (encoder.encode([one for _, one, _ in found]) * encoder.encode([other for _, _, other in found])).sum(axis=1)


def jaccard(one: str, other: str) -> float:
    left, right = set(fold(one).split()), set(fold(other).split())
    return len(left & right) / len(left | right)


def out_of_fold(values: np.ndarray, same: np.ndarray) -> np.ndarray:
    """The estimate of each pair by a model that has not seen it."""
    folds = StratifiedKFold(5, shuffle=True, random_state=0)
    return cross_val_predict(model_of(), values, same, cv=folds, method="predict_proba")[:, 1]


def model_of() -> LogisticRegression:
    return LogisticRegression(C=10, max_iter=2000)


def quality(name: str, same: np.ndarray, said: np.ndarray) -> dict[str, object]:
    return {"way": name, "accuracy": round(accuracy_score(same, said), 4), "F1": round(f1_score(same, said), 4)}


def shares_of(relations: list[Relation], same: np.ndarray) -> list[dict[str, object]]:
    """By relation, the share of pairs that people call the same statement."""
    count = Counter(zip(relations, same.tolist(), strict=True))
    pairs_of = {relation: count[relation, True] + count[relation, False] for relation in Relation}
    return [
        {"relation": r.value, "pairs": pairs_of[r], "called the same": round(count[r, True] / max(1, pairs_of[r]), 3)}
        for r in Relation
    ]


def reliability_of(score: np.ndarray, same: np.ndarray) -> list[dict[str, object]]:
    """By tenth of the score, how often people call a pair the same statement."""
    bins = [(low / 10, (score >= low / 10) & (score < low / 10 + 0.1)) for low in range(10)]
    return [
        {
            "score": f"{low:.1f}–{low + 0.1:.1f}",
            "pairs": int(inside.sum()),
            "mean score": round(float(score[inside].mean()), 3),
            "called the same": round(float(same[inside].mean()), 3),
        }
        for low, inside in bins
        if inside.any()
    ]


def scores_of(
    evidence: list[Weighed], relations: list[Relation], estimates: np.ndarray, same: np.ndarray
) -> np.ndarray:
    """The score of each pair by estimates that have not seen it, those of related pairs included."""
    found = np.array([score(e[0], r, estimate) for e, r, estimate in zip(evidence, relations, estimates, strict=True)])
    related = np.array([relation is Relation.RELATED for relation in relations])
    found[related] = out_of_fold(odds(evidence, estimates)[related], same[related])
    return found


def odds(evidence: list[Weighed], estimates: np.ndarray) -> np.ndarray:
    """What the score of a related pair rests on."""
    return np.array(
        [
            list(related_features(*of_related(e, estimate)).values())
            for (e, _, _), estimate in zip(evidence, estimates, strict=True)
        ]
    )


def weighed(found: list[tuple[bool, str, str]], near: np.ndarray) -> list[Weighed]:
    """Each pair aligned, its changes typed, its evidence weighed."""
    made = []
    for (_, one, other), cosine in zip(found, near, strict=True):
        alignment = align(one, other)
        typed = changes(alignment)
        made.append((weigh(alignment, typed, float(cosine)), alignment, typed))
    return made


def fitted(matrix: np.ndarray, same: np.ndarray, names: list[str]) -> dict[str, object]:
    """The coefficients, fitted on all pairs."""
    model = model_of().fit(matrix, same)
    coefficients = {name: round(float(value), 3) for name, value in zip(names, model.coef_[0], strict=True)}
    return {"source": SOURCE, "intercept": round(float(model.intercept_[0]), 3), "coefficients": coefficients}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    found = pairs(parser.parse_args().data)
    same = np.array([pair[0] for pair in found])
    evidence = weighed(found, cosines(found))
    matrix = np.array([list(features(e).values()) for e, _, _ in evidence])
    estimates = out_of_fold(matrix, same)
    relations = [relate(*each)[0] for each in evidence]
    scores = scores_of(evidence, relations, estimates, same)
    baseline = out_of_fold(np.array([[jaccard(one, other)] for _, one, other in found]), same)
    rows = [
        quality("estimate above one half", same, estimates > 0.5),
        quality("relation counts", same, np.array([relation.counts for relation in relations])),
        quality("word Jaccard", same, baseline > 0.5),
        quality("always the same", same, np.ones(len(same), dtype=bool)),
    ]
    shown = {
        "rows": rows,
        "relations": shares_of(relations, same),
        "reliability of the estimate": reliability_of(estimates, same),
        "reliability of the score": reliability_of(scores, same),
    }
    for name, part in shown.items():
        print(f"{name}\n{table(part)}", end="\n\n")
    related = np.array([relation is Relation.RELATED for relation in relations])
    documents = {
        "statement": fitted(matrix, same, list(features(evidence[0][0]))),
        "related": fitted(odds(evidence, estimates)[related], same[related], ["log odds"]),
    }
    known = json.loads(COEFFICIENTS.read_text(encoding="utf-8"))
    COEFFICIENTS.write_text(json.dumps({**known, **documents}, indent=1) + "\n", encoding="utf-8")
    print(documents)
    save("relation", {"pairs": len(found), **shown})


if __name__ == "__main__":
    main()
