"""How each value is shown to a person who prints it, or leaves it at the end of a notebook's cell."""

from __future__ import annotations

from provenance.collection.outcomes import IndexReport, Outcome
from provenance.models import (
    AlignedPassage,
    Appearance,
    Article,
    BatchRow,
    Change,
    CollectionStatus,
    Comparison,
    DateInterval,
    Trace,
    View,
)
from provenance.reporting import glances, sheets

_VIEWS: dict[type, View] = {
    Trace: View(text=glances.trace_glance, html=sheets.trace_sheet),
    BatchRow: View(text=glances.row_glance, html=sheets.row_sheet),
    Comparison: View(text=glances.comparison_glance, html=sheets.comparison_sheet),
    CollectionStatus: View(text=glances.status_glance, html=sheets.status_sheet),
    Appearance: View(text=glances.appearance_glance),
    AlignedPassage: View(text=glances.passage_glance),
    Article: View(text=glances.article_glance),
    Change: View(text=glances.change_glance),
    DateInterval: View(text=glances.date_glance),
    IndexReport: View(text=glances.report_glance),
    Outcome: View(text=glances.outcome_glance),
}


def view_of(kind: type) -> View | None:
    """The view of a class; None for one that is shown as ``repr`` says."""
    return _VIEWS.get(kind)
