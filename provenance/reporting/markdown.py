"""A trace as Markdown (CommonMark with the ``<ins>`` and ``<del>`` elements), to paste into a note or an issue."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

from provenance.models import Change, Trace
from provenance.reporting.characters import isolated, one_line, spaced
from provenance.reporting.entries import Entries, Entry, certainty_sentence, counts_phrase, marking_sentence
from provenance.reporting.lineage import CAUTION, Lineage, Row
from provenance.reporting.marks import Mark, Segment
from provenance.reporting.phrases import advice, change_phrase, collection_phrase, sourcing_phrase
from provenance.reporting.sourcing import SourcingTable, facts

_ELEMENTS: dict[Mark, str] = {
    Mark.KEPT: "{}",
    Mark.GAP: "{}",
    Mark.SURROUNDING: "{}",
    Mark.INSERTED: "<ins>{}</ins>",
    Mark.DELETED: "<del>{}</del>",
}
# Signs that mark up anywhere in a line. Those that do so at its beginning only are handled by `_line_start`.
_MARKUP = re.compile(r"([\\`*_\[\]|~#$@])")
_DEEPEST = 8  # steps of a lineage that are set in further; a list cannot nest without end
_LINE_START = re.compile(r"^(\d+)([.)])|^([-+=])")


def trace_markdown(trace: Trace) -> str:
    """`trace` as a Markdown document: the answer, every version, lineage and credit, then what was not counted."""
    entries = Entries.of(trace)
    parts = [*_opening(trace)]
    if entries.counted:
        parts += ["## Versions", marking_sentence(trace)]
        parts += [*_group("In order of date", entries.dated), *_group("Undated", entries.undated)]
        parts += ["## Lineage", *_lineage(Lineage.of(trace)), "## Credit", *_credit(trace, entries.counted)]
    if entries.related:
        parts += [f"## Not counted ({len(entries.related):,})", *_entries(entries.related, "###")]
    return "\n\n".join(parts) + "\n"


def escaped(text: str) -> str:
    """`text` on one line, with everything that Markdown or HTML would act on taken literally."""
    return isolated(_line_start(_inline(one_line(text))))


def _inline(text: str) -> str:
    return _MARKUP.sub(r"\\\1", html.escape(text, quote=False))


def _line_start(text: str) -> str:
    return _LINE_START.sub(lambda found: f"{found[1]}\\{found[2]}" if found[1] else f"\\{found[3]}", text)


def _opening(trace: Trace) -> Iterator[str]:
    yield f"# {escaped(trace.answer)}"
    certainty = certainty_sentence(trace)
    if certainty:
        yield escaped(certainty)
    if trace.empty_reason is not None:
        yield advice(trace.empty_reason)
    facts = [f"- Claim: {escaped(trace.claim)}"]
    if trace.appearances or trace.related:
        facts.append(f"- Found: {counts_phrase(trace)}")
    facts.append(f"- Collection: {collection_phrase(trace.collection)}")
    yield "\n".join(facts)


def _group(heading: str, entries: Sequence[Entry]) -> Iterator[str]:
    if entries:
        yield f"### {heading} ({len(entries):,})"
        yield from _entries(entries, "####")


def _entries(entries: Sequence[Entry], level: str) -> Iterator[str]:
    for entry in entries:
        standing = f", {entry.standing}" if entry.standing else ""
        yield f"{level} {entry.id}. {escaped(entry.name)}, {entry.date}{standing}"
        yield f"> {marked(entry.segments(entry.against))}"
        yield "\n".join((*_facts(entry), *_changes(entry)))


def _changes(entry: Entry) -> Iterator[str]:
    yield from (f"- Change: {_change(change)}" for change in entry.changes(entry.against))
    for heading, changes in entry.comparisons:
        yield f"- {heading}:" if changes else f"- {heading}: the same words"
        yield from (f"  - {_change(change)}" for change in changes)


def _lineage(lineage: Lineage) -> Iterator[str]:
    """Every appearance in a list below what it may have come from."""
    yield lineage.sentence
    yield CAUTION
    yield "\n".join(_lineage_line(row) for row in lineage.tree)


def _lineage_line(row: Row) -> str:
    told = [f"**{row.entry.id}** {escaped(row.entry.name)}, {row.entry.date}: {row.standing}"]
    told += [escaped(text) for text in (row.because, row.alternatives, row.common_source) if text]
    return f"{'  ' * min(row.depth, _DEEPEST)}- {'; '.join(told)}"


def _credit(trace: Trace, entries: Sequence[Entry]) -> Iterator[str]:
    yield SourcingTable.of(trace).sentence
    for entry in entries:
        told = [f"  - {fact.heading}: {escaped(fact.told)}" for fact in facts(entry)]
        if told:
            heading = f"- **{entry.id}** {escaped(entry.name)}: {sourcing_phrase(entry.appearance.sourcing)}"
            yield "\n".join((heading, *told))


def _facts(entry: Entry) -> Iterator[str]:
    article = entry.appearance.article
    if entry.title:
        yield f"- Title: {escaped(entry.title)}"
    if entry.author:
        yield f"- Author: {escaped(entry.author)}"
    yield f"- Date: {entry.date} ({escaped(entry.certainty)})"
    if entry.copy:
        yield f"- An earlier publication that the article states; this copy: {escaped(entry.copy)}"
    yield f"- Beside the claim: **{entry.relation}**, score {entry.score}: {escaped(entry.reason)}"
    yield f"- Coverage: {entry.coverage}"
    yield from (f"- {heading}: {escaped(remark)}" for heading, remark in entry.remarks)
    yield f"- Place: {entry.place} of {escaped(article.path)} (article {escaped(article.id)})"
    if entry.link:
        yield f"- Source: <{_address(entry.link)}>"


def _change(change: Change) -> str:
    named = f"**{change_phrase(change)}**" if change.material else change_phrase(change)
    return f"{named}: {escaped(change.note)}"


def marked(run: Sequence[Segment]) -> str:
    """The marked wording; isolated as a whole, so that its direction ends with it."""
    inline = "".join(_ELEMENTS[segment.mark].format(_inline(spaced(segment.text))) for segment in run)
    return isolated(_line_start(inline.strip()))


def _address(url: str) -> str:
    """An address for an autolink; the signs that would end one are percent-encoded."""
    return url.replace("<", "%3C").replace(">", "%3E").replace("\\", "%5C")
