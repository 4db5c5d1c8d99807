from __future__ import annotations

import hashlib
import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assist.domain.case import Case
from assist.domain.conversation import Conversation, Speaker, Turn
from assist.domain.errors import NewerDatabase, StoreError, WrongKey
from assist.store import migrations
from assist.store.cases import SqlCaseStore
from assist.store.database import EncryptedDatabase, open_database
from tests.store.conftest import KEY

CASE = Case(Conversation("c", (Turn(Speaker.CUSTOMER, "where is it"),), 1))


def filled(path: Path, turns: int = 400) -> Path:
    store = SqlCaseStore(open_database(path, KEY))
    store.save(Case(Conversation("c", tuple(Turn(Speaker.CUSTOMER, f"{i} " + "x" * 300) for i in range(turns)), 1)))
    store.close()
    return path


def content(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_wrong_key_is_said_and_changes_nothing(path: Path) -> None:
    before = content(filled(path))
    with pytest.raises(WrongKey, match=r"does not open assist\.db"):
        open_database(path, bytes(32))
    assert content(path) == before
    assert SqlCaseStore(open_database(path, KEY)).open_case() is not None


def test_a_newer_database_is_refused_and_left_byte_identical(path: Path) -> None:
    filled(path)
    newer = open_database(path, KEY)
    with newer.reading() as db:
        db.execute("PRAGMA user_version = 99")
    newer.close()
    before = content(path)

    with pytest.raises(NewerDatabase, match="newer version of Assist; it was not touched"):
        open_database(path, KEY)

    assert content(path) == before
    assert [f.name for f in path.parent.iterdir()] == [path.name]


def test_a_newer_database_that_was_killed_is_left_with_its_log(path: Path) -> None:
    filled(path)
    newer = open_database(path, KEY)
    with newer.reading() as db:
        db.execute("PRAGMA user_version = 99")
    files = {f.name: f.read_bytes() for f in path.parent.iterdir() if not f.name.endswith("-shm")}
    copy = path.parent.parent / "copy"
    copy.mkdir()
    for name, data in files.items():
        (copy / name).write_bytes(data)
    newer.close()

    with pytest.raises(NewerDatabase):
        open_database(copy / path.name, KEY)

    assert {f.name: f.read_bytes() for f in copy.iterdir() if not f.name.endswith("-shm")} == files


def first_schema(path: Path) -> EncryptedDatabase:
    """A database as the first release made it."""
    present = migrations.SCHEMA_VERSION
    try:
        migrations.SCHEMA_VERSION = 1
        return open_database(path, KEY)
    finally:
        migrations.SCHEMA_VERSION = present


def test_the_oldest_schema_is_brought_to_the_present_with_its_cases(path: Path) -> None:
    old = first_schema(path)
    with old.writing() as db:
        db.execute(
            "INSERT INTO cases VALUES ('c', 1, NULL, NULL, NULL, NULL, '[]',"
            """ '{"fields": {}, "mood": null, "category": null, "form": null}', '[]', '[]', '', '', '', 0, 1)"""
        )
        db.execute("INSERT INTO turns VALUES ('c', 0, 'customer', 'where is it', NULL, NULL, NULL)")
    old.close()

    store = SqlCaseStore(open_database(path, KEY))
    assert store.open_case() == CASE
    assert store.feedback("c") == ()
    assert store.form("c") is None
    store.close()
    now = open_database(path, KEY)
    with now.reading() as db:
        assert migrations.schema_version(db) == migrations.SCHEMA_VERSION
        assert [r[0] for r in db.execute("SELECT name FROM migrations ORDER BY number")] == [
            name for name, _ in migrations.MIGRATIONS
        ]
    now.close()


def test_a_failed_migration_leaves_the_schema_before(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first_schema(path).close()

    def broken(db: object) -> None:
        migrations.feedback(db)  # type: ignore[arg-type]
        raise StoreError("no")

    steps = (migrations.MIGRATIONS[0], ("feedback", broken), *migrations.MIGRATIONS[2:])
    monkeypatch.setattr(migrations, "MIGRATIONS", steps)
    with pytest.raises(StoreError, match="no"):
        open_database(path, KEY)
    monkeypatch.undo()

    store = SqlCaseStore(open_database(path, KEY))
    store.save(CASE)
    assert store.feedback("c") == ()
    store.close()


@pytest.mark.parametrize("keep", [1, 100, 511, 513, 4096, 5000, 20_000, 100_000])
def test_a_truncated_file_says_what_to_do_and_is_not_touched(path: Path, keep: int) -> None:
    filled(path)
    os.truncate(path, keep)
    before = content(path)

    with pytest.raises(StoreError, match="damaged") as caught:
        open_database(path, KEY)

    assert "\n" not in str(caught.value)
    assert content(path) == before


def test_a_foreign_file_is_not_opened_nor_touched(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"SQLite format 3\0" + b"\0" * 8000)
    before = content(path)
    with pytest.raises(WrongKey):
        open_database(path, KEY)
    assert content(path) == before


@settings(max_examples=25, deadline=None)
@given(at=st.floats(0, 0.999), byte=st.integers(0, 255))
def test_a_spoilt_byte_never_raises_anything_but_a_store_error(
    tmp_path_factory: pytest.TempPathFactory, at: float, byte: int
) -> None:
    path = filled(tmp_path_factory.mktemp("spoilt") / "x.db", 30)
    data = bytearray(path.read_bytes())
    data[int(at * len(data))] = byte
    path.write_bytes(data)
    said = ""
    try:
        store = SqlCaseStore(open_database(path, KEY))
        store.open_case()
        store.close()
    except StoreError as error:
        said = str(error)
    assert "\n" not in said


def test_a_database_locked_by_another_program_is_said(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assist.store.database.BUSY_MS", 20)
    first, second = (SqlCaseStore(open_database(path, KEY)) for _ in range(2))
    with first._database.writing(), pytest.raises(StoreError, match="locked by another program; nothing was lost"):
        second.save(CASE)
    second.save(CASE)
    assert first.open_case() == CASE
    first.close()
    second.close()


def test_a_closed_store_says_so(path: Path) -> None:
    store = SqlCaseStore(open_database(path, KEY))
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.save(CASE)


def test_a_folder_in_place_of_the_database_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is a folder"):
        open_database(tmp_path, KEY)
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="cannot be used"):
        open_database(tmp_path / "file" / "x.db", KEY)


START = """
import sys
from pathlib import Path
from assist.domain.errors import *
from assist.domain.case import Case
from assist.domain.conversation import *
from assist.store.cases import SqlCaseStore
from assist.store.database import open_database
path = Path(sys.argv[1])
key = bytes(range(32))
"""


def in_child(code: str, path: Path, before: Callable[[], None] | None = None) -> str:
    """Run ``code`` in a process of its own, after ``before``; what it printed."""
    done = subprocess.run(
        [sys.executable, "-c", START + code, str(path)], check=False, capture_output=True, text=True, preexec_fn=before
    )
    assert done.stderr == ""
    return done.stdout


@pytest.mark.parametrize("with_data", [True, False])
def test_a_read_only_folder_is_said(with_data: bool) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "assist.db"
        if with_data:
            filled(path).chmod(0o444)
        folder.chmod(0o555)
        said = in_child(
            "import os\n"
            "if os.geteuid() == 0: os.setegid(65534); os.seteuid(65534)  # root may write everywhere\n"
            "try: open_database(path, key); print('opened')\nexcept StoreError as e: print(e)",
            path,
        )
        folder.chmod(0o755)
    assert "read-only" in said
    assert said.count("\n") == 1


FILL = """
store = SqlCaseStore(open_database(path, key)); n = 0
try:
    while n < 10000:
        store.save(Case(Conversation(f'n{n}', (Turn(Speaker.CUSTOMER, 'y' * 2000),)))); n += 1
except StoreError as error:
    print(n); print(error)
print(len(store.recent(10_000)))
store.close()
store = SqlCaseStore(open_database(path, key)); print(len(store.recent(10_000)))
"""


def test_a_small_disk_that_fills_up_is_said_and_loses_nothing(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["unshare", "--mount", "--map-root-user", "sh", "-c", 'mount -t tmpfs -o size=1m none "$0" && exec "$@"']
    if (
        not shutil.which("unshare")
        or subprocess.run([*mount, str(disk), "true"], check=False, capture_output=True).returncode
    ):
        pytest.skip("this system does not let a test mount a small disk")
    code = START + FILL
    done = subprocess.run(
        [*mount, str(disk), sys.executable, "-c", code, str(disk / "x.db")], check=False, capture_output=True, text=True
    )
    assert done.stderr == ""
    count, message, now, after = done.stdout.splitlines()

    assert message.startswith("the disk is full")
    assert count == now == after
    assert int(count) > 10


def test_a_full_disk_is_said_and_loses_nothing_that_was_saved(path: Path) -> None:
    filled(path, 20)

    def little_room() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))

    said = in_child(
        "store = SqlCaseStore(open_database(path, key)); n = 0\n"
        "try:\n"
        "    while n < 10000:\n"
        "        store.save(Case(Conversation(f'n{n}', (Turn(Speaker.CUSTOMER, 'y' * 2000),)))); n += 1\n"
        "except StoreError as e: print(n); print(e)",
        path,
        little_room,
    )
    count, message = said.splitlines()

    assert "the disk" in message
    store = SqlCaseStore(open_database(path, KEY))
    assert len(store.recent(10_000)) == int(count) + 1 > 1
    store.save(CASE)
    store.close()
