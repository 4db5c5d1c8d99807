from __future__ import annotations

import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from string import Formatter

import pytest

from tests.ui.fakes import RESOURCES

ROOT = RESOURCES.parent
LOCALES = ("zh_CN", "zh_TW")


def texts(path: Path) -> dict[tuple[str, str], str | None]:
    """(context, source) → translation, ``None`` when unfinished."""
    found = {}
    for context in ET.parse(path).getroot().iter("context"):  # noqa: S314 - our own file
        name = context.findtext("name") or ""
        for message in context.iter("message"):
            translation = message.find("translation")
            done = translation is not None and translation.get("type") is None and translation.text
            found[name, message.findtext("source") or ""] = (
                translation.text if done and translation is not None else None
            )
    return found


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> set[tuple[str, str]]:
    """Every text of the window's code, as Qt's own tool finds them."""
    tool = shutil.which("pyside6-lupdate", path=str(Path(sys.executable).parent))
    if tool is None:
        pytest.skip("pyside6-lupdate is not installed")
    out = tmp_path_factory.mktemp("ts") / "all.ts"
    files = sorted(str(p) for p in (ROOT / "assist" / "ui").rglob("*.py"))
    subprocess.run([tool, *files, "-locations", "none", "-ts", str(out)], check=True, capture_output=True)
    return set(texts(out))


@pytest.mark.parametrize("locale", LOCALES)
def test_every_text_is_translated(sources: set[tuple[str, str]], locale: str) -> None:
    done = {key for key, text in texts(RESOURCES / "translations" / f"assist_{locale}.ts").items() if text}
    assert sorted(sources - done) == []


@pytest.mark.parametrize("locale", LOCALES)
def test_translations_have_the_same_placeholders(locale: str) -> None:
    for (_, source), text in texts(RESOURCES / "translations" / f"assist_{locale}.ts").items():
        wanted = {name for _, name, _, _ in Formatter().parse(source) if name}
        assert {name for _, name, _, _ in Formatter().parse(text or "") if name} == wanted, source


@pytest.mark.parametrize("locale", LOCALES)
def test_the_compiled_file_is_not_older_than_its_texts(qapp: object, locale: str) -> None:
    from PySide6.QtCore import QTranslator

    translator = QTranslator()
    assert translator.load(str(RESOURCES / "translations" / f"assist_{locale}.qm"))
    for (context, source), text in texts(RESOURCES / "translations" / f"assist_{locale}.ts").items():
        assert translator.translate(context, source) == text
