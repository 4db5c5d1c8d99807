"""What the status line shows of the world: open connections and the model, looked at every few seconds."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from assist.services.ports import Connections, ModelState
from assist.ui.notices import Notices
from assist.ui.parts import UiParts
from assist.ui.tasks import Tasks

EVERY_MS = 4000


class Watch(QObject):
    """Looks away from this thread, one look at a time; also lets a model that is not used be unloaded."""

    changed = Signal()

    def __init__(self, parts: UiParts, tasks: Tasks, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._tasks = tasks
        self._notices = notices
        self.connections = Connections(0)
        self.model = ModelState("", "loading")  # what it really is takes a look into the model's file
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Look now, and from now on."""
        self.look()
        self._timer.start()

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    @Slot()
    def look(self) -> None:
        """Look now, unless a look is under way."""
        if self._tasks.busy("look"):
            return
        parts = self._parts

        def work(_job: object) -> tuple[Connections, ModelState]:
            if parts.unload_if_idle is not None:
                parts.unload_if_idle()
            return parts.connections.look(), parts.model_state()

        self._tasks.run("look", work, self._looked, self._failed)

    def _looked(self, seen: tuple[Connections, ModelState]) -> None:
        if seen != (self.connections, self.model):
            self.connections, self.model = seen
            self.changed.emit()

    def _failed(self, error: Exception) -> None:
        self._notices.say(self.tr("Connections could not be counted: {why}").format(why=str(error)))
