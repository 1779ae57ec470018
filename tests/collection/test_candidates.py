"""The two search channels: what each finds that the other misses, and how they are united."""

from __future__ import annotations

import math

import pytest
from fakes import FakeEncoder
from given import Given, file, index
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.collection import Collection, words
from provenance.collection.words import sharing
from provenance.models import Candidate

LONG = (
    "In May the minister published an essay on what his country would and would not do, in which he stated that it was "
    "not encouraging or enabling its ally to strike beyond its borders, and that nobody had asked it to."
)
SENTENCES = [
    LONG,
    "The harbour will not close before the winter.",
    "The harbour may close before the winter.",
    "Nobody asked the ferrymen.",
    "Ferrymen were asked by nobody at all.",
    "No comment.",
    "A spokesman for the ministry said on Monday that the talks went well.",
    "A spokesman for the ministry said on Monday that the talks failed.",
]


def articles(sentences: list[str]) -> list[Given]:
    return [file(f"{n}.txt", sentence) for n, sentence in enumerate(sentences)]


@pytest.fixture
def searched(collection: Collection) -> Collection:
    index(collection, *articles(SENTENCES))
    return collection


def find(collection: Collection, claim: str, k: int = 3) -> dict[str, Candidate]:
    (found,) = collection.candidates([claim], k=k)
    return {candidate.text: candidate for candidate in found}


def test_a_fragment_of_six_words_finds_the_long_sentence_by_its_words(searched: Collection) -> None:
    found = find(searched, "to strike beyond its borders, and", k=1)
    assert found[LONG].shared == 4
    assert -1 <= found[LONG].cosine < 0.6  # too far for the vectors alone


@pytest.mark.parametrize(
    ("claim", "expected", "shared"),
    [
        ("Nobody asked the ferrymen.", "Nobody asked the ferrymen.", 2),
        ("“NOBODY asked *the* ferrymen…”", "Nobody asked the ferrymen.", 2),
        ("nobody asked the", "Nobody asked the ferrymen.", 1),
        ("No comment", "No comment.", 1),
        ("the harbour may close before the winter", "The harbour may close before the winter.", 5),
    ],
)
def test_short_claims_find_their_sentence(searched: Collection, claim: str, expected: str, shared: int) -> None:
    assert find(searched, claim, k=2)[expected].shared == shared


def test_what_shares_no_three_words_is_found_by_its_meaning(searched: Collection) -> None:
    found = find(searched, "nobody asked ferrymen anything", k=1)
    assert {text: candidate.shared for text, candidate in found.items()} == {"Nobody asked the ferrymen.": 0}


def test_every_candidate_has_its_own_cosine_however_it_was_found(searched: Collection, encoder: FakeEncoder) -> None:
    claims = ["to strike beyond its borders", "The talks went well, a spokesman for the ministry said", "x"]
    for claim, found in zip(claims, searched.candidates(claims, k=4), strict=True):
        (query,) = encoder.encode([claim])
        for candidate in found:
            (vector,) = encoder.encode([candidate.text])
            assert candidate.cosine == pytest.approx(float(query @ vector), abs=1e-3)


def test_candidates_come_nearest_first_and_the_identical_one_has_cosine_one(searched: Collection) -> None:
    (found,) = searched.candidates(["The harbour will not close before the winter."], k=8)
    assert [candidate.cosine for candidate in found] == sorted((c.cosine for c in found), reverse=True)
    assert found[0].text == "The harbour will not close before the winter."
    assert found[0].cosine == pytest.approx(1, abs=1e-3)
    assert found[0].cosine <= 1


def test_many_claims_at_once_get_what_each_would_get_alone(searched: Collection) -> None:
    claims = [*SENTENCES, "to strike beyond", "zzz", "a", "The harbour"]
    assert searched.candidates(claims, k=3) == tuple(searched.candidates([claim], k=3)[0] for claim in claims)


@pytest.mark.parametrize("claim", ["", " ", "…", "😀", "Путин сказал", "\ud800", "\x00", "word " * 5000])
def test_any_claim_has_an_answer(searched: Collection, claim: str) -> None:
    (found,) = searched.candidates([claim], k=2)
    assert {candidate.shared for candidate in found} == {0}


def test_no_claims_have_no_answers(searched: Collection) -> None:
    assert searched.candidates([], k=5) == ()


def test_each_channel_proposes_at_most_k(searched: Collection) -> None:
    for k in range(1, 12):
        found = find(searched, "A spokesman for the ministry said on Monday", k=k)
        assert min(k, len(SENTENCES)) <= len(found) <= min(2 * k, len(SENTENCES))


# ------------------------------------------------------------------------------------------------ rare and common


class Shingles:
    """A store that knows which shingle stands in which wordings."""

    def __init__(self, texts: list[str]) -> None:
        self.held: dict[int, list[int]] = {}
        for number, text in enumerate(texts):
            for shingle in words.shingles(words.fold(text)):
                self.held.setdefault(shingle, []).append(number)

    def holders(self, shingle: int, limit: int) -> list[int]:
        return self.held.get(shingle, [])[:limit]

    def holder_count(self, shingle: int) -> int:
        return len(self.held.get(shingle, []))


def test_a_rare_run_of_words_weighs_more_than_a_common_one() -> None:
    texts = ["the mayor said on Monday"] * 9 + ["the mayor said nothing", "ferries never sleep here"]
    shared = sharing("the mayor said that ferries never sleep", Shingles(texts), wordings=11)
    assert shared[0].weight == pytest.approx(math.log(1 + 11 / 10))
    assert shared[10].weight == pytest.approx(math.log(1 + 11))
    assert {number: found.shingles for number, found in shared.items()} == dict.fromkeys(range(11), 1)


def test_runs_that_stand_everywhere_are_skipped_unless_there_are_no_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "COMMON", 3)
    texts = ["the mayor said on Monday"] * 5 + ["the mayor said ferries never sleep"]
    store = Shingles(texts)
    assert set(sharing("the mayor said ferries", store, wordings=6)) == {5}
    assert set(sharing("the mayor said", store, wordings=6)) == {0, 1, 2, 3, 4, 5}


def test_among_those_that_share_alike_the_nearest_in_meaning_are_proposed(collection: Collection) -> None:
    near = "Monday brought talks that went well."
    others = [f"On day {n} the ministers of {n} countries met, and talks that went badly ended." for n in range(30)]
    index(collection, *articles([*others, near]))
    assert near in find(collection, "talks that went", k=1)


# ------------------------------------------------------------------------------------------------------ the law


WORDS = ["ferry", "harbour", "mayor", "winter", "close", "Monday", "asked", "not", "the"]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=3, max_size=9), st.integers(0, 6))
def test_every_run_of_three_words_of_a_kept_sentence_finds_it(
    tmp_path_factory: pytest.TempPathFactory, sentence: list[str], begin: int
) -> None:
    text = " ".join(sentence).capitalize() + "."
    begin = min(begin, len(sentence) - 3)
    with Collection.open(tmp_path_factory.mktemp("law") / "index", encoder=FakeEncoder()) as collection:
        index(collection, *articles([*SENTENCES, text]))
        assert text in find(collection, " ".join(sentence[begin : begin + 3]), k=12)
