"""A collection as one file: written while it is in use, verified, and brought back without losing what it replaces."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from provenance.collection.database import Database, copy_of, publish
from provenance.collection.drafts import draft_of, files_of
from provenance.collection.failures import comes_from_without
from provenance.collection.opening import log_of
from provenance.collection.store import Store, no_index, store_path
from provenance.collection.vector_cache import VectorCache
from provenance.collection.verification import verify_store
from provenance.collection.write_ahead_log import damage_of_log
from provenance.errors import CollectionError, ProvenanceError

if TYPE_CHECKING:
    from datetime import datetime

    from provenance.models import Damage


_AS_IT_LIES = "No backup was written. Copy the folder itself, while nothing uses it, to keep what is there."


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A collection in a single file.

    Attributes:
        articles: How many it holds.
        size: Of the file, in bytes.
        lacking: What it lacks because the log of the store is damaged, in a clause; None where it lacks nothing.
    """

    file: Path
    articles: int
    size: int
    lacking: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """An index that was brought back.

    Attributes:
        articles: How many it holds now.
        replaced: Where what was there before is kept: a backup, or a folder of the files as they lay where they could
            not be read; None where there was nothing.
    """

    folder: Path
    articles: int
    replaced: Path | None


def back_up(folder: Path, file: Path) -> Backup:
    """Write a collection to a single file, as of one moment, while others may be reading and writing it.

    Every stored thing in the copy is held against its checksum before the file gets its name. The vector cache is not
    in it, since it can be made from it.

    Raises:
        CollectionError: There is no index, the file is there already or cannot be written, or the collection is
            damaged; no file was made.
    """
    if not store_path(folder).exists():
        raise no_index(folder)
    if file.exists():
        raise CollectionError(str(file), "it is there already", "A backup replaces nothing: name another file.")
    lacking = damage_of_log(log_of(store_path(folder)))
    try:
        with draft_of(file) as draft:
            articles = _filled(draft, folder, file)
            publish(draft, file)
        _to_disk(file.parent)
    except OSError as error:
        raise _unwritable(file, error) from error
    return Backup(file=file, articles=articles, size=file.stat().st_size, lacking=lacking)


def _filled(draft: Path, folder: Path, file: Path) -> int:
    """Copy the store of a folder to the draft of a backup, verified there; how many articles it holds."""
    try:
        copy_of(store_path(folder), draft)
        verified = verify_store(draft)
    except CollectionError as error:
        if error.subject != str(draft):
            raise
        raise CollectionError(str(file), error.reason, "No backup was written. Name another place.") from error
    _require_whole(str(folder), verified.damage, _AS_IT_LIES)
    _to_disk(draft)
    return verified.articles


def restore(file: Path, folder: Path, *, replace: bool, now: datetime) -> Restored:
    """Bring a backup back as the index of a folder.

    The backup is verified first, and stays as it is; one of an older format is brought up on the way. Processes that
    have the index open go on, and see the restored articles next.

    Args:
        file: What `back_up` wrote, or any store.
        folder: The index folder; it is made where it is not there.
        replace: Whether an index that is there may be replaced; it is kept beside the new one under another name.
        now: Goes into that name.

    Raises:
        CollectionError: The file is not a store or is damaged, there is an index already and `replace` is not given,
            or the folder cannot be written to; the index is as it was.
    """
    path = store_path(folder)
    if not file.is_file():
        raise CollectionError(str(file), "there is no such file", "Name a file that provenance backup wrote.")
    if _is_taken(path) and not replace:
        remedy = "Give --force to replace it (it is kept beside, under another name), or another folder with --index."
        raise CollectionError(str(folder), "there is an index in this folder already", remedy)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with draft_of(path) as draft:
            articles = _drafted(file, draft)
            replaced = _put_in_place(draft, path, folder / f"replaced-{now:%Y-%m-%dT%H%M%S}")
        _to_disk(folder)
    except OSError as error:
        raise _unwritable(folder, error) from error
    _make_vectors(folder)
    return Restored(folder=folder, articles=articles, replaced=replaced)


def _drafted(file: Path, draft: Path) -> int:
    """Copy the backup beside the place it goes to, brought up and verified; how many articles it holds."""
    try:
        copy_of(file, draft)
        with Database(draft, read_only=False):
            pass
        verified = verify_store(draft)
    except CollectionError as error:
        raise type(error)(str(file), error.reason, "Nothing was changed. Try another backup.") from error
    _require_whole(str(file), verified.damage, "Nothing was changed. Try another backup.")
    return verified.articles


def _put_in_place(draft: Path, path: Path, aside: Path) -> Path | None:
    """Make the draft the store; where what it replaces is kept."""
    if not _is_taken(path):
        _begin_log(draft)
        publish(draft, path)
        return None
    kept = aside.with_suffix(".sqlite")
    if kept.exists() or aside.exists():
        raise CollectionError(str(kept), "it is there already", "Nothing was changed. Try again in a second.")
    if not path.exists():  # nothing but the log of a store that is gone
        return _moved_aside(draft, path, aside)
    try:
        with Database(path, read_only=False) as present:
            copy_of(path, kept)
            _to_disk(kept)
            _step_ahead(draft, Store(present).state().generation)
            present.replace_with(draft)
    except CollectionError as error:
        if comes_from_without(error):
            _unlink(kept)
            raise
        _unlink(kept)
        return _moved_aside(draft, path, aside)
    return kept


def _moved_aside(draft: Path, path: Path, aside: Path) -> Path:
    """The same where what is there cannot be read as a store: its files go into a folder as they are."""
    aside.mkdir()
    for file in files_of(path):
        file.replace(aside / file.name)
    _begin_log(draft)
    publish(draft, path)
    return aside


def _step_ahead(draft: Path, generation: int) -> None:
    """Note in the draft a change later than any that the present store has seen.

    Who has vectors of the present store in memory sees by it that they belong to another history.
    """
    with Database(draft, read_only=False) as database, database.writing():
        database.run(
            "INSERT INTO change SELECT max(coalesce(max(generation), 0), ?) + 1, abs(random()) FROM change",
            (generation,),
        )


def _begin_log(draft: Path) -> None:
    with Database(draft, read_only=False) as database:
        database.rows("PRAGMA journal_mode = WAL")


def _make_vectors(folder: Path) -> None:
    from provenance.collection.meaning import Meaning  # noqa: PLC0415 - brings FAISS

    with Database(store_path(folder), read_only=False) as database:
        store = Store(database)
        model = store.model()
        if model is not None:
            Meaning(store, VectorCache(folder), keeps_file=True).save_if_due(model)


def _is_taken(path: Path) -> bool:
    return path.exists() or log_of(path).exists()


def _require_whole(subject: str, damage: tuple[Damage, ...], remedy: str) -> None:
    if damage:
        first, others = damage[0], len(damage) - 1
        more = f", and {others} more" if others else ""
        raise CollectionError(subject, f"it is damaged ({first.subject}: {first.reason}{more})", remedy)


def _to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _unwritable(place: Path, error: OSError) -> ProvenanceError:
    reason = f"it cannot be written ({error.strerror})"
    return CollectionError(str(place), reason, "Nothing was changed. Make room, or name another place.")


def _unlink(path: Path) -> None:
    with suppress(OSError):
        path.unlink()
