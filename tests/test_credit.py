"""Who is named as the source of a passage, and at which characters."""

from dataclasses import replace
from datetime import date

import pytest

from provenance.credit import credit, names_of
from provenance.models import Article, Credit, CreditKind, DateInterval, DateSource, Span

SOURCE = Article(
    id="s",
    path="s",
    sha256="",
    outlet="Ansmouth Tidings",
    author="Petra Vole",
    title="Tide through the open gate floods lower town",
    url="https://www.tidings.example/2021/gate",
)
OTHER = Article(id="o", path="o", sha256="", outlet="Lower Strand Evening News", author="Ivo Brack", title="Short one")
WORDS = "the gates opened before dawn"

# text around the words → credited words, id
TABLE = [
    (f"“{WORDS},” the Ansmouth Tidings reported.", "Ansmouth Tidings", "s"),
    (f"As Petra Vole wrote, {WORDS}.", "Petra Vole", "s"),
    (
        f"{WORDS} (“Tide through the open gate floods lower town”, 3 March)",
        "Tide through the open gate floods lower town",
        "s",
    ),
    (f"{WORDS} [tidings.example/2021/gate]", "tidings.example/2021/gate", "s"),
    (f"This is from the Harbour Monthly:\n\n{WORDS}.", "Harbour Monthly", None),
    (
        f"{WORDS}. " + "Long filling words stand here. " * 60 + "First published in the Ansmouth Tidings.",
        "Ansmouth Tidings",
        "s",
    ),
    (f"LSEN has it that {WORDS}", None, None),
    (f"{WORDS} and nobody is named", None, None),
]


@pytest.mark.parametrize(("text", "said", "to"), TABLE)
def test_credits(text: str, said: str | None, to: str | None) -> None:
    begin = text.index(WORDS)
    found = credit(text, Span(begin, begin + len(WORDS)), OTHER, names_of([SOURCE, OTHER]))
    assert (found.text if found else None, found.to if found else None) == (said, to)
    if found:
        assert found.span.of(text) == found.text


def test_a_link_is_told_from_a_name() -> None:
    text = f"{WORDS} https://tidings.example/2021/gate"
    found = credit(text, Span(0, len(WORDS)), OTHER, names_of([SOURCE]))
    assert found is not None
    assert found.kind is CreditKind.LINKED


def test_an_article_does_not_credit_itself() -> None:
    text = f"Ansmouth Tidings, by Petra Vole. {WORDS}"
    begin = text.index(WORDS)
    twin = Article(id="t", path="t", sha256="", outlet="Ansmouth Tidings", author="Petra Vole")
    assert credit(text, Span(begin, len(text)), SOURCE, names_of([SOURCE, twin])) is None


@pytest.mark.parametrize(
    "text", [f"At the time {WORDS}.", f"He told reporters in Moscow:\n\n“{WORDS}.”", f"in the nature of things {WORDS}"]
)
def test_common_words_and_places_are_no_credit(text: str) -> None:
    magazines = [Article(id=n, path=n, sha256="", outlet=n) for n in ("Time", "Nature", "Moscow Herald")]
    begin = text.index(WORDS)
    assert credit(text, Span(begin, begin + len(WORDS)), OTHER, names_of(magazines)) is None


def test_a_later_article_is_not_credited() -> None:
    def dated(article: Article, day: str) -> Article:
        when = DateInterval.of_day(date.fromisoformat(day), source=DateSource.BYLINE, evidence=day)
        return replace(article, published=when)

    text = f"Near the Ansmouth Tidings offices {WORDS}."
    begin = text.index(WORDS)
    span = Span(begin, begin + len(WORDS))
    earlier, later = dated(OTHER, "2021-03-03"), dated(SOURCE, "2022-03-03")
    assert credit(text, span, earlier, names_of([later])) is None
    assert credit(text, span, replace(earlier, published=later.published), names_of([later])) is not None


# ---------------------------------------------------------------------------------------- blocks, places, forms

OWN = "Nobody on the quay had seen the water so high, and nobody could say why."
FIRST, SECOND = "The gates opened before dawn.", "Two of them would not close again."


def given(text: str, words: str, *sources: Article, texts: dict[str, str] | None = None) -> Credit | None:
    begin = text.index(words)
    return credit(text, Span(begin, begin + len(words)), OTHER, names_of([*sources, OTHER]), texts=texts)


def told(found: Credit | None) -> list[tuple[str, str, str]]:
    """Everything that credits a passage: words, place, what they are."""
    every = [found, *found.others] if found else []
    return [(c.text, c.place.value, c.by.value) for c in every]


BLOCK = (
    f"{OWN}\n\nHere’s more from an article at the Ansmouth Tidings:\n\n{FIRST}\n\n{SECOND}”\n\n"
    f"(“Tide through the open gate floods lower town”, Petra Vole, Ansmouth Tidings)\n\n{OWN}"
)


