"""The report of a batch: one file that says everything, reads without a script, and does nothing of its own."""

import io
import re
import weakref
from collections.abc import Iterator
from dataclasses import replace

import invented
import invented_batches
import pytest
from bs4 import BeautifulSoup, Tag
from test_documents import Page

from provenance.models import Batch, BatchRow
from provenance.reporting.batch import html

MIXED = invented_batches.mixed()


def written(batch: Batch) -> str:
    stream = io.BytesIO()
    html.write(batch, stream)
    return stream.getvalue().decode("utf-8")


@pytest.fixture(scope="module")
def report() -> BeautifulSoup:
    return BeautifulSoup(written(MIXED), "html.parser")


def words(tag: Tag | None) -> str:
    assert tag is not None
    return re.sub(r"\s+", " ", tag.get_text()).strip()


def test_it_is_one_balanced_file_without_script_or_network():
    page = Page(written(MIXED))
    assert page.elements.isdisjoint({"script", "img", "iframe", "link", "object", "embed", "base", "form"})
    assert not [name for name in page.attributes if name.startswith("on")]
    assert "src" not in page.attributes
    assert all(
        address.startswith(("https://", "http://", "#claim-", "#contents")) for address in page.attributes["href"]
    )


def test_the_document_forbids_itself_scripts_and_fetches(report: BeautifulSoup):
    policy = report.find("meta", {"http-equiv": "Content-Security-Policy"})
    assert policy
    assert policy["content"] == ("default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'")


def test_no_two_elements_share_an_id_and_every_link_inside_leads_somewhere(report: BeautifulSoup):
    ids = [tag["id"] for tag in report.find_all(id=True)]
    assert len(ids) == len(set(ids))
    inside = {str(link["href"]) for link in report.find_all("a") if str(link["href"]).startswith("#")}
    assert inside == {"#contents", *(f"#claim-{number}" for number in range(1, 11))}
    assert {link.removeprefix("#") for link in inside} <= set(ids)
    named = {
        name for tag in report.find_all(attrs={"aria-labelledby": True}) for name in tag["aria-labelledby"].split()
    }
    assert named <= set(ids)


def test_the_summary_says_what_became_of_every_row(report: BeautifulSoup):
    figures = [(words(figure.dt), words(figure.dd)) for figure in report.select(".figure")]
    assert figures == [
        ("Claims found", "6"),
        ("with a dated first appearance", "5"),
        ("another article may be as early or earlier", "1"),
        ("in undated articles only", "1"),
        ("Changes that may matter", "2"),
        ("the claim differs from its first appearance", "1"),
        ("a later article differs from the first", "1"),
        ("Claims not found", "2"),
        ("nothing alike", "1"),
        ("the same subject only, other statements", "1"),
        ("Rows not traced", "2"),
    ]
    assert words(report.select_one(".failures li")) == ("9 (empty) the claim: it is empty. Paste a sentence.")


def test_the_list_of_all_claims_has_a_line_for_every_row(report: BeautifulSoup):
    lines = [[words(cell) for cell in line.find_all(["td", "th"])] for line in report.select(".contents tbody tr")]
    assert lines[0] == ["1", f"{invented.CLAIM} changed", "Wexmere Gazette 3 March 2031", "7"]
    assert lines[4] == ["5", invented.CLAIM, "Coastal Monthly March 2031", "1"]
    assert lines[5] == ["6", invented.CLAIM, "in undated articles only", "1"]
    assert lines[6] == ["7", invented.CLAIM, "not found: nothing alike", "0"]
    assert lines[8] == ["9", "(empty)", "not traced: the claim: it is empty. Paste a sentence.", ""]
    assert len(lines) == 10


def test_the_drawing_and_its_table_say_the_same(report: BeautifulSoup):
    drawn = [words(column.title) for column in report.select("rect.column")]
    table = report.find("caption", string="Claims by the day of their first appearance")
    assert table
    told = [[words(cell) for cell in line.find_all(["th", "td"])] for line in table.parent.select("tbody tr")]  # type: ignore[union-attr]
    assert told == [["3 March 2031", "3"], ["9 March 2031", "1"]]
    assert drawn == ["3 March 2031: 3 claims", "9 March 2031: 1 claim"]
    assert "1 first appearance is dated less finely than to the day and stands in no column." in report.get_text()


def test_every_claim_tells_its_facts(report: BeautifulSoup):
    first = report.find(id="claim-1")
    said = words(first)  # type: ignore[arg-type]
    trace = invented.trace()
    assert trace.answer in said
    for found in trace.appearances:
        told = words(report.find(id=f"c1-{found.id}"))  # type: ignore[arg-type]
        assert f"{found.relation.value}, score {found.judgement.score:.2f}: {found.judgement.reason}" in told
        assert f"of {found.article.path} (article {found.article.id})" in told
        assert f"{found.passage.span.begin:,} to {found.passage.span.end:,}" in told
        assert all(change.note in told for change in found.versus_first.changes)
    for found in trace.related:
        assert found.judgement.reason in words(report.find(id=f"c1-{found.id}"))  # type: ignore[arg-type]
    assert "desk North =cmd <b>@SUM</b>" in said
    assert "carried [deleted: 62] [inserted: 63] passengers" in said
    assert "may come from a1, likely (90 %)" in said


def test_links_open_at_the_words(report: BeautifulSoup):
    links = [str(link["href"]) for link in report.select("#claim-1 a.source")]
    assert links[0].startswith("https://gazette.invalid/halcyon-struck#:~:text=%E2%80%9CThe%20ferry")
    assert {tuple(link["rel"]) for link in report.select("a.source")} == {("noopener", "noreferrer")}


def test_hostile_text_is_shown_as_text(report: BeautifulSoup):
    text = report.get_text()
    assert "<script>window.ran=1</script>" in text
    assert "‹U+202E›gnp.exe" in text
    assert '7"><script>window.ran=9</script>' in words(report.find(id="claim-2"))  # type: ignore[arg-type]
    assert not re.search("[\u202a-\u202e\x1b]", text)


def test_a_broken_off_run_says_so():
    text = Page(written(invented_batches.batch(*MIXED.rows, total=1_234))).text
    assert "Not finished: 10 of 1,234 claims were done when the run was broken off." in text


def test_an_empty_list_is_a_report_too():
    text = Page(written(invented_batches.batch())).text
    assert "None of 0 claims appears in this collection." in text


class Noticed(BatchRow):
    """A row that can be watched."""


class Rows:
    """Rows made when they are read; `most` is how many of them were alive at once."""

    def __init__(self, number: int) -> None:
        self.number, self.most = number, 0

    def __iter__(self) -> Iterator[BatchRow]:
        watched: list[weakref.ref[BatchRow]] = []
        for position in range(1, self.number + 1):
            plain = invented_batches.row(position, invented_batches.undated())
            row = Noticed(asked=plain.asked, trace=plain.trace)
            watched.append(weakref.ref(row))
            self.most = max(self.most, sum(one() is not None for one in watched))
            yield row


def test_rows_are_read_one_by_one_and_never_held():
    rows = Rows(100)
    html.write(replace(invented_batches.batch(total=100), rows=rows), io.BytesIO())
    assert rows.most < 10
