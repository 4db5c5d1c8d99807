"""The process that reads pictures: a `Recogniser` behind a pipe."""

from __future__ import annotations

from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from assist.domain.seen import Seen
from assist.pictures.messages import ReadFile, ReadPixels, ReadVideo
from assist.support.child import Channel, serve


def work(pipe: Connection, threads: int) -> None:
    """Answer until the parent is gone."""
    # Loaded in this process only, with the libraries behind it.
    from assist.pictures.engine import Recogniser, from_file, from_pixels  # noqa: PLC0415

    reader = Recogniser(threads)

    def answer(message: Any, channel: Channel) -> Seen | tuple[Seen, ...]:
        match message:
            case ReadPixels(width, height, data):
                return reader.read(from_pixels(width, height, data))
            case ReadFile(path):
                return reader.read(from_file(path))
            case ReadVideo(path):
                return _video(reader.read, path, channel)
            case _:
                raise TypeError(f"no such message: {type(message).__name__}")

    serve(pipe, answer)


def _video(read: Callable[[Any], Seen], path: Any, channel: Channel) -> tuple[Seen, ...]:
    from assist.pictures.video import frames  # noqa: PLC0415 - loads the decoders, seldom needed

    return tuple(read(frame) for frame in frames(path, channel))
