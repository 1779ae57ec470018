"""The pages that compare, in a real browser: passages lead to one another, all of it fits, and no text acts."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from compared import CHANGED, COPY, EVIL, FIRST, make_index
from playwright.sync_api import Browser, Page, expect
from visits import ROOT, Visit, served

pytestmark = pytest.mark.browser

SCRIPT = ROOT / "tests" / "ui" / "served_collection.py"
# What Streamlit itself asks for in vain where a page is opened by its own address.
OWN = "Failed to load resource: the server responded with a status of 404 (Not Found)"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("compared")
    with served(SCRIPT, folder / "log", PROVENANCE_INDEX=str(make_index(folder))) as found:
        yield found
    assert "Traceback" not in (folder / "log").read_text(encoding="utf-8", errors="replace")


def pair(visit: Visit, address: str, source: str, target: str) -> Page:
    page = visit.open(f"{address}/compare?source={quote(source)}&target={quote(target)}")
    expect(page.locator(".columns").first).to_be_visible(timeout=60_000)
    return page


def gathered(visit: Visit, address: str) -> Page:
    page = visit.open(f"{address}/compare_many")
    expect(page.locator(".introduction, .many-summary").first).to_be_visible(timeout=60_000)
    if page.locator(".introduction").count():
        page.get_by_role("button", name="Compare 5 articles").click()
    expect(page.locator(".matrix")).to_be_visible(timeout=60_000)
    return page


def harmless(visit: Visit, address: str) -> bool:
    complaints = [said for said in visit.complaints if said != OWN]
    return (complaints, visit.outside(address), visit.page.evaluate("window.ran")) == ([], [], None)


def test_a_click_on_a_passage_goes_to_its_counterpart_and_the_enter_key_comes_back(visit: Visit, address: str):
    page = pair(visit, address, FIRST, CHANGED)
    page.locator("#source-1").click(position={"x": 8, "y": 8})
    page.wait_for_function("document.activeElement.id == 'target-1'")
    assert page.url.endswith("#target-1")
    assert page.locator("#target-1").evaluate("e => e.getBoundingClientRect().top < innerHeight")
    lit = page.locator("#target-1").evaluate("e => getComputedStyle(e).backgroundColor")
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.id == 'source-1'")
    assert page.locator("#target-1").evaluate("e => getComputedStyle(e).backgroundColor") != lit
    assert harmless(visit, address)


def test_passages_are_reached_by_the_tab_key_from_the_map_on(visit: Visit, address: str):
    page = pair(visit, address, FIRST, CHANGED)
    page.locator(".map-bar").nth(1).locator("a").focus()
    assert "of the source" in page.evaluate("document.activeElement.ariaLabel")
    reached = []
    for _ in range(12):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.id"))
    assert [identity for identity in reached if identity][:3] == ["source-1", "source-1-1", "target-1"]


def test_swapping_and_going_back_keep_pair_and_address_in_step(visit: Visit, address: str):
    page = pair(visit, address, FIRST, COPY)
    expect(page.locator(".certainty").first).to_contain_text("The source is earlier")
    page.get_by_role("button", name="Swap").click()
    expect(page.locator(".certainty").first).to_contain_text("The target is earlier", timeout=20_000)
    assert f"source={COPY}&target={FIRST}" in page.url


def test_two_texts_are_pasted_and_compared(visit: Visit, address: str):
    page = visit.open(f"{address}/compare")
    page.get_by_test_id("stButtonGroup").get_by_text("Pasted texts").click(timeout=60_000)
    said = (
        "Fog had lain on the water at Wexmere since the evening, and nobody on the quay could see the light. The ferry "
        "Halcyon carried {} passengers when it struck the breakwater, the harbour master said."
    )
    evil = "<img src=x onerror=window.ran=1><script>window.ran=1</script>"
    page.get_by_role("textbox", name="Source").fill(f"{evil}\n\n{said.format(62)}")
    page.get_by_role("textbox", name="Target").fill(f"{said.format(63)}\n\nNothing else is known.")
    page.get_by_role("button", name="Compare these texts").click()
    expect(page.locator(".column-text del").first).to_contain_text("62", timeout=30_000)
    expect(page.locator(".column-text ins").first).to_contain_text("63")
    expect(page.locator(".column-text").first).to_contain_text(evil)
    page.get_by_role("tab", name="Changes").click()
    expect(page.locator(".change-material")).to_contain_text("number")
    assert harmless(visit, address)


def test_a_cell_of_the_matrix_leads_to_the_pair(visit: Visit, address: str):
    page = gathered(visit, address)
    page.locator(".matrix a[href*='a%26b']").first.click()
    expect(page.locator(".columns").first).to_be_visible(timeout=60_000)
    expect(page.locator(".sides")).to_contain_text("<script>window.ran=1</script>")
    assert harmless(visit, address)


@pytest.mark.parametrize(("width", "scheme"), [(1400, "light"), (390, "dark")])
def test_nothing_runs_over_the_edge_and_nothing_acts(
    browser: Browser, address: str, tmp_path: Path, width: int, scheme: str
):
    visit = Visit(browser, width=width, scheme=scheme)
    main = "document.querySelector('[data-testid=stMain]').scrollWidth"
    page = pair(visit, address, EVIL, FIRST)
    for tab in ("Matches", "Changes", "Only in one"):
        page.get_by_role("tab", name=tab).click()
        page.wait_for_timeout(300)
        page.screenshot(path=tmp_path / f"{tab}.png", full_page=True)
        assert page.evaluate(main) <= width
    page = gathered(visit, address)
    for view in ("Pairs", "Stories", "One passage", "Matrix", "Outlets"):
        page.get_by_test_id("stButtonGroup").get_by_text(view, exact=True).click()
        page.wait_for_timeout(900)
        page.screenshot(path=tmp_path / f"{view}.png", full_page=True)
        assert page.evaluate(main) <= width
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator(".provenance script, .provenance img").count() == 0
    assert harmless(visit, address)
    visit.page.close()
