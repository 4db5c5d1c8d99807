"""10,000 random and hostile conversations: nothing fails, nothing is made up, and the same input gives the same answer.

The real engine, mood heads and extractors on the sample pack. The embedders take most of the time, so that 9,500 of the
inputs go without them (keyword search, triage by words): the parts that read text by hand see all of them.
"""

from __future__ import annotations

import json
import math
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assist.domain.assistance import Assistance, MoodLabel
from assist.domain.conversation import Conversation, Evidence
from assist.domain.pack import Pack
from assist.domain.result import assistance_to_json, conversation_from_json, conversation_to_json
from assist.packs.reader import read_pack
from assist.services.ports import UnderstandRequest
from assist.understanding.embedding import EmbedderMissing, EmbedderSet
from assist.understanding.engine import Engine
from assist.understanding.messages import installed_parts
from assist.understanding.worker import find_parts
from tests.conftest import NORTHWIND
from tests.understanding.adversarial import conversation
from tests.understanding.conftest import BagEmbedder

ALL, WITH_EMBEDDER, QUICK = 10_000, 500, 300
SLOWEST = 8.0  # seconds of processor time for one input
AGAIN = 10  # every how many inputs are asked a second time


@pytest.fixture(scope="module")
def keyword_engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    parts = find_parts(1)
    made = Engine(tmp_path_factory.mktemp("plain"), read_pack, EmbedderSet({"en": _missing, "e5": _missing}),
                  filler=parts.filler, mood=parts.mood)  # fmt: skip
    made.open_pack(NORTHWIND)
    return made


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    parts = installed_parts(2)
    made = Engine(tmp_path_factory.mktemp("cache"), read_pack, parts.embedders, filler=parts.filler, mood=parts.mood)
    made.open_pack(NORTHWIND)
    return made


@pytest.fixture(scope="module")
def bodies() -> dict[str, str]:
    pack: Pack = read_pack(NORTHWIND)
    return {a.id: a.body for a in pack.articles}


def _missing() -> BagEmbedder:
    raise EmbedderMissing("left out")


def as_read(chat: Conversation) -> Conversation:
    """As it comes out of a file of conversations, with the agent's choice of category."""
    return conversation_from_json(json.loads(json.dumps(conversation_to_json(chat))))


def spans(found: Assistance) -> Iterator[Evidence]:
    yield from found.mood.evidence if found.mood else ()
    yield from found.triage.evidence if found.triage else ()
    for value in (found.form.fields if found.form else {}).values():
        yield from value.evidence


def check(chat: Conversation, found: Assistance, bodies: dict[str, str]) -> None:
    for span in spans(found):
        assert 0 <= span.turn < len(chat.turns), span
        assert 0 <= span.start < span.end <= len(chat.turns[span.turn].text), span
    for name, value in (found.form.fields if found.form else {}).items():
        assert value.value.strip(), name
        assert value.evidence, name
        assert any(chat.quote(e).strip() for e in value.evidence), name
    if found.triage and found.triage.category is not None:
        assert found.triage.evidence or chat.category
    if found.mood and found.mood.label is not MoodLabel.NEUTRAL:
        assert found.mood.evidence
    for hit in found.articles:
        assert bodies[hit.article_id][hit.start : hit.end] == hit.sentence
    assert len(found.articles) <= 5
    assert len(found.suggestions) <= 3
    check_numbers(found)


def check_numbers(found: Assistance) -> None:
    sure = [c.confidence for c in found.suggestions]
    sure += [v.confidence for v in (found.form.fields if found.form else {}).values()]
    sure += [found.triage.confidence] if found.triage else []
    if found.mood:
        sure.append(found.mood.confidence)
        assert all(-1 <= v <= 1 for v in (found.mood.valence, *found.mood.trend))
    assert all(0 <= value <= 1 for value in sure)
    assert all(math.isfinite(hit.score) for hit in found.articles)


def ask(engine: Engine, numbers: Iterable[int], bodies: dict[str, str]) -> None:
    for number in numbers:
        chat = as_read(conversation(number))
        began = time.process_time()
        found = engine.understand(UnderstandRequest(chat))
        took = time.process_time() - began
        assert took <= SLOWEST, f"input {number} took {took:.1f} s"
        try:
            check(chat, found, bodies)
            json.dumps(assistance_to_json(found), ensure_ascii=False, allow_nan=False).encode("utf-8")
            if number % AGAIN == 0:
                again = engine.understand(UnderstandRequest(chat))
                assert replace(again, fast_ms=None) == replace(found, fast_ms=None)
        except (AssertionError, ValueError) as error:
            raise AssertionError(f"input {number}: {error}") from error


def test_a_few_hundred_hostile_inputs_are_answered_soundly(keyword_engine: Engine, bodies: dict[str, str]) -> None:
    ask(keyword_engine, range(QUICK), bodies)


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_thousands_of_hostile_inputs_without_an_embedder(keyword_engine: Engine, bodies: dict[str, str]) -> None:
    ask(keyword_engine, range(QUICK, ALL - WITH_EMBEDDER), bodies)


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_thousands_of_hostile_inputs_with_the_real_embedders(engine: Engine, bodies: dict[str, str]) -> None:
    ask(engine, range(ALL - WITH_EMBEDDER, ALL), bodies)


def test_the_generators_give_the_same_input_for_the_same_number() -> None:
    assert [conversation(n) for n in range(200)] == [conversation(n) for n in range(200)]


@pytest.mark.slow
def test_an_engine_made_anew_gives_the_same_answers(tmp_path: Path, keyword_engine: Engine) -> None:
    parts = find_parts(1)
    other = Engine(
        tmp_path, read_pack, EmbedderSet({"en": _missing, "e5": _missing}), filler=parts.filler, mood=parts.mood
    )
    other.open_pack(NORTHWIND)
    for number in range(0, 1000, 10):
        request = UnderstandRequest(as_read(conversation(number)))
        first, second = keyword_engine.understand(request), other.understand(request)
        assert replace(first, fast_ms=None) == replace(second, fast_ms=None)
