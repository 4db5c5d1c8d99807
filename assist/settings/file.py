"""The settings file: TOML that always boots. Bad keys are put aside in a ``.bak``, the rest is used."""

from __future__ import annotations

import json
import os
import tomllib
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import Any

from assist.domain.errors import StoreError
from assist.domain.settings import Settings

VERSION = 1
_ALLOWED: dict[str, tuple[str, ...]] = {
    "language": ("auto", "en", "zh_CN", "zh_TW"),
    "theme": ("auto", "light", "dark"),
    "edge": ("right", "left"),
    "insert": ("clipboard", "type"),
    "speech_language": ("auto", "en", "zh"),
}
_RANGES = {
    "width": (360, 420),
    "threads": (0, 64),
    "context": (512, 131072),
    "idle_unload": (0, 86400),
    "channel_every": (15, 86400),
}


class SettingsFile:
    """Implements ``services.ports.SettingsStore`` on ``path``."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self) -> tuple[Settings, tuple[str, ...]]:
        """The settings and one line for each thing put aside. Never raises: no settings file may keep Assist away."""
        try:
            text = self._path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return Settings(), ()
        except (OSError, UnicodeDecodeError):
            return Settings(), self._put_aside("settings could not be read; the defaults are used")
        try:
            data = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            return Settings(), self._put_aside(f"settings are not valid TOML ({error}); the defaults are used")
        settings, bad = _checked(migrate(data))
        if bad:
            bad = (*bad, *self._put_aside(""))
        return settings, tuple(line for line in bad if line)

    def save(self, settings: Settings) -> None:
        """Write all settings through a temporary file. Raises `StoreError` when the disk does not let us."""
        lines = [f"version = {VERSION}"]
        # JSON's strings, numbers and booleans are valid TOML.
        lines += [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in asdict(settings).items()]
        temporary = self._path.with_suffix(".tmp")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_text("\n".join(lines) + "\n", encoding="utf-8")
            os.replace(temporary, self._path)  # noqa: PTH105 - atomic on every platform, which Path.rename is not
        except OSError as error:
            raise StoreError(f"settings not saved: {error.strerror or error}") from error

    def _put_aside(self, line: str) -> tuple[str, ...]:
        backup = self._path.with_suffix(".toml.bak")
        try:
            backup.write_bytes(self._path.read_bytes())
        except OSError:
            return (line,)
        return (line, f"the old settings file is kept as {backup.name}")


def migrate(data: dict[str, Any]) -> dict[str, Any]:
    """Settings of any earlier version in today's shape. Version 1 is the first."""
    return {k: v for k, v in data.items() if k != "version"}


def _checked(data: dict[str, Any]) -> tuple[Settings, tuple[str, ...]]:
    settings, bad = Settings(), []
    known = {f.name: type(getattr(settings, f.name)) for f in fields(Settings)}
    for name, value in data.items():
        fault = _fault(name, value, known)
        if fault:
            bad.append(f"setting {name}: {fault}")
        else:
            settings = replace(settings, **{name: value})
    return settings, tuple(bad)


def _fault(name: str, value: object, known: dict[str, type]) -> str:
    if name not in known:
        return "unknown"
    if type(value) is not known[name]:
        return f"expected {known[name].__name__}"
    if name in _ALLOWED and value not in _ALLOWED[name]:
        return f"expected one of {', '.join(_ALLOWED[name])}"
    if name in _RANGES and isinstance(value, int) and not _RANGES[name][0] <= value <= _RANGES[name][1]:
        return f"expected {_RANGES[name][0]} to {_RANGES[name][1]}"
    return ""
