"""What a collection holds, and what its searches propose."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from provenance.models.articles import Article
from provenance.models.shown import Shown
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


class ProblemKind(StrEnum):
    """What can be wrong with an index, or doubtful about its dates.

    ``INDEX``: a part of the index cannot be used as it lies there. ``CONTRADICTION``: two statements of an article's
    date leave no day in common. ``LATER_ORIGINAL``: the earlier publication it states is later than its own date.
    ``UPDATED_BEFORE``: changed before it was published. ``FUTURE``: a date after the day it was read, or after its copy
    was fetched; it is kept and not believed. ``ZERO_DAY``: the day on which programs begin to count, not believed
    either. ``SUSPICIOUS_DAY``: many articles of one day, as machines date them. ``GUESS``: nothing states the date.
    """

    INDEX = "index"
    CONTRADICTION = "contradiction"
    LATER_ORIGINAL = "later-original"
    UPDATED_BEFORE = "updated-before"
    FUTURE = "future"
    ZERO_DAY = "zero-day"
    SUSPICIOUS_DAY = "suspicious-day"
    GUESS = "guess"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something wrong with an index, or doubtful about the date of one article or of several together.

    Attributes:
        articles: The ids of the articles concerned; empty where it is the index as a whole.
        sentence: What is wrong or doubtful, for a reader; of a single article without naming it.
    """

    kind: ProblemKind
    sentence: str
    articles: tuple[str, ...] = ()

    @property
    def told(self) -> str:
        """The sentence, led by the id of the article where it is about one."""
        return f"{self.articles[0]}: {self.sentence}" if len(self.articles) == 1 else self.sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionStatus(Shown):
    """What a collection holds.

    Attributes:
        articles: Every article with the number of its sentences, in order of id.
        wordings: Number of distinct wordings.
        outlets: Number of articles by outlet, most first.
        model: Name of the embedding model the vectors were made with.
        problems: What is wrong with the index or doubtful about its dates; empty if nothing is.
    """

    summary: CollectionSummary
    articles: tuple[tuple[Article, int], ...] = ()
    sentences: int = 0
    wordings: int = 0
    outlets: tuple[tuple[str, int], ...] = ()
    model: str | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """Something kept that is not what was written.

    Attributes:
        subject: What is damaged: an article's id, a wording by its number, or a file.
        reason: What is the matter with it, in a clause.
    """

    subject: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What looking at every stored thing found.

    Attributes:
        articles: How many articles were looked at.
        wordings: How many distinct wordings were, each with its vector and its word shingles.
        damage: What is not what was written, in the order found; empty where everything agrees.
    """

    articles: int
    wordings: int
    damage: tuple[Damage, ...]
