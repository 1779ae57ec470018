"""Is the right fact-checked claim found? Tweets of CheckThat! 2022 (task 2A, English, dev) against 14,231 claims.

Usage: python benchmarks/claims.py --data FOLDER [--work FOLDER] [--part Dev]

Every claim is indexed as an article (title, claim) and every tweet is traced; appearances and related passages are
ranked together by score, as the contract says. Beside it, in the same run, the two search channels alone. The index is
kept in ``--work`` and used again.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from pathlib import Path

import corpora
from results import save, table

from provenance.collection import Collection
from provenance.settings import Settings
from provenance.tracing import trace


def make_index(data: Path, work: Path) -> Collection:
    rows = work / "claims.jsonl"
    with rows.open("w", encoding="utf-8") as file:
        for item in corpora.fact_checks(data):
            row = {"id": item.id, "title": item.title, "text": f"{item.title}\n\n{item.text}", "published": item.date}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    collection = Collection.open(work / "index")
    report = collection.index([rows])
    print(f"{len(report.outcomes)} claims, {len(report.failures)} failed")
    return collection


def indexed(data: Path, work: Path | None) -> Path:
    """The folder to work in, a new one where none is named; its ``index`` is made where it is not there."""
    folder = work or Path(tempfile.mkdtemp())
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "index").exists():
        make_index(data, folder).close()
    return folder


def scores(ranked: list[str], right: set[str]) -> tuple[float, float, float]:
    """Average precision at 5, precision at 1 and recall at 5 (all as the task's scorer counts them)."""
    found = [place for place, claim in enumerate(ranked[:5], start=1) if claim in right]
    precision = sum((n + 1) / place for n, place in enumerate(found)) / min(len(right), 5)
    return precision, float(bool(ranked) and ranked[0] in right), len(found) / len(right)


def by_trace(collection: Collection, tweet: str) -> list[str]:
    found = trace(collection, tweet, settings=Settings(top=20))
    passages = sorted((*found.appearances, *found.related), key=lambda a: -a.judgement.score)
    return list(dict.fromkeys(a.article.id for a in passages))


def by_channel(collection: Collection, tweet: str, *, words: bool) -> list[str]:
    (candidates,) = collection.candidates([tweet], k=100)
    ranked = sorted(candidates, key=lambda c: (-c.shared if words else 0, -c.cosine))
    places = {o.wording: o.article_id for o in collection.occurrences(c.wording for c in ranked)}
    return list(dict.fromkeys(places[c.wording] for c in ranked if c.shared or not words))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, help="keep the index here")
    parser.add_argument("--part", choices=("Train", "Dev"), default="Dev")
    chosen = parser.parse_args()
    work = chosen.work or Path(tempfile.mkdtemp())
    work.mkdir(parents=True, exist_ok=True)
    collection = make_index(chosen.data, work)
    texts, right = corpora.tweets(chosen.data, chosen.part)
    ways = {
        "trace": lambda t: by_trace(collection, t),
        "meaning channel": lambda t: by_channel(collection, t, words=False),
        "words channel": lambda t: by_channel(collection, t, words=True),
    }
    rows = []
    for name, way in ways.items():
        begun = time.perf_counter()
        each = [scores(way(text), right[tweet]) for tweet, text in texts.items()]
        seconds = (time.perf_counter() - begun) / len(each)
        means = [sum(values) / len(each) for values in zip(*each, strict=True)]
        rows.append(
            {
                "way": name,
                "MAP@5": round(means[0], 4),
                "P@1": round(means[1], 4),
                "R@5": round(means[2], 4),
                "ms a tweet": round(1000 * seconds, 1),
            }
        )
    print(table(rows))
    save("claims", {"part": chosen.part, "tweets": len(texts), "rows": rows})


if __name__ == "__main__":
    main()
