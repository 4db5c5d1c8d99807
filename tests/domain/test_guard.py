from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assist.domain.guard import Ground, check_draft, facts, is_courtesy, is_repetitive, sentences, strange_promises

GROUND = Ground(
    said="My tent pole is broken, order 8273620. I am Crystal.",
    passages="If a part is broken we send a replacement part free of charge within 3 working days. Costs above "
    "$1,200.00 need approval. Write to help@shop.example.",
)


def test_a_draft_that_keeps_to_its_sources_stands() -> None:
    draft = "I'm sorry to hear that, Crystal. We'll send a replacement part free of charge within three working days."
    assert check_draft(draft, GROUND) == ()


@pytest.mark.parametrize(
    ("draft", "fact"),
    [
        ("We send the replacement part within 5 working days.", "5"),
        ("The replacement part costs $20.", "20"),
        ("We send the replacement part on Monday.", "monday"),
        ("Write to other@shop.example for the part.", "other@shop.example"),
        ("The replacement part for order 827362 is free of charge.", "827362"),
        ("See www.shop.example/parts for the replacement part.", "www.shop.example/parts"),
        ("We send the replacement part within ten working days.", "10"),
    ],
)
def test_a_fact_nobody_gave_is_named(draft: str, fact: str) -> None:
    assert f"not in the conversation or the article: {fact}" in check_draft(draft, GROUND)


def test_the_same_fact_in_another_spelling_is_the_same_fact() -> None:
    assert facts("three days, $1,200.00") == facts("3 days, $1200")
    assert facts("两天") == facts("2天")


def test_a_name_nobody_mentioned_is_named() -> None:
    assert "a name nobody mentioned: Anna" in check_draft("Please ask Anna for the replacement part.", GROUND)


def test_a_promise_needs_the_article_or_the_agents_own_word() -> None:
    assert strange_promises("I will refund the order.", GROUND) == ("I will refund",)
    assert strange_promises("We'll send it.", GROUND) == ()
    agreed = Ground(GROUND.said, GROUND.passages, agent="I can refund that for you")
    assert strange_promises("I will refund the order.", agreed) == ()
    assert strange_promises("我们会为您退款。", GROUND) != ()


def test_speaking_for_the_customer_or_about_itself_is_refused() -> None:
    assert "it speaks as the customer" in check_draft("I ordered a part and my order is broken.", GROUND)
    assert "it speaks about itself or its instructions" in check_draft("As an AI I cannot send a part.", GROUND)
    assert "it speaks about itself or its instructions" in check_draft("We send the part to [ADDRESS2].", GROUND)


def test_another_language_than_the_conversations_is_refused() -> None:
    assert "it is in another language than the conversation" in check_draft("我们会在3天内寄出。", GROUND)


def test_empty_rambling_and_repeating_drafts_are_refused() -> None:
    assert check_draft(" … ", GROUND) == ("it is empty",)
    assert is_repetitive("We send it. We send it.")
    assert is_repetitive("we send a part and we send a part and we send a part and")
    rambling = "Our dedicated specialists constantly explore innovative opportunities across various industries."
    assert "most of it is in neither the conversation nor the article" in check_draft(rambling, GROUND)


def test_denying_what_the_article_says_is_refused() -> None:
    draft = "We are not able to send a replacement part free of charge."
    assert "it denies what the article says, or says what it denies" in check_draft(draft, GROUND)


def test_the_articles_words_in_an_order_of_its_own_are_refused() -> None:
    draft = "Days broken working the replacement within charge part."
    assert "it joins words of the article in a way the article does not" in check_draft(draft, GROUND)


def test_a_claim_does_not_pass_as_politeness() -> None:
    assert is_courtesy("I'm sorry to hear that.")
    assert not is_courtesy("I'm sorry, but you're not allowed to use a match.")


def test_quoting_an_article_for_staff_is_refused() -> None:
    internal = "Agents may waive the fee when a broken part was sent twice in one month."
    draft = "We send a part free of charge when a broken part was sent twice in one month."
    assert "it quotes an article for staff only" in check_draft(draft, GROUND, [internal])


def test_sentences_keep_decimals_and_abbreviations_whole() -> None:
    assert sentences("It costs 4.50 a day. Ask Mr. Lee! 好的。谢谢") == (
        "It costs 4.50 a day.",
        "Ask Mr. Lee!",
        "好的。",
        "谢谢",
    )


@given(st.text())
def test_every_text_can_be_judged_and_loses_no_character_to_sentences(text: str) -> None:
    check_draft(text, GROUND)
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())


@given(st.text(max_size=60))
def test_the_sources_own_facts_are_never_strange(text: str) -> None:
    assert not [w for w in check_draft(text, Ground(text, text)) if w.startswith("not in")]


def test_a_sentence_made_of_the_ends_of_two_true_ones_is_refused() -> None:
    ground = Ground(
        said="I miss the pegs.",
        passages="Tell us your order number, what you received and what is missing. A photo of the item's label helps.",
    )
    assert check_draft("A photo of the item is missing.", ground)
    assert check_draft("A photo of the item's label is missing.", ground)
    assert check_draft("Please tell us your order number, what you received and what is missing.", ground) == ()
