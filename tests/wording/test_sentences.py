"""Where sentences end in news, one line an example: ``|`` stands where the text has a boundary (and a space)."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.wording.layout import blocks
from provenance.wording.sentences import sentence_spans

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
SEED_BOUNDARIES = Path(__file__).parent / "seed_boundaries.json"

EXAMPLES = """
The gate failed.|Nobody was hurt!|Was it old?|It was.
Ms. Porter met Dr. Hill, Sen. Ray and Lt. Col. Stone.|Then she left.
Ex-Gov. Hill and Chas. Porter spoke.
Roe v. Wade (1973) stands.|Smith vs. Jones fell.
It fell on Feb. 2 and Sept. 11.|It rose in Dec. 2022.
It rose in Sept.|Porter said so.
He came in May.|Critics left.
He lives on St. Anne's Road near Mt. Hill.
John F. Porter and J.K. Hill wrote of the USS Gerald R. Ford.
James F. Will came.|They chose plan B.|The army moved.
They met in Room A.|Their chair left.|It was World War I.|Over there it ended.
Mr. Joe B.|He left.
U.S. President Hill met the U.S. Army in the U.S.|He left.
They met in Washington, D.C.|The court ruled.
The U.S. Would be pleased, he said.|Is it?
Sen. Ray (R-N.C.) and Rep. Hill (D) spoke.|He left.
Ford Motor Co. Chairman Hill left Apple Inc.|The company grew.
It starts at 10 a.m. Friday in Hull.
It ended at 9 p.m. EDT Monday.|It was published at 10 p.m. PT.|The show went on.
It opens at 10 a.m.|The show ends at noon.
He said no.|Moscow denied it.
No.|Was it the No. 10 staff or no. 5?
No. One Hill Street is sold.
He told me.|Critics disagree.|It is up to the Fed.|Analysts wait.
See vol. 3, p. 55 and fig. 2.|It was built approx. 50 years ago, est. 1907.
They met on Sat. morning in Springfield, Mass. and left.
He sat.|She stood.
apples, pears etc.|But no plums.
He paid $3.5 million, up 3.5%.|It fell to 2.1.
“The gate is old,” he said.|“We know it.|We wait.”|She left.
"The gate is old," he said.|"We know it.|We wait."|She left.
‘The gate is old.|We wait.’|The boys’ team left.
'The gate is old.|We wait.'|He left.
'The gate is old.|We wait.'|The boys' team left.
‘‘The gate is old.|We wait.’’|He left.
„The gate is old.“|He left.
“Why?” he asked.|“Go!” cried Porter.|“Why?”, she said – “why?” – and left.
“Why now?” Anna Porter asked.|“It is old!” Hill said on Monday.
“Why now?”|Porter said the gate was old.|“Why?”|When asked, she left.
He asked, “Why?”|She left.
He said: “Hey #Hill.|You lost.”|It won.
She read “The Gate.”|And left.
The Jeopardy! host and Yahoo! Inc. left.
"We saw their gate...," said Porter.|“Why? ” she said.|He left.
It was old….|The gate is new.
He named the pipes…|The gate is new.
It is said… to be old.|“Nope… that’s fair.”
Well… I think so.
It is with them. ...|It can be.|He left. […]|She stayed.
Wait...|What?
(Laughter.)|There is a gate.|(It was old.|It fell.)|They left.
The author(s).|The gate.|It is old (over 50!)|Of course it fell.
It rose.[1]|Then it fell. [2]|He left.
*The gate fell.*|It was in the *Harbour Times*.|**He left.**
It is old.;|But it stands.
1. The gate is old.|2. The sluice is new.
Q. Is it old?|A. It is.
He left.She stayed.
""".replace("left.She", "left.|She")

BESIDE_EACH_OTHER = "He left.|She stayed."


@pytest.mark.parametrize("example", EXAMPLES.strip().splitlines())
def test_example(example: str):
    text = example.replace("|", "" if example == BESIDE_EACH_OTHER else " ")
    assert "|".join(span.of(text) for span in sentence_spans(text)) == example


def test_layout_and_sentences_together():
    text = (
        "Gate fails\nBy Anna Porter, Mr.\n\n“The gate was, as we all knew,\n\nold. It fell,” he said. He named:\n"
        "• Hill. She left.\n• Ray\n***\nNone. ### More"
    )
    assert [" ".join(span.of(text).split()) for span in sentence_spans(text)] == [
        "Gate fails",
        "By Anna Porter, Mr.",
        "“The gate was, as we all knew, old.",
        "It fell,” he said.",
        "He named:",
        "• Hill.",
        "She left.",
        "• Ray",
        "***",
        "None.",
        "###",
        "More",
    ]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Er kam am 3. Mai. Sie ging.", ["Er kam am 3. Mai.", "Sie ging."]),
        ("zh", "他来了。他走了。", ["他来了。", "他走了。"]),
        ("fr", "Il vint. « Pourquoi ? » Elle partit.", ["Il vint.", "« Pourquoi ? »", "Elle partit."]),
        ("", "It fell. It rose.", ["It fell.", "It rose."]),
        ("nonsense", "It fell. It rose.", ["It fell.", "It rose."]),
    ],
)
def test_other_languages(language: str, text: str, expected: list[str]):
    assert [span.of(text) for span in sentence_spans(text, language)] == expected


def test_nothing_has_no_sentences():
    assert sentence_spans("") == sentence_spans(" \n\t\u2028") == ()


def test_offsets_count_code_points_of_the_original():
    text = "\ufeff🙂🙂 fell.\r\n\r\nÉté.\xa0 “No…” \ud800 fell. "
    assert [(span.begin, span.end) for span in sentence_spans(text)] == [(0, 9), (13, 17), (19, 32)]


# ------------------------------------------------------------------------------------------------------ laws

SCRAPS = st.sampled_from(
    [
        "The gate ",
        "fell",
        ".",
        ". ",
        "? ",
        "!” ",
        "…",
        " ...",
        "“",
        "”",
        '"',
        "'",
        "’s ",
        "(",
        ")",
        "[1]",
        ";",
        ":",
        "*",
        "\n",
        "\n\n",
        "\r\n",
        " ### ",
        "• ",
        "1. ",
        "Mr. ",
        "U.S. ",
        "no. ",
        "a.m. ",
        "Hill said",
        "É",
        "中。",
        "🙂",
        "\ud800",
        "\u200b",
    ]
)
TEXTS = st.lists(SCRAPS | st.characters(), max_size=50).map("".join)


@settings(deadline=None)
@given(TEXTS, st.sampled_from(["en", "de", "zh", "?"]))
def test_sentences_are_in_order_bare_and_hold_every_character(text: str, language: str):
    position = 0
    for span in sentence_spans(text, language):
        assert text[position : span.begin].strip() == ""
        assert span.of(text) == span.of(text).strip() != ""
        position = span.end
    assert text[position:].strip() == ""


@settings(deadline=None)
@given(TEXTS)
def test_no_sentence_crosses_a_block(text: str):
    inside = [block.span for block in blocks(text)]
    assert all(any(block.covers(span) for block in inside) for span in sentence_spans(text))


@settings(deadline=None)
@given(st.lists(st.sampled_from(EXAMPLES.strip().splitlines()), min_size=1, max_size=8))
def test_paragraphs_do_not_depend_on_their_neighbours(examples: list[str]):
    paragraphs = [example.replace("|", " ") for example in examples]
    text = "\n\n".join(paragraphs)
    apart = [span.of(paragraph) for paragraph in paragraphs for span in sentence_spans(paragraph)]
    assert [span.of(text) for span in sentence_spans(text)] == apart


ENDLESS = {
    "word": ("x" * 1_000_000, 1),
    "quotation marks": ('"' * 100_000, 1),
    "open quotations": ("“a " * 50_000, 1),
    "brackets": ("(" * 500_000, 1),
    "marks": ("?" * 500_000, 1),
    "loose marks": ("!? " * 30_000, 1),
    "no spaces": ("中。" * 10_000, 10_000),
    "sentences": ("The gate fell. " * 10_000, 10_000),
    "titles": ("Mr. " * 20_000, 1),
    "half characters": ("\ud800" * 100_000, 1),
}


@pytest.mark.parametrize(("text", "number"), ENDLESS.values(), ids=ENDLESS)
def test_a_text_without_end_is_read_in_a_time_that_grows_with_its_length(text: str, number: int):
    begin = time.process_time()
    assert len(sentence_spans(text)) == number
    assert time.process_time() - begin < 20


# ----------------------------------------------------------------------------------------- five real articles


@pytest.mark.skipif(not (SHARED / "seeds").is_dir(), reason="the five real articles are not beside this project")
@pytest.mark.parametrize("name", json.loads(SEED_BOUNDARIES.read_text(encoding="utf-8")))
def test_real_article(name: str):
    judged = json.loads(SEED_BOUNDARIES.read_text(encoding="utf-8"))[name]
    text = (SHARED / "seeds" / name).read_bytes().decode("utf-8")
    assert [span.end for span in sentence_spans(text)] == judged
