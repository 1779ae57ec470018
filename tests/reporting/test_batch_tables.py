"""Batches as tables, read back by the readers people have: every fact of the JSON stands in a cell again."""

import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import invented
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from provenance.models import Batch, BatchRow, ClaimRow, EmptyReason, Trace
from provenance.reporting.batch import csv, xlsx
from provenance.reporting.batch.cells import Cell, plain, safe
from provenance.reporting.batch.columns import APPEARANCES, CHANGES, CLAIMS
from provenance.reporting.batch.rows import row_document
from provenance.reporting.batch.sheets import Level, headers, rows_of
from provenance.reporting.characters import readable

Tables = Mapping[Level, pd.DataFrame]


def done(position: int, trace: Trace, **carried: str) -> BatchRow:
    asked = ClaimRow(position=position, id=f"c{position}", claim=trace.claim, carried=tuple(carried.items()))
    return BatchRow(asked=asked, trace=replace(trace, id=asked.id))


def batch(*rows: BatchRow) -> Batch:
    return Batch(name="claims.csv", total=len(rows), collection=invented.SUMMARY, program="0", model="fake", rows=rows)


FAILED = BatchRow(
    asked=ClaimRow(position=4, id="c4", claim="", carried=(("desk", "=SUM(A1)"), ("note", "x"))), failure="it is empty"
)
MADE = batch(
    done(1, invented.trace(), desk="north"),
    done(2, invented.hostile(), desk="+south"),
    done(3, invented.empty(EmptyReason.NOTHING_ALIKE)),
    FAILED,
)


def by_pandas_from_csv(made: Batch, *, bom: bool = False) -> Tables:
    return {level: pd.read_csv(written(made, level, bom=bom), dtype=str, keep_default_na=False) for level in Level}


def by_pandas_from_xlsx(made: Batch) -> Tables:
    stream = io.BytesIO()
    xlsx.write(made, stream)
    found = pd.read_excel(stream, sheet_name=None, dtype=str, keep_default_na=False)
    return {level: found[level.value] for level in Level}


def written(made: Batch, level: Level, *, bom: bool = False) -> io.BytesIO:
    stream = io.BytesIO()
    csv.write(made, stream, level=level, bom=bom)
    stream.seek(0)
    return stream


