"""Acting characters: what a terminal or a page would obey is shown instead."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.reporting.characters import isolated, one_line, readable, spaced


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain text, “quoted” – naïve 甲乙", "plain text, “quoted” – naïve 甲乙"),
        ("a\x1b[31mb", "a␛[31mb"),
        ("bell\x07 back\x08 nul\x00 del\x7f", "bell␇ back␈ nul␀ del␡"),
        ("c1 \x9b31m", "c1 \ufffd31m"),
        ("\u202eexe.gnp\u202c", "‹U+202E›exe.gnp‹U+202C›"),
        ("\u2066x\u2069", "‹U+2066›x‹U+2069›"),
        ("half \ud800 pair", "half \ufffd pair"),
        ("tag \U000e0041", "tag ‹U+E0041›"),
        ("one\r\ntwo\u2028three\x85four\tfive", "one\n\ntwo\nthree\nfour\tfive"),
        ("joiner \u200d, mark \u200e, soft\u00adhyphen", "joiner \u200d, mark \u200e, soft\u00adhyphen"),
    ],
)
def test_readable(text: str, shown: str):
    assert readable(text) == shown


def test_one_line_and_spaced():
    assert one_line("  a\r\n\tb  ") == "a b"
    assert spaced("  a\r\n\tb  ") == " a b "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("left to right", "left to right"),
        ("עברית", "\u2068עברית\u2069"),
        ("mixed عربي words", "\u2068mixed عربي words\u2069"),
        ("", ""),
    ],
)
def test_isolated(text: str, expected: str):
    assert isolated(text) == expected


@given(st.text())
def test_nothing_readable_acts(text: str):
    shown = readable(text)
    assert all(ch in "\n\t" or unicodedata.category(ch) not in ("Cc", "Cs", "Zl", "Zp") for ch in shown)
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    shown.encode()
