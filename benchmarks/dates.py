"""How often is an article's date right? Web pages with known dates, news texts with fetch times, newswire of 1987.

Usage: python benchmarks/dates.py --data FOLDER

Pages (html-dates): the day given against the true one; once as files alone, once with their addresses in an
``articles.csv``. A moment counts by its own clock, which is set to the page's own calendar where its address or its
text shows one. Rules were tuned on one half of the pages, by a hash of the name, and are measured on the other. How
sure each date is said to be is counted apart: a guess never counts as stated.
News (news-events): the date given against the time of the fetch, in the same halves.
Newswire (Reuters-21578): whether a body that proves "not before" was in truth written before, and whether the audit of
dates takes a busy day of an agency for a suspicious one; fact-checks (CheckThat! 2022) for the former too.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import random
import tarfile
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path

import corpora
from results import save, table

from provenance.collection.suspicious_days import suspicious_days
from provenance.errors import ReadingError
from provenance.models import Article, Certainty, DateInterval, DateSource, Document, Precision
from provenance.reading import find_sources, read_source
from provenance.reading.dates.bounds import not_before

SEEDS = Path(__file__).resolve().parents[1] / "seeds"
# Looked at by hand: the Census Bureau's director resigned on 9 May 2017, as this article tells of "Tuesday".
TRULY_OLD = {"9090"}
TODAY = date(2026, 11, 1)


def documents(*paths: Path) -> Iterator[Document]:
    for source in find_sources(paths):
        for outcome in [source] if isinstance(source, ReadingError) else read_source(source, today=TODAY):
            if isinstance(outcome, ReadingError):
                print(outcome)
            else:
                yield outcome


def day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def half(name: str) -> str:
    """Rules may be tuned on the pages and articles of the one half and are measured on the other."""
    return "held out" if hashlib.sha256(name.encode()).digest()[0] % 2 else "tuned on"


def pages(folder: Path, true: dict[str, date], what: str) -> list[dict[str, object]]:
    found: dict[str, Counter[str]] = {"all": Counter(), "tuned on": Counter(), "held out": Counter()}
    begun = time.perf_counter()
    for document in documents(folder):
        name, published = document.article.id, document.article.published
        given = published.precision in {Precision.DAY, Precision.TIME}
        right = given and day(published.earliest) == true[name]
        sure = published.certainty.value
        for part in ("all", half(name)):
            found[part].update({"pages": 1, "given": given, "right": right, sure: given, f"{sure}, right": right})
    speed = round(len(true) / (time.perf_counter() - begun), 1)
    return [{"what": what, "half": part, **shares(counts), "pages a second": speed} for part, counts in found.items()]


def shares(counts: Counter[str]) -> dict[str, object]:
    sure = (Certainty.CORROBORATED, Certainty.STATED, Certainty.GUESS)
    return {
        "pages": counts["pages"],
        "given": counts["given"],
        "right": counts["right"],
        "of given": round(counts["right"] / counts["given"], 3),
        "of all": round(counts["right"] / counts["pages"], 3),
        **{f"{kind}, right": f"{counts[f'{kind}, right']} of {counts[kind]}" for kind in sure},
    }


def web_pages(data: Path) -> list[dict[str, object]]:
    with tempfile.TemporaryDirectory() as work, tarfile.open(data / "html-dates.tar.gz") as archive:
        archive.extractall(work, filter="data")
        gold = json.loads(next(Path(work).rglob("gold.json")).read_text(encoding="utf-8"))
        true = {entry["file"].rsplit(".", 1)[0]: date.fromisoformat(entry["date"]) for entry in gold.values()}
        folder = next(path for path in Path(work).rglob("pages") if path.is_dir())
        alone = pages(folder, true, "files alone")
        with (folder / "articles.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([("file", "url"), *((entry["file"], url) for url, entry in gold.items())])
        return [*alone, *pages(folder, true, "with their addresses")]


def news(data: Path) -> list[dict[str, object]]:
    found: dict[str, Counter[str]] = {"all": Counter(), "tuned on": Counter(), "held out": Counter()}
    for document in documents(data / "news-events"):
        fetched = datetime.fromisoformat(dict(document.article.extra)["scrape_time"]).date()
        published = document.article.published
        age = (fetched - day(published.earliest)).days if published.dated else 0
        far = not -1 <= age <= 31
        for part in ("all", half(document.article.id)):
            found[part].update(articles=1, dated=published.dated, guess=published.certainty is Certainty.GUESS)
            found[part]["over a month off"] += far and document.article.id not in TRULY_OLD
            found[part]["truly old"] += far and document.article.id in TRULY_OLD
    return [
        {"half": part, **counts, "share dated": round(counts["dated"] / counts["articles"], 3)}
        for part, counts in found.items()
    ]


def bounds(items: Iterable[corpora.Item], what: str) -> dict[str, object]:
    found: Counter[str] = Counter()
    for item in items:
        written = moment(item.date)
        if written is not None:
            bound = not_before(item.text, 0, today=TODAY)
            late = bound is not None and day(bound.earliest) > written.date()
            found.update(items=1, bounded=bound is not None, wrong=late)
    return {"what": what, **found, "share of bounds wrong": round(found["wrong"] / found["bounded"], 4)}


def moment(said: str) -> datetime | None:
    """A corpus's date: ISO 8601, or a day in words."""
    try:
        return datetime.fromisoformat(said) if "T" in said else datetime.strptime(said, "%d %B %Y").replace(tzinfo=UTC)
    except ValueError:
        return None


def alarms(data: Path) -> list[dict[str, object]]:
    """Suspicious days found where there are none: in the sample collection, and in samples of an agency's output."""
    wire = [agency_article(item) for item in corpora.reuters(data) if item.date]
    chosen = random.Random(1987)
    samples: dict[str, list[Sequence[Article]]] = {
        "seeds": [[document.article for document in documents(SEEDS)]],
        "newswire, whole": [wire],
        "newswire, runs of 500": [wire[begin : begin + 500] for begin in range(0, len(wire), 500)],
        **{f"newswire, {size} drawn": [chosen.sample(wire, size) for _ in range(20)] for size in (20, 200, 2_000)},
    }
    return [
        {"collections": what, "number": len(drawn), "with an alarm": sum(any(suspicious_days(one)) for one in drawn)}
        for what, drawn in samples.items()
    ]


def agency_article(item: corpora.Item) -> Article:
    at = datetime.fromisoformat(item.date)
    when = DateInterval(earliest=at, latest=at, precision=Precision.TIME, source=DateSource.METADATA)
    return Article(id=item.id, path=item.id, sha256="", outlet="Reuters", published=when)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--items", type=int, default=30_000, help="newswire items looked at")
    options = parser.parse_args()
    wire = islice(corpora.reuters(options.data), options.items)
    measured = {
        "web pages": web_pages(options.data),
        "news": news(options.data),
        "bounds": [bounds(wire, "newswire"), bounds(corpora.fact_checks(options.data), "fact-checks")],
        "audit": alarms(options.data),
    }
    print(*(table(rows) for rows in measured.values()), sep="\n\n")
    save("dates", measured)


if __name__ == "__main__":
    main()
