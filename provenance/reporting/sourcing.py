"""Who is quoted and who is credited, put into words: two questions about every appearance, each with its evidence.

Shown, never judged: a cut is named with the words that were cut, and a reader says whether it matters.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from provenance.models import (
    Credit,
    CreditedBy,
    CreditKind,
    CreditPlace,
    Cut,
    CutMark,
    Quotation,
    QuotationForm,
    Sourcing,
    Trace,
)
from provenance.reporting.characters import one_line
from provenance.reporting.entries import Entries, Entry
from provenance.reporting.phrases import count_phrase, span_phrase

_FORMS: dict[QuotationForm, str] = {
    QuotationForm.MARKS: "in quotation marks",
    QuotationForm.INTRODUCED: "in a block that a line introduces",
    QuotationForm.CITED: "in a block whose source is cited after it",
    QuotationForm.SET_OFF: "in a block set off by its layout",
}
_CUTS: dict[CutMark, str] = {
    CutMark.ELLIPSIS: "Cut at an ellipsis",
    CutMark.BRACKETS: "Cut, with words in brackets instead",
    CutMark.NONE: "Cut without a sign",
}
_NAMED: dict[CreditedBy, str] = {
    CreditedBy.ADDRESS: "the address",
    CreditedBy.TITLE: "the title",
    CreditedBy.OUTLET: "the outlet",
    CreditedBy.INITIALS: "the outlet’s initials",
    CreditedBy.AUTHOR: "the author",
    CreditedBy.AGENCY: "the agency",
}
_FAR: dict[CreditPlace, str] = {
    CreditPlace.HEAD: "in the article’s head",
    CreditPlace.FOOT: "in the article’s foot",
}


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing known of a quotation or a credit, under a heading."""

    heading: str
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcingTable:
    """The appearances by the two questions: is the passage quoted, and does the article give its source?

    Attributes:
        cells: The ids of each of the four answers, in order of date.
    """

    cells: tuple[tuple[Sourcing, tuple[str, ...]], ...]

    @classmethod
    def of(cls, trace: Trace) -> SourcingTable:
        """The table of all appearances of `trace`."""
        counted = Entries.of(trace).counted
        return cls(
            cells=tuple(
                (answer, tuple(entry.id for entry in counted if entry.appearance.sourcing is answer))
                for answer in Sourcing
            )
        )

    def ids(self, answer: Sourcing) -> str:
        """The ids under one answer: ``a1, a4``; ``none`` without any."""
        return ", ".join(dict(self.cells)[answer]) or "none"

    @property
    def sentence(self) -> str:
        """How many of each: ``Own words in 2 appearances (a1, a2); quoted in none; …``."""
        named = {
            Sourcing.QUOTED_AND_CREDITED: "Quoted and credited",
            Sourcing.QUOTED: "quoted without a source",
            Sourcing.CREDITED: "credited only",
            Sourcing.OWN_WORDS: "in the article’s own words",
        }
        return "; ".join(f"{name}: {self.ids(answer)}" for answer, name in named.items()) + "."


def facts(entry: Entry) -> tuple[Fact, ...]:
    """Everything known of how an appearance quotes and whom it credits; empty where it does neither."""
    found = entry.appearance
    told = [
        *(_credit_facts(entry, found.credit) if found.credit else ()),
        *(_quotation_facts(entry, found.quotation) if found.quotation else ()),
        *(
            Fact("Marks added", f"around “{marked.words}”, which stand without any in the text they came from")
            for marked in found.added_marks
        ),
    ]
    return tuple(Fact(fact.heading, one_line(fact.told)) for fact in told)


# ------------------------------------------------------------------------------------------------- credits


def _credit_facts(entry: Entry, credit: Credit) -> Iterator[Fact]:
    for mention in (credit, *credit.others):
        verb = "links" if mention.kind is CreditKind.LINKED else "names"
        told = f"{verb} {_NAMED[mention.by]}, “{mention.text}”, {_place(entry, mention)}, {span_phrase(mention.span)}"
        yield Fact("Credit", told)
        yield Fact("Whom it means", _meant(entry, mention))


def _place(entry: Entry, credit: Credit) -> str:
    passage = entry.appearance.passage.span
    if credit.place in _FAR:
        return _FAR[credit.place]
    if credit.span.end <= passage.begin:
        return "before the passage"
    return "after the passage" if credit.span.begin >= passage.end else "inside the passage"


def _meant(entry: Entry, credit: Credit) -> str:
    if credit.to is None:
        return "no article of this collection"
    meant = next((other for other in Entries.of(entry.trace).counted if other.appearance.article.id == credit.to), None)
    return f"article {credit.to}" if meant is None else f"{meant.id}, {meant.name} (article {credit.to})"


# ---------------------------------------------------------------------------------------------- quotations


def _quotation_facts(entry: Entry, quotation: Quotation) -> Iterator[Fact]:
    held = _held_against(entry, quotation)
    yield Fact("Quoted", f"{_FORMS[quotation.form]}{_stretch(quotation)}, {_faithfulness(quotation)}{held}")
    if quotation.pieces > 1:
        yield Fact("Pieces", _pieces(quotation))
    yield from map(_cut_fact, quotation.cuts)
    for cut in quotation.around:
        yield Fact("Cut beside the passage", _cut_fact(cut).told)
    if not quotation.cuts:
        yield from (Fact("Left out", f"“{words}”") for words in quotation.omitted)
    for inside in quotation.bracketed:
        instead = f" for “{inside.stands_for}”" if inside.stands_for else ""
        yield Fact("In brackets", f"“{inside.words}”{instead}, {span_phrase(inside.span)}")
    for words in quotation.exchanged:
        instead = f" for “{words.before}”" if words.before else ""
        yield Fact("Put in" if not words.before else "Exchanged", f"“{words.after}”{instead}")
    if not quotation.bracketed and not quotation.exchanged:
        yield from (Fact("Put in", f"“{words}”") for words in quotation.inserted)


def _stretch(quotation: Quotation) -> str:
    return "" if quotation.span is None else f" ({span_phrase(quotation.span)})"


def _faithfulness(quotation: Quotation) -> str:
    return "exactly as in" if quotation.exact else "with differences from"


def _held_against(entry: Entry, quotation: Quotation) -> str:
    if quotation.against is None or quotation.against == "claim":
        return " the claim"
    known = (other for other in Entries.of(entry.trace).counted if other.id == quotation.against)
    return next((f" {other.id}, {other.name}" for other in known), f" {quotation.against}")


def _pieces(quotation: Quotation) -> str:
    order = "in their order" if quotation.in_order else "not in their order"
    apart = [abs(part.words_between) for part in quotation.parts if part.words_between]
    gaps = f", with {' and '.join(count_phrase(words, 'word') for words in apart)} between them" if apart else ""
    return f"stitched from {count_phrase(quotation.pieces, 'place')}, {order}{gaps}"


def _cut_fact(cut: Cut) -> Fact:
    return Fact(_CUTS[cut.mark], f"“{cut.words}” ({count_phrase(cut.count, 'word')}, at character {cut.place:,})")
