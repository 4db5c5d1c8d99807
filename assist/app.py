"""The composition root: builds every adapter and hands it to the commands and the window."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import Self

from assist import doctor
from assist.domain.conversation import Conversation
from assist.domain.errors import InputError
from assist.domain.pack import Article
from assist.domain.settings import Settings
from assist.llm.client import ModelProcess
from assist.llm.prompts import load_prompts
from assist.llm.registry import ModelRegistry
from assist.llm.remote import Endpoint, RemoteModel
from assist.packs.glance import glance
from assist.packs.library import FolderLibrary
from assist.packs.reader import PackReport, check_pack, read_pack
from assist.services.draft_writer import DraftWriter
from assist.services.fallback import FallbackDrafter
from assist.services.ports import Connections, Intake, ModelState
from assist.services.prompts import Prompt
from assist.settings.file import SettingsFile
from assist.settings.secrets import engine_key, keep_engine_key
from assist.support import paths
from assist.support.net import open_connections
from assist.team import Team
from assist.understanding.client import LocalUnderstanding, UnderstandingProcess
from assist.understanding.messages import Setup, installed_parts

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
    """Implements ``ConnectionMonitor`` for this process and its children; ``allowed`` tells who may be called."""

    def __init__(self, allowed: Callable[[], tuple[str, ...]] = tuple) -> None:
        self._allowed = allowed

    def look(self) -> Connections:
        """Look now."""
        peers, pids = open_connections()
        return Connections(len(peers), peers, self._allowed(), pids)


class LateIntake:
    """Transcripts in; readers and their patterns are loaded with the first transcript, not before the window."""

    def __init__(self, agent_name: str) -> None:
        self._agent_name = agent_name

    @cached_property
    def readers(self) -> Intake:
        """The real thing."""
        from assist.intake import TranscriptIntake  # noqa: PLC0415 - a tenth of a second of a start

        return TranscriptIntake(agent_name=self._agent_name)

    def read_text(self, text: str, case_id: str) -> Conversation:
        """See ``Intake``."""
        return self.readers.read_text(text, case_id)

    def read_file(self, path: Path) -> tuple[Conversation, ...]:
        """See ``Intake``."""
        return self.readers.read_file(path)

    def merge(self, present: Conversation, pasted: Conversation) -> Conversation:
        """See ``Intake``."""
        return self.readers.merge(present, pasted)


class Workshop:
    """Builds adapters when they are first asked for, and closes what it built."""

    def __init__(self, home: Path | None = None, resources: Path | None = None) -> None:
        self.home = home or paths.home()
        self.resources = resources or paths.resources()
        self.clock = SystemClock()
        self.connections = LiveConnections(self._allowed_hosts)
        self._understanding: UnderstandingProcess | None = None
        self._local: LocalUnderstanding | None = None
        self._lock = threading.Lock()
        self._model: ModelProcess | None = None
        self._retired: list[ModelProcess] = []
        self._remote: RemoteModel | None = None
        self._drafter: FallbackDrafter | DraftWriter | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the child processes."""
        with self._lock:
            models = [*self._retired, *([self._model] if self._model else [])]
            self._model, self._drafter, self._retired = None, None, []
        for model in models:
            model.close()
        if self._understanding is not None:
            self._understanding.close()
            self._understanding = None

    @cached_property
    def settings_file(self) -> SettingsFile:
        """The settings file."""
        return SettingsFile(self.home / "settings.toml")

    @cached_property
    def settings(self) -> Settings:
        """The settings now; `apply` changes them."""
        return self.settings_file.load()[0]

    @cached_property
    def library(self) -> FolderLibrary:
        """Packs on this machine."""
        return FolderLibrary(self.home, self.team.trust)

    @cached_property
    def team(self) -> Team:
        """Keys and channel: what publishing and receiving needs."""
        return Team(self.home)

    @cached_property
    def models(self) -> ModelRegistry:
        """Model files on this machine."""
        return ModelRegistry(self.home / "models")

    def intake(self) -> LateIntake:
        """Transcripts in."""
        return LateIntake(self.settings.agent_name)

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
            self._understanding = UnderstandingProcess(self.cache, read_pack, look=glance, learned=self.learned)
        return self._understanding

    def local_understanding(self) -> LocalUnderstanding:
        """The fast lane in this process, for a worker that is a process of its own."""
        from assist.understanding.worker import make_engine  # noqa: PLC0415 - loads the engine into this process

        setup = Setup(self.cache, read_pack, installed_parts, threads=1, look=glance, learned=self.learned)
        self._local = LocalUnderstanding(make_engine(setup))
        return self._local

    @property
    def learned(self) -> Path:
        """Where what ``assist learn`` learned is kept, by pack."""
        return self.home / "learned"

    @property
    def cache(self) -> Path:
        """Where embeddings and indexes are kept."""
        return self.home / "cache"

    def model(self) -> ModelProcess:
        """The slow lane's model, in its own process; started on first use. Raises `InputError` when there is none."""
        with self._lock:
            return self._current_model()

    def _current_model(self) -> ModelProcess:
        if self._model is None:
            settings = self.settings
            path = self.models.path(settings.model)
            self._model = ModelProcess(path, settings.threads, settings.context, settings.idle_unload, self.clock)
        return self._model

    def drafter(self) -> FallbackDrafter | DraftWriter:
        """Writes drafts with what the settings name. A model they no longer name is ended here, by a worker.

        Raises `InputError` when there is neither an engine nor a model.
        """
        with self._lock:
            retired, self._retired = self._retired, []
            if self._drafter is None:
                self._drafter = self._new_drafter()
            drafter = self._drafter
        for model in retired:
            model.close()
        return drafter

    def _new_drafter(self) -> FallbackDrafter | DraftWriter:
        prompts = load_prompts(self.resources / "prompts")
        if not self.settings.engine_url:
            return self._local_drafter(prompts)
        engine = DraftWriter(
            self._engine(), prompts, tuple(prompts), article=self._article, traditional=traditional_chinese
        )
        try:
            return FallbackDrafter(engine, self._local_drafter(prompts), self.clock)
        except InputError:
            return FallbackDrafter(engine, None, self.clock)

    def keep_engine_key(self, url: str, key: str) -> None:
        """Keep the key of the engine at ``url`` and use it from now on. Raises `InputError` and `KeyringMissing`."""
        keep_engine_key(Endpoint(url).host, key)
        with self._lock:
            self._remote = self._drafter = None

    def engine_away(self) -> str:
        """Why drafts come from this computer although an engine is configured; empty where they do not."""
        drafter = self._drafter
        return drafter.why_away if isinstance(drafter, FallbackDrafter) else ""

    def engine_state(self) -> ModelState | None:
        """The engine's state, ``None`` where there is none or it is away."""
        if not self.settings.engine_url or self.engine_away():
            return None
        engine = self._remote
        return engine.state() if engine is not None else ModelState(self.settings.engine_model or "engine", "off")

    def _local_drafter(self, prompts: dict[str, Prompt]) -> DraftWriter:
        model = self.models.get(self.settings.model)
        return DraftWriter(
            self._current_model(),
            prompts,
            model.languages,
            article=self._article,
            traditional=traditional_chinese,
            rewrites=model.rewrites,
        )

    def _article(self, article_id: str) -> Article | None:
        """A whole article, where a pack is open."""
        opened = self._understanding or self._local
        return opened.article(article_id) if opened is not None else None

    def _engine(self) -> RemoteModel:
        chosen = endpoint_of(self.settings)
        self._remote = RemoteModel(replace(chosen, key=engine_key(chosen.host)))
        return self._remote

    def _allowed_hosts(self) -> tuple[str, ...]:
        if not self.settings.engine_url:
            return ()
        try:
            return endpoint_of(self.settings).allowed
        except InputError:
            return ()

    def apply(self, settings: Settings) -> None:
        """Settings changed: a model they no longer name is not used again. Returns at once."""
        with self._lock:
            before, self.settings = self.settings, settings
            if _model_part(before) != _model_part(settings):
                self._retired += [self._model] if self._model else []
                self._remote = self._model = self._drafter = None

    def examine(self) -> tuple[doctor.Finding, ...]:
        """``assist doctor``."""
        return doctor.examine(self.home, lambda: self.models.path(self.settings.model))


def traditional_chinese(text: str) -> str:
    """Simplified Chinese as traditional; the tables are loaded when first asked for."""
    from assist.understanding.tokens import to_traditional  # noqa: PLC0415 - seldom needed

    return to_traditional(text)


def _model_part(settings: Settings) -> tuple[object, ...]:
    local = settings.model, settings.threads, settings.context, settings.idle_unload
    return *local, settings.engine_url, settings.engine_model, settings.engine_ca, settings.engine_proxy


def endpoint_of(settings: Settings) -> Endpoint:
    """The engine the settings name, without its key. Raises `InputError`."""
    return Endpoint(settings.engine_url, settings.engine_model, ca=settings.engine_ca, proxy=settings.engine_proxy)
