"""The log and the crash file. Neither ever holds conversation text.

The log takes event names and numbers, not values: a formatter drops every argument that is not a number, a path's
last part or an exception's type. The crash file holds stack frames without source lines' values and exception types
without their messages, because messages often quote the input.
"""

from __future__ import annotations

import faulthandler
import logging
import logging.handlers
import sys
import traceback
from pathlib import Path
from types import TracebackType

_MAX_BYTES = 512 * 1024


class RedactingFormatter(logging.Formatter):
    """Formats a record with every text argument replaced by its length, and errors by their type."""

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        args = record.args if isinstance(record.args, tuple) else ()
        message = str(record.msg)
        if args:
            try:
                message = message % tuple(_harmless(a) for a in args)
            except (TypeError, ValueError):
                message = message + f" [{len(args)} arguments]"
        line = f"{self.formatTime(record)} {record.levelname} {record.name} {message}"
        if record.exc_info and record.exc_info[1] is not None:
            line += "\n" + frames(record.exc_info[1])
        return line


def _harmless(value: object) -> object:
    if isinstance(value, bool | int | float) or value is None:
        return value
    if isinstance(value, BaseException):
        return type(value).__name__
    if isinstance(value, Path):
        return value.name
    return f"<{len(str(value))} characters>"


def frames(error: BaseException) -> str:
    """The stack of ``error`` as file:line function, and its type; no message, no source, no values."""
    lines = [
        f"  {Path(f.filename).name}:{f.lineno} {f.name}" for f in traceback.extract_tb(error.__traceback__, limit=40)
    ]
    return "\n".join([*lines, f"  {type(error).__module__}.{type(error).__name__}"])


def start_log(folder: Path) -> None:
    """Log to ``folder/assist.log``: two files of half a megabyte at most. An unwritable folder is no fault."""
    root = logging.getLogger("assist")
    root.setLevel(logging.INFO)
    root.propagate = False
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = logging.handlers.RotatingFileHandler(
            folder / "assist.log", maxBytes=_MAX_BYTES, backupCount=1, encoding="utf-8", delay=True
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(RedactingFormatter())
    root.handlers = [handler]


def install_crash_file(folder: Path) -> None:
    """Write unexpected errors, and faults of native code, to ``folder/crash.txt``; the newest replaces the last."""
    path = folder / "crash.txt"

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        write_crash(path, error)

    sys.excepthook = hook
    try:
        folder.mkdir(parents=True, exist_ok=True)
        native = (folder / "crash-native.txt").open("w", encoding="utf-8")
    except OSError:
        return
    faulthandler.enable(native)  # frames only; the file stays open for the life of the process


def write_crash(path: Path, error: BaseException) -> None:
    """The crash file for ``error``; a disk that cannot be written to is passed over."""
    try:
        path.write_text(frames(error) + "\n", encoding="utf-8")
    except OSError:
        logging.getLogger("assist").exception("crash file not written")
