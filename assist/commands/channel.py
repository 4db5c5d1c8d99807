"""Commands on the team's channel: publish, receive, roll back, notices, keys that everyone should hear of."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from assist import terminal
from assist.app import Workshop
from assist.commands.common import OK, Commands, add_command, add_group
from assist.commands.signing import add_key_option
from assist.domain.errors import InputError
from assist.packs import trust
from assist.packs.channel.publish import Plan
from assist.packs.channel.receive import News
from assist.packs.sealing import Signer, read_public_key
from assist.packs.trust import PinnedKey, Role
from assist.settings.secrets import keep_channel_login
from assist.team import now_sequence


def register(pack: Commands) -> None:
    """Declare them under ``pack``."""
    publish = add_command(pack, "publish", _publish, "sign a pack and put it on the channel")
    publish.add_argument("pack", nargs="?", help="a folder or an .assistpack file")
    publish.add_argument("--percent", type=int, default=100, metavar="N", help="of the machines that may have it now")
    publish.add_argument("--spread", type=int, metavar="SECONDS", help="over which the machines take it")
    publish.add_argument("--notes", default="", help="what is new, for the agents")
    publish.add_argument("--renew", action="store_true", help="only have the channel's index be good for longer")
    publish.add_argument("--anew", action="store_true", help="with nothing else on it: after a key was revoked")
    _add_target(publish)
    for name in ("receive", "update"):
        receive = add_command(pack, name, _receive, "take what is new on the channel")
        receive.add_argument("--from", dest="channel", default="", metavar="CHANNEL")
        receive.add_argument("--now", action="store_true", help="do not wait for this machine's turn")
    roll_back = add_command(pack, "rollback", _roll_back, "use the version before the one in use")
    roll_back.add_argument("id")
    roll_back.add_argument("--version", default="", help="or this one of those that are kept")
    roll_back.add_argument("--list", action="store_true", help="only show what is kept")
    notice = add_command(pack, "notice", _notice, "tell every open sidebar something urgent")
    notice.add_argument("text", nargs="?", default="")
    notice.add_argument("--say", default="", help="a reply to insert")
    notice.add_argument("--hours", type=float, default=4.0)
    notice.add_argument("--clear", nargs="?", const="", metavar="ID", help="take one notice back, or all")
    _add_target(notice)
    _register_channel(pack)


def register_keys(keys: Commands) -> None:
    """Declare those on keys that go over the channel, under ``pack key``."""
    grant = add_command(keys, "grant", _grant, "let a key in on every machine of the channel")
    grant.add_argument("public")
    grant.add_argument("--name", default="")
    grant.add_argument("--role", choices=[r.value for r in Role], default=Role.PUBLISH.value)
    grant.add_argument("--pack", action="append", default=[], metavar="ID")
    _add_target(grant)
    rotate = add_command(keys, "rotate", _rotate, "replace the lead's key by a new one, on every machine")
    rotate.add_argument("--new-key", type=Path, metavar="FILE", help="where the new key goes; default: the keyring")
    _add_target(rotate)
    revoke = add_command(keys, "revoke", _revoke, "never believe a key again: here, and with --to on every machine")
    revoke.add_argument("public")
    revoke.add_argument("--reason", default="")
    _add_target(revoke)


def _add_target(command: argparse.ArgumentParser) -> None:
    command.add_argument("--to", default="", metavar="CHANNEL", help="a folder, https://… or s3://…")
    add_key_option(command)


def _register_channel(pack: Commands) -> None:
    channel = add_group(pack, "channel", "where knowledge is received from")
    add_command(channel, "show", _show, "the channel and what is on it").add_argument("--json", action="store_true")
    choose = add_command(channel, "set", _set, "receive from this channel from now on")
    choose.add_argument("channel", help='a folder, https://… or s3://…; "" for none')
    choose.add_argument("--ca", help="a certificate file to trust")
    choose.add_argument("--proxy")
    login = add_command(channel, "login", _login, "keep user:password in the keyring, read from standard input")
    login.add_argument("--to", default="", metavar="CHANNEL")


def _publish(shop: Workshop, options: argparse.Namespace) -> int:
    publisher = shop.team.publisher(options.to, options.key)
    if options.renew:
        terminal.print_line(f"the channel's index is good until {publisher.renew().expires[:10]}")
        return OK
    if not options.pack:
        raise InputError("name the pack to publish: a folder or an .assistpack file")
    if not 0 <= options.percent <= 100:
        raise InputError("--percent must be from 0 to 100")
    source = Path(options.pack).expanduser()
    if not source.exists():
        raise InputError(f"{options.pack}: no such folder or file")
    with terminal.progress("Publishing") as advance:
        made = publisher.publish(source, Plan(options.percent, options.notes, options.spread, options.anew), advance)
    deltas = "".join(f"; delta {d.size:,} bytes" for d in made.deltas[:1])
    terminal.print_line(
        f"published {made.pack} {made.version} to {options.percent}% of the machines: {made.size:,} bytes{deltas}"
    )
    return OK


def _receive(shop: Workshop, options: argparse.Namespace) -> int:
    receiver = shop.team.receiver(options.channel)
    news = receiver.look()
    _tell(news)
    taken = 0
    for offer in news.offers:
        release = offer.release
        if offer.due > shop.clock.now() and not options.now:
            terminal.print_line(f"{release.pack} {release.version}: this machine's turn is at {offer.due} (--now)")
            continue
        with terminal.progress(f"Receiving {release.name} {release.version}") as advance:
            got = receiver.fetch(release, advance)
        with terminal.progress(f"Preparing {got.name}") as advance:
            shop.understanding().open_pack(Path(got.root), advance)
        shop.library.take_next(got.id)
        taken += 1
        terminal.print_line(f"received {got.id} {got.version} ({shop.team.said_of(Path(got.root), got.id)})")
    if not news.offers:
        terminal.print_line("nothing new")
    return OK


def _tell(news: News) -> None:
    for line in news.keys:
        terminal.note(f"keys: {line}")
    for notice in news.notices:
        terminal.note(f"notice from {notice.by}, until {notice.until}: {notice.text}")


def _roll_back(shop: Workshop, options: argparse.Namespace) -> int:
    if not options.list:
        used = shop.library.roll_back(options.id, options.version)
        terminal.print_line(f"{options.id} {used.version} is in use; newer versions come again when one is published")
        return OK
    for kept in shop.library.versions(options.id):
        signed = f"signed by {kept.signer}, {kept.signed}" if kept.signed else "not signed"
        terminal.print_line(f"{kept.version}  {kept.state or '-'}  {signed}")
    return OK


def _notice(shop: Workshop, options: argparse.Namespace) -> int:
    publisher = shop.team.publisher(options.to, options.key)
    if options.clear is not None:
        terminal.print_line(f"taken back: {publisher.take_back(options.clear)}")
        return OK
    said = publisher.notice(options.text, options.say, options.hours)
    terminal.print_line(f"notice {said.id} holds until {said.until}")
    return OK


def _grant(shop: Workshop, options: argparse.Namespace) -> int:
    key = PinnedKey(read_public_key(options.public), options.name, Role(options.role), tuple(options.pack))
    _state(shop, options, lambda signer: trust.grant(signer, key, now_sequence()))
    terminal.print_line(f"let in: {key.who}")
    return OK


def _rotate(shop: Workshop, options: argparse.Namespace) -> int:
    old = shop.team.signer(options.key)
    if (options.key is None) != (options.new_key is None):
        raise InputError("a key in a file is replaced by one in a file: --key OLD --new-key NEW")
    new = shop.team.next_signer(options.new_key, old.name)
    _state(shop, options, lambda signer: trust.rotate(signer, new, now_sequence()))
    if options.new_key is None:
        shop.team.end_rotation(new)
    terminal.print_line(new.public)
    terminal.note("machines take it over with their next look at the channel")
    return OK


def _revoke(shop: Workshop, options: argparse.Namespace) -> int:
    key = read_public_key(options.public)
    if options.to:
        _state(shop, options, lambda signer: trust.revoke(signer, key, options.reason, now_sequence()))
    terminal.print_line(f"revoked {shop.team.trust.revoke(key).who}")
    return OK


def _state(shop: Workshop, options: argparse.Namespace, make: Callable[[Signer], str]) -> None:
    """Have a statement believed here and heard on the channel."""
    statement = make(shop.team.signer(options.key))
    shop.team.publisher(options.to, options.key).state(statement)
    shop.team.trust.apply([statement])


def _show(shop: Workshop, options: argparse.Namespace) -> int:
    address = shop.team.address()
    releases = shop.team.receiver().releases()
    if options.json:
        rows = [{"pack": r.pack, "version": r.version, "percent": r.percent, "published": r.published,
                 "bytes": r.size, "signer": r.signer, "notes": r.notes} for r in releases]  # fmt: skip
        terminal.print_line(json.dumps({"channel": address.text, "releases": rows}, ensure_ascii=False))
        return OK
    terminal.print_line(f"{address.text}  (may call: {', '.join(address.allowed) or 'nobody'})")
    for r in releases:
        terminal.print_line(
            f"{r.pack} {r.version}  {r.percent}%  {r.published}  {r.size:,} bytes  {r.signer}  {r.notes}"
        )
    return OK


def _set(shop: Workshop, options: argparse.Namespace) -> int:
    before = shop.settings
    ca = before.channel_ca if options.ca is None else options.ca
    proxy = before.channel_proxy if options.proxy is None else options.proxy
    after = replace(before, channel=options.channel, channel_ca=ca, channel_proxy=proxy)
    shop.settings = after
    if options.channel:
        shop.team.forget_channel(shop.team.address())
    shop.settings_file.save(after)
    who = ", ".join(shop.team.allowed()) or "nobody"
    terminal.print_line(f"channel: {options.channel or 'none'} (may call: {who})")
    return OK


def _login(shop: Workshop, options: argparse.Namespace) -> int:
    address = shop.team.address(options.to)
    if address.is_folder:
        raise InputError("a folder needs no login")
    login = sys.stdin.readline().strip()
    if login and ":" not in login:
        raise InputError("expected user:password (or access:secret) on standard input")
    keep_channel_login(address.host, login)
    terminal.print_line(f"login for {address.host} {'kept' if login else 'forgotten'}")
    return OK
