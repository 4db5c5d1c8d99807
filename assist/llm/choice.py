"""Which model is in use: the one the settings name or, where that cannot be used, the one before it."""

from __future__ import annotations

from collections.abc import Callable

from assist.domain.errors import ModelFileError
from assist.llm.client import ModelProcess
from assist.llm.gguf import check_memory, read_model_file
from assist.llm.known import KnownModel
from assist.llm.registry import ModelRegistry

Open = Callable[[KnownModel], ModelProcess]


class ModelChoice:
    """Holds one open model, and remembers the name before it until the new one has been found sound.

    ``open_model`` makes a model's process object without starting it.
    Not thread-safe: its owner holds a lock. A model let go is not ended here but handed out by `retired`, since ending
    a process takes time.
    """

    def __init__(self, registry: ModelRegistry, name: str, context: int, open_model: Open) -> None:
        self._registry, self._open = registry, open_model
        self._context = context
        self._name = name
        self._before = [""] if name else []  # names to go back to, the latest last; the empty one is the bundled model
        self._held: tuple[KnownModel, ModelProcess] | None = None
        self._retired: list[ModelProcess] = []
        self.why_refused = ""
        """Why the model the settings name is not in use; empty while it is."""

    def choose(self, name: str, context: int) -> None:
        """The settings changed. Returns at once; `current` opens the model."""
        if name != self._name:
            self._before = [n for n in self._before if n != self._name] + [self._name]
        self._name, self._context, self.why_refused = name, context, ""
        self._let_go()

    def current(self) -> tuple[KnownModel, ModelProcess]:
        """The model in use, its file checked. Raises `ModelFileError` when there is none to fall back on."""
        while self._held is None:
            try:
                entry = self._registry.get(self._name)
                path = self._registry.path(self._name)
                check_memory(read_model_file(path), self._context)
                self._held = entry, self._open(entry)
            except ModelFileError as error:
                if not self.refuse(error):
                    raise
        return self._held

    def refuse(self, error: ModelFileError) -> bool:
        """The model in use cannot be used after all: go back to the one before; whether there is one."""
        self._let_go()
        while self._before:
            back = self._before.pop()
            if back != self._name:
                self.why_refused = self.why_refused or str(error)
                self._name = back
                return True
        return False

    def retired(self) -> list[ModelProcess]:
        """Models let go since the last time, for the caller to close."""
        retired, self._retired = self._retired, []
        return retired

    def put_down(self) -> list[ModelProcess]:
        """Every model there is, for the caller to close; `current` opens one anew."""
        self._let_go()
        return self.retired()

    def _let_go(self) -> None:
        if self._held is not None:
            self._retired.append(self._held[1])
        self._held = None
