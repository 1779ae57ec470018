"""The examples in docs/ are run as they stand, in a folder that holds seeds/, on the real model."""

import doctest
import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.model

ROOT = Path(__file__).resolve().parents[1]
_EXAMPLE = re.compile(r"^```pycon\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def examples(page: Path) -> doctest.DocTest:
    """The examples of a page as one session, each where it stands in the page."""
    text = page.read_text(encoding="utf-8")
    lines = ["" for _ in text.splitlines()]
    for found in _EXAMPLE.finditer(text):
        begin = text.count("\n", 0, found.start(1))
        shown = found[1].splitlines()
        lines[begin : begin + len(shown)] = shown
    return doctest.DocTestParser().get_doctest("\n".join(lines), {}, page.name, str(page), 0)


def test_the_page_about_python_says_what_happens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    monkeypatch.chdir(tmp_path)
    session = examples(ROOT / "docs" / "python.md")
    assert len(session.examples) > 20
    told: list[str] = []
    result = doctest.DocTestRunner(optionflags=_FLAGS).run(session, out=told.append)
    assert result.failed == 0, "".join(told)
