from __future__ import annotations

from pathlib import Path

import pytest

from assist.domain.errors import Cancelled, ModelFileError
from assist.llm.registry import DEFAULT, ModelRegistry
from tests.llm.ggufs import PAIRS, gguf, write


@pytest.fixture
def registry(tmp_path: Path) -> ModelRegistry:
    return ModelRegistry(tmp_path / "models")


def test_the_built_in_models_are_listed_whether_here_or_not(registry: ModelRegistry) -> None:
    assert {m.name: m.role for m in registry.list()} == {DEFAULT: "draft", "e5-small": "embedding"}
    assert all(m.sha256 and m.size and m.licence for m in registry.list())


def test_an_added_file_is_listed_found_and_verified(registry: ModelRegistry, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    (added,) = registry.add(write(tmp_path / "tiny.gguf", gguf()), lambda done, total, _: seen.append((done, total)))
    assert added.path == registry.path("tiny")
    assert seen[-1][0] == seen[-1][1]
    (check,) = registry.verify("tiny")
    assert check.ok
    assert registry.languages("tiny") == ("en",)
    assert added in registry.list()


def test_a_folder_is_added_whole_or_not_at_all(registry: ModelRegistry, tmp_path: Path) -> None:
    folder = tmp_path / "new"
    folder.mkdir()
    write(folder / "a.gguf", gguf({**PAIRS, "general.architecture": "qwen2"}))
    write(folder / "b.gguf", gguf()[:-5])
    with pytest.raises(ModelFileError, match=r"b\.gguf"):
        registry.add(folder)
    assert not list((tmp_path / "models").glob("*"))
    write(folder / "b.gguf", gguf())
    assert [m.name for m in registry.add(folder)] == ["a", "b"]
    assert registry.languages("a") == ("en", "zh")


def test_a_stopped_copy_leaves_nothing(registry: ModelRegistry, tmp_path: Path) -> None:
    def stop(_done: int, _total: int, _what: str) -> None:
        raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        registry.add(write(tmp_path / "tiny.gguf", gguf()), stop)
    assert list((tmp_path / "models").iterdir()) == []


def test_a_changed_file_fails_its_check(registry: ModelRegistry, tmp_path: Path) -> None:
    (added,) = registry.add(write(tmp_path / "tiny.gguf", gguf()))
    assert added.path is not None
    data = bytearray(added.path.read_bytes())
    data[-1] ^= 1
    added.path.write_bytes(data)
    (check,) = registry.verify("tiny")
    assert not check.ok
    assert "not the file it should be" in check.detail


def test_a_path_is_as_good_as_a_name(registry: ModelRegistry, tmp_path: Path) -> None:
    path = write(tmp_path / "tiny.gguf", gguf())
    assert registry.path(str(path)) == path


def test_an_unknown_name_is_one_clear_line(registry: ModelRegistry) -> None:
    with pytest.raises(ModelFileError, match=f"no model called 'nope'; known are: {DEFAULT}"):
        registry.path("nope")


@pytest.mark.model
def test_the_default_model_is_the_file_it_should_be(registry: ModelRegistry, model_file: Path) -> None:
    assert registry.path() == model_file
    (check,) = registry.verify(DEFAULT)
    assert check.ok, check.detail
