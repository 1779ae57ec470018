"""Count in how many sentences common English words stand, for `provenance/wording/rarity.py`.

Usage: python benchmarks/word_frequencies.py --data FOLDER

Reads news (Reuters 1987, news-events, PAN 2013 sources), encyclopaedia (wiki-versions) and fact-checks (clef22) and
writes `provenance/wording/word_frequencies.tsv`: words, the number of sentences in a million that hold
them, and whether they are mostly written with a capital.
Only counts leave the data.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import corpora

from provenance.wording.normalisation import tokens

OUT = Path(__file__).parents[1] / "provenance" / "wording" / "word_frequencies.tsv"
SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’]?\s+(?=[A-Z“\"])|\n{2,}| ### ")
LEAST_PER_MILLION = 150
MOSTLY = 0.7  # capitalised within sentences this often, a word is a name
MOST_SENTENCES_A_SOURCE = 60_000


def sentences_holding(texts: Iterator[str], seed: int) -> tuple[Counter[str], Counter[str], int]:
    found = [sentence for text in texts for sentence in SENTENCE_END.split(text) if sentence.strip()]
    random.Random(seed).shuffle(found)
    found = found[:MOST_SENTENCES_A_SOURCE]
    counts, named = Counter[str](), Counter[str]()
    for sentence in found:
        counts.update({token.norm for token in tokens(sentence)})
        named.update({token.norm for token in tokens(sentence)[1:] if token.text[0].isupper()})
    return counts, named, len(found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    data = parser.parse_args().data
    sources = {
        "reuters": (item.text for item in corpora.reuters(data)),
        "pan13": corpora.pan_sources(data),
        "wiki": corpora.wiki_versions(data),
        "news-events": (item.text for item in corpora.news_events(data)),
        "fact-checks": (item.text for item in corpora.fact_checks(data)),
    }
    total, cased, named, sentences = Counter[str](), Counter[str](), Counter[str](), 0
    for name, texts in sources.items():
        counts, capitals, number = sentences_holding(texts, seed=1)
        print(f"{name:12} {number:7} sentences {len(counts):7} words")
        total += counts
        if name != "wiki":  # its words are all in small letters
            cased += counts
            named += capitals
        sentences += number
    rows = [(word, round(count * 1_000_000 / sentences)) for word, count in total.items() if not word.isdigit()]
    rows = sorted(
        (row for row in rows if (row[1] >= LEAST_PER_MILLION and row[0][0].isalpha()) or row[0] == "'s"),
        key=lambda row: (-row[1], row[0]),
    )
    lines = [f"{word}\t{count}\t{'name' if named[word] > MOSTLY * cased[word] else ''}\n" for word, count in rows]
    OUT.write_text("".join(lines), encoding="utf-8")
    print(f"{len(rows)} words from {sentences} sentences -> {OUT}")


if __name__ == "__main__":
    main()
