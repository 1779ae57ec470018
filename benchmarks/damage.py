"""Every file of an index folder truncated, zeroed, with flipped bits, or swapped; and what is said of it."""

from __future__ import annotations

import os
import random
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from children import asked, run
from invented_collection import answers, held, opened, write_articles
from kills import Ground

from provenance.collection.backups import back_up, restore
from provenance.collection.verification import verify
from provenance.errors import CollectionError

Harm = Callable[[Path], None]
STORE, CACHE, LOG, SHARED = "provenance.sqlite", "vectors.faiss", "provenance.sqlite-wal", "provenance.sqlite-shm"


@dataclass(slots=True)
class Found:
    """What damage to one file led to.

    Attributes:
        ends: How often each end was met.
        wrong: What was not as it should be, a sentence each.
    """

    ends: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def harm_each(base: Ground, *, flips: int, seed: int) -> dict[tuple[str, str], Found]:
    """Harm each file in each way; what came of it, by file and way."""
    index = _with_log(base)
    backup = base.place / "backup.sqlite"
    asked(lambda: back_up(index, backup).articles)
    whole = asked(lambda: _everything(index, base))
    found: dict[tuple[str, str], Found] = {}
    for name in (STORE, CACHE, LOG, SHARED):
        for way, harm in _harms(base, index, name, flips, random.Random(seed)):
            folder = base.place / "harmed"
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(index, folder)
            harm(folder / name)
            entry = found.setdefault((name, way), Found())
            entry.ends[_end(folder, base, whole, entry.wrong)] += 1
            entry.wrong += [f"{name} {way}: {what}" for what in _brought_back(folder, base, backup, whole)]
    return found


def _with_log(base: Ground) -> Path:
    """The index as a killed process leaves it: half of it in the log, with the shared memory beside it."""
    index = base.place / "with-log"
    more = base.place / "more"
    texts = write_articles(more, 3, seed=99)

    def add() -> None:
        shutil.copytree(base.full, base.place / "growing")
        with opened(base.place / "growing") as collection:
            collection.index([more])
            shutil.copytree(base.place / "growing", index)
        assert len(texts) == 3

    asked(add)
    return index


def _harms(base: Ground, index: Path, name: str, flips: int, drawn: random.Random) -> Iterator[tuple[str, Harm]]:
    size = (index / name).stat().st_size
    for length in (0, 1, 50, size // 3, size - 1):
        yield "truncated", lambda path, length=length: os.truncate(path, length)
    yield "zeroed", lambda path: path.write_bytes(bytes(size))
    for _ in range(flips):
        at, bit = drawn.randrange(size), drawn.randrange(8)
        yield "bit flipped", lambda path, at=at, bit=bit: _flip(path, at, bit)
    for other in (STORE, CACHE, LOG, SHARED):
        if other != name:
            yield "swapped for another file", lambda path, other=other: shutil.copy(index / other, path)
    if name in {STORE, CACHE}:
        yield "swapped for another index's", lambda path: shutil.copy(_another(base) / name, path)
    yield "missing", lambda path: path.unlink()


def _another(base: Ground) -> Path:
    folder = base.place / "another"
    if not folder.exists():
        write_articles(base.place / "other-articles", 5, seed=5)

        def make() -> None:
            with opened(folder) as collection:
                collection.index([base.place / "other-articles"])

        asked(make)
    return folder


def _flip(path: Path, at: int, bit: int) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        byte = file.read(1)[0]
        file.seek(at)
        file.write(bytes([byte ^ (1 << bit)]))


# ------------------------------------------------------------------------------------------------- what is seen then


def _everything(folder: Path, base: Ground) -> object:
    with opened(folder, read_only=True) as collection:
        found = dict(held(collection).values())
        return found, answers(collection, base.texts), collection.sharing()


def _end(folder: Path, base: Ground, whole: object, wrong: list[str]) -> str:
    """How reading it ends, and whether verification names the damage; in children, which may die of it."""
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    named = run(lambda tell: [tell(damage.subject) for damage in verify(folder).damage])
    if named.killed or (named.failed and "Traceback" in named.failed):
        wrong.append(f"verifying failed: {named.failed}")
    read = run(lambda tell: tell("same" if _everything(folder, base) == whole else "other"))
    if read.killed or (read.failed and "Traceback" in read.failed):
        wrong.append(f"reading failed: {read.failed or 'the process died'}")
        return "the process died"
    if any((folder / name).read_bytes() != content for name, content in before.items() if name in {STORE, CACHE}):
        wrong.append("reading changed a file")
    told = bool(named.told or named.failed)
    if read.failed:
        return "refused and named" if told else "refused"
    if read.told == ("same",):
        return "named, answers as before" if told else "of no consequence"
    if not told:
        wrong.append("answers otherwise without a word")
    return "named, answers otherwise" if told else "ANSWERS OTHERWISE WITHOUT A WORD"


def _brought_back(folder: Path, base: Ground, backup: Path, whole: object) -> list[str]:
    """Make again what can be made again; bring the backup back over the rest, and see that the rest was kept."""
    if run(lambda tell: tell("same" if _again(folder, base) == whole else "other")).told == ("same",):
        return []
    before = sorted(path.read_bytes() for path in folder.iterdir() if path.name in {STORE, LOG})

    def bring_back() -> tuple[list[str], bool]:
        done = restore(backup, folder, replace=True, now=datetime(2026, 1, 1, tzinfo=UTC))
        kept = done.replaced
        lost = kept is None and bool(before)
        if kept is not None and kept.is_dir():
            lost = sorted(p.read_bytes() for p in kept.iterdir() if p.name in {STORE, LOG}) != before
        return [f"{damage.subject}: {damage.reason}" for damage in verify(folder).damage], lost

    try:
        damage, lost = asked(bring_back)
        same = asked(lambda: _everything(folder, base)) == whole
    except (RuntimeError, CollectionError) as error:
        return [f"it cannot be brought back: {error}"]
    return [
        *damage,
        *(["what was there is not kept"] if lost else []),
        *([] if same else ["what was brought back answers otherwise"]),
    ]


def _again(folder: Path, base: Ground) -> object:
    with opened(folder) as collection:
        collection.index([])
    if verify(folder).damage:
        raise CollectionError(str(folder), "it is damaged still")
    return _everything(folder, base)
