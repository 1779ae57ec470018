"""Files, folders and ``articles.csv``: what is read, by which name, and what is said of the rest."""

import gzip
from datetime import date

import pytest
from articles_on_disk import BODY, read, sources, write

from provenance.models import DateRole, DateSource
from provenance.reading import open_source, read_source

ARTICLE = f"Ferry leaves harbour without lights\n\nAnn Lee 7 December 2022\n\n{BODY}\n"


def names(*paths, **options):
    return [source.name for source in sources(*paths, **options)]


def fingerprints(*paths):
    return [open_source(source).fingerprint for source in sources(*paths)]


def reasons(*paths):
    return {error.subject: error.reason for error in read(*paths)[1]}


def test_a_folder_is_read_with_its_subfolders_in_order_of_name(tmp_path):
    files = ["b.txt", "a.md", "sub/c.html", "sub/deep/d.txt.gz", "e.jsonl", "f.csv"]
    hidden = [".g.txt", ".git/h.txt", "README.md", "sub/LICENSE.txt", "picture.png", "style.css", "Makefile"]
    write(tmp_path, dict.fromkeys([*files, *hidden], ARTICLE))
    assert names(tmp_path) == ["a.md", "b.txt", "e.jsonl", "f.csv", "sub/c.html", "sub/deep/d.txt.gz"]


def test_ids_are_paths_below_the_folder_without_the_suffix(tmp_path):
    write(tmp_path, {"guardian/2023-01-01.txt": ARTICLE, "v1.2.txt.gz": gzip.compress(ARTICLE.encode())})
    documents, errors = read(tmp_path)
    assert not errors
    assert [document.article.id for document in documents] == ["v1.2", "guardian/2023-01-01"]
    assert documents[1].article.path == str((tmp_path / "guardian/2023-01-01.txt").resolve())
    assert [document.text for document in documents] == [ARTICLE, ARTICLE]


def test_a_file_given_twice_is_read_once(tmp_path):
    write(tmp_path, {"a.txt": ARTICLE})
    assert names(tmp_path, tmp_path / "a.txt") == ["a.txt"]


def test_a_file_without_an_ending_is_plain_text_when_it_is_given(tmp_path):
    write(tmp_path, {"article": ARTICLE})
    (document,), _ = read(tmp_path / "article")
    assert (document.article.id, document.article.author) == ("article", "Ann Lee")


def test_the_fingerprint_changes_with_the_bytes_and_with_what_articles_csv_says(tmp_path):
    write(tmp_path, {"a.txt": ARTICLE, "b.txt": ARTICLE})
    (a, b) = fingerprints(tmp_path)
    assert a == b
    write(tmp_path, {"b.txt": ARTICLE + "!", "articles.csv": "file,outlet\na.txt,Quay\n"})
    assert len({a, b, *fingerprints(tmp_path)}) == 3


# ------------------------------------------------------------------------------------------------ articles.csv


def test_articles_csv_supplies_what_the_files_do_not_say_and_its_date_wins(tmp_path):
    sidecar = (
        "file,title,outlet,author,url,published,desk\na.txt,,Quay Courier,,https://q.example/a,2022-12-06,harbour\n"
    )
    write(tmp_path, {"a.txt": ARTICLE, "articles.csv": sidecar})
    (document,), errors = read(tmp_path)
    article = document.article
    assert not errors
    assert (article.title, article.outlet, article.author) == (
        "Ferry leaves harbour without lights",
        "Quay Courier",
        "Ann Lee",
    )
    assert (article.url, article.extra) == ("https://q.example/a", (("desk", "harbour"),))
    assert (article.published.earliest, article.published.source) == (date(2022, 12, 6), DateSource.SUPPLIED)
    # the byline's date is kept as evidence
    assert [(entry.role, entry.interval.evidence) for entry in article.evidence] == [
        (DateRole.PUBLISHED, "2022-12-06"),
        (DateRole.PUBLISHED, "7 December 2022"),
    ]


def test_each_folder_may_have_its_own_and_the_nearest_has_the_last_word(tmp_path):
    write(
        tmp_path,
        {
            "sub/a.txt": ARTICLE,
            "articles.csv": "file,outlet,author\nsub/a.txt,Outer,Outer Author\n",
            "sub/articles.csv": "file;outlet\na.txt;Inner\n",
        },
    )
    (document,), errors = read(tmp_path)
    assert not errors
    assert (document.article.outlet, document.article.author) == ("Inner", "Outer Author")


def test_it_counts_for_a_file_given_by_itself(tmp_path):
    write(tmp_path, {"a.txt": ARTICLE, "articles.csv": "file,outlet\na.txt,Quay\ngone.txt,Quay\n"})
    (document,), errors = read(tmp_path / "a.txt")
    assert (document.article.outlet, errors) == ("Quay", [])


def test_it_says_of_a_table_what_the_rows_do_not(tmp_path):
    write(tmp_path, {"c.csv": f'text,outlet\n"{BODY}",Own\n"{BODY}",\n', "articles.csv": "file,outlet\nc.csv,Theirs\n"})
    documents, _ = read(tmp_path)
    assert [document.article.outlet for document in documents] == ["Own", "Theirs"]


