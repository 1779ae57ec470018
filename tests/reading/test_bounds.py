"""What a body proves: not before the latest date it looks back on."""

from datetime import date

import pytest

from provenance.models import DateSource, Precision
from provenance.reading.dates.bounds import not_before

TODAY = date(2026, 11, 1)
PROVES = [
    ("You lost your right to be outraged back in\nFeb 2022. Live by the sword.", "Feb 2022", date(2022, 2, 1)),
    ("Recorded in London on November 28, 2022.", "November 28, 2022", date(2022, 11, 28)),
    ("The ferry sank on 3 May 2021 and again on 4 June 2021.", "4 June 2021", date(2021, 6, 4)),
    ("It has been closed since March 2020.", "March 2020", date(2020, 3, 1)),
    ("The inspectors’ interim report of 15 March 2021 lists four causes.", "15 March 2021", date(2021, 3, 15)),
    ("The ministry names it in a December 6, 2022 statement.", "December 6, 2022", date(2022, 12, 6)),
    ("On 3 May 2021 the council met again.", "3 May 2021", date(2021, 5, 3)),
    # the later one looks ahead, so the earlier one proves
    ("The court closed on 3 May 2021. It will open on 4 June 2022.", "3 May 2021", date(2021, 5, 3)),
]
PROVES_NOTHING = [
    "The court will open on 4 June 2022.",
    "The court is due to open in June 2022.",
    "The bonds mature on 4 June 2022, the company said.",
    "The offer was extended until 4 June 2022.",
    "He agreed to sell in January 1988 at 28 dollars each.",
    "On the night of May 2, there were two strikes.",
    "The ministry planned 2022 flights.",
    "The ferry sank on 3 May 2031.",  # later than today
    "With two months to go before the 2024 US presidential election.",
    "On 3 May 2021 the council will meet.",
    "It holds shares as of 3 May 2021, it said.",
    "The first two were delivered in March and April 1990.",
    "The page was last updated on 3 May 2021.",
    "",
]


@pytest.mark.parametrize(("text", "evidence", "earliest"), PROVES)
def test_a_date_looked_back_on_is_a_bound(text, evidence, earliest):
    bound = not_before(text, 0, today=TODAY)
    assert (bound.earliest, bound.latest, bound.evidence) == (earliest, None, evidence)
    assert bound.span.of(text) == evidence
    assert (bound.precision, bound.source, bound.reliable) == (Precision.NONE, DateSource.BODY, False)


@pytest.mark.parametrize("text", PROVES_NOTHING)
def test_a_date_that_may_be_ahead_is_none(text):
    assert not_before(text, 0, today=TODAY) is None


def test_only_the_body_counts():
    text = "The ferry sank on 3 May 2021.\n\nNothing else is known."
    assert not_before(text, text.index("Nothing"), today=TODAY) is None
