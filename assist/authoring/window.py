"""The knowledge window as a program: workbench, finder and importer put together."""

from __future__ import annotations

import json
import shutil
import tomllib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from PySide6.QtWidgets import QApplication

from assist.app import Workshop, traditional_chinese
from assist.authoring.importing import Options, import_pack
from assist.authoring.testing import run_test
from assist.domain.conversation import Conversation
from assist.domain.errors import AssistError, InputError
from assist.packs.editing.folder import FolderWorkbench
from assist.packs.glance import glance
from assist.packs.reader import read_pack
from assist.publishing import LivePublishing
from assist.services.editing import FoundBy, Outcome, RunTest
from assist.services.ports import Progress, UnderstandRequest
from assist.ui import translate
from assist.ui.authoring import words
from assist.ui.authoring.parts import LeadAsker, LeadParts, QtLeadAsker
from assist.ui.authoring.window import KnowledgeWindow
from assist.understanding.client import UnderstandingProcess

_LAST = "knowledge.json"


class PackFinder:
    """Implements ``Finder`` with a process for each of the two packs, started on the first question."""

    def __init__(self, shop: Workshop, folder: Path) -> None:
        self._shop = shop
        self._folder = folder
        self._edited: UnderstandingProcess | None = None
        self._published: UnderstandingProcess | None = None
        self._opened: int | None = None
        self._name = ""

    def edited(self, conversation: Conversation, version: int) -> FoundBy:
        """See ``Finder``. Only what changed is embedded again."""
        try:
            if self._edited is None:
                self._edited = self._process(self._own_cache())
            if self._opened != version:
                self._opened = None
                self._edited.open_pack(self._folder)
                self._opened = version
            return FoundBy("", self._edited.understand(UnderstandRequest(conversation)))
        except AssistError as error:
            return FoundBy("", error=str(error).splitlines()[0])

    def published(self, conversation: Conversation) -> FoundBy | None:
        """See ``Finder``."""
        try:
            if self._published is None:
                found = self._installed()
                if found is None:
                    return None
                opened = self._process(self._shop.cache)
                opened.open_pack(found[0])
                self._published, self._name = opened, found[1]
            return FoundBy(self._name, self._published.understand(UnderstandRequest(conversation)))
        except AssistError as error:
            return FoundBy(self._name, error=str(error).splitlines()[0])

    def close(self) -> None:
        """See ``Finder``."""
        for process in (self._edited, self._published):
            if process is not None:
                process.close()

    def _process(self, cache: Path) -> UnderstandingProcess:
        return UnderstandingProcess(cache, read_pack, look=glance, learned=self._shop.learned)

    def _installed(self) -> tuple[Path, str] | None:
        """Where the published version is, and what it is called."""
        pack_id = _id_of(self._folder)
        found = next((p for p in self._shop.library.installed() if p.id == pack_id), None)
        return None if found is None else (Path(found.path), found.version)

    def _own_cache(self) -> Path:
        """A cache of its own, begun with what is embedded already: the two packs have one id."""
        from assist.understanding.index import folder_name  # noqa: PLC0415 - loads numpy

        own, pack_id = self._shop.cache / "edited", _id_of(self._folder)
        name = folder_name(pack_id) if pack_id else ""
        with suppress(OSError):
            if name and (self._shop.cache / name).is_dir() and not (own / name).exists():
                shutil.copytree(self._shop.cache / name, own / name)
        return own


def _id_of(folder: Path) -> str:
    """The pack's id, also while the pack has faults; empty where it cannot be read."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        return str(tomllib.loads((folder / "pack.toml").read_text(encoding="utf-8-sig"))["pack"]["id"])
    return ""


def importer_for(folder: Path) -> Callable[..., tuple[str, ...]]:
    """What the window's "Bring in" does."""

    def bring_in(sources: tuple[Path, ...], progress: Callable[[int, int, str], None]) -> tuple[str, ...]:
        return tuple(import_pack(sources, folder, Options(), progress).lines())

    return bring_in


def tester_for(shop: Workshop, folder: Path) -> RunTest:
    """What the window's "Test" does, with a process of its own: the sidebar's and the finder's go on."""

    def run(history: Path | None, progress: Progress) -> Outcome:
        with Workshop(shop.home, shop.resources) as other:
            found = run_test(other, str(folder), "published", history, progress)
        return Outcome(found.result, found.against.version if found.against is not None else "")

    return run


def build(shop: Workshop, folder: Path, ask: LeadAsker | None = None) -> tuple[KnowledgeWindow, PackFinder]:
    """The window on a pack folder, and its finder, to be closed after it. Raises `InputError`."""
    finder = PackFinder(shop, folder)
    window = KnowledgeWindow(
        LeadParts(
            workbench=FolderWorkbench(folder),
            finder=finder,
            intake=shop.intake(),
            settings=shop.settings,
            resources=shop.resources,
            bring_in=importer_for(folder),
            run_test=tester_for(shop, folder),
            ask=ask,
            traditional=traditional_chinese,
            publishing=LivePublishing(shop.team, shop.channel, folder),
        )
    )
    return window, finder


def editable(shop: Workshop, folder: Path) -> Path:
    """``folder``, when edits there would last. Raises `InputError`."""
    whole = folder.expanduser().resolve()
    if not whole.is_dir():
        raise InputError(f"{folder}: no such folder")
    if whole.is_relative_to((shop.home / "packs").resolve()):
        raise InputError(
            f"{folder}: an installed copy, which the next update replaces; open the folder it was made from"
        )
    if not (whole / "pack.toml").is_file():
        raise InputError(f"{folder}: no pack here (no pack.toml); begin with: assist pack import FILES --to {folder}")
    return whole


def run(application: QApplication, shop: Workshop, folder: Path | None) -> int:
    """The whole life of the window; the exit code."""
    where = editable(shop, folder) if folder is not None else _last(shop) or _ask(shop)
    if where is None:
        return 0
    window, finder = build(shop, where)
    _remember(shop, where)
    try:
        window.show()
        return application.exec()
    finally:
        finder.close()


def _ask(shop: Workshop) -> Path | None:
    """A folder the user chooses, asked again while it cannot be edited; ``None`` when they would rather not."""
    translate.install(shop.settings.language, shop.resources / "translations")
    title = words.which_folder()
    while True:
        chosen = QtLeadAsker(None).folder(title)
        if chosen is None:
            return None
        try:
            return editable(shop, chosen)
        except InputError as error:
            title = str(error)


def _last(shop: Workshop) -> Path | None:
    """The folder edited last, else the one the sidebar uses, where that can be edited."""
    found: list[Path] = []
    with suppress(OSError, ValueError, KeyError, TypeError):
        found.append(Path(json.loads((shop.home / _LAST).read_text(encoding="utf-8"))["folder"]))
    for folder in (*found, *([Path(shop.settings.pack)] if shop.settings.pack else [])):
        with suppress(InputError, OSError):
            return editable(shop, folder)
    return None


def _remember(shop: Workshop, folder: Path) -> None:
    with suppress(OSError):
        shop.home.mkdir(parents=True, exist_ok=True)
        (shop.home / _LAST).write_text(json.dumps({"folder": str(folder)}), encoding="utf-8")
