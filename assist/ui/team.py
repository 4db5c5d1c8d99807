"""The team's channel in the window: looks now and then, shows notices, and switches packs between conversations."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QDateTime, QLocale, QObject, Qt, QTimer, Signal, Slot

from assist.domain.channel import TeamNews, TeamNotice, Update
from assist.domain.errors import InputError, Untrusted
from assist.domain.pack import KeptVersion
from assist.services.ports import Clock
from assist.services.team import TeamChannel
from assist.ui import words
from assist.ui.controller import Controller
from assist.ui.notices import Notice
from assist.ui.tasks import Job

_SPREAD = 0.25
_GROUP = "channel"
_FETCH = "receive"
_BACK_OFF_S = 300.0
"""After a fetch that failed: a pack that is refused must not be downloaded at every look."""


class TeamDesk(QObject):
    """What came over the channel. ``changed`` says that `news`, `fault` or `looked_at` did."""

    changed = Signal()

    def __init__(
        self, port: TeamChannel | None, controller: Controller, clock: Clock, own_choice: Callable[[], bool]
    ) -> None:
        super().__init__(controller)
        self._port = port
        self._controller = controller
        self._clock = clock
        self._own_choice = own_choice
        self._told: dict[str, TeamNotice] = {}
        self._announced: set[tuple[str, str]] = set()
        self.news = TeamNews()
        self.fault = ""
        self.looked_at = ""
        self._again_at = float("-inf")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)
        self._expiry = QTimer(self)
        self._expiry.setSingleShot(True)
        self._expiry.timeout.connect(self._expire)
        controller.conversation_changed.connect(self._conversation_changed)

    # -- looking -----------------------------------------------------------------------------------------------

    @property
    def where(self) -> str:
        """The channel, empty when there is none."""
        configured = bool(self._controller.settings.channel)
        return self._port.where() if self._port is not None and configured else ""

    def start(self) -> None:
        """What was last heard at once, then a look, then one every while; also after the settings changed."""
        self._timer.stop()
        if not self.where or self._port is None:
            self._heard(TeamNews(), looked=False)
            return
        port = self._port
        self._run(lambda _job: port.remembered(), lambda news: self._heard(news, looked=False), then=self.look)

    @Slot()
    def look(self) -> None:
        """Ask the channel, unless it is being asked; the next look is planned."""
        port = self._port
        if port is None or not self.where or self.busy:
            return
        self._run(lambda _job: port.look(), lambda news: self._heard(news, looked=True))
        self.changed.emit()
        seconds = self._controller.settings.channel_every
        self._timer.start(int(seconds * 1000 * random.uniform(1 - _SPREAD, 1 + _SPREAD)))  # noqa: S311 - spread only

    @property
    def busy(self) -> bool:
        """Whether the channel is being asked."""
        return self._controller.tasks.busy(_GROUP)

    @property
    def receiving(self) -> bool:
        """Whether a pack is being fetched or embedded; looks go on meanwhile."""
        return self._controller.tasks.busy(_FETCH)

    def receive_now(self) -> None:
        """Take whatever there is, whether or not it is this machine's turn."""
        self._receive(now=True)

    def _receive(self, *, now: bool) -> None:
        port = self._port
        if port is None or self.receiving:
            return

        def work(job: Job) -> TeamNews:
            return port.receive(lambda done, total, what: job.emit((done, total, what)), now=now)

        def failed(error: Exception) -> None:
            self._again_at = self._clock.monotonic() + _BACK_OFF_S
            self._failed(error)

        self._controller.tasks.run(_FETCH, work, lambda news: self._heard(news, looked=False), failed)
        self.changed.emit()

    def _run(
        self, work: Callable[[Job], Any], done: Callable[[Any], None], then: Callable[[], None] | None = None
    ) -> None:
        def finished(answer: Any) -> None:
            done(answer)
            if then is not None:
                then()

        def failed(error: Exception) -> None:
            self._failed(error)
            if then is not None:
                then()

        self._controller.tasks.run(_GROUP, work, finished, failed)

    def _heard(self, news: TeamNews, *, looked: bool) -> None:
        self.news = news
        if looked:
            self.fault, self.looked_at = "", self._clock.now()
            self._controller.notices.drop("channel")
        for line in news.keys:
            self._controller.notices.put(
                Notice("keys", self.tr("Keys: {what}").format(what=line), "lock", closable=True)
            )
        self._show_notices()
        self._announce()
        rested = self._clock.monotonic() >= self._again_at
        if looked and rested and any(u.due <= self.looked_at for u in news.coming):
            self._receive(now=False)
        self.changed.emit()
        self._conversation_changed()

    def _failed(self, error: Exception) -> None:
        """Being offline is no news; a channel that is not to be trusted is."""
        self.fault = words.first_line(error)
        if isinstance(error, Untrusted | InputError):
            text = self.tr("The team's channel was refused, what is here stays: {why}").format(why=self.fault)
            self._controller.notices.put(Notice("channel", text, "warning", closable=True))
        self.changed.emit()

    # -- notices -----------------------------------------------------------------------------------------------

    def _show_notices(self) -> None:
        """Put up what is new, take down what no longer holds; what the agent has put away stays away."""
        notices, now = self._controller.notices, self._clock.now()
        holding = {n.id: n for n in self.news.notices if n.holds(now)}
        for gone in [i for i in self._told if i not in holding]:
            del self._told[gone]
            notices.drop(f"team-{gone}")
        for notice in holding.values():
            if notice.id not in self._told:
                self._told[notice.id] = notice
                notices.keep(lambda n=notice: self._banner(n))  # type: ignore[misc]  # bound at once
        ends = min((n.until for n in holding.values()), default="")
        if ends:
            self._expiry.start(max(100, min(2**31 - 1, _moment(now).msecsTo(_moment(ends)) + 200)))

    def _banner(self, notice: TeamNotice) -> Notice:
        until = QLocale().toString(_moment(notice.until).toLocalTime().time(), QLocale.FormatType.ShortFormat)
        head = self.tr("From your team, until {time}").format(time=until)
        action = self.tr("Insert reply") if notice.say else ""
        return Notice(
            f"team-{notice.id}",
            f"{head}\n{notice.text}",
            "warning",
            action,
            lambda: self._insert(notice),
            closable=True,
            lines=9,
        )

    def _insert(self, notice: TeamNotice) -> None:
        self._controller.table.hand_over(notice.say)

    @Slot()
    def _expire(self) -> None:
        self._show_notices()

    # -- packs -------------------------------------------------------------------------------------------------

    def waiting_for(self) -> Update | None:
        """The update of the open pack that is ready, else any that is."""
        pack = self._controller.knowledge.pack
        mine = next((u for u in self.news.ready if pack is not None and u.pack == pack.id), None)
        return mine or next(iter(self.news.ready), None)

    def _announce(self) -> None:
        for update in self.news.ready:
            said = (update.pack, update.version) in self._announced
            if not said and self._controller.conversation.turns and self.comes(update.pack):
                self._controller.notices.say(
                    self.tr("{name} {version} comes with the next conversation").format(
                        name=update.name, version=update.version
                    )
                )
            self._announced.add((update.pack, update.version))

    @Slot()
    def _conversation_changed(self) -> None:
        """Between two conversations is the time to switch."""
        if self._controller.conversation.turns:
            return
        coming = tuple(u for u in self.news.ready if self.comes(u.pack))
        if coming:
            self._switch(coming, chosen=False)
        else:
            self._follow()

    def _follow(self) -> None:
        """A version that a command put in use meanwhile is opened now."""
        pack, port = self._controller.knowledge.pack, self._port
        used = port.current(pack.id) if port is not None and pack is not None else None
        if pack is not None and used is not None and used.parent == Path(pack.root).parent and used != Path(pack.root):
            self._controller.knowledge.open(used)
            return
        free = not self._controller.settings.pack and not self._own_choice()
        if port is not None and pack is not None and used is None and free and self.where:
            received = port.newcomer()
            if received is not None:
                self._controller.knowledge.open(received)

    @Slot()
    def switch(self) -> None:
        """Use every version that is ready, now: the agent asks for it."""
        self._switch(self.news.ready, chosen=True)

    def _switch(self, updates: tuple[Update, ...], *, chosen: bool) -> None:
        self.news = replace(self.news, ready=tuple(u for u in self.news.ready if u not in updates))
        for update in updates:
            self._take(update, chosen=chosen)
        self.changed.emit()

    def comes(self, pack_id: str) -> bool:
        """Whether a version of this pack is opened with the next conversation, or another pack stays open then."""
        pack = self._controller.knowledge.pack
        return (pack is not None and pack.id == pack_id) or not (self._controller.settings.pack or self._own_choice())

    def _take(self, update: Update, *, chosen: bool) -> None:
        port = self._port
        if port is None:
            return

        def done(folder: Path | None) -> None:
            if folder is not None and self._use(update.pack, folder, chosen=chosen):
                self._controller.notices.say(
                    self.tr("{name} {version} is in use").format(name=update.name, version=update.version)
                )

        self._controller.tasks.run(f"take-{update.pack}", lambda _job: port.take(update.pack), done, self._failed)

    def _use(self, pack_id: str, folder: Path, *, chosen: bool) -> bool:
        """Open the folder where it is a version of the open pack, or the first pack that the team has; whether so."""
        control = self._controller
        pack = control.knowledge.pack
        if pack is not None and pack.id == pack_id and Path(pack.root).parent == folder.parent:
            control.knowledge.open(folder)
        elif not control.settings.pack and not self._own_choice():
            control.change_settings(replace(control.settings, pack=pack_id))
        elif chosen:  # for now: the pack of the settings or the command line is opened again with the next start
            control.knowledge.open(folder)
        else:
            return False
        return True

    def versions(self, found: Callable[[tuple[KeptVersion, ...]], None]) -> None:
        """What is kept of the open pack, handed to ``found``."""
        pack, port = self._controller.knowledge.pack, self._port
        if pack is None or port is None:
            found(())
            return
        self._controller.tasks.run("versions", lambda _job: port.versions(pack.id), found, self._say)

    def roll_back(self, version: str, done: Callable[[], None]) -> None:
        """Use a version of the open pack that is kept."""
        pack, port = self._controller.knowledge.pack, self._port
        if pack is None or port is None:
            return

        def rolled(folder: Path) -> None:
            self.news = replace(self.news, ready=tuple(u for u in self.news.ready if u.pack != pack.id))
            self._controller.knowledge.open(folder)
            self._controller.notices.say(self.tr("{name} {version} is in use").format(name=pack.name, version=version))
            self.changed.emit()
            done()

        self._controller.tasks.run("versions", lambda _job: port.roll_back(pack.id, version), rolled, self._say)

    def _say(self, error: Exception) -> None:
        self._controller.notices.put(Notice("input", words.first_line(error), "warning", closable=True))


def _moment(at: str) -> QDateTime:
    return QDateTime.fromString(at, Qt.DateFormat.ISODate)
