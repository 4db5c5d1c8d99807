"""The menu of the status line."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu

if TYPE_CHECKING:
    from assist.ui.window import Sidebar

Line = tuple[str, str, Callable[[], object] | None]


def menu_for(window: Sidebar, edit_knowledge: Callable[[], None] | None) -> QMenu:
    """Every entry calls a method of the window, in its language; texts say the key that does the same."""
    menu = QMenu(window)
    _add(menu, _about_the_case(window))
    menu.addSeparator()
    _add(menu, _about_knowledge(window, edit_knowledge))
    window.calls.add_to(menu)
    window.team.add_to(menu)
    _add(menu, _about_the_program(window))
    menu.addSeparator()
    _add(menu, ((QCoreApplication.translate("menu", "Quit"), "", window.close),))
    return menu


def _add(menu: QMenu, lines: tuple[Line, ...]) -> None:
    for text, key, method in lines:
        if method is not None:
            menu.addAction(f"{text}\t{key}" if key else text).triggered.connect(method)


def _about_the_case(window: Sidebar) -> tuple[Line, ...]:
    return (
        (QCoreApplication.translate("menu", "New conversation"), "Ctrl+N", window.new_case),
        (QCoreApplication.translate("menu", "Open a file…"), "Ctrl+O", window.open_file),
        (QCoreApplication.translate("menu", "Recent conversations…"), "Ctrl+H", window.open_recent),
        (QCoreApplication.translate("menu", "Read a part of the screen…"), "F8", window.read_screen),
        (QCoreApplication.translate("menu", "Swap customer and agent"), "Ctrl+R", window.swap_roles),
        (QCoreApplication.translate("menu", "Summary…"), "Ctrl+S", window.open_summary),
        (QCoreApplication.translate("menu", "Rewrite a reply…"), "Alt+W", window.rewrite),
    )


def _about_knowledge(window: Sidebar, edit: Callable[[], None] | None) -> tuple[Line, ...]:
    return (
        (QCoreApplication.translate("menu", "Edit knowledge…"), "", edit),
        (QCoreApplication.translate("menu", "Insights…"), "Ctrl+I", window.open_insights),
    )


def _about_the_program(window: Sidebar) -> tuple[Line, ...]:
    return (
        (QCoreApplication.translate("menu", "Settings…"), "Ctrl+,", window.open_settings),
        (QCoreApplication.translate("menu", "Keys"), "?", window.show_keys),
    )
