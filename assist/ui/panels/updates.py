"""What the team's channel brought: what is ready, what is to come, what is kept and can be gone back to."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QDateTime, QLocale, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from assist.domain.channel import Update
from assist.domain.pack import KeptVersion
from assist.ui.look import Look
from assist.ui.panels.common import clear, label, text_button
from assist.ui.panels.sheet import Sheet
from assist.ui.team import TeamDesk


class UpdatesSheet(Sheet):
    """One column: the channel, updates, the versions on this computer."""

    def __init__(self, parent: QWidget, look: Look, team: TeamDesk) -> None:
        super().__init__(parent, look, "")
        self.set_title(self.tr("Updates"))
        self._team = team
        self._column = self.scrolling()
        self._column.setSpacing(8)
        self._kept: tuple[KeptVersion, ...] = ()
        foot = QHBoxLayout()
        foot.addStretch(1)
        self.look_button = text_button(self.tr("Look now"), self.tr("Ask the channel now"), "primary")
        self.look_button.clicked.connect(team.look)
        self.look_button.setEnabled(bool(team.where))
        foot.addWidget(self.look_button)
        self.body.addLayout(foot)
        team.changed.connect(self._reload)
        self._reload()

    def _reload(self) -> None:
        self._fill()
        self._team.versions(self._versions_read)

    def _versions_read(self, kept: tuple[KeptVersion, ...]) -> None:
        if kept != self._kept:
            self._kept = kept
            self._fill()

    def _fill(self) -> None:
        clear(self._column)
        self._say(self._about_channel(), "muted")
        for update in self._team.news.ready:
            text = self.tr("{name} {version} is ready. It is used from the next conversation.")
            if not self._team.comes(update.pack):
                text = self.tr("{name} {version} is ready; the pack that is open was chosen by hand and stays.")
            self._row(text.format(name=update.name, version=update.version), self.tr("Use it now"), self._team.switch)
            self._notes(update)
        for update in self._team.news.coming:
            text = self.tr("{name} {version} comes at {time}.")
            said = text.format(name=update.name, version=update.version, time=when(update.due))
            self._row(said, self.tr("Take it now"), self._team.receive_now)
            self._notes(update)
        if self._kept:
            self._say(self.tr("Versions on this computer"), "title")
        for version in self._kept:
            self._version(version)
        self._column.addStretch(1)

    def _about_channel(self) -> str:
        team = self._team
        if not team.where:
            return self.tr("No channel is configured. Your lead knows its address; it goes into the settings.")
        lines = [team.where]
        if team.looked_at:
            lines.append(self.tr("Last looked: {time}").format(time=when(team.looked_at)))
        if team.fault:
            lines.append(self.tr("Not reached: {why}").format(why=team.fault))
        if team.receiving:
            lines.append(self.tr("Receiving…"))
        elif team.looked_at and not team.news.ready and not team.news.coming:
            lines.append(self.tr("Nothing new."))
        return "\n".join(lines)

    def _notes(self, update: Update) -> None:
        if update.notes:
            self._say(update.notes, "muted")

    def _version(self, version: KeptVersion) -> None:
        signed = ""
        if version.signed:
            signed = self.tr("signed by {who}, {time}").format(who=version.signer, time=when(version.signed))
        states = {"current": self.tr("in use"), "next": self.tr("ready")}
        state = states.get(version.state, "")
        text = " · ".join(filter(None, (version.version, state, signed or self.tr("not signed"))))
        if version.state == "current":
            self._row(text, "", None)
            return
        name = self.tr("Use version {version}").format(version=version.version)
        self._row(text, self.tr("Use this"), lambda: self._team.roll_back(version.version, self._reload), name)

    def _row(self, text: str, word: str, act: Callable[[], None] | None, name: str = "") -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        said = label(text)
        said.setWordWrap(True)
        row.addWidget(said, 1)
        if act is not None:
            button = text_button(word, name or word, "plain")
            button.clicked.connect(act)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(row)

    def _say(self, text: str, style: str) -> None:
        said = label(text, style)
        said.setWordWrap(True)
        self._column.addWidget(said)


def when(at: str) -> str:
    """A time of ours (ISO 8601, UTC) as people here write it: today only the hour."""
    moment = QDateTime.fromString(at, Qt.DateFormat.ISODate).toLocalTime()
    if moment.date() == QDateTime.currentDateTime().date():
        return QLocale().toString(moment.time(), QLocale.FormatType.ShortFormat)
    return QLocale().toString(moment, QLocale.FormatType.ShortFormat)
