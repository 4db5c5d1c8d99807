"""The agent's own use in the order of replies: counted between conversations, away from the GUI thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from assist.domain.habits import NO_HABITS, Habits
from assist.services.ports import HabitStore
from assist.ui import words
from assist.ui.tasks import Job

if TYPE_CHECKING:
    from assist.ui.controller import Controller

_GROUP = "habits"


class OwnUse(QObject):
    """Hands the desk what use says. Without a store, or switched off in the settings, it says nothing."""

    def __init__(self, store: HabitStore | None, controller: Controller) -> None:
        super().__init__(controller)
        self._store = store
        self._controller = controller
        self._case_id = ""
        controller.conversation_changed.connect(self._conversation_changed)

    @Slot()
    def load(self) -> None:
        """Count anew."""
        store, desk = self._store, self._controller.desk
        if store is None or not self._controller.settings.adapt:
            self._controller.tasks.retire(_GROUP)
            desk.habits = NO_HABITS
            return
        today = self._controller.clock.now()
        self._controller.tasks.run(_GROUP, lambda _job: store.habits(today), self._counted, _failed)

    @Slot()
    def forget(self) -> None:
        """What was used before moves nothing any more; the statistics stay."""
        store, now = self._store, self._controller.clock.now()
        if store is None:
            self._controller.notices.say(self.tr("Nothing is kept, so nothing was learned from use."))
            return

        def work(_job: Job) -> Habits:
            store.forget_use(now)
            return NO_HABITS

        self._controller.desk.habits = NO_HABITS
        self._controller.tasks.retire(_GROUP)
        self._controller.tasks.run("store", work, self._forgotten, self._not_forgotten)

    def _counted(self, habits: Habits) -> None:
        self._controller.desk.habits = habits

    def _forgotten(self, habits: Habits) -> None:
        self._controller.desk.habits = habits
        self._controller.notices.say(self.tr("Forgotten: replies come in their usual order again"))

    def _not_forgotten(self, error: Exception) -> None:
        self._controller.notices.say(self.tr("Not forgotten: {why}").format(why=words.first_line(error)))
        self.load()

    @Slot()
    def _conversation_changed(self) -> None:
        """Within a conversation the table stays as it is, so that nothing moves by what the agent just did."""
        case_id = self._controller.desk.case.id
        if case_id != self._case_id:
            self._case_id = case_id
            self.load()


def _failed(_error: Exception) -> None:
    """The usual order is no fault; the store speaks up for itself when a case is saved."""
