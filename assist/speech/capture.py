"""Recording one device: a thread of the speech process that only fetches sound, and says when there is none."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Any

import numpy as np

from assist.domain.errors import WorldError
from assist.services.hearing import Trouble
from assist.speech.devices import DeviceGone
from assist.speech.sound import RATE, Samples

_BLOCK = RATE // 20
_CHECK_S, _AGAIN_S, _STALL_S = 1.0, 0.5, 1.5
_CHANGED_S = 5.0
_SILENT_S = 4.0
_MOST_S = 120
"""Sound that waits at most; what comes after it is counted and skipped."""


class Capture:
    """Records what ``find`` returns, and looks again every second: the default may change, a device may go and return.

    ``mutable`` devices are told to be silent when exact zeros come for seconds: a real microphone has noise.
    """

    def __init__(self, find: Callable[[], Any], *, mutable: bool) -> None:
        self._find = find
        self._mutable = mutable
        self._blocks: deque[Samples] = deque()
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self.device = ""
        self.skipped = 0.0
        self._lost = False
        self.running = False
        self._changed_at = -1e9
        self._heard_at = time.monotonic()  # something other than exact silence
        self._came_at = time.monotonic()  # anything at all
        self._thread = threading.Thread(target=self._work, name="assist-capture", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End; a device that does not answer is left behind."""
        self._stop.set()
        self._thread.join(1.0)

    def take(self) -> tuple[Samples, float]:
        """What came since the last call, and when its last sample did (monotonic)."""
        with self._lock:
            blocks, self._blocks = list(self._blocks), deque()
            at = self._came_at
        return (np.concatenate(blocks) if blocks else np.zeros(0, np.float32)), at

    @property
    def trouble(self) -> Trouble | None:
        """What is wrong now."""
        now = time.monotonic()
        if self._lost or now - self._came_at > _STALL_S:
            return Trouble.LOST
        if now - self._changed_at < _CHANGED_S:
            return Trouble.CHANGED
        if self._mutable and now - self._heard_at > _SILENT_S:
            return Trouble.SILENT
        return None

    def _work(self) -> None:
        while not self._stop.is_set():
            try:
                self._record(self._find())
            except (DeviceGone, WorldError):
                self._lost = True
            except Exception:  # noqa: BLE001 - SoundCard raises what its platform gives it; the device is gone
                self._lost = True
            self._stop.wait(_AGAIN_S)

    def _record(self, device: Any) -> None:
        with device.recorder(samplerate=RATE, channels=1, blocksize=_BLOCK) as recorder:
            name = str(device.name)
            if self.device and name != self.device:
                self._changed_at = time.monotonic()
            self.device = name
            checked = self._came_at = self._heard_at = time.monotonic()
            self._lost = False
            while not self._stop.is_set():
                self._put(recorder.record(numframes=_BLOCK)[:, 0].astype(np.float32))
                if time.monotonic() - checked >= _CHECK_S:
                    checked = time.monotonic()
                    if str(self._find().id) != str(device.id):
                        return

    def _put(self, block: Samples) -> None:
        now = time.monotonic()
        with self._lock:
            self._came_at = now
            self.running = True
            if block.any():
                self._heard_at = now
            if len(self._blocks) * _BLOCK > _MOST_S * RATE:
                self.skipped += block.size / RATE
            else:
                self._blocks.append(block)
