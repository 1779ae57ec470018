"""The English of a comparison, the same in every format."""

from __future__ import annotations

from collections.abc import Iterator

from provenance.models import AlignedPassage, Article, Change, Comparison, ComparisonKind, Earlier
from provenance.reporting.phrases import change_phrase, count_phrase, percent, span_phrase

_KINDS: dict[ComparisonKind, str] = {
    ComparisonKind.REPOST: "One is a repost of the other",
    ComparisonKind.EXCERPT: "A part of one stands in the other",
    ComparisonKind.COMMON_SOURCE: "They share a common source",
    ComparisonKind.INDEPENDENT: "They are independent",
}

_SHOWN = 24  # words of what is left out


def headline(found: Comparison) -> str:
    """What was found in a sentence: ``A part of one stands in the other: 9 passages, 20 % of the source, …``."""
    own = sum(passage.counts for passage in found.passages)
    if not own:
        return f"{_KINDS[found.kind]}: {found.kind_because}."
    shares = f"{percent(found.share.of_source)} of the source, {percent(found.share.of_target)} of the target"
    return f"{_KINDS[found.kind]}: {count_phrase(own, 'passage')}, {shares}."


def kind_sentence(found: Comparison) -> str:
    """Why it is called so: ``Excerpt: a part of the one stands in the other.``."""
    return f"{found.kind.value.replace('-', ' ').capitalize()}: {found.kind_because}."


def earlier_sentence(found: Comparison) -> str:
    """Which is earlier and why, as a sentence."""
    if found.earlier is Earlier.UNKNOWN:
        return f"Which is earlier is not known: {found.earlier_because}."
    return f"The {found.earlier.value} is earlier: {found.earlier_because}."


def side_phrase(article: Article) -> str:
    """What to call one side: its name, its title and its id."""
    named = article.name if not article.title or article.title == article.name else f"{article.name}: {article.title}"
    return f"{named} [{article.id}]"


def place_phrase(passage: AlignedPassage) -> str:
    """Where a passage stands on both sides."""
    return f"{span_phrase(passage.source.span)} of the source, {span_phrase(passage.target.span)} of the target"


def notes(passage: AlignedPassage) -> Iterator[tuple[str, str]]:
    """What there is to say of a passage beyond its words, as heading and sentence."""
    for change in passage.judgement.rewording.changes:
        yield f"Change ({change_phrase(change)})", change.note
    yield from remarks(passage)


def changes(passage: AlignedPassage) -> tuple[Change, ...]:
    """What the edits of a passage do to what is said, changes that may matter first."""
    return tuple(sorted(passage.judgement.rewording.changes, key=lambda change: not change.material))


def remarks(passage: AlignedPassage) -> Iterator[tuple[str, str]]:
    """What there is to say of a passage beyond its words and their changes, as heading and sentence."""
    if passage.left_out is not None:
        yield "Left out before it, at an ellipsis", _shortened(passage.left_out.exact)
    if passage.quotation is not None:
        yield "Quotation", "exact" if passage.quotation.exact else "not exact"
    if passage.credit is not None:
        yield "Credited to", passage.credit.text
    if passage.moved:
        yield "Moved", "it stands elsewhere in the order of the source"
    if passage.boilerplate is not None:
        yield "Not counted", f"page furniture ({passage.boilerplate})"
    elif not passage.counts:
        yield "Not counted", "it may be another report of the same subject"


def _shortened(words: str) -> str:
    """The words, or where they are many their beginning and end with how many they are."""
    said = words.split()
    if len(said) <= _SHOWN:
        return " ".join(said)
    return f"{' '.join(said[: _SHOWN // 2])} … {' '.join(said[-_SHOWN // 2 :])} ({len(said):,} words)"
