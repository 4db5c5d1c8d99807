from __future__ import annotations

import inspect
from itertools import product

import pytest

from assist.domain.assistance import Degraded, MoodLabel
from assist.domain.pack import FieldType
from assist.domain.text import LocalText
from assist.ui import translate, words
from assist.ui.dock import place
from assist.ui.look import Look
from assist.ui.text_block import lay_out, utf16
from assist.ui.theme import DARK, LIGHT, Colours, contrast
from assist.understanding import triage
from tests.ui.fakes import RESOURCES


@pytest.mark.parametrize(
    ("value", "kind", "shown"),
    [
        ("8273620", FieldType.ID, "827 3620"),
        ("NW8273620", FieldType.ID, "NW 827 3620"),
        ("1234", FieldType.ID, "1234"),
        ("AB-12", FieldType.ID, "AB-12"),
        ("13800138000", FieldType.PHONE, "138 0013 8000"),
        ("+14155550123", FieldType.PHONE, "+1 415 555 0123"),
        ("+8613800138000", FieldType.PHONE, "+86 138 0013 8000"),
        ("+442079460958", FieldType.PHONE, "+44 207 946 0958"),
        ("+85221234567", FieldType.PHONE, "+852 2123 4567"),
        ("8273620", FieldType.NUMBER, "8273620"),
        ("a@example.org", FieldType.EMAIL, "a@example.org"),
    ],
)
def test_values_are_grouped_as_one_reads_them_out(value: str, kind: FieldType, shown: str) -> None:
    assert words.for_read_back(value, kind) == shown


@pytest.mark.parametrize(
    ("colours", "fore", "back"),
    [
        (c, f, b)
        for c, f, b in product((LIGHT, DARK), ("text", "muted", "accent"), ("window", "surface", "hover", "soft"))
    ],
)
def test_every_text_colour_can_be_read_on_every_background(colours: Colours, fore: str, back: str) -> None:
    assert contrast(getattr(colours, fore), getattr(colours, back)) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_edges_and_buttons_can_be_seen(colours: Colours) -> None:
    assert contrast(colours.on_accent, colours.accent) >= 4.5
    assert contrast(colours.edge, colours.surface) >= 3
    assert contrast(colours.edge, colours.window) >= 3


@pytest.mark.parametrize("label", list(MoodLabel))
def test_every_mood_has_a_word_and_a_shape_of_its_own(qapp: object, label: MoodLabel) -> None:
    others = {words.mood_glyph(m) for m in MoodLabel if m is not label}
    assert words.mood(label)
    assert words.mood_glyph(label) not in others
    assert not Look(LIGHT, RESOURCES / "icons", "en").pixmap(words.mood_glyph(label)).isNull()


@pytest.mark.parametrize("code", list(Degraded))
def test_every_degraded_state_has_a_sentence(code: Degraded) -> None:
    assert words.degraded(code).endswith(".")


def test_a_confidence_has_a_word() -> None:
    assert [words.confidence(v) for v in (0.0, 0.49, 0.5, 0.79, 0.8, 1.0)] == [
        "low",
        "low",
        "medium",
        "medium",
        "high",
        "high",
    ]


def test_text_is_cut_with_an_ellipsis_and_not_otherwise(qapp: object) -> None:
    from PySide6.QtGui import QFont

    assert lay_out("short", QFont(), 300, 2)[1] == "short"
    layout, shown = lay_out("long " * 100 + "😀", QFont(), 200, 2)
    assert layout.lineCount() == 2
    assert shown.endswith("…")


def test_positions_count_characters_and_not_utf_16_units() -> None:
    assert utf16("a😀b", 2) == 3


def test_the_sidebar_stands_at_its_edge_in_full_height() -> None:
    from PySide6.QtCore import QRect

    screen = QRect(100, 20, 1280, 700)
    assert place(screen, "right", 390) == QRect(990, 20, 390, 700)
    assert place(screen, "left", 100) == QRect(100, 20, 360, 700)
    assert place(screen, "left", 900).width() == 420


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("SmolLM2-135M-Instruct-Q4_1", "SmolLM2-135M"),
        ("Qwen2.5-Coder-0.5B-Instruct Q4_K_M", "Qwen2.5-Coder-0.5B"),
        ("model.gguf", "model"),
        ("Italian-1B", "Italian-1B"),
        ("", ""),
    ],
)
def test_a_model_is_named_as_one_says_it(name: str, shown: str) -> None:
    assert words.model_name(name) == shown


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        ("As long as the status is *Received* we can", "As long as the status is Received we can"),
        ("**Harbour Street** 12: open", "Harbour Street 12: open"),
        ("- see [the form](https://example.org)", "see the form"),
        ("2 * 3 * 4 and snake_case_name", "2 * 3 * 4 and snake_case_name"),
        ("use `F4`", "use F4"),
    ],
)
def test_a_sentence_is_shown_without_markdown(markdown: str, shown: str) -> None:
    assert words.plain(markdown) == shown


def test_pack_texts_are_converted_only_for_a_traditional_window() -> None:
    text = LocalText((("en", "Refund"), ("zh", "退货")))

    def convert(simplified: str) -> str:
        return simplified.replace("货", "貨")

    def look(locale: str) -> Look:
        return Look(LIGHT, RESOURCES / "icons", locale, convert)

    assert [look(locale).from_pack(text) for locale in ("en", "zh_CN", "zh_TW")] == ["Refund", "退货", "退貨"]
    assert look("zh_TW").from_pack(LocalText((("zh", "货"), ("zh-Hant", "货物")))) == "货物"


def test_why_there_is_no_category_is_said_in_words_the_window_knows() -> None:
    for why in (triage._NOTHING_FITS, triage._NOTHING_SAID):
        assert words.no_category(why) == why
    source = inspect.getsource(words.no_category)
    assert all(f'"{why}":' in source for why in (triage._NOTHING_FITS, triage._NOTHING_SAID))


def test_yes_and_no_are_in_the_windows_language(qapp: object) -> None:
    try:
        translate.install("zh_CN", RESOURCES / "translations")
        assert [words.for_read_back(v, FieldType.BOOL) for v in ("yes", "no", "?")] == ["是", "否", "?"]
    finally:
        translate.install("en", RESOURCES / "translations")
    assert words.for_read_back("yes", FieldType.BOOL) == "yes"


@pytest.mark.parametrize(
    ("error", "line"),
    [(TimeoutError(), "TimeoutError"), (ValueError("one\ntwo"), "one"), (OSError("\nlater"), "OSError")],
)
def test_an_error_is_said_in_one_line_and_one_without_words_by_its_kind(error: Exception, line: str) -> None:
    assert words.first_line(error) == line
