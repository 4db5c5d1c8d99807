"""The foot of the window: what is degraded, at fault or under way, in words, with what can be done about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from assist.ui.look import Look
from assist.ui.notices import Notice, Notices
from assist.ui.panels.common import clear, icon_button, text_button
from assist.ui.text_block import TextBlock


class Banners(QWidget):
    """All notices, one under the other. It grows upwards from the foot, so what is above keeps its place."""

    def __init__(self, look: Look, notices: Notices) -> None:
        super().__init__()
        self._look = look
        self._notices = notices
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._rows: dict[str, _Row] = {}
        notices.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        present = self._notices.list()
        if [n.key for n in present] == list(self._rows) and all(self._rows[n.key].can_take(n) for n in present):
            for notice in present:
                self._rows[notice.key].show_notice(notice)
            return
        clear(self._column)
        self._rows = {n.key: _Row(self._look, n, self._notices.drop) for n in present}
        for row in self._rows.values():
            self._column.addWidget(row)
        self.setVisible(bool(present))


class _Row(QFrame):
    def __init__(self, look: Look, notice: Notice, drop: Callable[[str], None]) -> None:
        super().__init__()
        self.setObjectName("banner")
        self._notice = notice
        self._drop = drop
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 4, 6)
        column.setSpacing(4)
        row = QHBoxLayout()
        row.setSpacing(8)
        picture = QLabel()
        picture.setPixmap(look.pixmap(notice.icon))
        row.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        self._text = TextBlock(limit=notice.lines)
        row.addWidget(self._text, 1)
        if notice.action:
            button = text_button(notice.action, style="link")
            button.clicked.connect(self._act)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        if notice.closable:
            close = icon_button(look, "close", self.tr("Put away"))
            close.clicked.connect(self._close)
            row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(4)
        self._bar.setVisible(notice.share is not None)
        column.addWidget(self._bar)
        self.show_notice(notice)

    def can_take(self, notice: Notice) -> bool:
        """Whether the new notice has the same parts, so that this row can go on showing it."""
        old = self._notice
        same = (old.icon, old.action, old.closable) == (notice.icon, notice.action, notice.closable)
        return same and (old.share is None) == (notice.share is None)

    def show_notice(self, notice: Notice) -> None:
        self._notice = notice
        self._text.set_text(notice.text)
        self._text.setToolTip(notice.text)
        self.setAccessibleName(notice.text)
        self._bar.setAccessibleName(notice.text)
        if notice.share is not None:
            self._bar.setRange(0, 0 if notice.share < 0 else 1000)
            self._bar.setValue(int(max(0.0, notice.share) * 1000))

    def _act(self) -> None:
        if self._notice.act is not None:
            self._notice.act()

    def _close(self) -> None:
        self._drop(self._notice.key)
