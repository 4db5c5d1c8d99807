"""Real classes behind the same protocols, for tests that do not need the real thing."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assist.domain.assistance import Assistance, NoDraft, Suggestion
from assist.domain.conversation import Conversation
from assist.domain.errors import Cancelled
from assist.services.ports import CancelToken, DraftRequest, Generation, ModelState


class FakeModel:
    """A `LanguageModel` that says what it is told to. ``script`` holds, for each call, a text or an error to raise.

    Pieces are words, so that streaming shows; ``requests`` keeps what was asked. A cancel is seen between pieces.
    """

    def __init__(self, script: Sequence[str | Exception] = (), likely: tuple[float, ...] = ()) -> None:
        self.script = list(script)
        self.likely = likely
        self.requests: list[DraftRequest] = []
        self.closed = False

    def generate(
        self, request: DraftRequest, on_piece: Callable[[str], None] | None = None, cancel: CancelToken | None = None
    ) -> Generation:
        self.requests.append(request)
        said = self.script.pop(0)
        if isinstance(said, Exception):
            raise said
        pieces = re.findall(r"\S+\s*", said)
        for piece in pieces:
            if cancel is not None and cancel.cancelled():
                raise Cancelled("drafting was stopped")
            if on_piece is not None:
                on_piece(piece)
        return Generation(said, 100, 0, len(pieces), 0.1, 0.2, likely=self.likely if request.labels else ())

    def state(self) -> ModelState:
        return ModelState("fake", "off" if self.closed else "ready", context=4096)

    def unload_if_idle(self) -> bool:
        return False

    def close(self) -> None:
        self.closed = True


class FakeDrafter:
    """A `Drafter` with one answer: ``card``, streamed by words; an exception in its place is raised."""

    def __init__(self, card: Suggestion | NoDraft | Exception = NoDraft.NOT_COVERED) -> None:
        self.card = card
        self.asked: list[Conversation] = []

    def draft(
        self,
        conversation: Conversation,
        found: Assistance,
        on_text: Callable[[str], None] | None = None,
        cancel: CancelToken | None = None,
    ) -> Suggestion | NoDraft:
        self.asked.append(conversation)
        if isinstance(self.card, Exception):
            raise self.card
        if isinstance(self.card, Suggestion) and on_text is not None:
            words = re.findall(r"\S+\s*", self.card.text)
            for count in range(1, len(words) + 1):
                on_text("".join(words[:count]))
        return self.card
