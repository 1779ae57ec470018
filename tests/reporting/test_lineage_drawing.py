"""The lineage laid out: which lane each appearance stands in, which lines cross which row, and what is said of each."""

from dataclasses import replace

import invented
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.models import UNDATED, Derivation, Relation, Trace
from provenance.reporting import Format, render
from provenance.reporting.lineage import Half, Lineage, Row


def family(*parents: int | None, undated: int = 0) -> Trace:
    """A trace in which a1 comes from a{parents[0]}, a2 from a{parents[1]} and so on; the last few are undated."""
    dated = len(parents) - undated
    found = [
        invented.appearance(
            f"a{number}",
            invented.article(f"x{number}", None, invented.day(2031, 3, number) if number <= dated else UNDATED),
            invented.CLAIM,
            Relation.VERBATIM,
            derived_from=Derivation(appearance=f"a{parent}", confidence=0.9, because="same words") if parent else None,
        )
        for number, parent in enumerate(parents, start=1)
    ]
    origins = sum(parent is None for parent in parents)
    return Trace(
        claim=invented.CLAIM,
        collection=invented.SUMMARY,
        answer="",
        first_appearance="a1",
        first_candidates=("a1",),
        origins=origins,
        appearances=tuple(found),
        found=len(found),
    )


def picture(lineage: Lineage) -> list[str]:
    """The drawing in signs: ``o`` an appearance, ``|`` a line, ``'`` and ``,`` half of one, ``-`` a turn."""
    return [_drawn(row, lineage.lanes) for row in lineage.rows]


def _drawn(row: Row, lanes: int) -> str:
    signs = {frozenset(): " ", frozenset({Half.UPPER}): "'", frozenset({Half.LOWER}): ",", frozenset(Half): "|"}
    cells = []
    for lane in range(lanes):
        halves = frozenset(stroke.half for stroke in row.strokes if stroke.lane == lane)
        cells.append("o" if lane == row.lane else signs[halves])
    turned = range(0) if row.turn is None else range(min(row.turn, row.lane), max(row.turn, row.lane))
    return "".join(cell + ("-" if lane in turned else " ") for lane, cell in enumerate(cells)).rstrip()


@pytest.mark.parametrize(
    ("parents", "drawn"),
    [
        ((None,), ["o"]),
        ((None, None), ["o", "o"]),
        ((None, 1, 2), ["o", "o", "o"]),
        ((None, 1, 1, 1), ["o", "|-o", "|-o", "o"]),
        ((None, 1, 1, 2), ["o", "|-o", "o |", "  o"]),
        ((None, None, 1, 2), ["o", "| o", "o |", "  o"]),
        ((None, None, 2, 1), ["o", "| o", "| o", "o"]),
    ],
)
def test_the_drawing(parents: tuple[int | None, ...], drawn: list[str]):
    assert picture(Lineage.of(family(*parents))) == drawn


def test_a_dated_one_may_come_from_an_undated_one_which_stands_below_it():
    lineage = Lineage.of(family(None, 3, None, undated=1))
    assert picture(lineage) == ["o", "o-,", "  o"]
    child, parent = lineage.rows[1:]
    assert [stroke.half for stroke in parent.strokes] == [Half.UPPER]
    assert [stroke.half for stroke in child.strokes] == [Half.LOWER]


@st.composite
def families(draw: st.DrawFn) -> tuple[int | None, ...]:
    """Any forest whose parents stand before their children."""
    size = draw(st.integers(1, 14))
    return tuple(draw(st.none() | st.integers(1, number - 1)) if number > 1 else None for number in range(1, size + 1))


@given(families())
def test_every_line_can_be_followed_from_parent_to_child_and_none_shares_its_lane(parents: tuple[int | None, ...]):
    lineage = Lineage.of(family(*parents))
    strokes = [[(stroke.lane, stroke.half) for stroke in row.strokes] for row in lineage.rows]
    assert all(len(row) == len(set(row)) for row in strokes)
    for child, parent in enumerate(parents):
        if parent is None:
            continue
        lane, begin = lineage.rows[parent - 1].lane, parent - 1
        assert (lane, Half.LOWER) in strokes[begin]
        assert all({(lane, Half.UPPER), (lane, Half.LOWER)} <= set(strokes[row]) for row in range(begin + 1, child))
        assert (lane, Half.UPPER) in strokes[child]
        assert lineage.rows[child].turn == (None if lineage.rows[child].lane == lane else lane)
        between = [lineage.rows[row].lane for row in range(begin + 1, child)]
        assert lane not in between


