"""What is for the agent's eyes, in the window's language, whatever language the customer writes."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QCoreApplication

from assist.domain.assistance import Assistance, Mood, NextStep
from assist.domain.pack import Pack, Step
from assist.ui import words
from assist.ui.look import Look


def mood(found: Assistance | None, pack: Pack | None, look: Look) -> Mood | None:
    """With the team's advice in it."""
    was = found.mood if found else None
    tone = pack.tone(was.label) if pack and was else None
    advice = look.from_pack(tone.advice) if tone else ""
    return replace(was, advice=advice) if was and advice else was


def next_step(found: Assistance | None, pack: Pack | None, look: Look) -> NextStep | None:
    """Its title, what to do and why. What to ask stays as it is: that is for the customer."""
    was = found.next_step if found else None
    if found is None or was is None or pack is None or _speaks(found.language, look):
        return was
    playbook = pack.playbook(was.playbook)
    step = next((s for s in playbook.steps if s.id == was.step), None) if playbook else None
    if playbook is None or step is None:
        return was
    return replace(
        was,
        title=look.from_pack(step.title) or was.title,
        action=look.from_pack(step.action) or look.from_pack(step.instruction),
        playbook_title=look.from_pack(playbook.title),
        reason=_still_needed(step, found, pack, look) if was.ask else "",
    )


def _speaks(language: str, look: Look) -> bool:
    return language.partition("-")[0] == words.pack_language(look.locale).partition("-")[0]


def _still_needed(step: Step, found: Assistance, pack: Pack, look: Look) -> str:
    form = pack.form(found.form.id) if found.form is not None else None
    if form is None or found.form is None:
        return ""
    filled = found.form.fields
    missing = [field for name in step.needs if name not in filled and (field := form.field(name)) is not None]
    if not missing:
        return ""
    said = ", ".join(look.from_pack(field.label) or field.name for field in missing)
    return QCoreApplication.translate("for_agent", "still needed: {fields}").format(fields=said)
