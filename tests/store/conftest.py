from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assist.store.cases import SqlCaseStore
from assist.store.database import open_database

KEY = bytes(range(32))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "assist.db"


@pytest.fixture
def store(path: Path) -> Iterator[SqlCaseStore]:
    opened = SqlCaseStore(open_database(path, KEY))
    yield opened
    opened.close()
