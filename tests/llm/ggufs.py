"""Builds small GGUF files: real headers, zeros for weights."""

from __future__ import annotations

import struct
from pathlib import Path

STRING, U32, ARRAY = 8, 4, 9


def text(value: str) -> bytes:
    data = value.encode()
    return struct.pack("<Q", len(data)) + data


def pair(key: str, value: str | int | list[str]) -> bytes:
    if isinstance(value, str):
        return text(key) + struct.pack("<I", STRING) + text(value)
    if isinstance(value, int):
        return text(key) + struct.pack("<II", U32, value)
    return text(key) + struct.pack("<IIQ", ARRAY, STRING, len(value)) + b"".join(map(text, value))


PAIRS: dict[str, str | int | list[str]] = {
    "general.architecture": "llama",
    "general.name": "Tiny",
    "general.license": "mit",
    "llama.context_length": 512,
    "llama.block_count": 2,
    "llama.embedding_length": 64,
    "llama.attention.head_count": 4,
    "llama.attention.head_count_kv": 2,
    "tokenizer.chat_template": "{{ messages }}",
    "tokenizer.ggml.tokens": [f"t{i}" for i in range(100)],
}


def gguf(pairs: dict[str, str | int | list[str]] | None = None, *, version: int = 3, weights: int = 64) -> bytes:
    """A file with one tensor of ``weights`` float32 values."""
    pairs = PAIRS if pairs is None else pairs
    head = b"GGUF" + struct.pack("<IQQ", version, 1, len(pairs)) + b"".join(pair(k, v) for k, v in pairs.items())
    head += text("token_embd.weight") + struct.pack("<IQIQ", 1, weights, 0, 0)
    return head + b"\0" * (-len(head) % 32) + b"\0" * (4 * weights)


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path
