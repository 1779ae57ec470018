"""Text reuse found in the PAN 2013 training corpus, scored by plagdet; and the limits fitted on its other half.

Usage: python benchmarks/pan.py --data FOLDER [--most N] [--half score|fit] [--fit]

Prints plagdet, precision, recall and granularity by class and over all on the half that nothing was fitted on, the
number of detections in clean pairs, and how many pairs a second one core compares: passages alone, and whole
comparisons. With ``--fit`` it looks for better limits on the half for fitting, one at a time, and prints them; they are
then written into ``provenance/wording/reuse/limits.py`` by hand.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from pan_corpus import CLASSES, CLEAN, HALVES, Corpus, Pair, read_corpus
from plagdet import Case, plagdet
from results import save, table

from provenance.comparing import compare
from provenance.models import Article, Document
from provenance.wording.reuse import FITTED, Evidence, Limits, Units, reused, units_of

# Sanchez-Perez, Sidorov and Gelbukh (2014), on the test corpus of 2013.
PUBLISHED = {"clean": "", "verbatim": 0.900, "random": 0.884, "translation": 0.887, "summary": 0.561, "all": 0.878}
TRIED: dict[str, Sequence[float]] = {
    "cosine": (0.27, 0.3, 0.33, 0.36),
    "dice": (0.3, 0.33, 0.36, 0.4),
    "run": (6, 8, 10),
    "dominance": (0.6, 0.7, 0.8, 0.9),
    "gap": (3, 4, 6),
    "whole": (0.34, 0.4, 0.44),
    "summary_gap": (18, 24, 36),
    "summary_whole": (0.25, 0.3, 0.35),
    "summary_ratio": (2.5, 3, 3.5),
    "summary_told": (0, 0.16, 0.2, 0.25),
    "told": (0, 4, 5, 6),
    "sure": (0.75, 0.8, 0.85, 0.9),
    "shortest": (130, 150, 170),
    "shortest_exact": (40, 60, 80),
    "weight": (3, 4, 6),
}
Found = Callable[[Pair], Sequence[Case]]


def detector(evidence: Callable[[Pair], Evidence], limits: Limits) -> Found:
    def found(pair: Pair) -> list[Case]:
        passages = reused(evidence(pair), limits)
        return [Case((p.target.begin, p.target.end), (p.source.begin, p.source.end)) for p in passages]

    return found


def evidence_of(corpus: Corpus) -> Callable[[Pair], Evidence]:
    units: Callable[[str], Units] = lru_cache(maxsize=6_000)(lambda name: units_of(corpus.texts[name]))
    return lru_cache(maxsize=6_000)(lambda pair: Evidence(units(pair.source), units(pair.target)))


def scored(pairs: Sequence[Pair], found: Found) -> list[dict[str, object]]:
    detected = [(pair, found(pair)) for pair in pairs]
    rows = []
    for kind, name in [*CLASSES.items(), (None, "all")]:
        mine = [(pair.cases, cases) for pair, cases in detected if kind in (pair.kind, None)]
        score = plagdet(mine)
        row = {"class": name, "pairs": len(mine), "cases": score.cases, "detections": score.detections}
        measures = ("plagdet", "precision", "recall", "granularity")
        told = {m: "" if kind == CLEAN else round(getattr(score, m), 4) for m in measures}
        rows.append({**row, **told, "published": PUBLISHED[name]})
    return rows


def fit(corpus: Corpus, pairs: Sequence[Pair]) -> Limits:
    evidence = evidence_of(corpus)

    def value(limits: Limits) -> float:
        found = detector(evidence, limits)
        return plagdet((pair.cases, found(pair)) for pair in pairs).plagdet

    best, height = FITTED, value(FITTED)
    for name, values in [*TRIED.items()] * 2:
        for tried in values:
            other = replace(best, **{name: tried})
            reached = value(other)
            if reached > height + 0.0005:
                best, height = other, reached
                print(f"{height:.4f}  {name} = {tried}", flush=True)
    return best


def speed(corpus: Corpus, pairs: Sequence[Pair]) -> list[dict[str, object]]:
    """Pairs a second with nothing kept between pairs."""

    def passages(pair: Pair) -> object:
        return reused(Evidence(units_of(corpus.texts[pair.source]), units_of(corpus.texts[pair.target])))

    def whole(pair: Pair) -> object:
        return compare(*(document(name, corpus.texts[name]) for name in (pair.source, pair.target)))

    rows = []
    for name, work in (("passages alone", passages), ("whole comparison", whole)):
        begun = time.process_time()
        for pair in pairs:
            work(pair)
        spent = time.process_time() - begun
        rows.append({"work": name, "pairs": len(pairs), "pairs a second, one core": round(len(pairs) / spent, 1)})
    return rows


def document(name: str, text: str) -> Document:
    return Document(article=Article(id=name, path=name, sha256=name), text=text)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--most", type=int, help="pairs of each class at most")
    parser.add_argument("--half", choices=HALVES, default="score")
    parser.add_argument("--fit", action="store_true", help="look for better limits on the half for fitting")
    asked = parser.parse_args()
    corpus = read_corpus(asked.data)
    if asked.fit:
        print(fit(corpus, corpus.half("fit", most=asked.most)))
        return
    pairs = corpus.half(asked.half, most=asked.most)
    rows = scored(pairs, detector(evidence_of(corpus), FITTED))
    print(table(rows), end="\n\n")
    fast = speed(corpus, corpus.half(asked.half, most=40))
    print(table(fast))
    save("pan", {"half": asked.half, "most": asked.most, "rows": rows, "speed": fast})


if __name__ == "__main__":
    main()