@pytest.mark.parametrize("sentence", [FIRST, SECOND])
def test_the_lines_around_a_block_credit_every_sentence_in_it(sentence: str) -> None:
    found = given(BLOCK, sentence, SOURCE)
    assert told(found) == [
        ("Tide through the open gate floods lower town", "after", "title"),
        ("Ansmouth Tidings", "before", "outlet"),
        ("Petra Vole", "after", "author"),
        ("Ansmouth Tidings", "after", "outlet"),
    ]
    assert found is not None
    assert {c.to for c in (found, *found.others)} == {"s"}


def test_the_lines_around_a_block_credit_nothing_outside_it() -> None:
    assert given(BLOCK, OWN, SOURCE) is None
    last = BLOCK.rindex(OWN)
    assert credit(BLOCK, Span(last, last + len(OWN)), OTHER, names_of([SOURCE])) is None


# text → everything that credits WORDS
PLACES = [
    (f"Ansmouth Tidings readers know it: {WORDS}.", [("Ansmouth Tidings", "before", "outlet")]),
    (f"{OWN} {WORDS}, said a diver. The Ansmouth Tidings had it first.", [("Ansmouth Tidings", "after", "outlet")]),
    (f"Reprinted from the Ansmouth Tidings.\n\n{OWN * 9}\n\n{WORDS}.", [("Ansmouth Tidings", "head", "outlet")]),
    (f"{WORDS}.\n\n{OWN * 15}\n\nFirst published in the Ansmouth Tidings.", [("Ansmouth Tidings", "foot", "outlet")]),
    (f"{OWN} The Ansmouth Tidings is old.\n\n{OWN * 12}\n\n{WORDS}.", []),
    (f"“{WORDS},” she told Reuters.", [("Reuters", "inside", "agency")]),
    (f"ANSMOUTH (AP) — {OWN * 12}\n\n{WORDS}.", [("AP", "head", "agency")]),
    (f"The AP course taught that {WORDS}.", []),
    (f"*Strand Weekly* reported that {WORDS}.", [("Strand Weekly", "inside", "outlet")]),
    (f"The Strand Times wrote that {WORDS}.", [("Strand Times", "inside", "outlet")]),
    (f"He said:\n\n“{WORDS}.”", []),
    (f"Petra Quill writes:\n\n“{WORDS}.”", [("Petra Quill", "before", "author")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "named"), PLACES, ids=lambda value: str(value)[:40])
def test_where_a_source_is_named(text: str, named: list[tuple[str, str, str]]) -> None:
    begin = text.index(WORDS)
    end = text.index(".", begin) + 1
    sentence = max(text.rfind("\n", 0, begin), text.rfind(". ", 0, begin) + 1, text.rfind(": ", 0, begin) + 1) + 1
    found = credit(text, Span(sentence, end), OTHER, names_of([SOURCE]))
    assert told(found) == named
    if found:
        assert all(c.span.of(text) == c.text for c in (found, *found.others))


TIME, SUN = (Article(id=n, path=n, sha256="", outlet=n) for n in ("Time", "The Sun"))


@pytest.mark.parametrize(("text", "said"), [
    (f"Time will show that {WORDS}.", None),
    (f"The Sun rose and {WORDS}.", None),
    (f"the sun rose and {WORDS}.", None),
    (f"*Time* has it that {WORDS}.", "Time"),
    (f"Time reported that {WORDS}.", "Time"),
    (f"He told The Sun that {WORDS}.", "The Sun"),
    (f"The Sun newspaper says {WORDS}.", "The Sun"),
])  # fmt: skip
def test_outlets_named_with_common_words_need_the_form_of_a_name(text: str, said: str | None) -> None:
    found = given(text, WORDS, TIME, SUN)
    assert (found.text if found else None) == said


def test_a_short_form_counts_where_the_full_name_stands_too() -> None:
    short = f"{OWN * 12}\n\n{WORDS}, he told the Tidings."
    assert given(short, f"{WORDS}, he told the Tidings.", SOURCE) is None
    found = given(f"The Ansmouth Tidings is old.\n\n{short}", f"{WORDS}, he told the Tidings.", SOURCE)
    assert (found and found.text, found and found.to) == ("Tidings", "s")


def test_an_outlet_that_only_its_own_foot_names_is_found() -> None:
    nameless = Article(id="n", path="n", sha256="", author="Petra Vole")
    text = f"This is from the LSEN:\n\n{FIRST}"
    foot = {"n": f"{FIRST}\n\nTo contact the LSEN visit lsen.example"}
    here = Article(id="h", path="h", sha256="", outlet="Harbour Monthly")
    begin = text.index(FIRST)
    span = Span(begin, begin + len(FIRST))
    known = credit(text, span, here, names_of([nameless]), texts=foot)
    unknown = credit(text, span, here, names_of([nameless]), texts={"n": FIRST})
    assert known is not None
    assert unknown is not None
    assert (known.text, known.to, unknown.to) == ("LSEN", "n", None)
