"""A bundle of evidence: the same bytes for the same batch, and nothing in it can be changed unnoticed."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import invented_batches
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.cli import main
from provenance.collection import Collection
from provenance.errors import BundleError
from provenance.models import Batch
from provenance.reporting.batch import bundle, layout
from provenance.reporting.batch.verification import verify
from provenance.reporting.json import trace_document
from provenance.tracing import trace

MIXED = invented_batches.mixed()
GAZETTE = layout.text_name("gazette-01")
Files = dict[str, bytes]


def packed(batch: Batch) -> bytes:
    stream = io.BytesIO()
    bundle.write(batch, stream, text=invented_batches.texts(batch))
    return stream.getvalue()


WHOLE = packed(MIXED)


def files(raw: bytes) -> Files:
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def summed(content: Files) -> Files:
    """The same files with a list of sums that is right for them."""
    others = {name: held for name, held in content.items() if name != layout.SUMS}
    lines = [layout.sum_line(name, hashlib.sha256(held).hexdigest()) for name, held in sorted(others.items())]
    return {**others, layout.SUMS: "".join(lines).encode()}


def archived(content: Files) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, held in content.items():
            archive.writestr(name, held)
    return stream.getvalue()


@pytest.fixture
def faults(tmp_path: Path) -> Callable[[bytes], list[str]]:
    """What is wrong with a bundle, a line a fault."""

    def found(raw: bytes) -> list[str]:
        path = tmp_path / "bundle.zip"
        path.write_bytes(raw)
        return [f"{fault.where}: {fault.what}" for fault in verify(path).faults]

    return found


# ------------------------------------------------------------------------------------------------ what is written


def test_the_same_batch_gives_the_same_bytes():
    assert packed(MIXED) == WHOLE
    assert packed(invented_batches.mixed()) == WHOLE


def test_it_holds_what_a_reader_needs_under_safe_names():
    names = list(files(WHOLE))
    texts = [name for name in names if name.startswith("texts/")]
    assert names == [
        "README.txt", "articles.jsonl", "bundle.json", "claims.appearances.csv", "claims.changes.csv", "claims.csv",
        "claims.jsonl", "report.html", *texts, "SHA256SUMS",
    ]  # fmt: skip
    assert texts == sorted(texts)
    assert GAZETTE in texts
    assert all(layout.is_known(name) for name in names)


def test_the_texts_are_the_stored_ones():
    text = invented_batches.texts(MIXED)("gazette-01")
    assert files(WHOLE)[GAZETTE].decode() == text


def test_the_rows_are_the_contracts_documents():
    rows = [json.loads(line) for line in files(WHOLE)["claims.jsonl"].decode().splitlines()]
    first = MIXED.rows[0]  # type: ignore[index]
    assert {name: rows[0][name] for name in trace_document(first.trace)} == json.loads(
        json.dumps(trace_document(first.trace))
    )
    assert rows[0]["row"] == {"desk": "North", "=cmd": "<b>@SUM</b>"}
    assert rows[8]["failure"] == "the claim: it is empty. Paste a sentence."
    assert len(rows) == 10


def test_it_says_with_what_it_was_made():
    assert json.loads(files(WHOLE)["bundle.json"]) == {
        "schema": "provenance.bundle/1", "list": "ferry claims.csv", "total": 10, "rows": 10, "passages": 17,
        "articles": 15, "program": "9.8.7", "model": "all-MiniLM-L6-v2",
        "collection": {"articles": 9, "dated": 7, "undated": 2, "earliest": "2031-03-03", "latest": "2031-03-24",
                       "generation": 4},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("identity", "beginning"),
    [
        ("gazette-01", "texts/gazette-01-"),
        ("../../etc/passwd", "texts/etc-passwd-"),
        ("C:\\con", "texts/c-con-"),
        ("a\x00b\n", "texts/a-b-"),
        ("Ünïcode Größe", "texts/n-code-gr-e-"),
        ("x" * 300, "texts/" + "x" * 40 + "-"),
        ("新聞", "texts/"),
        ("", "texts/"),
    ],
)
def test_names_are_safe_whatever_the_id(identity: str, beginning: str):
    name = layout.text_name(identity)
    assert name.startswith(beginning)
    assert layout.is_known(name)


@settings(deadline=None)
@given(st.text())
def test_a_name_never_leads_out_of_the_bundle(identity: str):
    name = layout.text_name(identity)
    assert layout.is_known(name)
    assert name not in layout.NEEDED
    assert name.isascii()
    assert name.count("/") == 1


def test_ids_that_read_alike_have_files_of_their_own():
    alike = ["a b", "a-b", "A B", "a  b", "a/b"]
    assert len({layout.text_name(identity) for identity in alike}) == len(alike)


def test_a_text_that_is_no_longer_the_one_searched_makes_no_bundle():
    with pytest.raises(BundleError, match=r"article gazette-01: its text is no longer the one that was searched\."):
        bundle.write(MIXED, io.BytesIO(), text=lambda _: "something else")


# ------------------------------------------------------------------------------------------------ verified


def test_a_whole_bundle_holds(tmp_path: Path):
    path = tmp_path / "bundle.zip"
    path.write_bytes(WHOLE)
    found = verify(path)
    assert found.faults == ()
    assert (found.files, found.claims, found.articles, found.passages) == (len(files(WHOLE)) - 1, 10, 15, 17)
    assert found.fingerprint == hashlib.sha256(files(WHOLE)[layout.SUMS]).hexdigest()
    assert dict(found.made) == {"list": "ferry claims.csv", "program": "9.8.7", "model": "all-MiniLM-L6-v2"}


@pytest.mark.parametrize("name", sorted(files(WHOLE)))
def test_a_file_that_was_changed_is_named(faults: Callable[[bytes], list[str]], name: str):
    content = files(WHOLE)
    changed = content | {name: content[name][:-1] + bytes([content[name][-1] ^ 1])}
    found = faults(archived(changed))
    if name == layout.SUMS:
        assert found
    else:
        assert f"{name}: is not the file that was bundled: its SHA-256 is another" in found


@pytest.mark.parametrize("name", sorted(files(WHOLE)))
def test_a_file_that_is_missing_is_named(faults: Callable[[bytes], list[str]], name: str):
    content = files(WHOLE)
    del content[name]
    assert f"{name}: is missing" in faults(archived(content))


def test_a_file_that_was_added_is_named(faults: Callable[[bytes], list[str]]):
    added = layout.text_name("added")
    assert f"{added}: is in no list of sums: it was added" in faults(archived(files(WHOLE) | {added: b"new"}))
    assert f"{added}: is the text of no article" in faults(archived(summed(files(WHOLE) | {added: b"new"})))


@pytest.mark.parametrize(
    "name", ["../evil.txt", "/etc/passwd", "texts/../../evil.txt", "C:\\evil", "notes.txt", "a\nb"]
)
def test_a_name_that_leads_elsewhere_is_refused(faults: Callable[[bytes], list[str]], tmp_path: Path, name: str):
    found = faults(archived(summed(files(WHOLE) | {name: b"evil"})))
    assert any(line.endswith(": no bundle holds a file of this name") for line in found)
    assert not any("\n" in line for line in found)
    assert [path.name for path in tmp_path.iterdir()] == ["bundle.zip"]


def rows_with(content: Files, change: Callable[[dict[str, object]], None]) -> Files:
    """A bundle whose first row is another, with new sums: what a careful forger would make."""
    lines = content["claims.jsonl"].decode().splitlines()
    row = json.loads(lines[0])
    change(row)
    return summed(content | {"claims.jsonl": "\n".join([json.dumps(row), *lines[1:], ""]).encode()})


def passage(row: dict[str, object]) -> dict[str, object]:
    return row["appearances"][0]["passage"]  # type: ignore[index,no-any-return]


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (lambda row: passage(row).update(exact="Never said."), "its passage does not stand at its offsets in "),
        (lambda row: passage(row).update(begin=121), "its passage does not stand at its offsets in "),
        (lambda row: passage(row).update(begin=-9, end=10**9), "its passage does not stand at its offsets in "),
        (lambda row: passage(row).update(begin="120"), "its passage does not stand at its offsets in "),
        (lambda row: passage(row).update(prefix="Nobody spoke. "), "what stands around its passage in "),
        (lambda row: row["appearances"][0].update(passage=None), "its passage does not stand at its offsets in "),
    ],
)
def test_a_passage_that_does_not_stand_in_its_text_is_named_though_the_sums_are_right(
    faults: Callable[[bytes], list[str]], change: Callable[[dict[str, object]], None], what: str
):
    (line,) = faults(archived(rows_with(files(WHOLE), change)))
    assert line.startswith(f"claim 1, a1: {what}{GAZETTE}")


def test_a_passage_of_an_article_that_is_not_bundled_is_named(faults: Callable[[bytes], list[str]]):
    def elsewhere(row: dict[str, object]) -> None:
        row["appearances"][0]["article"]["id"] = "elsewhere"  # type: ignore[index]

    assert faults(archived(rows_with(files(WHOLE), elsewhere))) == [
        "claim 1, a1: cites an article that is not in the bundle",
        f"{GAZETTE}: is the text of an article that no claim cites",
    ]


def test_a_text_that_was_exchanged_with_new_sums_is_found_at_its_passages(faults: Callable[[bytes], list[str]]):
    content = files(WHOLE)
    exchanged = summed(content | {GAZETTE: content[GAZETTE].replace(b"62 passengers", b"63 passengers")})
    assert f"claim 1, a1: its passage does not stand at its offsets in {GAZETTE}" in faults(archived(exchanged))


@pytest.mark.parametrize(
    ("name", "held", "what"),
    [
        ("claims.jsonl", b"{not json\n", "line 1 is not JSON"),
        ("claims.jsonl", b"[1]\n", "line 1 is no JSON object"),
        ("claims.jsonl", b"[" * 100_000, "line 1 is not JSON"),
        ("claims.jsonl", b'{"a": "\xff"}\n', "is not UTF-8 (invalid start byte at byte 7)"),
        ("articles.jsonl", b'{"id": 7, "file": "../x"}\n', "line 1 is no article, or one that was told before"),
        ("bundle.json", b"null", "it is no JSON object"),
    ],
)
def test_a_file_of_another_kind_is_named(faults: Callable[[bytes], list[str]], name: str, held: bytes, what: str):
    assert f"{name}: {what}" in faults(archived(summed(files(WHOLE) | {name: held})))


def test_evidence_of_a_date_that_does_not_stand_in_the_text_is_named(faults: Callable[[bytes], list[str]]):
    content = files(WHOLE)
    lines = [json.loads(line) for line in content["articles.jsonl"].decode().splitlines()]
    lines[0]["published"] |= {"span": {"begin": 0, "end": 8}, "evidence": "3/3/2031"}
    forged = "".join(f"{json.dumps(line)}\n" for line in lines).encode()
    assert faults(archived(summed(content | {"articles.jsonl": forged}))) == [
        f"{GAZETTE}: the evidence of its date does not stand where it is said to"
    ]


def test_a_file_that_stands_twice_is_named(faults: Callable[[bytes], list[str]]):
    stream = io.BytesIO(WHOLE)
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("report.html", b"another report")
    assert "report.html: stands 2 times in the archive" in faults(stream.getvalue())


def test_what_stands_before_or_behind_the_files_is_noticed(faults: Callable[[bytes], list[str]]):
    said = "the archive: something stands before or after its files"
    assert said in faults(b"#!/bin/sh\n" + WHOLE)
    stream = io.BytesIO(WHOLE)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.comment = b"hello"
    assert said in faults(stream.getvalue())


def test_a_file_that_is_a_link_is_refused(faults: Callable[[bytes], list[str]]):
    content = files(WHOLE)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, held in content.items():
            entry = zipfile.ZipInfo(name)
            entry.external_attr = (0o120777 if name == GAZETTE else 0o100644) << 16
            archive.writestr(entry, held)
    assert f"{GAZETTE}: is no plain file" in faults(stream.getvalue())


def test_damage_inside_is_named(faults: Callable[[bytes], list[str]]):
    with zipfile.ZipFile(io.BytesIO(WHOLE)) as archive:
        place = archive.getinfo("report.html").header_offset + 2_000
    damaged = WHOLE[:place] + bytes(byte ^ 0xFF for byte in WHOLE[place : place + 50]) + WHOLE[place + 50 :]
    assert "report.html: is damaged and cannot be unpacked" in faults(damaged)


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9, 0.999])
def test_a_bundle_that_was_cut_off_is_no_bundle(faults: Callable[[bytes], list[str]], share: float):
    with pytest.raises(BundleError, match=r"it is not a whole \.zip archive, or was cut off"):
        faults(WHOLE[: int(len(WHOLE) * share)])


def test_a_bomb_is_refused_before_anything_is_unpacked(faults: Callable[[bytes], list[str]]):
    with pytest.raises(BundleError, match=r"would unpack to \d+ files of 4\d,\d\d\d,\d\d\d bytes, as no bundle does"):
        faults(archived(files(WHOLE) | {"report.html": b"\0" * 40_000_000}))


@settings(max_examples=60, deadline=None)
@given(place=st.integers(0, len(WHOLE) - 1), byte=st.integers(0, 255), in_the_index=st.booleans())
def test_damage_anywhere_is_found_or_changes_nothing_that_is_read(
    tmp_path_factory: pytest.TempPathFactory, place: int, byte: int, *, in_the_index: bool
):
    place = len(WHOLE) - 1 - place % 3_000 if in_the_index else place  # where the archive lists its files
    path = tmp_path_factory.mktemp("damaged") / "bundle.zip"
    path.write_bytes(WHOLE[:place] + bytes([byte]) + WHOLE[place + 1 :])
    try:
        whole = not verify(path).faults
    except BundleError:
        return
    assert not whole or files(path.read_bytes()) == files(WHOLE)


def test_an_archive_of_another_time_is_refused(faults: Callable[[bytes], list[str]]):
    place = WHOLE.rindex(b"PK\x01\x02") + 6  # the version of .zip that the last file asks for
    with pytest.raises(BundleError, match=r"not a whole \.zip archive"):
        faults(WHOLE[:place] + b"\xdf" + WHOLE[place + 1 :])


def test_another_archive_is_no_bundle(faults: Callable[[bytes], list[str]]):
    found = faults(archived({"notes.txt": b"hello"}))
    assert "notes.txt: no bundle holds a file of this name" in found
    assert "SHA256SUMS: is missing" in found


# ------------------------------------------------------------------------------------------------ the command


def test_the_command_says_what_was_checked(tmp_path: Path):
    path = tmp_path / "bundle.zip"
    path.write_bytes(WHOLE)
    call = CliRunner().invoke(main, ["verify", str(path)])
    assert call.exit_code == 0
    assert call.stderr == ""
    assert call.stdout.splitlines()[:5] == [
        "The bundle holds.",
        "Compared: 23 files with their SHA-256, and the files with the list of them.",
        "Read: 10 claims, 15 articles.",
        "Held against the articles’ texts: 17 cited passages, the evidence of 0 dates.",
        "Made of ferry claims.csv by Provenance 9.8.7, model all-MiniLM-L6-v2.",
    ]


def test_the_command_fails_where_the_bundle_does(tmp_path: Path):
    path = tmp_path / "bundle.zip"
    path.write_bytes(archived(files(WHOLE) | {GAZETTE: b"other"}))
    call = CliRunner().invoke(main, ["verify", str(path)])
    assert call.exit_code == 1
    assert call.stdout.startswith("The bundle does not hold.\n")
    assert f"{GAZETTE}: is not the file that was bundled: its SHA-256 is another.\n" in call.stderr


@pytest.mark.parametrize("held", [b"", b"just words", None])
def test_the_command_tells_what_is_no_bundle_in_a_line(tmp_path: Path, held: bytes | None):
    path = tmp_path / "bundle.zip"
    if held is not None:
        path.write_bytes(held)
    call = CliRunner().invoke(main, ["verify", str(path)])
    assert call.exit_code == 1
    assert call.stdout == ""
    assert len(call.stderr.splitlines()) == 1


@pytest.mark.model
def test_a_bundle_of_the_sample_collection_holds_with_the_evidence_of_its_dates(sample: Collection, tmp_path: Path):
    found = trace(sample, "No one at the authority gave an order to open the gates.")
    batch = replace(invented_batches.batch(invented_batches.row(1, found)), collection=found.collection)
    with (tmp_path / "bundle.zip").open("wb") as stream:
        bundle.write(batch, stream, text=sample.text)
    verified = verify(tmp_path / "bundle.zip")
    assert verified.faults == ()
    assert verified.passages == len(found.appearances) + len(found.related) > 3
    assert verified.dates > 3
