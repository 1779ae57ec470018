"""Three estimates, each a small logistic regression whose coefficients stand in ``score.json`` with their source.

*statement*: would people call the two wordings the same statement? Fitted by ``benchmarks/relation.py``.
*subject*: would a fact-checker file the two under one subject? Fitted by ``benchmarks/ranking.py``.
*related*: both together, for two that are only related, in the share of people who call such a pair the same (Platt
1999). Fitted by ``benchmarks/relation.py``.

Estimates order passages; the relation is decided by rule in `relation`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cache
from pathlib import Path

COEFFICIENTS = Path(__file__).with_name("score.json")
# More shared words than this say no more about the subject.
_MOST_SHARED = 12.0
_LEAST_CHANCE = 1e-6


def statement_estimate(features: Mapping[str, float]) -> float:
    """How often people would call it the same statement, 0 to 1; bigger is more alike."""
    return _logistic("statement", features)


def subject_features(cosine: float, shared: float) -> dict[str, float]:
    """The evidence of one subject: nearness of embeddings and shared telling words."""
    return {"cosine": cosine, "shared": min(shared, _MOST_SHARED)}


def subject_estimate(cosine: float, shared: float) -> float:
    """How often a fact-checker would file the two under one subject, 0 to 1; bigger is more alike."""
    return _logistic("subject", subject_features(cosine, shared))


def related_features(statement: float, subject: float) -> dict[str, float]:
    """The evidence of two wordings that are only related: the log odds that it is one statement of one subject."""
    both = min(1 - _LEAST_CHANCE, max(_LEAST_CHANCE, statement * subject))
    return {"log odds": math.log(both / (1 - both))}


def related_estimate(statement: float, subject: float) -> float:
    """How often people call two related wordings the same statement, 0 to 1; grows with both estimates."""
    return _logistic("related", related_features(statement, subject))


@cache
def _fitted(name: str) -> tuple[float, dict[str, float]]:
    document = json.loads(COEFFICIENTS.read_text(encoding="utf-8"))[name]
    return float(document["intercept"]), dict(document["coefficients"])


def _logistic(name: str, features: Mapping[str, float]) -> float:
    intercept, coefficients = _fitted(name)
    return 1 / (1 + math.exp(-intercept - sum(coefficients[feature] * value for feature, value in features.items())))
