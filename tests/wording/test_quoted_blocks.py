"""Blocks quoted without an opening mark: introduced, cited, set off; and the lines that say whose words they are."""

import pytest

from provenance.models import Span
from provenance.wording.quotations import is_quoted, quotations_of, quoted_at
from provenance.wording.quotations.citations import introduction, names_in

OWN = "Nobody on the quay had seen the water so high."
ONE, TWO = "The gates had been open since before dawn.", "Two of them would not close again."

# text → form, quoted words, introduction, citation
TABLE = [
    (f"{OWN} Here’s more from the Harbour Monthly:\n\n{ONE}\n\n{OWN}",
     ("introduced", ONE, "Here’s more from the Harbour Monthly:", None)),
    (f"{OWN}\n\nThe Ledger writes:\n\n{ONE}\n\n{TWO}”\n\n{OWN}",
     ("introduced", f"{ONE}\n\n{TWO}", "The Ledger writes:", None)),
    (f"In the words of Petra Vole:\n\n{ONE}\n\n{OWN}", ("introduced", ONE, "In the words of Petra Vole:", None)),
    (f"Here’s what they found:\n\n{ONE}\n\n{TWO}” (“Gates,Asia Times)\n\n{OWN}",
     ("introduced", f"{ONE}\n\n{TWO}", "Here’s what they found:", "(“Gates,Asia Times)")),
    (f"{OWN}\n\n{ONE}\n\n(“The gates”, Petra Vole, Ansmouth Tidings)\n\n{OWN}",
     ("cited", ONE, None, "(“The gates”, Petra Vole, Ansmouth Tidings)")),
    (f"{OWN}\n\n{ONE}\n\n— Ansmouth Tidings\n\n{OWN}", ("cited", ONE, None, "— Ansmouth Tidings")),
    (f"{OWN}\n\n{ONE} {TWO}” (Reuters)\n\n{OWN}", ("cited", f"{ONE} {TWO}", None, "(Reuters)")),
    (f"He told Corran Wire:\n\n> {ONE}\n\n{OWN}", ("set-off", ONE, "He told Corran Wire:", None)),
    (f"{OWN}\n\nFrom the Ledger:\n\n      {ONE}\n\n      {TWO}\n\n{OWN}",
     ("introduced", f"{ONE}\n\n      {TWO}", "From the Ledger:", None)),
    (f"She wrote:\n\n“{ONE}” It was late.", ("marks", ONE, "She wrote:", None)),
    (f"“{ONE}” (Ansmouth Tidings)\n\n{OWN}", ("marks", ONE, None, "(Ansmouth Tidings)")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), TABLE, ids=lambda value: str(value)[-60:])
def test_what_is_quoted_and_how(text: str, wanted: tuple[str, str, str | None, str | None]) -> None:
    begin = text.index(ONE)
    (found,) = quoted_at(text, Span(begin, begin + len(ONE)))
    lines = [line and line.of(text) for line in (found.introduction, found.citation)]
    assert (found.form.value, found.whole.of(text), *lines) == wanted


# text → is the sentence ONE quoted
OWN_WORDS = [
    f"The causes are these:\n\n• {ONE}\n\n• {TWO}",
    f"These include:\n\n{ONE}\n\n{OWN}",
    f"{OWN}\n\nHere’s more from the Ledger:\n\n{TWO}\n\n{ONE}",
    f"{OWN}\n\n{ONE}\n\n(Photo: Ivo Brack)",
    f"{ONE} She called it “a farce”.",
]


@pytest.mark.parametrize("text", OWN_WORDS, ids=lambda text: text[:30])
def test_own_words_are_not_quoted(text: str) -> None:
    begin = text.index(ONE)
    assert not is_quoted(text, Span(begin, begin + len(ONE)))


def test_a_block_holds_its_inner_quotations() -> None:
    text = f"The Ledger writes:\n\nShe said: “{ONE}” and left. {TWO}”\n\n{OWN}"
    begin = text.index(ONE)
    assert [q.form.value for q in quoted_at(text, Span(begin, begin + len(ONE)))] == ["introduced"]
    assert [(q.form.value, q.depth) for q in quotations_of(text)] == [("introduced", 0), ("marks", 0)]


@pytest.mark.parametrize(("line", "name", "offers"), [
    ("Here’s more from an article at the World Socialist Web Site:", "World Socialist Web Site", True),
    ("This is from the WSWS:", "WSWS", True),
    ("This is from an article at Southfront (“Kiev plays”):", "Southfront", True),
    ("As Petra Vole, a poet, writes:", "Petra Vole", True),
    ("These include:", None, False),
])  # fmt: skip
def test_introductions(line: str, name: str | None, offers: bool) -> None:
    found = introduction(line, Span(0, len(line)))
    assert found is not None
    assert (found.name and found.name.of(line), found.offers) == (name, offers)


@pytest.mark.parametrize(("line", "names"), [
    ("(“Tide, gate and town“, Petra Vole, Ansmouth Tidings)", ["Ansmouth Tidings", "Petra Vole"]),
    ("(“Military sources,Asia Times)", ["Asia Times"]),
    ("— The Korvany Ledger, 4 March 2021", ["Korvany Ledger"]),
    ("(Reuters)", ["Reuters"]),
])  # fmt: skip
def test_names_of_a_citation_outlet_first(line: str, names: list[str]) -> None:
    assert [span.of(line) for span in names_in(line, Span(0, len(line)))] == names
