"""Where the procedure stands, and what comes next."""

from __future__ import annotations

from dataclasses import dataclass

from assist.domain.assistance import CaseForm, NextStep
from assist.domain.conversation import Conversation, Evidence, Speaker
from assist.domain.pack import Form, FormField, Pack, Playbook, Step
from assist.services.act_words import DECLINES
from assist.understanding.extract.labels import plans_for
from assist.understanding.extract.questions import asked_fields
from assist.understanding.tokens import content_tokens

_SAID_SHARE = 0.6
_SAID_LEAST = 3


@dataclass(frozen=True, slots=True)
class Progress:
    """The step at hand and the field to ask for next.

    ``waits``: it needs what the customer said not to have, and there is nothing else to ask for.
    """

    playbook: Playbook
    number: int
    step: Step
    asks: FormField | None
    reason: str
    evidence: tuple[Evidence, ...] = ()
    waits: bool = False


def declined_fields(conversation: Conversation, form: Form | None) -> frozenset[str]:
    """Fields that the agent asked for and the customer said not to have or to know."""
    if form is None:
        return frozenset()
    plans, turns = plans_for(form), conversation.turns
    asked, found = "", set[str]()
    for turn, before in zip(turns, (None, *turns), strict=False):
        if turn.speaker is Speaker.AGENT:
            asked = f"{asked} {turn.text}" if before is not None and before.speaker is Speaker.AGENT else turn.text
        elif turn.speaker is Speaker.CUSTOMER and asked and DECLINES.search(turn.text):
            found.update(name for name, _ in asked_fields(asked, plans) or ())
    return frozenset(found)


def said_by_agent(text: str, conversation: Conversation, share: float = _SAID_SHARE) -> int | None:
    """The latest agent turn that says about what ``text`` says, by its content words; ``None`` when none does."""
    words = {t.text for t in content_tokens(text)}
    if len(words) < _SAID_LEAST:
        return None
    for number in range(len(conversation.turns) - 1, -1, -1):
        turn = conversation.turns[number]
        if turn.speaker is Speaker.AGENT:
            said = {t.text for t in content_tokens(turn.text)}
            if len(words & said) / len(words) >= share:
                return number
    return None


def find_progress(
    playbook: Playbook, conversation: Conversation, form: Form | None, filled: CaseForm | None, language: str
) -> Progress | None:
    """The first step that is not done.

    What the customer said not to have is asked for no more: the next question comes from a later step, if there is one.

    A step is done when its fields are known, or, needing none, when the agent said it or a later step has been said.
    One that opens the procedure ("let them tell") is over as well once the agent has what the step behind it needs.
    """
    values = set(filled.fields) if filled is not None else set()
    asking = next((i for i, s in enumerate(playbook.steps) if s.needs), 0)
    gathered = bool(playbook.steps) and values.issuperset(playbook.steps[asking].needs)
    answered = any(t.speaker is Speaker.AGENT for t in conversation.turns)
    opened = asking if gathered and answered else 0
    declined = declined_fields(conversation, form)
    held: Progress | None = None
    said = [said_by_agent(s.say.get(language), conversation) for s in playbook.steps]
    last_said = max((i for i, turn in enumerate(said) if turn is not None), default=-1)
    for number, step in enumerate(playbook.steps):
        missing = [n for n in step.needs if n not in values]
        if missing:
            open_ = [n for n in missing if n not in declined]
            asks = form.field(open_[0]) if form is not None and open_ else None
            reason = _reason_missing(open_ or missing, form, language, declined=not open_)
            if open_:
                return Progress(playbook, number + 1, step, asks, reason)
            held = held or Progress(playbook, number + 1, step, None, reason, waits=True)
        elif held is None and not step.needs and number > last_said and number >= opened:
            return Progress(
                playbook, number + 1, step, None, _reason_next(number, language), _before(said[:number], conversation)
            )
    return held


def next_step(progress: Progress | None, language: str) -> NextStep | None:
    """For showing."""
    if progress is None:
        return None
    step = progress.step
    return NextStep(
        progress.playbook.id,
        step.id,
        step.title.get(language),
        step.action.get(language) or step.instruction.get(language),
        ask_text(progress.asks, language) if progress.asks else "",
        progress.reason,
        progress.playbook.title.get(language),
        progress.number,
        len(progress.playbook.steps),
        progress.evidence,
    )


def playbook_of(pack: Pack, category: str | None) -> Playbook | None:
    """The playbook of a category, or ``None``."""
    found = pack.category(category)
    return pack.playbook(found.playbook) if found is not None else None


def ask_text(field: FormField, language: str) -> str:
    """How to ask the customer for a field; a plain question by its label when the pack has no wording."""
    asked = field.ask.get(language)
    if asked:
        return asked
    label = field.label.get(language) or field.name
    return f"请问您的{label}是？" if language.startswith("zh") else f"Could you tell me the {label}, please?"


def _reason_missing(missing: list[str], form: Form | None, language: str, *, declined: bool) -> str:
    labels = []
    for name in missing:
        field = form.field(name) if form is not None else None
        labels.append((field.label.get(language) if field is not None else "") or name)
    if language.startswith("zh"):
        return f"还缺：{'、'.join(labels)}" + ("（客户说没有）" if declined else "")
    return f"still needed: {', '.join(labels)}" + (", which the customer does not have" if declined else "")


def _reason_next(number: int, language: str) -> str:
    if language.startswith("zh"):
        return "上一步已完成" if number else "流程开始"
    return "the steps before it are done" if number else "the procedure starts here"


def _before(said: list[int | None], conversation: Conversation) -> tuple[Evidence, ...]:
    turn = said[-1] if said else None
    return () if turn is None else (Evidence(turn, 0, len(conversation.turns[turn].text)),)
