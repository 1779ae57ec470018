"""What the lines of a text are taken for."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.wording.layout import BlockKind, blocks


def shown(text: str) -> str:
    """Blocks as a reader would list them: the first letter of their kind, and their text on one line."""
    return "\n".join(f"{block.kind.value[0]} {' '.join(block.span.of(text).split())}" for block in blocks(text))


WRAPPED = """\
 Harbour gate fails as council and owner trade-
blame over repairs
    On Tuesday the storm gate of the old harbour failed
for the second time this winter, and the first time at
high water. Nobody was hurt in the flood.
   Engineers of the U.S. firm that built it said the
Royal Harbour Company had been warned by Capt.
Harris in March, and again in
May.
   It was the second such failure of the gate; in the
view of the owner it was also

the last one. A report follows.
   “The gate is old,” he said.
"""

LETTER = """\
Report on the harbour gate

The first paragraph of this letter is wrapped at a narrow measure,
as electronic mail used to be, and goes on for a few lines. It ends
here.

  * The first item of a list is so long that it needs a second line
    which hangs under it.
  * The second is short
  * The third one too

It was built by the firm of Hill, Porter and Sons in the spring of
1907. Then came the war.
"""

TABLE = """\
    Shr 1.11 dlrs vs 1.04 dlrs
    Net 44,092 vs 35,145
    NOTE: 1986 net includes a gain of 1,035 dlrs from the
sale of the harbour unit.
 Wire
"""

COLUMNS = """\
The company said the gates of its northern harbours would be
repaired before the winter storms, as the board had asked for
in March, at a cost of some millions of crowns in each year:
Harbour           1986              1987              1988
Hull             1,041             1,970             2,305
Skerrin            970             1,104             1,250
It gave no reason for the rise, which analysts had expected
since the spring.
"""

PAGES = {
    "columns are no paragraph": (
        COLUMNS,
        """
t The company said the gates of its northern harbours would be repaired before the winter storms, as the board had\
 asked for in March, at a cost of some millions of crowns in each year:
h Harbour 1986 1987 1988
h Hull 1,041 1,970 2,305
h Skerrin 970 1,104 1,250
t It gave no reason for the rise, which analysts had expected since the spring.""",
    ),
    "hard-wrapped, paragraphs indented": (
        WRAPPED,
        """
h Harbour gate fails as council and owner trade- blame over repairs
t On Tuesday the storm gate of the old harbour failed for the second time this winter, and the first time at high\
 water. Nobody was hurt in the flood.
t Engineers of the U.S. firm that built it said the Royal Harbour Company had been warned by Capt. Harris in March,\
 and again in May.
t It was the second such failure of the gate; in the view of the owner it was also the last one. A report follows.
t “The gate is old,” he said.""",
    ),
    "hard-wrapped, paragraphs parted by blank lines": (
        LETTER,
        """
h Report on the harbour gate
t The first paragraph of this letter is wrapped at a narrow measure, as electronic mail used to be, and goes on for a\
 few lines. It ends here.
b * The first item of a list is so long that it needs a second line which hangs under it.
b * The second is short
b * The third one too
t It was built by the firm of Hill, Porter and Sons in the spring of 1907. Then came the war.""",
    ),
    "a table in wrapped newswire stays a table": (
        TABLE,
        """
h Shr 1.11 dlrs vs 1.04 dlrs
h Net 44,092 vs 35,145
t NOTE: 1986 net includes a gain of 1,035 dlrs from the sale of the harbour unit.
h Wire""",
    ),
    "a line is a paragraph": (
        "Gate fails\nBy Anna Smith\nThe gate failed. Nobody was hurt.\nMore follows",
        """
h Gate fails
h By Anna Smith
t The gate failed. Nobody was hurt.
h More follows""",
    ),
    "a blank line parts": (
        "Gate fails\n\n \t\nThe gate failed.",
        """
h Gate fails
t The gate failed.""",
    ),
    "a page break inside a sentence, before a small letter": (
        "The strike was made with the help of special forces\n\nclose to the harbour base.",
        """
t The strike was made with the help of special forces close to the harbour base.""",
    ),
    "a page break after a comma or a small word": (
        "The gate is due for repair next week with David Porter, the\n\nHarbour Secretary, to look on.",
        """
t The gate is due for repair next week with David Porter, the Harbour Secretary, to look on.""",
    ),
    "a headline and its credit are no broken sentence": (
        "Harbour company tries to clear up its storm gate failure\n\nby Anna Smith\n\nThe gate failed.",
        """
h Harbour company tries to clear up its storm gate failure
h by Anna Smith
t The gate failed.""",
    ),
    "after a colon a new block begins": (
        "In March the harbour master wrote to the board:\n\nthe gate is old.",
        """
t In March the harbour master wrote to the board:
t the gate is old.""",
    ),
    "a headline over two lines": (
        "Company Shrugs Off Porter’s\nWarning and Sells\n\nThe gate failed.",
        """
