"""One known change made to a sentence: what the rules should name.

A mutation takes a sentence and gives the changed one, or None where the sentence offers no place for it. Each changes
one thing and leaves the rest to the letter. Word lists come from the corpus (`newswire`, ``mutation_words.tsv``).
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

from mutation_words import another, beside, graded
from newswire import Newswire

from provenance.models import ChangeKind

Mutation = Callable[[str, random.Random, Newswire], str | None]

# fmt: off
_MONTHS = ["January", "February", "March", "April", "June", "July", "August", "September", "October", "November",
           "December"]
# fmt: on
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_FIGURE = re.compile(r"(?<![\w.,/$-])\d{1,3}(?:,\d{3})*(?:\.\d+)?(?![\w/:-]|[.,]\d)")
_AUXILIARY = re.compile(r"\b(?:is|are|was|were|will|would|has|had|could|should|may|might|must)\b(?! not\b)")
_SMALL = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]


def alternatives(words: Sequence[str]) -> str:
    """A pattern for any of these words, longest first."""
    return r"\b(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + r")\b"


def at(text: str, match: re.Match[str], replacement: str) -> str:
    """The text with what was matched replaced."""
    return text[: match.start()] + replacement + text[match.end() :]


def any_of(pattern: str | re.Pattern[str], text: str, rng: random.Random) -> re.Match[str] | None:
    """One of the places a pattern matches at, drawn by chance."""
    found = list(re.finditer(pattern, text))
    return rng.choice(found) if found else None


def another_figure(text: str, rng: random.Random, _: Newswire) -> str | None:
    """Another number of the same shape: ``19.44`` → ``14.94``, ``three`` → ``seven``."""
    match = any_of(rf"{_FIGURE.pattern}|{alternatives(_SMALL[1:])}", text, rng)
    if match is None or re.match(rf" {alternatives(_MONTHS)}", text[match.end() :]) or _dated(text[: match.start()]):
        return None
    said = match.group()
    if said in _SMALL:
        return at(text, match, rng.choice([word for word in _SMALL[1:] if word != said]))
    digits = [place for place, sign in enumerate(said) if sign.isdigit()]
    place = rng.choice(digits)
    digit = rng.choice([d for d in "123456789" if d != said[place]])
    return at(text, match, said[:place] + digit + said[place + 1 :])


def _dated(before: str) -> bool:
    """Whether a figure after this is part of a date: ``March 31``, ``in 1987``."""
    return bool(
        re.search(rf"(?:{alternatives(_MONTHS)}|\b(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.?) (?:\d+, )?$", before)
    )


def another_scale(text: str, rng: random.Random, _: Newswire) -> str | None:
    """``mln`` → ``billion``: a thousand times as much."""
    match = any_of(r"(?<=\d )(?:mln|billion)\b", text, rng)
    return at(text, match, "billion" if match.group() == "mln" else "mln") if match else None


def another_unit(text: str, rng: random.Random, _: Newswire) -> str | None:
    """``200 mln dlrs`` → ``200 mln yen``."""
    match = any_of(rf"(?<=[\d,.]\d )(?:mln |billion )?({alternatives(list(graded('units')))})", text, rng)
    if match is None:
        return None
    others = [other for other in beside("units", match.group(1)) if {other, match.group(1)} != {"lbs", "pounds"}]
    return text[: match.start(1)] + rng.choice(others) + text[match.end(1) :]


def another_day(text: str, rng: random.Random, _: Newswire) -> str | None:
    """Another month, weekday, day of the month or year."""
    day = rf"{alternatives(_MONTHS)} \d{{1,2}}\b(?![,-]?\d|-[A-Z]| mln| pct)"
    match = any_of(rf"{day}|{alternatives(_MONTHS)}|{alternatives(_DAYS)}|\bin (?:19[678]\d)\b(?!/)", text, rng)
    if match is None:
        return None
    said, (word, _space, number) = match.group(), match.group().partition(" ")
    if said.startswith("in "):
        return at(text, match, f"in {int(said[3:]) + rng.choice([-7, -3, -2, -1, 1, 2, 3])}")
    if number:
        return at(text, match, f"{word} {rng.choice([n for n in range(1, 29) if n != int(number)])}")
    names = _MONTHS if said in _MONTHS else _DAYS
    return at(text, match, rng.choice([name for name in names if name != said]))


def another_name(text: str, rng: random.Random, wire: Newswire) -> str | None:
    """A name for another, both from the corpus and without a word in common."""
    known = set(wire.names)
    places = [m for m in re.finditer(r"(?<=[a-z,] )[A-Z][a-z]+(?: [A-Z][a-z]+)*(?=[ ,.])", text) if m.group() in known]
    if not places:
        return None
    match = rng.choice(places)
    other = rng.choice(wire.names)
    alike = any(one[:4] == two[:4] for one in match.group().split() for two in other.split())
    return None if alike or other in text else at(text, match, other)


def negated(text: str, rng: random.Random, _: Newswire) -> str | None:
    """``not``, ``n't`` or ``never`` after an auxiliary verb: ``will be`` → ``will not be``."""
    match = any_of(_AUXILIARY, text, rng)
    if match is None or re.search(r"\b(?:only|than|as)\b", text[match.end() : match.end() + 8]):
        return None
    word = match.group()
    added = [f"{word} not", f"{word} never"] + ([f"{word}n't"] if word in ("is", "are", "was", "has", "had") else [])
    return at(text, match, rng.choice(added))


