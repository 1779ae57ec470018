"""A trace at the terminal: what it says, at which width, in colour and piped."""

import io
import re
import unicodedata
from dataclasses import replace

import invented
import pytest
from rich.console import Console

from provenance.collection.outcomes import IndexReport, Outcome, OutcomeKind
from provenance.models import EmptyReason, Trace
from provenance.reporting import terminal
from provenance.reporting.phrases import advice
from provenance.reporting.terminal import (
    console_for,
    outcome_view,
    plain_text,
    report_view,
    status_view,
    trace_view,
)

A3 = """\
a3    4 March 2031
      day, text "4/3/2031"
      an earlier publication that the article states; this copy: 12 March 2031
      (day, byline "12/3/2031")
      Harbour Review: Report harbour-05  [harbour-05]
      Beside the claim: reworded, score 0.78: 12 of 13 words in order, another
      number
      97 % of the claim, 90 % of the passage

        Police said the ferry Halcyon carried [-62-] {+63+} passengers when it
        [-apparently-] struck the [-Wexmere-] breakwater [-police said-].

      number, may change what is said: The number of passengers is another one:
      62, then 63.
      hedge, may change what is said: ‘apparently’ is gone: a suspicion became a
      fact.
      omission: The breakwater is no longer named.
      Source: credited only
      Lineage: may come from a1, plausible (66 %)
      characters 2,310 to 2,392 of wexmere/harbour-05.txt
      http://review.invalid/a#top
"""
LINEAGE = """\
Lineage
2 independent origins: a1 and a4.
A line says that a wording is consistent with having come from another one,
never that it was copied.

a1 Wexmere Gazette, 3 March 2031: seems an origin
└─ a2 Northern Wire, 3 March 2031, 18:05 UTC: may come from a1, likely (90 %)
      because: same words, one day later
   └─ a6 Breakwater Leaflet, undated, not before 9 March 2031: may come from a2,
         plausible (50 %)
         because: all 13 words in order, no date of its own
         or from a1, possible (48 %)
└─ a3 Harbour Review, 4 March 2031: may come from a1, plausible (66 %)
      because: 12 of 13 words in order, and names it as the source
      or from a2, plausible (61 %)
   └─ a5 What really happened to the Halcyon, 20 March 2031: may come from a3,
         possible (45 %)
         because: both leave out ‘apparently’; the number is another one
a4 Coastal Monthly, March 2031: seems an origin
a7 scan-09, undated: page furniture, takes no part
"""
CREDIT = """\
Credit
Quoted and credited: none; quoted without a source: a5; credited only: a3; in
the article’s own words: a1, a2, a4, a6, a7.

a3    Harbour Review: credited only
      Credit: names the outlet, “the Gazette”, before the passage, characters
      2,280 to 2,291
      Whom it means: a1, Wexmere Gazette (article gazette-01)
      Credit: links the address, “gazette.invalid/halcyon-struck”, after the
      passage, characters 2,401 to 2,431
      Whom it means: a1, Wexmere Gazette (article gazette-01)

a5    What really happened to the Halcyon: quoted
      Quoted: in quotation marks (characters 124 to 192), with differences from
      a1, Wexmere Gazette
      Pieces: stitched from 2 places, in their order, with 3 words between them
      Cut at an ellipsis: “when it apparently” (3 words, at character 146)
      In brackets: “and”, characters 149 to 152
"""


@pytest.mark.parametrize("section", [LINEAGE, CREDIT], ids=["lineage", "credit"])
def test_lineage_and_credit_as_a_reader_sees_them(section: str):
    assert section in plain_text(trace_view(invented.trace()))


def test_the_timeline_says_what_changed_that_may_matter():
    text = plain_text(trace_view(invented.trace()), width=120)
    row = next(line for line in text.splitlines() if line.startswith("a3 "))
    assert re.split(r"\s{2,}", row) == ["a3", "4 March 2031", "Harbour Review", "reworded", "number, hedge"]


def test_a_version_says_what_else_it_differs_from():
    whole = invented.trace()
    a5 = whole.appearances[4]
    number = invented.change(invented.ChangeKind.NUMBER, "63", "62", "63 became 62.")
    a5 = replace(a5, versus_parent=replace(a5.versus_parent, changes=(number,)))
    text = plain_text(trace_view(replace(whole, appearances=(*whole.appearances[:4], a5))))
    assert "Against a3, which it may come from:\n        number, may change what is said: 63 became 62.\n" in text


def test_an_appearance_as_a_reader_sees_it():
    assert A3 in plain_text(trace_view(invented.trace()))


