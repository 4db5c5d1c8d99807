"""An inner layer's output can be had from the English model as it is, and odd bytes do no harm."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assist.understanding.embedding import Embedder, EmbedderMissing, EmbedderSet, MiniLmEmbedder, installed_embedders
from assist.understanding.onnx_outputs import NoSuchOutput, with_output_after
from assist.understanding.parts import DIMENSIONS, ENGLISH_SPACE, SURFACE_SPACE

TEXTS = ("My parcel has not come.", "Where is the parcel?", "I want my money back, and the rest of it too, please.")


@pytest.fixture(scope="module")
def embedders() -> EmbedderSet:
    made = installed_embedders(1)
    if made.get(ENGLISH_SPACE) is None:
        pytest.skip("the English embedder is not installed")
    return made


def surface_of(embedders: EmbedderSet) -> Embedder:
    surface = embedders.get(SURFACE_SPACE)
    assert surface is not None, embedders.failures
    return surface


def field(number: int, value: bytes) -> bytes:
    assert len(value) < 128
    return bytes((number << 3 | 2, len(value))) + value


def a_model(weight: bytes, output: bytes) -> bytes:
    """As much of a model as is read: an ir version, a graph with one node before the one that takes the weight."""
    other = field(1, b"ids") + field(2, b"first")
    node = field(1, b"first") + field(1, weight) + field(2, output) + field(4, b"LayerNormalization")
    return b"\x08\x0a" + field(7, field(1, other) + field(1, node) + field(2, b"graph"))


def test_the_output_of_the_node_that_takes_the_weight_is_added_at_the_end() -> None:
    model = a_model(b"w", b"normed")
    longer, name = with_output_after(model, "w")
    assert name == "normed"
    assert longer == model + field(7, field(12, field(1, b"normed")))


def test_a_weight_no_node_takes_is_no_output() -> None:
    with pytest.raises(NoSuchOutput):
        with_output_after(a_model(b"w", b"normed"), "v")


@given(st.binary(max_size=200))
def test_bytes_that_are_no_model_are_refused_and_nothing_else_happens(data: bytes) -> None:
    with suppress(NoSuchOutput):
        longer, _ = with_output_after(data, "w")
        assert longer.startswith(data)


@given(st.integers(0, 60))
def test_a_model_cut_short_is_refused(kept: int) -> None:
    model = a_model(b"w", b"normed")
    with pytest.raises(NoSuchOutput):
        with_output_after(model[: min(kept, len(model) - 1)], "w")


def test_a_damaged_model_is_missing_in_words(tmp_path: Path) -> None:
    broken = tmp_path / "model.onnx"
    broken.write_bytes(b"not a model")
    with pytest.raises(EmbedderMissing, match="does not load"):
        MiniLmEmbedder(1, broken)


def test_the_surface_is_a_space_of_unit_vectors_of_its_own(embedders: EmbedderSet) -> None:
    english, surface = embedders.get(ENGLISH_SPACE), surface_of(embedders)
    assert english is not None
    assert surface.model_id != english.model_id
    rows = surface.queries(TEXTS)
    assert rows.shape == (len(TEXTS), DIMENSIONS)
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1.0, atol=1e-5)
    assert float(np.abs(rows - english.queries(TEXTS)).max()) > 0.01
    np.testing.assert_array_equal(rows, surface.passages(TEXTS))


def test_a_texts_surface_hardly_depends_on_what_it_is_embedded_with(embedders: EmbedderSet) -> None:
    surface = surface_of(embedders)
    together = surface.queries(TEXTS)
    alone = np.concatenate([surface.queries([t]) for t in TEXTS])
    assert float((together * alone).sum(axis=1).min()) > 0.999


def test_many_texts_at_once_give_what_they_give_one_by_one(embedders: EmbedderSet) -> None:
    english, surface = embedders.get(ENGLISH_SPACE), surface_of(embedders)
    assert english is not None
    many = [f"{text} {number}" for number in range(30) for text in TEXTS]
    for embedder in (english, surface):
        together = embedder.passages(many)
        alone = np.concatenate([embedder.passages([t]) for t in many[:6]])
        assert float((together[:6] * alone).sum(axis=1).min()) > 0.999


def test_no_texts_give_no_rows(embedders: EmbedderSet) -> None:
    assert surface_of(embedders).queries([]).shape == (0, DIMENSIONS)


def test_without_the_english_model_there_is_no_surface_and_the_reason_is_told() -> None:
    def missing() -> Embedder:
        raise EmbedderMissing("it is not installed")

    made = installed_embedders(1)
    made._makers[ENGLISH_SPACE] = missing
    assert made.get(SURFACE_SPACE) is None
    assert made.failures[SURFACE_SPACE] == "it is not installed"


def test_of_an_unknown_model_there_is_no_surface() -> None:
    other = object.__new__(MiniLmEmbedder)
    other._layers = ["last_hidden_state"]
    with pytest.raises(EmbedderMissing):
        other.surface()
