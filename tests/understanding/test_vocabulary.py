"""The words of English: the common ones come first, and the list is there with the app."""

from __future__ import annotations

from pathlib import Path

from assist.understanding.vocabulary import common_words


def test_common_words_are_ranked_before_rare_ones_and_slips_are_none() -> None:
    words = common_words()
    assert words["the"] < words["refund"] < words["eyeglasses"]
    assert not {"recieve", "stolenn"} & words.keys()
    assert len(words) > 80_000


def test_the_list_is_enough_without_the_models_vocabulary(tmp_path: Path) -> None:
    words = common_words(tmp_path / "none.json")
    assert len(words) > 80_000
    assert words["the"] == 0
