"""Traces and collections for a person at a terminal, at any width, in colour or piped into a file.

Every function returns a value for `console_for(stream).print`. Text of articles and claims is only ever put in as
`rich.text.Text`, never as markup, and only after `characters` has taken what would act on the terminal.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import TextIO

from rich.box import SIMPLE_HEAD
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.style import Style
from rich.table import Table
from rich.text import Text

from provenance.collection.outcomes import IndexReport, Outcome, OutcomeKind
from provenance.models import Article, Change, CollectionStatus, Trace
from provenance.reporting.characters import isolated, one_line
from provenance.reporting.entries import Entries, Entry, certainty_sentence, counts_phrase, marking_sentence
from provenance.reporting.lineage import CAUTION, Lineage, Row
from provenance.reporting.links import web_link
from provenance.reporting.phrases import (
    advice,
    certainty_phrase,
    change_phrase,
    collection_phrase,
    count_phrase,
    date_phrase,
    source_phrase,
    sourcing_phrase,
)
from provenance.reporting.sourcing import SourcingTable, facts
from provenance.reporting.terminal_pieces import labelled, marked, plain_line

_HEADING = "bold"
_QUIET = "dim"
_MARKS = "{+words put in+} [-words left out-]"
_STANDING = "bold cyan"
_DEEPEST = 6  # steps of a lineage that are set in further; what stands deeper names its parent all the same
_ID_WIDTH = 5


def console_for(stream: TextIO, *, width: int | None = None) -> Console:
    """A console that writes to `stream`: in colour on a terminal, plain and 80 columns wide into a pipe or file.

    Characters that the stream's encoding lacks are written as escapes instead of failing the whole answer.
    """
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")
    return Console(file=stream, width=width, highlight=False, markup=False, emoji=False)


def plain_text(view: RenderableType, *, width: int = 80) -> str:
    """`view` as it would stand in a file: no colour, wrapped at `width` columns."""
    stream = io.StringIO()
    console = Console(
        file=stream,
        width=width,
        color_system=None,
        force_terminal=False,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
    )
    console.print(view)
    return "".join(f"{line.rstrip()}\n" for line in stream.getvalue().splitlines())


# -------------------------------------------------------------------------------------------------- a trace


def trace_view(trace: Trace) -> RenderableType:
    """The answer first; then when, in which words, from where and credited to whom; then what was not counted."""
    entries = Entries.of(trace)
    parts: list[RenderableType] = [opening(trace)]
    if entries.counted:
        parts += [_heading("Timeline"), timeline(entries.counted)]
        parts += [_heading("Versions"), Text(f"{marking_sentence(trace)} {_MARKS}")]
        parts += [*_group("In order of date", entries.dated), *_group("Undated", entries.undated)]
        parts += [_heading("Lineage"), *_lineage(Lineage.of(trace))]
        parts += [_heading("Credit"), *_credit(trace, entries.counted)]
    if entries.related:
        parts += [_heading(f"Not counted ({len(entries.related):,})"), *_entries(entries.related)]
    return Group(*parts)


def _heading(heading: str) -> Text:
    return Text(f"\n{heading}", style="bold underline")


def opening(trace: Trace) -> RenderableType:
    """The answer, how sure it is, and what was found in which collection."""
    lines: list[RenderableType] = [Text(one_line(trace.answer), style=_HEADING)]
    certainty = certainty_sentence(trace)
    if certainty:
        lines.append(Text(certainty))
    if trace.empty_reason is not None:
        lines.append(Text(advice(trace.empty_reason)))
    table = labelled(12)
    table.add_row(Text("Claim", style=_QUIET), plain_line(trace.claim))
    if trace.appearances or trace.related:
        table.add_row(Text("Found", style=_QUIET), Text(counts_phrase(trace)))
    table.add_row(Text("Collection", style=_QUIET), Text(collection_phrase(trace.collection)))
    return Group(*lines, Text(), table)


def timeline(entries: Sequence[Entry]) -> Table:
    """The appearances at a glance: when, where, how near, and what changed that may matter."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, expand=False)
    table.add_column("", no_wrap=True)
    for heading in ("Date", "Where", "Wording", "Changes that may matter"):
        table.add_column(heading, overflow="fold")
    for entry in entries:
        where = plain_line(entry.name)
        if entry.standing:
            where.append(f", {entry.standing}", style=_STANDING)
        kinds = Text(entry.material_kinds, style="" if entry.matters(entry.against) else _QUIET)
        table.add_row(Text(entry.id, style=_HEADING), Text(entry.date), where, Text(entry.relation), kinds)
    return table


