"""The vector cache: whatever happens to the file, the answers stay the same, and damaged bytes reach no native code."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from fakes import FakeEncoder
from given import file, index

from provenance.collection import Collection
from provenance.collection.vector_cache import CacheUnusableError, VectorCache
from provenance.collection.vectors import VectorIndex

TEXTS = [f"Article {n} stands here. It has {n} ferries and {n + 3} masts. Nobody counts them." for n in range(12)]
CLAIMS = ["It has 7 ferries and 10 masts.", "Nobody counts", "ferries"]

Candidates = tuple[tuple[tuple[str, float, int], ...], ...]


def answers(collection: Collection) -> Candidates:
    return tuple(
        tuple((candidate.text, round(candidate.cosine, 5), candidate.shared) for candidate in found)
        for found in collection.candidates(CLAIMS, k=8)
    )


def make(folder: Path, texts: list[str], encoder: FakeEncoder | None = None) -> Candidates:
    with Collection.open(folder, encoder=encoder or FakeEncoder()) as collection:
        index(collection, *(file(f"{n}.txt", text) for n, text in enumerate(texts)))
        return answers(collection)


# ------------------------------------------------------------------------------------------------------- damage


def missing(cache: Path, _: Path) -> None:
    cache.unlink()


def emptied(cache: Path, _: Path) -> None:
    cache.write_bytes(b"")


def zeroed(cache: Path, _: Path) -> None:
    cache.write_bytes(bytes(cache.stat().st_size))


def cut_off(cache: Path, _: Path) -> None:
    cache.write_bytes(cache.read_bytes()[:-1])


def cut_within_its_header(cache: Path, _: Path) -> None:
    cache.write_bytes(cache.read_bytes()[:50])


def flipped_at(share: float) -> Callable[[Path, Path], None]:
    def flip(cache: Path, _: Path) -> None:
        content = bytearray(cache.read_bytes())
        content[int(share * (len(content) - 1))] ^= 1
        cache.write_bytes(bytes(content))

    flip.__name__ = f"flipped_at_{share}"
    return flip


def flipped_in_its_stamp(cache: Path, _: Path) -> None:
    cache.write_bytes(cache.read_bytes().replace(b'"generation": 12', b'"generation": 11'))


def another_collections(cache: Path, elsewhere: Path) -> None:
    make(elsewhere, TEXTS[::-1])
    shutil.copy(elsewhere / "vectors.faiss", cache)


def another_models(cache: Path, elsewhere: Path) -> None:
    make(elsewhere, TEXTS, FakeEncoder("another", dimension=64))
    shutil.copy(elsewhere / "vectors.faiss", cache)


DAMAGED = [
    emptied,
    zeroed,
    cut_off,
    cut_within_its_header,
    flipped_in_its_stamp,
    *map(flipped_at, (0.0, 0.001, 0.01, 0.03, 0.5, 0.9, 1.0)),
]
FOREIGN = [another_collections, another_models]


@pytest.mark.parametrize("harm", [missing, *DAMAGED, *FOREIGN], ids=lambda harm: harm.__name__)
@pytest.mark.parametrize("read_only", [True, False])
def test_the_answers_stay_the_same_and_the_next_indexing_mends_the_file(
    folder: Path, tmp_path: Path, harm: Callable[[Path, Path], None], read_only: bool
) -> None:
    before = make(folder, TEXTS)
    cache = VectorCache(folder)
    harm(cache.path, tmp_path / "elsewhere")
    harmed = cache.path.read_bytes() if cache.path.exists() else None
    with Collection.open(folder, encoder=FakeEncoder(), read_only=read_only) as collection:
        assert answers(collection) == before
    assert (cache.path.read_bytes() if cache.path.exists() else None) == harmed
    assert make(folder, TEXTS) == before
    assert cache.verified().count == 25


@pytest.mark.parametrize("harm", DAMAGED, ids=lambda harm: harm.__name__)
def test_damaged_bytes_never_reach_native_code(
    folder: Path, harm: Callable[[Path, Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    make(folder, TEXTS)
    harm(VectorCache(folder).path, folder)
    monkeypatch.setattr(VectorIndex, "load", lambda _: pytest.fail("damaged bytes were given to FAISS"))
    with pytest.raises(CacheUnusableError):
        VectorCache(folder).load()


def test_an_undamaged_file_is_what_is_searched(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = make(folder, TEXTS)
    monkeypatch.setattr(VectorIndex, "add", lambda *_: pytest.fail("vectors were taken from the store"))
    with Collection.open(folder, encoder=FakeEncoder(), read_only=True) as collection:
        assert answers(collection) == before


# ----------------------------------------------------------------------------------------- older and other states


def test_an_older_file_of_the_same_history_is_caught_up_with_what_came_and_went(folder: Path, tmp_path: Path) -> None:
    make(folder, TEXTS)
    shutil.copy(folder / "vectors.faiss", tmp_path / "older")
    with Collection.open(folder, encoder=FakeEncoder()) as collection:
        collection.remove(["3", "4"])
        index(collection, file("7.txt", "It has 7 ferries and 11 masts."), file("new.txt", "Nobody counts ferries."))
        after = answers(collection)
    shutil.copy(tmp_path / "older", folder / "vectors.faiss")
    with Collection.open(folder, encoder=FakeEncoder(), read_only=True) as collection:
        assert answers(collection) == after
    with Collection.open(tmp_path / "fresh", encoder=FakeEncoder()) as fresh:
        kept = {n: text for n, text in enumerate(TEXTS) if n not in {3, 4, 7}}
        index(fresh, *(file(f"{n}.txt", text) for n, text in kept.items()))
        index(fresh, file("7.txt", "It has 7 ferries and 11 masts."), file("new.txt", "Nobody counts ferries."))
        assert [sorted(found) for found in answers(fresh)] == [sorted(found) for found in after]


@pytest.mark.parametrize("further", [1, 3])
def test_a_file_of_a_history_that_a_restored_store_did_not_have_is_not_used(
    folder: Path, tmp_path: Path, further: int
) -> None:
    make(folder, TEXTS)
    shutil.copy(folder / "provenance.sqlite", tmp_path / "backup")
    make(folder, [*TEXTS, "It has 7 ferries and 12 masts."])
    (folder / "vectors.faiss").unlink()
    make(folder, [*TEXTS, "It has 7 ferries and 12 masts."])
    shutil.copy(tmp_path / "backup", folder / "provenance.sqlite")
    kept = (folder / "vectors.faiss").read_bytes()
    with Collection.open(folder, encoder=FakeEncoder()) as collection:
        index(collection, *(file(f"other{n}.txt", f"It has 7 masts and {n} berths.") for n in range(further)))
        after = answers(collection)
    (folder / "vectors.faiss").write_bytes(kept)
    with Collection.open(folder, encoder=FakeEncoder(), read_only=True) as collection:
        assert answers(collection) == after


def test_a_large_file_is_not_written_anew_for_every_article(folder: Path) -> None:
    make(folder, [f"Article {n} stands here." for n in range(100)])
    stamp = VectorCache(folder).stamp()
    with Collection.open(folder, encoder=FakeEncoder()) as collection:
        for n in range(5):
            index(collection, file(f"new{n}.txt", f"The {n}th new article."))
            assert VectorCache(folder).stamp() == stamp
            assert collection.candidates([f"The {n}th new article."], k=1)[0][0].text == f"The {n}th new article."
        index(collection, file("last.txt", "It is due now."))
    assert VectorCache(folder).stamp().count == 106


def test_leftovers_of_a_process_that_was_killed_are_cleared_away(folder: Path) -> None:
    make(folder, TEXTS[:2])
    (folder / "vectors.faiss.0123.new").write_bytes(b"half of a fi")
    (folder / "vectors.faiss.4567.new").write_bytes(b"just being wri")
    os.utime(folder / "vectors.faiss.0123.new", (0, 0))
    make(folder, TEXTS)
    assert sorted(path.name for path in folder.iterdir()) == [
        "provenance.sqlite",
        "vectors.faiss",
        "vectors.faiss.4567.new",
    ]


def test_a_cache_that_cannot_be_written_is_no_failure(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(VectorCache, "save", refuse)
    with Collection.open(folder, encoder=FakeEncoder()) as collection:
        index(collection, file("a.txt", TEXTS[0]))
        assert collection.candidates(["Nobody counts them."], k=1)[0][0].text == "Nobody counts them."
    assert "the vector cache cannot be written" in caplog.text
