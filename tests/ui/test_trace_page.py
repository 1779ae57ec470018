"""The page *Trace a claim*, driven without a browser: over invented traces, and over a real collection."""

from pathlib import Path

import invented
import pytest
from drawn import checked, html
from streamlit.testing.v1 import AppTest
from trigrams import OtherEncoder, TrigramEncoder

from provenance.collection import Collection, Encoder
from provenance.models import EmptyReason
from provenance.reporting.entries import Against
from provenance.reporting.phrases import advice
from provenance.settings import Settings

SERVED = Path(__file__).with_name("served.py")


def opened(claim: str | None = None) -> AppTest:
    """The page over invented traces, opened at an address with or without a claim."""
    page = AppTest.from_file(SERVED, default_timeout=20)
    if claim is not None:
        page.query_params["claim"] = claim
    return checked(page.run())


def ask(page: AppTest, claim: str) -> AppTest:
    page.text_area(key="box").set_value(claim)
    return checked(page.button[0].click().run())


# ----------------------------------------------------------------------------------------- answering


def test_a_newcomer_meets_the_collection_and_examples():
    page = opened()
    shown = html(page)
    assert "9 articles: 7 dated, 3 March 2031 to 24 March 2031; 2 undated" in shown
    assert "Paste a sentence, or a part of one." in shown
    assert page.button(key="example 0").label == f"“{invented.CLAIM}”"
    assert "Timeline" not in shown


def test_an_example_is_traced_when_clicked():
    page = checked(opened().button(key="example 0").click().run())
    assert "Earliest in this collection: Wexmere Gazette" in html(page)
    assert page.text_area(key="box").value == invented.CLAIM
    assert page.query_params["claim"] == invented.CLAIM


def test_a_pasted_claim_is_answered_and_put_into_the_address():
    page = ask(opened(), invented.CLAIM)
    shown = html(page)
    assert "Earliest in this collection: Wexmere Gazette, 3 March 2031 (byline)." in shown
    assert "The first is dated 3 March 2031 (day, byline &#34;3/3/2031&#34;)." in shown
    assert (
        shown.index('id="a5"')
        < shown.index("Undated</h3>")
        < shown.index('id="a6"')
        < shown.index("2 independent origins: a1 and a4.")
        < shown.index("Two questions about each appearance")
        < shown.index("None of them is part of the answer")
        < shown.index('id="r1"')
    )
    assert page.query_params["claim"] == invented.CLAIM
    assert len(page.get("vega_lite_chart")) == 1
    assert "The timeline as a table" in [expander.label for expander in page.expander]
    assert [button.label for button in page.get("download_button")] == ["HTML", "Markdown", "JSON", "JSON-LD"]  # type: ignore[attr-defined]


def test_an_address_with_a_claim_opens_at_its_answer():
    page = opened(invented.CLAIM)
    assert page.text_area(key="box").value == invented.CLAIM
    assert "Earliest in this collection: Wexmere Gazette" in html(page)


def test_an_address_that_changed_opens_at_the_other_claim():
    page = opened(invented.CLAIM)
    page.query_params["claim"] = "nothing-alike"
    checked(page.run())
    assert page.text_area(key="box").value == "nothing-alike"
    assert advice(EmptyReason.NOTHING_ALIKE) in html(page)


def test_the_answer_has_five_sides():
    page = opened(invented.CLAIM)
    assert [tab.label for tab in page.tabs] == ["Timeline", "Versions", "Lineage", "Credit", "Not counted"]


def version(page: AppTest, identity: str) -> str:
    return html(page).split(f'id="{identity}"')[1].split("</article>")[0]


def test_versions_are_marked_against_the_first_appearance_their_parent_or_the_claim():
    page = opened(invented.CLAIM)
    assert "words stand in the passage and not in the first appearance" in html(page)
    assert "police said" in version(page, "a2")
    checked(page.button_group(key="against").set_value(Against.PARENT).run())
    assert "Marked against a3, Harbour Review." in version(page, "a5")
    assert "</span>63<span" in version(page, "a5")
    assert "No earlier wording here explains this one" in version(page, "a4")
    assert "<del>" not in version(page, "a4")
    checked(page.button_group(key="against").set_value(Against.CLAIM).run())
    assert "police said" not in version(page, "a2")


def test_the_first_version_stays_on_top():
    page = opened(invented.CLAIM)
    assert html(page).index('id="a1"') < html(page).index("In order of date</h3>") < html(page).index('id="a2"')
    assert "The first appearance, marked against the claim." in version(page, "a1")


def test_versions_without_a_change_that_may_matter_can_be_left_out():
    page = checked(opened(invented.CLAIM).toggle(key="only material").set_value(True).run())
    shown = html(page)
    assert [number for number in range(1, 8) if f'id="a{number}"' in shown] == [1, 3]
    checked(page.button_group(key="against").set_value(Against.PARENT).run())
    assert 'id="a3"' not in html(page)
    assert "No version differs from what each may come from in a way that may change what is said." in html(page)


