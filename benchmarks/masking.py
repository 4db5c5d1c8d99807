"""``make bench-masking``: how much personal data is hidden before a language model sees a conversation.

    python -m benchmarks.masking [--show N]

For each value of a personal field type that the bench's form tasks list and the conversation holds in so many words:
is it gone from the masked turns? Only what `mask` finds in the turns counts here; in the app the values of the case
form are hidden besides. What is hidden in messages that hold no personal data is counted too, per 1,000 messages.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from datetime import UTC, datetime
from typing import Any

from assist.domain.masking import mask
from assist.packs.reader import read_pack
from benchmarks.common import BENCH, ROOT, DataMissing, Row, machine, need, table
from benchmarks.speed import put

KINDS = {"email": 0.98, "phone": 0.98, "id": 0.98, "address": 0.98, "person": 0.95}
TASKS = (("form-abcd", "abcd"), ("form-star", "star"), ("form-services", "services"), ("form-beijing-zh", "beijing"))
IMPERSONAL = ("triage-banking-10shot", "triage-clinc-10shot")


def _records(name: str) -> list[dict[str, Any]]:
    with need(BENCH / "data" / f"{name}.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def _seen(record: dict[str, Any]) -> list[str]:
    last = max(i for i, t in enumerate(record["turns"]) if t["speaker"] == "customer")
    return [t["text"] for t in record["turns"][: (record.get("at") or [last])[-1] + 1]]


def recall(task: str, pack: str, missed: list[str]) -> list[Row]:
    """One row a personal field type of a task."""
    forms = read_pack(need(BENCH / "packs" / pack)).forms
    types = {(form.id, f.name): f.type.value for form in forms for f in form.fields}
    hidden: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for record in _records(task):
        turns = _seen(record)
        said = "\n".join(turns).lower()
        masked = "\n".join(mask(turns).texts).lower()
        for name, accepted in record["gold"]["form"].items():
            kind = types.get((str(record.get("form")), name), "")
            values = [a.lower() for a in accepted if len(a) > 1 and a.lower() in said]
            if kind not in KINDS or not values:
                continue
            total[kind] += 1
            gone = max(values, key=len) not in masked
            hidden[kind] += gone
            if not gone:
                missed.append(f"{task} {name}: {max(values, key=len)}")
    return [
        Row(f"{task}: {kind}", f"{hidden[kind] / total[kind]:.3f} hidden (n = {total[kind]})", f"≥ {KINDS[kind]}",
            "", hidden[kind] / total[kind] >= KINDS[kind])
        for kind in KINDS if total[kind]
    ]  # fmt: skip


def needless(task: str) -> Row:
    """How much is hidden where there is nothing to hide."""
    records = _records(task)
    found = sum(mask(_seen(record)).count for record in records)
    return Row(
        f"{task}: hidden without need", f"{1000 * found / len(records):.1f} per 1,000 messages (n = {len(records)})", ""
    )


def main() -> int:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", type=int, default=0, help="print so many of the values missed")
    options = parser.parse_args()
    missed: list[str] = []
    try:
        rows = [row for task, pack in TASKS for row in recall(task, pack, missed)] + [needless(t) for t in IMPERSONAL]
    except DataMissing as missing:
        sys.stdout.write(f"skipped: {missing}\n")
        return 0
    for line in missed[: options.show]:
        sys.stdout.write(f"missed: {line}\n")
    day = datetime.now(UTC).strftime("%Y-%m-%d")
    text = f"Measured on {day} by `make bench-masking`: {machine()}.\n\n{table(rows)}\n"
    sys.stdout.write(text)
    put(ROOT / "benchmarks" / "RESULTS.md", "masking", text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
