"""One passage as it reads in several articles."""

from __future__ import annotations

from dataclasses import dataclass

from provenance.models.articles import Article, Passage
from provenance.models.wordings import Judgement


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """How one article words a passage of another.

    Attributes:
        judgement: How near it is to the base's wording; its spans count from the start of each passage.
    """

    article: Article
    passage: Passage
    judgement: Judgement


@dataclass(frozen=True, slots=True, kw_only=True)
class Collation:
    """A passage of a base, word by word against every article that has it.

    Attributes:
        article: The base.
        passage: The passage as it reads there.
        versions: How others word it, in order of date, undated ones last.
        missing: Articles that were asked and do not have it.
    """

    article: Article
    passage: Passage
    versions: tuple[Version, ...]
    missing: tuple[Article, ...] = ()
