"""Is what is marked as page furniture furniture, and how much of it is found? Judged by hand, sentence by sentence.

Usage: python benchmarks/boilerplate.py --data FOLDER [--show]

``boilerplate.tsv`` says of every sentence of some web pages (html-dates), news articles with the furniture left in
(news-events) and the five seed articles beside FOLDER whether it is furniture. It holds no text: a sentence is named by
the first twelve hexadecimal digits of the SHA-256 of its folded words; sentences without a word are left out.

The articles were judged in four batches, each before the rules were run on it. On the first three (``seen``) the rules
were mended where they failed. The last (``held out``) was judged when they were done: at first sight 62 sentences of it
were marked, all 62 rightly, of 88; two rules changed after that, which mark three more. It is about the same two events
as the others, in part by the same outlets, but no copy of a seen article is in it.

Judged as furniture: buttons, menus, lists and links of other articles, notices to the reader, credits, the sentence of
a caption that says what a picture shows, bios and notes of who contributed. Judged as the article's own: titles,
bylines, date lines, pull quotes, and sentences of news inside a caption.

Newswire (Reuters-21578) and encyclopaedia articles (wiki-versions) have next to no furniture: there it is counted what
is marked at all. Only numbers leave the data; with ``--show`` the sentences judged otherwise are printed.
"""

from __future__ import annotations

import argparse
import hashlib
import tarfile
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import corpora
from results import save, table

from provenance.collection.preparation import PreparedSentence, prepared
from provenance.errors import ReadingError
from provenance.models import Article, Document
from provenance.reading import find_sources, read_source

JUDGED = Path(__file__).with_suffix(".tsv")
GONE = "judged sentences the reader no longer gives"
TELLING = 3  # words; a shorter claim is never traced


@dataclass(frozen=True)
class Judged:
    """A sentence as a person judged it; `number` counts all sentences of its article from 0."""

    corpus: str
    article: str
    number: int
    digest: str
    furniture: bool
    half: str


@dataclass(frozen=True)
class Marked:
    """A judged sentence with the reason the rules give for marking it, if they do."""

    judged: Judged
    sentence: PreparedSentence

    @property
    def telling(self) -> bool:
        """Whether a claim could be this sentence."""
        return len(self.sentence.folded.split()) >= TELLING


def digest(folded: str) -> str:
    return hashlib.sha256(folded.encode()).hexdigest()[:12]


def judgements(path: Path = JUDGED) -> list[Judged]:
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return [
        Judged(corpus, article, int(number), name, furniture == "yes", half)
        for corpus, article, number, name, furniture, half in rows
    ]


# ------------------------------------------------------------------------------------------- what the rules say


def documents(path: Path) -> Iterator[Document]:
    for source in find_sources([path]):
        for outcome in [] if isinstance(source, ReadingError) else read_source(source):
            if isinstance(outcome, Document):
                yield outcome


def corpus(data: Path, name: str) -> Iterator[Document]:
    """The articles of a judged corpus, read as a user's are."""
    if name == "html-dates":
        with tempfile.TemporaryDirectory() as work, tarfile.open(data / "html-dates.tar.gz") as archive:
            archive.extractall(work, filter="data")
            yield from documents(next(path for path in Path(work).rglob("pages") if path.is_dir()))
    else:
        folder = data / name if (data / name).is_dir() else data.parent / name
        yield from documents(folder) if folder.is_dir() else ()


def marked(data: Path, judged: Iterable[Judged]) -> tuple[list[Marked], int]:
    """The judged sentences with what the rules say of each, and how many of them the reader no longer gives."""
    by_article: dict[tuple[str, str], list[Judged]] = defaultdict(list)
    for one in judged:
        by_article[one.corpus, one.article].append(one)
    found: list[Marked] = []
    for name in dict.fromkeys(name for name, _ in by_article):
        for document in corpus(data, name):
            found += paired(document, by_article.get((name, document.article.id), ()))
    return found, sum(map(len, by_article.values())) - len(found)


