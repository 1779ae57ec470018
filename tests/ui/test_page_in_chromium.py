"""The page in a real browser: it answers, it fits, it looks right in light and dark, and no text of others acts."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import invented
import pytest
from playwright.sync_api import Browser, Page, expect
from trigrams import TrigramEncoder
from visits import ROOT, Visit, served

from provenance.collection import Collection

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    log = tmp_path_factory.mktemp("served") / "log"
    with served(ROOT / "tests" / "ui" / "served.py", log) as found:
        yield found
    assert "Traceback" not in log.read_text(encoding="utf-8", errors="replace")


def side(page: Page, name: str) -> Page:
    """The page with one of the answer's tabs opened."""
    page.get_by_role("tab", name=name).click()
    return page


def settled(page: Page) -> Page:
    """The page once the answer and its picture are drawn."""
    expect(page.locator(".answer")).to_be_visible(timeout=30_000)
    expect(page.get_by_test_id("stVegaLiteChart").locator("svg")).to_be_visible(timeout=30_000)
    return page


def test_a_claim_is_pasted_and_answered_with_marked_words(visit: Visit, address: str):
    page = visit.open(address)
    page.get_by_role("textbox", name="The claim").fill(invented.CLAIM)
    page.get_by_role("button", name="Trace this claim").click()
    settled(page)
    expect(page.locator(".answer")).to_contain_text("Earliest in this collection: Wexmere Gazette, 3 March 2031")
    wording = side(page, "Versions").locator("#a3 .entry-wording")
    assert wording.locator("del").first.evaluate("e => getComputedStyle(e).textDecorationLine") == "line-through"
    assert wording.locator("ins").first.evaluate("e => getComputedStyle(e).textDecorationLine") == "underline"
    assert wording.locator("ins").first.text_content() == "[inserted: 63]"
    expect(page.locator("#a2 .entry-wording del").last).to_contain_text("police said", timeout=20_000)
    page.get_by_role("radio", name="the claim").or_(page.get_by_role("button", name="the claim")).first.click()
    expect(page.locator("#a2 .entry-wording del")).to_have_count(0, timeout=20_000)
    assert quote(invented.CLAIM, safe="") in page.url.replace("+", "%20")
    assert visit.complaints == []
    assert visit.outside(address) == []


def test_going_back_shows_the_answer_before(visit: Visit, address: str):
    page = settled(visit.open(address, invented.CLAIM))
    page.get_by_role("textbox", name="The claim").fill("nothing-alike")
    page.get_by_role("button", name="Trace this claim").click()
    expect(page.locator(".answer")).to_contain_text("No article of this collection", timeout=20_000)
    page.go_back()
    expect(page.locator(".answer")).to_contain_text("Wexmere Gazette", timeout=20_000)
    expect(page.get_by_role("textbox", name="The claim")).to_have_value(invented.CLAIM)


def test_the_passage_unfolds_in_its_context_by_keyboard(visit: Visit, address: str):
    page = side(settled(visit.open(address, invented.CLAIM)), "Versions")
    summary = page.locator("#a3 summary")
    assert not page.locator("#a3 mark").is_visible()
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#a3 mark")).to_contain_text("Police said the ferry Halcyon carried 63 passengers")
    expect(page.locator("#a3 .excerpt")).to_contain_text("2,400 characters after")
    link = page.locator("#a3 a.source")
    assert link.get_attribute("href").startswith("http://review.invalid/a#top:~:text=Police%20said")  # type: ignore[union-attr]
    assert link.get_attribute("rel") == "noopener noreferrer"


def test_the_timeline_is_told_in_words_too(visit: Visit, address: str):
    page = settled(visit.open(address, invented.CLAIM))
    assert (
        page.get_by_role("img", name="Timeline of 7 appearances")
        .or_(page.locator("[aria-label^='Timeline of 7 appearances']"))
        .count()
        >= 1
    )
    page.get_by_text("The timeline as a table").click()
    rows = page.locator(".st-key-timeline table tbody tr")
    expect(rows).to_have_count(7, timeout=20_000)
    expect(rows.nth(5)).to_contain_text("undated, not before 9 March 2031")


