"""A trace as HTML: a single file without network or script, and the fragments of it that the web page shows too.

Templates escape everything they print, and everything they print has its acting characters made visible first, so
no text of an article or claim can become markup. The document also forbids itself every fetch and script.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from provenance import __version__
from provenance.models import Sourcing, Trace
from provenance.reporting import phrases
from provenance.reporting.characters import readable
from provenance.reporting.entries import (
    Against,
    Entries,
    Entry,
    certainty_sentence,
    counts_phrase,
    marking_sentence,
)
from provenance.reporting.excerpts import Excerpt
from provenance.reporting.lineage import CAUTION, Lineage
from provenance.reporting.marks import Markup, as_html
from provenance.reporting.sourcing import SourcingTable, facts

_ROOM = Path(__file__).parent


class Frame(StrEnum):
    """What stands around a report: the page of a file, or nothing but its style."""

    DOCUMENT = "document.html"
    SHEET = "sheet.html"


def trace_html(trace: Trace, *, frame: Frame = Frame.DOCUMENT) -> str:
    """`trace` as a complete, self-contained HTML document, or as a sheet that can stand in a page of others."""
    return (
        templates()
        .get_template("trace.html")
        .render(
            frame=frame.value,
            trace=trace,
            entries=Entries.of(trace),
            lineage=Lineage.of(trace),
            sourcing=SourcingTable.of(trace),
            style=stylesheet(),
            version=__version__,
        )
    )


def answer_html(trace: Trace) -> Markup:
    """The answer with how sure it is, what was found, and in which collection."""
    return _fragment("answer.html", trace=trace)


def entry_html(entry: Entry, *, against: Against, note: str | None = None, excerpt: Excerpt | None = None) -> Markup:
    """One appearance: its date and source, its marked wording, the changes; with an excerpt to unfold, where given."""
    values = {"entry": entry, "against": against, "note": note, "excerpt": excerpt}
    return _fragment("entry.html", **values, comparisons=(), folded=True, level=3)


def lineage_html(trace: Trace) -> Markup:
    """The lineage: a drawing in the first column of the table that says the same in words."""
    return _fragment("lineage.html", lineage=Lineage.of(trace))


def credit_html(trace: Trace) -> Markup:
    """Who is quoted and who is credited: the four answers, then the evidence of each appearance."""
    return _fragment("credit.html", sourcing=SourcingTable.of(trace), entries=Entries.of(trace).counted)


def table_html(entries: tuple[Entry, ...], caption: str) -> Markup:
    """The entries as a table: what a timeline shows, for those who cannot or would rather not see it."""
    return _fragment("table.html", entries=entries, caption=caption)


@cache
def stylesheet() -> Markup:
    """The style of reports and of the fragments; light and dark."""
    return Markup((_ROOM / "report.css").read_text(encoding="utf-8"))


def _fragment(template: str, **values: object) -> Markup:
    return Markup(templates().get_template(template).render(**values))


@cache
def templates() -> Environment:
    """The templates of all reports and fragments; whatever they print is escaped."""
    environment = Environment(
        loader=FileSystemLoader(_ROOM / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_visible,
    )
    environment.globals |= {
        "phrases": phrases,
        "as_html": as_html,
        "CAUTION": CAUTION,
        "Sourcing": Sourcing,
        "certainty_sentence": certainty_sentence,
        "counts_phrase": counts_phrase,
        "facts": facts,
        "marking_sentence": marking_sentence,
    }
    return environment


def _visible(value: object) -> object:
    """What a template prints, with acting characters made visible; what is HTML already stays as it is."""
    return readable(value) if isinstance(value, str) and not isinstance(value, Markup) else value
