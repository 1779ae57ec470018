"""The command line as a process: what it prints, where, and with which exit status."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
CLAIM = "The warning sirens did not sound until 3:25 a.m., thirty-eight minutes after the first gate moved."


def provenance(*arguments: object, given: str | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    known = {key: value for key, value in os.environ.items() if not key.startswith("PROVENANCE_")}
    return subprocess.run(
        [sys.executable, "-m", "provenance", *map(str, arguments)], cwd=ROOT, env={**known, **environment}, input=given,
        capture_output=True, text=True, encoding="utf-8", check=False, timeout=300,
    )  # fmt: skip


def failed(call: subprocess.CompletedProcess[str], status: int) -> str:
    """The one line on standard error of a call that failed as it should."""
    assert call.returncode == status, call.stderr
    assert "Traceback" not in call.stderr
    assert call.stdout == ""
    (line,) = call.stderr.strip().splitlines()
    return line


@pytest.mark.model
def test_index_says_what_it_took_with_dates_and_where_they_were_found(tmp_path: Path) -> None:
    call = provenance("index", "seeds", "--index", tmp_path / "index")
    told = " ".join(call.stdout.split())
    assert call.returncode == 0
    assert "20 added" in told
    assert "01-ansmouth-tidings 3 March 2021" in told
    assert "byline" in told
    assert "metadata" in told
    assert "undated" in told
    again = provenance("index", "seeds", "--index", tmp_path / "index")
    assert "20 unchanged" in again.stdout


@pytest.mark.model
def test_trace_answers_in_a_sentence_first(sample_index: Path) -> None:
    call = provenance("trace", CLAIM, "--index", sample_index)
    assert call.returncode == 0
    assert " ".join(call.stdout.split()).startswith(
        "Earliest in this collection: Ansmouth Tidings, 3 March 2021 (byline)."
    )
    assert "verbatim" in call.stdout


@pytest.mark.model
def test_trace_prints_json_ld(sample_index: Path) -> None:
    call = provenance("trace", CLAIM, "--format", "jsonld", "--index", sample_index)
    document = json.loads(call.stdout)
    assert (document["@type"], document["text"]) == ("Claim", CLAIM)
    assert document["firstAppearance"]["datePublished"] == "2021-03-03"


@pytest.mark.model
def test_trace_reads_standard_input_and_prints_json(sample_index: Path) -> None:
    call = provenance("trace", "-", "--json", "--index", sample_index, given=CLAIM + "\n")
    document = json.loads(call.stdout)
    assert document["schema"] == "provenance.trace/1"
    assert document["claim"] == CLAIM
    assert document["appearances"][0]["relation"] == "verbatim"


@pytest.mark.model
def test_json_goes_to_a_file_and_messages_do_not(sample_index: Path, tmp_path: Path) -> None:
    call = provenance("trace", CLAIM, "--json", "--out", tmp_path / "t.json", "--index", sample_index)
    assert (call.returncode, call.stdout) == (0, "")
    assert json.loads((tmp_path / "t.json").read_text(encoding="utf-8"))["schema"] == "provenance.trace/1"


@pytest.mark.model
def test_nothing_found_is_an_answer(sample_index: Path) -> None:
    call = provenance(
        "trace", "Bananas are cheaper in the southern hemisphere this week.", "--index", sample_index, "--json"
    )
    assert call.returncode == 0
    assert json.loads(call.stdout)["empty_reason"] == "nothing-alike"


def test_status_as_json(sample_index: Path) -> None:
    document = json.loads(provenance("status", "--json", "--index", sample_index).stdout)
    assert document["schema"] == "provenance.status/1"
    assert len(document["articles"]) == 20
    assert document["undated"] == 2


@pytest.mark.parametrize("call", [("--help",), ("trace", "--help")])
def test_help_does_not_load_what_is_heavy(call: tuple[str, ...]) -> None:
    heavy = "torch|sentence_transformers|openvino|faiss|streamlit|pandas|trafilatura"
    script = (
        "import sys, runpy; sys.argv = ['provenance', *sys.argv[1:]]\n"
        "try: runpy.run_module('provenance', run_name='__main__')\n"
        "except SystemExit: pass\n"
        "import re; sys.exit(bool([m for m in sys.modules if re.fullmatch(r'(?:" + heavy + r")', m)]))"
    )
    assert (
        subprocess.run([sys.executable, "-c", script, *call], capture_output=True, cwd=ROOT, check=False).returncode
        == 0
    )


BAD_CLAIMS = [
    ("", "the claim: it is empty."),
    ("  \n ", "the claim: it is empty."),
    ("… — !!", "it holds no word"),
    ("word " * 4_000, "it has 19,999 characters, and at most 5,000 are traced"),
]


@pytest.mark.parametrize(("claim", "reason"), BAD_CLAIMS)
def test_a_claim_that_cannot_be_traced_is_a_wrong_call(sample_index: Path, claim: str, reason: str) -> None:
    assert reason in failed(provenance("trace", "-", "--index", sample_index, given=claim), 2)


def test_a_claim_that_is_not_utf_8_is_a_wrong_call(sample_index: Path) -> None:
    call = subprocess.run(
        [sys.executable, "-m", "provenance", "trace", "-", "--index", str(sample_index)],
        cwd=ROOT,
        input=b"caf\xe9 au lait",
        capture_output=True,
        check=False,
    )
    assert call.returncode == 2
    assert b"not UTF-8" in call.stderr


@pytest.mark.model
def test_a_claim_in_another_script_is_traced_like_any_other(sample_index: Path) -> None:
    call = provenance(
        "trace", "Затвор плотины открылся ночью, и вода вошла в нижний город.", "--json", "--index", sample_index
    )
    assert call.returncode == 0
    assert json.loads(call.stdout)["appearances"] == []


def test_no_index(tmp_path: Path) -> None:
    line = failed(provenance("trace", CLAIM, "--index", tmp_path / "none"), 1)
    assert "there is no index" in line
    assert "provenance index" in line
    assert not (tmp_path / "none").exists()


def test_an_article_that_is_not_there_cannot_be_removed(sample_index: Path) -> None:
    assert "no-such-article" in failed(provenance("remove", "no-such-article", "--index", sample_index), 1)


@pytest.mark.model
def test_what_cannot_be_read_fails_alone(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(
        "A title\n\nBy Ada Brenk, 3 March 2021\n\nThe gate held all night long.", encoding="utf-8"
    )
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 40)
    call = provenance("index", tmp_path, tmp_path / "missing.txt", "--index", tmp_path / "index")
    assert call.returncode == 1
    assert "1 added" in call.stdout
    assert "3 failed" in call.stdout
    told = " ".join(call.stderr.split())
    for name in ("empty.txt", "binary.txt", "missing.txt"):
        assert name in told
    assert "Traceback" not in call.stderr


@pytest.mark.model
def test_an_index_of_another_model_is_refused(tmp_path: Path, sample_index: Path) -> None:
    line = failed(provenance("trace", CLAIM, "--index", sample_index, PROVENANCE_MODEL=str(tmp_path / "no-model")), 1)
    assert "no-model" in line


def test_a_file_that_is_no_database_is_refused_and_kept(tmp_path: Path) -> None:
    store = tmp_path / "provenance.sqlite"
    store.write_bytes(b"these are somebody's notes" * 100)
    before = store.read_bytes()
    assert "provenance.sqlite" in failed(provenance("trace", CLAIM, "--index", tmp_path), 1)
    assert store.read_bytes() == before


def test_an_unknown_command_is_a_wrong_call() -> None:
    assert provenance("tracee").returncode == 2


# ------------------------------------------------------------------------------------------------- dating by hand


@pytest.mark.model
def test_a_user_dates_an_article_denies_a_date_and_takes_it_back(tmp_path: Path) -> None:
    folder = ("--index", tmp_path / "index")
    assert provenance("index", "seeds/13-ropewalk-reader.txt", *folder).returncode == 0
    dated = provenance("date", "13-ropewalk-reader", "2020-02-01", "--note", "the bound volume", *folder)
    told = " ".join(dated.stdout.split())
    assert told.startswith('13-ropewalk-reader 1 February 2020 (day, supplied "2020-02-01 — the bound volume")')
    assert "byline stated March 18th, 2021" in told  # what was found is still told
    assert "1 February 2020" in provenance("status", *folder).stdout
    assert "undated" in provenance("date", "13-ropewalk-reader", "unknown", *folder).stdout
    assert "2020" not in provenance("date", "13-ropewalk-reader", "--forget", *folder).stdout


@pytest.mark.model
@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["01-ansmouth-tidings"], 2, "none was given"),
        (["01-ansmouth-tidings", "2021", "--forget"], 2, "cannot be given and forgotten at once"),
        (["01-ansmouth-tidings", "soon"], 2, "it is not a date that can be read"),
        (["01-ansmouth-tidings", "2099-01-01"], 2, "it lies in the future"),
        (["nobody", "2021"], 1, "no article of the collection has this id"),
    ],
)
def test_a_date_that_is_none_changes_nothing(sample_index: Path, arguments: list[str], status: int, said: str) -> None:
    before = provenance("status", "--json", "--index", sample_index).stdout
    assert said in failed(provenance("date", *arguments, "--index", sample_index), status)
    assert provenance("status", "--json", "--index", sample_index).stdout == before


def test_addresses_that_are_not_of_the_public_web_are_refused(tmp_path: Path) -> None:
    addresses = ["file:///etc/passwd", "http://127.0.0.1/", "http://localhost/a", "ftp://example.org/a.txt"]
    call = provenance("index", *addresses, "--index", tmp_path / "index")
    assert call.returncode == 1
    assert [line.split(":")[0].split()[0] for line in call.stderr.strip().splitlines()] == ["failed"] * 4
    assert "root:" not in call.stdout + call.stderr


def test_compare_reads_a_weekday_by_the_date_of_its_article(tmp_path: Path) -> None:
    told = (
        "The harbour council shut the pier at Ansmouth on {} after a plank gave way under the brass band. "
        "Nobody was hurt, but a tuba went over the side and has not been seen since."
    )
    for name, written, day in (("a", "2022-12-20", "5 December"), ("b", "2022-12-06", "Monday")):
        row = {"id": name, "published": written, "text": told.format(day)}
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(row), encoding="utf-8")
    call = provenance("compare", tmp_path / "a.jsonl", tmp_path / "b.jsonl", "--json")
    changes = [change for passage in json.loads(call.stdout)["passages"] for change in passage["changes"]]
    assert [(c["before"], c["after"], c["note"], c["material"]) for c in changes if c["kind"] == "date"] == [
        ("5 December", "Monday", "the same day, said differently", False)
    ]
