"""How often is an article's date right? Web pages with known dates, news texts with fetch times, newswire of 1987.

Usage: python benchmarks/dates.py --data FOLDER

Pages (html-dates): the day given against the true one; once as files alone, once with their addresses in an
``articles.csv``. A moment counts as right by its own zone's calendar, and apart from that where some zone's calendar
agrees. News (news-events): the date given against the time of the fetch. Newswire (Reuters-21578): whether a body that
proves "not before" was in truth written before.
"""

from __future__ import annotations

import argparse
import csv
import json
import tarfile
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from itertools import islice
from pathlib import Path

import corpora
from results import save, table

from provenance.errors import ReadingError
from provenance.models import Document, Precision
from provenance.reading import find_sources, read_source
from provenance.reading.bounds import not_before

ZONES = [timezone(timedelta(hours=hours)) for hours in range(-12, 15)]


def documents(*paths: Path) -> Iterator[Document]:
    for source in find_sources(paths):
        for outcome in [source] if isinstance(source, ReadingError) else read_source(source):
            if isinstance(outcome, ReadingError):
                print(outcome)
            else:
                yield outcome


def days(moment: date) -> tuple[date, set[date]]:
    """The day by the moment's own calendar, and the days by any."""
    if not isinstance(moment, datetime):
        return moment, {moment}
    return moment.date(), {moment.astimezone(zone).date() for zone in ZONES} | {moment.date()}


def pages(folder: Path, gold: dict[str, dict[str, str]]) -> dict[str, object]:
    true = {entry["file"].rsplit(".", 1)[0]: date.fromisoformat(entry["date"]) for entry in gold.values()}
    found: Counter[str] = Counter()
    begun = time.perf_counter()
    for document in documents(folder):
        published = document.article.published
        if published.precision not in {Precision.DAY, Precision.TIME}:
            continue
        own, any_zone = days(published.earliest)
        right = own == true[document.article.id]
        found.update(given=1, right=right, zone=true[document.article.id] in any_zone)
        found.update(reliable=published.reliable, reliable_right=published.reliable and right)
    seconds = time.perf_counter() - begun
    return {
        "pages": len(true),
        "given": found["given"],
        "right": found["right"],
        "right in some zone": found["zone"],
        "of given": round(found["right"] / found["given"], 3),
        "of all": round(found["right"] / len(true), 3),
        "reliable": found["reliable"],
        "of reliable": round(found["reliable_right"] / found["reliable"], 3),
        "pages a second": round(len(true) / seconds, 1),
    }


def web_pages(data: Path) -> list[dict[str, object]]:
    with tempfile.TemporaryDirectory() as work, tarfile.open(data / "html-dates.tar.gz") as archive:
        archive.extractall(work, filter="data")
        gold = json.loads(next(Path(work).rglob("gold.json")).read_text(encoding="utf-8"))
        folder = next(path for path in Path(work).rglob("pages") if path.is_dir())
        alone = {"what": "files alone", **pages(folder, gold)}
        with (folder / "articles.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([("file", "url"), *((entry["file"], url) for url, entry in gold.items())])
        return [alone, {"what": "with their addresses", **pages(folder, gold)}]


def news(data: Path) -> dict[str, object]:
    found: Counter[str] = Counter()
    for document in documents(data / "news-events"):
        fetched = datetime.fromisoformat(dict(document.article.extra)["scrape_time"]).date()
        published = document.article.published
        found.update(articles=1, dated=published.dated, bounded=not published.dated and published.earliest is not None)
        if published.dated:
            age = (fetched - days(published.earliest)[0]).days
            found.update({"within two days": 0 <= age <= 2, "over a month": age > 31 or age < -1})
    return {**found, "share dated": round(found["dated"] / found["articles"], 3)}


def newswire(data: Path, limit: int) -> dict[str, object]:
    found: Counter[str] = Counter()
    for item in islice(corpora.reuters(data), limit):
        if item.date:
            bound = not_before(item.text, 0, today=date(2026, 1, 1))
            late = bound is not None and days(bound.earliest)[0] > datetime.fromisoformat(item.date).date()
            found.update(items=1, bounded=bound is not None, wrong=late)
    return {**found, "share of bounds wrong": round(found["wrong"] / found["bounded"], 4)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--items", type=int, default=5_000, help="newswire items looked at")
    options = parser.parse_args()
    measured = {
        "web pages": web_pages(options.data),
        "news": news(options.data),
        "newswire": newswire(options.data, options.items),
    }
    print(table(measured["web pages"]), table([measured["news"]]), table([measured["newswire"]]), sep="\n\n")
    save("dates", measured)


if __name__ == "__main__":
    main()
