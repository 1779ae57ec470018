"""What a collection holds, and what its searches propose."""

from __future__ import annotations

from dataclasses import dataclass

from provenance.models.articles import Article
from provenance.models.spans import Span
from provenance.models.traces import CollectionSummary


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One place where a distinct wording stands.

    Attributes:
        wording: Number of the distinct wording in the store.
        position: Number of the sentence in its article, from 0.
        boilerplate: Why the sentence is page furniture; None if it is the article's own.
    """

    wording: int
    article_id: str
    position: int
    span: Span
    boilerplate: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A distinct wording that a search channel proposes; candidates are proposals, never answers.

    Attributes:
        wording: Number of the distinct wording in the store.
        text: The wording as it stands where it was first read.
        cosine: Cosine similarity of its embedding to the query's, −1 to 1, bigger is more alike.
        shared: How many of the query's word shingles it holds; 0 where only the vectors proposed it.
    """

    wording: int
    text: str
    cosine: float
    shared: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """A sentence that belongs to pages rather than to articles, over the whole collection.

    Attributes:
        text: Its characters where it was first read.
        reason: Why it is taken for furniture.
        occurrences: How often it stands so.
        articles: Ids of the articles it stands in so, in order.
    """

    text: str
    reason: str
    occurrences: int
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionStatus:
    """What a collection holds.

    Attributes:
        articles: Every article with the number of its sentences, in order of id.
        wordings: Number of distinct wordings.
        outlets: Number of articles by outlet, most first.
        model: Name of the embedding model the vectors were made with.
        problems: Sentences about what is wrong with the index or doubtful about its dates; empty if nothing is.
    """

    summary: CollectionSummary
    articles: tuple[tuple[Article, int], ...] = ()
    sentences: int = 0
    wordings: int = 0
    outlets: tuple[tuple[str, int], ...] = ()
    model: str | None = None
    problems: tuple[str, ...] = ()
