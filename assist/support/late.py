"""What is made at its first use: the window shows before what it does not need to be usable is even imported."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, TypeVar, cast

T = TypeVar("T")


class _Late:
    """Hands every attribute on to what ``make()`` returns; that is called once, by whichever thread asks first."""

    def __init__(self, make: Callable[[], object]) -> None:
        self._make = make
        self._made: object | None = None
        self._lock = threading.RLock()

    def __getattr__(self, name: str) -> Any:
        if self._made is None:
            with self._lock:
                if self._made is None:
                    self._made = self._make()
        return getattr(self._made, name)


def late(make: Callable[[], T]) -> T:
    """Stands in for ``make()``, which is put off until an attribute of it is asked for."""
    return cast("T", _Late(make))