def shown(value: object) -> str:
    """A value of the JSON as a cell shows it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict | list):
        return shown(json.dumps(value, ensure_ascii=False)) if value else ""
    if isinstance(value, str):
        return readable(value.replace("\r\n", "\n")).replace("\ufffe", "\ufffd")
    return str(value)


def flat(document: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, object]]:
    for name, value in document.items():
        if isinstance(value, dict):
            yield from flat(value, f"{prefix}{name}_")
        else:
            yield f"{prefix}{name}", value


NAMES = {"article_id": "article", "passage_matched_begin": "matched_begin", "passage_matched_end": "matched_end",
         "derived_from_appearance": "derived_from", "derived_from_confidence": "confidence",
         "derived_from_because": "because", "derived_from_common_source": "common_source",
         "derived_from_alternatives": None}  # fmt: skip


def facts(appearance: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    """What the JSON says of an appearance, by the column that says it too; edits and changes stand elsewhere."""
    whole = {"quotation", "added_marks", "versus_claim", "versus_first", "versus_parent"}
    for name, value in flat({key: value for key, value in appearance.items() if key not in whole}):
        column = NAMES.get(name, re.sub(r"^(article|passage)_", "", name))
        if column is not None:
            yield column, value
    yield from ((name, appearance[name]) for name in ("quotation", "added_marks"))


def cell(text: str) -> str:
    return plain(text).replace("True", "true").replace("False", "false") if text in ("True", "False") else plain(text)


@pytest.mark.parametrize("read", [by_pandas_from_csv, by_pandas_from_xlsx], ids=["csv", "xlsx"])
def test_every_fact_of_the_json_is_found_again(read: Callable[[Batch], Tables]) -> None:
    tables = read(MADE)
    passages = tables[Level.APPEARANCES].set_index(["position", "id"], drop=False)
    claims = tables[Level.CLAIMS].set_index("position", drop=False)
    for number, row in enumerate(MADE.rows, start=1):
        document = row_document(row, MADE.collection)
        told = claims.loc[str(number)]
        for name in ("id", "claim", "failure", "empty_reason", "origins", "first_appearance"):
            if row.trace is not None or name in ("id", "claim", "failure"):
                assert cell(told[name]) == shown(document[name]), name
        for appearance in (*document["appearances"], *document["related"]):
            found = passages.loc[(str(number), appearance["id"])]
            for column, value in facts(appearance):
                if isinstance(value, float):
                    assert float(found[column]) == value, (number, appearance["id"], column)
                elif column in APPEARANCES:
                    assert cell(found[column]) == shown(value), (number, appearance["id"], column)
                else:  # a whole object that is not there
                    assert value is None, column
                    assert {found[name] for name in APPEARANCES if name.startswith(f"{column}_")} == {""}


@pytest.mark.parametrize("read", [by_pandas_from_csv, by_pandas_from_xlsx], ids=["csv", "xlsx"])
def test_every_change_is_a_row_and_every_edit_is_marked(read: Callable[[Batch], Tables]) -> None:
    tables = read(MADE)
    for number, row in enumerate(MADE.rows, start=1):
        document = row_document(row, MADE.collection)
        for appearance in (*document["appearances"], *document["related"]):
            for versus in ("claim", "first", "parent"):
                table = tables[Level.CHANGES]
                mine = table[
                    (table["position"] == str(number))
                    & (table["appearance"] == appearance["id"])
                    & (table["versus"] == versus)
                ]
                expected = [[shown(value) for _, value in flat(c)] for c in appearance[f"versus_{versus}"]["changes"]]
                columns = ["kind", "before", "after", "material", "note", "before_span_begin", "before_span_end",
                           "after_span_begin", "after_span_end"]  # fmt: skip
                got = [[cell(value) for value in line[5:]] for line in mine.itertuples(index=False)]
                assert got == expected, (number, appearance["id"], versus, columns)
            marked = tables[Level.APPEARANCES].set_index(["position", "id"]).loc[(str(number), appearance["id"])]
            for edit in appearance["versus_claim"]["edits"]:
                if edit["op"] in ("replace", "delete"):
                    assert re.sub(r"\s+", " ", shown(edit["before"])) in marked["versus_claim"]


def test_other_columns_of_the_list_come_back() -> None:
    claims = by_pandas_from_csv(MADE)[Level.CLAIMS]
    assert [plain(text) for text in claims["row.desk"]] == ["north", "+south", "", "=SUM(A1)"]
    assert list(claims["row.note"]) == ["", "", "", "x"]


def test_headers_are_those_that_are_documented() -> None:
    assert headers(Level.CLAIMS, MADE) == (*CLAIMS, "row.desk", "row.note")
    for level, known in ((Level.CLAIMS, CLAIMS), (Level.APPEARANCES, APPEARANCES), (Level.CHANGES, CHANGES)):
        used = {name for row in MADE.rows for cells in rows_of(level, row) for name in cells}
        assert {name for name in used if not name.startswith("row.")} <= set(known)
        assert set(known) <= used | {"originally_span_begin", "common_source"}


@pytest.mark.parametrize(
    ("text", "defused"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\n=1"),
        ("＝1", "'＝1"),
        ("'=1", "''=1"),
        ("'quoted'", "'quoted'"),
        ("a=1", "a=1"),
        ("", ""),
        ("a\x00b\u202ec", "a␀b‹U+202E›c"),
        (-0.5, -0.5),
        (None, None),
    ],
)
def test_what_would_act_is_defused(text: Cell, defused: Cell) -> None:
    assert safe(text) == defused


@given(st.text("='+-@\tab ", max_size=6))
def test_taking_one_apostrophe_away_gives_the_text_back(text: str) -> None:
    assert plain(str(safe(text))) == text


def test_no_cell_of_a_hostile_batch_acts() -> None:
    stream = io.BytesIO()
    xlsx.write(MADE, stream)
    for sheet in load_workbook(stream):
        for line in sheet.iter_rows():
            for one in line:
                assert one.data_type in "snb", (sheet.title, one.coordinate)
                assert not (isinstance(one.value, str) and one.value[:1] in tuple("=+-@\t\r"))


def test_errors_and_long_texts_stay_texts() -> None:
    long = "ä" * 40_000
    row = BatchRow(asked=ClaimRow(position=1, id="#REF!", claim=long, carried=(("note", "\ufffe_"),)), failure="#N/A")
    stream = io.BytesIO()
    xlsx.write(batch(row), stream)
    sheet = load_workbook(stream)["claims"]
    values = {name.value: one for name, one in zip(sheet[1], sheet[2], strict=True)}
    assert (values["id"].value, values["id"].data_type) == ("#REF!", "s")
    assert len(values["claim"].value) == 32_767
    assert values["claim"].value.endswith("ä … [cut here: a cell takes no more; all of it is in the JSON]")
    assert values["row.note"].value == "\ufffd_"


def test_a_workbook_is_the_same_bytes_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = io.BytesIO(), io.BytesIO()
    xlsx.write(MADE, first)
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    monkeypatch.setattr("time.localtime", lambda *_: (2033, 5, 18, 3, 33, 20, 2, 138, 0))
    xlsx.write(MADE, second)
    assert first.getvalue() == second.getvalue()


def test_rows_beyond_a_sheet_go_on_the_next_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "_MOST_ROWS", 3)
    stream = io.BytesIO()
    xlsx.write(MADE, stream)
    book = load_workbook(stream)
    assert "claims (2)" in book.sheetnames
    assert [cell.value for sheet in ("claims", "claims (2)") for cell in book[sheet]["A"]] == [
        "position", 1, 2, "position", 3, 4,
    ]  # fmt: skip


@pytest.mark.parametrize("bom", [False, True])
def test_a_byte_order_mark_is_there_only_on_request(bom: bool) -> None:
    assert written(MADE, Level.CLAIMS, bom=bom).getvalue().startswith(b"\xef\xbb\xbf") is bom


def test_the_files_of_separated_values_are_named_for_their_level() -> None:
    paths = [csv.path_of(Path("out/rows.csv"), level) for level in Level]
    assert paths == [Path("out/rows.csv"), Path("out/rows.appearances.csv"), Path("out/rows.changes.csv")]
