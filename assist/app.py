"""The composition root: builds every adapter and hands it to the commands and the window."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING, Self

from assist.domain.pack import Article
from assist.domain.settings import Settings
from assist.llm.registry import ModelRegistry
from assist.services.drafting import Drafter
from assist.services.ports import Connections, Progress
from assist.services.viewing import ViewingReader
from assist.settings.file import SettingsFile
from assist.settings.secrets import audio_key
from assist.speech.client import SpeechProcess
from assist.speech.intake import SoundIntake
from assist.speech.weights import SpeechModels
from assist.support import paths
from assist.support.late import late
from assist.support.net import open_connections
from assist.writing import Writing

if TYPE_CHECKING:
    from assist import doctor
    from assist.intake import TranscriptIntake
    from assist.packs.library import FolderLibrary
    from assist.packs.reader import PackReport
    from assist.pictures.client import PictureProcess
    from assist.receiving import LiveChannel
    from assist.team import Team
    from assist.understanding.client import LocalUnderstanding, UnderstandingProcess

# What the window does not need to be usable is imported by who first asks for it. That is a third of a second of a
# start, and the reason of every import within a function here.

SAMPLE_PACK = "northwind"
SAMPLE_CONVERSATION = "late-frustrated.json"
SAMPLES = {"zh_CN": "refund-chinese.json", "zh_TW": "exchange-traditional.json"}


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


class Workshop:
    """Builds adapters when they are first asked for, and closes what it built."""

    def __init__(self, home: Path | None = None, resources: Path | None = None) -> None:
        self.home = home or paths.home()
        self.resources = resources or paths.resources()
        self.clock = SystemClock()
        self.connections = LiveConnections(self._allowed_hosts)
        self._understanding: UnderstandingProcess | None = None
        self._local: LocalUnderstanding | None = None
        self._lock = threading.RLock()
        self._writing: Writing | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the child processes."""
        if self._writing is not None:
            self._writing.close()
        if "ear" in self.__dict__:
            self.ear.close()
        if self._understanding is not None:
            self._understanding.close()
            self._understanding = None
        if "pictures" in self.__dict__:
            self.pictures.close()

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
        from assist.packs.library import FolderLibrary  # noqa: PLC0415 - see above

        return FolderLibrary(self.home, self.team.trust)

    @cached_property
    def team(self) -> Team:
        """Keys and channel: what publishing and receiving needs."""
        from assist.team import Team  # noqa: PLC0415 - see above

        return Team(self.home, lambda: self.settings, lambda: self.library, self.clock)

    @cached_property
    def channel(self) -> LiveChannel:
        """The team's channel, for the window."""
        from assist.receiving import LiveChannel  # noqa: PLC0415 - see above

        return LiveChannel(
            self.team, self.library, self.clock, self.resources, lambda p, say: self.understanding().prepare(p, say)
        )

    @cached_property
    def models(self) -> ModelRegistry:
        """Model files on this machine."""
        return ModelRegistry(self.home / "models")

    def intake(self) -> SoundIntake:
        """Transcripts in; sound is heard first."""
        return SoundIntake(late(lambda: transcripts(self.settings.agent_name)), self.ear)

    def reader(self, progress: Progress | None = None) -> ViewingReader:
        """Files in, pictures and videos too. ``progress`` is told how far a recording was heard."""
        intake = self.intake()
        return ViewingReader(intake.telling(progress), late(lambda: self.pictures), intake.read_text)

    @cached_property
    def ear(self) -> SpeechProcess:
        """Hears files and calls, in its own process; started on first use."""
        return SpeechProcess(self.speech_models, lambda: self.settings.speech_model, simplify=simplified_chinese)

    def audio_vault(self) -> tuple[Path, bytes]:
        """Where kept sound goes, encrypted, and its key. Raises `KeyringMissing`."""
        return self.home / "audio", audio_key()

    @cached_property
    def speech_models(self) -> SpeechModels:
        """Speech models on this machine."""
        return SpeechModels(self.home / "models" / "speech")

    @cached_property
    def pictures(self) -> PictureProcess:
        """Text off pictures, in its own process; started with the first picture."""
        from assist.pictures.client import PictureProcess  # noqa: PLC0415 - see above

        return PictureProcess()

    def pack_source(self, pack: str | None) -> Path:
        """The folder of ``pack``, else of the pack in the settings, else of the channel's, else the sample pack.

        Raises `InputError`.
        """
        chosen = pack or self.settings.pack
        return self.library.locate(chosen) if chosen else (self._received() or self.sample_pack)

    def _received(self) -> Path | None:
        """The pack that came over the team's channel; asks nobody."""
        return self.channel.newcomer() if self.settings.channel else None

    @property
    def sample_pack(self) -> Path:
        """The sample pack's folder."""
        return self.resources / "packs" / SAMPLE_PACK

    @property
    def sample_conversation(self) -> Path:
        """The sample conversation that ``--demo`` opens."""
        return self.resources / "conversations" / SAMPLE_CONVERSATION

    def sample_for(self, locale: str) -> Path | None:
        """A conversation to try things with; none where a team's own knowledge is in use."""
        if self.settings.pack or self._received() is not None:
            return None
        return self.resources / "conversations" / SAMPLES.get(locale, SAMPLE_CONVERSATION)

    def check_pack(self, pack: str) -> PackReport:
        """Every fault and warning of a pack."""
        from assist.packs.reader import check_pack  # noqa: PLC0415 - see above

        return check_pack(self.library.locate(pack))

    def understanding(self) -> UnderstandingProcess:
        """The fast lane, in its own process; started on first use."""
        from assist.packs.glance import glance  # noqa: PLC0415 - see above
        from assist.packs.reader import read_pack  # noqa: PLC0415
        from assist.understanding.client import UnderstandingProcess  # noqa: PLC0415

        with self._lock:
            if self._understanding is None:
                self._understanding = UnderstandingProcess(self.cache, read_pack, look=glance, learned=self.learned)
            return self._understanding

    def local_understanding(self) -> LocalUnderstanding:
        """The fast lane in this process, for a worker that is a process of its own."""
        from assist.packs.glance import glance  # noqa: PLC0415 - see above
        from assist.packs.reader import read_pack  # noqa: PLC0415
        from assist.understanding.client import LocalUnderstanding  # noqa: PLC0415
        from assist.understanding.messages import Setup, installed_parts  # noqa: PLC0415
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

    @property
    def writing(self) -> Writing:
        """What writes: model, engine, drafter."""
        with self._lock:
            if self._writing is None:
                prompts = self.resources / "prompts"
                self._writing = Writing(self.settings, self.models, prompts, self.clock,
                                        article=self._article, traditional=traditional_chinese)  # fmt: skip
            return self._writing

    def drafter(self) -> Drafter:
        """See `Writing.drafter`."""
        return self.writing.drafter()

    def _article(self, article_id: str) -> Article | None:
        """A whole article, where a pack is open."""
        opened = self._understanding or self._local
        return opened.article(article_id) if opened is not None else None

    def _allowed_hosts(self) -> tuple[str, ...]:
        return (*self.writing.allowed_hosts(), *self.team.allowed())

    def apply(self, settings: Settings) -> None:
        """Settings changed: what depended on the ones before is not used again. Returns at once."""
        writing = self.writing
        self.settings = settings
        writing.apply(settings)

    def examine(self) -> tuple[doctor.Finding, ...]:
        """``assist doctor``."""
        from assist import doctor  # noqa: PLC0415 - see above

        engine = self.writing.ask_engine if self.settings.engine_url else None
        return doctor.examine(self.home, lambda: self.models.path(self.settings.model), self.settings.context, engine)


def transcripts(agent_name: str) -> TranscriptIntake:
    """Transcripts in; readers and their patterns are loaded with the first one."""
    from assist.intake import TranscriptIntake  # noqa: PLC0415 - see above

    return TranscriptIntake(agent_name=agent_name)


def traditional_chinese(text: str, language: str = "zh-TW") -> str:
    """Simplified Chinese as traditional, as ``language`` writes it; the tables are loaded when first asked for."""
    from assist.understanding.tokens import to_traditional  # noqa: PLC0415 - seldom needed

    return to_traditional(text, language)


def simplified_chinese(text: str) -> str:
    """Traditional Chinese as simplified; the tables are loaded when first asked for."""
    from assist.understanding.tokens import to_simplified  # noqa: PLC0415 - seldom needed

    return to_simplified(text)