@given(families())
def test_the_tree_holds_every_row_once_and_each_below_its_parent(parents: tuple[int | None, ...]):
    tree = [row.entry.id for row in Lineage.of(family(*parents)).tree]
    assert sorted(tree) == sorted(f"a{number}" for number in range(1, len(parents) + 1))
    assert all(tree.index(f"a{of}") < tree.index(f"a{child}") for child, of in enumerate(parents, 1) if of)


def test_a_line_is_as_sure_as_what_it_leads_on_to():
    rows = Lineage.of(invented.trace()).rows
    told = {
        row.entry.id: [(stroke.lane, stroke.half.value, stroke.sureness) for stroke in row.strokes] for row in rows[:3]
    }
    assert told == {
        "a1": [(0, "lower", "likely")],
        "a2": [(0, "upper", "likely"), (0, "lower", "plausible"), (1, "lower", "plausible")],
        "a3": [
            (0, "upper", "plausible"),
            (1, "upper", "plausible"),
            (1, "lower", "plausible"),
            (0, "lower", "possible"),
        ],
    }


# ---------------------------------------------------------------------------------------- what is said


def test_what_is_said_of_each():
    rows = Lineage.of(invented.trace()).rows
    assert [row.standing for row in rows] == [
        "seems an origin",
        "may come from a1, likely (90 %)",
        "may come from a1, plausible (66 %)",
        "seems an origin",
        "may come from a3, possible (45 %)",
        "may come from a2, plausible (50 %)",
        "page furniture, takes no part",
    ]
    assert [row.alternatives for row in rows if row.alternatives] == [
        "or from a2, plausible (61 %)",
        "or from a1, possible (48 %)",
    ]
    assert [row.depth for row in rows] == [0, 1, 1, 0, 2, 2, 0]


def test_a_common_source_is_named_in_every_format():
    whole = invented.trace()
    a5 = whole.appearances[4]
    assert a5.derived_from is not None
    shared = replace(a5, derived_from=replace(a5.derived_from, common_source="a4"))
    trace = replace(whole, appearances=(*whole.appearances[:4], shared, *whole.appearances[5:]))
    told = "hares changes with a4 that its source lacks: both may come from one not held here"
    for wanted in (Format.TEXT, Format.MARKDOWN, Format.HTML):
        assert told in " ".join(render(trace, wanted).split())
        assert told not in " ".join(render(whole, wanted).split())


def test_origins_are_counted_in_a_sentence():
    assert Lineage.of(family(None)).sentence == "1 independent origin: a1."
    assert Lineage.of(family(None, 1, 2)).sentence == (
        "1 independent origin: a1. Every other wording is consistent with having come from it, straight or by way of "
        "another."
    )
    assert Lineage.of(family(None, 1, None)).sentence == "2 independent origins: a1 and a3."


def test_an_answer_that_is_cut_short_does_not_call_the_rest_origins():
    cut = replace(family(None, 1, None), found=9, origins=1)
    assert Lineage.of(cut).sentence == "1 independent origin among all 9 appearances, of which 3 are shown."
    assert Lineage.of(cut).rows[2].standing == "seems an origin, or comes from an appearance not shown"


def test_another_passage_of_an_article_that_derives_is_no_origin():
    whole = family(None, 1, None)
    a3 = replace(whole.appearances[2], article=whole.appearances[1].article)
    lineage = Lineage.of(replace(whole, appearances=(*whole.appearances[:2], a3), origins=1))
    assert lineage.rows[2].standing == "no source found for this passage; a2 of the same article has one"
    assert lineage.sentence.startswith("1 independent origin: a1.")


def test_only_furniture_has_no_origin():
    whole = family(None)
    notice = replace(whole.appearances[0], boilerplate="menu")
    lineage = Lineage.of(replace(whole, appearances=(notice,), origins=0, first_appearance=None))
    assert lineage.sentence == "None of these passages is an article’s own wording, so there is no origin to count."
