"""What changes a collection: each change is one transaction, after which everything agrees again."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from provenance.collection.article_rows import FIELDS, INSERT, SELECT, UPDATE_DATES, article_of, columns_of, dates_of
from provenance.collection.checksums import checksum, of_rows, text_checksum
from provenance.collection.shingles import shingles
from provenance.collection.store import Store, facts_checksum
from provenance.collection.user_dates import UserDate, with_user_dates
from provenance.errors import DuplicateArticle, ModelMismatch, UnknownArticle
from provenance.models import DateRole
from provenance.wording.normalisation import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from provenance.collection.database import Database
    from provenance.collection.preparation import PreparedArticle, PreparedSentence
    from provenance.collection.store import ModelFacts
    from provenance.models import Article


class VectorsMissing(Exception):
    """Some wordings are neither kept nor given a vector; nothing was changed.

    Another process took them out since they were looked up.
    """


class KeptMeanwhile(Exception):
    """Another process has kept the very same article since it was read here; nothing was changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vectors:
    """Vectors of new wordings.

    Attributes:
        model: What made them.
        components: Half-precision little-endian numbers by wording key.
    """

    model: ModelFacts
    components: Mapping[bytes, bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """An input was read whole.

    Attributes:
        fingerprint: What it held.
        kept: Ids of all articles it gave; others that it gave earlier are taken out.
    """

    fingerprint: str
    kept: frozenset[str]


Removed = tuple[tuple["Article", int], ...]
"""Articles taken out, each with the number of sentences it had."""


class Changes:
    """Writing of the store.

    Args:
        database: The open file.
        name: The index folder as the user knows it, for messages.
    """

    def __init__(self, database: Database, name: str) -> None:
        self._database = database
        self._name = name

    def put(
        self,
        article: PreparedArticle,
        *,
        source: str,
        vectors: Vectors | None,
        closing: Closing | None,
        moved: bool = False,
        is_kept: Callable[[], bool] = lambda: False,
    ) -> Removed:
        """Keep an article with its sentences in place of any that has its id.

        Args:
            article: What is kept.
            source: Path of the input it comes from.
            vectors: For those of its wordings that are new; None where none is.
            closing: Given with the last article of an input.
            moved: Whether an article of another input with this id is the same one, read from its new place.
            is_kept: Says, once nobody else can write, whether the very same article is kept already.

        Returns:
            Articles of the same input that it no longer gives.

        Raises:
            KeptMeanwhile: `is_kept` says so.
            VectorsMissing: A wording is new and has no vector.
            DuplicateArticle: Another input gave an article of this id.
            ModelMismatch: The vectors kept are another model's.
        """
        with self._database.writing():
            if is_kept():
                raise KeptMeanwhile
            generation = self._next_generation()
            number = self._source(source)
            if not moved:
                self._require_own(article.document.article.id, number)
            wordings = self._wordings(article, vectors)
            freed = self._drop([article.document.article.id])
            self._insert(article, number, wordings)
            removed, left = self._close_source(number, closing)
            self._retire(freed | left, generation)
            self._note(generation)
        return removed

    def close_source(self, source: str, closing: Closing) -> Removed:
        """Note that an input was read whole, and take out what it no longer gives."""
        with self._database.writing():
            generation = self._next_generation()
            removed, left = self._close_source(self._source(source), closing)
            self._retire(left, generation)
            if removed:
                self._note(generation)
        return removed

    def remove(self, ids: Sequence[str]) -> None:
        """Take articles out, all of them or, where one is unknown, none.

        Raises:
            UnknownArticle: No article has one of these ids.
        """
        with self._database.writing():
            generation = self._next_generation()
            for identity in ids:
                self._require_known(identity)
            self._retire(self._drop(ids), generation)
            self._forget_user_dates(ids)
            self._database.run("DELETE FROM source WHERE number NOT IN (SELECT source FROM article)")
            self._note(generation)

    def set_date(self, article_id: str, word: UserDate | None, *, role: DateRole = DateRole.PUBLISHED) -> Article:
        """Keep a user's word on one of an article's dates, or take it back, and date the article anew.

        Args:
            word: What the user says; None takes back what was said of `role`.

        Raises:
            UnknownArticle: No article has this id.
            UsageError: The word is no date, or lies in the future; nothing was changed.
        """
        with self._database.writing():
            generation = self._next_generation()
            self._require_known(article_id)
            self._database.run("DELETE FROM user_date WHERE article = ? AND role = ?", (article_id, role.value))
            if word is not None:
                values = (article_id, role.value, word.value, word.note, word.given_at.isoformat())
                self._database.run("INSERT INTO user_date VALUES (?, ?, ?, ?, ?, ?)", (*values, checksum(*values)))
            store = Store(self._database)
            article = with_user_dates(store.articles([article_id])[article_id], store.user_dates(article_id))
            self._database.run(UPDATE_DATES, (*dates_of(article), article_id))
            self._seal(article_id)
            self._note(generation)
        return article

    def _seal(self, article_id: str) -> None:
        """Put an article's row under its checksum as it now stands."""
        row = self._database.row(f"{SELECT} WHERE id = ?", (article_id,))
        if row is not None:
            values = (checksum(*row[:FIELDS]), article_id)
            self._database.run("UPDATE article SET checksum = ? WHERE id = ?", values)

    def _forget_user_dates(self, ids: Iterable[str]) -> None:
        self._database.run_many("DELETE FROM user_date WHERE article = ?", ((identity,) for identity in ids))

    # ------------------------------------------------------------------------------------------------- history

    def _next_generation(self) -> int:
        ((last,),) = self._database.rows("SELECT coalesce(max(generation), 0) FROM change")
        return int(last) + 1

    def _note(self, generation: int) -> None:
        self._database.run("INSERT INTO change VALUES (?, ?)", (generation, secrets.randbits(63)))

    # ------------------------------------------------------------------------------------------------- sources

    def _source(self, path: str) -> int:
        """Number of an input, which counts as not read whole until it is closed."""
        self._database.run(
            "INSERT INTO source (path, checksum) VALUES (?, ?) ON CONFLICT (path) DO UPDATE SET fingerprint = NULL",
            (path, checksum(path)),
        )
        ((number,),) = self._database.rows("SELECT number FROM source WHERE path = ?", (path,))
        return int(number)

    def _close_source(self, source: int, closing: Closing | None) -> tuple[Removed, set[int]]:
        """The articles taken out, and wordings that may stand nowhere now."""
        if closing is None:
            return (), set()
        rows = self._database.rows(f"{SELECT} WHERE source = ?", (source,))
        gone = [row for row in rows if row[0] not in closing.kept]
        left = self._drop([row[0] for row in gone])
        self._forget_user_dates([row[0] for row in gone])
        self._database.run(
            "UPDATE source SET fingerprint = ?, articles = ? WHERE number = ?",
            (closing.fingerprint, len(closing.kept), source),
        )
        return tuple((article_of(row), row[-1]) for row in gone), left

    # ------------------------------------------------------------------------------------------------ articles

    def _require_own(self, article_id: str, source: int) -> None:
        statement = (
            "SELECT source.path FROM article JOIN source ON source.number = source "
            "WHERE article.id = ? AND source.number != ?"
        )
        other = self._database.row(statement, (article_id, source))
        if other is not None:
            raise duplicate(article_id, other[0])

    def _require_known(self, article_id: str) -> None:
        if self._database.row("SELECT 1 FROM article WHERE id = ?", (article_id,)) is None:
            raise unknown(article_id)

    def _drop(self, ids: Iterable[str]) -> set[int]:
        """Take articles out; the wordings that stood in them, which may stand nowhere now."""
        freed: set[int] = set()
        for identity in ids:
            statement = "SELECT DISTINCT wording FROM sentence JOIN article ON number = article WHERE id = ?"
            freed |= {wording for (wording,) in self._database.rows(statement, (identity,)) if wording is not None}
            self._database.run("DELETE FROM article WHERE id = ?", (identity,))
        return freed

    def _insert(self, article: PreparedArticle, source: int, wordings: Mapping[bytes, int]) -> None:
        document = article.document
        sentences = [
            (position, sentence.span.begin, sentence.span.end,
             None if sentence.key is None else wordings[sentence.key], sentence.boilerplate)
            for position, sentence in enumerate(article.sentences)
        ]  # fmt: skip
        values = (*columns_of(document.article), source, len(sentences), of_rows(sentences))
        number = self._database.run(INSERT, values)
        self._database.run("INSERT INTO text VALUES (?, ?, ?)", (number, document.text, text_checksum(document.text)))
        self._database.run_many(
            "INSERT INTO sentence VALUES (?, ?, ?, ?, ?, ?)", ((number, *sentence) for sentence in sentences)
        )

    # ------------------------------------------------------------------------------------------------ wordings

    def _wordings(self, article: PreparedArticle, vectors: Vectors | None) -> dict[bytes, int]:
        """The number of each of an article's wordings; those that are new are kept first."""
        first = article.wordings
        numbers = self._numbers(first)
        new = [key for key in first if key not in numbers]
        if new:
            if vectors is None or not vectors.components.keys() >= set(new):
                raise VectorsMissing
            self._require_model(vectors.model)
            for key in new:
                numbers[key] = self._insert_wording(key, first[key], vectors.components[key])
        return numbers

    def _numbers(self, keys: Iterable[bytes]) -> dict[bytes, int]:
        statement = "SELECT number FROM wording WHERE key = ?"
        found = ((key, self._database.row(statement, (key,))) for key in keys)
        return {key: row[0] for key, row in found if row is not None}

    def _insert_wording(self, key: bytes, sentence: PreparedSentence, components: bytes) -> int:
        statement = "INSERT INTO wording (key, text, checksum) VALUES (?, ?, ?)"
        number = self._database.run(statement, (key, sentence.text, checksum(key, sentence.text)))
        self._database.run("INSERT INTO vector VALUES (?, ?, ?)", (number, components, checksum(number, components)))
        runs = sorted(shingles(sentence.folded))
        self._database.run_many("INSERT INTO shingle VALUES (?, ?)", ((run, number) for run in runs))
        return number

    def _require_model(self, model: ModelFacts) -> None:
        """Take this model for the collection's where it has no vectors yet; else it must be the collection's."""
        row = self._database.row("SELECT value FROM meta WHERE name = 'fingerprint'")
        if row is not None and row[0] == model.fingerprint:
            return
        if self._database.row("SELECT 1 FROM wording LIMIT 1") is not None:
            ((name,),) = self._database.rows("SELECT value FROM meta WHERE name = 'model'")
            raise mismatch(self._name, kept=name, asked=model.name)
        facts: dict[str, str] = dict(self._database.rows("SELECT name, value FROM meta WHERE name != 'checksum'"))
        facts |= {"model": model.name, "fingerprint": model.fingerprint, "dimension": str(model.dimension)}
        facts |= {"checksum": facts_checksum(facts)}
        self._database.run_many("INSERT OR REPLACE INTO meta VALUES (?, ?)", facts.items())

    def _retire(self, wordings: Iterable[int], generation: int) -> None:
        """Take out those of these wordings that stand nowhere any more, with all that hangs on them."""
        for wording in wordings:
            if self._database.row("SELECT 1 FROM sentence WHERE wording = ? LIMIT 1", (wording,)) is None:
                ((text,),) = self._database.rows("SELECT text FROM wording WHERE number = ?", (wording,))
                runs = ((run, wording) for run in shingles(fold(text)))
                self._database.run_many("DELETE FROM shingle WHERE shingle = ? AND wording = ?", runs)
                self._database.run("DELETE FROM wording WHERE number = ?", (wording,))
                self._database.run("INSERT INTO retired VALUES (?, ?)", (wording, generation))


def duplicate(article_id: str, path: str) -> DuplicateArticle:
    """The error for an id that another input's article has."""
    remedy = f"Give one of the two another id, or take the kept one out first with: provenance remove {article_id}"
    return DuplicateArticle(article_id, f"an article with this id was already read from {path}", remedy)


def unknown(article_id: str) -> UnknownArticle:
    """The error for an id that no article has."""
    return UnknownArticle(article_id, "no article of the collection has this id", "See the ids with: provenance status")


def mismatch(index: str, *, kept: str, asked: str) -> ModelMismatch:
    """The error for vectors of one model and an encoder of another."""
    reason = f"the index was made with the embedding model {kept}, and {asked} was asked for"
    remedy = f"Set PROVENANCE_MODEL to {kept} (unset it for the packaged model), or make another index with --index."
    return ModelMismatch(index, reason, remedy)
