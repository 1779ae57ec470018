"""Two articles side by side: what is found, in which words, and what is made of it. All articles are invented."""

import io
import json
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from referencing import Registry, Resource

from provenance import reporting
from provenance.collection import Collection
from provenance.comparing import compare
from provenance.errors import ReadingError
from provenance.models import (
    Article,
    ChangeKind,
    Comparison,
    ComparisonKind,
    DateInterval,
    DateSource,
    Document,
    Earlier,
    Relation,
)
from provenance.pairs import compare_pairs
from provenance.reading import find_sources, read_source
from provenance.reporting.comparison import render_comparison, writer
from provenance.reporting.comparison.json import comparison_document
from provenance.stories import stories
from provenance.wording.relation import judge_parts
from provenance.wording.reuse import Evidence, reused, units_of

KILN = (
    "The kiln at Overmoss burned through the night and lit the frost on the allotments. "
    "Nobody had fired it since the potter Ilse Branwick sold the yard to the canal company in 1987. "
    "At four in the morning the lock keeper counted eleven sacks of clay on the towpath. "
    "He told the magistrate that the door had been chained from the inside. "
    "By breakfast the chain lay in the reed bed and the kiln was cold. "
    "The canal company has promised a new padlock and a lamp before the first of May."
)
FERRY = (
    "Passengers on the Tollan ferry waited two hours while the crew searched for a missing goat. "
    "The goat belonged to a circus that winters on the north shore. "
    "It was found asleep in a lifeboat and went ashore with the postbags. "
    "The captain has asked the harbour board for a sign."
)
QUOTED = "“We were handed a rope and a promise, and only the rope was any use when the weir gave way,” said Per Aldous."
SEEDS = Path(__file__).resolve().parents[2] / "shared" / "seeds"


def article(identity: str, text: str, day: int | None = None, **facts: object) -> Document:
    published = DateInterval()
    if day:
        published = DateInterval.of_day(date(2031, 3, day), source=DateSource.BYLINE, evidence=f"{day} March 2031")
    return Document(
        article=Article(
            id=identity, path=identity, sha256=sha256(identity.encode()).hexdigest(), published=published, **facts
        ),
        text=text,
    )


def found(source: str, target: str) -> list[tuple[str, str]]:
    """The passages as they read in both texts."""
    passages = reused(Evidence(units_of(source), units_of(target)))
    return [(p.source.of(source), p.target.of(target)) for p in passages]


# ------------------------------------------------------------------------------------------------- passages


def test_a_continuous_reuse_is_one_passage_to_the_word():
    taken = ". ".join(KILN.split(". ")[1:4])
    (passage,) = found(KILN, f"Our reporter writes: {taken}. Nothing more is known here.")
    assert passage == (taken, taken)


def test_a_repost_with_a_word_changed_in_each_sentence_is_one_passage():
    changed = KILN.replace("night", "evening").replace("eleven", "twelve").replace("lamp", "lantern")
    assert found(KILN, changed) == [(KILN.strip("."), changed.strip("."))]


def test_texts_on_different_subjects_share_nothing():
    assert found(KILN, FERRY) == []


def test_a_line_said_twice_does_not_hide_the_repost_it_ends():
    signed = f"{KILN}\n\n-- Per Aldous, Tollan"
    assert found(f"{signed}\n\n{FERRY}\n\n{FERRY}\n\n-- Per Aldous, Tollan\n", signed) == [(signed, signed)]


def test_a_line_said_over_and_over_is_one_passage():
    said = "The mill at Overmoss was sold again today. " * 200
    assert found(said, f"{FERRY} {said}") == [(said.strip(". "), said.strip(". "))]


def test_two_sentences_on_one_subject_are_no_reuse():
    about = (
        "The company is a research house of the ministry and delivers science and technology in the areas of energy, "
        "health, public security and the environment of the coast."
    )
    other = (
        "It is one of five houses the ministry has and is dedicated to delivering science and technology in energy, "
        "environment and public security for the whole country."
    )
    around = f"It rained on Sunday and the fair was put off. {other} Nobody complained about the mud."
    assert found(f"{FERRY} {about}", around) == []


