"""Links to the words: the WICG text directive, percent-encoded."""

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.models import Passage, Span
from provenance.reporting.links import passage_link, web_link

LONG = " ".join(f"word{number}" for number in range(80))


def passage(exact: str, prefix: str = "", suffix: str = "") -> Passage:
    return Passage(span=Span(0, len(exact)), exact=exact, prefix=prefix, suffix=suffix)


@pytest.mark.parametrize(
    ("url", "found", "link"),
    [
        (
            "https://a.example/x",
            passage("We are not encouraging them to do that."),
            "https://a.example/x#:~:text=We%20are%20not%20encouraging%20them%20to%20do%20that.",
        ),
        (
            "http://a.example/x#top",
            passage("One two three, four-five & six seven eight"),
            "http://a.example/x#top:~:text=One%20two%20three%2C%20four%2Dfive%20%26%20six%20seven%20eight",
        ),
        (
            "https://a.example/#a:~:text=old",
            passage("one two three four five six seven"),
            "https://a.example/#a:~:text=one%20two%20three%20four%20five%20six%20seven",
        ),
        (
            "https://a.example",
            passage("hard-wrapped\n  words are one line here to a page"),
            "https://a.example#:~:text=hard%2Dwrapped%20words%20are%20one%20line%20here%20to%20a%20page",
        ),
        (
            "https://a.example",
            passage("three short words", "cut he said on Monday ", " and left the roo"),
            "https://a.example#:~:text=said%20on%20Monday-,three%20short%20words,-and%20left%20the",
        ),
        (
            "https://a.example",
            passage(LONG, "before it ", " after it"),
            (
                "https://a.example#:~:text=word0%20word1%20word2%20word3%20word4%20word5,"
                "word74%20word75%20word76%20word77%20word78%20word79"
            ),
        ),
        (
            "https://a.example",
            passage("a b c d e f\n\ng h i j k l"),
            "https://a.example#:~:text=a%20b%20c%20d%20e%20f,g%20h%20i%20j%20k%20l",
        ),
    ],
)
def test_link(url: str, found: Passage, link: str):
    assert passage_link(url, found) == link


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//a.example",
        "https://",
        "https:///x",
        "ftp://a.example",
        "https://a.example/ x",
        "https://a.example/\n",
        "http://[",
        "\x01https://a.example",
        "mailto:a@b.example",
    ],
)
def test_no_link(url: str | None):
    assert passage_link(url, passage("one two three")) is None
    assert web_link(url) is None


@given(st.text(min_size=1), st.text(), st.text())
def test_any_passage_gives_an_ascii_directive_whose_words_are_the_passage(exact: str, prefix: str, suffix: str):
    link = passage_link("https://a.example/", passage(exact, prefix, suffix))
    assert link is not None
    assert link.isascii()
    directive = link.partition(":~:text=")[2]
    assert "&" not in directive
    parts = [part for part in directive.split(",") if not part.startswith("-") and not part.endswith("-")]
    shown = " ".join(exact.split()).encode("utf-8", "replace").decode()
    assert all(unquote(part) in shown for part in parts)
