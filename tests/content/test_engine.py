"""The sample conversations through the real engine, against what a good assistant finds in them."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from assist.domain.assistance import Assistance
from assist.domain.conversation import Conversation
from assist.domain.pack import FieldType, Pack
from assist.domain.result import conversation_from_json
from assist.packs.reader import read_pack
from assist.services.ports import UnderstandRequest
from assist.understanding.client import UnderstandingProcess

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
EXPECTED: dict[str, dict[str, Any]] = json.loads((HERE / "expected.json").read_text(encoding="utf-8"))

pytestmark = pytest.mark.slow


@cache
def northwind() -> Pack:
    return read_pack(ROOT / "resources" / "packs" / "northwind")


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Conversation, Assistance]]:
    """Every sample conversation with what is found after its last customer turn; the process ends with it."""
    process = UnderstandingProcess(tmp_path_factory.getbasetemp() / "northwind-cache", read_pack)
    found = {}
    try:
        process.open_pack(ROOT / "resources" / "packs" / "northwind")
        for name in EXPECTED:
            text = (ROOT / "resources" / "conversations" / f"{name}.json").read_text(encoding="utf-8")
            whole = conversation_from_json(json.loads(text))
            seen = whole.upto(whole.points()[-1])
            found[name] = (seen, process.understand(UnderstandRequest(seen)))
    finally:
        process.close()
    return found


def _amount(text: str) -> float | None:
    """The number in "$128.50", "189 dollars" or "249"; currency and spelling are the customer's."""
    found = re.fullmatch(r"\D{0,8}(\d[\d,]*(?:\.\d+)?)\D{0,8}", text)
    return float(found[1].replace(",", "")) if found else None


def _same(one: str, other: str, *, money: bool = False) -> bool:
    if money:
        return _amount(one) is not None and _amount(one) == _amount(other)

    def bare(text: str) -> str:
        return re.sub(r"[\W_]+", "", text).casefold()

    return bare(one) == bare(other)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_the_case_goes_where_it_should(name: str, answers: dict[str, tuple[Conversation, Assistance]]) -> None:
    _, found = answers[name]
    assert (found.triage.category if found.triage else None) == EXPECTED[name]["category"]


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_the_form_holds_what_was_said(name: str, answers: dict[str, tuple[Conversation, Assistance]]) -> None:
    _, found = answers[name]
    form = northwind().form(found.form.id) if found.form else None
    fields = found.form.fields if found.form else {}
    for field, want in EXPECTED[name].get("fields", {}).items():
        assert field in fields, f"{field} is empty"
        accepted = want if isinstance(want, list) else [want]
        asked = form.field(field) if form else None
        money = asked is not None and asked.type is FieldType.MONEY
        value = fields[field].value
        assert any(_same(value, str(a), money=money) for a in accepted), (field, value, accepted)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_the_first_hit_answers_or_nothing_is_said_to(
    name: str, answers: dict[str, tuple[Conversation, Assistance]]
) -> None:
    _, found = answers[name]
    want = EXPECTED[name].get("articles")
    if want and not (EXPECTED[name].get("may_refuse") and found.refused):
        assert found.articles
        assert found.articles[0].article_id in want
    else:
        assert found.refused


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_the_mood_is_one_a_person_would_name(name: str, answers: dict[str, tuple[Conversation, Assistance]]) -> None:
    _, found = answers[name]
    assert found.mood
    assert found.mood.label.value in EXPECTED[name]["moods"]


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_everything_rests_on_words_that_were_said(
    name: str, answers: dict[str, tuple[Conversation, Assistance]]
) -> None:
    chat, found = answers[name]
    spans = [*(found.mood.evidence if found.mood else ()), *(found.triage.evidence if found.triage else ())]
    for value in (found.form.fields if found.form else {}).values():
        assert value.evidence
        spans += value.evidence
    assert all(chat.quote(e).strip() for e in spans)
