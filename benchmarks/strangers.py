"""How often is a sentence given an origin that does not say it? Newswire, traced where its story is not kept.

Usage: python benchmarks/strangers.py --data FOLDER --work FOLDER [--half tuning] [--claims 1000]

The earlier items of one half of Reuters-21578 are indexed, sentences of its later ones traced. Most were said of other
events in the words of the trade, so that little should be counted, and nothing that says something else. Whether the
first appearance says what the sentence says was read by a person: ``strangers.tsv`` has the verdicts, under a hash of
both sentences, since their texts are not ours. What nobody has read yet is printed, to be read.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
from collections import Counter
from pathlib import Path

import corpora
from newswire import HALVES, half_of, prose
from results import save, table

from provenance.collection import Collection
from provenance.models import Appearance, Trace
from provenance.tracing import trace
from provenance.wording.normalisation import fold

VERDICTS = Path(__file__).with_name("strangers.tsv")
KNOWN = 5_000  # items indexed
SEED = 5
_WORDS = range(8, 46)
_VERDICTS = ("same", "other", "unclear")
_UNREAD = "unread"


def verdicts() -> dict[str, str]:
    """By the hash of a claim and a passage, whether they say the same: ``same``, ``other``, ``unclear``."""
    rows = (line.split("\t") for line in VERDICTS.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return {row[0]: row[1] for row in rows}


def key_of(claim: str, passage: str) -> str:
    """A short hash of two wordings."""
    return hashlib.blake2b(f"{fold(claim)}\n{fold(passage)}".encode(), digest_size=6).hexdigest()


def split(data: Path, half: str, claims: int) -> tuple[list[corpora.Item], list[str]]:
    """The items to index, and the sentences to trace, of later items."""
    items = [item for item in corpora.reuters(data) if half_of(item.id) == half]
    sentences = [sentence for item in items[KNOWN:] for sentence in prose(item.text) if len(sentence.split()) in _WORDS]
    return items[:KNOWN], random.Random(SEED).sample(sentences, claims)


def collected(items: list[corpora.Item], work: Path) -> Collection:
    """The collection of these items, made once."""
    work.mkdir(parents=True, exist_ok=True)
    articles = work / "articles.jsonl"
    rows = (
        {"id": i.id, "title": i.title, "text": i.text, "published": i.date[:10], "outlet": "Reuters"} for i in items
    )
    articles.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    collection = Collection.open(work / "index")
    collection.index([articles])
    return collection


def first(found: Trace) -> Appearance | None:
    """What the trace shows as the first appearance."""
    return next((a for a in found.appearances if a.id == found.first_appearance), None)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--half", choices=HALVES, default="held-out")
    parser.add_argument("--claims", type=int, default=1_000)
    chosen = parser.parse_args()
    items, claims = split(chosen.data, chosen.half, chosen.claims)
    known = verdicts()
    counted: Counter[tuple[str, str]] = Counter()
    with collected(items, chosen.work / chosen.half) as collection:
        for claim in claims:
            found = first(trace(collection, claim))
            if found is None:
                continue
            verdict = known.get(key_of(claim, found.passage.exact), _UNREAD)
            counted[found.judgement.relation.value, verdict] += 1
            if verdict == _UNREAD:
                print(
                    f"{key_of(claim, found.passage.exact)}\t{found.judgement.relation.value}: {found.judgement.reason}"
                )
                print(f"  claim:   {' '.join(claim.split())}\n  passage: {' '.join(found.passage.exact.split())}")
    rows = [
        {"relation": relation, **{v: counted[relation, v] for v in (*_VERDICTS, _UNREAD)}}
        for relation in dict.fromkeys(relation for relation, _ in counted)
    ]
    total = {v: sum(n for (_, verdict), n in counted.items() if verdict == v) for v in (*_VERDICTS, _UNREAD)}
    print(table([*rows, {"relation": "all", **total}]))
    print(f"{total['other'] / len(claims):.1%} of {len(claims)} sentences are given an origin that says something else")
    save("strangers", {"half": chosen.half, "claims": len(claims), "rows": rows, **total})


if __name__ == "__main__":
    main()
