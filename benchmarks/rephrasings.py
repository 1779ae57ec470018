"""A sentence said in another way that says the same: what the rules should call harmless."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from mutations import any_of, at, respelled
from newswire import Newswire

Rephrasing = Callable[[str, random.Random, Newswire], str | None]

_CONTRACTED = {
    r"(is|are|was|were|has|have|had|does|do|did|would|could|should) not": r"\1n't",
    r"will not": "won't",
    r"cannot|can not": "can't",
    r"(it|he|she|that|there) is(?= [a-z]{3,})": r"\1's",
    r"(they|we) are": r"\1're",
    r"(they|we|I) have(?= (?:been|no|not|[a-z]+ed)\b)": r"\1've",
    r"(it|he|they|we) will": r"\1'll",
    r"(it|he) has(?= (?:been|[a-z]+ed)\b)": r"\1's",
    r"(it|he|they|we) would": r"\1'd",
}
_SUBJECT = r"(?:The|A|An) (?:[a-z]+ ){1,3}|(?:[A-Z][\w.&']+ ){1,4}"
_OBJECT = r"(?:an?|the|its) (?:[a-z]+ ){0,2}[a-z]+"
_AFTER = r"(?: (?:in|from|for|at|to|on|after|as|with|by|last|of)\b|,(?!\d)|\.$)"
_NO_SUBJECT = re.compile(
    r"(?:^(?:This|That|When|After|As|While|If|Although)\b)| (?:also|said|it|been|have|has|had) |'s $"
)
_OBJECT_FORMS = {"He": "him", "She": "her", "They": "them", "We": "us", "It": "it"}


def cased(text: str, rng: random.Random, _: Newswire) -> str | None:
    """All capitals, all small letters, or a capital to each word."""
    return rng.choice([text.upper(), text.lower(), text.title().replace("'S", "'s").replace("’S", "’s")])


def contracted(text: str, rng: random.Random, _: Newswire) -> str | None:
    """``does not`` → ``doesn't``."""
    places = [
        (m, m.expand(short)) for full, short in _CONTRACTED.items() for m in re.finditer(rf"\b(?:{full})\b", text)
    ]
    if not places:
        return None
    match, short = rng.choice(places)
    return at(text, match, short)


def inflected(text: str, rng: random.Random, wire: Newswire) -> str | None:
    """Another tense of a verb, both forms from the corpus: ``announced`` ↔ ``announces``, ``said`` ↔ ``says``."""
    match = any_of(r"(?<=[a-zA-Z] )(?:said|says|[a-z]{3,}(?:ed|es))(?= (?:that|it|he|the|a|an|its)\b)", text, rng)
    if match is None or re.search(
        r"\b(?:is|are|was|were|be|been|has|have|had|by|the|a|an|of) $", text[: match.start()]
    ):
        return None
    word = match.group()
    other = {"said": "says", "says": "said"}.get(word) or (word[:-1] + "s" if word.endswith("ed") else word[:-1] + "d")
    other = word[:-2] + "s" if word.endswith("ed") and wire.vocabulary[word[:-2] + "s"] > 3 else other
    return at(text, match, other) if wire.vocabulary[other] > 3 else None


def made_passive(text: str, _: random.Random, wire: Newswire) -> str | None:
    """``The board approved the plan in May.`` → ``The plan was approved by the board in May.``."""
    verb = "|".join(sorted(wire.passives - {"agreed", "expected", "reported"}))
    match = re.match(rf"({_SUBJECT})({verb}) ({_OBJECT})(?={_AFTER})", text)
    if match is None or _NO_SUBJECT.search(match.group(1)):
        return None
    subject, did, thing = match.group(1).strip(), match.group(2), match.group(3)
    rest = text[match.end() :]
    of = re.match(rf" of (?:[\w']+ ){{0,2}}[\w']+(?={_AFTER.replace('|of', '')})", rest)
    if of:
        thing, rest = thing + of.group(), rest[of.end() :]
    elif rest.startswith(" of"):
        return None
    doer = _OBJECT_FORMS.get(subject, subject)
    doer = doer[0].lower() + doer[1:] if re.match(r"(?:The|An?) ", doer) else doer
    many = match.group(3).endswith("s") and not match.group(3).startswith(("a ", "an "))
    return f"{thing[0].upper()}{thing[1:]} {'were' if many else 'was'} {did} by {doer}{rest}"


REPHRASINGS: dict[str, Rephrasing] = {
    "case": cased,
    "spelling": respelled,
    "contraction": contracted,
    "inflection": inflected,
    "passive": made_passive,
}
"""The harmless ways, by name."""
