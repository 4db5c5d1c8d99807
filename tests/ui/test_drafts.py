"""What the window says of the model behind the drafts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pytestqt.qtbot import QtBot

from assist.domain.case import Case
from assist.domain.errors import ModelFileError
from assist.ui import words
from assist.ui.panels.settings import SettingsSheet
from tests.ui import fakes, sample
from tests.ui.conftest import Make, wait_until


class LongDrafter(fakes.FakeDrafter):
    """A drafter whose conversation was too long for its model while ``long``."""

    long = True

    def draft(self, *given: Any) -> Any:
        return replace(super().draft(*given), condensed=self.long)  # type: ignore[type-var]  # it is a Suggestion


def test_a_refused_model_is_said_with_the_reason_while_the_one_before_it_drafts(make: Make, qtbot: QtBot) -> None:
    window = make(
        first_case=Case(sample.talk()),
        drafter=fakes.FakeDrafter(),
        model_refused=lambda: "new.gguf is not a usable GGUF model: it is empty.",
    )
    notices = window.controller.notices
    wait_until(qtbot, lambda: notices.get("model-refused") is not None)
    told = notices.get("model-refused")
    assert told is not None
    assert told.text == (
        "The model you chose cannot be used: new.gguf is not a usable GGUF model: it is empty. "
        "The one before it stays in use."
    )
    wait_until(qtbot, lambda: any(c.source == "draft" for c in window.controller.desk.cards()))


def test_a_model_chosen_in_the_settings_is_tried_at_once(make: Make, qtbot: QtBot) -> None:
    answers = ["new.gguf needs about 9.0 GB of memory, 2.0 GB are free", ""]
    window = make(drafter=fakes.FakeDrafter(), try_model=lambda: answers.pop(0))
    controller, notices = window.controller, window.controller.notices
    controller.change_settings(replace(controller.settings, model="new"))
    wait_until(qtbot, lambda: notices.get("model-refused") is not None)
    controller.change_settings(replace(controller.settings, width=400))
    assert len(answers) == 1
    controller.change_settings(replace(controller.settings, model="other"))
    wait_until(qtbot, lambda: notices.get("model-refused") is None)


def test_when_no_model_is_left_that_is_said(make: Make, qtbot: QtBot) -> None:
    def nobody() -> str:
        raise ModelFileError("new.gguf could not be loaded: unknown tokenizer: 'x'")

    window = make(drafter=fakes.FakeDrafter(), try_model=nobody)
    controller = window.controller
    controller.change_settings(replace(controller.settings, model="new"))
    wait_until(qtbot, lambda: controller.notices.get("model") is not None)
    told = controller.notices.get("model")
    assert told is not None
    assert "unknown tokenizer" in told.text


def test_a_conversation_too_long_for_the_model_is_said_as_long_as_it_is(make: Make, qtbot: QtBot) -> None:
    drafter = LongDrafter()
    window = make(first_case=Case(sample.talk()), drafter=drafter)
    notices = window.controller.notices
    wait_until(qtbot, lambda: notices.get("condensed") is not None)
    told = notices.get("condensed")
    assert told is not None
    assert told.text.startswith("Long conversation: the draft rests on its latest turns")
    drafter.long = False
    window.controller.write_again()
    wait_until(qtbot, lambda: notices.get("condensed") is None)


def test_the_settings_say_what_the_chosen_model_needs(make: Make) -> None:
    assert words.model_choice("small", fits=True) == "small"
    listed = (("small", "small"), ("large", words.model_choice("large", fits=False)))
    needs = {"large": words.model_needs("9.0 GB", "2.0 GB", fits=False)}
    window = make(models=lambda: listed, model_fit=lambda name: needs.get(name, "Needs little."))
    window.open_settings()
    sheet = window.findChild(SettingsSheet)
    assert sheet is not None
    assert sheet._model_hint.text() == "Needs little."
    sheet._model.setCurrentText("large · too big")
    sheet._model.setCurrentIndex(sheet._model.findData("large"))
    assert sheet._model_hint.text() == "Needs about 9.0 GB of memory, but only 2.0 GB are free."
