"""Printed lines to paragraphs, as pictures: `|` parts the columns, a line of the picture is a line of the page."""

import pytest

from provenance.reading.extraction.page_layout import PrintedLine, PrintedPage, paragraphs

KNOWN = frozenset({"harbour", "lights", "passengers"})
LEFT, RIGHT = 50.0, 320.0  # where the columns begin, in points; each is 40 characters wide


def page(picture: str, *, top: float = 700.0, width: float = 6.0) -> PrintedPage:
    """A page from a picture: a line each, ``|`` where the second column begins, ``=`` before what spans both."""
    lines = []
    for number, row in enumerate(picture.strip("\n").split("\n")):
        bottom = top - 14 * number
        for at, text in zip((LEFT, RIGHT), row.removeprefix("=").split("|"), strict=False):
            if text.strip():
                indent = len(text) - len(text.lstrip())
                begin = at + indent * width
                lines.append(PrintedLine(begin, bottom, begin + len(text.strip()) * width, bottom + 10, text.strip()))
    return PrintedPage(800.0, tuple(lines))


def read(*pages: PrintedPage) -> tuple[str, ...]:
    return paragraphs(pages, attests=KNOWN.__contains__)


def test_lines_of_one_paragraph_are_joined_and_a_gap_parts_two():
    picture = """
The ferry left the harbour at dawn and
nobody on the quay thought it odd.

It had done so every day of that week.
"""
    assert read(page(picture)) == (
        "The ferry left the harbour at dawn and nobody on the quay thought it odd.",
        "It had done so every day of that week.",
    )


def test_an_indent_begins_a_paragraph():
    picture = """
The ferry left the harbour at dawn and
nobody on the quay thought it odd today,
   It had done so every day of that week
and the week before, as all agreed later.
"""
    assert len(read(page(picture))) == 2


def test_two_columns_are_read_one_after_the_other_under_their_heading():
    picture = """
=A heading that stands across both of the columns of this page here

The ferry left the harbour at dawn   |which nobody on the quay had thought
with forty passengers on board and   |odd. It had done so on every day of
then came back within the hour, a    |that week, as the harbour master told
thing that had never happened before |the paper, and on the day before too.
"""
    heading, text = read(page(picture))
    assert heading == "A heading that stands across both of the columns of this page here"
    assert text.startswith("The ferry left the harbour at dawn with forty passengers on board and then came back")
    assert "happened before which nobody on the quay had thought odd." in text


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        ("They all left the har-\nbour at dawn.", "They all left the harbour at dawn."),
        ("They all left the har\x02\nbour at dawn.", "They all left the harbour at dawn."),
        ("They saw a well-\nknown pilot at it.", "They saw a well-known pilot at it."),
        ("They saw a well\xad\nknown pilot at it.", "They saw a well-known pilot at it."),
        ("The quayside was a quay-\nside only for some.", "The quayside was a quayside only for some."),
    ],
)
def test_a_broken_word_is_joined_only_where_the_whole_is_known(lines, joined):
    assert read(page(lines)) == (joined,)


def test_running_heads_and_page_numbers_are_no_text():
    pages = [
        PrintedPage(
            800.0,
            (
                PrintedLine(50, 770, 200, 780, f"The Quay, number {number}"),
                PrintedLine(50, 400, 300, 410, f"What stands on page {word} of the paper."),
                PrintedLine(280, 20, 300, 30, f"{number} / 2"),
            ),
        )
        for number, word in ((1, "one"), (2, "two"))
    ]
    assert read(*pages) == ("What stands on page one of the paper.", "What stands on page two of the paper.")


def test_what_a_browser_prints_around_a_page_is_no_text():
    printed = PrintedPage(
        800.0,
        (
            PrintedLine(30, 780, 120, 788, "11/25/26, 9:40 PM"),
            PrintedLine(300, 780, 400, 788, "Ferry leaves the harbour"),
            PrintedLine(50, 600, 200, 612, "Ferry leaves the harbour"),
            PrintedLine(50, 400, 300, 410, "It left at dawn, with forty passengers."),
            PrintedLine(30, 10, 200, 18, "https://quay.example/ferry"),
            PrintedLine(500, 10, 520, 18, "1/1"),
        ),
    )
    assert read(printed) == ("Ferry leaves the harbour", "It left at dawn, with forty passengers.")


def test_a_sentence_goes_on_over_a_page():
    one = page("The ferry left the harbour at dawn with\nforty passengers on board and nobody in", top=100.0)
    two = page("Korvany thought it odd at all, they say.\nIt was dark.")
    (text,) = read(one, two)
    assert "nobody in Korvany thought it odd" in text


def test_nothing_is_nothing():
    assert read() == ()
    assert read(PrintedPage(800.0, ())) == ()
