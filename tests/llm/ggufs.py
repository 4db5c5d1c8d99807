"""Builds small GGUF files: real headers, zeros for weights; and `tiny`, a whole model that llama.cpp loads and runs."""

from __future__ import annotations

import random
import struct
from collections.abc import Mapping, Sequence
from pathlib import Path

STRING, U32, ARRAY, I32, F32, BOOL = 8, 4, 9, 5, 6, 7
Value = str | int | float | Sequence[str] | Sequence[int] | Sequence[float]


def text(value: str) -> bytes:
    data = value.encode()
    return struct.pack("<Q", len(data)) + data


def pair(key: str, value: Value) -> bytes:
    if isinstance(value, bool):
        return text(key) + struct.pack("<I?", BOOL, value)
    if isinstance(value, str):
        return text(key) + struct.pack("<I", STRING) + text(value)
    if isinstance(value, int):
        return text(key) + struct.pack("<II", U32, value)
    if isinstance(value, float):
        return text(key) + struct.pack("<If", F32, value)
    first = value[0]
    kind = STRING if isinstance(first, str) else I32 if isinstance(first, int) else F32
    form = "<i" if kind == I32 else "<f"
    items = b"".join(text(v) if isinstance(v, str) else struct.pack(form, v) for v in value)
    return text(key) + struct.pack("<IIQ", ARRAY, kind, len(value)) + items


PAIRS: dict[str, Value] = {
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


def gguf(pairs: Mapping[str, Value] | None = None, *, version: int = 3, weights: int = 64) -> bytes:
    """A file with one tensor of ``weights`` float32 values."""
    pairs = PAIRS if pairs is None else pairs
    head = b"GGUF" + struct.pack("<IQQ", version, 1, len(pairs)) + b"".join(pair(k, v) for k, v in pairs.items())
    head += text("token_embd.weight") + struct.pack("<IQIQ", 1, weights, 0, 0)
    return head + b"\0" * (-len(head) % 32) + b"\0" * (4 * weights)


WIDTH, VOCABULARY = 32, 300
CHATML = (
    "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)


def _pieces() -> tuple[list[str], list[float], list[int]]:
    """A SentencePiece vocabulary: three control tokens, the 256 bytes, then a few words."""
    control = ["<unk>", "<s>", "</s>"]
    bytes_ = [f"<0x{byte:02X}>" for byte in range(256)]
    words = [f"▁word{number}" for number in range(VOCABULARY - len(control) - len(bytes_))]
    kinds = [2, 3, 3] + [6] * len(bytes_) + [1] * len(words)  # unknown, control, byte, normal
    return control + bytes_ + words, [0.0] * (len(control) + len(bytes_)) + [-1.0] * len(words), kinds


def tiny(*, template: str = CHATML, architecture: str = "llama", tokenizer: str = "llama", context: int = 512) -> bytes:
    """A llama with one layer and random weights, on a byte vocabulary. It writes nonsense, but it writes."""
    tokens, scores, kinds = _pieces()
    a = architecture
    pairs: dict[str, Value] = {
        "general.architecture": a, "general.name": "Tiny", "general.license": "mit",
        f"{a}.context_length": context, f"{a}.block_count": 1, f"{a}.embedding_length": WIDTH,
        f"{a}.feed_forward_length": 2 * WIDTH, f"{a}.attention.head_count": 2, f"{a}.attention.head_count_kv": 2,
        f"{a}.attention.layer_norm_rms_epsilon": 1e-5, f"{a}.rope.dimension_count": WIDTH // 2,
        "tokenizer.ggml.model": tokenizer, "tokenizer.ggml.tokens": tokens, "tokenizer.ggml.scores": scores,
        "tokenizer.ggml.token_type": kinds, "tokenizer.ggml.bos_token_id": 1, "tokenizer.ggml.eos_token_id": 2,
        "tokenizer.ggml.unknown_token_id": 0, "tokenizer.ggml.add_bos_token": True,
    }  # fmt: skip
    if template:
        pairs["tokenizer.chat_template"] = template
    square, up = (WIDTH, WIDTH), (WIDTH, 2 * WIDTH)
    shapes: dict[str, tuple[int, ...]] = {
        "token_embd.weight": (WIDTH, VOCABULARY), "output.weight": (WIDTH, VOCABULARY), "output_norm.weight": (WIDTH,),
        "blk.0.attn_norm.weight": (WIDTH,), "blk.0.attn_q.weight": square, "blk.0.attn_k.weight": square,
        "blk.0.attn_v.weight": square, "blk.0.attn_output.weight": square, "blk.0.ffn_norm.weight": (WIDTH,),
        "blk.0.ffn_gate.weight": up, "blk.0.ffn_up.weight": up, "blk.0.ffn_down.weight": (2 * WIDTH, WIDTH),
    }  # fmt: skip
    return _whole(pairs, shapes)


def _whole(pairs: Mapping[str, Value], shapes: Mapping[str, tuple[int, ...]]) -> bytes:
    chance = random.Random(0)  # noqa: S311 - weights, not secrets
    head = b"GGUF" + struct.pack("<IQQ", 3, len(shapes), len(pairs)) + b"".join(pair(k, v) for k, v in pairs.items())
    data = b""
    for name, shape in shapes.items():
        count = 1
        for size in shape:
            count *= size
        head += text(name) + struct.pack(f"<I{len(shape)}QIQ", len(shape), *shape, 0, len(data))
        weights = [1.0] * count if len(shape) == 1 else [chance.gauss(0, 0.2) for _ in range(count)]
        data += struct.pack(f"<{count}f", *weights)
        data += b"\0" * (-len(data) % 32)
    return head + b"\0" * (-len(head) % 32) + data


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path
