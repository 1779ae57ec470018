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
from dataclasses import dataclass, field
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
    Relation,
    Span,
)
from provenance.tracing import explains
from provenance.wording.normalisation import fold
from provenance.wording.profile import profile
from provenance.wording.relation import judge
from provenance.wording.sentences import sentence_spans

ITEMS = 12_000  # of Reuters
SEED = 4
COSINE = 0.8
LONGEST_SHARED = 6  # words in a row that two independent reports may share; more is a copy somewhere behind both
FREE = frozenset({Relation.REWORDED, Relation.PARAPHRASE})
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
    """Whether two sentences say the same in free wording: recognisably, and without long runs of the same words."""
    return judge(one, other, cosine=COSINE).relation in FREE and longest_shared(one, other) <= LONGEST_SHARED


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
            near.update(dict.fromkeys(by_word[key][-200:], weight))
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


def families_of(data: Path, number: int, half: str) -> list[tuple[str, Family]]:
    """The families of one half, each with the kind of its sources."""
    items = [item for item, _ in zip(corpora.reuters(data), range(ITEMS), strict=False)]
    plain = halves([(text,) for item in items for text in sentences(item)])[half]
    pools = {
        "reuters": plain,
        "reuters pair": halves(same_event(items))[half],
        "paraphrase": halves(paraphrases(data))[half],
    }
    stock = Stock.of([text for (text,) in plain])
    chance = random.Random(f"{SEED} {half}")
    kinds = [kind for kind, share in KINDS.items() for _ in range(round(share * number))]
    return [(kind, family(chance.choice(pools[kind]), stock, chance)) for kind in kinds]


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
    """What was said of one member that has a parent among the appearances.

    Attributes:
        right: The parent named is the true one (one of the two, where the member joins two).
        same_words: It is another article with the same words as the true one.
        twins: It is the true parent of a copy with the member's own words, whose dates overlap the member's: which of
            the two copies was made from the other, nothing can tell.
        ordered: The dates say that a true parent is earlier.
        listed: The true parent is the one named or among the alternatives named beside it.
    """

    how: str
    right: bool
    same_words: bool
    twins: bool
    ordered: bool
    listed: bool
    derivation: Derivation | None

    @property
    def accepted(self) -> bool:
        """Right as far as words can tell."""
        return self.right or self.same_words


@dataclass(frozen=True)
class Counted:
    """How many origins one family has, and how many were counted."""

    kind: str
    true: int
    said: int


@dataclass
class Measured:
    """Everything measured."""

    verdicts: list[Verdict] = field(default_factory=list)
    origins: list[Counted] = field(default_factory=list)
    common: list[bool] = field(default_factory=list)
    milliseconds: list[float] = field(default_factory=list)
    held: int = 0
    appeared: int = 0


def verdicts(one: Family, found: Sequence[Appearance], derived: dict[str, Derivation]) -> Iterator[Verdict]:
    known = {a.id for a in found}
    parents = {identity: one.known_parents(one.member(identity), known) for identity in known}
    words = {identity: fold(one.member(identity).text) for identity in known}
    for identity in sorted(known):
        if not parents[identity]:
            continue
        derivation = derived.get(identity)
        named = derivation.appearance if derivation else ""
        same = {other for other in known if words[other] == words[identity] and overlapping(one, other, identity)}
        yield Verdict(
            how="several" if "+" in one.member(identity).how else one.member(identity).how,
            right=named in parents[identity],
            same_words=bool(named) and words[named] in {words[p] for p in parents[identity]},
            twins=any(words.get(named) == words[p] for other in same for p in parents[other]),
            ordered=any(one.member(p).when.surely_before(one.member(identity).when) for p in parents[identity]),
            listed=derivation is not None
            and not set(parents[identity]).isdisjoint({named, *(a.appearance for a in derivation.alternatives)}),
            derivation=derivation,
        )


def overlapping(one: Family, left: str, right: str) -> bool:
    """Whether the dates of two members do not say which is earlier."""
    dates = one.member(left).when, one.member(right).when
    return not dates[0].surely_before(dates[1]) and not dates[1].surely_before(dates[0])


def common_sources(one: Family, derived: dict[str, Derivation]) -> Iterator[bool]:
    """Of the common sources named, whether the two share an ancestor beyond the parent named, or one joins two."""
    for identity, derivation in derived.items():
        if derivation.common_source:
            lines = [one.ancestors(identity), one.ancestors(derivation.common_source)]
            beyond = lines[0] & lines[1] - one.ancestors(derivation.appearance)
            yield bool(beyond) or any(len(one.member(m).parents) > 1 for m in lines[0] | lines[1])


