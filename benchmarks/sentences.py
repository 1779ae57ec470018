"""Sentence boundaries against people's: UD English GUM and EWT, the golden rules of pysbd, the five seed articles.

Usage: python benchmarks/sentences.py --data FOLDER

UD paragraphs are put together from their sentences (spaces as annotated) and parted by a blank line; only boundaries
inside paragraphs count. Beside ours, the library alone on the same text. The seeds are read where they lie beside
FOLDER; their boundaries were judged by hand. Only numbers leave the data.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import corpora
import sentencex
from results import save, table

from provenance.wording.sentences import sentence_spans

SEED_BOUNDARIES = Path(__file__).parents[1] / "tests" / "wording" / "seed_boundaries.json"
Splitter = Callable[[str], set[int]]


@dataclass(frozen=True)
class Annotated:
    """A text with the ends of its sentences; those at the end of a paragraph do not count."""

    name: str
    text: str
    ends: frozenset[int]
    paragraph_ends: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Score:
    """Boundaries found rightly, found where there is none, and not found."""

    right: int = 0
    false: int = 0
    missed: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(self.right + other.right, self.false + other.false, self.missed + other.missed)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, 0 to 1."""
        return 2 * self.right / max(1, 2 * self.right + self.false + self.missed)


def ours(text: str) -> set[int]:
    return {span.end for span in sentence_spans(text)}


def library(text: str) -> set[int]:
    ends = (boundary["end_index"] for boundary in sentencex.get_sentence_boundaries("en", text))
    return {len(text[:end].rstrip()) for end in ends}


def score(texts: Iterable[Annotated], split: Splitter) -> Score:
    total = Score()
    for annotated in texts:
        found = split(annotated.text) - annotated.paragraph_ends
        right = found & annotated.ends
        total += Score(len(right), len(found - right), len(annotated.ends - right))
    return total


# ------------------------------------------------------------------------------------------- what people say


def treebank(path: Path) -> Iterator[Annotated]:
    """The documents of a CoNLL-U file."""
    for document in re.split(r"(?m)^# newdoc", path.read_text(encoding="utf-8"))[1:]:
        name = document.partition("\n")[0].partition("=")[2].strip()
        paragraphs = [list(sentences(part)) for part in re.split(r"(?m)^# newpar(?!_).*$", document)]
        yield joined(name, [paragraph for paragraph in paragraphs if paragraph])


def sentences(paragraph: str) -> Iterator[tuple[str, str]]:
    """Each sentence's text and what stands after it: a space, or nothing."""
    for block in paragraph.split("\n\n"):
        text = re.search(r"(?m)^# text = (.*)$", block)
        if text:
            last = [line for line in block.splitlines() if re.match(r"\d+(?:-\d+)?\t", line)][-1]
            yield text.group(1).strip(), "" if "SpaceAfter=No" in last.rpartition("\t")[2] else " "


def joined(name: str, paragraphs: list[list[tuple[str, str]]]) -> Annotated:
    text, ends, paragraph_ends = "", set[int](), set[int]()
    for paragraph in paragraphs:
        text += "\n\n" if text else ""
        for number, (sentence, space) in enumerate(paragraph, start=1):
            text += sentence
            (paragraph_ends if number == len(paragraph) else ends).add(len(text))
            text += "" if number == len(paragraph) else space
    return Annotated(name, text, frozenset(ends), frozenset(paragraph_ends))


def golden_rules_kept(path: Path) -> tuple[int, int]:
    """How many rules come out exactly, of how many."""
    rules = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    kept = [[span.of(rule["text"]) for span in sentence_spans(rule["text"])] == rule["sentences"] for rule in rules]
    return sum(kept), len(kept)


def seeds(folder: Path) -> Iterator[Annotated]:
    for name, ends in json.loads(SEED_BOUNDARIES.read_text(encoding="utf-8")).items():
        yield Annotated(name, (folder / name).read_bytes().decode("utf-8"), frozenset(ends))


# ----------------------------------------------------------------------------------------------- and how fast


def speed(data: Path, items: int = 2_000) -> float:
    """Characters of hard-wrapped newswire a second of processor time."""
    texts = [item.text for item in islice(corpora.reuters(data), items)]
    start = time.process_time()
    for text in texts:
        sentence_spans(text)
    return sum(map(len, texts)) / (time.process_time() - start)


def row(name: str, texts: list[Annotated]) -> dict[str, object]:
    here, alone = score(texts, ours), score(texts, library)
    return {
        "text": name,
        "documents": len(texts),
        "right": here.right,
        "false": here.false,
        "missed": here.missed,
        "F1": round(100 * here.f1, 2),
        "F1 library alone": round(100 * alone.f1, 2),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    data = parser.parse_args().data
    gum = list(treebank(data / "ud" / "en_gum-ud-dev.conllu"))
    rows = [
        row("GUM news", [document for document in gum if "_news_" in document.name]),
        row("GUM", gum),
        row("EWT", list(treebank(data / "ud" / "en_ewt-ud-dev.conllu"))),
    ]
    if (data.parent / "seeds").is_dir():
        rows.append(row("seeds, whole files", list(seeds(data.parent / "seeds"))))
    kept, rules = golden_rules_kept(data / "pysbd-golden" / "golden_rules_en.jsonl")
    rate = speed(data)
    print(table(rows))
    print(f"\ngolden rules {kept} of {rules}; {rate / 1e6:.2f} million characters a second")
    save(
        "sentences",
        {"boundaries": rows, "golden_rules": {"kept": kept, "of": rules}, "characters_per_second": round(rate)},
    )


if __name__ == "__main__":
    main()
