"""Are all pieces and omissions of a quotation found? Made quotations with known cuts, and the quotations of the seeds.

Usage: python benchmarks/quotations.py --data FOLDER [--seeds FOLDER] [--show]

Sources and hosts are Reuters items, news articles and encyclopaedia articles. They are halved before anything is made:
the costs of `provenance.wording.quotations.stitching` were chosen on one half, the figure to report is the other
half's. A quotation counts only if the whole of it is right: that it is one, every piece with its first and last word,
their order, every cut with its words and what marks it, what stands in brackets, and what was exchanged. The real
articles are held against ``tests/gold/seed_quotations.json``; what is found beyond it is taken off.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

import corpora
from made_quotations import Made, made_quotations
from results import save, table

from provenance.models import Quotation, QuotationForm
from provenance.wording.quotations import quotation, quotations_of
from provenance.wording.quotations.reading import read
from provenance.wording.quotations.words import source

QUOTATIONS = 200
SEED = 4
GOLD = Path(__file__).parents[1] / "tests" / "gold" / "seed_quotations.json"


def halves(data: Path) -> dict[str, tuple[list[str], list[str]]]:
    """Sources and hosts for each half; every corpus is cut in the middle, so that no article stands in both."""
    newswire = [i.text for i in islice(corpora.reuters(data), 4_000) if 900 < len(i.text) < 6_000][:240]
    news = [i.text.replace(" ### ", "\n\n") for i in corpora.news_events(data) if len(i.text) > 1_500]
    versions = [t for t in islice(corpora.wiki_versions(data), 0, None, 12) if 1_500 < len(t) < 20_000]
    cut = {
        "tuned on": [text for texts in (newswire, news, versions) for text in texts[: len(texts) // 2]],
        "held out": [text for texts in (newswire, news, versions) for text in texts[len(texts) // 2 :]],
    }
    return {name: (texts[0::2], texts[1::2]) for name, texts in cut.items()}


def read_off(case: Made) -> Quotation | None:
    return quotation(case.article, case.passage, case.passage, other=case.source, focus=case.focus, against="a1")


def faults(case: Made, found: Quotation | None) -> list[str]:
    """What is wrong with what was found; nothing where all of it is right."""
    if found is None:
        return ["not seen to be a quotation"]
    held = source(case.source)

    def words(begin: int, end: int) -> tuple[int, int]:
        return held.nearest(begin), held.nearest(end)

    seen = {
        "pieces": tuple(words(p.source.begin, p.source.end) for p in found.parts),
        "cuts": tuple((*words(c.span.begin, c.span.end), c.mark.value) for c in found.cuts),
        "brackets": tuple(b.words for b in found.bracketed),
        "exchanges": tuple((e.before, e.after) for e in found.exchanged),
        "order": found.in_order,
    }
    true = {
        "pieces": case.pieces,
        "cuts": case.cuts,
        "brackets": case.bracketed,
        "exchanges": case.exchanged,
        "order": list(case.pieces) == sorted(case.pieces),
    }
    return [f"{what}: {seen[what]}, not {true[what]}" for what in true if seen[what] != true[what]]


def measured(cases: Sequence[Made], *, show: bool) -> dict[str, object]:
    right: Counter[str] = Counter()
    number: Counter[str] = Counter()
    begun = time.perf_counter()
    for case in cases:
        wrong = faults(case, read_off(case))
        number.update((case.kind, f"in {case.style}"))
        right.update((case.kind, f"in {case.style}") if not wrong else ())
        if wrong and show:
            print(case.kind, "|", case.style, "|", case.passage.of(case.article), *wrong, sep="\n    ")
    whole = sum(right[k] for k in number if not k.startswith("in "))
    return {
        "quotations": len(cases),
        "whole": whole,
        "share": round(whole / len(cases), 3),
        "ms": round(1_000 * (time.perf_counter() - begun) / len(cases), 1),
        "by kind": {k: f"{right[k]} of {number[k]}" for k in number},
    }


def seeds(folder: Path) -> dict[str, object]:
    """The quotations of the five real articles: places between marks, blocks, pieces and cuts, found of all."""
    gold = json.loads(GOLD.read_text(encoding="utf-8"))
    text = {path.name[:3]: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))}
    right: Counter[str] = Counter()
    number: Counter[str] = Counter()

    def count(what: str, found: Sequence[object], true: Sequence[object]) -> None:
        number[what] += len(true)
        right[what] += sum(one in found for one in true) - sum(one not in true for one in found)

    for name, places in gold["marked"].items():
        quotations = [q for q in quotations_of(text[name]) if q.form is QuotationForm.MARKS]
        count("between marks", [[q.whole.begin, q.whole.end] for q in quotations], places)
    blocks = [q for q in quotations_of(text["001"]) if q.form is not QuotationForm.MARKS]
    count("blocks", [[q.whole.begin, q.whole.end] for q in blocks], [b["quotation"] for b in gold["blocks"]])
    readings = [read(text["001"], [q.spans], q.whole, text["000"], 0) for q in blocks]
    own = [r for r in readings if r.carried > 0.5]
    pieces = [[p.span.begin, p.span.end, p.source.begin, p.source.end] for r in own for p in r.pieces]
    count("pieces", pieces, [p for b in gold["blocks"] for p in b.get("pieces", [])])
    cuts = [[c.mark.value, c.count, c.span.of(text["000"]).split()[0]] for r in own for c in r.cuts]
    count("cuts", cuts, [c[:3] for b in gold["blocks"] for c in b.get("cuts", [])])
    return {what: f"{right[what]} of {number[what]}" for what in number}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--seeds", type=Path, help="folder of the five real articles")
    parser.add_argument("--show", action="store_true", help="print what goes wrong on the half to tune on")
    options = parser.parse_args()
    results = {}
    for name, (sources, hosts) in halves(options.data).items():
        cases = list(made_quotations(sources, hosts, QUOTATIONS, SEED))
        results[name] = measured(cases, show=options.show and name == "tuned on")
    rows = [{"half": name, **{k: v for k, v in result.items() if k != "by kind"}} for name, result in results.items()]
    kinds = [
        {"quotation": kind, **{name: result["by kind"].get(kind, "–") for name, result in results.items()}}
        for kind in results["held out"]["by kind"]
    ]
    print(table(rows), table(kinds), sep="\n\n")
    if options.seeds:
        results["seeds"] = seeds(options.seeds)
        print(table([results["seeds"]]))
    save("quotations", json.loads(json.dumps(results)))


if __name__ == "__main__":
    main()
