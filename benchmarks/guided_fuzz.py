"""Coverage-guided fuzzing (atheris) of the readers and of normalisation, in one process, for as long as is asked.

Usage: pip install atheris==3.0.0; python benchmarks/guided_fuzz.py [--minutes 10] [--what readers|words]

Begins from files as a newsroom has them. The libraries that otherwise run in child processes run in this one, so that
the fuzzer sees which lines an input reaches. A find is anything but an article or an error of ours, a folded word
that folds on, a sentence outside its text, or more than 20 seconds for one input; each is kept once, by where it was
raised, and fuzzing goes on. An extractor's own exception is none: the child says of it that the file cannot be read.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import logging
import os
import resource
import subprocess
import sys
import tempfile
import time
import traceback
import warnings
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from results import save, table

READERS = ("txt", "md", "html", "docx", "pdf", "rss", "atom", "warc", "csv", "jsonl", "zip")
SLOW = 20.0  # seconds of wall time
PARTS = ("readers", "words")
AT_ONCE = 250  # inputs after which the count is written down: the fuzzer leaves without a word to Python


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=10, help="for each part")
    parser.add_argument("--what", choices=PARTS)
    parser.add_argument("--inside", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.inside is not None:
        _fuzz(options.what, options.inside, options.minutes)
        return
    rows: list[dict[str, object]] = []
    for what in [options.what] if options.what else PARTS:
        with tempfile.TemporaryDirectory() as name:
            rows.append(_row(what, Path(name), options.minutes))
    save("guided_fuzz", {"limits": {"seconds": SLOW}, "rows": rows})
    print(table([{key: value for key, value in row.items() if key != "found"} for row in rows]))
    for row in rows:
        print(*row["found"], sep="\n\n")  # type: ignore[misc]


def _row(what: str, place: Path, minutes: float) -> dict[str, object]:
    """Fuzz in a process of its own, begun again where an input ends it, until the time is over."""
    (place / "corpus").mkdir()
    for number, content in enumerate(_first(what)):
        (place / "corpus" / f"seed-{number}").write_bytes(content)
    until, deaths = time.monotonic() + 60 * minutes, []
    while (left := until - time.monotonic()) > 1:
        call = [sys.executable, __file__, "--what", what, "--inside", str(place), "--minutes", str(left / 60)]
        done = subprocess.run(call, capture_output=True, text=True, check=False)
        if done.returncode:
            deaths.append(done.stderr[-1_500:])
    counts: Counter[str] = Counter()
    found: dict[str, str] = {}
    for kept in sorted(place.glob("count-*.json")):
        told = json.loads(kept.read_text("utf-8"))
        counts += Counter(told["counts"])
        found |= told["found"]
    peak = max(json.loads(kept.read_text("utf-8"))["MB"] for kept in place.glob("count-*.json"))
    return {
        "what": what, "minutes": minutes, "inputs": counts["inputs"], "articles read": counts["read"],
        "refused with a reason": counts["refused"], "libraries' own errors, told as such": counts["broken"],
        "kept for new coverage": len(list((place / "corpus").iterdir())), "different finds": len(found),
        "ended the process": len(deaths), "slowest, s": counts["slowest, ms"] / 1_000, "most memory, MB": peak,
        "found": [*found.values(), *deaths],
    }  # fmt: skip


def _first(what: str) -> list[bytes]:
    from likely_files import articles, likely_files  # noqa: PLC0415 - what it imports must be instrumented in the child

    if what == "words":
        return [text.encode() for text in articles()]
    files = likely_files()
    return [bytes([READERS.index(ending)]) + content for ending in files for content in files[ending]]


def _fuzz(what: str, place: Path, minutes: float) -> None:
    import atheris  # noqa: PLC0415 - installed by hand where this is run

    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    with atheris.instrument_imports(include=["provenance"]):
        put = _reader() if what == "readers" else _words()
    counts: Counter[str] = Counter()
    found: dict[str, str] = {}
    kept = place / f"count-{os.getpid()}.json"

    def write_down() -> None:
        peak = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000)
        kept.write_text(json.dumps({"counts": counts, "found": found, "MB": peak}), encoding="utf-8")

    def one(content: bytes) -> None:
        begun = time.perf_counter()
        try:
            counts[put(content)] += 1
        except Exception as error:
            last = traceback.extract_tb(error.__traceback__)[-1]
            where = f"{type(error).__name__} at {Path(last.filename).name}:{last.lineno}"
            if where not in found:
                (place / f"find-{hashlib.sha256(where.encode()).hexdigest()[:8]}").write_bytes(content)
                found[where] = f"{where}: {str(error)[:300]} — {content[:600]!r}"
        took = time.perf_counter() - begun
        counts["slowest, ms"] = max(counts["slowest, ms"], round(1_000 * took))
        if took > SLOW:
            found[f"slow {len(found)}"] = f"{took:.0f} s — {content[:600]!r}"
        counts["inputs"] += 1
        if counts["inputs"] % AT_ONCE == 0 or took > 1:
            write_down()

    write_down()
    seconds = max(1, round(60 * minutes))
    options = [f"-max_total_time={seconds}", "-max_len=60000", "-timeout=120", "-rss_limit_mb=2000", "-verbosity=0"]
    os.chdir(place)  # where it writes what ended it
    atheris.Setup([sys.argv[0], *options, str(place / "corpus")], one)
    atheris.Fuzz()


def _reader():  # type: ignore[no-untyped-def]
    """Read an input as the kind of file that its first byte names."""
    from importlib import import_module  # noqa: PLC0415

    from provenance.errors import ReadingError  # noqa: PLC0415
    from provenance.reading import extraction, fetching  # noqa: PLC0415
    from provenance.reading.extraction import child  # noqa: PLC0415
    from provenance.reading.formats import formats, read_original, unpacked  # noqa: PLC0415
    from provenance.reading.originals import Original  # noqa: PLC0415

    formats()
    extractors = {name: import_module(f"provenance.reading.extractors.{name}").extract
                  for name in ("webpage", "docx", "pdf", "feed")}  # fmt: skip
    broken: list[str] = []

    def answer(_: object, reader: str, content: bytes, subject: str) -> dict[str, object]:
        told: dict[str, object] = json.loads(child.answer(extractors[reader], content))
        failure = told.get("failure")
        if isinstance(failure, str):
            broken.extend([failure] if failure.startswith("cannot be taken apart (") else [])
            raise ReadingError(subject, failure)
        return told

    def fetch(address: str, *_: object, **__: object) -> object:
        raise ReadingError(address, "nothing is fetched here")

    extraction.Extractor.answer = answer  # type: ignore[assignment,method-assign]
    fetching.fetch = fetch  # type: ignore[assignment]
    at = datetime(2026, 1, 1, tzinfo=UTC)

    def put(content: bytes) -> str:
        broken.clear()
        name = f"file.{READERS[content[0] % len(READERS)] if content else 'txt'}"
        body = content[1:]
        digest = hashlib.sha256(body).hexdigest()
        original = Original(path=f"/{name}", name=name, shown=name, content=body, sha256=digest, read_at=at,
                            limit=20_000_000)  # fmt: skip
        try:
            documents = list(read_original(unpacked(original)))
        except ReadingError:
            return "refused"
        for found in documents:
            if not isinstance(found, ReadingError):
                assert found.article.id
                assert found.text.strip()
                found.text.encode("utf-8")
        if broken:
            return "broken"
        return "refused" if all(isinstance(found, ReadingError) for found in documents) else "read"

    return put


def _words():  # type: ignore[no-untyped-def]
    """Fold an input, and split it into sentences."""
    from provenance.wording.normalisation import fold, fold_word, tokens  # noqa: PLC0415
    from provenance.wording.profile import profile  # noqa: PLC0415
    from provenance.wording.sentences import sentence_spans  # noqa: PLC0415

    def put(content: bytes) -> str:
        text = content.decode("utf-8", "replace")
        fold(text)
        end = 0
        for token in tokens(text):
            assert fold_word(token.norm) == token.norm, f"a folded word folds on: {token!r}"
            assert token.norm.split() in ([token.norm], []), f"a folded word holds white space: {token!r}"
            assert end <= token.span.begin < token.span.end <= len(text)
            assert text[token.span.begin : token.span.end] == token.text
            end = token.span.end
        end = 0
        for span in sentence_spans(text, "en"):
            assert end <= span.begin < span.end <= len(text)
            end = span.end
            profile(span.of(text))
        return "read"

    return put


if __name__ == "__main__":
    main()
