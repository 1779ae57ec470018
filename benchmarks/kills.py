"""Processes killed at random moments while they index, remove, or write the vector cache; and what is left then."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from children import Ended, Tell, asked, run
from invented_collection import answers, get_ready, held, opened, write_articles

from provenance.collection.verification import verify

ROOT = Path(__file__).resolve().parents[1]
_TOGETHER = 3  # articles taken out by one call


@dataclass(slots=True)
class Tally:
    """What became of the runs of one kind.

    Attributes:
        died: How many were killed before they had finished.
        told: How many articles they had told as done, all together.
        wrong: What was not as it should be, a sentence each.
    """

    runs: int = 0
    died: int = 0
    told: int = 0
    wrong: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What every run begins with.

    Attributes:
        articles: Folder of the article files.
        texts: Their texts by id.
        full: An index of them all.
        answers: What that answers.
    """

    place: Path
    articles: Path
    texts: dict[str, str]
    full: Path
    answers: dict[str, tuple[str, float, bool]]


def ground(place: Path, *, articles: int, seed: int) -> Ground:
    """Write the articles and index them all once."""
    texts = write_articles(place / "articles", articles, seed=seed)
    get_ready(texts)
    full = place / "full"
    done = run(lambda tell: _index(full, place / "articles", tell))
    if done.failed:
        raise RuntimeError(done.failed)
    return Ground(
        place=place, articles=place / "articles", texts=texts, full=full, answers=asked(lambda: _answers(full, texts))
    )


def kill_often(base: Ground, kind: str, times: int, *, seed: int) -> Tally:
    """Kill so many runs of one kind, each at a moment drawn from the time that it takes undisturbed."""
    prepare, work, check = _KINDS[kind]
    drawn, tally = random.Random(seed), Tally()
    folder = base.place / f"killed-{kind}"
    prepare(base, folder)
    usual = run(lambda tell: work(base, folder, tell)).seconds
    for number in range(times):
        shutil.rmtree(folder, ignore_errors=True)
        prepare(base, folder)
        ended = run(lambda tell: work(base, folder, tell), kill_after=drawn.uniform(0, usual))
        tally.runs += 1
        tally.died += ended.killed
        tally.told += len(ended.told)
        tally.wrong += [f"{kind} {number}: {what}" for what in _looked_at(base, folder, ended, work, check)]
    shutil.rmtree(folder, ignore_errors=True)
    return tally


Work = Callable[[Ground, Path, Tell], None]
Check = Callable[[Ground, Path, "set[str]"], "list[str]"]


def _looked_at(base: Ground, folder: Path, ended: Ended, work: Work, check: Check) -> list[str]:
    wrong = [] if ended.failed is None else [f"it failed: {ended.failed}"]
    try:
        wrong += asked(lambda: check(base, folder, set(ended.told)))
        again = run(lambda tell: work(base, folder, tell))
        wrong += [] if again.failed is None else [f"going on failed: {again.failed}"]
        left = base.texts.keys() - _goners(base) if work is _remove else base.texts.keys()
        wrong += asked(lambda: _complete(base, folder, set(left)))
    except RuntimeError as error:
        wrong.append(str(error))
    return wrong


# ----------------------------------------------------------------------------------------------------- what is done


def _index(folder: Path, articles: Path, tell: Tell) -> None:
    with opened(folder) as collection:
        collection.index([articles], progress=lambda outcome: tell(outcome.name))


def _add(base: Ground, folder: Path, tell: Tell) -> None:
    _index(folder, base.articles, tell)


def _remove(base: Ground, folder: Path, tell: Tell) -> None:
    with opened(folder) as collection:
        here = collection.articles(base.texts)
        for group in _groups(base):
            if group & here.keys():
                collection.remove(sorted(group))
                tell(" ".join(sorted(group)))


def _rebuild(_: Ground, folder: Path, tell: Tell) -> None:
    with opened(folder) as collection:
        for _round in range(5):
            (folder / "vectors.faiss").unlink(missing_ok=True)
            collection.index([])
            tell("rebuilt")


