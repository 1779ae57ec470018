"""The generator of the growth benchmark: what it says of its articles must be so."""

import importlib
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from random import Random
from types import ModuleType

import pytest

BENCHMARKS = Path(__file__).resolve().parents[1] / "benchmarks"


@pytest.fixture(scope="module")
def newsroom() -> Iterator[ModuleType]:
    sys.path.insert(0, str(BENCHMARKS))
    try:
        yield importlib.import_module("newsroom")
    finally:
        sys.path.remove(str(BENCHMARKS))


def written(newsroom: ModuleType, seed: int, count: int) -> list[object]:
    originals = (
        newsroom.Report(
            id=f"real-{n}", title=f"Title {n}", outlet="Ledger", published="2021-03-04", text=f"Text {n}.", sentences=10
        )
        for n in range(count)
    )
    return list(newsroom.with_reposts(originals, Random(seed)))


def test_the_given_share_of_sentences_stands_in_reposts(newsroom: ModuleType) -> None:
    reports = written(newsroom, 1, 600)
    reposted = sum(report.sentences for report in reports if report.repost)
    assert reposted / sum(report.sentences for report in reports) == pytest.approx(newsroom.REPOSTED, abs=0.01)


def test_a_repost_follows_what_it_repeats_to_the_letter(newsroom: ModuleType) -> None:
    seen: dict[str, str] = {}
    for report in written(newsroom, 2, 300):
        if report.repost:
            assert report.text in seen
            assert not report.published or report.published > seen[report.text]
        else:
            seen[report.text] = report.published


def test_ids_are_given_once_and_a_seed_fixes_all(newsroom: ModuleType) -> None:
    reports = written(newsroom, 3, 200)
    assert len({report.id for report in reports}) == len(reports)
    assert written(newsroom, 3, 200) == reports


def test_exchanged_words_leave_the_others_in_place(newsroom: ModuleType) -> None:
    text = "The gates opened at 2:47 and the water came in over the old wall."
    made = newsroom.exchanged(text, ["NEW"], Random(4), share=0.3)
    pairs = list(zip(text.split(), made.split(), strict=True))
    assert 0 < sum(one != other for one, other in pairs) < len(pairs)
    assert all(other.strip(".") == "NEW" for one, other in pairs if one != other)
    assert list(islice(made.split(), 4, 5)) == ["2:47"]
