"""Output files: seen to before work starts, and written whole or not at all."""

import shutil
from pathlib import Path
from typing import BinaryIO

import pytest

from provenance.cli.outputs import publish, require_folders
from provenance.errors import ProvenanceError


def test_a_file_has_its_name_only_once_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "o.csv"
    seen: list[list[str]] = []

    def write(stream: BinaryIO) -> None:
        stream.write(b"whole")
        seen.append([found.name for found in tmp_path.iterdir()])

    publish(path, write)
    assert seen == [["o.csv.unfinished"]]
    assert [(found.name, found.read_bytes()) for found in tmp_path.iterdir()] == [("o.csv", b"whole")]


def test_what_was_there_stays_where_writing_fails(tmp_path: Path) -> None:
    path = tmp_path / "o.csv"
    path.write_bytes(b"before")

    def write(stream: BinaryIO) -> None:
        stream.write(b"half")
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        publish(path, write)
    assert [(found.name, found.read_bytes()) for found in tmp_path.iterdir()] == [("o.csv", b"before")]


def test_a_full_disk_is_told_before_work_starts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10**9, 10**9 - 3_000_000, 3_000_000))
    require_folders([tmp_path / "o.csv"], room=2_000_000)
    with pytest.raises(ProvenanceError, match="its disk has 3 MB left, and at least 4 MB are needed"):
        require_folders([tmp_path / "o.csv"], room=4_000_000)
