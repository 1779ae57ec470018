"""Invented articles that share wording, for the pages that compare them."""

import json
from pathlib import Path

from trigrams import TrigramEncoder

from provenance.collection import Collection

COUNTED = "At four in the morning the lock keeper counted eleven sacks of clay on the towpath of the canal."
CHAINED = "He told the magistrate that the door of the kiln had been chained from the inside."
COLD = "By breakfast the chain lay in the reed bed, and the kiln at Overmoss was cold again."
GOAT = "The goat belonged to a circus that winters on the north shore of the lake, and it swam home."
ROPE = "A rope was found, and a promise, and only the rope was any use when the weir gave way that night."
HOSTILE = "<script>window.ran=1</script> <img src=x onerror=window.ran=1> \u202edesrever [x](javascript:alert(1))"

FIRST, COPY, CHANGED, ALONE, EVIL = "first", "copy", "changed", "alone", "a&b=<i>"
ARTICLES = [
    {"id": FIRST, "title": "Kiln at Overmoss", "outlet": "Clarion", "published": "2021-03-03",
     "text": f"{COUNTED}\n\n{CHAINED}\n\n{COLD}"},
    {"id": COPY, "title": "The cold kiln", "outlet": "Echo", "published": "2021-03-05",
     "text": f"{COUNTED}\n\n{CHAINED}\n\n{COLD}\n\nMore tomorrow."},
    {"id": CHANGED, "title": "Forty sacks", "outlet": "Clarion",
     "text": f"{ROPE}\n\n{COUNTED.replace('eleven', 'forty')} {CHAINED}"},
    {"id": ALONE, "title": "A goat", "outlet": "Herald", "published": "2021-03-04", "text": GOAT},
    {"id": EVIL, "title": HOSTILE, "outlet": HOSTILE, "published": "2021-03-09",
     "text": f"{HOSTILE}\n\n{COUNTED}\n\n{CHAINED}\n\n{HOSTILE}"},
]  # fmt: skip


def make_index(folder: Path) -> Path:
    """An index of these articles."""
    table = folder / "articles.jsonl"
    table.write_text("\n".join(map(json.dumps, ARTICLES)), encoding="utf-8")
    with Collection.open(folder / "index", encoder=TrigramEncoder()) as collection:
        assert not collection.index([table]).failures
    return folder / "index"
