"""What the pages ask of the collection."""

import json
from pathlib import Path

import pytest
from trigrams import TrigramEncoder

from provenance.collection import Collection
from provenance.settings import Settings
from provenance.ui.library import Library, NoIndex, example_claims

NOTICE = "This notice stands under every single article of this invented little paper."
REPEATED = "The breakwater at Wexmere had been inspected only nine days before the ferry struck it."
CURLY = "“The light on the breakwater was out for the whole of that night,” the keeper wrote."
ARTICLES = [
    {"id": "one", "text": f"{REPEATED} {CURLY} Short one. {NOTICE}"},
    {"id": "two", "text": f"Somebody read [a link](https://evil.invalid) and :smile: in ten words. {NOTICE}"},
    {"id": "three", "text": f"{REPEATED} {NOTICE}"},
    {"id": "four", "text": f"A sentence that stands in this article alone and is long enough to be tried. {NOTICE}"},
]


@pytest.fixture
def index(tmp_path: Path) -> Path:
    table = tmp_path / "table.jsonl"
    table.write_text("\n".join(map(json.dumps, ARTICLES)), encoding="utf-8")
    with Collection.open(tmp_path / "index", encoder=TrigramEncoder()) as collection:
        assert not collection.index([table]).failures
    return tmp_path / "index"


def test_examples_are_repeated_plain_sentences_of_different_articles(index: Path):
    with Collection.open(index, encoder=TrigramEncoder(), read_only=True) as collection:
        examples = example_claims(collection)
    assert examples[0] == REPEATED
    assert "A sentence that stands in this article alone and is long enough to be tried." in examples
    assert NOTICE not in examples
    assert not any("[" in example or ":" in example for example in examples)
    assert len(set(examples)) == len(examples) <= 3


def test_the_collection_is_opened_once_and_again_where_its_file_is_another(index: Path):
    opened: list[Collection] = []

    def opener(settings: Settings) -> Collection:
        opened.append(Collection.open(settings.index, encoder=TrigramEncoder(), read_only=True))
        return opened[-1]

    library = Library(Settings(index=index), opener)
    assert library.summary() == library.summary()
    assert library.trace(REPEATED) is library.trace(REPEATED)
    assert len(opened) == 1
    store = index / "provenance.sqlite"
    store.rename(index / "old")
    store.write_bytes((index / "old").read_bytes())
    library.summary()
    assert len(opened) == 2


def test_an_excerpt_is_cut_from_the_stored_text(index: Path):
    library = Library(
        Settings(index=index),
        lambda settings: Collection.open(settings.index, encoder=TrigramEncoder(), read_only=True),
    )
    appearance = library.trace(REPEATED).appearances[0]
    excerpt = library.excerpt(appearance)
    assert excerpt.exact == REPEATED
    assert excerpt.before == ""
    assert excerpt.left_out_before == 0


def test_no_index_is_told_apart_from_a_damaged_one(tmp_path: Path):
    with pytest.raises(NoIndex, match="there is no index in this folder"):
        Library(Settings(index=tmp_path)).summary()
