"""Every pair of a collection that shares wording: time, memory, growth, beside MinHash on the same items.

Usage: python benchmarks/compare_all.py --data FOLDER [--sizes 1000 5000] [--sample FILE]

Items of Reuters-21578, in order. Indexing is not counted, and embeds nothing: pairs are found through shingles.
MinHash (datasketch) does what textreuse does: 5-word shingles, 128 permutations, locality-sensitive hashing at a
Jaccard similarity of .2, every candidate checked by its true similarity. With ``--sample`` fifty pairs are written out
for a person to judge: those of both, and those that only one finds.
"""

from __future__ import annotations

import argparse
import random
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

import numpy as np
from corpora import Item, reuters
from datasketch import MinHash, MinHashLSH
from results import save, table

from provenance.collection import Collection
from provenance.models import Article, DateInterval, Document
from provenance.stories import compare_all, stories
from provenance.wording.normalisation import fold

JACCARD = 0.2
Pair = tuple[str, str]


class NoEncoder:
    """Stands in for a model: comparing asks for no vectors."""

    name = fingerprint = "none"
    dimension = 4

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """The same vector for every text."""
        return np.tile(np.array([1, 0, 0, 0], dtype=np.float32), (len(texts), 1))


class Given:
    """One item as an input of its own."""

    def __init__(self, item: Item) -> None:
        self.item = item
        self.path = self.name = self.fingerprint = item.id
        self.passing = False


def document(given: Given) -> list[Document]:
    item = given.item
    article = Article(id=item.id, path=item.id, sha256=item.id, title=item.title, published=DateInterval())
    return [Document(article=article, text=item.text, named=True)]


def ours(items: Sequence[Item]) -> tuple[dict[str, object], set[Pair]]:
    with tempfile.TemporaryDirectory() as folder, Collection.open(Path(folder) / "index", encoder=NoEncoder()) as kept:
        kept.index_sources([Given(item) for item in items], document)
        begun = time.process_time()
        proposed = kept.sharing()
        through = time.process_time() - begun
        found = list(compare_all(kept))
        spent = time.process_time() - begun - through
    pairs = {tuple(sorted((one.source.id, one.target.id))) for one in found}
    told = stories(found)
    return {
        "way": "provenance compare --all", "items": len(items), "proposed": len(proposed), "pairs": len(pairs),
        "index s": round(through, 1), "seconds": round(spent, 1), "memory MB": memory(), "stories": len(told),
        "kinds": dict(Counter(one.kind.value for one in found)),
    }, pairs  # fmt: skip


def minhash(items: Sequence[Item]) -> tuple[dict[str, object], set[Pair]]:
    begun = time.process_time()
    runs = {item.id: shingled(item.text) for item in items}
    near = MinHashLSH(threshold=JACCARD, num_perm=128)
    hashes = {}
    for identity, held in runs.items():
        hashes[identity] = MinHash(num_perm=128)
        hashes[identity].update_batch([run.encode() for run in held])
        near.insert(identity, hashes[identity])
    proposed = {tuple(sorted((i, j))) for i, one in hashes.items() for j in near.query(one) if i != j}
    pairs = {(i, j) for i, j in proposed if len(runs[i] & runs[j]) >= JACCARD * len(runs[i] | runs[j])}
    spent = time.process_time() - begun
    return {
        "way": "MinHash, datasketch", "items": len(items), "proposed": len(proposed), "pairs": len(pairs),
        "index s": "", "seconds": round(spent, 1), "memory MB": memory(), "stories": "", "kinds": "",
    }, pairs  # fmt: skip


def shingled(text: str) -> set[str]:
    words = fold(text).split()
    return {" ".join(words[at : at + 5]) for at in range(max(1, len(words) - 4))}


def memory() -> int:
    """The most that this process has held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def write_sample(path: Path, items: Sequence[Item], found: set[Pair], other: set[Pair]) -> None:
    texts = {item.id: f"{item.title}\n{item.text}" for item in items}
    drawn = random.Random(13)
    with path.open("w", encoding="utf-8") as file:
        groups = (("both", found & other, 10), ("ours", found - other, 30), ("theirs", other - found, 10))
        for name, pairs, most in groups:
            for one, two in drawn.sample(sorted(pairs), min(most, len(pairs))):
                file.write(f"##### {name} {one} {two}\n{texts[one]}\n-----\n{texts[two]}\n\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 5_000])
    parser.add_argument("--sample", type=Path)
    asked = parser.parse_args()
    rows = []
    for size in asked.sizes:
        items = list(islice(reuters(asked.data), size))
        row, found = ours(items)
        peer, other = minhash(items)
        rows += [row, peer]
        print(table([row, peer]), f"\nfound by both: {len(found & other)}\n", flush=True)
        save("compare_all", {"rows": rows, "both": len(found & other), "ours only": len(found - other),
                             "theirs only": len(other - found)})  # fmt: skip
    if asked.sample:
        write_sample(asked.sample, items, found, other)


if __name__ == "__main__":
    main()
