"""The quotations of the five real articles: what 001 does to the words of 000, and whom it credits, before and after.

``gold/seed_quotations.json`` says what a careful reader finds. Run as a script it prints the same as a table.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from provenance.collection import Collection
from provenance.models import Appearance, Credit, Span
from provenance.tracing import trace
from provenance.wording.quotations import Quoted, quotations_of
from provenance.wording.quotations.reading import Reading, read

GOLD = json.loads((Path(__file__).parent / "gold" / "seed_quotations.json").read_text(encoding="utf-8"))
SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"
FROM_000 = [block for block in GOLD["blocks"] if "pieces" in block]
Block = dict[str, Any]

needs_seeds = pytest.mark.skipif(not SEEDS.is_dir(), reason=f"the real articles are not at {SEEDS}")


def text(number: str) -> str:
    return next(SEEDS.glob(f"{number}_*.txt")).read_text(encoding="utf-8")


def ends(span: Span | None) -> list[int] | None:
    return span and [span.begin, span.end]


def blocks() -> list[Quoted]:
    return [quoted for quoted in quotations_of(text("001")) if quoted.form.value != "marks"]


def taken_from_000(quoted: Quoted) -> Reading:
    return read(text("001"), [quoted.spans], quoted.whole, text("000"), 0)


@needs_seeds
@pytest.mark.parametrize("number", GOLD["marked"])
def test_every_quotation_between_marks_is_found_and_nothing_else(number: str) -> None:
    found = [ends(quoted.whole) for quoted in quotations_of(text(number)) if quoted.form.value == "marks"]
    assert found == GOLD["marked"][number]


@needs_seeds
def test_every_block_is_found_with_the_lines_around_it() -> None:
    found = [[ends(q.whole), ends(q.introduction), ends(q.citation)] for q in blocks()]
    assert found == [[b["quotation"], b["introduction"], b["citation"]] for b in GOLD["blocks"]]


@needs_seeds
@pytest.mark.parametrize("number", ["000", "002", "003", "004"])
def test_the_other_articles_have_no_blocks(number: str) -> None:
    assert [q for q in quotations_of(text(number)) if q.form.value != "marks"] == []


@needs_seeds
def test_every_piece_and_every_cut_is_found() -> None:
    source = text("000")
    from_000 = [r for q in blocks() if (r := taken_from_000(q)).carried > 0.5]
    assert [[[*ends(p.span), *ends(p.source)] for p in r.pieces] for r in from_000] == [b["pieces"] for b in FROM_000]
    assert [
        [[c.mark.value, c.count, c.span.of(source).split()[0], c.span.of(source).split()[-1]] for c in r.cuts]
        for r in from_000
    ] == [b["cuts"] for b in FROM_000]
    assert [[inside.words for inside in r.bracketed] for r in from_000] == [b["brackets"] for b in FROM_000]
    assert [r.exchanged for r in from_000] == [(), (), ()]


@needs_seeds
def test_what_stood_where_brackets_stand_now_is_shown() -> None:
    ((bracket,),) = [r.bracketed for q in blocks() if (r := taken_from_000(q)).bracketed]
    assert (bracket.words, bracket.stands_for.split()[:2]) == ("and", ["also", "apparently"])


# --------------------------------------------------------------------------------------------- as it is traced

CLAIMS = {
    "The bombing of the Nord Stream 1 and 2 pipelines, ending the transit of Russian natural gas": 1324,
    "The United States, having instigated and provoked a war that has killed tens of thousands of Ukrainians": 6171,
    "The latest attacks deep inside Russian territory could have been orchestrated by sections of the US": 7067,
}


@pytest.fixture(scope="module")
def quoting(real: Collection) -> dict[int, Appearance]:
    """The appearances in 001 of three claims, by where they begin."""
    found = [a for claim in CLAIMS for a in trace(real, claim).appearances if a.article.id.startswith("001")]
    return {a.passage.span.begin: a for a in found}


def credits_of(appearance: Appearance) -> list[tuple[str, str, str | None]]:
    every: list[Credit] = [appearance.credit, *appearance.credit.others] if appearance.credit else []
    return [(c.text, c.place.value, c.to and c.to[:3]) for c in sorted(every, key=lambda c: c.span)]


@pytest.mark.model
def test_each_is_quoted_and_credited_and_held_against_the_first(quoting: dict[int, Appearance]) -> None:
    assert sorted(quoting) == sorted(CLAIMS.values())
    told = [(a.sourcing.value, a.quotation and a.quotation.form.value, a.quotation and a.quotation.against)
            for a in quoting.values()]  # fmt: skip
    assert told == [("quoted-and-credited", "introduced", "a1")] * 3


@pytest.mark.model
def test_the_credit_before_and_the_citation_after(quoting: dict[int, Appearance]) -> None:
    title, *names = [(said[-26:], place, to) for said, place, to in credits_of(quoting[1324])[1:]]
    assert credits_of(quoting[1324])[0] == ("World Socialist Web Site", "before", "000")
    assert title == ("war authored in Washington", "after", "000")
    assert names == [("Chris Marsden", "after", "000"), ("World Socialist Web Site", "after", "000")]
    assert credits_of(quoting[6171]) == [("WSWS", "before", "000")]
    assert credits_of(quoting[7067]) == [("World Socialist Web Site", "before", "000")]


@pytest.mark.model
def test_the_cuts_of_the_traced_sentences(quoting: dict[int, Appearance]) -> None:
    cuts = {
        begin: [(cut.mark.value, " ".join(cut.words.split()[:3])) for cut in a.quotation.cuts]
        for begin, a in quoting.items()
        if a.quotation
    }
    assert cuts == {
        1324: [("none", "1 and 2"), ("ellipsis", "ending the transit")],
        6171: [],
        7067: [("ellipsis", "pushing for such")],
    }
    assert [quoting[1324].quotation.pieces, quoting[6171].quotation.exact] == [2, True]


def table() -> str:
    """The blocks of 001 that come from 000: pieces with their distance, cuts, brackets."""
    here, rows = text("001"), ["| what | here | there | words between | |", "|---|---|---|---|---|"]
    for quoted in blocks():
        reading = taken_from_000(quoted)
        if reading.carried <= 0.5:
            continue
        rows.append(f"| introduced | {ends(quoted.introduction)} | | | {quoted.introduction.of(here)[-40:]} |")
        rows += [
            f"| piece | {ends(p.span)} | {ends(p.source)} | {p.words_between or ''} | {p.span.of(here)[:40]} … |"
            for p in reading.pieces
        ]
        rows += [
            f"| cut, {c.mark.value} | {c.place} | {ends(c.span)} | {c.count} | {c.words[:40]} |" for c in reading.cuts
        ]
        rows += [f"| brackets | {ends(b.span)} | | | {b.words} for: {b.stands_for[:40]} |" for b in reading.bracketed]
        if quoted.citation:
            rows.append(f"| cited | {ends(quoted.citation)} | | | {quoted.citation.of(here)[:40]} … |")
    return "\n".join(rows)


if __name__ == "__main__":
    print(table())  # noqa: T201
