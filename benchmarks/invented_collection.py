"""Invented articles that a collection is filled with over and over, a cheap encoder, and what a collection answers.

Where durability is measured the model is not the subject: vectors are drawn by the words' hashes.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

import provenance.collection.candidates
import provenance.collection.meaning  # noqa: F401 - FAISS is loaded before any child is begun, and used in children only
from provenance.collection import Collection, indexing, preparation
from provenance.errors import CollectionError
from provenance.models import Article, Document
from provenance.reading.formats import formats

if TYPE_CHECKING:
    from numpy.typing import NDArray

_WORDS = [
    "harbour",
    "ferry",
    "mayor",
    "lantern",
    "bridge",
    "council",
    "quarry",
    "tide",
    "sluice",
    "orchard",
    "railway",
    "customs",
    "pilot",
    "weir",
    "beacon",
    "granary",
    "foundry",
    "parish",
    "ledger",
    "turbine",
    "meadow",
    "causeway",
    "viaduct",
    "brewery",
    "archive",
    "chapel",
    "tannery",
    "lighthouse",
    "canal",
    "closed",
    "opened",
    "burned",
    "reopened",
    "sank",
    "rose",
    "doubled",
    "vanished",
    "returned",
    "failed",
    "moved",
    "waited",
    "answered",
    "denied",
    "promised",
    "early",
    "late",
    "twice",
    "again",
    "slowly",
    "quietly",
    "openly",
    "rarely",
    "soon",
    "never",
]
DIMENSION = 384


class CheapEncoder:
    """A text's vector is the sum of vectors drawn for its words."""

    name = "cheap"
    fingerprint = f"cheap:{DIMENSION}"
    dimension = DIMENSION

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One vector of length 1 a text."""
        vectors = np.stack([sum(map(_drawn, text.lower().split()), np.zeros(DIMENSION, np.float32)) for text in texts])
        return (vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)).astype(np.float32)


@cache
def _drawn(word: str) -> NDArray[np.float32]:
    generator = np.random.default_rng(crc32(word.encode("utf-8", "replace")))
    return generator.standard_normal(DIMENSION, dtype=np.float32)


def write_articles(folder: Path, number: int, *, seed: int, sentences: int = 6) -> dict[str, str]:
    """Write so many articles as text files; their texts by id."""
    drawn = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    shared = [_sentence(drawn) for _ in range(number // 4 + 1)]
    texts = {}
    for article in range(number):
        own = [_sentence(drawn) for _ in range(sentences - 1)]
        text = "\n\n".join((" ".join((*own, drawn.choice(shared))), ""))
        texts[f"article-{article:04}"] = text
        (folder / f"article-{article:04}.txt").write_text(text, encoding="utf-8")
    return texts


def get_ready(texts: dict[str, str]) -> None:
    """Do once, before any child is begun, what every child would do first; and keep a few articles at a time only.

    So a run is short, and has many moments between two batches.
    """
    formats()
    indexing._WORDINGS_AT_ONCE = 24
    CheapEncoder().encode([sentence for text in texts.values() for sentence in text.split("\n")])
    for text in list(texts.values())[:3]:
        preparation.prepared(Document(article=Article(id="a", path="a", sha256=""), text=text))


def _sentence(drawn: random.Random) -> str:
    return f"The {' '.join(drawn.choices(_WORDS, k=9))} {drawn.randrange(10_000)}."


def opened(folder: Path, *, read_only: bool = False) -> Collection:
    """The collection in a folder, with the cheap encoder."""
    return Collection.open(folder, encoder=CheapEncoder(), read_only=read_only)


def held(collection: Collection) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Text and sentences of every article, by id, as of one moment."""
    with collection.snapshot():
        ids = [article.id for article, _ in collection.status().articles]
        texts = {identity: collection.text(identity) for identity in ids}
        return {
            identity: (text, tuple(span.of(text) for span in collection.sentence_spans(identity)))
            for identity, text in texts.items()
        }


def answers(collection: Collection, texts: dict[str, str]) -> dict[str, tuple[str, float, bool]]:
    """For the first sentence of each article: the nearest wording, its cosine, and whether it stands in the article."""
    found = {}
    for identity, text in texts.items():
        claim = text.split(".")[0] + "."
        ((nearest, *_),) = collection.candidates([claim], k=3) or ((None,),)
        if nearest is None:
            raise CollectionError(identity, "its first sentence is not found")
        places = collection.occurrences([nearest.wording])
        found[identity] = (nearest.text, round(nearest.cosine, 4), identity in {place.article_id for place in places})
    return found
