"""Marked wording: pictures of what a reader sees, and the laws behind them."""

import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import rewording

from provenance.models import Edit, EditOp, Rewording, Span
from provenance.reporting.marks import Mark, Segment, as_html, as_plain, segments, unmarked
from provenance.wording.normalisation import tokens

PICTURES = [
    # before, after, picture
    ("It fell by 62 per cent.", "It fell by 63 per cent.", "It fell by [-62-] {+63+} per cent."),
    ("the big cat", "the cat", "the [-big-] cat"),
    ("he left quickly.", "he left.", "he left [-quickly-]."),
    ("he left. Quickly!", "he left.", "he left. [-Quickly-]"),
    ("he left quickly. Then", "he left. Then", "he left [-quickly-]. Then"),
    ("he left. Quickly then", "he left. then", "he left. [-Quickly-] then"),
    ("The big cat", "big cat", "[-The-] big cat"),
    ("she said “big cats”", "she said “cats”", "she said “[-big-] cats”"),
    ("red, green, blue", "red, blue", "red, [-green-] blue"),
    ("a 50% rise", "a 50 rise", "a 50[-%-] rise"),
    ("a 50 rise", "a 50% rise", "a 50{+%+} rise"),
    ("was it so", "was it really so", "was it {+really+} so"),
    ("one two", "one\n  two", "one two"),
    ("nothing", "other", "[-nothing-] {+other+}"),
    ("", "added", "{+added+}"),
    ("gone", "", "[-gone-]"),
    ("甲乙丙", "甲丁丙", "甲[-乙-] {+丁+}丙"),
]


@pytest.mark.parametrize(("before", "after", "picture"), PICTURES)
def test_picture(before: str, after: str, picture: str):
    edits = rewording(before, after).edits
    assert as_plain(segments(Rewording(edits=edits), before, after)) == picture


def test_what_stands_around_the_match_is_no_insertion():
    before, after = "fell by 62 per cent", "The index fell by 63 per cent, they said."
    run = segments(rewording(before, after), before, after)
    assert run == (
        Segment(Mark.SURROUNDING, "The index "),
        Segment(Mark.KEPT, "fell by "),
        Segment(Mark.DELETED, "62"),
        Segment(Mark.GAP, " "),
        Segment(Mark.INSERTED, "63"),
        Segment(Mark.KEPT, " per cent"),
        Segment(Mark.SURROUNDING, ", they said."),
    )


def test_an_insertion_across_the_edge_of_the_match_is_marked_inside_only():
    after = "one two three four"
    edit = Edit(op=EditOp.INSERT, before="", after="two three", before_span=Span(0, 0), after_span=Span(4, 13))
    run = segments(Rewording(edits=(edit,), matched=Span(8, 18)), "", after)
    assert as_plain(run) == "one two {+three+} four"


def test_without_edits_nothing_is_marked():
    assert unmarked("as it stands") == (Segment(Mark.KEPT, "as it stands"),)
    assert unmarked("as it stands", Span(3, 5)) == (
        Segment(Mark.SURROUNDING, "as "),
        Segment(Mark.KEPT, "it"),
        Segment(Mark.SURROUNDING, " stands"),
    )


def test_html_names_the_marks_in_words_too():
    html = as_html(segments(Rewording(edits=rewording("by 62", "by 63").edits), "by 62", "by 63"))
    assert html == (
        '<bdi class="wording" dir="auto">by <del><span class="spoken">[deleted: </span>62'
        '<span class="spoken">]</span></del> <ins><span class="spoken">[inserted: </span>63'
        '<span class="spoken">]</span></ins></bdi>'
    )


def test_html_escapes_text_and_shows_acting_characters():
    html = as_html(unmarked("<b>&\"'\u202e\x1b"))
    assert html == '<bdi class="wording" dir="auto">&lt;b&gt;&amp;&#34;&#39;‹U+202E›␛</bdi>'


def test_text_from_right_to_left_is_isolated():
    assert as_plain(unmarked("שלום")) == "\u2068שלום\u2069"


WORDS = st.lists(
    st.sampled_from(["ship", "62", "“sank”", "the", "port,", "off.", "—", "не", "甲乙", "it's", "<i>"]), max_size=12
).map(" ".join)


@given(WORDS, WORDS)
def test_segments_rebuild_the_second_text_and_hold_every_dropped_word(before: str, after: str):
    how = rewording(before, after)
    run = segments(how, before, after)
    assert "".join(s.text for s in run if s.mark in (Mark.KEPT, Mark.INSERTED, Mark.SURROUNDING)) == after
    dropped = [edit.before for edit in how.edits if edit.op in (EditOp.DELETE, EditOp.REPLACE)]
    assert [s.text for s in run if s.mark is Mark.DELETED] == dropped
    assert all(a.mark is not b.mark for a, b in pairwise(run))


@given(WORDS, WORDS)
def test_marks_never_join_two_words(before: str, after: str):
    picture = re.sub(r"\{\+|\+\}|\[-|-\]", "", as_plain(segments(rewording(before, after), before, after)))
    known = {token.norm for token in (*tokens(before), *tokens(after))}
    assert {token.norm for token in tokens(picture)} <= known


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.seen.add(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@given(st.text(), st.text())
def test_html_of_any_text_is_balanced_and_only_ours(before: str, after: str):
    parser = _Elements()
    parser.feed(as_html(segments(rewording(before, after), before, after)))
    parser.close()
    assert parser.open == []
    assert parser.seen <= {"bdi", "ins", "del", "span"}
