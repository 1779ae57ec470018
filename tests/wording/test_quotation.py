"""A quotation beside the text it quotes: pieces, cuts, brackets, exchanges, order, distance."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.models import Quotation, Span
from provenance.wording.quotations import added_marks, quotation

SOURCE = (
    "The harbour board met on Tuesday to speak about the broken gate. No engineer had looked at the northern sluice "
    "since October, according to its own minutes. “We trusted one gauge,” the chair said, “and it was asleep.” Divers "
    "may have found a second leak below the old fish market. The town will pay for both repairs before the winter."
)

# what stands between the marks → pieces of the source, "/" where another one begins; cuts; brackets; exchanges
TABLE = [
    ("No engineer had looked at the northern sluice since October",
     "No engineer had looked at the northern sluice since October", [], [], []),
    ("No engineer had looked at the … sluice",
     "No engineer had looked at the/sluice", ["ellipsis: northern"], [], []),
    ("No engineer had looked at the sluice since October",
     "No engineer had looked at the/sluice since October", ["none: northern"], [], []),
    ("Divers [...] found a second leak", "Divers/found a second leak", ["ellipsis: may have"], [], []),
    ("Divers … found a second leak. The town will pay for both repairs…",
     "Divers/found a second leak/The town will pay for both repairs",
     ["ellipsis: may have", "none: below the old fish market", "ellipsis: before the winter"], [], []),
    ("…found a second leak below the old fish market", "found a second leak below the old fish market",
     ["ellipsis: Divers may have"], [], []),
    ("No engineer [of the town] had looked at the northern sluice",
     "No engineer had looked at the northern sluice", [], ["[of the town] for ''"], []),
    ("The [council] will pay for both repairs", "The town will pay for both repairs", [], ["[council] for 'town'"], []),
    ("[N]o engineer had looked at the northern sluice", "No engineer had looked at the northern sluice", [],
     ["[[N]o] for 'No'"], []),
    ("No inspector had looked at the northern sluice", "No engineer had looked at the northern sluice", [], [],
     ["engineer → inspector"]),
    ("The town will pay for both repairs … No engineer had looked at the northern sluice",
     "The town will pay for both repairs/No engineer had looked at the northern sluice", [], [], []),
    ("We trusted one gauge, and it was asleep",
     "We trusted one gauge,” the chair said, “and it was asleep", [], [], []),
]  # fmt: skip


def quoted(words: str, source: str = SOURCE) -> tuple[str, Quotation | None]:
    text = f"Nobody in the hall laughed. “{words}.” Rain fell."
    begin = text.index("“")
    span = Span(begin, text.index("”") + 1)
    return text, quotation(text, span, span, other=source, focus=0, against="a1")


@pytest.mark.parametrize(("words", "pieces", "cuts", "brackets", "exchanges"), TABLE, ids=lambda value: str(value)[:50])
def test_what_a_quotation_does(
    words: str, pieces: str, cuts: list[str], brackets: list[str], exchanges: list[str]
) -> None:
    _, found = quoted(words)
    assert found is not None
    ends = [(p.split()[0], p.split()[-1]) for p in pieces.split("/")]
    taken = [piece.source.of(SOURCE).split() for piece in found.parts]
    assert [(t[0].strip("“”,."), t[-1].strip("“”,.")) for t in taken] == ends
    assert [f"{cut.mark.value}: {cut.words}" for cut in found.cuts] == cuts
    assert [f"[{b.words}] for '{b.stands_for}'" for b in found.bracketed] == brackets
    assert [f"{e.before} → {e.after}" for e in found.exchanged] == exchanges
    assert found.pieces == len(ends)


def test_exact_means_the_same_words_without_a_gap() -> None:
    exact = {words: found.exact for words, *_ in TABLE if (found := quoted(words)[1])}
    assert [words for words, is_exact in exact.items() if is_exact] == [TABLE[0][0], TABLE[8][0], TABLE[11][0]]


def test_order_and_distance_of_pieces() -> None:
    _, forward = quoted("No engineer had looked … before the winter")
    _, back = quoted("The town will pay … No engineer had looked at the northern sluice")
    assert forward is not None
    assert back is not None
    assert (forward.in_order, back.in_order) == (True, False)
    skipped = SOURCE.index("before the winter") - SOURCE.index(" at the northern")
    assert [(p.words_between, p.characters_between) for p in forward.parts] == [(None, None), (41, skipped)]
    assert [p.words_between for p in back.parts] == [None, -41]


def test_offsets_point_at_the_words_of_both_texts() -> None:
    text, found = quoted("No inspector had looked at the … sluice [now]")
    assert found is not None
    (cut,), (bracket,), (other,) = found.cuts, found.bracketed, found.exchanged
    assert (cut.span.of(SOURCE), text[: cut.place].split()[-1]) == ("northern", "the")
    assert bracket.span.of(text) == "now"
    assert (other.before_span.of(SOURCE), other.after_span.of(text)) == ("engineer", "inspector")
    assert found.span is not None
    assert found.span.of(text).startswith("No inspector")


def test_what_a_block_leaves_out_beside_the_passage_is_told() -> None:
    first, last = (
        "The harbour board met on Tuesday to speak about the broken gate",
        "The town will pay for both repairs",
    )
    text = f"The Ledger writes:\n\n{first}…. {last} before the winter.”\n\nRain fell."
    begin = text.index(first)
    passage = Span(begin, begin + len(first))
    found = quotation(text, passage, passage, other=SOURCE, focus=0, against="a1")
    assert found is not None
    assert (found.exact, found.cuts) == (True, ())
    (beside,) = found.around
    assert (beside.mark.value, beside.words.split()[:2], beside.words.split()[-2:]) == (
        "ellipsis", ["No", "engineer"], ["fish", "market"])  # fmt: skip


def test_two_quotations_of_one_sentence_are_two_pieces_and_no_cut() -> None:
    text = "“No engineer had looked at the northern sluice,” she read, “since October.”"
    span = Span(0, len(text))
    joined = quotation(text, span, span, other=SOURCE, against="a1")
    assert joined is not None
    assert (joined.pieces, joined.inserted, joined.omitted) == (1, (), ())


def test_what_quotes_something_else_is_not_held_against_it() -> None:
    assert quoted("My grandmother kept nine geese and a parrot in the bath")[1] is None


def test_long_cuts_are_shortened_but_their_span_is_whole() -> None:
    long = (
        "The board met. " + "Many long filling words stand here in a row. " * 20 + "The town will pay for both repairs."
    )
    _, found = quoted("The board met … The town will pay for both repairs", long)
    assert found is not None
    (cut,) = found.cuts
    assert (cut.count, " […] " in cut.words, len(cut.words) < 310, len(cut.span) > 800) == (180, True, True, True)


@pytest.mark.parametrize(("text", "source", "marked"), [
    ("The board called the “accident” at the sluice closed.",
     "The board called the accident at the sluice closed.", ["accident"]),
    ("The board called the “accident” at the sluice closed.",
     "The board called the “accident” at the sluice closed.", []),
    ("The board called the “accident” at the sluice closed.",
     "“The board called the accident at the sluice closed,” she said.", []),
    ("“The board called the accident closed.”", "The board called the accident closed.", []),
    ("Mud and “accident” rhyme.", "The board called the accident at the sluice closed.", []),
])  # fmt: skip
def test_marks_put_around_words_nobody_quoted(text: str, source: str, marked: list[str]) -> None:
    found = added_marks(text, Span(0, len(text)), other=source)
    assert [m.words for m in found] == marked
    assert [m.source.of(source) for m in found] == marked


@pytest.mark.parametrize("inner", ["‘{}\n\n‘{}’", "“{}\n\n“{}”", "“{}\n\n{}”"])
def test_a_quotation_of_several_paragraphs_within_another_is_read_once(inner: str) -> None:
    first, second = "the lower weir gave way before noon,", "and the bridge and the bank went with it"
    text = f"“The mill was gone by then. {inner.format(first, second)}, she told us.”\n\nNothing else was said."
    source = f"She told us later that {first} {second}, and that nobody had rung a bell."
    span = Span(text.index(first), text.index(second) + len(second))
    found = quotation(text, span, span, other=source, against="a1")
    assert found is not None
    assert [piece.span.of(text).split() for piece in found.parts] == [span.of(text).split()]


ALPHABET = ("gate", "sluice", "tide", "board", "the", "of", "met", "[and]", "…", "old")
WORDS = st.lists(st.sampled_from(ALPHABET), min_size=1, max_size=12)


@given(WORDS, WORDS)
def test_pieces_are_words_of_both_texts(words: list[str], others: list[str]) -> None:
    text, found = quoted(" ".join(words), " ".join(others))
    for piece in found.parts if found else ():
        assert 0 <= piece.span.begin < piece.span.end <= len(text)
        assert piece.source.of(" ".join(others)).strip()
    if found and found.exact:
        assert found.pieces == 1
        assert not found.cuts
        assert not found.inserted
