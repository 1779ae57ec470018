"""A trace as JSON-LD: schema.org says what is claimed and where it appears, Web Annotation which characters those are.

::

    Claim ── appearance, firstAppearance ──▶ CreativeWork: an article
      ▲                                         ▲ hasSource
      └─ hasBody ── Annotation ── hasTarget ──▶ SpecificResource ── hasSelector ──▶ TextQuoteSelector
                                                                                    TextPositionSelector

`datePublished`, which schema.org defines as the date of *first* publication, is the date that orders the article, and
is given only where it is stated and known to the day. A month, a guess or a bound is no such date, and
`temporalCoverage` would say what the article is about; neither is pressed into a word of schema.org. Every date stands
whole, with its evidence, under `published` and `originally`. There is no ``ClaimReview`` and no rating.

What those vocabularies have no words for is told in the fields of the contract, as terms of our own; their addresses
end in ``.invalid`` so that nothing ever asks for them. What only describes letters (edits, spans, quotations, credits)
is one JSON literal, as it stands in ``provenance.trace/1``. A merely related passage is no annotation of the claim.

Sources: https://schema.org/Claim; W3C Web Annotation Data Model (2017), sections 4.2.4 and 4.2.5; JSON-LD 1.1.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from provenance.models import Appearance, Article, DateInterval, Derivation, Passage, Precision, Trace
from provenance.reporting.json import (
    Document,
    Json,
    appearance_fields,
    dumps,
    interval_fields,
    rounded,
    span_fields,
    trace_document,
)
from provenance.reporting.links import web_link

TERMS = "https://provenance.invalid/terms#"
_AS_JSON = ("edits", "quotation", "credit", "added_marks", "span", "matched", "before_span", "after_span",
            "row")  # fmt: skip
_AS_LIST = ("appearances", "related", "first_candidates", "changes", "alternatives")
_OF_SCHEMA_ORG = ("Claim", "CreativeWork", "Organization", "Dataset", "SoftwareApplication", "text", "name", "author",
                  "publisher", "inLanguage", "identifier", "appearance", "firstAppearance", "softwareVersion",
                  "creator", "position", "isPartOf")  # fmt: skip
_OF_ANNOTATION = ("Annotation", "SpecificResource", "TextQuoteSelector", "TextPositionSelector", "hasBody", "hasTarget",
                  "hasSource", "hasSelector", "exact", "prefix", "suffix", "start", "end")  # fmt: skip
_NOT_IN_AN_IRI = frozenset('<>"{}|\\^`')

CONTEXT: Document = {
    "@version": 1.1,
    "@vocab": TERMS,
    "schema": "https://schema.org/",
    "oa": "http://www.w3.org/ns/oa#",
    **{term: f"schema:{term}" for term in _OF_SCHEMA_ORG},
    **{term: f"oa:{term}" for term in _OF_ANNOTATION},
    "url": {"@id": "schema:url", "@type": "@id"},
    "datePublished": {"@id": "schema:datePublished", "@type": "schema:Date"},
    **{term: {"@type": "@json"} for term in _AS_JSON},
    **{term: {"@container": "@list"} for term in _AS_LIST},
}
"""What every term means; written into each document, so that reading one needs no network."""


def trace_jsonld(trace: Trace) -> str:
    """`trace` as a JSON-LD document whose root is the claim."""
    return dumps(_without_nothing({"@context": CONTEXT, **claim_node(trace)})) + "\n"


def claim_node(trace: Trace, label: str = "") -> Document:
    """The claim with everything found, without a context.

    Args:
        label: Put before the names of its nodes, so that several claims can share a document.
    """
    document, articles = trace_document(trace), _Mentioned()
    first = None if trace.first_appearance is None else trace.appearance(trace.first_appearance)
    node: Document = {
        "@id": f"_:{label}claim",
        "@type": "Claim",
        "identifier": trace.id,
        "text": trace.claim,
        "firstAppearance": None if first is None else articles.node(first.article),
        "appearance": [articles.node(article) for article in _carrying(trace)],
        **{name: document[name] for name in ("answer", "collection", "origins", "found", "empty_reason")},
        "first_appearance": _reference(label, trace.first_appearance),
        "first_candidates": [_reference(label, identity) for identity in trace.first_candidates],
        "appearances": [_annotation(found, label, articles) for found in trace.appearances],
        "related": [_passage_node(found, label, articles) for found in trace.related],
    }
    return _without_nothing(node)


def _carrying(trace: Trace) -> list[Article]:
    """The articles that carry the claim in their own words, each once, in order of date."""
    own = {found.article.id: found.article for found in trace.appearances if found.boilerplate is None}
    return list(own.values())


def _reference(label: str, identity: str | None) -> Document | None:
    return None if identity is None else {"@id": f"_:{label}{identity}"}


# ------------------------------------------------------------------------------------------------ articles


@dataclass(frozen=True, slots=True)
class _Mentioned:
    """The articles told so far: each in full where it is met first, by reference from then on."""

    told: set[str] = field(default_factory=set)

    def node(self, article: Article) -> Document:
        """The article's node, or a reference to it."""
        name = _name("article", article.id)
        if name in self.told:
            return {"@id": name}
        self.told.add(name)
        return _article_node(name, article)


