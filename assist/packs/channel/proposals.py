"""Proposals: agents send them over the channel, signed by their machine; leads take them into the pack, or do not."""

from __future__ import annotations

import hashlib
import json
import re
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path

from assist.domain.channel import Proposal
from assist.domain.errors import InputError, PackError, Untrusted, WorldError
from assist.domain.masking import PLACEHOLDER
from assist.domain.placeholders import fields_of, masks_in
from assist.packs.channel.transport import Transport
from assist.packs.reader import check_pack, read_pack
from assist.packs.sealing import Signer, fingerprint, open_sealed
from assist.packs.trust import Standing, Trust
from assist.packs.writing import write_whole
from assist.services.team import fillable

KIND = "proposal"
FOLDER = "proposals"
MAX_BYTES = 64 * 1024
MOST = 500
_LIMITS = {"title": 200, "text": 8000, "quote": 4000, "comment": 2000}
_NAME = re.compile(r"\d{8}T\d{6}Z-[0-9a-f]{12}\.json")
_ABOUT = re.compile(r"(snippet|article):(.{1,200})")


class Outbox:
    """Proposals that wait to be sent, as files in ``folder``; they outlive a week without the network."""

    def __init__(self, folder: Path, signer: Signer) -> None:
        self._folder = folder
        self._signer = signer

    def put(self, proposal: Proposal) -> None:
        """Sign and keep one. Raises `InputError` when it says nothing, or too much."""
        if not proposal.text.strip() or not proposal.title.strip():
            raise InputError("a proposal needs a title and a text")
        for part, most in _LIMITS.items():
            if len(getattr(proposal, part)) > most:
                raise InputError(f"the {part} is longer than {most} characters")
        body = {k: v for k, v in asdict(proposal).items() if k not in {"name", "who"}}
        sealed = self._signer.seal(KIND, body)
        stamp = re.sub(r"[^0-9TZ]", "", proposal.at)
        name = f"{stamp}-{hashlib.sha256(sealed.encode()).hexdigest()[:12]}.json"
        try:
            write_whole(self._folder / name, sealed)
        except OSError as error:
            raise WorldError(f"{self._folder} cannot be written: {error.strerror}") from error

    def send(self, channel: Transport) -> int:
        """Send what waits; how many that were. Raises `ChannelFailed`; what was not sent goes on waiting."""
        sent = 0
        for file in sorted(self._folder.glob("*.json")):
            channel.put(f"{FOLDER}/{file.name}", file.read_bytes())
            file.unlink()
            sent += 1
        return sent


def read_proposals(channel: Transport, trust: Trust) -> tuple[Proposal, ...]:
    """The review queue, oldest first; what is damaged or by a revoked key is left out."""
    names = [n for n in channel.list(FOLDER) if _NAME.fullmatch(n)]
    found = []
    for name in names[:MOST]:
        with suppress(Untrusted, KeyError, TypeError):
            fetched = channel.get(f"{FOLDER}/{name}", MAX_BYTES)
            if fetched is not None:
                found.append(_opened(fetched.content, name, trust))
    return tuple(found)


def _opened(content: bytes, name: str, trust: Trust) -> Proposal:
    said = open_sealed(content, KIND)
    known = trust.get(said.key)
    if known is not None and known.standing is Standing.REVOKED:
        raise Untrusted("by a revoked key")
    who = known.who if known is not None else f"unknown machine ({fingerprint(said.key)})"
    parts = {k: _plain(str(v))[: _LIMITS.get(k, 300)] for k, v in said.body.items() if k in Proposal.__slots__}
    return replace(Proposal(**parts), name=name, who=who)


def _plain(text: str) -> str:
    """Without what a terminal or a window would obey: anybody with a machine of the team's can write a proposal."""
    return "".join(c for c in text if c in "\n\t" or c.isprintable())


def remove(channel: Transport, proposal: Proposal) -> None:
    """Take a proposal off the queue."""
    if not _NAME.fullmatch(proposal.name):
        raise InputError(f"{proposal.name} is not a proposal's name")
    channel.delete(f"{FOLDER}/{proposal.name}")


def take_in(proposal: Proposal, pack: Path) -> Path:
    """Write a proposal into the pack folder; the file. A pack it would spoil is left as it was, with `PackError`."""
    if not (pack / "pack.toml").is_file():
        raise InputError(f"{pack} is not a pack folder")
    proposal = _without_masks(proposal, pack)
    file, text = _corrected(proposal, pack) if proposal.kind == "correction" else _new_snippet(proposal, pack)
    before = file.read_text(encoding="utf-8") if file.exists() else None
    faults = set(check_pack(pack).faults)
    try:
        write_whole(file, text)
    except OSError as error:
        raise WorldError(f"{file}: {error.strerror}") from error
    new = set(check_pack(pack).faults) - faults
    if new:
        if before is None:
            file.unlink()
        else:
            write_whole(file, before)
        raise PackError(tuple(new))
    return file


def _without_masks(proposal: Proposal, pack: Path) -> Proposal:
    """As customers may read it: masks as placeholders. Raises `InputError` while one stays; titles are for the team."""
    made = fillable(proposal, fields_of(read_pack(pack).forms))
    left = masks_in(made.text)
    if left:
        raise InputError(f"the reply hides personal data ({', '.join(left)}): edit it before it is accepted")
    title, comment = (" ".join(PLACEHOLDER.sub("…", text).split()) for text in (made.title, made.comment))
    return replace(made, title=title, comment=comment)


def _new_snippet(proposal: Proposal, pack: Path) -> tuple[Path, str]:
    known = read_pack(pack)
    words = re.sub(r"[^a-z0-9]+", "-", proposal.title.lower()).strip("-")[:40].strip("-")
    base = words or f"reply-{hashlib.sha256(proposal.title.encode()).hexdigest()[:8]}"
    taken = {s.id for s in known.snippets}
    folder = pack / "snippets" / "proposed"
    snippet_id = next(
        i for n in range(1, 10_000) if (i := base if n == 1 else f"{base}-{n}") not in taken
        and not (folder / f"{i}.md").exists()
    )  # fmt: skip
    head = {"id": snippet_id, "title": proposal.title, "lang": proposal.language or known.languages[0]}
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in head.items()]
    if proposal.category and known.category(proposal.category) is not None:
        lines.append(f"category: [{json.dumps(proposal.category, ensure_ascii=False)}]")
    if proposal.comment:
        lines.append(f"when: {json.dumps(proposal.comment, ensure_ascii=False)}")
    return folder / f"{snippet_id}.md", "---\n" + "\n".join(lines) + f"\n---\n{proposal.text.strip()}\n"


def _corrected(proposal: Proposal, pack: Path) -> tuple[Path, str]:
    about = _ABOUT.fullmatch(proposal.about)
    known = read_pack(pack)
    if about is None:
        raise InputError("the proposal does not say what it corrects")
    parts = known.snippets if about[1] == "snippet" else known.articles
    part = next((p for p in parts if p.id == about[2]), None)
    if part is None:
        raise InputError(f"there is no {about[1]} {about[2]} in this pack any more")
    file = pack / part.path
    text = file.read_text(encoding="utf-8")
    quote = proposal.quote.strip() or part.body.strip()
    if text.count(quote) != 1:
        raise InputError(f"what the proposal quotes is not found just once in {part.path}; change it by hand")
    return file, text.replace(quote, proposal.text.strip())
