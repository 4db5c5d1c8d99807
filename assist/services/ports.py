"""What the use cases need from the outside, as small protocols; adapters and test fakes implement them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from assist.domain.assistance import Assistance, CaseForm, Hit
from assist.domain.case import ByHand, Case, Feedback
from assist.domain.conversation import Conversation
from assist.domain.habits import NO_HABITS, Habits
from assist.domain.pack import Article, InstalledPack, Pack
from assist.domain.seen import Seen
from assist.domain.settings import Settings

Progress = Callable[[int, int, str], None]
"""Called with (done, total, what): at least at the start and at the end; may raise ``Cancelled`` to stop the work."""


class CancelToken(Protocol):
    """Asked by long work; ``cancelled()`` must be cheap and callable from any thread."""

    def cancelled(self) -> bool:
        """Whether the caller no longer wants the result."""


@dataclass(frozen=True, slots=True)
class UnderstandRequest:
    """One question to the fast lane: what is there to say about this version of the conversation?

    ``gone`` holds keys of cards used or dismissed; ``use_learned`` is off for ``replay --no-learned``; ``habits`` is
    what the agent's own use says about the order.
    """

    conversation: Conversation
    by_hand: ByHand = ByHand()
    gone: frozenset[str] = frozenset()
    use_learned: bool = True
    habits: Habits = NO_HABITS


@dataclass(frozen=True, slots=True)
class LearnedFrom:
    """What learning used: conversations, the replies in them, how many were marked, how many snippets; and the day."""

    conversations: int
    replies: int
    marked: int
    snippets: int
    day: str


@dataclass(frozen=True, slots=True)
class ExampleVerdict:
    """An example of a pack's ``category``, sorted by what was made without it; ``got`` is ``None``: nothing fits."""

    text: str
    category: str
    got: str | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Thresholds:
    """How sure a category, and the best article, have to be to be shown; 0: as sure as usual."""

    category: float = 0.0
    article: float = 0.0


class Tester(Protocol):
    """What testing a pack asks of the open pack, besides what the sidebar asks."""

    def held_out(self, progress: Progress | None = None) -> tuple[ExampleVerdict, ...]:
        """Each example of a category, sorted without it."""

    def keep_thresholds(self, pack_id: str, thresholds: Thresholds) -> None:
        """Keep them for a pack; all zero: forget them. They hold from the next opening on. Raises ``StoreError``."""


class Learner(Protocol):
    """Learns which reply follows what. Calls block and raise ``WorkerDied`` as those of ``Understanding`` do."""

    def learn(self, history: Sequence[Conversation], progress: Progress | None = None) -> LearnedFrom:
        """Learn for the open pack, in place of what was learned before; raises ``InputError`` when it holds nothing."""

    def forget(self, pack_id: str) -> bool:
        """Remove what was learned for a pack; whether there was anything."""


class Understanding(Protocol):
    """The fast lane. Calls block and raise ``WorkerDied`` when the process behind them ended."""

    @property
    def indexed(self) -> bool:
        """Whether the pack opened last is embedded as far as it can be."""

    def open_pack(self, source: Path, progress: Progress | None = None, *, wait: bool = True) -> Pack:
        """Open a pack (embedding only what changed since the cache was made); returns it without its articles.

        With ``wait`` off a pack that is not embedded yet is opened with words alone, and `indexed` is false.
        """

    def finish_index(self, progress: Progress | None = None) -> None:
        """Embed what is missing while questions go on being answered, then answer with all of it; blocks meanwhile."""

    def understand(self, request: UnderstandRequest) -> Assistance:
        """Form, mood, triage, next step, hits and cards for one version of a conversation."""

    def search(self, query: str, k: int = 5, language: str | None = None) -> tuple[Hit, ...]:
        """The best passages for a typed question; empty when nothing covers it."""

    def article(self, article_id: str) -> Article | None:
        """The whole article, or ``None``."""

    def close(self) -> None:
        """End the process behind this."""


@dataclass(frozen=True, slots=True)
class DraftRequest:
    """One question to the slow lane. Personal data in it is already masked.

    The prompt is laid out so that what grows, grows at the end: ``system`` is fixed, ``turns`` are (role, text) in
    order and only ever appended to, ``task`` is the volatile part (hits, form, instruction). The model's own chat
    template is applied behind the port. ``max_tokens`` bounds what is written; the reply begins with ``prefix``.
    The words of ``ground`` are made likelier than others, which keeps a small model to its source. The first ``kept``
    turns are worked examples: they stay when a conversation is too long and its oldest turns are told in a few words.
    With a ``schema`` (JSON Schema) only JSON that fits it can be written. With ``labels`` nothing is written: the
    answer says how likely each of them is to come next.
    """

    system: str
    turns: tuple[tuple[str, str], ...]
    task: str
    version: int = 0
    max_tokens: int = 120
    stop: tuple[str, ...] = ()
    prefix: str = ""
    ground: str = ""
    kept: int = 0
    schema: str = ""
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Generation:
    """What the model wrote, and what it cost. ``cached_tokens`` were found in the cache; times are in seconds.

    ``condensed``: the conversation was too long, its oldest turns were told in a few words.
    ``likely`` holds a probability for each label of the request, together 1; ``text`` is then the likeliest.
    """

    text: str
    prompt_tokens: int
    cached_tokens: int
    generated_tokens: int
    first_token_s: float
    total_s: float
    finished: bool = True
    condensed: bool = False
    likely: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class ModelState:
    """What the status line says of the model: ``off``, ``loading``, ``ready``, ``busy``, ``restarting``, ``failed``."""

    name: str
    state: str
    detail: str = ""
    context: int = 0


