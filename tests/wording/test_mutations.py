"""The generators of known changes: each does what it says, and no more."""

import random
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))

import mutations
import rephrasings
from newswire import Newswire, half_of
from perturbations import perturbed

TEXT = (
    "The harbour board approved the new lock in March after a long debate. "
    "Officials have said that many boats are waiting in Port Arden for the tide. "
    "The centre of the town will not be closed before 12 May, the mayor said. "
    "The pumps moved about 40 tonnes of water and were slightly damaged in the storm. "
    "The center of the harbour is deep enough for ships from Port Arden, pilots said. "
    "A lock keeper wrote that it is the price of the pier, and most of the boats have gone. "
)
WIRE = Newswire.of([TEXT], seed=1)

# mutation, sentence, the same sentence after it
TABLE = [
    (mutations.another_scale, "It cost 40 mln dlrs to mend.", "It cost 40 billion dlrs to mend."),
    (mutations.unattributed, "The pier is sound, the mayor said.", "The pier is sound."),
    (mutations.affirmed, "The pier will not be closed.", "The pier will be closed."),
    (mutations.unbounded, "The pumps moved about 40 tonnes.", "The pumps moved 40 tonnes."),
    (mutations.reordered, "The pier was closed in the early spring.", "In the early spring, the pier was closed."),
    (rephrasings.contracted, "The pier does not leak.", "The pier doesn't leak."),
]


@pytest.mark.parametrize(("mutation", "before", "after"), TABLE, ids=lambda value: getattr(value, "__name__", None))
def test_what_a_mutation_does(mutation: mutations.Mutation, before: str, after: str) -> None:
    drawn = {mutation(before, random.Random(seed), WIRE) for seed in range(10)}
    assert drawn - {None} == {after}


def test_the_passive_keeps_its_actors() -> None:
    wire = Newswire(("The plan was approved by the board.", *["They approved it."] * 5))
    said = rephrasings.made_passive("The board approved the plan in May.", random.Random(1), wire)
    assert said == "The plan was approved by the board in May."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "They approved the plans for the new lock in May.",
            "The plans were approved by them for the new lock in May.",
        ),
        ("The board approved a list of 2.6 billion dlrs of goods.", None),
        ("After Tollan approved the plan in May, it rained.", None),
    ],
)
def test_a_passive_is_a_sentence_or_none(text: str, expected: str | None) -> None:
    wire = Newswire(("The plan was approved by the board.", *["They approved it."] * 5))
    assert rephrasings.made_passive(text, random.Random(1), wire) == expected


def test_a_sentence_without_a_place_is_left_alone() -> None:
    for ways in mutations.MUTATIONS.values():
        assert all(
            way("Nothing here.", random.Random(1), WIRE) is None for way in ways if way is not mutations.attributed
        )


def test_one_seed_makes_one_set() -> None:
    sets = [[p.after for p in perturbed("number", (mutations.another_figure,), WIRE, 5)] for _ in range(2)]
    assert sets[0] == sets[1]
    assert len(sets[0]) == 2


def test_the_halves_share_no_item() -> None:
    assert [half_of(f"reuters-{number}") for number in (4, 5, 6)] == ["tuning", "held-out", "tuning"]
