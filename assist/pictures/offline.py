"""The recogniser's package imports an HTTP client at its top, for models it would fetch. It gets one that refuses."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import NoReturn


def refuse_downloads() -> None:
    """Put a module named ``requests`` in place that can be imported and cannot call anybody."""
    stub = ModuleType("requests")
    stub.Response = object  # type: ignore[attr-defined]  # named in signatures only
    stub.get = stub.Session = _refuse  # type: ignore[attr-defined]  # a stand-in has no declared attributes
    sys.modules["requests"] = stub


def _refuse(*_args: object, **_options: object) -> NoReturn:
    raise OSError("nothing is fetched: the models come with the package")
