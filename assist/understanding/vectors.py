"""Vectors of texts, kept on disk by the digest of model and text, so that only what changed is embedded again.

One file per collection: a ``.npy`` array of (key, vector) records, written beside and then renamed. A damaged file is
noticed and made anew.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assist.understanding.embedding import Embedder
from assist.understanding.parts import DIMENSIONS, Matrix

_RECORD = np.dtype([("key", "S32"), ("vector", "<f2", (DIMENSIONS,))])
_CHUNK = 128
_CHECKED = 4096
_KEEP_EVERY_S = 60.0  # what a crash may cost

Half = NDArray[np.float16]

OnDone = Callable[[int, int], None]


def text_key(model_id: str, text: str) -> bytes:
    """32 hexadecimal digits of the SHA-256 of model and text."""
    return hashlib.sha256(f"{model_id}\0{text}".encode("utf-8", "surrogatepass")).hexdigest()[:32].encode()


def load_or_embed(path: Path, embedder: Embedder, texts: Sequence[str], on_done: OnDone | None = None) -> Matrix:
    """Unit vectors of ``texts`` as passages, shape (n, 384), float32; what is not at ``path`` yet is embedded.

    ``on_done(done, total)`` counts texts embedded now; whatever it raises stops the work, and what was done is kept.
    """
    return load_or_embed_half(path, embedder, texts, on_done).astype(np.float32)


def load_or_embed_half(path: Path, embedder: Embedder, texts: Sequence[str], on_done: OnDone | None = None) -> Half:
    """The same in float16, as they are kept: half the memory where there are many."""
    keys = [text_key(embedder.model_id, t) for t in texts]
    known = _read(path)
    row_of = {} if known is None else {bytes(k): i for i, k in enumerate(known["key"])}
    missing = {k: t for k, t in zip(keys, texts, strict=True) if k not in row_of}
    fresh: dict[bytes, Any] = {}

    def keep() -> None:
        _write(path, _merged(keys, known, row_of, fresh))

    try:
        _embed(embedder, missing, fresh, on_done, keep)
    finally:
        if fresh:
            keep()
    out = np.empty((len(texts), DIMENSIONS), np.float16)
    for i, key in enumerate(keys):
        out[i] = fresh[key] if key in fresh else known["vector"][row_of[key]] if known is not None else 0.0
    return out


def _embed(
    embedder: Embedder,
    missing: dict[bytes, str],
    fresh: dict[bytes, Any],
    on_done: OnDone | None,
    keep: Callable[[], None],
) -> None:
    order = sorted(missing, key=lambda k: len(missing[k]))
    kept = time.monotonic()
    for at in range(0, len(order), _CHUNK):
        if on_done is not None:
            on_done(at, len(order))
        some = order[at : at + _CHUNK]
        # In the precision of the file at once: a first run must answer exactly as the next one will.
        vectors = embedder.passages([missing[k] for k in some]).astype(np.float16)
        fresh.update(zip(some, vectors, strict=True))
        if time.monotonic() - kept > _KEEP_EVERY_S:
            keep()
            kept = time.monotonic()
    if on_done is not None and order:
        on_done(len(order), len(order))


def _merged(keys: Sequence[bytes], known: Any, row_of: dict[bytes, int], fresh: dict[bytes, Any]) -> Any:
    wanted = [k for k in dict.fromkeys(keys) if k in fresh or k in row_of]
    records = np.zeros(len(wanted), _RECORD)
    for i, key in enumerate(wanted):
        records[i] = (key, fresh[key] if key in fresh else known["vector"][row_of[key]])
    return records


def _read(path: Path) -> Any | None:
    try:
        records = np.load(path, allow_pickle=False)  # not mapped: a mapped file cannot be replaced on Windows
    except (OSError, ValueError, EOFError):
        return None
    if records.dtype != _RECORD or records.ndim != 1:
        return None
    for at in range(0, len(records), _CHECKED):
        vectors = records["vector"][at : at + _CHECKED].astype(np.float32)
        if not bool(np.all(np.abs(np.einsum("ij,ij->i", vectors, vectors) - 1.0) < 0.02)):
            return None
    return records


def _write(path: Path, records: Any) -> None:
    """Atomic; a disk that cannot be written costs the cache, not the answer."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".part")
    except OSError:
        return
    try:
        with os.fdopen(handle, "wb") as file:
            np.save(file, records)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