def test_a_passage_is_found_wherever_it_was_moved_to():
    sentences = KILN.split(". ")
    middle = ". ".join(sentences[2:4])
    moved = compare(article("a", f"{FERRY} {KILN}"), article("b", f"{KILN} {FERRY}"))
    assert {p.target.exact.strip(".") for p in moved.passages} == {KILN.strip("."), FERRY.strip(".")}
    assert [p.moved for p in moved.passages].count(True) == 1
    assert middle in moved.passages[0].target.exact


def test_sentences_in_other_words_are_found_together():
    other = (
        "Through the night the kiln at Overmoss was burning, and frost on the allotments was lit. "
        "Since potter Ilse Branwick had sold the yard to the canal company in 1987 nobody fired it. "
        "Eleven sacks of clay on the towpath the lock keeper counted at four in the morning."
    )
    ((source, target),) = found(KILN, f"{FERRY} {other}")
    assert source.startswith("The kiln at Overmoss")
    assert source.endswith("towpath")
    assert target == other.strip(".")


def test_words_cut_at_an_ellipsis_are_told():
    target = article("b", f"{FERRY}\n\n“{KILN[:82]}… {KILN.split('. ')[3]}.” So it went at Overmoss.")
    first, second = compare(article("a", KILN), target).passages
    assert second.left_out is not None
    assert second.left_out.exact.startswith("Nobody had fired it since")
    assert first.left_out is None


@settings(deadline=None)
@given(st.lists(st.sampled_from(KILN.split(". ") + FERRY.split(". ")), max_size=12))
def test_passages_lie_within_both_texts_and_share_no_character_of_the_target(sentences):
    target = ". ".join(sentences)
    passages = reused(Evidence(units_of(f"{KILN} {FERRY}"), units_of(target)))
    ends = [0]
    for passage in passages:
        assert ends[-1] <= passage.target.begin < passage.target.end <= len(target)
        ends.append(passage.target.end)


PADLOCK = "The canal company put a padlock on the kiln at Overmoss {} and hung a lamp over the door of the drying shed."


@pytest.mark.parametrize(
    ("first", "second", "second_day", "change"),
    [
        ("on 3 March", "on Monday", 4, ("3 March", "Monday", False, False)),  # the third is a Monday
        ("on 3 March", "on Monday", 26, ("3 March", "Monday", False, True)),  # perhaps a late copy
        ("on 3 March", "on Tuesday", 4, ("3 March", "Tuesday", True, False)),
        ("on 3 March", "on Monday", None, ("3 March", "Monday", False, False)),
        ("yesterday", "on Monday", 6, ("yesterday", "Monday", False, False)),
    ],
)
def test_a_day_counts_from_the_date_of_the_article_that_names_it(
    first: str, second: str, second_day: int | None, change: tuple[str, str, bool, bool]
):
    one, other = article("a", PADLOCK.format(first), 4), article("b", PADLOCK.format(second), second_day)
    (passage,) = compare(one, other).passages
    found = [c for c in passage.judgement.rewording.changes if c.kind is ChangeKind.DATE]
    assert [(c.before, c.after, c.material, c.undecided) for c in found] == [change]


def test_a_day_in_a_long_passage_counts_from_the_article_too():
    before, after = (f"{KILN} {PADLOCK.format(day)} {FERRY}" for day in ("on 3 March", "on Monday"))
    middle = [(text.index("The canal company put"), text.index("Passengers")) for text in (before, after)]
    anchors = list(zip(*middle, strict=True))
    judged = judge_parts(before, after, anchors, before_date=None, after_date=date(2031, 3, 4))
    assert [(c.note, c.material) for c in judged.rewording.changes] == [("the same day, said differently", False)]


# ------------------------------------------------------------------------------------------ the whole articles


@pytest.mark.parametrize(
    ("source", "target", "kind"),
    [
        (KILN, KILN, ComparisonKind.REPOST),
        (KILN, f"Overheard at the lock. {KILN}", ComparisonKind.REPOST),
        (f"{KILN} {FERRY}", f"A letter from the coast says more. {FERRY} Thus far the letter. " + "It rained. " * 40,
         ComparisonKind.EXCERPT),
        (KILN, FERRY, ComparisonKind.INDEPENDENT),
        (f"{KILN} {QUOTED}", f"{QUOTED} {FERRY}", ComparisonKind.COMMON_SOURCE),
    ],
)  # fmt: skip
def test_kinds(source: str, target: str, kind: ComparisonKind):
    assert compare(article("a", source), article("b", target)).kind is kind


