"""Where words of one wording stand in another."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from provenance.models import Span
from provenance.wording.alignment import align
from provenance.wording.counterparts import counterpart, joints

KILN = "The lock keeper counted eleven sacks of clay on the towpath."

# What of KILN is asked for, the other wording, and what of it answers.
PLACES = [
    ("lock keeper", "Early on the lock keeper counted eleven sacks of clay on the towpath.", "lock keeper"),
    ("counted eleven sacks", "The lock keeper counted forty sacks of clay on the towpath.", "counted forty sacks"),
    ("eleven sacks", "The lock keeper counted sacks of clay on the towpath.", "sacks"),
    ("sacks of clay", "The lock keeper counted eleven sacks of wet clay on the towpath.", "sacks of wet clay"),
    ("eleven", "The lock keeper counted sacks of clay on the towpath.", None),
    (KILN, "The lock keeper — it says here — counted ELEVEN sacks of clay on the towpath!",
     "The lock keeper — it says here — counted ELEVEN sacks of clay on the towpath"),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "other", "answer"), PLACES)
def test_words_are_found_in_the_other_wording(asked: str, other: str, answer: str | None):
    begin = KILN.index(asked)
    found = counterpart(align(KILN, other).edits(), Span(begin, begin + len(asked)))
    assert (found and found.of(other)) == answer


def test_a_text_is_parted_where_a_kept_word_begins_in_both():
    before = "The kiln was cold. Nobody had fired it since. The keeper left."
    after = "We hear that the kiln was cold. Nobody had lit it since. The keeper left."
    offsets = [before.index("Nobody"), before.index("fired"), before.index("The keeper") + 1]
    assert list(joints(align(before, after).edits(), offsets)) == [(before.index("Nobody"), after.index("Nobody"))]


SAID = ("kiln", "lock", "clay", "not", "11", "the", "eleven", "towpath’s,", "—", "night")
WORDS = st.lists(st.sampled_from(SAID), max_size=14).map(" ".join)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(WORDS, WORDS)
def test_counterparts_lie_in_the_other_text_and_keep_the_order(before: str, after: str):
    edits = align(before, after).edits()
    words = [Span(n, n + 1) for n in range(len(before))]
    begins = [found.begin for word in words if (found := counterpart(edits, word)) is not None]
    assert begins == sorted(begins)
    assert all(begin < len(after) for begin in begins)
    parted = list(joints(edits, range(len(before))))
    assert all(before[one].casefold() == after[other].casefold() for one, other in parted)
    assert parted == sorted(parted)
