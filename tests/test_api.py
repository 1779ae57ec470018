"""The way in for Python programs: what it takes, what it gives, how that shows itself, and what it costs to import."""

import json
import subprocess
import sys
import typing
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path

import pytest
from fakes import FakeEncoder

import provenance
from provenance import (
    ClaimError,
    ClaimRow,
    Collection,
    CollectionError,
    ComparisonKind,
    Document,
    Earlier,
    EmptyReason,
    Relation,
    Trace,
    UnknownArticle,
    UsageError,
)
from provenance.models import Problem, ProblemKind, Shown

ROOT = Path(__file__).resolve().parents[1]
FIRST = (
    "Harbour office shut\n\nBy Ada Quill / Wexmere Gazette\n3 March 2021\n\n"
    "The ferry Halcyon carried 62 passengers when it struck the Wexmere breakwater at dawn. "
    "Nobody was hurt, the harbour master said, and the boat will sail again in May.\n"
)
LATER = (
    "Halcyon again\n\nBy Ben Reed / Northern Wire\n9 March 2021\n\n"
    "The ferry Halcyon carried 63 passengers when it struck the Wexmere breakwater at dawn. "
    "Nobody was hurt, the harbour master said, and the boat will sail again in May.\n"
)
CLAIM = "The ferry Halcyon carried 62 passengers when it struck the Wexmere breakwater at dawn."


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "first.txt").write_text(FIRST, encoding="utf-8")
    (folder / "later.txt").write_text(LATER, encoding="utf-8")
    return folder


@pytest.fixture
def collection(tmp_path: Path, articles: Path) -> Collection:
    made = Collection.open(tmp_path / "index", encoder=FakeEncoder())
    assert not made.index(articles).failures
    return made


# ------------------------------------------------------------------------------------ taking in, looking up


def test_one_path_or_several_are_indexed_and_counted(tmp_path: Path, articles: Path):
    told = []
    with Collection.open(tmp_path / "new", encoder=FakeEncoder()) as collection:
        report = collection.index([articles / "first.txt", str(articles / "none.txt")], progress=told.append)
        assert [outcome.name for outcome in told] == ["first", str(articles / "none.txt")]
        assert str(report).startswith("1 added, 1 failed (generation 1)\nfailed")
        assert str(collection.index(str(articles / "later.txt"))) == "1 added, 0 failed (generation 2)"
        assert [article.id for article, _ in collection.status().articles] == ["first", "later"]
        collection.remove("first")
        assert collection.status().summary.articles == 1


def test_an_article_and_its_text(collection: Collection):
    assert collection.article("first").outlet == "Wexmere Gazette"
    assert collection.text("first") == FIRST
    with pytest.raises(UnknownArticle, match="nix"):
        collection.article("nix")


def test_a_date_by_ones_own_word(collection: Collection):
    dated = collection.set_date("later", "2021-03-01", note="the printed paper")
    assert str(dated.published) == "1 March 2021 (supplied)"
    assert first_of(collection.trace(CLAIM)) == "later"


def test_a_folder_without_an_index_says_so_when_asked(tmp_path: Path):
    with pytest.raises(CollectionError, match="there is no index in this folder"):
        Collection.open(tmp_path).trace(CLAIM)
    with pytest.raises(CollectionError, match="there is no index in this folder"):
        Collection.open(tmp_path, read_only=True)
    assert list(tmp_path.iterdir()) == []


# ------------------------------------------------------------------------------------------------- asking


def first_of(found: Trace) -> str | None:
    return found.appearance(found.first_appearance).article.id if found.first_appearance else None


def test_a_claim_is_traced_as_the_command_line_does(collection: Collection):
    found = collection.trace(CLAIM)
    assert first_of(found) == "first"
    first, later = found.appearances
    assert first.relation is Relation.VERBATIM
    assert [(change.before, change.after) for change in later.versus_first.changes] == [("62", "63")]
    assert later.passage.span.of(collection.text("later")) == later.passage.exact
    assert len(collection.trace(CLAIM, top=1).appearances) == 1


def test_nothing_found_is_a_value_and_misuse_an_error(collection: Collection):
    assert collection.trace("Zebras vote on Thursdays in Quito.").empty_reason is EmptyReason.NOTHING_ALIKE
    with pytest.raises(ClaimError):
        collection.trace("   ")