def test_lineage_is_told_beside_its_drawing():
    shown = html(opened(invented.CLAIM)).split('class="lineage-table"')[1].split("</table>")[0]
    assert shown.count('class="drawing" aria-hidden="true"') == 1 + 7
    assert shown.count("Seems an origin") == 2
    assert "plausible (66 %)" in shown
    assert "Or from a2, plausible (61 %)" in shown


def test_credit_is_told_with_its_words_and_their_place():
    shown = html(opened(invented.CLAIM)).split('class="provenance credit"')[1]
    assert "names the outlet, “the Gazette”, before the passage, characters 2,280 to 2,291" in shown
    assert "“when it apparently” (3 words, at character 146)" in shown


def test_a_side_with_nothing_on_it_says_why():
    shown = html(opened("alone"))
    assert "No other article carries it." in shown
    assert "1 independent origin: a1." in shown
    assert "None of these passages is quoted, and none of their articles gives a source for it." in shown
    assert "Nothing else in this collection comes near the claim" in shown


def test_where_nothing_is_counted_every_other_side_says_so():
    page = opened(EmptyReason.ONLY_RELATED.value)
    assert html(page).count("No article of this collection carries this claim, so there is nothing to show here.") == 4
    assert 'id="r1"' in html(page)


def test_the_passage_is_shown_in_its_context_with_its_offsets_and_source():
    shown = html(opened(invented.CLAIM)).split('id="a3"')[1].split('id="a4"')[0]
    assert "<mark>Police said the ferry Halcyon carried 63 passengers" in shown
    assert "An earlier paragraph." in shown
    assert "2,400 characters after" in shown
    assert "Characters 2,310 to 2,392" in shown
    assert 'href="http://review.invalid/a#top:~:text=Police%20said' in shown


def test_many_versions_are_shown_in_parts_and_none_is_withheld():
    page = opened("many")
    assert html(page).count("entry-wording") == 1 + 20 + 2
    more = next(button for button in page.button if button.label.startswith("Show"))
    assert more.label == "Show 38 more passages"
    checked(more.click().run())
    assert html(page).count("entry-wording") == 1 + 58 + 2


@pytest.mark.parametrize("reason", EmptyReason)
def test_nothing_found_says_why_and_what_to_do(reason: EmptyReason):
    page = opened(reason.value)
    shown = html(page)
    assert "No article of this collection carries this claim." in shown
    assert advice(reason) in shown
    assert ("None of them is part of the answer" in shown) == (reason is EmptyReason.ONLY_RELATED)


@pytest.mark.parametrize(
    ("claim", "heading", "told", "role"),
    [
        ("blank", "This claim cannot be traced as it is", "The claim: it is empty.", "status"),
        ("long", "This claim cannot be traced as it is", "it has 20,000 characters", "status"),
        (
            "model",
            "The index was made with another model",
            "it was made with all-MiniLM-L6-v2, not with other.",
            "alert",
        ),
        ("weights", "The language model cannot be used", "its weights are not the expected ones.", "alert"),
        ("damaged", "The collection cannot be read", "the file is damaged.", "alert"),
        ("missing", "There is nothing to search yet", "No articles have been indexed in the folder index.", "status"),
    ],
)
def test_every_failure_is_a_sentence_with_a_remedy(claim: str, heading: str, told: str, role: str):
    shown = html(opened(claim))
    assert heading in shown
    assert told in shown
    assert f'role="{role}"><h2' in shown
    assert "Traceback" not in shown


def test_a_failure_in_the_middle_of_the_page_is_told_once_below_what_was_shown():
    shown = html(opened("vanished"))
    assert shown.count('class="provenance masthead"') == 1
    assert "Earliest in this collection" in shown
    assert "gone: no article has this id." in shown


def test_a_claim_too_long_for_an_address_is_answered_without_one():
    page = ask(opened(invented.CLAIM), f"{invented.CLAIM} {'and so on ' * 200}")
    assert "claim" not in page.query_params
    assert "Earliest in this collection" in html(page)


def test_hostile_text_reaches_the_page_escaped():
    shown = html(opened("hostile"))
    assert "<script" not in shown
    assert "&lt;script&gt;window.ran=1&lt;/script&gt;" in shown
    assert "<img" not in shown
    assert 'href="javascript' not in shown
    assert "\u202e" not in shown


# ------------------------------------------------------------------------- over a real collection

ORIGINAL = (
    "Harbour office shut\n\nBy Ada Quill / Wexmere Gazette\n3 March 2021\n\n"
    "The ferry Halcyon carried 62 passengers when it struck the Wexmere breakwater. "
    "Nobody was hurt, the harbour master said.\n"
)
LATER = (
    "Halcyon again\n\nBy Ben Reed / Northern Wire\n9 March 2021\n\n"
    "The ferry Halcyon carried 63 passengers when it struck the Wexmere breakwater. "
    "It will sail again in <script>window.ran=1</script> May.\n"
)
CLAIM = "The ferry Halcyon carried 62 passengers when it struck the Wexmere breakwater."


