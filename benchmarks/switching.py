"""A pack of 100,000 articles exchanged for its next version while the window is in use: the longest stall.

python -m benchmarks.switching [--articles 100000]

The pack is the made-up one of `benchmarks.scale`, its vectors too. The next version is embedded beforehand by a process
of its own, as an update is, and the switch is the one that an agent gets between two conversations.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from assist import desktop
from assist.app import Workshop
from assist.domain.channel import TeamNews, Update
from assist.packs.glance import glance
from assist.packs.reader import read_pack
from assist.understanding.client import UnderstandingProcess
from benchmarks.channel import change
from benchmarks.common import Row, machine, table
from benchmarks.scale import stand_in_parts, write_pack
from benchmarks.window import Heartbeat

PATIENCE_S = 3600.0


def rows(where: Path, articles: int) -> list[Row]:
    """The line of the table."""
    pack, home = where / "pack", where / "home"
    write_pack(pack, articles)
    shop = Workshop(home)
    shop._understanding = UnderstandingProcess(  # noqa: SLF001 - vectors that take no hour to make
        shop.cache, read_pack, make_parts=stand_in_parts, look=glance
    )
    first = shop.library.install(pack)
    change(pack, articles)
    application = desktop.make_application()
    sidebar = desktop.build(shop, None, pack=first.id, first=None, notes=())
    control = sidebar.controller

    def until(true: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE_S
        while not true():
            application.processEvents()
            time.sleep(0.001)
            if time.monotonic() > end:
                raise TimeoutError("the window did not get there")

    sidebar.show()
    desktop.settle()
    until(lambda: control.knowledge.pack is not None and not control.knowledge.indexing)
    waiting = shop.library.install(pack, switch=False)
    shop.understanding().prepare(Path(waiting.root))
    beat = Heartbeat(sidebar)
    started = time.perf_counter()
    sidebar.team.desk.news = TeamNews(ready=(Update(first.id, first.name, waiting.version),))
    sidebar.team.desk.switch()
    until(lambda: control.knowledge.pack is not None and control.knowledge.pack.version == waiting.version)
    until(lambda: not control.knowledge.indexing)
    took = time.perf_counter() - started
    beat.stop()
    sidebar.close()
    shop.close()
    return [
        Row(f"Longest stall of the GUI thread while {articles:,} articles are exchanged", f"{beat.longest_ms:.0f} ms",
            "≤ 50 ms", f"{beat.count} heartbeats; the switch took {took:.1f} s", beat.longest_ms <= 50),
    ]  # fmt: skip


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=100_000)
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as name:
        made = rows(Path(name), options.articles)
    sys.stdout.write(f"{machine()}\n\n{table(made)}\n")


if __name__ == "__main__":
    main()
