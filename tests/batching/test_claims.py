"""Reading lists of claims: every row accounted for, every bad file told by its name, reason and remedy."""

import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from lists import delimited, workbook

from provenance.batching import claims_of_text, read_claims
from provenance.batching.lists.table import distinct
from provenance.errors import UsageError
from provenance.models import ClaimRow

DAY, MOMENT = datetime(2031, 3, 4), datetime(2031, 3, 4, 9, 30)  # noqa: DTZ001 - workbooks know no zones
HALCYON, BELL = "The ferry Halcyon sank, they said.", "The bell rang at nine."


def row(position: int, identity: str, claim: str, /, **carried: str) -> ClaimRow:
    return ClaimRow(position=position, id=identity, claim=claim, carried=tuple(carried.items()))


def refusal(path: Path, **asked: str | int) -> str:
    with pytest.raises(UsageError) as caught:
        read_claims(path, **asked)
    assert str(path.name) in str(caught.value)
    return str(caught.value)


def test_text_is_a_claim_a_line_and_blank_lines_set_apart(tmp_path: Path) -> None:
    path = tmp_path / "claims.txt"
    path.write_bytes(f"\ufeff{HALCYON}\r\n\r\n  {BELL}  \n\n".encode())
    assert read_claims(path).rows == (row(1, "1", HALCYON), row(2, "2", BELL))


def test_a_table_gives_claims_ids_and_the_other_columns(tmp_path: Path) -> None:
    path = delimited(tmp_path / "c.csv", ["id", "Claim", "desk"], ["x7", HALCYON, "north"], ["", BELL, ""])
    found = read_claims(path)
    assert found.rows == (row(1, "x7", HALCYON, desk="north"), row(2, "2", BELL, desk=""))
    assert (found.name, found.column) == ("c.csv", "Claim")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_separator_is_the_one_the_header_holds(tmp_path: Path, delimiter: str) -> None:
    path = delimited(tmp_path / "c.csv", ["claim", "id"], [f"{HALCYON} a;b|c\td", "1"], delimiter=delimiter)
    assert read_claims(path).rows[0].claim == f"{HALCYON} a;b|c\td"


def test_any_column_may_hold_the_claims(tmp_path: Path) -> None:
    path = delimited(tmp_path / "c.csv", ["claim", "statement"], ["no", BELL])
    assert read_claims(path, column="statement").rows == (row(1, "1", BELL, claim="no"),)


def test_a_blank_claim_is_a_row_and_a_blank_row_is_none(tmp_path: Path) -> None:
    path = delimited(tmp_path / "c.csv", ["claim", "note"], [" ", "kept"], ["", ""], [BELL, ""])
    assert [(r.position, r.claim) for r in read_claims(path).rows] == [(1, " "), (2, BELL)]


def test_a_claim_cut_in_two_at_its_comma_is_told(tmp_path: Path) -> None:
    path = tmp_path / "c.csv"
    path.write_text(f"claim\n{HALCYON}\n{BELL}\n", encoding="utf-8")
    cut, whole = read_claims(path).rows
    assert "2 cells under 1 column names" in cut.problem
    assert whole == row(2, "2", BELL)


def test_json_lines_are_objects_and_a_bad_line_costs_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl"
    path.write_text(
        f'{{"claim": "{BELL}", "id": 7, "tags": ["a", 1], "gone": null}}\n'
        '{"claim": ["no"], "id": "b"}\nnonsense\n\n[1]\n{"note": "no claim"}\n',
        encoding="utf-8",
    )
    rows = read_claims(path).rows
    assert rows[0] == row(1, "7", BELL, tags='["a", 1]')
    assert [r.problem for r in rows[1:4]] == [
        "its claim is not text", "the line is not JSON (Expecting value, column 1)", "the line is not a JSON object",
    ]  # fmt: skip
    assert rows[4] == row(5, "5", "", note="no claim")


