"""A virtual screen with a window manager, for measurements, screenshots and tests of the real window."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NEEDED = ("Xvfb", "openbox", "xprop")
_PATIENCE_S = 20.0


def missing() -> tuple[str, ...]:
    """The programs a virtual screen needs that are not installed."""
    return tuple(name for name in NEEDED if shutil.which(name) is None)


@contextmanager
def virtual_screen(width: int = 1600, height: int = 1000) -> Iterator[dict[str, str]]:
    """An X server of our own with openbox; yields the environment in which programs use it."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp", "-noreset"],
        pass_fds=(write,),
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    try:
        with os.fdopen(read) as pipe:
            display = f":{pipe.readline().strip()}"
        environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        environment.pop("WAYLAND_DISPLAY", None)
        manager = subprocess.Popen(
            ["openbox", "--config-file", str(Path(__file__).with_name("openbox.xml"))],
            env=environment, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            _wait_for_manager(environment)
            yield environment
        finally:
            manager.terminate()
            manager.wait(10)
    finally:
        server.terminate()
        server.wait(10)


def _wait_for_manager(environment: dict[str, str]) -> None:
    """Until the window manager has announced itself on the root window."""
    end = time.monotonic() + _PATIENCE_S
    while time.monotonic() < end:
        asked = ["xprop", "-root", "_NET_SUPPORTING_WM_CHECK"]
        if "window id" in subprocess.run(asked, env=environment, capture_output=True, text=True, check=False).stdout:
            return
        time.sleep(0.02)
    raise TimeoutError("the window manager did not start")
