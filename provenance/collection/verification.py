"""Every stored thing held against its checksum, and the parts of the store against one another."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from provenance.collection.article_rows import SELECT, article_of, order_of
from provenance.collection.checksums import checksum, of_rows, text_checksum
from provenance.collection.database import Database
from provenance.collection.opening import log_of
from provenance.collection.shingles import shingles, wording_key
from provenance.collection.store import State, Store, no_index, store_path
from provenance.collection.vector_cache import CacheUnusableError, VectorCache
from provenance.collection.write_ahead_log import damage_of_log
from provenance.errors import CollectionError
from provenance.models import Damage, Verification
from provenance.wording.normalisation import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from provenance.collection.database import Row

_WORDINGS_AT_ONCE = 2_000
_MOST_OF_ONE_KIND = 100


def verify(folder: Path, *, reached: Callable[[int, int], None] | None = None) -> Verification:
    """Look at all that the index in a folder holds; nothing is changed.

    Args:
        folder: The index folder. Others may go on using it meanwhile.
        reached: Called with the number of articles and wordings looked at so far, and of all there are.

    Raises:
        CollectionError: There is no index, or its store cannot even be opened; the error says why.
    """
    if not store_path(folder).exists():
        raise no_index(folder)
    cache = VectorCache(folder)
    log = log_of(store_path(folder))
    in_log = damage_of_log(log)
    found = [] if in_log is None else [Damage(subject=str(log), reason=in_log)]
    with Database(store_path(folder), read_only=True) as database, database.snapshot():
        examination = _Examination(Store(database), reached or (lambda _done, _total: None))
        found += examination.damage()
        found += _of_cache(cache, examination.store) if not found else _of_file(cache)
        return Verification(articles=examination.articles, wordings=examination.wordings, damage=tuple(found))


def verify_store(path: Path) -> Verification:
    """The same of a store alone, such as a backup."""
    with Database(path, read_only=True) as database, database.snapshot():
        examination = _Examination(Store(database), lambda _done, _total: None)
        damage = tuple(examination.damage())
        return Verification(articles=examination.articles, wordings=examination.wordings, damage=damage)


class _Examination:
    """One looking over of a store, part by part; a part that cannot be read does not keep the others from it."""

    def __init__(self, store: Store, reached: Callable[[int, int], None]) -> None:
        self.store = store
        self.articles = 0
        self.wordings = 0
        self._rows = store.database.rows
        self._reached = reached
        self._total = 0

    def damage(self) -> Iterator[Damage]:
        """All that is damaged."""
        for part in (self._file, self._facts, self._counted, self._sources, self._all_articles, self._all_wordings,
                     self._strays):  # fmt: skip
            yield from _guarded(part)

    def _file(self) -> Iterator[Damage]:
        store = str(self.store.database.path)
        for (said,) in self._rows(f"PRAGMA integrity_check({_MOST_OF_ONE_KIND})"):
            if said != "ok":
                yield Damage(subject=store, reason=f"the file is damaged: {said}")
        for table, row, parent, _ in self._rows("PRAGMA foreign_key_check")[:_MOST_OF_ONE_KIND]:
            yield Damage(subject=store, reason=f"a row of {table} ({row}) belongs to a {parent} that is not there")

    def _facts(self) -> Iterator[Damage]:
        self.store.model()
        yield from ()

    def _counted(self) -> Iterator[Damage]:
        ((articles, wordings),) = self._rows("SELECT (SELECT count(*) FROM article), (SELECT count(*) FROM wording)")
        self._total = articles + wordings
        yield from ()

    def _sources(self) -> Iterator[Damage]:
        for path, seal in self._rows("SELECT path, checksum FROM source NOT INDEXED"):
            if checksum(path) != seal:
                yield Damage(subject=str(path), reason="the path of this input is not what was written")

    # ------------------------------------------------------------------------------------------------ articles

    def _all_articles(self) -> Iterator[Damage]:
        for (number,) in self._rows("SELECT number FROM article NOT INDEXED ORDER BY number"):
            for part in (self._article, self._text, self._words_of_user):
                yield from _guarded(partial(part, number))
            self.articles += 1
            self._tick()

    def _article(self, number: int) -> Iterator[Damage]:
        row, seal, order = self._row(number)
        article = article_of(row)
        if order != order_of(article):
            yield Damage(subject=article.id, reason="the order of its date is not what was written")
        sentences = self._rows(
            "SELECT position, first, beyond, wording, boilerplate FROM sentence WHERE article = ? ORDER BY position",
            (number,),
        )
        if of_rows(sentences) != seal or len(sentences) != row[-1]:
            yield Damage(subject=article.id, reason="its sentences are not what was written")

    def _row(self, number: int) -> tuple[Row, bytes, tuple[int, str | None, str | None]]:
        (row,) = self._rows(f"{SELECT} WHERE number = ?", (number,))
        statement = "SELECT sentences_checksum, dated, earliest, latest FROM article WHERE number = ?"
        ((seal, dated, earliest, latest),) = self._rows(statement, (number,))
        return row, seal, (dated, earliest, latest)

    def _text(self, number: int) -> Iterator[Damage]:
        ((identity, content, seal),) = self._rows(
            "SELECT id, content, text.sha256 FROM article LEFT JOIN text ON article = number WHERE number = ?",
            (number,),
        )
        if not isinstance(content, str):
            yield Damage(subject=identity, reason="its text is missing")
        elif text_checksum(content) != seal:
            yield Damage(subject=identity, reason="its text is not what was written: its SHA-256 is another")
        else:
            yield from self._sentences(number, identity, content)

    def _sentences(self, number: int, identity: str, text: str) -> Iterator[Damage]:
        """Whether each sentence lies within the text, behind the one before, and is kept as the wording it is."""
        statement = (
            "SELECT position, first, beyond, wording, key FROM sentence LEFT JOIN wording ON number = wording "
            "WHERE article = ? ORDER BY position"
        )
        end = 0
        for position, first, beyond, wording, key in self._rows(statement, (number,)):
            if not (isinstance(first, int) and isinstance(beyond, int) and end <= first <= beyond <= len(text)):
                yield Damage(subject=identity, reason=f"sentence {position} stands outside its text")
                return
            folded = fold(text[first:beyond])
            kept_so = key == wording_key(folded) or _was_folded_otherwise(text[first:beyond])
            if (wording is None) == bool(folded) or (folded and not kept_so):
                yield Damage(subject=identity, reason=f"sentence {position} is kept as another wording")
            end = beyond

    def _words_of_user(self, number: int) -> Iterator[Damage]:
        ((identity,),) = self._rows("SELECT id FROM article WHERE number = ?", (number,))
        self.store.user_dates(identity)
        yield from ()

    # ------------------------------------------------------------------------------------------------ wordings

    def _all_wordings(self) -> Iterator[Damage]:
        statement = (
            "SELECT number, key, text, wording.checksum, components, vector.checksum FROM wording NOT INDEXED "
            "LEFT JOIN vector ON wording = number WHERE number > ? ORDER BY number LIMIT ?"
        )
        model, last, runs = self.store.model(), 0, 0
        length = 0 if model is None else 2 * model.dimension
        while rows := self._rows(statement, (last, _WORDINGS_AT_ONCE)):
            for row in rows:
                expected = shingles(fold(str(row[2])))
                runs += len(expected)
                yield from self._wording(row, expected, length)
                self.wordings += 1
                self._tick()
            last = rows[-1][0]
        ((kept,),) = self._rows("SELECT count(*) FROM shingle")
        if kept != runs:
            yield Damage(subject="the words channel", reason=f"it has {kept} shingles where the wordings have {runs}")

    def _wording(self, row: Row, expected: frozenset[int], length: int) -> Iterator[Damage]:
        number, key, text, seal, components, vector_seal = row
        what = f"wording {number}"
        otherwise = _was_folded_otherwise(str(text))
        if checksum(key, text) != seal or (key != wording_key(fold(str(text))) and not otherwise):
            yield Damage(subject=what, reason="its text is not what was written")
        if not isinstance(components, bytes):
            yield Damage(subject=what, reason="its vector is missing")
        elif len(components) != length:
            yield Damage(subject=what, reason=f"its vector has {len(components)} bytes instead of {length}")
        elif checksum(number, components) != vector_seal:
            yield Damage(subject=what, reason="its vector is not what was written")
        held = "SELECT 1 FROM shingle WHERE shingle = ? AND wording = ?"
        if not otherwise and any(not self._rows(held, (run, number)) for run in expected):
            yield Damage(subject=what, reason="the words channel does not find it by all its words")

    def _strays(self) -> Iterator[Damage]:
        statement = (
            "SELECT number FROM wording WHERE NOT EXISTS (SELECT 1 FROM sentence WHERE wording = number) LIMIT ?"
        )
        for (number,) in self._rows(statement, (_MOST_OF_ONE_KIND,)):
            yield Damage(subject=f"wording {number}", reason="it stands in no article")

    def _tick(self) -> None:
        self._reached(self.articles + self.wordings, self._total)


def _was_folded_otherwise(text: str) -> bool:
    """Whether a wording may be kept as an earlier version folded it, which is no damage.

    It is found by its meaning and by its other words; the same sentence read today is another wording.
    """
    return any(character in _FOLDED_OTHERWISE for character in text)


_FOLDED_OTHERWISE = frozenset("´ǢǣǼǽǾǿͺﱞﱟﱠﱡﱢﱣﷺﷻﹰﹲﹴﹶﹸﹺﹼﹾ")


def _guarded(part: Callable[[], Iterator[Damage]]) -> Iterator[Damage]:
    """What a part finds; that it cannot be read at all is a find too."""
    try:
        yield from part()
    except CollectionError as error:
        yield Damage(subject=error.subject, reason=error.reason)
    except (TypeError, ValueError, KeyError) as error:
        yield Damage(subject="the store", reason=f"something in it has the wrong form ({error})")


def _of_cache(cache: VectorCache, store: Store) -> Iterator[Damage]:
    """Whether the cache file, where there is one, is whole and of this collection; it can always be made again."""
    yield from _of_file(cache)
    try:
        stamp = cache.stamp()
    except CacheUnusableError:
        return
    if stamp.collection != store.identity():
        yield Damage(subject=str(cache.path), reason=f"it belongs to another collection; {MADE_AGAIN}")
    elif not store.has_passed(State(stamp.generation, stamp.token)):
        yield Damage(subject=str(cache.path), reason=f"it belongs to another state of this collection; {MADE_AGAIN}")


def _of_file(cache: VectorCache) -> Iterator[Damage]:
    if cache.size() == 0 and not cache.path.exists():
        return
    try:
        cache.verified()
    except CacheUnusableError as error:
        yield Damage(subject=str(cache.path), reason=f"{error}; {MADE_AGAIN}")


MADE_AGAIN = "nothing is lost, it is made again from the store when articles are indexed next"
