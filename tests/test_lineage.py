"""Order, first appearances, possible firsts, derivation and origins."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import product
from math import exp
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance import lineage
from provenance.lineage.branching import branching, likelihoods
from provenance.lineage.order import Timeline
from provenance.lineage.versions import Versions, shared_runs
from provenance.models import (
    UNDATED,
    Appearance,
    Article,
    Certainty,
    Credit,
    CreditKind,
    DateInterval,
    DateSource,
    Derivation,
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


# two dates, among articles of 1 and 11 March 2021 (an undated one may lie a tenth of that time beyond) → chance that
# the first is before the second
CHANCES = [
    (day("2021-03-02"), day("2021-03-03"), 1.0),
    (day("2021-03-03"), day("2021-03-02"), 0.0),
    (day("2021-03-03"), day("2021-03-03"), 0.5),
    (day("2021-03-03"), moment("2021-03-03T23:00:00+00:00"), 0.5),
    (day("2021-03-31"), month("2021-03"), 0.5 / 31),
    (month("2021-03"), day("2021-03-31"), 30.5 / 31),
    (day("2021-03-01"), UNDATED, 11.6 / 13.2),
    (UNDATED, day("2021-03-01"), 1.6 / 13.2),
    (UNDATED, UNDATED, 0.5),
    (day("2021-03-11"), not_before("2021-03-11"), 1.6 / 2.1),
    (not_after("2021-03-01"), day("2021-03-11"), 1.0),
]


@pytest.mark.parametrize(("one", "other", "chance"), CHANCES)
def test_dates_that_overlap_are_weighed(one: DateInterval, other: DateInterval, chance: float) -> None:
    timeline = Timeline([one, other, day("2021-03-01"), day("2021-03-11")])
    assert timeline.before(0, 1) == pytest.approx(chance, abs=0.001)
    assert timeline.before(0, 1) + timeline.before(1, 0) == pytest.approx(1)


def test_a_guessed_date_orders_less_surely() -> None:
    guessed = replace(day("2021-03-02"), certainty=Certainty.GUESS)
    assert 0.5 < Timeline([guessed, day("2021-03-09")]).before(0, 1) < 1.0
    assert Timeline([guessed, day("2021-03-02")]).before(0, 1) == 0.5


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


def derivations(*appearances: Appearance) -> dict[str, Derivation]:
    return lineage.derivations(appearances, lambda a, b: judge(a.passage.exact, b.passage.exact))


def derive(*appearances: Appearance) -> dict[str, str]:
    return {child: derivation.appearance for child, derivation in derivations(*appearances).items()}


def test_reposts_of_one_wire_story_are_one_origin() -> None:
    family = tuple(appearance(f"n{n:02}", day(f"2021-03-{n + 1:02}")) for n in range(12))
    found = derivations(*family)
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


DRAWN = st.lists(st.tuples(WHEN, WORDING, st.sampled_from([None, "n0", "n1", "n2"])), max_size=7)


def drawn_family(drawn: list[tuple[DateInterval, str, str | None]]) -> list[Appearance]:
    return [
        appearance(f"n{n}", when, wording, credit=None if to in (None, f"n{n}") else credit(to))
        for n, (when, wording, to) in enumerate(drawn)
    ]


def credit(to: str) -> Credit:
    return Credit(kind=CreditKind.NAMED, text=f"The {to}", span=Span(0, 5), to=to)


@settings(deadline=None)
@given(DRAWN)
def test_lineage_has_no_cycle_and_never_runs_backward_in_time(
    drawn: list[tuple[DateInterval, str, str | None]],
) -> None:
    family = {a.id: a for a in drawn_family(drawn)}
    parents = derive(*family.values())
    for child, parent in parents.items():
        assert not family[child].article.first_date.surely_before(family[parent].article.first_date)
        line = [child]
        while line[-1] in parents:
            line.append(parents[line[-1]])
            assert len(line) == len(set(line))
    assert lineage.origins(tuple(family.values()), derivations(*family.values())) >= min(1, len(family))


@settings(deadline=None)
@given(DRAWN, st.randoms(use_true_random=False))
def test_the_order_of_the_input_does_not_matter(
    drawn: list[tuple[DateInterval, str, str | None]], chance: Random
) -> None:
    family = drawn_family(drawn)
    shuffled = chance.sample(family, len(family))
    assert derivations(*shuffled) == derivations(*family)


@settings(deadline=None)
@given(DRAWN)
def test_confidences_of_one_appearance_are_shares_of_one_whole(
    drawn: list[tuple[DateInterval, str, str | None]],
) -> None:
    for derivation in derivations(*drawn_family(drawn)).values():
        shares = [derivation.confidence, *(a.confidence for a in derivation.alternatives)]
        assert sum(shares) <= 1 + 0.005 * len(shares)
        assert all(0 <= share <= 1 for share in shares)


LONG = (
    "Two gates of the barrage opened before dawn on Tuesday and let the tide into the lower town, where the water "
    "stood in the market until the pumps were mended."
)
# what each later version makes of LONG, in order of day → parents
CHAINS = [
    ("a b:Two>Four c:Two>Four,lower>upper", "b<a c<b"),
    ("a b:Two>Four c:lower>upper", "b<a c<a"),
    ("a b:Two>Four c:lower>upper d:lower>upper,mended>oiled e:Two>Four,water>mud", "b<a c<a d<c e<b"),
    ("a b:before dawn>  c:before dawn> ,market>square", "b<a c<b"),
    ("a b:market>market, they say, c:market>market, they say, d", "b<a c<b d<a"),
    ("a b:Tuesday>Friday c:Tuesday>Friday,Two>Four d:Tuesday>Friday,Two>Four,mended>oiled", "b<a c<b d<c"),
]  # fmt: skip


def versions_of(picture: str) -> list[Appearance]:
    """``a b:old>new,old>new`` as appearances, a day apart."""
    found = []
    for number, made in enumerate(re.split(r" +(?=[a-e]\b(?::|\s|$))", picture), start=1):
        name, _, changes = made.partition(":")
        wording = LONG
        for old, new in re.findall(r"([^>,]+)>([^>]*?)(?=,[A-Za-z]+ ?[a-z]*>|$)", changes):
            assert old in wording
            wording = wording.replace(old, new)
        found.append(appearance(name, day(f"2021-03-0{number}"), " ".join(wording.split())))
    return found


@pytest.mark.parametrize(("picture", "parents"), CHAINS)
def test_shared_changes_lead_to_the_parent(picture: str, parents: str) -> None:
    found = derive(*versions_of(picture))
    assert " ".join(f"{child}<{parent}" for child, parent in sorted(found.items())) == parents


def test_two_versions_of_a_lost_one_have_a_common_source() -> None:
    lost = LONG.replace("the pumps were mended", "engineers had mended every pump")
    family = (
        appearance("a", day("2021-03-01"), LONG),
        appearance("b", day("2021-03-02"), lost.replace("Two gates of the barrage", "Four sluices of the dam")),
        appearance("c", day("2021-03-03"), lost.replace("lower town", "upper part of the harbour town")),
    )
    found = derivations(*family)
    assert (found["c"].appearance, found["c"].common_source) == ("a", "b")
    assert "consistent with a common source" in found["c"].because
    assert "cop" not in found["c"].because
    assert found["b"].common_source == "c"


def test_a_chain_has_no_common_source() -> None:
    found = derivations(*versions_of("a b:Two>Four c:Two>Four,lower>upper"))
    assert {d.common_source for d in found.values()} == {None}


def test_copies_nobody_can_tell_apart_share_the_confidence() -> None:
    family = [appearance(name, day(f"2021-03-0{n}")) for n, name in enumerate("abcd", start=1)]
    last = derivations(*family)["d"]
    assert last.appearance == "a"
    assert last.confidence == pytest.approx(1 / 3, abs=0.01)
    assert {a.appearance for a in last.alternatives} == {"b", "c"}


def test_a_credit_tells_copies_apart() -> None:
    family = [appearance(name, day(f"2021-03-0{n}")) for n, name in enumerate("abc", start=1)]
    last = derivations(*family, appearance("d", day("2021-03-04"), credit=credit("b")))["d"]
    assert last.appearance == "b"
    assert last.confidence > 0.8
    assert "names it as the source" in last.because


def test_a_shared_change_says_more_than_a_credit() -> None:
    changed = LONG.replace("Two gates", "Four sluices").replace("market", "square")
    family = (
        appearance("a", day("2021-03-01"), LONG),
        appearance("b", day("2021-03-02"), changed),
        appearance("c", day("2021-03-03"), changed.replace("mended", "oiled"), credit=credit("a")),
    )
    assert derive(*family)["c"] == "b"


def test_an_undated_version_may_stand_between_two_dated_ones() -> None:
    between = LONG.replace("Two gates", "Four sluices")
    family = (
        appearance("a", day("2021-03-01"), LONG),
        appearance("d", day("2021-03-05"), LONG.replace("tide", "sea")),
        appearance("b", day("2021-03-09"), between.replace("market", "square")),
        appearance("u", UNDATED, between),
    )
    assert derive(*family) == {"d": "a", "u": "a", "b": "u"}
    found = derivations(*family)
    assert found["b"].confidence < derivations(*family[:3], appearance("u", day("2021-03-06"), between))["b"].confidence


def test_many_copies_of_a_wording_do_not_make_it_a_less_likely_parent() -> None:
    changed = LONG.replace("Two gates", "Four sluices")
    family = [appearance("a", day("2021-03-01"), LONG)]
    family += [appearance(f"b{n}", day("2021-03-02"), changed) for n in range(6)]
    last = appearance("c", day("2021-03-03"), LONG.replace("Two gates", "Four gates"))
    found = derivations(*family, last)
    assert found["c"].appearance == "b0"
    assert found["c"].confidence < next(a.confidence for a in found["c"].alternatives if a.appearance == "a")


def test_an_undated_article_that_is_named_as_the_source_came_first() -> None:
    dated = appearance("d", day("2021-03-01"), LONG.replace("tide", "sea"), credit=credit("u"))
    assert derive(appearance("u", UNDATED, LONG), dated) == {"d": "u"}
    assert (
        lineage.origins((appearance("u", UNDATED, LONG), dated), derivations(appearance("u", UNDATED, LONG), dated))
        == 1
    )


def test_independent_reports_in_free_wording_are_two_origins() -> None:
    other = "Before dawn two of the gates in the barrage stood open, and the tide ran through the lower town."
    family = (
        appearance("a", day("2021-03-01")),
        appearance("b", day("2021-03-02")),
        appearance("c", day("2021-03-02"), other),
        appearance("d", day("2021-03-03"), other),
    )
    assert derive(*family) == {"b": "a", "d": "c"}
    assert lineage.origins(family, derivations(*family)) == 2


@pytest.mark.parametrize("copies", [40, 300])
def test_a_wire_story_in_many_outlets_is_one_origin(copies: int) -> None:
    family = [appearance("first", day("2021-03-01"))]
    family += [appearance(f"n{n:03}", day("2021-03-02") if n % 2 else UNDATED) for n in range(copies)]
    found = derivations(*family)
    assert lineage.origins(family, found) == 1
    assert "first" not in found


def test_marks_of_few_versions_weigh_more_than_those_of_all() -> None:
    mutated = LONG.replace("Two", "Four")
    many = Versions([LONG, mutated, *(mutated.replace("tide", word) for word in ("sea", "flood", "mud", "water"))])
    few = Versions([LONG, mutated])
    assert many.unexplained(mutated, LONG) > few.unexplained(mutated, LONG)
    assert many.unexplained(LONG, LONG) == 0


def test_runs_of_words_are_shared_by_copies_not_by_reports_of_one_event() -> None:
    assert shared_runs(LONG, LONG.replace("Two", "Four")) > 0.8
    assert shared_runs(LONG, "The lower town was under water after the tide came in through two open gates.") < 0.1
    assert shared_runs("", LONG) == 0.0


# costs by node and parent (0 has none) → the cheapest choice
BRANCHINGS = [
    ({1: {0: 1.0}}, {1: 0}),
    ({1: {0: 5.0, 2: 1.0}, 2: {0: 3.0, 1: 1.0}}, {1: 2, 2: 0}),
    ({1: {0: 9.0, 3: 1.0}, 2: {0: 8.0, 1: 1.0}, 3: {0: 9.0, 2: 1.0}}, {1: 3, 2: 0, 3: 2}),
    ({1: {0: 2.0, 2: 2.0}, 2: {0: 2.0, 1: 2.0}}, {1: 0, 2: 0}),
]


@pytest.mark.parametrize(("costs", "chosen"), BRANCHINGS)
def test_the_cheapest_choice_makes_no_circle(costs: dict[int, dict[int, float]], chosen: dict[int, int]) -> None:
    assert branching(costs) == chosen


COSTS = st.integers(1, 4).flatmap(
    lambda size: st.fixed_dictionaries(
        {
            node: st.fixed_dictionaries(
                {p: st.integers(0, 6).map(float) for p in range(size + 1) if p != node}
            )
            for node in range(1, size + 1)
        }
    )
)  # fmt: skip


def every_choice(costs: dict[int, dict[int, float]]) -> list[dict[int, int]]:
    """All choices without a circle, one by one."""
    choices = [dict(zip(costs, chosen, strict=True)) for chosen in product(*costs.values())]
    return [choice for choice in choices if all(ends(choice, node) for node in choice)]


def ends(choice: dict[int, int], node: int) -> bool:
    for _ in choice:
        node = choice.get(node, node)
    return node not in choice


@settings(deadline=None)
@given(COSTS)
def test_likelihoods_and_the_cheapest_agree_with_going_through_every_choice(costs: dict[int, dict[int, float]]) -> None:
    choices = every_choice(costs)
    total = {id(c): sum(costs[node][parent] for node, parent in c.items()) for c in choices}
    cheapest = branching(costs)
    assert cheapest in choices
    assert sum(costs[node][parent] for node, parent in cheapest.items()) == min(total.values())
    whole = sum(exp(-cost) for cost in total.values())
    for node, shares in likelihoods(costs).items():
        for parent, share in shares.items():
            true = sum(exp(-total[id(c)]) for c in choices if c[node] == parent) / whole
            assert share == pytest.approx(true, abs=1e-6)


def test_a_later_article_is_no_parent_of_one_that_is_surely_earlier() -> None:
    updated = appearance("u", not_after("2020-03-03"))
    assert derive(appearance("a", day("2022-05-05")), updated) == {"a": "u"}


def test_an_article_is_one_origin_however_often_it_says_it() -> None:
    twice = (appearance("a", day("2021-03-01")), appearance("a", day("2021-03-01")), appearance("b", day("2021-03-02")))
    assert lineage.origins(twice, {"b": derivations(*twice)["b"]}) == 1


def test_a_part_of_the_claim_is_not_its_origin() -> None:
    part = appearance("a", day("2021-03-01"), "Two gates of the barrage opened before dawn.")
    assert part.judgement.coverage.claim < 0.6
    whole = appearance("b", day("2021-03-02"))
    assert lineage.first((part, whole)) is whole
    assert ids(lineage.possible_firsts((part, whole))) == "b"
