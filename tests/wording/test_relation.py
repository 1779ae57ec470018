"""Relations, in the contract's words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.models import Relation
from provenance.wording.relation import judge
from provenance.wording.scoring import related_estimate

GATE = "Two gates of the barrage opened before dawn on Tuesday and let the tide into the lower town."

# claim, passage, cosine, relation
TABLE = [
    (GATE, "“" + GATE.upper() + "”", 0.99, "verbatim"),
    ("let the tide into the lower town", GATE, 0.6, "verbatim"),
    (GATE, GATE.replace(" on Tuesday", ""), 0.98, "near-verbatim"),
    (GATE, "Two gates of the barrage opened … and let the tide into the lower town.", 0.95, "near-verbatim"),
    (GATE, GATE.replace("Two", "Four"), 0.98, "reworded"),
    (GATE, GATE.replace("Tuesday", "Thursday"), 0.98, "reworded"),
    (GATE, GATE.replace("opened", "may have opened"), 0.98, "reworded"),
    (GATE, "It is not true that " + GATE[0].lower() + GATE[1:], 0.97, "reworded"),
    # the words of the trade about another event: every slot differs
    (
        "A fire at the Orlen mill killed three people on Monday, police in Vask said.",
        "A fire at the Brant school killed nine people on Friday, police in Ludd said.",
        0.93,
        "related",
    ),
    # as near by embedding as can be, and nothing in common
    (GATE, "Spring tides are a danger to every town behind a barrage.", 0.95, "related"),
    # the same subject and names in free wording with another figure
    (
        "The authority spent 400,000 crowns on the gate in 2019",
        "In 2019 some 900,000 crowns went on gates, the authority says",
        0.85,
        "related",
    ),
    # one quantity, in many words and in few
    ("The siege lasted one and a half hours", "The siege lasted 90 minutes", 0.95, "near-verbatim"),
    ("The siege lasted one and a half hours", "The siege lasted 95 minutes", 0.95, "reworded|related"),
    # the passive says the same, who does it to whom turned round does not
    ("The army shelled the bridge", "The bridge was shelled by the army", 0.95, "paraphrase"),
    ("The army shelled the bridge", "The bridge shelled the army", 0.97, "related"),
    (
        "The dockers sued the yard over unpaid wages",
        "The dockers were sued by the yard over unpaid wages",
        0.97,
        "reworded",
    ),
    (
        "The authority sold 400,000 crowns of scrap in 2019 to mend the old gate",
        "To mend the old gate the authority in 2019 sold scrap for 400,000 crowns",
        0.9,
        "reworded|paraphrase|near-verbatim",
    ),
    # a formula of the trade, said of somebody else
    (
        "Halden officials could not be reached for comment.",
        "The buyers, whose members include the Pell Fund of Skerrin, could not be reached tonight for comment.",
        0.46,
        "related",
    ),
    # names that perhaps took the place of others are not kept
    (
        "Union Corp said it agreed in principle to sell its Brayle Flow unit to Inge Tolliver, a Skerrin investor.",
        "Pellow's Corp said it agreed in principle to acquire Gantry Inn Inc in a cash and stock deal.",
        0.4,
        "related",
    ),
    # one unit exchanged, and most of what is said besides
    (
        "The bond will be issued in denominations of 1,000 and 10,000 marks.",
        "The issue will be listed in Luxembourg and is available in denominations of 1,000 and 10,000 Austral dollars.",
        0.4,
        "related",
    ),
]


@pytest.mark.parametrize(("claim", "passage", "cosine", "relation"), TABLE)
def test_relations(claim: str, passage: str, cosine: float, relation: str) -> None:
    judgement = judge(claim, passage, cosine=cosine)
    assert judgement.relation.value in relation.split("|"), judgement.reason


def test_of_a_long_speech_tag_only_the_speaking_is_kept() -> None:
    claim = (
        "Envoy Stephen Bosworth told a news conference he did not think Skerrin would follow Brayle and stop paying."
    )
    judgement = judge(claim, "On 20 February, Brayle said it would stop paying foreign banks.")
    assert judgement.coverage.claim < 0.4


@pytest.mark.parametrize(("claim", "passage"), [
    (
        "Mayor Ada Brenk said the old railway bridge over the river will reopen to traffic in May.",
        "The old railway bridge over the river will reopen to traffic in May.",
    ),
    ("Staff of Skerrin University found that coffee causes cancer in mice.", "Coffee causes cancer in mice, it found."),
    ("Ada Brenk told reporters the bridge will reopen in May.", "She told reporters the bridge will reopen in May."),
])  # fmt: skip
def test_who_said_it_may_be_gone_and_it_is_the_same_statement(claim: str, passage: str) -> None:
    assert judge(claim, passage, cosine=0.85).relation.counts


def test_free_wording_is_believed_only_within_one_story() -> None:
    claim = "The authority replaced its night watch with remote monitoring in 2019, saving 400,000 crowns a year."
    passage = "The authority sent its watchmen home and kept 400,000 crowns a year, which it spent on remote cameras."
    assert judge(claim, passage, cosine=0.65).relation is Relation.RELATED
    assert judge(claim, passage, cosine=0.65, same_story=True).relation is Relation.PARAPHRASE


def test_a_story_makes_no_other_figure_the_same() -> None:
    claim = "The authority replaced its night watch with remote monitoring in 2019, saving 400,000 crowns a year."
    passage = "The authority sent its watchmen home and kept 700,000 crowns a year, which it spent on remote cameras."
    assert judge(claim, passage, cosine=0.65, same_story=True).relation is Relation.RELATED


@pytest.mark.parametrize("cosine", [0.0, 0.5, 0.99, None])
def test_cosine_alone_decides_nothing(cosine: float | None) -> None:
    judgement = judge(GATE, "The minister flew to the capital for talks about coal.", cosine=cosine)
    assert judgement.relation is Relation.RELATED


@pytest.mark.parametrize("cosine", [0.1, 0.99])
def test_words_decide_whatever_the_cosine_says(cosine: float) -> None:
    assert judge(GATE, GATE, cosine=cosine).relation is Relation.VERBATIM


def test_nearer_relations_score_higher() -> None:
    scores = [
        judge(GATE, passage, cosine=0.9).score
        for passage in (
            GATE,
            GATE.replace(" on Tuesday", ""),
            GATE.replace("Two", "Four"),
            "Tides are rising everywhere.",
        )
    ]
    assert scores == sorted(scores, reverse=True)
    assert scores[2] > 0.5 > scores[3]


def test_the_reason_names_what_changed() -> None:
    assert judge(GATE, GATE.replace("Two", "Four")).reason == "another figure: Two became Four"
    assert judge(GATE, GATE).reason == "all 18 words in order"


@settings(deadline=None)  # the first pair reads the word lists
@given(st.text(max_size=120), st.text(max_size=120))
def test_any_two_texts_can_be_judged(one: str, other: str) -> None:
    judgement = judge(one, other, cosine=0.5)
    assert 0 <= judgement.score <= 1
    assert 0 <= judgement.coverage.claim <= 1
    assert judgement.reason


@pytest.mark.parametrize(("statement", "subject", "low", "high"), [
    (0.12, 0.0001, 0.0, 0.02),  # nothing to do with one another
    (0.12, 0.5, 0.1, 0.25),
    (0.5, 0.99, 0.45, 0.6),
    (0.9, 0.99, 0.7, 0.9),
])  # fmt: skip
def test_related_passages_score_by_statement_and_subject(
    statement: float, subject: float, low: float, high: float
) -> None:
    assert low <= related_estimate(statement, subject) <= high
