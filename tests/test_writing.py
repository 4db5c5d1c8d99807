"""What writes, put together: a model that cannot be used never takes the place of one that can."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assist.app import Workshop
from assist.domain.assistance import Assistance, Hit, Suggestion
from assist.domain.conversation import Conversation, Speaker, Turn
from tests.llm.ggufs import tiny, write

FACT = "Refunds are paid within 5 working days."
TALK = Conversation("c", (Turn(Speaker.CUSTOMER, "When are refunds paid?"),), declared_language="en", version=1)
FOUND = Assistance("c", 1, 0, "en", articles=(Hit("a", "Refunds", 0.9, FACT, FACT, 0, len(FACT)),))


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Workshop]:
    with Workshop(tmp_path / "home") as made:
        made.settings = replace(made.settings, model=str(write(tmp_path / "good.gguf", tiny())), context=512)
        yield made


@pytest.mark.slow
def test_while_the_window_runs_a_bad_choice_leaves_the_good_model_and_its_drafts(
    shop: Workshop, tmp_path: Path
) -> None:
    assert shop.writing.try_model() == ""
    for name, data, why in (
        ("cut.gguf", tiny()[:-50], "cut off"),
        ("odd.gguf", tiny(architecture="novel9"), "unknown model architecture: 'novel9'"),
        ("spell.gguf", tiny(tokenizer="novel9"), "unknown tokenizer: 'novel9'"),
    ):
        shop.apply(replace(shop.settings, model=str(write(tmp_path / name, data))))
        told = shop.writing.try_model()
        assert name in told
        assert why in told
        assert "\n" not in told
        assert shop.writing.model().state().name == "good"
        assert isinstance(shop.drafter().draft(TALK, FOUND), Suggestion)
    shop.apply(replace(shop.settings, model=str(write(tmp_path / "other.gguf", tiny()))))
    assert shop.writing.try_model() == ""
    assert shop.writing.model().state().name == "other"


def test_a_settings_file_that_names_a_bad_model_starts_with_the_bundled_one(tmp_path: Path) -> None:
    with Workshop(tmp_path / "home") as shop:
        if not shop.models.get().installed:
            pytest.skip("the bundled model's package is not installed")
        shop.settings = replace(shop.settings, model=str(write(tmp_path / "bad.gguf", b"x")))
        assert shop.writing.model().state().name == shop.models.path().stem
        assert "bad.gguf is not a usable GGUF model" in shop.writing.refused
