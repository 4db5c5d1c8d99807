"""What comes over the team's channel: urgent notices, releases, and proposals that go back."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TeamNotice:
    """Something every agent must know now. ``say`` is a reply to insert, or empty; times are ISO 8601, UTC."""

    id: str
    text: str
    say: str
    since: str
    until: str
    by: str = ""

    def holds(self, now: str) -> bool:
        """Whether it is to be shown at ``now``."""
        return self.since <= now < self.until


@dataclass(frozen=True, slots=True)
class Proposal:
    """What an agent proposes: a reply as a snippet, or a correction. Personal data is masked before it is made.

    ``kind`` is ``snippet`` or ``correction``; ``about`` names what is corrected (``snippet:late-1``, ``article:late``),
    and ``quote`` the words in it that ``text`` is to replace. ``name`` is its file on the channel; ``who`` the
    signer, in words.
    """

    kind: str
    pack: str
    title: str
    text: str
    about: str = ""
    quote: str = ""
    category: str = ""
    language: str = ""
    comment: str = ""
    at: str = ""
    name: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True)
class Update:
    """A version of a pack that is new here; ``due`` is when this machine's turn comes, empty once it is ready."""

    pack: str
    name: str
    version: str
    notes: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True)
class TeamNews:
    """What the channel brought. ``ready`` updates wait for the next conversation; ``keys``: what became of keys."""

    ready: tuple[Update, ...] = ()
    coming: tuple[Update, ...] = ()
    notices: tuple[TeamNotice, ...] = ()
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Published:
    """What a publish put on the channel; sizes in bytes, ``delta`` 0 where there is none."""

    pack: str
    version: str
    size: int
    delta: int
