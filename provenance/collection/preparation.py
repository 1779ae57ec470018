"""A document taken apart for the store: its sentences, where each stands, and which wording each one is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from provenance.collection.shingles import wording_key
from provenance.reading.boilerplate.neighbours import furniture
from provenance.wording.normalisation import fold
from provenance.wording.sentences import sentence_spans

if TYPE_CHECKING:
    from provenance.models import Document, Span


@dataclass(frozen=True, slots=True)
class PreparedSentence:
    """A sentence that is about to be kept.

    Attributes:
        key: Identity of its wording; None for a sentence without a word, such as ``* * *``.
        text: The characters as they stand.
        folded: The words that make its wording, between single spaces.
        boilerplate: Why it is page furniture; None if it is not.
    """

    key: bytes | None
    text: str
    folded: str
    span: Span
    boilerplate: str | None


@dataclass(frozen=True, slots=True)
class PreparedArticle:
    """A document with its sentences in order."""

    document: Document
    sentences: tuple[PreparedSentence, ...]

    @property
    def wordings(self) -> dict[bytes, PreparedSentence]:
        """The sentence in which each distinct wording stands first, by the wording's key."""
        first: dict[bytes, PreparedSentence] = {}
        for sentence in self.sentences:
            if sentence.key is not None:
                first.setdefault(sentence.key, sentence)
        return first


def prepared(document: Document) -> PreparedArticle:
    """Split a document into sentences and find the identity of each one's wording."""
    article = document.article
    spans = sentence_spans(document.text, article.language or "en")
    reasons = furniture(document.text, spans, title=article.title, author=article.author)
    return PreparedArticle(document, tuple(map(partial(_sentence, document.text), spans, reasons)))


def _sentence(text: str, span: Span, boilerplate: str | None) -> PreparedSentence:
    sentence = span.of(text)
    folded = fold(sentence)
    key = wording_key(folded) if folded else None
    return PreparedSentence(key, sentence, folded, span, boilerplate)
