"""Writing a file whole or not at all."""

from __future__ import annotations

import errno
import os
import tempfile
from contextlib import suppress
from pathlib import Path

from assist.domain.errors import StoreError

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {errno.EROFS, errno.EACCES, errno.EPERM}


def write_atomically(path: Path, text: str) -> None:
    """Put ``text`` (UTF-8, line ends as they are) at ``path``; what was there stays on an error.

    Raises `StoreError` with one line for a full or read-only disk.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}-", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(text.encode("utf-8", "replace"))
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(path)
        except BaseException:
            with suppress(OSError):
                Path(name).unlink()
            raise
    except OSError as error:
        raise StoreError(_words(path, error)) from error


def _words(path: Path, error: OSError) -> str:
    if error.errno in _FULL:
        return f"{path.name} was not written: the disk is full"
    if error.errno in _FORBIDDEN:
        return f"{path.name} was not written: {path.parent} does not allow it (read-only)"
    if error.errno == errno.ENOENT:
        return f"{path.name} was not written: there is no folder {path.parent}"
    return f"{path.name} was not written: {error.strerror}"
