"""The result of a pack's test as JSON, as lines for people, and as one HTML file without script or link."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from html import escape
from typing import Any

from assist.domain.pack import Pack
from assist.services.ports import Thresholds
from assist.services.testing import Answered, Change, Tally, TestResult

Json = dict[str, Any]
KINDS = {
    "category": "Category",
    "knowledge": "Article for a question",
    "title": "Article asked for by its own title",
    "reply": "Canned reply",
}
_SHOWN = 2000
_STYLE = """
:root { color-scheme: light dark; --line: #8886; }
body { font: 14px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 68rem; padding: 0 1rem; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .35rem .6rem;
border-bottom: 1px solid var(--line); vertical-align: top; }
td.n { text-align: right; font-variant-numeric: tabular-nums; }
.worse { border-left: 4px solid #c0392b; } .better { border-left: 4px solid #1e8449; }
.other { border-left: 4px solid #8888; }
.muted { opacity: .7; }
"""


def to_json(pack: Pack, against: Pack | None, result: TestResult, thresholds: Thresholds) -> Json:
    """Everything, as plain data."""
    return {
        "pack": {"id": pack.id, "version": pack.version, "digest": pack.digest},
        "against": None
        if against is None
        else {"id": against.id, "version": against.version, "digest": against.digest},
        "after": {kind: _tally(t) for kind, t in result.after.items()},
        "before": {kind: _tally(t) for kind, t in result.before.items()},
        "worse": len(result.worse),
        "changes": [_change(c) for c in result.changes],
        "thresholds": {"category": thresholds.category, "article": thresholds.article},
    }


def lines(against: Pack | None, result: TestResult, thresholds: Thresholds, shown: int = 12) -> list[str]:
    """For a terminal."""
    out = [f"{'':24}{'asked':>7}{'right':>16}{'false':>16}{'refused':>16}"]
    for kind, name in KINDS.items():
        new, old = result.after.get(kind), result.before.get(kind)
        if new is not None:
            cells = [_cell(getattr(old, key, None), getattr(new, key)) for key in ("right", "false", "refused")]
            out.append(f"{name:24}{new.asked:>7}{''.join(f'{c:>16}' for c in cells)}")
    if against is None:
        out.append("No published version to compare with: give --against, or install the pack first.")
    else:
        better = sum(c.weight < 0 for c in result.changes)
        out.append(f"{len(result.changes)} answers changed: {len(result.worse)} worse, {better} better")
    for change in result.changes[:shown]:
        mark = "-" if change.weight > 0 else "+" if change.weight < 0 else " "
        where = f"{mark} {change.question.kind}: {_short(change.question.text)}"
        out.append(f"  {where}\n      {said(change.before)} → {said(change.after)}{_wanted(change)}")
    if len(result.changes) > shown:
        out.append(f"  … {len(result.changes) - shown} more (--report shows all)")
    for name, least in (("category", thresholds.category), ("article", thresholds.article)):
        if least:
            out.append(
                f"At most 5 % of answers false: {name} from a confidence of {least:.2f} (--set-thresholds keeps it)"
            )
    return out


def said(answered: Answered) -> str:
    """What a pack said, in a few words."""
    return f"{answered.got[0]} ({answered.confidence:.2f})" if answered.got else "nothing fits"


def to_html(pack: Pack, against: Pack | None, result: TestResult, thresholds: Thresholds) -> str:
    """One file; nothing in it runs or is fetched."""
    policy = f"default-src 'none'; style-src 'sha256-{_digest(_STYLE)}'; base-uri 'none'; form-action 'none'"
    older = f" against {escape(against.version)}" if against is not None else ""
    title = f"{escape(pack.name)} {escape(pack.version)}{older}"
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}"><title>{title}</title>'
        f"<style>{_STYLE}</style></head><body><h1>{title}</h1>{_table(result)}"
        f"<p>At most 5 % false from a confidence of: category {thresholds.category:.2f}, article "
        f"{thresholds.article:.2f}"
        f' <span class="muted">(0: of all answers)</span></p>{_sections(result.changes)}</body></html>\n'
    )


def _table(result: TestResult) -> str:
    rows = []
    for kind, name in KINDS.items():
        new, old = result.after.get(kind), result.before.get(kind)
        if new is not None:
            cells = [
                _cell(getattr(old, key, None), getattr(new, key)) for key in ("asked", "right", "false", "refused")
            ]
            rows.append(f"<tr><td>{name}</td>{''.join(f'<td class=n>{c}</td>' for c in cells)}</tr>")
    head = "".join(f"<th>{h}</th>" for h in ("", "Asked", "Right", "False answers", "Refused"))
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"


def _sections(changes: Sequence[Change]) -> str:
    parts = (
        ("Worse", "worse", [c for c in changes if c.weight > 0]),
        ("Other changes", "other", [c for c in changes if c.weight == 0]),
        ("Better", "better", [c for c in changes if c.weight < 0]),
    )
    return "".join(_section(title, style, found) for title, style, found in parts if found)


def _section(title: str, style: str, changes: Sequence[Change]) -> str:
    rows = "".join(f"<tr class={style}>{_cells(c)}</tr>" for c in changes[:_SHOWN])
    more = f"<p>{len(changes) - _SHOWN:,} more</p>" if len(changes) > _SHOWN else ""
    head = "".join(f"<th>{h}</th>" for h in ("", "Asked", "Before", "Now", "Right"))
    return f"<h2>{title}: {len(changes)}</h2><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>{more}"


def _cells(change: Change) -> str:
    question = change.question
    name = f"{escape(KINDS[question.kind])}<br><span class=muted>{escape(question.id)}</span>"
    wanted = escape(", ".join(sorted(question.want)[:5]))
    texts = (name, escape(_short(question.text, 400)), escape(said(change.before)), escape(said(change.after)), wanted)
    return "".join(f"<td>{text}</td>" for text in texts)


def _cell(old: int | None, new: int) -> str:
    return str(new) if old is None else f"{old} → {new}"


def _wanted(change: Change) -> str:
    wanted = sorted(change.question.want)
    return f"   (right: {', '.join(wanted[:3])}{', …' if len(wanted) > 3 else ''})" if wanted else ""


def _short(text: str, longest: int = 90) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= longest else plain[: longest - 1] + "…"


def _tally(tally: Tally) -> Json:
    return {"asked": tally.asked, "right": tally.right, "false": tally.false, "refused": tally.refused}


def _change(change: Change) -> Json:
    question = change.question
    return {
        "kind": question.kind, "id": question.id, "text": question.text, "right": sorted(question.want),
        "before": _answered(change.before), "after": _answered(change.after), "weight": round(change.weight, 3),
    }  # fmt: skip


def _answered(answered: Answered) -> Json:
    return {"got": list(answered.got), "confidence": answered.confidence, "right": answered.right}


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
