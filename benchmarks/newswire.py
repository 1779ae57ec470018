"""Sentences of Reuters-21578 to make examples of, and the words that stand in them.

Items are halved by their number: rules are tuned on sentences of the one half, figures reported for the other.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import corpora

from provenance.wording.sentences import sentence_spans

HALVES = ("tuning", "held-out")
_PROSE = re.compile(r"[A-Z][^<>\n|]{40,260}[a-z0-9%)]\.")
_TABLE = re.compile(r"\bvs\b|\bcts\b|--|\.\.|\s{3}|\bshrs?\b|[*]")
_WORD = re.compile(r"[A-Za-z]+")
_NAME = re.compile(r"(?<=[a-z,] )(?:[A-Z][a-z]+)(?: [A-Z][a-z]+)*(?=[ ,.])")
_CLAUSE = re.compile(r", (?:which|including|such as) [a-z][^,]{15,60},(?= )")
_SPEECH = re.compile(r"\b(?:said|says|told|announced|announces|call\w*|argu\w*|report\w*|claim\w*)\b")
_NO_NAME = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul"
    r"|Aug|Sept?|Oct|Nov|Dec|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Reuters?|He|It|We|They|The|I)\b"
)


def half_of(item_id: str) -> str:
    """Which half an item belongs to: items of even number are for tuning."""
    return HALVES[int(item_id.rpartition("-")[2]) % 2]


@dataclass(frozen=True)
class Newswire:
    """Sentences of one half of the corpus, in a shuffled order that a seed fixes, and what words they have."""

    sentences: tuple[str, ...]

    @classmethod
    def read(cls, data: Path, half: str, *, seed: int) -> Newswire:
        """Prose sentences of one half: no tables, no fragments, each once."""
        items = (item.text for item in corpora.reuters(data) if half_of(item.id) == half)
        return cls.of(items, seed=seed)

    @classmethod
    def of(cls, texts: Iterable[str], *, seed: int) -> Newswire:
        """The prose sentences of these texts."""
        found = dict.fromkeys(sentence for text in texts for sentence in prose(text))
        ordered = list(found)
        random.Random(seed).shuffle(ordered)
        return cls(tuple(ordered))

    @cached_property
    def vocabulary(self) -> Counter[str]:
        """How often each word stands in small letters."""
        return Counter(word for text in self.sentences for word in _WORD.findall(text) if word.islower())

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Runs of capitalised words within sentences that stand there at least five times, in alphabetical order."""
        found = Counter(name for text in self.sentences for name in _NAME.findall(text) if not _NO_NAME.search(name))
        return tuple(sorted(name for name, count in found.items() if count >= 5))

    @cached_property
    def nouns(self) -> tuple[str, ...]:
        """Words that stand after ``the`` and before ``of`` at least twenty times."""
        found = Counter(word for text in self.sentences for word in re.findall(r"\bthe ([a-z]{4,}) of\b", text))
        return tuple(sorted(word for word, count in found.items() if count >= 20))

    @cached_property
    def clauses(self) -> tuple[str, ...]:
        """Clauses between commas in which nobody speaks, with the comma before them."""
        found = (match.group() for text in self.sentences for match in _CLAUSE.finditer(text))
        return tuple(clause for clause in found if not _SPEECH.search(clause))

    @cached_property
    def passives(self) -> frozenset[str]:
        """Participles that stand before ``by`` and are past tenses too."""
        by = Counter(word for text in self.sentences for word in re.findall(r"\b(?:was|were) ([a-z]+ed) by\b", text))
        return frozenset(word for word in by if self.vocabulary[word] >= 5)


def prose(text: str) -> Sequence[str]:
    """The sentences of a text that are whole and in running words."""
    blank = re.sub(r"[ \t]*\n[ \t]*", " ", text)
    return [s for span in sentence_spans(blank) if _PROSE.fullmatch(s := span.of(blank)) and not _TABLE.search(s)]
