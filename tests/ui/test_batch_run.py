"""A list traced in the background: it is whole, it stops, it goes on, and it says why it cannot."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from trigrams import TrigramEncoder

from provenance.batching import ClaimList, claims_of_text
from provenance.collection import Collection
from provenance.errors import CollectionError, UsageError
from provenance.models import EmptyReason
from provenance.settings import Settings
from provenance.ui.batching.lines import REASONS, Kind, Line
from provenance.ui.batching.page import found_phrase, progress_phrase
from provenance.ui.batching.run import BatchRun, Progress, State

FIRST = (
    "Harbour office shut\n\nBy Ada Quill / Wexmere Gazette\n3 March 2021\n\n"
    "The ferry Halcyon carried 62 passengers when it struck the Wexmere breakwater at dawn. "
    "Nobody was hurt, the harbour master said, and the boat will sail again in May.\n"
)
LATER = FIRST.replace("Wexmere Gazette", "Northern Wire").replace("3 March", "9 March").replace("62", "63")
UNDATED = "Notes\n\nSomebody on the quay counted eleven boats adrift before the fog lifted at noon.\n"
CLAIMS = """\
The ferry Halcyon carried 62 passengers when it struck the Wexmere breakwater at dawn.
Nobody was hurt, the harbour master said, and the boat will sail again in May.
Somebody on the quay counted eleven boats adrift before the fog lifted at noon.
The lighthouse keepers of Orrendale elected a pelican as their chairman.
The ferry
…
"""


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    articles = tmp_path / "articles"
    articles.mkdir()
    for name, text in (("first", FIRST), ("later", LATER), ("undated", UNDATED)):
        (articles / f"{name}.txt").write_text(text, encoding="utf-8")
    with Collection.open(tmp_path / "index", encoder=TrigramEncoder()) as made:
        assert not made.index([articles]).failures
        yield made


def traced(run: BatchRun) -> BatchRun:
    run.begin()
    run.wait(60)
    return run


def of(collection: Collection, claims: ClaimList | None = None) -> BatchRun:
    return BatchRun(claims or claims_of_text(CLAIMS), collection, Settings(index=collection.folder))


def told(line: Line) -> tuple[str, str, int | None, str, str]:
    return line.outlet, line.date, line.appearances, line.changes, line.reason


def test_every_claim_has_a_line_that_says_what_became_of_it(collection: Collection):
    run = traced(of(collection))
    assert run.state is State.DONE
    assert [told(line) for line in run.lines] == [
        ("Wexmere Gazette", "2021-03-03", 2, "number", ""),
        ("Wexmere Gazette", "2021-03-03", 2, "", ""),
        ("", "", 1, "", "in undated articles only"),
        ("", "", 0, "", REASONS[EmptyReason.NOTHING_ALIKE]),
        ("", "", 0, "", REASONS[EmptyReason.CLAIM_TOO_SHORT]),
        ("", "", None, "", run.lines[5].reason),
    ]
    assert "no word" in run.lines[5].reason
    kinds = [tuple(sorted(line.kinds - {Kind.ALL})) for line in run.lines]
    assert kinds == [
        (Kind.CHANGED, Kind.FOUND), (Kind.FOUND,), (Kind.FOUND,), (Kind.NOT_FOUND,), (Kind.NOT_FOUND,), (Kind.FAILED,),
    ]  # fmt: skip
    assert found_phrase(run.lines) == "3 of 6 claims appear in this collection."
    assert run.progress == Progress(done=6, total=6, seconds_left=0.0)


def test_it_runs_beside_its_reader_stops_and_goes_on_to_the_same_end(collection: Collection):
    whole = traced(of(collection))
    undisturbed = [*whole.batch().rows]
    reached, go = threading.Event(), threading.Event()

    class Held(BatchRun):
        """Waits after its first row."""

        def _reached(self, row):
            reached.set()
            assert go.wait(60)
            super()._reached(row)

    run = Held(claims_of_text(CLAIMS), collection, Settings(index=collection.folder))
    run.begin()
    assert reached.wait(60)
    assert run.state is State.RUNNING
    run.begin()  # a rerun of the page begins nothing anew
    run.stop()
    go.set()
    run.wait(60)
    assert run.state is State.STOPPED
    assert len(run.lines) == 1
    assert [*run.batch().rows] == undisturbed[:1]
    assert traced(run).state is State.DONE
    assert [*run.batch().rows] == undisturbed
    assert run.lines == whole.lines


def test_lists_are_traced_one_after_another_and_one_that_waits_can_be_stopped(collection: Collection):
    reached, go = threading.Event(), threading.Event()

    class Held(BatchRun):
        """Waits after its first row."""

        def _reached(self, row):
            reached.set()
            assert go.wait(60)
            super()._reached(row)

    first = Held(claims_of_text(CLAIMS), collection, Settings(index=collection.folder))
    second, third = of(collection), of(collection)
    first.begin()
    assert reached.wait(60)
    second.begin()
    third.begin()
    assert progress_phrase(third.progress) == "0 of 6 claims traced. Another list is traced first."
    third.stop()
    third.wait(60)
    assert third.state is State.STOPPED
    assert (first.state, second.state) == (State.RUNNING, State.RUNNING)
    go.set()
    second.wait(60)
    assert (first.state, second.state) == (State.DONE, State.DONE)
    assert second.lines == first.lines


def test_a_collection_that_was_changed_meanwhile_is_no_longer_the_one_that_was_searched(collection: Collection):
    run = of(collection)
    collection.remove(["later"])
    with pytest.raises(UsageError, match="the collection has changed since"):
        run.begin()


def test_why_it_cannot_go_on_is_kept(collection: Collection, monkeypatch: pytest.MonkeyPatch):
    run = of(collection)

    def refuse(*_args, **_kwargs):
        raise CollectionError("the index", "the file is damaged", "Index the articles again.")

    monkeypatch.setattr(Collection, "candidates", refuse)
    assert traced(run).state is State.FAILED
    assert str(run.error) == "the index: the file is damaged. Index the articles again."


def test_its_journal_goes_with_it(collection: Collection):
    run = traced(of(collection))
    folder = run.batch().rows.path.parent  # type: ignore[attr-defined]
    assert folder.is_dir()
    del run
    assert not folder.exists()


@pytest.mark.parametrize(
    ("progress", "phrase"),
    [
        (Progress(done=120, total=500, seconds_left=38.0), "120 of 500 claims traced, about 40 seconds left"),
        (Progress(done=1_200, total=2_000, seconds_left=200.0), "1,200 of 2,000 claims traced, about 3 minutes left"),
        (Progress(done=499, total=500, seconds_left=0.2), "499 of 500 claims traced, a few seconds left"),
        (
            Progress(done=0, total=1, seconds_left=None),
            "0 of 1 claim traced. The first ones take some seconds longer, while the language model is read.",
        ),
    ],
)
def test_progress_in_words(progress: Progress, phrase: str):
    assert progress_phrase(progress) == phrase