def test_many_claims_are_rows_in_their_order(collection: Collection):
    row = ClaimRow(position=7, id="seven", claim=CLAIM, carried=(("desk", "harbour"),))
    rows = list(collection.batch([CLAIM, ("blank", " "), row]))
    assert [(r.asked.position, r.asked.id) for r in rows] == [(1, "1"), (2, "blank"), (7, "seven")]
    assert [first_of(r.trace) if r.trace else None for r in rows] == ["first", None, "first"]
    assert rows[1].failure is not None
    assert str(rows[1]) == f"blank. It was not traced: {rows[1].failure}"
    assert str(rows[0]).startswith("1. Earliest in this collection: Wexmere Gazette")
    assert rows[2].asked.carried == (("desk", "harbour"),)
    sheet = rows[1]._repr_html_() or ""
    assert "not traced" in sheet
    assert "<style>" not in sheet


def test_claims_are_taken_and_given_a_few_at_a_time(collection: Collection):
    taken: list[int] = []

    def claims() -> Iterator[str]:
        for number in range(1_000):
            taken.append(number)
            yield f"{CLAIM} {number}"

    first = next(collection.batch(claims()))
    assert first.asked.id == "1"
    assert len(taken) < 200


def test_one_text_is_no_list_of_claims(collection: Collection):
    with pytest.raises(UsageError, match="one text was given"):
        collection.batch(CLAIM)


def test_no_claims_are_no_rows(collection: Collection):
    assert list(collection.batch([])) == []


@pytest.mark.parametrize("way", ["ids", "paths", "texts", "documents", "mixed"])
def test_articles_are_compared_however_they_are_given(collection: Collection, articles: Path, way: str):
    given: dict[str, tuple[typing.Any, typing.Any]] = {
        "ids": ("first", "later"),
        "paths": (articles / "first.txt", str(articles / "later.txt")),
        "texts": (FIRST, LATER),
        "documents": tuple(
            Document(article=collection.article(i), text=collection.text(i)) for i in ("first", "later")
        ),
        "mixed": ("first", LATER),
    }
    found = collection.compare(*given[way])
    assert found.kind is ComparisonKind.REPOST
    assert found.earlier is Earlier.SOURCE
    assert found.source.published.evidence == "3 March 2021"


def test_a_line_of_five_words_is_a_text_and_one_of_four_is_a_wrong_name(collection: Collection):
    line = FIRST.splitlines()[5]
    found = collection.compare(line, line)
    assert found.kind is ComparisonKind.REPOST
    assert (found.source.id, found.target.id) == ("pasted-source", "pasted-target")
    with pytest.raises(UnknownArticle, match="no such file"):
        collection.compare("a file not there", "first")
    with pytest.raises(UnknownArticle, match="no such file"):
        collection.compare(Path("a file that is not there.txt"), "first")
    with pytest.raises(UsageError, match="holds no word"):
        collection.compare("…\n…", "first")


def test_a_text_longer_than_any_path_is_a_text(collection: Collection):
    line = " ".join(FIRST.split()) * 20
    assert collection.compare(line, "first").source.id == "pasted-source"


# --------------------------------------------------------------------------------------- showing themselves


def test_a_printed_trace_is_the_answer_and_a_table(collection: Collection):
    printed = str(collection.trace(CLAIM)).splitlines()
    assert printed[0] == "Earliest in this collection: Wexmere Gazette, 3 March 2021 (byline). Later in 1"
    assert "a1   3 March 2021   Wexmere Gazette, first    verbatim   none" in printed
    assert len(printed) < 20
    assert max(map(len, printed)) <= 80


@pytest.mark.parametrize(
    ("shown", "printed"),
    [
        (lambda c: c.article("first"), "Wexmere Gazette: Harbour office shut [first], 3 March 2021 (byline)"),
        (lambda c: c.article("first").published, "3 March 2021 (byline)"),
        (
            lambda c: c.trace(CLAIM).appearances[1].versus_first.changes[0],
            "number, may change what is said: another figure: 62 became 63",
        ),
    ],
)
def test_small_values_are_a_line(collection: Collection, shown: typing.Callable[[Collection], Shown], printed: str):
    assert str(shown(collection)) == printed
    assert shown(collection)._repr_html_() == f"<pre>{printed}</pre>"


def test_repr_stays_exact(collection: Collection):
    found = collection.trace(CLAIM)
    for value in (found, found.appearances[0], found.appearances[0].article, collection.status()):
        told = ", ".join(f"{field.name}={getattr(value, field.name)!r}" for field in fields(value))
        assert repr(value) == f"{type(value).__name__}({told})"
    assert repr(collection) == f"Collection.open({str(collection.folder)!r})"


