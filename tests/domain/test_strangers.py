"""A paste of another customer's chat is known as one; the next piece of the same chat never is."""

from __future__ import annotations

import pytest

from assist.domain.conversation import Conversation
from assist.domain.strangers import another_customer
from assist.intake import TranscriptIntake

CRYSTAL = """Crystal Minh: Hi, where is my order 8273620?
Agent: Thank you for contacting us! I'll look it up. May I have your email?
Crystal Minh: crystal.m@email.com
Agent: It arrives on Friday."""
JOYCE = """Joyce Wu: Hello, the zip of my jacket broke.
Agent: How can I help you with that? Which jacket is it?
Joyce Wu: The Ridge. I want it repaired."""
BARE_ONE = """Customer: hi, my name is crystal
Agent: Hello, how can I help you?
Customer: where is my parcel 8273620
Agent: It arrives on Friday."""
BARE_TWO = """Customer: Hello! I was charged twice.
Agent: Hello, how may I help you today? What is your name?
Customer: Joyce Wu
Agent: Thanks, Joyce."""
TIMED = """[10:02] Visitor 4417: Good morning
[10:02] Support: Good morning, how can I help?
[10:03] Visitor 4417: my tent leaks"""
TIMED_TWO = """[09:11] Visitor 5520: Hi there
[09:11] Support: Welcome to Northwind, how can I help?
[09:12] Visitor 5520: can I still change the address"""
ZH_ONE = """客户：你好，我的订单8273620还没到
客服：您好，请问有什么可以帮您？
客户：我叫王晓明
客服：周五送到。"""
ZH_TWO = """客户：您好，我想换货
客服：您好，很高兴为您服务，请问您的姓名？
客户：我叫李芳
客服：好的。"""
ZH_TW = """張小姐：您好，我想退貨
客服：您好，請問有什麼可以幫您？
張小姐：帳篷破了"""
ZH_TW_TWO = """陳先生：在嗎，請問幾點開門
客服：您好，很高興為您服務
陳先生：我想今天去"""
NEXT_PIECE = """Crystal Minh: Friday is too late.
Agent: I see. Let me ask the depot.
Crystal Minh: Thank you."""
NEXT_BARE = """Customer: Friday is too late for me
Agent: Let me ask the depot.
Customer: ok"""
BACK_AGAIN = """Customer: Hi, me again, about 8273620
Agent: Hello, how can I help you?
Customer: still nothing"""
FIRST_HALF = """Customer: Hello, I have a question
Agent: Sure.
Customer: It is about my order"""
AGENT_CHANGES = """Crystal Minh: it still has not come
Sam (Support): Hi, this is Sam, how can I help you?
Crystal Minh: as I told your colleague"""
ONE_LINE = "Joyce Wu: Hello, my name is Joyce"

UNLABELLED = """Customer: Hi, my tent has not arrived.
Agent: Hello, I'm sorry to hear that. May I have your order number, please?
Customer: It's 8273620. Crystal Minh.
Agent: Thank you, Crystal. It is at the depot."""
ZH_UNLABELLED = """客户：你好，我的退款呢
客服：您好，请稍等
客户：已经三天了"""
ZH_LABELLED = """李芳：您好，我想换货
客服：您好，很高兴为您服务
李芳：外套的拉链坏了"""
OTHERS = [
    (UNLABELLED, JOYCE),
    (ZH_UNLABELLED, ZH_LABELLED),
    (CRYSTAL, JOYCE),
    (BARE_ONE, BARE_TWO),
    (TIMED, TIMED_TWO),
    (ZH_ONE, ZH_TWO),
    (ZH_TW, ZH_TW_TWO),
    (JOYCE, CRYSTAL),
    (BARE_TWO, BARE_ONE),
    (CRYSTAL, BARE_TWO),
    (CRYSTAL.splitlines()[0], JOYCE),
]
SAME_NAMED = """Crystal Minh: and one more thing
Agent: Hello again, how can I help?
Crystal Minh: can I have it in green?"""
SAME = [
    (UNLABELLED, SAME_NAMED),
    (CRYSTAL, NEXT_PIECE),
    (CRYSTAL, CRYSTAL),
    (CRYSTAL, CRYSTAL + "\n" + NEXT_PIECE),
    (BARE_ONE, NEXT_BARE),
    (BARE_ONE, BACK_AGAIN),
    (NEXT_BARE, FIRST_HALF),
    (CRYSTAL, AGENT_CHANGES),
    (CRYSTAL, ONE_LINE),
]


def decide(present: str, pasted: str) -> bool:
    intake = TranscriptIntake()
    here = intake.merge(Conversation("one"), intake.read_text(present, "one"))
    there = intake.read_text(pasted, "one")
    return another_customer(here, there)


@pytest.mark.parametrize(("present", "pasted"), OTHERS)
def test_a_conversation_of_its_own_is_another_customers(present: str, pasted: str) -> None:
    assert decide(present, pasted)


@pytest.mark.parametrize(("present", "pasted"), SAME)
def test_what_may_belong_to_the_same_customer_is_not_taken_away_from_it(present: str, pasted: str) -> None:
    assert not decide(present, pasted)
