"""Claims that hit page furniture, on the real model: nobody's statement, and the reason is named."""

from __future__ import annotations

import pytest

from provenance.collection import Collection
from provenance.models import Relation
from provenance.tracing import trace

pytestmark = pytest.mark.model

SAMPLE = [
    ("Sign up for First Light, the free morning newsletter of the Ansmouth Tidings.", "newsletter notice"),
    ("To contact the newsroom, write to newsdesk@ansmouth-tidings.example.", "contact line"),
    ("Click the share button above to send this page to your friends.", "share buttons"),
    ("Follow the Daily Gantry for breaking news.", "follow notice"),
    ("Advertise in the Harrant Observer: call the counter before noon.", "advertising notice"),
]
REAL = [
    ("To contact the WSWS and the Socialist Equality Party visit:", "contact line"),
    ("Feel free to repost and share widely Global Research articles.", "share buttons"),
    ("You can follow Lucas on Twitter and Telegram.", "follow notice"),
    ("Lucas Leiroz is a journalist, researcher at the Center for Geostrategic Studies", "author's bio"),
]


def found(collection: Collection, claim: str) -> tuple[str | None, str | None, set[str | None]]:
    """Why nothing appears, the first appearance, and why what carries the claim to the letter does not count."""
    told = trace(collection, claim)
    carriers = [one for one in told.related if one.relation is Relation.VERBATIM]
    return told.empty_reason, told.first_appearance, {one.boilerplate for one in carriers}


@pytest.mark.parametrize(("claim", "reason"), SAMPLE)
def test_a_claim_that_hits_furniture_of_the_sample(sample: Collection, claim: str, reason: str) -> None:
    assert found(sample, claim) == ("only-boilerplate", None, {reason})


@pytest.mark.parametrize(("claim", "reason"), REAL)
def test_a_claim_that_hits_furniture_of_the_real_articles(real: Collection, claim: str, reason: str) -> None:
    assert found(real, claim) == ("only-boilerplate", None, {reason})


def test_furniture_of_the_real_articles_is_where_a_reader_sees_it(real: Collection) -> None:
    """By the sentence's number in its article, from 0; 001 and 002 have none."""
    marked = {
        article.id[:3]: [o.position for o in real.sentence_occurrences(article.id) if o.boilerplate]
        for article, _ in real.status().articles
    }
    assert marked == {"000": [57, 58], "001": [], "002": [], "003": [34, 35], "004": [*range(1, 7), *range(44, 59)]}
