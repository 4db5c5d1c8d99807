"""Named numpy arrays in one file, read through a memory map: what is made from a pack, opened in a moment.

The file: eight bytes of magic, the length of a JSON header and its CRC-32, the header (stamp, and each array's type,
shape and place), the arrays, each at a multiple of 64 bytes. It is written beside and then renamed. The header also
holds the CRC-32 of all that follows, checked when the file is opened, so that a damaged file is noticed and made anew.
"""

from __future__ import annotations

import json
import os
import struct
import tempfile
import zlib
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Arrays = Mapping[str, NDArray[Any]]

_MAGIC = b"ASSISTC1"
_FIXED = struct.Struct("<8sII")
_ALIGN = 64
_BLOCK = 1 << 20
_REMEMBERED = 20_000


def write(path: Path, stamp: str, arrays: Arrays) -> bool:
    """Write atomically; whether that could be done. A disk that cannot be written costs the cache only."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".part")
    except OSError:
        return False
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(_head(stamp, arrays))
            for array in arrays.values():
                file.write(np.ascontiguousarray(array).reshape(-1).view(np.uint8).data)
                file.write(bytes(_padding(array.nbytes)))
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        return False
    return True


def read(path: Path, stamp: str) -> dict[str, NDArray[Any]] | None:
    """The arrays written with ``stamp``; ``None`` when there are none, or the file is damaged or of another stamp."""
    try:
        with path.open("rb") as file:
            magic, length, crc = _FIXED.unpack(file.read(_FIXED.size))
            head = file.read(length)
            if magic != _MAGIC or zlib.crc32(head) != crc:
                return None
            table = json.loads(head)
            if table["stamp"] != stamp or _crc_of_rest(file) != table["crc"]:
                return None
        start = _FIXED.size + length
        whole = np.memmap(path, np.uint8, "r") if path.stat().st_size > start else np.zeros(start, np.uint8)
        return {name: _array(whole, start, *place) for name, *place in table["arrays"]}
    except (OSError, ValueError, KeyError, TypeError, struct.error):
        return None


def _head(stamp: str, arrays: Arrays) -> bytes:
    places, at, crc = [], 0, 0
    for name, array in arrays.items():
        flat = np.ascontiguousarray(array).reshape(-1).view(np.uint8)
        crc = zlib.crc32(bytes(_padding(array.nbytes)), zlib.crc32(flat.data, crc))
        places.append([name, array.dtype.str, list(array.shape), at])
        at += array.nbytes + _padding(array.nbytes)
    text = json.dumps({"stamp": stamp, "crc": crc, "arrays": places}).encode()
    text += b" " * ((-len(text) - _FIXED.size) % _ALIGN)
    return _FIXED.pack(_MAGIC, len(text), zlib.crc32(text)) + text


def _padding(size: int) -> int:
    return -size % _ALIGN


def _crc_of_rest(file: Any) -> int:
    """Read and not mapped, so that pages nobody asks for are not counted as this process's memory."""
    crc = 0
    while block := file.read(_BLOCK):
        crc = zlib.crc32(block, crc)
    return crc


def _array(whole: NDArray[np.uint8], start: int, kind: str, shape: list[int], at: int) -> NDArray[Any]:
    dtype = np.dtype(kind)
    size = dtype.itemsize * int(np.prod(shape))
    flat = np.asarray(whole)[start + at : start + at + size]  # a plain view: memmap's own slicing is slow
    return flat.view(dtype).reshape(shape)


class Texts(Sequence[str]):
    """Texts as one block of UTF-8 and the places where each ends: no object for any of them until it is asked for."""

    def __init__(self, block: NDArray[np.uint8], ends: NDArray[np.int64]) -> None:
        self._block = block
        self._ends = ends

    @classmethod
    def read(cls, arrays: Arrays, name: str) -> Texts:
        """What `columns` put under ``name``."""
        return cls(arrays[f"{name}.text"], arrays[f"{name}.ends"])

    @staticmethod
    def columns(name: str, texts: Sequence[str]) -> dict[str, NDArray[Any]]:
        """``texts`` as the two arrays of a file."""
        raw = [t.encode("utf-8", "surrogatepass") for t in texts]
        ends = np.cumsum(np.array([len(r) for r in raw], np.int64))
        return {f"{name}.text": np.frombuffer(b"".join(raw), np.uint8), f"{name}.ends": ends.astype(np.int64)}

    def __len__(self) -> int:
        return len(self._ends)

    def raw(self, number: int) -> bytes:
        """The bytes of text ``number``."""
        start = int(self._ends[number - 1]) if number else 0
        return self._block[start : int(self._ends[number])].tobytes()

    def __getitem__(self, number: Any) -> Any:
        if isinstance(number, slice):
            return [self[i] for i in range(*number.indices(len(self)))]
        if not -len(self) <= number < len(self):
            raise IndexError(number)
        return self.raw(number % len(self)).decode("utf-8", "surrogatepass")

    def __iter__(self) -> Iterator[str]:
        block, start = self._block.tobytes(), 0
        for end in self._ends.tolist():
            yield block[start:end].decode("utf-8", "surrogatepass")
            start = end


class Lookup:
    """Which number a text has, by binary search in the sorted order of `Texts`; nothing is loaded to be ready."""

    def __init__(self, texts: Texts, order: NDArray[np.int32]) -> None:
        self._texts = texts
        self._order = order
        self._known: dict[str, int | None] = {}

    @classmethod
    def read(cls, arrays: Arrays, name: str) -> Lookup:
        """What `columns` put under ``name``."""
        return cls(Texts.read(arrays, name), arrays[f"{name}.order"])

    @staticmethod
    def columns(name: str, texts: Sequence[str]) -> dict[str, NDArray[Any]]:
        """``texts``, each once, as the three arrays of a file."""
        raw = [t.encode("utf-8", "surrogatepass") for t in texts]
        order = np.array(sorted(range(len(raw)), key=raw.__getitem__), np.int32)
        return {**Texts.columns(name, texts), f"{name}.order": order}

    def __len__(self) -> int:
        return len(self._order)

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def get(self, text: str, /) -> int | None:
        """The number of ``text``, or ``None``."""
        if text not in self._known:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[text] = self._find(text.encode("utf-8", "surrogatepass"))
        return self._known[text]

    def _find(self, wanted: bytes) -> int | None:
        at = bisect_left(self._order, wanted, key=lambda number: self._texts.raw(int(number)))
        number = int(self._order[at]) if at < len(self._order) else -1
        return number if number >= 0 and self._texts.raw(number) == wanted else None
