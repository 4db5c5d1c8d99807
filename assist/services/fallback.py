"""Two drafters: the team's own engine, and the model on this machine for when that does not answer."""

from __future__ import annotations

from collections.abc import Callable

from assist.domain.assistance import Assistance, NoDraft, Suggestion
from assist.domain.conversation import Conversation
from assist.domain.errors import EndpointFailed
from assist.services.drafting import Drafter
from assist.services.ports import CancelToken, Clock

FIRST_PAUSE_S, LONGEST_PAUSE_S = 15.0, 300.0


class FallbackDrafter:
    """Implements `Drafter`: asks ``first``, and ``second`` while ``first`` does not answer.

    After a failure ``first`` is left alone for a pause that doubles up to five minutes, so that no draft waits for an
    engine that is known to be away. ``second`` may be missing: then the failure is raised.
    """

    def __init__(self, first: Drafter, second: Drafter | None, clock: Clock) -> None:
        self._first, self._second, self._clock = first, second, clock
        self._pause = FIRST_PAUSE_S
        self._away_until = 0.0
        self._why = ""

    @property
    def why_away(self) -> str:
        """Why drafts come from this machine's own model; empty while the engine answers."""
        return self._why

    def draft(
        self,
        conversation: Conversation,
        found: Assistance,
        on_text: Callable[[str], None] | None = None,
        cancel: CancelToken | None = None,
    ) -> Suggestion | NoDraft:
        """See `Drafter`. Raises `EndpointFailed` when there is nobody to fall back on."""
        second = self._second
        if second is not None and self._clock.monotonic() < self._away_until:
            return second.draft(conversation, found, on_text, cancel)
        try:
            made = self._first.draft(conversation, found, on_text, cancel)
        except EndpointFailed as error:
            self._failed(error)
            if second is None:
                raise
            return second.draft(conversation, found, on_text, cancel)
        self._pause, self._why = FIRST_PAUSE_S, ""
        return made

    def _failed(self, error: EndpointFailed) -> None:
        self._why = str(error)
        self._away_until = self._clock.monotonic() + self._pause
        self._pause = min(LONGEST_PAUSE_S, 2 * self._pause)
