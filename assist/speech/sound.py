"""Sound files decoded by FFmpeg (PyAV) to 16 kHz float samples, one array a channel."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from assist.domain.errors import InputError
from assist.speech.sniff import is_bare

if TYPE_CHECKING:
    from av.container import InputContainer

Samples = NDArray[np.float32]
RATE = 16_000
MAX_HOURS = 6
_MAX_SAMPLES = MAX_HOURS * 3600 * RATE
_SAME = 0.995  # correlation from which two channels are one voice track, copied


def decode(path: Path, advance: Callable[[float], None] | None = None) -> tuple[Samples, ...]:
    """The channels of a file, each (n,) float32 at 16 kHz in -1 … 1: one, or two that are really different.

    ``advance`` is told the share done; what it raises ends the work. Raises `InputError` with one line.
    """
    import av  # noqa: PLC0415 - native; loaded in the child only
    from av.error import FFmpegError  # noqa: PLC0415

    try:
        with _open(path) as container:
            if not container.streams.audio:
                raise InputError(f"{path.name}: there is no sound in it")
            stream = container.streams.audio[0]
            two = stream.codec_context.channels > 1
            resampler = av.AudioResampler(format="fltp", layout="stereo" if two else "mono", rate=RATE)
            channels = _collect(container, resampler, _seconds(stream, container), advance, path.name)
    except FFmpegError as error:
        raise InputError(f"{path.name}: this sound cannot be read ({_words(error)})") from None
    except OSError as error:
        raise InputError(f"{path.name}: cannot be read ({error.strerror or error})") from None
    if not channels[0].size:
        raise InputError(f"{path.name}: there is no sound in it")
    return apart(channels)


def _open(path: Path) -> InputContainer:
    import av  # noqa: PLC0415

    if is_bare(path):
        return av.open(str(path), format="mulaw", options={"sample_rate": "8000"})
    return av.open(str(path))


def _seconds(stream: Any, container: InputContainer) -> float:
    if stream.duration and stream.time_base:
        return float(stream.duration * stream.time_base)
    return (container.duration or 0) / 1_000_000


def _collect(
    container: InputContainer, resampler: Any, seconds: float, advance: Callable[[float], None] | None, name: str
) -> tuple[Samples, ...]:
    pieces: list[NDArray[np.float32]] = []
    total = 0
    for frame in _frames(container):
        for part in resampler.resample(frame):
            pieces.append(part.to_ndarray())
            total += pieces[-1].shape[1]
        if total > _MAX_SAMPLES:
            raise InputError(f"{name}: longer than {MAX_HOURS} hours; cut it")
        if advance is not None and seconds:
            advance(min(1.0, total / RATE / seconds))
    pieces += [part.to_ndarray() for part in resampler.resample(None)]
    if not pieces:
        return (np.zeros(0, np.float32),)
    joined = np.concatenate(pieces, axis=1)
    return tuple(np.ascontiguousarray(channel, dtype=np.float32) for channel in joined)


def _frames(container: InputContainer) -> Iterator[Any]:
    """The frames that can be decoded; a damaged packet costs itself, not the file."""
    from av.error import InvalidDataError  # noqa: PLC0415

    for packet in container.demux(audio=0):
        try:
            yield from packet.decode()
        except InvalidDataError:
            continue


def apart(channels: tuple[Samples, ...]) -> tuple[Samples, ...]:
    """Two channels when they carry different sound; their mean when they carry the same; the loud one beside silence.

    A silent channel is kept where there is speech in neither or both; telephone systems record two sides, music
    players one voice on both.
    """
    if len(channels) < 2:
        return channels
    left, right = channels[0], channels[1]
    powers = float(np.mean(left**2)), float(np.mean(right**2))
    if min(powers) < 1e-10 or max(powers) > 1e6 * min(powers):
        return (left if powers[0] >= powers[1] else right,)
    alike = float(np.mean(left * right)) / (powers[0] * powers[1]) ** 0.5
    return (((left + right) / 2).astype(np.float32),) if alike > _SAME else (left, right)


def _words(error: Exception) -> str:
    text = str(getattr(error, "strerror", "") or error)
    return text[:80].lower() or type(error).__name__
