"""A glance never passes over what counts, and scores what it passes over as reading it would."""

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.models import Relation
from provenance.wording.relation import judge
from provenance.wording.screening import Glance, glance

GOLD = Path(__file__).parents[1] / "gold" / "pairs.jsonl"
ROWS = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
PAIRS = [(row["before"], row["after"]) for row in ROWS]
STRANGERS = [(one, other) for (one, _), (_, other) in pairwise(PAIRS)]
CLAIM = "Two gates were left open overnight"
SENTENCE = "the gates of the barrage opened and did not close , 240 420 cellars were flooded in Ansmouth … Skerrin said"

texts = st.lists(st.sampled_from(SENTENCE.split()), min_size=1, max_size=16).map(" ".join)
cosines = st.one_of(st.none(), st.floats(-1, 1))


def agrees(before: str, after: str, cosine: float | None) -> bool:
    seen, read = glance(before, after, cosine=cosine), judge(before, after, cosine=cosine)
    if seen is None:
        return True
    same = read.relation is Relation.RELATED and read.score == seen.score
    return same and (seen.carries or read.coverage.claim == 0)


@given(texts, texts, cosines)
def test_reading_a_passage_confirms_what_a_glance_says(before: str, after: str, cosine: float | None) -> None:
    assert agrees(before, after, cosine)


@pytest.mark.parametrize("cosine", [None, 0.2, 0.9])
def test_pairs_judged_by_hand_agree_too(cosine: float | None) -> None:
    assert [pair for pair in PAIRS + STRANGERS if not agrees(*pair, cosine)] == []


def test_most_strangers_need_no_reading() -> None:
    passed = [pair for pair in STRANGERS if glance(*pair, cosine=0.2) is not None]
    assert len(passed) > 0.8 * len(STRANGERS)


@pytest.mark.parametrize(
    ("passage", "passed_over"),
    [
        ("Two gates were left open overnight, the office said.", False),
        ("Two gates were not left open overnight.", False),
        ("He left two of the gates open … overnight.", True),
        ("The mayor thanked the crew.", True),
    ],
)
def test_copies_and_changed_copies_are_read(passage: str, passed_over: bool) -> None:
    assert (glance(CLAIM, passage, cosine=0.1) is not None) == passed_over


def test_what_shares_no_word_carries_nothing() -> None:
    assert glance(CLAIM, "The mayor thanked the crew.", cosine=0.1) == Glance(
        score=judge(CLAIM, "The mayor thanked the crew.", cosine=0.1).score, carries=False
    )
