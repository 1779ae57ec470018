"""Several processes at one index, and folders and disks that fail: both sides finish, or one is told why."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from children import Ended, asked, begin, end, run
from invented_collection import held, opened
from kills import Ground

from provenance.collection.backups import back_up
from provenance.collection.verification import verify

_NOBODY = 65534
Row = dict[str, object]


def at_once(base: Ground, processes: int) -> Row:
    """Let several processes index the same articles while a reader looks; what was told and what was seen."""
    folder = base.place / f"crowd-{processes}"
    with opened(folder) as collection:
        collection.index([])
    begun = time.perf_counter()
    writers = [begin(lambda tell: _index(base, folder, tell)) for _ in range(processes)]
    reader = begin(lambda tell: _look(base, folder, tell))
    ends = [end(*writer, begun) for writer in writers]
    looks = end(*reader, begun)
    told = Counter(line.split()[0] for one in ends for line in one.told)
    failures = [one.failed for one in [*ends, looks] if one.failed]
    here = asked(lambda: _held(folder))
    complete = here.keys() == base.texts.keys() and not asked(lambda: verify(folder).damage)
    return {
        "processes": processes,
        "told": ", ".join(f"{number} {kind}" for kind, number in sorted(told.items())),
        "looks of a reader": len(looks.told),
        "articles seen in part": sum(int(line) for line in looks.told),
        "right": "yes" if complete and not failures else f"NO: {failures}",
    }


def _index(base: Ground, folder: Path, tell: Callable[[str], None]) -> None:
    with opened(folder) as collection:
        collection.index([base.articles], progress=lambda outcome: tell(f"{outcome.kind} {outcome.name}"))


def _look(base: Ground, folder: Path, tell: Callable[[str], None]) -> None:
    """Tell with each look how many articles were not whole, until all are there."""
    with opened(folder, read_only=True) as collection:
        seen: set[str] = set()
        until = time.monotonic() + 120
        while seen != base.texts.keys() and time.monotonic() < until:
            here = held(collection)
            seen = set(here)
            tell(
                str(
                    sum(text != base.texts[one] or len(spans) != text.count(".") for one, (text, spans) in here.items())
                )
            )
            collection.candidates([next(iter(base.texts.values())).split(".")[0]], k=3)


def _held(folder: Path) -> dict[str, tuple[str, tuple[str, ...]]]:
    with opened(folder, read_only=True) as collection:
        return held(collection)


# ------------------------------------------------------------------------------------------- folders and disks


def failing_places(base: Ground) -> list[Row]:
    """What is said where the disk is full, a file may not grow, a folder is read-only, or vanishes."""
    return [
        *_on_small_disks(base),
        _while_files_may_not_grow(base),
        _in_a_read_only_folder(base),
        _in_a_folder_that_vanishes(base),
        _backup_to_a_small_disk(base),
    ]


@contextmanager
def _small_disk(place: Path, kilobytes: int) -> Iterator[bool]:
    """A disk of that size at `place`; gives whether one could be made."""
    place.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(place)], capture_output=True, check=False
    )
    try:
        yield made.returncode == 0
    finally:
        if made.returncode == 0:
            subprocess.run(["umount", str(place)], check=True)


def _on_small_disks(base: Ground) -> Iterator[Row]:
    for kilobytes in (16, 100, 250, 500):
        with _small_disk(base.place / f"disk-{kilobytes}", kilobytes) as made:
            if not made:
                yield {"place": "full disk", "said": "no small disk can be made here", "right": "not tried"}
                continue
            folder = base.place / f"disk-{kilobytes}" / "index"
            ended = run(lambda tell, folder=folder: _index(base, folder, tell))
            yield _row(f"disk of {kilobytes} kB", ended, folder, _mended(base, folder, ended, _room(folder.parent)))


def _room(disk: Path) -> Callable[[], None]:
    return lambda: subprocess.run(["mount", "-o", "remount,size=64m", str(disk)], check=True).check_returncode()


def _while_files_may_not_grow(base: Ground) -> Row:
    folder = base.place / "limited"

    def work(tell: Callable[[str], None]) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
        _index(base, folder, tell)

    ended = run(work)
    return _row("files of at most 200 kB", ended, folder, _mended(base, folder, ended, lambda: None))


def _in_a_read_only_folder(base: Ground) -> Row:
    folder = base.place / "read-only"
    shutil.copytree(base.full, folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    for path in (folder, *folder.iterdir()):
        path.chmod(0o555 if path.is_dir() else 0o444)
    base.place.chmod(0o755)
    more = base.place / "one-more"
    more.mkdir()
    (more / "new.txt").write_text("The harbour opened again in May.\n", encoding="utf-8")

    def work(tell: Callable[[str], None]) -> None:
        if os.geteuid() == 0:
            os.setuid(_NOBODY)
        tell(str(len(_held(folder))))
        with opened(folder) as collection:
            collection.index([more])

    ended = run(work)
    same = {path.name: path.read_bytes() for path in folder.iterdir()} == before
    readable = ended.told == (str(len(base.texts)),)
    folder.chmod(0o755)
    return _row("read-only folder", ended, folder, [] if same and readable else ["it cannot be read, or was changed"])


def _in_a_folder_that_vanishes(base: Ground) -> Row:
    folder = base.place / "vanishing"

    def work(tell: Callable[[str], None]) -> None:
        def told(name: str) -> None:
            tell(name)
            shutil.rmtree(folder, ignore_errors=True)

        with opened(folder) as collection:
            collection.index([base.articles], progress=lambda outcome: told(outcome.name))

    ended = run(work)
    wrong = ["it was made again in part"] if (folder / "provenance.sqlite").exists() else []
    if len(ended.told) == len(base.texts):
        wrong.append("all was told as done")
    return _row("folder that vanishes", ended, folder, wrong)


def _backup_to_a_small_disk(base: Ground) -> Row:
    place = base.place / "backups"
    with _small_disk(place, 100) as made:
        if not made:
            return {"place": "backup to a full disk", "said": "no small disk can be made here", "right": "not tried"}
        ended = run(lambda tell: tell(str(back_up(base.full, place / "kept"))))
        left = [path.name for path in place.iterdir()]
        return _row("backup to a full disk", ended, place, [f"{name} is left lying" for name in left])


def _mended(base: Ground, folder: Path, ended: Ended, mend: Callable[[], object]) -> list[str]:
    """What is wrong with what was told before the disk was full, and with going on once there is room."""
    wrong = []
    if (folder / "provenance.sqlite").exists():
        here = asked(lambda: _held(folder))
        lines = [line.split()[1] for line in ended.told]
        wrong += [f"{name} was told and is not there" for name in lines if name not in here]
    elif ended.told:
        wrong.append("articles were told, and there is no store")
    mend()
    again = run(lambda tell: _index(base, folder, tell))
    wrong += [again.failed] if again.failed else []
    if asked(lambda: _held(folder)).keys() != base.texts.keys() or asked(lambda: verify(folder).damage):
        wrong.append("going on did not complete it")
    return wrong


def _row(place: str, ended: Ended, folder: Path, wrong: list[str]) -> Row:
    said = (ended.failed or "nothing").replace(str(folder), "INDEX").replace(str(folder.parent), "…")
    if ended.killed or "Traceback" in said or ended.failed is None:
        wrong = [*wrong, "no clear word"]
    return {"place": place, "told as done": len(ended.told), "said": said, "right": "; ".join(wrong) or "yes"}
