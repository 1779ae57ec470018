"""How strong a claim of cause and effect is."""

import pytest

from provenance.wording.normalisation import tokens
from provenance.wording.strength import Strength, strength


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Salt in the well is linked to the old pier", Strength.LINK),
        ("The old pier may have salted the well", Strength.POSSIBLE_CAUSE),
        ("In May the old pier salted the well", Strength.CAUSE),
    ],
)
def test_the_weakest_claim_decides(text: str, expected: Strength) -> None:
    assert strength(tokens(text)) is expected