def paired(document: Document, judged: Sequence[Judged]) -> Iterator[Marked]:
    """Each judged sentence of an article with the sentence of its words: the first, the second, … of a repeated one."""
    left: dict[str, list[PreparedSentence]] = defaultdict(list)
    for sentence in prepared(document).sentences if judged else ():
        left[digest(sentence.folded)].append(sentence)
    for one in judged:
        if left[one.digest]:
            yield Marked(one, left[one.digest].pop(0))


# --------------------------------------------------------------------------------------------------- the measures


def row(half: str, name: str, found: Sequence[Marked]) -> dict[str, object]:
    furniture = [one for one in found if one.judged.furniture]
    said = [one for one in found if one.sentence.boilerplate]
    right = [one for one in said if one.judged.furniture]
    telling = [one for one in furniture if one.telling]
    return {
        "half": half,
        "articles": name,
        "number": len({one.judged.article for one in found}),
        "sentences": len(found),
        "furniture": len(furniture),
        "marked": len(said),
        "of marked, furniture": share(len(right), len(said)),
        "of furniture, marked": share(len(right), len(furniture)),
        f"the same, {TELLING} words or more": share(len([o for o in right if o.telling]), len(telling)),
    }


def share(part: int, whole: int) -> float | None:
    return round(part / whole, 3) if whole else None


def rows(found: Sequence[Marked]) -> Iterator[dict[str, object]]:
    for half in ("seen", "held out"):
        mine = [one for one in found if one.judged.half == half]
        for name in sorted({one.judged.corpus for one in mine}):
            yield row(half, name, [one for one in mine if one.judged.corpus == name])
        yield row(half, "all", mine)


def unfurnished(name: str, texts: Iterable[str], *, show: bool) -> dict[str, object]:
    """What is marked where next to nothing should be."""
    reasons: Counter[str] = Counter()
    sentences = 0
    for number, text in enumerate(texts):
        article = Article(id=f"{name}-{number}", path="", sha256=digest(text))
        for sentence in prepared(Document(article=article, text=text)).sentences:
            sentences += sentence.key is not None
            if sentence.boilerplate and sentence.key is not None:
                reasons[sentence.boilerplate] += 1
                print(f"{article.id}: {sentence.boilerplate}: {shown(sentence)}" if show else "", end="\n" * show)
    return {"articles": name, "sentences": sentences, "marked": reasons.total(), "reasons": dict(reasons)}


def shown(sentence: PreparedSentence) -> str:
    return " ".join(sentence.text.split())[:160]


def otherwise(found: Iterable[Marked]) -> Iterator[str]:
    """The sentences on which the rules and the hand differ."""
    for one in found:
        if one.judged.furniture != bool(one.sentence.boilerplate):
            kind = "missed" if one.judged.furniture else f"false ({one.sentence.boilerplate})"
            yield f"{one.judged.half}: {one.judged.article} {one.judged.number}: {kind}: {shown(one.sentence)}"


def measured(data: Path, options: argparse.Namespace) -> dict[str, Any]:
    found, gone = marked(data, judgements())
    if options.show:
        print(*otherwise(found), sep="\n")
    newswire = (item.text for item in islice(corpora.reuters(data), options.items))
    encyclopaedia = islice(corpora.wiki_versions(data), options.items)
    return {
        "judged": list(rows(found)),
        GONE: gone,
        "next to no furniture": [
            unfurnished("Reuters-21578", newswire, show=options.show),
            unfurnished("wiki-versions", encyclopaedia, show=options.show),
        ],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--items", type=int, default=500, help="newswire items and encyclopaedia articles looked at")
    parser.add_argument("--show", action="store_true", help="print the sentences judged otherwise")
    options = parser.parse_args()
    found = measured(options.data, options)
    print(table(found["judged"]), table(found["next to no furniture"]), sep="\n\n")
    print(f"\njudged sentences the reader no longer gives: {found[GONE]}")
    save("boilerplate", found)


if __name__ == "__main__":
    main()
