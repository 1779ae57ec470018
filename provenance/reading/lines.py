"""The lines of an article's text, each with its place, and whether lines are only where the text was wrapped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise, takewhile

from provenance.models import Span

_LINE = re.compile(r"[^\r\n]+")
# Flattened corpora put " ### " where a line ended; elsewhere the sign does not stand between two spaces.
_FLATTENED = " ### "
_FLATTENED_LINE = re.compile(rf"(?:(?!{_FLATTENED})[^\r\n])+")
_SENTENCE_ENDS = re.compile(r"[.!?:]['\"’”)\]*_]*$")
_SENTENCE_BORDER = re.compile(r"[a-z]{2}[.!?][\"”’]?\s+[A-Z“\"]")
_WIDEST_WRAP = 100


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the white space around it.

    Attributes:
        begin: Where its first character stands in the text.
        text: Its characters, no-break spaces as spaces (of equal length).
        indent: How many white space characters stand before it.
        apart: Whether a blank line, or the text's beginning, stands before it.
    """

    begin: int
    text: str
    indent: int
    apart: bool

    @property
    def span(self) -> Span:
        """Where it stands in the text."""
        return Span(self.begin, self.begin + len(self.text))

    @property
    def reads_as_body(self) -> bool:
        """Whether it is a paragraph rather than a title, a byline or a caption.

        That is 200 characters or more, 120 that end a sentence, or more than one sentence.
        """
        return (
            len(self.text) >= 200
            or (len(self.text) >= 120 and _SENTENCE_ENDS.search(self.text) is not None)
            or _SENTENCE_BORDER.search(self.text) is not None
        )


def lines(text: str, begin: int = 0) -> Iterator[Line]:
    """The non-blank lines of ``text[begin:]`` in order."""
    before = begin
    flattened = _FLATTENED in text
    pattern = _FLATTENED_LINE if flattened else _LINE
    for found in pattern.finditer(text, begin):
        stripped = found.group().strip()
        if stripped:
            indent = len(found.group()) - len(found.group().lstrip())
            apart = flattened or before == begin or _newlines(text, before, found.start()) > 1
            yield Line(found.start() + indent, stripped.replace("\u00a0", " "), indent, apart)
            before = found.end()


def top_lines(text: str, begin: int, *, count: int, reach: int) -> tuple[Line, ...]:
    """The first `count` non-blank lines that begin within `reach` characters of `begin`."""
    near = takewhile(lambda line: line.begin - begin <= reach, lines(text, begin))
    return tuple(islice(near, count))


def is_wrapped(sample: Sequence[Line]) -> bool:
    """Whether newlines stand where the page was full rather than where a paragraph ends.

    So it is if nearly all lines are short, and most that another line follows directly do not end a sentence.
    """
    short = sum(len(line.text) <= _WIDEST_WRAP for line in sample)
    followed = [line for line, after in pairwise(sample) if not after.apart]
    if len(followed) < 5 or short < 0.9 * len(sample):
        return False
    return sum(_SENTENCE_ENDS.search(line.text) is None for line in followed) >= 0.6 * len(followed)


def paragraphs(wrapped: Iterable[Line]) -> Iterator[tuple[Line, ...]]:
    """The lines of a wrapped text, gathered: a blank line or a deeper indent opens the next paragraph."""
    gathered: list[Line] = []
    for line in wrapped:
        if gathered and (line.apart or line.indent > gathered[-1].indent + 1):
            yield tuple(gathered)
            gathered = []
        gathered.append(line)
    if gathered:
        yield tuple(gathered)


def joined(parts: tuple[Line, ...]) -> str:
    """Wrapped lines as one; a hyphen at a line's end stays, as it may be the word's own."""
    text = ""
    for part in parts:
        text += part.text if not text or text.endswith("-") else " " + part.text
    return text


def last_lines(text: str, count: int, reach: int) -> tuple[Line, ...]:
    """The last `count` non-blank lines that begin within the last `reach` characters."""
    begin = max(0, len(text) - reach)
    found = tuple(lines(text, begin))
    return (found if begin == 0 else found[1:])[-count:]


def _newlines(text: str, begin: int, end: int) -> int:
    return text.count("\n", begin, end) or text.count("\r", begin, end)
