"""The generator that quotations are measured with: its truth must be true of the texts it makes."""

import random
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmarks"))

from made_quotations import KINDS, STYLES, Made, made_quotations

TOWNS = ("Ansmouth", "Korvany", "Skerrin", "Ormsleigh", "Pellowmarsh", "Brayle")
WORDS = (
    "harbour gate sluice pilot cellar engineer minister lantern ferry barrage gauge tide keeper museum winter insurer"
)
OTHERS = "market anchor captain ledger orchard chimney granite pasture lighthouse candle saddle violin copper bakery"


def invented(number: int, vocabulary: str) -> str:
    """A text of twelve sentences of fourteen words, hardly two alike."""
    chance = random.Random(number)
    words = vocabulary.split(" ")
    sentences = [
        f"{chance.choice(TOWNS)} {' '.join(chance.sample(words, 12))} {chance.choice(TOWNS)}." for _ in range(12)
    ]
    return " ".join(sentences[:6]) + "\n\n" + " ".join(sentences[6:])


SOURCES = [invented(number, WORDS) for number in range(6)]
HOSTS = [invented(number, OTHERS) for number in range(6)]
MADE = list(made_quotations(SOURCES, HOSTS, 120, seed=1))


def numbers(pieces: tuple[tuple[int, int], ...], text: str) -> list[str]:
    words = text.replace("\n\n", " ").replace(".", "").split()
    return [" ".join(words[first:last]) for first, last in pieces]


def test_every_kind_and_every_style_is_made() -> None:
    assert {case.kind for case in MADE} == {kind.__name__.replace("_", " ") for kind in KINDS}
    assert {case.style for case in MADE} == set(STYLES)


def test_the_same_seed_makes_the_same_quotations() -> None:
    assert list(made_quotations(SOURCES, HOSTS, 24, seed=1)) == MADE[:24]
    assert list(made_quotations(SOURCES, HOSTS, 24, seed=2)) != MADE[:24]


@pytest.mark.parametrize("case", MADE[:48], ids=lambda case: f"{case.kind}, {case.style}")
def test_every_piece_is_printed_in_the_quotation(case: Made) -> None:
    if case.bracketed or case.exchanged:
        return
    printed = " ".join(case.passage.of(case.article).replace("“", "").replace(".", "").split())
    assert all(piece in printed for piece in numbers(case.pieces, case.source))


@pytest.mark.parametrize("case", MADE, ids=lambda case: f"{case.kind}, {case.style}")
def test_no_cut_word_is_printed_where_it_was_cut(case: Made) -> None:
    for first, last, mark in case.cuts:
        (cut,) = numbers(((first, last),), case.source)
        before, after = numbers(((first - 1, first), (last, last + 1)), case.source)
        assert mark in {"ellipsis", "none"}
        assert f"{before} {cut} {after}" not in " ".join(case.passage.of(case.article).split())


def test_brackets_and_exchanges_are_printed_as_they_are_told() -> None:
    for case in MADE:
        said = case.passage.of(case.article)
        assert all(f"[{words}]" in said or words in said for words in case.bracketed)
        assert all(after in said.split() for _, after in case.exchanged)
    assert sum(bool(case.bracketed) for case in MADE) == 40
    assert sum(bool(case.exchanged) for case in MADE) == 10
