"""Sound devices through SoundCard: WASAPI on Windows, PulseAudio and PipeWire on Linux, Core Audio on macOS.

What the customer says is heard where it is played: the loopback of the playback device (WASAPI), its monitor
(PulseAudio, PipeWire). Core Audio has none: a virtual device (BlackHole, Loopback) is chosen as "playback" there.
Linux is tested; Windows and macOS are written after SoundCard's documentation and untested.
"""

from __future__ import annotations

import importlib
import sys
from typing import Any

from assist.domain.errors import WorldError
from assist.services.hearing import Devices

MACOS = sys.platform == "darwin"


class DeviceGone(Exception):
    """The device asked for is not there now."""


def library() -> Any:
    """SoundCard, connected. Raises `WorldError` where no sound server answers."""
    try:
        soundcard = importlib.import_module("soundcard")
        _revive()
    except Exception as error:  # an assertion, an OSError of a library that is not there: it has no errors of its own
        sys.modules.pop("soundcard", None)
        sys.modules.pop("soundcard.pulseaudio", None)
        raise WorldError(f"no sound server answers on this machine ({type(error).__name__})") from error
    return soundcard


def _revive() -> None:
    """Connect again when PulseAudio was restarted: SoundCard connects once, when it is imported."""
    module: Any = sys.modules.get("soundcard.pulseaudio")
    pulse = getattr(module, "_pulse", None)
    if pulse is None:
        return
    ready = module._pa.PA_CONTEXT_READY  # noqa: SLF001 - no public way to ask
    if pulse._pa_context_get_state(pulse.context) != ready:  # noqa: SLF001
        module._pulse = type(pulse)()  # noqa: SLF001


def find_devices() -> Devices:
    """What can be listened to now. Raises `WorldError`."""
    everything = library().all_microphones(include_loopback=not MACOS)
    named = [(_id(m), str(m.name), bool(getattr(m, "isloopback", False))) for m in everything]
    microphones = tuple((i, name) for i, name, loop in named if not loop)
    playbacks = tuple((i, _plain(name)) for i, name, loop in named if loop or MACOS)
    return Devices(microphones, playbacks)


def microphone(wanted: str) -> Any:
    """The device with that id, or the default one. Raises `DeviceGone` and `WorldError`."""
    soundcard = library()
    if wanted:
        return _by_id(soundcard, wanted)
    default = _default(soundcard.default_microphone)
    if not getattr(default, "isloopback", False):
        return default
    real = [m for m in soundcard.all_microphones() if not getattr(m, "isloopback", False)]
    if not real:
        raise DeviceGone("there is no microphone")
    return real[0]


def playback(wanted: str) -> Any:
    """The loopback of the playback device with that id, or of the default one. Raises as `microphone`."""
    soundcard = library()
    if wanted:
        return _by_id(soundcard, wanted)
    if MACOS:
        raise DeviceGone("choose a virtual device in the settings: macOS gives no loopback")
    speaker = _default(soundcard.default_speaker)
    loops = [m for m in soundcard.all_microphones(include_loopback=True) if getattr(m, "isloopback", False)]
    own = {_id(speaker), f"{_id(speaker)}.monitor"}
    exact = [m for m in loops if _id(m) in own] or [m for m in loops if str(speaker.name) in str(m.name)]
    if not exact:
        raise DeviceGone("what is played cannot be recorded here")
    return exact[0]


def _default(ask: Any) -> Any:
    try:
        return ask()
    except Exception as error:
        raise DeviceGone("there is no such device") from error


def _by_id(soundcard: Any, wanted: str) -> Any:
    found = [m for m in soundcard.all_microphones(include_loopback=not MACOS) if _id(m) == wanted]
    if not found:
        raise DeviceGone("the device is not there")
    return found[0]


def _id(device: Any) -> str:
    return str(device.id)


def _plain(name: str) -> str:
    return name.removeprefix("Monitor of ")
