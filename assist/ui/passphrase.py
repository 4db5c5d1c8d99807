"""The dialogs before the window: a passphrase, and what to do on a machine without a keyring."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from assist.ui.panels.common import label, text_button
from assist.ui.theme import colours_for, qt_palette, stylesheet

MIN_LENGTH = 8


class NoKeyring(StrEnum):
    """What the user chose on a machine without a keyring."""

    PASSPHRASE = "passphrase"  # noqa: S105 - the name of a choice
    KEEP_NOTHING = "keep_nothing"
    QUIT = "quit"


class PassphraseDialog(QDialog):
    """Asks for a passphrase; twice with ``confirm``, when it is a new one. ``why`` says what went wrong before."""

    def __init__(self, *, confirm: bool, why: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self.setWindowTitle(self.tr("Assist: passphrase"))
        self._confirm = confirm
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        text = self.tr(
            "Choose a passphrase. It encrypts your conversations on this computer. It is kept nowhere: without it they "
            "cannot be read again."
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
        cancel = text_button(self.tr("Cancel"), style="plain")
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


class NoKeyringDialog(QDialog):
    """This machine has no keyring: the user chooses, nothing is stored in the clear behind their back."""

    def __init__(self, why: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self.setWindowTitle(self.tr("Assist: no keyring"))
        self.choice = NoKeyring.QUIT
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        about = QLabel(
            self.tr(
                "This computer offers no keyring to keep the key of the encrypted database in ({why}). You can open it "
                "with a passphrase, or work without keeping anything."
            ).format(why=why.rstrip("."))
        )
        about.setWordWrap(True)
        column.addWidget(about)
        for text, style, choice in (
            (self.tr("Use a passphrase"), "primary", NoKeyring.PASSPHRASE),
            (self.tr("Keep nothing"), "plain", NoKeyring.KEEP_NOTHING),
            (self.tr("Quit"), "plain", NoKeyring.QUIT),
        ):
            button = text_button(text, style=style)
            button.setProperty("choice", choice.value)
            button.clicked.connect(self._chosen)
            column.addWidget(button)
        self.setMinimumWidth(360)

    def _chosen(self) -> None:
        sender = self.sender()
        self.choice = NoKeyring(sender.property("choice")) if sender is not None else NoKeyring.QUIT
        self.accept()


def _dress(dialog: QDialog, theme: str) -> None:
    colours = colours_for(theme)
    dialog.setPalette(qt_palette(colours))
    dialog.setStyleSheet(stylesheet(colours))


def ask_passphrase(*, confirm: bool, why: str = "", theme: str = "auto") -> str | None:
    """The passphrase, or ``None`` when the user gave up. Needs a running ``QApplication``."""
    dialog = PassphraseDialog(confirm=confirm, why=why)
    _dress(dialog, theme)
    return dialog.passphrase() if dialog.exec() == QDialog.DialogCode.Accepted else None


def ask_without_keyring(why: str, theme: str = "auto") -> NoKeyring:
    """What to do on a machine without a keyring. Needs a running ``QApplication``."""
    dialog = NoKeyringDialog(why)
    _dress(dialog, theme)
    dialog.exec()
    return dialog.choice
