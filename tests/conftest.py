"""Collections the tests share: the sample collection and the real articles, both on the real model."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from provenance.collection import Collection

ROOT = Path(__file__).resolve().parents[1]
REAL_ARTICLES = ROOT.parent / "shared" / "seeds"


@pytest.fixture(scope="session")
def sample_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Index folder of seeds/, made once with the real model."""
    folder = tmp_path_factory.mktemp("sample") / "index"
    with Collection.open(folder) as collection:
        report = collection.index([ROOT / "seeds"])
        assert not report.failures
    return folder


@pytest.fixture(scope="session")
def sample(sample_index: Path) -> Iterator[Collection]:
    """The sample collection, for reading."""
    with Collection.open(sample_index, read_only=True) as collection:
        yield collection


@pytest.fixture(scope="session")
def real_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Index folder of the five real articles, which stay where they are."""
    if not REAL_ARTICLES.is_dir():
        pytest.skip(f"the real articles are not at {REAL_ARTICLES}")
    folder = tmp_path_factory.mktemp("real") / "index"
    with Collection.open(folder) as collection:
        report = collection.index([REAL_ARTICLES])
        assert not report.failures
    return folder


@pytest.fixture(scope="session")
def real(real_index: Path) -> Iterator[Collection]:
    """The five real articles, for reading."""
    with Collection.open(real_index, read_only=True) as collection:
        yield collection
