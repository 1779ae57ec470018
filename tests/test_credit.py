"""Who is named as the source of a passage, and at which characters."""

from dataclasses import replace
from datetime import date

import pytest

from provenance.credit import credit, names_of
from provenance.models import Article, CreditKind, DateInterval, DateSource, Span

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
