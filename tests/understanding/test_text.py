"""Tokens, sentences and passages: whatever the text, offsets are those of the original."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assist.domain.pack import Article
from assist.understanding.needs import CHUNK_WORDS, MAX_CHUNKS, chunks, has_content, is_closing
from assist.understanding.passages import sentence_spans, split_article, words_in
from assist.understanding.tokens import is_traditional, terms, to_simplified, tokenize

MIXED = st.text(alphabet=st.sampled_from("abcXYZ09 .,!?\n#-*'’退貨订單裡嗎。！？é😀\t"), max_size=200)


@given(MIXED | st.text(max_size=80))
def test_tokens_lie_in_order_inside_the_text(text: str) -> None:
    at = 0
    for token in tokenize(text):
        assert at <= token.start < token.end <= len(text)
        at = token.end


@given(MIXED | st.text(max_size=80))
def test_folding_to_simplified_keeps_the_length(text: str) -> None:
    assert len(to_simplified(text)) == len(text)


@given(MIXED)
def test_sentences_are_trimmed_in_order_and_never_empty(text: str) -> None:
    at = 0
    for span in sentence_spans(text):
        sentence = text[span.start : span.end]
        assert at <= span.start
        assert sentence == sentence.strip() != ""
        at = span.end


LINES = st.sampled_from(["# Title\n", "A short line.\n", "\n", "- item one\n", "word " * 70 + ".\n"])


@given(st.lists(LINES, max_size=12))
def test_passages_do_not_overlap_and_hold_every_word_outside_headings(parts: list[str]) -> None:
    body = "".join(parts)
    passages = split_article(Article("a", "T", body), 3)
    assert passages
    at = 0
    for p in passages:
        assert at <= p.start <= p.end <= len(body)
        at = p.end
    held = "".join(body[p.start : p.end] for p in passages)
    assert held.count("item one") == body.count("item one")
    assert held.count("word") == body.count("word")


@pytest.mark.parametrize(
    "listed",
    [
        "How wide is it, how to wash it, is it waterproof or not, what it is made of",
        "When does it open? When does the sale begin? How long does it last? Who may come?",
        "怎么洗这件衣服、能不能放进烘干机、会不会缩水、是什么材料",
    ],
)
def test_of_a_line_that_lists_questions_each_is_a_passage(listed: str) -> None:
    body = f"Find out what is asked.\n{listed}\nThen answer it."
    passages = [body[p.start : p.end] for p in split_article(Article("a", "T", body), 0)]
    assert (passages[0], passages[-1]) == ("Find out what is asked.", "Then answer it.")
    assert len(passages) == 6
    assert all(p in listed for p in passages[1:-1])


@pytest.mark.parametrize(
    "prose",
    [
        "Say that you are sorry, look the order up, tell what you see, and close the case",
        "The options are a refund, a new item of the same kind, credit for later, or nothing at all",
        "- one of these, two of those, three of them, four of all",
        "Red, green, blue, white",
        "If it is late, ask for the number, look it up, tell where it is",
    ],
)
def test_a_line_of_prose_or_of_single_words_is_none(prose: str) -> None:
    assert len(split_article(Article("a", "T", prose), 0)) == 1


def test_a_heading_begins_a_passage_and_names_it() -> None:
    body = "Intro.\n\n## One\n\nFirst.\n\n## Two\n\nSecond."
    passages = split_article(Article("a", "T", body), 0)
    assert [(p.heading, body[p.start : p.end]) for p in passages] == [
        ("", "Intro."),
        ("One", "First."),
        ("Two", "Second."),
    ]


def test_abbreviations_do_not_end_a_sentence() -> None:
    text = "Ask Dr. Hill, e.g. by mail. Then wait."
    assert [text[s.start : s.end] for s in sentence_spans(text)] == ["Ask Dr. Hill, e.g. by mail.", "Then wait."]


def test_forms_of_a_word_and_both_scripts_match() -> None:
    assert terms("Refunds refunding refunded") == ["refund"] * 3
    assert terms("退貨") == terms("退货")
    assert is_traditional("訂單還沒有發貨")
    assert not is_traditional("订单还没有发货")


def test_small_talk_has_no_content_and_thanks_close() -> None:
    assert not has_content("Hi, good morning!")
    assert not has_content("好的 谢谢")
    assert has_content("my tent is torn")
    assert is_closing("great, thanks, bye")
    assert not is_closing("thanks, and what about the fee?")


@given(st.lists(st.sampled_from(["One two three four five.", "Six?", "seven " * 30 + "."]), max_size=20))
def test_a_long_message_is_cut_into_few_pieces(sentences: list[str]) -> None:
    text = " ".join(sentences)
    assert 1 <= len(chunks(text)) <= MAX_CHUNKS


@pytest.mark.parametrize("letter", ["seven words of it are here now " * 60, "我的订单到现在还没有发货" * 40])
def test_a_letter_without_marks_is_cut_between_words(letter: str) -> None:
    pieces = chunks(letter)
    assert len(pieces) == MAX_CHUNKS or "".join(pieces).replace(" ", "") == letter.replace(" ", "")
    assert all(words_in(piece) <= 1.5 * CHUNK_WORDS for piece in pieces)
    assert {word for piece in pieces for word in piece.split()} <= set(letter.split()) or not letter.isascii()
