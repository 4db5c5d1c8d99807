"""The sidebar as a program: store, processes and window put together, and taken apart again in the right order."""

from __future__ import annotations

import gc
import logging
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QProcess, Slot
from PySide6.QtWidgets import QApplication

from assist.app import Workshop, traditional_chinese
from assist.domain.assistance import Assistance, NoDraft, Suggestion
from assist.domain.case import Case
from assist.domain.conversation import Conversation
from assist.domain.errors import AssistError, InputError, KeyringMissing, StoreError
from assist.domain.pack import Article
from assist.llm.gguf import free_memory, size_in_words
from assist.services.answering import AnswerWriter
from assist.services.ports import CancelToken, ModelState
from assist.services.rewriting import RewriteWriter
from assist.services.summing_up import SummaryWriter
from assist.support.late import late
from assist.support.log import write_crash
from assist.support.single import AlreadyRunning, SingleInstance
from assist.ui.bell import Bell, ring
from assist.ui.parts import Asker, CallParts, UiParts, no_sample
from assist.ui.passphrase import FirstDialogs
from assist.ui.window import Sidebar
from assist.ui.words import model_choice, model_needs

if TYPE_CHECKING:
    from assist.keeping import SqlCaseStore, SqlHabitStore, SqlInsightStore
    from assist.services.insights import InsightStore

log = logging.getLogger("assist.desktop")


class Crashes(QObject):
    """Writes errors of background work that nobody raised on purpose into the crash file."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._file = file

    @Slot(object)
    def note(self, error: BaseException) -> None:
        """One error."""
        log.error("background work failed: %s", error)
        write_crash(self._file, error)


class LiveDrafter:
    """Writes with whatever model the settings name now."""

    def __init__(self, shop: Workshop) -> None:
        self._shop = shop

    def draft(
        self,
        conversation: Conversation,
        found: Assistance,
        on_text: Callable[[str], None] | None = None,
        cancel: CancelToken | None = None,
    ) -> Suggestion | NoDraft:
        """See ``Drafter``."""
        return self._shop.drafter().draft(conversation, found, on_text, cancel)

    def state(self) -> ModelState:
        """For the status line: the engine's while it answers, else the model's; ``off`` where there is none."""
        return self._shop.writing.engine_state() or self._local()

    def engine_away(self) -> str:
        """Why drafts come from this computer although an engine is configured."""
        return self._shop.writing.engine_away()

    def _local(self) -> ModelState:
        try:
            return self._shop.writing.model().state()
        except AssistError as error:
            return ModelState("", "off", str(error))

    def unload_if_idle(self) -> bool:
        """Free the model when it was not used for long."""
        return self._shop.writing.model().unload_if_idle() if self._local().state != "off" else False


def build(shop: Workshop, store: SqlCaseStore | None, *, pack: str | None, first: Case | None,
          notes: tuple[str, ...], ask: Asker | None = None, demo: bool = False) -> Sidebar:  # fmt: skip
    """The window with everything behind it; nothing heavy has started yet."""
    settings, put_aside = shop.settings_file.load()
    drafter, understanding = LiveDrafter(shop), late(shop.understanding)

    def article(key: str) -> Article | None:
        return understanding.article(key)

    return Sidebar(
        UiParts(
            understanding=understanding,
            intake=shop.intake(),
            reader=shop.reader(),
            clock=shop.clock,
            connections=shop.connections,
            settings_store=shop.settings_file,
            settings=settings,
            resources=shop.resources,
            drafter=drafter,
            store=store,
            insights=_insights(store) if store is not None else None,
            habits=_habits(store) if store is not None else None,
            team_insights=_team_insights,
            grouper=understanding,
            ask=ask,
            pack_source=shop.pack_source(pack),
            pack_given=pack is not None,
            first_case=first,
            model_state=drafter.state,
            demo=demo,
            sample=shop.sample_for if pack is None else no_sample,
            engine_away=drafter.engine_away,
            rewriter=RewriteWriter(shop.writing.authors, traditional_chinese),
            answerer=AnswerWriter(shop.writing.authors, article),
            summariser=SummaryWriter(shop.writing.authors),
            model_refused=lambda: shop.writing.refused,
            try_model=shop.writing.try_model,
            keep_engine_key=shop.writing.keep_engine_key,
            unload_if_idle=drafter.unload_if_idle,
            apply_settings=shop.apply,
            locate_pack=lambda name: shop.pack_source(name or None),
            edit_knowledge=edit_knowledge,
            traditional=traditional_chinese,
            packs=lambda: tuple((p.id, f"{p.name} {p.version}") for p in shop.library.installed()),
            models=lambda: _models(shop),
            model_fit=lambda name: _model_fit(shop, name),
            notes=(*put_aside, *notes),
            team=late(lambda: shop.channel),
            pictures=late(lambda: shop.pictures),
            calls=CallParts(shop.ear, shop.intake().hear, shop.audio_vault),
        )
    )


def _insights(store: SqlCaseStore) -> SqlInsightStore:
    from assist.keeping import SqlInsightStore  # noqa: PLC0415 - loaded with the store

    return SqlInsightStore(store.database)


def _team_insights(folder: Path) -> InsightStore:
    """See `UiParts.team_insights`; loaded when first asked for."""
    from assist.store.team_insights import TeamInsights  # noqa: PLC0415 - DuckDB, for those who lead a team

    return TeamInsights(folder)


def _habits(store: SqlCaseStore) -> SqlHabitStore:
    from assist.keeping import SqlHabitStore  # noqa: PLC0415 - as above

    return SqlHabitStore(store.database)


def _models(shop: Workshop) -> tuple[tuple[str, str], ...]:
    """What can be chosen in the settings: (name, name as it is shown)."""
    free, context = free_memory(), shop.settings.context
    here = (m for m in shop.models.list() if m.installed and m.drafts)
    return tuple((m.name, model_choice(m.name, fits=m.memory_needed(context) <= free)) for m in here)


def _model_fit(shop: Workshop, name: str) -> str:
    """What a model needs, and whether that is there; nothing for one that is not known."""
    try:
        needed, free = shop.models.get(name).memory_needed(shop.settings.context), free_memory()
    except InputError:
        return ""
    return model_needs(size_in_words(needed), size_in_words(free), fits=needed <= free)


def edit_knowledge() -> None:
    """Open the knowledge window as a program of its own: whatever happens to it, the sidebar stays."""
    itself = [] if getattr(sys, "frozen", False) else ["-m", "assist"]
    QProcess.startDetached(sys.executable, [*itself, "knowledge"])


def make_application() -> QApplication:
    """Qt's application object; an existing one is used again."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    application = QApplication(["assist"])
    application.setApplicationName("Assist")
    application.setApplicationDisplayName("Assist")
    application.setDesktopFileName("assist")
    return application


