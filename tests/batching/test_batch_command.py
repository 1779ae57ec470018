"""``provenance batch`` as a process: files, messages, exit status; killed whenever, it goes on to the same bytes."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from lists import delimited

ROOT = Path(__file__).resolve().parents[2]
SIRENS = "The warning sirens did not sound until 3:25 a.m., thirty-eight minutes after the first gate moved."
ORDER = "No one at the authority gave an order to open the gates."
CALL = (sys.executable, "-m", "provenance", "batch")
HOUR = 3_600  # seconds; nothing here takes as long


def environment() -> dict[str, str]:
    return {key: value for key, value in os.environ.items() if not key.startswith("PROVENANCE_")}


def batch(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*CALL, *map(str, arguments)], cwd=ROOT, env=environment(), capture_output=True, text=True, encoding="utf-8",
        check=False, timeout=HOUR,
    )  # fmt: skip


def refused(call: subprocess.CompletedProcess[str]) -> str:
    """The one line of a call that was wrong."""
    assert (call.returncode, call.stdout) == (2, ""), call.stderr
    (line,) = call.stderr.splitlines()
    return line


@pytest.fixture
def two(tmp_path: Path) -> Path:
    return delimited(tmp_path / "two.csv", ["id", "claim", "desk"], ["s", SIRENS, "north"], ["o", ORDER, "south"])


@pytest.mark.model
def test_several_formats_are_written_in_one_run(tmp_path: Path, two: Path, sample_index: Path) -> None:
    outs = [tmp_path / f"out.{suffix}" for suffix in ("jsonl", "csv", "xlsx", "md", "json")]
    call = batch(two, "--index", sample_index, *(part for out in outs for part in ("--out", out)))
    assert call.returncode == 0, call.stderr
    assert call.stdout.startswith("2 of 2 claims traced: ")
    rows = [json.loads(line) for line in outs[0].read_text("utf-8").splitlines()]
    assert [(row["id"], row["row"], row["appearances"] != []) for row in rows] == [
        ("s", {"desk": "north"}, True), ("o", {"desk": "south"}, True),
    ]  # fmt: skip
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "out.appearances.csv", "out.changes.csv", "out.csv", "out.json", "out.jsonl", "out.md", "out.xlsx", "two.csv",
    ]  # fmt: skip


@pytest.mark.model
def test_a_row_that_fails_is_told_and_everything_else_is_written(tmp_path: Path, sample_index: Path) -> None:
    claims = delimited(tmp_path / "c.csv", ["claim"], [SIRENS], ["x" * 50_000], [ORDER])
    call = batch(claims, "--index", sample_index, "--out", tmp_path / "o.jsonl")
    assert call.returncode == 1
    assert "row 2: it has 50,000 characters, and at most 5,000 are traced" in call.stderr
    rows = [json.loads(line) for line in (tmp_path / "o.jsonl").read_text("utf-8").splitlines()]
    assert [row["failure"] is None for row in rows] == [True, False, True]


@pytest.mark.model
def test_what_is_there_is_kept_unless_forced(tmp_path: Path, two: Path, sample_index: Path) -> None:
    out = tmp_path / "o.jsonl"
    out.write_text("mine", encoding="utf-8")
    assert "it is there already, and is kept" in refused(batch(two, "--index", sample_index, "--out", out))
    assert out.read_text(encoding="utf-8") == "mine"
    assert batch(two, "--index", sample_index, "--out", out, "--force").returncode == 0
    assert json.loads(out.read_text("utf-8").splitlines()[0])["claim"] == SIRENS
    again = batch(two, "--index", sample_index, "--out", out, "--resume")
    assert (again.returncode, again.stdout) == (0, f"Nothing is left to do. There already: {out}.\n")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--out", "two.csv"], "it is the list of claims"),
        (["--out", "a.csv", "--out", "a.csv"], "it would be written twice"),
        (["--out", "a.csv", "--out", "a.changes.csv"], "it would be written twice"),
        (["--out", "nowhere/a.csv"], "there is no such folder"),
        (["--out", "a.doc"], "its name does not say what format it is to have"),
        (["--out", "a.csv", "--claim-column", "text"], "it has no column “text”; its columns are: id, claim, desk"),
    ],
)
def test_a_wrong_call_is_told_before_work_starts(
    tmp_path: Path, two: Path, sample_index: Path, arguments: list[str], told: str
) -> None:
    paths = [part if part.startswith("--") or part == "text" else tmp_path / part for part in arguments]
    assert told in refused(batch(two, "--index", sample_index, *paths))
    assert [path.name for path in tmp_path.iterdir()] == ["two.csv"]


# ------------------------------------------------------------------------------------------------- broken off


# Enough rows for workers; many of them short or again, so that it does not take long.
CLAIMS = [text for n in range(18) for text in (f"{SIRENS} {n}", "", ORDER, "no")]


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory, sample_index: Path) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("undisturbed")
    ended(run(folder, sample_index), status=1)
    return sums(folder)


def run(folder: Path, index: Path, *more: str) -> subprocess.Popen[bytes]:
    delimited(folder / "c.csv", ["claim", "note"], *[[claim, "x"] for claim in CLAIMS])
    outs = [part for name in ("o.jsonl", "o.xlsx", "o.md") for part in ("--out", str(folder / name))]
    call = [*CALL, str(folder / "c.csv"), "--index", str(index), *outs, *more]
    return subprocess.Popen(
        call, cwd=ROOT, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
    )


def ended(process: subprocess.Popen[bytes], *, status: int) -> str:
    """What a run said, once it is over; failed rows make its status 1."""
    _, told = process.communicate(timeout=HOUR)
    assert process.returncode == status, told
    return told.decode("utf-8")


def sums(folder: Path) -> dict[str, str]:
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


def wait_for_rows(folder: Path, count: int, process: subprocess.Popen[bytes]) -> None:
    """Until the journal has so many rows, which its number of lines tells."""
    journal = folder / "o.jsonl.journal"
    while process.poll() is None and not (journal.exists() and journal.read_bytes().count(b"\n") > count):
        time.sleep(0.005)


def killed(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.communicate()


@pytest.mark.model
@pytest.mark.parametrize("moments", [[0, 1], [30, 66], [len(CLAIMS) - 1]], ids=str)
def test_killed_at_any_moment_it_goes_on_to_the_same_bytes(
    tmp_path: Path, sample_index: Path, undisturbed: dict[str, str], moments: list[int]
) -> None:
    for number, moment in enumerate(moments):
        process = run(tmp_path, sample_index, *(["--resume"] if number else []))
        wait_for_rows(tmp_path, moment, process)
        killed(process)
    ended(run(tmp_path, sample_index, "--resume"), status=1)
    assert sums(tmp_path) == undisturbed


@pytest.fixture
def heeding_ctrl_c() -> Iterator[None]:
    """Processes begun here heed Ctrl-C; those of a shell's background job inherit that it is ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.model
