"""Inputs made by hand, so that no test of the collection depends on how files are read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from provenance.collection import Collection, IndexReport
from provenance.errors import ReadingError
from provenance.models import Article, DateInterval, DateSource, Document


@dataclass(frozen=True)
class Given:
    """An input with what reading it gives."""

    path: Path
    name: str
    fingerprint: str
    documents: tuple[Document | ReadingError, ...]
    passing: bool = False


def day(iso: str) -> DateInterval:
    """A date as a byline states it."""
    return DateInterval.of_day(date.fromisoformat(iso), source=DateSource.BYLINE, evidence=iso)


def file(name: str, text: str, *, folder: str = "/articles", **known: object) -> Given:
    """A file that is one article; its id is its name without the ending."""
    path = Path(folder) / name
    article = Article(id=Path(name).stem, path=str(path), sha256=_digest(text), **known)  # type: ignore[arg-type]
    return _given(path, (Document(article=article, text=text),))


def table(name: str, rows: dict[str, str | ReadingError], *, folder: str = "/articles") -> Given:
    """A table of articles: texts by id. An error stands for a row that cannot be read."""
    path = Path(folder) / name
    documents = tuple(
        text
        if isinstance(text, ReadingError)
        else Document(article=Article(id=row, path=f"{path}#{row}", sha256=_digest(text)), text=text, named=_named(row))
        for row, text in rows.items()
    )
    return _given(path, documents)


def failing(name: str) -> Given:
    """A file that cannot be read."""
    return _given(Path("/articles") / name, (ReadingError(name, "it is not text", "Save it as text."),))


def index(collection: Collection, *inputs: Given | ReadingError) -> IndexReport:
    """Take inputs in."""
    return collection.index_sources(inputs, lambda given: given.documents)


def told(report: IndexReport) -> list[tuple[str, str]]:
    """What became of what: kind and name, in order."""
    return [(outcome.kind.value, outcome.name) for outcome in report.outcomes]


def contents(collection: Collection) -> dict[str, tuple[Article, str, tuple[str, ...]]]:
    """All that is kept: articles, texts and sentences by id."""
    kept = {}
    for article, _ in collection.status().articles:
        text = collection.text(article.id)
        kept[article.id] = (article, text, tuple(span.of(text) for span in collection.sentence_spans(article.id)))
    return kept


def _named(row: str) -> bool:
    """Whether the id stands in the row, rather than being made of the table's name and a number."""
    return "#" not in row


def _given(path: Path, documents: tuple[Document | ReadingError, ...]) -> Given:
    return Given(path, path.name, _digest(repr(documents)), documents)


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
