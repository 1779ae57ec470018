"""How a store of an older format becomes one of the present format; nothing it holds is lost on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

FORMAT = 2
"""Format of the schema; a store of an older format is migrated, one of a newer is refused."""

# What leads from each format to the next one.
_STEPS: dict[int, tuple[str, ...]] = {
    1: (
        "ALTER TABLE article ADD COLUMN canonical_url TEXT",
        "ALTER TABLE article ADD COLUMN read_at TEXT",
        """
        CREATE TABLE user_date (
            article TEXT NOT NULL, role TEXT NOT NULL, value TEXT NOT NULL, note TEXT, given_at TEXT NOT NULL,
            PRIMARY KEY (article, role)
        ) STRICT, WITHOUT ROWID
        """,
    ),
}


def migrate(connection: sqlite3.Connection) -> None:
    """Bring a store to the present format, in one transaction.

    Raises:
        sqlite3.Error: It cannot be written to; nothing was changed.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        (version,) = connection.execute("PRAGMA user_version").fetchone()  # another process may have been first
        for step in range(version, FORMAT):
            for statement in _STEPS[step]:
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {FORMAT}")
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
