"""Frames of a video that differ from the frame before: what a screen recording or a filmed label shows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import av
import av.error
import numpy as np
from numpy.typing import NDArray

from assist.domain.errors import Cancelled, InputError

EVERY_S = 1.0
MAX_FRAMES = 180
_CHANGED = 0.01
_CHANGE = 24


class Cancellable(Protocol):
    """Asked between frames."""

    def cancelled(self) -> bool:
        """Whether the frames are no longer wanted."""


def frames(path: Path, cancel: Cancellable) -> Iterator[NDArray[np.uint8]]:
    """At most one frame a second, and only those that show something new; height x width x 3, blue first.

    Raises `InputError` with one line for a file that is no video, and `Cancelled`.
    """
    try:
        with av.open(str(path)) as container:
            if not container.streams.video:
                raise InputError(f"{path.name}: no pictures in it")
            yield from _changed(container, cancel)
    except (av.error.FFmpegError, OSError, ValueError) as error:
        raise InputError(f"{path.name}: not a video that can be read") from error


def _changed(container: av.container.InputContainer, cancel: Cancellable) -> Iterator[NDArray[np.uint8]]:
    last: NDArray[np.uint8] | None = None
    due, count = 0.0, 0
    for frame in container.decode(video=0):
        if cancel.cancelled():
            raise Cancelled("reading the video was cancelled")
        at = float(frame.time or 0.0)
        if at < due:
            continue
        due = at + EVERY_S
        picture = np.ascontiguousarray(frame.to_ndarray(format="bgr24"), dtype=np.uint8)
        if last is not None and last.shape == picture.shape and not _differs(last, picture):
            continue
        last, count = picture, count + 1
        yield picture
        if count >= MAX_FRAMES:
            return


def _differs(a: NDArray[np.uint8], b: NDArray[np.uint8]) -> bool:
    """Whether more than a hundredth of the pixels (every fourth looked at) changed visibly."""
    apart = np.abs(a[::4, ::4].astype(np.int16) - b[::4, ::4]).max(axis=2) > _CHANGE
    return bool(apart.mean() > _CHANGED)
