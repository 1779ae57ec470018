"""Every way to name an article as a source: its address, title, outlet, the outlet's initials, its author."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import regex

from provenance.models import Article, CreditedBy
from provenance.wording.normalisation import fold_word
from provenance.wording.rarity import mostly_a_name, rarity

_SHORTEST_NAME = 4
_FEWEST_INITIALS = 3
# How telling each way is; bigger is more. An address or a title means one article, an outlet or an author has several.
WEIGHT = {
    CreditedBy.ADDRESS: 5,
    CreditedBy.TITLE: 4,
    CreditedBy.OUTLET: 3,
    CreditedBy.AUTHOR: 3,
    CreditedBy.AGENCY: 2,
    CreditedBy.INITIALS: 1,
}
_SMALL = frozenset(("the", "a", "an", "of", "and", "for", "in", "on"))
# What stands beside a name made of common words ("Time", "The Sun") where it is one.
_BESIDE_BEFORE = regex.compile(
    r"(?:[*_“\"‘(\[]|\b(?:to|in|by|from|via|with|at)\s+(?:the\s+)?[*_]*|\baccording\s+to\s+(?:the\s+)?|"
    r"\b(?:told|citing|quoting|magazine|newspaper|weekly|daily|website|site)\s+(?:the\s+)?)$"
)
_BESIDE_AFTER = regex.compile(
    r"[*_”\"’)\]]|(?:['’]s)?\s+(?:\p{Ll}+ly\s+|has\s+|had\s+|also\s+|first\s+)?(?:report(?:s|ed)?|wr(?:ites|ote)|said|says|"
    r"not(?:es|ed)|claim(?:s|ed)|reveal(?:s|ed)|publish(?:es|ed)|quot(?:es|ed)|cit(?:es|ed)|newspaper|magazine|website|"
    r"reporter|correspondent|journalist|columnist|article|interview)\b"
)


@dataclass(frozen=True, slots=True)
class Name:
    """A way to name a source, and whom it may mean.

    Attributes:
        written: The pattern that matches the name as whole words, in its own capitals or all in capitals.
        telling: Its longest word, without which it cannot stand in a text, as it is and all in capitals.
        articles: The articles it may mean; an outlet or an author can have several.
        common: Whether its words are common ones, so that something beside it must show it to be a name.
        full: For a short form ("the Tidings"), the full name, which the article must give too.
    """

    written: str
    telling: tuple[str, str]
    articles: tuple[Article, ...]
    by: CreditedBy
    common: bool = False
    full: str | None = None

    def may_stand_in(self, text: str) -> bool:
        """Whether it is worth looking for; most names of a story in fifty outlets stand in none of the others."""
        own, in_capitals = self.telling
        return own in text or in_capitals in text

    def places(self, text: str, begin: int, end: int) -> Iterator[regex.Match[str]]:
        """Where it stands as a name in ``text[begin:end]``."""
        if self.full and not regex.search(self.full, text):
            return
        for match in _compiled(self.written).finditer(text, begin, end):
            if not self.common or _shown_as_name(text, match):
                yield match


def names_of(articles: Iterable[Article]) -> tuple[Name, ...]:
    """Every way to credit one of these articles, most telling first; each way once, whomever it may mean."""
    meant: dict[_Way, list[Article]] = defaultdict(list)
    for article in articles:
        for way in _names(article):
            meant[way].append(article)
    found = [
        Name(w.pattern, (w.telling, w.telling.upper()), tuple(those), w.by, w.common, w.full)
        for w, those in meant.items()
    ]
    return tuple(sorted(found, key=lambda name: -WEIGHT[name.by]))


@lru_cache(maxsize=10_000)
def _compiled(pattern: str) -> regex.Pattern[str]:
    """The library keeps five hundred patterns, and a story in fifty outlets has as many again."""
    return regex.compile(pattern)


@dataclass(frozen=True, slots=True)
class _Way:
    """The fields of a `Name`, before it is known whom it may mean."""

    pattern: str
    telling: str
    by: CreditedBy
    common: bool = False
    full: str | None = None


def _names(article: Article) -> Iterator[_Way]:
    if article.url:
        address = regex.sub(r"^https?://(?:www\.)?", "", article.url).rstrip("/")
        if "/" in address:
            yield _Way(rf"(?<![\w.-]){regex.escape(address)}(?![\w-])", address, CreditedBy.ADDRESS)
    if article.title and len(article.title.split()) >= 4:
        yield _Way(words_of(article.title), _longest(article.title), CreditedBy.TITLE)
    if article.outlet and len(article.outlet) >= _SHORTEST_NAME:
        yield from _names_of_outlet(article.outlet)
    if article.author and len(article.author.split()) >= 2:
        yield _Way(words_of(article.author), _longest(article.author), CreditedBy.AUTHOR)


def _names_of_outlet(outlet: str) -> Iterator[_Way]:
    full = words_of(outlet)
    yield _Way(full, _longest(outlet), CreditedBy.OUTLET, common=_common(outlet))
    if letters := initials(outlet):
        yield _Way(rf"\b{letters}\b", letters, CreditedBy.INITIALS)
    words = outlet.removeprefix("The ").split()
    if len(words) >= 2 and words[-1][0].isupper():
        short = rf"(?<=\b[Tt]he\s+[*_]*){regex.escape(words[-1])}\b(?![ ]\p{{Lu}})"
        yield _Way(short, words[-1], CreditedBy.OUTLET, full=full)


def _longest(name: str) -> str:
    """The longest word of a name: what tells most cheaply that it does not stand in a text."""
    return max(regex.findall(r"[\p{L}\p{N}]+", name), key=len, default="")


def words_of(name: str) -> str:
    """A pattern for the words of a name with anything but letters between them, as they are or all in capitals."""
    parts = [regex.escape(part) for part in regex.findall(r"[\p{L}\p{N}]+", name)]
    if parts and parts[0].lower() == "the" and len(parts) > 1:
        parts[0] = "[Tt]he"
    between = r"[^\p{L}\p{N}]{1,3}"
    return rf"\b(?:{between.join(parts)}|{between.join(p if p == '[Tt]he' else p.upper() for p in parts)})\b"


def initials(outlet: str) -> str:
    """``WSWS`` for World Socialist Web Site; empty for fewer than three words with capitals.

    Example:
        >>> initials("World Socialist Web Site"), initials("The Guardian")
        ('WSWS', '')
    """
    capitals = [word[0] for word in outlet.split() if word[0].isupper() and word.lower() != "the"]
    return "".join(capitals) if len(capitals) >= _FEWEST_INITIALS else ""


def _common(name: str) -> bool:
    """Whether a name is one common word, or an article and one."""
    telling = [fold_word(w) for w in regex.findall(r"[\p{L}\p{N}]+", name) if w.lower() not in _SMALL]
    return len(telling) <= 1 and all(rarity(word) < 1 and not mostly_a_name(word) for word in telling)


def _shown_as_name(text: str, match: regex.Match[str]) -> bool:
    before, after = text[max(0, match.start() - 30) : match.start()], text[match.end() : match.end() + 40]
    return bool(_BESIDE_BEFORE.search(before) or _BESIDE_AFTER.match(after))
