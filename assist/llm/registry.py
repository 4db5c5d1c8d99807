"""The models on this machine: those that came as packages, and those added from a file."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from assist.domain.errors import ModelFileError, StoreError
from assist.llm.gguf import ModelFile, read_model_file, size_in_words
from assist.llm.known import BUILT_IN, DEFAULT, OWN, KnownModel, known_as
from assist.services.ports import Progress

if TYPE_CHECKING:
    from assist.llm.download import Source

__all__ = ["DEFAULT", "Check", "KnownModel", "ModelRegistry"]

_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Check:
    """What ``assist models verify`` found for one model. ``known`` says whether there was a digest to compare with."""

    name: str
    ok: bool
    detail: str
    known: bool = True


class ModelRegistry:
    """``folder`` holds added models, each a GGUF file with a small JSON file beside it; made when first needed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def list(self) -> tuple[KnownModel, ...]:
        """Every model known, the built-in ones first; one that was added under a built-in name stands in its place."""
        added = {entry.name: entry for entry in self._added()}
        known = [_located(entry) for entry in BUILT_IN]
        here = [added.pop(m.name, m) if not m.installed else m for m in known]
        return (*here, *(entry for entry in added.values() if entry.name not in {m.name for m in known}))

    def get(self, name: str | None = None) -> KnownModel:
        """The model called ``name`` (empty: the default), or the GGUF file at that path. Raises `ModelFileError`."""
        wanted = name or DEFAULT
        found = next((entry for entry in self.list() if entry.name == wanted), None)
        if found is None and ("/" in wanted or "\\" in wanted or wanted.endswith(".gguf")):
            path = Path(wanted).expanduser()
            return _entry(path, read_model_file(path), sha256="")
        if found is None:
            names = ", ".join(entry.name for entry in self.list())
            raise ModelFileError(f"there is no model called {wanted!r}; known are: {names}")
        return found

    def path(self, name: str | None = None) -> Path:
        """Where the file of `get` lies. Raises `ModelFileError` when it is not installed."""
        entry = self.get(name)
        if entry.path is None:
            raise ModelFileError(f"model {entry.name} is not on this machine: {how_to_get(entry)}")
        return entry.path

    def languages(self, name: str | None = None) -> tuple[str, ...]:
        """The languages the model knows."""
        return self.get(name).languages

    def add(self, source: Path, progress: Progress | None = None, sha256: str = "") -> tuple[KnownModel, ...]:
        """Copy a GGUF file, or all those of a folder, into the models folder; a share is a path like any other.

        Every header is checked before the first byte is copied; a copy appears whole or not at all. Raises
        `ModelFileError` for an unfit file or one that is not ``sha256``, `StoreError` when it cannot be written.
        """
        files = sorted(source.glob("*.gguf")) if source.is_dir() else [source]
        if not files:
            raise ModelFileError(f"{source.name} holds no GGUF file")
        if sha256 and len(files) > 1:
            raise ModelFileError(f"{source.name} holds {len(files)} models: a digest is for one file")
        checked = [(file, read_model_file(file)) for file in files]
        return tuple(self._take(f.name, partial(_copy, [f], progress=progress), sha256) for f, _ in checked)

    def add_known(self, name: str, progress: Progress | None = None) -> KnownModel:
        """Put a known model together out of the installed packages that hold its pieces.

        Raises `ModelFileError` when one is missing, or when together they are not the file they should be.
        """
        entry = self.get(name)
        pieces = [(package, _piece(package)) for package in entry.parts]
        missing = [package for package, piece in pieces if piece is None]
        if not pieces or missing:
            raise ModelFileError(f"model {entry.name} is not on this machine: {how_to_get(entry)}")
        files = [piece for _, piece in pieces if piece is not None]
        return self._take(entry.file, lambda part: _copy(files, part, progress), entry.sha256)

    def add_url(self, source: Source, progress: Progress | None = None) -> KnownModel:
        """Fetch a GGUF file from the address given, and from nowhere else; taken up again where it stopped.

        Raises `InputError` for an address or file that is at fault, `EndpointFailed` when the host does not answer.
        """
        from assist.llm.download import fetch, file_name  # noqa: PLC0415 - the window does not wait for it at its start

        name = file_name(source.url)
        return self._take(name, lambda part: fetch(source, part, progress), source.sha256, keep=True)

    def remove(self, entry: KnownModel) -> None:
        """Take an added model away again; one of a package stays."""
        if entry.path is not None and entry.path.parent == self._folder:
            entry.path.with_name(f"{entry.path.name}.json").unlink(missing_ok=True)
            entry.path.unlink(missing_ok=True)

    def _take(self, name: str, bring: Callable[[Path], str], sha256: str, *, keep: bool = False) -> KnownModel:
        """Bring a file here under another name, look at it, then give it its own. ``keep``: an unfinished one stays."""
        target = self._folder / name
        part = target.with_name(f"{name}.part")
        finished = False
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            digest = bring(part)
            finished = True
            wanted = sha256 or (known.sha256 if (known := known_as(name)) else "")
            if wanted and digest != wanted.lower():
                raise ModelFileError(f"{name} is not the file it should be: its SHA-256 is {digest}, not {wanted}")
            model = read_model_file(part, called=name)  # the copy, not the original, is what will be loaded
            entry = _entry(target, model, digest)
            part.replace(target)
            _write_note(target, entry)
        except OSError as error:
            raise StoreError(f"the model could not be copied: {error.strerror or error}") from None
        finally:
            if finished or not keep:
                part.unlink(missing_ok=True)
        return entry

    def verify(self, name: str | None = None, progress: Progress | None = None) -> tuple[Check, ...]:
        """Read the whole file of one model, or of every installed one: header and digest."""
        chosen = [self.get(name)] if name else [m for m in self.list() if m.installed]
        return tuple(_check(model, progress) for model in chosen)

    def _added(self) -> Iterator[KnownModel]:
        for note in sorted(self._folder.glob("*.gguf.json")):
            path = note.with_suffix("")
            try:
                data = json.loads(note.read_text(encoding="utf-8"))
                lists = {key: tuple(data.get(key, ())) for key in ("languages", "parts")}
                entry = KnownModel(**{**data, **lists, "path": None})
            except (OSError, ValueError, TypeError, KeyError):
                continue  # a damaged note; the model file itself can be added again
            yield replace(entry, path=path if path.is_file() else None)


