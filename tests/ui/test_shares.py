"""How much of each article stands in each other one, by article and by outlet."""

from hashlib import sha256

import pytest

from provenance.comparing import compare, side_of
from provenance.models import Article, Comparison, Document
from provenance.ui.comparing.shares import NO_OUTLET, By, Shares, shares

KILN = "The kiln at Overmoss burned through the night and lit the frost on all of the allotments by the canal."
CHAIN = "He told the magistrate that the door of the kiln had been chained from the inside since the day before."
GOAT = "The goat belonged to a circus that winters on the north shore of the lake, and it swam home by night."
TEXTS = {
    "a": ("Clarion", f"{KILN} {CHAIN}"),
    "b": ("Echo", KILN),
    "c": ("Clarion", GOAT),
    "d": (None, f"{CHAIN} {GOAT}"),
}
SIDES = {
    identity: side_of(
        Document(
            article=Article(
                id=identity,
                path=identity,
                sha256=sha256(identity.encode()).hexdigest(),
                title=f"Title {identity}",
                outlet=outlet,
            ),
            text=text,
        )
    )
    for identity, (outlet, text) in TEXTS.items()
}


def compared(*pairs: str) -> list[Comparison]:
    return [compare(SIDES[one], SIDES[other]) for one, other in pairs]


def told(found: Shares) -> dict[str, str]:
    """Each row as a line: in per cent, ``-`` for nothing shared."""
    return {
        key: " ".join(
            f"{found.cells[key, other].share:.0%}" if (key, other) in found.cells else "-" for other in found.keys
        )
        for key in found.keys
    }


ARTICLES = [side.article for side in SIDES.values()]
ALL = compared("ab", "ad", "cd")


def test_each_article_is_counted_by_its_own_words():
    assert told(shares(ALL, By.ARTICLE, ARTICLES)) == {
        "a": "- 50% 50% -",
        "d": "49% - - 51%",  # 20 words of the one, 21 of the other
        "b": "100% - - -",
        "c": "- 100% - -",
    }


def test_an_outlet_is_the_mean_over_all_its_articles():
    found = shares(ALL, By.OUTLET, ARTICLES)
    assert told(found) == {
        "Clarion": "- 25% 75%",  # one of its two articles is half in the Echo's, the other not at all
        "Echo": "100% - -",
        NO_OUTLET: "51% - -",
    }
    assert found.cells["Clarion", "Echo"].pair == ("a", "b")
    assert found.cells["Clarion", NO_OUTLET].pairs == 2
    assert found.cells["Clarion", NO_OUTLET].pair == ("c", "d")


def test_pairs_within_one_outlet_are_counted_once():
    copy = side_of(Document(article=Article(id="e", path="e", sha256="0" * 64, outlet="Clarion"), text=KILN))
    found = shares([compare(SIDES["a"], copy)], By.OUTLET, [SIDES["a"].article, copy.article])
    assert found.cells["Clarion", "Clarion"].pairs == 1
    assert found.cells["Clarion", "Clarion"].share == pytest.approx(0.75, abs=0.01)


def test_those_that_share_with_most_others_are_shown_and_the_rest_counted():
    found = shares(ALL, By.ARTICLE, ARTICLES, most=2)
    assert (found.keys, found.names, found.left) == (("a", "d"), ("Title a", "Title d"), 2)


def test_nothing_shared_is_an_empty_matrix():
    found = shares([], By.OUTLET, ARTICLES)
    assert (found.keys, found.cells, found.left) == ((), {}, 0)
