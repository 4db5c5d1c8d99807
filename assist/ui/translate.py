"""The window's language: which one, and its translator."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

LOCALES = ("en", "zh_CN", "zh_TW")


def locale_for(setting: str) -> str:
    """The locale for a setting; ``auto`` is the system's if we have it, else English."""
    if setting in LOCALES:
        return setting
    system = QLocale.system()
    if system.language() != QLocale.Language.Chinese:
        return "en"
    traditional = system.script() == QLocale.Script.TraditionalHanScript
    return "zh_TW" if traditional else "zh_CN"


def install(setting: str, folder: Path) -> None:
    """Put this language's translator in place of the one there is."""
    app = QCoreApplication.instance()
    if app is None:
        return
    old = app.findChild(QTranslator, "assist-translator")
    if old is not None:
        QCoreApplication.removeTranslator(old)
        old.setObjectName("")
        old.deleteLater()
    locale = locale_for(setting)
    QLocale.setDefault(QLocale(locale))
    if locale == "en":
        return
    translator = QTranslator(app)
    translator.setObjectName("assist-translator")
    if translator.load(str(folder / f"assist_{locale}.qm")):
        QCoreApplication.installTranslator(translator)
