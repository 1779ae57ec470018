"""What a Word document says, read from its XML as it would be printed with all tracked changes accepted.

Insertions and content controls count, deletions, field codes and the second copies kept for old programs do not; nor do
headers, footers, comments and notes, which stand beside the text.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from provenance.reading.extraction import Extract, StatedDate, Unreadable

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_SKIPPED = frozenset(("del", "moveFrom", "instrText", "delText", "fldData", "Fallback", "pPr", "rPr", "footnotePr"))
_BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-", "softHyphen": ""}
_MOST_MEMBERS = 5_000
# Bytes that one member may unpack to, and how much more than its packed size: documents pack to a tenth.
_MOST_BYTES, _RATIO, _SMALL = 30_000_000, 200, 100_000
_REMEDY = "Save its text as .txt and give that."


def extract(content: bytes) -> Extract:
    """The text of a document, a paragraph a line, and its properties.

    Raises:
        Unreadable: It is damaged or encrypted, no text document, too large, or declares a document type.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if len(archive.infolist()) > _MOST_MEMBERS:
                raise Unreadable(f"holds more than {_MOST_MEMBERS:,} parts")
            return _document(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        raise Unreadable("is a damaged or encrypted document", "Save it again without a password.") from error
    except etree.XMLSyntaxError as error:
        raise Unreadable("is a damaged document, or nested too deeply", _REMEDY) from error


def _document(archive: zipfile.ZipFile) -> Extract:
    names = set(archive.namelist())
    if "word/document.xml" not in names:
        raise Unreadable("is an office file, but no text document", _REMEDY)
    body = _part(archive, "word/document.xml")
    properties = _properties(archive) if "docProps/core.xml" in names else {}
    return Extract(
        text="\n\n".join(text for paragraph in _paragraphs(body) if (text := _text(paragraph).strip())),
        title=properties.get("title"),
        author=properties.get("creator"),
        language=properties.get("language"),
        dates=tuple(
            StatedDate(role=role, rule="file-properties", value=properties[name])
            for role, name in (("published", "created"), ("updated", "modified"))
            if name in properties
        ),
    )


def _part(archive: zipfile.ZipFile, name: str) -> etree._Element:
    """A part of the document as a tree.

    Raises:
        Unreadable: It is too large, or declares a document type, which may declare entities.
    """
    info = archive.getinfo(name)
    if info.file_size > _MOST_BYTES or info.file_size > _RATIO * info.compress_size + _SMALL:
        raise Unreadable(f"unpacks to {info.file_size:,} bytes, more than a document may", _REMEDY)
    with archive.open(info) as file:
        content = file.read(_MOST_BYTES + 1)
    if len(content) > _MOST_BYTES:
        raise Unreadable("unpacks to more than a document may", _REMEDY)
    tree = etree.fromstring(content, _parser())
    if tree.getroottree().docinfo.doctype:
        raise Unreadable("declares a document type, which no document does", _REMEDY)
    return tree


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _is_word(element: etree._Element, name: str) -> bool:
    return element.tag in {f"{_WORD}{name}", f"{_STRICT}{name}"}


def _paragraphs(element: etree._Element) -> Iterator[etree._Element]:
    """Every paragraph that is printed, in order; one within another (a text box) comes after it."""
    for child in element:
        if _name(child) in _SKIPPED:
            continue
        if _is_word(child, "p"):
            yield child
        yield from _paragraphs(child)


def _text(element: etree._Element) -> str:
    """The characters of a paragraph, without those of paragraphs within it."""
    pieces = []
    for child in element:
        name = _name(child)
        if name in _SKIPPED or _is_word(child, "p"):
            continue
        if name == "t":
            pieces.append(child.text or "")
        elif name in _BREAKS and not (name == "tab" and _name(element) != "r"):
            pieces.append(_BREAKS[name])
        else:
            pieces.append(_text(child))
    return "".join(pieces)


def _properties(archive: zipfile.ZipFile) -> dict[str, str]:
    """What the document says of itself: ``title``, ``creator``, ``created``, ``modified``, ``language``."""
    try:
        core = _part(archive, "docProps/core.xml")
    except (Unreadable, etree.XMLSyntaxError):  # the text is what matters
        return {}
    return {_name(entry): entry.text.strip() for entry in core if entry.text and entry.text.strip()}
