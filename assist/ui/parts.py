"""What the window is built from: every dependency, as one frozen value that the composition root fills."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from assist.domain.case import Case
from assist.domain.conversation import Conversation
from assist.domain.settings import Settings
from assist.services.answering import Answerer
from assist.services.drafting import Drafter
from assist.services.hearing import Ear
from assist.services.ports import (
    CancelToken,
    CaseStore,
    Clock,
    ConnectionMonitor,
    FileReader,
    HabitStore,
    Intake,
    ModelState,
    PictureReader,
    Progress,
    SettingsStore,
    Typist,
    Understanding,
)
from assist.services.rewriting import Rewriter
from assist.services.summing_up import Summariser
from assist.services.team import TeamChannel

if TYPE_CHECKING:
    from assist.services.insights import Grouper, InsightStore


class Asker(Protocol):
    """The seam for dialogs, so that a test can answer. ``None`` is always "the user cancelled"."""

    def save_path(self, title: str, suggested: str, kind: str) -> Path | None:
        """Where to save; ``kind`` is a file ending without its dot."""

    def open_path(self, title: str) -> Path | None:
        """Which file to open."""

    def open_folder(self, title: str) -> Path | None:
        """Which folder to read."""

    def choose(self, title: str, options: tuple[str, ...], found_by: tuple[str, ...] = ()) -> int | None:
        """One of several; ``found_by`` has a text for each that a filter looks in, and is empty without a filter."""


def no_hint(_name: str) -> str:
    """What a model needs: unknown."""
    return ""


def no_sample(_locale: str) -> Path | None:
    """The sample conversation for a window in this language: there is none."""
    return None


def no_engine() -> str:
    """Why the team's engine is not used: there is none."""
    return ""


def no_model() -> ModelState:
    """The state of a model that is not there."""
    return ModelState("", "off")


@dataclass(frozen=True, slots=True)
class CallParts:
    """What listening needs. ``hear`` makes a conversation of a sound file.

    ``vault`` tells where kept sound goes, and its key; it raises `AssistError` where there is none.
    """

    ear: Ear
    hear: Callable[[Path, str, Progress, CancelToken], Conversation]
    vault: Callable[[], tuple[Path, bytes]]


@dataclass(frozen=True, slots=True)
class UiParts:
    """Every dependency of the window.

    ``pack_source`` is opened in the background once the window shows; ``pack_given``: it was named for this start and
    stays. ``drafter`` and ``store`` may be missing (no
    model; nothing is kept: the window says so). ``typist`` and ``ask`` default to the real ones. ``resources`` is the
    folder with ``icons`` and ``translations``. ``apply_settings`` tells the composition root that settings changed, so
    that it can rebuild what depends on them. ``engine_away`` says why drafts come from this computer although an engine
    is configured; ``keep_engine_key(url, key)`` keeps its key, and raises `AssistError` where it cannot.
    ``model_refused`` says why the model of the settings is not in use; ``try_model`` loads it and says the same.
    ``packs`` and ``models`` list what can be chosen, as (value, name); ``model_fit`` says what a model needs.
    ``notes`` are lines to show at the start (settings put aside, for instance). ``traditional`` turns simplified
    Chinese into traditional, for what a pack has in simplified only. ``locate_pack`` finds the pack a setting names.
    ``pictures`` reads text off pictures and the screen; without it neither is offered.
    ``rewriter``, ``answerer`` and ``summariser`` word what the agent asks for.
    ``edit_knowledge`` opens the window for those who write the knowledge.
    ``calls`` hears calls; without it listening is not offered. ``insights`` keeps statistics of the cases kept, and
    ``grouper`` puts their open questions together. ``habits`` counts what the agent uses, for the order of replies.
    ``team_insights`` reads a folder of a team's exports, for those who lead it; raises `InputError`.
    ``team`` is the team's channel. ``reader`` reads the files of a watched folder.
    """

    understanding: Understanding
    intake: Intake
    clock: Clock
    connections: ConnectionMonitor
    settings_store: SettingsStore
    settings: Settings
    resources: Path
    drafter: Drafter | None = None
    store: CaseStore | None = None
    insights: InsightStore | None = None
    grouper: Grouper | None = None
    habits: HabitStore | None = None
    team_insights: Callable[[Path], InsightStore] | None = None
    typist: Typist | None = None
    ask: Asker | None = None
    pack_source: Path | None = None
    pack_given: bool = False
    first_case: Case | None = None
    model_state: Callable[[], ModelState] = no_model
    sample: Callable[[str], Path | None] = no_sample
    demo: bool = False  # nothing is kept on purpose
    engine_away: Callable[[], str] = no_engine
    model_refused: Callable[[], str] = no_engine
    try_model: Callable[[], str] | None = None
    keep_engine_key: Callable[[str, str], None] | None = None
    unload_if_idle: Callable[[], bool] | None = None
    apply_settings: Callable[[Settings], None] | None = None
    packs: Callable[[], tuple[tuple[str, str], ...]] = tuple
    models: Callable[[], tuple[tuple[str, str], ...]] = tuple
    model_fit: Callable[[str], str] = no_hint
    notes: tuple[str, ...] = ()
    traditional: Callable[[str], str] | None = None
    locate_pack: Callable[[str], Path] | None = None
    team: TeamChannel | None = None
    pictures: PictureReader | None = None
    edit_knowledge: Callable[[], None] | None = None
    rewriter: Rewriter | None = None
    answerer: Answerer | None = None
    summariser: Summariser | None = None
    calls: CallParts | None = None
    reader: FileReader | None = None
