"""A chat tool to look at: a window with thirty bubbles that scrolls, everything in it invented for this project."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

CHAT: tuple[tuple[str, str], ...] = (
    ("customer", "Hello, is anybody there?"),
    ("agent", "Good morning! You are talking to Robin. What can I do for you?"),
    ("customer", "I ordered a camping stove two weeks ago and it still has not arrived."),
    ("agent", "I'm sorry about the wait. May I have the order number, please?"),
    ("customer", "NW-4471902"),
    ("agent", "Thank you. And the email address you ordered with?"),
    ("customer", "lena.okafor@example.org"),
    ("agent", "One moment, I will look that up for you."),
    ("customer", "OK"),
    ("agent", "The parcel left our warehouse on 12 May and was last seen in Rotterdam on 14 May."),
    ("customer", "That is ten days ago! Nobody told me anything about it."),
    ("agent", "You are right, we should have written to you. I apologise."),
    ("customer", "So what happens now? I paid 89.50 EUR for it."),
    ("agent", "I can send a new stove today, or refund the 89.50 EUR. Which would you like?"),
    ("customer", "Will a new one be here before Friday the 30th?"),
    ("agent", "Yes. Express delivery takes one working day and costs you nothing."),
    ("customer", "Then please send a new one."),
    ("agent", "Done. You will get a tracking number by email within the hour."),
    ("customer", "我妹妹也有一个问题，她只会说中文，可以吗？"),
    ("agent", "当然可以，请问她遇到了什么问题？"),
    ("customer", "她的帐篷少了两根杆子，订单号是 4480316。"),
    ("agent", "非常抱歉给您带来不便。我们今天就补寄两根杆子。"),
    ("customer", "大概什么时候能到？"),
    ("agent", "一般三个工作日内送达，请留意短信通知。"),
    ("customer", "好的，谢谢。"),
    ("agent", "不客气。还有其他可以帮到您的吗？"),
    ("customer", "No, that was all. Thanks for sorting it out so fast."),
    ("agent", "You're welcome, Lena. Have a good trip!"),
    ("customer", "Thank you, bye."),
    ("agent", "Goodbye."),
)
WIDTH, HEIGHT = 460, 640
_STYLE = (
    "QWidget{background:#eef0f3} QLabel{border-radius:10px;padding:8px 10px}"
    " QLabel#customer{background:#ffffff;color:#1c1e21} QLabel#agent{background:#cfe5ff;color:#0b2545}"
)


class ChatWindow(QScrollArea):
    """The window. ``scroll_to(y)`` shows the chat from ``y`` pixels on; ``whole(y)`` tells which bubbles fit."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("chat tool")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self.setStyleSheet(_STYLE)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setSpacing(8)
        self._inner = inner
        self.bubbles = [_bubble(column, who, text) for who, text in CHAT]
        inner.setFixedWidth(WIDTH)
        self.setWidget(inner)
        self.setFixedSize(WIDTH, HEIGHT)

    @property
    def furthest(self) -> int:
        """How far it scrolls."""
        return self.verticalScrollBar().maximum()

    def scroll_to(self, y: int) -> None:
        """Show the chat from ``y`` on."""
        self.verticalScrollBar().setValue(y)

    def last_whole(self) -> int:
        """The number of the last bubble that is wholly in view."""
        low = self.verticalScrollBar().value() + HEIGHT
        return max(i for i, b in enumerate(self.bubbles) if b.mapTo(self._inner, b.rect().bottomLeft()).y() < low)


def _bubble(column: QVBoxLayout, who: str, text: str) -> QLabel:
    label = QLabel(text)
    label.setObjectName(who)
    label.setWordWrap(True)
    label.setMaximumWidth(300)
    row = QHBoxLayout()
    if who == "agent":
        row.addStretch(1)
    row.addWidget(label)
    if who == "customer":
        row.addStretch(1)
    column.addLayout(row)
    return label
