"""Which articles to compare: found by a path, an address or an id; one pair, or a file of many."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from provenance.comparing import Side, compare, side_of
from provenance.errors import ProvenanceError, ReadingError, UnknownArticle, UsageError
from provenance.models import Comparison, Document
from provenance.reading import find_sources, read_source
from provenance.reading.addresses import is_address
from provenance.reading.originals import Original

if TYPE_CHECKING:
    from provenance.collection import Collection

# Articles held taken apart: a file of pairs often sets one against many.
_KEPT = 500
_FILE_OF_PAIRS = "Give a text file of two tab-separated paths a line."

LONGEST = 3_000_000
"""Characters of the longest text that may be pasted."""
Opened = Callable[[], "Collection"]


def side(name: str, collection: Opened) -> Side:
    """The article at a path or an address, or the one with this id in the collection.

    Args:
        collection: Opens the collection; called only where `name` is neither a path nor an address.

    Raises:
        ReadingError: It cannot be read, or holds several articles.
        UnknownArticle: It is neither there nor in the collection.
    """
    if is_address(name) or _is_there(name):
        return side_of(_only(name))
    try:
        from provenance.stories import kept_side  # noqa: PLC0415 - brings the collection

        return kept_side(collection(), name)
    except ProvenanceError as error:
        remedy = "Give a path, an http address, or an id that provenance status lists."
        raise UnknownArticle(
            name, "there is no such file, and no article of this id in the collection", remedy
        ) from error


def pasted(text: str, role: str, *, read_at: datetime) -> Side:
    """A text somebody pasted, read like a file of plain text: undated, unless it says its date itself.

    Args:
        role: What it is to the other text, ``source`` or ``target``.
        read_at: When it is read; nothing was published later.

    Raises:
        UsageError: It holds no word, or is longer than 3,000,000 characters.
    """
    name = f"the {role}"
    if len(text) > LONGEST:
        reason = f"it has {len(text):,} characters, and at most {LONGEST:,} are compared"
        raise UsageError(name, reason, "Paste the part in question.")
    if not any(map(str.isalpha, text)):
        raise UsageError(
            name, "it is empty" if not text.strip() else "it holds no word", "Paste the text of an article."
        )
    content = text.encode("utf-8", "surrogatepass")
    identity = f"pasted-{role}"
    original = Original(
        path=identity, name=identity, shown=name, content=content, sha256=sha256(content).hexdigest(), read_at=read_at
    )
    return side_of(original.document(text))


def _is_there(name: str) -> bool:
    try:
        return Path(name).exists()
    except (OSError, ValueError):  # longer than any path, or with signs that stand in none
        return False


def _only(name: str) -> Document:
    """The one article of an input."""
    found = [one for source in find_sources([name]) for one in _read(source)]
    errors = [one for one in found if isinstance(one, ReadingError)]
    documents = [one for one in found if isinstance(one, Document)]
    if len(documents) == 1:
        return documents[0]
    if errors and not documents:
        raise errors[0]
    remedy = "Index it, and give the ids of two of its articles."
    raise ReadingError(name, f"it holds {len(documents)} articles, and a comparison needs one", remedy)


def _read(source: object) -> Iterator[Document | ReadingError]:
    return iter([source]) if isinstance(source, ReadingError) else read_source(source)  # type: ignore[arg-type]


def compare_pairs(
    file: Path, collection: Opened, *, reached: Callable[[int, int], None] | None = None
) -> Iterator[Comparison | ProvenanceError]:
    """Compare the pairs of a file, two tab-separated articles a line; blank lines do not count.

    Args:
        reached: Called with the number of lines done so far, and of all there are.

    Yields:
        A comparison for each pair; for a line that is no pair, or an article that cannot be read, an error that names
        the line, after which the rest goes on.
    """
    known = lru_cache(maxsize=_KEPT)(lambda name: side(name, collection))
    lines = pair_lines(file)
    for done, (number, line) in enumerate(lines, start=1):
        try:
            yield compare(*map(known, _pair(line)))
        except ProvenanceError as error:
            yield ReadingError(f"{file}, line {number}: {error.subject}", error.reason, error.remedy)
        if reached is not None:
            reached(done, len(lines))


def _pair(line: bytes) -> tuple[str, str]:
    match [name.strip() for name in _decoded(line).split("\t")]:
        case [str(one), str(other)] if one and other:
            return one, other
    raise ReadingError(
        f"“{_decoded(line)[:60]}”", "it is no pair", "Write two paths or article ids with a tab between."
    )


def _decoded(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError as error:
        shown = line.decode("utf-8", "replace")[:60]
        raise ReadingError(f"“{shown}”", "it is not UTF-8", "Save the file of pairs as UTF-8.") from error


def pair_lines(file: Path) -> list[tuple[int, bytes]]:
    """The lines of a file that are not blank, with their numbers from 1; each is decoded when its turn comes.

    Raises:
        ReadingError: The file cannot be read, or is no text in UTF-8 at all.
    """
    try:
        content = file.read_bytes().removeprefix(BOM_UTF8)
    except OSError as error:
        raise ReadingError(str(file), error.strerror or "it cannot be read", _FILE_OF_PAIRS) from error
    if b"\0" in content:
        raise ReadingError(str(file), "it is not UTF-8", _FILE_OF_PAIRS)
    return [(number, line) for number, line in enumerate(content.splitlines(), start=1) if line.strip()]
