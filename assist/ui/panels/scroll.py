"""A scroll area whose bar lies over the margin, so that nothing changes its width when the bar comes or goes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QScrollBar, QWidget

BAR = 8


class OverlaidScroll(QScrollArea):
    """Scrolls up and down only."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inside)
        self._over = QScrollBar(Qt.Orientation.Vertical, self)
        self._over.setObjectName("qt_over")
        self._over.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        own = self.verticalScrollBar()
        own.rangeChanged.connect(self._new_range)
        own.valueChanged.connect(self._over.setValue)
        self._over.valueChanged.connect(own.setValue)
        self._new_range(own.minimum(), own.maximum())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._over.setGeometry(self.width() - BAR, 0, BAR, self.height())
        self._new_range(self.verticalScrollBar().minimum(), self.verticalScrollBar().maximum())

    def _new_range(self, low: int, high: int) -> None:
        self._over.setRange(low, high)
        self._over.setPageStep(self.viewport().height())
        self._over.setSingleStep(20)
        self._over.setVisible(high > low)
        self._over.raise_()
