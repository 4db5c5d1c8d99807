"""A whole conversation as it would have been written, and what was found in it led back to what was said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from assist.domain.assistance import Assistance, CaseForm
from assist.domain.conversation import Conversation, Evidence, Speaker, Turn
from assist.understanding.written.rewriting import Rewritten
from assist.understanding.written.turns import NOTHING, asked_for, written


@dataclass(frozen=True, slots=True)
class WrittenConversation:
    """``conversation`` with its turns rewritten; ``turns`` are the ways back, ``None`` where nothing was changed."""

    conversation: Conversation
    turns: tuple[Rewritten | None, ...]

    def back(self, found: Assistance) -> Assistance:
        """What was found in the written conversation, with its evidence in the one that was said."""
        if not any(self.turns):
            return found
        return replace(
            found,
            mood=found.mood and replace(found.mood, evidence=self._spans(found.mood.evidence)),
            triage=found.triage and replace(found.triage, evidence=self._spans(found.triage.evidence)),
            next_step=found.next_step and replace(found.next_step, evidence=self._spans(found.next_step.evidence)),
            form=self._form(found.form),
            suggestions=tuple(replace(s, evidence=self._spans(s.evidence)) for s in found.suggestions),
        )

    def _form(self, form: CaseForm | None) -> CaseForm | None:
        if form is None:
            return None
        return replace(form, fields={n: replace(f, evidence=self._spans(f.evidence)) for n, f in form.fields.items()})

    def _spans(self, evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
        return tuple(map(self._span, evidence))

    def _span(self, evidence: Evidence) -> Evidence:
        way = self.turns[evidence.turn]
        return evidence if way is None else Evidence(evidence.turn, *way.origin(evidence.start, evidence.end))


def as_written(conversation: Conversation, names: tuple[str, ...] = ()) -> WrittenConversation:
    """The conversation in writing. A turn's rewriting rests on it and the turns before, so it stays when more come.

    ``names`` are those of the pack (see `pack_names`).
    """
    ways: list[Rewritten | None] = []
    turns: list[Turn] = []
    asked = NOTHING
    for turn in conversation.turns:
        way = written(turn.text, asked=asked if turn.speaker is Speaker.CUSTOMER else NOTHING, names=names)
        changed = way.text != turn.text
        ways.append(way if changed else None)
        turns.append(replace(turn, text=way.text) if changed else turn)
        if turn.speaker is Speaker.AGENT:
            asked = asked_for(way.text)
    if not any(ways):
        return WrittenConversation(conversation, tuple(ways))
    language = conversation.language
    return WrittenConversation(replace(conversation, turns=tuple(turns), declared_language=language), tuple(ways))
