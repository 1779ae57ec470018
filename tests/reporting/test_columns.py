"""Two texts side by side: what is a passage, what is one's own, and where a click on a passage goes."""

import re
from hashlib import sha256

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from provenance.comparing import compare, side_of
from provenance.models import Article, Document
from provenance.reporting.comparison.columns import Column, Role, Spread, Standing
from provenance.reporting.comparison.columns_html import map_html, only_html, texts_html

KILN = (
    "The kiln at Overmoss burned through the night and lit the frost on the allotments. "
    "Nobody had fired it since the potter Ilse Branwick sold the yard to the canal company in 1987."
)
CHAIN = (
    "He told the magistrate that the door of the kiln had been chained from the inside. "
    "By breakfast the chain lay in the reed bed and the kiln was cold again."
)
GOAT = "The goat belonged to a circus that winters on the north shore of the lake."
NOTICE = "Subscribe to our newsletter for the best stories of the week in your inbox."


def digest(name: str) -> str:
    return sha256(name.encode()).hexdigest()


def spread(source: str, target: str, **facts: str) -> Spread:
    sides = [
        side_of(
            Document(article=Article(id=name, path=name, sha256=sha256(name.encode()).hexdigest(), **facts), text=text)
        )
        for name, text in (("a", source), ("b", target))
    ]
    furniture = [span for span, _ in sides[0].furniture], [span for span, _ in sides[1].furniture]
    return Spread.of(compare(*sides), (source, target), furniture)


def picture(column: Column) -> str:
    """A text with its passages in brackets: ``[1: shared]``, ``{left out before 2: …}``, changed words in stars."""
    marks = {Standing.CHANGED: "*{}*", Standing.CREDIT: "<{}>", Standing.FURNITURE: "~{}~", Standing.PLAIN: "{}"}
    told = []
    for one in column.stretches:
        text = "".join(marks[run.standing].format(run.text) for run in one.runs)
        number = f"{one.passage}.{one.part}" if one.part else f"{one.passage}"
        if one.passage is not None:
            text = f"[{number}: {text}]"
        elif one.left_out is not None and one.words:
            text = f"{{left out before {one.left_out}: {text}}}"
        told.append(text)
    return "".join(told)


def test_what_both_say_is_numbered_and_what_differs_is_marked():
    found = spread(f"{GOAT}\n\n{KILN}", f"{KILN.replace('potter', 'baker')}\n\nMore will be known.")
    before, after = KILN.removesuffix(".").split("potter")
    assert picture(found.source) == f"{GOAT}\n\n[1: {before}*potter*{after}]."
    assert picture(found.target) == f"[1: {before}*baker*{after}].\n\nMore will be known."


def test_a_passage_of_several_paragraphs_is_parted_so_that_each_has_its_counterpart():
    found = spread(f"{KILN}\n\n{CHAIN}", f"Overheard.\n\n{KILN}\n\n{CHAIN}")
    assert picture(found.source) == f"[1: {KILN}\n\n][1.1: {CHAIN.removesuffix('.')}]."
    assert picture(found.target) == f"Overheard.\n\n[1: {KILN}\n\n][1.1: {CHAIN.removesuffix('.')}]."


def test_what_the_target_leaves_out_at_an_ellipsis_is_set_apart():
    first, second = CHAIN.split(". ")
    found = spread(f"{first}. {GOAT} {second}", f"“{first}… {second}” So it went.")
    assert f"{{left out before 2: {GOAT} }}[2: " in picture(found.source)
    assert "left out" not in picture(found.target)


def test_page_furniture_in_both_is_grey_and_not_counted():
    found = spread(f"{KILN}\n\n{NOTICE}", f"{GOAT}\n\n{NOTICE}")
    assert f"~{NOTICE.removesuffix('.')}~" in picture(found.target)
    assert "1, page furniture" in texts_html(found)
    assert 'class="taken taken-idle"' in texts_html(found)


def test_moved_passages_are_called_so():
    found = spread(f"{KILN}\n\n{GOAT} {GOAT.replace('goat', 'mule')}\n\n{CHAIN}", f"{CHAIN}\n\n{KILN}")
    assert len(found.found.passages) == 2
    assert len(re.findall(r'class="number" aria-hidden="true">\d, moved<', texts_html(found))) == 2  # once a column
    assert "1 passage in another order" in map_html(found)


def links(html: str) -> tuple[list[str], set[str]]:
    return re.findall(r'href="#([^"]+)"', html), set(re.findall(r'id="([^"]+)"', html))


SENTENCES = (*KILN.split(". "), *CHAIN.split(". "), GOAT, NOTICE)
TEXTS = st.lists(st.sampled_from(SENTENCES), max_size=9).map(".\n\n".join)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, TEXTS)
def test_stretches_are_the_whole_text_and_every_link_goes_somewhere(source: str, target: str):
    found = spread(source, target)
    for column, text in ((found.source, source), (found.target, target)):
        reached = 0
        for one in column.stretches:
            assert one.span.begin == reached < one.span.end
            reached = one.span.end
        assert reached == len(text)
        shown = "".join(run.text for one in column.stretches for run in one.runs)
        assert shown.split() == text.split()
    html = texts_html(found) + (map_html(found) if found.found.passages else "")
    hrefs, ids = links(html)
    assert set(hrefs) <= ids
    assert len(ids) == len(re.findall(r' id="', html))  # none twice
    for role in Role:
        assert {f"{role.value}-{number}" for number, _ in enumerate(found.found.passages, 1)} <= ids


def test_of_a_very_long_text_the_middle_of_long_stretches_is_not_shown():
    long = " ".join(f"Entry {number} of the lock keeper’s book says nothing of interest." for number in range(2_000))
    found = spread(f"{long}\n\n{KILN}\n\n{long}", KILN)
    folded = [one.folded for one in found.source.stretches if one.folded]
    assert len(folded) == 2
    assert f"[{folded[0]:,} characters not shown]" in texts_html(found)
    assert len(texts_html(found)) < 8_000
    assert "2 of" not in texts_html(spread(KILN, KILN))


def test_what_only_one_says_is_listed_with_its_words_counted():
    html = only_html(spread(f"{KILN} {GOAT}", f"{KILN}\n\n{NOTICE}"))
    assert f"{len(GOAT.split())} of {len(f'{KILN} {GOAT}'.split())} words" in html
    assert "page furniture" in html
    assert "left out before" not in html


@pytest.mark.parametrize("shown", [texts_html, only_html])
def test_hostile_text_is_shown_and_does_not_act(shown):
    evil = f"<script>window.ran=1</script><a href='javascript:x'>\u202e{KILN}"
    html = shown(spread(f"{evil}\n\n{GOAT}", f"{evil.replace('night', 'day')}\n\n{CHAIN}", title="<img src=x>"))
    assert "<script" not in html
    assert "<img" not in html
    assert "href='javascript" not in html
    assert "\u202e" not in html
