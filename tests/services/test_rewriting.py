"""Rewriting what the agent typed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assist.domain.assistance import Assistance, CaseForm, FieldState, FieldValue
from assist.domain.conversation import Conversation, Speaker, Turn
from assist.domain.errors import Cancelled, EndpointFailed
from assist.domain.rewording import Fault, check_rewrite, main_language
from assist.llm.prompts import load_prompts
from assist.services.plain_rewrites import friendlier, more_formal, shorter
from assist.services.rewriting import RULES, NoRewrite, Rewrite, RewriteWriter, Style
from assist.services.tidying import tidied
from assist.services.wording import About, Author
from assist.support.paths import resources
from tests.fakes import FakeModel

TALK = Conversation("c", (Turn(Speaker.CUSTOMER, "Hi, I'm Crystal Minh, order 8273620, ann@mail.example."),))
FORM = CaseForm("f", {"name": FieldValue("Crystal Minh", 1.0, FieldState.AUTO)})
ABOUT = About(TALK, Assistance("c", 0, 0, "en", form=FORM))
LONG = "Hello! I hope you are well. I just wanted to let you know that order 8273620 ships on 3 May. Thanks so much!"


def author(model: FakeModel, languages: Sequence[str] = ("en", "zh")) -> Author:
    return Author(model, load_prompts(resources() / "prompts"), tuple(languages), "qwen")


def writer(*models: FakeModel) -> RewriteWriter:
    return RewriteWriter(lambda: tuple(author(m) for m in models))


def test_shorter_keeps_facts_questions_and_one_apology() -> None:
    text = (
        "Hi there! We're so sorry. I'm really sorry. Order 8273620 ships on 3 May. What is your email? Have a nice day!"
    )
    assert shorter(text) == "We're so sorry. Order 8273620 ships on 3 May. What is your email?"
    assert shorter("您好！非常感谢您的耐心等待。订单 8273620 已发货。祝您生活愉快！") == "订单 8273620 已发货。"


def test_formal_takes_out_contractions_slang_and_emoji() -> None:
    text = "Hey! I'm sorry, we can't find it, it's lost 😀 Thanks!"
    assert more_formal(text) == "Dear customer, I am sorry, we cannot find it, it is lost. Thank you."
    assert more_formal("嗨～你的订单到啦！") == "您好，您的订单到啦。"


HURRIED = "hey, sorry ur parcel is late. it takes 2 to 4 days after we got the form, pls be patient"


def test_every_style_spells_out_chat_abbreviations_and_ends_sentences() -> None:
    assert shorter(HURRIED) == "Sorry your parcel is late. It takes 2 to 4 days after we got the form."
    assert friendlier(HURRIED) == (
        "Hey, sorry your parcel is late. It takes 2 to 4 days after we got the form. Thank you for your patience."
    )
    assert more_formal(HURRIED) == (
        "Dear customer, we are sorry that your parcel is late. It takes 2 to 4 days after we have received the form. "
        "Thank you for your patience."
    )


def test_what_is_put_behind_a_reply_is_a_sentence_of_its_own() -> None:
    assert friendlier("we will refund it").endswith("We'll refund it. Just let me know if there's anything else!")
    assert friendlier("订单已经发货").startswith("您好！订单已经发货。")
    assert " https://a.example/b Just" in friendlier("see https://a.example/b")


@pytest.mark.parametrize(
    ("typed", "whole"),
    [
        ("u r right, send it asap thx", "You are right, send it asap thanks."),
        ("ur welcome!", "You're welcome!"),
        ("Size U or R, e.g. boots", "Size U or R, e.g. boots."),
        ("iPhone works. call www.a.example/u", "iPhone works. Call www.a.example/u"),
        ("i cant, it comes w/o a lid", "I can't, it comes without a lid."),
        ("option r and size u", "Option r and size u."),
    ],
)
def test_abbreviations_are_spelled_out_where_they_are_words(typed: str, whole: str) -> None:
    assert tidied(typed, "en") == whole


def test_an_apostrophe_left_out_is_no_change_of_meaning() -> None:
    made = RewriteWriter(tuple).rewrite("i dont have it", Style.FORMAL, ABOUT)
    assert isinstance(made, Rewrite)
    assert (made.text, made.faults) == ("Dear customer, I do not have it.", ())


def test_friendlier_greets_by_name_contracts_and_leaves_links_alone() -> None:
    text = "It is here: https://shop.example/I-am-here. We do not ship abroad."
    made = friendlier(text, "Crystal")
    assert made.startswith("Hi Crystal! It's here: https://shop.example/I-am-here.")
    assert "We don't ship abroad." in made
    assert friendlier("请提供订单号。").startswith("您好！麻烦您提供一下订单号。")


@given(st.text(max_size=160), st.sampled_from([shorter, friendlier, more_formal]))
def test_rules_take_any_text_and_never_a_number_from_it(text: str, rule: object) -> None:
    assert callable(rule)
    sentence = f"{text}. Your order number is 8273620."
    made = rule(sentence)
    assert "8273620" in made


def test_without_a_capable_model_rules_rewrite_and_translating_says_that_it_needs_one() -> None:
    made = RewriteWriter(tuple).rewrite(LONG, Style.SHORTER, ABOUT)
    assert isinstance(made, Rewrite)
    assert (made.text, made.by, made.faults) == ("Order 8273620 ships on 3 May.", RULES, ())
    assert RewriteWriter(tuple).rewrite(LONG, Style.TRANSLATE, ABOUT) is NoRewrite.NEEDS_MODEL
    assert RewriteWriter(tuple).rewrite("Order 1 ships.", Style.SHORTER, ABOUT) is NoRewrite.NOTHING_TO_CHANGE
    assert RewriteWriter(tuple).rewrite("  ", Style.SHORTER, ABOUT) is NoRewrite.EMPTY
    assert RewriteWriter(tuple).rewrite("x" * 3000, Style.SHORTER, ABOUT) is NoRewrite.TOO_LONG


def test_the_models_words_are_masked_streamed_and_put_back() -> None:
    model = FakeModel(["Order [ID1] ships on 3 May."])
    streamed: list[str] = []
    made = writer(model).rewrite(LONG, Style.SHORTER, ABOUT, streamed.append)
    assert isinstance(made, Rewrite)
    assert (made.text, made.by, made.faults) == ("Order 8273620 ships on 3 May.", "qwen", ())
    assert made.hidden >= 3
    assert streamed[-1] == "Order 8273620 ships on 3 May."
    prompt = str(model.requests[0])
    assert not [secret for secret in ("8273620", "ann@mail", "Crystal", "Minh") if secret in prompt]


def test_all_tasks_of_a_turn_share_what_comes_before_the_task() -> None:
    model = FakeModel(["Order [ID1] ships on 3 May.", "Hi! Order [ID1] ships on 3 May."])
    writer(model).rewrite(LONG, Style.SHORTER, ABOUT)
    writer(model).rewrite(LONG, Style.FRIENDLIER, ABOUT)
    first, second = model.requests
    assert (first.system, first.turns) == (second.system, second.turns)
    assert first.task != second.task


def test_what_the_model_makes_up_gives_way_to_the_rules() -> None:
    made = writer(FakeModel(["Order [ID1] ships on 3 May, and we will refund you $20."])).rewrite(
        LONG, Style.SHORTER, ABOUT
    )
    assert isinstance(made, Rewrite)
    assert made.by == RULES
    assert Fault.NEW_FACT in made.repaired
    assert made.faults == ()


def test_a_translation_that_does_not_hold_is_marked() -> None:
    made = writer(FakeModel(["您的订单已发货。"])).rewrite(LONG, Style.TRANSLATE, ABOUT)
    assert isinstance(made, Rewrite)
    assert Fault.LOST_FACT in made.faults
    good = writer(FakeModel(["您的订单 [ID1] 将于5月3日发货。"])).rewrite(LONG, Style.TRANSLATE, ABOUT)
    assert isinstance(good, Rewrite)
    assert (good.text, good.faults) == ("您的订单 8273620 将于5月3日发货。", ())


def test_the_next_author_writes_when_the_engine_does_not_answer() -> None:
    away, here = FakeModel([EndpointFailed("nobody")]), FakeModel(["Order [ID1] ships on 3 May."])
    made = writer(away, here).rewrite(LONG, Style.SHORTER, ABOUT)
    assert isinstance(made, Rewrite)
    assert made.by == "qwen"
    with pytest.raises(EndpointFailed):
        writer(FakeModel([EndpointFailed("nobody")])).rewrite(LONG, Style.SHORTER, ABOUT)


def test_a_cancel_reaches_the_caller() -> None:
    with pytest.raises(Cancelled):
        writer(FakeModel([Cancelled("stopped")])).rewrite(LONG, Style.SHORTER, ABOUT)


def test_a_model_that_lacks_the_language_is_not_asked() -> None:
    model = FakeModel([])
    rewriter = RewriteWriter(lambda: (author(model, ("en",)),))
    assert rewriter.rewrite("您好！订单 8273620 已发货。", Style.SHORTER, ABOUT) == Rewrite(
        "订单 8273620 已发货。", Style.SHORTER, RULES
    )
    assert rewriter.rewrite(LONG, Style.TRANSLATE, ABOUT) is NoRewrite.NEEDS_MODEL
    assert model.requests == []


def test_a_frame_around_the_answer_is_taken_off() -> None:
    made = writer(FakeModel(['Here is the reply:\n"Order [ID1] ships on 3 May."'])).rewrite(LONG, Style.SHORTER, ABOUT)
    assert isinstance(made, Rewrite)
    assert made.text == "Order 8273620 ships on 3 May."


@pytest.mark.parametrize(
    "file", sorted((resources() / "packs" / "northwind" / "snippets").rglob("*.md")), ids=lambda p: p.stem
)
def test_rules_do_no_harm_to_any_canned_reply(file: Path) -> None:
    text = file.read_text(encoding="utf-8").split("---", 2)[2].strip()
    for rule in (shorter, friendlier, more_formal):
        made = rule(text)
        assert not {Fault.NEW_FACT, Fault.LOST_FACT, Fault.MEANING, Fault.WRONG_SIDE, Fault.NEW_PROMISE} & set(
            check_rewrite(text, made, main_language(text))
        ), (rule.__name__, made)


@pytest.mark.parametrize(
    ("rude", "gone", "kept"),
    [
        ("You should have read the terms. It's your own fault. We can't refund that.", "fault", "I'm afraid we can't"),
        ("Calm down. That's not my problem, contact the courier.", "problem", "please contact the courier"),
        ("No. I already told you that. Read the email.", "already told", "Please read the email"),
        ("You are wrong. The parcel was delivered. Stop asking.", "wrong", "The parcel was delivered."),
        ("说了多少遍了，退不了。", "多少遍", "很抱歉，退不了"),
        ("你自己没看清楚规则，这不是我们的问题。", "你自己", "可能您没有留意到规则"),
    ],
)
def test_friendlier_says_what_is_rude_kindly_or_leaves_it_out(rude: str, gone: str, kept: str) -> None:
    made = friendlier(rude)
    assert gone not in made
    assert kept in made


def test_friendlier_leaves_what_is_polite_as_it_is() -> None:
    polite = (
        "Hi! Please send me your order number 1234567 so that I can check. Just let me know if there's anything else!"
    )
    assert friendlier(polite) == polite
