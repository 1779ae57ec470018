"""Zip archives: every member is read as the file it is, and none can do harm."""

import gzip
import io
import zipfile
from datetime import date

import pytest
from articles_on_disk import BODY, read, write

ARTICLE = f"Ferry leaves harbour without lights\n\nAnn Lee 7 December 2022\n\n{BODY}\n"
PAGE = f"<!DOCTYPE html><html><head><title>Ferry</title></head><body><article><p>{BODY}</p></article></body></html>"


def packed(members: dict[str, str | bytes], *, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip archive of these members."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def test_members_are_read_as_the_files_they_are_in_order_of_name(tmp_path):
    rows = '{"id": "7", "text": "The harbour master said that nobody had told him of it."}\n'
    inner = {"b/second.txt": ARTICLE, "a.html": PAGE, "rows.jsonl": rows, "__MACOSX/._a.html": "x", "README.md": "x"}
    write(tmp_path, {"texts.zip": packed(inner)})
    documents, errors = read(tmp_path / "texts.zip")
    assert not errors
    assert [document.article.id for document in documents] == ["texts/a", "texts/b/second", "7"]
    second = documents[1]
    assert second.text == ARTICLE
    assert second.article.published.earliest == date(2022, 12, 7)
    assert second.article.path == f"{(tmp_path / 'texts.zip').resolve()}#b/second.txt"


def test_an_articles_csv_within_speaks_of_the_files_beside_it(tmp_path):
    said = "file,outlet,published\nb/second.txt,The Quay,2021-05-03\n"
    nearer = "file,published\nsecond.txt,2021-05-04\n"
    inner = {"articles.csv": said, "b/articles.csv": nearer, "b/second.txt": ARTICLE}
    write(tmp_path, {"texts.zip": packed(inner)})
    (document,), errors = read(tmp_path / "texts.zip")
    assert not errors
    assert (document.article.outlet, document.article.published.earliest) == ("The Quay", date(2021, 5, 4))


def test_names_that_lead_out_of_the_archive_stay_names(tmp_path):
    write(tmp_path, {"in/texts.zip": packed({"../../evil.txt": ARTICLE, "C:\\temp\\other.txt": ARTICLE})})
    documents, errors = read(tmp_path / "in/texts.zip")
    assert not errors
    assert [document.article.id for document in documents] == ["texts/C:/temp/other", "texts/evil"]
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["in", "texts.zip"]


@pytest.mark.parametrize(
    ("members", "reason"),
    [
        ({"bomb.txt": bytes(900_000_000)}, "unpacks to 900,000,000 bytes, more than is read of one file"),
        ({"inner.zip": packed({"a.txt": ARTICLE})}, "is a zip archive within an archive"),
        ({"empty.txt": ""}, "is empty"),
        ({"blank.txt": " \n"}, "holds no words"),
    ],
)
def test_a_bad_member_costs_only_itself(tmp_path, members, reason):
    write(tmp_path, {"texts.zip": packed({**members, "good.txt": ARTICLE})})
    documents, errors = read(tmp_path / "texts.zip")
    assert [document.article.id for document in documents] == ["texts/good"]
    assert [error.reason for error in errors] == [reason]
    assert errors[0].subject.startswith(f"{tmp_path}/texts.zip, ")


def test_a_bad_archive_is_one_error(tmp_path):
    whole = packed({"good.txt": ARTICLE})
    many = packed({f"{number}.txt": "x" for number in range(10_001)}, compression=zipfile.ZIP_STORED)
    huge = packed({f"{number}.txt": bytes(260_000_000) for number in range(4)})
    write(
        tmp_path,
        {
            "cut.zip": whole[:-30],
            "none.zip": "words",
            "bare.zip": packed({"a.png": "x"}),
            "many.zip": many,
            "huge.zip": huge,
        },
    )
    _, errors = read(tmp_path)
    assert {error.subject.rsplit("/", 1)[1]: error.reason for error in errors} == {
        "cut.zip": "is a damaged zip archive",
        "none.zip": "is named like a zip archive, but is none",
        "bare.zip": "holds no articles",
        "many.zip": "holds 10,001 members, and at most 10,000 are read",
        "huge.zip": "unpacks to more than 1,000 million bytes",
    }


def test_a_directory_that_points_before_the_archive_is_damage(tmp_path):
    content = bytearray(packed({"a.txt": ARTICLE}))
    at = content.rindex(b"PK\x05\x06") + 16
    content[at : at + 4] = (int.from_bytes(content[at : at + 4], "little") + 848).to_bytes(4, "little")
    write(tmp_path, {"texts.zip.gz": gzip.compress(content)})  # so it is read in memory, which says it by another error
    documents, errors = read(tmp_path)
    assert documents == []
    assert [(error.reason, error.remedy) for error in errors] == [
        ("cannot be unpacked (negative seek value -848)", "Make the archive again.")
    ]
