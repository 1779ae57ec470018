"""How a store of an older format becomes one of the present format; nothing it holds is lost on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from provenance.collection.checksums import checksum, of_rows, text_checksum

if TYPE_CHECKING:
    import sqlite3

    from provenance.collection.database import Value

FORMAT = 3
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
    2: (
        "ALTER TABLE source ADD COLUMN checksum BLOB NOT NULL DEFAULT x''",
        "ALTER TABLE article ADD COLUMN checksum BLOB NOT NULL DEFAULT x''",
        "ALTER TABLE article ADD COLUMN sentences_checksum BLOB NOT NULL DEFAULT x''",
        "ALTER TABLE user_date ADD COLUMN checksum BLOB NOT NULL DEFAULT x''",
        "ALTER TABLE text ADD COLUMN sha256 BLOB NOT NULL DEFAULT x''",
        "ALTER TABLE wording ADD COLUMN checksum BLOB NOT NULL DEFAULT x''",
        "ALTER TABLE vector ADD COLUMN checksum BLOB NOT NULL DEFAULT x''",
        "UPDATE source SET checksum = checksum(path)",
        """
        UPDATE article SET checksum = checksum(id, path, sha256, title, outlet, author, url, canonical_url, language,
            read_at, published, originally, evidence, extra)
        """,
        """
        UPDATE article SET sentences_checksum = (
            SELECT checksum_of_rows(position, first, beyond, wording, boilerplate)
            FROM (SELECT * FROM sentence WHERE article = number ORDER BY position)
        )
        """,
        "UPDATE user_date SET checksum = checksum(article, role, value, note, given_at)",
        "UPDATE text SET sha256 = text_checksum(content)",
        "UPDATE wording SET checksum = checksum(key, text)",
        "UPDATE vector SET checksum = checksum(wording, components)",
        """
        INSERT INTO meta SELECT 'checksum', lower(hex(checksum_of_rows(name, value)))
        FROM (SELECT name, value FROM meta ORDER BY name)
        """,
    ),
}


class _ChecksumOfRows:
    """SQL's way to `of_rows`."""

    def __init__(self) -> None:
        self._rows: list[tuple[Value, ...]] = []

    def step(self, *values: Any) -> None:
        self._rows.append(values)

    def finalize(self) -> bytes:
        return of_rows(self._rows)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring a store to the present format, in one transaction.

    Raises:
        sqlite3.Error: It cannot be written to; nothing was changed.
    """
    connection.create_function("checksum", -1, checksum)
    connection.create_function("text_checksum", 1, text_checksum)
    connection.create_aggregate("checksum_of_rows", -1, _ChecksumOfRows)  # type: ignore[arg-type]  # of any values
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
