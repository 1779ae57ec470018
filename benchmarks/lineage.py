"""Is the right parent named, and are origins counted right, in 300 generated families of versions?

Usage: python benchmarks/lineage.py --data FOLDER [--families 300] [--half report|tuning]

Source sentences and independent reports of the same event come from Reuters-21578 and the MRPC training pairs, copied,
changed, copied again and joined by `families`. The sources are split in halves by a fixed shuffle: constants of
`provenance.lineage` are tuned on one, figures are reported from the other. Members that the judgement does not count as
appearances of the claim are left out, as tracing leaves them out. Cosines are not computed: the benchmark is of
lineage, not of search, so a member is judged as if its embedding were near (`COSINE`).
"""

from __future__ import annotations

import argparse
import random
import re
import statistics
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

import corpora
from families import Family, Member, Stock, family
from relation import pairs
from results import save, table

from provenance import lineage
from provenance.models import (
    Appearance,
    Article,
    Credit,
    CreditKind,
    Derivation,
    Judgement,
    Passage,
    Span,
)
from provenance.tracing import explains
from provenance.wording.normalisation import fold
from provenance.wording.profile import profile
from provenance.wording.relation import judge
from provenance.wording.sentences import sentence_spans

ITEMS = 6_000  # of Reuters
SEED = 4
COSINE = 0.8
LONGEST_SHARED = 8  # words in a row that two independent reports may share; more is a copy somewhere behind both
TELLING = 3.5  # shared names, figures and rare words that two reports of one event have, by weight
SAME_EVENT = 2  # days between two reports
KINDS = {"reuters": 0.6, "reuters pair": 0.2, "paraphrase": 0.2}


# ------------------------------------------------------------------------------------------------ sources


def sentences(item: corpora.Item) -> Iterator[str]:
    """Whole sentences of running text, of twelve to forty words."""
    for span in sentence_spans(item.text):
        text = " ".join(span.of(item.text).split())
        if 12 <= len(text.split()) <= 40 and re.match(r"[A-Z].*[a-z]\.$", text) and "--" not in text:
            yield text


def independent(one: str, other: str) -> bool:
    """Whether two sentences say the same without long runs of the same words."""
    judged = judge(one, other, cosine=COSINE)
    return judged.relation.counts and longest_shared(one, other) <= LONGEST_SHARED


def longest_shared(one: str, other: str) -> int:
    """Number of words in the longest run that both have."""
    left, right = fold(one).split(), fold(other).split()
    longest, row = 0, [0] * (len(right) + 1)
    for word in left:
        row = [0] + [row[n] + 1 if word == seen else 0 for n, seen in enumerate(right)]
        longest = max(longest, *row)
    return longest


def paraphrases(data: Path) -> list[tuple[str, str]]:
    """Pairs of news sentences that people call the same statement, in different words."""
    return [(one, other) for same, one, other in pairs(data) if same and independent(one, other)]


def same_event(items: Sequence[corpora.Item]) -> list[tuple[str, str]]:
    """Opening sentences of two Reuters items of nearly the same day that say the same in different words."""
    leads = [(lead, item) for item in items if item.date and (lead := next(sentences(item), ""))]
    found, by_word = [], defaultdict(list)
    for number, (lead, item) in enumerate(leads):
        told = {key: weight for key, weight in profile(lead).keys.items() if weight > 0.5}
        near = Counter()
        for key, weight in told.items():
            near.update({other: weight for other in by_word[key][-200:]})
            by_word[key].append(number)
        likely = (leads[other] for other in sorted(near) if near[other] >= TELLING)
        found += [(other, lead) for other, one in likely if _near(one, item) and independent(other, lead)][:1]
    return found


def _near(one: corpora.Item, other: corpora.Item) -> bool:
    days = (datetime.fromisoformat(one.date) - datetime.fromisoformat(other.date)).days
    return abs(days) <= SAME_EVENT


def halves(sources: Sequence[tuple[str, ...]]) -> dict[str, list[tuple[str, ...]]]:
    """Sources in two halves that share no sentence, each sentence once."""
    seen: set[str] = set()
    single = [s for s in sources if seen.isdisjoint(s) and not seen.update(s)]
    random.Random(SEED).shuffle(single)
    middle = len(single) // 2
    return {"tuning": single[:middle], "report": single[middle:]}


def families_of(data: Path, number: int, half: str) -> list[Family]:
    """The families of one half, of each kind its share."""
    items = [item for item, _ in zip(corpora.reuters(data), range(ITEMS), strict=False)]
    plain = halves([(text,) for item in items for text in sentences(item)])[half]
    pools = {"reuters": plain, "reuters pair": halves(same_event(items))[half], "paraphrase": halves(paraphrases(data))[half]}
    stock = Stock.of([text for (text,) in plain])
    chance = random.Random(f"{SEED} {half}")
    kinds = [kind for kind, share in KINDS.items() for _ in range(round(share * number))]
    return [family(chance.choice(pools[kind]), stock, chance) for kind in kinds]


# -------------------------------------------------------------------------------------------- appearances


@lru_cache(maxsize=100_000)
def judged(claim: str, text: str) -> Judgement:
    return judge(claim, text, cosine=COSINE)


def appearances(one: Family) -> tuple[Appearance, ...]:
    """The held members as tracing has them: those that count, in order of date."""
    places = Counter()
    found = []
    for member in one.held:
        appearance = appearance_of(member, one.claim, 1_000 * places[member.article])
        places[member.article] += 1
        if appearance.relation.counts:
            found.append(appearance)
    return lineage.in_order(found)


def appearance_of(member: Member, claim: str, begin: int) -> Appearance:
    judgement, span = judged(claim, member.text), Span(begin, begin + len(member.text))
    matched = judgement.rewording.matched.shifted(begin)
    article = Article(
        id=member.article, path=member.article, sha256="", outlet=f"Outlet {member.article}", published=member.when
    )
    credit = member.credits and Credit(
        kind=CreditKind.NAMED, text=f"Outlet {member.credits}", span=Span(0, 1), to=member.credits
    )
    return Appearance(
        id=member.id,
        article=article,
        passage=Passage(span=span, exact=member.text),
        matched=matched if len(matched) else span,
        judgement=judgement,
        cosine=COSINE,
        credit=credit or None,
    )


# ---------------------------------------------------------------------------------------------- measuring


@dataclass(frozen=True)
class Verdict:
    """What was said of one member that has a parent in the collection.

    Attributes:
        right: The parent named is the true one (one of two, where the member joins two).
        indistinct: It is another article with the same words as the true one.
    """

    how: str
    right: bool
    indistinct: bool
    derivation: Derivation | None

    @property
    def accepted(self) -> bool:
        return self.right or self.indistinct


def verdicts(one: Family, found: Sequence[Appearance], derived: dict[str, Derivation]) -> list[Verdict]:
    counted = {a.id for a in found}
    told = []
    for member in (one.member(a.id) for a in found):
        parents = one.known_parents(member, counted)
        if not parents:
            continue
        derivation = derived.get(member.id)
        named = derivation and derivation.appearance
        same = named is not None and fold(one.member(named).text) in {fold(one.member(p).text) for p in parents}
        told.append(Verdict(member.how, named in parents, same and named not in parents, derivation))
    return told


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--families", type=int, default=300)
    parser.add_argument("--half", choices=("tuning", "report"), default="report")
    chosen = parser.parse_args()
    made = families_of(chosen.data, chosen.families, chosen.half)
    report(measure(made), chosen.half)


if __name__ == "__main__":
    main()