class LanguageModel(Protocol):
    """The slow lane's model. Blocking; raises ``WorkerDied``, ``ModelFileError`` or ``Cancelled``."""

    def generate(
        self, request: DraftRequest, on_piece: Callable[[str], None] | None = None, cancel: CancelToken | None = None
    ) -> Generation:
        """Write; pieces of text are handed to ``on_piece`` as they come. Stops within 100 ms of a cancel."""

    def state(self) -> ModelState:
        """Cheap, callable from any thread."""

    def unload_if_idle(self) -> bool:
        """Free the model when it has not been used for the configured time; whether it was freed."""

    def close(self) -> None:
        """End the process behind this."""


class PackLibrary(Protocol):
    """Packs on this machine."""

    def read(self, source: str | Path) -> Pack:
        """A pack folder, an ``.assistpack`` file or an installed pack's id; raises ``PackError`` with every fault."""

    def locate(self, source: str | Path) -> Path:
        """The folder ``source`` stands for; raises ``InputError`` when there is none."""

    def install(self, source: str | Path, progress: Progress | None = None) -> Pack:
        """Copy into the library, atomically: on any fault the version before stays in use."""

    def installed(self) -> tuple[InstalledPack, ...]:
        """What is installed, by id."""


class CaseStore(Protocol):
    """Encrypted storage. Every call is durable against ``kill -9`` when it returns; raises ``StoreError``."""

    def save(self, case: Case) -> None:
        """Insert or replace this case and its turns."""

    def save_form(self, case_id: str, form: CaseForm) -> None:
        """What the form showed, as last seen, for history and export."""

    def open_case(self) -> Case | None:
        """The case that was on screen when the window last ended, however it ended."""

    def form(self, case_id: str) -> CaseForm | None:
        """The form as it was kept last."""

    def case(self, case_id: str) -> Case | None:
        """One case of the history."""

    def close_case(self, case_id: str) -> None:
        """The case is finished; it stays in the history."""

    def remove(self, case_id: str) -> None:
        """Nothing of the case is kept, statistics neither; no fault when there is none."""

    def recent(self, limit: int = 50) -> tuple[Case, ...]:
        """Latest cases first."""

    def keep_picture(self, case_id: str, name: str, picture: bytes) -> None:
        """A thumbnail that a turn of the case names."""

    def picture(self, name: str) -> bytes | None:
        """A thumbnail."""

    def record(self, events: Iterable[Feedback]) -> None:
        """Append feedback."""

    def feedback(self, case_id: str) -> tuple[Feedback, ...]:
        """All feedback of a case, oldest first."""

    def close(self) -> None:
        """Flush and close."""


class HabitStore(Protocol):
    """What the agent's own use says about the order of replies and articles. Raises ``StoreError``."""

    def habits(self, today: str) -> Habits:
        """The table as of ``today`` (ISO 8601)."""

    def forget_use(self, at: str) -> None:
        """From ``at`` on, what was used before moves nothing."""


class Clock(Protocol):
    """Time, so that tests can hold it still."""

    def now(self) -> str:
        """ISO 8601, UTC, to the second, ending in ``Z``."""

    def monotonic(self) -> float:
        """Seconds that never go back."""


@dataclass(frozen=True, slots=True)
class Connections:
    """Open network connections of every Assist process: how many, to whom, and to whom they may be."""

    count: int
    peers: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()
    processes: tuple[int, ...] = field(default=())


class ConnectionMonitor(Protocol):
    """Counts connections of this process and its children (listening sockets and loopback pipes included apart)."""

    def look(self) -> Connections:
        """Look now."""


class Typist(Protocol):
    """Puts text where the agent works."""

    def copy(self, text: str) -> None:
        """Onto the clipboard."""

    def type_into_previous(self, text: str) -> bool:
        """Into the window that had focus before the sidebar; ``False`` when that could not be done (text is copied)."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file held, and a line for each thing that was mended or guessed while it was read."""

    conversations: tuple[Conversation, ...]
    notes: tuple[str, ...] = ()


class FileReader(Protocol):
    """Files in, with what there is to say about them."""

    def read_with_notes(self, path: Path) -> Reading:
        """Every conversation in a file, whatever its format and encoding; raises `InputError` with one clear line."""


class Intake(Protocol):
    """Transcripts in. Every method raises `InputError` with one clear line when the input is at fault."""

    def read_text(self, text: str, case_id: str) -> Conversation:
        """One conversation out of pasted text of any known shape."""

    def read_file(self, path: Path) -> tuple[Conversation, ...]:
        """Every conversation in a file (``-``: standard input), whatever its format and encoding."""

    def merge(self, present: Conversation, pasted: Conversation) -> Conversation:
        """``present`` with what is new in ``pasted``.

        The same chat copied again appends only its new turns and takes over edits; returned unchanged (same version)
        when nothing is new.
        """


class FileIntake(Intake, FileReader, Protocol):
    """Both."""


class PictureReader(Protocol):
    """Reads text off pictures. Calls block; raises `InputError` (one line) and ``WorkerDied``."""

    def read_pixels(self, width: int, height: int, data: bytes) -> Seen:
        """Raw pixels, four bytes each (blue, green, red, unused), rows from top to bottom without padding."""

    def read_picture(self, path: Path) -> Seen:
        """A picture file."""

    def read_video(self, path: Path, cancel: CancelToken | None = None) -> tuple[Seen, ...]:
        """The frames of a video that show something new, at most one a second."""

    def close(self) -> None:
        """End the process behind this."""


class SettingsStore(Protocol):
    """The settings file."""

    def load(self) -> tuple[Settings, tuple[str, ...]]:
        """The settings, and one line for each key that was put aside as bad."""

    def save(self, settings: Settings) -> None:
        """Write them, atomically."""
