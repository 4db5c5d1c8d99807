from __future__ import annotations

import contextlib
import struct
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assist.domain.errors import ModelFileError
from assist.llm.gguf import check_memory, read_model_file
from tests.llm.ggufs import PAIRS, gguf, write

GOOD = gguf()


def refusal(path: Path, data: bytes) -> str:
    with pytest.raises(ModelFileError) as caught:
        read_model_file(write(path / "m.gguf", data))
    return str(caught.value)


def test_a_sound_file_is_described(tmp_path: Path) -> None:
    model = read_model_file(write(tmp_path / "m.gguf", GOOD))
    assert (model.name, model.architecture, model.licence) == ("Tiny", "llama", "mit")
    assert (model.context, model.vocabulary, model.has_template, model.tensors) == (512, 100, True, 1)
    assert model.kv_bytes == 2 * 2 * 2 * 16 * 2
    assert model.languages == ("en",)


def test_a_truncated_file_is_refused_wherever_it_is_cut(tmp_path: Path) -> None:
    for size in range(0, len(GOOD), 37):
        message = refusal(tmp_path, GOOD[:size])
        assert "m.gguf is not a usable GGUF model" in message
        assert "\n" not in message
    assert "cut off" in refusal(tmp_path, GOOD[:-1])


def test_a_foreign_file_is_refused(tmp_path: Path) -> None:
    assert "another kind of file" in refusal(tmp_path, b"PK\x03\x04" + b"\0" * 100)
    assert "empty" in refusal(tmp_path, b"")
    assert "big-endian" in refusal(tmp_path, b"GGUF" + struct.pack(">IQQ", 3, 1, 1) + b"\0" * 40)
    assert "version 9" in refusal(tmp_path, gguf(version=9))


def test_a_header_that_lies_is_refused(tmp_path: Path) -> None:
    assert "damaged" in refusal(tmp_path, b"GGUF" + struct.pack("<IQQ", 3, 1 << 60, 5) + b"\0" * 40)
    assert "cut off" in refusal(tmp_path, gguf(weights=1 << 16)[:2000])


def test_what_is_no_language_model_is_refused(tmp_path: Path) -> None:
    without = {k: v for k, v in PAIRS.items() if k != "tokenizer.ggml.tokens"}
    assert "vocabulary" in refusal(tmp_path, gguf(without))
    assert "architecture" in refusal(tmp_path, gguf({"general.name": "x"}))


def test_a_missing_file_and_a_folder_are_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(ModelFileError, match=r"cannot be read|folder"):
        read_model_file(tmp_path / "none.gguf")
    with pytest.raises(ModelFileError, match=r"folder|cannot be read"):
        read_model_file(tmp_path)


def test_a_model_larger_than_memory_is_refused_with_both_figures(tmp_path: Path) -> None:
    model = read_model_file(write(tmp_path / "m.gguf", GOOD))
    check_memory(model, 512, available=10**12)
    with pytest.raises(ModelFileError, match=r"needs about .* of memory, .* are free"):
        check_memory(model, 512, available=10**6)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), min_size=1, max_size=8))
def test_a_mutated_header_is_read_or_refused_never_anything_else(
    tmp_path: Path, changes: list[tuple[int, int]]
) -> None:
    data = bytearray(GOOD)
    for at, byte in changes:
        data[at] = byte
    path = write(tmp_path / "m.gguf", bytes(data))
    with contextlib.suppress(ModelFileError):
        read_model_file(path)
