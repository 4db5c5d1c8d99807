"""The dialogs before the window: a passphrase where there is no keyring, and what it means to give none."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from assist.domain.settings import Settings
from assist.ui import translate
from assist.ui.panels.common import label, text_button
from assist.ui.theme import colours_for, qt_palette, stylesheet

MIN_LENGTH = 8


class PassphraseDialog(QDialog):
    """Asks for a passphrase; twice with ``confirm``, when it is a new one. ``why`` says what went wrong before."""

    def __init__(self, *, confirm: bool, why: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self.setWindowTitle(self.tr("Passphrase"))
        self._confirm = confirm
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        text = self.tr(
            "This computer has no keyring for the key of your conversations. Choose a passphrase to encrypt them "
            "with. It is kept nowhere: without it they cannot be read again."
        )
        about = QLabel(text if confirm else self.tr("Your passphrase, to open your conversations."))
        about.setWordWrap(True)
        column.addWidget(about)
        self.first = self._line(self.tr("Passphrase"))
        self.second = self._line(self.tr("The same again"))
        self.second.setVisible(confirm)
        column.addWidget(self.first)
        column.addWidget(self.second)
        self.problem = label(why, "strong")
        self.problem.setWordWrap(True)
        column.addWidget(self.problem)
        foot = QHBoxLayout()
        foot.addStretch(1)
        cancel = text_button(self.tr("Keep nothing") if confirm else self.tr("Cancel"), style="plain")
        cancel.clicked.connect(self.reject)
        self.ok = text_button(self.tr("Open") if not confirm else self.tr("Set"), style="primary")
        self.ok.setDefault(True)
        self.ok.clicked.connect(self.accept)
        foot.addWidget(cancel)
        foot.addWidget(self.ok)
        column.addLayout(foot)
        self.setMinimumWidth(360)
        self._check()

    def passphrase(self) -> str:
        """What was typed."""
        return self.first.text()

    def _line(self, name: str) -> QLineEdit:
        line = QLineEdit()
        line.setEchoMode(QLineEdit.EchoMode.Password)
        line.setPlaceholderText(name)
        line.setAccessibleName(name)
        line.textEdited.connect(self._check)
        return line

    def _check(self, _text: str = "") -> None:
        text, again = self.first.text(), self.second.text()
        if not self._confirm:
            self.ok.setEnabled(bool(text))
            return
        long_enough = len(text) >= MIN_LENGTH
        self.ok.setEnabled(long_enough and text == again)
        if text and not long_enough:
            self.problem.setText(self.tr("At least {n} characters.").format(n=MIN_LENGTH))
        elif again and text != again:
            self.problem.setText(self.tr("The two differ."))
        elif text:
            self.problem.setText("")


class NothingKeptDialog(QDialog):
    """Neither keyring nor passphrase: the window works, and keeps nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self.setWindowTitle(self.tr("Nothing is kept"))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        about = QLabel(
            self.tr(
                "Without a keyring or a passphrase nothing is written to disk: conversations and forms are gone when "
                "the window closes. Everything else works. You are asked again at the next start."
            )
        )
        about.setWordWrap(True)
        column.addWidget(about)
        ok = text_button(self.tr("Go on"), style="primary")
        ok.setDefault(True)
        ok.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(ok)
        column.addLayout(foot)
        self.setMinimumWidth(360)


def wrong_passphrase() -> str:
    """What a wrong passphrase is answered with, in the window's language."""
    return QCoreApplication.translate("PassphraseDialog", "That passphrase does not open the database.")


class FirstDialogs:
    """The dialogs before there is a window, in the language and the colours of ``settings``.

    Needs a ``QApplication``. ``resources`` is the folder with ``translations``.
    """

    def __init__(self, settings: Settings, resources: Path) -> None:
        translate.install(settings.language, resources / "translations")
        self._colours = colours_for(settings.theme)

    def ask_passphrase(self, confirm: bool, why: str = "") -> str | None:  # noqa: FBT001 - the port's signature
        """The passphrase; ``None`` when the user would rather not.

        ``confirm`` asks for a new one, twice; ``why`` says what was wrong with the last one.
        """
        dialog = PassphraseDialog(confirm=confirm, why=why)
        accepted = self._show(dialog)
        return dialog.passphrase() if accepted else None

    def explain_no_keyring(self) -> None:
        """Say what it means that the user gave no passphrase."""
        self._show(NothingKeptDialog())

    def _show(self, dialog: QDialog) -> bool:
        dialog.setPalette(qt_palette(self._colours))
        dialog.setStyleSheet(stylesheet(self._colours))
        return dialog.exec() == int(QDialog.DialogCode.Accepted)
