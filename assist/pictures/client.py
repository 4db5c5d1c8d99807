"""Pictures read in a process of their own, started with the first picture."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from assist.domain.errors import WorkerDied
from assist.domain.seen import Seen
from assist.pictures.messages import ReadFile, ReadPixels, ReadVideo
from assist.pictures.worker import work
from assist.services.ports import CancelToken
from assist.support.child import Child, ChildEnded


class PictureProcess:
    """Implements ``services.ports.PictureReader``. Calls block; a call after a crash starts the process again.

    One thread, so that on two cores the fast lane has one to itself while a screen is read.
    """

    def __init__(self, threads: int = 1, target: Callable[..., None] = work) -> None:
        self._child = Child("pictures", target, (threads,))

    @property
    def pid(self) -> int | None:
        """The process id while it runs."""
        return self._child.pid

    def read_pixels(self, width: int, height: int, data: bytes) -> Seen:
        """See the port."""
        seen: Seen = self._call(ReadPixels(width, height, data))
        return seen

    def read_picture(self, path: Path) -> Seen:
        """See the port."""
        seen: Seen = self._call(ReadFile(path))
        return seen

    def read_video(self, path: Path, cancel: CancelToken | None = None) -> tuple[Seen, ...]:
        """See the port."""
        seen: tuple[Seen, ...] = self._call(ReadVideo(path), cancel)
        return seen

    def close(self) -> None:
        """End the process."""
        self._child.stop()

    def _call(self, message: Any, cancel: CancelToken | None = None) -> Any:
        try:
            return self._child.call(message, cancel=cancel)
        except ChildEnded as ended:
            raise WorkerDied(str(ended)) from ended
