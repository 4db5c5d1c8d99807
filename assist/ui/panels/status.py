"""The first line: pack, model, language, open connections, menu."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QToolButton

from assist.domain.channel import Update
from assist.domain.pack import Pack
from assist.services.ports import Connections, ModelState
from assist.ui import words
from assist.ui.look import Look
from assist.ui.panels.common import MARGIN, Elided, icon_button, label, rename, text_button


class StatusBar(QFrame):
    """One line that says what answers here, and to how many hosts this program is connected."""

    def __init__(self, look: Look, menu: QMenu) -> None:
        super().__init__()
        self.setObjectName("status")
        self.setFixedHeight(36)
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN, 0, 4, 0)
        row.setSpacing(4)
        self._text = Elided()
        self._text.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._links = text_button("0 ⇅", self.tr("Open connections"))
        self._links.setFixedHeight(28)
        self.menu_button = icon_button(look, "menu", self.tr("Menu"), "F10")
        self.menu_button.setMenu(menu)
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._language = label()
        row.addWidget(self._text)
        self._update = label("", "accent")
        self._update.hide()
        row.addWidget(self._language)
        row.addWidget(self._update)
        self._clipboard_icon, self._clipboard = label(), label("", "muted")
        self._clipboard_icon.setPixmap(look.pixmap("paste", muted=True))
        for part in (self._clipboard_icon, self._clipboard):
            part.hide()
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self._links, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.menu_button, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_state(self, pack: Pack | None, model: ModelState, language: str | None, seen: Connections) -> None:
        """What there is now; ``language`` is the conversation's."""
        parts = [f"{pack.name} {pack.version.removesuffix('.0')}" if pack else self.tr("No knowledge yet")]
        if model.state == "ready" or (model.name and model.state == "off"):  # "off": not asked yet, so not loaded
            parts.append(words.model_name(model.name))
        else:
            parts.append(" ".join(filter(None, (words.model_name(model.name), words.model_state(model.state)))))
        self._language.setText(f"· {language.partition('-')[0].upper()}" if language else "")
        self._text.setText(" · ".join(parts))
        self._text.setAccessibleName(", ".join(filter(None, (self._text.text(), model.detail))))
        self._links.setText(f"{seen.count} ⇅")
        rename(self._links, self._about_links(seen))

    def show_update(self, update: Update | None) -> None:
        """A version that waits for the next conversation; ``None`` hides it."""
        self._update.setVisible(update is not None)
        if update is not None:
            self._update.setText(f"↑ {update.version.removesuffix('.0')}")
            about = self.tr("{name} {version} is ready: it is used from the next conversation.")
            rename(self._update, about.format(name=update.name, version=update.version))

    def show_clipboard(self, state: str, title: str) -> None:
        """Whether copied conversations are taken in now, in a sign and in words."""
        signs = {"waiting": "", "watching": self.tr("on"), "paused": self.tr("paused"), "blind": "?"}
        about = {
            "waiting": self.tr("Clipboard watch: no window you named is in front."),
            "watching": self.tr("Clipboard watch: a conversation copied in “{title}” is taken in."),
            "paused": self.tr("Clipboard watch: paused, {title} is in front."),
            "blind": self.tr("Clipboard watch is off: this desktop does not tell which window is in front."),
        }
        self._clipboard.setText(signs.get(state, ""))
        for part in (self._clipboard_icon, self._clipboard):
            part.setVisible(state in signs)
            rename(part, about.get(state, "").replace("{title}", title))

    def _about_links(self, seen: Connections) -> str:
        if not seen.count:
            first = self.tr("No open connections: nothing leaves this computer.")
        else:
            first = self.tr("Open connections: {n}").format(n=seen.count) + "\n" + "\n".join(seen.peers)
        allowed = self.tr("Allowed: {hosts}").format(hosts=", ".join(seen.allowed) or self.tr("none"))
        return f"{first}\n{allowed}"
