"""How time, memory and disk grow with the collection: 10,000 to a million sentences, of which 40 % are reposts.

Usage: python benchmarks/scale.py --data FOLDER --work FOLDER [--sizes 10000 100000 1000000]

The collection is `newsroom`'s. It is embedded by a *stand-in* of hashed words, which says nothing about meaning: the
figures are of speed, memory and disk, and of what the words channel finds. Each question is embedded by the packaged
model besides, so that its time counts. Parts and indexes stay in ``--work``: a run broken off goes on where it was.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from pathlib import Path

from growth_picture import picture
from newsroom import Report, exchanged, reports
from results import FOLDER, save, table
from stand_in import StandIn

from provenance.collection import Collection, packaged_model
from provenance.collection.encoder import Encoder, load_encoder
from provenance.tracing import trace
from provenance.wording.sentences import sentence_spans

PART = 10_000  # sentences in one file of articles
SEED = 20
QUESTIONS = 40
_FRAGMENT = 6  # words
_SENTENCES = 30  # of the one more article
# Named as the packaged model, so that the command line takes its vectors for that model's.
ENCODER = StandIn(name=packaged_model.NAME, fingerprint=packaged_model.FINGERPRINT)
_FIELDS = ("id", "title", "outlet", "published", "text")


# --------------------------------------------------------------------------------------------- the collection


def written_parts(data: Path, work: Path, sizes: list[int]) -> list[Path]:
    """The articles of the largest size as files of `PART` sentences each, made once."""
    paths = [work / "parts" / f"{number:04}.jsonl" for number in range(max(sizes) // PART)]
    (work / "parts").mkdir(parents=True, exist_ok=True)
    if not all(path.exists() for path in paths):
        for path, part in zip(paths, _parts(reports(data, seed=SEED)), strict=False):
            rows = ({name: asdict(report)[name] for name in _FIELDS} for report in part)
            path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return paths


def _parts(found: Iterator[Report]) -> Iterator[list[Report]]:
    while True:
        part: list[Report] = []
        while sum(report.sentences for report in part) < PART:
            part.append(next(found))
        yield part


def indexed(folder: Path, parts: list[Path], encoder: Encoder) -> float | None:
    """Index the parts; seconds it took, kept beside the index, or None where a run was broken off within it."""
    noted = folder / "seconds.json"
    if noted.exists():
        return json.loads(noted.read_text())
    fresh = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    begun = time.perf_counter()
    with Collection.open(folder / "index", encoder=encoder) as collection:
        report = collection.index(parts)
    if report.failures:
        raise SystemExit(f"not everything was indexed: {report.failures[0]}")
    seconds = time.perf_counter() - begun if fresh else None
    noted.write_text(json.dumps(seconds))
    return seconds


# --------------------------------------------------------------------------------------------------- questions


def questions(parts: list[Path]) -> dict[str, list[tuple[str, str]]]:
    """Claims of three kinds, each with the sentence it was made of."""
    chance = random.Random(SEED)
    sources = []
    while len(sources) < QUESTIONS:
        rows = chance.choice(parts).read_text(encoding="utf-8").splitlines()
        text = json.loads(chance.choice(rows))["text"]
        spans = [span for span in sentence_spans(text) if 12 <= len(span.of(text).split()) <= 60]
        sources += [chance.choice(spans).of(text)] if spans else []
    words = [word for source in sources for word in source.split()]
    return {
        "verbatim": [(source, source) for source in sources],
        "30 % of words replaced": [(exchanged(source, words, chance), source) for source in sources],
        "six-word fragment": [(_fragment(source, chance), source) for source in sources],
    }


def _fragment(source: str, chance: random.Random) -> str:
    words = source.split()
    begin = chance.randrange(len(words) - _FRAGMENT + 1)
    return " ".join(words[begin : begin + _FRAGMENT])


def recall(collection: Collection, asked: list[tuple[str, str]]) -> float:
    """Share of the claims whose source is among the candidates, 100 of either channel."""
    found = 0
    for claim, source in asked:
        (candidates,) = collection.candidates([claim], k=100)
        found += any(_letters(candidate.text) == _letters(source) for candidate in candidates)
    return round(found / len(asked), 3)


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def times(work: Callable[[str], object], claims: list[str]) -> dict[str, float]:
    """Milliseconds by the clock and of this process alone: others may be at work on the machine."""
    clock, own = [], []
    for claim in claims:
        begun, used = time.perf_counter(), time.process_time()
        work(claim)
        clock.append(1000 * (time.perf_counter() - begun))
        own.append(1000 * (time.process_time() - used))
    return {
        "p50": round(statistics.median(clock), 1),
        "p95": round(statistics.quantiles(clock, n=20)[-1], 1),
        "processor p50": round(statistics.median(own), 1),
        "processor p95": round(statistics.quantiles(own, n=20)[-1], 1),
    }


# -------------------------------------------------------------------------------------------- one size measured


def one_more(collection: Collection, folder: Path, sources: list[str]) -> dict[str, float]:
    """Seconds until one more article of 30 new sentences is found, of its repost, and until both are gone.

    Its sentences have nearly all words exchanged, so that nobody has them; embedding them by the packaged model counts.
    """
    chance = random.Random(SEED)
    words = [word for source in sources for word in source.split()]
    made = [exchanged(source, words, chance, share=0.9) for source in sources[:_SENTENCES]]
    claim, text = made[0], "\n\n".join(made)
    original = _timed(lambda: collection.index([_row(folder, "original", text)]))
    found = _timed(lambda: trace(collection, claim))
    repost = _timed(lambda: collection.index([_row(folder, "repost", text)]))
    removed = _timed(lambda: collection.remove(["original", "repost"]))
    gone = _timed(lambda: trace(collection, claim))
    return {
        "added, s": original, "and found, s": round(original + found, 3), "its repost, s": repost,
        "removed, s": removed, "and gone, s": round(removed + gone, 3),
    }  # fmt: skip


def _row(folder: Path, name: str, text: str) -> Path:
    path = folder / f"{name}.jsonl"
    path.write_text(json.dumps({"id": name, "title": name, "text": text, "published": "2024-05-01"}) + "\n")
    return path


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return round(time.perf_counter() - begun, 3)


def serving(folder: Path, claims: list[str]) -> dict[str, float]:
    """Memory of a process of its own that answers claims, and the seconds before its first answer."""
    call = [sys.executable, __file__, "--serve", str(folder / "index")]
    done = subprocess.run(call, input=json.dumps(claims), check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


def serve(index: Path) -> None:
    """Answer the claims of standard input; print what it took as JSON."""
    claims = json.load(sys.stdin)
    encoder = ENCODER
    encoder.encode(["so that its own vectors are there before memory is measured"])
    collection = Collection.open(index, encoder=encoder, read_only=True)
    before = resident()
    seconds = _timed(lambda: trace(collection, claims[0]))
    first = resident()
    for claim in claims[1:]:
        trace(collection, claim)
    last = resident()
    print(json.dumps({
        "before": before, "after the first": first, "after all": last, "first, s": seconds,
        "most": resident("VmHWM"),
    }))  # fmt: skip


def resident(what: str = "VmRSS") -> int:
    """Bytes of memory this process holds now (or, as ``VmHWM``, held at most)."""
    status = Path("/proc/self/status").read_text()
    return 1024 * next(int(line.split()[1]) for line in status.splitlines() if line.startswith(what))


def first_answer(folder: Path, claim: str) -> dict[str, float]:
    """Seconds until a fresh process of the command line has answered, the best of three, and its processor's alone.

    It embeds the claim by the packaged model, and takes the stand-in's vectors for that model's.
    """
    call = [sys.executable, "-m", "provenance", "trace", claim, "--index", str(folder / "index"), "--json"]
    found = []
    for _ in range(3):
        begun, used = time.perf_counter(), _of_children()
        subprocess.run(call, check=True, capture_output=True)
        found.append((round(time.perf_counter() - begun, 2), round(_of_children() - used, 2)))
    return {"clock, s": min(clock for clock, _ in found), "processor, s": min(own for _, own in found)}


def _of_children() -> float:
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def measured(folder: Path, seconds: float | None, parts: list[Path]) -> dict[str, object]:
    """All figures of one size."""
    asked = questions(parts)
    with Collection.open(folder / "index", encoder=replace(ENCODER, payer=load_encoder())) as collection:
        status = collection.status()
        trace(collection, "A first question, so that everything is loaded.")
        claims = {kind: [claim for claim, _ in pairs] for kind, pairs in asked.items()}
        speed = {kind: times(lambda claim: trace(collection, claim), own) for kind, own in claims.items()}
        search = times(lambda claim: collection.candidates([claim], k=100), claims["verbatim"])
        recalled = {kind: recall(collection, pairs) for kind, pairs in asked.items()}
        more = one_more(collection, folder, [source for _, source in asked["verbatim"]])
    disk = sum(path.stat().st_size for path in (folder / "index").iterdir())
    memory = serving(folder, claims["verbatim"])
    return {
        "sentences": status.sentences, "wordings": status.wordings, "articles": status.summary.articles,
        "indexing, s": seconds, "trace": speed, "search": search, "recall": recalled, "one more": more,
        "disk, bytes": disk, "serving": memory,
    }  # fmt: skip


def row_of(found: dict) -> dict[str, object]:
    """The figures of one size as a row of the table."""
    traces = found["trace"]
    held = found["serving"]["after all"] - found["serving"]["before"]
    return {
        "sentences": f"{found['sentences']:,}",
        "wordings": f"{found['wordings']:,}",
        "indexing, ms a sentence": round(1000 * (found["indexing, s"] or 0) / found["sentences"], 2) or "–",
        "search, ms p50 / p95": _shown(found["search"]),
        **{f"trace, {kind}, ms p50 / p95": _shown(own) for kind, own in traces.items()},
        "verbatim by the clock": f"{traces['verbatim']['p50']} / {traces['verbatim']['p95']}",
        "first answer, s": found["first answer"]["clock, s"],
        "one more found, s": found["one more"]["and found, s"],
        "removed, s": found["one more"]["and gone, s"],
        "memory, bytes a wording": round(held / found["wordings"]),
        "disk, bytes a wording": round(found["disk, bytes"] / found["wordings"]),
    }


def _shown(found: dict[str, float]) -> str:
    """Time of the processor, which others at work on the machine disturb less than the clock."""
    return f"{found['processor p50']} / {found['processor p95']}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path)
    parser.add_argument("--work", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--embedded", type=int, default=PART, help="sentences embedded by the packaged model; 0: none")
    parser.add_argument("--serve", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.serve:
        serve(chosen.serve)
        return
    parts = written_parts(chosen.data, chosen.work, [*chosen.sizes, chosen.embedded])
    found = [of_size(chosen.work / str(size), parts[: size // PART]) for size in chosen.sizes]
    embedded = by_model(chosen.work / f"{chosen.embedded}-embedded", parts[: chosen.embedded // PART])
    print(table([row_of(one) for one in found]))
    recalled = [{"sentences": one["sentences"], "vectors": "stand-in", **one["recall"]} for one in found]
    print(table([*recalled, {"sentences": chosen.embedded, "vectors": "packaged model", **embedded}]))
    save("scale", {"questions": QUESTIONS, "sizes": found, "recall by the packaged model": embedded})
    (FOLDER / "scale.svg").write_text(picture(lines_of(found)), encoding="utf-8")


def of_size(folder: Path, parts: list[Path]) -> dict[str, object]:
    """The figures of one size, kept beside its index once they are measured."""
    noted = folder / "measured.json"
    seconds = indexed(folder, parts, ENCODER)
    if not noted.exists():
        noted.write_text(json.dumps(measured(folder, seconds, parts)))
    found = json.loads(noted.read_text())
    if "first answer" not in found:
        found["first answer"] = first_answer(folder, questions(parts)["verbatim"][0][0])
        noted.write_text(json.dumps(found))
    return found


def by_model(folder: Path, parts: list[Path]) -> dict[str, float]:
    """Recall with vectors of the packaged model, at the size that could be embedded; nothing without parts."""
    if not parts:
        return {}
    encoder = load_encoder()
    indexed(folder, parts, encoder)
    with Collection.open(folder / "index", encoder=encoder) as collection:
        return {kind: recall(collection, pairs) for kind, pairs in questions(parts).items()}


def lines_of(found: list[dict]) -> dict[str, list[tuple[float, float]]]:
    """What the picture shows: by name, points of sentences and a quantity."""
    sizes = [one["sentences"] for one in found]
    shown = {
        "indexing, s": [one["indexing, s"] for one in found],
        "trace, processor ms (median)": [one["trace"]["verbatim"]["processor p50"] for one in found],
        "search, processor ms (median)": [one["search"]["processor p50"] for one in found],
        "memory, MiB": [(one["serving"]["after all"] - one["serving"]["before"]) / 2**20 for one in found],
        "disk, MiB": [one["disk, bytes"] / 2**20 for one in found],
    }
    return {name: [(x, y) for x, y in zip(sizes, values, strict=True) if y] for name, values in shown.items()}


if __name__ == "__main__":
    main()
