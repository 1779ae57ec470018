"""What can befall the store: each time one clear sentence, and nothing lost or written over."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fakes import FakeEncoder
from given import Given, contents, file, index, told
from older import bring_back

from provenance.collection import Collection, database
from provenance.collection.backups import back_up
from provenance.collection.migrations import FORMAT
from provenance.collection.opening import Way, log_of
from provenance.collection.store import store_path
from provenance.errors import CollectionError, ReadingError
from provenance.models import Document

HARBOUR = "The harbour will not close. The mayor said so on Monday. Nobody asked the ferrymen."
NOBODY = 65534


@pytest.fixture
def filled(folder: Path, encoder: FakeEncoder) -> Path:
    """An index folder with two articles, closed."""
    with Collection.open(folder, encoder=encoder) as collection:
        index(collection, file("a.txt", HARBOUR), file("b.txt", HARBOUR + " Then it rained."))
    return folder


# ------------------------------------------------------------------------------------------------ no index there


def test_reading_a_folder_without_an_index_says_how_to_make_one_and_makes_nothing(folder: Path) -> None:
    with pytest.raises(CollectionError) as caught:
        Collection.open(folder, read_only=True)
    assert str(caught.value) == (
        f"{folder}: there is no index in this folder. Make one with: provenance index PATH --index {folder}"
    )
    with Collection.open(folder, encoder=FakeEncoder()) as collection, pytest.raises(CollectionError, match="no index"):
        collection.remove(["a"])
    assert not folder.exists()


def test_an_empty_index_answers_without_a_model(folder: Path) -> None:
    with Collection.open(folder, model="/no/such/model") as collection:
        index(collection)
        assert collection.candidates(["The harbour", "x"], k=5) == ((), ())
        summary = collection.summary()
    assert (summary.articles, summary.earliest, summary.generation) == (0, None, 0)


def test_where_a_folder_should_be_stands_a_file(tmp_path: Path) -> None:
    (tmp_path / "index").write_text("mine", "utf-8")
    with Collection.open(tmp_path / "index", encoder=FakeEncoder()) as collection, pytest.raises(CollectionError) as c:
        index(collection, file("a.txt", HARBOUR))
    assert str(c.value).startswith(f"{tmp_path / 'index'}: no index can be made here")
    assert (tmp_path / "index").read_text("utf-8") == "mine"


# ------------------------------------------------------------------------------------------------------ damage


def emptied(store: Path) -> None:
    store.write_bytes(b"")


def overwritten(store: Path) -> None:
    store.write_bytes(b"this is no database " * 500)


def zeroed(store: Path) -> None:
    store.write_bytes(bytes(store.stat().st_size))


def cut_off(store: Path) -> None:
    os.truncate(store, 3 * 4096)


def cut_within_its_header(store: Path) -> None:
    os.truncate(store, 60)


def another_programs(store: Path) -> None:
    store.unlink()
    with sqlite3.connect(store) as other:
        other.execute("CREATE TABLE article (id TEXT)")
    other.close()


def made_by_a_newer_version(store: Path) -> None:
    with sqlite3.connect(store) as newer:
        newer.execute("PRAGMA user_version = 999")
    newer.close()


DAMAGE = [
    (emptied, "the store is empty, as if it had been cut off"),
    (overwritten, "the store is damaged or not a database"),
    (zeroed, "the store is damaged or not a database"),
    (cut_off, "the store is damaged or not a database"),
    (cut_within_its_header, "the store is damaged or not a database"),
    (another_programs, "this is another program's database, not an index"),
    (made_by_a_newer_version, f"the index has format 999; this version of Provenance reads up to format {FORMAT}"),
]


def look_at_all_of(folder: Path, *, read_only: bool) -> None:
    with Collection.open(folder, encoder=FakeEncoder(), read_only=read_only) as collection:
        collection.status()
        collection.candidates(["The harbour will not close."], k=5)
        collection.text("a")


@pytest.mark.parametrize("read_only", [True, False])
@pytest.mark.parametrize(("damage", "reason"), DAMAGE, ids=lambda value: getattr(value, "__name__", ""))
def test_a_damaged_or_foreign_store_is_named_and_left_as_it_is(
    filled: Path, damage: Callable[[Path], None], reason: str, read_only: bool
) -> None:
    store = store_path(filled)
    damage(store)
    before = store.read_bytes()
    with pytest.raises(CollectionError) as caught:
        look_at_all_of(filled, read_only=read_only)
    assert caught.value.subject == str(store)
    assert caught.value.reason == reason
    assert caught.value.remedy
    assert store.read_bytes() == before


def test_the_log_of_a_store_that_is_gone_is_not_taken_for_the_log_of_a_new_one(filled: Path) -> None:
    store = store_path(filled)
    log = store.with_name("provenance.sqlite-wal")
    with Collection.open(filled, encoder=FakeEncoder()) as collection:
        index(collection, file("c.txt", "It snowed."))
        kept = log.read_bytes()
    store.unlink()
    log.write_bytes(kept)
    with Collection.open(filled, encoder=FakeEncoder()) as collection, pytest.raises(CollectionError) as caught:
        index(collection, file("a.txt", HARBOUR))
    assert caught.value.reason == "the store is gone, but its log is still here"
    assert log.read_bytes() == kept


# ------------------------------------------------------------------------------------- folders and disks that fail


@pytest.fixture
def unprivileged() -> Iterator[Path]:
    """A folder of an ordinary user, as whom the test runs: the superuser may write anywhere."""
    place = Path(tempfile.mkdtemp())
    me = os.geteuid()
    if me == 0:
        os.chown(place, NOBODY, NOBODY)
        os.seteuid(NOBODY)
    try:
        yield place
    finally:
        for path in [place, *place.rglob("*")]:
            path.chmod(0o700)
        os.seteuid(me)
        shutil.rmtree(place)


def lock(folder: Path) -> None:
    for path in folder.iterdir():
        path.chmod(0o400)
    folder.chmod(0o500)


def test_a_folder_that_cannot_be_written_to_can_be_read(unprivileged: Path) -> None:
    folder = unprivileged / "index"
    with Collection.open(folder, encoder=FakeEncoder()) as collection:
        index(collection, file("a.txt", HARBOUR))
        before = contents(collection)
    (folder / "vectors.faiss").unlink()
    lock(folder)
    with Collection.open(folder, encoder=FakeEncoder(), read_only=True) as collection:
        assert contents(collection) == before
        assert collection.candidates(["Nobody asked the ferrymen."], k=1)[0][0].text == "Nobody asked the ferrymen."
    assert [path.name for path in folder.iterdir()] == ["provenance.sqlite"]


def test_a_folder_that_cannot_be_written_to_refuses_articles(unprivileged: Path) -> None:
    folder = unprivileged / "index"
    with Collection.open(folder, encoder=FakeEncoder()) as collection:
        index(collection, file("a.txt", HARBOUR))
    lock(folder)
    with pytest.raises(CollectionError) as caught, Collection.open(folder, encoder=FakeEncoder()) as collection:
        index(collection, file("b.txt", HARBOUR))
    assert str(caught.value) == (
        f"{folder}: the index cannot be written to: you may not write to the folder. "
        "trace, compare, status and the page read it as it is; to change it, make the folder and all in it writable, "
        "or choose another with --index."
    )


def test_a_store_that_may_not_be_written_to_is_named_though_its_folder_may(unprivileged: Path) -> None:
    folder = unprivileged / "index"
    with Collection.open(folder, encoder=FakeEncoder()) as collection:
        index(collection, file("a.txt", HARBOUR))
    store_path(folder).chmod(0o400)
    with pytest.raises(CollectionError) as caught, Collection.open(folder, encoder=FakeEncoder()) as collection:
        index(collection, file("b.txt", HARBOUR))
    assert caught.value.subject == str(folder)
    assert "you may not write to provenance.sqlite" in caught.value.reason


def leave_a_log(folder: Path) -> None:
    """Bring the folder into the state in which a killed process leaves it, copied without the file SQLite shares."""
    store = store_path(folder)
    log = log_of(store)
    with Collection.open(folder, encoder=FakeEncoder()) as collection:
        index(collection, file("late.txt", "It snowed all night."))
        kept = store.read_bytes(), log.read_bytes()
    for path, content in zip((store, log), kept, strict=True):
        path.write_bytes(content)


def test_what_stands_in_a_log_is_read_where_nothing_can_be_written(unprivileged: Path) -> None:
    folder = unprivileged / "index"
    with Collection.open(folder, encoder=FakeEncoder()) as collection:
        index(collection, file("a.txt", HARBOUR))
    leave_a_log(folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert "provenance.sqlite-wal" in before
    lock(folder)
    with Collection.open(folder, encoder=FakeEncoder(), read_only=True) as collection:
        assert sorted(contents(collection)) == ["a", "late"]
        assert collection.candidates(["It snowed all night."], k=1)[0][0].text == "It snowed all night."
        assert any("read without locks" in problem.sentence for problem in collection.status().problems)
    made = back_up(folder, unprivileged / "kept")
    assert made.articles == 2
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_an_unguarded_reader_sees_what_was_written_since(unprivileged: Path) -> None:
    folder = unprivileged / "index"
    with Collection.open(folder, encoder=FakeEncoder()) as collection:
        index(collection, file("a.txt", HARBOUR))
    lock(folder)
    with Collection.open(folder, encoder=FakeEncoder(), read_only=True) as reader:
        assert sorted(contents(reader)) == ["a"]
        for path in (folder, *folder.iterdir()):
            path.chmod(0o700)
        with Collection.open(folder, encoder=FakeEncoder()) as writer:
            index(writer, file("b.txt", "It rained."))
        lock(folder)
        assert sorted(contents(reader)) == ["a", "b"]


def test_an_index_of_an_older_format_is_not_brought_up_where_nothing_can_be_written(unprivileged: Path) -> None:
    folder = unprivileged / "index"
    with Collection.open(folder, encoder=FakeEncoder()) as collection:
        index(collection, file("a.txt", HARBOUR))
    bring_back(store_path(folder), 2)
    lock(folder)
    with pytest.raises(CollectionError) as caught:
        Collection.open(folder, encoder=FakeEncoder(), read_only=True)
    assert str(caught.value) == (
        f"{folder}: the index has format 2 and cannot be brought to format {FORMAT}: you may not write to the folder. "
        "Copy the folder to where it can be written to, and open it there once."
    )


def test_no_index_can_be_made_in_a_folder_that_cannot_be_written_to(unprivileged: Path) -> None:
    lock(unprivileged)
    with Collection.open(unprivileged / "index") as collection, pytest.raises(CollectionError) as caught:
        index(collection, file("a.txt", HARBOUR))
    assert caught.value.subject == str(unprivileged / "index")
    assert caught.value.reason.startswith("no index can be made here")


def test_a_store_opened_for_reading_refuses_to_change(filled: Path) -> None:
    with Collection.open(filled, encoder=FakeEncoder(), read_only=True) as collection:
        for change in (lambda: index(collection, file("c.txt", "It snowed.")), lambda: collection.remove(["a"])):
            with pytest.raises(CollectionError, match="the index is open for reading only"):
                change()


def test_a_full_disk_leaves_whole_articles_only(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    connect = database.Database._connect

    def on_a_small_disk(self: database.Database) -> tuple[sqlite3.Connection, Way]:
        connection, way = connect(self)
        connection.execute("PRAGMA max_page_count = 60")
        return connection, way

    inputs = [file(f"{n}.txt", " ".join(f"Ferry {n} has {m} berths and a mast." for m in range(9))) for n in range(30)]
    with monkeypatch.context() as patch:
        patch.setattr(database.Database, "_connect", on_a_small_disk)
        done: list[str] = []
        with Collection.open(folder, encoder=FakeEncoder()) as collection, pytest.raises(CollectionError) as caught:
            collection.index_sources(
                inputs, lambda given: given.documents, progress=lambda outcome: done.append(outcome.name)
            )
    assert caught.value.reason == "the disk is full"
    with Collection.open(folder, encoder=FakeEncoder()) as collection:
        assert sorted(done) == sorted(contents(collection)) != []
        assert all(len(sentences) == 9 for _, _, sentences in contents(collection).values())
        index(collection, *inputs)
        assert len(contents(collection)) == 30


# --------------------------------------------------------------------------------------------- several at once


def test_a_reader_sees_what_another_has_kept_since(filled: Path) -> None:
    with (
        Collection.open(filled, encoder=FakeEncoder(), read_only=True) as reader,
        Collection.open(filled, encoder=FakeEncoder()) as writer,
    ):
        assert reader.candidates(["It snowed all night."], k=1)[0][0].cosine < 0.9
        index(writer, file("c.txt", "It snowed all night."))
        assert reader.candidates(["It snowed all night."], k=1)[0][0].text == "It snowed all night."
        writer.remove(["c"])
        assert reader.candidates(["It snowed all night."], k=1)[0][0].text != "It snowed all night."


def test_within_a_snapshot_nothing_changes(filled: Path) -> None:
    with (
        Collection.open(filled, encoder=FakeEncoder(), read_only=True) as reader,
        Collection.open(filled, encoder=FakeEncoder()) as writer,
    ):
        with reader.snapshot():
            before = contents(reader)
            writer.remove(["b"])
            assert contents(reader) == before
            (found,) = reader.candidates(["Then it rained."], k=9)
            assert "Then it rained." in {candidate.text for candidate in found}
        assert sorted(contents(reader)) == ["a"]


def test_a_snapshot_that_is_older_than_the_vectors_in_memory_still_answers(filled: Path) -> None:
    with (
        Collection.open(filled, encoder=FakeEncoder(), read_only=True) as reader,
        Collection.open(filled, encoder=FakeEncoder()) as writer,
        reader.snapshot(),
    ):
        reader.summary()
        writer.remove(["b"])
        newer = threading.Thread(target=lambda: reader.candidates(["Then it rained."], k=9))
        newer.start()
        newer.join()
        (found,) = reader.candidates(["Then it rained."], k=9)
        assert [candidate.text for candidate in found if candidate.cosine > 0.9] == []
        assert len(found) == 3


def test_two_that_index_at_once_both_finish(folder: Path) -> None:
    texts = {n: f"Article {n} stands here. The mayor said so on Monday. It has {n} ferries." for n in range(40)}
    reports: list[list[tuple[str, str]]] = []

    def take(numbers: range) -> None:
        with Collection.open(folder, encoder=FakeEncoder()) as collection:
            reports.append(told(index(collection, *(file(f"{n}.txt", texts[n]) for n in numbers))))

    threads = [threading.Thread(target=take, args=(numbers,)) for numbers in (range(20), range(20, 40))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(entry for report in reports for entry in report) == sorted(("added", str(n)) for n in range(40))
    with Collection.open(folder, encoder=FakeEncoder(), read_only=True) as collection:
        assert collection.status().wordings == 81
        assert collection.status().problems == ()


def test_what_another_process_kept_meanwhile_is_unchanged_and_not_replaced(folder: Path) -> None:
    inputs = [file(f"{n}.txt", f"Article {n} stands here.") for n in range(3)]
    changed = file("1.txt", "Article 1 stands here. It was changed.")
    with Collection.open(folder, encoder=FakeEncoder()) as one, Collection.open(folder, encoder=FakeEncoder()) as other:

        def read(given: Given) -> tuple[Document | ReadingError, ...]:
            if given is inputs[-1]:  # all are read here, and none is kept yet
                index(other, inputs[0], changed)
            return given.documents

        assert told(one.index_sources(inputs, read)) == [("unchanged", "0"), ("added", "1"), ("added", "2")]
        assert one.summary().generation == 4
        assert told(index(one, *inputs)) == [("unchanged", str(n)) for n in range(3)]


def test_one_collection_serves_several_threads(filled: Path) -> None:
    with Collection.open(filled, encoder=FakeEncoder()) as collection:
        answers: list[str] = []

        def ask(number: int) -> None:
            for _ in range(5):
                answers.append(collection.candidates(["The harbour will not close."], k=3)[0][0].text)
                index(collection, file(f"t{number}.txt", f"Thread {number} was here."))

        threads = [threading.Thread(target=ask, args=(number,)) for number in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert answers == ["The harbour will not close."] * 20
        assert len(collection.status().articles) == 6
