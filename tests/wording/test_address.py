"""What a notice asks of its reader, and what only tells of asking."""

import pytest

from provenance.wording.address import addresses_reader

ASKING = [
    "Visit our shop on the quay.",
    "To contact the newsroom, write to the editor.",
    "Please tell us what you saw.",
    "Support the lifeboat.",
]
NOT_ASKING = [
    "The minister asked readers to visit the shop.",
    "“Visit our shop,” he said.",
    "A visit to the shop is cheap.",
    "Visit of the queen put off.",
    "Contact with the ferry was lost.",
    "Support for the mayor fell.",
    "Share prices fell.",
    "Call it a defeat.",
]


@pytest.mark.parametrize("sentence", ASKING)
def test_a_notice_asks_something_of_its_reader(sentence):
    assert addresses_reader(sentence)


@pytest.mark.parametrize("sentence", NOT_ASKING)
def test_what_tells_or_quotes_does_not(sentence):
    assert not addresses_reader(sentence)
