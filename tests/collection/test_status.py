"""What a collection says of itself, and how quickly."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from fakes import FakeEncoder
from given import Given, day, file, index

from provenance.collection import Collection
from provenance.errors import UnknownArticle
from provenance.models import Certainty, CollectionSummary, DateEvidence, DateInterval, DateRole, DateSource

INPUTS = [
    file("a.txt", "The harbour will not close. Nobody asked.", outlet="Tidings", published=day("2022-12-07")),
    file("b.txt", "Nobody asked.", outlet="Tidings", published=day("2022-12-14"), originally=day("2022-12-01")),
    file("c.txt", "It rained.", outlet="Echo"),
    file("d.txt", "It snowed.", published=day("2023-01-02")),
]


def test_the_summary_spans_all_dates_of_the_articles(collection: Collection) -> None:
    index(collection, *INPUTS)
    assert collection.summary() == CollectionSummary(
        articles=4, dated=3, undated=1, earliest=date(2022, 12, 1), latest=date(2023, 1, 2), generation=4
    )


def test_the_status_counts_what_is_there(collection: Collection) -> None:
    index(collection, *INPUTS)
    status = collection.status()
    assert status.summary == collection.summary()
    assert [(article.id, count) for article, count in status.articles] == [("a", 2), ("b", 1), ("c", 1), ("d", 1)]
    assert (status.sentences, status.wordings) == (5, 4)
    assert status.outlets == (("Tidings", 2), ("Echo", 1))
    assert status.model == "fake-trigrams"
    assert status.problems == ()


def test_articles_are_looked_up_by_id(collection: Collection) -> None:
    index(collection, *INPUTS)
    assert sorted(collection.articles(["d", "a", "nobody"])) == ["a", "d"]
    assert collection.articles(["a"])["a"] == collection.article("a")
    for look_up in (
        collection.article,
        collection.text,
        collection.sentence_spans,
        collection.sentence_occurrences,
    ):
        with pytest.raises(UnknownArticle, match="nobody: no article of the collection has this id"):
            look_up("nobody")


def known(given: Given, **changes: object) -> Given:
    document = given.documents[0]
    changed = replace(document, article=replace(document.article, **changes))  # type: ignore[union-attr, arg-type, type-var]
    return replace(given, fingerprint="changed", documents=(changed,))


def said(iso: str, source: DateSource) -> DateEvidence:
    interval = DateInterval.of_day(date.fromisoformat(iso), source=source, evidence=iso)
    return DateEvidence(role=DateRole.PUBLISHED, interval=interval)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        (
            {"evidence": (said("2022-12-07", DateSource.METADATA), said("2022-12-09", DateSource.BYLINE))},
            "a: it is dated 2022-12-07 (byline), but also 2022-12-09 (byline).",
        ),
        (
            {"published": replace(day("2022-12-07"), certainty=Certainty.GUESS, source=DateSource.URL)},
            "a: its date, 2022-12-07 (url), is a guess.",
        ),
        (
            {"originally": day("2022-12-09")},
            "a: the earlier publication it states, 2022-12-09 (byline), is later than its own date.",
        ),
    ],
)
def test_doubtful_dates_are_said(collection: Collection, changes: dict[str, object], problem: str) -> None:
    index(collection, known(INPUTS[0], **changes))
    assert [found.told for found in collection.status().problems] == [problem]


def test_a_vector_cache_that_cannot_be_used_is_said(collection: Collection, folder: Path, tmp_path: Path) -> None:
    index(collection, *INPUTS)
    cache = folder / "vectors.faiss"
    with Collection.open(tmp_path / "other", encoder=FakeEncoder()) as other:
        index(other, *INPUTS)
    harmless = "the vectors are taken from the store instead, which takes longer, until articles are indexed again."
    for content, problem in [
        (None, "it is missing"),
        (b"no cache at all", "it is damaged, or of another version"),
        (cache.read_bytes()[:-1], "it is damaged: its checksum is another"),
        ((tmp_path / "other" / "vectors.faiss").read_bytes(), "it belongs to another collection"),
    ]:
        cache.unlink()
        if content is not None:
            cache.write_bytes(content)
        assert [found.told for found in collection.status().problems] == [f"{cache}: {problem}; {harmless}"]
        cache.touch()


def test_status_imports_nothing_heavy(collection: Collection, folder: Path) -> None:
    index(collection, *INPUTS)
    script = (
        "import sys\nfrom pathlib import Path\nfrom provenance.collection import Collection\n"
        f"with Collection.open(Path({str(folder)!r}), read_only=True) as collection: collection.status()\n"
        "print(*sorted({'numpy', 'faiss', 'openvino', 'torch', 'tokenizers', 'provenance.reading'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("\n", "")
