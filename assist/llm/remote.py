"""A bigger engine when there is one: any server that speaks OpenAI's chat completions, over HTTP.

llama-server, vLLM, Ollama and LM Studio do. Nothing is sent but to the configured host: redirects are not followed and
the environment's proxies are not used. What is sent is masked before it comes here.
"""

from __future__ import annotations

import asyncio
import json
import random
import re
import ssl
import threading
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Coroutine
from contextlib import aclosing
from dataclasses import replace
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar

from assist.domain.errors import Cancelled, EndpointFailed, InputError
from assist.llm.endpoint import Endpoint
from assist.llm.remote_form import chances, form_of, told
from assist.llm.streaming import PieceStream
from assist.services.digest import shortened
from assist.services.ports import CancelToken, DraftRequest, Generation, ModelState

if TYPE_CHECKING:
    import httpx

T = TypeVar("T")

_ROLES = {"agent": "assistant"}
_ASK_S = 0.02
"""How often a call looks whether it was cancelled; the contract is 100 ms."""
_SHARE_OF_SPREAD = 0.25
_MAX_WAIT_S = 5.0
_MAX_LINE = 1 << 20
_MAX_ERROR = 2000
_TOO_LONG = re.compile(r"context|too (?:long|many tokens)|maximum (?:length|tokens)|exceed", re.IGNORECASE)
_FORM = re.compile(r"response_format|json_schema")
_WORTH_ANOTHER_TRY = frozenset({408, 425, 429, 500, 502, 503, 504})


