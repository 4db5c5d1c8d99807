"""Builds what writes: the model in use, the team's engine, the drafter over them. A part of the composition root."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from assist.domain.errors import EndpointFailed, InputError, ModelFileError
from assist.domain.pack import Article
from assist.domain.settings import Settings
from assist.llm.choice import ModelChoice
from assist.llm.client import ModelProcess
from assist.llm.endpoint import Endpoint
from assist.llm.known import KnownModel
from assist.llm.prompts import load_prompts
from assist.llm.registry import ModelRegistry
from assist.services.drafting import Drafter
from assist.services.fallback import FallbackDrafter
from assist.services.ports import Clock, ModelState
from assist.services.prompts import Prompt
from assist.services.sayable import Traditional
from assist.services.standby import StandbyDrafter
from assist.services.wording import Author
from assist.settings.secrets import engine_key, keep_engine_key

if TYPE_CHECKING:
    from assist.llm.remote import RemoteModel
    from assist.services.draft_writer import DraftWriter


class Writing:
    """Made when first asked for; a setting that changes makes anew what depends on it.

    ``article`` gives whole articles of the open pack, ``traditional`` turns simplified Chinese into traditional.
    """

    def __init__(
        self,
        settings: Settings,
        registry: ModelRegistry,
        prompts: Path,
        clock: Clock,
        *,
        article: Callable[[str], Article | None],
        traditional: Traditional,
    ) -> None:
        self._settings = settings
        self._prompts = prompts
        self._clock = clock
        self._article, self._traditional = article, traditional
        self._lock = threading.Lock()
        self._choice = ModelChoice(registry, settings.model, settings.context, self._open)
        self._remote: RemoteModel | None = None
        self._drafter: Drafter | None = None

    def model(self) -> ModelProcess:
        """The model in use, in its own process; started on first use. Raises `InputError` when there is none."""
        with self._lock:
            return self._choice.current()[1]

    def drafter(self) -> Drafter:
        """Writes drafts with what the settings name. A model they no longer name is ended here, by a worker.

        Raises `InputError` when there is neither an engine nor a model.
        """
        with self._lock:
            retired = self._choice.retired()
            if self._drafter is None:
                self._drafter = self._new_drafter()
            drafter = self._drafter
        for model in retired:
            model.close()
        return drafter

    def authors(self) -> tuple[Author, ...]:
        """Who can word things now: the engine while it answers, then the model in use where it words well."""
        prompts = load_prompts(self._prompts)
        out: list[Author] = []
        with self._lock:
            if self._settings.engine_url and not self.engine_away():
                engine = self._remote or self._engine()
                name = self._settings.engine_model or "engine"
                out.append(Author(engine, prompts, tuple(prompts), name))
            try:
                entry, model = self._choice.current()
            except InputError:
                return tuple(out)
            if entry.rewrites:
                out.append(Author(model, prompts, entry.languages, entry.name))
        return tuple(out)

    def apply(self, settings: Settings) -> None:
        """Settings changed: a model they no longer name is not used again. Returns at once."""
        with self._lock:
            before, self._settings = self._settings, settings
            if _part(before) != _part(settings):
                self._choice.choose(settings.model, settings.context)
                self._remote = self._drafter = None

    def try_model(self) -> str:
        """Load the model the settings name. Why the one before it is used instead; empty when it is sound.

        Raises `InputError` when there is no other, `WorkerDied` and `Cancelled` as `ModelProcess.load` does.
        """
        while True:
            try:
                self.model().load()
                return self.refused
            except ModelFileError as error:
                if not self._go_back(error):
                    raise

    @property
    def refused(self) -> str:
        """Why the model the settings name is not in use; empty while it is."""
        return self._choice.why_refused

    def engine_away(self) -> str:
        """Why drafts come from this computer although an engine is configured; empty where they do not."""
        drafter = self._drafter
        return drafter.why_away if isinstance(drafter, FallbackDrafter) else ""

    def engine_state(self) -> ModelState | None:
        """The engine's state, ``None`` where there is none or it is away."""
        if not self._settings.engine_url or self.engine_away():
            return None
        engine = self._remote
        return engine.state() if engine is not None else ModelState(self._settings.engine_model or "engine", "off")

    def ask_engine(self) -> str:
        """Call the engine and say what it has. Raises `InputError` and `EndpointFailed` where something is wrong."""
        chosen = endpoint_of(self._settings)
        key = engine_key(chosen.host)
        offered = _remote(replace(chosen, key=key)).models()
        if chosen.model and chosen.model not in offered:
            raise EndpointFailed(f"{chosen.host} has no model called {chosen.model!r}; it has {', '.join(offered[:5])}")
        shown = chosen.model or ", ".join(offered[:3]) or "no model"
        return f"{chosen.host} answers: {shown}{'; with a key' if key else ''}"

    def keep_engine_key(self, url: str, key: str) -> None:
        """Keep the key of the engine at ``url`` and use it from now on. Raises `InputError` and `KeyringMissing`."""
        keep_engine_key(Endpoint(url).host, key)
        with self._lock:
            self._remote = self._drafter = None

    def allowed_hosts(self) -> tuple[str, ...]:
        """Who may be called: the engine, where one is configured."""
        if not self._settings.engine_url:
            return ()
        try:
            return endpoint_of(self._settings).allowed
        except InputError:
            return ()

    def close(self) -> None:
        """End the models' processes."""
        with self._lock:
            models = self._choice.put_down()
            self._drafter = None
        for model in models:
            model.close()

    # -- inside ------------------------------------------------------------------------------------------------

    def _open(self, entry: KnownModel) -> ModelProcess:
        chosen = self._settings
        if entry.path is None:
            raise ModelFileError(f"model {entry.name} is not on this machine")
        return ModelProcess(entry.path, chosen.threads, chosen.context, chosen.idle_unload, self._clock)

    def _go_back(self, error: ModelFileError) -> bool:
        """Use the model before the one in use; whether there is one."""
        with self._lock:
            self._drafter = None
            return self._choice.refuse(error)

    def _new_drafter(self) -> Drafter:
        prompts = load_prompts(self._prompts)
        if not self._settings.engine_url:
            return self._local(prompts)
        engine = _draft_writer()(
            self._engine(), prompts, tuple(prompts), article=self._article, traditional=self._traditional, judges=True
        )
        try:
            return FallbackDrafter(engine, self._local(prompts), self._clock)
        except InputError:
            return FallbackDrafter(engine, None, self._clock)

    def _local(self, prompts: dict[str, Prompt]) -> StandbyDrafter:
        def another(error: ModelFileError) -> DraftWriter | None:
            with self._lock:
                return self._writer(prompts) if self._choice.refuse(error) else None

        return StandbyDrafter(self._writer(prompts), another)

    def _writer(self, prompts: dict[str, Prompt]) -> DraftWriter:
        entry, model = self._choice.current()
        return _draft_writer()(
            model,
            prompts,
            entry.languages,
            article=self._article,
            traditional=self._traditional,
            rewrites=entry.rewrites,
            judges=entry.judges,
            gaps_only=entry.fills_gaps_only,
        )

    def _engine(self) -> RemoteModel:
        chosen = endpoint_of(self._settings)
        self._remote = _remote(replace(chosen, key=engine_key(chosen.host)))
        return self._remote


def _part(settings: Settings) -> tuple[object, ...]:
    """What of the settings the model and the engine depend on."""
    local = settings.model, settings.threads, settings.context, settings.idle_unload
    return *local, settings.engine_url, settings.engine_model, settings.engine_ca, settings.engine_proxy


def endpoint_of(settings: Settings) -> Endpoint:
    """The engine the settings name, without its key. Raises `InputError`."""
    return Endpoint(settings.engine_url, settings.engine_model, ca=settings.engine_ca, proxy=settings.engine_proxy)


def _remote(endpoint: Endpoint) -> RemoteModel:
    """Behind that endpoint."""
    from assist.llm.remote import RemoteModel  # noqa: PLC0415 - loads an event loop; few have an engine

    return RemoteModel(endpoint)


def _draft_writer() -> type[DraftWriter]:
    from assist.services.draft_writer import DraftWriter  # noqa: PLC0415 - loaded by the first draft, after the window

    return DraftWriter
