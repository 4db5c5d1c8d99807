"""Windows: an app bar that reserves the strip, and typing with SendInput. Written after the documentation; untested."""

from __future__ import annotations

import ctypes
from typing import Any

from PySide6.QtCore import QRect

_NEW, _REMOVE, _QUERY, _SET = 0, 1, 2, 3
_LEFT, _RIGHT = 0, 2
_KEYBOARD, _KEY_UP = 1, 2
_CONTROL, _V = 0x11, 0x56
_QUERY_LIMITED = 0x1000  # PROCESS_QUERY_LIMITED_INFORMATION


class _Rect(ctypes.Structure):
    _fields_ = (("left", ctypes.c_long), ("top", ctypes.c_long), ("right", ctypes.c_long), ("bottom", ctypes.c_long))


class _AppBar(ctypes.Structure):
    """``APPBARDATA`` of shellapi.h."""

    _fields_ = (
        ("size", ctypes.c_uint32),
        ("window", ctypes.c_void_p),
        ("message", ctypes.c_uint),
        ("edge", ctypes.c_uint),
        ("rect", _Rect),
        ("param", ctypes.c_ssize_t),
    )


class _Key(ctypes.Structure):
    """``KEYBDINPUT``, padded to the size of ``INPUT``'s largest member."""

    _fields_ = (
        ("key", ctypes.c_uint16),
        ("scan", ctypes.c_uint16),
        ("flags", ctypes.c_uint32),
        ("time", ctypes.c_uint32),
        ("extra", ctypes.c_void_p),
        ("pad", ctypes.c_ubyte * 8),
    )


class _Input(ctypes.Structure):
    _fields_ = (("kind", ctypes.c_uint32), ("key", _Key))


def reserve(window: int, rect: QRect | None, edge: str) -> bool:
    """Register the window as an app bar at ``edge``, or remove it (``None``); whether the strip is reserved."""
    shell = _library("shell32")
    if shell is None:
        return False
    bar = _AppBar(size=ctypes.sizeof(_AppBar), window=window, edge=_LEFT if edge == "left" else _RIGHT)
    if rect is None:
        shell.SHAppBarMessage(_REMOVE, ctypes.byref(bar))
        return False
    bar.rect = _Rect(rect.left(), rect.top(), rect.right() + 1, rect.bottom() + 1)
    if not shell.SHAppBarMessage(_NEW, ctypes.byref(bar)):
        return False
    shell.SHAppBarMessage(_QUERY, ctypes.byref(bar))
    return bool(shell.SHAppBarMessage(_SET, ctypes.byref(bar)))


def active_window() -> int:
    """The window in the foreground; 0 when there is none."""
    user = _library("user32")
    return int(user.GetForegroundWindow() or 0) if user is not None else 0


def front_window() -> tuple[str, str, int] | None:
    """(title, program's file name, number) of the window in the foreground; ``None`` when there is none."""
    user, kernel = _library("user32"), _library("kernel32")
    window = active_window()
    if user is None or kernel is None or not window:
        return None
    title = ctypes.create_unicode_buffer(1024)
    user.GetWindowTextW(ctypes.c_void_p(window), title, len(title))
    process = ctypes.c_uint32()
    user.GetWindowThreadProcessId(ctypes.c_void_p(window), ctypes.byref(process))
    return title.value, _program(kernel, process.value), window


def _program(kernel: Any, process: int) -> str:
    kernel.OpenProcess.restype = ctypes.c_void_p
    handle = kernel.OpenProcess(_QUERY_LIMITED, 0, process)
    if not handle:
        return ""
    name, size = ctypes.create_unicode_buffer(1024), ctypes.c_uint32(1024)
    known = kernel.QueryFullProcessImageNameW(ctypes.c_void_p(handle), 0, name, ctypes.byref(size))
    kernel.CloseHandle(ctypes.c_void_p(handle))
    return name.value.rpartition("\\")[2] if known else ""


def paste_into(target: int) -> bool:
    """Bring ``target`` to the front and press Ctrl+V; whether Windows took all four keys."""
    user = _library("user32")
    if user is None or not user.SetForegroundWindow(ctypes.c_void_p(target)):
        return False
    strokes = ((_CONTROL, 0), (_V, 0), (_V, _KEY_UP), (_CONTROL, _KEY_UP))
    inputs = (_Input * len(strokes))(*(_Input(_KEYBOARD, _Key(key=k, flags=f)) for k, f in strokes))
    return int(user.SendInput(len(strokes), inputs, ctypes.sizeof(_Input))) == len(strokes)


def _library(name: str) -> Any:
    """The system library, or ``None`` on another system."""
    loader = getattr(ctypes, "windll", None)
    return loader[name] if loader is not None else None
