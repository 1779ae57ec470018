"""Which words stand in quotation marks, in pictures: brackets show what each quotation holds, `|` where a paragraph
parts it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.models import Span
from provenance.wording.layout import blocks
from provenance.wording.quotations.marks import marks_of

# text → the quotations, in order: their depth, their words
TABLE = [
    ("“The gates opened,” she said.", ["0 The gates opened,"]),
    ('"The gates opened," she said.', ["0 The gates opened,"]),
    ("«Les portes» et « la mer ».", ["0 Les portes", "0  la mer "]),
    ("»Das Tor« und „die See“ blieben.", ["0 Das Tor", "0 die See"]),
    ("She called it ‘a farce’ twice.", ["0 a farce"]),
    ("She called it 'a farce' twice.", ["0 a farce"]),
    ("``It rose,'' he wrote.", ["0 It rose,"]),
    ("“They said ‘shut it’ and left,” she said.", ["0 They said ‘shut it’ and left,", "1 shut it"]),
    ("\"They said 'shut it' and left,\" she said.", ["0 They said 'shut it' and left,", "1 shut it"]),
    ("(“The tide comes in“, Ivo Brack, The Ledger)", ["0 The tide comes in"]),
    ("It isn’t the mayor’s or the users’ gate; it’s the dogs’.", []),
    ("In the ’90s, rock 'n' roll and 'tis said.", []),
    ("‘the users’ choice’ won", ["0 the users’ choice"]),
    ("“We will not,” she said, “go.”", ["0 We will not,", "0 go."]),
    ("“One goes on.\n\n“Two ends here.” Own words.", ["0 One goes on.|Two ends here."]),
    ("“One goes on.\n\nTwo does too.\n\nThree ends here.” Own words.",
     ["0 One goes on.|Two does too.|Three ends here."]),
    ("“Nobody closes this.\n\nOwn words. “But this.”", ["0 Nobody closes this.", "0 But this."]),
    ("**“Bold,”** she said, and *“slanted.”*", ["0 Bold,", "0 slanted."]),
    ("A board 5' 10\" long.", []),
]  # fmt: skip


def shown(text: str) -> list[str]:
    found = marks_of(text, [block.span for block in blocks(text)]).quotations
    return [f"{m.depth} {'|'.join(span.of(text).strip(chr(10)) for span in m.spans)}" for m in found]


@pytest.mark.parametrize(("text", "quotations"), TABLE, ids=lambda value: str(value)[:40])
def test_what_stands_between_marks(text: str, quotations: list[str]) -> None:
    assert shown(text) == quotations


def test_a_closing_mark_that_nothing_opened_is_kept_as_loose() -> None:
    text = "It fell. It rose.” So they say."
    assert marks_of(text, [Span(0, len(text))]).loose == (text.index("”"),)


@given(st.text(alphabet="ab “”\"'‘’«».\n", max_size=80))
def test_every_quotation_lies_within_the_text_and_in_order(text: str) -> None:
    for marked in marks_of(text, [block.span for block in blocks(text)]).quotations:
        places = [place for span in marked.spans for place in (span.begin, span.end)]
        assert places == sorted(places)
        assert 0 <= places[0] <= places[-1] <= len(text)


def test_of_marks_that_nobody_closes_only_the_last_few_open_anything() -> None:
    text = " ".join(f"“word{number}" for number in range(6_000))
    found = marks_of(text, [Span(0, len(text))]).quotations
    assert [marked.whole.of(text).split()[0] for marked in found] == [f"word{number}" for number in range(5_994, 6_000)]
