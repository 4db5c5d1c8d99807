"""The attention budget: while the agent types or points at a card, what arrives waits."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot

TYPING_MS = 1500


class Attention(QObject):
    """Knows whether the agent is busy looking or typing.

    Typing counts for `TYPING_MS` after the last key. A pointer that rests over the cards counts until the agent does
    something that asks for an answer (`acted`); from then on it counts again when it moves.
    """

    released = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hovering = False
        self._editing = False
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._typing.timeout.connect(self._maybe_release)

    @property
    def held(self) -> bool:
        """Whether nothing may move now."""
        return self._hovering or self._editing or self._typing.isActive()

    def typed(self) -> None:
        """A key went into an edit."""
        self._typing.start()

    def editing(self, *, active: bool) -> None:
        """A card or a field is being edited in place."""
        self._editing = active
        self._maybe_release()

    def hover(self, *, inside: bool) -> None:
        """The pointer moved over the cards or hits, or left them."""
        self._hovering = inside
        self._maybe_release()

    def acted(self) -> None:
        """The agent asked for something new: what comes of it may be shown at once."""
        self._typing.stop()
        self._hovering = False
        self._maybe_release()

    @Slot()
    def _maybe_release(self) -> None:
        if not self.held:
            self.released.emit()
