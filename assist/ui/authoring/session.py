"""The state of an editing session: what is open, what is unsaved, what the last check found. No widgets."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from assist.domain.errors import AssistError
from assist.domain.pack import Article, Category, Form, Pack, Playbook, Snippet
from assist.services.editing import ChangedOutside, Checked, Item, Kind, Piece, Workbench
from assist.ui.tasks import Tasks

SAVE_MS = 600
Read = Callable[[], Piece | str | None]
"""What the editor holds: a part, the text of a raw file, or ``None`` while it cannot be written (no title, say)."""


class Session(QObject):
    """Opens parts, saves them a moment after the last key, checks the pack after every save, takes back."""

    checked = Signal()
    opened = Signal()
    saved = Signal()
    said = Signal(str)

    def __init__(self, bench: Workbench, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.bench = bench
        self._tasks = tasks
        self.state: Checked | None = None
        self.item: Item | None = None
        self.piece: Piece | None = None
        self.raw: str | None = None
        """The text of the open file where it is edited as text; its part cannot be read then."""
        self.version = 0
        """Grows with every change of a file, so that the finder knows when to look again."""
        self._read: Read | None = None
        self._wanted: tuple[Kind, str] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_MS)
        self._timer.timeout.connect(self.save)

    @property
    def pack(self) -> Pack | None:
        """The pack as it was checked last."""
        return self.state.pack if self.state is not None else None

    @property
    def unsaved(self) -> bool:
        """Whether something typed is not in its file yet."""
        return self._timer.isActive()

    def start(self) -> None:
        """Check for the first time."""
        self.check()

    def check(self) -> None:
        """Check in the background; the latest result counts."""
        bench = self.bench
        self._tasks.run("check", lambda _job: bench.check(), self._checked, self._failed)

    def listen(self, read: Read | None) -> None:
        """The open editor, asked for what it holds when it is time to save."""
        self._read = read

    @Slot()
    def edited(self) -> None:
        """Something was typed."""
        self._timer.start()

    @Slot()
    def save(self) -> bool:
        """Write what the editor holds; whether there is nothing left to write."""
        self._timer.stop()
        held = self._read() if self._read is not None and self.item is not None else None
        if held is None or held in (self.piece, self.raw):
            return held is not None
        try:
            if isinstance(held, str):
                self.bench.save_text(self.item.path if self.item else "", held)
                self.raw = held
            else:
                self.bench.save(held, self.piece)
                self.piece = held
        except ChangedOutside as error:
            self._keep_aside(held, str(error))
            return False
        except AssistError as error:
            self.said.emit(str(error))
            return False
        self.version += 1
        self.saved.emit()
        self.check()
        return True

    def _keep_aside(self, held: Piece | str, why: str) -> None:
        """Another program wrote the file: its text is shown, and what was typed here is kept beside the pack."""
        try:
            place = self.bench.keep_aside(self.item.path if self.item is not None else "", held)
            why = self.tr("{why}. What you typed is kept in {place}").format(why=why, place=place)
        except AssistError as error:
            why = str(error)
        self.said.emit(why)
        self._reload()

    def open(self, item: Item) -> None:
        """Save what is open, and open another part."""
        if self.unsaved:
            self.save()
        self.item = item
        self.piece, self.raw = None, None
        self.bench.begin()
        self.piece = piece_of(self.state, item) if not self._as_text(item) else None
        if self.piece is None and item.kind is not Kind.TONE:
            try:
                self.raw = self.bench.text_of(item.path)
            except AssistError as error:
                self.said.emit(str(error))
                self.raw = ""
        self.opened.emit()

    def create(self, kind: Kind, title: str, language: str) -> None:
        """Make a part and open it once it is checked."""
        self._do(lambda: self.bench.create(kind, title, language), lambda key: (kind, key))

    def remove(self) -> None:
        """Take the open part away."""
        item = self.item
        if item is None:
            return
        self._timer.stop()
        self.item = self.piece = None
        self.raw = None
        self._do(lambda: self.bench.remove(item.kind, item.key), lambda _: None)
        self.opened.emit()
        self.said.emit(self.tr("Removed. Ctrl+Alt+Z takes it back."))

    def undo(self) -> None:
        """Take back the latest change of a file."""
        self._move(self.bench.undo, self.tr("Nothing to take back"), self.tr("Taken back: {path}"))

    def redo(self) -> None:
        """Make it again."""
        self._move(self.bench.redo, self.tr("Nothing to make again"), self.tr("Made again: {path}"))

    def go_to(self, path: str) -> None:
        """Open the part a fault is in."""
        found = next((i for i in self.state.items if i.path == path and i.faults), None) if self.state else None
        found = found or (next((i for i in self.state.items if i.path == path), None) if self.state else None)
        if found is not None:
            self.open(found)

    def _as_text(self, item: Item) -> bool:
        """A file that was not wholly read must not be written from what was read."""
        tables = item.kind in (Kind.FORM, Kind.PLAYBOOK, Kind.CATEGORY)
        return item.key == item.path or (tables and bool(item.faults))

    def _move(self, move: Callable[[], str], nothing: str, done: str) -> None:
        if self.unsaved:
            self.save()
        try:
            path = move()
        except AssistError as error:
            self.said.emit(str(error))
            return
        self.said.emit(done.format(path=path) if path else nothing)
        if path:
            self._reload()

    def _do(self, work: Callable[[], object], wanted: Callable[[object], object]) -> None:
        if self.unsaved:
            self.save()
        try:
            found = wanted(work())
        except AssistError as error:
            self.said.emit(str(error))
            return
        self._wanted = found if isinstance(found, tuple) else None
        self.version += 1
        self.check()

    def _reload(self) -> None:
        """What is open is shown again as it is in its file, once that was checked."""
        if self.item is not None:
            self._wanted = (self.item.kind, self.item.key)
        self.version += 1
        self.check()

    def _checked(self, state: Checked) -> None:
        self.state = state
        self.checked.emit()
        wanted, self._wanted = self._wanted, None
        if wanted is None:
            return
        found = next((i for i in state.items if (i.kind, i.key) == wanted), None)
        if found is not None:
            self.open(found)
        elif self.item is not None and (self.item.kind, self.item.key) == wanted:
            self.item = self.piece = None
            self.raw = None
            self.opened.emit()

    def _failed(self, error: Exception) -> None:
        self.said.emit(str(error) or type(error).__name__)


def piece_of(state: Checked | None, item: Item) -> Piece | None:
    """The part of a line of the list; ``None`` for tone, which has six."""
    if state is None:
        return None
    pack = state.pack
    groups: dict[Kind, tuple[Article | Snippet | Form | Category | Playbook, ...]] = {
        Kind.ARTICLE: tuple(pack.articles),
        Kind.SNIPPET: pack.snippets,
        Kind.FORM: pack.forms,
        Kind.CATEGORY: pack.categories,
        Kind.PLAYBOOK: pack.playbooks,
    }
    return next((p for p in groups.get(item.kind, ()) if p.id == item.key), None)


def folder_name(folder: Path) -> str:
    """For the title bar."""
    return folder.resolve().name
