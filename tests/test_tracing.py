"""Claims through a whole collection, on small articles and a fake encoder."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from fakes import FakeEncoder

from provenance.answer import sentence
from provenance.collection import Collection
from provenance.errors import ClaimError
from provenance.models import Trace
from provenance.settings import Settings
from provenance.tracing import trace

GATE = "Two gates of the barrage opened before dawn on Tuesday and let the tide into the lower town."
CELLAR = "Divers later freed a ferry pilot from a flooded cellar on Pilchard Row."
FILLER = "The council will meet in the old hall to speak about the price of bread."

Tracer = Callable[..., Trace]


@pytest.fixture
def tracer(tmp_path: Path) -> Tracer:
    """Traces a claim through articles given as (id, day, text)."""

    def run(claim: str, *articles: tuple[str, str, str], settings: Settings | None = None) -> Trace:
        rows = tmp_path / "articles.jsonl"
        rows.write_text(
            "".join(
                json.dumps({"id": i, "published": day, "text": text, "outlet": f"The {i}"}) + "\n"
                for i, day, text in articles
            ),
            encoding="utf-8",
        )
        with Collection.open(tmp_path / "index", encoder=FakeEncoder()) as collection:
            collection.index([rows])
            return trace(collection, claim, settings=settings)

    return run


def found(result: Trace) -> list[tuple[str, str]]:
    return [(a.article.id, a.relation.value) for a in result.appearances]


def test_first_and_later_in_order_of_date(tracer: Tracer) -> None:
    result = tracer(GATE, ("late", "2021-03-09", GATE), ("early", "2021-03-03", GATE), ("none", "", GATE))
    assert found(result) == [("early", "verbatim"), ("late", "verbatim"), ("none", "verbatim")]
    assert result.appearance(result.first_appearance or "").article.id == "early"
    assert result.first_candidates == ("a1", "a3")
    assert result.answer.startswith("Earliest in this collection: The early, 3 March 2021")


def test_a_claim_over_a_sentence_border_points_at_both_sentences(tracer: Tracer) -> None:
    claim = "let the tide into the lower town. Divers later freed a ferry pilot"
    result = tracer(claim, ("a", "2021-03-03", f"{FILLER} {GATE} {CELLAR} {FILLER}"))
    assert [a.passage.exact for a in result.appearances] == [f"{GATE} {CELLAR}"]
    assert found(result) == [("a", "verbatim")]


def test_a_claim_of_two_sentences_is_carried_in_part_by_one(tracer: Tracer) -> None:
    result = tracer(
        f"{GATE} {CELLAR}", ("both", "2021-03-04", f"{GATE} {CELLAR}"), ("one", "2021-03-03", f"{FILLER} {CELLAR}")
    )
    assert found(result) == [("one", "verbatim"), ("both", "verbatim")]
    assert result.appearances[0].judgement.reason == "all 13 words of the passage stand in order in the claim"


def test_a_six_word_fragment_of_a_long_sentence_is_found(tracer: Tracer) -> None:
    fillers = [(f"f{n}", "2021-03-01", f"{FILLER} Number {n} of many.") for n in range(30)]
    result = tracer("let the tide into the lower", ("a", "2021-03-03", GATE), *fillers)
    assert found(result) == [("a", "verbatim")]


def test_furniture_is_shown_as_such_and_never_first(tracer: Tracer) -> None:
    line = "Sign up for our free morning newsletter."
    result = tracer(line, ("a", "2021-03-03", f"{GATE}\n\n{line}"))
    assert result.empty_reason == "only-boilerplate"
    assert [(r.relation.value, bool(r.boilerplate)) for r in result.related] == [("verbatim", True)]


@pytest.mark.parametrize(("claim", "reason"), [
    ("of the", "claim-too-short"), ("Ansmouth", "claim-too-short"), ("it was in the", "claim-too-short"),
    ("Bananas ripen faster beside apples.", "nothing-alike"),
])  # fmt: skip
def test_nothing_found_says_why(tracer: Tracer, claim: str, reason: str) -> None:
    result = tracer(claim, ("a", "2021-03-03", GATE))
    assert result.empty_reason == reason
    assert result.appearances == ()
    assert result.answer


def test_an_empty_collection_says_so(tracer: Tracer) -> None:
    assert tracer(GATE).empty_reason == "empty-collection"


@pytest.mark.parametrize("claim", ["", "   ", "…", "x" * 6_000])
def test_what_is_no_claim_is_refused(tracer: Tracer, claim: str) -> None:
    with pytest.raises(ClaimError):
        tracer(claim, ("a", "2021-03-03", GATE))


def test_top_limits_what_is_shown_not_what_is_counted(tracer: Tracer) -> None:
    articles = [(f"n{day}", f"2021-03-0{day}", GATE) for day in range(1, 6)]
    result = tracer(GATE, *articles, settings=Settings(top=2))
    assert [a.article.id for a in result.appearances] == ["n1", "n2"]
    assert result.found == 5
    assert result.origins == 1
    assert "Later in 4 articles" in result.answer


@pytest.mark.parametrize(("texts", "said"), [
    ((GATE,), ""),
    ((GATE, GATE, GATE), " All are consistent with one origin."),
])  # fmt: skip
def test_the_answer_says_how_many_origins_there_are(tracer: Tracer, texts: tuple[str, ...], said: str) -> None:
    answered = tracer(GATE, *((f"n{day}", f"2021-03-0{day}", text) for day, text in enumerate(texts, start=1))).answer
    assert answered.endswith(said)
    assert ("origin" in answered) is bool(said)


@pytest.mark.parametrize(("number", "articles", "said"), [
    (0, 1, ""), (1, 1, ""), (1, 4, "All are consistent with one origin."),
    (3, 8, "3 of the 8 articles seem to derive from none of the others."),
    (2, 2, "None of them seems to derive from another."),
])  # fmt: skip
def test_origins_in_words(tracer: Tracer, number: int, articles: int, said: str) -> None:
    found = tracer(GATE, *((f"n{n}", f"2021-03-0{n}", GATE) for n in range(1, articles + 1)))
    assert sentence(replace(found, origins=number)).partition("Later in")[2].partition(". ")[2] == said


def test_versions_are_compared_with_the_first(tracer: Tracer) -> None:
    result = tracer(GATE, ("a", "2021-03-03", GATE), ("b", "2021-03-04", GATE.replace("Two", "Four")))
    assert [(c.kind.value, c.before, c.after) for c in result.appearances[1].versus_first.material] == [
        ("number", "Two", "Four")
    ]
    assert result.appearances[0].versus_first.edits == ()


def test_the_same_question_gets_the_same_answer_after_reopening(tracer: Tracer, tmp_path: Path) -> None:
    before = tracer(GATE, ("a", "2021-03-03", GATE), ("b", "2021-03-04", CELLAR))
    with Collection.open(tmp_path / "index", encoder=FakeEncoder(), read_only=True) as collection:
        assert trace(collection, GATE) == before


def test_the_earliest_of_many_carriers_of_a_fragment_is_never_cut(tracer: Tracer) -> None:
    quote = "a child with a bucket could fool it"
    many = [(f"n{n}", f"2020-0{1 + n % 9}-1{n % 9}", f"In town {n} they say {quote}.") for n in range(150)]
    long = (
        f"Long before, in a talk to the society about tides, moons, mud and money, she had said that {quote}, and sat."
    )
    result = tracer(quote, *many, ("first", "2019-05-05", long))
    assert result.found == 151
    assert result.appearance(result.first_appearance or "").article.id == "first"


def test_a_paragraph_lifted_whole_is_one_appearance(tracer: Tracer) -> None:
    work = "mended winch,greased chain,painted rail,lifted beam,sealed hatch,tested motor,cleaned gauge,oiled hinge"
    done = [pair.split() for pair in work.split(",")]
    sentences = [f"Crew number {n} {verb} the {thing} of the northern gate that night." for n, (verb, thing) in
                 enumerate(done * 2, start=11)]  # fmt: skip
    paragraph = " ".join(sentences)
    result = tracer(paragraph, ("whole", "2021-03-04", paragraph), ("part", "2021-03-01", f"{FILLER} {sentences[4]}"))
    assert [a.article.id for a in result.appearances].count("whole") == 1
    assert result.appearance(result.first_appearance or "").article.id == "whole"


@pytest.mark.parametrize("digits", [400, 5_000])
def test_an_article_with_an_endless_number_spoils_nothing(tracer: Tracer, digits: int) -> None:
    odd = (
        f"The {'9' * digits}th gate of the barrage opened before dawn on Tuesday and let the tide into the lower town."
    )
    result = tracer(GATE, ("odd", "2021-03-01", odd), ("own", "2021-03-03", GATE))
    assert ("own", "verbatim") in found(result)


@pytest.mark.parametrize("top", [1, 2, 3])
def test_what_is_shown_points_only_at_what_is_shown(tracer: Tracer, top: int) -> None:
    articles = [(f"n{day}", f"2021-03-0{day}", GATE) for day in range(1, 6)]
    result = tracer(GATE, ("u", "", GATE), *articles, settings=Settings(top=top))
    shown = {a.id for a in result.appearances}
    assert len(shown) == top
    assert result.first_appearance in shown
    assert set(result.first_candidates) <= shown
    assert {a.derived_from.appearance for a in result.appearances if a.derived_from} <= shown


# --------------------------------------------------------------------------------------------------- days and dates

PIER = "The pier at Ansmouth was closed by the harbour council on 5 December after a plank gave way."
ON_MONDAY = PIER.replace("on 5 December", "on Monday")


@pytest.mark.parametrize(("day", "relation", "change"), [
    ("2022-12-06", "near-verbatim", ("5 December", "Monday", False, False)),  # a Tuesday: yesterday was the fifth
    ("2022-12-01", "near-verbatim", ("5 December", "Monday", False, False)),  # the Monday to come
    ("2022-11-02", "reworded", ("5 December", "Monday", True, False)),
    ("2022-12-20", "near-verbatim", ("5 December", "Monday", False, True)),  # perhaps a late copy
    ("2022-12", "near-verbatim", ("5 December", "Monday", False, True)),
    ("", "near-verbatim", ("5 December", "Monday", False, True)),
])  # fmt: skip
def test_monday_counts_from_the_articles_date(
    tracer: Tracer, day: str, relation: str, change: tuple[str, str, bool, bool]
) -> None:
    (a,) = tracer(PIER, ("a", day, ON_MONDAY)).appearances
    assert a.relation.value == relation
    assert [(c.before, c.after, c.material, c.undecided) for c in a.versus_claim.changes] == [change]


def test_one_wording_in_two_articles_names_two_days(tracer: Tracer) -> None:
    yesterday = PIER.replace("on 5 December", "yesterday")
    result = tracer(PIER, ("a", "2022-12-06", yesterday), ("b", "2022-12-09", yesterday))
    assert [(a.article.id, bool(a.versus_claim.material)) for a in result.appearances] == [("a", False), ("b", True)]


def test_an_earlier_publication_says_when_it_was_written(tracer: Tracer) -> None:
    """A repost of 20 December keeps the Monday of the article it reprints."""
    repost = f"Originally published on 6 December 2022.\n\n{ON_MONDAY}"
    (a,) = tracer(PIER, ("a", "2022-12-20", repost)).appearances
    assert a.article.written is not None
    assert [(c.material, c.undecided) for c in a.versus_claim.changes] == [(False, False)]


def test_versions_and_lineage_count_days_from_both_articles(tracer: Tracer) -> None:
    fifth = PIER.replace("on 5 December", "yesterday")
    result = tracer(PIER, ("a", "2022-12-06", fifth), ("b", "2022-12-08", ON_MONDAY))
    by_id = {a.article.id: a for a in result.appearances}
    told = [(c.before, c.after, c.note) for c in by_id["b"].versus_first.changes if c.kind == "date"]
    assert told == [("yesterday", "Monday", "the same day, said differently")]
    assert by_id["b"].derived_from is not None
    assert by_id["b"].versus_parent.material == ()


# ------------------------------------------------------------------------------------------- quotation and credit

SPEECH = "The sluice was never oiled. Nobody asked for oil. The pumps ran dry in the night of the great tide."


def test_a_quotation_is_held_against_the_article_that_is_credited(tracer: Tracer) -> None:
    """The wire has a word less than the ledger; who credits the wire is held against the wire."""
    late = "As The wire reported, “the pumps ran dry in the night of the tide.”"
    result = tracer(
        "The pumps ran dry in the night of the great tide.",
        ("ledger", "2021-03-03", SPEECH),
        ("wire", "2021-03-04", SPEECH.replace("great ", "")),
        ("late", "2021-03-09", f"{FILLER} {late}"),
        ("silent", "2021-03-10", f"{FILLER} “The pumps ran dry in the night of the tide,” they say."),
    )
    found = {a.article.id: a for a in result.appearances}
    told = {i: (a.sourcing.value, a.quotation and a.quotation.against, a.quotation and a.quotation.omitted)
            for i, a in found.items()}  # fmt: skip
    assert told == {
        "ledger": ("own-words", None, None),
        "wire": ("own-words", None, None),
        "late": ("quoted-and-credited", "a2", ()),
        "silent": ("quoted", "a1", ("great",)),
    }
    assert found["late"].credit is not None
    assert found["late"].credit.to == "wire"


def test_a_quoted_sentence_is_read_off_several_sentences_of_the_first_article(tracer: Tracer) -> None:
    quoted = "“The sluice was never oiled … the pumps ran dry in the night of the great tide.”"
    result = tracer(
        "The pumps ran dry in the night of the great tide.",
        ("first", "2021-03-03", f"{FILLER} {SPEECH}"),
        ("later", "2021-03-09", f"The board was told: {quoted} {FILLER}"),
    )
    (later,) = [a for a in result.appearances if a.article.id == "later"]
    assert later.quotation is not None
    first = f"{FILLER} {SPEECH}"
    assert [piece.source.of(first) for piece in later.quotation.parts] == [
        "The sluice was never oiled", "The pumps ran dry in the night of the great tide"]  # fmt: skip
    assert later.quotation.omitted == ("Nobody asked for oil",)
    assert [cut.words for cut in later.quotation.marked_cuts] == ["Nobody asked for oil"]
    assert later.quotation.silent_cuts == ()


def test_marks_put_around_words_of_the_first_article_are_shown(tracer: Tracer) -> None:
    result = tracer(
        "The sluice keeper said that the accident at the gate was over.",
        ("first", "2021-03-03", "The sluice keeper said that the accident at the gate was over."),
        ("later", "2021-03-09", "The sluice keeper said that the “accident” at the gate was over."),
    )
    assert [[m.words for m in a.added_marks] for a in result.appearances] == [[], ["accident"]]
    assert [a.sourcing.value for a in result.appearances] == ["own-words", "own-words"]


def test_a_version_is_compared_with_the_one_it_may_have_come_from(tracer: Tracer) -> None:
    changed = GATE.replace("Two gates", "Three gates")
    result = tracer(
        GATE,
        ("one", "2021-03-03", GATE),
        ("two", "2021-03-04", changed),
        ("three", "2021-03-05", f"{changed} {FILLER}"),
    )
    first, second, third = result.appearances
    assert first.versus_parent.edits == ()
    assert [(c.before, c.after) for c in second.versus_parent.material] == [("Two", "Three")]
    assert third.derived_from is not None
    parent = result.appearance(third.derived_from.appearance).passage.exact
    assert bool(third.versus_parent.material) == (parent == GATE)


def test_a_version_whose_parent_is_not_shown_is_compared_with_none(tracer: Tracer) -> None:
    articles = [(f"n{n}", f"2021-03-0{n}", f"{GATE} {FILLER}") for n in range(1, 6)]
    result = tracer(GATE, *articles, settings=Settings(top=1))
    assert [(a.derived_from, a.versus_parent.edits) for a in result.appearances] == [(None, ())]


WATCH = "The authority replaced its night watch with remote monitoring in 2019, saving 400,000 crowns a year."
HOME = "The authority sent its watchmen home and kept 400,000 crowns a year, which it spent on remote cameras."
SCENE = "Petra Vole of the Sundrick Barrage spoke in Ansmouth."


@pytest.mark.parametrize(("around", "carriers"), [
    (SCENE, ["first", "later"]),  # the later article tells the story of the first
    ("Inge Marr of the Brayle Lock spoke in Orrendale.", ["first"]),  # another authority's saving
])  # fmt: skip
def test_a_free_retelling_counts_beside_its_own_story_only(tracer: Tracer, around: str, carriers: list[str]) -> None:
    result = tracer(WATCH, ("first", "2021-03-03", f"{SCENE} {WATCH}"), ("later", "2021-03-09", f"{around} {HOME}"))
    assert [a.article.id for a in result.appearances] == carriers


def test_a_free_retelling_alone_is_no_origin(tracer: Tracer) -> None:
    result = tracer(WATCH, ("later", "2021-03-09", f"{SCENE} {HOME}"))
    assert not result.appearances
    assert [r.article.id for r in result.related] == ["later"]
