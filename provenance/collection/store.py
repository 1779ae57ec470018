"""What a collection keeps, as it is read: the queries over the store's tables."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from provenance.collection.article_rows import SELECT, article_of
from provenance.collection.checksums import checksum, damage, of_rows, text_checksum
from provenance.collection.database import Database
from provenance.collection.user_dates import UserDate
from provenance.errors import CollectionError
from provenance.models import CollectionSummary, DateRole, Occurrence, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from provenance.collection.database import Row, Value
    from provenance.models import Article

FILE = "provenance.sqlite"
_VECTORS_AT_ONCE = 20_000


_RUNS_AT_ONCE = 20_000  # shingles read together


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelFacts:
    """Which model the vectors were made with.

    Attributes:
        name: As a user would name it.
        fingerprint: Differs wherever two models would give different vectors.
        dimension: Numbers in a vector.
    """

    name: str
    fingerprint: str
    dimension: int


@dataclass(frozen=True, slots=True)
class State:
    """A point in a collection's history.

    Attributes:
        generation: How many changes were committed.
        token: A random number drawn with the last one; two histories of one generation differ in it.
    """

    generation: int = 0
    token: int = 0


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """An input as it was when it was last read whole.

    Attributes:
        fingerprint: What it held then; None while not all of it is kept.
        expected: How many articles it gave.
        present: How many of its articles the collection still holds.
    """

    fingerprint: str | None
    expected: int
    present: int

    def holds(self, fingerprint: str) -> bool:
        """Whether an input with this fingerprint is already here, whole."""
        return self.fingerprint == fingerprint and self.expected == self.present


@dataclass(frozen=True, slots=True)
class Place:
    """An occurrence, with what tells whether it is furniture that an outlet repeats.

    Attributes:
        article: The article's number in the store.
        sentences: How many sentences the article has.
    """

    occurrence: Occurrence
    article: int
    outlet: str | None
    sentences: int


class Store:
    """Reading of the store; every method sees committed changes only.

    Args:
        database: The open file; `database.snapshot` makes several questions see one state.
    """

    def __init__(self, database: Database) -> None:
        self.database = database
        self._counted: tuple[State, CollectionSummary] | None = None

    # ------------------------------------------------------------------------------------------ the collection

    def identity(self) -> str:
        """The random name this collection was given when it was made."""
        return str(self._facts()["collection"])

    def model(self) -> ModelFacts | None:
        """The model of the vectors; None before there are any."""
        facts = self._facts()
        if "model" not in facts:
            return None
        return ModelFacts(name=facts["model"], fingerprint=facts["fingerprint"], dimension=int(facts["dimension"]))

    def state(self) -> State:
        """The last committed change."""
        row = self.database.row("SELECT generation, token FROM change ORDER BY generation DESC LIMIT 1")
        return State(*row) if row else State()

    def has_passed(self, state: State) -> bool:
        """Whether this history ever was at that point."""
        row = self.database.row("SELECT token FROM change WHERE generation = ?", (state.generation,))
        return state == State() if row is None else row[0] == state.token

    def summary(self) -> CollectionSummary:
        """Counts and the span of dates; counted once for each state, since that reads every article."""
        with self.database.snapshot():
            state = self.state()
            known = self._counted
            if known is None or known[0] != state:
                known = self._counted = (state, self._summary(state.generation))
        return known[1]

    def _summary(self, generation: int) -> CollectionSummary:
        statement = "SELECT count(*), coalesce(sum(dated), 0), min(earliest), max(latest) FROM article"
        ((articles, dated, earliest, latest),) = self.database.rows(statement)
        return CollectionSummary(
            articles=articles, dated=dated, undated=articles - dated, generation=generation,
            earliest=_date(earliest), latest=_date(latest),
        )  # fmt: skip

    def source(self, path: str) -> SourceRecord | None:
        """What is known of an input; None if it never gave an article."""
        statement = (
            "SELECT fingerprint, articles, (SELECT count(*) FROM article WHERE source = source.number) "
            "FROM source WHERE path = ?"
        )
        row = self.database.row(statement, (path,))
        return SourceRecord(*row) if row else None

    def holds(self, path: str, fingerprint: str) -> bool:
        """Whether an input with this fingerprint is already here, whole."""
        record = self.source(path)
        return record is not None and record.holds(fingerprint)

    # ----------------------------------------------------------------------------------------------- articles

    def articles(self, ids: Iterable[str]) -> dict[str, Article]:
        """The articles with these ids; an id that no article has is left out."""
        statement = f"{SELECT} WHERE id IN (SELECT value FROM json_each(?))"  # noqa: S608 - constants only
        rows = self.database.rows(statement, (json.dumps(list(ids)),))
        return {row[0]: article_of(row) for row in rows}

    def all_articles(self) -> tuple[tuple[Article, int], ...]:
        """Every article with the number of its sentences, in order of id."""
        return tuple((article_of(row), row[-1]) for row in self.database.rows(f"{SELECT} ORDER BY id"))

    def articles_of(self, source: str) -> tuple[tuple[Article, int], ...]:
        """The articles an input gave, each with the number of its sentences, in order of reading."""
        of_source = "source = (SELECT number FROM source WHERE path = ?)"
        statement = f"{SELECT} WHERE {of_source} ORDER BY number"
        return tuple((article_of(row), row[-1]) for row in self.database.rows(statement, (source,)))

    def source_of(self, article_id: str) -> str | None:
        """Path of the input that gave an article; None if no article has this id."""
        statement = "SELECT source.path FROM article JOIN source ON source.number = source WHERE article.id = ?"
        row = self.database.row(statement, (article_id,))
        return row[0] if row else None

    def user_dates(self, article_id: str) -> tuple[UserDate, ...]:
        """What users say of an article's dates."""
        statement = "SELECT role, value, note, given_at, checksum FROM user_date WHERE article = ? ORDER BY role DESC"
        return tuple(_user_date(article_id, row) for row in self.database.rows(statement, (article_id,)))

    def text(self, article_id: str) -> str | None:
        """An article's stored original text; None if no article has this id.

        Raises:
            CollectionError: It is not the text that was written.
        """
        return self.texts([article_id]).get(article_id)

    def texts(self, article_ids: Iterable[str]) -> dict[str, str]:
        """The stored original texts of articles, by id; an id that no article has is left out.

        Raises:
            CollectionError: One of them is not the text that was written.
        """
        statement = (
            "SELECT id, content, text.sha256 FROM article LEFT JOIN text ON article = number "
            "WHERE id IN (SELECT value FROM json_each(?))"
        )
        rows = self.database.rows(statement, (json.dumps(list(article_ids)),))
        return {identity: _sound(identity, content, sha256) for identity, content, sha256 in rows}

    def sentence_spans(self, article_id: str) -> tuple[Span, ...]:
        """Where the sentences of an article stand, in order, those without a word too."""
        statement = (
            "SELECT first, beyond FROM sentence "
            "WHERE article = (SELECT number FROM article WHERE id = ?) ORDER BY position"
        )
        return tuple(_span(article_id, *row) for row in self.database.rows(statement, (article_id,)))

    def sentence_count(self) -> int:
        """How many sentences all articles have together."""
        ((sentences,),) = self.database.rows("SELECT coalesce(sum(sentences), 0) FROM article")
        return int(sentences)

    # ----------------------------------------------------------------------------------------------- wordings

    def is_empty(self) -> bool:
        """Whether there is no wording at all."""
        return self.database.row("SELECT 1 FROM wording LIMIT 1") is None

    def wording_count(self) -> int:
        """How many distinct wordings there are."""
        ((wordings,),) = self.database.rows("SELECT count(*) FROM wording")
        return int(wordings)

    def wording_texts(self, wordings: Iterable[int]) -> dict[int, str]:
        """The text of each of these wordings as first read; one that is no longer kept is left out."""
        statement = "SELECT number, key, text, checksum FROM wording WHERE number IN (SELECT value FROM json_each(?))"
        rows = self.database.rows(statement, (json.dumps(list(wordings)),))
        return {number: _sealed(f"wording {number}", (key, text), seal) for number, key, text, seal in rows}

    def unknown(self, keys: Iterable[bytes]) -> set[bytes]:
        """Those of these wordings that are not kept yet."""
        statement = "SELECT 1 FROM wording WHERE key = ?"
        with self.database.snapshot():
            return {key for key in keys if self.database.row(statement, (key,)) is None}

    def wordings_of(self, article: int) -> frozenset[int]:
        """The distinct wordings of the article with this number."""
        rows = self.database.rows("SELECT wording FROM sentence WHERE article = ?", (article,))
        return frozenset(wording for (wording,) in rows if wording is not None)

    def wordings_of_id(self, article_id: str) -> frozenset[int]:
        """The distinct wordings of the article with this id."""
        row = self.database.row("SELECT number FROM article WHERE id = ?", (article_id,))
        return self.wordings_of(row[0]) if row else frozenset()

    def places(self, wordings: Iterable[int]) -> list[Place]:
        """Everywhere these wordings stand: by article in order of reading, then by position."""
        statement = (
            "SELECT wording, article.id, position, first, beyond, boilerplate, number, outlet, sentences "
            "FROM json_each(?) JOIN sentence ON wording = value JOIN article ON number = article "
            "ORDER BY number, position"
        )
        rows = self.database.rows(statement, (json.dumps(sorted(set(wordings))),))
        return [
            Place(
                Occurrence(wording=wording, article_id=identity, position=position, span=_span(identity, first, beyond),
                           boilerplate=boilerplate),
                article, outlet, sentences,
            )
            for wording, identity, position, first, beyond, boilerplate, article, outlet, sentences in rows
        ]  # fmt: skip

    def perhaps_furniture(self) -> list[int]:
        """Wordings that are marked as furniture somewhere, or stand in several articles of one outlet."""
        statement = (
            "SELECT wording FROM sentence WHERE boilerplate IS NOT NULL AND wording IS NOT NULL UNION "
            "SELECT wording FROM sentence JOIN article ON number = article WHERE outlet IS NOT NULL "
            "AND wording IS NOT NULL GROUP BY wording, outlet HAVING count(DISTINCT article) > 1"
        )
        return [wording for (wording,) in self.database.rows(statement)]

    # ------------------------------------------------------------------------------------------- both channels

    def holders(self, shingle: int, limit: int) -> list[int]:
        """Numbers of the wordings that hold a shingle, at most `limit` of them, oldest first."""
        rows = self.database.rows("SELECT wording FROM shingle WHERE shingle = ? LIMIT ?", (shingle, limit))
        return [wording for (wording,) in rows]

    def holder_count(self, shingle: int) -> int:
        """How many wordings hold a shingle."""
        ((count,),) = self.database.rows("SELECT count(*) FROM shingle WHERE shingle = ?", (shingle,))
        return int(count)

    def runs_of_articles(self) -> Iterator[tuple[int, int]]:
        """Every shingle with the number of each article that holds it in its own words, in order of the shingle."""
        statement = (
            "SELECT run.shingle, run.wording, article FROM (SELECT shingle, wording FROM shingle "
            "WHERE (shingle, wording) > (?, ?) ORDER BY shingle, wording LIMIT ?) AS run "
            "LEFT JOIN sentence ON sentence.wording = run.wording AND boilerplate IS NULL "
            "ORDER BY run.shingle, run.wording"
        )
        last = (-1, -1)
        while rows := self.database.rows(statement, (*last, _RUNS_AT_ONCE)):
            yield from ((shingle, article) for shingle, _, article in rows if article is not None)
            last = rows[-1][:2]

    def repeated_sentences(self, shortest: int) -> list[tuple[int, int]]:
        """Each wording of at least so many characters that stands in several articles, with the number of each."""
        statement = (
            "SELECT DISTINCT wording, article FROM sentence WHERE boilerplate IS NULL AND wording IN "
            "(SELECT wording FROM sentence JOIN wording ON number = wording WHERE length(text) >= ? "
            "GROUP BY wording HAVING count(DISTINCT article) > 1) ORDER BY wording, article"
        )
        return [(wording, article) for wording, article in self.database.rows(statement, (shortest,))]

    def ids(self, numbers: Iterable[int]) -> dict[int, str]:
        """The ids of the articles with these numbers."""
        statement = "SELECT number, id FROM article WHERE number IN (SELECT value FROM json_each(?))"
        return dict(self.database.rows(statement, (json.dumps(sorted(set(numbers))),)))

    def last_wording(self) -> int:
        """The highest number a wording has; 0 where there is none."""
        ((last,),) = self.database.rows("SELECT coalesce(max(number), 0) FROM wording")
        return int(last)

    def vectors_after(self, wording: int) -> Iterator[list[tuple[int, bytes]]]:
        """The vectors of all wordings numbered higher, by number, some thousands at a time."""
        statement = "SELECT wording, components, checksum FROM vector WHERE wording > ? ORDER BY wording LIMIT ?"
        while rows := self.database.rows(statement, (wording, _VECTORS_AT_ONCE)):
            yield [(number, _sealed(f"the vector of wording {number}", (number, components), seal))
                   for number, components, seal in rows]  # fmt: skip
            wording = rows[-1][0]

    def retired_since(self, generation: int) -> list[int]:
        """Numbers of the wordings taken out by changes later than this generation."""
        rows = self.database.rows("SELECT wording FROM retired WHERE generation > ?", (generation,))
        return [wording for (wording,) in rows]

    def _facts(self) -> dict[str, str]:
        facts: dict[str, str] = dict(self.database.rows("SELECT name, value FROM meta"))
        if facts.pop("checksum", None) != facts_checksum(facts):
            raise damage("meta", "the facts about the collection are not what was written")
        return facts


