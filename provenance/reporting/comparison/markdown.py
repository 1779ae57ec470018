"""A comparison as Markdown (CommonMark with ``<ins>`` and ``<del>``), to paste into a note or an issue."""

from __future__ import annotations

from collections.abc import Iterator

from provenance.models import AlignedPassage, Comparison
from provenance.reporting.comparison.phrases import earlier_sentence, headline, notes, place_phrase, side_phrase
from provenance.reporting.markdown import escaped, marked
from provenance.reporting.marks import segments
from provenance.reporting.phrases import date_phrase


def comparison_markdown(found: Comparison) -> str:
    """`found` as a Markdown document: what was found, both sides, then every passage."""
    sides = [
        f"- {name}: {escaped(side_phrase(article))}, {escaped(date_phrase(article.first_date))}"
        for name, article in (("Source", found.source), ("Target", found.target))
    ]
    opening = [f"# {escaped(headline(found))}", escaped(earlier_sentence(found)), *map(escaped, found.remarks)]
    passages = (part for number, passage in enumerate(found.passages, 1) for part in _passage(number, passage))
    return "\n\n".join([*opening, "\n".join(sides), *passages]) + "\n"


def _passage(number: int, passage: AlignedPassage) -> Iterator[str]:
    judgement = passage.judgement
    yield f"## {number}. {judgement.relation.value}, score {judgement.score:.2f}"
    yield f"> {marked(segments(judgement.rewording, passage.source.exact, passage.target.exact))}"
    facts = [("Relation", judgement.reason), ("Place", place_phrase(passage)), *notes(passage)]
    yield "\n".join(f"- {heading}: {escaped(note)}" for heading, note in facts)