def _group(heading: str, entries: Sequence[Entry]) -> Iterator[RenderableType]:
    if entries:
        yield Text(f"\n{heading} ({len(entries):,})", style=_HEADING)
        yield from _entries(entries)


def _entries(entries: Sequence[Entry]) -> Iterator[RenderableType]:
    for entry in entries:
        yield _numbered(entry, _entry_lines(entry))


def _numbered(entry: Entry, lines: Iterable[RenderableType]) -> RenderableType:
    table = labelled(_ID_WIDTH)
    table.add_row(Text(entry.id, style=_HEADING), Group(*lines))
    return Padding(table, (1, 0, 0, 0))


def _entry_lines(entry: Entry) -> Iterator[RenderableType]:
    standing = f"   {entry.standing}" if entry.standing else ""
    yield Text.assemble((entry.date, _HEADING), (standing, _STANDING))
    yield Text(entry.certainty, style=_QUIET)
    if entry.copy:
        yield Text(f"an earlier publication that the article states; this copy: {entry.copy}", style=_QUIET)
    yield _source(entry)
    yield Text.assemble(("Beside the claim: ", _QUIET), f"{entry.relation}, score {entry.score}: {entry.reason}")
    yield Text(entry.coverage, style=_QUIET)
    yield Padding(marked(entry.segments(entry.against)), (1, 0, 1, 2))
    yield from map(_change, entry.changes(entry.against))
    for heading, changes in entry.comparisons:
        yield Text(f"{heading}:" if changes else f"{heading}: the same words", style=_QUIET)
        yield from (Padding(_change(change), (0, 0, 0, 2)) for change in changes)
    for heading, remark in entry.remarks:
        yield Text.assemble((f"{heading}: ", _QUIET), isolated(remark))
    yield _place(entry)


def _lineage(lineage: Lineage) -> Iterator[RenderableType]:
    """Every appearance below what it may have come from, set in by a step for each one between it and an origin."""
    yield Text(lineage.sentence)
    yield Text(CAUTION, style=_QUIET)
    yield Text()
    for row in lineage.tree:
        branch = f"{'   ' * (min(row.depth, _DEEPEST) - 1)}└─ " if row.depth else ""
        table = labelled(len(branch) + len(row.entry.id))
        table.add_row(Text.assemble(branch, (row.entry.id, _HEADING)), Group(*_lineage_lines(row)))
        yield table


def _lineage_lines(row: Row) -> Iterator[RenderableType]:
    yield Text.assemble(plain_line(row.entry.name), f", {row.entry.date}: ", (row.standing, _HEADING))
    if row.because:
        yield Text.assemble(("because: ", _QUIET), isolated(row.because))
    yield from (Text(more, style=_QUIET) for more in (row.alternatives, row.common_source) if more)


def _credit(trace: Trace, entries: Sequence[Entry]) -> Iterator[RenderableType]:
    yield Text(SourcingTable.of(trace).sentence)
    for entry in entries:
        told = facts(entry)
        if told:
            heading = Text.assemble(
                plain_line(entry.name), ": ", (sourcing_phrase(entry.appearance.sourcing), _HEADING)
            )
            lines = (Text.assemble((f"{fact.heading}: ", _QUIET), isolated(fact.told)) for fact in told)
            yield _numbered(entry, (heading, *lines))


def _source(entry: Entry) -> Text:
    line = plain_line(entry.name)
    if entry.title:
        line.append_text(Text.assemble(": ", isolated(entry.title)))
    if entry.author:
        line.append_text(Text.assemble(", by ", isolated(entry.author)))
    return line.append_text(Text.assemble(("  ["), plain_line(entry.appearance.article.id), "]", style=_QUIET))


def _change(change: Change) -> Text:
    style = "bold yellow" if change.material else _QUIET
    return Text.assemble((f"{change_phrase(change)}: ", style), isolated(one_line(change.note)))


def _place(entry: Entry) -> Text:
    """Where the passage is to be found; on a terminal the address opens the page at the words."""
    article = entry.appearance.article
    line = Text.assemble(f"{entry.place} of ", isolated(one_line(article.path)), style=_QUIET, overflow="fold")
    url = web_link(article.url)
    if url and entry.link:
        line.append("\n").append(url, style=Style(link=entry.link))
    return line


# --------------------------------------------------------------------------------------------- a collection


def status_view(status: CollectionStatus) -> RenderableType:
    """What a collection holds: the counts, then each article with its date and where the date was found."""
    heading = Text(collection_phrase(status.summary), style=_HEADING)
    parts: list[RenderableType] = [heading, Text(), counts(status), Text()]
    if status.articles:
        parts += [_inventory(status.articles), Text()]
    parts += [Text.assemble(("Problem: ", "bold yellow"), plain_line(problem.told)) for problem in status.problems]
    return Group(*parts)


