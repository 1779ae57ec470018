"""JSON-LD of a trace, read back with rdflib: nothing lost, nothing claimed that is not stated."""

from dataclasses import replace
from datetime import UTC, date, datetime

import graphs
import invented
import pytest
from graphs import OA, SCHEMA, Told
from rdflib import Graph
from rdflib.namespace import RDF

from provenance.models import Certainty, DateInterval, DateSource, EmptyReason, Precision, Trace
from provenance.reporting import Format, json, render
from provenance.reporting.jsonld import CONTEXT

TRACES = {
    "full": invented.trace(),
    "hostile": invented.hostile(),
    **{reason.value: invented.empty(reason) for reason in EmptyReason},
}


def told_of(trace: Trace) -> Told:
    graph = graphs.read(render(trace, Format.JSONLD))
    (claim,) = graphs.claims(graph)
    return Told(graph, claim)


def article(told: Told, identity: str) -> Told:
    return next(
        Told(told.graph, node)
        for node in told.graph.subjects(RDF.type, SCHEMA.CreativeWork)
        if Told(told.graph, node)[SCHEMA.identifier] == identity
    )


@pytest.mark.parametrize("trace", TRACES.values(), ids=TRACES.keys())
def test_the_graph_holds_every_fact_of_the_json(trace: Trace):
    told = told_of(trace)
    assert graphs.trace_document(told.graph, told.node) == json.trace_document(trace)


def test_the_first_appearance_is_a_creative_work_with_its_date():
    first = told_of(invented.trace()).at(SCHEMA.firstAppearance)
    assert first
    assert first[SCHEMA.identifier] == "gazette-01"
    assert first[SCHEMA.datePublished] == "2031-03-03"
    assert first[SCHEMA.url] == "https://gazette.invalid/halcyon-struck"


def test_only_articles_that_carry_the_claim_in_their_own_words_are_its_appearances():
    told = told_of(invented.trace())
    appearances = [Told(told.graph, node)[SCHEMA.identifier] for node in told.all(SCHEMA.appearance)]
    assert sorted(map(str, appearances)) == [
        "blog-07", "gazette-01", "harbour-05", "leaflet-08", "monthly-06", "wire-02",
    ]  # fmt: skip
    assert "scan-09" not in appearances  # page furniture


def test_a_related_passage_is_no_annotation_of_the_claim():
    told = told_of(invented.trace())
    joined = told.graph.subjects(OA.hasBody, told.node)
    assert sorted(str(Told(told.graph, node)[SCHEMA.identifier]) for node in joined) == [
        "a1", "a2", "a3", "a4", "a5", "a6", "a7",
    ]  # fmt: skip


def interval(begin: date, end: date, precision: Precision, certainty: Certainty = Certainty.STATED) -> DateInterval:
    return DateInterval(
        earliest=begin, latest=end, precision=precision, certainty=certainty, source=DateSource.BYLINE, evidence="x"
    )


MORNING = datetime(2031, 3, 3, 7, 30, tzinfo=UTC)
THIRD, FOURTH = date(2031, 3, 3), date(2031, 4, 3)


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (interval(THIRD, THIRD, Precision.DAY), "2031-03-03"),
        (interval(THIRD, THIRD, Precision.DAY, Certainty.CORROBORATED), "2031-03-03"),
        (interval(MORNING, MORNING, Precision.TIME), "2031-03-03T07:30:00+00:00"),
        (interval(THIRD, THIRD, Precision.DAY, Certainty.GUESS), None),  # not stated
        (interval(THIRD, FOURTH, Precision.DAY), None),  # 3/4/2031: one of two days
        (interval(date(2031, 3, 1), date(2031, 3, 31), Precision.MONTH), None),
        (interval(date(2031, 1, 1), date(2031, 12, 31), Precision.YEAR), None),
        (interval(THIRD, THIRD, Precision.NONE, Certainty.BOUND), None),
        (DateInterval(), None),
    ],
)
def test_a_date_is_published_only_where_it_is_stated_and_known_to_the_day(found: DateInterval, told: str | None):
    whole = invented.trace()
    first = whole.appearances[0]
    dated = replace(first, article=replace(first.article, published=found))
    graph = told_of(replace(whole, appearances=(dated,), first_candidates=("a1",), found=1))
    assert article(graph, "gazette-01")[SCHEMA.datePublished] == told
    assert not list(graph.graph.objects(None, SCHEMA.temporalCoverage))


def test_the_earlier_publication_that_an_article_states_is_its_first():
    assert article(told_of(invented.trace()), "harbour-05")[SCHEMA.datePublished] == "2031-03-04"


def test_nothing_is_rated_and_nothing_reviewed():
    graph = told_of(invented.trace()).graph
    words = {str(term) for term in (*graph.predicates(), *graph.objects(None, RDF.type))}
    assert str(SCHEMA.Claim) in words
    assert not [word for word in words if "review" in word.lower() or "rating" in word.lower()]


def test_an_address_that_is_none_of_the_web_is_no_link():
    told = article(told_of(invented.hostile()), "bad<script>window.ran=3</script>")
    assert told[SCHEMA.url] is None
    assert told[graphs.OURS.address] == "javascript:window.ran=5"


def test_the_context_stands_in_the_document_and_fetches_nothing():
    assert all(isinstance(value, dict | str | float) for value in CONTEXT.values())
    assert not [key for key in CONTEXT if key == "@import"]
    assert isinstance(graphs.read(render(invented.trace(), Format.JSONLD)), Graph)
