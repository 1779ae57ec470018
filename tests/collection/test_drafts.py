"""Drafts that killed processes left are cleared away, and no other file is."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from fakes import FakeEncoder
from given import file, index

from provenance.collection import Collection
from provenance.collection.drafts import ABANDONED, clear_left_over, draft_of

ID = "0123456789abcdef" * 2
HELD = """
import sys, time
from pathlib import Path
from provenance.collection.drafts import draft_of
with draft_of(Path(sys.argv[1])) as draft:
    print(draft.name, flush=True)
    time.sleep(600)
"""


def write(folder: Path, name: str, *, hours: float) -> Path:
    path = folder / name
    path.write_bytes(b"half of a store")
    then = time.time() - 3_600 * hours
    os.utime(path, (then, then))
    return path


def test_a_draft_is_gone_at_the_end_whatever_happened(tmp_path: Path) -> None:
    def fail(draft: Path) -> None:
        draft.with_name(f"{draft.name}-wal").write_bytes(b"log")
        assert draft.exists()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), draft_of(tmp_path / "a.sqlite") as draft:
        fail(draft)
    assert list(tmp_path.iterdir()) == []


def test_indexing_clears_what_a_broken_off_restore_left_and_nothing_else(tmp_path: Path) -> None:
    kept = [
        write(tmp_path, f"provenance.sqlite.{'f' * 32}.new", hours=0.5),  # perhaps at work
        write(tmp_path, "provenance.sqlite.mine.new", hours=9),  # a person's
        write(tmp_path, f"other.sqlite.{ID}.new", hours=9),
        write(tmp_path, "replaced-2026-11-26T031500.sqlite", hours=9),
    ]
    for ending in ("", "-wal", "-shm", "-journal"):
        write(tmp_path, f"provenance.sqlite.{ID}.new{ending}", hours=2)
    with Collection.open(tmp_path, encoder=FakeEncoder()) as collection:
        index(collection, file("a.txt", "It rained."))
    assert sorted(path for path in kept if path.exists()) == sorted(kept)
    assert not list(tmp_path.glob(f"provenance.sqlite.{ID}*"))
    with Collection.open(tmp_path, encoder=FakeEncoder(), read_only=True) as collection:
        assert collection.summary().articles == 1


@pytest.mark.skipif(sys.platform == "win32", reason="locks of this kind are not on every system")
def test_a_draft_that_another_process_holds_stays_however_old_it_is(tmp_path: Path) -> None:
    store = tmp_path / "provenance.sqlite"
    call = [sys.executable, "-c", HELD, str(store)]
    with subprocess.Popen(call, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]) as holder:
        assert holder.stdout is not None
        draft = tmp_path / holder.stdout.readline().strip()
        then = time.time() - 2 * ABANDONED
        os.utime(draft, (then, then))
        clear_left_over(store)
        assert draft.exists()
        holder.send_signal(signal.SIGKILL)
    clear_left_over(store)
    assert not draft.exists()
