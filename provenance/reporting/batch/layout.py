"""How a bundle of evidence is laid out: which files it holds, under which names, and how a line of it is read.

::

    README.txt       what this is and how to check it by hand
    articles.jsonl   every article cited: what is known of it, the evidence of its date, the file of its text
    bundle.json      what was asked, and the versions of program, model and collection
    claims….csv      claims, appearances and changes as tables
    claims.jsonl     every row with everything found; offsets count in the texts
    report.html      the report
    texts/…txt       the stored text of every article cited, UTF-8, unchanged
    SHA256SUMS       the sum of every other file, as ``sha256sum --check SHA256SUMS`` reads it
"""

from __future__ import annotations

import hashlib
import re

SCHEMA = "provenance.bundle/1"
README, ARTICLES, ABOUT, CLAIMS, REPORT = "README.txt", "articles.jsonl", "bundle.json", "claims.jsonl", "report.html"
SUMS, TABLE = "SHA256SUMS", "claims.csv"
NEEDED = (README, ARTICLES, ABOUT, "claims.appearances.csv", "claims.changes.csv", TABLE, CLAIMS, REPORT, SUMS)
"""What every bundle holds; texts come besides."""

_TEXT_NAME = re.compile(r"texts/[a-z0-9-]{1,60}\.txt")
_UNSAFE = re.compile(r"[^a-z0-9]+")
_SUM_LINE = re.compile(r"([0-9a-f]{64})  (\S+)")


def text_name(article_id: str) -> str:
    """The file of an article's text: what of its id is safe in any file system, and a sum that tells ids apart.

    Example:
        ``text_name("../Wexmere Gazette") == "texts/wexmere-gazette-0f4a12c9e0b17d3a.txt"``.
    """
    readable = _UNSAFE.sub("-", article_id.lower()[:200])[:40].strip("-")
    told_apart = hashlib.sha256(article_id.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return f"texts/{readable}-{told_apart}.txt" if readable else f"texts/{told_apart}.txt"


def is_known(name: str) -> bool:
    """Whether a bundle may hold a file of this name; any that leads out of its folder is none."""
    return name in NEEDED or _TEXT_NAME.fullmatch(name) is not None


def sum_line(name: str, digest: str) -> str:
    """A line of the list of sums."""
    return f"{digest}  {name}\n"


def read_sum_line(line: str) -> tuple[str, str] | None:
    """The name and the sum of a line; None where it is no such line."""
    found = _SUM_LINE.fullmatch(line)
    return None if found is None else (found[2], found[1])