def affirmed(text: str, rng: random.Random, _: Newswire) -> str | None:
    """A negation taken out: ``has not been`` → ``has been``, ``no plans`` → ``plans``."""
    match = any_of(
        r"\b(?<=is |as |re |ll |ld |ad |ve |ay |ht |st )(?:not|never) (?!only)|\bno (?=[a-z]{5,}s\b)", text, rng
    )
    return at(text, match, "") if match else None


def denied(text: str, rng: random.Random, _: Newswire) -> str | None:
    """A verb that turns what follows: ``said it has`` → ``denied it has``, ``managed to`` → ``failed to``."""
    match = any_of(
        r"\b(?:said|announced|confirmed)(?= (?:it|he|the|they)\b)|\bwith(?= (?:a|the|any)\b)|\bagreed(?= to\b)",
        text,
        rng,
    )
    if match is None:
        return None
    turned = {"with": ["without"], "agreed": ["refused", "failed", "declined"]}
    return at(text, match, rng.choice(turned.get(match.group(), ["denied"])))


def hedged(text: str, rng: random.Random, _: Newswire) -> str | None:
    """A hedge put in: ``was made`` → ``was reportedly made``, ``is raised`` → ``is expected to be raised``."""
    match = any_of(r"\b(?:is|are|was|were) (?=[a-z]+(?:ed|ing)\b)", text, rng)
    if match is None:
        return None
    if text[match.end() :].split(maxsplit=1)[0].endswith("ed") and rng.random() < 0.5:
        return at(text, match, f"{match.group()}{rng.choice(list(graded('hedging-to')))} to be ")
    return at(text, match, match.group() + rng.choice(list(graded("hedging"))) + " ")


def unhedged(text: str, rng: random.Random, _: Newswire) -> str | None:
    """A hedge taken out: ``may have been made`` → ``was made``, ``probably`` gone."""
    adverb = any_of(rf"{alternatives(list(graded('hedging')))} ", text, rng)
    if adverb and text[: adverb.start()].endswith(" "):
        return at(text, adverb, "")
    match = any_of(rf"\b(?:{'|'.join(graded('modals'))}) have been\b", text, rng)
    return at(text, match, rng.choice(["was", "were"])) if match else None


def otherwise_hedged(text: str, rng: random.Random, _: Newswire) -> str | None:
    """A modal verb of another certainty: ``will`` → ``may``."""
    match = any_of(rf"{alternatives(list(graded('modals')))}(?= (?:be|have|not|also)\b)", text, rng)
    return at(text, match, rng.choice(another("modals", match.group()))) if match else None


def attributed(text: str, rng: random.Random, _: Newswire) -> str | None:
    """Somebody is said to have said it: ``…, officials said.``."""
    if re.search(r"\b(?:said|says|told|according|added|believe)", text):
        return None
    return f"{text[:-1]}, {rng.choice(list(graded('speakers')))}."


