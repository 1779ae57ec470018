"""Order, first appearances, possible firsts, derivation and origins."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance import lineage
from provenance.models import (
    UNDATED,
    Appearance,
    Article,
    Certainty,
    Credit,
    CreditKind,
    DateInterval,
    DateSource,
    Passage,
    Precision,
    Span,
)
from provenance.wording.relation import judge

CLAIM = "Two gates of the barrage opened before dawn and let the tide into the lower town."


def day(text: str) -> DateInterval:
    return DateInterval.of_day(date.fromisoformat(text), source=DateSource.BYLINE, evidence=text)


def month(text: str) -> DateInterval:
    return DateInterval.of_month(int(text[:4]), int(text[5:]), source=DateSource.METADATA, evidence=text)


def not_before(text: str) -> DateInterval:
    return DateInterval(earliest=date.fromisoformat(text), source=DateSource.BODY, evidence=text)


def not_after(text: str) -> DateInterval:
    return DateInterval(latest=date.fromisoformat(text), source=DateSource.BYLINE, evidence=text)


def moment(text: str) -> DateInterval:
    at = datetime.fromisoformat(text)
    return DateInterval(
        earliest=at, latest=at, precision=Precision.TIME, source=DateSource.METADATA, certainty=Certainty.STATED
    )


def appearance(name: str, when: DateInterval, wording: str = CLAIM, **more: object) -> Appearance:
    article = Article(id=name, path=name, sha256="", outlet=f"The {name}", published=when)
    return replace(
        Appearance(
            id=name,
            article=article,
            passage=Passage(span=Span(0, len(wording)), exact=wording),
            matched=Span(0, len(wording)),
            judgement=judge(CLAIM, wording),
            cosine=0.9,
        ),
        **more,
    )


def ids(appearances: tuple[Appearance, ...]) -> str:
    return " ".join(a.id for a in appearances)


# articles with their dates → order; possible firsts
ORDERS = [
    ({"b": day("2021-03-04"), "a": day("2021-03-03")}, "a b", "a"),
    ({"b": day("2021-03-04"), "u": UNDATED}, "b u", "b u"),
    ({"b": day("2021-03-04"), "u": not_before("2021-03-10")}, "b u", "b"),
    ({"b": day("2021-03-04"), "u": not_before("2021-02-10")}, "b u", "b u"),
    ({"m": month("2021-03"), "d": day("2021-03-09")}, "d m", "d m"),
    ({"m": month("2021-03"), "d": day("2021-04-01")}, "m d", "m"),
    ({"x": day("2021-03-03"), "y": day("2021-03-03")}, "x y", "x y"),
    ({"x": UNDATED, "y": UNDATED}, "x y", "x y"),
    ({"b": day("2021-03-04"), "u": not_after("2021-03-01")}, "b u", "u"),
    ({"day": day("2021-03-03"), "moment": moment("2021-03-03T23:00:00-05:00")}, "day moment", "day moment"),
    ({"day": day("2021-03-03"), "moment": moment("2021-03-04T01:00:00+00:00")}, "day moment", "day"),
]


@pytest.mark.parametrize(("dates", "order", "firsts"), ORDERS)
def test_order_and_possible_firsts(dates: dict[str, DateInterval], order: str, firsts: str) -> None:
    found = lineage.in_order([appearance(name, when) for name, when in dates.items()])
    assert ids(found) == order
    assert ids(lineage.possible_firsts(found)) == firsts


def test_times_of_day_order_across_zones() -> None:
    early = DateInterval(
        earliest=datetime(2021, 3, 3, 23, 30, tzinfo=UTC),
        latest=datetime(2021, 3, 3, 23, 30, tzinfo=UTC),
        precision=Precision.TIME,
        source=DateSource.METADATA,
        certainty=Certainty.STATED,
    )
    late_text = "2021-03-04T01:00:00+00:00"
    late = replace(early, earliest=datetime.fromisoformat(late_text), latest=datetime.fromisoformat(late_text))
    assert ids(lineage.in_order([appearance("late", late), appearance("early", early)])) == "early late"


def test_an_earlier_publication_the_article_states_decides() -> None:
    reprint = appearance("reprint", day("2021-03-18"))
    reprint = replace(reprint, article=replace(reprint.article, originally=day("2021-03-05")))
    assert ids(lineage.in_order([appearance("other", day("2021-03-12")), reprint])) == "reprint other"


def test_page_furniture_is_never_first() -> None:
    furniture = appearance("a", day("2021-03-01"), boilerplate="contact line")
    own = appearance("b", day("2021-03-02"))
    first = lineage.first((furniture, own))
    assert first is own
    assert ids(lineage.possible_firsts((furniture, own))) == "b"


def test_undated_appearances_alone_have_no_first() -> None:
    assert lineage.first((appearance("u", UNDATED),)) is None


def derive(*appearances: Appearance) -> dict[str, str]:
    found = lineage.derivations(appearances, lambda a, b: judge(a.passage.exact, b.passage.exact))
    return {child: derivation.appearance for child, derivation in found.items()}


def test_reposts_of_one_wire_story_are_one_origin() -> None:
    family = tuple(appearance(f"n{n:02}", day(f"2021-03-{n + 1:02}")) for n in range(12))
    found = lineage.derivations(family, lambda a, b: judge(a.passage.exact, b.passage.exact))
    assert lineage.origins(family, found) == 1
    assert {d.appearance for d in found.values()} == {"n00"}


def test_a_shared_mutation_says_more_than_what_all_share() -> None:
    mutated = CLAIM.replace("Two", "Four")
    again = mutated.replace("before dawn", "at dawn")
    assert derive(
        appearance("a", day("2021-03-01")),
        appearance("b", day("2021-03-02"), mutated),
        appearance("c", day("2021-03-03"), again),
    ) == {"b": "a", "c": "b"}


def test_credit_points_to_the_parent() -> None:
    credit = Credit(kind=CreditKind.NAMED, text="The b", span=Span(0, 5), to="b")
    assert (
        derive(
            appearance("a", day("2021-03-01")),
            appearance("b", day("2021-03-02")),
            appearance("c", day("2021-03-03"), credit=credit),
        )["c"]
        == "b"
    )


def test_another_statement_is_another_origin() -> None:
    other = "The minister flew to the islands to open a school for pilots."
    assert derive(appearance("a", day("2021-03-01")), appearance("b", day("2021-03-02"), other)) == {}


WHEN = st.one_of(
    st.dates(date(2021, 1, 1), date(2021, 2, 28)).map(lambda d: day(d.isoformat())),
    st.sampled_from([month("2021-01"), month("2021-02"), UNDATED, not_before("2021-01-20")]),
)
WORDING = st.sampled_from(
    [CLAIM, CLAIM.replace("Two", "Four"), CLAIM.replace(" before dawn", ""), "Quite another thing."]
)


@given(st.lists(st.tuples(WHEN, WORDING), max_size=7))
def test_lineage_has_no_cycle_and_never_runs_backward_in_time(drawn: list[tuple[DateInterval, str]]) -> None:
    ordered = lineage.in_order([appearance(f"n{n}", when, wording) for n, (when, wording) in enumerate(drawn)])
    places = {a.id: place for place, a in enumerate(ordered)}
    for child, parent in derive(*ordered).items():
        assert places[parent] < places[child]
        one, other = ordered[places[parent]].article.first_date, ordered[places[child]].article.first_date
        assert not other.surely_before(one)


def test_a_later_article_is_no_parent_of_one_that_is_surely_earlier() -> None:
    updated = appearance("u", not_after("2020-03-03"))
    assert derive(appearance("a", day("2022-05-05")), updated) == {}


def test_an_article_is_one_origin_however_often_it_says_it() -> None:
    twice = (appearance("a", day("2021-03-01")), appearance("a", day("2021-03-01")), appearance("b", day("2021-03-02")))
    assert (
        lineage.origins(
            twice, {"b": lineage.derivations(twice, lambda a, b: judge(a.passage.exact, b.passage.exact))["b"]}
        )
        == 1
    )


def test_a_part_of_the_claim_is_not_its_origin() -> None:
    part = appearance("a", day("2021-03-01"), "Two gates of the barrage opened before dawn.")
    assert part.judgement.coverage.claim < 0.6
    whole = appearance("b", day("2021-03-02"))
    assert lineage.first((part, whole)) is whole
    assert ids(lineage.possible_firsts((part, whole))) == "b"
