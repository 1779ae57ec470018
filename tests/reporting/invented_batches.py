"""Hand-made batches about the invented ferry, and the texts of the articles that they cite."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import invented

from provenance.models import (
    Appearance,
    Article,
    Batch,
    BatchRow,
    ClaimRow,
    DateInterval,
    DateSource,
    EmptyReason,
    Trace,
)


def row(position: int, trace: Trace | None = None, *, failure: str | None = None, **asked: object) -> BatchRow:
    claim = trace.claim if trace else "?"
    given = {"id": str(position), "claim": claim, **asked}
    return BatchRow(
        asked=ClaimRow(position=position, **given),  # type: ignore[arg-type]
        trace=trace and replace(trace, id=str(given["id"])),
        failure=failure,
    )


def batch(*rows: BatchRow, total: int | None = None, name: str = "ferry claims.csv") -> Batch:
    return Batch(
        name=name,
        total=len(rows) if total is None else total,
        collection=invented.SUMMARY,
        program="9.8.7",
        model="all-MiniLM-L6-v2",
        rows=rows,
    )


def dated(first: DateInterval, outlet: str) -> Trace:
    """A claim whose only appearance is so dated."""
    return carried_by(invented.article(f"{outlet}-{first.earliest}", outlet, first))


def carried_by(article: Article) -> Trace:
    """A claim that one article carries."""
    found = invented.appearance("a1", article, invented.CLAIM, invented.Relation.VERBATIM)
    return replace(
        invented.trace(), appearances=(found,), related=(), first_candidates=("a1",), origins=1, found=1,
        answer=f"Earliest in this collection: {article.name}.",
    )  # fmt: skip


def undated() -> Trace:
    """A claim that only an undated article carries."""
    article = invented.article("scrap", "Scrapbook")
    found = invented.appearance("a1", article, invented.CLAIM, invented.Relation.VERBATIM)
    return replace(
        invented.trace(), appearances=(found,), related=(), first_appearance=None, first_candidates=(), origins=1,
        found=1, answer="1 undated article carries it.",
    )  # fmt: skip


MONTH = DateInterval.of_month(2031, 3, source=DateSource.METADATA, evidence="2031-03")


def mixed() -> Batch:
    """One row of every kind: found, found hostile, dated finely and coarsely, undated, not found, failed."""
    return batch(
        row(1, invented.trace(), carried=(("desk", "North"), ("=cmd", "<b>@SUM</b>"))),
        row(2, invented.hostile(), id='7"><script>window.ran=9</script>'),
        row(3, dated(invented.day(2031, 3, 3), "Wexmere Gazette")),
        row(4, dated(invented.day(2031, 3, 9), "Northern Wire")),
        row(5, dated(MONTH, "Coastal Monthly")),
        row(6, undated()),
        row(7, invented.empty(EmptyReason.NOTHING_ALIKE)),
        row(8, invented.empty(EmptyReason.ONLY_RELATED)),
        row(9, claim="", failure="the claim: it is empty. Paste a sentence."),
        row(10, claim=f"x {invented.HOSTILE}", failure=f"the claim “{invented.HOSTILE}”: it has 50,000 characters."),
    )


def passages(of: Batch) -> Iterator[Appearance]:
    for one in of.rows:
        if one.trace:
            yield from (*one.trace.appearances, *one.trace.related)


def texts(of: Batch) -> Callable[[str], str]:
    """Texts in which every passage of a batch stands where it is said to stand."""
    written: dict[str, list[str]] = {}
    for found in passages(of):
        letters = written.setdefault(found.article.id, list("." * 5_000))
        around = found.passage.prefix + found.passage.exact + found.passage.suffix
        begin = found.passage.span.begin - len(found.passage.prefix)
        letters[begin : begin + len(around)] = around
    return {identity: "".join(letters) for identity, letters in written.items()}.__getitem__


FIRST_DAY = date(2031, 3, 3)
