"""Inputs that mean harm, drawn by Hypothesis, and the way all of them go: read, kept, traced, compared, reported.

What may come back is an answer or an error of the project's own that says what is wrong; nothing else.
"""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from hypothesis import strategies as st
from invented_collection import opened
from likely_files import articles, likely_files

from provenance.collection import Collection
from provenance.comparing import compare
from provenance.errors import ProvenanceError
from provenance.models import Comparison
from provenance.pairs import side
from provenance.reporting import Format, render
from provenance.reporting.comparison import render_comparison
from provenance.settings import Settings
from provenance.tracing import trace

MARK = "<script>ran(1)</script>"
"""What must never stand in a page as it stands here."""

_ACTING = [
    MARK, "<img src=x onerror=ran(1)>", "javascript:ran(1)", "\x1b]0;title\x07", "\x1b[31m", "\u202e",
    "\u2066", "\u200b", "\ufeff", "\ud800", "\udfff", "\u0301" * 40, "e\u0301", "ﬁ", "ß", "İ", "ǅ",
    "\U0001f468\u200d\U0001f469", "]]>", "]](javascript:ran(1))", "{{7*7}}", "{0}", "%s%n", "' OR 1=1 --",
    "../../etc/passwd", "$(ran)", "=cmd|' /C x'!A0", "&lt;", "&#0;", "<!ENTITY a 'b'>", "\r", "\x85",
    "\u2028", "\t", "|", "`", "*_~", "#", "---\n", ":smile:", "$x$",
]  # fmt: skip
_WORDS = [
    "The harbour will not close.", "“", "”", "\"", "‘", "’", "(", ")", "…", "...", "[", "]", "—", "-",
    "7 December 2022", "31 February 2023", "2023-13-45", "99999-01-01", "12 May", "1,000,000", "1e309",
    "-0", "½", "٣٤", "4.2 per cent", "€5bn", "not", "no one", "may", "said Ann Lee", "according to",
    "By Ann Lee / The Quay", "Originally published", "Mr.", "U.S.", "e.g.", "a" * 300, "no " * 60,
    "1." * 80, "A. " * 60, "“‘" * 40, "Затвор плотины открылся ночью.", "水門が開いた。", "فتحت البوابة", "* * *",
    "\n\n", "\n", " ",
]  # fmt: skip

_other = st.text(st.characters(exclude_categories=["Cc"]), max_size=20)
texts = st.lists(st.sampled_from(_ACTING) | st.sampled_from(_WORDS) | _other, min_size=1, max_size=40).map("".join)
long_texts = st.builds(lambda piece, times, tail: piece * times + tail, texts, st.integers(1, 400), texts).map(
    lambda text: text[:60_000]
)
claims = texts | st.builds(lambda text, begin: text[begin : begin + 200], texts, st.integers(0, 30))
fields = st.dictionaries(
    st.sampled_from(["id", "title", "outlet", "author", "url", "published", "language", "extra", "date"]) | texts,
    texts | st.none() | st.integers() | st.floats() | st.lists(st.integers(), max_size=2), max_size=6,
)  # fmt: skip


@dataclass(frozen=True)
class Hostile:
    """Some files, and a claim to be traced in them.

    Attributes:
        files: Their bytes by name.
    """

    files: dict[str, bytes]
    claim: str


def _rows(texts_and_fields: list[tuple[str, dict[str, object]]]) -> bytes:
    return "\n".join(json.dumps({**known, "text": text}) for text, known in texts_and_fields).encode()


def _encoded(text: str, encoding: str) -> bytes:
    return text.encode(encoding, "replace")


_plain = st.builds(_encoded, texts | long_texts, st.sampled_from(["utf-8", "utf-16", "latin-1", "cp1252"])) | st.binary(
    max_size=400
)
_tables = st.builds(_rows, st.lists(st.tuples(texts, fields), min_size=1, max_size=4)) | _plain
_pages = st.builds(
    lambda body, head: _encoded(f"<!DOCTYPE html><html><head>{head}</head><body><p>{body}</p></body></html>", "utf-8"),
    texts,
    texts,
)


