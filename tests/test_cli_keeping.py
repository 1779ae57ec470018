"""`status --verify`, `backup` and `restore` as a user meets them."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from fakes import FakeEncoder

from provenance.cli import main
from provenance.collection import Collection
from provenance.collection.store import store_path

TEXT = "The harbour will not close. Nobody asked the ferrymen.\n"


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """An index folder with one article."""
    (tmp_path / "harbour.txt").write_text(TEXT, encoding="utf-8")
    with Collection.open(tmp_path / "index", encoder=FakeEncoder()) as collection:
        assert not collection.index([tmp_path / "harbour.txt"]).failures
    return tmp_path / "index"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def damage(index: Path) -> None:
    store = sqlite3.connect(store_path(index), isolation_level=None)
    store.execute("UPDATE text SET content = replace(content, 'Nobody', 'Nobogy')")
    store.close()


def test_verifying_says_that_all_is_as_it_was_written(index: Path) -> None:
    call = run("status", "--verify", "--index", index)
    assert call.output == (
        "Verified 1 article and 2 distinct wordings with their vectors and shingles: all is as it was written.\n"
    )
    assert call.exit_code == 0


def test_verifying_names_damage_and_fails(index: Path) -> None:
    damage(index)
    call = run("status", "--verify", "--index", index)
    assert call.output.splitlines()[-2:] == [
        "Damaged: harbour: its text is not what was written: its SHA-256 is another.",
        "Verified 1 article and 2 distinct wordings with their vectors and shingles: 1 damaged.",
    ]
    assert call.exit_code == 1
    assert json.loads(run("status", "--verify", "--json", "--index", index).output) == {
        "schema": "provenance.verification/1",
        "articles": 1,
        "wordings": 2,
        "damage": [{"subject": "harbour", "reason": "its text is not what was written: its SHA-256 is another"}],
    }


def test_a_collection_goes_into_a_file_and_comes_back(index: Path, tmp_path: Path) -> None:
    made = run("backup", tmp_path / "kept", "--index", index)
    assert made.output == f"Backed up 1 article to {tmp_path / 'kept'} (0.1 MB), every one verified.\n"
    refused = run("restore", tmp_path / "kept", "--index", index)
    assert (refused.exit_code, "Give --force to replace it" in refused.output) == (1, True)
    done = run("restore", tmp_path / "kept", "--index", index, "--force")
    first, second = done.output.splitlines()
    assert first == f"Restored 1 article to {index}, every one verified."
    assert second.startswith(f"What was there is kept as {index / 'replaced-20'}")
    assert run("status", "--verify", "--index", index).exit_code == 0
