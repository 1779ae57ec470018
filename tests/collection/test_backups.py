"""A backup holds everything, is made while the collection is used, and replaces nothing without keeping it."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fakes import FakeEncoder
from given import contents, file, index
from older import bring_back

from provenance.collection import Collection
from provenance.collection.backups import back_up, restore
from provenance.collection.store import store_path
from provenance.collection.verification import verify
from provenance.errors import CollectionError

HARBOUR = "The harbour will not close. The mayor said so on Monday. Nobody asked the ferrymen."
NOW = datetime(2026, 5, 4, 3, 2, 1, tzinfo=UTC)
CLAIM = ["Nobody asked the ferrymen."]


@pytest.fixture
def filled(folder: Path) -> Path:
    """An index folder with two articles, one dated by its user, closed."""
    with Collection.open(folder, encoder=FakeEncoder()) as collection:
        index(collection, file("a.txt", HARBOUR), file("b.txt", HARBOUR + " Then it rained."))
        collection.set_date("a", "2022-12")
    return folder


def opened(folder: Path) -> Collection:
    return Collection.open(folder, encoder=FakeEncoder())


def kept(folder: Path) -> object:
    with Collection.open(folder, encoder=FakeEncoder(), read_only=True) as collection:
        return contents(collection), collection.candidates(CLAIM, k=9)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def made_of(folder: Path) -> list[str]:
    """The files of an index, besides what SQLite lays there for readers."""
    return [name for name in names(folder) if not name.endswith(("-wal", "-shm"))]


# ---------------------------------------------------------------------------------------------------- a backup


def test_what_is_backed_up_comes_back_in_another_folder(filled: Path, tmp_path: Path) -> None:
    made = back_up(filled, tmp_path / "kept")
    assert (made.articles, made.lacking) == (2, None)
    assert made.size == (tmp_path / "kept").stat().st_size
    assert names(tmp_path) == ["index", "kept"]
    done = restore(tmp_path / "kept", tmp_path / "new" / "index", replace=False, now=NOW)
    assert (done.articles, done.replaced) == (2, None)
    assert kept(tmp_path / "new" / "index") == kept(filled)
    assert made_of(tmp_path / "new" / "index") == ["provenance.sqlite", "vectors.faiss"]
    with opened(tmp_path / "new" / "index") as collection:
        assert [outcome.kind for outcome in index(collection, file("a.txt", HARBOUR)).outcomes] == ["unchanged"]
        collection.set_date("a", None)


def test_a_backup_made_while_articles_come_in_holds_whole_articles(folder: Path, tmp_path: Path) -> None:
    inputs = [file(f"{n}.txt", f"Article {n} stands here. It has {n} ferries.") for n in range(60)]
    with opened(folder) as collection:
        index(collection, inputs[0])
        writer = threading.Thread(target=lambda: index(collection, *inputs))
        writer.start()
        made = [back_up(folder, tmp_path / f"{number}.sqlite") for number in range(3)]
        writer.join()
    for number, backup in enumerate(made):
        restore(backup.file, tmp_path / f"restored-{number}", replace=False, now=NOW)
        with opened(tmp_path / f"restored-{number}") as restored:
            held = contents(restored)
            assert len(held) == backup.articles >= 1
            assert all(len(sentences) == 2 for _, _, sentences in held.values())
            index(restored, *inputs)
            assert len(contents(restored)) == 60


def test_a_backup_writes_over_nothing(filled: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine", "utf-8")
    with pytest.raises(CollectionError) as caught:
        back_up(filled, tmp_path / "mine")
    assert caught.value.reason == "it is there already"
    assert (tmp_path / "mine").read_text("utf-8") == "mine"


def test_a_backup_that_cannot_be_written_leaves_nothing(filled: Path, tmp_path: Path) -> None:
    with pytest.raises(CollectionError) as caught:
        back_up(filled, tmp_path / "nowhere" / "kept")
    assert str(caught.value).startswith(f"{tmp_path / 'nowhere' / 'kept'}: it cannot be written (No such file")
    with pytest.raises(CollectionError, match="there is no index in this folder"):
        back_up(tmp_path / "none", tmp_path / "kept")
    assert names(tmp_path) == ["index"]


def test_a_damaged_collection_is_not_backed_up_as_if_it_were_whole(filled: Path, tmp_path: Path) -> None:
    store = sqlite3.connect(store_path(filled), isolation_level=None)
    store.execute("UPDATE text SET content = 'The harbour will close.' WHERE article = 1")
    store.close()
    with pytest.raises(CollectionError) as caught:
        back_up(filled, tmp_path / "kept")
    assert str(caught.value) == (
        f"{filled}: it is damaged (a: its text is not what was written: its SHA-256 is another). No backup was "
        "written. Copy the folder itself, while nothing uses it, to keep what is there."
    )
    assert names(tmp_path) == ["index"]


def test_the_whole_part_of_a_store_whose_log_is_damaged_is_backed_up_and_brought_back(
    folder: Path, tmp_path: Path
) -> None:
    with opened(folder) as collection:
        index(collection, file("a.txt", HARBOUR))
    with opened(folder) as collection:
        for number in range(3):
            index(collection, file(f"{number}.txt", f"It rained for {number} days."))
        shutil.copytree(folder, tmp_path / "left")
    log = tmp_path / "left" / "provenance.sqlite-wal"
    content = bytearray(log.read_bytes())
    content[50] ^= 1
    log.write_bytes(content)
    made = back_up(tmp_path / "left", tmp_path / "kept")
    assert made.articles == 1
    assert str(made.lacking).startswith("frame 1 of")
    done = restore(made.file, tmp_path / "left", replace=True, now=NOW)
    assert done.replaced == tmp_path / "left" / "replaced-2026-05-04T030201"
    assert bytes(content) == (done.replaced / "provenance.sqlite-wal").read_bytes()
    with opened(tmp_path / "left") as collection:
        assert sorted(contents(collection)) == ["a"]


# --------------------------------------------------------------------------------------------------- bringing back


def test_an_index_that_is_there_is_replaced_only_when_asked_and_then_kept(filled: Path, tmp_path: Path) -> None:
    back_up(filled, tmp_path / "kept")
    with opened(filled) as collection:
        index(collection, file("c.txt", "It snowed."))
    later = kept(filled)
    with pytest.raises(CollectionError) as caught:
        restore(tmp_path / "kept", filled, replace=False, now=NOW)
    assert caught.value.reason == "there is an index in this folder already"
    assert kept(filled) == later
    done = restore(tmp_path / "kept", filled, replace=True, now=NOW)
    assert done.replaced == filled / "replaced-2026-05-04T030201.sqlite"
    with opened(filled) as collection:
        assert sorted(contents(collection)) == ["a", "b"]
    restore(done.replaced, tmp_path / "again", replace=False, now=NOW)
    assert kept(tmp_path / "again") == later


def test_who_has_the_index_open_sees_the_restored_articles_next(filled: Path, tmp_path: Path) -> None:
    back_up(filled, tmp_path / "kept")
    with opened(filled) as reader:
        index(reader, *(file(f"{n}.txt", f"It snowed for {n} days.") for n in range(5)))
        assert reader.candidates(["It snowed for 3 days."], k=1)[0][0].text == "It snowed for 3 days."
        restore(tmp_path / "kept", filled, replace=True, now=NOW)
        assert reader.candidates(["It snowed for 3 days."], k=1)[0][0].text != "It snowed for 3 days."
        assert sorted(contents(reader)) == ["a", "b"]
        index(reader, file("new.txt", "It thawed at last."))
        assert reader.candidates(["It thawed at last."], k=1)[0][0].text == "It thawed at last."
    assert verify(filled).damage == ()


@pytest.mark.parametrize("content", [b"", b"no database " * 900])
def test_an_index_that_cannot_be_read_is_kept_as_it_lies(filled: Path, tmp_path: Path, content: bytes) -> None:
    back_up(filled, tmp_path / "kept")
    whole = kept(filled)
    store_path(filled).write_bytes(content)
    done = restore(tmp_path / "kept", filled, replace=True, now=NOW)
    assert done.replaced == filled / "replaced-2026-05-04T030201"
    assert (done.replaced / "provenance.sqlite").read_bytes() == content
    assert kept(filled) == whole


def test_the_log_of_a_store_that_is_gone_is_kept(filled: Path, tmp_path: Path) -> None:
    back_up(filled, tmp_path / "kept")
    whole = kept(filled)
    store_path(filled).unlink()
    (filled / "provenance.sqlite-wal").write_bytes(b"what was written last")
    done = restore(tmp_path / "kept", filled, replace=True, now=NOW)
    assert done.replaced is not None
    assert (done.replaced / "provenance.sqlite-wal").read_bytes() == b"what was written last"
    assert kept(filled) == whole


@pytest.mark.parametrize("words", [b"SQLite format 3", b"mayor said", b"2022-12", b"fake-trigrams"])
def test_a_damaged_backup_is_refused_and_nothing_is_changed(filled: Path, tmp_path: Path, words: bytes) -> None:
    backup = back_up(filled, tmp_path / "kept").file
    backup.write_bytes(backup.read_bytes().replace(words, words.swapcase().replace(b"2", b"3")))
    before = kept(filled)
    with pytest.raises(CollectionError) as caught:
        restore(backup, filled, replace=True, now=NOW)
    assert caught.value.subject == str(backup)
    assert "damaged" in caught.value.reason
    assert kept(filled) == before
    assert made_of(filled) == ["provenance.sqlite", "vectors.faiss"]


def test_what_is_no_backup_is_refused(filled: Path, tmp_path: Path) -> None:
    with pytest.raises(CollectionError, match="there is no such file"):
        restore(tmp_path / "none", filled, replace=True, now=NOW)
    (tmp_path / "text").write_text("no backup at all", "utf-8")
    with pytest.raises(CollectionError, match=r"text: the store is damaged or not a database\. Nothing was changed"):
        restore(tmp_path / "text", tmp_path / "new", replace=False, now=NOW)


@pytest.mark.parametrize("form", [1, 2])
def test_a_backup_of_an_older_format_is_brought_up_and_stays_as_it_is(filled: Path, tmp_path: Path, form: int) -> None:
    before = kept(filled)
    with opened(filled) as collection:
        collection.set_date("a", None)
        before = kept(filled)
    backup = back_up(filled, tmp_path / "kept").file
    bring_back(backup, form)
    content = backup.read_bytes()
    restore(backup, tmp_path / "new", replace=False, now=NOW)
    assert backup.read_bytes() == content
    assert kept(tmp_path / "new") == before
