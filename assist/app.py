"""The composition root: builds every adapter and hands it to the commands and the window."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Self

from assist import doctor
from assist.domain.errors import InputError
from assist.domain.pack import Pack
from assist.domain.settings import Settings
from assist.intake import TranscriptIntake
from assist.llm.client import ModelProcess
from assist.llm.registry import ModelRegistry
from assist.packs.library import FolderLibrary
from assist.packs.reader import PackReport, check_pack, read_pack
from assist.services.draft_writer import DraftWriter
from assist.services.ports import Connections
from assist.settings.file import SettingsFile
from assist.support import paths
from assist.support.log import install_crash_file, start_log
from assist.support.net import open_connections
from assist.understanding.client import LocalUnderstanding, UnderstandingProcess

SAMPLE_PACK = "northwind"
SAMPLE_CONVERSATION = "late-frustrated.json"


class SystemClock:
    """Implements ``Clock`` with the system's."""

    def now(self) -> str:
        """ISO 8601, UTC, to the second."""
        return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def monotonic(self) -> float:
        """Seconds that never go back."""
        return monotonic()


class LiveConnections:
    """Implements ``ConnectionMonitor`` for this process and its children; nobody is on the allow-list."""

    def look(self) -> Connections:
        """Look now."""
        peers, pids = open_connections()
        return Connections(len(peers), peers, (), pids)


class Workshop:
    """Builds adapters when they are first asked for, and closes what it built."""

    def __init__(self, home: Path | None = None, resources: Path | None = None) -> None:
        self.home = home or paths.home()
        self.resources = resources or paths.resources()
        self.clock = SystemClock()
        self._understanding: UnderstandingProcess | None = None
        self._model: ModelProcess | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the child processes."""
        for process in (self._model, self._understanding):
            if process is not None:
                process.close()
        self._model = self._understanding = None

    @cached_property
    def settings_file(self) -> SettingsFile:
        """The settings file."""
        return SettingsFile(self.home / "settings.toml")

    @cached_property
    def settings(self) -> Settings:
        """The settings as they were at the start."""
        return self.settings_file.load()[0]

    @cached_property
    def library(self) -> FolderLibrary:
        """Packs on this machine."""
        return FolderLibrary(self.home)

    @cached_property
    def models(self) -> ModelRegistry:
        """Model files on this machine."""
        return ModelRegistry(self.home / "models")

    def intake(self) -> TranscriptIntake:
        """Transcripts in."""
        return TranscriptIntake(agent_name=self.settings.agent_name)

    def pack_source(self, pack: str | None) -> Path:
        """The folder of ``pack``, else of the pack in the settings, else the sample pack. Raises `InputError`."""
        chosen = pack or self.settings.pack
        return self.library.locate(chosen) if chosen else self.sample_pack

    @property
    def sample_pack(self) -> Path:
        """The sample pack's folder."""
        return self.resources / "packs" / SAMPLE_PACK

    @property
    def sample_conversation(self) -> Path:
        """The sample conversation that ``--demo`` opens."""
        return self.resources / "conversations" / SAMPLE_CONVERSATION

    def check_pack(self, pack: str) -> PackReport:
        """Every fault and warning of a pack."""
        return check_pack(self.library.locate(pack))

    def understanding(self) -> UnderstandingProcess:
        """The fast lane, in its own process; started on first use."""
        if self._understanding is None:
            self._understanding = UnderstandingProcess(self.cache, read_pack)
        return self._understanding

    def local_understanding(self) -> LocalUnderstanding:
        """The fast lane in this process, for a worker that is a process of its own."""
        return LocalUnderstanding(self.cache, read_pack)

    @property
    def cache(self) -> Path:
        """Where embeddings and indexes are kept."""
        return self.home / "cache"

    def model(self) -> ModelProcess:
        """The slow lane's model, in its own process; started on first use. Raises `InputError` when there is none."""
        if self._model is None:
            settings = self.settings
            path = self.models.path(settings.model or None)
            self._model = ModelProcess(path, settings.threads, settings.context, settings.idle_unload, self.clock)
        return self._model

    def drafter(self, pack: Pack) -> DraftWriter:
        """Writes drafts from ``pack``."""
        return DraftWriter(self.model(), pack, self.resources / "prompts")

    def examine(self) -> tuple[doctor.Finding, ...]:
        """``assist doctor``."""
        return doctor.examine(self.home, lambda: self.models.path(self.settings.model or None))


def run_gui(
    shop: Workshop, *, pack: str | None, demo: bool, without_display: Callable[[Workshop, Path | None], int]
) -> int:
    """The sidebar; where there is no display, ``without_display`` says and shows what it can."""
    if sys.platform == "linux" and not _has_display():
        return without_display(shop, shop.sample_conversation if demo else None)
    start_log(shop.home / "logs")
    install_crash_file(shop.home / "logs")
    try:
        from assist.desktop import run  # noqa: PLC0415 - Qt is loaded only for the window
    except ImportError as error:
        raise InputError(f"the window cannot start: {error}") from error
    return run(shop, pack=pack, demo=demo)


def _has_display() -> bool:
    return bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or os.environ.get("QT_QPA_PLATFORM") == "offscreen"
    )
