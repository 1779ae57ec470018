"""What is doubtful about dates, in groups, each doubt with the article it concerns."""

from datetime import date

import pytest

from provenance.models import (
    Article,
    CollectionStatus,
    CollectionSummary,
    DateInterval,
    DateSource,
    Problem,
    ProblemKind,
)
from provenance.ui.collecting.audit import audit, doubts_about

DAY = DateInterval.of_day(date(2021, 3, 4), source=DateSource.BYLINE, evidence="4 March 2021")
SUMMARY = CollectionSummary(articles=4, dated=2, undated=2, earliest=None, latest=None, generation=1)


def status(*problems: Problem) -> CollectionStatus:
    dates = {"a": DAY, "a: b": DAY, "c": DateInterval(), "d": DateInterval()}
    articles = tuple(
        (Article(id=name, path=name, sha256="0", published=published), 1) for name, published in dates.items()
    )
    return CollectionStatus(summary=SUMMARY, articles=articles, problems=problems)


def problem(kind: ProblemKind, *articles: str, sentence: str = "it is doubtful.") -> Problem:
    return Problem(kind=kind, sentence=sentence, articles=articles)


def test_doubts_are_grouped_gravest_first():
    found = audit(
        status(
            problem(ProblemKind.GUESS, "a"),
            problem(ProblemKind.CONTRADICTION, "a: b"),
            problem(ProblemKind.UPDATED_BEFORE, "d"),
            problem(ProblemKind.LATER_ORIGINAL, "c"),
            problem(ProblemKind.FUTURE, "d"),
            problem(ProblemKind.ZERO_DAY, "a"),
            problem(ProblemKind.SUSPICIOUS_DAY, "a", "a: b"),
            problem(ProblemKind.INDEX),
        )
    )
    assert [(group.heading, [doubt.articles for doubt in group.doubts]) for group in found] == [
        ("The collection as a whole", [()]),
        ("Statements that contradict each other", [("a: b",), ("d",)]),
        ("An earlier publication that is later", [("c",)]),
        ("Dates that cannot be", [("d",), ("a",)]),
        ("Suspiciously many on one day", [("a", "a: b")]),
        ("Only a guess", [("a",)]),
        ("Undated", [("c",), ("d",)]),
    ]


@pytest.mark.parametrize("kind", ProblemKind)
def test_no_kind_of_problem_is_lost(kind: ProblemKind):
    (group, *_) = audit(status(problem(kind, "a", sentence="its date is odd.")))
    assert [(doubt.sentence, doubt.articles) for doubt in group.doubts] == [("a: its date is odd.", ("a",))]


def test_the_doubts_about_one_article_do_not_repeat_its_id():
    told = status(
        problem(ProblemKind.GUESS, "a", sentence="its date is a guess."),
        problem(ProblemKind.FUTURE, "d", sentence="it lies ahead."),
        problem(ProblemKind.SUSPICIOUS_DAY, "a", "d", sentence="2 articles are dated alike."),
    )
    assert doubts_about(told, "a") == ("its date is a guess.", "2 articles are dated alike.")
