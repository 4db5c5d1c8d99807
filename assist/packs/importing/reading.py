"""One file at a time into documents, in a process of its own: a file that breaks a reader costs itself only."""

from __future__ import annotations

import contextlib
import faulthandler
import logging
import os
import time
import warnings
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from assist.domain.errors import InputError
from assist.packs.importing import documents, exports, html, markdown, tables
from assist.packs.importing.model import Converted, Decode, Document, LeftOut, SourceFile, Unreadable
from assist.packs.importing.sources import kind_of
from assist.support.child import Channel, Child, ChildEnded, serve

MAX_BYTES = 64 * 1024 * 1024
PATIENCE_S = 90
_MEMORY = 4 * 1024**3


@dataclass(frozen=True, slots=True)
class ReadFile:
    """Answered with `Converted`."""

    path: Path


class Reader:
    """Reads files in a child process, which is started on first use and again after a file that ended it."""

    def __init__(self, decode: Decode, patience: float = PATIENCE_S) -> None:
        self._args = (decode, patience)
        self._patience = patience
        self._child: Child | None = None

    def read(self, source: SourceFile) -> Converted:
        """What the file holds; a file that cannot be taken is left out, with the reason."""
        if self._child is None:
            self._child = Child("importing", work, self._args)
        began = time.monotonic()
        try:
            found: Converted = self._child.call(ReadFile(source.path))
        except ChildEnded as ended:
            self.close()  # a new one, without its back-off: the next file is not to blame
            slow = ended.exit_code == 1 and time.monotonic() - began >= 0.9 * self._patience  # the watchdog's code
            why = (
                f"took more than {self._patience:.0f} s to read"
                if slow
                else "reading it failed (too large, or damaged)"
            )
            return Converted((), (LeftOut("", why),))
        return found

    def close(self) -> None:
        """End the process."""
        if self._child is not None:
            self._child.stop()
            self._child = None


def work(pipe: Connection, decode: Decode, patience: float) -> None:
    """The process's main function."""
    logging.disable(logging.CRITICAL)  # readers complain of what nobody can mend
    warnings.simplefilter("ignore")
    _bound_memory()
    with Path(os.devnull).open("w", encoding="ascii") as nowhere:

        def handle(message: ReadFile, _channel: Channel) -> Converted:
            faulthandler.dump_traceback_later(patience, exit=True, file=nowhere)
            try:
                return read_file(message.path, decode)
            finally:
                faulthandler.cancel_dump_traceback_later()

        serve(pipe, handle)


def read_file(path: Path, decode: Decode) -> Converted:
    """What a file holds, read in this process; never raises for what the file is."""
    try:
        return _read(_bytes_of(path), path, decode)
    except (Unreadable, InputError) as why:
        return Converted((), (LeftOut("", _line(str(why).removeprefix(f"{path.name}: "))),))
    except OSError as error:
        return Converted((), (LeftOut("", f"cannot be read: {error.strerror or error}"),))
    except (RecursionError, MemoryError):
        return Converted((), (LeftOut("", "nested too deep, or too large"),))
    except Exception as error:  # noqa: BLE001 - readers of foreign formats raise anything; the next file goes on
        return Converted((), (LeftOut("", f"cannot be read ({type(error).__name__})"),))


def _bytes_of(path: Path) -> bytes:
    if path.stat().st_size > MAX_BYTES:
        raise Unreadable(f"larger than {MAX_BYTES // 1024**2} MB")
    data = path.read_bytes()
    if not data.strip(b"\0 \t\r\n"):
        raise Unreadable("empty")
    return data


def _read(data: bytes, path: Path, decode: Decode) -> Converted:
    made: Converted | Document
    match kind_of(path):
        case "pdf":
            made = documents.read_pdf(data, path)
        case "docx":
            made = documents.read_docx(data, path)
        case "xlsx":
            made = tables.read_xlsx(data)
        case "mhtml":
            made = html.read_mhtml(data, path, decode)
        case "html":
            made = html.read_html(decode(data, path.name), path)
        case "csv":
            made = tables.read_csv(decode(data, path.name), path)
        case "json":
            made = exports.read_export(decode(data, path.name))
        case _:
            mdx = path.suffix.lower() == ".mdx"
            made = markdown.read_markdown(decode(data, path.name), path, mdx=mdx)
    return made if isinstance(made, Converted) else Converted((made,))


def _line(text: str) -> str:
    return text.splitlines()[0] if text else "cannot be read"


def _bound_memory() -> None:
    """A reader that asks for more than a few gigabytes ends; where the system has no such bound, it goes on."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not on Windows

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
