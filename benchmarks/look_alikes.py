"""Are reports of different events in the same words of the trade kept apart? Forty pairs of Reuters-21578.

Usage: python benchmarks/look_alikes.py --data FOLDER

``look_alikes.tsv`` names the pairs by item and sentence: two cattle counts, two bond issues, two air raids. They were
chosen by hand among the nearest neighbours of leads of different days. Forty differ in at least two of who, what, when
and how much; none of them may count as an appearance of the other. Three more differ in one fact alone, and by their
words they are copies with that fact changed: they are counted apart.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import corpora
from newswire import prose
from results import save, table

from provenance.collection import load_encoder
from provenance.models import Judgement
from provenance.wording.relation import judge

PAIRS = Path(__file__).with_name("look_alikes.tsv")


def sentences(data: Path) -> list[tuple[str, str, str]]:
    """How many facts differ, and the two sentences, of each pair in the order of the file."""
    rows = [line.split("\t") for line in PAIRS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    wanted = {f"reuters-{item}" for row in rows for item in (row[0], row[2])}
    texts = {item.id: prose(item.text) for item in corpora.reuters(data) if item.id in wanted}
    return [
        (differing, texts[f"reuters-{one}"][int(place)], texts[f"reuters-{other}"][int(there)])
        for one, place, other, there, differing in rows
    ]


def judged(pairs: list[tuple[str, str, str]]) -> list[Judgement]:
    """Each pair judged both ways; the nearer relation counts."""
    encoder = load_encoder()
    near = (encoder.encode([one for _, one, _ in pairs]) * encoder.encode([other for _, _, other in pairs])).sum(axis=1)
    return [
        max(
            (judge(one, other, cosine=float(cosine)), judge(other, one, cosine=float(cosine))),
            key=lambda judgement: (judgement.relation.counts, judgement.score),
        )
        for (_, one, other), cosine in zip(pairs, near, strict=True)
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    pairs = sentences(parser.parse_args().data)
    found = judged(pairs)
    for (_, one, other), judgement in zip(pairs, found, strict=True):
        if judgement.relation.counts:
            print(f"{judgement.relation.value}: {judgement.reason}\n  {one}\n  {other}")
    rows = []
    for differing in ("several", "one"):
        counts = [j.relation.counts for pair, j in zip(pairs, found, strict=True) if pair[0] == differing]
        rows.append({"facts that differ": differing, "pairs": len(counts), "counted as an appearance": sum(counts)})
    print(table(rows))
    save("look_alikes", {"rows": rows})


if __name__ == "__main__":
    main()
