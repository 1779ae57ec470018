"""Whatever is damaged on the disk is named, and never shown as if it were what was written."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from fakes import FakeEncoder
from given import contents, day, file, index, table
from older import bring_back

from provenance.collection import Collection
from provenance.collection.shingles import wording_key
from provenance.collection.store import store_path
from provenance.collection.verification import verify
from provenance.collection.write_ahead_log import damage_of_log
from provenance.errors import CollectionError
from provenance.wording import normalisation

HARBOUR = "The harbour will not close. The mayor said so on Monday. Nobody asked the ferrymen.\n\n* * *\n\nIt rained."
INPUTS = [
    file("a.txt", HARBOUR, outlet="Tidings", published=day("2022-12-07")),
    file("b.txt", HARBOUR + " Then it snowed for a week.", title="Snow"),
    table("t.csv", {"first": "Ferries are late again.", "second": "Ferries are on time."}),
]


@pytest.fixture
def filled(folder: Path) -> Path:
    """An index folder with four articles, one dated by its user, closed."""
    with Collection.open(folder, encoder=FakeEncoder()) as collection:
        index(collection, *INPUTS)
        collection.set_date("b", "2022-12", note="the archive says so")
    return folder


def named(folder: Path) -> list[tuple[str, str]]:
    return [(damage.subject, damage.reason) for damage in verify(folder).damage]


def test_all_that_is_as_it_was_written_is_counted(filled: Path) -> None:
    found = verify(filled)
    assert (found.articles, found.wordings, found.damage) == (4, 7, ())


def test_verifying_counts_up_to_all_there_is(filled: Path) -> None:
    reached: list[tuple[int, int]] = []
    verify(filled, reached=lambda done, total: reached.append((done, total)))
    assert reached == [(number, 11) for number in range(1, 12)]


def test_a_folder_without_an_index_is_said(folder: Path) -> None:
    with pytest.raises(CollectionError, match="there is no index in this folder"):
        verify(folder)


# ------------------------------------------------------------------------------------- rows that say something else

CHANGED = [
    ("UPDATE text SET content = replace(content, 'mayor', 'major') WHERE article = 1",
     [("a", "its text is not what was written: its SHA-256 is another")]),
    ("DELETE FROM text WHERE article = 1", [("a", "its text is missing")]),
    ("UPDATE article SET outlet = 'Tydings' WHERE id = 'a'",
     [("a", "the store is damaged: what is kept of this article is not what was written")]),
    ("UPDATE article SET published = '{' WHERE id = 'a'",
     [("a", "the store is damaged: what is kept of this article is not what was written")]),
    ("UPDATE article SET earliest = '2021-12-07' WHERE id = 'a'",
     [("a", "the order of its date is not what was written")]),
    ("UPDATE sentence SET beyond = beyond - 2 WHERE article = 1 AND position = 4",
     [("a", "its sentences are not what was written"), ("a", "sentence 4 is kept as another wording")]),
    ("UPDATE sentence SET beyond = 999 WHERE article = 1 AND position = 4",
     [("a", "its sentences are not what was written"), ("a", "sentence 4 stands outside its text")]),
    ("DELETE FROM sentence WHERE article = 4",
     [("second", "its sentences are not what was written"), ("wording 7", "it stands in no article")]),
    ("UPDATE sentence SET boilerplate = 'notice' WHERE article = 1 AND position = 0",
     [("a", "its sentences are not what was written")]),
    ("UPDATE wording SET text = 'The harbour will now close.' WHERE number = 1",
     [("wording 1", "its text is not what was written")]),
    ("UPDATE vector SET components = zeroblob(512) WHERE wording = 1",
     [("wording 1", "its vector is not what was written")]),
    ("UPDATE vector SET components = zeroblob(510) WHERE wording = 1",
     [("wording 1", "its vector has 510 bytes instead of 512")]),
    ("DELETE FROM vector WHERE wording = 1", [("wording 1", "its vector is missing")]),
    ("DELETE FROM shingle WHERE wording = 1",
     [("wording 1", "the words channel does not find it by all its words"),
      ("the words channel", "it has 15 shingles where the wordings have 18")]),
    ("INSERT INTO shingle VALUES (7, 1)",
     [("the words channel", "it has 19 shingles where the wordings have 18")]),
    ("UPDATE user_date SET value = '2021-12'",
     [("b", "the store is damaged: what was said of its date is not what was written")]),
    ("UPDATE source SET path = '/articles/x.txt' WHERE number = 1",
     [("/articles/x.txt", "the path of this input is not what was written")]),
    ("UPDATE meta SET value = '255' WHERE name = 'dimension'",
     [("meta", "the store is damaged: the facts about the collection are not what was written")]),
]  # fmt: skip


@pytest.mark.parametrize(("statement", "expected"), CHANGED, ids=[statement[:48] for statement, _ in CHANGED])
def test_a_row_that_is_not_what_was_written_is_named(
    filled: Path, statement: str, expected: list[tuple[str, str]]
) -> None:
    store = sqlite3.connect(store_path(filled), isolation_level=None)
    store.execute(statement)
    store.close()
    found = named(filled)
    assert [damage for damage in found if damage[0] != str(store_path(filled))][: len(expected)] == expected


def test_a_reference_to_nothing_is_named(filled: Path) -> None:
    store = sqlite3.connect(store_path(filled), isolation_level=None)
    store.execute("DELETE FROM source WHERE number = 1")
    store.close()
    assert (str(store_path(filled)), "a row of article (1) belongs to a source that is not there") in named(filled)


def test_a_damaged_text_is_refused_rather_than_shown(filled: Path) -> None:
    store = sqlite3.connect(store_path(filled), isolation_level=None)
    store.execute("UPDATE text SET content = replace(content, 'not close', 'now close') WHERE article = 1")
    store.close()
    with Collection.open(filled, encoder=FakeEncoder(), read_only=True) as collection:
        with pytest.raises(CollectionError) as caught:
            collection.text("a")
        assert collection.text("b").startswith("The harbour will not close.")
    assert str(caught.value) == (
        "a: the store is damaged: the text of this article is not what was written. Nothing was changed. See all that "
        "is damaged with: provenance status --verify; then bring back a backup with: provenance restore FILE --force"
    )


# --------------------------------------------------------------------------------------------- bytes of the file


def read_everything(folder: Path) -> tuple[object, ...]:
    with Collection.open(folder, encoder=FakeEncoder(), read_only=True) as collection:
        texts = contents(collection)
        found = collection.candidates(["The harbour will not close.", "late again"], k=5)
        wordings = [candidate.wording for proposed in found for candidate in proposed]
        return texts, found, collection.occurrences(wordings), collection.furniture(), collection.sharing()


def test_flipped_bytes_are_told_or_do_no_harm(filled: Path, tmp_path: Path) -> None:
    (filled / "vectors.faiss").unlink()
    before = read_everything(filled)
    size = store_path(filled).stat().st_size
    drawn = random.Random(7)
    unnoticed = []
    for number in range(120):
        folder = tmp_path / f"flipped-{number}"
        shutil.copytree(filled, folder)
        at = drawn.randrange(size)
        with store_path(folder).open("r+b") as store:
            store.seek(at)
            byte = store.read(1)[0]
            store.seek(at)
            store.write(bytes([byte ^ (1 << drawn.randrange(8))]))
        try:
            same = read_everything(folder) == before
        except CollectionError:
            continue
        try:
            is_named = bool(verify(folder).damage)
        except CollectionError:
            is_named = True
        if not same and not is_named:
            unnoticed.append(at)
        shutil.rmtree(folder)
    assert unnoticed == []


# ------------------------------------------------------------------------------------------------ the vector cache


def missing(cache: Path) -> None:
    cache.unlink()


def emptied(cache: Path) -> None:
    cache.write_bytes(b"")


def cut_off(cache: Path) -> None:
    os.truncate(cache, 900)


def zeroed(cache: Path) -> None:
    cache.write_bytes(bytes(cache.stat().st_size))


def swapped(cache: Path) -> None:
    shutil.copy(cache.with_name("provenance.sqlite"), cache)


MADE_AGAIN = "nothing is lost, it is made again from the store when articles are indexed next"
CACHE = [
    (missing, []),
    (emptied, ["it is damaged, or of another version"]),
    (cut_off, ["it is damaged: its checksum is another"]),
    (zeroed, ["it is damaged, or of another version"]),
    (swapped, ["it is damaged, or of another version"]),
]


@pytest.mark.parametrize(("harm", "reasons"), CACHE, ids=[harm.__name__ for harm, _ in CACHE])
def test_a_damaged_cache_is_named_and_made_again(
    filled: Path, harm: Callable[[Path], None], reasons: list[str]
) -> None:
    cache = filled / "vectors.faiss"
    harm(cache)
    assert named(filled) == [(str(cache), f"{reason}; {MADE_AGAIN}") for reason in reasons]
    with Collection.open(filled, encoder=FakeEncoder()) as collection:
        index(collection)
    assert named(filled) == []
    assert cache.exists()


# ---------------------------------------------------------------------------------------------------- the log


@pytest.fixture
def with_log(folder: Path, tmp_path: Path) -> Path:
    """An index folder as a process leaves it that is killed: the last articles stand in the log only."""
    with Collection.open(folder, encoder=FakeEncoder()) as collection:
        index(collection, INPUTS[0])
    with Collection.open(folder, encoder=FakeEncoder()) as collection:
        for given in INPUTS[1:]:
            index(collection, given)
        left = tmp_path / "left"
        shutil.copytree(folder, left)
    return left


def flip(file: Path, at: int) -> None:
    content = bytearray(file.read_bytes())
    content[at] ^= 4
    file.write_bytes(content)


def test_a_whole_log_is_read_and_not_called_damaged(with_log: Path) -> None:
    log = with_log / "provenance.sqlite-wal"
    assert log.stat().st_size > 3 * 4096
    assert named(with_log) == []
    os.truncate(log, log.stat().st_size - 2_000)  # a write that was cut short
    assert damage_of_log(log) is None


@pytest.mark.parametrize("at", [0, 17, 40, 45, 60, 3_000])
def test_a_log_that_is_damaged_in_the_middle_is_named(with_log: Path, at: int) -> None:
    log = with_log / "provenance.sqlite-wal"
    flip(log, at)
    subject, reason = named(with_log)[0]
    assert subject == str(log)
    assert "damaged" in reason


@pytest.mark.parametrize("at", [0, 17, 40, 3_000])
def test_nothing_is_written_behind_a_damaged_log(with_log: Path, at: int) -> None:
    log = with_log / "provenance.sqlite-wal"
    flip(log, at)
    before = log.read_bytes()
    with pytest.raises(CollectionError) as caught, Collection.open(with_log, encoder=FakeEncoder()) as collection:
        index(collection, INPUTS[0])
    assert caught.value.subject == str(log)
    assert "provenance backup" in caught.value.remedy
    assert log.read_bytes() == before


# ------------------------------------------------------------------------------------------------- older formats


@pytest.mark.parametrize("form", [1, 2])
def test_a_store_of_an_older_format_is_brought_up_and_put_under_checksums(folder: Path, form: int) -> None:
    with Collection.open(folder, encoder=FakeEncoder()) as collection:
        index(collection, *INPUTS)
        before = contents(collection)
    bring_back(store_path(folder), form)
    assert named(folder) == []
    with Collection.open(folder, encoder=FakeEncoder()) as collection:
        assert contents(collection) == before
        assert [outcome.kind for outcome in index(collection, *INPUTS).outcomes] == ["unchanged"] * 4
        index(collection, file("new.txt", "It thawed."))
    assert named(folder) == []


def test_a_wording_kept_as_an_earlier_version_folded_it_is_no_damage(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folded = normalisation._simplified
    with monkeypatch.context() as earlier:
        earlier.setattr(normalisation, "_simplified", lambda word: folded(word.replace("´", "\u0301")))
        normalisation.fold_word.cache_clear()
        normalisation.tokens.cache_clear()
        with Collection.open(folder, encoder=FakeEncoder()) as collection:
            index(collection, file("a.txt", "They don´t know. The harbour closes."))
    normalisation.fold_word.cache_clear()
    normalisation.tokens.cache_clear()
    assert named(folder) == []
    with sqlite3.connect(store_path(folder)) as store:
        ((key, text),) = store.execute("SELECT key, text FROM wording WHERE text LIKE '%´%'").fetchall()
        assert key != wording_key(normalisation.fold(text))
        store.execute("UPDATE wording SET text = replace(text, 'know', 'snow') WHERE text LIKE '%´%'")
    store.close()
    assert named(folder) == [("wording 1", "its text is not what was written")]
