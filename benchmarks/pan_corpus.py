"""The PAN 2013 training corpus of text alignment, read from its archive, in two halves that share no text."""

from __future__ import annotations

import random
import re
import tarfile
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from plagdet import Case

CLEAN = "01-no-plagiarism"
CLASSES = {
    CLEAN: "clean",
    "02-no-obfuscation": "verbatim",
    "03-random-obfuscation": "random",
    "04-translation-obfuscation": "translation",
    "05-summary-obfuscation": "summary",
}
HALVES = ("fit", "score")


@dataclass(frozen=True)
class Pair:
    """Two texts by name, and the true cases of reuse between them."""

    kind: str
    target: str
    source: str
    cases: tuple[Case, ...]


@dataclass(frozen=True)
class Corpus:
    """The texts by name, and the pairs."""

    texts: Mapping[str, str]
    pairs: tuple[Pair, ...]

    def half(self, name: str, *, most: int | None = None, seed: int = 13) -> list[Pair]:
        """The pairs of one half, at most so many of each class, drawn at random.

        Pairs that share a text, directly or over others, are in the same half: what was fitted on one text is never
        scored on it.
        """
        number = HALVES.index(name)
        group_of = groups((pair.target, pair.source) for pair in self.pairs)
        mine = [pair for pair in self.pairs if zlib.crc32(group_of[pair.target].encode()) % 2 == number]
        drawn = random.Random(seed)
        by_class: dict[str, list[Pair]] = {kind: [p for p in mine if p.kind == kind] for kind in CLASSES}
        return [
            pair for pairs in by_class.values() for pair in drawn.sample(pairs, min(len(pairs), most or len(pairs)))
        ]


def groups(links: Iterable[tuple[str, str]]) -> dict[str, str]:
    """For each name the least name of all that it is linked with, directly or over others."""
    of: dict[str, str] = {}
    members: dict[str, set[str]] = defaultdict(set)
    for one, other in links:
        first, second = sorted((of.setdefault(one, one), of.setdefault(other, other)))
        for name in (first, second):
            members[name].add(name)
        if first != second:
            for name in members.pop(second):
                of[name] = first
                members[first].add(name)
    return of


def read_corpus(data: Path) -> Corpus:
    """Read the archive; offsets of the cases count the characters of the texts as they stand there."""
    texts: dict[str, str] = {}
    listed: dict[str, list[str]] = {}
    marked: dict[tuple[str, str], str] = {}
    with tarfile.open(data / "pan13-train.tar.gz") as archive:
        for member in archive:
            if not member.isfile():
                continue
            *_, folder, name = member.name.split("/")
            content = archive.extractfile(member).read().decode("utf-8")
            if folder in ("src", "susp") and name.endswith(".txt"):
                texts[name] = content
            elif folder in CLASSES and name == "pairs":
                listed[folder] = content.split("\n")
            elif folder in CLASSES and name.endswith(".xml"):
                marked[folder, name] = content
    pairs = [
        Pair(kind, target, source, _cases(marked.get((kind, f"{target[:-4]}-{source[:-4]}.xml"), "")))
        for kind in CLASSES
        for target, source in (line.split() for line in listed[kind] if line.strip())
    ]
    return Corpus(texts, tuple(pairs))


def _cases(markup: str) -> tuple[Case, ...]:
    features = re.findall(r'<feature[^>]*name="plagiarism"[^>]*/>', markup)
    return tuple(Case(_stretch(feature, "this"), _stretch(feature, "source")) for feature in features)


def _stretch(feature: str, side: str) -> tuple[int, int]:
    begin = int(re.search(rf'{side}_offset="(\d+)"', feature).group(1))
    return begin, begin + int(re.search(rf'{side}_length="(\d+)"', feature).group(1))
