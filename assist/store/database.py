"""One encrypted SQLite database: opened, checked, guarded by a lock, its errors put into words.

SQLCipher through sqlite-utils. Write-ahead log with ``synchronous=NORMAL``: what a call committed survives the death
of the process at any moment (https://www.sqlite.org/wal.html, section 2.2).
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlite_utils
from sqlcipher3 import dbapi2 as sqlcipher

from assist.domain.errors import NewerDatabase, StoreError, WrongKey
from assist.store import migrations

BUSY_MS = 3000
_HEADER_BYTES = 512  # the smallest page SQLite knows; anything shorter is no database

# Primary result codes, https://www.sqlite.org/rescode.html
_BUSY, _LOCKED, _READONLY, _IOERR, _CORRUPT, _FULL, _CANTOPEN, _NOTADB = 5, 6, 8, 10, 11, 13, 14, 26

_WORDS = {
    _BUSY: "{name} is locked by another program; nothing was lost, try again",
    _LOCKED: "{name} is locked by another program; nothing was lost, try again",
    _FULL: "the disk is full: nothing more can be saved in {name} until there is room",
    _READONLY: "{name} or its disk is read-only; nothing can be saved",
    _CANTOPEN: "{path} cannot be opened: its folder is read-only or not accessible",
    _IOERR: "the disk failed while using {name} (full, removed or damaged)",
}


class EncryptedDatabase:
    """A connection that any thread may use, one at a time."""

    def __init__(self, path: Path, connection: Any) -> None:
        self.path = path
        self._lock = threading.RLock()
        self._db: sqlite_utils.Database | None = sqlite_utils.Database(connection, execute_plugins=False)
        self._db.conn.row_factory = sqlcipher.Row

    @contextmanager
    def reading(self) -> Iterator[sqlite_utils.Database]:
        """The database, for reading; raises `StoreError`."""
        with self._lock:
            if self._db is None:
                raise StoreError("the database is closed")
            with worded_errors(self.path):
                yield self._db

    @contextmanager
    def writing(self) -> Iterator[sqlite_utils.Database]:
        """One transaction: all of it is durable after the block, or none of it happened. Raises `StoreError`."""
        with self.reading() as db:
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
                db.execute("COMMIT")
            except BaseException:
                with suppress(sqlcipher.Error):  # the first error is the one to tell
                    if db.conn.in_transaction:
                        db.execute("ROLLBACK")
                raise

    def check(self) -> tuple[str, ...]:
        """Every page read and authenticated: one line for each fault. Slow on a large database; for ``doctor``."""
        with self.reading() as db:
            cipher = [str(row[0]) for row in db.execute("PRAGMA cipher_integrity_check").fetchall()]
            plain = [str(row[0]) for row in db.execute("PRAGMA quick_check(20)").fetchall()]
        return (*cipher, *(line for line in plain if line != "ok"))

    def cipher_version(self) -> str:
        """SQLCipher's version, the proof that this is not a plain file."""
        with self.reading() as db:
            return str(db.execute("PRAGMA cipher_version").fetchone()[0])

    def close(self) -> None:
        """Fold the log into the file and close; a second call does nothing."""
        with self._lock:
            db, self._db = self._db, None
            if db is not None:
                with suppress(sqlcipher.Error):  # the log is read at the next start
                    db.conn.close()


def open_database(path: Path, key: bytes) -> EncryptedDatabase:
    """Open, or make, the database at ``path`` with a raw key of 32 bytes, and bring it to the present schema.

    Raises `WrongKey`, `NewerDatabase` (the file is left as it was), or `StoreError`.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        exists = path.is_file() and path.stat().st_size > 0
    except OSError as error:
        raise StoreError(f"{path.parent} cannot be used: {error.strerror}") from error
    if path.is_dir():
        raise StoreError(f"{path} is a folder, not a database")
    with worded_errors(path):
        if exists:
            _look_first(path, key)
        database = EncryptedDatabase(path, _connect(path, key, "rwc"))
        try:
            _set_up(database)
            return database
        except BaseException:
            database.close()
            raise


def _connect(path: Path, key: bytes, mode: str) -> Any:
    connection = sqlcipher.connect(
        f"file:{quote(str(path.resolve()))}?mode={mode}", uri=True, isolation_level=None, check_same_thread=False
    )
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute("PRAGMA cipher_memory_security = OFF")
        connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    except BaseException:
        connection.close()
        raise
    return connection


def _look_first(path: Path, key: bytes) -> None:
    """Through a connection that cannot write: is the key right, is the schema ours, is the file all there?"""
    size = path.stat().st_size
    if size < _HEADER_BYTES:
        raise _damaged(path)
    log = path.with_name(path.name + "-wal")
    log_size = log.stat().st_size if log.exists() else 0
    # Without a log the file is all there is, and "immutable" keeps SQLite from leaving files of its own beside it.
    connection = _connect(path, key, "ro" if log_size else "ro&immutable=1")
    try:
        try:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
        except sqlcipher.DatabaseError as error:
            if _code(error) == _NOTADB:
                raise WrongKey(
                    f"the key or passphrase does not open {path.name} (or the file is damaged at its beginning)"
                ) from error
            raise
        if version > migrations.SCHEMA_VERSION:
            raise NewerDatabase(f"{path.name} was written by a newer version of Assist; it was not touched")
        pages, page_size = (
            int(connection.execute(f"PRAGMA {name}").fetchone()[0]) for name in ("page_count", "page_size")
        )
        if pages * page_size > size + log_size:
            raise _damaged(path)
    finally:
        connection.close()


def _set_up(database: EncryptedDatabase) -> None:
    with database.reading() as db:
        if not db.execute("PRAGMA cipher_version").fetchone():
            raise StoreError("this build of SQLite does not encrypt; the database was not opened")
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute("PRAGMA foreign_keys = ON")
    for number in range(1, migrations.SCHEMA_VERSION + 1):
        with database.reading() as db:
            if migrations.schema_version(db) >= number:
                continue
        with database.writing() as db:
            migrations.apply(db, number)


@contextmanager
def worded_errors(path: Path) -> Iterator[None]:
    """SQLCipher's errors as a `StoreError` that a user can read and act on."""
    try:
        yield
    except sqlcipher.Error as error:
        raise _worded(path, error) from error


def _code(error: Exception) -> int:
    return int(getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF


def _damaged(path: Path) -> StoreError:
    return StoreError(
        f"{path} is damaged. It was left as it is: move it away and start anew, or put back a copy from a backup"
    )


def _worded(path: Path, error: Exception) -> StoreError:
    code = _code(error)
    if code in {_CORRUPT, _NOTADB}:
        return _damaged(path)
    if code in _WORDS:
        return StoreError(_WORDS[code].format(name=path.name, path=path))
    return StoreError(f"{path.name} cannot be used: {getattr(error, 'sqlite_errorname', type(error).__name__)}")
