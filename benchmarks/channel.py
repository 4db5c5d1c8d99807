"""The team's channel: building and publishing a large pack, its deltas, 10,000 agents, and being killed.

python -m benchmarks.channel [--articles 100000] [--agents 10000] [--points 50] [--folder FOLDER]

Needs nginx with WebDAV (nginx-light, libnginx-mod-http-dav-ext), which is started here on 127.0.0.1. The pack is the
made-up one of `benchmarks.scale`.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from assist.domain.errors import AssistError
from assist.packs.building import build
from assist.packs.channel.index import Release
from assist.packs.channel.publish import Plan, Publisher
from assist.packs.channel.receive import Receiver
from assist.packs.library import FolderLibrary
from benchmarks.agents import Ask, ask_all
from benchmarks.common import Row, machine, percentile, table
from benchmarks.scale import write_pack
from tests.nginx import Nginx, nginx, why_not
from tests.packs.channel import actor
from tests.packs.channel.killing import check_agent, check_channel, kill

CHANGED = 100
_SEED = 5
T = TypeVar("T")


def timed(work: Callable[[], T]) -> tuple[T, float]:
    """What ``work`` returns, and the seconds it took."""
    started = time.perf_counter()
    return work(), time.perf_counter() - started


def large_pack(where: Path, server: Nginx, articles: int) -> tuple[list[Row], Release]:
    """Build, publish, receive; change a hundred articles; the same again by delta."""
    pack = where / f"pack-{articles}"
    if not (pack / "pack.toml").exists():
        write_pack(pack, articles)
    what = f"{articles:,} articles"
    _, build_s = timed(lambda: build(pack, where / "alone.assistpack"))
    channel = actor.transport(f"{server.url}/dav", str(server.ca))
    at = actor.here(where / "agent")
    lead = actor.here(where / "lead")
    library = FolderLibrary(where / "agent", at.trust)

    def publish() -> Release:
        return Publisher(channel, actor.LEAD, lead).publish(pack, Plan(), actor.quiet)

    def receive() -> None:
        receiver = Receiver(channel, library, at)
        for offer in receiver.look().offers:
            receiver.fetch(offer.release, actor.quiet, switch=True)

    first, publish_s = timed(publish)
    _, receive_s = timed(receive)
    change(pack, articles)
    second, again_s = timed(publish)
    _, delta_s = timed(receive)
    _, look_s = timed(lambda: Receiver(channel, library, at).look())
    delta = second.deltas[0].size
    share = delta / second.size
    return [
        Row(f"Build, {what}, no embedding", f"{build_s:.0f} s", "≤ 300 s", f"{first.size:,} bytes", build_s <= 300),
        Row(f"Publish by WebDAV, {what}", f"{publish_s:.0f} s", "", f"after {CHANGED} changes {again_s:.0f} s"),
        Row(f"Delta of {CHANGED} changed articles, {what}", f"{share:.2%} of the pack", "≤ 1 %",
            f"{delta:,} of {second.size:,} bytes", share <= 0.01),
        Row(f"Receive, verify, check and install, {what}", f"{receive_s:.0f} s whole, {delta_s:.0f} s by delta", "",
            f"in use: {library.installed()[0].version}", library.installed()[0].version == second.version),
        Row("One agent's look with nothing new, real receiver", f"{look_s * 1000:.0f} ms", ""),
    ], second  # fmt: skip


def change(pack: Path, articles: int) -> None:
    """Another sentence at the end of a hundred articles, and a new version."""
    rng = random.Random(_SEED)  # noqa: S311 - which articles
    files = sorted((pack / "articles").rglob("*.md"))
    for file in rng.sample(files, min(CHANGED, articles)):
        with file.open("a", encoding="utf-8") as out:
            out.write(f"Since {rng.randint(2000, 2026)} this also holds for {rng.randint(2, 90)} others.\n")
    head = pack / "pack.toml"
    text = head.read_text(encoding="utf-8")
    version = text.partition('version = "')[2].partition('"')[0]
    major, minor, patch = map(int, version.split("."))
    head.write_text(text.replace(version, f"{major}.{minor}.{patch + 1}"), encoding="utf-8")


def many_agents(server: Nginx, agents: int, release: Release) -> list[Row]:
    """Nothing new; then one publish: the index and the delta."""
    channel = actor.transport(f"{server.url}/dav", str(server.ca))
    fetched = channel.get("channel.json", 1 << 22)
    etag = fetched.etag if fetched is not None else ""
    port, ca = urlsplit(server.url).port or 0, str(server.ca)
    index, delta = "/dav/channel.json", f"/dav/{release.deltas[0].file}"
    rows = []
    for what, asks, wanted in (
        ("nothing new", (Ask(index, etag),), {304: agents}),
        ("one publish: index and delta", (Ask(index, '"older"'), Ask(delta)), {200: 2 * agents}),
    ):
        heard = ask_all(port, ca, agents, asks)
        rows.append(
            Row(f"{agents:,} agents, {what}", f"{heard.received / 1e6:,.1f} MB in {heard.total_s:.0f} s", "",
                f"{heard.received / agents:,.0f} bytes each; p95 {percentile(heard.agent_s, 95) * 1000:.0f} ms with "
                f"128 at once; answers {heard.statuses}", heard.statuses == wanted)
        )  # fmt: skip
    return rows


def killed(where: Path, server: Nginx, points: int) -> list[Row]:
    """Publish and receive, each killed at so many random moments."""
    rng = random.Random(_SEED)  # noqa: S311 - moments to kill at
    pack, url, ca = where / "small", f"{server.url}/dav/killed", str(server.ca)
    shutil.copytree(actor.ROOT / "resources" / "packs" / "northwind", pack)
    (server.files / "killed").mkdir()
    names = (str(pack), ca)

    def publish() -> None:
        kill(rng, "publish", str(where / "kill-lead"), url, *names)
        check_channel(where, url, ca)

    def receive() -> None:
        actor.next_version(pack)
        lead = actor.here(where / "kill-lead")
        Publisher(actor.transport(url, ca), actor.LEAD, lead).publish(pack, Plan(), actor.quiet)
        kill(rng, "receive", str(where / "kill-agent"), url, *names)
        check_agent(where / "kill-agent")

    return [
        _counted(f"Publish over WebDAV killed at {points} random moments", points, publish),
        _counted(f"Receive from nginx killed at {points} random moments", points, receive),
    ]


def _counted(what: str, points: int, once: Callable[[], None]) -> Row:
    """How often something was broken; a fault does not keep the rest from being measured."""
    broken: list[str] = []
    for _ in range(points):
        try:
            once()
        except (AssertionError, AssistError) as error:
            broken.append((str(error).strip() or type(error).__name__).splitlines()[-1])
    return Row(what, f"{len(broken)} broken", "0", "; ".join(dict.fromkeys(broken)), not broken)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--agents", type=int, default=10_000)
    parser.add_argument("--points", type=int, default=50)
    parser.add_argument("--folder", type=Path, help="a disk with room for some 3 GB; default: the temporary one")
    options = parser.parse_args()
    if reason := why_not():
        sys.exit(f"not measured: {reason}")
    with tempfile.TemporaryDirectory(dir=options.folder) as name, nginx(Path(name) / "nginx", workers=2) as server:
        where = Path(name)
        rows, release = large_pack(where, server, options.articles)
        rows += many_agents(server, options.agents, release)
        rows += killed(where, server, options.points)
    sys.stdout.write(f"{machine()}\n\n{table(rows)}\n")


if __name__ == "__main__":
    main()