h Company Shrugs Off Porter’s Warning and Sells
t The gate failed.""",
    ),
    "links on lines of their own": (
        "The gate was first seen to move by the\nHarbour Times\n, which wrote so in\nMay\n.\nShare",
        """
t The gate was first seen to move by the Harbour Times , which wrote so in May .
h Share""",
    ),
    "bullets": (
        "The plan:\n- Close the gate.\n• Open the sluice.\n2) Pump\n(b) Wait",
        """
t The plan:
b - Close the gate.
b • Open the sluice.
b 2) Pump
b (b) Wait""",
    ),
    "a bullet on a line of its own": (
        "•\nClose the gate.\n•\nOpen the sluice.",
        """
b • Close the gate.
b • Open the sluice.""",
    ),
    "bullets run together": (
        "The gate failed • Rescue is under way • More follows",
        """
h The gate failed
b • Rescue is under way
b • More follows""",
    ),
    "a numbered list run together": (
        "1. Close the gate 2. Open the sluice 4. Wait in 3. That is all",
        """
b 1. Close the gate
b 2. Open the sluice 4. Wait in
b 3. That is all""",
    ),
    "initials and years are no bullets": (
        "J. Porter came.\n1907 was a wet year.",
        """
t J. Porter came.
t 1907 was a wet year.""",
    ),
    "number signs between paragraphs": (
        "The gate failed. ### Nobody was hurt. ### More follows ###",
        """
t The gate failed.
s ###
t Nobody was hurt.
s ###
h More follows
s ###""",
    ),
    "number signs before a heading": (
        "### Damage\nThe gate is gone.",
        """
h ### Damage
t The gate is gone.""",
    ),
    "separators": (
        "The gate failed.\n\n***\n\n* * *\nNobody was hurt.",
        """
t The gate failed.
s ***
s * * *
t Nobody was hurt.""",
    ),
    "all kinds of line ends": (
        "Gate fails\r\nHe said no.\rShe said yes.\u2028They left.\x0cWe stay.",
        """
h Gate fails
t He said no.
t She said yes.
t They left.
t We stay.""",
    ),
    "a text in small letters is not one sentence": (
        "list of storm gates of the north\n\nold gate\n\nnew gate of the port",
        """
h list of storm gates of the north
h old gate
h new gate of the port""",
    ),
    "nothing": (" \n\t\n", ""),
}


@pytest.mark.parametrize(("text", "expected"), PAGES.values(), ids=PAGES)
def test_page(text: str, expected: str):
    assert shown(text) == expected.lstrip("\n")


def test_kinds_spell_what_programs_read():
    assert [kind.value for kind in BlockKind] == ["text", "bullet", "heading", "separator"]


SCRAPS = st.sampled_from(
    [
        "the ",
        "of ",
        "of\n",
        "gate",
        "Porter’s\n",
        "one two three four five six",
        " seven",
        ".",
        "?”",
        "“",
        ",",
        ":",
        "\n",
        "\n\n",
        "\n   ",
        "\r\n",
        "\x0c",
        "\u2028",
        " ### ",
        "###",
        "# ",
        "***",
        "• ",
        "•",
        "- ",
        "1. ",
        "2. The",
        "a) ",
        "U.S.",
        "\xa0",
        "lines that run on for a while so as to be long ",
        "É",
        "中。",
        "\ud800",
    ]
)
TEXTS = st.lists(SCRAPS | st.characters(), max_size=50).map("".join)


@settings(deadline=None)
@given(TEXTS)
def test_blocks_part_the_text_and_lose_nothing(text: str):
    position = 0
    for block in blocks(text):
        assert text[position : block.span.begin].strip() == ""
        assert block.span.of(text) == block.span.of(text).strip() != ""
        position = block.span.end
    assert text[position:].strip() == ""


@settings(deadline=None)
@given(TEXTS)
def test_a_text_laid_out_plainly_has_the_same_blocks(text: str):
    def plain(text: str) -> str:
        return "\n\n".join(" ".join(block.span.of(text).split()) for block in blocks(text))

    assert plain(plain(text)) == plain(text)


ENDLESS = {
    "word": ("x" * 1_000_000, 1),
    "margin": (" " * 1_000_000 + "x", 1),
    "blank lines": ("\n" * 100_000, 0),
    "brackets": ("(" * 500_000, 1),
    "items": ("- a\n" * 10_000, 10_000),
    "items on one line": ("• a " * 10_000, 10_000),
    "lines": ("Gate and\n" * 10_000, 10_000),
    "broken sentence": ("the gate and\n" * 10_000, 1),
}


@pytest.mark.parametrize(("text", "number"), ENDLESS.values(), ids=ENDLESS)
def test_a_text_without_end_is_laid_out_in_a_time_that_grows_with_its_length(text: str, number: int):
    begin = time.process_time()
    assert len(blocks(text)) == number
    assert time.process_time() - begin < 20
