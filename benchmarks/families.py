"""Families of texts that came from one another, generated so that every parent is known.

A source sentence is published, copied, changed, copied again and joined with another version, as sentences of the news
are. Each family is drawn from the seed given; what is put in (names, words, clauses) comes from a `Stock` of real text.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from provenance.models import UNDATED, Certainty, DateInterval, DateSource, Precision

FIRST_DAY = date(2021, 3, 1)
HEDGES = ("reportedly", "apparently", "possibly", "allegedly", "probably", "perhaps")
COPIED = 0.35  # of all members, the share that repeats its parent to the letter
MERGED = 0.1  # … that takes from two versions
DATED = {"day": 0.78, "time": 0.1, "month": 0.04, "undated": 0.08}
CREDITED, CREDITS_PARENT = 0.25, 0.8  # a copy often keeps the credit to the origin instead
LOST = 0.12  # families one of whose versions is not in the collection
_WORD = re.compile(r"[a-z]{4,}$")
_NAME = re.compile(r"[A-Z][a-z]{2,}$")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, kw_only=True)
class Stock:
    """What changes put in."""

    names: tuple[str, ...]
    words: tuple[str, ...]
    clauses: tuple[str, ...]

    @classmethod
    def of(cls, sentences: Sequence[str]) -> Stock:
        """The names, words and subordinate clauses of real sentences."""
        words = [word for sentence in sentences for word in sentence.split()[1:]]
        clauses = [part.strip() for sentence in sentences for part in sentence.split(",")[1:-1]]
        return cls(
            names=tuple(sorted({word for word in words if _NAME.match(word)})),
            words=tuple(sorted({word for word in words if _WORD.match(word)})),
            clauses=tuple(sorted({clause for clause in clauses if 4 <= len(clause.split()) <= 10})),
        )


@dataclass(frozen=True, kw_only=True)
class Member:
    """One version in one article.

    Attributes:
        parents: Ids of the versions it was made from: none for an origin, two where it joins them.
        origin: Id of the version it goes back to in the end.
        day: When it was published, in truth; `when` is what the collection knows of that.
        credits: Id of the article it names as its source.
        lost: Whether the collection does not hold it.
        how: What was done to its parent's words.
    """

    id: str
    article: str
    text: str
    parents: tuple[str, ...]
    origin: str
    day: date
    when: DateInterval
    credits: str | None = None
    lost: bool = False
    how: str = "origin"


@dataclass(frozen=True, kw_only=True)
class Family:
    """The versions of a claim, `members` in the order in which they were made."""

    claim: str
    members: tuple[Member, ...]

    @property
    def held(self) -> tuple[Member, ...]:
        """The members that the collection holds."""
        return tuple(member for member in self.members if not member.lost)

    def member(self, identity: str) -> Member:
        """The member with this id."""
        return next(member for member in self.members if member.id == identity)

    def ancestors(self, identity: str) -> set[str]:
        """A member and all it was made from, in the end."""
        return {identity}.union(*(self.ancestors(parent) for parent in self.member(identity).parents))

    def known_parents(self, member: Member, known: Set[str]) -> tuple[str, ...]:
        """The nearest ancestors among `known` members: an unknown parent's own parents stand for it."""
        found: list[str] = []
        for parent in map(self.member, member.parents):
            found += [parent.id] if parent.id in known else self.known_parents(parent, known)
        return tuple(dict.fromkeys(found))


# ------------------------------------------------------------------------------------------------ changes


def number(words: list[str], _: Stock, chance: random.Random) -> list[str] | None:
    """Another figure."""
    places = [i for i, word in enumerate(words) if _NUMBER.search(word)]
    if not places:
        return None
    at = chance.choice(places)
    changed = _NUMBER.sub(lambda match: _other_figure(match.group(), chance), words[at], count=1)
    return [*words[:at], changed, *words[at + 1 :]]


