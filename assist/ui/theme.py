"""Colours and style, light and dark: one accent, a 4 px grid, the system's own font and scheme."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette


@dataclass(frozen=True, slots=True)
class Colours:
    """One scheme.

    ``soft`` is the accent as a background. Every text colour has a contrast of 4.5 or more on every background
    (``window``, ``surface``, ``hover``, ``soft``).
    """

    dark: bool
    window: str
    surface: str
    hover: str
    line: str
    edge: str
    text: str
    muted: str
    accent: str
    soft: str
    on_accent: str


LIGHT = Colours(
    dark=False,
    window="#f6f6f8",
    surface="#ffffff",
    hover="#eeeef2",
    line="#e2e2e8",
    edge="#8a8d98",
    text="#1a1b1f",
    muted="#585b66",
    accent="#2457c5",
    soft="#e3ebfb",
    on_accent="#ffffff",
)
DARK = Colours(
    dark=True,
    window="#1b1c1f",
    surface="#242529",
    hover="#2e3036",
    line="#36383f",
    edge="#80848f",
    text="#ecedf0",
    muted="#abafb9",
    accent="#8fb2ff",
    soft="#2a3653",
    on_accent="#10131a",
)


def colours_for(theme: str) -> Colours:
    """The scheme for a setting: ``light``, ``dark``, or ``auto`` for the system's."""
    if theme in ("light", "dark"):
        return DARK if theme == "dark" else LIGHT
    scheme = QGuiApplication.styleHints().colorScheme()
    return DARK if scheme == Qt.ColorScheme.Dark else LIGHT


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    lights = sorted((_luminance(QColor(one)), _luminance(QColor(other))), reverse=True)
    return (lights[0] + 0.05) / (lights[1] + 0.05)


def _luminance(colour: QColor) -> float:
    rgb = (colour.redF(), colour.greenF(), colour.blueF())
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def qt_palette(c: Colours) -> QPalette:
    """The scheme as Qt's palette; painted widgets read their colours from there."""
    palette = QPalette()
    role = QPalette.ColorRole
    for r, value in {
        role.Window: c.window,
        role.WindowText: c.text,
        role.Base: c.surface,
        role.AlternateBase: c.soft,
        role.Text: c.text,
        role.PlaceholderText: c.muted,
        role.Button: c.surface,
        role.ButtonText: c.text,
        role.Highlight: c.accent,
        role.HighlightedText: c.on_accent,
        role.Mid: c.line,
        role.Dark: c.edge,
        role.Midlight: c.hover,
        role.Link: c.accent,
        role.Accent: c.accent,
        role.ToolTipBase: c.surface,
        role.ToolTipText: c.text,
    }.items():
        palette.setColor(r, QColor(value))
    for r in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, r, QColor(c.muted))
    return palette


def _controls(c: Colours, icons: Path | None) -> str:
    """Choices and check boxes, which the style would draw with edges that can hardly be seen."""
    if icons is None:
        return ""
    kind = "dark" if c.dark else "light"
    arrow, tick = ((icons / f"{name}-{kind}.svg").as_posix() for name in ("arrow", "tick"))
    return f"""
    QComboBox {{ combobox-popup: 0; }}
    QComboBox QAbstractItemView {{ border: 1px solid {c.line}; padding: 2px; }}
    QComboBox QAbstractItemView::item {{ min-height: 22px; }}
    QComboBox::drop-down {{ border: none; width: 22px; }}
    QComboBox::down-arrow {{ image: url("{arrow}"); width: 14px; height: 14px; }}
    QCheckBox {{ spacing: 8px; border: 2px solid transparent; border-radius: 6px; padding: 1px; }}
    QCheckBox:focus {{ border: 2px solid {c.accent}; }}
    QCheckBox::indicator {{ width: 14px; height: 14px; border: 1px solid {c.edge}; border-radius: 4px;
        background: {c.surface}; }}
    QCheckBox::indicator:checked {{ background: {c.accent}; border-color: {c.accent}; image: url("{tick}"); }}
    """


def _surfaces(c: Colours) -> str:
    """The window, its sections and cards, and the styles of words on them."""
    return f"""
    QToolTip {{ color: {c.text}; background: {c.surface}; border: 1px solid {c.line}; padding: 4px; }}
    #sidebar {{ background: {c.window}; }}
    QDialog#sidebar QLabel {{ color: {c.text}; }}
    #body, #column, #sheet-body {{ background: {c.window}; }}
    QScrollArea {{ border: none; background: transparent; }}
    #section {{ border: none; border-bottom: 1px solid {c.line}; }}
    #status {{ border-bottom: 1px solid {c.line}; background: {c.surface}; }}
    #title {{ font-weight: 600; color: {c.muted}; }}
    #strong {{ font-weight: 600; color: {c.text}; }}
    #muted {{ color: {c.muted}; }}
    #accent {{ color: {c.accent}; }}
    #badge {{ color: {c.text}; border: 1px solid {c.edge}; border-radius: 4px; padding: 0 4px; }}
    #number {{ color: {c.accent}; font-weight: 600; }}
    #card {{ background: {c.surface}; border: 1px solid {c.line}; border-radius: 8px; }}
    #card:hover {{ border-color: {c.edge}; }}
    #card:focus {{ border: 2px solid {c.accent}; }}
    #spot {{ border: 2px solid transparent; border-radius: 6px; }}
    #spot:hover {{ background: {c.hover}; }}
    #spot:focus {{ border: 2px solid {c.accent}; }}
    #spot[lit="true"] {{ background: {c.soft}; }}
    #banner {{ background: {c.surface}; border-top: 1px solid {c.line}; border-left: 4px solid {c.accent}; }}
    #toast {{ background: {c.text}; color: {c.window}; border-radius: 6px; padding: 6px 12px; }}
    #scrim {{ background: rgba(0, 0, 0, 110); }}
    #sheet {{ background: {c.window}; border: 1px solid {c.line}; border-radius: 12px; }}
    #key {{ color: {c.text}; background: {c.surface}; border: 1px solid {c.edge}; border-radius: 4px;
        padding: 1px 5px; }}
    """


