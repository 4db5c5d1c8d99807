"""Commands on proposals: agents make them, leads review them."""

from __future__ import annotations

import argparse
import json
import sys
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path

from assist import terminal
from assist.app import Workshop
from assist.commands.common import OK, Commands, add_command, add_group
from assist.domain.channel import Proposal
from assist.domain.errors import AssistError, InputError
from assist.domain.pack import FormField
from assist.domain.placeholders import fields_of
from assist.receiving import LiveChannel
from assist.services.team import masked


def register(pack: Commands) -> None:
    """Declare them under ``pack``."""
    propose = add_command(pack, "propose", _propose, "propose a snippet, or a correction, to the leads")
    propose.add_argument("--title", required=True)
    propose.add_argument("--text", default="-", help="the reply; default: from standard input")
    propose.add_argument("--pack", default="", metavar="ID")
    propose.add_argument("--category", default="")
    propose.add_argument("--about", default="", metavar="KIND:ID", help="correct this: snippet:ID or article:ID")
    propose.add_argument("--quote", default="", help="the words in it that the text replaces")
    propose.add_argument("--comment", default="", help="when it fits, or why")
    queue = add_group(pack, "proposals", "what agents proposed")
    add_command(queue, "list", _list, "the review queue").add_argument("--json", action="store_true")
    accept = add_command(queue, "accept", _accept, "put a proposal into the pack folder")
    accept.add_argument("number", help="its number in the list, or its name")
    accept.add_argument("--pack", type=Path, required=True, metavar="FOLDER")
    accept.add_argument("--text", help="the reply as you edited it; - reads it from standard input")
    add_command(queue, "reject", _reject, "remove a proposal").add_argument("number")


def _propose(shop: Workshop, options: argparse.Namespace) -> int:
    text = sys.stdin.read() if options.text == "-" else options.text
    kind = "correction" if options.about else "snippet"
    proposal = Proposal(kind, options.pack, options.title, text.strip(), options.about, options.quote,
                        options.category, "", options.comment)  # fmt: skip
    channel = shop.channel
    own = (shop.settings.agent_name,) if shop.settings.agent_name else ()
    hidden = masked(proposal, {}, (), _fields(shop, options.pack), own)
    channel.propose(hidden)
    channel.send()
    terminal.print_line(f"proposed: {hidden.title}")
    if (hidden.text, hidden.title, hidden.quote) != (proposal.text, proposal.title, proposal.quote):
        terminal.note("personal data in it was hidden")
    return OK


def _fields(shop: Workshop, pack: str) -> tuple[FormField, ...]:
    """The fields of the pack proposed to, else of the one in use; none where it cannot be read."""
    with suppress(AssistError):
        read = shop.check_pack(str(shop.pack_source(pack or None))).pack
        return fields_of(read.forms) if read is not None else ()
    return ()


def _list(shop: Workshop, options: argparse.Namespace) -> int:
    found = shop.channel.proposals()
    if options.json:
        terminal.print_line(json.dumps([asdict(p) for p in found], ensure_ascii=False))
        return OK
    for number, p in enumerate(found, 1):
        what = f"corrects {p.about}" if p.about else "new snippet"
        terminal.print_line(f"{number}  {p.at}  {p.who}  {what}: {p.title}")
        terminal.print_line("   " + " ".join(p.text.split())[:200])
    if not found:
        terminal.print_line("no proposals")
    return OK


def _accept(shop: Workshop, options: argparse.Namespace) -> int:
    channel = shop.channel
    chosen = _chosen(channel, options.number)
    if options.text is not None:
        chosen = replace(chosen, text=(sys.stdin.read() if options.text == "-" else options.text).strip())
    file = channel.accept(chosen, options.pack)
    terminal.print_line(f"accepted: {file}; it reaches the agents with the next publish")
    return OK


def _reject(shop: Workshop, options: argparse.Namespace) -> int:
    channel = shop.channel
    chosen = _chosen(channel, options.number)
    channel.reject(chosen)
    terminal.print_line(f"rejected: {chosen.title}")
    return OK


def _chosen(channel: LiveChannel, number: str) -> Proposal:
    found = channel.proposals()
    named = next((p for p in found if p.name == number), None)
    if named is None and number.isdecimal() and 1 <= int(number) <= len(found):
        named = found[int(number) - 1]
    if named is None:
        raise InputError(f"there is no proposal {number}; there are {len(found)}")
    return named
