"""Articles, and exact characters of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from provenance.models.dates import UNDATED, DateEvidence, DateInterval
from provenance.models.shown import Shown
from provenance.models.spans import Span

_AROUND = 60  # code points of prefix and suffix kept with a passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Article(Shown):
    """What is known of an article, without its text.

    Attributes:
        id: Unique in a collection.
        path: Where it was read from: a file's path; for a row of a table ``path#row``; for a page its address.
        sha256: SHA-256 of the source bytes (of the row's text, for a row of a table), in hexadecimal.
        url: Its address on the web: as supplied, as fetched, or as the page gives it.
        canonical_url: The address the page itself declares to be its own; None where it declares none.
        read_at: When it was read, or fetched, in UTC; None in an index that did not keep it.
        published: When this copy was published.
        originally: An earlier publication that the article itself states; where present it decides the order.
        evidence: All dated statements found, strongest first.
        extra: Fields of the input that Provenance does not interpret, kept as they are.
    """

    id: str
    path: str
    sha256: str
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    url: str | None = None
    canonical_url: str | None = None
    language: str | None = None
    read_at: datetime | None = None
    published: DateInterval = UNDATED
    originally: DateInterval | None = None
    evidence: tuple[DateEvidence, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()

    @property
    def first_date(self) -> DateInterval:
        """The date that orders this article: the earlier publication it states, else its own."""
        return self.originally or self.published

    @property
    def written(self) -> date | None:
        """The day from which its ``Monday`` and ``yesterday`` count; None where no one day is stated."""
        return self.first_date.day if self.first_date.reliable else None

    @property
    def name(self) -> str:
        """What to call this article in a sentence: its outlet, else author, else title, else id."""
        return self.outlet or self.author or self.title or self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """An article together with its stored original text, into which all offsets point.

    Attributes:
        named: Whether somebody gave the article its id. One that was made of its file's name gives way where the id is
            taken.
    """

    article: Article
    text: str
    named: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Exact characters of an article, with some of what stands around them (W3C text quote selector)."""

    span: Span
    exact: str
    prefix: str = ""
    suffix: str = ""

    @classmethod
    def of(cls, text: str, span: Span) -> Passage:
        """The passage at `span` of a text, with 60 characters on either side."""
        return cls(
            span=span,
            exact=span.of(text),
            prefix=text[max(0, span.begin - _AROUND) : span.begin],
            suffix=text[span.end : span.end + _AROUND],
        )