def _other_figure(figure: str, chance: random.Random) -> str:
    places = [i for i, sign in enumerate(figure) if sign.isdigit()]
    at = chance.choice(places)
    return figure[:at] + chance.choice([digit for digit in "123456789" if digit != figure[at]]) + figure[at + 1 :]


def name(words: list[str], stock: Stock, chance: random.Random) -> list[str] | None:
    """Another name."""
    return _replaced(words, _NAME, stock.names, chance)


def swap(words: list[str], stock: Stock, chance: random.Random) -> list[str] | None:
    """One or two other words."""
    changed = _replaced(words, _WORD, stock.words, chance)
    again = changed and chance.random() < 0.5 and _replaced(changed, _WORD, stock.words, chance)
    return again or changed


def _replaced(
    words: list[str], kind: re.Pattern[str], others: Sequence[str], chance: random.Random
) -> list[str] | None:
    places = [i for i, word in enumerate(words) if i and kind.match(word)]
    if not places:
        return None
    at = chance.choice(places)
    return [*words[:at], chance.choice([other for other in others if other != words[at]]), *words[at + 1 :]]


def hedge(words: list[str], _: Stock, chance: random.Random) -> list[str]:
    """A hedge, put in or taken out."""
    places = [i for i, word in enumerate(words) if word in HEDGES]
    if places:
        return words[: places[0]] + words[places[0] + 1 :]
    at = chance.randrange(1, len(words))
    return [*words[:at], chance.choice(HEDGES), *words[at:]]


