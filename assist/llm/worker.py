"""The child process that holds the model. Module-level functions only, so that it starts in a frozen app too."""

from __future__ import annotations

import faulthandler
import os
import sys
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

import psutil

from assist.llm.kept import Kept
from assist.services.ports import DraftRequest
from assist.support.child import Channel, serve

_NICE = 5  # the fast lane and the window go first when cores are few


@dataclass(frozen=True, slots=True)
class ModelSpec:
    """What to load. ``notes`` is the file that takes the child's standard error."""

    path: Path
    threads: int
    context: int
    notes: Path | None = None


@dataclass(frozen=True, slots=True)
class Load:
    """Load the model now, write nothing."""


@dataclass(frozen=True, slots=True)
class Resume:
    """Go on from what the process before this one had read, then handle ``message``."""

    kept: Kept
    message: object


@dataclass(frozen=True, slots=True)
class Loaded:
    """Event: the model is in memory. ``own_template`` is false when a plain template had to do."""

    context: int
    own_template: bool


def run(pipe: Connection, spec: ModelSpec) -> None:
    """Serve generation requests until the parent is gone. The model is loaded by the first one."""
    _quieten(spec.notes)
    _step_back()
    # Read when llama.cpp loads its threads. Left alone they wait for each other by spinning for milliseconds: on a
    # machine whose cores are taken a prompt then takes minutes. This spins as long as a quiet machine needs, no longer.
    os.environ.setdefault("GOMP_SPINCOUNT", "2000")
    serve(pipe, Worker(spec).handle)


class Worker:
    """Answers messages; keeps the engine between them."""

    def __init__(self, spec: ModelSpec) -> None:
        self._spec = spec
        self._engine: object | None = None

    def handle(self, message: object, channel: Channel) -> object:
        """`Load` gives `Loaded`; a `DraftRequest` emits `Loaded`, then text, and gives a `Generation`.

        Now and then it emits a `Kept` and its parts too, which a process after this one can be given to go on from.
        """
        from assist.llm.engine import Engine  # noqa: PLC0415 - llama.cpp is loaded in the child, on first use

        if self._engine is None:
            self._engine = Engine(self._spec.path, self._spec.threads, self._spec.context, channel.cancelled)
        engine = self._engine
        assert isinstance(engine, Engine)  # noqa: S101 - tells mypy what the line above made sure of
        if isinstance(message, Resume):
            engine.resume(message.kept)
            message = message.message
        loaded = Loaded(engine.context, engine.own_template)
        if isinstance(message, Load):
            return loaded
        if not isinstance(message, DraftRequest):
            raise TypeError(f"unknown message {type(message).__name__}")
        channel.emit(loaded)
        made = engine.generate(message, channel.emit, channel.cancelled)
        for part in engine.worth_keeping():
            channel.emit(part)
        return made


def _quieten(notes: Path | None) -> None:
    """Standard error of native code goes to the notes file, where the last line tells why a child crashed."""
    target = os.open(notes or os.devnull, os.O_WRONLY | os.O_APPEND)
    os.dup2(target, 2)
    os.close(target)
    sys.stderr = os.fdopen(2, "w", buffering=1, closefd=False)
    faulthandler.enable(all_threads=False)


def _step_back() -> None:
    process = psutil.Process()
    try:
        process.nice(getattr(psutil, "BELOW_NORMAL_PRIORITY_CLASS", _NICE))  # the name exists on Windows only
    except psutil.Error:
        return  # not allowed to: drafts then compete with the fast lane, no more


def physical_threads(wanted: int) -> int:
    """``wanted``, or for 0 the physical cores this process may use, four at most: more do not speed up small models."""
    if wanted > 0:
        return wanted
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(psutil.cpu_count(logical=False) or usable, usable, 4))
