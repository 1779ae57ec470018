"""Markdown and HTML of a trace: complete, self-contained, and deaf to what articles ask of them."""

import re
import textwrap
from html.parser import HTMLParser

import invented
import pytest

from provenance.models import EmptyReason, Span, Trace
from provenance.reporting import Format, html, render
from provenance.reporting.entries import Against, Entries
from provenance.reporting.excerpts import Excerpt
from provenance.reporting.markdown import escaped

TRACES = {
    "full": invented.trace(),
    "hostile": invented.hostile(),
    **{reason.value: invented.empty(reason) for reason in EmptyReason},
}


class Page(HTMLParser):
    """Elements, addresses and visible text of an HTML document; fails where it is not balanced."""

    VOID = frozenset({"meta", "br", "img", "link", "input", "hr"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: set[str] = set()
        self.attributes: dict[str, list[str]] = {}
        self.words: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        for name, value in attrs:
            self.attributes.setdefault(name, []).append(value or "")
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words.append(data)

    @property
    def text(self) -> str:
        return re.sub(r"\s+", " ", "".join(self.words))


@pytest.mark.parametrize("trace", TRACES.values(), ids=TRACES.keys())
def test_html_is_one_file_without_script_or_network(trace: Trace):
    page = Page(render(trace, Format.HTML))
    assert page.elements.isdisjoint({"script", "img", "iframe", "link", "object", "embed", "base", "form", "svg"})
    assert not [name for name in page.attributes if name.startswith("on")]
    assert "src" not in page.attributes
    assert all(address.startswith(("https://", "http://")) for address in page.attributes.get("href", []))
    assert "url(" not in html.stylesheet()
    assert "@import" not in html.stylesheet()


@pytest.mark.parametrize("wanted", list(Format))
@pytest.mark.parametrize("trace", TRACES.values(), ids=TRACES.keys())
def test_every_format_can_be_written_and_ends_with_a_line_end(trace: Trace, wanted: Format):
    text = render(trace, wanted)
    assert text.endswith("\n")
    assert text.encode()


@pytest.mark.parametrize(
    "fact",
    [
        "Earliest in this collection: Wexmere Gazette, 3 March 2031 (byline).",
        'The first is dated 3 March 2031 (day, byline "3/3/2031").',
        "9 articles: 7 dated, 3 March 2031 to 24 March 2031; 2 undated",
        "First appearance",
        "May be the first",
        "undated, not before 9 March 2031",
        "carried [deleted: 62] [inserted: 63] passengers",
        "hedge, may change what is said",
        "omission The breakwater",
        "The number of passengers is another one: 62, then 63.",
        "reworded, score 0.78: 12 of 13 words in order",
        "Characters 2,310 to 2,392 of wexmere/harbour-05.txt",
        "Page furniture: share button",
        "Beside the claim: reworded, score 0.78",
        "2 independent origins: a1 and a4.",
        "May come from a1, plausible (66 %) 12 of 13 words in order, and names it as the source",
        "Or from a2, plausible (61 %)",
        "Quoted a5",
        "Credited only a3",
        "names the outlet, “the Gazette”, before the passage, characters 2,280 to 2,291",
        "a1, Wexmere Gazette (article gazette-01)",
        "Cut at an ellipsis “when it apparently” (3 words, at character 146)",
        "another ship (Pelican)",
        "7 appearances, 2 of them undated; 2 independent origins; 2 related, not counted",
    ],
)
def test_html_tells_the_facts(fact: str):
    assert fact in Page(render(invented.trace(), Format.HTML)).text


def test_html_links_open_at_the_words_and_tell_nobody_from_where():
    page = Page(render(invented.trace(), Format.HTML))
    assert "http://review.invalid/a#top:~:text=Police%20said" in page.attributes["href"][1]
    assert set(page.attributes["rel"]) == {"noopener noreferrer"}


def test_hostile_text_is_shown_as_text():
    page = Page(render(invented.hostile(), Format.HTML))
    assert "<script>window.ran=1</script>" in page.text
    assert "‹U+202E›gnp.exe" in page.text
    assert "{{7*7}}" in page.text


def test_an_entry_marked_against_the_first():
    entries = Entries.of(invented.trace())
    versus_first = html.entry_html(entries.dated[1], against=Against.FIRST)
    assert "<del>" in versus_first
    assert "police said" in versus_first
    assert "<del>" not in html.entry_html(entries.dated[1], against=Against.CLAIM)


def test_an_entry_marked_against_what_it_may_come_from():
    a5 = Entries.of(invented.trace()).dated[4]
    shown = html.entry_html(a5, against=Against.PARENT, note=a5.marking(Against.PARENT))
    assert "Marked against a3, Harbour Review." in shown
    assert "63<span" in shown
    assert a5.marking(Against.FIRST) is None


def test_an_excerpt_unfolds_with_the_passage_highlighted():
    text = "A heading\n\nThe first paragraph.\n\nHere is the passage. And more.\n\nA third one.\n\nFar away."
    begin = text.index("Here")
    entry = Entries.of(invented.trace()).dated[0]
    excerpt = Excerpt.of_article(text, Span(begin, begin + 20))
    assert excerpt.exact == "Here is the passage."
    assert excerpt.before == "The first paragraph.\n\n"
    assert excerpt.after == " And more.\n\nA third one."
    assert (excerpt.left_out_before, excerpt.left_out_after) == (len("A heading\n\n"), len("\n\nFar away."))
    page = Page(html.entry_html(entry, against=entry.against, excerpt=excerpt))
    assert {"details", "summary", "mark"} <= page.elements
    assert "11 characters before" in page.text


def test_an_excerpt_of_hard_wrapped_text_has_whole_lines():
    first = "The harbour office of Wexmere counted eleven boats adrift before the fog had lifted. " * 6
    second = "Nobody who had been on the quay that night would say who had cut the ropes. " * 6
    text = "\n\n".join(textwrap.fill(part, 64) for part in (first, second)) + "\n"
    sentence = "The harbour office of Wexmere counted eleven boats adrift before the fog had lifted."
    begin = text.index("The", 5)
    end = text.index("lifted.", begin) + len("lifted.")
    assert "\n" in text[begin:end]
    excerpt = Excerpt.of_article(text, Span(begin, end))
    assert (excerpt.before, excerpt.exact) == (f"{sentence} ", sentence)
    assert excerpt.after == f" {sentence}" * 4 + f"\n\n{second.strip()}"
    assert (excerpt.left_out_before, excerpt.left_out_after) == (0, 1)


def test_an_excerpt_of_one_endless_paragraph_is_cut():
    text = "word " * 2_000
    excerpt = Excerpt.of_article(text, Span(5_000, 5_010))
    assert (len(excerpt.before), excerpt.exact, len(excerpt.after)) == (1_200, "word word ", 1_200)
    assert excerpt.left_out_before == 3_800


@pytest.mark.parametrize(
    ("text", "literal"),
    [
        ("plain words", "plain words"),
        ("*bold* _it_ `code` [a](b)", r"\*bold\* \_it\_ \`code\` \[a\](b)"),
        ("<b> & ~x~ |", r"&lt;b&gt; &amp; \~x\~ \|"),
        ("# not a heading", r"\# not a heading"),
        ("1. not a list", r"1\. not a list"),
        ("12) nor this", r"12\) nor this"),
        ("- nor this", r"\- nor this"),
        ("$5 and $6 @someone", r"\$5 and \$6 \@someone"),
        ("two\n\nparagraphs", "two paragraphs"),
        ("back\\slash", r"back\\slash"),
    ],
)
def test_markdown_takes_text_literally(text: str, literal: str):
    assert escaped(text) == literal


def test_markdown_marks_words_and_tells_the_facts():
    text = render(invented.trace(), Format.MARKDOWN)
    assert "carried <del>62</del> <ins>63</ins> passengers when it <del>apparently</del> struck" in text
    assert "#### a1. Wexmere Gazette, 3 March 2031, first appearance" in text
    assert "- Change: **hedge, may change what is said**: ‘apparently’ is gone" in text
    assert "- Source: <http://review.invalid/a#top:~:text=Police%20said" in text
    assert "### Undated (2)" in text
    assert "## Not counted (2)\n\n### r1. Wexmere Gazette" in text


def test_markdown_of_hostile_text_holds_no_markup_of_others():
    text = render(invented.hostile(), Format.MARKDOWN)
    assert set(re.findall(r"<(\w+)", text)) <= {"ins", "del", "https"}
    assert "](javascript" not in text.replace(r"\]", "")


# ---------------------------------------------------------------------------------------------------- style


def colours(scheme: int) -> dict[str, str]:
    """The style's colours by name; 0 for light, 1 for dark."""
    pairs = re.findall(r"--([\w-]+): light-dark\((#\w+), (#\w+)\)", html.stylesheet())
    return {name: both[scheme] for name, *both in pairs}


def luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("ink", "paper"),
        ("ink", "sheet"),
        ("quiet", "paper"),
        ("quiet", "sheet"),
        ("accent", "paper"),
        ("accent", "sheet"),
        ("ins", "ins-ground"),
        ("ins", "paper"),
        ("del", "del-ground"),
        ("del", "paper"),
        ("material", "material-ground"),
        ("ink", "highlight"),
        ("paper", "ink"),
    ],
)
def test_contrast_meets_wcag_aa(text: str, ground: str, scheme: int):
    palette = colours(scheme)
    dark, light = sorted((luminance(palette[text]), luminance(palette[ground])))
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_browsers_without_light_dark_get_the_light_colours():
    plain = dict(re.findall(r"--([\w-]+): (#\w+);", html.stylesheet()))
    assert plain == colours(0)