def unattributed(text: str, _: random.Random, __: Newswire) -> str | None:
    """What was said is said plainly: ``…, the spokesman said.`` → ``….``."""
    match = re.search(r", (?:[\w.' -]{2,40} (?:said|says|added|noted)|according to [\w.' -]{3,40})\.$", text)
    if match is None or re.search(r"\b(?:said|told|according)\b", text[: match.start()]):
        return None
    return text[: match.start()] + "."


def other_quantifier(text: str, rng: random.Random, _: Newswire) -> str | None:
    """``most of the`` → ``some of the``, ``many`` → ``few``."""
    for name, following in (("counts", ""), ("determiners", r"(?= [a-z]{4,}s\b)")):
        match = any_of(alternatives(list(graded(name))) + following, text, rng)
        if match:
            return at(text, match, rng.choice(another(name, match.group())))
    return None


def quantified(text: str, rng: random.Random, _: Newswire) -> str | None:
    """A quantifier put before a plural that had none: ``the companies`` → ``some of the companies``."""
    match = any_of(r"(?<= )the (?=[a-z]{4,}s (?:are|were|have|will|would|should)\b)", text, rng)
    return at(text, match, rng.choice(list(graded("counts"))) + " ") if match else None


def bounded(text: str, rng: random.Random, _: Newswire) -> str | None:
    """A bound put before a figure: ``200 tonnes`` → ``more than 200 tonnes``."""
    match = any_of(rf"(?<=[a-z] ){_FIGURE.pattern}(?= (?:mln|billion|pct|tonnes|dlrs|[a-z]+s)\b)", text, rng)
    if match is None or re.search(
        rf"{alternatives(_MONTHS + list(graded('bounds')))} (?:to |than )?$", text[: match.start()]
    ):
        return None
    return at(text, match, f"{rng.choice(list(graded('bounds')))} {match.group()}")


def unbounded(text: str, rng: random.Random, _: Newswire) -> str | None:
    """A bound taken from a figure: ``more than 200`` → ``200``."""
    match = any_of(rf"(?<=[a-z] ){alternatives(list(graded('bounds')))} (?=[1-9][\d,.]* [a-z])", text, rng)
    return at(text, match, "") if match else None


def other_intensity(text: str, rng: random.Random, _: Newswire) -> str | None:
    """``slightly`` → ``sharply``, ``a major effect`` → ``a minor effect``."""
    for name, following in (("adverbs", r"(?= [a-z]{3,})"), ("adjectives", r"(?= [a-z]{4,})")):
        match = any_of(alternatives(list(graded(name))) + following, text, rng)
        if match:
            return at(text, match, rng.choice(another(name, match.group())))
    return None


def intensified(text: str, rng: random.Random, _: Newswire) -> str | None:
    """An intensity put in or taken out: ``was reduced`` ↔ ``was sharply reduced``."""
    match = any_of(rf"(?<= ){alternatives(list(graded('adverbs')))} (?=[a-z]+\b)", text, rng)
    if match:
        return at(text, match, "")
    match = any_of(
        r"\b(?:is|are|was|were) (?=(?:high|low|strong|weak|affected|reduced|increased|raised|damaged)\w*\b)", text, rng
    )
    return at(text, match, match.group() + rng.choice(list(graded("adverbs"))) + " ") if match else None


def shortened(text: str, rng: random.Random, _: Newswire) -> str | None:
    """A clause between commas, or a phrase of place or purpose at the end, left out."""
    match = any_of(
        r", (?:a|an|the|which|including|such as) [a-z][^,]{15,80},(?= )"
        r"| (?:in|for|under|through) (?:the|a|its) [a-z ]{12,60}(?=\.$)",
        text,
        rng,
    )
    return at(text, match, "") if match and len(text) - len(match.group()) > 60 else None


def lengthened(text: str, rng: random.Random, wire: Newswire) -> str | None:
    """A clause of another sentence put in after the subject: what `shortened` does, backward."""
    match = any_of(r"(?<=[a-z]{4})(?= (?:is|are|was|were|will|has|had) )", text, rng)
    return at(text, match, rng.choice(wire.clauses)) if match and wire.clauses else None


