"""The date that a page shows beside its heading."""

import pytest
from lxml import html

from provenance.reading.dates.headings import dates_beside_heading

SHOWN = [
    ("<p>9. Juni 2018 | Mitteilungen</p><h1>Boat</h1>", ("published", "9. Juni 2018")),
    ("<h1>Boat</h1><span>By Ann Lee</span><span>May 3, 2021</span>", ("published", "May 3, 2021")),
    ("<h1>Boat</h1><b>Last updated</b> <time>May 3, 2021</time>", ("updated", "May 3, 2021")),
    ("<h1><a>Boat</a> leaves</h1>Published: 3 May 2021", ("published", "3 May 2021")),
    ("<h1>Boat</h1>Published 3 May 2021 | Updated 5 May 2021", ("published", "3 May 2021")),
    ("<p>1 May 2021</p><h1>Boat</h1><p>3 May 2021</p>", ("published", "3 May 2021")),  # below goes first
    ("<h1>Boat of 1 May 2021</h1><p>It left.</p>", None),  # the day of an event
    ("<h1>Boat</h1><p>It left on 3 May 2021 with forty on board.</p>", None),
    ("<h1>Boat</h1><p>3 June 2019 – 9 September 2019</p>", None),  # a stretch
    ("<h1>Boat</h1><p>Archived on 3 June 2019</p>", None),
    ("<h1>Boat</h1><script>3 May 2021</script><nav>3 May 2021</nav>", None),
    ("<h1>Boat</h1><p>3 May 2021</p><h1>Ferry</h1><p>4 May 2021</p>", None),  # two articles
    ("<h1>Boat</h1><p>" + "It left. " * 30 + "</p><p>3 May 2021</p>", None),  # too far away
    ("<p>3 May 2021</p><p>It left.</p>", None),
]


@pytest.mark.parametrize(("body", "expected"), SHOWN)
def test_a_date_that_stands_by_itself_beside_the_heading(body, expected):
    found = [(date.role, date.value) for date in dates_beside_heading(html.document_fromstring(body))]
    assert found == ([] if expected is None else [expected])
