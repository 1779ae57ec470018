"""JSON-LD of a batch, read back with rdflib."""

import io
import json

import graphs
import invented
import invented_batches
import pytest
from graphs import OURS, SCHEMA, Told
from rdflib import Graph
from rdflib.namespace import RDF

from provenance.collection import Collection
from provenance.models import Batch
from provenance.reporting.batch import jsonld
from provenance.reporting.json import trace_document
from provenance.tracing import trace


def written(batch: Batch) -> str:
    stream = io.BytesIO()
    jsonld.write(batch, stream)
    return stream.getvalue().decode("utf-8")


def claims(graph: Graph) -> list[Told]:
    """The claims in the list's order."""
    found = [Told(graph, node) for node in graph.subjects(RDF.type, SCHEMA.Claim)]
    return sorted(found, key=lambda claim: claim[SCHEMA.position])  # type: ignore[arg-type,return-value]


MIXED = invented_batches.mixed()


@pytest.fixture(scope="module")
def graph() -> Graph:
    return graphs.read(written(MIXED))


def test_the_graph_holds_every_fact_of_every_row(graph: Graph):
    told = claims(graph)
    assert [claim[SCHEMA.position] for claim in told] == list(range(1, 11))
    for claim, row in zip(told, MIXED.rows, strict=True):
        assert claim[SCHEMA.identifier] == row.asked.id
        if row.trace is None:
            assert claim[SCHEMA.text] == row.asked.claim
            assert claim[OURS.failure] == row.failure
        else:
            assert graphs.trace_document(graph, claim.node) == trace_document(row.trace)


def test_what_a_row_carried_comes_back(graph: Graph):
    assert claims(graph)[0][OURS.row] == {"desk": "North", "=cmd": "<b>@SUM</b>"}


def test_the_data_set_says_what_was_asked_and_with_what(graph: Graph):
    (node,) = graph.subjects(RDF.type, SCHEMA.Dataset)
    told = Told(graph, node)
    program = told.at(SCHEMA.creator)
    assert program
    assert (told[SCHEMA.name], told[OURS.total], told[OURS.model]) == ("ferry claims.csv", 10, "all-MiniLM-L6-v2")
    assert (program[SCHEMA.name], program[SCHEMA.softwareVersion]) == ("Provenance", "9.8.7")
    assert len(list(graph.subjects(SCHEMA.isPartOf, node))) == 10


def test_an_article_that_carries_two_claims_is_one_node():
    twice = invented_batches.batch(invented_batches.row(1, invented.trace()), invented_batches.row(2, invented.trace()))
    graph = graphs.read(written(twice))
    works = list(graph.subjects(RDF.type, SCHEMA.CreativeWork))
    trace = invented.trace()
    assert len(works) == len({found.article.id for found in (*trace.appearances, *trace.related)})


def test_every_claim_stands_on_a_line_of_its_own():
    lines = written(MIXED).splitlines()
    assert lines[1] == '"@graph": ['
    assert [json.loads(line.rstrip(","))["@type"] for line in lines[2:-1]] == ["Dataset", *["Claim"] * 10]


@pytest.mark.model
def test_a_trace_of_the_sample_collection_comes_back_whole(sample: Collection):
    found = trace(sample, "No one at the authority gave an order to open the gates.", claim_id="1")
    graph = graphs.read(written(invented_batches.batch(invented_batches.row(1, found))))
    (claim,) = claims(graph)
    assert found.first_appearance
    assert graphs.trace_document(graph, claim.node) == trace_document(found)
