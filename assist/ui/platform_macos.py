"""macOS: the application in front, through the Objective-C runtime. Written after the documentation; untested."""

from __future__ import annotations

import ctypes
import ctypes.util
from typing import Any


def front_window() -> tuple[str, str, int] | None:
    """(name, bundle identifier, process) of the application in front; ``None`` when there is none."""
    objc = _runtime()
    if objc is None:
        return None
    workspace = _send(objc, objc.objc_getClass(b"NSWorkspace"), b"sharedWorkspace")
    application = _send(objc, workspace, b"frontmostApplication") if workspace else None
    if not application:
        return None
    name, bundle = (_text(objc, _send(objc, application, s)) for s in (b"localizedName", b"bundleIdentifier"))
    return name, bundle, int(_send(objc, application, b"processIdentifier") or 0)


def _runtime() -> Any:
    """The runtime with AppKit loaded, or ``None`` on another system."""
    path, kit = ctypes.util.find_library("objc"), ctypes.util.find_library("AppKit")
    if not path or not kit:
        return None
    ctypes.cdll.LoadLibrary(kit)
    objc = ctypes.cdll.LoadLibrary(path)
    objc.objc_getClass.restype = ctypes.c_void_p
    objc.objc_getClass.argtypes = [ctypes.c_char_p]
    objc.sel_registerName.restype = ctypes.c_void_p
    objc.sel_registerName.argtypes = [ctypes.c_char_p]
    return objc


def _send(objc: Any, target: Any, message: bytes) -> Any:
    send = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)(("objc_msgSend", objc))
    return send(target, objc.sel_registerName(message))


def _text(objc: Any, string: Any) -> str:
    if not string:
        return ""
    found = _send(objc, string, b"UTF8String")
    return ctypes.string_at(found).decode("utf-8", "replace") if found else ""
