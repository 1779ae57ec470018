"""Two forms of one word, and words that only look like it."""

import pytest

from provenance.wording.variants import variant

TABLE = [
    ("gate", "gate", "same"),
    ("defence", "defense", "spelling"),
    ("colour", "color", "spelling"),
    ("organised", "organized", "spelling"),
    ("favourably", "favorably", "spelling"),
    ("fuelled", "fueled", "spelling"),
    ("influenced", "influences", "inflection"),
    ("theatre", "theater", "spelling"),
    ("kiev", "kyiv", "spelling"),
    ("four", "4", "spelling"),
    ("n't", "not", "spelling"),
    ("encouraging", "encouraged", "inflection"),
    ("city", "cities", "inflection"),
    ("plan", "planned", "inflection"),
    ("said", "says", "inflection"),
    ("child", "children", "inflection"),
    ("travelled", "traveling", "inflection"),
    ("authority", "author", None),
    ("news", "new", None),
    ("university", "universe", None),
    ("hour", "our", None),
    ("four", "for", None),
    ("tour", "tor", None),
    ("encourage", "discourage", None),
]


@pytest.mark.parametrize(("one", "other", "expected"), TABLE)
def test_variants(one: str, other: str, expected: str | None) -> None:
    assert variant(one, other) == expected
    assert variant(other, one) == expected
