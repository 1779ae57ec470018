"""The generator of the lineage benchmark: its truth must be true."""

import importlib.util
import sys
from pathlib import Path
from random import Random
from types import ModuleType

import pytest

SOURCES = (
    "Two gates of the barrage opened, the harbour office said, and 240 cellars were under water until noon.",
    "The harbour office said that, on Tuesday morning, water ran into 240 cellars in Ansmouth after both gates failed.",
)


@pytest.fixture(scope="module")
def families() -> ModuleType:
    path = Path(__file__).resolve().parents[1] / "benchmarks" / "families.py"
    spec = importlib.util.spec_from_file_location("families", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["families"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def stock(families: ModuleType) -> object:
    return families.Stock(
        names=("Korvany", "Pilchard"), words=("mended", "painted"), clauses=("as the mayor had said before",)
    )


@pytest.fixture(scope="module")
def made(families: ModuleType, stock: object) -> list:
    return [families.family(SOURCES[: 1 + n % 2], stock, Random(n)) for n in range(200)]


def test_one_seed_makes_one_family(families: ModuleType, stock: object, made: list) -> None:
    assert families.family(SOURCES[:1], stock, Random(0)) == made[0]
    assert made[0] != made[2]


def test_families_stand_in_three_to_fifteen_articles_of_as_many_origins_as_sources(made: list) -> None:
    for number, family in enumerate(made):
        assert 3 <= len({m.article for m in family.members}) <= 15
        assert {m.origin for m in family.members} == {f"m{n:02}" for n in range(1 + number % 2)}


def test_parents_are_made_before_and_published_no_later(made: list) -> None:
    for family in made:
        for place, member in enumerate(family.members):
            for parent in map(family.member, member.parents):
                assert family.members.index(parent) < place
                assert parent.day <= member.day
                assert parent.origin == member.origin


def test_what_is_known_of_a_date_is_never_wrong(made: list) -> None:
    for member in (m for family in made for m in family.members):
        begins, ends = member.when.begins, member.when.ends
        assert begins is None or begins.date() <= member.day
        assert ends is None or member.day <= ends.date()


def test_a_copy_has_its_parents_words_and_a_change_has_others(made: list) -> None:
    hows = set()
    for family in made:
        for member in family.members:
            hows.add(member.how.split("+")[0])
            if member.how in {"copy", "quotes two"}:
                assert member.text == family.member(member.parents[0]).text
            elif member.how != "origin":
                assert all(member.text != family.member(parent).text for parent in member.parents)
    assert hows == {"origin", "copy", "quotes two", "splice", "number", "name", "hedge", "cut", "swap", "insertion"}


def test_a_lost_version_is_an_ancestor_nobody_credits(made: list) -> None:
    lost = [(family, m) for family in made for m in family.members if m.lost]
    assert len(lost) >= 10
    for family, gone in lost:
        assert any(gone.id in m.parents for m in family.members)
        assert all(m.credits != gone.id for m in family.members)
        held = {m.id for m in family.held}
        assert all(set(family.known_parents(m, held)) <= held for m in family.held)


CHANGES = [
    ("number", "saw 240 gates of the old barrage open at dawn", 1),
    ("name", "saw the gates of old Ansmouth open at dawn today", 1),
    ("hedge", "saw 240 gates of the old barrage open at dawn", 0),
    ("cut", "saw 240 gates of the old barrage open at dawn on that wet day", 0),
]


@pytest.mark.parametrize(("change", "text", "same_length"), CHANGES)
def test_each_change_does_what_it_is_named_for(
    families: ModuleType, stock: object, change: str, text: str, same_length: int
) -> None:
    words = text.split()
    for seed in range(30):
        after = getattr(families, change)(words, stock, Random(seed))
        assert after != words
        assert (len(after) == len(words)) is bool(same_length)
        assert len(set(after) - set(words)) == (0 if change == "cut" else 1)


def test_a_splice_has_the_beginning_of_one_and_the_end_of_the_other(families: ModuleType) -> None:
    one = "a b c d meets e f g h"
    other = "k l m n meets o p q r"
    assert families.spliced(one, other, Random(1)) == "a b c d meets o p q r"
    assert families.spliced(one, one, Random(1)) is None