def script(index: str, encoder: str) -> None:
    """The page over the collection in a folder, with a fake encoder."""
    from pathlib import Path  # noqa: PLC0415 (Streamlit runs this function's text on its own)

    import trigrams  # noqa: PLC0415

    from provenance.collection import Collection  # noqa: PLC0415
    from provenance.settings import Settings  # noqa: PLC0415
    from provenance.ui.library import Library  # noqa: PLC0415
    from provenance.ui.tracing import page as trace_page  # noqa: PLC0415

    def opener(settings: Settings) -> Collection:
        return Collection.open(settings.index, encoder=getattr(trigrams, encoder)(), read_only=True)

    trace_page.show(Library(Settings(index=Path(index)), opener))


@pytest.fixture
def index(tmp_path: Path) -> Path:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "original.txt").write_text(ORIGINAL, encoding="utf-8")
    (tmp_path / "articles" / "later.txt").write_text(LATER, encoding="utf-8")
    folder = tmp_path / "index"
    with Collection.open(folder, encoder=TrigramEncoder()) as collection:
        assert not collection.index([tmp_path / "articles"]).failures
    return folder


def over(index: Path, encoder: type[Encoder] = TrigramEncoder) -> AppTest:
    page = AppTest.from_function(script, default_timeout=30, args=(str(index), encoder.__name__))
    return checked(page.run())


def test_a_claim_is_traced_through_a_real_collection(index: Path):
    shown = html(ask(over(index), CLAIM))
    assert "2 articles: 2 dated, 3 March 2021 to 9 March 2021" in shown
    assert "Earliest in this collection: Wexmere Gazette, 3 March 2021 (byline)." in shown
    first, later = shown.split('id="a1"')[1].split('id="a2"')
    assert "First appearance" in first
    assert "</span>62<span" in later
    assert "</span>63<span" in later
    assert "number, may change what is said" in later
    assert "It will sail again in &lt;script&gt;" in later


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        ("   ", "The claim: it is empty."),
        ("?!", "it holds no word."),
        ("word " * 4_000, "it has 19,999 characters, and at most 5,000 are traced."),
        ("the", "Give a whole clause"),
        ("Purple elephants negotiated quarterly dividends beneath Antarctica.", advice(EmptyReason.NOTHING_ALIKE)),
        ("Паром столкнулся с волнорезом в тумане", advice(EmptyReason.NOTHING_ALIKE)),
    ],
)
def test_bad_claims_are_answered_in_words(index: Path, claim: str, told: str):
    assert told in html(ask(over(index), claim))


def test_no_index_says_the_command(tmp_path: Path):
    page = over(tmp_path / "no such")
    assert "There is nothing to search yet" in html(page)
    assert page.code[0].value == f"provenance index PATH-TO-ARTICLES --index '{tmp_path / 'no such'}'"


def test_an_index_that_is_a_file_is_told_like_a_missing_one(tmp_path: Path):
    (tmp_path / "index").write_text("a file")
    assert "There is nothing to search yet" in html(over(tmp_path / "index"))


def test_an_index_of_another_model_is_refused_in_words(index: Path):
    shown = html(ask(over(index, OtherEncoder), CLAIM))
    assert "The index was made with another model" in shown
    assert "trigrams" in shown


def test_a_damaged_index_is_refused_in_words(index: Path):
    (index / "provenance.sqlite").write_bytes(b"no database" * 4_000)
    shown = html(over(index))
    assert "The collection cannot be read" in shown
    assert 'role="alert"' in shown


def test_an_empty_collection_says_the_command(index: Path):
    with Collection.open(index, encoder=TrigramEncoder()) as collection:
        collection.remove([article.id for article, _ in collection.status().articles])
    page = over(index)
    assert "The collection holds no articles yet" in html(page)
    assert page.code[0].value == f"provenance index PATH-TO-ARTICLES --index {index}"


def test_what_is_indexed_later_is_found_without_reopening_the_page(index: Path, tmp_path: Path):
    page = ask(over(index), CLAIM)
    assert "2 appearances" in html(page)
    (tmp_path / "third.txt").write_text(
        LATER.replace("9 March", "12 March").replace("Northern Wire", "Harbour Review"), encoding="utf-8"
    )
    with Collection.open(index, encoder=TrigramEncoder()) as collection:
        collection.index([tmp_path / "third.txt"])
    assert "3 appearances" in html(checked(page.run()))


def test_settings_of_the_page_come_from_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("PROVENANCE_INDEX", str(tmp_path / "elsewhere"))
    page = checked(AppTest.from_file(Path(__file__).parents[2] / "app.py", default_timeout=20).run())
    assert page.code[0].value.endswith(str(Settings(index=tmp_path / "elsewhere").index))
