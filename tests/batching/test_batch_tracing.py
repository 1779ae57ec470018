"""Tracing rows: in order, each accounted for, the same wherever a run was broken off."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fakes import FakeEncoder
from made import BELL, CLAIMS, FERRY, collection

from provenance.batching import trace_rows
from provenance.collection import Collection
from provenance.models import BatchRow, ClaimRow
from provenance.settings import Settings
from provenance.tracing import trace

ROWS = tuple(ClaimRow(position=n, id=f"c{n}", claim=claim) for n, claim in enumerate(CLAIMS * 20, start=1))


@pytest.fixture(scope="module")
def ferry(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Collection]:
    with collection(tmp_path_factory.mktemp("ferry")) as made:
        yield made


@pytest.fixture(scope="module")
def undisturbed(ferry: Collection) -> list[BatchRow]:
    return list(trace_rows(ferry, ROWS, settings=Settings()))


def test_every_row_has_its_row_with_a_trace_or_a_reason(undisturbed: list[BatchRow]) -> None:
    assert [row.asked for row in undisturbed] == list(ROWS)
    assert [row.failure for row in undisturbed[:8]] == [
        None, None, "it is empty. Paste a sentence, or a part of one, that an article may carry.", None, None, None,
        "it has 50,000 characters, and at most 5,000 are traced. Paste the sentence or the paragraph in question.",
        None,
    ]  # fmt: skip
    assert all((row.trace is None) is (row.failure is not None) for row in undisturbed)


def test_a_row_has_the_trace_that_its_claim_has_alone(ferry: Collection, undisturbed: list[BatchRow]) -> None:
    for row in undisturbed[:6]:
        if row.failure is None:
            assert row.trace == trace(ferry, row.asked.claim, claim_id=row.asked.id)


def test_a_row_that_could_not_be_read_fails_with_its_problem(ferry: Collection) -> None:
    row = ClaimRow(position=1, id="1", claim=FERRY, problem="the line is not JSON")
    assert list(trace_rows(ferry, [row], settings=Settings())) == [BatchRow(asked=row, failure="the line is not JSON")]


@pytest.mark.parametrize("done", [0, 1, 63, 64, 65, 100, 159, 160])
def test_wherever_a_run_was_broken_off_the_rest_is_the_same(
    ferry: Collection, undisturbed: list[BatchRow], done: int
) -> None:
    rest = list(trace_rows(ferry, ROWS, settings=Settings(), done=undisturbed[:done]))
    assert rest == undisturbed[done:]


def test_other_processes_give_the_same(ferry: Collection, undisturbed: list[BatchRow]) -> None:
    assert list(trace_rows(ferry, ROWS, settings=Settings(), workers=2)) == undisturbed


def test_a_claim_that_stands_many_times_is_embedded_once_a_group(tmp_path: Path) -> None:
    with collection(tmp_path) as made:
        encoder = FakeEncoder()
        with Collection.open(made.folder, encoder=encoder, read_only=True) as reader:
            list(trace_rows(reader, ROWS[:64], settings=Settings()))
    assert encoder.encoded == [FERRY, BELL, "The harbour bell rang for nine minutes."]


def test_a_collection_that_is_changed_meanwhile_is_seen_as_it_was(tmp_path: Path) -> None:
    with collection(tmp_path) as made:
        with Collection.open(made.folder, encoder=FakeEncoder(), read_only=True) as reader:
            rows = trace_rows(reader, ROWS[:3], settings=Settings())
            first = next(rows)
            made.remove(["harbour-post"])
            second = next(rows)
        assert first.trace.collection == second.trace.collection
        assert "harbour-post" in [found.article.id for found in second.trace.appearances]


def test_top_is_kept_to(ferry: Collection) -> None:
    (row,) = trace_rows(ferry, ROWS[:1], settings=Settings(top=1))
    assert len(row.trace.appearances) == 1
    assert row.trace.found == 2


def test_an_empty_collection_is_an_answer(tmp_path: Path) -> None:
    with collection(tmp_path) as made:
        made.remove(["harbour-post", "evening-bell", "undated"])
        (row,) = trace_rows(made, [replace(ROWS[0])], settings=Settings())
    assert row.trace.answer == "This collection holds no articles yet."
