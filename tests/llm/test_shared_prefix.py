"""Draft, rewrite, answer and summary of a turn share the beginning of their prompts: only the first reads the chat."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from assist.domain.assistance import Assistance, Hit
from assist.domain.conversation import Conversation, Speaker, Turn
from assist.llm.client import ModelProcess
from assist.llm.native import CHUNK
from assist.llm.prompts import load_prompts
from assist.services.draft_writer import DraftWriter
from assist.services.ports import CancelToken, DraftRequest, Generation
from assist.services.wording import About, Author, Wish, word

pytestmark = [pytest.mark.model, pytest.mark.slow]

FACT = "Refunds are paid to the card within 5 working days of the return."
SAID = ("Where is the parcel I asked about?", "I'm looking for it, one moment please.")
TURNS = tuple(
    Turn((Speaker.CUSTOMER, Speaker.AGENT)[i % 2], f"{SAID[i % 2]} My email is a{i}@example.com. ({i})")
    for i in range(12)
)
TALK = Conversation("c", (*TURNS, Turn(Speaker.CUSTOMER, "When are refunds paid to the card?")), version=1)
FOUND = Assistance("c", 1, 12, "en", articles=(Hit("a", "Refunds", 0.9, FACT, FACT, 0, len(FACT)),))
TASK_TOKENS = 250


class Counted:
    """A model that writes next to nothing, and keeps what each call cost."""

    def __init__(self, model: ModelProcess) -> None:
        self._model = model
        self.costs: list[Generation] = []

    def generate(
        self, request: DraftRequest, on_piece: Callable[[str], None] | None = None, cancel: CancelToken | None = None
    ) -> Generation:
        made = self._model.generate(request, on_piece, cancel)
        self.costs.append(made)
        return made

    def __getattr__(self, name: str) -> object:
        return getattr(self._model, name)


def test_what_follows_a_draft_reads_its_own_task_only(model_file: Path, model: ModelProcess) -> None:
    counted, prompts = Counted(model), load_prompts(Path(__file__).parents[2] / "resources" / "prompts")
    DraftWriter(counted, prompts).draft(TALK, FOUND)  # type: ignore[arg-type]  # the rest is handed on
    author = Author(counted, prompts, ("en",))  # type: ignore[arg-type]  # as above
    for ask, values in (
        ("shorter", {"text": "Your refund will be paid to your card within 5 working days."}),
        ("answer", {"question": "When are refunds paid?", "passages": FACT}),
        ("summary", {}),
    ):
        word(lambda: (author,), Wish(ask, "en", values, About(TALK, FOUND), max_tokens=4))
    draft, *others = counted.costs
    assert draft.cached_tokens == 0
    assert len(others) == 3
    for made in others:
        assert made.prompt_tokens > 2 * TASK_TOKENS  # else the bound below says nothing
        assert made.prompt_tokens - made.cached_tokens <= TASK_TOKENS + CHUNK


def test_a_new_turn_reads_itself_and_its_task_only(model: ModelProcess) -> None:
    counted, prompts = Counted(model), load_prompts(Path(__file__).parents[2] / "resources" / "prompts")
    writer = DraftWriter(counted, prompts)  # type: ignore[arg-type]  # the rest is handed on
    writer.draft(TALK, FOUND)
    later = TALK.append(Turn(Speaker.AGENT, "Within 5 days."), Turn(Speaker.CUSTOMER, "When are refunds paid, sorry?"))
    writer.draft(later, Assistance("c", later.version, 14, "en", articles=FOUND.articles))
    assert len(counted.costs) == 2
    fresh = counted.costs[1].prompt_tokens - counted.costs[1].cached_tokens
    assert fresh <= TASK_TOKENS + CHUNK