def _zip(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for number, content in enumerate(members.values()):
            archive.writestr(f"{number}{list(members)[number][:40]}.txt", content)
    return file.getvalue()


def _harmed(content: bytes, at: float, by: bytes) -> bytes:
    """Some bytes within it written over."""
    begin = int(at * len(content))
    return content[:begin] + by + content[begin + len(by) :]


_packed = st.builds(_zip, st.dictionaries(st.text("ab./\\", min_size=1, max_size=9), _plain, max_size=3)) | st.builds(
    gzip.compress, _plain
)
_broken = st.builds(_harmed, _packed | _pages, st.floats(0, 1), st.binary(min_size=1, max_size=20))

_HOSTILE_BYTES = [text.encode("utf-8", "surrogatepass") for text in (*_ACTING, *_WORDS)] + [
    b"\x00", b"\xff\xfe", b"\xc3\x28", b"\xed\xa0\x80", b"-1", b"9" * 20, b"<", b">", b"\"", b"]]>", b"%00",
]  # fmt: skip


@st.composite
def _mutated(draw: st.DrawFn, endings: tuple[str, ...]) -> tuple[str, bytes]:
    """A file as a newsroom has it with some places changed: cut, doubled, written over, hostile signs put in."""
    ending = draw(st.sampled_from(endings))
    content = draw(st.sampled_from(likely_files()[ending]))
    if ending in {"docx", "zip"} and draw(st.booleans()):
        return ending, _repacked(content, partial(_changed, draw))
    return ending, _changed(draw, content)


def _changed(draw: st.DrawFn, content: bytes) -> bytes:
    for _ in range(draw(st.integers(1, 6))):
        begin = draw(st.integers(0, len(content)))
        end = min(len(content), begin + draw(st.sampled_from([0, 0, 1, 4, 40, 400])))
        match draw(st.sampled_from(["put in", "put in", "put in", "cut", "double", "flip", "break off"])):
            case "put in":
                piece = draw(st.sampled_from(_HOSTILE_BYTES) | texts.map(lambda text: text.encode("utf-8", "replace")))
                content = content[:begin] + piece * draw(st.sampled_from([1, 1, 1, 3, 50])) + content[end:]
            case "cut":
                content = content[:begin] + content[end:]
            case "double":
                content = content[:end] + content[begin:end] * draw(st.integers(1, 30)) + content[end:]
            case "flip" if begin < len(content):
                content = (
                    content[:begin] + bytes([content[begin] ^ 1 << draw(st.integers(0, 7))]) + content[begin + 1 :]
                )
            case "break off" if draw(st.integers(0, 3)) == 0:
                content = content[:begin]
    return content


def _repacked(content: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """A zip archive whose largest member is changed, so that it still unpacks."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        named = next((name for name in given.namelist() if name == "word/document.xml"), given.namelist()[0])
        for name in given.namelist():
            archive.writestr(name, change(given.read(name)) if name == named else given.read(name))
    return file.getvalue()


@st.composite
def _claims_of(draw: st.DrawFn) -> str:
    """A claim that stands in the files, hostile signs put into it; or one that is nothing else."""
    text = draw(st.sampled_from(articles()))
    begin = draw(st.integers(0, len(text) - 1))
    return _changed(draw, text[begin : begin + draw(st.integers(20, 300))].encode()).decode("utf-8", "replace")


light_files = st.one_of(
    *(st.tuples(st.just(ending), _plain) for ending in ("txt", "md")),
    *(st.tuples(st.just(ending), _tables) for ending in ("jsonl", "csv")),
    st.tuples(st.sampled_from(["zip", "txt.gz", "jsonl.gz"]), _packed),
)
heavy_files = st.tuples(
    st.sampled_from(["html", "pdf", "docx", "warc", "rss", "zip", "csv", "txt"]), _pages | _packed | _broken | _plain
)


def _hostile(files: list[tuple[str, bytes]], claim: str) -> Hostile:
    return Hostile({f"{number}.{ending}": content for number, (ending, content) in enumerate(files)}, claim)


light = st.builds(_hostile, st.lists(light_files, min_size=1, max_size=3), claims)
"""Files that are read in this process."""
likely = st.builds(
    _hostile,
    st.lists(_mutated(("txt", "md", "csv", "jsonl", "zip")), min_size=1, max_size=3),
    _claims_of() | claims,
)
"""The same, of files as a newsroom has them."""
likely_heavy = st.builds(
    _hostile,
    st.lists(_mutated(("html", "docx", "pdf", "rss", "atom", "warc")), min_size=1, max_size=2),
    _claims_of() | claims,
)
"""The same of those that child processes take apart."""
heavy = st.builds(_hostile, st.lists(heavy_files, min_size=1, max_size=2), claims)
"""Files that child processes take apart."""


def put_through(given: Hostile, folder: Path) -> str:
    """Let it go all the way; how it ended, in a word.

    Raises:
        AssertionError: Something came out that must not.
        Exception: Any other is a crash.
    """
    articles = folder / "articles"
    articles.mkdir(parents=True)
    for name, content in given.files.items():
        (articles / name).write_bytes(content)
    with opened(folder / "index") as collection:
        report = collection.index([articles])
        ids = [outcome.name for outcome in report.outcomes if outcome.article is not None][:2]
        if len(ids) == 2:
            _reported_comparison(compare(*(side(identity, lambda: collection) for identity in ids)))
        ends = [_traced(collection, claim) for claim in (given.claim, *(collection.text(one)[:300] for one in ids))]
    return "nothing read" if not ids else "refused" if "refused" in ends else "traced"


def _traced(collection: Collection, claim: str) -> str:
    try:
        found = trace(collection, claim, settings=Settings(index=collection.folder))
    except ProvenanceError:
        return "refused"
    for wanted in Format:
        _harmless(render(found, wanted), wanted)
    return "traced"


def _reported_comparison(found: Comparison) -> None:
    for wanted in ("text", "json", "md", "html"):
        _harmless(render_comparison(found, wanted), Format(wanted))


def _harmless(text: str, wanted: Format) -> None:
    """Nothing in it acts on a page or a terminal, and programs can read what is for programs."""
    text.encode("utf-8")
    match wanted:
        case Format.JSON:
            json.loads(text)
        case Format.HTML:
            assert MARK not in text
            assert "<img src=x" not in text
            assert 'href="javascript:' not in text
        case Format.TEXT:
            assert "\x1b" not in text
            assert "\u202e" not in text
        case Format.MARKDOWN:
            assert MARK not in text
            assert "\x1b" not in text