def test_its_bad_rows_are_named_and_cost_only_themselves(tmp_path):
    rows = [
        "file,outlet,published",
        "a.txt,Quay,next week",
        "gone.txt,Quay,",
        "../a.txt,Quay,",
        ",Quay,",
        "a.txt,Other,",
    ]
    write(tmp_path, {"a.txt": ARTICLE, "articles.csv": "\n".join(rows)})
    documents, errors = read(tmp_path)
    assert [document.article.outlet for document in documents] == ["Quay"]
    sidecar = f"{tmp_path}/articles.csv"
    assert {error.subject: error.reason for error in errors} == {
        f"{sidecar}, row 1": "its publication date 'next week' is not a date that can be read",
        f"{sidecar}, row 2": "names gone.txt, which is not there",
        f"{sidecar}, row 3": "names a.txt, which is not there",
        f"{sidecar}, row 4": "names no file",
        f"{sidecar}, row 5": "names a file that row 1 names already",
    }


def test_an_articles_csv_with_texts_is_a_table_like_any_other(tmp_path):
    write(tmp_path, {"articles.csv": f'id,text\n1,"{BODY}"\n'})
    (document,), errors = read(tmp_path)
    assert (document.article.id, errors) == ("1", [])


# --------------------------------------------------------------------------------------------------- bad input


def test_every_bad_file_is_named_with_its_reason_and_the_rest_is_read(tmp_path):
    write(
        tmp_path,
        {
            "good.txt": ARTICLE,
            "empty.txt": "",
            "blank.txt": " \n\n 123 --- \n",
            "mark.txt": b"\xef\xbb\xbf",
            "binary.txt": bytes(range(256)) * 20,
            "nul.txt": b"words\x00words",
            "paper.txt": b"%PDF-1.7\n%\xe2\xe3",
            "large.txt": "a " * 600_000,
            "broken.txt.gz": b"no gzip at all",
            "bomb.txt.gz": gzip.compress(bytes(5_000_000)),
        },
    )
    documents, errors = read(tmp_path)
    assert [document.article.id for document in documents] == ["good"]
    found = {error.subject.rsplit("/", 1)[1]: error.reason for error in errors}
    assert found == {
        "empty.txt": "is empty",
        "blank.txt": "holds no words",
        "mark.txt": "holds no words",
        "binary.txt": "is not a text file, or in an encoding that is not known",
        "nul.txt": "is not a text file, it holds NUL or control characters",
        "paper.txt": "is a damaged PDF",
        "large.txt": "has more than 1 million bytes, the most that is read of one file",
        "broken.txt.gz": "is not a whole gzip file",
        "bomb.txt.gz": "unpacks to more than 1 million bytes, the most that is read of one file",
    }
    assert all(error.remedy and error.subject.startswith(str(tmp_path)) for error in errors)


def test_paths_that_lead_nowhere(tmp_path):
    write(tmp_path, {"a.txt": ARTICLE, "picture.png": b"\x89PNG", "empty/.hidden": "x"})
    given = ["none.txt", "picture.png", "empty", "a.txt", "x" * 5_000, "nul\x00.txt"]
    documents, errors = read(*(tmp_path / name for name in given))
    assert [document.article.id for document in documents] == ["a"]
    assert [error.reason for error in errors] == [
        "does not exist",
        "is of a kind that is not read (.png)",
        "holds no articles",
        "cannot be a path",
        "cannot be a path",
    ]


def test_documents_of_kinds_that_are_not_read_are_told_once(tmp_path):
    write(tmp_path, {"a.txt": ARTICLE, "b.odt": b"PK", "c.odt": b"PK", "sub/d.epub": b"PK", "e.png": b"x"})
    assert reasons(tmp_path) == {str(tmp_path): "holds files of kinds that are not read (1 .epub, 2 .odt)"}


def test_links_out_of_a_folder_are_named_and_not_followed(tmp_path):
    write(tmp_path, {"inside/a.txt": ARTICLE, "outside/secret.txt": ARTICLE})
    inside = tmp_path / "inside"
    (inside / "out.txt").symlink_to(tmp_path / "outside/secret.txt")
    (inside / "folder").symlink_to(tmp_path / "outside")
    (inside / "loop").symlink_to(inside)
    (inside / "gone.txt").symlink_to(tmp_path / "nothing")
    (inside / "same.txt").symlink_to(inside / "a.txt")
    documents, errors = read(inside)
    assert [document.article.id for document in documents] == ["a"]
    assert {error.subject.rsplit("/", 1)[1]: error.reason for error in errors} == {
        "out.txt": "is a link that leads out of the folder, and was not followed",
        "folder": "is a link that leads out of the folder, and was not followed",
        "gone.txt": "is a link that leads nowhere",
    }


def test_what_a_browser_saves_beside_a_page_is_left_out(tmp_path):
    write(tmp_path, {"Ferry.html": ARTICLE, "Ferry_files/frame.html": ARTICLE, "other_files/a.txt": ARTICLE})
    assert names(tmp_path) == ["Ferry.html", "other_files/a.txt"]


def test_a_source_that_is_gone_when_it_is_read_is_an_error_value(tmp_path):
    write(tmp_path, {"a.txt": ARTICLE})
    (source,) = sources(tmp_path)
    (tmp_path / "a.txt").unlink()
    (error,) = read_source(source)
    assert (error.subject, error.reason) == (f"{tmp_path}/a.txt", "does not exist")


@pytest.mark.parametrize("slash", ["", "/"])
def test_messages_name_paths_as_the_user_wrote_them(tmp_path, monkeypatch, slash):
    write(tmp_path, {"texts/sub/empty.txt": ""})
    monkeypatch.chdir(tmp_path)
    assert reasons(f"texts{slash}")["texts/sub/empty.txt"] == "is empty"
