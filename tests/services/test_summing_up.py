"""The hand-over note in a model's words."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from assist.domain.assistance import Assistance, CaseForm
from assist.domain.conversation import Conversation, Speaker, Turn
from assist.domain.pack import Form, FormField, Pack
from assist.domain.summary import summarise
from assist.domain.text import LocalText
from assist.llm.prompts import load_prompts
from assist.services.summing_up import SummaryWriter, growing
from assist.services.wording import About, Author
from assist.support.paths import resources
from tests.fakes import FakeModel

PROMPTS = load_prompts(resources() / "prompts")
TALK = Conversation("c", (
    Turn(Speaker.CUSTOMER, "My tent in order 8273620 has not arrived, I am Crystal Minh."),
    Turn(Speaker.AGENT, "I asked the courier to trace the parcel. I will write to you tomorrow."),
    Turn(Speaker.CUSTOMER, "Please hurry, we leave on Saturday."),
))  # fmt: skip
GOOD = {
    "problem": "The tent in order [ID1] has not arrived.",
    "done": "The courier was asked to trace the parcel.",
    "open": "The customer leaves on Saturday.",
    "next": "Write to the customer tomorrow.",
}


def writer(said: str) -> tuple[SummaryWriter, FakeModel]:
    model = FakeModel([said])

    return SummaryWriter(lambda: (Author(model, PROMPTS, ("en", "zh"), "qwen"),)), model


def test_each_part_names_the_turns_it_rests_on() -> None:
    summariser, model = writer(json.dumps(GOOD))
    streamed: list[str] = []
    made = summariser.sum_up(About(TALK), streamed.append)
    assert made is not None
    assert made.summary.problem[0].text == "The tent in order 8273620 has not arrived."
    assert made.summary.problem[0].turns == (0,)
    assert made.summary.done[0].turns == (1,)
    assert made.by == "qwen"
    assert "8273620" in streamed[-1]
    assert "8273620" not in str(model.requests[0])
    assert "problem" in model.requests[0].schema


def test_a_part_that_says_what_nobody_said_gives_way_to_the_sentences_themselves() -> None:
    made = writer(json.dumps(GOOD | {"done": "The agent refunded $50 to Fernando."}))[0].sum_up(About(TALK))
    assert made is not None
    assert made.summary.done == summarise(TALK).done
    assert made.summary.problem[0].text.startswith("The tent")


def test_what_is_missing_is_named_as_the_form_names_it() -> None:
    form = Form("late", LocalText.of("Late"), (FormField("order_id", LocalText.of("Order number")),))
    found = Assistance("c", 0, 0, "en", form=CaseForm("late", {}, ("order_id",)))
    said = writer(json.dumps({"problem": GOOD["problem"], "done": "", "open": "", "next": ""}))[0]
    made = said.sum_up(About(TALK, found, Pack("p", "P", "1.0.0", forms=(form,))))
    assert made is not None
    assert any(line.text == "Still missing: Order number." for line in made.summary.still_open)


def test_nothing_that_holds_is_no_summary() -> None:
    assert writer("no json")[0].sum_up(About(TALK)) is None
    assert SummaryWriter(tuple).sum_up(About(TALK)) is None


def test_a_note_still_being_written_can_be_read() -> None:
    assert growing('{"problem": "The tent is late.", "done": "The cou', "en") == "The tent is late. The cou"
    assert growing('{"problem": "a \\"b', "en") == 'a "b'


@given(st.text(max_size=300))
def test_whatever_the_model_writes_no_number_is_new(said: str) -> None:
    made = writer(json.dumps({"problem": said}))[0].sum_up(About(TALK))
    assert made is None or made.summary.text
