"""The five real articles, read in place: their dates are those their own text proves."""

from datetime import date
from pathlib import Path

import pytest
from articles_on_disk import read

from provenance.models import DateSource, Precision
from provenance.reading import furniture_reason

SEEDS = Path(__file__).resolve().parents[2].parent / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the five real articles are not beside this checkout")


@pytest.fixture(scope="module")
def seeds():
    documents, errors = read(SEEDS)
    assert not errors
    return {document.article.id[:3]: document for document in documents}


def test_they_are_stored_unchanged(seeds):
    assert sorted(seeds) == ["000", "001", "002", "003", "004"]
    for document in seeds.values():
        assert document.text.encode() == Path(document.article.path).read_bytes()


@pytest.mark.parametrize(
    ("seed", "day", "evidence", "author", "outlet"),
    [
        ("000", date(2022, 12, 7), "7 December 2022", "Chris Marsden", None),
        ("001", date(2022, 12, 14), "December 14th, 2022", "Mike Whitney", "The Unz Review"),
        ("003", date(2024, 9, 10), "10 September 2024", "Andre Damon", None),
    ],
)
def test_a_stated_date(seeds, seed, day, evidence, author, outlet):
    document = seeds[seed]
    article = document.article
    assert (article.published.earliest, article.published.latest) == (day, day)
    assert (article.published.precision, article.published.source) == (Precision.DAY, DateSource.BYLINE)
    assert article.published.evidence == article.published.span.of(document.text) == evidence
    assert (article.author, article.outlet, article.published.reliable) == (author, outlet, True)


def test_a_repost_states_its_original_date(seeds):
    document = seeds["001"]
    original = document.article.originally
    assert (original.earliest, original.latest) == (date(2022, 12, 11), date(2022, 12, 11))
    assert original.span.of(document.text) == original.evidence == "December 11, 2022"
    assert [document.article.originally for seed, document in seeds.items() if seed != "001"] == [None] * 4


def test_an_undated_one_is_bounded_by_what_it_mentions(seeds):
    document = seeds["002"]
    published = document.article.published
    assert not published.dated
    assert (published.earliest, published.latest, published.precision) == (date(2022, 2, 1), None, Precision.NONE)
    assert (published.source, published.reliable) == (DateSource.BODY, False)
    assert published.span.of(document.text) == published.evidence == "Feb 2022"


def test_one_proves_nothing(seeds):
    published = seeds["004"].article.published
    assert (published.earliest, published.latest, published.evidence) == (None, None, None)
    assert seeds["004"].article.evidence == ()


def test_titles_are_as_they_stand_and_a_wrapped_one_is_joined(seeds):
    assert seeds["001"].article.title == "US Is Intentionally Provoking Putin in Ukraine"
    assert seeds["002"].article.title == "Drone attack on Moscow aims to escalate US-NATO war with Russia"
    assert seeds["004"].article.title == "Drone Attack on Kremlin May Further Escalate Conflict with Ukraine"


def test_furniture_is_at_the_ends_of_000_003_and_004_and_nowhere_else(seeds):
    def marked(seed):
        return [bool(furniture_reason(line)) for line in seeds[seed].text.splitlines() if line.strip()]

    assert marked("000")[-2:] == marked("003")[-2:] == [True, True]
    assert sum(marked("000")) == sum(marked("003")) == 2
    assert sum(marked("001")) == sum(marked("002")) == 0
    assert marked("004")[1:5] == [True] * 4
