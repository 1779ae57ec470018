"""The measure that reuse is scored by, against its definition worked out by hand."""

import math
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

from pan_corpus import groups
from plagdet import Case, plagdet

WHOLE = Case((0, 100), (0, 100))


def score(cases, detections):
    return plagdet([(cases, detections)])


def test_what_is_found_exactly_scores_one():
    assert score([WHOLE], [WHOLE]).plagdet == 1.0


def test_a_case_found_in_two_halves_is_whole_but_costs_granularity():
    found = score([WHOLE], [Case((0, 50), (0, 50)), Case((50, 100), (50, 100))])
    assert (found.precision, found.recall, found.granularity) == (1.0, 1.0, 2.0)
    assert found.plagdet == pytest.approx(1 / math.log2(3))


def test_shares_are_of_the_characters_of_both_sides():
    found = score([WHOLE], [Case((0, 100), (0, 50))])
    assert (found.precision, found.recall) == (1.0, 0.75)


def test_a_detection_that_meets_a_case_on_one_side_only_finds_nothing():
    found = score([WHOLE], [Case((0, 100), (200, 300))])
    assert (found.precision, found.recall, found.plagdet) == (0.0, 0.0, 0.0)


def test_characters_found_twice_count_once():
    found = score([WHOLE], [Case((0, 60), (0, 60)), Case((40, 100), (40, 100))])
    assert found.recall == 1.0


def test_means_are_over_cases_of_all_pairs_not_over_characters():
    long = Case((0, 900), (0, 900))
    found = plagdet([([WHOLE], [WHOLE]), ([long], [])])
    assert (found.precision, found.recall, found.cases, found.detections) == (1.0, 0.5, 2, 1)
    assert found.plagdet == pytest.approx(2 / 3)


def test_detections_in_a_clean_pair_cost_precision():
    assert plagdet([([WHOLE], [WHOLE]), ([], [WHOLE])]).precision == 0.5


def test_nothing_found_where_nothing_is_scores_nothing():
    assert score([], []).plagdet == 0.0


def test_texts_linked_over_others_are_one_group():
    of = groups([("a", "x"), ("b", "y"), ("a", "y"), ("c", "z")])
    assert {name for name in of if of[name] == "a"} == {"a", "b", "x", "y"}
    assert of["c"] == of["z"] == "c"