def _buttons(c: Colours) -> str:
    """Buttons, and what is pressed like one."""
    return f"""
    QToolButton, QPushButton {{ color: {c.text}; background: transparent; border: 2px solid transparent;
        border-radius: 6px; padding: 2px 6px; min-height: 20px; }}
    QToolButton:hover, QPushButton:hover {{ background: {c.hover}; }}
    QToolButton:pressed, QPushButton:pressed {{ background: {c.soft}; }}
    QToolButton:focus, QPushButton:focus {{ border: 2px solid {c.accent}; }}
    QToolButton:disabled, QPushButton:disabled {{ color: {c.muted}; }}
    QToolButton::menu-indicator, QPushButton::menu-indicator {{ image: none; width: 0; }}
    #link {{ color: {c.accent}; }}
    #link:disabled {{ color: {c.muted}; }}
    #primary {{ color: {c.on_accent}; background: {c.accent}; border: 2px solid {c.accent}; padding: 2px 10px; }}
    #primary:hover {{ color: {c.on_accent}; background: {c.accent}; border-color: {c.text}; }}
    #primary:focus {{ border: 2px solid {c.text}; }}
    #primary:disabled {{ color: {c.muted}; background: {c.hover}; border-color: {c.hover}; }}
    #plain {{ border: 1px solid {c.edge}; padding: 3px 10px; }}
    #plain:focus {{ border: 2px solid {c.accent}; padding: 2px 9px; }}
    #chip {{ color: {c.accent}; background: {c.soft}; border-radius: 10px; padding: 0 8px; }}
    """


def _fields(c: Colours) -> str:
    """What is typed into."""
    return f"""
    QLineEdit, QPlainTextEdit, QTextBrowser, QSpinBox, QComboBox {{ color: {c.text}; background: {c.surface};
        border: 1px solid {c.edge}; border-radius: 6px; padding: 3px 6px;
        selection-background-color: {c.accent}; selection-color: {c.on_accent}; }}
    QLineEdit:focus, QPlainTextEdit:focus, QTextBrowser:focus, QSpinBox:focus, QComboBox:focus {{
        border: 2px solid {c.accent}; padding: 2px 5px; }}
    QLineEdit QToolButton, QLineEdit QToolButton:hover {{ background: transparent; border: none; padding: 0;
        min-height: 0; }}
    QSpinBox QLineEdit, QComboBox QLineEdit {{ border: none; padding: 0; background: transparent; }}
    QSpinBox QLineEdit:focus, QComboBox QLineEdit:focus {{ border: none; padding: 0; }}
    QSpinBox::up-button, QSpinBox::down-button {{ width: 0; border: none; }}
    """


def _lists_and_menus(c: Colours) -> str:
    """Lists, menus, and what shows progress or scrolls."""
    return f"""
    QListView {{ background: transparent; border: none; outline: none; }}
    QListView:focus {{ border: none; }}
    #choices::item {{ color: {c.text}; padding: 6px 4px; border-bottom: 1px solid {c.line}; }}
    #choices::item:hover {{ background: {c.hover}; }}
    #choices::item:selected {{ background: {c.soft}; color: {c.text}; }}
    QProgressBar {{ background: {c.line}; border: none; border-radius: 2px; max-height: 4px; }}
    QProgressBar::chunk {{ background: {c.accent}; border-radius: 2px; }}
    QMenu {{ color: {c.text}; background: {c.surface}; border: 1px solid {c.line}; padding: 4px; }}
    QMenu::item {{ padding: 4px 24px 4px 12px; border-radius: 4px; }}
    QMenu::item:selected {{ background: {c.soft}; color: {c.text}; }}
    QMenu::item:disabled {{ color: {c.muted}; }}
    QMenu::separator {{ height: 1px; background: {c.line}; margin: 4px 8px; }}
    QScrollBar:vertical {{ background: transparent; width: 8px; margin: 0; }}
    QScrollBar::handle:vertical {{ background: {c.edge}; border-radius: 3px; min-height: 24px; margin: 1px; }}
    QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
        background: none; height: 0; }}
    """


def stylesheet(c: Colours, icons: Path | None = None) -> str:
    """The window's style sheet; ``icons`` is the folder with its arrow and tick.

    Focus is always a 2 px accent outline; the border is there, unseen, without focus, so that nothing moves. Of two
    rules that fit as closely the later one holds.
    """
    return "".join((_controls(c, icons), _surfaces(c), _buttons(c), _fields(c), _lists_and_menus(c)))
