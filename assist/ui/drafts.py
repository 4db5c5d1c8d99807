"""The slow lane in the window: asks for a draft, shows it grow, tries again when the model's process died."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from assist.domain.assistance import Assistance, NoDraft, Suggestion
from assist.domain.conversation import Conversation
from assist.domain.errors import EndpointFailed, InputError, WorkerDied
from assist.services.drafting import Drafter
from assist.ui import words
from assist.ui.board import Fate, Place
from assist.ui.notices import Notice, Notices
from assist.ui.parts import no_engine
from assist.ui.tasks import Job, Tasks

RETRY_MS = (0, 500, 1000, 2000, 4000, 8000, 15_000)


class Drafts(QObject):
    """One draft at a time, for the latest version.

    ``changed`` carries its `Place`; ``ready`` the draft and the version it answers.
    """

    changed = Signal(object)
    ready = Signal(object, int)

    def __init__(
        self,
        drafter: Drafter | None,
        tasks: Tasks,
        notices: Notices,
        engine_away: Callable[[], str] = no_engine,
        parent: QObject | None = None,
        *,
        model_refused: Callable[[], str] = no_engine,
    ) -> None:
        super().__init__(parent)
        self._model_refused = model_refused
        self._drafter = drafter
        self._engine_away = engine_away
        self._tasks = tasks
        self._notices = notices
        self._asked: tuple[Conversation, Assistance] | None = None
        self._model = ""
        self._not_written = ""  # the language the model does not write, as was said
        self._tries = 0
        self._retry = QTimer(self)
        self._retry.setSingleShot(True)
        self._retry.timeout.connect(self._go)

    @property
    def available(self) -> bool:
        """Whether there is anything to draft with."""
        return self._drafter is not None

    @property
    def busy(self) -> bool:
        """Whether a draft is being written, or will be tried again."""
        return self._tasks.busy("slow") or self._retry.isActive()

    def start(self, conversation: Conversation, found: Assistance, model: str) -> Place:
        """Ask for a draft; returns what its place shows until the first word."""
        self._retry.stop()
        self._asked, self._model, self._tries = (conversation, found), model, 0
        self._go()
        return Place(Fate.WAITING, model=model)

    def stop(self) -> None:
        """No draft is wanted any more."""
        self._asked = None
        self._retry.stop()
        self._tasks.retire("slow")

    def cancel(self) -> None:
        """The agent stopped it: its place says so."""
        if self.busy:
            self.stop()
            self.changed.emit(Place(Fate.STOPPED, model=self._model))

    @Slot()
    def _go(self) -> None:
        drafter, asked = self._drafter, self._asked
        if drafter is None or asked is None:
            return
        conversation, found = asked

        def work(job: Job) -> Any:
            return drafter.draft(conversation, found, job.emit, job)

        self._tasks.run("slow", work, self._done, self._failed, self._grew)

    def _grew(self, text: str) -> None:
        self.changed.emit(Place(Fate.WRITING, text=text, model=self._model))

    def _done(self, draft: Suggestion | NoDraft) -> None:
        self._notices.drop("model")
        self._say_engine()
        self._say_refused(self._model_refused())
        asked, self._asked = self._asked, None
        if asked is None:
            return
        self._say_language(draft, asked[1].language)
        self._say_condensed(long=isinstance(draft, Suggestion) and draft.condensed)
        if isinstance(draft, NoDraft):
            self.changed.emit(Place(Fate.EMPTY, text=words.no_draft(draft), model=self._model))
            return
        self.changed.emit(Place(Fate.OPEN, draft, draft.text, self._model))
        self.ready.emit(draft, asked[0].version)

    def now_in(self, language: str) -> None:
        """The conversation is in this language: what was said of another holds no more."""
        if language != self._not_written:
            self._not_written = ""
            self._notices.drop("model-language")

    def _say_engine(self) -> None:
        """Who wrote it, when it was not who should."""
        why = self._engine_away()
        if not why:
            self._notices.drop("engine")
            return

        def make() -> Notice:
            text = self.tr("Your team's engine does not answer ({why}). Drafts come from the model on this computer.")
            return Notice("engine", text.format(why=why), "warning", closable=True)

        self._notices.keep(make)

    def try_model(self, try_it: Callable[[], str]) -> None:
        """The settings name another model: look now whether it can be used, not with the next draft."""
        self._tasks.run("try-model", lambda _job: try_it(), self._say_refused, self._not_tried)

    def _not_tried(self, error: Exception) -> None:
        if isinstance(error, InputError):
            self._say(self.tr("No drafts: {why}. Everything else works.").format(why=str(error).rstrip(".")))

    def _say_refused(self, why: str) -> None:
        """That the model before is used, and what is wrong with the one that was chosen."""
        if not why:
            self._notices.drop("model-refused")
            return

        def make() -> Notice:
            text = self.tr("The model you chose cannot be used: {why}. The one before it stays in use.")
            return Notice("model-refused", text.format(why=why.rstrip(".")), "warning", closable=True)

        self._notices.keep(make)

    def _say_condensed(self, *, long: bool) -> None:
        """That the draft rests on the latest turns, the older ones told in a few words."""
        if long:
            self._notices.keep(lambda: Notice("condensed", words.degraded("conversation_condensed"), closable=True))
        else:
            self._notices.drop("condensed")

    def _say_language(self, draft: Suggestion | NoDraft, language: str) -> None:
        if draft is not NoDraft.MODEL_LANGUAGE:
            self.now_in("")
            self._notices.drop("model-language")
            return
        model, self._not_written = self._model, language

        def make() -> Notice:
            text = self.tr("No drafts in this language: {model} does not write it. Everything else works.")
            return Notice("model-language", text.format(model=model), "info", closable=True)

        self._notices.keep(make)

    def _failed(self, error: Exception) -> None:
        self.changed.emit(Place(Fate.FAILED, model=self._model))
        if isinstance(error, WorkerDied) and self._tries < len(RETRY_MS):
            wait = RETRY_MS[self._tries]
            self._tries += 1
            self._say(self.tr("The language model stopped and is being restarted. Cards, form and search still work."))
            self._retry.start(wait)
            return
        if isinstance(error, EndpointFailed):
            text = self.tr("No drafts: your team's engine does not answer ({why}). Everything else works.")
            self._say(text.format(why=error), again=True)
            return
        if isinstance(error, InputError):
            self._say(self.tr("No drafts: {why}. Everything else works.").format(why=str(error).rstrip(".")))
            return
        self._say(self.tr("The language model keeps stopping. Everything but drafts works."), again=True)

    def _say(self, text: str, *, again: bool = False) -> None:
        action = self.tr("Try again") if again else ""
        self._notices.put(Notice("model", text, "warning", action, self._again if again else None, closable=True))

    def _again(self) -> None:
        self._tries = 0
        self._go()
