"""Checks a GGUF file before anything native touches it.

Layout after the specification in ggml's ``docs/gguf.md``: magic, version, counts, key-value pairs, tensor table,
padding, tensor data. Only the header is read; tensor data is never looked at, only checked to be there.
"""

from __future__ import annotations

import mmap
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from assist.domain.errors import ModelFileError

_MAGIC = b"GGUF"
_LENGTH = struct.Struct("<Q")
_HEADER = 24  # magic, version and the two counts
_VERSIONS = (2, 3)
_MAX_PAIRS = 10_000
_MAX_TENSORS = 100_000
_MAX_NAME = 1 << 16
_STRING, _ARRAY = 8, 9
_SCALARS = {0: "<B", 1: "<b", 2: "<H", 3: "<h", 4: "<I", 5: "<i", 6: "<f", 7: "<?", 10: "<Q", 11: "<q", 12: "<d"}
# ggml tensor type -> (weights in a block, bytes of a block)
_BLOCKS = {
    0: (1, 4), 1: (1, 2), 2: (32, 18), 3: (32, 20), 6: (32, 22), 7: (32, 24), 8: (32, 34), 9: (32, 36),
    10: (256, 84), 11: (256, 110), 12: (256, 144), 13: (256, 176), 14: (256, 210), 15: (256, 292),
    16: (256, 66), 17: (256, 74), 18: (256, 98), 19: (256, 50), 20: (32, 18), 21: (256, 110), 22: (256, 82),
    23: (256, 136), 24: (1, 1), 25: (1, 2), 26: (1, 4), 27: (1, 8), 28: (1, 8), 29: (256, 56), 30: (1, 2),
    34: (256, 54), 35: (256, 66), 39: (32, 17),
}  # fmt: skip
_NO_WRITERS = frozenset(
    {"bert", "nomic-bert", "nomic-bert-moe", "jina-bert-v2", "jina-bert-v3", "neo-bert", "modern-bert", "t5encoder"}
    | {"gemma-embedding", "clip", "wavtokenizer-dec"}
)
_LISTED = 64  # longer arrays (vocabularies) are counted, not kept
OVERHEAD = 80 * 1024 * 1024  # code, tokenizer and compute buffers, measured with the default model


@dataclass(frozen=True, slots=True)
class ModelFile:
    """What the header says. Sizes in bytes; ``kv_bytes`` is one token's share of the key-value cache."""

    path: Path
    name: str
    architecture: str
    licence: str
    languages: tuple[str, ...]
    context: int
    vocabulary: int
    has_template: bool
    tensors: int
    data_bytes: int
    kv_bytes: int
    file_bytes: int

    def memory_needed(self, context: int) -> int:
        """Roughly what running it takes, in bytes, with a window of ``context`` tokens."""
        tokens = min(context, self.context) if context and self.context else context or self.context
        return self.data_bytes + self.kv_bytes * tokens + OVERHEAD


class _Fault(Exception):
    """What is wrong with the header, in words."""


class _Reader:
    """Reads little-endian values, and never past the end."""

    def __init__(self, data: mmap.mmap | bytes) -> None:
        self.data = data
        self.at = 0

    def take(self, form: str) -> Any:
        size = struct.calcsize(form)
        if self.at + size > len(self.data):
            raise _Fault("it is cut off")
        (value,) = struct.unpack_from(form, self.data, self.at)
        self.at += size
        return value

    def skip(self, size: int) -> None:
        if size < 0 or self.at + size > len(self.data):
            raise _Fault("it is cut off")
        self.at += size

    def text(self, limit: int = 1 << 24) -> str:
        size = self.take("<Q")
        if size > limit:
            raise _Fault("its header is damaged (a text of impossible length)")
        start = self.at
        self.skip(size)
        return bytes(self.data[start : self.at]).decode("utf-8", errors="replace")

    def value(self, kind: int) -> Any:
        if kind in _SCALARS:
            return self.take(_SCALARS[kind])
        if kind == _STRING:
            return self.text()
        if kind == _ARRAY:
            return self._array()
        raise _Fault(f"its header is damaged (a value of unknown kind {kind})")

    def _array(self) -> list[Any] | int:
        """The values of a short array, or just the length of a long one."""
        kind, count = self.take("<I"), self.take("<Q")
        if kind == _ARRAY or (kind != _STRING and kind not in _SCALARS):
            raise _Fault(f"its header is damaged (a list of unknown kind {kind})")
        if count <= _LISTED:
            return [self.value(kind) for _ in range(count)]
        if kind in _SCALARS:
            self.skip(struct.calcsize(_SCALARS[kind]) * count)
            return int(count)
        self._skip_texts(count)
        return int(count)

    def _skip_texts(self, count: int) -> None:
        """Over a vocabulary: a hundred thousand texts, so without a call for each."""
        data, at, end, length = self.data, self.at, len(self.data) - 8, _LENGTH.unpack_from
        for _ in range(count):
            if at > end:
                raise _Fault("it is cut off")
            at += 8 + length(data, at)[0]
        self.at = at
        self.skip(0)


def read_model_file(path: Path, called: str = "") -> ModelFile:
    """The header of ``path``, checked against the file's size. Raises `ModelFileError` with one line.

    ``called`` is the name to say instead of the file's own.
    """
    name = called or path.name
    try:
        with path.open("rb") as file:
            size = file.seek(0, 2)
            _require_header(size)
            with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
                return _read(path, data)
    except _Fault as fault:
        raise ModelFileError(f"{name} is not a usable GGUF model: {fault}") from None
    except IsADirectoryError:
        raise ModelFileError(f"{name} is a folder, not a GGUF model file") from None
    except OSError as error:
        raise ModelFileError(f"model file {name} cannot be read: {error.strerror or error}") from None


