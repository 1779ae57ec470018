"""Taking articles in: what is added, replaced, skipped, taken out, and what fails without harm to the rest."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from fakes import FakeEncoder
from given import Given, contents, day, failing, file, index, table, told
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.collection import Collection, Outcome, indexing
from provenance.errors import ModelMismatch, ReadingError, UnknownArticle

HARBOUR = "The harbour will not close. The mayor said so on Monday. Nobody asked the ferrymen."
STRIKE = "We are not encouraging strikes beyond the border. The mayor said so on Monday."


def test_an_article_is_kept_with_its_text_and_its_sentences(collection: Collection) -> None:
    given = file("a.txt", HARBOUR, outlet="Tidings", published=day("2022-12-07"))
    assert told(index(collection, given)) == [("added", "a")]
    assert collection.text("a") == HARBOUR
    assert collection.article("a") == given.documents[0].article  # type: ignore[union-attr]
    assert [span.of(HARBOUR) for span in collection.sentence_spans("a")] == [
        "The harbour will not close.",
        "The mayor said so on Monday.",
        "Nobody asked the ferrymen.",
    ]


def test_a_sentence_in_two_articles_is_one_wording_with_two_occurrences(
    collection: Collection, encoder: FakeEncoder
) -> None:
    index(collection, file("a.txt", HARBOUR), file("b.txt", STRIKE))
    assert collection.status().sentences == 5
    assert collection.status().wordings == 4
    assert encoder.encoded.count("The mayor said so on Monday.") == 1
    (shared,) = {o.wording for o in collection.sentence_occurrences("a")} & {
        o.wording for o in collection.sentence_occurrences("b")
    }
    assert [(o.article_id, o.position) for o in collection.occurrences([shared])] == [("a", 1), ("b", 1)]


def test_case_quotation_marks_and_line_ends_do_not_make_another_wording(collection: Collection) -> None:
    index(collection, file("a.txt", "“The harbour will *not* close.”"), file("b.txt", "THE HARBOUR   will not close!"))
    assert collection.status().wordings == 1


def test_a_sentence_without_a_word_has_a_span_and_no_occurrence(collection: Collection) -> None:
    text = "The harbour will not close.\n\n* * *\n\nNobody asked."
    index(collection, file("a.txt", text))
    assert [span.of(text) for span in collection.sentence_spans("a")] == [
        "The harbour will not close.",
        "* * *",
        "Nobody asked.",
    ]
    assert [occurrence.position for occurrence in collection.sentence_occurrences("a")] == [0, 2]


def test_what_is_unchanged_is_neither_read_nor_embedded_again(collection: Collection, encoder: FakeEncoder) -> None:
    given = file("a.txt", HARBOUR)
    index(collection, given)
    encoder.encoded.clear()
    report = collection.index_sources([given], lambda _: pytest.fail("an unchanged file was read"))
    assert told(report) == [("unchanged", "a")]
    assert encoder.encoded == []
    assert report.generation == 1


def test_a_changed_file_replaces_its_article_and_what_stands_nowhere_any_more_goes(collection: Collection) -> None:
    index(collection, file("a.txt", HARBOUR), file("b.txt", STRIKE))
    report = index(collection, file("a.txt", STRIKE + " Then it rained."))
    assert told(report) == [("replaced", "a")]
    assert collection.text("a") == STRIKE + " Then it rained."
    assert collection.status().wordings == 3
    assert report.generation == 3


def test_only_new_wordings_are_embedded(collection: Collection, encoder: FakeEncoder) -> None:
    index(collection, file("a.txt", HARBOUR))
    encoder.encoded.clear()
    index(collection, file("a.txt", HARBOUR + " Then it rained."))
    assert encoder.encoded == ["Then it rained."]


def test_facts_that_changed_without_the_text_replace_the_article(collection: Collection) -> None:
    given = file("a.txt", HARBOUR)
    index(collection, given)
    assert told(index(collection, file("a.txt", HARBOUR, outlet="Tidings"))) == [("replaced", "a")]
    assert collection.article("a").outlet == "Tidings"


def test_a_new_fingerprint_alone_changes_nothing(collection: Collection) -> None:
    given = file("a.txt", HARBOUR)
    index(collection, given)
    report = index(collection, replace(given, fingerprint="another version of the readers"))
    assert told(report) == [("unchanged", "a")]
    assert report.generation == 1


def test_a_failed_input_stops_nothing_else_and_keeps_what_it_gave_earlier(collection: Collection) -> None:
    index(collection, file("a.txt", HARBOUR))
    nowhere = ReadingError("nowhere", "there is no such file")
    report = index(collection, nowhere, failing("a.txt"), file("b.txt", STRIKE))
    assert told(report) == [("failed", "nowhere"), ("failed", "a.txt"), ("added", "b")]
    assert [outcome.reason for outcome in report.failures] == [
        "there is no such file",
        "it is not text. Save it as text.",
    ]
    assert collection.text("a") == HARBOUR


@pytest.mark.parametrize("text", ["", "* * *", " \n— \n"])
def test_an_article_without_a_word_fails(collection: Collection, text: str) -> None:
    assert told(index(collection, file("a.txt", text))) == [("failed", "a.txt")]
    assert collection.status().articles == ()


def test_an_input_that_gives_nothing_fails_rather_than_taking_its_articles_out(collection: Collection) -> None:
    given = table("t.csv", {"one": HARBOUR})
    index(collection, given)
    report = index(collection, replace(given, fingerprint="emptied", documents=()))
    assert [outcome.reason for outcome in report.failures] == ["there is no article in it"]
    assert collection.text("one") == HARBOUR


# ----------------------------------------------------------------------------------------------------- tables


def test_rows_of_a_table_come_change_and_go(collection: Collection) -> None:
    first = table("t.csv", {"one": HARBOUR, "two": STRIKE, "three": "Then it rained."})
    assert told(index(collection, first)) == [("added", "one"), ("added", "two"), ("added", "three")]
    second = table("t.csv", {"one": HARBOUR, "two": STRIKE + " Late.", "four": "It snowed."})
    assert told(index(collection, second)) == [
        ("unchanged", "one"),
        ("replaced", "two"),
        ("added", "four"),
        ("removed", "three"),
    ]
    assert sorted(contents(collection)) == ["four", "one", "two"]
    assert told(index(collection, second)) == [("unchanged", "one"), ("unchanged", "two"), ("unchanged", "four")]


def test_a_table_that_only_lost_a_row_loses_it_here(collection: Collection) -> None:
    index(collection, table("t.csv", {"one": HARBOUR, "two": STRIKE}))
    report = index(collection, table("t.csv", {"one": HARBOUR}))
    assert told(report) == [("unchanged", "one"), ("removed", "two")]
    assert report.outcomes[1].reason == "/articles/t.csv no longer gives it"
    assert collection.status().wordings == 3


def test_a_table_with_a_row_that_fails_takes_nothing_out_and_is_read_again(collection: Collection) -> None:
    index(collection, table("t.csv", {"one": HARBOUR, "two": STRIKE}))
    broken = table("t.csv", {"one": HARBOUR, "bad": ReadingError("t.csv row 2", "it has no text")})
    for _ in range(2):
        assert told(index(collection, broken)) == [("unchanged", "one"), ("failed", "t.csv row 2")]
    assert sorted(contents(collection)) == ["one", "two"]


def test_an_id_that_occurs_twice_in_a_table_fails_the_second_time(collection: Collection) -> None:
    one, other = table("t.csv", {"x": HARBOUR}), table("t.csv", {"x": STRIKE})
    both = Given(one.path, one.name, "both", one.documents + other.documents)
    for kind in ("added", "unchanged"):
        assert told(index(collection, both)) == [(kind, "x"), ("failed", "x")]
    assert collection.text("x") == HARBOUR


# --------------------------------------------------------------------------------------------- ids and places


def test_two_files_of_one_name_both_get_in(collection: Collection) -> None:
    here, there = file("a.txt", HARBOUR, folder="/here"), file("a.txt", STRIKE, folder="/there")
    assert told(index(collection, here, there)) == [("added", "a"), ("added", "a~dba8")]
    assert told(index(collection, there, here)) == [("unchanged", "a~dba8"), ("unchanged", "a")]


def test_a_file_keeps_the_id_it_was_first_given(collection: Collection) -> None:
    here, there = file("a.txt", HARBOUR, folder="/here"), file("a.txt", STRIKE, folder="/there")
    index(collection, here, there)
    collection.remove(["a"])
    assert told(index(collection, file("a.txt", "It snowed.", folder="/there"))) == [("replaced", "a~dba8")]


def test_an_id_that_somebody_gave_to_two_articles_fails_for_the_second(collection: Collection) -> None:
    report = index(collection, table("t.csv", {"x": HARBOUR}), table("u.csv", {"x": STRIKE, "y": STRIKE}))
    assert told(report) == [("added", "x"), ("failed", "x"), ("added", "y")]
    assert report.failures[0].reason == (
        "an article with this id was already read from /articles/t.csv. Give one of the two another id, "
        "or take the kept one out first with: provenance remove x"
    )
    assert collection.text("x") == HARBOUR


def test_rows_that_nobody_gave_an_id_both_get_in(collection: Collection) -> None:
    here, there = (table("t.csv", {"t#1": text}, folder=at) for at, text in (("/here", HARBOUR), ("/there", STRIKE)))
    assert told(index(collection, here, there)) == [("added", "t#1"), ("added", "t#1~00ab")]
    assert told(index(collection, here, there)) == [("unchanged", "t#1"), ("unchanged", "t#1~00ab")]


def test_a_file_that_was_moved_is_the_same_article(collection: Collection, tmp_path: Path) -> None:
    old = tmp_path / "old"
    index(collection, file("a.txt", HARBOUR, folder=str(old)))
    assert told(index(collection, file("a.txt", HARBOUR, folder="/new"))) == [("replaced", "a")]
    assert collection.article("a").path == "/new/a.txt"
    assert len(collection.status().articles) == 1


def test_a_copy_of_a_file_that_is_still_there_is_another_article(collection: Collection, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(HARBOUR, "utf-8")
    index(collection, file("a.txt", HARBOUR, folder=str(tmp_path)))
    ((kind, name),) = told(index(collection, file("a.txt", HARBOUR, folder="/copy")))
    assert (kind, name[:2]) == ("added", "a~")


# --------------------------------------------------------------------------------------------------- taking out


def test_what_was_taken_out_is_gone_whole_and_can_come_again(collection: Collection) -> None:
    given = file("a.txt", HARBOUR)
    index(collection, given, file("b.txt", STRIKE))
    before = contents(collection)
    collection.remove(["a"])
    assert sorted(contents(collection)) == ["b"]
    assert collection.status().wordings == 2
    assert collection.candidates(["Nobody asked the ferrymen."], k=9)[0][0].text != "Nobody asked the ferrymen."
    assert told(index(collection, given)) == [("added", "a")]
    assert contents(collection) == before


def test_taking_out_is_all_or_nothing(collection: Collection) -> None:
    index(collection, file("a.txt", HARBOUR))
    with pytest.raises(UnknownArticle) as caught:
        collection.remove(["a", "b"])
    assert str(caught.value) == ("b: no article of the collection has this id. See the ids with: provenance status")
    assert sorted(contents(collection)) == ["a"]
    assert collection.summary().generation == 1


def test_numbers_of_wordings_are_not_given_twice(collection: Collection) -> None:
    index(collection, file("a.txt", HARBOUR))
    first = {occurrence.wording for occurrence in collection.sentence_occurrences("a")}
    collection.remove(["a"])
    index(collection, file("b.txt", STRIKE))
    assert first.isdisjoint(occurrence.wording for occurrence in collection.sentence_occurrences("b"))


# ------------------------------------------------------------------------------------------ when it breaks off


class Failing(FakeEncoder):
    """Breaks off at its n-th call."""

    def __init__(self, calls: int) -> None:
        super().__init__()
        self._calls = calls

    def encode(self, texts):  # type: ignore[no-untyped-def]
        self._calls -= 1
        if self._calls < 0:
            raise MemoryError
        return super().encode(texts)


def test_what_was_told_is_kept_when_embedding_breaks_off_and_going_on_completes_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "_WORDINGS_AT_ONCE", 4)
    inputs = [file(f"{n}.txt", f"Article {n} stands here. It has {n} ferries. Nobody counts.") for n in range(10)]
    told_before: list[Outcome] = []
    with Collection.open(folder, encoder=Failing(2)) as broken, pytest.raises(MemoryError):
        broken.index_sources(inputs, lambda given: given.documents, progress=told_before.append)
    with Collection.open(folder, encoder=FakeEncoder()) as whole:
        assert [outcome.name for outcome in told_before] == sorted(contents(whole)) != []
        done, report = len(told_before), index(whole, *inputs)
        assert [kind for kind, _ in told(report)] == ["unchanged"] * done + ["added"] * (10 - done)
        assert len(contents(whole)) == 10


def test_an_article_is_told_only_after_it_is_kept(folder: Path, encoder: FakeEncoder) -> None:
    seen: list[bool] = []

    def look(outcome: Outcome) -> None:
        with Collection.open(folder, read_only=True) as other:
            seen.append(outcome.name in other.articles([outcome.name]))

    with Collection.open(folder, encoder=encoder) as collection:
        inputs = [file("a.txt", HARBOUR), file("b.txt", STRIKE)]
        collection.index_sources(inputs, lambda given: given.documents, progress=look)
    assert seen == [True, True]


def test_a_wording_that_another_process_took_out_meanwhile_is_embedded_again(
    folder: Path, encoder: FakeEncoder
) -> None:
    with Collection.open(folder, encoder=encoder) as other:
        index(other, file("a.txt", HARBOUR))

        class Meddling(FakeEncoder):
            def encode(self, texts):  # type: ignore[no-untyped-def]
                if other.status().articles:
                    other.remove(["a"])
                return super().encode(texts)

        with Collection.open(folder, encoder=Meddling()) as collection:
            report = index(collection, file("b.txt", HARBOUR + " Then it rained."))
        assert told(report) == [("added", "b")]
        assert other.status().wordings == 4
        assert other.candidates(["Nobody asked the ferrymen."], k=1)[0][0].text == "Nobody asked the ferrymen."


# ---------------------------------------------------------------------------------------------------- the model


def test_an_index_refuses_another_model_and_names_both(folder: Path, encoder: FakeEncoder) -> None:
    with Collection.open(folder, encoder=encoder) as collection:
        index(collection, file("a.txt", HARBOUR))
    with Collection.open(folder, encoder=FakeEncoder("another-model")) as collection:
        for attempt in (
            lambda: index(collection, file("a.txt", HARBOUR)),
            lambda: collection.candidates(["harbour"], k=3),
        ):
            with pytest.raises(ModelMismatch) as caught:
                attempt()
            assert str(caught.value) == (
                f"{folder}: the index was made with the embedding model fake-trigrams, and another-model was asked for."
                " Set PROVENANCE_MODEL to fake-trigrams (unset it for the packaged model), or make another index"
                " with --index."
            )
        assert collection.status().model == "fake-trigrams"


def test_an_emptied_index_takes_any_model(folder: Path, encoder: FakeEncoder) -> None:
    with Collection.open(folder, encoder=encoder) as collection:
        index(collection, file("a.txt", HARBOUR))
        collection.remove(["a"])
    with Collection.open(folder, encoder=FakeEncoder("another-model", dimension=64)) as collection:
        index(collection, file("a.txt", HARBOUR))
        assert collection.status().model == "another-model"
        assert collection.candidates(["Nobody asked the ferrymen."], k=1)[0][0].cosine == pytest.approx(1, abs=1e-3)


# ------------------------------------------------------------------------------------------------------ the law

TEXTS = st.text(st.sampled_from("ab \n.!?“”*…é\u200b"), max_size=60)


@settings(max_examples=30, deadline=None)
@given(st.dictionaries(st.sampled_from("abcdef"), TEXTS, min_size=1), st.data())
def test_whatever_was_taken_in_changed_and_taken_out_what_is_kept_is_as_if_it_alone_had_been_taken_in(
    tmp_path_factory: pytest.TempPathFactory, texts: dict[str, str], data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("law")
    later = {name: data.draw(TEXTS) for name in data.draw(st.sets(st.sampled_from(sorted(texts))))}
    with Collection.open(folder / "one", encoder=FakeEncoder()) as one:
        index(one, *(file(name, text) for name, text in texts.items()))
        index(one, *(file(name, text) for name, text in later.items()))
        gone = data.draw(st.sets(st.sampled_from(sorted(contents(one))))) if contents(one) else set()
        one.remove(gone)
        after, counts = contents(one), (one.status().sentences, one.status().wordings)
    with Collection.open(folder / "other", encoder=FakeEncoder()) as other:
        index(other, *(file(name, text) for name, (_, text, _) in after.items()))
        assert contents(other) == after
        assert (other.status().sentences, other.status().wordings) == counts
        for _, text, sentences in after.values():
            assert all(sentence in text for sentence in sentences)
    with Collection.open(folder / "one", encoder=FakeEncoder(), read_only=True) as again:
        assert contents(again) == after
        for sentence in {sentence for _, _, sentences in after.values() for sentence in sentences}:
            found = again.candidates([sentence], k=30)[0]
            assert len(found) == counts[1]


# ------------------------------------------------------------------------------------------- from files on disk


def test_a_folder_is_taken_in_with_what_fails_in_it_told(collection: Collection, tmp_path: Path) -> None:
    articles = tmp_path / "articles"
    (articles / "later").mkdir(parents=True)
    (articles / "a.txt").write_text("Harbour stays open\n\n7 December 2022\n\n" + HARBOUR, "utf-8")
    (articles / "later" / "rows.csv").write_text(f'id,text,published\nrow,"{STRIKE}",2022-12-14\n', "utf-8")
    (articles / "nothing.txt").write_text("", "utf-8")
    report = collection.index([articles, tmp_path / "nowhere"])
    assert sorted(outcome.name for outcome in report.outcomes if outcome.article) == ["a", "row"]
    assert len(report.failures) == 2
    assert collection.article("a").published.evidence == "7 December 2022"
    assert collection.article("row").published.earliest == date(2022, 12, 14)
    assert [outcome.kind for outcome in collection.index([articles]).outcomes if outcome.article] == ["unchanged"] * 2


def test_a_file_whose_name_is_no_text_is_kept_and_recognised(collection: Collection) -> None:
    given = file("a\udcff.txt", HARBOUR)
    assert told(index(collection, given)) == [("added", "a\ufffd")]
    assert told(index(collection, given)) == [("unchanged", "a\ufffd")]


def test_a_date_that_cannot_be_read_is_a_warning_and_the_row_is_kept(collection: Collection, tmp_path: Path) -> None:
    rows = [{"id": "a", "text": "It rained.", "published": "a while ago"}, {"id": "b", "text": "It snowed."}]
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    report = collection.index([path])
    assert told(report) == [("added", "a"), ("added", "b"), ("warning", f"{path}, line 1")]
    assert report.failures == ()
    assert "'a while ago' is not a date that can be read, so it was read without" in str(report.outcomes[-1].reason)
    assert told(collection.index([path])) == [("unchanged", "a"), ("unchanged", "b")]
