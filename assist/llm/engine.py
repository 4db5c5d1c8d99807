"""Writes text with one loaded model: prompt layout, prefix cache, streaming, limits. Runs in the child process."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from assist.domain.errors import Cancelled, InputError
from assist.llm.constrained import grammar_for, likely
from assist.llm.kept import Kept
from assist.llm.native import CancelCheck, Native
from assist.llm.streaming import PieceStream
from assist.llm.template import ChatTemplate, Message
from assist.services.digest import shortened
from assist.services.ports import DraftRequest, Generation

_TURN_OVERHEAD = 8  # tokens a template puts around a turn, at most
_DROP_STEP = 8  # turns are dropped in steps, so that the kept ones stay the same while a few more arrive
_KEEP_STEP = 96  # tokens of a prompt that are not worth copying the cache for
_KEEP_MOST = 48_000_000  # bytes of it
_ROLES = {"customer": "user", "user": "user", "agent": "assistant", "assistant": "assistant", "system": "system"}


class Engine:
    """One model, ready to write."""

    def __init__(self, path: Path, threads: int, context: int, cancelled: CancelCheck = bool) -> None:
        self._native = Native(path, threads, context, cancelled)
        self._template = ChatTemplate(self._native.template(), self._native.mark("bos"), self._native.mark("eos"))
        controls = self._native.control_texts()
        self._controls = re.compile("|".join(map(re.escape, controls))) if controls else None
        self._opening = self._native.opening()
        self.context = self._native.context
        self._kept: tuple[int, ...] = ()

    @property
    def own_template(self) -> bool:
        """Whether the model brought its chat template; if not, a plain one is used and drafts are poorer."""
        return self._template.own

    def close(self) -> None:
        """Free the model."""
        self._native.close()

    def resume(self, kept: Kept) -> None:
        """Go on from what another process had read; without it where it does not fit."""
        self._native.resume(kept)
        self._kept = tuple(self._native.known)

    def worth_keeping(self) -> Iterator[Kept | bytes]:
        """A copy of what has been read, when that is a good deal more than, or another than, what was copied last."""
        read, solid = self._native.known, self._native.solid
        common = next((i for i, (a, b) in enumerate(zip(read, self._kept, strict=False)) if a != b), None)
        if solid - (min(len(read), len(self._kept)) if common is None else common) < _KEEP_STEP:
            return
        self._kept = tuple(read)
        yield from self._native.snapshot(_KEEP_MOST)

    def generate(self, request: DraftRequest, emit: Callable[[str], None], cancelled: CancelCheck) -> Generation:
        """Write the answer to ``request``, handing text to ``emit`` as it comes.

        The cache keeps the prompt's longest known prefix. Raises `Cancelled` within 100 ms of a cancel, with the cache
        in a known state, and `InputError` when even the last turn is too long for the model.
        """
        begun = time.monotonic()
        tokens, condensed = self._tokens(request)
        cached = self._native.prompt(tokens, cancelled)
        if request.labels:
            chances = likely(self._native, request.labels, cancelled)
            best = request.labels[chances.index(max(chances))]
            took = time.monotonic() - begun
            return Generation(best, len(tokens), cached, 0, took, took, condensed=condensed, likely=chances)
        self._prepare(request, emit)
        stream = PieceStream(request.stop)
        pieces = [request.prefix]
        count, first, finished, slow, token_began = 0, 0.0, False, False, time.monotonic()
        while count < request.max_tokens and len(self._native.known) < self.context:
            token = self._native.next_token()
            first = first or time.monotonic() - begun
            if self._native.ends(token):
                finished = True
                break
            count += 1
            self._pass_on(stream.feed(self._native.piece(token)), pieces, emit)
            if stream.stopped:
                finished = True
                break
            if cancelled():
                raise Cancelled("drafting was stopped")
            self._native.append(token, cancelled, slow=slow)
            now = time.monotonic()
            slow, token_began = self._native.is_slow(now - token_began), now
        self._pass_on(stream.finish(), pieces, emit)
        total = time.monotonic() - begun
        return Generation("".join(pieces), len(tokens), cached, count, first, total, finished, condensed)

    def _prepare(self, request: DraftRequest, emit: Callable[[str], None]) -> None:
        if request.schema:
            self._native.constrain(grammar_for(request.schema))
        else:
            self._native.prefer(request.ground)
        if request.prefix:
            emit(request.prefix)

    @staticmethod
    def _pass_on(text: str, pieces: list[str], emit: Callable[[str], None]) -> None:
        if text:
            pieces.append(text)
            emit(text)

    # -- the prompt --------------------------------------------------------------------------------------------

    def _tokens(self, request: DraftRequest) -> tuple[list[int], bool]:
        """The prompt's tokens, and whether old turns had to be told in a few words. They go whole, oldest first."""
        room = self.context - request.max_tokens
        dropped = self._first_guess(request, room)
        while True:
            tokens = self._opened(self._native.tokenize(self._render(request, dropped)))
            if len(tokens) <= room:
                return tokens, dropped > 0
            most = len(request.turns) - request.kept - 1
            if dropped >= most:
                raise InputError(f"this conversation is too long for the model ({len(tokens)} of {room} tokens)")
            dropped = min(dropped + _DROP_STEP, most)

    def _opened(self, tokens: list[int]) -> list[int]:
        """Beginning as the model was taught: many templates leave that to whoever tokenizes."""
        return tokens if tokens[:1] == self._opening else [*self._opening, *tokens]

    def _first_guess(self, request: DraftRequest, room: int) -> int:
        """How many of the oldest turns cannot fit; counts tokens turn by turn, latest first, and stops early."""
        examples, said = request.turns[: request.kept], request.turns[request.kept :]
        fixed = request.system + request.task + request.prefix + "".join(text for _, text in examples)
        left = room - len(self._native.tokenize(fixed)) - (3 + len(examples)) * _TURN_OVERHEAD
        kept = 0
        for _, text in reversed(said):
            left -= len(self._native.tokenize(text)) + _TURN_OVERHEAD
            if left < 0:
                break
            kept += 1
        over = len(said) - kept
        return min(-(-over // _DROP_STEP) * _DROP_STEP, max(len(said) - 1, 0))

    def _render(self, request: DraftRequest, dropped: int) -> str:
        turns = [(_ROLES.get(role, "user"), text) for role, text in shortened(request, dropped).turns]
        messages = [("system", request.system), *turns, ("user", request.task)]
        shown: list[Message] = [(role, self._defuse(text)) for role, text in messages if text]
        return self._template.render(shown) + request.prefix

    def _defuse(self, text: str) -> str:
        """``text`` in which nothing reads as a control token: a customer must not be able to end a turn."""
        if self._controls is None:
            return text
        return self._controls.sub(lambda found: f"{found[0][0]} {found[0][1:]}", text)
