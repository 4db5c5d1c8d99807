"""Which window is in front: its title and its program, where the system tells."""

from __future__ import annotations

import sys
from dataclasses import dataclass

from PySide6.QtGui import QGuiApplication


@dataclass(frozen=True, slots=True)
class Front:
    """``window`` is the system's number for it, 0 where it has none; ``program`` is its class or its file's name."""

    title: str
    program: str = ""
    window: int = 0


def front_window() -> Front | None:
    """The window in front; ``None`` where the system does not say.

    X11 is tested. Windows and macOS are written after their documentation and untested; on macOS the title is that of
    the application, since titles of windows need a permission of their own. Under Wayland no program may ask.
    """
    platform = QGuiApplication.platformName()
    if platform == "xcb":
        from assist.ui import platform_x11  # noqa: PLC0415 - only where there is an X server

        found = platform_x11.front_window()
    elif sys.platform == "win32":
        from assist.ui import platform_windows  # noqa: PLC0415 - only there

        found = platform_windows.front_window()
    elif sys.platform == "darwin":
        from assist.ui import platform_macos  # noqa: PLC0415 - only there

        found = platform_macos.front_window()
    else:
        return None
    return Front(*found) if found is not None else None


def can_tell() -> bool:
    """Whether this system can say which window is in front."""
    return QGuiApplication.platformName() == "xcb" or sys.platform in {"win32", "darwin"}