def _require_header(size: int) -> None:
    if size < _HEADER:
        raise _Fault("it is cut off" if size else "it is empty")


def _read(path: Path, data: mmap.mmap) -> ModelFile:
    reader = _Reader(data)
    tensors, pairs = _head(reader)
    meta: dict[str, Any] = {}
    for _ in range(pairs):
        key = reader.text(_MAX_NAME)
        meta[key] = reader.value(reader.take("<I"))
    ends = [_tensor(reader) for _ in range(tensors)]
    alignment = _positive(meta.get("general.alignment", 32)) or 32
    start = -(-reader.at // alignment) * alignment
    needed = start + max(ends, default=0)
    if needed > len(data):
        raise _Fault(f"it is cut off ({size_in_words(len(data))} of {size_in_words(needed)})")
    return _describe(path, meta, tensors, len(data) - start, len(data))


def _head(reader: _Reader) -> tuple[int, int]:
    if bytes(reader.data[:4]) != _MAGIC:
        raise _Fault("it is another kind of file")
    reader.skip(4)
    version = reader.take("<I")
    if version not in _VERSIONS:
        swapped = int.from_bytes(version.to_bytes(4, "little"), "big")
        raise _Fault("it is big-endian" if swapped in _VERSIONS else f"GGUF version {version} is not supported")
    tensors, pairs = reader.take("<Q"), reader.take("<Q")
    if not 0 < tensors <= _MAX_TENSORS or not 0 < pairs <= _MAX_PAIRS:
        raise _Fault(f"its header is damaged ({tensors} tensors, {pairs} keys)")
    return tensors, pairs


def _tensor(reader: _Reader) -> int:
    """Where this tensor's data ends, counted from the start of the data part."""
    reader.text(_MAX_NAME)
    rank = reader.take("<I")
    if not 0 < rank <= 4:
        raise _Fault(f"its header is damaged (a tensor of rank {rank})")
    count = 1
    for _ in range(rank):
        count *= reader.take("<Q")
    kind, offset = reader.take("<I"), reader.take("<Q")
    if kind > 255:
        raise _Fault(f"its header is damaged (a tensor of kind {kind})")
    weights, size = _BLOCKS.get(kind, (1, 0))  # a newer kind: only its start is checked
    return int(offset + count // weights * size)


def _describe(path: Path, meta: dict[str, Any], tensors: int, data_bytes: int, file_bytes: int) -> ModelFile:
    architecture = meta.get("general.architecture")
    if not isinstance(architecture, str) or not architecture:
        raise _Fault("it does not name its architecture")
    if architecture in _NO_WRITERS:
        raise _Fault(f"it is a model for search or pictures ({architecture}), not one that writes")
    if (pieces := _positive(meta.get("split.count"))) > 1:
        raise _Fault(f"it is one piece of {pieces}; put them together first")
    vocabulary = meta.get("tokenizer.ggml.tokens")
    words = len(vocabulary) if isinstance(vocabulary, list) else _positive(vocabulary)
    if not words:
        raise _Fault("it has no vocabulary (an adapter or a projector, not a language model)")

    def number(key: str) -> int:
        value = meta.get(f"{architecture}.{key}")
        return max(map(_positive, value), default=0) if isinstance(value, list) else _positive(value)

    heads = number("attention.head_count") or 1
    width = number("attention.key_length") or number("embedding_length") // heads
    kv_bytes = 2 * 2 * number("block_count") * width * (number("attention.head_count_kv") or heads)
    return ModelFile(
        path=path,
        name=str(meta.get("general.name") or path.stem),
        architecture=architecture,
        licence=str(meta.get("general.license") or ""),
        languages=_languages(meta.get("general.languages"), architecture),
        context=number("context_length"),
        vocabulary=words,
        has_template=bool(meta.get("tokenizer.chat_template")),
        tensors=tensors,
        data_bytes=data_bytes,
        kv_bytes=kv_bytes,
        file_bytes=file_bytes,
    )


def _languages(named: object, architecture: str) -> tuple[str, ...]:
    """What the file says; else by family: Chinese labs' models know both languages, others count as English."""
    if isinstance(named, list) and named:
        return tuple(str(tag) for tag in named)
    both = architecture.startswith(("qwen", "minicpm", "chatglm", "internlm", "deepseek", "hunyuan", "ernie"))
    return ("en", "zh") if both else ("en",)


def _positive(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 1 << 40 else 0


def free_memory() -> int:
    """Bytes that a model could take now."""
    return int(psutil.virtual_memory().available)


def check_memory(model: ModelFile, context: int, available: int | None = None) -> None:
    """Raise `ModelFileError` when the model will not fit into the memory that is free (``available`` bytes)."""
    free = free_memory() if available is None else available
    needed = model.memory_needed(context)
    if needed > free:
        raise ModelFileError(
            f"{model.path.name} needs about {size_in_words(needed)} of memory, {size_in_words(free)} are free"
        )


def size_in_words(count: int) -> str:
    """``count`` bytes as a person reads them."""
    return f"{count / 1e9:.1f} GB" if count >= 1e8 else f"{count / 1e6:.1f} MB"
