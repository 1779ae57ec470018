"""Writes files and reads them as a user would: the shortest way from bytes to documents."""

from datetime import date
from pathlib import Path

from provenance.errors import ReadingError
from provenance.models import Document
from provenance.reading import Source, find_sources, read_source

TODAY = date(2026, 11, 1)
BODY = (
    "The ferry left the harbour at dawn with forty passengers on board, and nobody on the quay thought it odd that the "
    "lights were out. It had done so every day of that week, as the harbour master told this newspaper."
)


def write(folder: Path, files: dict[str, str | bytes]) -> Path:
    """Files by their names below a folder, which is given back."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def sources(*paths: Path | str, limit: int = 1_000_000) -> list[Source]:
    """The sources found, which must all be readable."""
    found = list(find_sources(paths, limit=limit))
    assert not [str(problem) for problem in found if isinstance(problem, ReadingError)]
    return [source for source in found if isinstance(source, Source)]


def read(*paths: Path | str, limit: int = 1_000_000) -> tuple[list[Document], list[ReadingError]]:
    """Every article and every error."""
    documents: list[Document] = []
    errors: list[ReadingError] = []
    for found in find_sources(paths, limit=limit):
        for outcome in [found] if isinstance(found, ReadingError) else read_source(found, today=TODAY):
            (errors if isinstance(outcome, ReadingError) else documents).append(outcome)
    return documents, errors