class RemoteModel:
    """A `LanguageModel` behind an `Endpoint`. One call at a time; a connection lives as long as its call.

    Raises `EndpointFailed` when nobody answers, the answer is not what was asked for, or it takes too long.
    """

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self._lock = threading.Lock()
        self._busy = False
        self._closing = False
        self._fault = ""
        self._plain_form = False  # it takes a schema only in the older way

    # -- the port ----------------------------------------------------------------------------------------------

    def generate(
        self, request: DraftRequest, on_piece: Callable[[str], None] | None = None, cancel: CancelToken | None = None
    ) -> Generation:
        """See `LanguageModel`. Tried again, with back-off, only as long as nothing was shown."""
        with self._lock:
            self._busy = True
            try:
                made = _run(self._generate(request, on_piece or _nowhere, cancel))
            except EndpointFailed as error:
                self._fault = str(error)
                raise
            finally:
                self._busy = False
            self._fault = ""
            return made

    def models(self) -> tuple[str, ...]:
        """The names of the models it offers. Raises `EndpointFailed`."""
        return _run(self._models())

    def state(self) -> ModelState:
        """See `LanguageModel`; ``failed`` after a call that failed, until one does not."""
        name = f"{self._endpoint.model or 'engine'} · {self._endpoint.host}"
        if self._fault:
            return ModelState(name, "failed", self._fault)
        return ModelState(name, "busy" if self._busy else "ready")

    def unload_if_idle(self) -> bool:
        """Nothing is held here."""
        return False

    def close(self) -> None:
        """A call in progress ends with `Cancelled`."""
        self._closing = True

    # -- inside ------------------------------------------------------------------------------------------------

    async def _generate(
        self, request: DraftRequest, on_piece: Callable[[str], None], cancel: CancelToken | None
    ) -> Generation:
        import httpx  # noqa: PLC0415 - loaded only where an engine is configured

        shown, said = _Shown(on_piece), len(request.turns) - request.kept
        dropped = 0
        for attempt in range(1, self._endpoint.tries + 1):
            try:
                made = await self._until(cancel, self._stream(shortened(request, dropped), shown))
                return replace(made, condensed=dropped > 0)
            except _NotThisForm as refused:
                if self._plain_form or not request.schema:
                    raise EndpointFailed(str(refused)) from refused
                self._plain_form = True
            except _TooLong as error:
                dropped = max(said // 2, dropped and said - 3)  # the older half at first, then all but the last turns
                if attempt == self._endpoint.tries or not 0 < dropped < said:
                    raise InputError(f"this conversation is too long for {self._endpoint.host}") from error
            except _TryAgain as again:
                if attempt == self._endpoint.tries or shown.any:
                    raise EndpointFailed(f"{self._endpoint.host}: {again}") from again
                await self._until(cancel, asyncio.sleep(max(again.after_s, self._pause(attempt))))
            except httpx.HTTPError as error:
                raise EndpointFailed(f"{self._endpoint.host}: {plain_fault(error)}") from error
        raise AssertionError("the loop ends by returning or raising")

    async def _until(self, cancel: CancelToken | None, work: Coroutine[Any, Any, T]) -> T:
        """The result of ``work``, which is dropped, its connection closed, as soon as it is cancelled."""
        task = asyncio.ensure_future(work)
        try:
            while not task.done():
                await asyncio.wait({task}, timeout=_ASK_S)
                if self._closing or (cancel is not None and cancel.cancelled()):
                    raise Cancelled("the draft was cancelled")
            return task.result()
        finally:
            if not task.done():
                task.cancel()
                await asyncio.wait({task}, timeout=_ASK_S)

    async def _stream(self, request: DraftRequest, shown: _Shown) -> Generation:
        started = monotonic()
        first_s, finished = 0.0, False
        usage: dict[str, Any] = {}
        likely: tuple[float, ...] = ()
        stops = PieceStream(request.stop)
        shown.begin(request.prefix)
        async with aclosing(self._events(_body(self._endpoint.model, request, plain=self._plain_form))) as events:
            async for event in events:
                usage = event.get("usage") or usage
                choice = (event.get("choices") or [{}])[0]
                likely = likely or chances(choice, request.labels)
                piece = (choice.get("delta") or {}).get("content") or ""
                if piece and not first_s:
                    first_s = monotonic() - started
                    piece = _spaced(request.prefix, piece)
                shown.add(stops.feed(piece.encode("utf-8", "replace")))
                finished = finished or choice.get("finish_reason") == "stop" or stops.stopped
                if stops.stopped:
                    break
        shown.add(stops.finish())
        return Generation(
            shown.text,
            int(usage.get("prompt_tokens") or 0),
            int((usage.get("prompt_tokens_details") or {}).get("cached_tokens") or 0),
            int(usage.get("completion_tokens") or 0),
            first_s,
            monotonic() - started,
            finished,
            likely=likely or told(shown.text, request.labels),
        )

    async def _events(self, body: dict[str, Any]) -> AsyncGenerator[dict[str, Any]]:
        """The server-sent events of one answer, decoded."""
        import httpx  # noqa: PLC0415

        url = f"{self._endpoint.url.rstrip('/')}/chat/completions"
        try:
            async with self._client() as client, client.stream("POST", url, json=body) as got:
                await _accepted(got)
                lines, begun = got.aiter_lines(), False
                while (line := await self._next(lines, first=not begun)) is not None:
                    begun = True
                    if line.startswith("data:") and (data := line[5:].strip()) != "[DONE]":
                        yield _event(data)
        except (httpx.ConnectError, httpx.RemoteProtocolError, httpx.ReadError) as error:
            raise _TryAgain(plain_fault(error)) from error

    async def _next(self, lines: AsyncIterator[str], *, first: bool) -> str | None:
        """The next line, within the time allowed; ``None`` at the end."""
        allowed = self._endpoint.first_s if first else self._endpoint.between_s
        try:
            line = await asyncio.wait_for(anext(lines, None), allowed)
        except TimeoutError as error:
            raise EndpointFailed(f"{self._endpoint.host} did not answer within {allowed:.0f} s") from error
        if line is not None and len(line) > _MAX_LINE:
            raise EndpointFailed(f"{self._endpoint.host} sent something that is no answer")
        return line

    async def _models(self) -> tuple[str, ...]:
        import httpx  # noqa: PLC0415

        try:
            async with self._client() as client:
                got = await client.get(f"{self._endpoint.url.rstrip('/')}/models")
                await _accepted(got)
                return tuple(str(m["id"]) for m in got.json()["data"])
        except (httpx.HTTPError, _TryAgain, _NotThisForm) as error:
            raise EndpointFailed(f"{self._endpoint.host}: {plain_fault(error)}") from error
        except (ValueError, KeyError, TypeError) as error:
            raise EndpointFailed(f"{self._endpoint.host} does not speak OpenAI's interface") from error

    def _client(self) -> httpx.AsyncClient:
        import httpx  # noqa: PLC0415

        end = self._endpoint
        headers = {"Authorization": f"Bearer {end.key}"} if end.key else {}
        return httpx.AsyncClient(
            headers=headers,
            verify=trust(end.ca),
            proxy=end.proxy or None,
            trust_env=False,
            follow_redirects=False,
            timeout=httpx.Timeout(end.first_s, connect=end.connect_s),
        )

    def _pause(self, attempt: int) -> float:
        """Doubling, spread so that a hundred sidebars do not come back at once."""
        base = self._endpoint.back_off_s * 2 ** (attempt - 1)
        return float(min(_MAX_WAIT_S, base * (1 + random.uniform(-_SHARE_OF_SPREAD, _SHARE_OF_SPREAD))))  # noqa: S311


class _NotThisForm(Exception):
    """The server does not take the request as it is written."""


class _TryAgain(Exception):
    """This attempt failed in a way that another may not."""

    def __init__(self, why: str, after_s: float = 0.0) -> None:
        super().__init__(why)
        self.after_s = min(after_s, _MAX_WAIT_S)


class _TooLong(Exception):
    """The conversation does not fit into the window of the engine's model."""


class _Shown:
    """What was handed on so far."""

    def __init__(self, on_piece: Callable[[str], None]) -> None:
        self._on_piece = on_piece
        self.any = False
        self.text = ""

    def begin(self, prefix: str) -> None:
        """Hand on what the reply begins with; only once, when a call is tried again."""
        if prefix and not self.text:
            self.text = prefix
            self._on_piece(prefix)

    def add(self, piece: str) -> None:
        """Hand on what the engine wrote; ``any`` is true from then on."""
        if piece:
            self.any = True
            self.text += piece
            self._on_piece(piece)


def _run(work: Coroutine[Any, Any, T]) -> T:
    """On a loop of its own: callers are worker threads, never one that runs a loop."""
    with asyncio.Runner() as runner:
        return runner.run(work)


def _body(model: str, request: DraftRequest, *, plain: bool = False) -> dict[str, Any]:
    """What grows stays at the end, so that the server's prefix cache holds from turn to turn."""
    turns = [{"role": _ROLES.get(role, "user"), "content": text} for role, text in request.turns]
    messages = [{"role": "system", "content": request.system}, *turns, {"role": "user", "content": request.task}]
    body: dict[str, Any] = {
        "messages": [m for m in messages if m["content"]],
        "max_tokens": request.max_tokens,
        "temperature": 0.0,
        "seed": 0,
        "stream": True,
        "stream_options": {"include_usage": True},
    }
    if model:
        body["model"] = model
    if request.stop:
        body["stop"] = list(request.stop)
    return body | form_of(request, plain=plain)


async def _accepted(got: httpx.Response) -> None:
    """Pass when the server took the request; its own words otherwise, cut short."""
    if got.status_code == 200:
        return
    told = (await got.aread())[:_MAX_ERROR].decode("utf-8", "replace")
    why = f"it answered {got.status_code}{_told(told)}"
    if _FORM.search(told):
        raise _NotThisForm(f"{got.url.host}: {why}")
    if got.status_code in _WORTH_ANOTHER_TRY:
        after = got.headers.get("retry-after", "")
        raise _TryAgain(why, float(after) if after.isdigit() else 0.0)
    if got.status_code in {400, 413} and _TOO_LONG.search(told):
        raise _TooLong
    hint = "; is its key right?" if got.status_code in {401, 403} else ""
    raise EndpointFailed(f"{got.url.host}: {why}{hint}")


def _told(text: str) -> str:
    try:
        error = json.loads(text)["error"]
        words = error["message"] if isinstance(error, dict) else str(error)
    except (ValueError, KeyError, TypeError):
        return ""
    return f" ({' '.join(words.split())[:160]})"


def _event(data: str) -> dict[str, Any]:
    try:
        event = json.loads(data)
    except ValueError as error:
        raise EndpointFailed("the engine sent something that is no answer") from error
    if not isinstance(event, dict):
        raise EndpointFailed("the engine sent something that is no answer")
    if event.get("error"):
        raise EndpointFailed(f"the engine failed{_told(data)}")
    return event


def _spaced(prefix: str, piece: str) -> str:
    """The first piece, apart from the prefix the reply begins with."""
    return f" {piece}" if prefix and prefix[-1:].isascii() and not piece[:1].isspace() else piece


def trust(ca: str) -> ssl.SSLContext:
    """The company's own authority where one is named, else the system's."""
    context = ssl.create_default_context()
    if ca:
        try:
            context = ssl.create_default_context(cafile=str(Path(ca)))
        except (OSError, ssl.SSLError) as error:
            raise InputError(f"{ca} is not a certificate file ({error})") from error
    return context


def plain_fault(error: BaseException) -> str:
    """One line that a user can act on."""
    text = str(error) or type(error).__name__
    if "CERTIFICATE_VERIFY_FAILED" in text:
        return "its certificate is not trusted; name your company's authority in the settings"
    if type(error).__name__ in {"ConnectTimeout", "PoolTimeout"}:
        return "it cannot be reached in time"
    if type(error).__name__ == "ConnectError":
        return "it cannot be reached"
    if type(error).__name__ in {"RemoteProtocolError", "ReadError"}:
        return "the connection ended too soon"
    return text.splitlines()[0][:160]


def _nowhere(_piece: str) -> None:
    """Nobody listens."""
