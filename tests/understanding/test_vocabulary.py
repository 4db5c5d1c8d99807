"""The words of English: the common ones come first, and the list is there with the app."""

from __future__ import annotations

from pathlib import Path

from assist.understanding.vocabulary import common_words, lifts


def test_common_words_are_ranked_before_rare_ones_and_slips_are_none() -> None:
    words = common_words()
    assert words["the"] < words["refund"] < words["eyeglasses"]
    assert not {"recieve", "stolenn"} & words.keys()
    assert len(words) > 80_000


def test_the_list_is_enough_without_the_models_vocabulary(tmp_path: Path) -> None:
    words = common_words(tmp_path / "none.json")
    assert len(words) > 80_000
    assert words["the"] == 0


def test_words_that_belong_together_stand_together_more_often_than_by_chance() -> None:
    lift = lifts()
    assert lift("credit", "card") > 10 * lift("gift", "card") > 0
    assert lift("card", "credit") < lift("credit", "card")
    assert lift("zzyzx", "card") == 0.0


def test_nothing_is_known_of_pairs_where_their_file_is_missing_or_damaged(tmp_path: Path) -> None:
    damaged = tmp_path / "pairs.npz"
    damaged.write_bytes(b"no arrays")
    assert lifts(tmp_path / "none.npz")("credit", "card") == 0.0
    assert lifts(damaged)("credit", "card") == 0.0
    empty = tmp_path / "empty.npz"
    empty.touch()
    assert lifts(empty)("credit", "card") == 0.0