def settle() -> None:
    """What is loaded by now stays for good: looking through it for garbage again and again would stop the window."""
    gc.freeze()


def run(shop: Workshop, *, pack: str | None, demo: bool) -> int:
    """The whole life of the window; the exit code."""
    application = make_application()
    try:
        lock = SingleInstance(shop.home)
    except AlreadyRunning as running:
        if not ring(shop.home):
            raise InputError(str(running)) from running
        if pack is not None or demo:
            raise InputError(f"{running}: its window is in front; close it first to open another pack") from running
        return 0
    except OSError as error:
        raise InputError(f"{shop.home}: {error.strerror}; set ASSIST_HOME to a folder that can be written") from error
    try:
        return _life(application, shop, pack=pack, demo=demo)
    finally:
        lock.release()


def _life(application: QApplication, shop: Workshop, *, pack: str | None, demo: bool) -> int:
    # A demonstration keeps nothing: it must not become the conversation the agent finds tomorrow.
    settings, put_aside = shop.settings_file.load()
    dialogs = FirstDialogs(settings, shop.resources)
    store, notes = (None, ()) if demo else _store(shop, dialogs)
    try:
        crashes = Crashes(shop.home / "logs" / "crash.txt")
        first = _demo_case(shop) if demo else _last_case(store)
        sidebar = build(shop, store, pack=pack or (str(shop.sample_pack) if demo else None), first=first,
                        notes=(*put_aside, *notes), demo=demo)  # fmt: skip
        sidebar.tasks.bug.connect(crashes.note)
        bell = Bell(shop.home)
        bell.rung.connect(sidebar.come_forward)
        sidebar.closing.connect(bell.close)
        sidebar.show()
        settle()
        return application.exec()
    finally:
        shop.close()  # the model, then the fast lane
        if store is not None:
            store.close()


def _store(shop: Workshop, dialogs: FirstDialogs) -> tuple[SqlCaseStore | None, tuple[str, ...]]:
    """The store, or ``None`` and the reason, which the window keeps showing."""
    from assist.keeping import open_store  # noqa: PLC0415 - a fifth of a second that a demonstration need not wait

    try:
        return open_store(shop.home / "assist.db", dialogs.ask_passphrase), ()
    except KeyringMissing:
        dialogs.explain_no_keyring()
        return None, ()
    except StoreError as error:
        log.warning("store not opened: %s", error)
        return None, (str(error),)


def _demo_case(shop: Workshop) -> Case:
    conversation = shop.intake().read_file(shop.sample_conversation)[0]
    return Case(replace(conversation, version=1), opened_at=shop.clock.now())


def _last_case(store: SqlCaseStore | None) -> Case | None:
    """The case that was on screen; what cannot be read is said by the window's first attempt to save."""
    try:
        return store.open_case() if store is not None else None
    except StoreError as error:
        log.warning("last case not read: %s", error)
        return None