BALANCES = (
    "Treasury holdings at the Tollan reserve fell on {} March to {} billion marks from {} billion marks the previous "
    "business day, the board said in its latest budget statement. Holdings in tax and loan note accounts fell to {} "
    "billion marks from {} billion marks on the same respective days."
)


def test_two_days_of_one_report_are_a_form_filled_in_twice_and_one_with_a_figure_put_right_is_a_repost():
    first = BALANCES.format(5, 3.4, 3.9, 14.3, 14.5)
    compared = compare(article("a", first), article("b", BALANCES.format(10, 2.8, 3.1, 9.8, 11.4)))
    assert compared.kind is ComparisonKind.COMMON_SOURCE
    assert "one form of words, each with facts of its own" in compared.kind_because
    mended = compare(
        article("a", f"{KILN} {first}"), article("b", f"{KILN} {BALANCES.format(5, 3.4, 3.9, 14.3, 14.6)}")
    )
    assert mended.kind is ComparisonKind.REPOST


LETTER = (
    "The people of this valley have waited thirty years for somebody in an office to read one letter to its end, and "
    "they are waiting still."
)


@pytest.mark.parametrize(
    ("source", "target", "kind"),
    [
        (f"{KILN} {QUOTED}", f"{FERRY} {QUOTED.replace('said Per Aldous', 'Aldous told reporters')}",
         ComparisonKind.COMMON_SOURCE),
        (f"{KILN}\n\nPer Aldous wrote in a letter:\n\n> {LETTER}\n\nThat was all.",
         f"{FERRY}\n\nIn his letter, Per Aldous writes:\n\n> {LETTER}\n\nThe board has not answered.",
         ComparisonKind.COMMON_SOURCE),
        (f"{KILN} {QUOTED}", f"{FERRY} “{QUOTED[1:-18]},” Per Aldous told the Overmoss Clarion.",
         ComparisonKind.EXCERPT),
        (f"{KILN} {QUOTED}", f"{QUOTED} {KILN[:84]} {FERRY}", ComparisonKind.EXCERPT),
    ],
    ids=["between marks", "as a block", "credited to the source", "and own words beside it"],
)  # fmt: skip
def test_what_both_quote_from_a_third_is_a_common_source_unless_more_speaks_for_copying(source, target, kind):
    both = compare(article("a", source, 3, outlet="Overmoss Clarion"), article("b", target, 5, outlet="Tollan Post"))
    assert both.kind is kind


def test_shares_are_of_each_articles_own_words():
    shared = compare(article("a", KILN), article("b", f"{KILN} {FERRY}"))
    assert shared.share.of_source == 1.0
    assert 0.6 < shared.share.of_target < 0.7


def test_a_shared_contact_line_is_shown_and_not_counted():
    line = "\n\nSubscribe to our newsletter for the best stories of the week in your inbox.\n"
    both = compare(article("a", KILN + line), article("b", FERRY + line))
    assert [p.boilerplate is not None for p in both.passages] == [True]
    assert both.kind is ComparisonKind.INDEPENDENT
    assert both.share.of_source == 0.0


@pytest.mark.parametrize(
    ("days", "earlier", "because"),
    [
        ((3, 9), Earlier.SOURCE, "dated 3 March 2031 (byline), the other 9 March 2031 (byline)"),
        ((9, 3), Earlier.TARGET, "dated 3 March 2031 (byline), the other 9 March 2031 (byline)"),
        ((3, 3), Earlier.UNKNOWN, "their dates allow either order: 3 March 2031 (byline), and 3 March 2031 (byline)"),
        ((3, None), Earlier.UNKNOWN, "the target is undated"),
        ((None, None), Earlier.UNKNOWN, "the source and the target are undated"),
    ],
)
def test_which_is_earlier_and_why(days, earlier, because):
    both = compare(article("a", KILN, days[0]), article("b", KILN, days[1]))
    assert (both.earlier, both.earlier_because) == (earlier, because)


def test_a_changed_figure_is_a_change_of_the_passage():
    (passage,) = compare(article("a", KILN), article("b", KILN.replace("eleven", "forty"))).passages
    assert passage.judgement.relation is Relation.REWORDED
    assert [(c.before, c.after) for c in passage.judgement.rewording.material] == [("eleven", "forty")]


