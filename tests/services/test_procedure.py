"""A procedure for staff, read for what to ask the customer next."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assist.services.procedure import is_procedure, next_question, wanted_things

RETURNS = """When somebody wants to return a lamp:
1. Get the full name or customer number for [Open account]
2. Verify that the purchase is valid [Check]
   - Email address
   - Order ID
   - If they have neither, tell them where to find it
3. Ask the customer for the reason of the return
4. Click [Send label] and tell the customer it is on its way.
"""
CHINESE = """1. 询问客户订单号和联系电话。
2. 核对收货地址
3. 告知客户预计到账时间
"""


def test_each_step_names_what_it_wants() -> None:
    assert [(w.things, w.any_of) for w in wanted_things(RETURNS)] == [
        (("full name", "customer number"), True),
        (("Email address", "Order ID"), False),
        (("reason",), False),
    ]


def test_the_first_thing_nobody_asked_for_is_asked_next() -> None:
    steps = wanted_things(RETURNS)
    assert next_question(steps, "", "", "en") == "May I have your full name or customer number, please?"
    assert next_question(steps, "Your name, please?", "", "en") == "May I have your email address and order ID, please?"
    asked = "Your name, please? And your email address?"
    assert next_question(steps, asked, "order id", "en") == "Could you tell me the reason, please?"
    assert next_question(steps, f"{asked} What is the reason?", "order id", "en") == ""


def test_chinese_procedures_are_read_too() -> None:
    steps = wanted_things(CHINESE)
    assert next_question(steps, "", "", "zh") == "请问您的订单号、联系电话是？"
    assert next_question(steps, "请提供订单号和联系电话", "", "zh") == "请问您的收货地址是？"


def test_running_text_is_no_procedure() -> None:
    assert is_procedure(RETURNS)
    assert not is_procedure("Lamps may be returned within 30 days. Ask for a label.")
    assert wanted_things("Lamps may be returned within 30 days.") == ()


@given(st.text(max_size=400))
def test_any_text_is_read(text: str) -> None:
    steps = wanted_things(text)
    assert isinstance(next_question(steps, text, "", "en"), str)
