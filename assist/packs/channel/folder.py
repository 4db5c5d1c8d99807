"""A channel in a folder that the team shares."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex

from assist.domain.errors import ChannelFailed
from assist.packs.channel.transport import Fetched, Missing
from assist.services.ports import Progress

_PIECE = 1024 * 1024


class FolderTransport:
    """See `Transport`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def where(self) -> str:
        """The folder."""
        return str(self._folder)

    def get(self, name: str, limit: int, etag: str = "") -> Fetched | None:
        """See `Transport`."""
        with self._worded(name), (self._folder / name).open("rb") as file:
            found = os.fstat(file.fileno())
            mark = f"{found.st_ino}-{found.st_size}-{found.st_mtime_ns}"
            if mark == etag:
                return None
            content = file.read(limit + 1)
        if len(content) > limit:
            raise ChannelFailed(f"{self.where}: {name} is larger than it may be")
        return Fetched(content, mark)

    def download(self, name: str, target: Path, size: int, progress: Progress) -> None:
        """See `Transport`."""
        with self._worded(name), (self._folder / name).open("rb") as source, target.open("ab") as out:
            source.seek(out.tell())
            while out.tell() < size and (piece := source.read(min(_PIECE, size - out.tell()))):
                out.write(piece)
                progress(out.tell(), size, "receiving")
            if out.tell() < size:
                raise ChannelFailed(f"{self.where}: {name} ends too early")

    def size(self, name: str) -> int | None:
        """See `Transport`."""
        try:
            with self._worded(name):
                return (self._folder / name).stat().st_size
        except Missing:
            return None

    def put(self, name: str, content: bytes | Path) -> None:
        """See `Transport`."""
        with self._written(name, content) as new:
            os.replace(new, self._folder / name)  # noqa: PTH105 - atomic on every platform

    def put_new(self, name: str, content: bytes) -> bool:
        """See `Transport`."""
        with self._written(name, content) as new:
            try:
                os.link(new, self._folder / name)  # fails where the name is taken
            except FileExistsError:
                return False
            except OSError:  # a share that knows no links
                if (self._folder / name).exists():
                    return False
                os.replace(new, self._folder / name)  # noqa: PTH105 - see above
            return True

    def delete(self, name: str) -> None:
        """See `Transport`."""
        with self._worded(name):
            (self._folder / name).unlink(missing_ok=True)

    def list(self, folder: str) -> tuple[str, ...]:
        """See `Transport`."""
        try:
            with self._worded(folder):
                return tuple(sorted(e.name for e in os.scandir(self._folder / folder) if e.is_file()))
        except Missing:
            return ()

    @contextmanager
    def _written(self, name: str, content: bytes | Path) -> Iterator[Path]:
        """The content in a file beside ``name``, on the disk; removed at the end."""
        new = self._folder / f"{name}.{token_hex(6)}.new"
        with self._worded(name):
            if not self._folder.is_dir():
                raise ChannelFailed(f"{self.where} is not there")
            new.parent.mkdir(parents=True, exist_ok=True)
            try:
                with new.open("xb") as out:
                    if isinstance(content, bytes):
                        out.write(content)
                    else:
                        with content.open("rb") as source:
                            shutil.copyfileobj(source, out, _PIECE)
                    out.flush()
                    os.fsync(out.fileno())
                yield new
            finally:
                new.unlink(missing_ok=True)

    @contextmanager
    def _worded(self, name: str) -> Iterator[None]:
        try:
            yield
        except FileNotFoundError:
            if not self._folder.is_dir():
                raise ChannelFailed(f"{self.where} is not there") from None
            raise Missing(f"{self.where} holds no {name}") from None
        except OSError as error:
            raise ChannelFailed(f"{self.where}: {name}: {error.strerror or error}") from error
