"""Whatever is wrong with a model, the one before it stays in use."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assist.domain.errors import ModelFileError
from assist.llm.choice import ModelChoice
from assist.llm.client import ModelProcess
from assist.llm.known import KnownModel
from assist.llm.registry import ModelRegistry
from assist.services.ports import DraftRequest
from tests.llm.conftest import StillClock
from tests.llm.ggufs import tiny, write

_MANY = (1 << 32) - 1
REQUEST = DraftRequest("Be brief.", (("customer", "hello 你好"),), "Answer.", max_tokens=4)


class Room:
    """A choice over real files, and what it opened."""

    def __init__(self, folder: Path, clock: StillClock) -> None:
        self.folder, self.clock = folder, clock
        self.opened: list[ModelProcess] = []
        self.choice = ModelChoice(ModelRegistry(folder / "models"), self.file("good.gguf", tiny()), 512, self._open)

    def file(self, name: str, data: bytes) -> str:
        return str(write(self.folder / name, data))

    def _open(self, entry: KnownModel) -> ModelProcess:
        assert entry.path is not None
        self.opened.append(ModelProcess(entry.path, 1, 512, 0, self.clock))
        return self.opened[-1]


@pytest.fixture
def room(tmp_path: Path, clock: StillClock) -> Iterator[Room]:
    made = Room(tmp_path, clock)
    yield made
    for model in made.opened:
        model.close()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b"PK\x03\x04" + b"0" * 100, "another kind of file"),
        (tiny()[:-100], "cut off"),
        (tiny(architecture="bert"), "not one that writes"),
    ],
)
def test_a_bad_file_is_said_in_one_line_and_the_model_before_it_stays(room: Room, data: bytes, why: str) -> None:
    before = room.choice.current()
    room.choice.choose(room.file("bad.gguf", data), 512)
    entry, _ = room.choice.current()
    assert entry.name == before[0].name == "good"
    assert why in room.choice.why_refused
    assert "\n" not in room.choice.why_refused


def test_one_too_big_for_memory_is_refused_before_it_is_loaded(room: Room) -> None:
    room.choice.choose(room.file("big.gguf", tiny(context=_MANY)), _MANY)  # half a TB of cache
    assert room.choice.current()[0].name == "good"
    assert room.choice.why_refused.startswith("big.gguf needs about 549")
    assert len(room.opened) == 1


def test_a_model_that_is_not_there_leaves_the_one_before(room: Room) -> None:
    room.choice.choose("nobody-knows-it", 512)
    assert room.choice.current()[0].name == "good"
    assert "no model called 'nobody-knows-it'" in room.choice.why_refused


def test_a_sound_choice_clears_what_was_said_of_the_one_before(room: Room) -> None:
    room.choice.choose(room.file("bad.gguf", b"x"), 512)
    room.choice.current()
    room.choice.choose(room.file("other.gguf", tiny()), 512)
    assert room.choice.current()[0].name == "other"
    assert room.choice.why_refused == ""


def test_several_bad_ones_in_a_row_lead_back_to_the_last_good_one(room: Room) -> None:
    for name in ("bad1.gguf", "bad2.gguf", "bad3.gguf"):
        room.choice.choose(room.file(name, b"x"), 512)
    assert room.choice.current()[0].name == "good"
    assert "bad3.gguf" in room.choice.why_refused


def test_a_model_let_go_is_handed_out_once_for_closing(room: Room) -> None:
    _, first = room.choice.current()
    room.choice.choose(room.file("other.gguf", tiny()), 512)
    assert room.choice.retired() == [first]
    assert room.choice.retired() == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("data", "why"),
    [
        (tiny(architecture="novel9"), "unknown model architecture: 'novel9'"),
        (tiny(tokenizer="novel9"), "unknown tokenizer: 'novel9'"),
    ],
)
def test_what_only_llama_cpp_refuses_is_one_line_too(room: Room, data: bytes, why: str) -> None:
    room.choice.current()
    room.choice.choose(room.file("bad.gguf", data), 512)
    _, model = room.choice.current()
    with pytest.raises(ModelFileError) as caught:
        model.generate(REQUEST)
    assert str(caught.value) == f"bad.gguf could not be loaded: {why}"
    assert room.choice.refuse(caught.value)
    assert room.choice.current()[1].generate(REQUEST).generated_tokens


@pytest.mark.slow
@pytest.mark.parametrize("template", ["{{ messages }", "{{ raise_exception('no') }}", ""])
def test_a_model_with_no_usable_chat_template_writes_with_a_plain_one(
    tmp_path: Path, clock: StillClock, template: str
) -> None:
    model = ModelProcess(write(tmp_path / "m.gguf", tiny(template=template)), 1, 512, 0, clock)
    try:
        assert model.generate(REQUEST).generated_tokens
        assert model.state().state == "ready"
        assert template == "{{ raise_exception('no') }}" or model.state().detail == "no chat template in the file"
    finally:
        model.close()


@pytest.mark.slow
def test_a_prompt_begins_with_the_token_the_model_was_taught_to_begin_with(tmp_path: Path, clock: StillClock) -> None:
    counts = []
    for template in ("{{ messages[0].content }}", "{{ bos_token }}{{ messages[0].content }}"):
        model = ModelProcess(write(tmp_path / "m.gguf", tiny(template=template)), 1, 512, 0, clock)
        counts.append(model.generate(REQUEST).prompt_tokens)
        model.close()
    assert counts[0] == counts[1]
