"""JSON-LD read back through rdflib, and the contract's document built anew from what the graph says."""

from __future__ import annotations

import json
import socket
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

from rdflib import BNode, Graph, Literal, Namespace
from rdflib.collection import Collection
from rdflib.namespace import RDF
from rdflib.term import Node

SCHEMA = Namespace("https://schema.org/")
OA = Namespace("http://www.w3.org/ns/oa#")
OURS = Namespace("https://provenance.invalid/terms#")


@contextmanager
def offline() -> Iterator[None]:
    """Whoever opens a socket fails."""
    with mock.patch.object(socket.socket, "connect", side_effect=AssertionError("the network was asked")):
        yield


def read(text: str) -> Graph:
    """The graph of a JSON-LD document, read without network."""
    graph = Graph()
    with offline(), warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's parser warns of a class that it uses itself
        graph.parse(data=text, format="json-ld")
    return graph


def claims(graph: Graph) -> list[Node]:
    return sorted(graph.subjects(RDF.type, SCHEMA.Claim))


class Told:
    """What a graph says of a node, as plain values; nothing where it says nothing."""

    def __init__(self, graph: Graph, node: Node) -> None:
        self.graph, self.node = graph, node

    def __getitem__(self, term: Node) -> object:
        return self._plain(self.graph.value(self.node, term, any=False))

    def all(self, term: Node) -> list[Node]:
        return list(self.graph.objects(self.node, term))

    def at(self, term: Node) -> Told | None:
        """What is said of the node that `term` points at."""
        found = self.graph.value(self.node, term, any=False)
        return None if found is None else Told(self.graph, found)

    def list(self, term: Node) -> list[Told]:
        """What is said of each member of a list."""
        head = self.graph.value(self.node, term, any=False)
        return [] if head is None else [Told(self.graph, member) for member in Collection(self.graph, head)]

    def _plain(self, value: Node | None) -> object:
        if isinstance(value, Literal):
            plain = json.loads(str(value)) if value.datatype == RDF.JSON else value.toPython()
            return str(plain) if isinstance(plain, Literal) else plain  # a schema:Date, of which rdflib knows no more
        return None if value is None or isinstance(value, BNode) else str(value)

    def fields(self, *names: str) -> dict[str, object]:
        return {name: self[OURS[name]] for name in names}


def trace_document(graph: Graph, claim: Node) -> dict[str, object]:
    """The ``provenance.trace/1`` document that a claim's graph amounts to."""
    told = Told(graph, claim)
    first = told.at(OURS.first_appearance)
    collection = told.at(OURS.collection)
    assert collection
    return {
        "schema": "provenance.trace/1",
        "id": told[SCHEMA.identifier],
        "claim": told[SCHEMA.text],
        **told.fields("answer", "origins", "found", "empty_reason"),
        "collection": collection.fields("articles", "dated", "undated", "earliest", "latest", "generation"),
        "first_appearance": first and first[SCHEMA.identifier],
        "first_candidates": [other[SCHEMA.identifier] for other in told.list(OURS.first_candidates)],
        "appearances": [_appearance(found) for found in told.list(OURS.appearances)],
        "related": [_appearance(found) for found in told.list(OURS.related)],
    }


def _appearance(found: Told) -> dict[str, object]:
    coverage, derived = found.at(OURS.coverage), found.at(OURS.derived_from)
    assert coverage
    return {
        "id": found[SCHEMA.identifier],
        "article": _article(_passage(found)["source"]),  # type: ignore[arg-type]
        "passage": {name: value for name, value in _passage(found).items() if name != "source"},
        **found.fields("relation", "score", "reason", "cosine", "quotation", "credit", "boilerplate"),
        **found.fields("boilerplate_reason", "sourcing", "added_marks"),
        "coverage": coverage.fields("claim", "passage"),
        **{name: _rewording(found.at(OURS[name])) for name in ("versus_claim", "versus_first", "versus_parent")},
        "derived_from": derived and _derivation(derived),
    }


def _passage(found: Told) -> dict[str, object]:
    target = found.at(OA.hasTarget)
    assert target
    selectors = {kind: Told(target.graph, one) for one in target.all(OA.hasSelector) for kind in _kinds(target, one)}
    quoted, counted = selectors[OA.TextQuoteSelector], selectors[OA.TextPositionSelector]
    return {
        "begin": counted[OA.start],
        "end": counted[OA.end],
        **{name: quoted[OA[name]] for name in ("exact", "prefix", "suffix")},
        "matched": found[OURS.matched],
        "source": target.at(OA.hasSource),
    }


def _kinds(told: Told, node: Node) -> Iterator[Node]:
    return told.graph.objects(node, RDF.type)


def _article(told: Told) -> dict[str, object]:
    outlet, author = told.at(SCHEMA.publisher), told.at(SCHEMA.author)
    return {
        "id": told[SCHEMA.identifier],
        "title": told[SCHEMA.name],
        "outlet": outlet and outlet[SCHEMA.name],
        "author": author and author[SCHEMA.name],
        "url": told[SCHEMA.url] or told[OURS.address],
        "canonical_url": told[OURS.canonicalAddress],
        "language": told[SCHEMA.inLanguage],
        **told.fields("path", "sha256"),
        "published": _interval(told.at(OURS.published)),
        "originally": _interval(told.at(OURS.originally)),
    }


def _interval(told: Told | None) -> dict[str, object] | None:
    names = ("earliest", "latest", "precision", "source", "evidence", "reliable", "certainty", "span", "rule")
    return told and told.fields(*names)


def _rewording(told: Told | None) -> dict[str, object]:
    assert told
    return {"edits": told[OURS.edits], "changes": [_change(change) for change in told.list(OURS.changes)]}


def _change(told: Told) -> dict[str, object]:
    return told.fields("kind", "before", "after", "material", "note", "before_span", "after_span")


def _derivation(told: Told) -> dict[str, object]:
    common = told.at(OURS.common_source)
    return {
        "appearance": _parent(told),
        **told.fields("confidence", "because"),
        "alternatives": [
            {"appearance": _parent(other), **other.fields("confidence")} for other in told.list(OURS.alternatives)
        ],
        "common_source": common and common[SCHEMA.identifier],
    }


def _parent(told: Told) -> object:
    parent = told.at(OURS.parent)
    assert parent
    return parent[SCHEMA.identifier]
