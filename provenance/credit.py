"""Who an article gives as its source for a passage.

Looked for near the passage first (before, inside, after), then in the article's head and foot, where agencies and first
publications are named. Only names of other articles' outlets, authors and titles, their initials and their addresses
count: a credit must lead somewhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import regex

from provenance.models import Article, Credit, CreditKind, Span

# How far before and after a passage a credit may stand, in characters: about two sentences before ("Here is more from
# …:"), and the line in brackets after a quoted block.
_BEFORE, _AFTER = 400, 700
_HEAD, _FOOT = 400, 700
_NEVER = datetime.max.replace(tzinfo=UTC)
_SHORTEST_NAME = 4
# How long a block may be that one line introduces.
_BLOCK = 1_200
_INTRODUCTION = regex.compile(
    r"""\b(?:from|at|by)\s+(?:the\s+)?
        (?P<name>\p{Lu}[\p{L}.&’'-]*(?:\s+(?:(?:of|and|the|for|&)\s+)?\p{Lu}[\p{L}.&’'-]*){0,5})
        (?:\s*\([^()\n]{0,150}\))?:[ \t]*(?=\n|[“"])""",
    regex.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Name:
    """A way to name a source, and whom it may mean.

    Attributes:
        pattern: Matches the name as whole words, in its own capitals or all in capitals.
        articles: The articles it may mean; an outlet or an author can have several.
        weight: Bigger is more telling: an address or a title tells more than an outlet.
    """

    pattern: regex.Pattern[str]
    articles: tuple[Article, ...]
    kind: CreditKind
    weight: int


def names_of(articles: Iterable[Article]) -> tuple[Name, ...]:
    """Every way to credit one of these articles, most telling first; each way once, whomever it may mean."""
    meant: dict[tuple[str, CreditKind, int], list[Article]] = defaultdict(list)
    for article in articles:
        for pattern, kind, weight in _names(article):
            meant[pattern, kind, weight].append(article)
    found = [Name(regex.compile(p), tuple(those), kind, weight) for (p, kind, weight), those in meant.items()]
    return tuple(sorted(found, key=lambda name: -name.weight))


def credit(text: str, passage: Span, article: Article, names: Iterable[Name]) -> Credit | None:
    """The credit an article gives for a passage; None where it gives none.

    An article that is surely later cannot be what is credited.

    Args:
        text: The article's stored text.
        names: Ways to name other articles, from `names_of`; those of the article itself are passed over.
    """
    near, *far = _windows(text, passage)
    names = tuple(names)
    found = _named(text, near, names, article) or _introduced(text, passage, article)
    return found or next((c for window in far if (c := _named(text, window, names, article))), None)


def _named(text: str, window: Span, names: Iterable[Name], article: Article) -> Credit | None:
    for name in names:
        meant = [a for a in name.articles if a.id != article.id and not article.first_date.surely_before(a.first_date)]
        match = name.pattern.search(text, window.begin, window.end) if meant else None
        if match and not _own(match.group(), article):
            source = min(meant, key=lambda a: (a.first_date.ends or _NEVER, a.id))
            return Credit(kind=name.kind, text=match.group(), span=Span(*match.span()), to=source.id)
    return None


def _introduced(text: str, passage: Span, article: Article) -> Credit | None:
    """Whom the line that opens a quoted block names: "This is from the WSWS:". It may be nobody in the collection."""
    begin = max(0, passage.begin - _BLOCK)
    introductions = list(_INTRODUCTION.finditer(text, begin, passage.begin))
    if not introductions or _own(introductions[-1].group("name"), article):
        return None
    last = introductions[-1]
    return Credit(kind=CreditKind.NAMED, text=last.group("name"), span=Span(*last.span("name")))


def _own(said: str, article: Article) -> bool:
    return any(said.casefold() in value.casefold() for value in (article.outlet, article.author, article.url) if value)


def _windows(text: str, passage: Span) -> Iterator[Span]:
    """Where a credit may stand, nearest first: the passage's own lines, then around, then head and foot."""
    yield Span(max(0, passage.begin - _BEFORE), min(len(text), passage.end + _AFTER))
    yield Span(0, min(_HEAD, len(text)))
    yield Span(max(0, len(text) - _FOOT), len(text))


def _names(article: Article) -> Iterator[tuple[str, CreditKind, int]]:
    """Patterns for one article's address, title, outlet (and its initials) and author, with their weight."""
    if article.url:
        address = regex.sub(r"^https?://(?:www\.)?", "", article.url).rstrip("/")
        if "/" in address:
            yield regex.escape(address), CreditKind.LINKED, 4
    if article.title and len(article.title.split()) >= 4:
        yield _words(article.title), CreditKind.NAMED, 3
    if article.outlet and len(article.outlet) >= _SHORTEST_NAME:
        yield _words(article.outlet), CreditKind.NAMED, 2
        capitals = [word[0] for word in article.outlet.split() if word[0].isupper() and word.lower() != "the"]
        if len(capitals) >= 3:
            yield rf"\b{''.join(capitals)}\b", CreditKind.NAMED, 1
    if article.author and len(article.author.split()) >= 2:
        yield _words(article.author), CreditKind.NAMED, 2


def _words(name: str) -> str:
    """The words of a name with anything but letters between them, in its own capitals or all in capitals."""
    parts = [regex.escape(part) for part in regex.findall(r"[\p{L}\p{N}]+", name)]
    between = r"[^\p{L}\p{N}]{1,3}"
    return rf"\b(?:{between.join(parts)}|{between.join(part.upper() for part in parts)})\b"
