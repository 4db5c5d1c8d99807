"""A pytest plugin that makes PySide6 unimportable: ``pytest -p tests.without_qt``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType


class _NoQt(MetaPathFinder):
    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname.split(".", maxsplit=1)[0] in {"PySide6", "shiboken6"}:
            raise ModuleNotFoundError(f"{fullname} is made absent by tests.without_qt", name=fullname)
        return None


sys.meta_path.insert(0, _NoQt())
