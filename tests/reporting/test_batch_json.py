"""Batches as JSON, JSON lines and Markdown, against the schemas and row by row."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from test_batch_tables import MADE, batch

from provenance import reporting
from provenance.models import Batch
from provenance.reporting.batch import BatchFormat, format_of, markdown, output_files
from provenance.reporting.batch import json as batch_json
from provenance.reporting.batch import jsonl as batch_jsonl
from provenance.reporting.batch.rows import row_document

SCHEMAS = {
    name: json.loads((Path(reporting.__file__).parent / "schemas" / f"{name}-1.schema.json").read_text("utf-8"))
    for name in ("trace", "batch")
}
REGISTRY = Registry().with_resources(
    (schema["$id"], Resource.from_contents(schema)) for schema in SCHEMAS.values()
)  # fmt: skip


def written(write: Callable[[Batch, io.BytesIO], None], made: Batch) -> str:
    stream = io.BytesIO()
    write(made, stream)
    return stream.getvalue().decode("utf-8")


@pytest.mark.parametrize("made", [MADE, batch()], ids=["full", "empty"])
def test_a_batch_satisfies_its_schema(made: Batch) -> None:
    Draft202012Validator.check_schema(SCHEMAS["batch"])
    document = json.loads(written(batch_json.write, made))
    Draft202012Validator(SCHEMAS["batch"], registry=REGISTRY).validate(document)
    assert (document["name"], document["total"], len(document["rows"])) == ("claims.csv", made.total, made.total)


def test_a_line_is_a_trace_also_where_it_failed() -> None:
    lines = [json.loads(line) for line in written(batch_jsonl.write, MADE).splitlines()]
    for line in lines:
        Draft202012Validator(SCHEMAS["trace"]).validate(line)
    assert [line["id"] for line in lines] == ["c1", "c2", "c3", "c4"]
    assert [line["failure"] for line in lines] == [None, None, None, "it is empty"]
    assert [line.get("row") for line in lines] == [
        {"desk": "north"}, {"desk": "+south"}, None, {"desk": "=SUM(A1)", "note": "x"},
    ]  # fmt: skip
    assert lines[3]["answer"] == "Not traced: it is empty"


def test_lines_and_document_say_the_same() -> None:
    document = json.loads(written(batch_json.write, MADE))
    lines = [json.loads(line) for line in written(batch_jsonl.write, MADE).splitlines()]
    assert document["rows"] == lines
    assert lines == [json.loads(json.dumps(row_document(row, MADE.collection))) for row in MADE.rows]


def test_markdown_has_a_section_a_row_and_the_traces_below() -> None:
    text = written(markdown.write, MADE)
    headings = [line for line in text.splitlines() if line.startswith("## ")]
    assert (
        headings[0]
        == "## c1: The ferry Halcyon carried 62 passengers when it apparently struck the Wexmere breakwater."
    )
    assert headings[3] == "## c4: (no claim)"
    assert len(headings) == 4
    assert "Not traced: it is empty" in text
    assert "- desk: \\=SUM(A1)" in text
    assert text.count("\n#### Versions\n") == 2
    assert "<script" not in text


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("a.jsonl", BatchFormat.JSONL),
        ("a.JSON", BatchFormat.JSON),
        ("a.csv", BatchFormat.CSV),
        ("a.xlsx", BatchFormat.XLSX),
        ("a.md", BatchFormat.MARKDOWN),
        ("a.html", BatchFormat.HTML),
        ("a.jsonld", BatchFormat.JSONLD),
        ("a.zip", BatchFormat.BUNDLE),
        ("a.doc", None),
        ("a", None),
    ],
)
def test_a_name_says_the_format(name: str, wanted: BatchFormat | None) -> None:
    assert format_of(Path(name)) is wanted


def test_separated_values_are_three_files_and_others_one() -> None:
    csv = output_files(Path("o/rows.csv"), BatchFormat.CSV, text=str)
    assert [str(file.path) for file in csv] == ["o/rows.csv", "o/rows.appearances.csv", "o/rows.changes.csv"]
    assert [file.path.name for file in output_files(Path("o/a.md"), BatchFormat.MARKDOWN, text=str)] == ["a.md"]