def counts(status: CollectionStatus) -> RenderableType:
    """How much a collection holds, from whom, and for which model."""
    table = labelled(12)
    held = f"{count_phrase(status.sentences, 'sentence')}, {count_phrase(status.wordings, 'distinct wording')}"
    table.add_row(Text("Holds", style=_QUIET), Text(held))
    if status.outlets:
        outlets = ", ".join(f"{one_line(outlet)} ({number:,})" for outlet, number in status.outlets)
        table.add_row(Text("Outlets", style=_QUIET), plain_line(outlets))
    table.add_row(Text("Model", style=_QUIET), plain_line(status.model or "none yet"))
    table.add_row(Text("Generation", style=_QUIET), Text(f"{status.summary.generation:,}"))
    return table


def _inventory(articles: Sequence[tuple[Article, int]]) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, expand=False)
    table.add_column("Date", overflow="fold", max_width=24)
    table.add_column("Found in", overflow="fold", max_width=12)
    table.add_column("Article", overflow="fold")
    table.add_column("Sentences", justify="right", no_wrap=True)
    for article, sentences in articles:
        table.add_row(*_dating(article), _article(article), Text(f"{sentences:,}"))
    return table


def _dating(article: Article) -> tuple[Text, Text]:
    """When, and on what evidence; with an earlier publication that the article states below its own."""
    dates, sources = [date_phrase(article.published)], [source_phrase(article.published)]
    if article.originally is not None:
        dates.append(f"originally {date_phrase(article.originally)}")
        sources.append(source_phrase(article.originally))
    return Text("\n".join(dates)), Text("\n".join(sources), style=_QUIET)


def _article(article: Article) -> Text:
    name = plain_line(article.name)
    if article.title and article.title != article.name:
        name.append_text(Text.assemble(": ", plain_line(article.title)))
    return name.append_text(Text.assemble("  [", plain_line(article.id), "]", style=_QUIET))


# ----------------------------------------------------------------------------------------------- indexing


_OUTCOME_STYLES: dict[OutcomeKind, str] = {
    OutcomeKind.ADDED: "green",
    OutcomeKind.REPLACED: "cyan",
    OutcomeKind.UNCHANGED: _QUIET,
    OutcomeKind.REMOVED: "cyan",
    OutcomeKind.WARNING: "yellow",
    OutcomeKind.FAILED: "bold red",
}


def outcome_view(outcome: Outcome) -> RenderableType:
    """What became of one article: its date with the evidence and its sentences, or why it failed."""
    table = labelled(9)
    line = plain_line(outcome.name)
    if outcome.article is not None:
        line.append(f"  {date_phrase(outcome.article.published)}")
        line.append(f" ({certainty_phrase(outcome.article.published)})", style=_QUIET)
        if outcome.article.originally is not None:
            line.append(f", originally {date_phrase(outcome.article.originally)}")
            line.append(f" ({certainty_phrase(outcome.article.originally)})", style=_QUIET)
        line.append(f", {count_phrase(outcome.sentences, 'sentence')}")
    if outcome.reason:
        line.append_text(Text.assemble(": ", plain_line(outcome.reason)))
    table.add_row(Text(outcome.kind.value, style=_OUTCOME_STYLES[outcome.kind]), line)
    return table


def dating_view(article: Article) -> RenderableType:
    """How an article is dated, with every date that was found and what became of it."""
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, expand=False)
    for heading in ("Says", "Date", "Found in", "How sure", "Evidence"):
        table.add_column(heading, overflow="fold")
    for found in article.evidence:
        interval = found.interval
        table.add_row(
            Text(found.role.value),
            Text(date_phrase(interval)),
            Text(source_phrase(interval)),
            Text(interval.certainty.value),
            plain_line(interval.evidence or ""),
        )
    dated = Text.assemble(
        plain_line(article.id),
        f"  {date_phrase(article.published)} ",
        (f"({certainty_phrase(article.published)})", _QUIET),
    )
    if article.originally is not None:
        dated.append(f", originally {date_phrase(article.originally)}")
    return Group(dated, table) if article.evidence else dated


def report_view(report: IndexReport) -> RenderableType:
    """How many articles were added, replaced, left unchanged, removed and failed, in one line."""
    shown = [kind for kind in OutcomeKind if report.count(kind) or kind in (OutcomeKind.ADDED, OutcomeKind.FAILED)]
    counts = ", ".join(f"{report.count(kind):,} {kind.value}" for kind in shown)
    return Text(f"{counts} (generation {report.generation:,})", style=_HEADING)
