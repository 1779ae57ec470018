"""The page *Batch*, driven without a browser: giving a list, choosing its column, what became of it, keeping it."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from drawn import checked, html, press
from streamlit.testing.v1 import AppTest
from test_batch_run import CLAIMS, FIRST, LATER, UNDATED
from trigrams import TrigramEncoder

from provenance.batching import claims_of_text
from provenance.collection import Collection
from provenance.errors import UsageError
from provenance.models import BatchRow
from provenance.reporting.batch import BatchFormat
from provenance.settings import Settings
from provenance.ui.batching import intake as claim_intake
from provenance.ui.batching.downloads import content, file_name
from provenance.ui.batching.intake import Uploaded, within_limits
from provenance.ui.batching.run import BatchRun

ROWS = "no,text,desk\n" + "".join(f'{n},"{claim}",harbour\n' for n, claim in enumerate(CLAIMS.splitlines(), 1))
HOSTILE = "=cmd|' /C calc'!A0 <script>window.ran=1</script> **bold** :smile: \u202edesrever"


@pytest.fixture
def index(tmp_path: Path) -> Path:
    articles = tmp_path / "articles"
    articles.mkdir()
    for name, text in (("first", FIRST), ("later", LATER), ("undated", UNDATED)):
        (articles / f"{name}.txt").write_text(text, encoding="utf-8")
    with Collection.open(tmp_path / "index", encoder=TrigramEncoder()) as collection:
        assert not collection.index([articles]).failures
    return tmp_path / "index"


def script(index: str) -> None:
    """The page over the collection in a folder; what it would open in Trace is kept in the session."""
    import served_collection  # noqa: PLC0415 (Streamlit runs this function's text on its own)
    import streamlit  # noqa: PLC0415

    served_collection.batch_page.show(
        served_collection.library(index), lambda claim: streamlit.session_state.update(opened=claim)
    )


def opened(index: Path) -> AppTest:
    return checked(AppTest.from_function(script, default_timeout=60, args=(str(index),)).run())


def pasted(index: Path, text: str) -> AppTest:
    page = opened(index)
    checked(page.button_group(key="batch from").set_value(claim_intake.From.PASTED).run())
    page.text_area(key="batch lines").set_value(text)
    return press(page, "Trace these claims")


def done(page: AppTest) -> AppTest:
    """The page once its list is traced."""
    page.session_state["batch run"].wait(60)
    return checked(page.run())


def uploaded(index: Path, name: str, text: str) -> AppTest:
    page = opened(index)
    page.file_uploader(key="batch file").upload(name, text.encode(), "text/plain")
    return checked(page.run())


def table(page: AppTest) -> dict[str, list[object]]:
    found: dict[str, list[object]] = page.dataframe[0].value.to_dict(orient="list")
    return found


# ------------------------------------------------------------------------------------------------- giving


def test_pasted_claims_are_traced_and_counted(index: Path):
    page = done(pasted(index, CLAIMS))
    shown = html(page)
    assert "3 of 6 claims appear in this collection." in shown
    assert "pasted, in 3 articles: 2 dated, 3 March 2021 to 9 March 2021; 1 undated." in shown
    assert table(page)["First in"][:2] == ["Wexmere Gazette", "Wexmere Gazette"]
    assert table(page)["Changes that may matter"][0] == "number"
    assert "Id" not in table(page)


def test_a_rerun_begins_nothing_anew(index: Path):
    page = done(pasted(index, CLAIMS))
    run = page.session_state["batch run"]
    checked(page.run())
    assert page.session_state["batch run"] is run
    assert len(run.lines) == 6


def test_a_text_file_needs_no_column(index: Path):
    page = uploaded(index, "claims.txt", CLAIMS)
    assert not page.selectbox
    assert "<strong>6 claims</strong>, beginning with <bdi>“The ferry Halcyon carried 62 passengers" in html(page)
    page = done(press(page, "Trace these claims"))
    assert "3 of 6 claims appear" in html(page)
    assert "claims.txt, in 3 articles" in html(page)


def test_of_several_columns_one_is_chosen(index: Path):
    page = uploaded(index, "claims.csv", ROWS)
    column = page.selectbox[0]
    assert column.options == ["no", "text", "desk"]
    assert column.value is None
    assert not [button for button in page.button if button.label == "Trace these claims"]
    checked(column.set_value("text").run())
    assert "<strong>6 claims</strong>" in html(page)
    assert "3 of 6 claims appear" in html(done(press(page, "Trace these claims")))


def test_a_column_called_claim_is_chosen_already(index: Path):
    page = uploaded(index, "claims.csv", ROWS.replace("no,text,", "id,Claim,"))
    assert page.selectbox[0].value == "Claim"
    page = done(press(page, "Trace these claims"))
    assert "Trace another list" in [button.label for button in page.button]


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("claims.csv", "", "Claims.csv: "),
        ("claims.csv", "claim\n", "Claims.csv: it holds no claims."),
        ("claims.csv", "id,claim\n1,A claim of words\n1,Another claim\n", "rows share an id"),
        ("claims.xlsx", "no workbook", "Claims.xlsx: "),
        ("claims.jsonl", "{", "Claims.jsonl: "),
    ],
)
def test_what_cannot_be_a_list_is_told_by_its_name(index: Path, name: str, text: str, told: str):
    page = uploaded(index, name, text)
    shown = html(page)
    assert "Nothing was done" in shown or "The collection" not in shown
    assert told in shown
    assert "/tmp" not in shown
    assert "Traceback" not in shown


def test_nothing_pasted_is_told(index: Path):
    assert "The pasted claims: it holds no claims." in html(pasted(index, " \n"))


def test_more_claims_than_the_page_takes_are_refused_with_a_way_on():
    assert len(within_limits(claims_of_text("A claim\n" * 2_000)).rows) == 2_000
    with pytest.raises(UsageError, match="it has 2,001 claims, and at most 2,000 are traced on this page"):
        within_limits(claims_of_text("A claim\n" * 2_001))


def test_an_upload_under_any_name_is_read_in_a_folder_of_its_own():
    assert Uploaded.read("1", "../../x\x00/claims.csv", ROWS.encode()).columns == ("no", "text", "desk")


# ----------------------------------------------------------------------------------------------- looking


def kind(page: AppTest, wanted: str) -> AppTest:
    return checked(page.button_group(key="batch kind").set_value(wanted).run())


def test_claims_are_filtered_by_what_became_of_them(index: Path):
    page = done(pasted(index, CLAIMS))
    options = [option.content for option in page.button_group(key="batch kind").proto.options]  # type: ignore[attr-defined]
    assert options == ["All (6)", "Found (3)", "Changes that may matter (1)", "Not found (2)", "Not traced (1)"]
    assert table(kind(page, "Changes that may matter"))["Changes that may matter"] == ["number"]
    assert "1 of 6 claims" in html(page)
    assert table(kind(page, "Not found")) == {
        "Claim": CLAIMS.splitlines()[3:5], "Why not": ["nothing alike", "too short to tell"],
    }  # fmt: skip
    checked(page.selectbox(key="batch Reason").set_value("nothing alike").run())
    assert table(page)["Claim"] == CLAIMS.splitlines()[3:4]
    assert list(table(kind(page, "Not traced"))) == ["Claim", "Why not"]


def test_claims_are_filtered_by_outlet_and_by_words(index: Path):
    page = done(pasted(index, CLAIMS))
    checked(page.selectbox(key="batch First in").set_value("Wexmere Gazette").run())
    assert table(page)["Claim"] == CLAIMS.splitlines()[:2]
    checked(page.text_input(key="batch search").set_value("nobody HURT").run())
    assert table(page)["Claim"] == CLAIMS.splitlines()[1:2]
    checked(page.text_input(key="batch search").set_value("zebra").run())
    assert "No claim of this list is like that." in html(page)
    assert not page.dataframe


def test_a_ticked_claim_is_opened(index: Path):
    page = done(pasted(index, f"  {CLAIMS}"))
    page.session_state["batch open"] = CLAIMS.splitlines()[0]
    checked(page.run())
    assert page.session_state["opened"] == CLAIMS.splitlines()[0]
    assert "batch open" not in page.session_state


def test_another_list_begins_with_nothing_chosen(index: Path):
    page = kind(done(pasted(index, CLAIMS)), "Not found")
    press(page, "Trace another list")
    assert "batch run" not in page.session_state
    assert page.file_uploader
    checked(page.button_group(key="batch from").set_value(claim_intake.From.PASTED).run())
    page.text_area(key="batch lines").set_value(CLAIMS)
    page = done(press(page, "Trace these claims"))
    assert len(table(page)["Claim"]) == 6


def test_a_stopped_list_says_so_and_goes_on(index: Path, monkeypatch: pytest.MonkeyPatch):
    reached: Callable[[BatchRun, BatchRow], None] = BatchRun._reached

    def stopping(run: BatchRun, row: BatchRow) -> None:
        run.stop()
        reached(run, row)

    monkeypatch.setattr(BatchRun, "_reached", stopping)
    page = done(pasted(index, CLAIMS))
    assert "pasted, stopped after 1 of 6, in 3 articles" in html(page)
    monkeypatch.undo()
    page = done(press(page, "Go on"))
    assert "3 of 6 claims appear" in html(page)
    assert "Go on" not in [button.label for button in page.button]


def test_hostile_text_is_shown_as_text(index: Path):
    page = done(uploaded_claims(index, f'id,claim\n"<b>x</b>","{HOSTILE}"\n'))
    assert "<script" not in html(page)
    assert table(page)["Id"] == ["<b>x</b>"]
    (claim,) = table(page)["Claim"]
    assert "\u202e" not in str(claim)


def uploaded_claims(index: Path, text: str) -> AppTest:
    return press(uploaded(index, "claims.csv", text), "Trace these claims")


# ----------------------------------------------------------------------------------------------- keeping


def test_formats_are_chosen_and_a_click_loses_nothing(index: Path):
    page = done(pasted(index, CLAIMS))
    labels = [button.label for button in page.get("download_button")]  # type: ignore[attr-defined]
    assert labels == ["Download HTML", "Download Excel", "Download Evidence bundle"]
    checked(page.button_group(key="batch formats").set_value([BatchFormat.CSV]).run())
    (button,) = page.get("download_button")
    assert button.label == "Download CSV"  # type: ignore[attr-defined]
    assert button.proto.ignore_rerun  # type: ignore[attr-defined]
    assert button.proto.deferred_file_id  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        (BatchFormat.HTML, "claims-provenance.html"),
        (BatchFormat.CSV, "claims-provenance.csv.zip"),
        (BatchFormat.BUNDLE, "claims-provenance.zip"),
        (BatchFormat.JSONL, "claims-provenance.jsonl"),
    ],
)
def test_what_a_kept_file_is_called(wanted: BatchFormat, name: str):
    assert file_name("claims.csv", wanted) == name


@pytest.mark.parametrize("wanted", BatchFormat)
def test_every_format_is_made_and_holds_the_claims(index: Path, wanted: BatchFormat):
    with Collection.open(index, encoder=TrigramEncoder(), read_only=True) as collection:
        run = BatchRun(claims_of_text(CLAIMS), collection, Settings(index=index))
        run.begin()
        run.wait(60)
        made = content(run, wanted)
        assert made == content(run, wanted)
    assert "Nobody was hurt, the harbour master said" in read(made, wanted)


def read(made: bytes, wanted: BatchFormat) -> str:
    match wanted:
        case BatchFormat.XLSX:
            sheet = openpyxl.load_workbook(io.BytesIO(made)).worksheets[0]
            return "\n".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row)
        case BatchFormat.CSV | BatchFormat.BUNDLE:
            with zipfile.ZipFile(io.BytesIO(made)) as archive:
                return "\n".join(archive.read(name).decode() for name in archive.namelist())
        case _:
            return made.decode()
