"""Pictures of a part of the screen: through Qt where the system lets a program look, else through the desktop's portal.

Tested on Linux with X11. Written but untested: Windows and macOS (the same call of Qt's; macOS asks the user once for
the right to record the screen) and Wayland (the portal asks the user, and answers with a picture of the whole screen).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol
from uuid import uuid4

from PySide6.QtCore import SLOT, QObject, QRect, QUrl, Slot
from PySide6.QtDBus import QDBusConnection, QDBusInterface, QDBusMessage
from PySide6.QtGui import QGuiApplication, QImage

PORTAL = "org.freedesktop.portal.Desktop"


class Grabber(Protocol):
    """Takes pictures of the screen. ``every_ms`` is how often it may be asked."""

    every_ms: int

    def grab(self, region: QRect, take: Callable[[QImage], None]) -> None:
        """Hand a picture of ``region`` (desktop coordinates) to ``take``; a null one where it cannot be had."""


class QtGrabber:
    """X11, Windows, macOS."""

    every_ms = 350

    def grab(self, region: QRect, take: Callable[[QImage], None]) -> None:
        """See `Grabber`; answers at once."""
        screen = QGuiApplication.screenAt(region.center()) or QGuiApplication.primaryScreen()
        inside = region.translated(-screen.geometry().topLeft())
        take(screen.grabWindow(0, inside.x(), inside.y(), inside.width(), inside.height()).toImage())


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

    def _answer(self, picture: QImage) -> None:
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            region, take = waiting
            take(picture.copy(region) if not picture.isNull() else picture)


def grabber(parent: QObject) -> Grabber:
    """What this desktop allows."""
    return PortalGrabber(parent) if QGuiApplication.platformName().startswith("wayland") else QtGrabber()
