"""Page furniture that shows only beside its neighbours, or in its place in the article.

``boilerplate`` looks at one sentence alone. A headline in a list of other articles, a caption, or "She teaches law at
Quay University." reads as the article's own there; what stands around it tells. Each rule here needs a neighbour that
is furniture for certain, or the article's foot, so that a paragraph of the article is not drawn in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from provenance.models import Span
from provenance.reading.boilerplate.notices import LISTING, furniture_reason
from provenance.wording.layout import BlockKind, blocks

_CREDIT = "image credit"
_CAPTION = "caption"
_BIO = "author's bio"
_CONTRIBUTION = "contribution note"
# A link is a line of at most so many characters that ends no sentence; a list of links has at most so many of them.
_LONGEST_LINK = 140
_MOST_LINKS = 12
_ENDS_SENTENCE = re.compile(r"[.:;,][\"'”’»)\]]*$")
_BYLINE = re.compile(r"(?:by|von|par|por) (?-i:[A-Z])", re.IGNORECASE)
# What people and things do in pictures, in the present tense of captions.
_SHOWS = re.compile(
    r"\b(?:addresses|appears?|arrives?|attends?|carr(?:y|ies)|enters?|gathers?|gestures?|greets?|holds?|leaves?|listens?|"
    r"looks?|march(?:es)?|performs?|pictured|poses?|protests?|rall(?:y|ies)|seen|shakes?|shown|shows?|sits?|smiles?|"
    r"speaks?|stands?|talks?|walks?|wait(?:s|ing)?|waves?|wears?)\b"
)
_ITALIC = re.compile(r"[*_]\w.*[*_]$")
_AGE = re.compile(r"\W*\d{1,2} ?(?:s|sec|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?)\.? ago\W*", re.IGNORECASE)
# How far up an article its foot may reach, and how many words a line of the foot without furniture may have.
_FOOT = 12
_HEADING_WORDS = 5
_HEAD = 4  # paragraphs in which the author's name is a byline
_BYLINE_REACH = 12  # paragraphs that may stand above the end of what follows a byline
_OCCUPATION = (
    r"(?:professor|journalist|writer|author|novelist|editor|reporter|columnist|correspondent|blogger|researcher|"
    r"fellow|analyst|director|lecturer|historian|critic|contributor|economist|lawyer|attorney|teacher|student|"
    r"photographer|producer|consultant|scholar|scientist|adviser|advisor|activist|founder|associate|intern)"
)
_NAME = r"(?P<name>(?:[A-Z][\w.’'-]*\.? ){0,3}(?:(?:de|van|von|der|bin|al) )*(?P<last>[A-Z][\w’'-]+))"
_INTRODUCES = re.compile(
    rf"\W*(?:(?:Mr|Ms|Mrs|Dr|Prof)\. (?=[A-Z]))?{_NAME}(?: \(@?\w+\)|,)? "
    rf"(?:(?P<being>is|was) (?:(?!\bsaid\b)[^.!?]){{0,100}}?\b{_OCCUPATION}s?\b|"
    r"(?:writes|covers|reports|blogs|teaches)\b)"
)
_GOES_ON = re.compile(r"\W*(?:He|She|They|His|Her|Their)\b")
_REPORTED_FROM = re.compile(r"\W*[A-Z][\w.’'-]+(?:,? (?:and )?[A-Z][\w.’'-]+)* reported from [A-Z][^.!?]{2,60}\.?\W*")


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """The sentences of one block, which holds a word.

    Attributes:
        first: Position of its first sentence in the article.
        sentences: What they say, white space folded.
        bullet: Whether it is an item of a bulleted list.
    """

    first: int
    sentences: tuple[str, ...]
    bullet: bool

    @property
    def positions(self) -> range:
        return range(self.first, self.first + len(self.sentences))

    @property
    def text(self) -> str:
        return " ".join(self.sentences)


def furniture(
    text: str, spans: Sequence[Span], *, title: str | None = None, author: str | None = None
) -> tuple[str | None, ...]:
    r"""Why each sentence of an article is page furniture; None for those that are the article's own.

    Args:
        text: The original text of the article.
        spans: Its sentences in order.
        title: The article's title, which no list of other articles goes beyond.
        author: Who wrote it; a bio at its foot is likelier theirs.

    Example:
        In ``"Related articles\n\nFerry sails without lights\n\nThe quay was dark."`` the first two are a
        ``"list of other articles"``.
    """
    reasons = [furniture_reason(span.of(text)) for span in spans]
    paragraphs = tuple(_paragraphs(text, spans))
    for rule in (_listed, _dated_by_age, _captions, _drawn_in, _at_the_foot):
        page = _Page(paragraphs, tuple(reasons), " ".join((title or "").split()), author or "")
        for position, reason in rule(page):
            reasons[position] = reasons[position] or reason
    return tuple(reasons)


_Marks = Iterator[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class _Page:
    """An article in paragraphs, with the reasons found so far by position of the sentence."""

    paragraphs: tuple[_Paragraph, ...]
    reasons: tuple[str | None, ...]
    title: str
    author: str

    def said(self, paragraph: _Paragraph) -> list[str]:
        """The reasons why sentences of a paragraph are furniture."""
        return [reason for position in paragraph.positions if (reason := self.reasons[position])]

    def is_link(self, paragraph: _Paragraph) -> bool:
        """Whether a paragraph may be a link to another article: a short line that ends no sentence, and no title."""
        text = paragraph.text
        short = len(text) <= _LONGEST_LINK and _ENDS_SENTENCE.search(text) is None
        return short and text != self.title and _BYLINE.match(text) is None


def _paragraphs(text: str, spans: Sequence[Span]) -> Iterator[_Paragraph]:
    """The blocks of a text that hold words; separators are left out, so that they part nothing."""
    position = 0
    for block in blocks(text):
        first = position
        while position < len(spans) and spans[position].begin < block.span.end:
            position += 1
        if position > first and block.kind is not BlockKind.SEPARATOR:
            sentences = tuple(" ".join(span.of(text).split()) for span in spans[first:position])
            yield _Paragraph(first, sentences, block.kind is BlockKind.BULLET)


def _all(paragraph: _Paragraph, reason: str) -> _Marks:
    return ((position, reason) for position in paragraph.positions)


# ------------------------------------------------------------------------------------------------ lists of links


def _listed(page: _Page) -> _Marks:
    """The short lines under the heading of a list of other articles, and the same lines wherever they stand again."""
    links = {link.text for number in range(len(page.paragraphs)) for link in _links_below(page, number)}
    for paragraph in page.paragraphs:
        if paragraph.text in links:
            yield from _all(paragraph, LISTING)


def _links_below(page: _Page, number: int) -> Iterator[_Paragraph]:
    """The list whose heading this paragraph is, if it is one; its lines are all bulleted or none is."""
    heading, below = page.paragraphs[number], page.paragraphs[number + 1 : number + 1 + _MOST_LINKS]
    if page.reasons[heading.first] == LISTING and len(heading.sentences) == 1:
        yield from takewhile(lambda link: page.is_link(link) and link.bullet == below[0].bullet, below)


def _dated_by_age(page: _Page) -> _Marks:
    """A list of the site's latest articles: lines between lines such as "15m ago"."""
    ages = [number for number, paragraph in enumerate(page.paragraphs) if _AGE.fullmatch(paragraph.text)]
    for one, other in pairwise(ages):
        if other - one == 2 and page.is_link(page.paragraphs[one + 1]):
            for paragraph in page.paragraphs[one : other + 1]:
                yield from _all(paragraph, LISTING)


