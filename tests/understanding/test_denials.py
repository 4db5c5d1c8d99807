"""What a customer says it is not about does not decide where the case goes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assist.domain.result import conversation_from_json
from assist.domain.text import guess_language
from assist.packs.reader import read_pack
from assist.understanding.denials import said_outright
from assist.understanding.embedding import installed_embedders
from assist.understanding.index import Tools
from assist.understanding.needs import find_needs
from assist.understanding.triage import Triager

NORTHWIND = Path(__file__).resolve().parents[2] / "resources" / "packs" / "northwind"

MESSAGES = """
late_delivery: I do NOT want a refund, I want to know where my parcel is
late_delivery: Nobody said anything about cancelling, I just want my order to arrive
late_delivery: I'm not asking for my money back. Where is my package?
late_delivery: I didn't say it was damaged, I said it never came
late_delivery: No, I don't want to return it, it hasn't even arrived yet
late_delivery: My lawyer friend recommended you, anyway, the tracking hasn't moved for four days
damaged: It's not about the delivery, that was fast. The stove arrived dented.
damaged: I don't need a repair under warranty, it was broken when I opened the box
return_exchange: I don't want to cancel anything, I want to swap the boots for a bigger size
return_exchange: This isn't a complaint, I'd just like to send the jacket back
refund_status: Don't send me another return label, I sent it back weeks ago and haven't been refunded
payment_problem: It isn't about a refund, I was charged twice for one order
payment_problem: I was charged twice
warranty_repair: I don't want a new one, I want the zip on my old jacket repaired
account_access: I'm not trying to place an order, I can't log in
change_order: I don't want my money back, I just need the delivery address changed
setup_help: The stove isn't broken and I don't want to return it, I just don't know how to light it
store_stock: I don't want it delivered, do you have it in stock at the shop?
rental_booking: I'm not cancelling the bikes, can we just move the rental to Sunday?
promo_points: I'm not asking about a refund, my discount code doesn't work
late_delivery: 我不是要退款，我想知道包裹到哪了
late_delivery: 没人说要取消订单，我只是想问什么时候能到
late_delivery: 不是退货的事，是快递一直没到
late_delivery: 我律师朋友推荐你们家的，不过我的快递怎么还没到
return_exchange: 不是要取消订单，鞋子小了想换大一码
damaged: 不是物流慢，是拆开就是坏的
payment_problem: 不是要退货，是同一笔订单扣了两次钱
refund_status: 我不想再退货了，之前退的钱还没到
account_access: 我没忘密码，是账号被锁了
warranty_repair: 不用退款，拉链坏了帮我修一下就行
change_order: 不用退款，改一下收货地址就好
promo_points: 不是問退款，是優惠碼用不了
praise: 没有投诉，就是想说声谢谢
"""
CASES = [tuple(line.split(": ", 1)) for line in MESSAGES.strip().splitlines()]


@pytest.fixture(scope="module")
def triager(tmp_path_factory: pytest.TempPathFactory) -> Triager:
    return Triager(read_pack(NORTHWIND), Tools(installed_embedders(1), tmp_path_factory.mktemp("cache")))


@pytest.mark.slow
@pytest.mark.parametrize(("category", "said"), CASES)
def test_a_denied_wish_or_a_hot_word_in_passing_does_not_flip_it(triager: Triager, category: str, said: str) -> None:
    language = guess_language(said) or "en"
    chat = conversation_from_json({"id": "c", "turns": [{"speaker": "customer", "text": said}]}, "c")
    found = triager.sort(chat, find_needs(chat), language)
    assert found is not None
    assert found.category == category


@pytest.mark.parametrize(
    "said",
    [
        "My card doesn't work, it was declined",
        "I don't see my refund, it should be here",
        "I haven't received it, where is it?",
        "我没收到货，怎么回事",
        "优惠码不能用，提示过期",
        "不是我买的，钱却扣了",
        "I don't want it any more.",
    ],
)
def test_a_negated_fact_is_kept(said: str) -> None:
    assert said_outright(said) == said


@given(st.text(max_size=200))
def test_what_is_left_was_said(said: str) -> None:
    assert all(part in said for part in said_outright(said).split())
