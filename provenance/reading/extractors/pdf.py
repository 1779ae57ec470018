"""What a PDF says: its text in reading order, found with pypdfium2, or with pypdf where that cannot open it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping

import pypdfium2

from provenance.reading.extraction import Extract, StatedDate, Unreadable
from provenance.reading.extraction.page_layout import PrintedLine, PrintedPage, paragraphs
from provenance.wording.normalisation import fold_word
from provenance.wording.rarity import rarity

_DATE = re.compile(
    r"(?:D:)?(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)(?:(?P<time>\d{6})(?:(?P<zone>[+-]\d\d)'?(?P<minutes>\d\d)?|Z)?)?"
)
_ROLES = {"published": "CreationDate", "updated": "ModDate"}
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
# A wider gap between two characters, in heights of the line, is the space between columns.
_WIDE = 1.25


def extract(content: bytes) -> Extract:
    """The text of a PDF, a paragraph a line, and its properties.

    Raises:
        Unreadable: It is encrypted or damaged, or holds pictures of pages and no text.
    """
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).casefold():
            raise Unreadable("is encrypted with a password", "Save a copy without one.") from error
        return _with_pypdf(content)
    pages = [_page(document[number]) for number in range(len(document))]
    text = "\n\n".join(paragraphs(pages, attests=_is_known))
    return _extract(text, document.get_metadata_dict())


def _extract(text: str, properties: Mapping[str, str]) -> Extract:
    if not any(character.isalpha() for character in text):
        raise Unreadable("holds pictures of pages and no text", "Run text recognition (OCR) on it first.")
    return Extract(
        text=text,
        title=properties.get("Title") or None,
        author=properties.get("Author") or None,
        dates=tuple(
            StatedDate(role=role, rule="file-properties", value=value)
            for role, name in _ROLES.items()
            if (value := iso_date(properties.get(name) or ""))
        ),
    )


def iso_date(value: str) -> str | None:
    """A date as PDF writes it, as ISO 8601 does: ``D:20221207103000+01'00'`` → ``2022-12-07T10:30:00+01:00``."""
    found = _DATE.match(value)
    if found is None:
        return None
    day = f"{found['year']}-{found['month']}-{found['day']}"
    if found["time"] is None:
        return day
    time = ":".join(re.findall("..", found["time"]))
    zone = f"{found['zone']}:{found['minutes'] or '00'}" if found["zone"] else "Z" if value.endswith("Z") else ""
    return f"{day}T{time}{zone}"


def _is_known(word: str) -> bool:
    """Whether a word stands in the table of English words."""
    return rarity(fold_word(word)) < 1.0


# --------------------------------------------------------------------------------------------------- lines


def _page(page: pypdfium2.PdfPage) -> PrintedPage:
    text_page = page.get_textpage()
    try:
        return PrintedPage(page.get_height(), tuple(_lines(text_page)))
    finally:
        text_page.close()
        page.close()


def _lines(text_page: pypdfium2.PdfTextPage) -> Iterator[PrintedLine]:
    """The lines of a page; a line is parted where the gap between two characters is a column's."""
    line = _Line()
    for character, box in _characters(text_page):
        if box is None:
            if character in "\r\n":
                yield from line.ended()
            else:
                line.add_space(character)
            continue
        if line.is_left_by(box):
            yield from line.ended()
        line.add(character, box)
    yield from line.ended()


_Box = tuple[float, float, float, float]


def _characters(text_page: pypdfium2.PdfTextPage) -> Iterator[tuple[str, _Box | None]]:
    """Every character with its box; none for white space, and for what stands nowhere on the page."""
    count = text_page.count_chars()
    text = text_page.get_text_range(0, count) if count else ""
    whole = len(text) == count  # else a character takes two places, and each is asked for by itself
    for number in range(count):
        character = text[number] if whole else text_page.get_text_range(number, 1)
        box = None if character.isspace() else text_page.get_charbox(number, loose=True)
        yield character, box if box is not None and box[2] > box[0] else None


class _Line:
    """A line that is being gathered."""

    def __init__(self) -> None:
        self._text = ""
        self._box: _Box | None = None

    def is_left_by(self, box: _Box) -> bool:
        """Whether a character there begins another line: below or above, far to the right, or back to the left."""
        if self._box is None:
            return False
        left, bottom, right, top = self._box
        height = max(top - bottom, box[3] - box[1])
        off = abs((box[1] + box[3]) / 2 - (bottom + top) / 2) > 0.6 * height
        return off or box[0] - right > _WIDE * height or box[0] < left - 1

    def add(self, character: str, box: _Box) -> None:
        """Take a character in."""
        self._text += character
        left, bottom, right, top = self._box or box
        self._box = (min(left, box[0]), min(bottom, box[1]), max(right, box[2]), max(top, box[3]))

    def add_space(self, character: str) -> None:
        """Take in what has no place of its own: a space, or PDFium's mark of a broken word."""
        if self._box is not None:
            self._text += character

    def ended(self) -> Iterator[PrintedLine]:
        """The line, if there is any; a new one begins."""
        text = self._text.strip().translate(_LIGATURES)
        if text and self._box is not None:
            yield PrintedLine(*self._box, text)
        self._text, self._box = "", None


def _with_pypdf(content: bytes) -> Extract:
    """The text as pypdf gives it, line by line; it opens some files that PDFium does not, and stops at bombs.

    Raises:
        Unreadable: It cannot open it either.
    """
    import pypdf  # noqa: PLC0415 - seldom needed

    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        text = "\n\n".join(page.extract_text() for page in reader.pages)
        properties = {str(name).lstrip("/"): str(value) for name, value in (reader.metadata or {}).items()}
    except (pypdf.errors.PyPdfError, ValueError, KeyError, TypeError, AttributeError, OSError) as error:
        raise Unreadable("is a damaged PDF", "Save or print it again.") from error
    return _extract(text.replace("\x00", " "), properties)
