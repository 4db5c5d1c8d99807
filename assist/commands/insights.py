"""What the cases kept add up to: ``export --parquet`` and ``insights``."""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from dataclasses import asdict
from pathlib import Path

from assist import terminal
from assist.app import Workshop
from assist.commands.common import OK, Commands, add_command
from assist.commands.kept import open_kept
from assist.domain.insights import EVERYTHING, Figures, Period
from assist.domain.masking import mask
from assist.store import parquet
from assist.store.insights import SqlInsightStore


def register(commands: Commands) -> None:
    """Declare them."""
    export = add_command(commands, "export", _export, "a masked data set of the cases on this computer")
    export.add_argument(
        "--parquet", required=True, metavar="TARGET", help="where the files go: a folder, https:// (WebDAV), or s3://"
    )
    export.add_argument("--since", default="", metavar="DAY", help="from this day on, as in 2026-05-01")
    shown = add_command(
        commands, "insights", _insights, "what the cases on this computer, or a team's exports, add up to"
    )
    shown.add_argument("--from", dest="folder", type=Path, help="a folder of the team's exports")
    shown.add_argument(
        "--by", choices=("category", "month", "language"), default="category", help="how a team's are cut"
    )
    shown.add_argument("--json", action="store_true")


def _export(shop: Workshop, options: argparse.Namespace) -> int:
    store = SqlInsightStore(open_kept(shop))
    period = Period(since=options.since)
    facts = list(store.all_facts(period))
    agent = _pseudonym(shop)
    hidden = mask([f.open_question for f in facts]).texts
    cases = []
    for fact, question in zip(facts, hidden, strict=True):
        row = {**asdict(fact), "open_question": question, "case_id": _scrambled(agent, fact.case_id)}
        cases.append((agent, *row.values()))
    cards = [(agent, *row) for row in store.card_counts(period)]
    tables = (parquet.Table("cases", parquet.CASES, cases, 2), parquet.Table("cards", parquet.CARDS, cards, 1))
    if "://" in options.parquet:
        written = _upload(shop, options.parquet, agent, tables)
    else:
        written = len(parquet.write(Path(options.parquet), agent, tables))
    terminal.print_line(f"exported {len(cases):,} cases and {len(cards):,} card counts in {written} files")
    return OK


def _upload(shop: Workshop, target: str, agent: str, tables: tuple[parquet.Table, ...]) -> int:
    """The same files to a web server or a bucket, and nowhere else; how many. Raises `ChannelFailed`, one line.

    The login, the company's authority and the proxy are those of a channel at that host.
    """
    there = shop.team.transport(shop.team.address(target))
    with tempfile.TemporaryDirectory() as name:
        written = parquet.write(Path(name), agent, tables)
        for file in written:
            there.put(file.relative_to(name).as_posix(), file)
    return len(written)


def _pseudonym(shop: Workshop) -> str:
    """The same for every export of this computer, and nothing that tells whose it is."""
    path = shop.home / "export-id"
    try:
        return path.read_text(encoding="ascii").strip()
    except OSError:
        import secrets  # noqa: PLC0415 - once a computer

        name = secrets.token_hex(8)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="ascii")
        return name


def _scrambled(agent: str, case_id: str) -> str:
    return hashlib.sha256(f"{agent}\0{case_id}".encode()).hexdigest()[:16]


def _insights(shop: Workshop, options: argparse.Namespace) -> int:
    if options.folder is not None:
        rows = parquet.team_figures(options.folder, options.by)
        if options.json:
            terminal.print_line(json.dumps([asdict(r) for r in rows], ensure_ascii=False))
        else:
            _show_team(rows, options.by)
        return OK
    figures = SqlInsightStore(open_kept(shop)).figures(EVERYTHING)
    if options.json:
        terminal.print_line(json.dumps(asdict(figures), ensure_ascii=False))
    else:
        _show_figures(figures)
    return OK


def _show_team(rows: tuple[parquet.TeamRow, ...], by: str) -> None:
    if not rows:
        terminal.print_line("no group has five agents or more; smaller ones are not shown")
    for row in rows:
        said = f"{row.cases:,} cases of {row.agents} agents, {row.open_share:.0%} with an open question"
        mood = f"mood {_signed(row.mood_first)} to {_signed(row.mood_last)}"
        terminal.print_line(f"{by} {row.name}: {said}, {mood}")


def _show_figures(figures: Figures) -> None:
    still = sum(d.open for d in figures.days)
    terminal.print_line(f"{figures.cases:,} cases, {figures.turns:,} turns, {still:,} cases with an open question")
    if figures.adoption is not None:
        terminal.print_line(f"{figures.adoption:.0%} of the suggestions shown were used")
    for share in figures.categories:
        mood = f"mood {_signed(share.mood_first)} to {_signed(share.mood_last)}"
        terminal.print_line(f"{share.category or '(without a category)'}: {share.cases:,} cases, {mood}")


def _signed(value: float | None) -> str:
    return "-" if value is None else f"{value:+.2f}"
