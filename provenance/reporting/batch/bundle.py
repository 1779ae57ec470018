"""A batch as a bundle of evidence: a .zip that holds what a reader needs to check every statement, now or in years.

The same batch gives the same bytes: members stand in a fixed order under safe names, with one fixed time, and are
packed by zlib at its usual level. Another build of zlib may pack differently; the sums of what is packed stay the same.
Nothing that would not pass `verification.verify` is written: every passage is held against the text first.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import IO, TYPE_CHECKING, BinaryIO

from provenance.errors import BundleError
from provenance.models import Appearance, Article, Batch, BatchRow, DateEvidence, DateInterval
from provenance.reporting.batch import Text, csv, html, jsonl, layout
from provenance.reporting.batch.sheets import Level
from provenance.reporting.json import Document, article_fields, dumps, interval_fields, summary_fields

if TYPE_CHECKING:
    from typing_extensions import Buffer

_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest that a .zip can tell
_PLAIN_FILE = 0o100644 << 16
_BUFFER = 1 << 18
_TEXTS_AT_HAND = 64

_README = """\
This is a bundle of evidence made by Provenance.

report.html      the report; open it in a browser, it needs no network
claims.jsonl     every claim with everything found, one JSON document a line
claims*.csv      the same as tables: claims, their appearances, the changes on the way
articles.jsonl   every article cited: what is known of it, and all evidence of its date
texts/           the stored text of every article cited, in UTF-8
bundle.json      which list was traced, with which program, model and state of the collection
SHA256SUMS       the SHA-256 of every other file

To check it:     provenance verify BUNDLE.zip
or by hand:      sha256sum --check SHA256SUMS
A passage stands in its article's text at characters begin to end (Unicode code points, from 0, end not included).
"First" means first in the collection that was searched. No claim is judged true or false.
"""


def write(batch: Batch, stream: BinaryIO, *, text: Text) -> None:
    """Write `batch` as a bundle.

    Args:
        text: Gives an article's stored text by its id, such as `Collection.text`.

    Raises:
        BundleError: A text is no longer the one in which the passages were found.
    """
    text = lru_cache(maxsize=_TEXTS_AT_HAND)(text)
    with zipfile.ZipFile(stream, "w") as archive:
        bundle = _Bundle(archive)
        with bundle.member(layout.README) as file:
            file.write(_README.encode())
        with bundle.member(layout.ARTICLES) as file:
            cited = _write_articles(batch, file, text)
        with bundle.member(layout.ABOUT) as file:
            file.write(f"{dumps(_about(batch, cited))}\n".encode())
        for name, level in sorted((csv.path_of(Path(layout.TABLE), level).name, level) for level in Level):
            with bundle.member(name) as file:
                csv.write(batch, file, level=level)
        with bundle.member(layout.CLAIMS) as file:
            jsonl.write(batch, file)
        with bundle.member(layout.REPORT) as file:
            html.write(batch, file)
        for name, identity in sorted((layout.text_name(identity), identity) for identity in cited.articles):
            with bundle.member(name) as file:
                file.write(text(identity).encode("utf-8", "surrogatepass"))
        bundle.write_sums()


@dataclass(frozen=True, slots=True)
class _Bundle:
    """An archive being written, with the sum of every member so far."""

    archive: zipfile.ZipFile
    sums: dict[str, str] = field(default_factory=dict)

    @contextmanager
    def member(self, name: str) -> Iterator[BinaryIO]:
        """One more member, to be written to; its sum is kept when it is done."""
        with self.archive.open(_entry(name), "w", force_zip64=True) as packed:
            summed = _Summed(packed)
            with io.BufferedWriter(summed, _BUFFER) as buffered:
                yield buffered
        self.sums[name] = summed.sha256.hexdigest()

    def write_sums(self) -> None:
        """The last member: the sums of all others."""
        lines = [layout.sum_line(name, self.sums[name]) for name in sorted(self.sums)]
        with self.archive.open(_entry(layout.SUMS), "w") as packed:
            packed.write("".join(lines).encode())


class _Summed(io.RawIOBase):
    """Hands on what is written, and sums it."""

    def __init__(self, onward: IO[bytes]) -> None:
        self._onward = onward
        self.sha256 = hashlib.sha256()

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, data: Buffer) -> int:
        """Hand `data` on."""
        self.sha256.update(data)
        return self._onward.write(data)


def _entry(name: str) -> zipfile.ZipInfo:
    """A member's head, the same on every system."""
    entry = zipfile.ZipInfo(name, _TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3  # Unix, wherever it is made
    entry.external_attr = _PLAIN_FILE
    return entry


# ------------------------------------------------------------------------------------------------ what is written


@dataclass(slots=True)
class _Cited:
    """What the rows cite: the ids of the articles, which grow with the collection and not with the claims."""

    articles: set[str] = field(default_factory=set)
    passages: int = 0
    rows: int = 0


def _write_articles(batch: Batch, file: BinaryIO, text: Text) -> _Cited:
    """Every article cited, where it is cited first; every passage is held against its text on the way."""
    cited = _Cited()
    for row in batch.rows:
        cited.rows += 1
        for found in _passages(row):
            cited.passages += 1
            _check(found, text)
            if found.article.id not in cited.articles:
                cited.articles.add(found.article.id)
                line = dumps(_article(found.article, text(found.article.id)), indent=None)
                file.write(f"{line}\n".encode())
    return cited


def _passages(row: BatchRow) -> tuple[Appearance, ...]:
    return () if row.trace is None else (*row.trace.appearances, *row.trace.related)


def _check(found: Appearance, text: Text) -> None:
    passage = found.passage
    if passage.span.of(text(found.article.id)) != passage.exact:
        raise BundleError(
            f"article {found.article.id}",
            "its text is no longer the one that was searched",
            "Trace the claims again, then make the bundle.",
        )


def _article(article: Article, text: str) -> Document:
    return {
        "file": layout.text_name(article.id),
        "characters": len(text),
        **article_fields(article),
        "published": _dated(article.published, text),
        "originally": None if article.originally is None else _dated(article.originally, text),
        "read_at": None if article.read_at is None else article.read_at.isoformat(),
        "evidence": [_evidence(evidence, text) for evidence in article.evidence],
        "extra": dict(article.extra),
    }


def _evidence(evidence: DateEvidence, text: str) -> Document:
    return {"role": evidence.role.value, **_dated(evidence.interval, text)}


def _dated(interval: DateInterval, text: str) -> Document:
    """A date with its evidence; the span only where these characters stand there, so that it can be checked."""
    stands = interval.span is not None and interval.span.of(text) == interval.evidence
    return {**interval_fields(interval), **({} if stands else {"span": None})}


def _about(batch: Batch, cited: _Cited) -> Document:
    return {
        "schema": layout.SCHEMA,
        "list": batch.name,
        "total": batch.total,
        "rows": cited.rows,
        "passages": cited.passages,
        "articles": len(cited.articles),
        "program": batch.program,
        "model": batch.model,
        "collection": summary_fields(batch.collection),
    }
