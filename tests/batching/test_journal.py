"""The journal: what was kept is read back exactly, what a crash tore is dropped, another run is refused."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made import CLAIMS, collection

from provenance.batching import ClaimList, Journal, Run, claims_of_text, run_of, trace_rows
from provenance.batching.coding import decoded, encoded
from provenance.batching.journal import journal_path
from provenance.errors import UsageError
from provenance.models import (
    Appearance,
    Article,
    BatchRow,
    ClaimRow,
    CollectionSummary,
    Credit,
    DateInterval,
    Derivation,
    Moment,
    Quotation,
    Span,
)
from provenance.settings import Settings

ZONES = st.none() | st.integers(-12 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
st.register_type_strategy(Span, st.tuples(*[st.integers(0, 9_999)] * 2).map(lambda ends: Span(*sorted(ends))))
st.register_type_strategy(datetime, st.datetimes(timezones=ZONES))
st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))

RUN = Run(
    name="c.txt", claims="ab", column="claim", total=3, state="s.1.2",
    collection=CollectionSummary(
        articles=1, dated=1, undated=0, earliest=date(2021, 3, 4), latest=date(2021, 3, 4), generation=1
    ),
    model="fake", program="0", candidates=100, top=None, claim_limit=5_000,
)  # fmt: skip
ROWS = tuple(BatchRow(asked=ClaimRow(position=n, id=str(n), claim="a\nb"), failure="too short") for n in (1, 2, 3))


@pytest.mark.parametrize(
    "kind", [ClaimRow, DateInterval, Article, Credit, Derivation, Quotation, Appearance], ids=lambda kind: kind.__name__
)
@settings(max_examples=40, suppress_health_check=list(HealthCheck), deadline=None)
@given(data=st.data())
def test_a_value_is_read_back_as_it_was(kind: type, data: st.DataObject) -> None:
    value = data.draw(st.from_type(kind))
    line = encoded(value)
    assert "\n" not in line
    assert decoded(line, kind) == value


@pytest.mark.parametrize(
    "moment",
    [date(2021, 3, 4), datetime(2021, 3, 4), datetime(2021, 3, 4, 9, 30, tzinfo=timezone(timedelta(hours=1)))],  # noqa: DTZ001
)
def test_a_day_and_a_moment_stay_what_they_are(moment: Moment) -> None:
    back = decoded(encoded(DateInterval(earliest=moment)), DateInterval).earliest
    assert (back, type(back)) == (moment, type(moment))


def test_traces_are_read_back_as_they_were(tmp_path: Path) -> None:
    with collection(tmp_path) as made:
        rows = claims_of_text("\n".join(CLAIMS)).rows
        traced = list(trace_rows(made, rows, settings=Settings()))
    assert [decoded(encoded(row), BatchRow) for row in traced] == traced


def test_rows_can_be_gone_through_again_and_again(tmp_path: Path) -> None:
    with Journal.begin(tmp_path / "j", RUN) as journal:
        for row in ROWS:
            journal.add(row)
        rows = journal.batch().rows
        assert (list(rows), list(rows)) == ([*ROWS], [*ROWS])
        assert journal.complete


def kept(path: Path, count: int) -> bytes:
    with Journal.begin(path, RUN) as journal:
        for row in ROWS[:count]:
            journal.add(row)
    return path.read_bytes()


@pytest.mark.parametrize("torn", range(1, 200, 7))
def test_a_torn_last_line_is_dropped(tmp_path: Path, torn: int) -> None:
    path = tmp_path / "j"
    whole = kept(path, 3)
    two = kept(tmp_path / "two", 2)
    path.write_bytes(whole[: max(len(two), len(whole) - torn)])
    with Journal.resume(path, RUN) as journal:
        assert journal.done == 2
        journal.add(ROWS[2])
    assert path.read_bytes() == whole


def test_what_follows_a_damaged_line_is_dropped_too(tmp_path: Path) -> None:
    path = tmp_path / "j"
    whole, one = kept(path, 3), kept(tmp_path / "one", 1)
    path.write_bytes(whole.replace(b'"position":2', b'"position":9'))
    with Journal.resume(path, RUN) as journal:
        assert journal.done == 1
    assert path.read_bytes() == one


@pytest.mark.parametrize("left", [0, 1, 40])
def test_a_run_that_was_broken_off_before_its_first_line_begins_anew(tmp_path: Path, left: int) -> None:
    path = tmp_path / "j"
    path.write_bytes(kept(path, 0)[:left])
    with Journal.resume(path, RUN) as journal:
        assert (journal.done, list(journal.batch().rows)) == (0, [])


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"claims": "cd"}, "the list of claims has changed since"),
        ({"state": "s.2.9"}, "the collection has changed since"),
        ({"column": "text"}, "the claims stood in another column"),
        ({"top": 3}, "--top was another"),
        ({"program": "1"}, "it was written by another version of this program"),
        ({"model": "other", "name": "d.txt"}, "the list of claims has another name, the embedding model is another"),
    ],
)
def test_another_run_is_refused_with_what_differs(tmp_path: Path, change: dict[str, object], told: str) -> None:
    path = tmp_path / "j"
    before = kept(path, 2)
    with pytest.raises(UsageError, match="cannot be gone on with") as caught:
        Journal.resume(path, replace(RUN, **change))
    assert told in str(caught.value)
    assert path.read_bytes() == before


def test_two_runs_do_not_share_a_journal(tmp_path: Path) -> None:
    with Journal.begin(tmp_path / "j", RUN), pytest.raises(UsageError, match="another run is writing it"):
        Journal.resume(tmp_path / "j", RUN)


def test_a_journal_lies_beside_the_first_output(tmp_path: Path) -> None:
    assert journal_path(tmp_path / "report.html") == tmp_path / "report.html.journal"


def test_a_run_is_known_by_its_list_and_the_state_of_the_collection(tmp_path: Path) -> None:
    with collection(tmp_path) as made:
        claims: ClaimList = claims_of_text("The bell rang.")
        before = run_of(claims, made, Settings())
        assert run_of(claims, made, Settings()) == before
        made.set_date("undated", "2021-03-05")
        assert run_of(claims, made, Settings()).state != before.state
