"""Word shingles: which fragments find which wordings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.collection.shingles import shingles, wording_key
from provenance.wording.normalisation import fold

WORDS = st.lists(st.text("abcdefg", min_size=1, max_size=4), min_size=0, max_size=30)


@pytest.mark.parametrize(
    ("folded", "count"),
    [
        ("", 0),
        ("war", 1),
        ("no war", 1),
        ("no more war", 1),
        ("we want no war", 2),
        ("no no no no no", 1),  # one distinct run
        ("not one inch of our land", 4),
    ],
)
def test_a_wording_has_as_many_shingles_as_distinct_runs_of_three_words(folded: str, count: int) -> None:
    assert len(shingles(folded)) == count


def test_two_words_find_only_the_same_two_words() -> None:
    assert shingles("no war") == shingles("no war")
    assert shingles("no war").isdisjoint(shingles("there is no war now"))


def test_the_order_of_words_counts() -> None:
    assert shingles("man bites dog").isdisjoint(shingles("dog bites man"))


def test_the_numbers_stay_the_same_from_one_run_and_machine_to_the_next() -> None:
    assert shingles("no more war") == {8666000542181917026}
    assert wording_key("no more war").hex() == "137b96f7718a22d0e925c0e0fbe48f00"


@given(WORDS, st.data())
def test_a_fragment_of_three_words_or_more_shares_all_its_shingles_with_the_whole(
    words: list[str], data: st.DataObject
) -> None:
    begin = data.draw(st.integers(0, len(words)))
    fragment = words[begin : data.draw(st.integers(begin, len(words)))]
    if len(fragment) >= 3:
        assert shingles(" ".join(fragment)) <= shingles(" ".join(words))


@given(st.text())
def test_shingles_fit_a_signed_integer_of_64_bits(text: str) -> None:
    assert all(0 <= shingle < 2**63 for shingle in shingles(fold(text)))


@given(WORDS, WORDS)
def test_two_wordings_have_one_key_exactly_where_they_have_the_same_words(one: list[str], other: list[str]) -> None:
    assert (wording_key(" ".join(one)) == wording_key(" ".join(other))) == (one == other)