def test_hostile_text_does_not_act(visit: Visit, address: str):
    page = settled(visit.open(address, "hostile"))
    chart = page.get_by_test_id("stVegaLiteChart").locator("svg")
    chart.locator("path[aria-roledescription='point'], path[role='graphics-symbol']").first.hover()
    expect(page.locator("#vg-tooltip-element")).to_be_visible(timeout=10_000)
    side(page, "Versions").locator("#a1 summary").click()
    page.wait_for_timeout(300)
    assert page.evaluate("window.ran") is None
    assert page.locator("#vg-tooltip-element script, #vg-tooltip-element b, #vg-tooltip-element i").count() == 0
    assert page.locator(".entry script, .entry img, .entry b, .answer img").count() == 0
    assert page.locator("a[href^='javascript']").count() == 0
    expect(page.locator("#a1 .entry-wording")).to_contain_text("<script>window.ran=1</script>")
    assert visit.complaints == []
    assert visit.outside(address) == []


def test_the_sides_of_the_answer_are_reached_by_keyboard(visit: Visit, address: str):
    page = settled(visit.open(address, invented.CLAIM))
    page.get_by_role("tab", name="Timeline").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.get_by_role("tab", name="Lineage")).to_have_attribute("aria-selected", "true")
    expect(page.locator(".lineage-sentence")).to_be_visible()


def test_lines_of_the_lineage_meet_the_appearances_they_join(visit: Visit, address: str):
    page = side(settled(visit.open(address, invented.CLAIM)), "Lineage")
    rows = page.locator(".lineage-table tbody tr")
    expect(rows).to_have_count(7)
    node, line = (rows.nth(1).locator(sign).first.bounding_box() for sign in (".node", ".turn"))
    trunk = rows.nth(0).locator(".stroke-lower").bounding_box()
    assert node is not None
    assert line is not None
    assert trunk is not None
    assert line["x"] == pytest.approx(trunk["x"] + trunk["width"] / 2, abs=1.5)
    assert line["x"] + line["width"] == pytest.approx(node["x"] + node["width"] / 2, abs=1.5)
    assert line["y"] == pytest.approx(node["y"] + node["height"] / 2, abs=2)
    below = rows.nth(1).bounding_box()
    assert below is not None
    assert trunk["y"] + trunk["height"] == pytest.approx(below["y"], abs=1.5)


@pytest.mark.parametrize("name", ["Timeline", "Versions", "Lineage", "Credit", "Not counted"])
@pytest.mark.parametrize("claim", [invented.CLAIM, "hostile"])
def test_no_side_of_the_answer_runs_over_the_edge_of_a_phone(browser: Browser, address: str, claim: str, name: str):
    visit = Visit(browser, width=390)
    page = side(settled(visit.open(address, claim)), name)
    page.wait_for_timeout(300)
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 390
    last = page.get_by_role("tab", name="Not counted").bounding_box()
    assert last is not None
    assert last["x"] + last["width"] <= 390
    assert visit.complaints == []
    visit.page.close()


@pytest.mark.parametrize(("width", "scheme"), [(1400, "light"), (390, "dark")])
@pytest.mark.parametrize("claim", [None, invented.CLAIM, "damaged", "hostile"])
def test_nothing_runs_over_the_edge(
    browser: Browser, address: str, tmp_path: Path, width: int, scheme: str, claim: str | None
):
    visit = Visit(browser, width=width, scheme=scheme)
    page = visit.open(address, claim)
    expect(page.locator(".introduction, .answer, .state").first).to_be_visible(timeout=30_000)
    page.wait_for_timeout(400)
    page.screenshot(path=tmp_path / "page.png", full_page=True)
    main = "document.querySelector('[data-testid=stMain]')"
    assert page.evaluate(f"{main}.scrollWidth") <= width
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    paper = page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor")
    assert paper == {"light": "rgb(253, 252, 249)", "dark": "rgb(22, 23, 26)"}[scheme]
    assert visit.complaints == []
    visit.page.close()


def test_the_deploy_button_and_the_menu_are_gone(visit: Visit, address: str):
    page = visit.open(address)
    expect(page.locator(".introduction")).to_be_visible(timeout=30_000)
    assert not page.get_by_test_id("stAppDeployButton").is_visible()
    assert not page.get_by_test_id("stMainMenu").is_visible()


@pytest.mark.model
def test_the_program_itself_on_the_sample_collection(visit: Visit, tmp_path: Path):
    with Collection.open(tmp_path / "index") as collection:
        collection.index([ROOT / "seeds"])
    with served(ROOT / "app.py", tmp_path / "log", PROVENANCE_INDEX=str(tmp_path / "index")) as address:
        page = visit.open(address)
        example = page.locator(".st-key-examples button").first
        expect(example).to_be_visible(timeout=60_000)
        asked = example.inner_text().strip("“”\n ")
        example.click()
        expect(page.locator(".answer")).to_contain_text("Earliest in this collection:", timeout=60_000)
        expect(page.get_by_role("textbox", name="The claim")).to_have_value(asked)
        expect(page.locator(".entry-first")).to_have_count(1, timeout=20_000)
        assert visit.complaints == []
        assert visit.outside(address) == []


