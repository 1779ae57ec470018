"""Values as HTML for a page of others, such as a notebook's cell: the reports without the page around them."""

from __future__ import annotations

from provenance.models import BatchRow, CollectionStatus, Comparison, Trace
from provenance.reporting.characters import one_line
from provenance.reporting.comparison.html import comparison_html
from provenance.reporting.glances import shown_problems
from provenance.reporting.html import Frame, stylesheet, templates, trace_html
from provenance.reporting.marks import Markup
from provenance.reporting.phrases import count_phrase

_ARTICLES = 100
_NOT_TRACED = Markup('<p class="certainty"><bdi>{}</bdi>: it was not traced. <bdi>{}</bdi></p>')


def trace_sheet(trace: Trace) -> str:
    """The whole report of a trace."""
    return trace_html(trace, frame=Frame.SHEET)


def row_sheet(row: BatchRow) -> str:
    """The trace of a row of claims, or why there is none."""
    if row.trace is not None:
        return trace_sheet(row.trace)
    return _NOT_TRACED.format(one_line(row.asked.id), one_line(row.failure or ""))


def comparison_sheet(found: Comparison) -> str:
    """The whole report of a comparison."""
    return comparison_html(found, frame=Frame.SHEET)


def status_sheet(status: CollectionStatus) -> str:
    """What a collection holds, with its first articles."""
    shown = status.articles[:_ARTICLES]
    whole = len(shown) == len(status.articles)
    caption = "Its articles" if whole else f"The first {_ARTICLES} of {count_phrase(len(status.articles), 'article')}"
    template = templates().get_template("status.html")
    return template.render(
        frame=Frame.SHEET.value, status=status, shown=shown, caption=caption, style=stylesheet(),
        problems=shown_problems(status.problems),
    )  # fmt: skip
