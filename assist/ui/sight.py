"""What the window sees beyond text: pictures pasted or dropped, and a part of the screen that is watched."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, QRect, Signal, Slot
from PySide6.QtWidgets import QWidget

from assist.services.viewing import is_video
from assist.ui import copied
from assist.ui.controller import Controller
from assist.ui.eyes import ScreenReader
from assist.ui.grabbing import grabber
from assist.ui.parts import UiParts
from assist.ui.pictures import Pictures, is_picture
from assist.ui.region import RegionPicker, pick


class Sight(QObject):
    """Puts both together with the window. Without a reader of pictures it says that none can be read."""

    chosen = Signal()
    """The choice of a part of the screen is over; the keyboard can come back."""

    def __init__(self, parts: UiParts, controller: Controller, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._controller = controller
        self._picker: RegionPicker | None = None
        self.pictures = Pictures(parts, controller, self)
        self.pictures.changed.connect(controller.take_turns)
        self.screen: ScreenReader | None = None
        if parts.pictures is not None:
            self.screen = ScreenReader(parts.pictures, parts.intake, controller, grabber(self), self)
            self.screen.changed.connect(controller.take_turns)

    def take(self, data: QMimeData) -> bool:
        """A picture or a video among what was pasted or dropped; whether there was one."""
        files = [Path(u.toLocalFile()) for u in data.urls() if u.isLocalFile()]
        if files:
            taken = [self.take_file(file) for file in files]
            return True in taken
        if not copied.offers_picture(data):
            return False
        image = copied.picture(data)
        if image is None:
            self._controller.notices.say(self.tr("The picture that was copied cannot be read."))
        else:
            self.pictures.take_image(image)
        return True

    def take_file(self, path: Path) -> bool:
        """A file, if it is a picture or a video."""
        if is_picture(path):
            self.pictures.take_picture(path)
        elif is_video(path):
            self.pictures.take_video(path)
        else:
            return False
        return True

    def toggle(self) -> None:
        """Choose a part of the screen, or stop watching the one there is."""
        if self.screen is None:
            self._controller.notices.say(self.tr("Pictures cannot be read here."))
        elif self.screen.active:
            self.screen.stop()
            self._controller.notices.say(self.tr("The screen is no longer read"))
        else:
            self._picker = pick(self._window, self.screen.region)
            self._picker.picked.connect(self._picked)
            self._picker.given_up.connect(self.chosen)

    @Slot(QRect)
    def _picked(self, region: QRect) -> None:
        if self.screen is not None:
            self.screen.start(region)
        self.chosen.emit()

    def close(self) -> None:
        """Look no more."""
        if self.screen is not None:
            self.screen.stop()