@pytest.mark.parametrize("moment", [0, 10])
def test_ctrl_c_leaves_what_is_done_and_says_how_to_go_on(
    tmp_path: Path, sample_index: Path, undisturbed: dict[str, str], heeding_ctrl_c: None, moment: int
) -> None:
    process = run(tmp_path, sample_index)
    wait_for_rows(tmp_path, moment + 1, process)  # the last one may be on its way to the journal
    os.killpg(process.pid, signal.SIGINT)
    told = ended(process, status=130)
    assert "Traceback" not in told
    assert f"of {len(CLAIMS)} rows; written as far as that" in told
    assert "--resume" in told
    rows = [json.loads(line) for line in (tmp_path / "o.jsonl").read_text("utf-8").splitlines()]
    assert [row["id"] for row in rows] == [str(n) for n in range(1, len(rows) + 1)]
    assert moment <= len(rows) < len(CLAIMS)
    assert "the list of claims has changed since" in resumed_with_other_claims(tmp_path, sample_index)
    assert "an unfinished run lies there" in ended(run(tmp_path, sample_index), status=2)
    ended(run(tmp_path, sample_index, "--resume"), status=1)
    assert sums(tmp_path) == undisturbed


def resumed_with_other_claims(folder: Path, index: Path) -> str:
    with TemporaryDirectory() as elsewhere:
        other = delimited(Path(elsewhere) / "c.csv", ["claim"], [SIRENS])
        return refused(batch(other, "--index", index, "--out", folder / "o.jsonl", "--resume"))
