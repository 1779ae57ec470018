"""The bytes of a file, never more than the limit."""

import gzip
import os
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.errors import ReadingError
from provenance.reading.contents import gunzipped, read_bytes


@given(st.lists(st.binary(max_size=5_000), min_size=1, max_size=3), st.integers(0, 9))
def test_gzip_with_one_or_more_members_is_unpacked_whole(members, level):
    packed = b"".join(gzip.compress(member, level, mtime=0) for member in members)
    whole = b"".join(members)
    if whole:
        assert gunzipped(packed, "a.gz", limit=20_000) == whole
    else:
        with pytest.raises(ReadingError, match="empty"):
            gunzipped(packed, "a.gz", limit=20_000)


def test_a_bomb_is_unpacked_no_further_than_the_limit():
    squeeze = zlib.compressobj(9, wbits=31)
    zeros = bytes(1 << 20)
    bomb = b"".join(squeeze.compress(zeros) for _ in range(200)) + squeeze.flush()
    assert len(bomb) < 300_000
    with pytest.raises(ReadingError, match="unpacks to more than 1 million bytes"):
        gunzipped(bomb, "bomb.txt.gz", limit=1_000_000)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"not gzip at all", "not a whole gzip file"),
        (gzip.compress(b"a text " * 999, mtime=0)[:-20], "cut off"),
        (gzip.compress(b"a text " * 999, mtime=0)[:-8] + b"12345678", "not a whole gzip file"),
    ],
)
def test_damaged_gzip_is_refused(content, reason):
    with pytest.raises(ReadingError, match=reason):
        gunzipped(content, "a.gz", limit=10_000)


def test_a_file_over_the_limit_is_not_opened(tmp_path, monkeypatch):
    large = tmp_path / "large.txt"
    large.touch()
    os.truncate(large, 200_000_000)
    monkeypatch.setattr("pathlib.Path.open", lambda *_: pytest.fail("it was opened"))
    with pytest.raises(ReadingError, match="more than 50 million bytes"):
        read_bytes(large, "large.txt", limit=50_000_000)


def test_missing_empty_and_odd_files(tmp_path):
    (tmp_path / "empty.txt").touch()
    os.mkfifo(tmp_path / "pipe.txt")
    for name, reason in [("none.txt", "does not exist"), ("empty.txt", "is empty"), ("pipe.txt", "neither a file")]:
        with pytest.raises(ReadingError, match=reason):
            read_bytes(tmp_path / name, name, limit=100)


def test_a_file_that_may_not_be_read_says_so(tmp_path, monkeypatch):
    secret = tmp_path / "secret.txt"
    secret.write_text("words")

    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("pathlib.Path.open", refuse)
    with pytest.raises(ReadingError, match=r"cannot be read \(Permission denied\). Check"):
        read_bytes(secret, "secret.txt", limit=100)
