"""Proposals in the window: an agent's on its way, a lead's review; and the keys and logins the settings hand over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject

from assist.domain.channel import Proposal
from assist.domain.conversation import Speaker
from assist.domain.pack import FormField
from assist.domain.placeholders import fields_of
from assist.services.team import TeamChannel, fillable, masked
from assist.ui import words
from assist.ui.controller import Controller
from assist.ui.notices import Notice
from assist.ui.tasks import Job


class Proposing(QObject):
    """Every answer arrives through a callback; what goes wrong is a notice. ``look`` asks the channel."""

    def __init__(self, port: TeamChannel | None, controller: Controller, look: Callable[[], None]) -> None:
        super().__init__(controller)
        self._port = port
        self._controller = controller
        self._look = look

    def mask(self, proposal: Proposal) -> Proposal:
        """The proposal as it may leave this machine."""
        return self._masked(proposal)

    def propose(self, proposal: Proposal, done: Callable[[], None]) -> None:
        """Hide personal data, keep it, and look at the channel, which sends it."""
        port, pack = self._port, self._controller.knowledge.pack
        if port is None:
            return
        made = self._masked(replace(proposal, pack=pack.id if pack is not None else ""))

        def kept(_nothing: object) -> None:
            self._controller.notices.say(self.tr("Proposed to your lead"))
            done()
            self._look()

        self._controller.tasks.run("propose", lambda _job: port.propose(made), kept, self._say)

    def _masked(self, proposal: Proposal) -> Proposal:
        control = self._controller
        found = control.shown
        fields = {k: v.value for k, v in found.form.fields.items() if v.value} if found and found.form else {}
        turns = control.conversation.turns
        names = tuple(t.name for t in turns if t.name and t.speaker is not Speaker.AGENT)
        own = (control.settings.agent_name, *(t.name or "" for t in turns if t.speaker is Speaker.AGENT))
        return masked(proposal, fields, names, self._fields(), tuple(filter(None, own)))

    def _fields(self) -> tuple[FormField, ...]:
        pack = self._controller.knowledge.pack
        return fields_of(pack.forms) if pack is not None else ()

    def proposals(self, found: Callable[[tuple[Proposal, ...]], None], failed: Callable[[Exception], None]) -> None:
        """The review queue, handed to ``found``."""
        port, known = self._port, self._fields()
        if port is not None:

            def work(_job: Job) -> tuple[Proposal, ...]:
                return tuple(fillable(p, known) for p in port.proposals())

            self._controller.tasks.run("review", work, found, failed)

    def review(self, proposal: Proposal, *, accept: bool, done: Callable[[], None]) -> None:
        """Take a proposal into the open pack folder, or remove it."""
        port, pack = self._port, self._controller.knowledge.pack
        if port is None or pack is None:
            return
        root = Path(pack.root)

        def work(_job: Job) -> Path | None:
            if accept:
                return port.accept(proposal, root)
            port.reject(proposal)
            return None

        def reviewed(file: Path | None) -> None:
            if file is not None:
                self._controller.knowledge.open(root)
                self._controller.notices.say(self.tr("Accepted: {file}").format(file=file.name))
            else:
                self._controller.notices.say(self.tr("Rejected"))
            done()

        self._controller.tasks.run("review", work, reviewed, self._say)

    @property
    def can_accept(self) -> bool:
        """Whether the open pack is a folder of the lead's own, not an installed version."""
        pack, port = self._controller.knowledge.pack, self._port
        return pack is not None and port is not None and not port.is_installed(Path(pack.root))

    # -- keys --------------------------------------------------------------------------------------------------

    def pinned(self) -> tuple[str, ...]:
        """The leads whose keys are pinned."""
        return self._port.pinned() if self._port is not None else ()

    def keep_secrets(self, key: str, login: str) -> None:
        """A lead's public key and the channel's login from the settings."""
        port = self._port
        if port is None or not (key or login):
            return

        def work(_job: Job) -> str:
            who = port.pin(key) if key else ""
            if login:
                port.keep_login(login)
            return who

        def kept(who: str) -> None:
            if who:
                self._controller.notices.say(self.tr("Key pinned: {who}").format(who=who))
            self._look()

        self._controller.tasks.run("pin", work, kept, self._say)

    def _say(self, error: Exception) -> None:
        self._controller.notices.put(Notice("input", words.first_line(error), "warning", closable=True))
