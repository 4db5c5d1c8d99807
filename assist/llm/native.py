"""The few llama.cpp calls we use, as one class. Imported in the child process only.

It goes through llama-cpp-python's C bindings and not through its `Llama` class, because that class can neither
interrupt prompt evaluation nor keep control of what the key-value cache holds.
"""

from __future__ import annotations

import ctypes
import functools
import re
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import llama_cpp as lib

from assist.domain.errors import Cancelled, InputError, ModelFileError
from assist.llm.kept import PART, Kept

CHUNK = 32  # prompt tokens evaluated at a time
_LOOK_S = 0.005  # the abort callback runs for every node of the graph; it looks at the clock, and rarely at the pipe
_SLOW_TOKEN_S = 0.05
_ABORTED = 2
_DRY_STRENGTH, _DRY_BASE, _DRY_FREE_RUN, _DRY_WINDOW = 0.8, 1.75, 3, 256
_PREFERENCE = 2.0  # added to a preferred token's logit
_WORTH_TELLING = (3, 4)  # ggml_log_level: warnings and errors

CancelCheck = Callable[[], bool]


class Log:
    """Takes llama.cpp's messages off standard error and keeps the latest error lines."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._callback = lib.llama_log_callback(self._take)
        lib.llama_log_set(self._callback, ctypes.c_void_p(0))

    def _take(self, level: int, text: bytes, _data: object) -> None:
        if level in _WORTH_TELLING:
            self.lines = [*self.lines[-9:], text.decode("utf-8", errors="replace").strip()]


@functools.cache
def _log() -> Log:
    """The one log of this process. Never freed: llama.cpp keeps its address for good."""
    return Log()


class Native:
    """One model and one context, with exactly one sequence, whose contents are `known`.

    ``known`` lists the tokens in the key-value cache; after every call, aborted or not, it is true. ``solid`` of them
    were evaluated as prompt.
    """

    def __init__(self, path: Path, threads: int, context: int, cancelled: CancelCheck) -> None:
        log = _log()
        lib.llama_backend_init()
        self._ctx = None
        self._model = self._load(path, cancelled, log)
        if lib.llama_model_has_encoder(self._model) or not lib.llama_model_has_decoder(self._model):
            lib.llama_model_free(self._model)
            raise ModelFileError(f"{path.name} is not a model that goes on writing a text; it cannot write drafts")
        trained = lib.llama_model_n_ctx_train(self._model)
        self.context = min(context or trained, trained) if trained else context
        self._vocab = lib.llama_model_get_vocab(self._model)
        self._ctx = lib.llama_init_from_model(self._model, self._context_params(threads))
        if not self._ctx:
            lib.llama_model_free(self._model)
            raise ModelFileError(f"{path.name}: no memory for a window of {self.context} tokens")
        self._memory = lib.llama_get_memory(self._ctx)
        self._batch = lib.llama_batch_init(CHUNK, 0, 1)
        self._piece = ctypes.create_string_buffer(256)
        self._stop: CancelCheck = bool
        self._looked = 0.0
        self._aborted = False
        self._callback = lib.ggml_abort_callback(self._should_abort)
        self._sampler = self._make_sampler()
        self._copy: ctypes.Array[ctypes.c_uint8] = (ctypes.c_uint8 * 0)()
        self.known: list[int] = []
        self.solid = 0

    # -- loading -----------------------------------------------------------------------------------------------

    def _load(self, path: Path, cancelled: CancelCheck, log: Log) -> object:
        params = lib.llama_model_default_params()
        params.n_gpu_layers = 0
        params.use_mmap = True
        callback = lib.llama_progress_callback(lambda _done, _data: not cancelled())
        params.progress_callback = callback
        model = lib.llama_model_load_from_file(str(path).encode(), params)
        if model:
            return model
        if cancelled():
            raise Cancelled("loading the model was stopped")
        raise ModelFileError(f"{path.name} could not be loaded: {_reason(log.lines)}")

    def _context_params(self, threads: int) -> object:
        params = lib.llama_context_default_params()
        params.n_ctx = self.context
        params.n_batch = params.n_ubatch = CHUNK
        params.n_threads = params.n_threads_batch = threads
        params.no_perf = True
        return params

    def _make_sampler(self, preferred: Sequence[int] = ()) -> object:
        """Greedy, so that the same prompt always gives the same text, with DRY against loops.

        DRY (https://github.com/oobabooga/text-generation-webui/pull/5677) makes runs of tokens that were written
        before unlikely, and leaves single words alone: a penalty on words makes a model put "tent" where the article
        says "part" a second time.
        """
        chain = lib.llama_sampler_chain_init(lib.llama_sampler_chain_default_params())
        if preferred:
            biases = (lib.llama_logit_bias * len(preferred))(*((token, _PREFERENCE) for token in preferred))
            size = lib.llama_vocab_n_tokens(self._vocab)
            lib.llama_sampler_chain_add(chain, lib.llama_sampler_init_logit_bias(size, len(preferred), biases))
        breakers = (ctypes.c_char_p * 1)(b"\n")
        dry = lib.llama_sampler_init_dry(self._vocab, _DRY_STRENGTH, _DRY_BASE, _DRY_FREE_RUN, _DRY_WINDOW, breakers, 1)
        lib.llama_sampler_chain_add(chain, dry)
        lib.llama_sampler_chain_add(chain, lib.llama_sampler_init_greedy())
        return chain

    def close(self) -> None:
        """Free everything; nothing may be called after."""
        if self._ctx is not None:
            lib.llama_sampler_free(self._sampler)
            lib.llama_batch_free(self._batch)
            lib.llama_free(self._ctx)
            lib.llama_model_free(self._model)
            self._ctx = None

    # -- what the file says ------------------------------------------------------------------------------------

    def template(self) -> str | None:
        """The chat template in the file."""
        found = lib.llama_model_chat_template(self._model, None)
        return found.decode("utf-8", errors="replace") if found else None

    def mark(self, which: str) -> str:
        """The text of the ``bos`` or ``eos`` token; empty when the vocabulary has none."""
        token = (lib.llama_vocab_bos if which == "bos" else lib.llama_vocab_eos)(self._vocab)
        return lib.llama_vocab_get_text(self._vocab, token).decode() if token >= 0 else ""

    def control_texts(self) -> tuple[str, ...]:
        """Texts that would be read as control tokens if a customer wrote them."""
        count = lib.llama_vocab_n_tokens(self._vocab)
        tokens = (t for t in range(count) if lib.llama_vocab_is_control(self._vocab, t))
        texts = (lib.llama_vocab_get_text(self._vocab, t).decode("utf-8", errors="replace") for t in tokens)
        return tuple(sorted((t for t in texts if len(t) > 2), key=len, reverse=True))

    # -- tokens ------------------------------------------------------------------------------------------------

    def tokenize(self, text: str, *, special: bool = True) -> list[int]:
        """``text`` as tokens; control tokens are recognised when ``special``."""
        data = text.encode("utf-8", errors="replace")
        size = len(data) + 8
        buffer = (lib.llama_token * size)()
        count = lib.llama_tokenize(self._vocab, data, len(data), buffer, size, False, special)  # noqa: FBT003 - C call
        if count < 0:  # a vocabulary without some character writes it as bytes: more tokens than the text has
            buffer = (lib.llama_token * -count)()
            count = lib.llama_tokenize(self._vocab, data, len(data), buffer, -count, False, special)  # noqa: FBT003
        return list(buffer[:count])

    def piece(self, token: int) -> bytes:
        """The bytes ``token`` stands for; empty for control tokens."""
        size = lib.llama_token_to_piece(self._vocab, token, self._piece, len(self._piece), 0, False)  # noqa: FBT003 - C call
        return bytes(self._piece.raw[:size]) if size > 0 else b""

    def opening(self) -> list[int]:
        """What the model wants every prompt to begin with: its ``bos`` token, or nothing."""
        return [int(lib.llama_vocab_bos(self._vocab))] if lib.llama_vocab_get_add_bos(self._vocab) else []

    def ends(self, token: int) -> bool:
        """Whether ``token`` ends the answer."""
        return bool(lib.llama_vocab_is_eog(self._vocab, token))

    # -- evaluation --------------------------------------------------------------------------------------------

    def prompt(self, tokens: Sequence[int], cancelled: CancelCheck) -> int:
        """Bring the cache to exactly ``tokens``; returns how many of them were already there.

        Reuse is rounded down to whole chunks, so a prompt is always evaluated in the same pieces and gives
        the same logits, bit for bit, whatever the cache held before. Raises `Cancelled`.
        """
        same = next((i for i, (a, b) in enumerate(zip(tokens, self.known, strict=False)) if a != b), None)
        common = min(len(tokens), len(self.known)) if same is None else same
        keep = min(common, self.solid, len(tokens) - 1) // CHUNK * CHUNK
        self._rewind(keep)
        self._watch(cancelled)
        try:
            for start in range(keep, len(tokens), CHUNK):
                self._decode(tokens[start : start + CHUNK], last=start + CHUNK >= len(tokens))
                self.solid = len(self.known)
        finally:
            self._unwatch()
        return keep

    def prefer(self, text: str) -> None:
        """Before writing: forget what was written, and make the tokens of ``text``, and ending, likelier."""
        lib.llama_sampler_free(self._sampler)
        tokens = {*self.tokenize(text, special=False), *self.tokenize(f" {text}", special=False)} if text else set()
        if tokens:
            tokens |= {lib.llama_vocab_eos(self._vocab), lib.llama_vocab_eot(self._vocab)} - {-1}
        self._sampler = self._make_sampler(sorted(tokens))

    def constrain(self, grammar: str) -> None:
        """Before writing: only what the GBNF ``grammar`` allows can be written. Raises `InputError` for a bad one."""
        rules = lib.llama_sampler_init_grammar(self._vocab, grammar.encode(), b"root")
        if not rules:
            raise InputError("what the model was to write has a form it cannot be held to")
        lib.llama_sampler_free(self._sampler)
        chain = lib.llama_sampler_chain_init(lib.llama_sampler_chain_default_params())
        lib.llama_sampler_chain_add(chain, rules)
        lib.llama_sampler_chain_add(chain, lib.llama_sampler_init_greedy())
        self._sampler = chain

    def logits(self) -> list[float]:
        """The raw scores of every token to come next, by token."""
        return list(lib.llama_get_logits_ith(self._ctx, -1)[: lib.llama_vocab_n_tokens(self._vocab)])

    def forget(self, size: int) -> None:
        """Forget everything after the first ``size`` tokens."""
        self._rewind(size)

    def next_token(self) -> int:
        """The most likely next token."""
        return int(lib.llama_sampler_sample(self._sampler, self._ctx, -1))

    def append(self, token: int, cancelled: CancelCheck, *, slow: bool) -> None:
        """Evaluate one token. With ``slow`` even that can be interrupted, at some cost."""
        if slow:
            self._watch(cancelled)
        try:
            self._decode((token,), last=True)
        finally:
            if slow:
                self._unwatch()

    def is_slow(self, seconds: float) -> bool:
        """Whether a token that took so long must be interruptible by itself."""
        return seconds > _SLOW_TOKEN_S

    def _decode(self, tokens: Sequence[int], *, last: bool) -> None:
        batch, at = self._batch, len(self.known)
        batch.n_tokens = len(tokens)
        for i, token in enumerate(tokens):
            batch.token[i], batch.pos[i], batch.logits[i] = token, at + i, 0
            batch.n_seq_id[i], batch.seq_id[i][0] = 1, 0
        batch.logits[len(tokens) - 1] = int(last)
        code = lib.llama_decode(self._ctx, batch)
        if code == 0:
            self.known.extend(tokens)
            return
        self._rewind(at)
        if code == _ABORTED or self._aborted:
            raise Cancelled("drafting was stopped")
        raise RuntimeError(f"llama_decode returned {code}")

    def _rewind(self, size: int) -> None:
        """Forget everything from token number ``size`` on."""
        if not lib.llama_memory_seq_rm(self._memory, 0, size, -1):
            lib.llama_memory_clear(self._memory, True)  # noqa: FBT003 - C call
            size = 0
        del self.known[size:]
        self.solid = min(self.solid, size)

    # -- outliving the process ---------------------------------------------------------------------------------

    def snapshot(self, most: int) -> Iterator[Kept | bytes]:
        """A copy of the cache, to go on from in another process: a `Kept` without its parts, then those.

        Nothing where it takes more than ``most`` bytes.
        """
        size = lib.llama_state_seq_get_size(self._ctx, 0)
        if not self.solid or not 0 < size <= most:
            return
        if len(self._copy) < size:
            self._copy = (ctypes.c_uint8 * (size + size // 4))()
        written = lib.llama_state_seq_get_data(self._ctx, self._copy, size, 0)
        view = memoryview(self._copy)[:written]
        yield Kept(tuple(self.known), self.solid, written)
        for start in range(0, written, PART):
            yield bytes(view[start : start + PART])

    def resume(self, kept: Kept) -> None:
        """Put a copy back. One that does not fit leaves the cache empty: the prompt is then read as ever."""
        buffer = (ctypes.c_uint8 * kept.size).from_buffer_copy(b"".join(kept.parts))
        if lib.llama_state_seq_set_data(self._ctx, buffer, kept.size, 0):
            self.known, self.solid = list(kept.tokens), kept.solid
        else:
            self._rewind(0)

    # -- interruption ------------------------------------------------------------------------------------------

    def _watch(self, cancelled: CancelCheck) -> None:
        self._stop, self._aborted = cancelled, False
        lib.llama_set_abort_callback(self._ctx, self._callback, None)

    def _unwatch(self) -> None:
        lib.llama_set_abort_callback(self._ctx, lib.ggml_abort_callback(0), None)
        self._stop = bool

    def _should_abort(self, _data: object) -> bool:
        now = time.monotonic()
        if not self._aborted and now - self._looked >= _LOOK_S:
            self._looked = now
            self._aborted = self._stop()
        return self._aborted


def _reason(lines: Sequence[str]) -> str:
    """What llama.cpp said of why a model cannot be used, without the names of its functions."""
    told = [re.sub(r"^(?:[\w:]+: )*?(?:error loading model(?: [a-z]+)?: )*", "", line) for line in lines]
    telling = [re.sub(r"^\w+: ", "", line) for line in told if line and "failed to load model" not in line]
    return " ".join((telling or ["llama.cpp gave no reason"])[-1].split())[:160]
