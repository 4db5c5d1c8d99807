"""How long bringing a team's articles in takes, and whether anything is lost on the way.

    python -m benchmarks.importing [--limit N]

The 1,040 Chinese articles of the benchmark data, unpacked into a temporary folder, are brought into a new pack; then
once more unchanged; the pack is checked. Lost is a source that is neither read nor named as left out; the share of
Chinese characters kept is counted over the bodies (front matter, comments, addresses and pictures are not text).
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tarfile
import tempfile
import time
from pathlib import Path

from assist.authoring.importing import Options, import_pack
from assist.domain.text import is_han
from assist.packs.importing.report import Report
from assist.packs.reader import check_pack
from benchmarks.common import BENCH, DataMissing, Row, need, table

_NOT_TEXT = re.compile(r"\A---\n.*?\n---\n|<!--.*?-->|!\[[^\]]*\]\([^)]*\)|\]\([^)]*\)|\{\{<.*?>\}\}", re.DOTALL)


def unpack(folder: Path, limit: int | None) -> Path:
    """The articles, as a folder."""
    archive = need(BENCH / "import" / "pingcap_docs_cn.tar.gz")
    with tarfile.open(archive) as pack:
        members = [m for m in pack.getmembers() if m.isfile()]
        pack.extractall(folder, members[:limit], filter="data")
    return next(folder.iterdir())


def kept(source: Path, pack: Path) -> tuple[int, int, float]:
    """Chinese characters in the sources that were read, those of them that arrived, and the worst share of one."""
    state = json.loads((pack / ".import" / "state.json").read_text("utf-8"))
    total = arrived = 0
    worst = 1.0
    for key, entry in state["sources"].items():
        text = _NOT_TEXT.sub("", (source.parent / key).read_text("utf-8"))
        had = sum(map(is_han, text))
        made = "".join(
            f"{front}{body}" for path, *_ in entry["outputs"].values()
            for front, _, body in [(pack / path).read_text("utf-8").partition("\n---\n")]
        )  # fmt: skip
        got = min(had, sum(map(is_han, made)))
        total, arrived = total + had, arrived + got
        worst = min(worst, got / had) if had > 50 and entry["outputs"] else worst
    return total, arrived, worst


def rows(limit: int | None) -> list[Row]:
    """Import, import again, check."""
    with tempfile.TemporaryDirectory() as folder:
        source, pack = unpack(Path(folder) / "source", limit), Path(folder) / "pack"
        files = sum(p.is_file() for p in source.rglob("*"))
        seconds, report = _timed(source, pack)
        again, second = _timed(source, pack)
        lost = files - report.imported - report.unchanged - report.empty
        total, arrived, worst = kept(source, pack)
        checked = check_pack(pack)
    goal = limit is None
    made = f"{report.imported} read into {report.articles} articles, {report.empty} left out with a reason"
    return [
        Row(f"Import of {files:,} files", f"{seconds:.1f} s", "≤ 60 s", made, seconds <= 60 if goal else None),
        Row("Sources lost silently", str(lost), "0", "", lost == 0),
        Row("Chinese characters kept", f"{arrived / total:.2%}", "", f"of {total:,}; least in one file {worst:.1%}"),
        Row("Import again, unchanged", f"{again:.2f} s", "≤ 3 s", f"{second.written} written", again <= 3),
        Row("Pairs that are nearly the same", str(len(report.near)), ""),
        Row(
            "Faults of the pack", str(len(checked.faults)), "0", f"{len(checked.warnings)} warnings", not checked.faults
        ),
    ]


def _timed(source: Path, pack: Path) -> tuple[float, Report]:
    begun = time.perf_counter()
    report = import_pack([source], pack, Options(pack_id="imported"))
    return time.perf_counter() - begun, report


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limit", type=int, help="only so many of the files")
    try:
        sys.stdout.write(table(rows(parser.parse_args().limit)) + "\n")
    except DataMissing as missing:
        sys.stdout.write(f"skipped: {missing}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
