"""The page *Compare*, driven without a browser: choosing, pasting, swapping, and what cannot be compared."""

import re
from pathlib import Path

import pytest
from compared import ALONE, CHAINED, CHANGED, COLD, COPY, COUNTED, EVIL, FIRST, GOAT, make_index
from drawn import checked, html, press
from streamlit.testing.v1 import AppTest

from provenance.pairs import LONGEST
from provenance.ui.comparing.choice import Way
from provenance.ui.comparing.page import Show


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return make_index(tmp_path)


def script(index: str) -> None:
    """The page over the collection in a folder."""
    import served_collection  # noqa: PLC0415 (Streamlit runs this function's text on its own)

    served_collection.compare_page.show(served_collection.library(index))


def opened(index: Path, source: str | None = None, target: str | None = None) -> AppTest:
    page = AppTest.from_function(script, default_timeout=60, args=(str(index),))
    for name, identity in (("source", source), ("target", target)):
        if identity is not None:
            page.query_params[name] = identity
    return checked(page.run())


def choose(page: AppTest, source: str, target: str) -> AppTest:
    checked(page.selectbox(key="chosen source").set_value(source).run())
    return checked(page.selectbox(key="chosen target").set_value(target).run())


def paste(page: AppTest, source: str, target: str) -> AppTest:
    if page.button_group:
        checked(page.button_group(key="way").set_value(Way.PASTED).run())
    page.text_area(key="pasted source").set_value(source)
    page.text_area(key="pasted target").set_value(target)
    return press(page, "Compare these texts")


# ------------------------------------------------------------------------------------ from the collection


def test_a_newcomer_is_told_what_the_page_does_and_finds_articles_by_title_outlet_and_date(index: Path):
    page = opened(index)
    assert "Choose two articles, or paste two texts." in html(page)
    assert "Kiln at Overmoss · Clarion · 3 March 2021" in page.selectbox(key="chosen source").options
    assert "Forty sacks · Clarion · undated" in page.selectbox(key="chosen target").options


def test_two_chosen_articles_stand_side_by_side_and_in_the_address(index: Path):
    page = choose(opened(index), FIRST, CHANGED)
    shown = html(page)
    assert "Which is earlier is not known: the target is undated." in shown
    assert [tab.label for tab in page.tabs] == ["Matches (1)", "Changes (1)", "Only in one"]
    assert re.search(r'<a class="taken" id="source-1" href="#target-1">', shown)
    assert re.search(r'<a class="taken" id="target-1" href="#source-1">', shown)
    assert page.query_params == {"source": FIRST, "target": CHANGED}
    assert [button.label for button in page.get("download_button")] == ["HTML", "Markdown", "JSON"]  # type: ignore[attr-defined]


def test_an_address_opens_at_its_pair_and_says_which_is_earlier(index: Path):
    shown = html(opened(index, FIRST, COPY))
    assert "One is a repost of the other: 1 passage, 100 % of the source" in shown
    assert "The source is earlier: dated 3 March 2021" in shown


def test_swapping_turns_the_pair_and_the_address_round(index: Path):
    page = press(opened(index, FIRST, COPY), "⇄ Swap source and target")
    assert page.query_params == {"source": COPY, "target": FIRST}
    assert "The target is earlier" in html(page)
    assert page.selectbox(key="chosen source").value == COPY


def test_an_address_that_changed_opens_at_the_other_pair(index: Path):
    page = opened(index, FIRST, COPY)
    page.query_params["target"] = CHANGED
    checked(page.run())
    assert page.selectbox(key="chosen target").value == CHANGED
    assert "Forty sacks" in html(page)


def test_changes_are_explained_and_those_that_may_matter_can_be_had_alone(index: Path):
    page = opened(index, FIRST, CHANGED)
    assert "number, may change what is said" in html(page)
    assert page.button_group(key="passages").value == Show.CHANGED
    checked(page.button_group(key="passages").set_value(Show.MATERIAL).run())
    assert "[deleted: </span>eleven" in html(page)
    same = opened(index, FIRST, COPY)
    assert same.button_group(key="passages").value == Show.ALL
    checked(same.button_group(key="passages").set_value(Show.MATERIAL).run())
    assert "No passage was changed in a way that may change what is said." in html(same)


def test_what_only_one_says_is_shown(index: Path):
    own, other = html(opened(index, FIRST, CHANGED)).split('aria-label="Only in the ')[1:]
    assert COLD in own
    assert "A rope was found" in other


def test_articles_that_share_nothing_are_told_so(index: Path):
    shown = html(opened(index, FIRST, ALONE))
    assert "They are independent: no passage that speaks for reuse stands in both." in shown
    assert "No passage stands in both, in the same or in recognisably changed words." in shown
    assert "Without a passage in both there is no change to show." in shown
    assert GOAT in shown


@pytest.mark.parametrize(
    ("source", "target", "heading", "told"),
    [
        (FIRST, FIRST, "Nothing was done", "The two sides: they are one article."),
        (FIRST, "gone", "There is no such article", "gone: no article of the collection has this id."),
    ],
)
def test_what_cannot_be_compared_is_said(index: Path, source: str, target: str, heading: str, told: str):
    shown = html(opened(index, source, target))
    assert heading in shown
    assert told in shown


def test_hostile_articles_do_not_act(index: Path):
    shown = html(opened(index, FIRST, EVIL))
    assert "&lt;script&gt;window.ran=1&lt;/script&gt;" in shown
    assert not re.search(r"<script|<img|<i>|\u202e", shown)


# ------------------------------------------------------------------------------------------------- pasted


def test_two_pasted_texts_are_compared_without_a_collection(tmp_path: Path):
    page = paste(opened(tmp_path / "none"), f"{COUNTED} {CHAINED}", f"{COUNTED.replace('eleven', 'ten')} {CHAINED}")
    shown = html(page)
    assert "One is a repost of the other" in shown
    assert "the source and the target are undated" in shown
    assert "[deleted: </span>eleven" in shown
    assert page.text_area(key="pasted target").value.startswith("At four in the morning the lock keeper counted ten")


def test_a_pasted_text_that_says_its_date_is_dated(index: Path):
    dated = f"Kiln at Overmoss\n\nBy Ada Quill\n3 March 2021\n\n{COUNTED}\n\n{CHAINED}"
    page = paste(opened(index, FIRST, COPY), f"{COUNTED}\n\n{CHAINED}", dated)
    assert "3 March 2021" in html(page)
    assert page.query_params == {}


def test_pasted_texts_are_swapped(index: Path):
    page = press(paste(opened(index), COUNTED, f"{COUNTED} {GOAT}"), "⇄ Swap source and target")
    assert page.text_area(key="pasted source").value == f"{COUNTED} {GOAT}"
    assert "Only in the source" in html(page)


@pytest.mark.parametrize(
    ("source", "target", "told"),
    [
        ("", COUNTED, "The source: it is empty."),
        (COUNTED, " \n ", "The target: it is empty."),
        (COUNTED, "12. — 14!", "The target: it holds no word."),
        ("word " * (LONGEST // 5 + 1), COUNTED, "characters, and at most 3,000,000 are compared."),
    ],
)
def test_pasted_texts_that_cannot_be_compared_are_named(tmp_path: Path, source: str, target: str, told: str):
    shown = html(paste(opened(tmp_path / "none"), source, target))
    assert "Nothing was done" in shown
    assert told in shown


def test_the_same_text_twice_is_called_that(tmp_path: Path):
    assert "Source and target have the same text." in html(paste(opened(tmp_path / "none"), COUNTED, COUNTED))