# ------------------------------------------------------------------------------------ the page Collection

HOSTILE_PAGE = (
    "<!doctype html><html><head><title>&lt;script&gt;window.ran=1&lt;/script&gt; [x](javascript:window.ran=1) :smile:"
    "</title></head><body><article><p>By Eve Adder. 4 March 2021</p><p>The ferry Halcyon carried 62 passengers when it "
    "struck the breakwater, <b>said</b> the harbour master on that day.</p></article></body></html>"
)
HOSTILE_NAME = "[x](javascript:window.ran=1) :smile: <b>bold</b>.html"


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[str]:
    """The page over an index that is not there yet."""
    script = ROOT / "tests" / "ui" / "served_collection.py"
    with served(script, tmp_path / "log", PROVENANCE_INDEX=str(tmp_path / "index")) as found:
        yield found
    assert "Traceback" not in (tmp_path / "log").read_text(encoding="utf-8", errors="replace")


def test_files_are_uploaded_dated_and_removed(visit: Visit, collection: str, tmp_path: Path):
    texts = {
        "quay.txt": "A note about boats that nobody has dated.",
        HOSTILE_NAME: HOSTILE_PAGE,
        "no.zip": "no archive",
    }
    page = visit.open(collection)
    files = [{"name": name, "mimeType": "text/plain", "buffer": text.encode()} for name, text in texts.items()]
    page.locator("input[type=file]").set_input_files(files, timeout=30_000)  # type: ignore[arg-type]
    expect(page.get_by_test_id("stFileUploader")).to_contain_text("no.zip", timeout=20_000)
    visit.settled().get_by_role("button", name="Add to the collection").click()
    expect(page.get_by_text("2 added, 1 failed")).to_be_visible(timeout=30_000)
    expect(page.get_by_role("table").first).to_contain_text("no.zip")
    expect(page.get_by_role("table").nth(1)).to_contain_text(HOSTILE_NAME)
    visit.settled().get_by_text("Dates", exact=True).click()
    visit.settled().get_by_role("button", name="Look at it").last.click()
    expect(page.locator(".dossier")).to_contain_text("quay", timeout=20_000)
    visit.settled().get_by_text("Put its date right").click()
    page.get_by_role("textbox", name="Date", exact=True).fill("2021-03-05")
    visit.settled().get_by_role("button", name="Date the article").click()
    expect(page.locator(".notice")).to_contain_text("Dated by your word", timeout=20_000)
    expect(page.locator(".dossier-date")).to_have_text("5 March 2021")
    visit.settled().get_by_role("button", name="Remove this article").click()
    visit.settled().get_by_role("button", name="Yes, remove it").click()
    expect(page.locator(".notice")).to_have_text("Removed: quay, with its uploaded file.", timeout=20_000)
    assert not list((tmp_path / "index" / "uploads").rglob("quay.txt"))
    assert page.evaluate("window.ran") is None
    assert visit.complaints == []
    assert visit.outside(collection) == []


@pytest.mark.parametrize(("width", "scheme"), [(1400, "light"), (390, "dark")])
def test_the_collection_fits_and_does_not_act(
    browser: Browser, collection: str, tmp_path: Path, width: int, scheme: str
):
    (tmp_path / "evil.html").write_text(HOSTILE_PAGE, encoding="utf-8")
    with Collection.open(tmp_path / "index", encoder=TrigramEncoder()) as kept:
        kept.index([tmp_path / "evil.html", ROOT / "seeds"])
    visit = Visit(browser, width=width, scheme=scheme)
    for part in ("", "?article=evil"):
        page = visit.open(f"{collection}/{part}")
        expect(page.locator(".dossier") if part else page.get_by_test_id("stDataFrame")).to_be_visible(timeout=30_000)
        for view in () if part else ("Dates", "Months", "Boilerplate", "Articles"):
            page.get_by_test_id("stMain").get_by_text(view, exact=True).first.click()
            expect(page.locator("h2.section").first).to_be_visible()
            page.wait_for_timeout(700)
            assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= width
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate("window.ran") is None
        assert page.locator("a[href^='javascript']").count() == 0
    expect(page.locator(".dossier h2")).to_contain_text(
        "<script>window.ran=1</script> [x](javascript:window.ran=1) :smile:"
    )
    assert visit.complaints == []
    visit.page.close()
