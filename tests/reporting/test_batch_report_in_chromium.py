"""The report of a batch in a real browser: nothing runs, everything can be read, on a screen and on paper."""

import io
from collections.abc import Iterator
from pathlib import Path

import invented
import invented_batches
import pypdfium2
import pytest
from playwright.sync_api import Browser, Page

from provenance.reporting.batch import html

pytestmark = pytest.mark.browser

# The least contrast of any text with the ground behind it, with the words it was found at.
CONTRAST = """() => {
  const channels = colour => colour.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(c => c / 255)
    .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = element => {
    for (let at = element; at; at = at.parentElement) {
      const found = channels(getComputedStyle(at).backgroundColor);
      if (found.length < 4 || found[3] > 0) return found;
    }
    return [255, 255, 255];
  };
  const ink = element => {
    const style = getComputedStyle(element);
    return channels(element instanceof SVGElement ? style.fill : style.color);
  };
  let least = [21, ''];
  for (const element of document.body.querySelectorAll('*')) {
    const own = [...element.childNodes].filter(n => n.nodeType === 3 && n.data.trim());
    if (!own.length || element.matches('title, title *, .spoken, .spoken *')) continue;
    const [dark, bright] = [light(ink(element)), light(ground(element))].sort((a, b) => a - b);
    const contrast = (bright + 0.05) / (dark + 0.05);
    if (contrast < least[0]) least = [contrast, own[0].data.trim().slice(0, 60)];
  }
  return least;
}"""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("batch") / "report.html"
    stream = io.BytesIO()
    html.write(invented_batches.mixed(), stream)
    path.write_bytes(stream.getvalue())
    return path.as_uri()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 1400, "height": 900})
    yield opened
    opened.close()


def test_hostile_text_does_not_run_and_nothing_is_fetched(page: Page, report: str):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(report)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    page.mouse.move(300, 300)
    page.wait_for_timeout(200)
    assert page.evaluate("window.ran") is None
    assert asked == [report]
    assert page.evaluate("document.scripts.length") == 0
    assert page.locator("#claim-2 .entry-name").first.text_content() == "Out<b>let</b>␛]0;owned␇"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_word_has_the_contrast_of_wcag_aa(browser: Browser, report: str, scheme: str):
    page = browser.new_page(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(report)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    least, where = page.evaluate(CONTRAST)
    assert least >= 4.5, where
    assert least < 21
    page.close()


@pytest.mark.parametrize("width", [390, 1400])
def test_it_is_as_wide_as_the_screen(browser: Browser, report: str, width: int):
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(report)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.close()


@pytest.mark.parametrize(
    ("choice", "shown"),
    [
        ("all", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]),
        ("dated", [1, 2, 3, 4, 5]),
        ("changed", [1, 2]),
        ("undated", [6]),
        ("not-found", [7, 8]),
        ("failed", [9, 10]),
    ],
)
def test_claims_are_filtered_without_a_script(browser: Browser, report: str, choice: str, shown: list[int]):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(report)
    page.locator(f"#only-{choice}").check()
    lines = page.locator(".contents tbody tr").all()
    assert [n for n, line in enumerate(lines, start=1) if line.is_visible()] == shown
    sections = page.locator(".one-claim").all()
    assert [n for n, section in enumerate(sections, start=1) if section.is_visible()] == shown
    context.close()


def test_a_link_of_the_list_leads_to_its_claim(page: Page, report: str):
    page.goto(report)
    page.locator(".contents a[href='#claim-10']").click()
    page.wait_for_timeout(200)
    place = page.locator("#claim-10 h3").bounding_box()
    assert place
    assert 0 <= place["y"] < 900


def test_on_paper_every_claim_stands_with_its_wordings_unfolded(page: Page, report: str, tmp_path: Path):
    page.goto(report)
    page.locator("#only-failed").check()  # what a reader filtered on the screen is not missing on paper
    page.pdf(path=tmp_path / "report.pdf", format="A4")
    with pypdfium2.PdfDocument(tmp_path / "report.pdf") as document:
        pages = [one.get_textpage().get_text_bounded() for one in document]
    text = " ".join(" ".join(pages).split())
    assert "6 of 10 claims appear in this collection" in text
    assert text.count("Beside the claim:") == len(invented.trace().appearances) + 5
    assert "12 of 13 words in order, another number" in text
    assert "could not" in text
    assert "undated, not before 9 March 2031" in text
    assert "Show all" not in text
