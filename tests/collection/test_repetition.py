"""Furniture told by repetition: what is marked, and above all what is not."""

from __future__ import annotations

import pytest
from given import Given, file, index

from provenance.collection import Collection

NOTICE = "Our reporters write from every harbour of the county."


PLEA = "Visit the lamp room of our old house on the quay."


def article(
    number: int, *, first: str = "", middle: str = "", last: str = "", outlet: str | None = "Tidings", length: int = 12
) -> Given:
    own = [f"Report {number} says that {n} ferries of fleet {number} came in." for n in range(length)]
    text = "\n\n".join(filter(None, [first, *own[:6], middle, *own[6:], last]))
    return file(f"{outlet}-{number}.txt", text, outlet=outlet)


def marks(collection: Collection, sentence: str) -> dict[str, str | None]:
    """Why a sentence is furniture, by article."""
    wording = collection.candidates([sentence], k=1)[0][0].wording
    return {occurrence.article_id: occurrence.boilerplate for occurrence in collection.occurrences([wording])}


def test_a_sentence_at_the_end_of_three_different_articles_of_an_outlet_is_furniture(collection: Collection) -> None:
    index(collection, *(article(n, last=NOTICE) for n in range(3)))
    reason = "repeated at the end of articles of Tidings"
    assert marks(collection, NOTICE) == {"Tidings-0": reason, "Tidings-1": reason, "Tidings-2": reason}
    assert [o.boilerplate for o in collection.sentence_occurrences("Tidings-1")] == [*[None] * 12, reason]


def test_the_same_at_the_beginning(collection: Collection) -> None:
    index(collection, *(article(n, first=NOTICE) for n in range(3)))
    assert set(marks(collection, NOTICE).values()) == {"repeated at the beginning of articles of Tidings"}


def reposts(notice: str = NOTICE) -> list[Given]:
    """One text three times."""
    texts = [article(0, last=notice)] * 3
    return [file(f"{n}.txt", texts[0].documents[0].text, outlet="Tidings") for n in range(3)]  # type: ignore[union-attr]


NOT_FURNITURE = [
    pytest.param([article(n, last=NOTICE) for n in range(2)], id="two articles"),
    pytest.param([article(n, last=NOTICE, outlet=f"Outlet {n}") for n in range(3)], id="three outlets"),
    pytest.param([article(n, last=NOTICE, outlet=None) for n in range(3)], id="outlets unknown"),
    pytest.param([article(n, last=NOTICE, length=5) for n in range(3)], id="short articles"),
    pytest.param(reposts(), id="one text three times"),
    pytest.param([article(0, last=NOTICE), article(1, first=NOTICE), article(2, last=NOTICE)], id="other edges"),
    pytest.param(
        [article(n, last=NOTICE + "\n\n" + " ".join(f"Note {n} has {m} lines." for m in range(5))) for n in range(3)],
        id="not at the edge",
    ),
]


@pytest.mark.parametrize("given", NOT_FURNITURE)
def test_a_repeated_sentence_is_no_furniture_where_it_may_be_a_repost_or_a_background_paragraph(
    collection: Collection, given: list[Given]
) -> None:
    index(collection, *given)
    assert set(marks(collection, NOTICE).values()) == {None}


def test_another_outlet_that_reposts_it_is_not_marked(collection: Collection) -> None:
    index(collection, *(article(n, last=NOTICE) for n in range(3)), article(7, last=NOTICE, outlet="Echo"))
    assert marks(collection, NOTICE)["Echo-7"] is None
    assert marks(collection, NOTICE)["Tidings-0"] is not None


def test_furniture_known_by_its_words_keeps_its_reason(collection: Collection) -> None:
    notice = "Follow us on Instagram and Twitter."
    index(collection, *(article(n, last=notice) for n in range(3)))
    assert set(marks(collection, notice).values()) == {"follow notice"}


def test_what_is_taken_out_counts_no_more(collection: Collection) -> None:
    index(collection, *(article(n, last=NOTICE) for n in range(3)))
    collection.remove(["Tidings-1"])
    assert set(marks(collection, NOTICE).values()) == {None}


def test_furniture_is_counted_over_the_whole_collection(collection: Collection) -> None:
    share, rights = "Please share this article widely.", "All rights reserved."
    index(
        collection,
        file("a.txt", f"The ferry left at dawn with forty on board.\n\n{share}"),
        file("b.txt", f"A tug came to the pier an hour later.\n\n{share}\n\n{rights}"),
    )
    counted = [(one.text, one.occurrences, one.articles) for one in collection.furniture()]
    assert counted == [(share, 2, ("a", "b")), (rights, 1, ("b",))]


ADDRESSED = [
    pytest.param([article(n, last=PLEA) for n in range(2)], " of Tidings", id="at the end of two articles"),
    pytest.param([article(n, first=PLEA) for n in range(2)], " of Tidings", id="at the beginning"),
    pytest.param([article(n, middle=PLEA) for n in range(2)], " of Tidings", id="a line of its own in the middle"),
    pytest.param([article(n, last=PLEA, length=3) for n in range(2)], " of Tidings", id="of two short articles"),
    pytest.param([article(0, first=PLEA), article(1, last=PLEA)], " of Tidings", id="at other ends"),
    pytest.param([article(n, last=PLEA, outlet=None) for n in range(2)], "", id="outlets unknown"),
]


@pytest.mark.parametrize(("given", "of_outlet"), ADDRESSED)
def test_two_articles_are_enough_for_a_sentence_that_addresses_the_reader(
    collection: Collection, given: list[Given], of_outlet: str
) -> None:
    index(collection, *given)
    assert set(marks(collection, PLEA).values()) == {f"addressed to the reader in several articles{of_outlet}"}


NOT_ADDRESSED = [
    pytest.param([article(0, last=PLEA)], id="one article"),
    pytest.param(reposts(PLEA), id="one text three times"),
    pytest.param([article(n, last=PLEA, outlet=f"Outlet {n}") for n in range(2)], id="two outlets"),
    pytest.param([article(n, middle=PLEA, outlet=None) for n in range(2)], id="in the middle, outlets unknown"),
    pytest.param([article(n, middle=f"It said this. {PLEA} And more.") for n in range(2)], id="inside a paragraph"),
]


@pytest.mark.parametrize("given", NOT_ADDRESSED)
def test_a_plea_is_the_articles_own_where_a_repost_or_a_quotation_may_have_brought_it(
    collection: Collection, given: list[Given]
) -> None:
    index(collection, *given)
    assert set(marks(collection, PLEA).values()) == {None}
