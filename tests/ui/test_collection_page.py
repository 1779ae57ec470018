"""The page *Collection*, driven without a browser: adding, seeing how dates are known, dating, removing."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from drawn import checked, html, press
from served_collection import library
from streamlit.testing.v1 import AppTest
from trigrams import TrigramEncoder

from provenance.collection import Collection
from provenance.errors import CollectionError, ReadingError
from provenance.ui.collecting.intake import addresses

ORIGINAL = (
    "Harbour office shut\n\nBy Ada Quill / Wexmere Gazette\n3 March 2021\n\n"
    "The ferry Halcyon carried 62 passengers when it struck the Wexmere breakwater. "
    "Nobody was hurt, the harbour master said.\n"
)
CLAIM = "The ferry Halcyon carried 62 passengers when it struck the Wexmere breakwater."
UNDATED = "Notes from the quay\n\nSomebody on the quay counted eleven boats adrift before the fog lifted at noon.\n"
HOSTILE = {
    "id": "<b>x</b>",
    "title": "<script>window.ran=1</script> [x](javascript:alert(1)) :smile: \u202edesrever",
    "outlet": "<img src=x onerror=window.ran=1>",
    "url": "javascript:window.ran=1",
    "author": "$x$ **bold**",
    "published": "2021-05-06",
    "text": "Somebody printed a <b>sentence</b> that is long enough to be kept here.",
}


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """Three articles: one dated, one undated, one that would like to act."""
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "original.txt").write_text(ORIGINAL, encoding="utf-8")
    (articles / "notes.txt").write_text(UNDATED, encoding="utf-8")
    (articles / "hostile.jsonl").write_text(json.dumps(HOSTILE), encoding="utf-8")
    with Collection.open(tmp_path / "index", encoder=TrigramEncoder()) as collection:
        assert not collection.index([articles]).failures
    return tmp_path / "index"


def script(index: str, page: str) -> None:
    """A page over the collection in a folder."""
    import served_collection  # noqa: PLC0415 (Streamlit runs this function's text on its own)

    {"collection": served_collection.collection_page, "trace": served_collection.trace_page}[page].show(
        served_collection.library(index)
    )


def opened(index: Path, article: str | None = None, *, page: str = "collection") -> AppTest:
    test = AppTest.from_function(script, default_timeout=60, args=(str(index), page))
    if article is not None:
        test.query_params["article"] = article
    return checked(test.run())


def add(page: AppTest, *files: tuple[str, str], pasted: str = "") -> AppTest:
    page.file_uploader[0].set_value([(name, content.encode(), "text/plain") for name, content in files])
    page.text_area(key="addresses").set_value(pasted)
    return press(page, "Add to the collection")


def looked_at(page: AppTest, view: str) -> AppTest:
    return checked(page.button_group(key="view").set_value(view).run())


def uploaded(index: Path) -> list[str]:
    return sorted(path.name for path in (index / "uploads").rglob("*") if path.is_file())


# ------------------------------------------------------------------------------------------ adding


def test_the_first_upload_makes_the_index(tmp_path: Path):
    page = opened(tmp_path / "index")
    assert "no articles" in html(page)
    page = add(page, ("original.txt", ORIGINAL), ("notes.txt", UNDATED))
    shown = html(page)
    assert "2 added" in shown
    assert "2 articles: 1 dated, 3 March 2021; 1 undated" in shown
    assert list(page.dataframe[0].value["Date"].fillna("")) == ["", "2021-03-03"]
    assert uploaded(tmp_path / "index") == ["notes.txt", "original.txt"]


def test_each_file_is_told_with_its_date_and_how_sure_it_is(index: Path):
    later = ORIGINAL.replace("3 March", "9 March").replace("Gazette", "Review")
    row = html(add(opened(index), ("later.txt", later))).split("later.txt")[1].split("</tr>")[0]
    assert "added" in row
    assert "9 March 2021" in row
    assert "stated" in row
    assert "byline &#34;9 March 2021&#34;" in row


def test_the_summary_stays_until_it_is_cleared(index: Path):
    page = add(opened(index), ("later.txt", "A short note about boats that nobody has dated at all."))
    page = looked_at(page, "Dates")
    assert "1 added" in html(page)
    assert "1 added" not in html(press(page, "Clear this list"))


def test_what_fails_harms_nothing_else_and_leaves_no_file(index: Path):
    page = add(
        opened(index),
        ("broken.zip", "no archive"),
        ("later.txt", "A short note about boats that nobody has dated at all."),
        pasted="/etc/passwd\nfile:///etc/hostname\nhttp://127.0.0.1/x\n\nhttp://127.0.0.1/x",
    )
    shown = html(page)
    assert "1 added, 4 failed" in shown
    failed = shown.split("Failed; nothing else was harmed</caption>")[1].split("</table>")[0]
    assert failed.count("is not an address of the web. Write it with http:// or https:// before it.") == 2
    assert "broken.zip" in failed
    assert str(index) not in failed
    assert uploaded(index) == ["later.txt"]


def test_addresses_are_never_taken_for_paths():
    told = ["https://example.org/a", "HTTP://example.org/b", "/etc/passwd", "C:\\x", "file:///x", "http:///x", "x.txt"]
    found = list(addresses("\n".join(told)))
    assert found[:2] == told[:2]
    assert [one.subject for one in found if isinstance(one, ReadingError)] == told[2:]


def test_an_articles_csv_dates_the_file_it_is_uploaded_with(index: Path):
    table = "file,title,published\nquay.txt,On the quay,2021-04-05\n"
    text = "Somebody at the quay wrote this note and did not say when it was written."
    page = add(opened(index), ("quay.txt", text), ("articles.csv", table))
    assert "1 added" in html(page)
    article = library(index).status().articles
    quay = next(one for one, _ in article if one.id == "quay")
    assert (quay.title, str(quay.published.earliest), quay.published.source.value) == (
        "On the quay",
        "2021-04-05",
        "supplied",
    )


def test_a_file_uploaded_twice_is_unchanged(index: Path):
    page = add(opened(index), ("quay.txt", "A short note about boats that nobody has dated at all."))
    page = add(page, ("quay.txt", "A short note about boats that nobody has dated at all."))
    assert "1 unchanged" in html(page)


@pytest.mark.parametrize(
    ("pasted", "told"),
    [
        ("", "No file was chosen and no address pasted."),
        (
            "\n".join(f"https://example.org/{n}" for n in range(501)),
            "501 were given at once, and at most 500 are taken.",
        ),
    ],
)
def test_nothing_and_too_much_are_refused(index: Path, pasted: str, told: str):
    shown = html(add(opened(index), pasted=pasted))
    assert "Nothing was done" in shown
    assert told.casefold() in shown.casefold()


def test_an_intake_that_a_click_stopped_can_go_on(index: Path):
    from provenance.ui.collecting.intake import Intake  # noqa: PLC0415
    from provenance.ui.collecting.uploads import Upload  # noqa: PLC0415

    kept = library(index).uploads.keep([Upload(name="quay.txt", content=UNDATED.replace("eleven", "nine").encode())])
    page = opened(index)
    page.session_state["intake"] = Intake.of(kept)
    page = checked(page.run())
    assert "Stopped by a click</strong> after 0 of 1 input." in html(page)
    assert "1 added" in html(press(page, "Go on"))


# ------------------------------------------------------------------------------------------ seeing


def test_every_article_is_listed_with_how_its_date_is_known(index: Path):
    table = opened(index).dataframe[0].value
    assert list(table.columns) == [
        "Title", "Outlet", "Date", "How sure", "Found in", "Evidence", "Originally", "Sentences", "Id",
    ]  # fmt: skip
    row = table[table["Id"] == "original"].iloc[0]
    assert list(row[["Outlet", "Date", "How sure", "Found in", "Evidence", "Sentences"]]) == [
        "Wexmere Gazette", "2021-03-03", "stated", "byline", "3 March 2021", row["Sentences"],
    ]  # fmt: skip
    assert row["Sentences"] >= 2


@pytest.mark.parametrize(
    ("search", "sure", "ids"),
    [
        ("WEXMERE march", [], ["original"]),
        ("", ["none"], ["notes"]),
        ("", ["none", "stated"], ["<b>x</b>", "notes", "original"]),
        ("nobody says this", [], []),
    ],
)
def test_the_list_is_searched(index: Path, search: str, sure: list[str], ids: list[str]):
    page = opened(index)
    page.text_input(key="search").set_value(search)
    page.button_group(key="sure").set_value(sure)
    page = checked(page.run())
    assert [found for table in page.dataframe for found in table.value["Id"]] == ids


def test_an_article_is_shown_with_its_evidence_marked_in_its_text(index: Path):
    shown = html(opened(index, "original"))
    assert "<mark>3 March 2021</mark>" in shown
    assert "stated: day, byline &#34;3 March 2021&#34;" in shown
    assert "believed" in shown
    assert "Ada Quill" in shown
    assert library(index).status().articles[2][0].sha256 in shown


def test_statements_that_contradict_each_other_are_named(index: Path, tmp_path: Path):
    text = ORIGINAL.replace("3 March 2021", "9 March 2021")
    row = {"id": "torn", "text": text, "published": "2021-03-03", "url": "https://example.org/2021/05/07/torn"}
    (tmp_path / "torn.jsonl").write_text(json.dumps(row), encoding="utf-8")
    with Collection.open(index, encoder=TrigramEncoder()) as collection:
        collection.index([tmp_path / "torn.jsonl"])
    shown = html(opened(index, "torn"))
    assert "contradicts the date" in shown
    assert '<span class="badge">doubtful</span>' in shown
    audit = html(looked_at(opened(index), "Dates"))
    assert "Statements that contradict each other (1)" in audit


def test_the_audit_leads_to_the_article(index: Path):
    page = looked_at(opened(index), "Dates")
    assert "notes: no date found." in html(page)
    page = press(page, "Look at it")
    assert page.query_params["article"] == ["notes"] or page.query_params["article"] == "notes"
    assert "Notes from the quay" in html(page)


def test_months_and_boilerplate_have_their_views(index: Path):
    page = looked_at(opened(index), "Months")
    assert len(page.get("vega_lite_chart")) == 1
    assert "March 2021: 1" in html(page)
    assert "Boilerplate found" in html(looked_at(page, "Boilerplate"))


def test_an_article_that_is_not_there_is_told(index: Path):
    assert "There is no such article" in html(opened(index, "no such"))


def test_hostile_text_is_escaped_everywhere(index: Path):
    pages = [opened(index, "<b>x</b>"), *(looked_at(opened(index), view) for view in ("Dates", "Months"))]
    for page in pages:
        shown = html(page)
        assert "<script" not in shown
        assert "<img" not in shown
        assert 'href="javascript' not in shown
        assert "\u202e" not in shown
        labels = [widget.label for widget in (*page.button, *page.expander, *page.text_input, *page.checkbox)]
        assert not any("window" in label or "smile" in label for label in labels)
    assert "\u202e" not in "".join(opened(index).dataframe[0].value["Title"])


# ----------------------------------------------------------------------------- dating and removing


def dated(page: AppTest, article: str, value: str, *, note: str = "", **ticked: bool) -> AppTest:
    page.text_input(key=f"date {article}").set_value(value)
    page.text_input(key=f"note {article}").set_value(note)
    for name in ticked:
        page.checkbox(key=f"{name} {article}").check()
    return press(page, "Date the article")


def test_a_date_is_put_right_and_taken_back(index: Path):
    page = dated(opened(index, "notes"), "notes", "2021-03", note="Heard it read out")
    shown = html(page)
    assert "Dated by your word" in shown
    assert "March 2021" in shown
    assert "supplied &#34;2021-03 — Heard it read out&#34;" in shown
    page = press(page, "Take back what was said of its date")
    assert "Taken back" in html(page)
    assert not library(index).status().articles[1][0].published.dated


def test_a_date_can_be_said_to_be_unknown(index: Path):
    page = dated(opened(index, "original"), "original", "", unknown=True)
    assert "undated" in html(page)


def test_an_earlier_publication_can_be_given(index: Path):
    page = dated(opened(index, "original"), "original", "2021-03-01", originally=True)
    assert "originally 1 March 2021" in html(page)


@pytest.mark.parametrize(
    ("value", "ticked", "told"),
    [
        ("soon", {}, "The date “soon”: it is not a date that can be read."),
        ("2090-01-01", {}, "The date “2090-01-01”: it lies in the future."),
        ("", {}, "The date: none was given."),
        ("2021", {"unknown": True}, "The date: it cannot be given and unknown at once."),
    ],
)
def test_a_bad_date_is_refused_in_the_command_lines_words(index: Path, value: str, ticked: dict[str, bool], told: str):
    shown = html(dated(opened(index, "notes"), "notes", value, **ticked))
    assert told in shown
    assert "Nothing was done" in shown
    assert not library(index).status().articles[1][0].published.dated


def test_an_article_is_removed_after_being_asked_again(index: Path):
    page = press(opened(index, "notes"), "Remove this article …")
    assert "Remove <bdi>notes</bdi>?" in html(page)
    page = press(press(page, "Keep it"), "Remove this article …")
    page = press(page, "Yes, remove it")
    assert "Removed: notes." in html(page)
    assert "article" not in page.query_params
    assert [article.id for article, _ in library(index).status().articles] == ["<b>x</b>", "original"]
    assert (index.parent / "articles" / "notes.txt").exists()


def test_a_removed_article_takes_its_upload_with_it_and_nothing_else(index: Path):
    rows = "\n".join(json.dumps({"id": f"r{n}", "text": f"The row number {n} of a table about boats."}) for n in "12")
    page = add(opened(index), ("rows.jsonl", rows), ("quay.txt", "A short note about boats that nobody has dated."))
    assert uploaded(index) == ["quay.txt", "rows.jsonl"]
    for article, left in (("quay", ["rows.jsonl"]), ("r1", ["rows.jsonl"]), ("r2", [])):
        page.query_params["article"] = article
        page = press(press(checked(page.run()), "Remove this article …"), "Yes, remove it")
        assert uploaded(index) == left


def test_the_last_article_can_be_removed(tmp_path: Path):
    page = add(opened(tmp_path / "index"), ("notes.txt", UNDATED))
    page.query_params["article"] = "notes"
    page = press(press(checked(page.run()), "Remove this article …"), "Yes, remove it")
    assert "no articles" in html(page)
    assert "with its uploaded file" in html(page)


def test_what_is_added_here_is_found_on_the_other_page_at_once(index: Path):
    def answer(page: AppTest) -> str:
        page.text_area(key="box").set_value(CLAIM)
        return html(checked(page.button[0].click().run()))

    trace = opened(index, page="trace")
    assert "Earliest in this collection: Wexmere Gazette, 3 March 2021 (byline)." in answer(trace)
    earlier = ORIGINAL.replace("3 March", "1 March").replace("Wexmere Gazette", "Harbour Times")
    add(opened(index), ("earlier.txt", earlier))
    assert "Earliest in this collection: Harbour Times, 1 March 2021 (byline)." in answer(trace)


def test_a_damaged_index_is_told(index: Path):
    (index / "provenance.sqlite").write_bytes(b"no database" * 4_000)
    assert "The collection cannot be read" in html(opened(index))


# ------------------------------------------------------------------------------------------- read-only


def read_only(index: str, article: str | None) -> None:
    """The page in its read-only mode."""
    from dataclasses import replace  # noqa: PLC0415 (Streamlit runs this function's text on its own)

    import served_collection  # noqa: PLC0415

    library = served_collection.library(index)
    served_collection.collection_page.show(replace(library, settings=replace(library.settings, read_only=True)))


@pytest.mark.parametrize("article", [None, "original"])
def test_the_read_only_page_offers_no_change_and_says_so(index: Path, article: str | None) -> None:
    test = AppTest.from_function(read_only, default_timeout=60, args=(str(index), article))
    if article is not None:
        test.query_params["article"] = article
    page = checked(test.run())
    assert "Read-only: articles are added, dated and removed by whoever keeps this collection" in html(page)
    labels = [element.label for kind in (page.button, page.expander, page.text_input) for element in kind]
    offered = {"Remove this article …", "Put its date right", "Add articles", "Date"} & set(labels)
    assert (offered, page.get("file_uploader")) == (set(), [])


def test_the_read_only_library_refuses_every_change(index: Path) -> None:
    kept = library(index)
    closed = replace(kept, settings=replace(kept.settings, read_only=True))
    ignore = {"progress": lambda outcome: None, "reached": lambda done, total: None}
    for change in (
        lambda: closed.add(["x.txt"], **ignore),
        lambda: closed.set_date("original", "2021", note=None, originally=False),
        lambda: closed.remove("original"),
    ):
        with pytest.raises(CollectionError, match="the collection: this page only reads it"):
            change()
    assert len(kept.status().articles) == 3


def test_no_more_than_five_hundred_are_taken_at_once_and_none_of_them_is_kept(index: Path) -> None:
    page = add(
        opened(index),
        ("one.txt", "A note about boats."),
        pasted="\n".join(f"https://quay.example/{n}" for n in range(501)),
    )
    assert "501 were given at once, and at most 500 are taken" in html(page)
    assert not (index / "uploads").exists()
