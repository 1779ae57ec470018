"""Characters that would act instead of being read, made visible before article text is shown to anyone.

Article text comes from anywhere. A control character in it could move a terminal's cursor or rename its window, and
a bidirectional override could make a sentence read backwards. What is shown is therefore never the stored text
itself but `readable` of it. Offsets are computed on the stored text before; nothing here changes what is kept.
"""

from __future__ import annotations

import re
import unicodedata

# Embeddings, overrides and isolates: unbalanced ones reorder whatever stands after them, and an override makes a
# wording read as one it is not. The plain marks U+200E, U+200F and U+061C order a single boundary and may stay.
_REORDERING = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
# Deprecated format controls, interlinear annotation marks and tag characters: there, and not to be seen.
_HIDDEN = (*range(0x206A, 0x2070), *range(0xFFF9, 0xFFFC), *range(0xE0000, 0xE0080))
_LINE_ENDS = "\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"

_SHOWN: dict[int, str] = {
    **{code: chr(0x2400 + code) for code in range(0x20)},
    0x7F: "\u2421",
    **dict.fromkeys(range(0x80, 0xA0), "\ufffd"),
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
    **{code: f"‹U+{code:04X}›" for code in (*_REORDERING, *_HIDDEN)},
    **dict.fromkeys(map(ord, _LINE_ENDS), "\n"),
    ord("\n"): "\n",
    ord("\t"): "\t",
}
_WHITE_SPACE = re.compile(r"\s+")
_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"


def readable(text: str) -> str:
    r"""`text` with every acting character replaced by a visible sign; line ends become ``\n``.

    Example:
        ``readable("a\x1b[31mb") == "a␛[31mb"``; ``readable("\u202eabc") == "‹U+202E›abc"``.
    """
    return text.translate(_SHOWN)


def one_line(text: str) -> str:
    """`readable` text with each run of white space as one space, and none at either end."""
    return _WHITE_SPACE.sub(" ", readable(text)).strip()


def spaced(text: str) -> str:
    """`readable` text with each run of white space as one space; a space at either end stays."""
    return _WHITE_SPACE.sub(" ", readable(text))


def isolated(text: str) -> str:
    """`text` between direction isolates where it runs from right to left, so that it cannot reorder what follows.

    Text that runs from left to right comes back unchanged.
    """
    if any(unicodedata.bidirectional(character) in ("R", "AL", "RLO", "RLE") for character in text):
        return f"{_FIRST_STRONG_ISOLATE}{text}{_POP_ISOLATE}"
    return text
