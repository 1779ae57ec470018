"""Page furniture told by its neighbours: pages drawn a sentence a row, with the reason why it is furniture."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.reading import furniture, furniture_reason
from provenance.wording.sentences import sentence_spans

LIST = """
Harbour gate opens twice in a week      |
The gate at Ansmouth opened on Monday.  |
Related stories                         | list of other articles
Ferry pilot tells of a night in a cellar| list of other articles
Who pays for the drowned bakery?        | list of other articles
The council will meet on Thursday.      |
A new start for the lower town          |
"""

BULLETS = """
The gate at Ansmouth opened on Monday.  |
Further reading:                        | link to another article
Most read                               | list of other articles
- Bread is dear in Korvany              | list of other articles
- Three ferries are for sale            | list of other articles
What the engineers found                |
They found rust.                        |
"""

AGAIN = """
Tide gauge was painted over             |
Ferry pilot tells of a night in a cellar| list of other articles
The gauge was painted over in May.      |
More stories                            | list of other articles
Ferry pilot tells of a night in a cellar| list of other articles
"""

TITLE = """
Top stories                             | list of other articles
Bread is dear in Korvany                | list of other articles
Tide gauge was painted over             |
By Anna Lind                            |
The gauge was painted over in May.      |
"""

AGES = """
12m ago                                 | list of other articles
Three ferries are for sale              | list of other articles
3 hours ago                             | list of other articles
Tide gauge was painted over             |
The gauge was painted over in May.      |
"""

ONE_AGE = """
Tide gauge was painted over             |
3 hours ago                             |
The gauge was painted over in May.      |
"""

DRAWN_IN = """
Follow us on Instagram.                 | follow notice
The gate at Ansmouth opened on Monday.  |
Follow us on Instagram.                 | follow notice
+ We post every day.                    | follow notice
+ Contact us at ed@quay.example.        | contact line
"""

CAPTION = """
The gauge was painted over in May.      |
Engineers stand on the gate at Ansmouth.| caption
+ (Anna Lind/Getty Images)              | image credit
The board dismissed its chairman.       |
+ (Anna Lind/Getty Images)              | image credit
"""

NEWS_IN_A_CAPTION = """
FILE - In this May 3, 2021 file photo, a gate hangs open. | caption
+ The board dismissed its chairman on Friday.             |
+ (AP Photo/Anna Lind, File)                              | image credit
"""

BIO = """
Tide gauge was painted over             |
By Anna Lind                            |
The gauge was painted over in May.      |
The board dismissed its chairman.       |
The water stood for nine days.          |
Anna Lind is a reporter at the Tidings. | author's bio
She studied hydrology in Korvany.       | author's bio
© 2021 The Ansmouth Tidings             | copyright notice
"""

HE_SAID = """
Tide gauge was painted over             |
By Anna Lind                            |
The gauge was painted over in May.      |
The board dismissed its chairman.       |
She said the gate was dead.             |
Anna Lind is a reporter at the Tidings. | author's bio
"""

REPORTS = """
The gate must stay shut                 |
By Anna Lind                            |
Anna Lind reports on a town under water.|
The gate must stay shut until May.      |
"""

NAMED_ABOVE = """
Tide gauge was painted over             |
The gauge was painted over in May.      |
The board dismissed its chairman.       |
The water stood for nine days.          |
Nobody was charged.                     |
Anna Lind                               | author's bio
Anna Lind is a hydrologist and writer.  | author's bio
"""

NAMED_BEHIND = """
Tide gauge was painted over             |
The gauge was painted over in May.      |
The board dismissed its chairman.       |
The water stood for nine days.          |
Nobody was charged.                     |
Anna Lind is a reporter in Korvany.     | author's bio
Contact Anna Lind at lind@quay.example. | contact line
"""

NO_AUTHOR = """
Tide gauge was painted over             |
The gauge was painted over in May.      |
The board dismissed its chairman.       |
The water stood for nine days.          |
Nobody was charged.                     |
Anna Lind is a teacher in Pilchard Row. |
She hopes to return before the winter.  |
"""

TOLD_OF = """
Tide gauge was painted over             |
By Bert Ames                            |
The gauge was painted over in May.      |
The board dismissed its chairman.       |
Ms Lind saw it first, her sister said.  |
Anna Lind is a reporter at the Tidings. |
"""

BELOW_THE_BYLINE = """
The gate must stay shut                 |
By Anna Lind                            |
Ms. Lind is a professor of hydrology.   | author's bio
The gate must stay shut until May.      |
"""

HELPERS = """
The gauge was painted over in May.      |
Ames reported from Korvany.             | contribution note
Anna Lind contributed to this article.  | contribution note
"""

REPORTED_IN_THE_MIDDLE = """
The gauge was painted over in May.      |
Ames reported from Korvany.             |
The water stood for nine days.          |
"""

PAGES = {name: page for name, page in globals().items() if isinstance(page, str) and page.startswith("\n")}
TITLES = {"TITLE": "Tide gauge was painted over"}


def drawn(page: str) -> tuple[str, list[str | None]]:
    """The text of a page, a row a paragraph unless a plus sign joins it to the one before, and the reasons."""
    rows = [row.split("|") for row in page.strip().splitlines()]
    text = "".join(f" {said[1:].strip()}" if said[0] == "+" else f"\n\n{said.strip()}" for said, _ in rows)
    return text, [reason.strip() or None for _, reason in rows]


@pytest.mark.parametrize("name", PAGES)
def test_what_stands_around_a_sentence_tells(name: str) -> None:
    text, reasons = drawn(PAGES[name])
    assert list(furniture(text, sentence_spans(text), title=TITLES.get(name))) == reasons


def test_a_byline_that_the_text_lacks_may_be_given() -> None:
    text, _ = drawn(BIO.replace("By Anna Lind ", "Monday       "))
    told = furniture(text, sentence_spans(text), author="Anna Lind")
    assert told[5:7] == ("author's bio", "author's bio")
    assert furniture(text, sentence_spans(text))[5:7] == (None, None)


LINES = ["Related stories", "3 hours ago", "Bread is dear", "- Bread", "***", "Anna Lind", "The gate opened.", "© 2021"]


@given(st.lists(st.sampled_from(LINES), max_size=14))
def test_there_is_one_answer_a_sentence_and_neighbours_only_add_to_what_it_says_alone(lines: list[str]) -> None:
    text = "\n\n".join(lines)
    spans = sentence_spans(text)
    told = furniture(text, spans)
    assert len(told) == len(spans)
    alone = [furniture_reason(span.of(text)) for span in spans]
    assert [here for here, by_itself in zip(told, alone, strict=True) if by_itself] == [one for one in alone if one]
    assert all(reason is None for reason, span in zip(told, spans, strict=True) if span.of(text) == "The gate opened.")
