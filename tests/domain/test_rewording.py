"""What a rewritten reply may not do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assist.domain.rewording import Fault, check_rewrite
from tests.domain.test_guard_hostile import PROMISES_EN, PROMISES_ZH

REPLY = "Your order 8273620 ships on Monday and costs $12.50. It cannot be changed. See https://shop.example/o."


@pytest.mark.parametrize(
    ("after", "fault"),
    [
        (REPLY.replace("8273620", "8273621"), Fault.NEW_FACT),
        ("Your order ships on Monday and costs $12.50. It cannot be changed.", Fault.LOST_FACT),
        (f"{REPLY} Ask for Fernando.", Fault.NEW_NAME),
        (f"{REPLY} We will refund you.", Fault.NEW_PROMISE),
        (f"{REPLY} We'll compensate you at once.", Fault.NEW_PROMISE),
        (REPLY.replace("Your order", "My order"), Fault.WRONG_SIDE),
        (f"As an AI language model: {REPLY}", Fault.WRONG_SIDE),
        (REPLY.replace("cannot", "can"), Fault.MEANING),
        ("您的订单 8273620 周一发货，12.50 美元，不能修改。https://shop.example/o", Fault.LANGUAGE),
        (f"{REPLY} {REPLY}", Fault.REPEATS),
        ("...", Fault.EMPTY),
    ],
)
def test_each_fault_is_seen(after: str, fault: Fault) -> None:
    assert fault in check_rewrite(REPLY, after, "en")


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ("您的订单 8273620 已发货。", "您的订单 8273621 已发货。", Fault.NEW_FACT),
        ("您的订单 8273620 已发货。", "您的订单已发货。", Fault.LOST_FACT),
        ("请提供订单号。", "请提供订单号，我们会为您退款。", Fault.NEW_PROMISE),
        ("鞋子不能退。", "鞋子能退。", Fault.MEANING),
        ("请提供订单号。", "我的订单什么时候到？", Fault.WRONG_SIDE),
        ("请提供订单号。", "Please give me the order number.", Fault.LANGUAGE),
    ],
)
def test_each_fault_is_seen_in_chinese(before: str, after: str, fault: Fault) -> None:
    assert fault in check_rewrite(before, after, "zh")


def test_a_sound_rewrite_passes() -> None:
    after = "Order 8273620 ships on Monday for $12.50 and cannot be changed: https://shop.example/o."
    assert check_rewrite(REPLY, after, "en") == ()
    assert check_rewrite("请您别着急，订单 8273620 明天到。", "订单 8273620 明天到。", "zh") == ()


def test_a_translation_keeps_days_months_and_numbers() -> None:
    before = "Your order 8273620 arrives tomorrow, 3 May, and not today. Two parcels."
    assert check_rewrite(before, "您的订单 8273620 明天（5月3日）到，不是今天。共两件。", "zh", translated=True) == ()
    assert Fault.NEW_FACT in check_rewrite(
        before, "您的订单 8273620 后天（5月4日）到，不是今天。", "zh", translated=True
    )


@pytest.mark.parametrize("promise", PROMISES_EN)
def test_no_promise_slips_into_a_rewrite(promise: str) -> None:
    before = "Your order has not moved. May I have your email address?"
    assert check_rewrite(before, f"{before} {promise}", "en")


@pytest.mark.parametrize("promise", PROMISES_ZH)
def test_no_promise_slips_into_a_chinese_rewrite(promise: str) -> None:
    before = "您的订单物流没有更新。请提供一下邮箱。"
    assert check_rewrite(before, f"{before}{promise}", "zh")


@given(st.text(max_size=200), st.text(max_size=200), st.sampled_from(["en", "zh"]))
def test_any_texts_are_compared(before: str, after: str, language: str) -> None:
    assert set(check_rewrite(before, after, language)) <= set(Fault)


@given(st.integers(min_value=10, max_value=10**12), st.integers(min_value=10, max_value=10**12))
def test_a_number_never_changes_unseen(said: int, written: int) -> None:
    faults = check_rewrite(f"Your number is {said}.", f"Your number is {written}.", "en")
    assert (Fault.NEW_FACT in faults) == (said != written)
