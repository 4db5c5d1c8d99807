"""Every key the sidebar knows, in one list: what is bound is what `?` shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class Key:
    """One line of the list; ``name`` is the window's method, called with ``argument`` when that is not ``None``.

    Lines without a name only describe a key that a widget handles by itself.
    """

    keys: tuple[str, ...]
    what: str
    name: str = ""
    argument: int | None = None
    listed: bool = True


def all_keys() -> tuple[Key, ...]:
    """The list, in the window's language."""
    cards = tuple(
        key
        for n in range(3)
        for key in (
            Key((f"Alt+{n + 1}",), "", "insert_card", n, listed=False),
            Key((f"Alt+Shift+{n + 1}", f"Alt+{'!@#'[n]}"), "", "dismiss_card", n, listed=False),
        )
    )
    return (
        Key(("Ctrl+V",), QCoreApplication.translate("keys", "Paste the conversation"), "paste"),
        Key(("Alt+1..3",), QCoreApplication.translate("keys", "Insert a suggestion")),
        Key(("Alt+Shift+1..3",), QCoreApplication.translate("keys", "Dismiss a suggestion")),
        *cards,
        Key(("Alt+E",), QCoreApplication.translate("keys", "Edit a suggestion before inserting"), "edit_card"),
        Key(("Ctrl+Enter",), QCoreApplication.translate("keys", "Insert the edited suggestion")),
        Key(("Alt+N",), QCoreApplication.translate("keys", "Show the new suggestions that wait"), "show_newer"),
        Key(("Ctrl+M",), QCoreApplication.translate("keys", "Correct the mood"), "correct_mood"),
        Key(("Ctrl+T",), QCoreApplication.translate("keys", "Correct the category"), "correct_category"),
        Key(("F4", "Alt+M"), QCoreApplication.translate("keys", "Go to the next missing field"), "next_missing"),
        Key(("Ctrl+C",), QCoreApplication.translate("keys", "Copy the field with the focus")),
        Key(("Ctrl+Shift+C",), QCoreApplication.translate("keys", "Copy the form"), "copy_form"),
        Key(("Alt+W",), QCoreApplication.translate("keys", "Rewrite a reply: shorter, friendlier, formal"), "rewrite"),
        Key(("Ctrl+S",), QCoreApplication.translate("keys", "Sum the case up"), "open_summary"),
        Key(("Ctrl+E",), QCoreApplication.translate("keys", "Export the case"), "open_export"),
        Key(("Ctrl+K",), QCoreApplication.translate("keys", "Search the knowledge"), "search"),
        Key(("Ctrl+Enter",), QCoreApplication.translate("keys", "Answer the question in the search box")),
        Key(("Alt+C",), QCoreApplication.translate("keys", "Show all turns or the latest"), "toggle_conversation"),
        Key(("Alt+T",), QCoreApplication.translate("keys", "Type what was said"), "type_turn"),
        Key(("F8",), QCoreApplication.translate("keys", "Read a part of the screen, or stop"), "read_screen"),
        Key(("F9",), QCoreApplication.translate("keys", "Listen to the call, or stop"), "listen"),
        Key(("Shift+F9",), QCoreApplication.translate("keys", "Pause the recording, or go on"), "pause_listening"),
        Key(("Ctrl+R",), QCoreApplication.translate("keys", "Swap customer and agent"), "swap_roles"),
        Key(("Ctrl+Z",), QCoreApplication.translate("keys", "Take back the last change of the conversation"), "undo"),
        Key(("Ctrl+N",), QCoreApplication.translate("keys", "New conversation"), "new_case"),
        Key(("Ctrl+O",), QCoreApplication.translate("keys", "Open a file"), "open_file"),
        Key(("Ctrl+H",), QCoreApplication.translate("keys", "Recent conversations"), "open_recent"),
        Key(("Ctrl+U",), QCoreApplication.translate("keys", "Updates of the knowledge"), "open_updates"),
        Key(("Alt+P",), QCoreApplication.translate("keys", "Propose a reply to your lead"), "propose"),
        Key(("Ctrl+I",), QCoreApplication.translate("keys", "Insights"), "open_insights"),
        Key(("Ctrl+,",), QCoreApplication.translate("keys", "Settings"), "open_settings"),
        Key(("F10",), QCoreApplication.translate("keys", "Menu"), "open_menu"),
        Key(("F6", "Shift+F6"), QCoreApplication.translate("keys", "Go to the next panel")),
        Key(("F6",), "", "next_panel", 1, listed=False),
        Key(("Shift+F6",), "", "next_panel", -1, listed=False),
        Key(("Esc",), QCoreApplication.translate("keys", "Stop long work, close what is open"), "escape"),
        Key(("?", "F1"), QCoreApplication.translate("keys", "Show these keys"), "show_keys"),
    )


def bind(window: QWidget) -> tuple[QShortcut, ...]:
    """Bind every named key to the window's method of that name."""
    made = []
    for key in all_keys():
        if not key.name:
            continue
        method: Callable[..., None] = getattr(window, key.name)
        for sequence in key.keys:
            shortcut = QShortcut(QKeySequence(sequence), window)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            if key.argument is None:
                shortcut.activated.connect(method)
            else:
                shortcut.activated.connect(_with(method, key.argument))
            made.append(shortcut)
    return tuple(made)


def _with(method: Callable[..., None], argument: int) -> Callable[[], None]:
    return lambda: method(argument)
