"""Who is quoted and who is credited, in words."""

from dataclasses import replace

import invented
import pytest

from provenance.models import (
    Appearance,
    Bracketed,
    Credit,
    CreditedBy,
    CreditKind,
    CreditPlace,
    Cut,
    CutMark,
    Exchanged,
    MarkedWords,
    Piece,
    Quotation,
    QuotationForm,
    Sourcing,
    Span,
)
from provenance.reporting.entries import Entry
from provenance.reporting.phrases import sourcing_phrase
from provenance.reporting.sourcing import SourcingTable, facts

TOLD = Credit(kind=CreditKind.NAMED, text="WSWS", span=Span(90, 94), by=CreditedBy.INITIALS)


def told(**fields: object) -> list[tuple[str, str]]:
    """What is said of the second appearance, which stands at 120 to 209, with other fields."""
    whole = invented.trace()
    found: Appearance = replace(whole.appearances[1], **fields)  # type: ignore[arg-type]
    return [(fact.heading, fact.told) for fact in facts(Entry(appearance=found, trace=whole))]


def test_neither_quoted_nor_credited_says_nothing():
    assert told() == []


@pytest.mark.parametrize(
    ("credit", "said", "meant"),
    [
        (TOLD, "names the outlet’s initials, “WSWS”, before the passage, characters 90 to 94", "no article of this"),
        (replace(TOLD, span=Span(130, 134)), "inside the passage, characters 130 to 134", "no article of this"),
        (replace(TOLD, span=Span(209, 213)), "after the passage, characters 209 to 213", "no article of this"),
        (replace(TOLD, place=CreditPlace.FOOT), "in the article’s foot, characters 90 to 94", "no article of this"),
        (replace(TOLD, kind=CreditKind.LINKED, by=CreditedBy.ADDRESS), "links the address, “WSWS”", "no article"),
        (replace(TOLD, to="gazette-01"), "names the outlet’s initials", "a1, Wexmere Gazette (article gazette-01)"),
        (replace(TOLD, to="elsewhere"), "names the outlet’s initials", "article elsewhere"),
    ],
)
def test_a_credit_says_its_words_their_place_and_whom_they_mean(credit: Credit, said: str, meant: str):
    (first, words), (second, whom) = told(credit=credit)
    assert (first, second) == ("Credit", "Whom it means")
    assert said in words
    assert whom.startswith(meant)


def test_a_quotation_in_full():
    quotation = Quotation(
        exact=False,
        omitted=("a", "b"),
        inserted=("and", "really"),
        pieces=3,
        in_order=False,
        against="a1",
        form=QuotationForm.INTRODUCED,
        span=Span(100, 300),
        parts=(
            Piece(span=Span(100, 120), source=Span(50, 70)),
            Piece(span=Span(121, 140), source=Span(80, 99), words_between=2),
            Piece(span=Span(141, 150), source=Span(0, 9), words_between=-17),
        ),
        cuts=(
            Cut(words="it seems", span=Span(70, 78), count=2, place=120, mark=CutMark.ELLIPSIS),
            Cut(words="not", span=Span(85, 88), count=1, place=130, mark=CutMark.NONE),
            Cut(words="she", span=Span(90, 93), count=1, place=135, mark=CutMark.BRACKETS),
        ),
        around=(Cut(words="he said", span=Span(99, 106), count=2, place=150, mark=CutMark.NONE),),
        bracketed=(Bracketed(words="the minister", span=Span(135, 149), stands_for="she"),),
        exchanged=(
            Exchanged(before="big", after="large", before_span=Span(60, 63), after_span=Span(110, 115)),
            Exchanged(before="", after="really", before_span=Span(66, 66), after_span=Span(116, 122)),
        ),
    )
    assert told(quotation=quotation) == [
        (
            "Quoted",
            "in a block that a line introduces (characters 100 to 300), with differences from a1, Wexmere Gazette",
        ),
        ("Pieces", "stitched from 3 places, not in their order, with 2 words and 17 words between them"),
        ("Cut at an ellipsis", "“it seems” (2 words, at character 120)"),
        ("Cut without a sign", "“not” (1 word, at character 130)"),
        ("Cut, with words in brackets instead", "“she” (1 word, at character 135)"),
        ("Cut beside the passage", "“he said” (2 words, at character 150)"),
        ("In brackets", "“the minister” for “she”, characters 135 to 149"),
        ("Exchanged", "“large” for “big”"),
        ("Put in", "“really”"),
    ]


def test_a_quotation_of_which_only_the_words_are_known():
    quotation = Quotation(exact=False, omitted=("it seems",), inserted=("and",))
    assert told(quotation=quotation) == [
        ("Quoted", "in quotation marks, with differences from the claim"),
        ("Left out", "“it seems”"),
        ("Put in", "“and”"),
    ]
    assert told(quotation=Quotation(exact=True, against="a9")) == [("Quoted", "in quotation marks, exactly as in a9")]


def test_marks_that_nobody_else_has_are_named():
    marked = MarkedWords(words="struck", span=Span(150, 156), source=Span(70, 76))
    assert told(added_marks=(marked,)) == [
        ("Marks added", "around “struck”, which stand without any in the text they came from")
    ]


def test_the_two_questions_have_four_answers():
    table = SourcingTable.of(invented.trace())
    assert {answer: table.ids(answer) for answer in Sourcing} == {
        Sourcing.OWN_WORDS: "a1, a2, a4, a6, a7",
        Sourcing.QUOTED: "a5",
        Sourcing.QUOTED_AND_CREDITED: "none",
        Sourcing.CREDITED: "a3",
    }
    assert [sourcing_phrase(answer) for answer in Sourcing] == [
        "own words",
        "quoted",
        "quoted and credited",
        "credited only",
    ]