# ------------------------------------------------------------------------------------- captions, whole paragraphs


def _captions(page: _Page) -> _Marks:
    """A sentence that shares a paragraph with an image's credit alone, and says what the image shows."""
    caption_before = False
    for paragraph in page.paragraphs:
        alone = len(paragraph.sentences) == 2 and not caption_before
        shows = _SHOWS.search(paragraph.sentences[0]) is not None
        if alone and shows and page.reasons[paragraph.first + 1] == _CREDIT:
            yield paragraph.first, _CAPTION
        caption_before = page.said(paragraph)[-1:] == [_CAPTION]


def _drawn_in(page: _Page) -> _Marks:
    """What is left of a paragraph of which more than half is furniture, and two sentences at least.

    A caption may tell news between what the image shows and its credit, and is left alone.
    """
    for paragraph in page.paragraphs:
        said = page.said(paragraph)
        if len(said) >= 2 and 2 * len(said) > len(paragraph.sentences) and not {_CAPTION, _CREDIT} & {*said}:
            yield from _all(paragraph, said[0])


# ------------------------------------------------------------------------------------------------------- the foot


def _at_the_foot(page: _Page) -> _Marks:
    """Who wrote the article and who helped, where nothing of the article's own follows any more."""
    yield from _below_the_byline(page)
    foot = _foot(page)
    yield from _bios(page, foot)
    for paragraph in foot:
        for position, sentence in zip(paragraph.positions, paragraph.sentences, strict=True):
            if _REPORTED_FROM.fullmatch(sentence):
                yield position, _CONTRIBUTION