def test_what_the_target_credits_to_the_source_is_no_common_source():
    source = article("a", f"{KILN} {QUOTED}", 3, outlet="Overmoss Clarion")
    target = article("b", f"According to the Overmoss Clarion, it was sudden. {QUOTED} {FERRY}", 5)
    both = compare(source, target)
    assert both.kind is ComparisonKind.EXCERPT
    assert both.passages[0].credit.to == "a"


# ----------------------------------------------------------------------------------------------- bad input


@pytest.mark.parametrize(
    ("source", "target", "remark"),
    [
        (article("a", KILN), article("a", KILN), "Source and target are the same article."),
        (article("a", KILN), article("b", KILN), "Source and target have the same text."),
        (article("a", KILN), article("b", ""), "The target holds no word."),
        (article("a", "* * *"), article("b", KILN), "The source holds no word."),
        (article("a", KILN, language="en"), article("b", FERRY, language="de"),
         "They are in two languages (en, de): only words left as they were can be found."),
    ],
)  # fmt: skip
def test_what_makes_a_comparison_idle_is_said(source, target, remark):
    assert remark in compare(source, target).remarks


def test_a_very_long_passage_is_judged_in_parts_that_rebuild_it():
    long = " ".join(f"{sentence} Entry {number}." for number, sentence in enumerate([KILN] * 60))
    (passage,) = compare(article("a", long), article("b", long.replace("eleven", "ten", 1))).passages
    edits = passage.judgement.rewording.edits
    assert [edit.after for edit in edits if edit.before == "eleven" and edit.before != edit.after] == ["ten"]
    assert all(edit.after == edit.after_span.of(passage.target.exact) for edit in edits)
    assert "parts" in passage.judgement.reason


# ------------------------------------------------------------------------------------------------ the five


@pytest.fixture(scope="module")
def five() -> list[Document]:
    if not SEEDS.is_dir():
        pytest.skip("the five articles are not here")
    paths = sorted(SEEDS.glob("*.txt"))
    return [one for source in find_sources(paths) for one in read_source(source) if isinstance(one, Document)]


def test_the_repost_of_the_five_quotes_nine_passages_of_the_earlier(five):
    both = compare(five[0], five[1])
    assert (both.kind, both.earlier) == (ComparisonKind.EXCERPT, Earlier.SOURCE)
    assert len([p for p in both.passages if p.counts]) >= 9
    assert {p.judgement.relation for p in both.passages} <= {Relation.VERBATIM, Relation.NEAR_VERBATIM}


def test_the_other_nine_pairs_of_the_five_share_the_contact_line_only(five):
    pairs = [(i, j) for i in range(5) for j in range(i + 1, 5) if (i, j) != (0, 1)]
    shared = {(i, j): [p.boilerplate for p in compare(five[i], five[j]).passages] for i, j in pairs}
    assert {pair: reasons for pair, reasons in shared.items() if reasons} == {(0, 3): ["contact line"]}


# ---------------------------------------------------------------------------------------------- as documents


def schema(name: str) -> Draft202012Validator:
    """The validator of one of the schemas, which may refer to the others by their ids."""
    folder = Path(reporting.__file__).parent / "schemas"
    known = {path.name: json.loads(path.read_text("utf-8")) for path in folder.glob("*.schema.json")}
    Draft202012Validator.check_schema(known[name])
    others = Registry().with_resources((one["$id"], Resource.from_contents(one)) for one in known.values())
    return Draft202012Validator(known[name], registry=others)


def two_pairs() -> list[Comparison]:
    first = article("a", f"{KILN} {QUOTED}", 3, outlet="Overmoss Clarion")
    changed = article("b", f"The Overmoss Clarion has it: {KILN.replace('eleven', 'ten')} {QUOTED}", 5)
    return [compare(first, changed), compare(first, article("c", KILN, 4))]


def test_a_comparison_satisfies_the_schema_of_the_contract():
    document = comparison_document(two_pairs()[0])
    schema("compare-1.schema.json").validate(document)
    assert document["passages"][0]["source"]["exact"] == KILN + " " + QUOTED.strip(".")


