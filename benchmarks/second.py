"""The second model of the measurements: larger than the bundled one, not needed by anybody who uses Assist.

It is found where ``ASSIST_BENCH_MODEL`` says (a GGUF file), among the models that were added, or in the packages that
hold its pieces, which are put together in ``benchmarks/out``.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from assist.domain.errors import ModelFileError
from assist.domain.settings import Settings
from assist.llm.registry import ModelRegistry
from assist.settings.file import SettingsFile
from assist.support.paths import home as state_folder
from benchmarks.common import ROOT, DataMissing

NAME = "qwen2.5-coder-0.5b"
OUT = ROOT / "benchmarks" / "out"


def second_model() -> Path:
    """Its file. Raises `DataMissing`."""
    given = os.environ.get("ASSIST_BENCH_MODEL", "")
    if given and Path(given).is_file():
        return Path(given)
    for folder in (state_folder() / "models", OUT / "models"):
        entry = ModelRegistry(folder).get(NAME)
        if entry.path is not None:
            return entry.path
    try:
        added = ModelRegistry(OUT / "models").add_known(NAME)
    except ModelFileError as error:
        raise DataMissing(str(error)) from error
    if added.path is None:
        raise DataMissing(f"{NAME} could not be put together")
    return added.path


@contextmanager
def using(model: Path) -> Iterator[None]:
    """With ``model`` in the settings of a state folder of its own, which keeps its index from run to run."""
    folder = OUT / "second"
    SettingsFile(folder / "settings.toml").save(Settings(model=str(model)))
    before = os.environ.get("ASSIST_HOME")
    os.environ["ASSIST_HOME"] = str(folder)
    try:
        yield
    finally:
        os.environ.pop("ASSIST_HOME")
        if before is not None:
            os.environ["ASSIST_HOME"] = before
