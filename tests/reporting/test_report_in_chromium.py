"""The HTML report and its links, in a real browser."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import invented
import pytest
from playwright.sync_api import Browser, Page

from provenance.models import Passage, Span
from provenance.reporting import Format, render
from provenance.reporting.links import passage_link

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 390, "height": 800})
    yield opened
    opened.close()


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    """A folder served over HTTP, as the web would."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_hostile_text_does_not_run_and_nothing_is_fetched(page: Page, tmp_path: Path):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    report = tmp_path / "report.html"
    report.write_text(render(invented.hostile(), Format.HTML), encoding="utf-8")
    page.goto(report.as_uri())
    page.wait_for_timeout(200)
    assert page.evaluate("window.ran") is None
    assert asked == [report.as_uri()]
    assert page.locator(".entry").first.locator(".entry-name").inner_text() == "Out<b>let</b>␛]0;owned␇"


@pytest.mark.parametrize(("scheme", "paper"), [("light", "rgb(253, 252, 249)"), ("dark", "rgb(22, 23, 26)")])
def test_the_report_follows_the_readers_scheme_and_fits_a_phone(
    browser: Browser, tmp_path: Path, scheme: str, paper: str
):
    page = browser.new_page(viewport={"width": 390, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    (tmp_path / "report.html").write_text(render(invented.trace(), Format.HTML), encoding="utf-8")
    page.goto((tmp_path / "report.html").as_uri())
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == paper
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.close()


def test_marks_are_lines_and_not_colours_alone(page: Page, tmp_path: Path):
    (tmp_path / "report.html").write_text(render(invented.trace(), Format.HTML), encoding="utf-8")
    page.goto((tmp_path / "report.html").as_uri())
    line = "getComputedStyle(document.querySelector('.entry {}')).textDecorationLine"
    assert page.evaluate(line.format("ins")) == "underline"
    assert page.evaluate(line.format("del")) == "line-through"


STORY = (
    "Nobody had been told. We are not encouraging, or enabling - so they said - the ferry to sail & sink. "
    "The harbour stayed shut."
)


@pytest.mark.parametrize(
    "exact",
    [
        "We are not encouraging, or enabling - so they said - the ferry to sail & sink.",
        "the ferry to sail",
    ],
)
def test_a_link_opens_the_page_at_the_words(page: Page, site: str, tmp_path: Path, exact: str):
    filler = "<p>Another paragraph of the long page.</p>" * 150
    shown = STORY.replace("&", "&amp;")
    (tmp_path / "story.html").write_text(f"<!DOCTYPE html><title>Story</title>{filler}<p>{shown}</p>{filler}")
    begin = STORY.index(exact)
    passage = Passage(
        span=Span(begin, begin + len(exact)),
        exact=exact,
        prefix=STORY[max(0, begin - 30) : begin],
        suffix=STORY[begin + len(exact) :][:30],
    )
    page.goto(passage_link(f"{site}/story.html", passage) or "")
    page.wait_for_timeout(300)
    place = page.get_by_text("Nobody had been told").bounding_box()
    assert place is not None
    assert 0 <= place["y"] < 800
    page.goto(f"{site}/story.html")
    place = page.get_by_text("Nobody had been told").bounding_box()
    assert place is not None
    assert place["y"] > 800
