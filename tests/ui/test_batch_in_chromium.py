"""The page *Batch* in a real browser: a list goes in, a table and files come out, and no text of others acts."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from test_batch_page import HOSTILE
from test_batch_run import CLAIMS, FIRST, LATER, UNDATED
from trigrams import TrigramEncoder
from visits import Visit, served

from provenance.collection import Collection

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
ROWS = (
    "id,text\n"
    + "".join(f'c{n},"{claim}"\n' for n, claim in enumerate(CLAIMS.splitlines(), 1))
    + f'"{HOSTILE}","{HOSTILE}"\n'
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("served")
    for name, text in (("first", FIRST), ("later", LATER), ("undated", UNDATED)):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    with Collection.open(folder / "index", encoder=TrigramEncoder()) as collection:
        assert not collection.index([folder]).failures
    script = ROOT / "tests" / "ui" / "served_collection.py"
    with served(script, folder / "log", PROVENANCE_INDEX=str(folder / "index")) as found:
        yield found
    assert "Traceback" not in (folder / "log").read_text(encoding="utf-8", errors="replace")


def asked(visit: Visit, address: str) -> Page:
    """The page at the moment when a list has been uploaded and its column chosen."""
    page = visit.open(address)
    menu = page.get_by_test_id("stExpandSidebarButton")
    link = page.get_by_role("link", name="Batch")
    expect(menu.or_(link).first).to_be_visible(timeout=30_000)
    narrow = menu.is_visible()
    if narrow:
        menu.click()
    link.click()
    if narrow:
        page.get_by_test_id("stSidebarCollapseButton").get_by_role("button").click()
    uploader = page.locator(".st-key-batch-intake input[type=file]")
    uploader.set_input_files([{"name": "claims.csv", "mimeType": "text/csv", "buffer": ROWS.encode()}], timeout=30_000)
    page.get_by_role("combobox", name="The column with the claims").click(timeout=20_000)
    page.get_by_role("option", name="text", exact=True).click()
    return page


def traced(page: Page) -> Page:
    page.get_by_role("button", name="Trace these claims").click(timeout=20_000)
    expect(page.locator("h2.answer")).to_contain_text("3 of 7 claims appear", timeout=60_000)
    expect(page.get_by_test_id("stDataFrame")).to_be_visible(timeout=20_000)
    return page


def test_a_list_is_traced_looked_at_opened_and_kept(browser: Browser, address: str):
    visit = Visit(browser)
    page = traced(asked(visit, address))
    page.get_by_role("radio", name="Changes that may matter").or_(
        page.get_by_role("button", name="Changes that may matter")
    ).first.click()
    expect(page.get_by_text("1 of 7 claims")).to_be_visible(timeout=20_000)
    visit.settled()  # until then the button's file may be drawn anew, and the one clicked is gone
    with page.expect_download(timeout=30_000) as kept:
        page.get_by_role("button", name="Download HTML").click()
    assert kept.value.suggested_filename == "claims-provenance.html"
    assert "Northern Wire" in kept.value.path().read_text(encoding="utf-8")
    expect(page.get_by_text("1 of 7 claims")).to_be_visible()  # the click has lost nothing
    frame = visit.settled().get_by_test_id("stDataFrame").locator("canvas").first.bounding_box()
    assert frame is not None
    page.mouse.click(frame["x"] + 16, frame["y"] + 52)  # the first row's box
    expect(page.get_by_role("textbox", name="The claim")).to_have_value(CLAIMS.splitlines()[0], timeout=30_000)
    expect(page.locator(".answer")).to_contain_text("Wexmere Gazette, 3 March 2021")
    assert "claim=The" in page.url
    page.get_by_role("link", name="Batch").click()
    expect(page.get_by_text("1 of 7 claims")).to_be_visible(timeout=20_000)
    assert visit.complaints == []
    assert visit.outside(address) == []
    visit.page.close()


def test_a_table_offers_no_file_that_a_spreadsheet_would_run(browser: Browser, address: str):
    page = traced(asked(Visit(browser), address))
    page.get_by_test_id("stDataFrame").hover()
    expect(page.get_by_role("button", name="Show/hide columns")).to_be_visible(timeout=10_000)
    expect(page.get_by_role("button", name="Download as CSV")).to_be_hidden()
    page.close()


@pytest.mark.parametrize(("width", "scheme"), [(1400, "light"), (390, "dark")])
def test_nothing_runs_over_the_edge_and_no_claim_acts(
    browser: Browser, address: str, tmp_path: Path, width: int, scheme: str
):
    visit = Visit(browser, width=width, scheme=scheme)
    page = asked(visit, address)
    expect(page.get_by_text("7 claims")).to_be_visible(timeout=20_000)
    for number, shown in enumerate((page, traced(page))):
        shown.wait_for_timeout(500)
        shown.screenshot(path=tmp_path / f"{number}.png", full_page=True)
        assert shown.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= width
        assert shown.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("window.ran") is None
    assert page.locator("a[href^='javascript']").count() == 0
    assert visit.complaints == []
    visit.page.close()
