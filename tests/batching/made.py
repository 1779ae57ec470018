"""A small collection about an invented ferry, with a fake encoder, and claims on it."""

from __future__ import annotations

from pathlib import Path

from fakes import FakeEncoder

from provenance.collection import Collection

FERRY = "The ferry Halcyon carried 62 passengers when it struck the Wexmere breakwater."
BELL = "The harbour bell at Wexmere rang for nine minutes after the ferry had gone down."
ARTICLES = {
    "harbour-post": f"Harbour Post\n4 March 2021\n\n{FERRY} {BELL}",
    "evening-bell": f"Evening Bell\n6 March 2021\n\nOfficials said: {FERRY.replace('62', '26')}",
    "undated": f"Nobody knows when this was written.\n\n{BELL}",
}
CLAIMS = (FERRY, BELL, "", FERRY, "and so on", "The harbour bell rang for nine minutes.", "x" * 50_000, BELL)


def collection(folder: Path) -> Collection:
    """The articles, indexed."""
    (folder / "articles").mkdir()
    for name, text in ARTICLES.items():
        (folder / "articles" / f"{name}.txt").write_text(text, encoding="utf-8")
    made = Collection.open(folder / "index", encoder=FakeEncoder())
    made.index([folder / "articles"])
    return made
