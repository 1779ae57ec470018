"""Fit the estimate of "the same subject", which orders related passages (CheckThat! 2022 task 2A, training tweets).

Usage: python benchmarks/ranking.py --data FOLDER --work FOLDER

Wants the index that ``benchmarks/claims.py --work FOLDER`` made. For every training tweet the proposed wordings are
labelled by whether they belong to the right claim; a logistic regression on cosine and shared telling words is fitted,
written to ``provenance/wording/score.json``, and checked on the dev tweets by MAP@5 over the candidates.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import corpora
import numpy as np
from claims import scores
from results import save, table
from sklearn.linear_model import LogisticRegression

from provenance.collection import Collection
from provenance.wording.overlap import Overlap
from provenance.wording.profile import profile
from provenance.wording.scoring import COEFFICIENTS, subject_features

SOURCE = "Logistic regression, CheckThat! 2022 task 2A, training tweets (Nakov et al. 2022); benchmarks/ranking.py"


def proposals(collection: Collection, tweet: str) -> list[tuple[str, dict[str, float]]]:
    """The article and the features of every wording proposed for a tweet."""
    (candidates,) = collection.candidates([tweet], k=100)
    articles = {o.wording: o.article_id for o in collection.occurrences(c.wording for c in candidates)}
    asked = profile(tweet)
    return [
        (articles[c.wording], subject_features(c.cosine, Overlap(asked, profile(c.text)).shared)) for c in candidates
    ]


def ranked(found: list[tuple[str, dict[str, float]]], weights: dict[str, float]) -> list[str]:
    def estimate(features: dict[str, float]) -> float:
        return sum(weights[name] * value for name, value in features.items())

    return list(dict.fromkeys(article for article, _ in sorted(found, key=lambda pair: -estimate(pair[1]))))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    chosen = parser.parse_args()
    collection = Collection.open(chosen.work / "index", read_only=True)
    values, labels = [], []
    texts, right = corpora.tweets(chosen.data, "Train")
    for tweet, text in texts.items():
        for article, features in proposals(collection, text):
            values.append(list(features.values()))
            labels.append(article in right[tweet])
    model = LogisticRegression(C=100, max_iter=5000).fit(np.array(values), np.array(labels))
    weights = {name: round(float(w), 3) for name, w in zip(features, model.coef_[0], strict=True)}
    document = {"source": SOURCE, "intercept": round(float(model.intercept_[0]), 3), "coefficients": weights}
    texts, right = corpora.tweets(chosen.data, "Dev")
    each = {"cosine alone": {"cosine": 1.0, "shared": 0.0}, "fitted": weights}
    found = {tweet: proposals(collection, text) for tweet, text in texts.items()}
    rows = []
    for way, used in each.items():
        means = np.mean([scores(ranked(found[tweet], used), right[tweet]) for tweet in texts], axis=0)
        rows.append({"way": way, "MAP@5": round(means[0], 4), "P@1": round(means[1], 4), "R@5": round(means[2], 4)})
    print(table(rows))
    print(document)
    known = json.loads(COEFFICIENTS.read_text(encoding="utf-8"))
    COEFFICIENTS.write_text(json.dumps({**known, "subject": document}, indent=1) + "\n", encoding="utf-8")
    save("ranking", {"pairs": len(labels), "rows": rows, "fitted": document})


if __name__ == "__main__":
    main()
