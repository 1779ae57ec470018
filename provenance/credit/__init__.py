"""Who an article gives as its source for a passage, and where it says so.

A quoted block is credited by the line that introduces it and by the citation after it, whichever of its sentences is
asked about. Other passages are credited in their own sentence, beside it in the paragraph, or in the paragraph before;
else in the article's head and foot, where agencies and first publications are named. Lines that belong to another block
credit that block only. Addresses, titles, outlets, their initials, and authors of other articles of the collection
count; so do agencies, and names that have the form of an outlet's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property

import regex

from provenance.credit.names import WEIGHT, Name, initials, names_of
from provenance.credit.outlets import agencies, given_from, is_source, named_by, outlets
from provenance.models import Article, Credit, CreditedBy, CreditKind, CreditPlace, Span
from provenance.wording.quotations import Quoted, quotations_of, quoted_at
from provenance.wording.quotations.citations import introduction, names_in

__all__ = ["Name", "credit", "names_of"]

# How far before and after a passage a credit may stand, in characters: about two sentences.
_BEFORE, _AFTER = 400, 400
_HEAD, _FOOT = 400, 700
_SHORT_LINE = 130  # characters of a line that may be nothing but a credit
_NEVER = datetime.max.replace(tzinfo=UTC)
_FAR_CREDIT = regex.compile(
    r"(?i)\b(?:first|originally|previously)\s+(?:published|appeared|posted|printed)|\bre(?:printed|posted|published)\b|"
    r"\bcourtesy|\bsource|\bvia\b|©|\bcopyright|\breport(?:ing|ed)?\s+by|\bwith\s+(?:files|material|reporting)\s+from|"
    r"\bbased\s+on\b|\bappeared\s+(?:in|on|at)\b|\bsyndicated\b|\bpermission\b|\bthanks\s+to\b|\bpublished\s+(?:in|by|on)\b"
)


def credit(
    text: str,
    passage: Span,
    article: Article,
    names: Iterable[Name],
    *,
    texts: Mapping[str, str] | None = None,
) -> Credit | None:
    """The credit an article gives for a passage; None where it gives none.

    An article that is surely later cannot be what is credited, and none credits itself.

    Args:
        text: The article's stored text.
        names: Ways to name other articles, from `names_of`; those of the article itself are passed over.
        texts: Texts by article id, to look for an outlet that only an article's own head or foot names.

    Returns:
        The most telling words, with the others that credit the same passage in `others`.
    """
    looking = _Looking(text, passage, article, tuple(names), texts or {})
    return _joined(looking.near()) or _joined(looking.around()) or _joined(looking.far())


def _joined(found: Sequence[Credit]) -> Credit | None:
    """The most telling credit with the others, in their order; of two that overlap, the more telling one."""
    ranked = sorted(found, key=lambda c: (c.to is None, -WEIGHT[c.by], -len(c.span), c.span))
    kept: list[Credit] = []
    for one in ranked:
        if not any(one.span.overlaps(other.span) for other in kept):
            kept.append(one)
    if not kept:
        return None
    return replace(kept[0], others=tuple(sorted(kept[1:], key=lambda c: c.span)))


@dataclass(frozen=True, slots=True)
class _Region:
    """A stretch of text in which a credit of the passage may stand, and where that is seen from the passage."""

    span: Span
    place: CreditPlace


class _Looking:
    """One article, read for the credits of one passage."""

    def __init__(
        self, text: str, passage: Span, article: Article, names: tuple[Name, ...], texts: Mapping[str, str]
    ) -> None:
        self.text, self.passage, self.article, self.texts = text, passage, article, texts
        self.names = tuple(self._kept(names))
        self._all = names
        self.quotations = quotations_of(text)
        around = [q for q in quoted_at(text, passage) if q.shared(passage)]
        self.block: Quoted | None = max(around, key=lambda q: q.shared(passage), default=None)

    def _kept(self, names: tuple[Name, ...]) -> Iterator[Name]:
        """The names that may stand here, each with the articles it may mean."""
        for name in names:
            if name.may_stand_in(self.text) and (meant := tuple(a for a in name.articles if self._may_mean(a))):
                yield replace(name, articles=meant)

    @cached_property
    def known(self) -> tuple[Article, ...]:
        """The articles that have a name."""
        return tuple({a.id: a for name in self._all for a in name.articles}.values())

    def _may_mean(self, other: Article) -> bool:
        return other.id != self.article.id and not self.article.first_date.surely_before(other.first_date)

    # ------------------------------------------------------------------------------------------------- regions

    def near(self) -> list[Credit]:
        """Credits of the block the passage stands in; where none means an article, also those beside it."""
        lines = [_Region(span, place) for span, place in self._lines() if span is not None]
        found = [c for region in lines for c in (*self._named(region), *self._line(region))]
        inside = _Region(self.passage, CreditPlace.INSIDE)
        if any(c.to for c in found):
            return [*found, *self._named(inside)]
        beside = self._beside() if self.block is None or not found else (inside,)
        return [*found, *(c for region in beside for c in (*self._named(region), *self._unheld(region)))]

    def _lines(self) -> Iterator[tuple[Span | None, CreditPlace]]:
        if self.block is not None:
            yield self.block.introduction, CreditPlace.BEFORE
            yield self.block.citation, CreditPlace.AFTER

    def _beside(self) -> Iterator[_Region]:
        """The passage's own sentence, what stands before it, and the rest of its paragraph."""
        begin, end = self._paragraph()
        yield _Region(self.passage, CreditPlace.INSIDE)
        for span in self._own(Span(max(begin, self.passage.begin - _BEFORE), self.passage.begin)):
            yield _Region(span, CreditPlace.BEFORE)
        for span in self._own(Span(self.passage.end, min(end, self.passage.end + _AFTER))):
            yield _Region(span, CreditPlace.AFTER)

    def _paragraph(self) -> tuple[int, int]:
        """From the paragraph before the passage to the end of its own."""
        own = self.text.rfind("\n\n", 0, self.passage.begin)
        begin = max(0, self.text.rfind("\n\n", 0, max(0, own - 1)))
        after = self.text.find("\n\n", self.passage.end)
        return begin, len(self.text) if after < 0 else after

    def _own(self, span: Span) -> Iterator[Span]:
        """What is left of a stretch without the lines of other blocks, and without those blocks."""
        taken = sorted(
            s
            for q in self.quotations
            if q is not self.block and q.shared(self.passage) == 0
            for s in (q.introduction, q.citation, q.whole if q.introduction or q.citation else None)
            if s is not None and s.overlaps(span)
        )
        begin = span.begin
        for other in taken:
            if other.begin > begin:
                yield Span(begin, other.begin)
            begin = max(begin, other.end)
        if begin < span.end:
            yield Span(begin, span.end)

    def around(self) -> list[Credit]:
        """Credits of a quotation in the paragraphs before and after it, of articles that the collection holds."""
        if self.block is None:
            return []
        before = Span(max(0, self.passage.begin - _BEFORE), self.passage.begin)
        after = Span(self.passage.end, min(len(self.text), self.passage.end + _AFTER))
        regions = [_Region(span, CreditPlace.BEFORE) for span in self._own(before)]
        regions += [_Region(span, CreditPlace.AFTER) for span in self._own(after)]
        return [c for region in regions for c in self._named(region)]

    def far(self) -> list[Credit]:
        """Credits in the article's head and foot: lines that are nothing but a credit, or that say what they are."""
        head = Span(0, min(_HEAD, len(self.text)))
        foot = Span(max(0, len(self.text) - _FOOT), len(self.text))
        for whole, place in ((head, CreditPlace.HEAD), (foot, CreditPlace.FOOT)):
            regions = [_Region(line, place) for line in self._credit_lines(whole)]
            found = [c for region in regions for c in (*self._named(region), *self._agencies(region))]
            if found:
                return found
        return []

    def _credit_lines(self, whole: Span) -> Iterator[Span]:
        for match in regex.finditer(r"[^\n]+(?:\n[^\n]+)*", self.text[whole.begin : whole.end]):
            line = Span(*match.span()).shifted(whole.begin)
            said = line.of(self.text)
            if any(q.introduction and q.introduction.overlaps(line) for q in self.quotations):
                continue
            if any(q.citation and q.citation.overlaps(line) for q in self.quotations):
                continue
            label = len(said) <= _SHORT_LINE and not said.rstrip().endswith((".", "!", "?"))
            if label or _FAR_CREDIT.search(said):
                yield line
            elif dateline := regex.match(r"[^\n]{0,60}?\([^()\n]{2,40}\)\s*[-–—]", said):
                yield Span(line.begin, line.begin + dateline.end())

    # ------------------------------------------------------------------------------------------------- credits

    def _named(self, region: _Region) -> Iterator[Credit]:
        """Names of other articles of the collection."""
        for name in self.names:
            for match in name.places(self.text, region.span.begin, region.span.end):
                if not self._itself(match.group()):
                    yield self._credit(Span(*match.span()), region.place, name.by, self._earliest(name.articles))

    def _line(self, region: _Region) -> Iterator[Credit]:
        """Whom an introduction or a citation names, in the collection or not."""
        if region.place is CreditPlace.AFTER:
            for number, span in enumerate(names_in(self.text, region.span)):
                yield from self._stated(span, region.place, named_by(span.of(self.text), author=number > 0))
            return
        said = introduction(self.text, region.span)
        line = region.span.of(self.text)
        if said and said.name and is_source(name := said.name.of(self.text), line):
            by = named_by(name, author=not given_from(name, line))
            yield from self._stated(said.name, region.place, by)

    def _unheld(self, region: _Region) -> Iterator[Credit]:
        yield from self._agencies(region)
        quoted = self.block is not None and region.place is CreditPlace.INSIDE
        for span in outlets(self.text, region.span.begin, region.span.end, quoted=quoted):
            yield from self._stated(span, region.place, CreditedBy.OUTLET)

    def _agencies(self, region: _Region) -> Iterator[Credit]:
        for span in agencies(self.text, region.span.begin, region.span.end):
            yield from self._stated(span, region.place, CreditedBy.AGENCY)

    def _stated(self, span: Span, place: CreditPlace, by: CreditedBy) -> Iterator[Credit]:
        said = span.of(self.text)
        if not self._itself(said) and not self._only_later(said):
            yield self._credit(span, place, by, self._naming_itself(said))

    def _credit(self, span: Span, place: CreditPlace, by: CreditedBy, to: str | None) -> Credit:
        kind = CreditKind.LINKED if by is CreditedBy.ADDRESS else CreditKind.NAMED
        return Credit(kind=kind, text=span.of(self.text), span=span, to=to, place=place, by=by)

    # ------------------------------------------------------------------------------------------------- whom

    def _earliest(self, articles: Sequence[Article]) -> str | None:
        return min(articles, key=lambda a: (a.first_date.ends or _NEVER, a.id)).id if articles else None

    def _naming_itself(self, said: str) -> str | None:
        """The article without a known outlet that gives this name, or its initials, in its own head or foot."""
        forms = [f for f in (said, initials(said)) if f]
        found = [
            a
            for a in self.known
            if self._may_mean(a) and not a.outlet and any(_signs(self.texts.get(a.id, ""), form) for form in forms)
        ]
        return self._earliest(found)

    def _itself(self, said: str) -> bool:
        own = (self.article.outlet, self.article.author, self.article.url, initials(self.article.outlet or ""))
        return any(said.casefold() in value.casefold() for value in own if value)

    def _only_later(self, said: str) -> bool:
        """Whether a name belongs to an outlet of the collection whose articles all came surely later."""
        return any(
            a.outlet and said.casefold() == a.outlet.casefold() and not self._may_mean(a) and a.id != self.article.id
            for a in self.known
        ) and not any(a.outlet and said.casefold() == a.outlet.casefold() and self._may_mean(a) for a in self.known)


def _signs(text: str, name: str) -> bool:
    """Whether an article's head or foot gives a name."""
    said = f"{text[:_HEAD]}\n{text[-_FOOT:]}"
    return regex.search(rf"\b{regex.escape(name)}\b", said) is not None
