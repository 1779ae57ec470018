"""A trace as Markdown (CommonMark with the ``<ins>`` and ``<del>`` elements), to paste into a note or an issue."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

from provenance.models import Change, Trace
from provenance.reporting.characters import isolated, one_line, spaced
from provenance.reporting.entries import Entries, Entry, certainty_sentence, counts_phrase
from provenance.reporting.marks import Mark, Segment
from provenance.reporting.phrases import advice, change_phrase, collection_phrase

_ELEMENTS: dict[Mark, str] = {
    Mark.KEPT: "{}",
    Mark.GAP: "{}",
    Mark.SURROUNDING: "{}",
    Mark.INSERTED: "<ins>{}</ins>",
    Mark.DELETED: "<del>{}</del>",
}
# Signs that mark up anywhere in a line. Those that do so at its beginning only are handled by `_line_start`.
_MARKUP = re.compile(r"([\\`*_\[\]|~#$@])")
_LINE_START = re.compile(r"^(\d+)([.)])|^([-+=])")


def trace_markdown(trace: Trace) -> str:
    """`trace` as a Markdown document: the answer, then every appearance, then what was not counted."""
    entries = Entries.of(trace)
    parts = [
        *_opening(trace),
        *_section("In order of date", entries.dated),
        *_section("Undated", entries.undated),
        *_section("Not counted", entries.related),
    ]
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


def _section(heading: str, entries: Sequence[Entry]) -> Iterator[str]:
    if entries:
        yield f"## {heading} ({len(entries):,})"
    for entry in entries:
        yield from _entry(entry)


def _entry(entry: Entry) -> Iterator[str]:
    standing = ", first appearance" if entry.is_first else ", may be the first" if entry.may_be_first else ""
    yield f"### {entry.id}. {escaped(entry.name)}, {entry.date}{standing}"
    yield f"> {_wording(entry.segments())}"
    yield "\n".join((*_facts(entry), *(_change(change) for change in entry.changes())))


def _facts(entry: Entry) -> Iterator[str]:
    article = entry.appearance.article
    if entry.title:
        yield f"- Title: {escaped(entry.title)}"
    if entry.author:
        yield f"- Author: {escaped(entry.author)}"
    yield f"- Date: {entry.date} ({escaped(entry.certainty)})"
    if entry.copy:
        yield f"- An earlier publication that the article states; this copy: {escaped(entry.copy)}"
    yield f"- Relation: **{entry.relation}**, score {entry.score}: {escaped(entry.reason)}"
    yield f"- Coverage: {entry.coverage}"
    yield from (f"- {heading}: {escaped(remark)}" for heading, remark in entry.remarks)
    yield f"- Place: {entry.place} of {escaped(article.path)} (article {escaped(article.id)})"
    if entry.link:
        yield f"- Source: <{_address(entry.link)}>"


def _change(change: Change) -> str:
    named = f"**{change_phrase(change)}**" if change.material else change_phrase(change)
    return f"- Change: {named}: {escaped(change.note)}"


def _wording(run: Sequence[Segment]) -> str:
    marked = "".join(_ELEMENTS[segment.mark].format(_inline(spaced(segment.text))) for segment in run)
    return isolated(_line_start(marked.strip()))


def _address(url: str) -> str:
    """An address for an autolink; the signs that would end one are percent-encoded."""
    return url.replace("<", "%3C").replace(">", "%3E").replace("\\", "%5C")