def quotation_marked(text: str, rng: random.Random, _: Newswire) -> str | None:
    """Quotation marks put around words that had none, or taken from words that had them."""
    match = any_of(r'(?<= )"([^"]{6,80}?)"(?=[ .,])', text, rng)
    if match:
        return at(text, match, match.group(1))
    match = any_of(r"(?<= )(?!the )[a-z]{4,} [a-z]{3,}(?: [a-z]{4,})?(?= )", text, rng) if '"' not in text else None
    marks = rng.choice(['""', "“”", "‘’"])
    return at(text, match, f"{marks[0]}{match.group()}{marks[1]}") if match else None


def reordered(text: str, rng: random.Random, _: Newswire) -> str | None:
    """Words put elsewhere: a phrase from the end to the beginning, or two things joined by ``and`` exchanged."""
    match = re.search(r" ((?:in|on|at|after|during|before|since) (?:the |a |its )?[\w ]{6,50})\.$", text)
    if match and rng.random() < 0.7:
        phrase = match.group(1)
        first = text[0].lower() if re.match(r"(?:The|A|An|It|He|They|This)\b", text) else text[0]
        return f"{phrase[0].upper()}{phrase[1:]}, {first}{text[1 : match.start()]}."
    match = any_of(r"\b([a-z]{4,}) ([a-z]{4,}) and ([a-z]{4,}) ([a-z]{4,})(?=[ ,.])", text, rng)
    return at(text, match, "{2} {3} and {0} {1}".format(*match.groups())) if match else None


def reworded(text: str, rng: random.Random, wire: Newswire) -> str | None:
    """A noun for another: ``the price of`` → ``the sale of``; nouns that count or order are another kind."""
    counting = {word for phrase in graded("counts") for word in phrase.split()} | {"first"}
    nouns = [noun for noun in wire.nouns if noun not in counting]
    match = any_of(rf"(?<=\bthe )(?:{'|'.join(nouns)})(?= of\b)", text, rng) if nouns else None
    others = [noun for noun in nouns if match and noun[:4] != match.group()[:4]]
    return at(text, match, rng.choice(others)) if match and others else None


def respelled(text: str, rng: random.Random, wire: Newswire) -> str | None:
    """The other side of the Atlantic: both spellings stand in the corpus."""
    places = [
        (match, other) for match in re.finditer(r"\b[a-z]{6,}\b", text) for other in _spellings(match.group(), wire)
    ]
    if not places:
        return None
    match, other = rng.choice(places)
    return at(text, match, other)


def _spellings(word: str, wire: Newswire) -> list[str]:
    british = (
        ("or", "our"),
        ("iz", "is"),
        ("ter", "tre"),
        ("ense", "ence"),
        ("eled", "elled"),
        ("aled", "alled"),
        ("eling", "elling"),
        ("aling", "alling"),
        ("gram", "gramme"),
    )
    ways = [(one, other) for pair in british for one, other in (pair, pair[::-1])]
    tried = {re.sub(f"{one}(?=(?:s|e|ed|es|ing|ation|able|ably|ite)?$)", other, word) for one, other in ways}
    return sorted(other for other in tried - {word} if min(wire.vocabulary[other], wire.vocabulary[word]) >= 3)


MUTATIONS: dict[ChangeKind, tuple[Mutation, ...]] = {
    ChangeKind.NUMBER: (another_figure, another_figure, another_scale),
    ChangeKind.UNIT: (another_unit,),
    ChangeKind.DATE: (another_day,),
    ChangeKind.NAME: (another_name,),
    ChangeKind.NEGATION: (negated, affirmed, denied),
    ChangeKind.HEDGE: (hedged, unhedged, otherwise_hedged),
    ChangeKind.ATTRIBUTION: (attributed, unattributed),
    ChangeKind.QUANTIFIER: (other_quantifier, quantified, bounded, unbounded),
    ChangeKind.INTENSITY: (other_intensity, intensified),
    ChangeKind.OMISSION: (shortened,),
    ChangeKind.INSERTION: (lengthened,),
    ChangeKind.QUOTATION_MARKS: (quotation_marked,),
    ChangeKind.ORDER: (reordered,),
    ChangeKind.SPELLING: (respelled,),
    ChangeKind.WORDING: (reworded,),
}
"""The ways to make a change of each kind; one is drawn for each sentence."""
