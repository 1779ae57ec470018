"""A collection of any size to measure speed on: real articles, and their reposts in other outlets.

Reuters items, PAN 2013 sources and versions of encyclopaedia articles come in turn; where they run out, *remade* ones
follow: a real article in which three of ten words are exchanged for others of the corpora, so that its sentences are
wordings nobody had. Of all sentences a fixed share stands in reposts, to the letter, and half of those repeat one of
a hundred articles, as a wire story is repeated: a sentence of a popular one stands in dozens of articles.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import chain
from pathlib import Path

import corpora

from provenance.wording.sentences import sentence_spans

REPOSTED = 0.4  # share of the sentences that stand in reposts
POPULAR = 0.01  # share of the articles that half of the reposts repeat
EXCHANGED = 0.3  # share of the words of a remade article
UNDATED = 0.1  # share of all articles
OUTLETS = 400
_FIRST_DAY, _DAYS = date(1987, 1, 1), 13_000
_LATEST_REPOST = 60  # days after the original
_ITEMS_IN_TURN = 6  # Reuters items for each longer text
_WORD = re.compile(r"[A-Za-z]{3,}")
_COMMON_WORDS = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """An article of the collection.

    Attributes:
        published: ISO 8601; empty where it is undated.
        sentences: How many it has.
        repost: Whether it repeats an earlier one to the letter.
    """

    id: str
    title: str
    outlet: str
    published: str
    text: str
    sentences: int
    repost: bool = False


def reports(data: Path, *, seed: int) -> Iterator[Report]:
    """Articles without an end; of those given so far, `REPOSTED` of the sentences stand in reposts."""
    chance = random.Random(seed)
    return with_reposts(_originals(data, chance), chance)


def with_reposts(originals: Iterator[Report], chance: random.Random) -> Iterator[Report]:
    """The originals with reposts of earlier ones among them."""
    known: list[Report] = []
    popular: list[Report] = []
    reposted = total = 0
    for number, original in enumerate(originals):
        known.append(original)
        if chance.random() < POPULAR or not popular:
            popular.append(original)
        yield original
        total += original.sentences
        while reposted < REPOSTED * total:
            again = _reposted(chance.choice(popular if chance.random() < 0.5 else known), chance, f"{number}-{total}")
            yield again
            reposted, total = reposted + again.sentences, total + again.sentences


def _reposted(original: Report, chance: random.Random, name: str) -> Report:
    later = ""
    if original.published and chance.random() >= UNDATED:
        day = date.fromisoformat(original.published[:10]) + timedelta(days=chance.randrange(1, _LATEST_REPOST))
        later = day.isoformat()
    return replace(original, id=f"repost-{name}", outlet=_outlet(chance), published=later, repost=True)


def _originals(data: Path, chance: random.Random) -> Iterator[Report]:
    kept: list[tuple[str, str]] = []
    words: Counter[str] = Counter()
    for number, (title, text) in enumerate(_real(data)):
        kept.append((title, text))
        words.update(_WORD.findall(text))
        yield _report(f"real-{number}", title, text, chance)
    vocabulary = [word for word, _ in words.most_common(_COMMON_WORDS)]
    remade = ((title, exchanged(text, vocabulary, chance)) for title, text in _again_and_again(kept))
    for number, (title, text) in enumerate(remade):
        yield _report(f"remade-{number}", title, text, chance)


def _again_and_again(kept: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    while True:
        yield from kept


def _real(data: Path) -> Iterator[tuple[str, str]]:
    """Title and text of real articles: some short ones, a long one, and so on until all are told."""
    short = ((item.title, item.text) for item in corpora.reuters(data) if _WORD.search(item.text))
    pan = ((text.strip()[:60], text) for text in corpora.pan_sources(data))
    wiki = ((text.strip()[:60], text) for text in corpora.wiki_versions(data))
    long = chain.from_iterable(zip(pan, wiki, strict=False))
    for number, found in enumerate(short):
        yield found
        if number % _ITEMS_IN_TURN == 0:
            yield from _one(long)
    yield from long


def _one(texts: Iterator[tuple[str, str]]) -> list[tuple[str, str]]:
    found = next(texts, None)
    return [] if found is None else [found]


def exchanged(text: str, words: list[str], chance: random.Random, *, share: float = EXCHANGED) -> str:
    """The text with this share of its words replaced by others at random."""

    def other(match: re.Match[str]) -> str:
        return chance.choice(words) if chance.random() < share else match.group()

    return _WORD.sub(other, text)


def _report(name: str, title: str, text: str, chance: random.Random) -> Report:
    day = _FIRST_DAY + timedelta(days=chance.randrange(_DAYS))
    return Report(
        id=name, title=title, outlet=_outlet(chance), published="" if chance.random() < UNDATED else day.isoformat(),
        text=text, sentences=len(sentence_spans(text)),
    )  # fmt: skip


def _outlet(chance: random.Random) -> str:
    return f"Outlet {chance.randrange(OUTLETS):03}"