def test_a_notebook_gets_a_sheet_and_no_document(collection: Collection):
    for shown in (collection.trace(CLAIM), collection.compare("first", "later"), collection.status()):
        sheet = shown._repr_html_()
        assert sheet is not None
        assert sheet.startswith("<style>")
        assert 'class="report sheet"' in sheet
        assert not {"<html", "<body", "<script", "<head>"} & set(sheet.split())
        assert sheet.count("<div") == sheet.count("</div>")
    assert "<del>" in (collection.trace(CLAIM)._repr_html_() or "")


def test_hostile_text_stays_text_when_shown(collection: Collection):
    found = collection.article("first")
    hostile = replace(found, id="x\x1b[2J", outlet="<script>window.ran=1</script>", title="\u202eevil")
    assert "\x1b" not in str(hostile)
    assert "\u202e" not in str(hostile)
    assert "<script" not in (hostile._repr_html_() or "")
    status = collection.status()
    problem = Problem(kind=ProblemKind.INDEX, sentence="<img src=x>")
    shown = replace(status, articles=((hostile, 1),), problems=(problem,))._repr_html_() or ""
    assert "<script" not in shown
    assert "<img" not in shown


def test_a_value_without_the_facade_shows_what_repr_says():
    asked = "from provenance.models import UNDATED as u; print(str(u) == repr(u), u._repr_html_())"
    call = subprocess.run([sys.executable, "-c", asked], check=True, cwd=ROOT, capture_output=True, text=True)
    assert call.stdout.split() == ["True", "None"]


# ----------------------------------------------------------------------------------------------- the surface

HEAVY = ("numpy", "faiss", "rich", "jinja2", "streamlit", "openvino", "rapidfuzz", "sqlite3", "lxml", "torch")


def brought_by(code: str) -> list[str]:
    """Which of the heavy libraries, and of the package's own rooms, are imported by some code."""
    asked = f"import sys\n{code}\nimport json; print(json.dumps(sorted(sys.modules)))"
    call = subprocess.run([sys.executable, "-c", asked], check=True, cwd=ROOT, capture_output=True, text=True)
    modules = json.loads(call.stdout.splitlines()[-1])
    return [name for name in modules if name in HEAVY or name.startswith("provenance.")]


def test_the_package_itself_brings_nothing():
    assert brought_by("import provenance; provenance.__version__") == []


def test_opening_a_collection_brings_nothing_that_only_tracing_needs():
    assert set(brought_by("from provenance import Collection")) & set(HEAVY) <= {"sqlite3"}


def test_help_brings_neither_the_facade_nor_anything_heavy():
    brought = brought_by(
        "from provenance.cli import main\ntry: main(['--help'], standalone_mode=False)\nexcept SystemExit: pass"
    )
    assert "provenance.api" not in brought
    assert not set(brought) & set(HEAVY)


def test_every_public_name_is_there_and_documented():
    assert sorted(provenance.__all__) == provenance.__all__
    assert set(provenance.__all__) <= set(dir(provenance))
    assert sorted(provenance.__all__) == sorted(provenance.api.__all__)  # type: ignore[attr-defined]
    undocumented = [name for name in provenance.__all__ if not getattr(provenance, name).__doc__]
    assert undocumented == []
    with pytest.raises(AttributeError, match="no attribute 'nix'"):
        provenance.nix  # type: ignore[attr-defined]  # noqa: B018


def test_a_program_is_checked_by_its_types(tmp_path: Path):
    program = tmp_path / "program.py"
    program.write_text(
        "from provenance import BatchRow, Collection, Trace\n"
        'reveal_type(Collection.open("index").trace("words"))\n'
        'reveal_type(Collection.open("index").status().articles[0][0].published.earliest)\n'
        "import provenance\nprovenance.nix\n"
        "Collection.open().trace(3)\n",
        encoding="utf-8",
    )
    call = [sys.executable, "-m", "mypy", "--strict", "--no-incremental", "--follow-imports=silent", str(program)]
    told = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=False).stdout
    assert 'Revealed type is "provenance.models.traces.Trace"' in told
    assert 'Revealed type is "datetime.date | None"' in told
    assert 'Module has no attribute "nix"' in told
    assert 'Argument 1 to "trace" of "Collection" has incompatible type "int"' in told
    assert "Found 2 errors" in told
