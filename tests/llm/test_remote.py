"""The team's own engine: what is sent, what comes back, and what happens when it does not answer as it should."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assist.domain.errors import Cancelled, EndpointFailed, InputError
from assist.llm.endpoint import Endpoint
from assist.llm.registry import ModelRegistry
from assist.llm.remote import RemoteModel
from assist.services.ports import DraftRequest
from tests.llm.engine_server import break_off, engine, go_on, hang, refuse, speak

pytestmark = pytest.mark.server

REQUEST = DraftRequest("Be brief.", (("customer", "hi"), ("agent", "hello")), "Say when we open.", max_tokens=30)
QUICK = {"back_off_s": 0.01, "connect_s": 1.0}


class After:
    """Cancelled once ``pieces`` pieces came."""

    def __init__(self, pieces: int) -> None:
        self.left = pieces
        self.asked_at = 0.0

    def piece(self, _text: str) -> None:
        self.left -= 1

    def cancelled(self) -> bool:
        if self.left <= 0 and not self.asked_at:
            self.asked_at = time.monotonic()
        return self.left <= 0


def test_an_answer_is_streamed_and_counted() -> None:
    pieces: list[str] = []
    with engine(speak("We open", " at nine.")) as (url, seen):
        made = RemoteModel(Endpoint(url, "large", key="k1")).generate(REQUEST, pieces.append)
    assert made.text == "We open at nine." == "".join(pieces)
    assert (made.prompt_tokens, made.cached_tokens, made.generated_tokens, made.finished) == (11, 7, 2, True)
    assert seen.headers[0]["Authorization"] == "Bearer k1"
    assert seen.bodies[0]["messages"] == [
        {"role": "system", "content": "Be brief."},
        {"role": "user", "content": "hi"},
        {"role": "assistant", "content": "hello"},
        {"role": "user", "content": "Say when we open."},
    ]
    assert (seen.bodies[0]["temperature"], seen.bodies[0]["seed"], seen.bodies[0]["model"]) == (0.0, 0, "large")


def test_a_new_turn_only_grows_the_prompt_before_the_task() -> None:
    with engine() as (url, seen):
        model = RemoteModel(Endpoint(url))
        model.generate(REQUEST)
        model.generate(DraftRequest("Be brief.", (*REQUEST.turns, ("customer", "and Sunday?")), "Say when."))
    first, second = (body["messages"] for body in seen.bodies)
    assert second[: len(first) - 1] == first[:-1]


def test_a_stop_text_ends_the_answer_and_the_beginning_asked_for_stands_in_front() -> None:
    request = DraftRequest("", (), "x", stop=("\n\n",), prefix="I'm sorry.")
    with engine(speak("We open at nine.\n", "\nCustomer:", " thanks")) as (url, _):
        made = RemoteModel(Endpoint(url)).generate(request)
    assert made.text == "I'm sorry. We open at nine."
    assert made.finished


def test_an_answer_that_ran_out_of_tokens_is_not_finished() -> None:
    with engine(speak("We open at", finish="length")) as (url, _):
        assert not RemoteModel(Endpoint(url)).generate(REQUEST).finished


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_busy_engine_is_asked_again(status: int) -> None:
    with engine(refuse(status), refuse(status, Retry_After="0"), speak("Here.")) as (url, seen):
        assert RemoteModel(Endpoint(url, **QUICK)).generate(REQUEST).text == "Here."  # type: ignore[arg-type]  # numbers
    assert len(seen.bodies) == 3


@pytest.mark.parametrize(
    ("behave", "told"),
    [(refuse(401), "is its key right"), (refuse(404, "no such model"), "no such model"), (refuse(400), "400")],
)
def test_a_refusal_is_told_in_one_line_and_not_repeated(behave: object, told: str) -> None:
    with engine(behave) as (url, seen):  # type: ignore[arg-type]  # a behaviour
        model = RemoteModel(Endpoint(url, **QUICK))  # type: ignore[arg-type]  # numbers
        with pytest.raises(EndpointFailed, match=told) as failed:
            model.generate(REQUEST)
    assert "\n" not in str(failed.value)
    assert len(seen.bodies) == 1
    assert model.state().state == "failed"


def test_an_answer_broken_off_after_words_were_shown_is_a_failure_not_two_answers() -> None:
    pieces: list[str] = []
    with engine(break_off("We open"), speak("Second.")) as (url, seen), pytest.raises(EndpointFailed):
        RemoteModel(Endpoint(url, **QUICK)).generate(REQUEST, pieces.append)  # type: ignore[arg-type]  # numbers
    assert pieces == ["We open"]
    assert len(seen.bodies) == 1


def test_an_answer_broken_off_before_any_word_is_asked_for_again() -> None:
    with engine(break_off(), speak("Second.")) as (url, _):
        assert RemoteModel(Endpoint(url, **QUICK)).generate(REQUEST).text == "Second."  # type: ignore[arg-type]  # numbers


def test_cancelling_takes_effect_within_a_tenth_of_a_second_and_closes_the_connection() -> None:
    after = After(3)
    with engine(go_on) as (url, seen):
        with pytest.raises(Cancelled):
            RemoteModel(Endpoint(url)).generate(REQUEST, after.piece, after)
        assert time.monotonic() - after.asked_at < 0.1
        assert seen.left.wait(5)


def test_a_silent_engine_is_given_up_in_the_time_allowed() -> None:
    with engine(hang) as (url, seen):
        with pytest.raises(EndpointFailed, match="did not answer"):
            RemoteModel(Endpoint(url, first_s=0.2)).generate(REQUEST)
        assert seen.left.wait(5)


def test_nobody_at_the_address_is_one_clear_line() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(EndpointFailed, match="cannot be reached"):
        RemoteModel(Endpoint(f"http://127.0.0.1:{port}/v1", **QUICK)).generate(REQUEST)  # type: ignore[arg-type]  # numbers


def test_a_redirect_to_another_host_is_not_followed() -> None:
    with engine() as (other, never), engine(refuse(302, Location=other)) as (url, _):
        model = RemoteModel(Endpoint(url))
        with pytest.raises(EndpointFailed, match="302"):
            model.generate(REQUEST)
    assert not never.bodies


def test_what_is_no_answer_is_refused() -> None:
    def talk_nonsense(handler: object) -> None:
        handler.begin()  # type: ignore[attr-defined]  # the server's handler
        handler.wfile.write(b"data: {half\n\n")  # type: ignore[attr-defined]  # the server's handler

    with engine(talk_nonsense) as (url, _), pytest.raises(EndpointFailed, match="no answer"):
        RemoteModel(Endpoint(url)).generate(REQUEST)


def test_a_private_authority_is_trusted_only_when_named(authority: tuple[Path, Path]) -> None:
    with engine(tls=authority) as (url, seen):
        with pytest.raises(EndpointFailed, match="not trusted"):
            RemoteModel(Endpoint(url, **QUICK)).generate(REQUEST)  # type: ignore[arg-type]  # numbers
        assert not seen.bodies
        assert RemoteModel(Endpoint(url, ca=str(authority[0]))).generate(REQUEST).text == "Hello there."


def test_a_certificate_file_that_is_none_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_text("nothing")
    with pytest.raises(InputError, match="not a certificate file"):
        RemoteModel(Endpoint("https://127.0.0.1:1/v1", ca=str(tmp_path / "ca.pem"))).generate(REQUEST)


def test_a_proxy_is_used_and_is_then_who_may_be_called() -> None:
    with engine() as (url, seen):
        end = Endpoint("http://engine.invalid/v1", proxy=url.removesuffix("/v1"))
        assert RemoteModel(end).generate(REQUEST).text == "Hello there."
    assert end.allowed == (url.removesuffix("/v1").removeprefix("http://"),)
    assert seen.headers[0]["Host"] == "engine.invalid"


@pytest.mark.parametrize("url", ["", "host:80", "ftp://host/v1", "http://", "http://user:pass@host/v1"])
def test_an_address_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(InputError):
        Endpoint(url)


def test_the_key_is_in_no_representation() -> None:
    assert "k1secret" not in repr(Endpoint("http://host/v1", key="k1secret"))


def test_its_models_are_listed() -> None:
    with engine() as (url, _):
        assert RemoteModel(Endpoint(url)).models() == ("small", "large")


# -- the real thing --------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def real_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """``llama_cpp.server`` with the bundled model."""
    pytest.importorskip("uvicorn")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    model = ModelRegistry(tmp_path_factory.mktemp("models")).path("")
    notes = (tmp_path_factory.mktemp("server") / "server.log").open("wb")
    command = [sys.executable, "-m", "llama_cpp.server", "--model", str(model), "--port", str(port), "--n_ctx", "1024",
               "--n_threads", "1", "--n_threads_batch", "1", "--api_key", "right", "--cache", "true"]  # fmt: skip
    with notes, subprocess.Popen(command, stdout=notes, stderr=notes) as server:
        try:
            _wait_for(port, server)
            yield f"http://127.0.0.1:{port}/v1"
        finally:
            server.terminate()


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 90
    while time.monotonic() < end:
        assert server.poll() is None, "the server ended"
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)  # nothing tells when another program listens
    pytest.fail("the server did not listen")


@pytest.mark.slow
@pytest.mark.model
def test_the_real_server_answers_streams_and_is_cancelled(real_server: str) -> None:
    model = RemoteModel(Endpoint(real_server, key="right", first_s=120.0, between_s=60.0))
    pieces: list[str] = []
    made = model.generate(REQUEST, pieces.append)
    assert made.text
    assert "".join(pieces) == made.text
    assert model.generate(REQUEST).text == made.text, "the same input gives the same draft"
    after = After(1)
    with pytest.raises(Cancelled):
        model.generate(DraftRequest("", (), "Tell a long story.", max_tokens=300), after.piece, after)
    assert time.monotonic() - after.asked_at < 0.1


@pytest.mark.slow
@pytest.mark.model
def test_the_real_server_refuses_a_wrong_key(real_server: str) -> None:
    with pytest.raises(EndpointFailed, match="is its key right"):
        RemoteModel(Endpoint(real_server, key="wrong")).generate(REQUEST)


def test_a_conversation_too_long_for_the_engine_is_sent_again_with_its_oldest_turns_in_few_words() -> None:
    turns = tuple((("customer", "agent")[i % 2], f"Turn {i} about order 82736{i:02}.") for i in range(12))
    long = replace(REQUEST, turns=turns)
    refused = refuse(400, "This model's maximum context length is 512 tokens")
    with engine(refused, refused, speak("Hello", " there.")) as (url, seen):
        made = RemoteModel(Endpoint(url, **QUICK)).generate(long)  # type: ignore[arg-type]  # numbers
    assert (made.text, made.condensed) == ("Hello there.", True)
    texts = [[m["content"] for m in body["messages"]] for body in seen.bodies]
    assert len(texts[0]) > len(texts[1]) > len(texts[2])
    assert texts[2][-2] == turns[-1][1]
    assert any(text.startswith("Earlier: ") for text in texts[2])


def test_a_single_turn_too_long_for_the_engine_is_one_clear_line() -> None:
    with engine(refuse(400, "context length exceeded")) as (url, _), pytest.raises(InputError, match="too long for"):
        RemoteModel(Endpoint(url, **QUICK)).generate(replace(REQUEST, turns=REQUEST.turns[:1]))  # type: ignore[arg-type]  # numbers


@pytest.mark.model
@pytest.mark.slow
def test_the_real_server_writes_only_what_a_schema_allows(real_server: str) -> None:
    schema = json.dumps({"type": "object", "properties": {"mood": {"enum": ["calm", "angry"]}}, "required": ["mood"]})
    engine = RemoteModel(Endpoint(real_server, key="right", first_s=60))
    asked = DraftRequest("", (("customer", "Where is it?!"),), "What is the mood?", max_tokens=30, schema=schema)
    assert json.loads(engine.generate(asked).text)["mood"] in {"calm", "angry"}
