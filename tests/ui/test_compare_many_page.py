"""The page *Compare many*, driven without a browser: gathering, matrix, pairs, stories, and one passage in all."""

import re
from html import unescape
from pathlib import Path

import pytest
from compared import CHAINED, CHANGED, COPY, COUNTED, EVIL, FIRST, make_index
from drawn import checked, html
from streamlit.testing.v1 import AppTest
from trigrams import TrigramEncoder

from provenance.collection import Collection
from provenance.ui.comparing.many_page import View
from provenance.ui.comparing.shares import By


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return make_index(tmp_path)


def script(index: str) -> None:
    """The page over the collection in a folder."""
    import served_collection  # noqa: PLC0415 (Streamlit runs this function's text on its own)

    served_collection.compare_many_page.show(served_collection.library(index))


def opened(index: Path) -> AppTest:
    return checked(AppTest.from_function(script, default_timeout=60, args=(str(index),)).run())


def gathered(index: Path, view: View = View.MATRIX) -> AppTest:
    page = opened(index)
    if page.button:
        checked(page.button(key="gather").click().run())
    return checked(page.button_group(key="many").set_value(view).run())


def cells(fragment: str) -> list[list[str]]:
    """The rows of a table as a reader sees them."""
    rows = re.findall(r"<tr.*?</tr>", fragment.split("<tbody")[1].split("</tbody>", maxsplit=1)[0], re.DOTALL)
    return [
        [" ".join(unescape(re.sub(r"<[^>]+>", "", cell)).split()) for cell in re.findall(r"<t[hd].*?</t[hd]>", row)]
        for row in rows
    ]


def table(page: AppTest, caption: str) -> list[list[str]]:
    return cells(html(page).split(caption)[1])


# ---------------------------------------------------------------------------------------------- gathering


def test_nothing_is_compared_before_the_reader_asks(index: Path):
    page = opened(index)
    assert page.button(key="gather").label == "Compare 5 articles"
    assert "At most 2,000 pairs are compared" in html(page)
    assert not page.button_group


def test_what_was_found_is_kept_until_the_collection_changes(index: Path):
    assert "4 of 5 articles share passages with others." in html(gathered(index))
    assert "4 of 5 articles share passages with others." in html(opened(index))
    with Collection.open(index, encoder=TrigramEncoder()) as collection:
        collection.remove([COPY])
    assert opened(index).button(key="gather").label == "Compare 4 articles"


def test_an_empty_collection_and_none_are_told_apart(tmp_path: Path):
    assert "There is nothing to search yet" in html(opened(tmp_path / "none"))
    with Collection.open(make_index(tmp_path), encoder=TrigramEncoder()) as collection:
        collection.remove([article.id for article, _ in collection.status().articles])
    assert "The collection holds no articles yet" in html(opened(tmp_path / "index"))


def test_a_collection_that_shares_nothing_is_told_so(index: Path):
    with Collection.open(index, encoder=TrigramEncoder()) as collection:
        collection.remove([COPY, CHANGED, EVIL])
    page = checked(opened(index).button(key="gather").click().run())
    assert "No two of these articles share a passage." in html(page)


# --------------------------------------------------------------------------------------------- the matrix


def test_the_matrix_says_how_much_of_the_row_stands_in_the_column_and_leads_to_the_pair(index: Path):
    page = gathered(index)
    rows = {row[0].split(" ", 1)[1]: row[1:] for row in cells(html(page).split('class="matrix"')[1])}
    titles = list(rows)
    first, copy = titles.index("Kiln at Overmoss"), titles.index("The cold kiln")
    assert rows["Kiln at Overmoss"][copy] == "100"
    assert rows["The cold kiln"][first] == "96"
    assert rows["Kiln at Overmoss"][first] == "itself"
    assert "compare?source=first&amp;target=copy" in html(page)
    assert "compare?source=first&amp;target=a%26b%3D%3Ci%3E" in html(page)


def test_the_table_says_the_same_as_the_matrix(index: Path):
    rows = table(gathered(index), "largest first</caption>")
    assert ["Kiln at Overmoss", "The cold kiln", "100 %", "1 pair", "Compare"] in rows
    assert ["The cold kiln", "Kiln at Overmoss", "96 %", "1 pair", "Compare"] in rows


def test_the_matrix_by_outlet(index: Path):
    page = gathered(index)
    checked(page.button_group(key="by").set_value(By.OUTLET).run())
    rows = table(page, "largest first</caption>")
    assert any(row[:2] == ["Clarion", "Echo"] and row[3] == "2 pairs" for row in rows)
    assert any(row[:2] == ["Clarion", "Clarion"] and row[3] == "1 pair" for row in rows)


def test_hostile_titles_do_not_act(index: Path):
    for view in View:
        shown = html(gathered(index, view))
        assert not re.search(r"<script|<img|<i>|\u202e", shown)


# ---------------------------------------------------------------------------------------- pairs and stories


def test_pairs_are_listed_with_the_earlier_and_a_way_to_them(index: Path):
    rows = table(gathered(index, View.PAIRS), "most wording first</caption>")
    assert [
        "Kiln at Overmoss, Clarion",
        "The cold kiln, Echo",
        "repost",
        "1",
        "100 %",
        "96 %",
        "source",
        "Compare",
    ] in rows
    assert len(rows) == 6


def test_stories_name_their_members_and_how_much_each_shares_with_the_first(index: Path):
    rows = table(gathered(index, View.STORIES), "in order of date</caption>")
    assert rows[0][:4] == ["Kiln at Overmoss", "Clarion", "3 March 2021", "the first"]
    assert rows[1] == ["The cold kiln", "Echo", "5 March 2021", "96 %", "Compare"]


# -------------------------------------------------------------------------------------------- one passage


def test_one_passage_is_read_in_all_articles_against_a_base_of_choice(index: Path):
    page = gathered(index, View.PASSAGE)
    assert page.selectbox(key="passage").options[:2] == [f"In 4 articles: {COUNTED}", f"In 4 articles: {CHAINED}"]
    rows = {row[0].split(" 202")[0]: row for row in table(page, "then in order of date</caption>")}
    assert len(rows) == 4
    base = next(row for row in rows.values() if "Base" in row[0])
    assert base[1] == COUNTED
    assert any("[deleted: eleven] [inserted: forty]" in row[1] and "number" in row[2] for row in rows.values())
    checked(page.selectbox(key="base 0").set_value(CHANGED).run())
    rows = table(page, "then in order of date</caption>")
    assert rows[0][1] == COUNTED.replace("eleven", "forty")
    assert "[deleted: forty] [inserted: eleven]" in rows[1][1]
    assert f"compare?source={CHANGED}&amp;target={FIRST}" in html(page)


def test_another_passage_is_read_with_a_base_of_its_own(index: Path):
    page = gathered(index, View.PASSAGE)
    checked(page.selectbox(key="passage").set_value(1).run())
    rows = table(page, "then in order of date</caption>")
    assert rows[0][1] == CHAINED
    assert page.selectbox(key="base 1").value == FIRST