def _name(kind: str, identity: str) -> str:
    """A node's name, the same wherever the same thing is told in a document."""
    return f"_:{kind}-{hashlib.sha256(identity.encode('utf-8', 'surrogatepass')).hexdigest()[:20]}"


def _article_node(name: str, article: Article) -> Document:
    address = _iri(article.url)
    return {
        "@id": name,
        "@type": "CreativeWork",
        "identifier": article.id,
        "name": article.title,
        "publisher": _named("outlet", article.outlet, "Organization"),
        "author": _named("author", article.author),  # a person, several, or an agency: the article does not say
        "url": address,
        "address": None if address else article.url,
        "canonicalAddress": article.canonical_url,
        "inLanguage": article.language,
        "datePublished": _stated_day(article.first_date),
        "path": article.path,
        "sha256": article.sha256,
        "published": _interval_node(f"{name}-published", article.published),
        "originally": None if article.originally is None else _interval_node(f"{name}-originally", article.originally),
    }


def _iri(url: str | None) -> str | None:
    """A web address that is also a valid name of a node (RFC 3987); None for any other."""
    address = web_link(url)
    return None if address is None or _NOT_IN_AN_IRI.intersection(address) else address


def _named(kind: str, name: str | None, of_type: str | None = None) -> Document | None:
    if name is None:
        return None
    typed: Document = {"@type": of_type} if of_type else {}
    return {"@id": _name(kind, name), **typed, "name": name}


def _stated_day(interval: DateInterval) -> Json:
    """A stated date that is known to the day, as ISO 8601; None for any other.

    A stated day that may be one of two, as 3/4/2031 may, is not known to the day.
    """
    known = interval.dated and interval.reliable and interval.precision in (Precision.DAY, Precision.TIME)
    return interval_fields(interval)["earliest"] if known and interval.earliest == interval.latest else None


def _interval_node(name: str, interval: DateInterval) -> Document:
    return {"@id": name, **interval_fields(interval)}


# ------------------------------------------------------------------------------------------------ passages


def _annotation(found: Appearance, label: str, articles: _Mentioned) -> Document:
    """An appearance: an annotation that joins the claim to the passage which carries it."""
    joined: Document = {"@type": "Annotation", "hasBody": _reference(label, "claim")}
    return {**joined, **_passage_node(found, label, articles)}


def _passage_node(found: Appearance, label: str, articles: _Mentioned) -> Document:
    """A passage with how it was judged, in the contract's own fields; what it points at are nodes."""
    fields = appearance_fields(found)
    told = {name: value for name, value in fields.items() if name not in ("id", "article", "passage")}
    return {
        "@id": f"_:{label}{found.id}",
        "identifier": found.id,
        "hasTarget": _target(found.passage, articles.node(found.article)),
        "matched": span_fields(found.matched),
        **told,
        "derived_from": None if found.derived_from is None else _derivation_node(found.derived_from, label),
    }


def _target(passage: Passage, source: Document) -> Document:
    """The exact characters, by quotation and by position; both count in the article's stored text."""
    quoted: Document = {"exact": passage.exact, "prefix": passage.prefix, "suffix": passage.suffix}
    counted: Document = {"start": passage.span.begin, "end": passage.span.end}
    return {
        "@type": "SpecificResource",
        "hasSource": source,
        "hasSelector": [
            {"@type": "TextQuoteSelector", **quoted},
            {"@type": "TextPositionSelector", **counted},
        ],
    }


def _derivation_node(derivation: Derivation, label: str) -> Document:
    return {
        "parent": _reference(label, derivation.appearance),
        "confidence": rounded(derivation.confidence),
        "because": derivation.because,
        "alternatives": [
            {"parent": _reference(label, other.appearance), "confidence": rounded(other.confidence)}
            for other in derivation.alternatives
        ],
        "common_source": _reference(label, derivation.common_source),
    }


def _without_nothing(value: Document) -> Document:
    """The same without fields that hold nothing: in JSON-LD a null says no more than an absent field.

    A JSON literal is left as it is.
    """
    return {
        name: inner if name in _AS_JSON or name == "@context" else _kept(inner)
        for name, inner in value.items()
        if inner is not None
    }


def _kept(value: Json) -> Json:
    if isinstance(value, Mapping):
        return _without_nothing(dict(value))
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_kept(inner) for inner in value]
    return value
