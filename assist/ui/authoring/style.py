"""What the knowledge window needs of style besides the sidebar's."""

from __future__ import annotations

from assist.ui.theme import Colours


def more_style(c: Colours) -> str:
    """The rules."""
    return f"""
    #side {{ background: {c.window}; border-right: 1px solid {c.line}; }}
    #foot {{ background: {c.surface}; border-top: 1px solid {c.line}; }}
    #kinds {{ background: transparent; border: none; outline: none; }}
    #kinds::item {{ color: {c.text}; padding: 4px 8px; border-radius: 6px; }}
    #kinds::item:hover {{ background: {c.hover}; }}
    #kinds::item:selected {{ background: {c.soft}; color: {c.text}; }}
    #rows {{ background: {c.surface}; border: 1px solid {c.line}; border-radius: 6px; }}
    #rows:focus {{ border: 2px solid {c.accent}; }}
    #rows::item {{ color: {c.text}; padding: 6px 8px; border-bottom: 1px solid {c.line}; }}
    #rows::item:hover {{ background: {c.hover}; }}
    #rows::item:selected {{ background: {c.soft}; color: {c.text}; }}
    #parts:focus {{ border: 2px solid {c.accent}; border-radius: 6px; }}
    #parts {{ border: 2px solid transparent; }}
    #finder {{ background: {c.window}; border-left: 1px solid {c.line}; }}
    #card #link {{ padding-left: 0; text-align: left; }}
    QScrollBar:horizontal {{ background: transparent; height: 8px; margin: 0; }}
    QScrollBar::handle:horizontal {{ background: {c.edge}; border-radius: 3px; min-width: 24px; margin: 1px; }}
    QScrollBar::add-line:horizontal, QScrollBar::sub-line:horizontal {{ width: 0; }}
    QSplitter::handle {{ background: transparent; }}
    QTableWidget {{ color: {c.text}; background: {c.surface}; border: 1px solid {c.edge}; border-radius: 6px;
        gridline-color: {c.line}; selection-background-color: {c.soft}; selection-color: {c.text}; }}
    QTableWidget:focus {{ border: 2px solid {c.accent}; }}
    QHeaderView::section {{ color: {c.muted}; background: {c.surface}; border: none; border-bottom: 1px solid {c.line};
        padding: 4px 6px; }}
    QTableWidget QLineEdit {{ border: none; border-radius: 0; padding: 0 4px; }}
    """
