"""What is doubtful about dates, in groups, each doubt with the article it concerns."""

from datetime import date

from provenance.models import Article, CollectionStatus, CollectionSummary, DateInterval, DateSource
from provenance.ui.date_audit import audit, doubts_about

DAY = DateInterval.of_day(date(2021, 3, 4), source=DateSource.BYLINE, evidence="4 March 2021")
SUMMARY = CollectionSummary(articles=4, dated=2, undated=2, earliest=None, latest=None, generation=1)


def status(*problems: str) -> CollectionStatus:
    dates = {"a": DAY, "a: b": DAY, "c": DateInterval(), "d": DateInterval()}
    articles = tuple(
        (Article(id=name, path=name, sha256="0", published=published), 1) for name, published in dates.items()
    )
    return CollectionStatus(summary=SUMMARY, articles=articles, problems=problems)


def test_doubts_are_grouped_gravest_first():
    found = audit(
        status(
            "a: its date, 2021-03-04 (byline), is a guess.",
            "a: b: it is dated 2021-03-04 (byline), but also 2021-03-09 (url).",
            "c: the earlier publication it states, 2021-05-01 (body), is later than its own date.",
            "d: 2999-01-01 (metadata) lies after the day it was read or fetched, and is not believed.",
            "index/vectors.faiss: it belongs to another collection; the vectors are taken from the store instead.",
        )
    )
    assert [(group.heading, [doubt.articles for doubt in group.doubts]) for group in found] == [
        ("The collection as a whole", [()]),
        ("Statements that contradict each other", [("a: b",)]),
        ("An earlier publication that is later", [("c",)]),
        ("Dates that cannot be", [("d",)]),
        ("Only a guess", [("a",)]),
        ("Undated", [("c",), ("d",)]),
    ]


def test_the_doubts_about_one_article_do_not_repeat_its_id():
    told = status("a: its date, 2021-03-04 (byline), is a guess.", "d: something else.")
    assert doubts_about(told, "a") == ("its date, 2021-03-04 (byline), is a guess.",)


def test_a_sentence_of_no_known_kind_is_not_lost():
    (other, _) = audit(status("a: something nobody has thought of."))
    assert (other.heading, other.doubts[0].articles) == ("Doubtful in another way", ("a",))