def _bios(page: _Page, foot: Sequence[_Paragraph]) -> _Marks:
    """Bios in the foot: the author's name as a heading, the paragraph that introduces them, and those that go on."""
    body = page.paragraphs[_HEAD : len(page.paragraphs) - len(foot)]
    introduced = {paragraph.first: _introduced(page, paragraph, body) for paragraph in foot}
    names = {name for found in introduced.values() for name in found}
    telling = False  # whether the paragraph before is of a bio
    for paragraph in foot:
        goes_on = telling and (_GOES_ON.match(paragraph.text) or paragraph.text.startswith(tuple(names)))
        telling = bool(introduced[paragraph.first] or goes_on or paragraph.text in names)
        if telling:
            yield from _all(paragraph, _BIO)


def _below_the_byline(page: _Page) -> _Marks:
    """Who wrote the article, told right below their name."""
    for byline, paragraph in pairwise(page.paragraphs[:_BYLINE_REACH]):
        found = _INTRODUCES.match(paragraph.text)
        if found and found["being"] and _BYLINE.match(byline.text) and byline.text.endswith(found["last"]):
            yield from _all(paragraph, _BIO)


def _introduced(page: _Page, paragraph: _Paragraph, body: Sequence[_Paragraph]) -> tuple[str, ...]:
    """The full and the last name of an author whom a paragraph of the foot introduces.

    A person of whom the article tells is introduced that way too. So the body must not name them, and something must
    vouch for an author: a byline, the name as a heading, italics, furniture in the paragraph or right before it, or
    right behind it furniture that names them.
    """
    found = _INTRODUCES.match(paragraph.text)
    if found is None or found["name"] == found["last"]:
        return ()
    name, last = found["name"], found["last"]
    told_of = any(re.search(rf"\b{re.escape(last)}\b", other.text) for other in body)
    return (name, last) if not told_of and _vouched(page, paragraph, name, last) else ()


def _vouched(page: _Page, paragraph: _Paragraph, name: str, last: str) -> bool:
    place = page.paragraphs.index(paragraph)
    head = " ".join((page.author, *(other.text for other in page.paragraphs[: min(_HEAD, place)])))
    return bool(
        name in head
        or _ITALIC.match(paragraph.text)
        or page.said(paragraph)
        or any(page.said(before) or before.text == name for before in page.paragraphs[max(0, place - 1) : place])
        or any(page.said(behind) and last in behind.text for behind in page.paragraphs[place + 1 : place + 2])
    )


def _foot(page: _Page) -> tuple[_Paragraph, ...]:
    """The last paragraphs, up from the end as long as each may be no part of the article proper."""
    below = takewhile(lambda paragraph: _may_be_foot(page, paragraph), reversed(page.paragraphs[-_FOOT:]))
    return tuple(reversed(tuple(below)))


def _may_be_foot(page: _Page, paragraph: _Paragraph) -> bool:
    notes = sum(_REPORTED_FROM.fullmatch(sentence) is not None for sentence in paragraph.sentences)
    return bool(
        len(page.said(paragraph)) + notes >= len(paragraph.sentences)
        or (page.is_link(paragraph) and len(paragraph.text.split()) <= _HEADING_WORDS)
        or _INTRODUCES.match(paragraph.text)
        or _GOES_ON.match(paragraph.text)
    )
