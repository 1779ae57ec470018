"""The kinds of files that are read, one module each: a new kind is a new module here with a ``FORMAT``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from provenance.errors import ReadingError
from provenance.models import Document
from provenance.reading.contents import gunzipped
from provenance.reading.originals import Format, Original, suffix

_GZIP = b"\x1f\x8b"


@cache
def formats() -> dict[str, Format]:
    """Every format by each of its suffixes."""
    found: dict[str, Format] = {}
    for module in iter_modules(__path__):
        declared: object = import_module(f"{__name__}.{module.name}").FORMAT
        if not isinstance(declared, Format):
            raise TypeError(f"{module.name}: FORMAT must be a Format")
        for ending in declared.suffixes:
            if ending in found:
                raise ValueError(f"{ending}: both {found[ending].name} and {declared.name} claim it")
            found[ending] = declared
    return found


def kinds_read() -> str:
    """The endings of all files that are read, for a message."""
    return ", ".join(sorted(formats())) + ", each also as .gz"


def format_named(name: str, shown: str) -> Format:
    """How a file is read, by its name; one without an ending is plain text.

    Raises:
        ReadingError: Files of this kind are not read.
    """
    ending = suffix(name) or ".txt"
    found = formats().get(ending)
    if found is None:
        raise ReadingError(shown, f"is of a kind that is not read ({ending})", f"Kinds that are: {kinds_read()}.")
    return found


def recognised(head: bytes) -> Format | None:
    """How a file is read, by its first bytes; None where they do not tell."""
    known = dict.fromkeys(formats().values())
    return next((found for found in known if found.recognises is not None and found.recognises(head)), None)


def format_of(original: Original) -> Format:
    """How an original is read: by its first bytes, then by what its server calls it, then by its name.

    Raises:
        ReadingError: It is of a kind that is not read, or is not what its name says.
    """
    found = recognised(original.head) or served_as(original.media_type)
    if found is not None:
        return found
    named = format_named(original.name if original.address is None else "page", original.shown)
    if named.only_recognised:
        reason = f"is named like {named.name}, but is none"
        raise ReadingError(original.shown, reason, "Save it again with the program it was made with.")
    return named


def served_as(media_type: str) -> Format | None:
    """The format that a server means by a media type; None where it means none that is read."""
    return next((found for found in formats().values() if media_type in found.media_types), None)


def unpacked(original: Original) -> Original:
    """An original without its gzip compression, unless its kind is read as it is compressed.

    Raises:
        ReadingError: It is damaged, or unpacks to more than the limit.
    """
    packed = original.content.startswith(_GZIP) or original.name.casefold().endswith(".gz")
    if not packed or recognised(original.head) is not None:
        return original
    return replace(original, content=gunzipped(original.content, original.shown, limit=original.limit))


def read_original(original: Original) -> Iterator[Document | ReadingError]:
    """The articles of an original: one of a file, many of a table, an archive or a feed.

    Yields:
        An article, or an error for what cannot be read, after which the rest goes on.
    """
    try:
        yield from format_of(original).read(original)
    except ReadingError as error:
        yield error