def how_to_get(entry: KnownModel) -> str:
    """What a person can do to have a model that is not here."""
    missing = [package for package in entry.parts if _piece(package) is None]
    if entry.package:
        return f"install the package {entry.package}"
    if missing:
        packages = f"{missing[0]} to {missing[-1]}" if len(missing) > 2 else " ".join(missing)
        return f"assist models add {entry.file}; or install the packages {packages}, which carry it in pieces"
    if entry.parts:
        return f"assist models add {entry.name}"
    return f"give its file: assist models add {entry.file}"


def _located(entry: KnownModel) -> KnownModel:
    """With its path, found without importing the package (importing could run anything)."""
    files = (folder / entry.file for folder in _folders(entry.package))
    return replace(entry, path=next((f for f in files if f.is_file()), None))


def _piece(package: str) -> Path | None:
    """The one data file of a package that holds a piece of a model."""
    found = (file for folder in _folders(package) for file in sorted(folder.glob("data/*.bin")))
    return next(found, None)


def _folders(package: str) -> list[Path]:
    spec = importlib.util.find_spec(package.replace("-", "_")) if package else None
    return [Path(folder) for folder in (spec.submodule_search_locations or ())] if spec is not None else []


def _entry(path: Path, model: ModelFile, sha256: str) -> KnownModel:
    """What the file says of itself; a known model keeps its name and its place in the list."""
    known = known_as(path.name)
    licence = model.licence or (known.licence if known else "unknown")
    made = KnownModel(path.stem, OWN, path.name, model.file_bytes, licence, model.languages, sha256, path=path,
                      kv_bytes=model.kv_bytes, window=model.context)  # fmt: skip
    return replace(made, name=known.name, role=known.role, parts=known.parts) if known else made


def _check(model: KnownModel, progress: Progress | None) -> Check:
    if model.path is None:
        return Check(model.name, ok=False, detail="not on this machine")
    try:
        if model.drafts:
            read_model_file(model.path)
        digest = _digest(model.path, progress)
    except ModelFileError as error:
        return Check(model.name, ok=False, detail=str(error))
    except OSError as error:
        return Check(model.name, ok=False, detail=f"cannot be read: {error.strerror or error}")
    if not model.sha256:
        return Check(model.name, ok=True, detail=f"readable; no digest to compare with; SHA-256 {digest}", known=False)
    if digest != model.sha256:
        return Check(model.name, ok=False, detail=f"is not the file it should be: its SHA-256 is {digest}")
    return Check(model.name, ok=True, detail=f"SHA-256 {digest}")


def _write_note(target: Path, entry: KnownModel) -> None:
    note = target.with_name(f"{target.name}.json")
    part = note.with_suffix(".part")
    part.write_text(json.dumps({**asdict(entry), "path": None}, indent=1), encoding="utf-8")
    part.replace(note)


def _copy(sources: Sequence[Path], target: Path, progress: Progress | None) -> str:
    """One file after the other into ``target``; returns its SHA-256."""
    total = sum(source.stat().st_size for source in sources)
    if shutil.disk_usage(target.parent).free < total:
        raise StoreError(f"the disk is too full for this model ({size_in_words(total)})")
    digest = hashlib.sha256()
    before = 0
    with target.open("wb") as writer:
        for source in sources:
            with source.open("rb") as reader:
                for done, block in _blocks(reader):
                    writer.write(block)
                    digest.update(block)
                    _tell(progress, before + done, total, f"copying {source.name}")
            before += source.stat().st_size
        writer.flush()
        os.fsync(writer.fileno())
    return digest.hexdigest()


def _digest(path: Path, progress: Progress | None) -> str:
    total = path.stat().st_size
    digest = hashlib.sha256()
    with path.open("rb") as reader:
        for done, block in _blocks(reader):
            digest.update(block)
            _tell(progress, done, total, f"reading {path.name}")
    return digest.hexdigest()


def _blocks(reader: BinaryIO) -> Iterator[tuple[int, bytes]]:
    done = 0
    while block := reader.read(_BLOCK):
        done += len(block)
        yield done, block


def _tell(progress: Progress | None, done: int, total: int, what: str) -> None:
    if progress is not None:
        progress(done, total, what)
