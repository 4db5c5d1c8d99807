"""The team's channel as the window uses it: look, fetch, embed in the background, wait for the next conversation."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from assist.domain.channel import Proposal, TeamNews, Update
from assist.domain.errors import AssistError, ChannelFailed, InputError
from assist.domain.pack import KeptVersion
from assist.packs.channel.index import Release
from assist.packs.channel.proposals import Outbox, read_proposals, remove, take_in
from assist.packs.channel.receive import News, Receiver
from assist.packs.channel.transport import Transport
from assist.packs.library import FolderLibrary
from assist.packs.sealing import read_public_key
from assist.packs.trust import Role, Standing
from assist.services.ports import Clock, Progress
from assist.settings.secrets import keep_channel_login
from assist.team import Team

Prepare = Callable[[Path, Progress], object]


class LiveChannel:
    """Implements ``TeamChannel``; ``prepare`` embeds a pack without disturbing the one that is open.

    ``own`` is the folder of the program's own packs, which nobody writes into.
    """

    def __init__(self, team: Team, library: FolderLibrary, clock: Clock, own: Path, prepare: Prepare) -> None:
        self._team = team
        self._own = own
        self._library = library
        self._clock = clock
        self._prepare = prepare

    def where(self) -> str:
        """See ``TeamChannel``."""
        with suppress(InputError):
            return self._team.address().text.partition("?")[0]
        return ""

    def remembered(self) -> TeamNews:
        """See ``TeamChannel``."""
        if not self.where():
            return TeamNews()
        receiver = self._team.receiver()
        return self._news(receiver.remembered(), receiver)

    def look(self) -> TeamNews:
        """See ``TeamChannel``."""
        receiver = self._team.receiver()
        heard = receiver.look()
        with suppress(ChannelFailed):  # a channel that agents may only read: they wait
            self._outbox().send(self._channel())
        return self._news(heard, receiver)

    def receive(self, progress: Progress, *, now: bool = False) -> TeamNews:
        """See ``TeamChannel``."""
        receiver = self._team.receiver()
        for offer in receiver.remembered().offers:
            if now or offer.due <= self._clock.now():
                got = receiver.fetch(offer.release, progress)
                self._prepare(Path(got.root), progress)
        return self._news(receiver.remembered(), receiver)

    def take(self, pack_id: str) -> Path | None:
        """See ``TeamChannel``."""
        return self._library.take_next(pack_id)

    def current(self, pack_id: str) -> Path | None:
        """See ``TeamChannel``."""
        return self._library.current(pack_id)

    def newcomer(self) -> Path | None:
        """See ``TeamChannel``."""
        with suppress(AssistError):
            packs = dict.fromkeys(r.pack for r in self._team.receiver().releases())
            return next((f for p in packs if (f := self._library.current(p)) is not None), None)
        return None

    def versions(self, pack_id: str) -> tuple[KeptVersion, ...]:
        """See ``TeamChannel``."""
        with suppress(InputError):
            return self._library.versions(pack_id)
        return ()

    def roll_back(self, pack_id: str, version: str) -> Path:
        """See ``TeamChannel``."""
        chosen = self._library.roll_back(pack_id, version)
        return self._library.home_of(pack_id) / chosen.folder

    def propose(self, proposal: Proposal) -> None:
        """See ``TeamChannel``."""
        self._outbox().put(replace(proposal, at=self._clock.now()))

    def send(self) -> int:
        """Send the proposals that wait, now."""
        return self._outbox().send(self._channel())

    def proposals(self) -> tuple[Proposal, ...]:
        """See ``TeamChannel``."""
        return read_proposals(self._channel(), self._team.trust)

    def accept(self, proposal: Proposal, pack: Path) -> Path:
        """See ``TeamChannel``."""
        file = take_in(proposal, pack)
        remove(self._channel(), proposal)
        return file

    def reject(self, proposal: Proposal) -> None:
        """See ``TeamChannel``."""
        remove(self._channel(), proposal)

    def pinned(self) -> tuple[str, ...]:
        """See ``TeamChannel``."""
        with suppress(AssistError):
            known = self._team.trust.known()
            return tuple(k.who for k in known if k.role is Role.PUBLISH and k.standing is Standing.TRUSTED)
        return ()

    def pin(self, key: str) -> str:
        """See ``TeamChannel``."""
        return self._team.trust.pin(read_public_key(key)).who

    def is_installed(self, folder: Path) -> bool:
        """See ``TeamChannel``."""
        return any(folder.resolve().is_relative_to(p.resolve()) for p in (self._team.home, self._own))

    def keep_login(self, login: str) -> None:
        """See ``TeamChannel``."""
        address = self._team.address()
        if not address.is_folder:
            keep_channel_login(address.host, login)

    def _channel(self) -> Transport:
        return self._team.transport(self._team.address())

    def _outbox(self) -> Outbox:
        return Outbox(self._team.home / "outbox", self._team.machine_key())

    def _news(self, heard: News, receiver: Receiver) -> TeamNews:
        ready = tuple(u for pack in heard.packs if (u := self._ready(pack, receiver.releases())) is not None)
        coming = tuple(_update(o.release, o.due) for o in heard.offers)
        return TeamNews(ready, coming, heard.notices, heard.keys)

    def _ready(self, pack_id: str, releases: tuple[Release, ...]) -> Update | None:
        waits = self._library.waiting(pack_id)
        if waits is None:
            return None
        version = waits.name.rpartition("-")[0]
        known = next((r for r in releases if (r.pack, r.version) == (pack_id, version)), None)
        return Update(pack_id, pack_id, version) if known is None else _update(known)


def _update(release: Release, due: str = "") -> Update:
    return Update(release.pack, release.name, release.version, release.notes, due)
