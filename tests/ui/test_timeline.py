"""The timeline as data: what is drawn where, before any pixel."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import invented
import pytest

from provenance.models import UNDATED, Trace
from provenance.reporting.entries import Entries, Entry
from provenance.ui.tracing.timeline import certainty_kinds, description, timeline


def entries(trace: Trace) -> tuple[Entry, ...]:
    sections = Entries.of(trace)
    return (*sections.dated, *sections.undated)


def drawn(trace: Trace, *, dark: bool = False) -> dict[str, Any]:
    picture = timeline(entries(trace), dark=dark)
    assert picture is not None
    spec: dict[str, Any] = picture.to_dict()
    return spec


def moment(*parts: int) -> int:
    return round(datetime(*parts, tzinfo=UTC).timestamp() * 1000)  # type: ignore[arg-type, misc]


def rows(spec: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {row["row"]: row for row in spec["data"]["values"]}


@pytest.mark.parametrize(
    ("row", "kind", "shape", "label"),
    [
        ("a1", "exact", "circle", "a1  Wexmere Gazette, first appearance"),
        ("a2", "exact", "circle", "a2  Northern Wire"),
        ("a3", "exact", "diamond", "a3  Harbour Review"),
        ("a4", "stretch", "triangle-up", "a4  Coastal Monthly, may be the first"),
        ("a5", "exact", "square", "a5  What really happened to the Halcyon"),
        ("a6", "undated", "circle", "a6  Breakwater Leaflet, undated"),
        ("a7", "undated", "circle", "a7  scan-09, undated, may be the first"),
    ],
)
def test_rows(row: str, kind: str, shape: str, label: str):
    found = rows(drawn(invented.trace()))[row]
    assert (found["kind"], found["shape"], found["label"]) == (kind, shape, label)


def test_places_in_time():
    found = rows(drawn(invented.trace()))
    assert found["a1"]["at"] == moment(2031, 3, 3)
    assert found["a2"]["at"] == moment(2031, 3, 3, 18, 5)
    assert found["a4"]["begin"] == moment(2031, 3, 1)
    assert moment(2031, 3, 31) < found["a4"]["end"] < moment(2031, 4, 1) + 1
    assert found["a4"]["begin"] < found["a4"]["at"] < found["a4"]["end"]
    assert found["a6"]["begin"] == moment(2031, 3, 9)
    assert found["a7"]["begin"] < moment(2031, 3, 1)
    assert found["a7"]["end"] == found["a6"]["end"]


def test_exact_uncertain_and_undated_are_drawn_by_different_layers():
    layers = drawn(invented.trace())["layer"]
    told = {
        (layer["mark"]["type"], tuple(layer["mark"].get("strokeDash", ())), layer["transform"][0]["filter"])
        for layer in layers
        if layer["mark"]["type"] in ("point", "rule", "rect")
    }
    assert told == {
        ("rect", (), "(datum.kind === 'undated')"),
        ("rule", (5, 4), "(datum.kind === 'undated')"),
        ("rule", (), "(datum.kind === 'stretch')"),
        ("point", (1, 0), "(datum.kind !== 'undated')"),
        ("point", (3, 2), "(datum.kind === 'undated')"),
    }


def test_a_filled_sign_is_an_exact_date_and_a_hollow_one_is_not():
    for dark in (False, True):
        found = rows(drawn(invented.trace(), dark=dark))
        assert found["a2"]["fill"] == found["a2"]["stroke"]
        assert found["a4"]["fill"] != found["a4"]["stroke"]
        assert found["a1"]["fill"] != found["a2"]["fill"]


def test_many_rows_stand_close_and_stay_below_each_other():
    whole = invented.trace()
    copies = tuple(replace(whole.appearances[1], id=f"a{n}") for n in range(2, 300))
    spec = drawn(replace(whole, appearances=(whole.appearances[0], *copies)))
    assert spec["height"] == 299 * 4 + 30
    assert not [layer for layer in spec["layer"] if layer["mark"]["type"] == "text"]
    assert spec["layer"][0]["encoding"]["y"]["sort"][:3] == ["a1", "a2", "a3"]


def test_no_date_at_all_draws_nothing():
    whole = invented.trace()
    undated = replace(whole.appearances[0], article=replace(whole.appearances[0].article, published=UNDATED))
    trace = replace(whole, appearances=(undated,), first_appearance=None, first_candidates=("a1",))
    assert timeline(entries(trace)) is None


def test_a_single_day_has_room_on_either_side():
    whole = invented.trace()
    spec = drawn(replace(whole, appearances=whole.appearances[:1], first_candidates=("a1",)))
    begin, end = next(layer for layer in spec["layer"] if layer["mark"]["type"] == "point")["encoding"]["x"]["scale"][
        "domain"
    ]
    assert begin < moment(2031, 3, 2, 12) < moment(2031, 3, 4) < end


def test_the_picture_in_words():
    told = description(entries(invented.trace()))
    assert told.startswith("Timeline of 7 appearances: a1 Wexmere Gazette, 3 March 2031, verbatim; a2 Northern Wire")
    assert "a7 scan-09, undated, verbatim" in told
    assert certainty_kinds(entries(invented.trace())) == ("exact", "stretch", "undated")
