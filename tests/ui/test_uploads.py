"""What is uploaded stays inside the collection's folder, and nothing else is ever touched."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.errors import CollectionError, ReadingError
from provenance.ui.collecting.uploads import Kept, Upload, Uploads, safe_name

TABLE = b"file,title,published\nstory.txt,A story,2021-03-04\n"


def upload(name: str, content: bytes | str = b"Words.") -> Upload:
    return Upload(name=name, content=content.encode() if isinstance(content, str) else content)


def kept(uploads: Uploads, *given: Upload) -> list[Path]:
    found = uploads.keep(given)
    assert all(isinstance(one, Kept) for one in found)
    return [one.path for one in found if isinstance(one, Kept)]


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("story.txt", "story.txt"),
        ("Ein Bericht (2).html", "Ein Bericht (2).html"),
        ("Отчёт.pdf", "Отчёт.pdf"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\windows\\x.txt", "x.txt"),
        ("/etc/cron.d/job.txt", "job.txt"),
        ("C:\\story.txt", "story.txt"),
        ("a:b#c?.txt", "a_b_c_.txt"),
        (".hidden.txt", "hidden.txt"),
        ("...", "upload.txt"),
        ("", "upload.txt"),
        ("..", "upload.txt"),
        ("a\x00b\x1b[31m.txt", "ab[31m.txt"),
        ("\u202etxt.exe", "txt.exe"),
        ("CON.txt", "_CON.txt"),
        ("lpt1", "_lpt1"),
        ("console.txt", "console.txt"),
        ("trailing. . ", "trailing"),
        ("n" * 300 + ".jsonl.gz", "n" * 111 + ".jsonl.gz"),
        ("ж" * 300 + ".txt", "ж" * 58 + ".txt"),
    ],
)
def test_a_name_does_no_harm_and_stays_readable(name: str, safe: str):
    assert safe_name(name) == safe


@given(st.text())
def test_whatever_it_is_called_it_is_one_plain_name(name: str):
    safe = safe_name(name)
    assert safe
    assert safe == safe_name(safe)
    assert not set(safe) & set('/\\<>:"|?*#\x00\n')
    assert not safe.startswith(".")
    assert len(safe.encode()) <= 120


@pytest.mark.parametrize("name", ["../../x.txt", "..\\..\\x.txt", "/tmp/x.txt", "a/../../../x.txt", "..", "\x00"])
def test_every_upload_lies_two_folders_below_the_index(tmp_path: Path, name: str):
    (path,) = kept(Uploads(tmp_path / "index"), upload(name))
    assert path.parent.parent == (tmp_path / "index" / "uploads").resolve()
    assert path.read_bytes() == b"Words."
    assert len(files(tmp_path)) == 1


def test_files_of_one_name_do_not_overwrite_each_other(tmp_path: Path):
    uploads = Uploads(tmp_path)
    paths = kept(uploads, upload("a.txt", "One."), upload("a.txt", "Two.")) + kept(uploads, upload("a.txt", "Three."))
    assert [path.read_text() for path in paths] == ["One.", "Two.", "Three."]
    assert {path.name for path in paths} == {"a.txt"}


def test_what_was_uploaded_before_is_not_kept_twice(tmp_path: Path):
    uploads = Uploads(tmp_path)
    assert kept(uploads, upload("a.txt")) == kept(uploads, upload("a.txt"))
    assert len(files(tmp_path)) == 1


def test_an_articles_csv_lies_beside_the_files_it_speaks_of(tmp_path: Path):
    (path,) = kept(Uploads(tmp_path), upload("story.txt"), upload("articles.csv", TABLE))
    assert path.name == "story.txt"
    assert (path.parent / "articles.csv").read_bytes() == TABLE


def test_files_of_one_name_beside_an_articles_csv_are_numbered(tmp_path: Path):
    paths = kept(Uploads(tmp_path), upload("a.txt", "1"), upload("a.txt", "2"), upload("articles.csv", TABLE))
    assert [path.name for path in paths] == ["a.txt", "a-2.txt"]


def test_an_articles_csv_of_one_lot_says_nothing_of_another(tmp_path: Path):
    uploads = Uploads(tmp_path)
    kept(uploads, upload("story.txt", "One."), upload("articles.csv", TABLE))
    (other,) = kept(uploads, upload("story.txt", "Two."))
    assert not (other.parent / "articles.csv").exists()


def test_an_articles_csv_that_holds_articles_is_a_table_like_any_other(tmp_path: Path):
    (path,) = kept(Uploads(tmp_path), upload("articles.csv", "id,text\n1,Words of an article.\n"))
    assert path.name == "articles.csv"


def test_a_file_moves_to_the_articles_csv_it_is_uploaded_again_with(tmp_path: Path):
    uploads = Uploads(tmp_path)
    (first,) = kept(uploads, upload("story.txt"))
    (second,) = kept(uploads, upload("story.txt"), upload("articles.csv", TABLE))
    assert not first.exists()
    assert kept(uploads, upload("story.txt")) == [second]


def test_an_articles_csv_alone_speaks_of_nothing(tmp_path: Path):
    (failed,) = Uploads(tmp_path).keep([upload("articles.csv", TABLE)])
    assert isinstance(failed, ReadingError)
    assert str(failed).startswith("articles.csv: speaks of other files, and none came with it.")
    assert files(tmp_path) == set()


def test_a_folder_that_cannot_be_written_to_is_told(tmp_path: Path):
    (tmp_path / "uploads").write_text("a file")
    with pytest.raises(CollectionError, match="what is uploaded cannot be kept there"):
        Uploads(tmp_path).keep([upload("a.txt")])


# -------------------------------------------------------------------------------------------- deleting


def test_an_upload_is_deleted_with_its_last_article(tmp_path: Path):
    uploads = Uploads(tmp_path)
    (path,) = kept(uploads, upload("table.csv"))
    assert uploads.discard([f"{path}#1"], still_read=[f"{path}#2"]) == 0
    assert path.exists()
    assert uploads.discard([f"{path}#2"], still_read=[]) == 1
    assert list((tmp_path / "uploads").iterdir()) == []


def test_an_articles_csv_goes_with_the_last_file_it_speaks_of(tmp_path: Path):
    uploads = Uploads(tmp_path)
    one, two = kept(uploads, upload("a.txt", "1"), upload("b.txt", "2"), upload("articles.csv", TABLE))
    uploads.discard([str(one)], still_read=[str(two)])
    assert {path.name for path in two.parent.iterdir()} == {"b.txt", "articles.csv"}
    uploads.discard([str(two)], still_read=[])
    assert not two.parent.exists()


@pytest.mark.parametrize(
    "path",
    [
        "{uploads}/../precious.txt",
        "{uploads}/../../precious.txt",
        "{uploads}/x/../../precious.txt",
        "{uploads}/../provenance.sqlite",
        "{index}/provenance.sqlite",
        "{index}/precious.txt",
        "/etc/hostname",
        "../../x",
        "..\\x",
        "{uploads}",
        "{uploads}/",
        "{uploads}/x",
        "{uploads}/x/link.txt",
        "{uploads}/linked/precious.txt",
        "{uploads}/x/\x00",
        "{uploads}evil/x/precious.txt",
        "https://example.org/{uploads}/x/y",
    ],
)
def test_nothing_but_an_upload_is_ever_deleted(tmp_path: Path, path: str):
    index = tmp_path / "index"
    for place in (index, tmp_path, tmp_path / "elsewhere", index / "uploadsevil" / "x"):
        place.mkdir(parents=True, exist_ok=True)
        (place / "precious.txt").write_text("precious")
    (index / "provenance.sqlite").write_text("store")
    (index / "uploads" / "x").mkdir(parents=True)
    (index / "uploads" / "x" / "link.txt").symlink_to(tmp_path / "precious.txt")
    (index / "uploads" / "linked").symlink_to(tmp_path / "elsewhere")
    before = files(tmp_path)
    told = path.format(uploads=index / "uploads", index=index)
    assert Uploads(index).file_of(told) is None
    assert Uploads(index).discard([told], still_read=[]) == 0
    assert files(tmp_path) == before


def test_uploads_do_not_follow_links_planted_where_they_go(tmp_path: Path):
    precious = tmp_path / "precious.txt"
    precious.write_text("precious")
    uploads = Uploads(tmp_path / "index")
    (path,) = kept(uploads, upload("a.txt", "new"))
    path.unlink()
    path.symlink_to(precious)
    (again,) = kept(uploads, upload("a.txt", "new"))
    assert again.name == "a-2.txt"
    assert precious.read_text() == "precious"
    assert os.path.lexists(path)