def test_the_answer_comes_first_and_undated_and_related_come_apart():
    text = plain_text(trace_view(invented.trace()), width=200)
    lines = text.splitlines()
    assert lines[0].startswith("Earliest in this collection: Wexmere Gazette, 3 March 2031 (byline).")
    assert lines[1] == (
        'The first is dated 3 March 2031 (day, byline "3/3/2031"). '
        "Given how precisely each is dated, a4 and a7 may be as early or earlier."
    )
    wanted = r"(Timeline|Versions|In order of date|Undated|Lineage|Credit|Not counted)( \(\d\))?$"
    assert [line for line in lines if re.match(wanted, line)] == [
        "Timeline",
        "Versions",
        "In order of date (5)",
        "Undated (2)",
        "Lineage",
        "Credit",
        "Not counted (2)",
    ]
    assert (
        text.index("\na5    20 March")
        < text.index("Undated (2)")
        < text.index("\na6    undated")
        < text.index("Not counted (2)")
        < text.index("\nr1 ")
    )


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("trace", [invented.trace(), invented.hostile()], ids=["full", "hostile"])
def test_no_line_is_wider_than_the_terminal(trace: Trace, width: int):
    for view in (trace_view(trace), status_view(invented.status())):
        assert max(len(line) for line in plain_text(view, width=width).splitlines()) <= width


def on_terminal(trace: Trace) -> str:
    stream = io.StringIO()
    Console(
        file=stream, force_terminal=True, color_system="standard", width=100, legacy_windows=False, _environ={}
    ).print(trace_view(trace))
    return stream.getvalue()


def test_colour_is_added_to_brackets_and_never_instead_of_them():
    shown = on_terminal(invented.trace())
    assert "\x1b[4;32m{+63+}" in shown
    assert "\x1b[9;31m[-62-]" in shown
    assert "\x1b]8;" in shown
    assert "review.invalid/a#top:~:text=Police%20said" in shown


def test_a_pipe_gets_no_colour():
    stream = io.StringIO()
    console_for(stream).print(trace_view(invented.trace()))
    assert "\x1b" not in stream.getvalue()
    assert "{+63+}" in stream.getvalue()


def test_an_encoding_without_the_characters_gets_escapes():
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii")
    console_for(stream).print(trace_view(invented.trace()))
    stream.flush()
    assert b"\\u201cThe ferry Halcyon" in raw.getvalue()


def test_hostile_text_does_not_act():
    text = plain_text(trace_view(invented.hostile()))
    assert all(ch == "\n" or unicodedata.category(ch) not in ("Cc", "Cs") for ch in text)
    assert "\u202e" not in text
    assert "[link](javascript:alert(1))" in text.replace("\n      ", " ")
    coloured = on_terminal(invented.hostile())
    assert "\x1b]0;" not in coloured
    assert "\x1b[2J" not in coloured
    assert "\x07" not in coloured


@pytest.mark.parametrize("reason", EmptyReason)
def test_an_empty_answer_says_what_to_do(reason: EmptyReason):
    lines = plain_text(trace_view(invented.empty(reason)), width=160).splitlines()
    assert lines[:2] == ["No article of this collection carries this claim.", advice(reason)]


def test_status_names_every_article_with_its_date_and_where_it_was_found():
    text = plain_text(status_view(invented.status()), width=120)
    row = next(line for line in text.splitlines() if "harbour-05" in line)
    assert row.split("  ")[0] == "12 March 2031"
    assert "byline" in row
    assert "originally 4 March 2031" in text
    assert "undated, not before 9" in text
    assert "Problem: monthly-06" in text
    assert "all-MiniLM-L6-v2" in text


def test_indexing_says_what_became_of_each_article():
    article = invented.trace().appearances[0].article
    added = Outcome(kind=OutcomeKind.ADDED, name="gazette-01", article=article, sentences=1)
    failed = Outcome(kind=OutcomeKind.FAILED, name="bad\x1b[2J.txt", reason="the file is empty")
    assert plain_text(outcome_view(added), width=120) == (
        'added     gazette-01  3 March 2031 (day, byline "3/3/2031"), 1 sentence\n'
    )
    assert plain_text(outcome_view(failed), width=120) == "failed    bad␛[2J.txt: the file is empty\n"
    assert plain_text(report_view(IndexReport(outcomes=(added, failed, failed), generation=3))) == (
        "1 added, 2 failed (generation 3)\n"
    )


def test_every_kind_of_outcome_has_a_style():
    assert set(terminal._OUTCOME_STYLES) == set(OutcomeKind)
