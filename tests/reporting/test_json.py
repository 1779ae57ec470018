"""The documents of the contract, against its schemas and field by field."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import invented
import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from provenance import reporting
from provenance.models import (
    Bracketed,
    CollectionStatus,
    Cut,
    CutMark,
    DateEvidence,
    DateInterval,
    DateRole,
    DateSource,
    EmptyReason,
    Exchanged,
    MarkedWords,
    Piece,
    Precision,
    Quotation,
    QuotationForm,
    Span,
    Trace,
)
from provenance.reporting.json import dumps, status_document, trace_document

SCHEMAS = Path(reporting.__file__).parent / "schemas"


def validator(name: str) -> Draft202012Validator:
    schema = json.loads((SCHEMAS / name).read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


TRACE = validator("trace-1.schema.json")
STATUS = validator("status-1.schema.json")
TRACES = {
    "full": invented.trace(),
    "hostile": invented.hostile(),
    **{reason.value: invented.empty(reason) for reason in EmptyReason},
}


@pytest.mark.parametrize("trace", TRACES.values(), ids=TRACES.keys())
def test_traces_satisfy_the_schema(trace: Trace):
    TRACE.validate(json.loads(dumps(trace_document(trace))))


@pytest.mark.parametrize(
    "status",
    [invented.status(), CollectionStatus(summary=invented.empty(EmptyReason.EMPTY_COLLECTION).collection)],
    ids=["full", "empty"],
)
def test_statuses_satisfy_the_schema(status: CollectionStatus):
    STATUS.validate(json.loads(dumps(status_document(status))))


@pytest.mark.parametrize(
    "field",
    [
        "id",
        "article",
        "passage",
        "relation",
        "score",
        "reason",
        "coverage",
        "cosine",
        "versus_claim",
        "versus_first",
        "quotation",
        "credit",
        "derived_from",
        "boilerplate",
    ],
)
def test_the_schema_misses_every_field_of_the_contract(field: str):
    document = json.loads(dumps(trace_document(invented.trace())))
    del document["appearances"][0][field]
    with pytest.raises(ValidationError, match=field):
        TRACE.validate(document)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("relation",), "similar"),
        (("score",), 1.2),
        (("versus_claim", "edits", 0, "op"), "keep"),
        (("versus_claim", "changes", 0, "kind"), "tone"),
        (("article", "published", "precision"), "week"),
        (("article", "published", "source"), "guess"),
        (("article", "published", "earliest"), "3 March 2031"),
        (("boilerplate",), "share button"),
        (("article", "sha256"), "abc"),
    ],
)
def test_the_schema_closes_the_sets_of_the_contract(path: tuple[str | int, ...], value: object):
    document = json.loads(dumps(trace_document(invented.trace())))
    place = document["appearances"][2]
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises(ValidationError):
        TRACE.validate(document)


def test_an_appearance_field_by_field():
    document = json.loads(dumps(trace_document(invented.trace())))
    assert document["schema"] == "provenance.trace/1"
    assert (document["id"], document["first_appearance"], document["origins"]) == ("7", "a1", 2)
    assert document["first_candidates"] == ["a1", "a4", "a7"]
    assert document["collection"] == {
        "articles": 9,
        "dated": 7,
        "undated": 2,
        "earliest": "2031-03-03",
        "latest": "2031-03-24",
        "generation": 4,
    }
    found = document["appearances"][2]
    assert found["article"]["published"] == {
        "earliest": "2031-03-12",
        "latest": "2031-03-12",
        "precision": "day",
        "source": "byline",
        "evidence": "12/3/2031",
        "reliable": True,
        "certainty": "stated",
        "span": None,
        "rule": "test",
    }
    assert found["article"]["originally"]["earliest"] == "2031-03-04"
    assert (found["relation"], found["score"], found["cosine"]) == ("reworded", 0.78, 0.9135)
    passage = found["passage"]
    assert passage["end"] - passage["begin"] == len(passage["exact"])
    assert passage["exact"][passage["matched"]["begin"] - 2310 : passage["matched"]["end"] - 2310] == (
        "the ferry Halcyon carried 63 passengers when it struck the breakwater"
    )
    replaced = next(edit for edit in found["versus_claim"]["edits"] if edit["op"] == "replace")
    assert (replaced["before"], replaced["after"]) == ("62", "63")
    assert invented.CLAIM[replaced["before_span"]["begin"] : replaced["before_span"]["end"]] == "62"
    assert [change["kind"] for change in found["versus_claim"]["changes"]] == ["number", "hedge", "omission"]
    assert found["credit"] == {
        "kind": "named",
        "text": "the Gazette",
        "begin": 2280,
        "end": 2291,
        "to": "gazette-01",
        "place": "before",
        "by": "outlet",
        "others": [
            {
                "kind": "linked",
                "text": "gazette.invalid/halcyon-struck",
                "begin": 2401,
                "end": 2431,
                "to": "gazette-01",
                "place": "after",
                "by": "address",
            }
        ],
    }
    assert found["versus_parent"]["edits"] == found["versus_first"]["edits"]
    assert document["appearances"][0]["versus_parent"] == {"edits": [], "changes": []}
    assert found["sourcing"] == "credited"
    assert document["appearances"][1]["derived_from"] == {
        "appearance": "a1",
        "confidence": 0.9,
        "because": "same words, one day later",
        "alternatives": [],
        "common_source": None,
    }
    quotation = document["appearances"][4]["quotation"]
    assert {field: quotation[field] for field in ("exact", "omitted", "inserted", "pieces", "in_order")} == {
        "exact": False,
        "omitted": ["when it apparently"],
        "inserted": ["and"],
        "pieces": 2,
        "in_order": True,
    }
    assert [(found["boilerplate"], found["boilerplate_reason"]) for found in document["appearances"][-2:]] == [
        (False, None),
        (True, "share button"),
    ]


def test_a_status_field_by_field():
    document = json.loads(dumps(status_document(invented.status())))
    assert document["outlets"] == {"Wexmere Gazette": 2, "Northern Wire": 2, "Harbour Review": 1}
    assert (document["dated"], document["undated"], document["generation"]) == (7, 2, 4)
    assert (document["earliest"], document["latest"]) == ("2031-03-03", "2031-03-24")
    assert document["articles"][0]["id"] == "gazette-01"
    assert document["articles"][0]["sentences"] == 12
    assert document["problems"] == ["monthly-06: its date is known to the month only."]


def test_a_status_tells_all_that_is_kept_of_an_article_and_every_date_that_was_found():
    address, shown = "https://quay.example/a?ref=1", "https://quay.example/a"
    found = (
        DateEvidence(role=DateRole.PUBLISHED, interval=invented.day(2031, 3, 3)),
        DateEvidence(role=DateRole.UPDATED, interval=invented.day(2031, 3, 9)),
    )
    read_at = datetime(2031, 4, 1, 8, 0, 0, 5, tzinfo=UTC)
    kept = invented.article(
        "a",
        "The Quay",
        found[0].interval,
        url=address,
        canonical_url=shown,
        read_at=read_at,
        evidence=found,
        author="Ann",
    )
    document = json.loads(dumps(status_document(replace(invented.status(), articles=((kept, 3),)))))
    STATUS.validate(document)
    (told,) = document["articles"]
    assert (told["url"], told["canonical_url"], told["author"]) == (address, shown, "Ann")
    assert told["read_at"] == "2031-04-01T08:00:00+00:00"
    assert [(one["role"], one["earliest"], one["evidence"]) for one in told["evidence"]] == [
        ("published", "2031-03-03", "3/3/2031"),
        ("updated", "2031-03-09", "9/3/2031"),
    ]
    assert all(field in STATUS.schema["properties"]["articles"]["items"]["properties"] for field in told)


@pytest.mark.parametrize(
    ("moment", "printed"),
    [
        (date(2022, 12, 7), "2022-12-07"),
        (datetime(2022, 12, 7, 9, 30, tzinfo=UTC), "2022-12-07T09:30:00+00:00"),
        (
            datetime(2022, 12, 7, 9, 30, 15, 123456, tzinfo=timezone(timedelta(hours=-5, minutes=-30))),
            "2022-12-07T09:30:15-05:30",
        ),
        (datetime(2022, 12, 7, 9, 30), "2022-12-07T09:30:00"),  # noqa: DTZ001 (a page may leave its zone out)
    ],
)
def test_moments(moment: date, printed: str):
    interval = DateInterval(earliest=moment, latest=moment, precision=Precision.TIME, source=DateSource.METADATA)
    trace = invented.trace()
    article = replace(trace.appearances[0].article, published=interval)
    document = trace_document(replace(trace, appearances=(replace(trace.appearances[0], article=article),)))
    document = json.loads(dumps(document))
    assert document["appearances"][0]["article"]["published"]["latest"] == printed
    TRACE.validate(document)


def test_json_text_can_be_written_as_utf_8_whatever_it_holds():
    text = dumps(trace_document(invented.hostile()), indent=None)
    assert "\n" not in text
    assert json.loads(text.encode())["claim"].endswith("\ud800")
    assert "“" in dumps(trace_document(invented.trace()))


def test_a_quotation_with_its_pieces_cuts_and_brackets_field_by_field():
    trace = invented.trace()
    quotation = Quotation(
        exact=False,
        omitted=("one two", "three"),
        inserted=("now",),
        pieces=2,
        against="a1",
        form=QuotationForm.INTRODUCED,
        span=Span(10, 90),
        introduction=Span(0, 8),
        parts=(
            Piece(span=Span(10, 20), source=Span(5, 15)),
            Piece(span=Span(22, 90), source=Span(30, 98), words_between=3, characters_between=15),
        ),
        cuts=(
            Cut(words="one two", span=Span(16, 23), count=2, place=20, mark=CutMark.ELLIPSIS),
            Cut(words="three", span=Span(24, 29), count=1, place=21, mark=CutMark.NONE),
        ),
        bracketed=(Bracketed(words="now", span=Span(40, 43), stands_for="then"),),
        exchanged=(Exchanged(before="a", after="b", before_span=Span(50, 51), after_span=Span(60, 61)),),
    )
    marked = MarkedWords(words="b", span=Span(60, 61), source=Span(50, 51))
    quoting = replace(trace.appearances[2], quotation=quotation, added_marks=(marked,))
    document = json.loads(dumps(trace_document(replace(trace, appearances=(quoting,)))))
    TRACE.validate(document)
    (found,) = document["appearances"]
    cut = {"words": "one two", "source": {"begin": 16, "end": 23}, "count": 2, "place": 20, "mark": "ellipsis"}
    assert found["quotation"]["cuts"][0] == cut
    assert {field: found["quotation"][field] for field in ("against", "block", "span", "introduction", "citation")} == {
        "against": "a1",
        "block": "introduced",
        "span": {"begin": 10, "end": 90},
        "introduction": {"begin": 0, "end": 8},
        "citation": None,
    }
    assert (found["quotation"]["marked_cuts"], found["quotation"]["silent_cuts"]) == (["one two"], ["three"])
    assert [piece["words_between"] for piece in found["quotation"]["parts"]] == [None, 3]
    assert found["quotation"]["bracketed"] == [{"words": "now", "begin": 40, "end": 43, "stands_for": "then"}]
    assert found["quotation"]["exchanged"][0]["after_span"] == {"begin": 60, "end": 61}
    assert found["added_marks"] == [{"words": "b", "begin": 60, "end": 61, "source": {"begin": 50, "end": 51}}]
    assert found["sourcing"] == "quoted-and-credited"
