"""Page furniture: sentences that belong to the page, not to the article.

The patterns stand in ``furniture.tsv``. They ask for words that only furniture uses together, or for a whole line of
nothing else, so that a sentence about newsletters, cookies or copyright stays the article's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

LISTING = "list of other articles"
"""The reason of a list's heading and its lines; a heading ends no sentence."""
_PATTERNS = Path(__file__).with_name("furniture.tsv")
# The longest line taken for a button, a heading of a list of links or the like, in characters.
_LONGEST_LINE = 140
# What parts the entries of a menu that stands on one line, and how many it has at least.
_BETWEEN_ENTRIES = re.compile(r"\s*[|\\•·›»>/]+\s*")
_FEWEST_ENTRIES = 3
# One word in lower case with a terminal mark is the rest of a sentence that a line break cut.
_ENDS_A_WRAPPED_SENTENCE = re.compile(r"[a-z]+[.!?][\"”’']*")
_NETWORK = (
    r"(?:facebook|twitter|x|instagram|telegram|whatsapp|linkedin|reddit|pinterest|tumblr|youtube|tiktok|threads|bluesky|"
    r"mastodon|google\+|flipboard|e-?mail|sms|messenger|snapchat|rss)"
)
_NAMES = r"(?-i:[A-Z])[\w.’'&-]*(?:(?:,? (?:and |of |in |for |the |de |van |von )?|, )(?-i:[A-Z(])[\w.’'&)-]*){0,12}"
_PERSON = r"(?-i:[A-Z])[\w.’'-]*(?: (?-i:[A-Z])[\w.’'-]*){0,2}"
_PEOPLE = rf"{_PERSON}(?:(?:, | and | ?/ ?){_PERSON}){{0,3}}"
_WORDS = {"NETWORK": _NETWORK, "NAMES": _NAMES, "PEOPLE": _PEOPLE}
# What may stand before what opens a sentence: no quotation mark, which makes it somebody's words.
_BEFORE = r"^[^\w\"“”„«»‘’']*"


@dataclass(frozen=True, slots=True)
class _Rule:
    """One pattern of furniture.

    Attributes:
        trigger: Characters without which the pattern cannot match; looked for first, because it is quick.
    """

    reason: str
    trigger: str
    pattern: re.Pattern[str]


def furniture_reason(sentence: str) -> str | None:
    """Why a sentence is page furniture, in a plain noun; None where it is the article's own.

    Example:
        ``furniture_reason("Follow us on Instagram and Twitter.") == "follow notice"``.
    """
    plain = " ".join(sentence.split())
    lowered = plain.casefold()
    lines, phrases = _rules()
    if len(plain) <= _LONGEST_LINE and _ENDS_A_WRAPPED_SENTENCE.fullmatch(plain) is None:
        core = lowered.strip(" \t*_#>|·•-–—=~[]()\"“”'‘’.,:;!?…")
        for rule in lines:
            if rule.pattern.fullmatch(core) and not (rule.reason == LISTING and plain.endswith(".")):
                return rule.reason
        if _is_menu(core):
            return "navigation"
    for rule in phrases:
        if rule.trigger in lowered and rule.pattern.search(plain):
            return rule.reason
    return None


def _is_menu(core: str) -> bool:
    """Whether a line is a row of links, most of which are furniture by themselves."""
    entries = [entry for entry in _BETWEEN_ENTRIES.split(core) if entry]
    known = sum(any(rule.pattern.fullmatch(entry) for rule in _rules()[0]) for entry in entries)
    return len(entries) >= _FEWEST_ENTRIES and 2 * known > len(entries)


@cache
def _rules() -> tuple[tuple[_Rule, ...], tuple[_Rule, ...]]:
    """The rules for whole lines, and those for what opens or stands within a sentence."""
    rows = tuple(_rows())
    whole = tuple(_Rule(reason, "", _compiled(pattern)) for reason, how, _, pattern in rows if how == "line")
    phrases = tuple(
        _Rule(reason, trigger, _compiled(rf"{_BEFORE}(?:{pattern})" if how == "opens" else pattern))
        for reason, how, trigger, pattern in rows
        if how != "line"
    )
    return whole, phrases


def _compiled(pattern: str) -> re.Pattern[str]:
    for word, meaning in _WORDS.items():
        pattern = pattern.replace(word, meaning)
    return re.compile(pattern, re.IGNORECASE)


def _rows() -> Iterator[tuple[str, str, str, str]]:
    for row in _PATTERNS.read_text(encoding="utf-8").splitlines():
        if row and not row.startswith("#"):
            reason, how, trigger, pattern = row.split("\t")
            yield reason, how, trigger, pattern
