"""The parent's side of the model: a `LanguageModel` whose work is done in a child process."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import cast

from assist.domain.errors import Cancelled, ModelFileError, WorkerDied
from assist.llm.gguf import check_memory, read_model_file
from assist.llm.kept import Kept
from assist.llm.worker import Load, Loaded, ModelSpec, Resume, physical_threads, run
from assist.services.ports import CancelToken, Clock, DraftRequest, Generation, ModelState
from assist.support.child import Child, ChildEnded

_NOTE_CHARS = 160


class ModelProcess:
    """One model file behind a child process, started on first use.

    ``threads`` 0 means the physical cores, four at most. ``idle_unload_s`` 0 keeps the model loaded. A bad model file
    is refused before any native code sees it, and is not tried again until the file changes. A child that died is
    started again by the next call, after the back-off of `Child`; at once where it died while nobody asked it anything.
    What it had read of the conversation is kept here, so that the next one need not read it again.
    """

    def __init__(self, model_path: Path, threads: int, context: int, idle_unload_s: float, clock: Clock) -> None:
        self._path = model_path
        self._idle_unload_s = idle_unload_s
        self._clock = clock
        self._notes = _notes_file()
        self._child = Child("model", run, (ModelSpec(model_path, physical_threads(threads), context, self._notes),))
        self._wanted_context = context
        self._lock = threading.Lock()  # one call at a time
        self._used_at = clock.monotonic()
        self._retry_at: float | None = None
        self._refused: tuple[object, ModelFileError] | None = None
        self._loaded: Loaded | None = None
        self._kept: Kept | None = None
        self._activity = ""  # loading, busy, or nothing
        self._reason = ""
        self._closing = False

    @property
    def pid(self) -> int | None:
        """The child's process id while it runs."""
        return self._child.pid

    # -- the port ----------------------------------------------------------------------------------------------

    def generate(
        self, request: DraftRequest, on_piece: Callable[[str], None] | None = None, cancel: CancelToken | None = None
    ) -> Generation:
        """See `LanguageModel`."""

        def event(got: object) -> None:
            if isinstance(got, Loaded):
                self._loaded, self._activity = got, "busy"
            elif isinstance(got, Kept):
                self._kept = got
            elif isinstance(got, bytes):
                self._kept_part(got)
            elif on_piece is not None:
                on_piece(str(got))

        return cast("Generation", self._call(request, event, cancel))

    def load(self, cancel: CancelToken | None = None) -> None:
        """Load the model ahead of its first use. Raises as `generate` does."""
        self._loaded = cast("Loaded", self._call(Load(), None, cancel))

    def state(self) -> ModelState:
        """See `LanguageModel`."""
        loaded = self._loaded
        context = loaded.context if loaded is not None else 0
        name = self._path.stem
        if self._refused is not None:
            return ModelState(name, "failed", str(self._refused[1]))
        if self._activity:
            return ModelState(name, self._activity, context=context)
        if self._retry_at is not None:
            left = max(0.0, self._retry_at - self._clock.monotonic())
            wait = f"next try in {left:.0f} s" if left >= 0.5 else "starts again with the next draft"
            return ModelState(name, "restarting", f"{self._reason}; {wait}")
        if loaded is None or self._child.pid is None:
            return ModelState(name, "off")
        return ModelState(name, "ready", "" if loaded.own_template else "no chat template in the file", context)

    def unload_if_idle(self) -> bool:
        """See `LanguageModel`."""
        if not self._idle_unload_s or self._child.pid is None or not self._lock.acquire(blocking=False):
            return False
        try:
            if self._clock.monotonic() - self._used_at < self._idle_unload_s:
                return False
            self._child.stop()
            self._loaded = self._kept = None
            return True
        finally:
            self._lock.release()

    def close(self) -> None:
        """See `LanguageModel`. A call in progress ends with `Cancelled`."""
        self._closing = True
        self._child.stop()
        self._notes.unlink(missing_ok=True)

    def cancelled(self) -> bool:
        """Whether the process is being closed; asked while a call waits."""
        return self._closing

    # -- inside ------------------------------------------------------------------------------------------------

    def _call(self, message: object, event: Callable[[object], None] | None, cancel: CancelToken | None) -> object:
        with self._lock:
            self._check_file()
            self._activity = "busy" if self._loaded is not None and self._child.pid is not None else "loading"
            try:
                answer = self._ask(message, event, _Either(cancel, self))
                self._retry_at = None
                return answer
            except ChildEnded as ended:
                raise self._died(ended) from ended
            except ModelFileError as error:
                self._refuse(error)
                raise
            finally:
                self._activity = ""
                self._used_at = self._clock.monotonic()

    def _ask(self, message: object, event: Callable[[object], None] | None, cancel: CancelToken) -> object:
        if self._loaded is not None and self._child.pid is None:  # it died while it had nothing to do
            try:
                return self._child.call(message, event, cancel)
            except ChildEnded:
                self._loaded = None
        if self._kept is None or not self._kept.whole or self._child.pid is not None:
            return self._child.call(message, event, cancel)
        kept, self._kept = self._kept, None  # should it be what ends the process, the next one starts without it
        answer = self._child.call(Resume(kept, message), event, cancel)
        self._kept = self._kept or kept
        return answer

    def _kept_part(self, part: bytes) -> None:
        if self._kept is not None:
            self._kept.parts.append(part)

    def _died(self, ended: ChildEnded) -> Exception:
        self._loaded = None
        if self._closing:
            return Cancelled("the model is being closed")
        if not ended.retry_in_s or ended.exit_code is not None:
            self._reason = _last_words(self._notes) or str(ended)
        self._retry_at = self._clock.monotonic() + ended.retry_in_s
        return WorkerDied(f"the language model stopped unexpectedly ({self._reason or ended})")

    def _check_file(self) -> None:
        """Refuse a bad file here, in the parent, where it costs a few milliseconds and no crash."""
        if self._refused is not None and self._refused[0] == self._stamp():
            raise self._refused[1]
        self._refused = None
        if self._child.pid is not None:
            return
        try:
            check_memory(read_model_file(self._path), self._wanted_context)
        except ModelFileError as error:
            self._refuse(error)
            raise

    def _refuse(self, error: ModelFileError) -> None:
        self._refused = (self._stamp(), error)

    def _stamp(self) -> object:
        try:
            found = self._path.stat()
        except OSError:
            return None
        return found.st_size, found.st_mtime_ns


class _Either:
    """Cancelled when either is."""

    def __init__(self, first: CancelToken | None, second: CancelToken) -> None:
        self._first, self._second = first, second

    def cancelled(self) -> bool:
        """Whether any of the two says so."""
        return (self._first is not None and self._first.cancelled()) or self._second.cancelled()


def _notes_file() -> Path:
    with tempfile.NamedTemporaryFile(prefix="assist-model-", suffix=".log", delete=False) as file:
        return Path(file.name)


def _last_words(notes: Path) -> str:
    """The line that says why a child crashed: an assertion of ggml, or faulthandler's verdict. Never conversation."""
    try:
        lines = notes.read_text(encoding="utf-8", errors="replace").splitlines()
        notes.write_text("", encoding="utf-8")
    except OSError:
        return ""
    telling = [x.strip() for x in lines if "GGML_ASSERT" in x or x.startswith("Fatal Python error")]
    return telling[0][:_NOTE_CHARS] if telling else ""
