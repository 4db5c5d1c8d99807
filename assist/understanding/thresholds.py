"""How sure an answer for a pack has to be, as its team's test of it found; kept beside what was learned."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path

from assist.domain.assistance import Hit, Triage
from assist.domain.errors import StoreError
from assist.services.ports import Thresholds
from assist.understanding.index import folder_name
from assist.understanding.triage import unfit

_NAME = "thresholds.json"


def recall(folder: Path | None, pack_id: str) -> Thresholds:
    """Those kept for a pack; none (all zero) where there are none, or the file is damaged."""
    if folder is None:
        return Thresholds()
    with suppress(OSError, ValueError, TypeError, AttributeError):
        data = json.loads((folder / folder_name(pack_id) / _NAME).read_text(encoding="utf-8"))
        found = Thresholds(float(data["category"]), float(data["article"]))
        if 0.0 <= found.category <= 1.0 and 0.0 <= found.article <= 1.0:
            return found
    return Thresholds()


def keep(folder: Path | None, pack_id: str, thresholds: Thresholds) -> None:
    """Keep them; all zero: forget them. Raises `StoreError`."""
    if folder is None:
        return
    path = folder / folder_name(pack_id) / _NAME
    try:
        if thresholds == Thresholds():
            path.unlink(missing_ok=True)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        part.write_text(json.dumps(asdict(thresholds)) + "\n", encoding="utf-8")
        part.replace(path)
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror or error}") from error


def sure_category(triage: Triage | None, least: float) -> Triage | None:
    """The category, unless it is not sure enough: then none fits, and the one doubted can still be chosen by hand."""
    if triage is None or triage.category is None or triage.by_hand or triage.confidence >= least:
        return triage
    return unfit(replace(triage))


def sure_hits(hits: tuple[Hit, ...], least: float) -> tuple[Hit, ...]:
    """The hits, unless the best one is not sure enough."""
    return hits if not hits or hits[0].score >= least else ()
