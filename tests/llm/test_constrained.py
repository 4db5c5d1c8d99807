"""A model held to a form: the real default model, in its real process."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from assist.domain.errors import InputError
from assist.llm.client import ModelProcess
from assist.llm.constrained import grammar_for
from assist.llm.remote_form import chances, form_of, told
from assist.services.ports import DraftRequest

SCHEMA = json.dumps({
    "type": "object",
    "properties": {"mood": {"enum": ["calm", "angry"]}, "turns": {"type": "integer", "minimum": 0, "maximum": 99}},
    "required": ["mood", "turns"],
    "additionalProperties": False,
})  # fmt: skip
TALK = (("customer", "My parcel is late. This is the third time I write!"),)
ASK = DraftRequest("You answer briefly.", TALK, "Describe the conversation.", max_tokens=60)


@pytest.mark.model
@pytest.mark.slow
def test_only_json_that_fits_the_schema_is_written(model: ModelProcess) -> None:
    free = model.generate(ASK).text
    pieces: list[str] = []
    made = model.generate(replace(ASK, schema=SCHEMA), pieces.append)
    told_ = json.loads(made.text)
    assert "".join(pieces) == made.text
    assert set(told_) == {"mood", "turns"}
    assert told_["mood"] in {"calm", "angry"}
    assert isinstance(told_["turns"], int)
    assert model.generate(ASK).text == free


@pytest.mark.model
@pytest.mark.slow
def test_labels_are_scored_not_written_and_leave_the_cache_as_it_was(model: ModelProcess) -> None:
    free = model.generate(ASK).text
    ask = replace(ASK, task="The capital of France is", prefix=" the city of", labels=(" Paris", " Bananas", " Tokyo"))
    made = model.generate(ask)
    assert made.text == " Paris"
    assert sum(made.likely) == pytest.approx(1.0)
    assert made.likely[0] > made.likely[1]
    assert made.generated_tokens == 0
    assert model.generate(ask).likely == made.likely
    assert model.generate(ASK).text == free


@pytest.mark.model
@pytest.mark.slow
def test_a_schema_that_is_none_is_refused_and_the_next_call_works(model: ModelProcess) -> None:
    with pytest.raises(InputError):
        model.generate(replace(ASK, schema="{"))
    assert model.generate(ASK).text


def test_a_schema_becomes_a_grammar() -> None:
    assert "root ::=" in grammar_for(SCHEMA)


def test_servers_get_the_schema_in_the_way_they_take_it() -> None:
    request = DraftRequest("", (), "", schema=SCHEMA)
    assert form_of(request, plain=False)["response_format"]["json_schema"]["schema"] == json.loads(SCHEMA)
    assert form_of(request, plain=True)["response_format"]["schema"] == json.loads(SCHEMA)
    assert form_of(DraftRequest("", (), ""), plain=False) == {}


def test_log_probabilities_become_shares_of_the_labels() -> None:
    listed = [{"token": " 1", "logprob": -0.1}, {"token": "2", "logprob": -2.5}, {"token": "x", "logprob": -3.0}]
    shares = chances({"logprobs": {"content": [{"top_logprobs": listed}]}}, ("1", "2", "3"))
    assert sum(shares) == pytest.approx(1.0)
    assert shares[0] > 0.9
    assert shares[2] == 0.0
    assert chances({}, ("1",)) == ()
    assert told(" 2.", ("1", "2")) == (0.0, 1.0)
    assert told("neither", ("1", "2")) == ()
