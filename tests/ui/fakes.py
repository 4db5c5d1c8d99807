"""Fakes of the window's ports: real classes that behave, no mocks."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from assist.domain.assistance import Assistance, CardKind, CaseForm, Hit, NoDraft, Suggestion
from assist.domain.case import Case, Feedback
from assist.domain.conversation import Conversation, Speaker, Turn
from assist.domain.errors import Cancelled, InputError
from assist.domain.pack import Article, Pack
from assist.domain.settings import Settings
from assist.services.ports import CancelToken, Connections, Progress, UnderstandRequest
from assist.ui.parts import UiParts
from tests.ui import sample

RESOURCES = Path(__file__).parents[2] / "resources"


class FakeClock:
    def now(self) -> str:
        return "2026-05-01T09:30:00Z"

    def monotonic(self) -> float:
        return 0.0


class FakeUnderstanding:
    """Answers with ``answer``; raises what is queued in ``errors`` first; waits for ``gate`` when that is closed."""

    def __init__(self, answer: Callable[[Conversation], Assistance] = sample.answer, pack: Pack = sample.PACK) -> None:
        self.answer = answer
        self.answer_request: Callable[[UnderstandRequest], Assistance] | None = None
        self.pack = pack
        self.errors: list[Exception] = []
        self.requests: list[UnderstandRequest] = []
        self.gate = threading.Event()
        self.gate.set()
        self.pack_gate = threading.Event()
        self.pack_gate.set()
        self.indexed = True
        self.index_gate = threading.Event()

    def open_pack(self, source: Path, progress: Progress | None = None, *, wait: bool = True) -> Pack:
        for done in range(3):
            if progress:
                progress(done, 3, "articles")
        while not self.pack_gate.wait(0.01):
            if progress:
                progress(1, 3, "articles")
        return self.pack

    def finish_index(self, progress: Progress | None = None) -> None:
        while not self.index_gate.wait(0.01):
            if progress:
                progress(40, 100, "embedding articles")
        self.indexed = True

    def understand(self, request: UnderstandRequest) -> Assistance:
        self.gate.wait(5)
        self.requests.append(request)
        if self.errors:
            raise self.errors.pop(0)
        return self.answer_request(request) if self.answer_request else self.answer(request.conversation)

    def search(self, query: str, k: int = 5, language: str | None = None) -> tuple[Hit, ...]:
        hits = sample.answer(sample.talk()).articles
        return tuple(h for h in hits if query.lower() in h.sentence.lower())[:k]

    def article(self, article_id: str) -> Article | None:
        hits = {h.article_id: h for h in sample.answer(sample.talk()).articles}
        found = hits.get(article_id)
        if found is None:
            return None
        body = f"## In short\n\nBefore you start, look up the order.\n\n{found.sentence} Then tell the customer."
        return Article(article_id, found.title, body)

    def close(self) -> None:
        pass


class FakeDrafter:
    """Writes ``text`` word by word, then answers with it; waits at ``gate`` after the first word."""

    def __init__(self, text: str = "I'm sorry, Crystal. We will send a new tent at no cost today.") -> None:
        self.text = text
        self.errors: list[Exception] = []
        self.warnings: tuple[str, ...] = ()
        self.refuses: NoDraft | None = None
        self.gate = threading.Event()
        self.gate.set()
        self.cancelled = 0
        self.calls = 0

    def draft(
        self,
        conversation: Conversation,
        found: Assistance,
        on_text: Callable[[str], None] | None = None,
        cancel: CancelToken | None = None,
    ) -> Suggestion | NoDraft:
        self.calls += 1
        words = self.text.split()
        if on_text:
            on_text(words[0])
        while not self.gate.wait(0.005):
            if cancel is not None and cancel.cancelled():
                self.cancelled += 1
                raise Cancelled("draft")
        if self.errors:
            raise self.errors.pop(0)
        if self.refuses:
            return self.refuses
        for i in range(1, len(words)):
            if on_text:
                on_text(" ".join(words[: i + 1]))
        return Suggestion(CardKind.DRAFT, self.text, "draft", 0.7, ("late-delivery", "carrier"), warnings=self.warnings)


class FakeStore:
    """Keeps everything in memory; raises what is queued in ``errors`` first."""

    def __init__(self) -> None:
        self.cases: dict[str, Case] = {}
        self.forms: dict[str, CaseForm] = {}
        self.events: list[Feedback] = []
        self.closed: list[str] = []
        self.pictures: dict[str, bytes] = {}
        self.errors: list[Exception] = []
        self.saves = 0

    def save(self, case: Case) -> None:
        if self.errors:
            raise self.errors.pop(0)
        self.saves += 1
        self.cases[case.id] = case

    def save_form(self, case_id: str, form: CaseForm) -> None:
        self.forms[case_id] = form

    def form(self, case_id: str) -> CaseForm | None:
        return self.forms.get(case_id)

    def open_case(self) -> Case | None:
        return None

    def close_case(self, case_id: str) -> None:
        self.closed.append(case_id)

    def case(self, case_id: str) -> Case | None:
        return self.cases.get(case_id)

    def remove(self, case_id: str) -> None:
        self.cases.pop(case_id, None)
        self.forms.pop(case_id, None)
        self.events = [e for e in self.events if e.case_id != case_id]

    def recent(self, limit: int = 50) -> tuple[Case, ...]:
        return tuple(self.cases.values())[-limit:]

    def keep_picture(self, case_id: str, name: str, picture: bytes) -> None:
        self.pictures[name] = picture

    def picture(self, name: str) -> bytes | None:
        return self.pictures.get(name)

    def record(self, events: Iterable[Feedback]) -> None:
        self.events.extend(events)

    def feedback(self, case_id: str) -> tuple[Feedback, ...]:
        return tuple(e for e in self.events if e.case_id == case_id)

    def close(self) -> None:
        pass


class FakeTypist:
    def __init__(self) -> None:
        self.copied: list[str] = []
        self.typed: list[str] = []
        self.can_type = True

    def copy(self, text: str) -> None:
        self.copied.append(text)

    def type_into_previous(self, text: str) -> bool:
        (self.typed if self.can_type else self.copied).append(text)
        return self.can_type


class FakeConnections:
    def __init__(self) -> None:
        self.seen = Connections(0)

    def look(self) -> Connections:
        return self.seen


class FakeIntake:
    """``c: text`` and ``a: text`` lines."""

    def read_text(self, text: str, case_id: str) -> Conversation:
        if "\x00" in text:
            raise InputError("the text is not a conversation")
        turns = []
        for line in filter(str.strip, text.splitlines()):
            who, _, said = line.partition(": ")
            turns.append(Turn(Speaker.AGENT if who == "a" else Speaker.CUSTOMER, said or who))
        return Conversation(case_id, tuple(turns))

    def read_file(self, path: Path) -> tuple[Conversation, ...]:
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError as error:
            raise InputError(f"{path.name}: it is no text") from error
        return (replace(self.read_text(text, path.stem), version=1),)

    def merge(self, present: Conversation, pasted: Conversation) -> Conversation:
        new = tuple(t for t in pasted.turns if t.text not in {p.text for p in present.turns})
        return present.append(*new) if new else present


class FakeSettingsStore:
    def __init__(self) -> None:
        self.saved: list[Settings] = []

    def load(self) -> tuple[Settings, tuple[str, ...]]:
        return Settings(), ()

    def save(self, settings: Settings) -> None:
        self.saved.append(settings)


class FakeAsker:
    def __init__(self) -> None:
        self.save_to: Path | None = None
        self.open_from: Path | None = None
        self.choice: int | None = 0
        self.asked: list[str] = []

    def save_path(self, title: str, suggested: str, kind: str) -> Path | None:
        self.asked.append(suggested)
        return self.save_to

    def open_path(self, title: str) -> Path | None:
        return self.open_from

    def open_folder(self, title: str) -> Path | None:
        return self.open_from

    def choose(self, title: str, options: tuple[str, ...], found_by: tuple[str, ...] = ()) -> int | None:
        self.asked.extend(options)
        return self.choice


def parts(**changes: object) -> UiParts:
    """The window's parts, all fakes; ``changes`` replaces some."""
    made = UiParts(
        understanding=FakeUnderstanding(),
        intake=FakeIntake(),
        clock=FakeClock(),
        connections=FakeConnections(),
        settings_store=FakeSettingsStore(),
        settings=Settings(language="en", theme="light", reserve_space=False),
        resources=RESOURCES,
        store=FakeStore(),
        typist=FakeTypist(),
        ask=FakeAsker(),
        pack_source=Path("northwind"),
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # names are checked by dataclasses.replace
