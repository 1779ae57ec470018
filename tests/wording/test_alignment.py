"""Alignments, drawn as a reader would draw them.

``=`` kept, ``~`` another form of the word, ``-`` gone, ``+`` come, ``>`` in place of; ``[`` and ``]`` stand around the
part of the second wording that carries the first.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.models import EditOp
from provenance.wording.alignment import Alignment, align
from provenance.wording.normalisation import tokens


def picture(alignment: Alignment) -> str:
    shown = []
    for step, edit in zip(alignment.steps, alignment.edits(), strict=True):
        mark = {
            EditOp.EQUAL: f"= {edit.after}",
            EditOp.DELETE: f"- {edit.before}",
            EditOp.INSERT: f"+ {edit.after}",
            EditOp.REPLACE: f"{'~' if step.form else '>'} {edit.before} > {edit.after}",
        }[edit.op]
        if step not in alignment.core:
            mark = f"({edit.after})"
        shown.append(mark)
    return " | ".join(shown)


PICTURES = [
    ("the harbour gate failed", "The harbour gate failed.", "= The harbour gate failed"),
    (
        "crews pumped 240 cellars dry",
        "By noon crews pumped 420 cellars dry, they said",
        "(By noon) | = crews pumped | > 240 > 420 | = cellars dry | (they said)",
    ),
    (
        "the mayor may have known of the crack",
        "The mayor knew of the crack",
        "= The mayor | - may have | ~ known > knew | = of the crack",
    ),
    (
        "Engineers warned the board twice, in March and in May, of the crack",
        "Engineers warned the board … of the crack",
        "= Engineers warned the board | - twice, in March and in May | = of the crack",
    ),
    (
        "the defence ministry organised convoys",
        "The defense ministry organizes convoys",
        "= The | ~ defence > defense | = ministry | ~ organised > organizes | = convoys",
    ),
    (
        "ferries strike beyond the outer pier",
        "ferries strike inside of the basin",
        "= ferries strike | > beyond the outer pier > inside of the basin",
    ),
    (
        "nothing of this is here",
        "Completely other words stand there instead",
        "- nothing of this is here | (Completely other words stand there instead)",
    ),
]


@pytest.mark.parametrize(("before", "after", "drawn"), PICTURES)
def test_pictures(before: str, after: str, drawn: str) -> None:
    assert picture(align(before, after)) == drawn


def test_the_matched_part_are_exact_characters() -> None:
    after = "He wrote: “The gate, once shut, held.” Nobody believed it."
    assert align("the gate once shut held", after).matched.of(after) == "The gate, once shut, held"


WORDS = st.lists(
    st.sampled_from(
        [
            "the",
            "a",
            "gate",
            "of",
            "water",
            "harbour",
            "240",
            "420",
            "not",
            "Orrel",
            "flood",
            "said",
            "rose",
            "night",
            "in",
        ]
    ),
    max_size=14,
)


@given(WORDS, WORDS)
def test_edits_rebuild_both_wordings(one: list[str], other: list[str]) -> None:
    before, after = " ".join(one), " ".join(other)
    edits = align(before, after).edits()
    assert [w for e in edits for w in e.before.split()] == one
    assert [w for e in edits for w in e.after.split()] == other
    assert all(e.before_span.of(before) == e.before and e.after_span.of(after) == e.after for e in edits)


@given(st.text(max_size=80), st.text(max_size=80))
def test_edits_rebuild_any_text_word_by_word(before: str, after: str) -> None:
    alignment = align(before, after)
    covered = [(s.a0, s.a1) for s in alignment.steps if s.a0 < s.a1]
    assert [place for a0, a1 in covered for place in range(a0, a1)] == list(range(len(tokens(after))))
    assert sum(s.b1 - s.b0 for s in alignment.steps) == len(tokens(before))


@given(WORDS)
def test_a_wording_is_carried_whole_by_itself(words: list[str]) -> None:
    text = " ".join(words)
    assert all(edit.op is EditOp.EQUAL for edit in align(text, text).edits() if edit.before)
