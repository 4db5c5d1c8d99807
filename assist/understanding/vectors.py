"""Vectors of texts, kept on disk by the digest of model and text, so that only what changed is embedded again.

One file per collection: a ``.npy`` array of (key, vector) records, read through a memory map, written beside and
then renamed. A damaged file is noticed and made anew.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from assist.understanding.embedding import Embedder
from assist.understanding.parts import DIMENSIONS, Matrix

_RECORD = np.dtype([("key", "S32"), ("vector", "<f2", (DIMENSIONS,))])
_CHUNK = 128

OnDone = Callable[[int, int], None]


def text_key(model_id: str, text: str) -> bytes:
    """32 hexadecimal digits of the SHA-256 of model and text."""
    return hashlib.sha256(f"{model_id}\0{text}".encode("utf-8", "surrogatepass")).hexdigest()[:32].encode()


def load_or_embed(path: Path, embedder: Embedder, texts: Sequence[str], on_done: OnDone | None = None) -> Matrix:
    """Unit vectors of ``texts`` as passages, shape (n, 384), float32; what is not at ``path`` yet is embedded.

    ``on_done(done, total)`` counts texts embedded now; whatever it raises stops the work, and what was done is kept.
    """
    keys = [text_key(embedder.model_id, t) for t in texts]
    known = _read(path)
    row_of = {} if known is None else {bytes(k): i for i, k in enumerate(known["key"])}
    missing = list({k: i for i, k in enumerate(keys) if k not in row_of}.values())
    fresh: dict[bytes, Any] = {}
    try:
        _embed(embedder, {keys[i]: texts[i] for i in missing}, fresh, on_done)
    finally:
        if fresh:
            _write(path, _merged(keys, known, row_of, fresh))
    out = np.empty((len(texts), DIMENSIONS), np.float32)
    for i, key in enumerate(keys):
        out[i] = fresh[key] if key in fresh else known["vector"][row_of[key]] if known is not None else 0.0
    return out


def _embed(embedder: Embedder, missing: dict[bytes, str], fresh: dict[bytes, Any], on_done: OnDone | None) -> None:
    order = sorted(missing, key=lambda k: len(missing[k]))
    for at in range(0, len(order), _CHUNK):
        if on_done is not None:
            on_done(at, len(order))
        some = order[at : at + _CHUNK]
        # In the precision of the file at once: a first run must answer exactly as the next one will.
        vectors = embedder.passages([missing[k] for k in some]).astype(_RECORD["vector"].base)
        fresh.update(zip(some, vectors, strict=True))
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
        records = np.load(path, mmap_mode="r", allow_pickle=False)
    except (OSError, ValueError, EOFError):
        return None
    if records.dtype != _RECORD or records.ndim != 1:
        return None
    vectors = records["vector"].astype(np.float32)
    norms = np.einsum("ij,ij->i", vectors, vectors)
    return records if bool(np.all(np.abs(norms - 1.0) < 0.02)) else None


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
