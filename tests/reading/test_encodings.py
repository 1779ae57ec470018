"""From bytes to characters."""

import codecs

import pytest

from provenance.errors import ReadingError
from provenance.reading.encodings import decode

TEXT = "Größe – “the ferry’s lights”, said Łukasz.\r\nNo more was known of it than that, the harbour master wrote.\n"
LATIN = "Les élèves ont été déçus par la fermeture de l'école près du château, où la fête était prévue à Noël. " * 4


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_in_every_form_is_read_unchanged_and_without_its_mark(encoding):
    assert decode(TEXT.encode(encoding), "a.txt") == TEXT


def test_big_endian_marks():
    assert decode(codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "a.txt") == TEXT
    assert decode(codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be"), "a.txt") == TEXT


def test_windows_1252_is_told_by_its_looks():
    assert decode(LATIN.encode("cp1252"), "a.txt") == LATIN


def test_stray_bytes_do_not_spoil_a_text_in_utf_8():
    content = ("“Größe” – " * 10).encode() + b"\x93caf\xe9\x94" + b" said."
    assert decode(content, "a.txt").endswith("“café” said.")


def test_a_page_may_declare_its_encoding():
    page = '<html><head><meta charset="koi8-r"></head><body>Привет, мир</body></html>'
    assert decode(page.encode("koi8-r"), "a.html", html=True) == page


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"%PDF-1.7 ...", "is a PDF"),
        (b"PK\x03\x04....", "zip archive"),
        (b"\x1f\x8b\x08...", "gzip"),
        (b"ab\x00cd" * 9, "NUL"),
        (bytes(range(1, 32)) * 50, "control characters"),
        (b"\x89PNG\r\n\x1a\n", "an image"),
    ],
)
def test_what_is_no_text_is_refused_by_name(content, reason):
    with pytest.raises(ReadingError, match=reason) as caught:
        decode(content, "a.txt")
    assert caught.value.subject == "a.txt"
    assert caught.value.remedy
