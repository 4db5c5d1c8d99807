"""What is kept on disk: only what changed is embedded again, and a damaged file is made anew."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assist.domain.errors import Cancelled
from assist.understanding import columns, keywords
from assist.understanding.vectors import load_or_embed
from tests.understanding.conftest import BagEmbedder

TEXTS = [f"article number {n} about tents" for n in range(300)]


def test_only_changed_texts_are_embedded_again(tmp_path: Path) -> None:
    path, first, second = tmp_path / "v.npy", BagEmbedder(), BagEmbedder()
    before = load_or_embed(path, first, TEXTS)
    after = load_or_embed(path, second, [*TEXTS[:-1], "a new text"])
    assert len(first.embedded) == 300
    assert second.embedded == ["a new text"]
    assert np.allclose(before[:-1], after[:-1], atol=1e-3)


@pytest.mark.parametrize("harm", [lambda b: b[: len(b) // 2], lambda b: b"", lambda b: b"nonsense" * 50])
def test_a_damaged_vector_file_is_made_anew(tmp_path: Path, harm: object) -> None:
    path = tmp_path / "v.npy"
    load_or_embed(path, BagEmbedder(), TEXTS[:20])
    path.write_bytes(harm(path.read_bytes()))  # type: ignore[operator]  # parametrised
    again = BagEmbedder()
    assert np.isfinite(load_or_embed(path, again, TEXTS[:20])).all()
    assert len(again.embedded) == 20


def test_vectors_overwritten_with_zeros_are_noticed(tmp_path: Path) -> None:
    path = tmp_path / "v.npy"
    load_or_embed(path, BagEmbedder(), TEXTS[:20])
    data = bytearray(path.read_bytes())
    data[-4000:] = bytes(4000)
    path.write_bytes(bytes(data))
    again = BagEmbedder()
    load_or_embed(path, again, TEXTS[:20])
    assert len(again.embedded) == 20


def test_a_cancelled_embedding_keeps_what_was_done(tmp_path: Path) -> None:
    def stop(done: int, _total: int) -> None:
        if done >= 128:
            raise Cancelled("stop")

    path = tmp_path / "v.npy"
    with pytest.raises(Cancelled):
        load_or_embed(path, BagEmbedder(), TEXTS, stop)
    again = BagEmbedder()
    load_or_embed(path, again, TEXTS)
    assert len(again.embedded) == 300 - 128


def test_a_folder_that_cannot_be_written_costs_only_the_cache(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert load_or_embed(tmp_path / "file" / "v.npy", BagEmbedder(), TEXTS[:3]).shape == (3, 384)


def test_postings_read_from_a_file_score_as_those_just_made(tmp_path: Path) -> None:
    index = keywords.build([["tent", "wet", "tent"], ["stove"], [], ["帳篷"]])
    assert columns.write(tmp_path / "k.bin", "d1", keywords.columns(index))
    arrays = columns.read(tmp_path / "k.bin", "d1")
    assert arrays is not None
    found = keywords.from_columns(arrays)
    for word in ("tent", "stove", "帳篷", "unheard-of", ""):
        assert found.scores([(word, 1.0)])[0].tolist() == index.scores([(word, 1.0)])[0].tolist()
        assert (found.weight(word), found.frequency(word)) == (index.weight(word), index.frequency(word))


def test_a_rare_word_weighs_more_than_a_common_one() -> None:
    index = keywords.build([["tent", "wet"], ["tent"], ["tent", "stove"]])
    scores, most = index.scores([("tent", 1.0), ("stove", 1.0)])
    assert scores.argmax() == 2
    assert 0.0 < scores.max() < most


def test_an_index_of_nothing_answers_nothing() -> None:
    assert keywords.build([]).scores([("tent", 1.0)])[0].size == 0
