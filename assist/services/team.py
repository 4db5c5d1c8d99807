"""What the window needs of the team's channel, and what an agent's proposal is made of."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from assist.domain.channel import Proposal, Published, TeamNews
from assist.domain.masking import mask
from assist.domain.pack import FieldType, FormField, KeptVersion
from assist.domain.persons import names_in
from assist.domain.placeholders import with_placeholders
from assist.services.ports import Progress

_SHORTEST = 4
"""A value of fewer characters ("no", "2") may stand in a reply for something else."""


class TeamChannel(Protocol):
    """The channel in the settings. Calls block, and raise one-line `AssistError` that leave everything as it was."""

    def where(self) -> str:
        """The channel, for people; empty when none is configured."""

    def remembered(self) -> TeamNews:
        """What was last heard; asks nobody."""

    def look(self) -> TeamNews:
        """Ask, and send the proposals that wait; takes a moment only, whatever there is to fetch."""

    def receive(self, progress: Progress, *, now: bool = False) -> TeamNews:
        """Fetch what is due (with ``now`` whatever there is) and embed it; that may take long."""

    def take(self, pack_id: str) -> Path | None:
        """Use the version that is ready; its folder."""

    def current(self, pack_id: str) -> Path | None:
        """The folder of the version in use, ``None`` when the pack is not installed; takes no time."""

    def newcomer(self) -> Path | None:
        """The folder in use of the first pack on the channel that is installed, as last heard; asks nobody."""

    def versions(self, pack_id: str) -> tuple[KeptVersion, ...]:
        """What is kept of a pack, newest first."""

    def roll_back(self, pack_id: str, version: str) -> Path:
        """Use a version that is kept; its folder."""

    def propose(self, proposal: Proposal) -> None:
        """Keep a proposal, to be sent with the next look."""

    def proposals(self) -> tuple[Proposal, ...]:
        """What agents proposed, oldest first."""

    def accept(self, proposal: Proposal, pack: Path) -> Path:
        """Put a proposal into the pack folder; the file it became."""

    def reject(self, proposal: Proposal) -> None:
        """Remove a proposal."""

    def pinned(self) -> tuple[str, ...]:
        """The publishers whose keys are pinned, for people."""

    def pin(self, key: str) -> str:
        """Pin a lead's public key; who it is. Raises `InputError`."""

    def is_installed(self, folder: Path) -> bool:
        """Whether ``folder`` is in the library or the program's own, and not somebody's pack folder."""

    def keep_login(self, login: str) -> None:
        """Keep ``user:password`` for the channel."""


class Publishing(Protocol):
    """The lead's side, for one pack folder. Calls block, and raise one-line `AssistError`."""

    def where(self) -> str:
        """The channel, for people; empty when none is configured."""

    def suggested(self) -> str:
        """The version to publish: the pack's own, or the next one when that is out already."""

    def publish(self, version: str, percent: int, notes: str, progress: Progress) -> Published:
        """Sign and publish the folder as ``version``, which is written into it; on a fault it stays as it was."""

    def notice(self, text: str, say: str, hours: float) -> str:
        """Tell every open sidebar; until when it holds."""

    def proposals(self) -> tuple[Proposal, ...]:
        """What agents proposed, oldest first."""

    def accept(self, proposal: Proposal) -> Path:
        """Put a proposal into the folder; the file it became."""

    def reject(self, proposal: Proposal) -> None:
        """Remove a proposal."""


def masked(
    proposal: Proposal,
    fields: Mapping[str, str],
    names: tuple[str, ...] = (),
    known: Sequence[FormField] = (),
    agents: tuple[str, ...] = (),
) -> Proposal:
    """The proposal as it may leave the machine: the case's values as ``{{field}}``, other personal data hidden.

    ``known`` are the fields of the pack's forms: what they can hold becomes their placeholder too, and ``agents``, the
    writer's names, that of the agent; but not in what is to stand in an article, which nobody fills in.
    """
    text = proposal.text
    if not proposal.about.startswith("article:"):
        for name, value in sorted(fields.items(), key=lambda f: -len(f[1])):
            if len(value.strip()) >= _SHORTEST:
                text = re.sub(rf"(?<![A-Za-z0-9]){re.escape(value)}(?![A-Za-z0-9])", f"{{{{{name}}}}}", text)
    parts = (text, proposal.title, proposal.comment, proposal.quote)
    # Each by itself: that a text asks for a name does not make the next one an answer.
    said = (*names, *agents, *(name for part in parts for name in names_in((part,))))
    made = [mask((part,), said) for part in parts]
    title, comment, quote = (m.texts[0] for m in made[1:])
    hidden = replace(proposal, text=made[0].texts[0], title=title, comment=comment, quote=quote)
    # What is not the value the case has for a field is somebody else's; but a first name is a part of a name.
    open_fields = [f for f in known if f.name not in fields or f.type is FieldType.PERSON]
    return fillable(hidden, open_fields, made[0].values, agents)


def fillable(
    proposal: Proposal,
    known: Sequence[FormField],
    values: Mapping[str, str] | None = None,
    agents: Sequence[str] = (),
) -> Proposal:
    """A masked proposal with the placeholders of ``known`` for masks; an article has none."""
    if proposal.about.startswith("article:"):
        return proposal
    return replace(proposal, text=with_placeholders(proposal.text, known, values, agents))
