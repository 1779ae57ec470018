"""Comparisons for a person at a terminal; in a pipe without colour, marks in brackets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from provenance.models import AlignedPassage, Comparison, Story
from provenance.reporting.characters import isolated, one_line
from provenance.reporting.comparison.phrases import earlier_sentence, headline, notes, place_phrase, side_phrase
from provenance.reporting.marks import segments
from provenance.reporting.phrases import count_phrase, date_phrase, percent
from provenance.reporting.terminal_pieces import labelled, marked, plain_line


def comparison_view(found: Comparison) -> RenderableType:
    """What was found in a sentence, which is earlier, then every passage with its marked wording."""
    table = labelled(8)
    for name, article in (("Source", found.source), ("Target", found.target)):
        table.add_row(Text(name, style="dim"), plain_line(f"{side_phrase(article)}, {date_phrase(article.first_date)}"))
    lines = [Text(headline(found), style="bold"), Text(earlier_sentence(found)), *map(plain_line, found.remarks)]
    return Group(*lines, Text(), table, *_passages(found.passages))


def comparison_line(found: Comparison) -> RenderableType:
    """One pair of many in a line: kind, shares, and both sides, the earlier first where that is known."""
    shares = f"{percent(found.share.of_source)} / {percent(found.share.of_target)}"
    own = sum(passage.counts for passage in found.passages)
    return plain_line(
        f"{found.kind.value:13}  {shares:>13}  {count_phrase(own, 'passage')}: {found.source.id}  {found.target.id}"
    )


def stories_view(stories: Sequence[Story]) -> RenderableType:
    """The groups of articles that are one story, largest first."""
    table = labelled(9)
    for story in stories:
        table.add_row(Text(f"{len(story.members):,}", style="bold"), plain_line(", ".join(story.members)))
    return Group(Text(f"\n{count_phrase(len(stories), 'story', 'stories')}", style="bold"), table)


def _passages(passages: Sequence[AlignedPassage]) -> Iterator[RenderableType]:
    for number, passage in enumerate(passages, start=1):
        table = labelled(4)
        table.add_row(Text(f"{number}", style="bold"), Group(*passage_lines(passage)))
        yield Padding(table, (1, 0, 0, 0))


def passage_lines(passage: AlignedPassage) -> Iterator[RenderableType]:
    """One passage of a comparison: how near, where, its marked wording, and what there is to say of it."""
    judgement = passage.judgement
    yield Text.assemble(
        (judgement.relation.value, "bold"), f", score {judgement.score:.2f}: {one_line(judgement.reason)}"
    )
    yield Text(place_phrase(passage), style="dim")
    run = segments(judgement.rewording, passage.source.exact, passage.target.exact)
    yield Padding(marked(run), (1, 0, 1, 2))
    for heading, note in notes(passage):
        yield Text.assemble((f"{heading}: ", "dim"), isolated(one_line(note)))