def facts_checksum(facts: Mapping[str, str]) -> str:
    """The checksum that is kept beside the facts about a collection, in hexadecimal."""
    return of_rows(sorted(facts.items())).hex()


def _sealed(what: str, values: tuple[Value, ...], seal: bytes) -> Any:
    """The last of these values, once they agree with their checksum."""
    if checksum(*values) != seal:
        raise damage(what, "it is not what was written")
    return values[-1]


def _span(article_id: str, first: int, beyond: int) -> Span:
    try:
        return Span(first, beyond)
    except (TypeError, ValueError):
        raise damage(article_id, "a sentence of this article stands nowhere") from None


def _sound(article_id: str, content: Value, sha256: Value) -> str:
    if not isinstance(content, str) or text_checksum(content) != sha256:
        raise damage(article_id, "the text of this article is not what was written")
    return content


def _user_date(article_id: str, row: Row) -> UserDate:
    role, value, note, given_at, seal = row
    if checksum(article_id, role, value, note, given_at) != seal:
        raise damage(article_id, "what was said of its date is not what was written")
    return UserDate(role=DateRole(role), value=value, note=note, given_at=datetime.fromisoformat(given_at))


def _date(day: str | None) -> date | None:
    try:
        return None if day is None else date.fromisoformat(day)
    except (TypeError, ValueError):
        raise damage("the dates of the articles", f"{day!r} is no day") from None


def no_index(folder: Path) -> CollectionError:
    """The error for a folder that holds no index."""
    remedy = f"Make one with: provenance index PATH --index {folder}"
    return CollectionError(str(folder), "there is no index in this folder", remedy)


def store_path(folder: Path) -> Path:
    """Where the store of the index in `folder` lies."""
    return folder / FILE
