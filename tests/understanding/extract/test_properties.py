"""Rules that hold for any conversation and any form."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assist.domain.assistance import CaseForm
from assist.domain.case import required_missing
from assist.domain.conversation import Conversation, Speaker, Turn
from assist.domain.pack import Choice, FieldType, Form, FormField
from assist.domain.text import LocalText
from assist.understanding.extract import Extractor
from assist.understanding.extract.folding import fold, plain

SNIPPETS = (
    "my name is Ann Lee",
    "8273",
    "620",
    "sorry, not 8273",
    "8274 620",
    "what is your order number?",
    "订单号是八二七三",
    "yes",
    "no",
    "说错了，是123",
    "next Tuesday at 5 pm",
    "下周二下午三点",
    "it's $45.50",
    "三百五十元",
    "a@b.com",
    "ann at mail dot com",
    "+1 (212) 555-0199",
    "wu*",
    "from Rome to Paris",
    "从东站到西站",
    "I'm not gold, I'm silver",
    "your email and phone please?",
    "12 High Street, Leeds",
    "北京市海淀区学院路5号",
    "www.example.com/x?y=1",
    "请问您的姓名？",
    "我姓王",
    "İstanbul",
    "ß",
    "①②③",
    "８２７３",
    "double seven triple oh",
    "…",
    "\u200b",
    "🙂 8273620 🙂",
    "不是8273620，是8274620",
    "half past 7",
    "the 31st of next month",
)

words = st.one_of(st.sampled_from(SNIPPETS), st.text(max_size=40))
turns = st.builds(Turn, st.sampled_from(list(Speaker)), st.lists(words, min_size=0, max_size=3).map(" ".join))
conversations = st.builds(Conversation, st.just("c"), st.lists(turns, max_size=12).map(tuple))
labels = st.one_of(
    st.sampled_from(
        [
            "Order number",
            "Start date",
            "End date",
            "订单号",
            "姓名",
            "City",
            "Name",
            "目的地",
            "评分",
            "PIN",
            "Security answer 1",
            "类型",
        ]
    ),
    st.text(max_size=12),
)
patterns = st.one_of(st.none(), st.sampled_from([r"\d{7}", r"[A-Z0-9]{6}", "(", r"\d+", r"[a-z]*", ""]))
choices = st.lists(
    st.builds(Choice, st.sampled_from(["gold", "silver", "yes", "no", "5 pm", "14th", "Friday", "红", ""])), max_size=4
)
fields = st.builds(
    FormField,
    st.text(min_size=1, max_size=10),
    labels.map(LocalText.of),
    st.sampled_from(list(FieldType)),
    st.booleans(),
    labels.map(LocalText.of),
    patterns,
    choices.map(tuple),
)
forms = st.builds(
    Form,
    st.sampled_from(["order", "x", ""]),
    labels.map(LocalText.of),
    st.lists(fields, max_size=6, unique_by=lambda f: f.name).map(tuple),
)


def check(case: CaseForm, conversation: Conversation, form: Form) -> None:
    assert case.missing == required_missing(form, case.fields)
    for name, found in case.fields.items():
        assert form.field(name) is not None
        assert found.value.strip()
        assert 0.35 <= found.confidence <= 1.0
        assert found.evidence
        for evidence in found.evidence:
            assert 0 <= evidence.turn < len(conversation.turns)
            assert 0 <= evidence.start < evidence.end <= len(conversation.turns[evidence.turn].text)
            assert conversation.quote(evidence).strip()


@settings(max_examples=60, deadline=None)
@given(conversations, forms)
def test_any_conversation_and_form_give_values_with_evidence_or_nothing(conversation: Conversation, form: Form) -> None:
    case = Extractor().fill(conversation, form, conversation.language)
    check(case, conversation, form)
    assert Extractor().fill(conversation, form, conversation.language) == case


@settings(max_examples=30, deadline=None)
@given(conversations, forms, st.integers(0, 12))
def test_reading_on_gives_what_reading_anew_gives(conversation: Conversation, form: Form, cut: int) -> None:
    reader = Extractor()
    if conversation.turns:
        reader.fill(conversation.upto(min(cut, len(conversation.turns) - 1)), form, "en")
    assert reader.fill(conversation, form, "en") == Extractor().fill(conversation, form, "en")


@given(st.text(max_size=80))
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text) == len(plain(text))


FORM = Form(
    "case",
    LocalText.of("Case"),
    (
        FormField(
            "order", LocalText.of({"en": "Order number", "zh": "订单号"}), FieldType.ID, required=True, pattern=r"\d{8}"
        ),
        FormField("phone", LocalText.of({"en": "Phone", "zh": "电话"}), FieldType.PHONE),
        FormField("email", LocalText.of({"en": "Email", "zh": "邮箱"}), FieldType.EMAIL),
    ),
)
SPOKEN = dict(
    zip("0123456789", ["oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"], strict=True)
)
HAN = dict(zip("0123456789", "零一二三四五六七八九", strict=True))
orders = st.text("0123456789", min_size=8, max_size=8)
ASK = Turn(Speaker.AGENT, "What is your order number, please?")
ASK_ZH = Turn(Speaker.AGENT, "请问您的订单号是多少？")


def said(*texts: str, ask: Turn = ASK) -> Conversation:
    return Conversation("c", (ask, *(Turn(Speaker.CUSTOMER, t) for t in texts)))


@settings(max_examples=20, deadline=None)
@given(orders, st.integers(1, 7), st.sampled_from([" ", "-", " - ", "."]))
def test_a_planted_number_is_found_in_every_format(order: str, cut: int, gap: str) -> None:
    spellings = (
        said(order),
        said(f"it is {order}, thanks"),
        said(f"{order[:4]}{gap}{order[4:]}"),
        said(" ".join(order)),
        said(" ".join(SPOKEN[d] for d in order)),
        said("".join(HAN[d] for d in order), ask=ASK_ZH),
        said(f"订单号是{order}", ask=ASK_ZH),
        said(order[:cut], order[cut:]),
        said(f"{order[:cut]}...", f"and then {order[cut:]}"),
    )
    for conversation in spellings:
        case = Extractor().fill(conversation, FORM, conversation.language)
        check(case, conversation, FORM)
        assert "order" in case.fields, conversation.turns
        assert case.fields["order"].value == order


def long_chat(length: int) -> Conversation:
    pick = random.Random(7)  # noqa: S311 - a fixed choice of texts, nothing secret
    return Conversation(
        "long",
        tuple(
            Turn(Speaker.AGENT if i % 2 else Speaker.CUSTOMER, f"{pick.choice(SNIPPETS)} {pick.choice(SNIPPETS)} {i}")
            for i in range(length)
        ),
    )


@pytest.mark.slow
def test_one_more_turn_of_a_very_long_chat_costs_little() -> None:
    reader, chat = Extractor(), long_chat(2000)
    reader.fill(chat.upto(1998), FORM, "en")
    start = time.perf_counter()
    reader.fill(chat, FORM, "en")
    assert time.perf_counter() - start < 0.2  # measured 0.01; the margin is for a busy machine
