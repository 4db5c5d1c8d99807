"""Drafts that must not pass, in both languages: who speaks to whom, promises, facts, languages, what is for staff."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assist.domain.guard import Ground, check_draft

EN = Ground(
    "I'm Crystal, my order 8273620 has not arrived.\nI'm sorry. I am looking into it.",
    "Parcels take 3 to 5 working days. We open a trace when the tracking has not moved. Refunds need the order number.",
    "I'm sorry. I am looking into it.",
    "en",
)
ZH = Ground(
    "我叫陈思远，订单 4430176 还没到。\n抱歉，我查一下。",
    "包裹一般需要 3 到 5 个工作日送达。物流没有更新时我们会发起查件。退款需要提供订单号。",
    "抱歉，我查一下。",
    "zh",
)
STAFF = "Goodwill up to 15 dollars may be given without asking the duty lead."

PROMISES_EN = (
    "We will refund you today.",
    "I'll refund your order right away.",
    "We'll send you a replacement.",
    "I have cancelled your order.",
    "I've already refunded you.",
    "You will receive a full refund.",
    "You'll get your money back.",
    "Your refund has been processed.",
    "We guarantee delivery of your parcel.",
    "I promise that it arrives in 3 days.",
    "Your money will be refunded.",
    "You will be compensated for the delay.",
    "I am going to upgrade your shipping.",
    "We can offer you a discount.",
    "Expect a refund in 3 working days.",
    "A replacement is on its way to you.",
)
PROMISES_ZH = (
    "我们会为您退款。",
    "我马上给您退款。",
    "已为您办理退款。",
    "我们保证 3 天内送达。",
    "您会收到全额退款。",
    "我给您补发一个。",
    "我们将赔偿您的损失。",
    "您的退款已经处理。",
    "我承诺明天一定送到。",
    "给您免单。",
)
WRONG_SIDE = (
    ("I ordered a parcel and it has not arrived.", EN),
    ("Can you help me with my order 8273620?", EN),
    ("I'd like a refund for order 8273620.", EN),
    ("I am a customer and I need a refund.", EN),
    ("My parcel has not moved.", EN),
    ("我的订单 4430176 还没到。", ZH),
    ("我买了东西一直没到。", ZH),
    ("我想退款。", ZH),
)
FACTS = (
    ("Parcels take 2 to 5 working days.", EN),
    ("Your order 8273621 is looked into.", EN),
    ("Parcels take 3 to 5 working days, call 0800 123 456.", EN),
    ("See https://shop.example/trace for the trace.", EN),
    ("Write to help@shop.example.", EN),
    ("Parcels arrive on Monday.", EN),
    ("Parcels cost $5.", EN),
    ("Fernando opens a trace when the tracking has not moved.", EN),
    ("包裹一般需要 2 到 5 个工作日送达。", ZH),
    ("您的订单 4430177 正在查件。", ZH),
    ("请拨打 400-123-4567。", ZH),
    ("包裹一般两天送达。", ZH),
    ("包裹周五送达。", ZH),
    ("运费 12 元。", ZH),
)
ITSELF = (
    ("As an AI language model, I cannot open a trace.", EN),
    ("The passage says that parcels take 3 to 5 working days.", EN),
    ("[NAME1], parcels take 3 to 5 working days.", EN),
    ("作为人工智能，我无法查件。", ZH),
    ("<|im_start|>Parcels take 3 to 5 working days.", EN),
)
LANGUAGES = (("包裹一般需要 3 到 5 个工作日送达。", EN), ("Parcels take 3 to 5 working days.", ZH))
DENIALS = (
    ("Parcels do not take 3 to 5 working days.", EN),
    ("We open no trace when the tracking has not moved.", EN),
    ("包裹不需要 3 到 5 个工作日送达。", ZH),
)


@pytest.mark.parametrize("draft", PROMISES_EN)
def test_no_promise_passes_that_the_knowledge_does_not_make(draft: str) -> None:
    assert check_draft(draft, EN)


@pytest.mark.parametrize("draft", PROMISES_ZH)
def test_no_promise_passes_in_chinese(draft: str) -> None:
    assert check_draft(draft, ZH)


@pytest.mark.parametrize(("draft", "ground"), [*WRONG_SIDE, *FACTS, *ITSELF, *LANGUAGES, *DENIALS])
def test_nothing_passes_that_takes_the_wrong_side_makes_up_or_denies(draft: str, ground: Ground) -> None:
    assert check_draft(draft, ground)


def test_what_is_for_staff_is_not_quoted() -> None:
    ground = Ground(EN.said, f"{EN.passages}\n{STAFF}", EN.agent, "en")
    assert check_draft("Goodwill up to 15 dollars may be given without asking the duty lead.", ground, (STAFF,))


@pytest.mark.parametrize(
    ("draft", "ground"),
    [
        ("I'm sorry, Crystal. Parcels take 3 to 5 working days.", EN),
        ("We open a trace when the tracking has not moved.", EN),
        ("Thank you, Crystal.", EN),
        ("抱歉，包裹一般需要 3 到 5 个工作日送达。", ZH),
        ("物流没有更新时我们会发起查件。", ZH),
    ],
)
def test_what_the_sources_say_passes(draft: str, ground: Ground) -> None:
    assert check_draft(draft, ground) == ()


@given(st.integers(min_value=10, max_value=10**9))
def test_no_number_of_its_own_passes(number: int) -> None:
    known = {"8273620"}
    warned = bool(check_draft(f"Parcels take {number} working days.", EN))
    assert warned or str(number) in known


@given(st.sampled_from([*PROMISES_EN, *(d for d, g in (*WRONG_SIDE, *FACTS) if g is EN)]), st.booleans())
def test_politeness_around_it_does_not_help(bad: str, first: bool) -> None:
    good = "Parcels take 3 to 5 working days."
    assert check_draft(f"{bad} {good}" if first else f"{good} {bad}", EN)
