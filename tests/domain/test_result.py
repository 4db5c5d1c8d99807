from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assist.domain.assistance import Assistance, CaseForm, FieldState, FieldValue, Mood, MoodLabel
from assist.domain.conversation import Conversation, Evidence, Speaker, Turn
from assist.domain.errors import InputError
from assist.domain.result import assistance_to_json, conversation_from_json, conversation_to_json

conversations = st.builds(
    Conversation,
    id=st.text(min_size=1),
    turns=st.lists(st.builds(Turn, st.sampled_from(Speaker), st.text()), min_size=1, max_size=5).map(tuple),
    channel=st.none() | st.text(min_size=1),
    declared_language=st.none() | st.sampled_from(["en", "zh"]),
    form=st.none() | st.text(min_size=1),
)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: (
        st.lists(inner) | st.dictionaries(st.sampled_from(["id", "turns", "speaker", "text", "at", "x"]), inner)
    ),
    max_leaves=20,
)


@given(conversations)
def test_a_conversation_written_and_read_is_the_same(chat: Conversation) -> None:
    assert conversation_from_json(json.loads(json.dumps(conversation_to_json(chat)))) == chat


@given(json_values)
def test_any_json_gives_a_conversation_or_one_clear_line(data: Any) -> None:
    with suppress(InputError):
        assert conversation_from_json(data).id == data["id"]


@pytest.mark.parametrize(
    ("data", "line"),
    [
        ({"turns": []}, 'conversation: "id" is missing or not a text'),
        ({"id": "c"}, 'conversation: "turns" is missing or not a list'),
        (
            {"id": "c", "turns": [{"speaker": "robot", "text": "hi"}]},
            "conversation, turn 0: unknown speaker 'robot'; expected customer, agent or system",
        ),
        ({"id": "c", "turns": [{"speaker": "agent"}]}, 'conversation, turn 0: "text" is missing or not a text'),
        ({"id": "c", "turns": [], "at": [0]}, 'conversation: "at" must list turn numbers from 0 to -1'),
    ],
)
def test_a_fault_is_named_with_its_turn(data: object, line: str) -> None:
    with pytest.raises(InputError) as caught:
        conversation_from_json(data)
    assert str(caught.value) == line


def test_a_result_has_exactly_the_agreed_keys() -> None:
    found = Assistance("c", 1, 4, "en", mood=Mood(MoodLabel.ANGRY, -0.8, 0.9, (-0.8,), "own it", (Evidence(4, 1, 3),)))
    row = assistance_to_json(found)
    assert list(row) == [
        "id", "after_turn", "language", "degraded", "mood", "triage", "form", "articles", "next_step", "suggestions",
        "summary", "refused", "timing_ms",
    ]  # fmt: skip
    assert row["mood"] == {
        "label": "angry", "valence": -0.8, "confidence": 0.9, "trend": [-0.8], "advice": "own it",
        "evidence": [{"turn": 4, "start": 1, "end": 3}],
    }  # fmt: skip


def test_other_values_said_are_named_only_where_there_are_some() -> None:
    one = FieldValue("3310991", 0.9, FieldState.AUTO)
    form = CaseForm("f", {"order": replace(one, others=("3310078",)), "old": one})
    fields = assistance_to_json(Assistance("c", 1, 4, "en", form=form))["form"]["fields"]
    assert fields["order"]["others"] == ["3310078"]
    assert "others" not in fields["old"]


def test_half_a_surrogate_pair_becomes_visible_and_moves_nothing() -> None:
    read = conversation_from_json(
        json.loads('{"id": "\\ud800", "turns": [{"speaker": "customer", "text": "a\\udc00b"}]}')
    )
    assert (read.id, read.turns[0].text) == ("\ufffd", "a\ufffdb")
