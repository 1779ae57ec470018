"""What the edits between two wordings do to what is said.

Each module knows some kinds of change and takes the words it can explain out of a `Cluster`; what nobody explains is
left to `words`. ``changes(alignment)`` is the whole of it.
"""

from __future__ import annotations

from datetime import date

from provenance.models import Change
from provenance.wording.alignment import Alignment
from provenance.wording.changes.attribution import attributions
from provenance.wording.changes.bounds import bounds
from provenance.wording.changes.causes import causes
from provenance.wording.changes.cluster import Comparison
from provenance.wording.changes.dates import dates
from provenance.wording.changes.names import names
from provenance.wording.changes.numbers import numbers
from provenance.wording.changes.quoting import quotation_marks
from provenance.wording.changes.roles import passives, swaps
from provenance.wording.changes.stance import answered, hedges, intensities, negations, quantifiers
from provenance.wording.changes.surroundings import surroundings
from provenance.wording.changes.words import forms, moves, rest

# In this order: what is said first takes its words away from what comes later.
_DETECTORS = (
    passives,
    moves,
    dates,
    bounds,
    numbers,
    quantifiers,
    negations,
    causes,
    hedges,
    intensities,
    names,
    attributions,
    rest,
)

__all__ = ["changes"]


def changes(
    alignment: Alignment, *, before_date: date | None = None, after_date: date | None = None
) -> tuple[Change, ...]:
    """The changes between two wordings, in the order of the second one.

    Args:
        before_date: When the first wording was written, where known: it says which day ``Monday`` is.
        after_date: When the second one was.

    Example:
        >>> from provenance.wording.alignment import align
        >>> [(c.kind.value, c.before, c.after) for c in changes(align("They were hit", "They could have been hit"))]
        [('hedge', '', 'could')]
    """
    comparison = Comparison.of(alignment, before_date=before_date, after_date=after_date)
    found = [change for detector in _DETECTORS for change in detector(comparison)]
    found = answered(found, list(surroundings(comparison)))
    found += [*forms(comparison), *quotation_marks(comparison), *swaps(comparison)]
    return tuple(sorted(found, key=lambda change: (change.after_span, change.before_span)))
