"""X11: reserving the sidebar's strip (EWMH struts), and typing into the window that had the focus (XTEST)."""

from __future__ import annotations

import os
import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import xcffib
import xcffib.xproto
import xcffib.xtest
from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

Answer = TypeVar("Answer")
_NONE = 0
_KEY_PRESS, _KEY_RELEASE = 2, 3
_CONTROL_L, _V = 0xFFE3, 0x0076


@dataclass(frozen=True, slots=True)
class Strut:
    """The twelve numbers of ``_NET_WM_STRUT_PARTIAL``; the first four are ``_NET_WM_STRUT``."""

    left: int
    right: int
    start: int
    end: int

    def partial(self) -> tuple[int, ...]:
        """In the order the standard wants."""
        left_span = (self.start, self.end) if self.left else (0, 0)
        right_span = (self.start, self.end) if self.right else (0, 0)
        return (self.left, self.right, 0, 0, *left_span, *right_span, 0, 0, 0, 0)


def strut_for(rect: QRect, edge: str, screen: QRect, desktop: QRect, scale: float) -> Strut | None:
    """The strut for a strip at ``edge``, in device pixels of the whole desktop.

    ``None`` when the edge lies between two screens, where a strut would cut off the other screen.
    """
    inner = edge == "left" and screen.left() > desktop.left()
    inner = inner or (edge == "right" and screen.right() < desktop.right())
    if inner:
        return None
    width = round(rect.width() * scale)
    top, bottom = round(rect.top() * scale), round((rect.bottom() + 1) * scale) - 1
    return Strut(width if edge == "left" else 0, width if edge == "right" else 0, top, bottom)


def _ask(question: Callable[[xcffib.Connection], Answer], otherwise: Answer) -> Answer:
    """What the X server says, on a connection of its own; ``otherwise`` where there is none or it refuses."""
    try:
        connection = xcffib.connect()
    except xcffib.ConnectionException:
        return otherwise
    try:
        return question(connection)
    except (xcffib.ProtocolException, xcffib.ConnectionException):
        return otherwise
    finally:
        connection.disconnect()


def reserve(window: QWidget, rect: QRect | None, edge: str) -> bool:
    """Reserve the strip, or give it back (``None``); whether the window manager was told."""
    screen = window.screen()
    strut = Strut(0, 0, 0, 0)
    if rect is not None:
        desktop = screen.virtualGeometry()
        found = strut_for(rect, edge, screen.geometry(), desktop, window.devicePixelRatioF())
        if found is None:
            return False
        strut = found

    def ask(connection: xcffib.Connection) -> bool:
        numbers = strut.partial()
        _set_cardinals(connection, int(window.winId()), "_NET_WM_STRUT_PARTIAL", numbers)
        _set_cardinals(connection, int(window.winId()), "_NET_WM_STRUT", numbers[:4])
        connection.core.GetInputFocus().reply()  # a round trip: both have arrived
        return rect is not None

    return _ask(ask, False)


def active_window() -> int:
    """The window the window manager calls active; 0 when it says nothing."""

    def ask(connection: xcffib.Connection) -> int:
        root = connection.get_setup().roots[0].root
        reply = connection.core.GetProperty(
            False,
            root,
            _atom(connection, "_NET_ACTIVE_WINDOW"),
            xcffib.xproto.Atom.WINDOW,
            0,
            1,
        ).reply()
        return int(reply.value.to_atoms()[0]) if reply.value_len else 0

    return _ask(ask, 0)


def front_window() -> tuple[str, str, int] | None:
    """(title, class, number) of the active window; ``None`` when there is none or it cannot be asked."""
    window = active_window()
    if not window:
        return None

    def ask(connection: xcffib.Connection) -> tuple[str, str, int] | None:
        title = _text(connection, window, "_NET_WM_NAME", "UTF8_STRING") or _text(connection, window, "WM_NAME", "ANY")
        return title, _text(connection, window, "WM_CLASS", "STRING").replace("\0", " ").strip(), window

    return _ask(ask, None)


def windows_over(area: QRect) -> list[tuple[int, bool]]:
    """The managed windows seen within ``area`` (device pixels of the desktop), topmost first; whether each is our own.

    By ``_NET_CLIENT_LIST_STACKING``: menus and tips of other programs are not in it, nor is a compositor's overlay.
    """

    def ask(connection: xcffib.Connection) -> list[tuple[int, bool]]:
        root = connection.get_setup().roots[0].root
        stacked = _numbers(connection, root, "_NET_CLIENT_LIST_STACKING", xcffib.xproto.Atom.WINDOW)
        found = []
        for window in reversed(stacked):
            try:
                if not _on_screen(connection, root, window).intersects(area):
                    continue
                pid = _numbers(connection, window, "_NET_WM_PID", xcffib.xproto.Atom.CARDINAL)
            except xcffib.ProtocolException:  # it was closed meanwhile
                continue
            found.append((window, pid[:1] == (os.getpid(),)))
        return found

    return _ask(ask, [])


