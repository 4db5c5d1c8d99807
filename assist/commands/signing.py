"""Commands that make, sign and verify pack files, and on the keys that do it."""

from __future__ import annotations

import argparse
import json
from datetime import UTC, datetime
from pathlib import Path

from assist import terminal
from assist.app import Workshop
from assist.commands.common import OK, Commands, add_command, add_group
from assist.domain.errors import InputError, Untrusted
from assist.packs import archive, building
from assist.packs.sealing import Signer, fingerprint, read_public_key
from assist.packs.trust import Role
from assist.team import now_sequence


def register(pack: Commands) -> Commands:
    """Declare them under ``pack``; returns ``pack key``, for others to add to."""
    build = add_command(pack, "build", _build, "one .assistpack file out of a pack folder")
    build.add_argument("folder", type=Path)
    build.add_argument("-o", "--out", type=Path, help="where to write it; default: ID-VERSION.assistpack here")
    sign = add_command(pack, "sign", _sign, "sign an .assistpack file")
    sign.add_argument("file", type=Path)
    add_key_option(sign)
    verify = add_command(pack, "verify", _verify, "who signed an .assistpack file, when, and what is in it")
    verify.add_argument("file", type=Path)
    verify.add_argument("--json", action="store_true")
    return _register_keys(pack)


def add_key_option(command: argparse.ArgumentParser) -> None:
    """``--key FILE``, for machines without a keyring."""
    command.add_argument("--key", type=Path, metavar="FILE", help="the private key's file; default: in the keyring")


def _register_keys(pack: Commands) -> Commands:
    keys = add_group(pack, "key", "keys that sign, and keys that are believed")
    new = add_command(keys, "new", _new, "make a lead's key and show its public part")
    new.add_argument("--name", default="", help="whose it is, shown to everyone who gets what it signs")
    add_key_option(new)
    add_key_option(add_command(keys, "show", _show, "the public part of the lead's key, for agents to pin"))
    trust = add_command(keys, "trust", _trust, "pin a public key: from now on what it signs is believed")
    trust.add_argument("public", help="ed25519:…, or a file that holds it")
    trust.add_argument("--name", default="")
    trust.add_argument("--role", choices=[r.value for r in Role], default=Role.PUBLISH.value)
    trust.add_argument("--pack", action="append", default=[], metavar="ID", help="for this pack only; may be repeated")
    add_command(keys, "list", _list, "the keys known here").add_argument("--json", action="store_true")
    return keys


def _build(shop: Workshop, options: argparse.Namespace) -> int:
    if not options.folder.is_dir():
        raise InputError(f"{options.folder} is not a folder")
    target = options.out
    if target is None:
        pack = shop.library.read(options.folder)
        target = Path(f"{pack.id}-{pack.version}{archive.SUFFIX}")
    with terminal.progress("Building") as advance:
        pack = building.build(options.folder, target, advance)
    built = building.look(target)
    terminal.print_line(
        f"built {target}: {pack.id} {pack.version}, {len(built.manifest.files):,} files, {built.size:,} bytes"
    )
    return OK


def _sign(shop: Workshop, options: argparse.Namespace) -> int:
    building.look(options.file)
    signer = shop.team.signer(options.key)
    made = building.sign(options.file, signer, shop.clock.now(), now_sequence())
    terminal.print_line(f"signed {options.file}: {made.pack} {made.version}, by {made.name} ({fingerprint(made.key)})")
    return OK


def _verify(shop: Workshop, options: argparse.Namespace) -> int:
    built = building.verify(options.file)
    signature = built.signature
    if signature is None:
        raise Untrusted(f"{options.file.name} is not signed")
    known = shop.team.trust.believe(signature.key, signature.pack, signature.sequence)
    if options.json:
        said = {"pack": signature.pack, "version": signature.version, "files": len(built.manifest.files),
                "bytes": built.size, "signer": known.name or signature.name, "key": signature.key,
                "signed": signature.signed, "sequence": signature.sequence, "manifest": signature.manifest}  # fmt: skip
        terminal.print_line(json.dumps(said, ensure_ascii=False))
        return OK
    terminal.print_line(f"who   {known.name or signature.name} · key {fingerprint(signature.key)}, pinned here")
    terminal.print_line(f"when  {signature.signed} · sequence {signature.sequence}")
    terminal.print_line(
        f"what  {signature.pack} {signature.version} · {len(built.manifest.files):,} files, {built.size:,} bytes, "
        "each as it was signed"
    )
    return OK


def _new(shop: Workshop, options: argparse.Namespace) -> int:
    _tell_key(shop.team.new_signer(options.key, options.name))
    return OK


def _show(shop: Workshop, options: argparse.Namespace) -> int:
    _tell_key(shop.team.signer(options.key))
    return OK


def _tell_key(signer: Signer) -> None:
    terminal.print_line(signer.public)
    terminal.note(f"{signer.name} · fingerprint {fingerprint(signer.public)} (to compare by phone)")


def _trust(shop: Workshop, options: argparse.Namespace) -> int:
    key = read_public_key(options.public)
    who = shop.team.pin(key, options.name, options.role, tuple(options.pack))
    what = ", ".join(options.pack) or "all packs"
    terminal.print_line(f"pinned {who}: may {options.role}, {what}")
    return OK


def _list(shop: Workshop, options: argparse.Namespace) -> int:
    keys = shop.team.trust.known()
    if options.json:
        rows = [{"key": k.key, "name": k.name, "role": k.role.value, "packs": list(k.packs),
                 "standing": k.standing.value, "until": k.until} for k in keys]  # fmt: skip
        terminal.print_line(json.dumps(rows, ensure_ascii=False))
        return OK
    for k in keys:
        until = f" after {datetime.fromtimestamp(k.until, UTC):%Y-%m-%d}" if k.until else ""
        packs = ", ".join(k.packs) or "all packs"
        terminal.print_line(f"{fingerprint(k.key)}  {k.standing.value}{until}  {k.role.value}  {packs}  {k.name}")
    if not keys:
        terminal.print_line("no key is pinned: packs are taken unsigned")
    return OK
