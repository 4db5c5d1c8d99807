"""A stand-in for the hub client that faster-whisper imports: it is there, and refuses everything."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import NoReturn

NAME = "huggingface_hub"


class _Refusing(ModuleType):
    def __getattr__(self, name: str) -> NoReturn:
        if name.startswith("__"):  # what the import machinery looks for
            raise AttributeError(name)
        raise RuntimeError(f"{NAME}.{name}: nothing is fetched from anywhere; models come from this machine")


def refuse_hub() -> None:
    """Put the stand-in in place of the client, before anything imports it; a real one is never loaded."""
    if not isinstance(sys.modules.get(NAME), _Refusing):
        sys.modules[NAME] = _Refusing(NAME)
