"""What the real worker receives: every message on its pipe, and no personal data in any of them."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from assist.domain.assistance import Assistance, CaseForm, FieldState, FieldValue, Hit, Mood, MoodLabel, Suggestion
from assist.domain.conversation import Conversation, Speaker, Turn
from assist.llm.client import ModelProcess
from assist.llm.prompts import load_prompts
from assist.services.answering import AnswerWriter
from assist.services.draft_writer import DraftWriter
from assist.services.ports import DraftRequest
from assist.services.rewriting import RewriteWriter, Style
from assist.services.summing_up import SummaryWriter
from assist.services.wording import About, Author
from assist.support.paths import resources

pytestmark = [pytest.mark.model, pytest.mark.slow]

ENGLISH = Conversation("c", (
    Turn(Speaker.CUSTOMER, "Hi, I'm Crystal Minh, crystal.minh@mail.example, my order 8273620 came broken.",
         name="Crystal Minh"),
    Turn(Speaker.AGENT, "Thank you, Crystal. Your phone number and address?"),
    Turn(Speaker.CUSTOMER, "+44 117 496 0832, 12 Harbour Street, card 4111 1111 1111 1111. Can it be replaced?"),
))  # fmt: skip
CHINESE = Conversation("z", (
    Turn(Speaker.CUSTOMER, "我叫陈思远，电话 13812345678，订单 4430176，地址是长宁路100号。"),
    Turn(Speaker.AGENT, "好的，请问邮箱？"),
    Turn(Speaker.CUSTOMER, "chen_siyuan@mail.example，什么时候能退款？"),
), declared_language="zh")  # fmt: skip
SECRETS = (
    "Crystal", "Minh", "crystal.minh", "8273620", "496 0832", "12 Harbour", "4111 1111",
    "陈思远", "13812345678", "4430176", "长宁路100号", "chen_siyuan",
)  # fmt: skip
PASSAGE = "If a part is broken, we send a replacement within 3 working days. No return is needed."


@pytest.fixture
def received(model: ModelProcess, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The messages that go down the worker's pipe, which they still do."""
    seen: list[Any] = []
    call: Callable[..., Any] = model._child.call

    def listen(message: Any, *rest: Any) -> Any:
        seen.append(message)
        short = replace(message, max_tokens=3) if isinstance(message, DraftRequest) else message
        return call(short, *rest)  # what is written does not matter here

    monkeypatch.setattr(model._child, "call", listen)
    return seen


@pytest.mark.parametrize("talk", [ENGLISH, CHINESE], ids=["en", "zh"])
def test_no_personal_data_reaches_the_worker_whatever_is_asked(
    model: ModelProcess, received: list[Any], talk: Conversation
) -> None:
    prompts = load_prompts(resources() / "prompts")
    passage = PASSAGE if talk is ENGLISH else "退款一般在 3 个工作日内到账。"
    hit = Hit("parts", "Broken parts", 0.9, passage, passage, 0, len(passage), language=talk.language)
    form = CaseForm("f", {"name": FieldValue("Crystal Minh", 1.0, FieldState.AUTO)})
    found = Assistance(
        talk.id, talk.version, 2, talk.language, Mood(MoodLabel.NEUTRAL, 0, 1), form=form, articles=(hit,)
    )
    author = Author(model, prompts, ("en", "zh"), "small")
    about = About(talk, found)
    made = DraftWriter(model, prompts, ("en", "zh")).draft(talk, found)
    reply = "Crystal, order 8273620 ships." if talk is ENGLISH else "陈思远您好，订单 4430176 已发货。"
    RewriteWriter(lambda: (author,)).rewrite(reply, Style.SHORTER, about)
    AnswerWriter(lambda: (author,)).answer(f"What about order 8273620 of {talk.turns[0].text[:20]}", (hit,), about)
    SummaryWriter(lambda: (author,)).sum_up(about)
    assert len(received) >= 3
    payload = b"".join(map(pickle.dumps, received)).decode("utf-8", "replace")
    assert not [secret for secret in SECRETS if secret in payload]
    assert not isinstance(made, Suggestion) or made.source != "draft" or made.hidden >= 5
