"""The slow lane as a use case: mask, prompt, generate, unmask, guard."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from assist.domain.assistance import Assistance, NoDraft, Suggestion
from assist.domain.conversation import Conversation
from assist.services.ports import CancelToken


class Drafter(Protocol):
    """Writes the agent's next turn."""

    def draft(
        self,
        conversation: Conversation,
        found: Assistance,
        on_text: Callable[[str], None] | None = None,
        cancel: CancelToken | None = None,
    ) -> Suggestion | NoDraft:
        """Blocking: the draft, or why there is none.

        ``on_text`` gets the whole text so far, unmasked, each time it grows. A draft that fails the guard comes back
        with ``warnings``.
        Raises ``WorkerDied``, ``ModelFileError``, ``Cancelled``.
        """
