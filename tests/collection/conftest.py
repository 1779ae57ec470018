"""What every test of the collection begins with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import FakeEncoder

from provenance.collection import Collection


@pytest.fixture
def encoder() -> FakeEncoder:
    return FakeEncoder()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An index folder that is not there yet."""
    return tmp_path / "index"


@pytest.fixture
def collection(folder: Path, encoder: FakeEncoder) -> Iterator[Collection]:
    """An empty collection."""
    with Collection.open(folder, encoder=encoder) as opened:
        yield opened