def _groups(base: Ground) -> list[set[str]]:
    ids = sorted(base.texts)[: len(base.texts) * 3 // 4]
    return [set(ids[at : at + _TOGETHER]) for at in range(0, len(ids), _TOGETHER)]


def _goners(base: Ground) -> set[str]:
    return set().union(*_groups(base))


# --------------------------------------------------------------------------------------------------- what is left


def _nothing(_: Ground, folder: Path) -> None:
    folder.parent.mkdir(exist_ok=True)


def _everything(base: Ground, folder: Path) -> None:
    shutil.copytree(base.full, folder)


def _sound(folder: Path) -> list[str]:
    if not (folder / "provenance.sqlite").exists():
        return []
    return [f"damaged: {damage.subject}: {damage.reason}" for damage in verify(folder).damage]


def _after_adding(base: Ground, folder: Path, told: set[str]) -> list[str]:
    if not (folder / "provenance.sqlite").exists():
        return [f"{len(told)} were told, and there is no store"] if told else []
    wrong = _sound(folder)
    with opened(folder, read_only=True) as collection:
        here = held(collection)
        wrong += [f"{identity} was told and is not there" for identity in told - here.keys()]
        return (
            wrong
            + not_whole(base, here)
            + _answering(base, answers(collection, {one: base.texts[one] for one in told}))
        )


def _after_removing(base: Ground, folder: Path, told: set[str]) -> list[str]:
    gone = set(" ".join(told).split())
    wrong = _sound(folder)
    with opened(folder, read_only=True) as collection:
        here = held(collection)
        wrong += [f"{identity} was told as removed and is there" for identity in gone & here.keys()]
        missing = base.texts.keys() - here.keys() - gone
        if missing and missing not in _groups(base):
            wrong.append(f"{sorted(missing)} are gone, which is no whole call")
        kept = {identity: base.texts[identity] for identity in here}
        return wrong + not_whole(base, here) + _answering(base, answers(collection, kept))


def _after_rebuilding(base: Ground, folder: Path, _: set[str]) -> list[str]:
    with opened(folder, read_only=True) as collection:
        here = held(collection)
        missing = [f"{identity} is not there" for identity in base.texts.keys() - here.keys()]
        return _sound(folder) + missing + not_whole(base, here) + _answering(base, answers(collection, base.texts))


def _complete(base: Ground, folder: Path, expected: set[str]) -> list[str]:
    wrong = _sound(folder)
    with opened(folder, read_only=True) as collection:
        here = held(collection)
        if here.keys() != expected:
            wrong.append(f"going on left {len(here)} articles instead of {len(expected)}")
        wrong += not_whole(base, here)
        wrong += _answering(base, answers(collection, {identity: base.texts[identity] for identity in here}))
    return wrong


def not_whole(base: Ground, here: dict[str, tuple[str, tuple[str, ...]]]) -> list[str]:
    """Whether every article that is there is there whole."""
    return [
        f"{identity} is not whole"
        for identity, (text, sentences) in here.items()
        if text != base.texts[identity] or len(sentences) != text.count(".")
    ]


def _answering(base: Ground, given: dict[str, tuple[str, float, bool]]) -> list[str]:
    return [
        f"{identity}: {answer} where it was {base.answers[identity]}"
        for identity, answer in given.items()
        if answer != base.answers[identity]
    ]


def _answers(folder: Path, texts: dict[str, str]) -> dict[str, tuple[str, float, bool]]:
    with opened(folder, read_only=True) as collection:
        return answers(collection, texts)


_KINDS: dict[str, tuple[Callable[[Ground, Path], None], Work, Check]] = {
    "index": (_nothing, _add, _after_adding),
    "remove": (_everything, _remove, _after_removing),
    "cache": (_everything, _rebuild, _after_rebuilding),
}
KINDS = tuple(_KINDS)


# ------------------------------------------------------------------------------------------------- the command line


def kill_command_line(place: Path, times: int, *, seed: int) -> Tally:
    """Kill the real command, with the real model, while it indexes the sample collection."""
    drawn, tally = random.Random(seed), Tally()
    call = [sys.executable, "-m", "provenance", "index", "seeds", "--index"]
    begun = time.perf_counter()
    subprocess.run([*call, str(place / "usual")], cwd=ROOT, capture_output=True, check=True)
    usual = time.perf_counter() - begun
    for number in range(times):
        folder = place / f"command-{number}"
        with subprocess.Popen([*call, str(folder)], cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
            time.sleep(drawn.uniform(usual / 3, usual))
            process.kill()
            told = set(re.findall(r"^added +(\S+)", process.stdout.read() if process.stdout else "", re.MULTILINE))
        tally.runs += 1
        tally.died += process.wait() < 0
        tally.told += len(told)
        tally.wrong += asked(lambda folder=folder, told=told: _after_command(folder, told))
        again = subprocess.run([*call, str(folder)], cwd=ROOT, capture_output=True, text=True, check=False)
        if again.returncode != 0:
            tally.wrong.append(f"going on failed: {again.stderr}")
        tally.wrong += asked(lambda folder=folder: _sound(folder))
    return tally


def _after_command(folder: Path, told: set[str]) -> list[str]:
    if not (folder / "provenance.sqlite").exists():
        return [f"{identity} was told, and there is no store" for identity in told]
    with opened(folder, read_only=True) as collection:
        here = held(collection)
    return _sound(folder) + [f"{identity} was told and is not there" for identity in told - here.keys()]
