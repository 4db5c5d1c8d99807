"""Pastes and taking them back: what the desk makes of them, and the word that says so."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from assist.domain.errors import AssistError
from assist.services.desk import Desk, Pasted
from assist.ui.notices import Notices
from assist.ui.saving import Saver


class Pasting(QObject):
    """``changed`` comes before the word about it, ``failed`` (the error) instead of it."""

    changed = Signal()
    failed = Signal(object)

    def __init__(self, desk: Desk, saver: Saver, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._saver = saver
        self._notices = notices

    def paste(self, text: str) -> bool:
        """Pasted or dropped text; says so when it could not be read or held nothing new."""
        if not text.strip():
            self._notices.say(self.tr("The clipboard holds no text."))
            return False
        turns, case_id = self._desk.conversation.turns, self._desk.case.id
        try:
            new = self._desk.paste(text)
        except AssistError as error:
            self.failed.emit(error)
            return False
        if new:
            self.changed.emit()
        if new is Pasted.ANOTHER:
            self._put_away(case_id, self.tr("Another customer: new conversation. Ctrl+Z adds it to the last one"))
            return True
        count = len(self._desk.conversation.turns) - len(turns) if new else 0
        if turns and count > 2 and not any(turn.text in text for turn in turns):
            self._notices.say(
                self.tr("{n} new turns, nothing in common. Another customer? Ctrl+Z, Ctrl+N").format(n=count)
            )
        else:
            self._say_new(count, changed=bool(new))
        return bool(new)

    def undo(self) -> None:
        """Take back the last paste, typed turn or change of roles."""
        case_id, only_pasted = self._desk.case.id, self._desk.only_pasted
        if not self._desk.undo():
            self._notices.say(self.tr("Nothing to take back"))
            return
        self.changed.emit()
        if self._desk.case.id != case_id:
            self._put_away(case_id, self.tr("Added to the conversation before"), gone=only_pasted)
        else:
            self._notices.say(self.tr("Taken back"))

    def _put_away(self, case_id: str, word: str, *, gone: bool = False) -> None:
        """The case that was on the desk is in the history now; or nowhere, when all of it is in another."""
        (self._saver.discard if gone else self._saver.close_case)(case_id)
        self._notices.say(word)

    def _say_new(self, count: int, *, changed: bool) -> None:
        if count == 1:
            self._notices.say(self.tr("1 new turn"))
        elif count > 1:
            self._notices.say(self.tr("{n} new turns").format(n=count))
        else:
            self._notices.say(self.tr("Conversation updated") if changed else self.tr("Nothing new in it"))