def cut(words: list[str], _: Stock, chance: random.Random) -> list[str] | None:
    """Some words fewer: the end, the beginning, or a stretch within."""
    length = chance.randint(2, max(2, len(words) // 4))
    if len(words) - length < 9:
        return None
    where = chance.choice(("begin", "within", "within", "end"))
    at = {"begin": 0, "end": len(words) - length, "within": chance.randrange(2, len(words) - length)}[where]
    return words[:at] + words[at + length :]


def insertion(words: list[str], stock: Stock, chance: random.Random) -> list[str] | None:
    """A clause put in."""
    if len(words) > 50:
        return None
    at = chance.randrange(2, len(words) - 1)
    return [*words[: at - 1], f"{words[at - 1].rstrip(',')},", *f"{chance.choice(stock.clauses)},".split(), *words[at:]]


CHANGES: tuple[Callable[[list[str], Stock, random.Random], list[str] | None], ...] = (
    number, name, hedge, cut, swap, swap, insertion,
)  # fmt: skip


def changed(text: str, stock: Stock, chance: random.Random) -> tuple[str, str]:
    """A version with one to three changes, and their names."""
    words, made = text.split(), []
    wanted = chance.choice((1, 1, 2, 3))
    for change in chance.sample(CHANGES, len(CHANGES)):
        if len(made) == wanted:
            break
        if (after := change(words, stock, chance)) is not None:
            words = after
            made.append(change.__name__)
    return " ".join(words), "+".join(made)


def spliced(one: str, other: str, chance: random.Random) -> str | None:
    """The beginning of one version and the end of another, joined at words both have; None where it adds nothing."""
    left, right = one.split(), other.split()
    places = [
        (i, right.index(left[i]))
        for i in range(4, len(left) - 4)
        if right.count(left[i]) == left.count(left[i]) == 1 and 4 <= right.index(left[i]) < len(right) - 4
    ]
    joined = [" ".join(left[:i] + right[j:]) for i, j in places]
    new = [text for text in joined if text not in (one, other)]
    return chance.choice(new) if new else None


# ----------------------------------------------------------------------------------------------- families


def family(sources: Sequence[str], stock: Stock, chance: random.Random) -> Family:
    """A family in 3 to 15 articles.

    Args:
        sources: The first is the claim's sentence; a second one is an independent report, with versions of its own.
    """
    members = [_origin(n, text, chance) for n, text in enumerate(sources)]
    for _ in range(len(members), chance.randint(max(3, 2 * len(sources)), 15)):
        members += _next(members, stock, chance)
    if chance.random() < LOST:
        members = _with_one_lost(members, chance)
    return Family(claim=sources[0], members=tuple(members))


def _origin(number: int, text: str, chance: random.Random) -> Member:
    identity, day = f"m{number:02}", FIRST_DAY + timedelta(days=chance.randint(0, 2) * number)
    return Member(
        id=identity, article=identity, text=text, parents=(), origin=identity, day=day, when=_known(day, chance)
    )


def _next(members: Sequence[Member], stock: Stock, chance: random.Random) -> list[Member]:
    """One more article, with one version or (where it quotes two) with two."""
    parent = chance.choice(members)
    others = [m for m in members if m.origin == parent.origin and m.text != parent.text]
    if others and chance.random() < MERGED:
        return _joined(members, parent, chance.choice(others), chance)
    made = (parent.text, "copy") if chance.random() < COPIED else changed(parent.text, stock, chance)
    return [_child(len(members), (parent,), *made, chance=chance)]


def _joined(members: Sequence[Member], one: Member, other: Member, chance: random.Random) -> list[Member]:
    """Two versions in one article: spliced into one sentence, or quoted one after the other."""
    text = spliced(one.text, other.text, chance) if chance.random() < 0.5 else None
    if text:
        return [_child(len(members), (one, other), text, "splice", chance=chance)]
    first = _child(len(members), (one,), one.text, "quotes two", chance=chance)
    first = replace(first, day=max(first.day, other.day), when=_known(max(first.day, other.day), chance))
    second = replace(first, id=f"m{len(members) + 1:02}", text=other.text, parents=(other.id,))
    return [first, second]


def _child(number: int, parents: tuple[Member, ...], text: str, how: str, *, chance: random.Random) -> Member:
    identity = f"m{number:02}"
    day = max(parent.day for parent in parents) + timedelta(days=chance.choice((0, 1, 1, 1, 2, 2, 3, 6)))
    credited = None
    if chance.random() < CREDITED:
        credited = parents[0].article if chance.random() < CREDITS_PARENT else parents[0].origin
    return Member(
        id=identity,
        article=identity,
        text=text,
        parents=tuple(parent.id for parent in parents),
        origin=parents[0].origin,
        day=day,
        when=_known(day, chance),
        credits=credited,
        how=how,
    )


def _with_one_lost(members: Sequence[Member], chance: random.Random) -> list[Member]:
    """The same without one version that others were made from, and that alone stands in its article."""
    sources = {parent for member in members for parent in member.parents}
    articles = [member.article for member in members]
    able = [m.id for m in members if m.id in sources and articles.count(m.article) == 1 and m.parents]
    gone = chance.choice(able) if able else None
    return [replace(m, lost=m.id == gone, credits=None if m.credits == gone else m.credits) for m in members]


def _known(day: date, chance: random.Random) -> DateInterval:
    """What a collection knows of a date: usually the day, sometimes less or more."""
    (kind,) = chance.choices(tuple(DATED), tuple(DATED.values()))
    if kind == "undated":
        bound = chance.random()
        if bound < 0.3:  # its own text proves that it is not older than this
            begins = day - timedelta(days=chance.randint(0, 3))
            return DateInterval(earliest=begins, source=DateSource.BODY, certainty=Certainty.BOUND)
        return replace(UNDATED, latest=day + timedelta(days=20)) if bound < 0.4 else UNDATED
    if kind == "month":
        return DateInterval.of_month(day.year, day.month, source=DateSource.METADATA, evidence=None)
    if kind == "time":
        at = datetime.combine(day, time(23, 59), tzinfo=UTC)
        return DateInterval(
            earliest=at,
            latest=at,
            precision=Precision.TIME,
            source=DateSource.METADATA,
            certainty=Certainty.STATED,
        )
    return DateInterval.of_day(day, source=DateSource.BYLINE, evidence=day.isoformat())
