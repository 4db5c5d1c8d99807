"""The sheets of the sidebar: which one lies over the window, and what each is made of."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from assist.domain.assistance import Hit
from assist.domain.errors import AssistError
from assist.ui import keys
from assist.ui.controller import Controller
from assist.ui.look import Look
from assist.ui.panels.choice import ChoiceSheet
from assist.ui.panels.sheet import ArticleSheet, KeysSheet, Sheet
from assist.ui.parts import UiParts

if TYPE_CHECKING:
    from assist.ui.panels.settings import SettingsSheet
    from assist.ui.panels.summary import SummarySheet


class Sheets(QObject):
    """One lies over the window at a time; ``look`` is what the window looks like now."""

    closed = Signal()
    leaving = Signal()  # the window closes: whoever waits for a sheet waits no more

    def __init__(self, window: QWidget, look: Callable[[], Look], parts: UiParts, controller: Controller) -> None:
        super().__init__(window)
        self._window = window
        self._look = look
        self._parts = parts
        self._controller = controller
        self.top: Sheet | None = None

    def lay(self, sheet: Sheet) -> None:
        """Lay a sheet over the window, instead of the one that lies there."""
        if self.top is not None:
            self.top.close_sheet()
            sheet.take_focus()
        self.top = sheet
        sheet.closed.connect(self._closed)

    @Slot()
    def _closed(self) -> None:
        self.top = None
        self.closed.emit()

    def article(self, hit: Hit) -> ArticleSheet:
        """A whole article with the answering sentence marked."""
        sheet = ArticleSheet(self._window, self._look(), hit)
        self.lay(sheet)
        self._controller.knowledge.article(hit.article_id, sheet.show_article)
        return sheet

    def choose(self, title: str, options: tuple[str, ...], found_by: tuple[str, ...] = ()) -> int | None:
        """One of several lines; ``None`` when the sheet, or the window, is closed without a choice."""
        sheet = ChoiceSheet(self._window, self._look(), title, options, found_by)
        self.lay(sheet)
        wait = QEventLoop(self)
        sheet.closed.connect(wait.quit)
        self.leaving.connect(wait.quit)
        wait.exec()
        return sheet.chosen

    def keys(self) -> None:
        """Every key."""
        listed = tuple((" · ".join(k.keys), k.what) for k in keys.all_keys() if k.listed)
        self.lay(KeysSheet(self._window, self._look(), listed))

    def summary(self) -> SummarySheet:
        """The case in a few lines."""
        from assist.ui.panels.summary import SummarySheet  # noqa: PLC0415 - once a case

        desk = self._controller.desk
        sheet = SummarySheet(self._window, self._look(), self._controller.summary(), desk.case.summary)
        sheet.kept.connect(desk.keep_summary)
        sheet.copied.connect(self._copy_summary)
        self.lay(sheet)
        return sheet

    @Slot(str)
    def _copy_summary(self, text: str) -> None:
        self._controller.copy(text, self.tr("Summary copied"))

    def settings(self) -> SettingsSheet | None:
        """The settings; ``None`` where they are open: what was changed and not yet saved is not thrown away."""
        from assist.ui.panels.settings import SettingsSheet  # noqa: PLC0415 - seldom needed

        if isinstance(self.top, SettingsSheet):
            return None
        sheet = SettingsSheet(self._window, self._look(), self._controller.settings, self._parts)
        sheet.engine_key.connect(self._keep_engine_key)
        self.lay(sheet)
        return sheet

    @Slot(str, str)
    def _keep_engine_key(self, url: str, key: str) -> None:
        if self._parts.keep_engine_key is None:
            return
        try:
            self._parts.keep_engine_key(url, key)
        except AssistError as error:
            self._controller.notices.say(str(error))
