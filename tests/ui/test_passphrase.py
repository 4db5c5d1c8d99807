from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from assist.domain.settings import Settings
from assist.ui import translate
from assist.ui.passphrase import FirstDialogs, PassphraseDialog, wrong_passphrase
from assist.ui.theme import DARK
from tests.ui.fakes import RESOURCES


def test_the_first_dialogs_have_the_saved_language_and_colours(qtbot: QtBot) -> None:
    seen: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, PassphraseDialog)
        seen.extend((dialog.windowTitle(), dialog.palette().window().color().name(), dialog.problem.text()))
        dialog.first.setText("correct horse")
        dialog.accept()

    dialogs = FirstDialogs(Settings(language="zh_CN", theme="dark"), RESOURCES)
    try:
        QTimer.singleShot(50, look)
        assert dialogs.ask_passphrase(False, wrong_passphrase()) == "correct horse"
    finally:
        translate.install("en", RESOURCES / "translations")
    assert seen == ["口令", DARK.window, "这个口令打不开数据库。"]
