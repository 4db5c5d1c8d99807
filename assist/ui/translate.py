"""The window's language: which one, and its translator."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLibraryInfo, QLocale, QTranslator

LOCALES = ("en", "zh_CN", "zh_TW")
LEFT_OUT = (
    QT_TRANSLATE_NOOP("QFileDialog", "&Look in:"),
    QT_TRANSLATE_NOOP("QFileDialog", "Files of &type:"),
)
"""Of Qt's own dialogs, what Qt's own translations leave in English: in ours, which are asked first."""


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
    for old in app.findChildren(QTranslator, "assist-translator"):
        QCoreApplication.removeTranslator(old)
        old.setObjectName("")
        old.deleteLater()
    locale = locale_for(setting)
    QLocale.setDefault(QLocale(locale))
    if locale == "en":
        return
    qt = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    for file in (qt / f"qtbase_{locale}.qm", folder / f"assist_{locale}.qm"):
        translator = QTranslator(app)
        translator.setObjectName("assist-translator")
        if translator.load(str(file)):
            QCoreApplication.installTranslator(translator)
