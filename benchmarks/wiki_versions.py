"""Sentences that two versions of an encyclopaedia article share: how many of them stand in a passage found.

Usage: python benchmarks/wiki_versions.py --data FOLDER [--most N]

Of each article two versions, drawn with a fixed seed, are set side by side. A sentence of the later one is shared if
the earlier one holds the same words in the same order; it is found if nine tenths of its characters stand in passages
whose other side holds that sentence too. Nothing is fitted on these texts.
"""

from __future__ import annotations

import argparse
import random
import tarfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from results import save, table

from provenance.comparing import compare
from provenance.models import AlignedPassage, Article, Document, Span
from provenance.wording.normalisation import fold
from provenance.wording.sentences import sentence_spans

TARGET = 0.98
FEWEST = (3, 6, 10)
"""Words that a sentence must have at least to be counted, a row each."""
_COVERED = 0.9
SEED = 13


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """A sentence of the later version that stands in the earlier one too."""

    words: int
    found: bool


def version_pairs(data: Path, *, most: int) -> list[tuple[str, str]]:
    """Two versions of each of so many articles, the earlier first."""
    versions: dict[str, dict[int, str]] = defaultdict(dict)
    with tarfile.open(data / "wiki-versions.tar.gz") as archive:
        for member in archive:
            path = PurePosixPath(member.name)
            if member.isfile() and path.parent.parent.name == "version_documents" and path.stem.isdigit():
                content = archive.extractfile(member).read()
                versions[path.parent.name][int(path.stem)] = content.decode("utf-8", "replace")
    drawn = random.Random(SEED)
    names = sorted(name for name, texts in versions.items() if len(texts) > 1)
    chosen = drawn.sample(names, min(most, len(names)))
    pairs = [(versions[name], sorted(drawn.sample(sorted(versions[name]), 2))) for name in chosen]
    return [(texts[one], texts[other]) for texts, (one, other) in pairs]


def shared_sentences(source: str, target: str, passages: Sequence[AlignedPassage]) -> Iterator[Shared]:
    """The sentences of `target` that `source` holds, and which of them the passages cover."""
    places: dict[str, list[Span]] = defaultdict(list)
    for span in sentence_spans(source):
        places[fold(span.of(source))].append(span)
    for span in sentence_spans(target):
        words = fold(span.of(target))
        if words and words in places:
            mine = [p for p in passages if any(p.source.span.overlaps(place) for place in places[words])]
            covered = sum(_shared(span, p.target.span) for p in mine)
            yield Shared(words=len(words.split()), found=covered >= _COVERED * len(span))


def _shared(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.begin, other.begin))


def document(name: str, text: str) -> Document:
    return Document(article=Article(id=name, path=name, sha256=name), text=text)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--most", type=int, default=445, help="articles at most")
    asked = parser.parse_args()
    pairs = version_pairs(asked.data, most=asked.most)
    begun = time.process_time()
    found = [
        shared
        for source, target in pairs
        for shared in shared_sentences(source, target, compare(document("a", source), document("b", target)).passages)
    ]
    spent = time.process_time() - begun
    rows = []
    for fewest in FEWEST:
        counted = [shared.found for shared in found if shared.words >= fewest]
        share = round(sum(counted) / len(counted), 4)
        rows.append({"words at least": fewest, "shared": len(counted), "found": share, "asked": TARGET})
    print(table(rows), f"\n\n{len(pairs)} pairs, {len(pairs) / spent:.1f} a second on one core")
    save("wiki_versions", {"pairs": len(pairs), "rows": rows, "pairs a second, one core": round(len(pairs) / spent, 1)})


if __name__ == "__main__":
    main()
