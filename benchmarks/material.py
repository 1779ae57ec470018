"""Is an edit called material where it changes content rather than language (arXivEdits, labelled edits)?

Usage: python benchmarks/material.py --data FOLDER

Each labelled edit of the first annotator is looked up among the changes between the two sentences; it is called content
where a material change overlaps it. Prints precision, recall and F1 of "content" beside calling every edit content, on
the part that nothing was tuned on (dev).
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from results import save, table

from provenance.models import Change, ChangeKind, Span
from provenance.wording.alignment import align
from provenance.wording.changes import changes

Labelled = tuple[bool, bool]  # whether people call the edit content, and whether we call it material


def token_spans(sentence: str) -> list[Span]:
    return [Span(match.start(), match.end()) for match in re.finditer(r"\S+", sentence)]


def span_of(sentence: str, indices: list[int] | None) -> Span | None:
    """Where tokens ``[begin, end)`` stand; None where the edit has no place in this sentence."""
    words = token_spans(sentence)
    if not indices or indices[0] >= len(words) or indices[1] <= indices[0]:
        return None
    return Span(words[indices[0]].begin, words[min(indices[1], len(words)) - 1].end)


def edits(pair: dict[str, object], counts: Callable[[Change], bool]) -> Iterator[Labelled]:
    before, after = str(pair["sentence-1"]), str(pair["sentence-2"])
    material = [change for change in changes(align(before, after)) if counts(change)]
    labelled = pair["edits-combination-0"]
    for edit in labelled.values() if isinstance(labelled, dict) else ():
        places = (
            (span_of(before, edit["sentence-1-token-indices"]), [change.before_span for change in material]),
            (span_of(after, edit["sentence-2-token-indices"]), [change.after_span for change in material]),
        )
        said = any(place is not None and place.overlaps(span) for place, spans in places for span in spans)
        yield edit["intention"].startswith("Content"), said


def is_material_or_of_matter(change: Change) -> bool:
    return change.material or change.kind in {ChangeKind.OMISSION, ChangeKind.INSERTION}


def quality(way: str, found: list[Labelled]) -> dict[str, object]:
    right = sum(content and said for content, said in found)
    precision = right / max(1, sum(said for _, said in found))
    recall = right / max(1, sum(content for content, _ in found))
    return {
        "way": way,
        "edits": len(found),
        "precision": round(precision, 3),
        "recall": round(recall, 3),
        "F1": round(2 * precision * recall / max(1e-9, precision + recall), 3),
        "accuracy": round(sum(content == said for content, said in found) / len(found), 3),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    pairs = json.loads((parser.parse_args().data / "arxivedits" / "dev.json").read_text(encoding="utf-8"))
    found = [edit for pair in pairs.values() for edit in edits(pair, lambda change: change.material)]
    wider = [edit for pair in pairs.values() for edit in edits(pair, is_material_or_of_matter)]
    rows = [
        quality("material change overlaps", found),
        quality("… or matter left out or put in", wider),
        quality("every edit is content", [(content, True) for content, _ in found]),
    ]
    print(table(rows))
    save("material", {"rows": rows})


if __name__ == "__main__":
    main()
