"""Pictures of a part of the screen: through Qt where the system lets a program look, else through the desktop's portal.

Tested on Linux with X11. Written but untested: Windows and macOS (the same call of Qt's; macOS asks the user once for
the right to record the screen) and Wayland (the portal asks the user, and answers with a picture of the whole screen).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol
from uuid import uuid4

from PySide6.QtCore import SLOT, QObject, QPointF, QRect, QSize, QSizeF, QUrl, Slot
from PySide6.QtDBus import QDBusConnection, QDBusInterface, QDBusMessage
from PySide6.QtGui import QGuiApplication, QImage

PORTAL = "org.freedesktop.portal.Desktop"


class Grabber(Protocol):
    """Takes pictures of the screen. ``every_ms`` is how often it may be asked."""

    every_ms: int

    def grab(self, region: QRect, take: Callable[[QImage], None]) -> None:
        """Hand a picture of ``region`` (desktop coordinates) to ``take``; a null one where it cannot be had."""

    def shows(self, region: QRect) -> int:
        """The number of the window that is seen in the middle of ``region``; 0 where the system does not say."""

    def covered(self, region: QRect, window: int) -> bool:
        """Whether another window lies over ``region`` before ``window``, or ``window`` is not on the screen."""


class QtGrabber:
    """X11, Windows, macOS."""

    every_ms = 350

    def grab(self, region: QRect, take: Callable[[QImage], None]) -> None:
        """See `Grabber`; answers at once."""
        screen = QGuiApplication.screenAt(region.center()) or QGuiApplication.primaryScreen()
        inside = region.translated(-screen.geometry().topLeft())
        take(screen.grabWindow(0, inside.x(), inside.y(), inside.width(), inside.height()).toImage())

    def shows(self, region: QRect) -> int:
        """See `Grabber`. Our own windows do not count: one of them was in front to choose the region."""
        middle = QRect(region.center(), QSize(1, 1))
        return next((window for window, ours in _windows_over(middle) if not ours), 0)

    def covered(self, region: QRect, window: int) -> bool:
        """See `Grabber`."""
        if not window:
            return False
        over = _windows_over(region)
        return not over or over[0][0] != window


class PortalGrabber(QObject):
    """Wayland: asks the desktop's portal for the whole screen and cuts the region out. Untested."""

    every_ms = 2000

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: tuple[QRect, Callable[[QImage], None]] | None = None

    def grab(self, region: QRect, take: Callable[[QImage], None]) -> None:
        """See `Grabber`; answers when the portal does."""
        bus = QDBusConnection.sessionBus()
        token = f"assist{uuid4().hex[:8]}"
        sender = bus.baseService().lstrip(":").replace(".", "_")
        path = f"/org/freedesktop/portal/desktop/request/{sender}/{token}"
        self._waiting = (region, take)
        bus.connect(
            PORTAL, path, "org.freedesktop.portal.Request", "Response", self, SLOT("answered(QDBusMessage)").encode()
        )  # fmt: skip
        portal = QDBusInterface(PORTAL, "/org/freedesktop/portal/desktop", "org.freedesktop.portal.Screenshot", bus)
        reply = portal.call("Screenshot", "", {"handle_token": token, "interactive": False})
        if reply.type() == QDBusMessage.MessageType.ErrorMessage:
            self._answer(QImage())

    @Slot(QDBusMessage)
    def answered(self, message: QDBusMessage) -> None:
        """The portal's answer: a code (0: granted) and where the picture was put."""
        code, results = (*message.arguments(), 1, {})[:2]
        where = QUrl(str(results.get("uri", ""))).toLocalFile() if code == 0 else ""
        picture = QImage(where) if where else QImage()
        if where:
            Path(where).unlink(missing_ok=True)  # a picture of the whole screen must not be left behind
        self._answer(picture)

    def shows(self, region: QRect) -> int:  # noqa: ARG002 - as in `Grabber`
        """Nothing: no program may ask."""
        return 0

    def covered(self, region: QRect, window: int) -> bool:  # noqa: ARG002 - as in `Grabber`
        """Not known."""
        return False

    def _answer(self, picture: QImage) -> None:
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            region, take = waiting
            take(picture.copy(region) if not picture.isNull() else picture)


def _windows_over(region: QRect) -> list[tuple[int, bool]]:
    """Topmost first; empty where the system does not say. On X11 only: elsewhere what covers the region is read."""
    if QGuiApplication.platformName() != "xcb":
        return []
    from assist.ui import platform_x11  # noqa: PLC0415 - only where there is an X server

    screen = QGuiApplication.screenAt(region.center()) or QGuiApplication.primaryScreen()
    corner, ratio = screen.geometry().topLeft(), screen.devicePixelRatio()
    place = (QPointF(region.topLeft() - corner) * ratio).toPoint() + corner
    return platform_x11.windows_over(QRect(place, (QSizeF(region.size()) * ratio).toSize()))


def grabber(parent: QObject) -> Grabber:
    """What this desktop allows."""
    return PortalGrabber(parent) if QGuiApplication.platformName().startswith("wayland") else QtGrabber()
