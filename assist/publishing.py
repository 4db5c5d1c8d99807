"""What the knowledge window publishes with: the open pack folder, the lead's key, the channel in the settings."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from assist.domain.channel import Proposal, Published
from assist.domain.errors import InputError
from assist.domain.placeholders import fields_of
from assist.packs.channel.publish import Plan, Publisher
from assist.packs.reader import SEMVER, read_pack
from assist.packs.writing import write_whole
from assist.receiving import LiveChannel
from assist.services.ports import Progress
from assist.services.team import fillable
from assist.team import Team

_VERSION = re.compile(r'(?m)^(\s*version\s*=\s*)(?:"[^"\n]*"|\'[^\'\n]*\')')
KEY_FILE = "lead.key"
"""In the state folder: the lead's key on a machine without a keyring."""


class LivePublishing:
    """Implements ``Publishing`` for the pack in ``folder``."""

    def __init__(self, team: Team, channel: LiveChannel, folder: Path) -> None:
        self._team = team
        self._channel = channel
        self._folder = folder

    def where(self) -> str:
        """See ``Publishing``."""
        return self._channel.where()

    def suggested(self) -> str:
        """See ``Publishing``."""
        pack = read_pack(self._folder)
        if not self.where():
            return pack.version
        there = {r.version for r in self._team.receiver().releases() if r.pack == pack.id}
        installed = self._channel.current(pack.id)
        if pack.version not in there and (installed is None or not installed.name.startswith(f"{pack.version}-")):
            return pack.version
        major, minor, patch = re.split(r"[.+-]", pack.version)[:3]
        return f"{major}.{minor}.{int(patch) + 1}"

    def publish(self, version: str, percent: int, notes: str, progress: Progress) -> Published:
        """See ``Publishing``."""
        head = self._folder / "pack.toml"
        before = head.read_text(encoding="utf-8")
        set_version(self._folder, version)
        try:
            made = self._publisher().publish(self._folder, Plan(percent, notes), progress)
        except BaseException:
            write_whole(head, before)
            raise
        return Published(made.pack, made.version, made.size, made.deltas[0].size if made.deltas else 0)

    def notice(self, text: str, say: str, hours: float) -> str:
        """See ``Publishing``."""
        return self._publisher().notice(text, say, hours).until

    def proposals(self) -> tuple[Proposal, ...]:
        """See ``Publishing``."""
        fields = fields_of(read_pack(self._folder).forms)
        return tuple(fillable(p, fields) for p in self._channel.proposals())

    def accept(self, proposal: Proposal) -> Path:
        """See ``Publishing``."""
        return self._channel.accept(proposal, self._folder)

    def reject(self, proposal: Proposal) -> None:
        """See ``Publishing``."""
        self._channel.reject(proposal)

    def _publisher(self) -> Publisher:
        file = self._team.home / KEY_FILE
        return self._team.publisher("", file if file.exists() else None)


def set_version(folder: Path, version: str) -> None:
    """Write ``version`` into ``pack.toml``, which otherwise stays as its author wrote it. Raises `InputError`."""
    if not SEMVER.fullmatch(version):
        raise InputError(f'"{version}" is not a version such as 1.4.0')
    head = folder / "pack.toml"
    text = head.read_text(encoding="utf-8")
    changed = _VERSION.sub(lambda found: f'{found[1]}"{version}"', text, count=1)
    try:
        written = tomllib.loads(changed)["pack"]["version"]
    except (tomllib.TOMLDecodeError, KeyError, TypeError):
        written = ""
    if written != version:
        raise InputError(f"{head}: the version could not be changed; write it there by hand")
    if changed != text:
        write_whole(head, changed)