def test_a_workbook_gives_its_first_sheet_and_says_so(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "c.xlsx",
        ["id", "claim", None, "day", "n"],
        [7, BELL, "x", DAY, 2.5],
        [None, None, None, None, None],
        [None, HALCYON, None, MOMENT, True],
        others=1,
    )
    found = read_claims(path)
    assert found.rows[0] == ClaimRow(
        position=1, id="7", claim=BELL, carried=(("column 3", "x"), ("day", "2031-03-04"), ("n", "2.5"))
    )
    assert found.rows[1].carried == (("day", "2031-03-04T09:30:00"), ("n", "TRUE"))
    assert found.notices == ("Of the workbook’s 2 sheets the first, “Sheet”, was read.",)


def test_a_formula_is_no_claim(tmp_path: Path) -> None:
    path = workbook(tmp_path / "c.xlsx", ["claim"], ["=A1&B1"], [BELL])
    formula, text = read_claims(path).rows
    assert (formula.claim, "formula" in formula.problem) == ("=A1&B1", True)
    assert text.problem is None


def test_pasted_text_is_a_claim_a_line() -> None:
    assert claims_of_text(f"{BELL}\n\n{HALCYON}").rows == (row(1, "1", BELL), row(2, "2", HALCYON))


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("c.txt", b"", "it holds no claims"),
        ("c.txt", b"\n \n", "it holds no claims"),
        ("c.csv", b"claim,id\n", "it holds no claims"),
        ("c.csv", b"text,id\na,1\n", "it has no column “claim”; its columns are: text, id"),
        ("c.jsonl", b'{"text": "a"}\n', "it has no column “claim”; its columns are: text"),
        ("c.csv", b"claim,id\na,1\nb,2\nc,1\n", "rows share an id: “1” (rows 1 and 3)"),
        ("c.csv", b"claim,id\na,\nb,1\n", "rows share an id: “1” (rows 1 and 2)"),
        ("c.csv", "claim\nÄ\n".encode("cp1252"), "it is not UTF-8 (line 2"),
        ("c.csv", "claim\nab\n".encode("utf-16-le"), "a NUL in line 1"),
        ("c.csv", b'claim\n"never closed\nb\n', "cannot be told into cells"),
        ("c.pdf", b"%PDF-", "its name does not say what list it is"),
        ("c.xlsx", b"no archive", "it is no workbook, or damaged or protected"),
    ],
)
def test_a_bad_list_is_refused_with_its_reason(tmp_path: Path, name: str, content: bytes, told: str) -> None:
    (tmp_path / name).write_bytes(content)
    assert told in refusal(tmp_path / name)


def test_utf_16_with_a_mark_is_read(tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_text("claim\nÄpfel\n", encoding="utf-16")
    assert read_claims(tmp_path / "c.csv").rows == (row(1, "1", "Äpfel"),)


def test_many_shared_ids_are_told_shortly(tmp_path: Path) -> None:
    path = delimited(tmp_path / "c.csv", ["claim", "id"], *[["a", "x"]] * 9)
    assert "“x” (rows 1 and 6) and 3 more" in refusal(path)


def test_a_missing_file_a_large_one_and_a_column_of_plain_text_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "c.txt"
    assert "it cannot be read" in refusal(path)
    path.write_text(BELL, encoding="utf-8")
    assert "more than 1e-05 MB" in refusal(path, limit=10)
    assert "a text file has no columns" in refusal(path, column="text")


@pytest.mark.parametrize(
    "declaration",
    [b'<!DOCTYPE x [<!ENTITY a "aa">]>', '<!DOCTYPE x [<!ENTITY a "aa">]>'.encode("utf-16")],
)
def test_a_workbook_that_declares_entities_is_refused(tmp_path: Path, declaration: bytes) -> None:
    path = workbook(tmp_path / "c.xlsx", ["claim"], [BELL])
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/more.xml", b" " * (1 << 20) + declaration)
    assert "is not what a workbook holds" in refusal(path)


def test_a_workbook_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "c.xlsx", ["claim"], [BELL])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/more.xml", b"\0" * 301_000_000)
    assert "it unpacks to more than 300 MB" in refusal(path)


@pytest.mark.parametrize(
    ("names", "told_apart"),
    [
        (["claim", "", "note", "note"], ("claim", "column 2", "note", "note (2)")),
        (["a", "a", "a (2)"], ("a", "a (3)", "a (2)")),
        ([], ()),
    ],
)
def test_columns_are_told_apart(names: list[str], told_apart: tuple[str, ...]) -> None:
    assert distinct(names) == told_apart
