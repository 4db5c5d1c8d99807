"""A drafter whose model may turn out to be unusable: then the one before it writes, and nothing stops."""

from __future__ import annotations

from collections.abc import Callable

from assist.domain.assistance import Assistance, NoDraft, Suggestion
from assist.domain.conversation import Conversation
from assist.domain.errors import ModelFileError
from assist.services.drafting import Drafter
from assist.services.ports import CancelToken


class StandbyDrafter:
    """Implements `Drafter`. ``another`` gives the drafter to use after a model was refused, ``None`` for none."""

    def __init__(self, first: Drafter, another: Callable[[ModelFileError], Drafter | None]) -> None:
        self._drafter = first
        self._another = another

    def draft(
        self,
        conversation: Conversation,
        found: Assistance,
        on_text: Callable[[str], None] | None = None,
        cancel: CancelToken | None = None,
    ) -> Suggestion | NoDraft:
        """See `Drafter`. Raises `ModelFileError` when there is nobody left to fall back on."""
        while True:
            try:
                return self._drafter.draft(conversation, found, on_text, cancel)
            except ModelFileError as error:
                another = self._another(error)
                if another is None:
                    raise
                self._drafter = another
