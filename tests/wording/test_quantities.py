"""Numbers by value."""

import pytest

from provenance.wording.normalisation import tokens
from provenance.wording.quantities import quantities, quantities_of

TABLE = [
    ("62 miles", [(62, "miles")]),
    ("sixty-two miles", [(62, "miles")]),
    ("1,5 million", [(1_500_000, None)]),
    ("1.5m crowns", [(1_500_000, "crowns")]),
    ("$1.5bn", [(1.5e9, "$")]),
    ("three hundred and twenty-two thousand", [(322_000, None)]),
    ("5 per cent, 5 percent or 5%", [(5, "per cent"), (5, "percent"), (5, "%")]),
    ("5,500 square feet", [(5_500, "square feet")]),
    ("nine million cubic metres", [(9_000_000, "cubic metres")]),
    ("four feet seven inches", [(4 + 7 / 12, "feet")]),
    ("in 2019", [(2019, None)]),
    ("the 2nd and the third", [(2, None), (3, None)]),
    ("a dozen boats", [(12, None)]),
    ("one of them", []),
    ("7 December 2022", [(2022, None)]),
    ("at 3:30", [(3.5, None)]),
    ("at 4 p.m. sharp", [(16, None)]),
    (".5 percent", [(0.5, "percent")]),
    ("5 percentage points", [(5, "percentage points")]),
    ("$3 million and a boat", [(3_000_000, "$")]),
    ("9" * 400, []),
    ("no numbers here", []),
    ("an hour and a half", [(1.5, "hour")]),
    ("two and three-quarter hours", [(2.75, "hours")]),
    ("two hours and a half", [(2.5, "hours")]),
    ("two hours and 30 minutes", [(2.5, "hours")]),
    ("0.3 percent and 0.5 percent", [(0.3, "percent"), (0.5, "percent")]),
    ("7-1/2 pct", [(7.5, "pct")]),
    ("half an hour or a half-mile", [(0.5, "hour"), (0.5, "mile")]),
    ("a quarter of a million", [(250_000, None)]),
    ("fares rose a tenth", [(10, None)]),
    ("1.5 C", [(1.5, "c")]),
]


@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_values_and_units(text: str, expected: list[tuple[float, str | None]]) -> None:
    assert [(pytest.approx(q.value), q.unit) for q in quantities(tokens(text))] == expected


SAME = [
    ("62 miles", "100 km", True),
    ("62 miles", "62 km", False),
    ("5%", "5 percent", True),
    ("2 hours", "120 minutes", True),
    ("62", "sixty-two", True),
    ("four feet seven inches", "1.4 metres", True),
    ("5 acres", "2 hectares", True),
    ("$5", "£5", False),
    ("the 2nd", "2", False),
    ("40 people", "40 percent", False),
    ("600 kilograms", "600 grams", False),
    ("5 percent", "5 percentage points", False),
    ("10:30", "10.5", False),
    ("4 p.m.", "16:00", True),
    ("4 p.m.", "4 a.m.", False),
    ("one and a half hours", "90 minutes", True),
    ("one and a half hours", "95 minutes", False),
    ("two-thirds", "67%", True),
    ("two-thirds", "66 percent", True),
    ("two-thirds", "65 percent", False),
    ("a third", "34 percent", False),
    ("a tenth of it", "10 pct", True),
]


@pytest.mark.parametrize(("one", "other", "same"), SAME)
def test_units_convert_before_they_differ(one: str, other: str, same: bool) -> None:
    (left,), (right,) = quantities(tokens(one)), quantities(tokens(other))
    assert left.same_as(right) is same


def test_the_sign_for_a_fraction_is_part_of_its_figure() -> None:
    assert [(q.value, q.unit) for q in quantities_of("It took 1½ hours and 3 ¾ ounces")] == [
        (1.5, "hours"),
        (3.75, "ounces"),
    ]