def written(found: list[Comparison], wanted: str) -> str:
    stream = io.StringIO()
    writing = writer(stream, wanted)
    for one in found:
        writing.write(one)
    writing.finish(stories(found))
    return stream.getvalue()


@pytest.mark.parametrize("pairs", [0, 1, 2])
def test_all_comparisons_satisfy_the_schema_however_many_there_are(pairs: int):
    document = json.loads(written(two_pairs()[:pairs], "json"))
    schema("compare-all-1.schema.json").validate(document)
    assert len(document["pairs"]) == pairs
    assert [story["representative"] for story in document["stories"]] == ["a"][:pairs]


def test_lines_are_comparisons_and_the_last_one_the_stories():
    *pairs, last = map(json.loads, written(two_pairs(), "jsonl").splitlines())
    assert [(pair["source"]["id"], pair["target"]["id"]) for pair in pairs] == [("a", "b"), ("a", "c")]
    for pair in pairs:
        schema("compare-1.schema.json").validate(pair)
    schema("stories-1.schema.json").validate(last)
    assert last["stories"] == [{"representative": "a", "members": ["a", "c", "b"]}]


@pytest.mark.parametrize("field", ["schema", "pairs", "stories"])
def test_the_schema_of_all_misses_each_of_its_fields(field: str):
    document = json.loads(written(two_pairs(), "json"))
    del document[field]
    with pytest.raises(ValidationError):
        schema("compare-all-1.schema.json").validate(document)


@pytest.mark.parametrize("wanted", ["text", "json", "jsonl", "md", "html"])
def test_hostile_text_is_printed_and_not_acted_on(wanted):
    hostile = f"<script>alert(1)</script> \x1b[31m {KILN}"
    page = render_comparison(compare(article("a", hostile), article("b", hostile)), wanted)
    assert "\x1b" not in page
    assert wanted not in ("md", "html") or "<script>" not in page


BAD_LINES = [
    (b"no tab here", "it is no pair"),
    (b"{a}\t", "it is no pair"),
    (b"{a}\t{b}\t{a}", "it is no pair"),
    (b"{a}\tmissing.txt", "there is no such file, and no article of this id in the collection"),
    (b"{a}\tcaf\xe9.txt", "it is not UTF-8"),
    (b"{a}\t{folder}", "it holds 2 articles, and a comparison needs one"),
]


@pytest.mark.parametrize(("line", "reason"), BAD_LINES)
def test_a_file_of_pairs_goes_on_after_a_bad_line(tmp_path: Path, line: bytes, reason: str):
    names = {"a": tmp_path / "a.txt", "b": tmp_path / "b.txt", "folder": tmp_path}
    names["a"].write_text(KILN, encoding="utf-8")
    names["b"].write_text(f"{KILN} {FERRY}", encoding="utf-8")
    content = b"\xef\xbb\xbf{b}\t{a}\r\n\n" + line + b"\n  \n{a}\t{b}\n"
    for name, path in names.items():
        content = content.replace(b"{%s}" % name.encode(), str(path).encode())
    file = tmp_path / "many.pairs"
    file.write_bytes(content)
    before, error, after = compare_pairs(file, lambda: Collection.open(tmp_path / "none", read_only=True))
    assert (before.kind, after.kind) == (ComparisonKind.REPOST, ComparisonKind.REPOST)
    assert isinstance(error, ReadingError)
    assert error.subject.startswith(f"{file}, line 3: ")
    assert error.reason == reason


@pytest.mark.parametrize(
    ("content", "reason"), [(None, "No such file or directory"), ("a\tb\n".encode("utf-16"), "it is not UTF-8")]
)
def test_a_file_of_pairs_that_is_none_is_refused(tmp_path: Path, content: bytes | None, reason: str):
    file = tmp_path / "many.pairs"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(ReadingError) as refused:
        list(compare_pairs(file, lambda: Collection.open(tmp_path / "none", read_only=True)))
    assert refused.value.reason == reason


def test_articles_that_resemble_one_are_a_story_and_stories_do_not_chain():
    first, middle, last = KILN, f"{KILN} {FERRY}", FERRY
    found = [
        compare(article(one, a, 1), article(other, b, 2))
        for one, a, other, b in (("a", first, "b", middle), ("b", middle, "c", last), ("a", first, "d", first))
    ]
    assert [story.members for story in stories(found)] == [("a", "b", "d")]