def _on_screen(connection: xcffib.Connection, root: int, window: int) -> QRect:
    """Where it is; empty while it is not shown."""
    if connection.core.GetWindowAttributes(window).reply().map_state != xcffib.xproto.MapState.Viewable:
        return QRect()
    size = connection.core.GetGeometry(window).reply()
    place = connection.core.TranslateCoordinates(window, root, 0, 0).reply()
    return QRect(place.dst_x, place.dst_y, size.width, size.height)


def _numbers(connection: xcffib.Connection, window: int, name: str, kind: int) -> tuple[int, ...]:
    reply = connection.core.GetProperty(False, window, _atom(connection, name), kind, 0, 4096).reply()
    return tuple(int(n) for n in reply.value.to_atoms()) if reply.value_len else ()


def _text(connection: xcffib.Connection, window: int, name: str, kind: str) -> str:
    wanted = xcffib.xproto.GetPropertyType.Any if kind == "ANY" else _atom(connection, kind)
    reply = connection.core.GetProperty(False, window, _atom(connection, name), wanted, 0, 1024).reply()
    return bytes(reply.value.buf()).decode("utf-8", "replace") if reply.value_len else ""


def nobody_has_keyboard() -> bool:
    """Whether keys go to no window of a program: to the root, to none, or where a manager puts them aside.

    Managers put them aside with a window of theirs that lies outside the screen.
    """

    def ask(connection: xcffib.Connection) -> bool:
        screen = connection.get_setup().roots[0]
        has = int(connection.core.GetInputFocus().reply().focus)
        if has in (_NONE, int(xcffib.xproto.InputFocus.PointerRoot), int(screen.root)):
            return True
        at = connection.core.GetGeometry(has).reply()
        outside = at.x + at.width <= 0 or at.y + at.height <= 0
        return bool(at.root == screen.root and outside and _is_of_manager(connection, has))

    return _ask(ask, False)


def _is_of_manager(connection: xcffib.Connection, window: int) -> bool:
    return bool(connection.core.GetWindowAttributes(window).reply().override_redirect)


def focus(window: int) -> bool:
    """Give ``window`` the keyboard; ``False`` while it cannot have it (it is not on the screen yet)."""

    def ask(connection: xcffib.Connection) -> bool:
        if connection.core.GetWindowAttributes(window).reply().map_state != xcffib.xproto.MapState.Viewable:
            return False
        parent = xcffib.xproto.InputFocus.PointerRoot
        connection.core.SetInputFocusChecked(parent, window, xcffib.CurrentTime).check()
        return True

    return _ask(ask, False)


def paste_into(target: int) -> bool:
    """Activate ``target`` and press Ctrl+V in it; whether the requests went through."""
    if not target:
        return False

    def ask(connection: xcffib.Connection) -> bool:
        root = connection.get_setup().roots[0].root
        _activate(connection, root, target)
        test = connection(xcffib.xtest.key)
        codes = _keycodes(connection)
        control, v = codes.get(_CONTROL_L), codes.get(_V)
        if control is None or v is None:
            return False
        for kind, code in ((_KEY_PRESS, control), (_KEY_PRESS, v), (_KEY_RELEASE, v), (_KEY_RELEASE, control)):
            test.FakeInput(kind, code, xcffib.CurrentTime, root, 0, 0, 0)
        connection.core.GetInputFocus().reply()  # a round trip: everything before it has been handled
        return True

    return _ask(ask, False)


def available() -> bool:
    """Whether the window's platform is X11."""
    return QGuiApplication.platformName() == "xcb"


def _activate(connection: xcffib.Connection, root: int, target: int) -> None:
    """As a pager would: ask the window manager, then give it the input focus."""
    data = struct.pack("=BBHII5I", 33, 32, 0, target, _atom(connection, "_NET_ACTIVE_WINDOW"), 2, 0, 0, 0, 0)
    mask = xcffib.xproto.EventMask.SubstructureRedirect | xcffib.xproto.EventMask.SubstructureNotify
    connection.core.SendEvent(False, root, mask, data)
    connection.core.SetInputFocus(xcffib.xproto.InputFocus.PointerRoot, target, xcffib.CurrentTime)
    connection.core.GetInputFocus().reply()


def _keycodes(connection: xcffib.Connection) -> dict[int, int]:
    setup = connection.get_setup()
    first, last = setup.min_keycode, setup.max_keycode
    mapping = connection.core.GetKeyboardMapping(first, last - first + 1).reply()
    per = mapping.keysyms_per_keycode
    found: dict[int, int] = {}
    for at, symbol in enumerate(mapping.keysyms):
        found.setdefault(int(symbol), first + at // per)
    return found


def _atom(connection: xcffib.Connection, name: str) -> int:
    return int(connection.core.InternAtom(False, len(name), name).reply().atom)


def _set_cardinals(connection: xcffib.Connection, window: int, name: str, numbers: tuple[int, ...]) -> None:
    packed = struct.pack(f"={len(numbers)}I", *numbers)
    connection.core.ChangeProperty(
        xcffib.xproto.PropMode.Replace,
        window,
        _atom(connection, name),
        xcffib.xproto.Atom.CARDINAL,
        32,
        len(numbers),
        packed,
    )
