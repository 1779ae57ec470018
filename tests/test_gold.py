"""What careful readers found, and what the program answers, on the real model.

``tests/gold/README.md`` says how the sixty claims on seeds/ were judged; ``real_claims.jsonl`` are thirteen on the five
real articles: five copied, four reworded, three about things the articles do not say, one about page furniture.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from provenance.collection import Collection
from provenance.models import Appearance, Trace
from provenance.tracing import trace

pytestmark = pytest.mark.model

GOLD = Path(__file__).parent / "gold"
Claim = dict[str, Any]


def claims(name: str) -> list[Claim]:
    return [json.loads(line) for line in (GOLD / name).read_text(encoding="utf-8").splitlines()]


SAMPLE = claims("claims.jsonl")
REAL = claims("real_claims.jsonl")


def folded(text: str) -> str:
    return " ".join(text.split())


def carrier(found: Trace, wanted: Claim) -> Appearance | None:
    """The appearance that points at the gold's words."""
    return next(
        (
            a
            for a in found.appearances
            if a.article.id == wanted["article"] and folded(wanted["exact"]) in folded(a.passage.exact)
        ),
        None,
    )


@pytest.fixture(scope="module")
def traces(sample: Collection) -> list[Trace]:
    return [trace(sample, gold["claim"]) for gold in SAMPLE]


@pytest.mark.parametrize("number", range(len(SAMPLE)), ids=lambda n: SAMPLE[n]["claim"][:40])
def test_first_appearance(traces: list[Trace], number: int) -> None:
    found, gold = traces[number], SAMPLE[number]
    first = found.appearance(found.first_appearance).article.id if found.first_appearance else None
    assert first == gold["first"]
    assert found.empty_reason == gold["empty_reason"]


@pytest.mark.parametrize("number", range(len(SAMPLE)), ids=lambda n: SAMPLE[n]["claim"][:40])
def test_nothing_else_is_counted(traces: list[Trace], number: int) -> None:
    gold = SAMPLE[number]
    allowed = {a["article"] for a in gold["appearances"]} | set(gold["disputable"])
    assert {a.article.id for a in traces[number].appearances} <= allowed


def test_relations_are_right_in_95_of_100(traces: list[Trace]) -> None:
    wrong, total = [], 0
    for found, gold in zip(traces, SAMPLE, strict=True):
        for wanted in gold["appearances"]:
            total += 1
            appearance = carrier(found, wanted)
            given = appearance.relation.value if appearance else "not found"
            if given not in wanted["relation"]:
                wrong.append(f"{gold['claim'][:50]} in {wanted['article']}: {given}, not {wanted['relation']}")
    assert total >= 160
    assert len(wrong) <= 0.05 * total, "\n".join(wrong)


def test_every_decisive_change_is_named(traces: list[Trace]) -> None:
    missed = []
    for found, gold in zip(traces, SAMPLE, strict=True):
        for wanted in gold["appearances"]:
            appearance = carrier(found, wanted)
            missed += [
                f"{gold['claim'][:50]} in {wanted['article']}: {change}"
                for change in wanted["changes"]
                if appearance is not None and not named(appearance, change)
            ]
    assert missed == []


def named(appearance: Appearance, wanted: Claim) -> bool:
    """Whether a change of this kind holds the gold's words (it may hold more around them)."""
    return any(
        change.kind == wanted["kind"]
        and change.material == wanted["material"]
        and folded(wanted["before"]).lower() in folded(change.before).lower()
        and folded(wanted["after"]).lower() in folded(change.after).lower()
        for change in appearance.versus_claim.changes
    )


@pytest.mark.parametrize("gold", REAL, ids=lambda g: g["claim"][:40])
def test_real_articles(real: Collection, gold: Claim) -> None:
    found = trace(real, gold["claim"])
    first = found.appearance(found.first_appearance).article.id[:3] if found.first_appearance else None
    assert first == gold["first"]
    assert {a.article.id[:3]: a.relation.value for a in found.appearances} == gold["appearances"]
    assert found.empty_reason is None if gold["empty_reason"] is None else found.empty_reason in gold["empty_reason"]


@pytest.mark.parametrize("gold", [g for g in REAL if "change" in g], ids=lambda g: g["change"][0])
def test_real_rewordings_are_named(real: Collection, gold: Claim) -> None:
    kind, before, after = gold["change"]
    changes = trace(real, gold["claim"]).appearances[0].versus_claim.material
    assert [(c.kind.value, before in c.before, after in c.after) for c in changes] == [(kind, True, True)]


def test_a_real_cut_at_an_ellipsis_is_shown(real: Collection) -> None:
    (gold,) = [g for g in REAL if "omission" in g]
    cut = trace(real, gold["claim"]).appearances[1]
    assert any(
        c.kind == "omission" and gold["omission"] in c.before and "ellipsis" in c.note for c in cut.versus_claim.changes
    )


def test_every_passage_stands_at_its_offsets(sample: Collection, traces: list[Trace]) -> None:
    checked = 0
    for found in traces:
        for appearance in (*found.appearances, *found.related):
            text = sample.text(appearance.article.id)
            assert appearance.passage.span.of(text) == appearance.passage.exact
            assert appearance.passage.span.covers(appearance.matched)
            assert text[: appearance.passage.span.begin].endswith(appearance.passage.prefix)
            checked += 1
    assert checked > 300
