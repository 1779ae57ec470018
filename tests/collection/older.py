"""Stores as older versions made them."""

from __future__ import annotations

import sqlite3
from pathlib import Path

_SCHEMA = Path(__file__).with_name("format_2.sql")  # as it was
_TO_FORMAT_1 = (
    "DROP TABLE user_date",
    "ALTER TABLE article DROP COLUMN canonical_url",
    "ALTER TABLE article DROP COLUMN read_at",
)


def bring_back(store: Path, form: int) -> None:
    """Put in place of a closed store of the present format one of format 1 or 2 that holds the same."""
    older = store.with_name("older")
    connection = sqlite3.connect(older, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.executescript(_SCHEMA.read_text("utf-8"))
    connection.execute("ATTACH ? AS present", (str(store),))
    for (table,) in connection.execute("SELECT name FROM main.sqlite_schema WHERE type = 'table'").fetchall():
        columns = ", ".join(name for _, name, *_ in connection.execute(f"PRAGMA main.table_info({table})"))
        connection.execute(f"DELETE FROM main.{table}")
        connection.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM present.{table}")
    connection.execute("DELETE FROM meta WHERE name = 'checksum'")
    for statement in _TO_FORMAT_1 if form == 1 else ():
        connection.execute(statement)
    (application,) = connection.execute("PRAGMA present.application_id").fetchone()
    connection.execute(f"PRAGMA main.application_id = {application}")
    connection.execute(f"PRAGMA main.user_version = {form}")
    connection.close()
    older.replace(store)