def measure(made: Sequence[tuple[str, Family]]) -> Measured:
    measured = Measured()
    for kind, one in made:
        found = appearances(one)
        for pair in ((a, b) for a in found for b in found):
            explains(*pair)  # the pairwise judgements are timed elsewhere
        begun = time.perf_counter()
        derived = lineage.derivations(found, explains)
        said = lineage.origins(found, derived)
        measured.milliseconds.append(1000 * (time.perf_counter() - begun))
        measured.held += len(one.held)
        measured.appeared += len(found)
        measured.verdicts += verdicts(one, found, derived)
        measured.common += common_sources(one, derived)
        measured.origins.append(Counted(kind, len({one.member(a.id).origin for a in found}), said))
    return measured


# ---------------------------------------------------------------------------------------------- reporting


def share(of: Sequence[bool]) -> float:
    return round(sum(of) / len(of), 3) if of else 0.0


def parents_of(all_of: Sequence[Verdict]) -> list[dict[str, object]]:
    """How often the parent is right, of all and where dates say that it is earlier."""
    groups = {"all": all_of, "dates say the parent is earlier": [v for v in all_of if v.ordered]}
    return [
        {
            "members with a parent": name,
            "number": len(group),
            "the true parent": share([v.right for v in group]),
            "… or one with its words": share([v.accepted for v in group]),
            "… or that of a copy nobody can tell apart": share([v.accepted or v.twins for v in group]),
            "the true parent, named or an alternative": share([v.listed for v in group]),
        }
        for name, group in groups.items()
    ]


def ways_of(all_of: Sequence[Verdict]) -> list[dict[str, object]]:
    """How often the parent is right, by what was done to its words."""
    by_way = defaultdict(list)
    for verdict in all_of:
        by_way[verdict.how].append(verdict)
    return [
        {"made by": way, "number": len(group), "right": share([v.right for v in group]),
         "or with its words": share([v.accepted for v in group])}
        for way, group in sorted(by_way.items())
    ]  # fmt: skip


def origins_of(all_of: Sequence[Counted]) -> list[dict[str, object]]:
    """How often origins are counted right, by where the family's sources come from."""
    rows = []
    for kind in ("all", *KINDS):
        group = [c for c in all_of if kind in ("all", c.kind)]
        right = share([c.said == c.true for c in group])
        more, fewer = sum(c.said > c.true for c in group), sum(c.said < c.true for c in group)
        rows.append({"families": kind, "number": len(group), "right": right, "too many": more, "too few": fewer})
    return rows


def reliability_of(all_of: Sequence[Verdict]) -> list[dict[str, object]]:
    """By tenth of the confidence, how many parents are right."""
    bins = defaultdict(list)
    for verdict in all_of:
        if verdict.derivation:
            bins[min(9, int(10 * verdict.derivation.confidence))].append(verdict)
    return [
        {
            "confidence": f"{low / 10:.1f}–{(low + 1) / 10:.1f}",
            "derivations": len(group),
            "mean confidence": round(statistics.mean(v.derivation.confidence for v in group), 2),
            "the true parent": share([v.right for v in group]),
            "… or one with its words": share([v.accepted for v in group]),
        }
        for low, group in sorted(bins.items())
    ]


def timing_of(measured: Measured) -> list[dict[str, object]]:
    times = measured.milliseconds
    return [
        {
            "members": measured.held,
            "appearances of the claim": measured.appeared,
            "a family, ms p50": round(statistics.median(times), 1),
            "ms p95": round(statistics.quantiles(times, n=20)[-1], 1),
            "common sources named": len(measured.common),
            "of them borne out": share(measured.common),
        }
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--families", type=int, default=300)
    parser.add_argument("--half", choices=("tuning", "report"), default="report")
    chosen = parser.parse_args()
    measured = measure(families_of(chosen.data, chosen.families, chosen.half))
    tables = {
        "parents": parents_of(measured.verdicts),
        "ways": ways_of(measured.verdicts),
        "origins": origins_of(measured.origins),
        "reliability": reliability_of(measured.verdicts),
        "timing": timing_of(measured),
    }
    print("\n\n".join(table(rows) for rows in tables.values()))
    if chosen.half == "report":
        save("lineage", {"families": chosen.families, "half": chosen.half, **tables})


if __name__ == "__main__":
    main()
