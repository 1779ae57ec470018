"""A user's word on a date: it beats what was found, outlasts reading anew, and can be taken back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import given
import pytest
from fakes import FakeEncoder
from older import bring_back

from provenance.collection import Collection
from provenance.collection.store import store_path
from provenance.errors import UnknownArticle, UsageError
from provenance.models import Article, DateEvidence, DateRole, DateSource, Document, Precision

TEXT = "The harbour will not close before the winter, as everybody on the quay knows."


def opened(folder: Path) -> Collection:
    return Collection.open(folder / "index", encoder=FakeEncoder())


def ferry(day: str | None = "2022-12-07", text: str = TEXT) -> given.Given:
    """An article whose byline gives a day, or none."""
    if day is None:
        return given.file("ferry.txt", text)
    found = given.day(day)
    evidence = (DateEvidence(role=DateRole.PUBLISHED, interval=found),)
    return given.file("ferry.txt", text, published=found, evidence=evidence)


def test_it_beats_what_was_found_and_everything_found_is_kept(tmp_path: Path) -> None:
    with opened(tmp_path) as collection:
        given.index(collection, ferry())
        article = collection.set_date("ferry", "2021-05-30", note="the library's copy")
        assert article == collection.article("ferry")
        published = article.published
        assert (published.earliest, published.source) == (date(2021, 5, 30), DateSource.SUPPLIED)
        assert published.evidence == "2021-05-30 — the library's copy"
        assert [entry.interval.evidence for entry in article.evidence] == [published.evidence, "2022-12-07"]
        assert collection.summary().earliest == date(2021, 5, 30)


def test_it_outlasts_reading_the_article_anew_in_another_text(tmp_path: Path) -> None:
    with opened(tmp_path) as collection:
        given.index(collection, ferry())
        collection.set_date("ferry", "2021-05")
        assert given.told(given.index(collection, ferry(text=TEXT + " So it is."))) == [("replaced", "ferry")]
        published = collection.article("ferry").published
        assert (published.earliest, published.precision) == (date(2021, 5, 1), Precision.MONTH)


def test_taken_back_what_was_found_counts_again(tmp_path: Path) -> None:
    with opened(tmp_path) as collection:
        given.index(collection, ferry())
        before = collection.article("ferry")
        collection.set_date("ferry", "2021-05-30")
        assert collection.set_date("ferry", None) == before


def test_a_wrong_date_can_be_denied(tmp_path: Path) -> None:
    with opened(tmp_path) as collection:
        given.index(collection, ferry())
        article = collection.set_date("ferry", "unknown", note="the byline is another article's")
        assert not article.published.dated
        assert collection.summary().undated == 1
        assert article.evidence[0].interval.evidence == "unknown — the byline is another article's"


def test_an_earlier_publication_orders_the_article(tmp_path: Path) -> None:
    with opened(tmp_path) as collection:
        given.index(collection, ferry())
        article = collection.set_date("ferry", "2022-12-01", originally=True)
        assert article.published.earliest == date(2022, 12, 7)
        assert article.first_date.earliest == date(2022, 12, 1)


@pytest.mark.parametrize("value", ["soon", "31.31.2023", "2999-01-01", ""])
def test_what_is_no_past_date_changes_nothing(tmp_path: Path, value: str) -> None:
    with opened(tmp_path) as collection:
        given.index(collection, ferry())
        before, generation = collection.article("ferry"), collection.summary().generation
        with pytest.raises(UsageError, match="date"):
            collection.set_date("ferry", value)
        assert (collection.article("ferry"), collection.summary().generation) == (before, generation)


def test_an_unknown_article_cannot_be_dated(tmp_path: Path) -> None:
    with opened(tmp_path) as collection:
        given.index(collection, ferry())
        with pytest.raises(UnknownArticle, match="tug"):
            collection.set_date("tug", "2021-05-30")


def test_it_goes_with_the_article_when_that_is_removed(tmp_path: Path) -> None:
    with opened(tmp_path) as collection:
        given.index(collection, ferry())
        collection.set_date("ferry", "2021-05-30")
        collection.remove(["ferry"])
        given.index(collection, ferry())
        assert collection.article("ferry").published.earliest == date(2022, 12, 7)


def test_a_store_made_before_there_were_user_dates_is_brought_up(tmp_path: Path) -> None:
    with opened(tmp_path) as collection:
        given.index(collection, ferry())
    bring_back(store_path(tmp_path / "index"), 1)
    with Collection.open(tmp_path / "index", encoder=FakeEncoder(), read_only=True) as collection:
        assert collection.text("ferry") == TEXT
        assert collection.article("ferry").read_at is None
    with opened(tmp_path) as collection:
        assert collection.set_date("ferry", "2021").published.precision is Precision.YEAR


# --------------------------------------------------------------------------------------- named by a dated article

TITLE = "Ferry leaves the harbour without lights"


def naming(text: str, day: str | None = "2022-12-09") -> given.Given:
    known = {} if day is None else {"published": given.day(day)}
    return given.file("review.txt", f"It was a week of ferries.\n\n{text}\n\nNobody has said why.", **known)


@pytest.mark.parametrize(
    ("text", "latest"),
    [
        (f"As The Quay wrote in “{TITLE}”, nobody saw it.", date(2022, 12, 9)),
        (f"We read “{TITLE}” with interest.", None),  # whose?
        ("As The Quay wrote, the ferry left without lights.", None),  # which article?
    ],
)
def test_an_undated_article_is_bounded_by_a_dated_one_that_names_it(tmp_path: Path, text: str, latest: date) -> None:
    with opened(tmp_path) as collection:
        ferry_of_the_quay = given.file("ferry.txt", TEXT, title=TITLE, outlet="The Quay")
        given.index(collection, ferry_of_the_quay, naming(text))
        published = collection.article("ferry").published
        assert (published.dated, published.latest) == (False, latest)
        if latest is not None:
            assert published.rule == "named-by"
            assert published.evidence == f"review: {text}"


def test_an_undated_article_bounds_nothing(tmp_path: Path) -> None:
    with opened(tmp_path) as collection:
        ferry_of_the_quay = given.file("ferry.txt", TEXT, title=TITLE, outlet="The Quay")
        given.index(collection, ferry_of_the_quay, naming(f"As The Quay wrote in “{TITLE}”, so it was.", day=None))
        assert collection.article("ferry").published.latest is None


def test_a_dated_article_keeps_its_date(tmp_path: Path) -> None:
    dated = Article(id="ferry", path="/a", sha256="", title=TITLE, outlet="The Quay", published=given.day("2022-12-07"))
    with opened(tmp_path) as collection:
        source = given.Given(Path("/a"), "a", "a", (Document(article=dated, text=TEXT),))
        given.index(collection, source, naming(f"As The Quay wrote in “{TITLE}”, so it was."))
        assert collection.article("ferry").published == given.day("2022-12-07")
