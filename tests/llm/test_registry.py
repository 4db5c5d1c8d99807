from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest

from assist.domain.errors import Cancelled, ModelFileError
from assist.llm.gguf import read_model_file
from assist.llm.known import BUILT_IN, KnownModel
from assist.llm.registry import DEFAULT, ModelRegistry
from tests.llm.ggufs import PAIRS, gguf, write


@pytest.fixture
def registry(tmp_path: Path) -> ModelRegistry:
    return ModelRegistry(tmp_path / "models")


def test_the_built_in_models_are_listed_whether_here_or_not(registry: ModelRegistry) -> None:
    roles = {m.name: m.role for m in registry.list()}
    assert roles[DEFAULT] == "tiny"
    assert set(roles.values()) == {"tiny", "default", "better", "embedding"}
    for model in registry.list():
        assert all((model.size, model.licence, model.languages))
        assert not model.drafts or model.memory_needed(4096) > model.size
    assert all(m.sha256 for m in registry.list() if m.package or m.parts)


def test_what_the_list_says_of_memory_agrees_with_the_file(registry: ModelRegistry, model_file: Path) -> None:
    known, read = registry.get(DEFAULT), read_model_file(model_file)
    assert (known.kv_bytes, known.window, known.size) == (read.kv_bytes, read.context, read.file_bytes)


def test_a_window_larger_than_the_model_was_trained_on_takes_no_more_memory(registry: ModelRegistry) -> None:
    model = registry.get(DEFAULT)
    assert model.memory_needed(1 << 20) == model.memory_needed(model.window)


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


def test_a_file_that_is_not_the_one_with_this_digest_is_not_kept(registry: ModelRegistry, tmp_path: Path) -> None:
    path = write(tmp_path / "tiny.gguf", gguf())
    with pytest.raises(ModelFileError, match=r"tiny\.gguf is not the file it should be"):
        registry.add(path, sha256="0" * 64)
    assert list((tmp_path / "models").iterdir()) == []
    (added,) = registry.add(path, sha256=hashlib.sha256(gguf()).hexdigest().upper())
    assert added.installed


def test_one_digest_is_not_for_a_folder_of_several(registry: ModelRegistry, tmp_path: Path) -> None:
    for name in ("a.gguf", "b.gguf"):
        write(tmp_path / name, gguf())
    with pytest.raises(ModelFileError, match="a digest is for one file"):
        registry.add(tmp_path, sha256="0" * 64)


def test_a_known_file_is_known_by_its_digest_and_a_false_one_is_refused(
    registry: ModelRegistry, tmp_path: Path
) -> None:
    known = next(m for m in BUILT_IN if m.parts)
    with pytest.raises(ModelFileError, match="is not the file it should be"):
        registry.add(write(tmp_path / known.file, gguf()))


def test_a_file_with_a_known_name_takes_its_place_in_the_list(registry: ModelRegistry, tmp_path: Path) -> None:
    known = next(m for m in BUILT_IN if m.role == "better")
    (added,) = registry.add(write(tmp_path / known.file.upper().replace(".GGUF", ".gguf"), gguf()))
    assert (added.name, added.role) == (known.name, "better")
    assert [m.name for m in registry.list()].count(known.name) == 1
    assert registry.path(known.name) == added.path


@pytest.fixture
def in_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> KnownModel:
    """A model whose file lies in two installed packages."""
    data = gguf()
    for number, piece in enumerate((data[:1000], data[1000:]), 1):
        folder = tmp_path / "site" / f"piece_part{number}" / "data"
        folder.mkdir(parents=True)
        (folder.parent / "__init__.py").write_text("raise AssertionError('never imported')")
        (folder / f"part0{number}.bin").write_bytes(piece)
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    digest = hashlib.sha256(data).hexdigest()
    model = KnownModel("joined", "default", "joined.gguf", len(data), "MIT", ("en",), digest,
                       parts=("piece-part1", "piece-part2"))  # fmt: skip
    monkeypatch.setattr("assist.llm.registry.BUILT_IN", (*BUILT_IN, model))
    return model


def test_a_model_in_pieces_is_put_together_from_its_packages(registry: ModelRegistry, in_pieces: KnownModel) -> None:
    assert not registry.get("joined").installed
    added = registry.add_known("joined")
    assert added.path is not None
    assert added.path.read_bytes() == gguf()
    (check,) = registry.verify("joined")
    assert check.ok


def test_pieces_that_do_not_make_the_file_are_refused(
    registry: ModelRegistry, in_pieces: KnownModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = replace(in_pieces, sha256="0" * 64)
    monkeypatch.setattr("assist.llm.registry.BUILT_IN", (*BUILT_IN, wrong))
    monkeypatch.setattr("assist.llm.registry.known_as", lambda _file: wrong)
    with pytest.raises(ModelFileError, match="is not the file it should be"):
        registry.add_known("joined")
    assert not registry.get("joined").installed


def test_a_missing_piece_is_named(registry: ModelRegistry, in_pieces: KnownModel, tmp_path: Path) -> None:
    (tmp_path / "site" / "piece_part2" / "data" / "part02.bin").unlink()
    with pytest.raises(ModelFileError, match="install the packages piece-part2, which carry it in pieces"):
        registry.add_known("joined")


def test_a_model_taken_away_is_gone_and_a_packaged_one_stays(registry: ModelRegistry, tmp_path: Path) -> None:
    (added,) = registry.add(write(tmp_path / "tiny.gguf", gguf()))
    registry.remove(added)
    assert list((tmp_path / "models").iterdir()) == []
    packaged = registry.get(DEFAULT)
    registry.remove(packaged)
    assert registry.get(DEFAULT) == packaged


def test_a_note_of_an_older_version_is_read(registry: ModelRegistry, tmp_path: Path) -> None:
    (added,) = registry.add(write(tmp_path / "tiny.gguf", gguf()))
    assert added.path is not None
    note = added.path.with_name("tiny.gguf.json")
    data = {k: v for k, v in json.loads(note.read_text()).items() if k not in {"parts", "kv_bytes", "window"}}
    note.write_text(json.dumps({**data, "role": "draft"}))
    assert registry.get("tiny").drafts


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
