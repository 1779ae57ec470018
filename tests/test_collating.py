"""One passage over many articles: each one's words against a base. All articles are invented."""

from datetime import date
from hashlib import sha256

from provenance.collating import collate, shared_sentences
from provenance.comparing import Side, compare, side_of
from provenance.models import Article, ChangeKind, DateInterval, DateSource, Document, Relation, Span
from provenance.reporting.marks import as_plain, segments
from provenance.wording.sentences import sentence_spans

COUNTED = "At four in the morning the lock keeper counted eleven sacks of clay on the towpath."
CHAINED = "He told the magistrate that the door of the kiln had been chained from the inside."
COLD = "By breakfast the chain lay in the reed bed, and the kiln at Overmoss was cold."
GOAT = "The goat belonged to a circus that winters on the north shore of the lake."
TEXTS = {
    "clarion": (3, f"{COUNTED} {CHAINED} {COLD}"),
    "herald": (5, f"Our reporter writes. {COUNTED.replace('eleven', 'forty')} {COLD}"),
    "echo": (4, f"{GOAT} {COUNTED.replace(' of clay', '')} Nothing else is known of it so far."),
    "circus": (None, GOAT),
    "undated": (None, f"“{COUNTED}” That is what was said to us. {CHAINED}"),
}


def side(identity: str) -> Side:
    day, text = TEXTS[identity]
    published = DateInterval.of_day(date(2031, 3, day), source=DateSource.BYLINE, evidence="byline") if day else None
    article = Article(
        id=identity,
        path=identity,
        sha256=sha256(identity.encode()).hexdigest(),
        published=published or DateInterval(),
    )
    return side_of(Document(article=article, text=text))


SIDES = {identity: side(identity) for identity in TEXTS}


def place(identity: str, words: str) -> Span:
    begin = TEXTS[identity][1].index(words)
    return Span(begin, begin + len(words))


def picture(base: str, words: str) -> dict[str, str]:
    """Each version as a reader sees it, marked against the base, in order."""
    found = collate(SIDES[base], place(base, words), SIDES.values())
    return {
        version.article.id: as_plain(segments(version.judgement.rewording, found.passage.exact, version.passage.exact))
        for version in found.versions
    }


def test_every_version_is_marked_against_the_base_in_order_of_date():
    assert list(picture("clarion", COUNTED).items()) == [
        ("echo", "At four in the morning the lock keeper counted eleven sacks [-of clay-] on the towpath."),
        ("herald", "At four in the morning the lock keeper counted [-eleven-] {+forty+} sacks of clay on the towpath."),
        ("undated", "“At four in the morning the lock keeper counted eleven sacks of clay on the towpath.”"),
    ]


def test_any_version_may_be_the_base():
    forty = COUNTED.replace("eleven", "forty")
    assert picture("herald", forty)["clarion"] == (
        "At four in the morning the lock keeper counted [-forty-] {+eleven+} sacks of clay on the towpath."
    )
    assert picture("herald", forty)["echo"] == (
        "At four in the morning the lock keeper counted [-forty-] {+eleven+} sacks [-of clay-] on the towpath."
    )


def test_a_sentence_alone_is_found_where_the_articles_share_no_passage():
    assert compare(SIDES["clarion"], SIDES["echo"]).passages == ()
    assert "echo" in picture("clarion", COUNTED)


def test_the_changes_are_typed_and_those_who_do_not_have_it_are_named():
    found = collate(SIDES["clarion"], place("clarion", COUNTED), SIDES.values())
    herald = next(version for version in found.versions if version.article.id == "herald")
    assert [(change.kind, change.before, change.after) for change in herald.judgement.rewording.material] == [
        (ChangeKind.NUMBER, "eleven", "forty")
    ]
    assert herald.passage.span == place("herald", COUNTED.replace("eleven", "forty"))
    assert {version.judgement.relation for version in found.versions if version.article.id == "undated"} == {
        Relation.VERBATIM
    }
    assert [article.id for article in found.missing] == ["circus"]


def test_shared_sentences_are_listed_once_those_in_most_articles_first():
    pairs = [("clarion", "herald"), ("clarion", "echo"), ("clarion", "undated"), ("echo", "herald"), ("echo", "circus")]
    comparisons = [compare(SIDES[one], SIDES[other]) for one, other in pairs]
    found = shared_sentences(comparisons, lambda one: TEXTS[one][1], lambda one: sentence_spans(TEXTS[one][1]))
    assert [(one.words, one.article.id, set(one.articles)) for one in found] == [
        (COUNTED, "clarion", {"clarion", "herald", "undated"}),
        (CHAINED, "clarion", {"clarion", "undated"}),
        (COLD, "clarion", {"clarion", "herald"}),
        (GOAT, "echo", {"echo", "circus"}),
    ]
