"""The columns of the three levels, each with what it means. They are stable: columns may be added, none is renamed.

Begin and end of spans are code points, 0-based, end-exclusive; ``article`` spans count in the article's text, spans of
changes from the start of each wording. What a cell cannot say in a word is JSON, as ``provenance.trace/1`` has it.
"""

from __future__ import annotations

_DATE = {
    "earliest": "first day or moment that its evidence allows",
    "latest": "last one it allows",
    "precision": "time, day, month, year or none",
    "source": "supplied, metadata, url, byline, body or none",
    "evidence": "the characters that prove it",
    "certainty": "corroborated, stated, bound, guess or none",
    "reliable": "whether it is stated rather than guessed or bound",
    "span_begin": "where the evidence stands in the article",
    "span_end": "where it ends",
    "rule": "the rule that found it",
}


def _dates(prefix: str) -> dict[str, str]:
    return {f"{prefix}_{name}": meaning for name, meaning in _DATE.items()}


CLAIMS: dict[str, str] = {
    "position": "number of the row in the list, from 1",
    "id": "the row’s id, else its number",
    "claim": "the words traced, without white space around them; as given where the row failed",
    "failure": "why it could not be traced; empty where it was",
    "answer": "the answer in a sentence",
    "empty_reason": "why there is no appearance; empty where there is one",
    "found": "how many appearances there are, shown or not",
    "appearances": "how many are shown",
    "related": "how many related passages are shown; they are not counted",
    "origins": "how many appearances seem to derive from no other",
    "first_appearance": "id of the earliest dated appearance",
    "first_candidates": "ids of all that may be the first, given their dates",
    "first_article": "the earliest one’s article",
    "first_outlet": "its outlet",
    "first_title": "its title",
    "first_date": "the date that orders it, as a phrase",
    "first_url": "its address",
    "first_passage": "its words",
    "material_changes": "how many appearances differ from the claim in a way that may matter",
    "undated": "how many appearances have no date",
    "collection_articles": "articles of the collection",
    "collection_dated": "those with a date",
    "collection_undated": "those without",
    "collection_earliest": "its earliest date",
    "collection_latest": "its latest date",
    "collection_generation": "how many changes it has seen",
}
"""One row a claim. Other columns of the list follow as ``row.NAME``."""

APPEARANCES: dict[str, str] = {
    "position": "number of the claim’s row in the list",
    "claim_id": "id of the claim",
    "id": "a1, a2 … in order of date; r1, r2 … for related passages",
    "counted": "whether it is an appearance; related passages are not",
    "first": "whether it is the first appearance",
    "may_be_first": "whether it may be the first, given its date",
    "article": "id of the article",
    "title": "its title",
    "outlet": "its outlet",
    "author": "its author",
    "url": "its address",
    "canonical_url": "the address that its page declares to be its own",
    "path": "where it was read from",
    "sha256": "of the bytes it was read from",
    "language": "its language",
    **_dates("published"),
    **_dates("originally"),
    "begin": "where the passage stands in the article",
    "end": "where it ends",
    "exact": "its words",
    "prefix": "what stands before",
    "suffix": "what stands after",
    "matched_begin": "where the part that carries the claim stands in the article",
    "matched_end": "where that ends",
    "relation": "verbatim, near-verbatim, reworded, paraphrase or related",
    "score": "0 to 1, bigger is more alike",
    "reason": "why, in a clause",
    "coverage_claim": "share of the claim that stands here",
    "coverage_passage": "share of the passage that stands in the claim",
    "cosine": "−1 to 1, bigger is more alike; never decides",
    "versus_claim": "the passage with [-words of the claim gone-] and {+words put in+}",
    "versus_first": "the same against the first appearance",
    "versus_parent": "the same against the one it may have come from",
    "sourcing": "own-words, quoted, quoted-and-credited or credited",
    "boilerplate": "whether it is page furniture",
    "boilerplate_reason": "why it is taken for that",
    "quotation_exact": "whether it quotes without a gap",
    "quotation_against": "what it was held against",
    "quotation_omitted": "words left out",
    "quotation_inserted": "words put in",
    "quotation": "all of the quotation, as JSON",
    "credit_kind": "named or linked",
    "credit_text": "the words that give the source",
    "credit_begin": "where they stand in the article",
    "credit_end": "where they end",
    "credit_to": "id of the article credited",
    "credit_place": "before, inside, after, head or foot",
    "credit_by": "address, title, outlet, initials, author or agency",
    "credit_others": "other words that credit the passage, as JSON",
    "derived_from": "id of the appearance it is consistent with coming from",
    "confidence": "0 to 1, bigger is surer",
    "because": "why, in a clause",
    "alternatives": "other possible ones with their confidence",
    "common_source": "an appearance with which it seems to share a source that is not here",
    "added_marks": "words put in quotation marks that stand without any in the source, as JSON",
}
"""One row a passage: appearances and related ones."""

CHANGES: dict[str, str] = {
    "position": "number of the claim’s row in the list",
    "claim_id": "id of the claim",
    "appearance": "id of the appearance",
    "versus": "claim, first or parent: what it changed from",
    "from": "id of the appearance it changed from; empty for the claim",
    "kind": "number, unit, date, name, negation, hedge, …",
    "before": "the words concerned before",
    "after": "the words concerned after",
    "material": "whether it may no longer say the same",
    "note": "a plain sentence",
    "before_begin": "where before stands in the first wording",
    "before_end": "where it ends",
    "after_begin": "where after stands in the second wording",
    "after_end": "where it ends",
}
"""One row a change."""
