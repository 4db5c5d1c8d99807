from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assist.domain.assistance import Mood, MoodLabel
from assist.domain.conversation import Conversation, Speaker, Turn
from assist.domain.errors import WorldError
from assist.understanding.mood.reader import HEADS, TREND_TURNS, TrainedMood
from assist.understanding.parts import EmbedTurn, Vector

L = MoodLabel
SHIPPED = TrainedMood(HEADS)
_BITS = st.sampled_from(
    [
        "thanks",
        "GREAT",
        "not happy",
        "!!!",
        "???",
        "我很生气",
        "謝謝",
        "😡",
        "but",
        "8273",
        "...",
        "don't",
        "\n",
        "İ",
        "ﬀ",
        "不",
    ]
)
_TEXTS = st.one_of(st.text(max_size=60), st.lists(_BITS, max_size=12).map(" ".join))
_TURNS = st.lists(st.tuples(st.sampled_from(list(Speaker)), _TEXTS), max_size=20)


def without_model(_text: str, _space: str) -> Vector | None:
    return None


def by_letters(text: str, _space: str) -> Vector | None:
    """A unit vector that depends on the text alone, in place of a model."""
    seed = np.frombuffer(text.encode()[:64].ljust(64, b"\0"), np.uint8)
    vector = np.random.default_rng(seed).standard_normal(384).astype(np.float32)
    return vector / np.float32(np.linalg.norm(vector))


def talk(*turns: str) -> Conversation:
    """Customer turns; those that start with ``>`` are the agent's."""
    return Conversation(
        "c1", tuple(Turn(Speaker.AGENT if t.startswith(">") else Speaker.CUSTOMER, t.lstrip("> ")) for t in turns)
    )


def read(*turns: str) -> Mood:
    mood = TrainedMood(None).read(talk(*turns), without_model)
    assert mood is not None
    return mood


@pytest.mark.parametrize("embed", [without_model, by_letters])
@given(said=_TURNS)
@settings(max_examples=150, deadline=None)
def test_any_conversation_gets_a_sound_mood(embed: EmbedTurn, said: list[tuple[Speaker, str]]) -> None:
    conversation = Conversation("c", tuple(Turn(s, t) for s, t in said))
    mood = TrainedMood(None).read(conversation, embed)
    customer = [t for s, t in said if s is Speaker.CUSTOMER]
    if not customer:
        assert mood is None
        return
    assert mood is not None
    assert -1 <= mood.valence <= 1
    assert 0 <= mood.confidence <= 1
    assert len(mood.trend) == min(len(customer), TREND_TURNS)
    assert mood.trend[-1] == mood.valence
    assert all(-1 <= v <= 1 for v in mood.trend)
    assert mood.label is L.NEUTRAL or mood.evidence
    for e in mood.evidence:
        assert conversation.turns[e.turn].speaker is Speaker.CUSTOMER
        assert 0 <= e.start < e.end <= len(conversation.turns[e.turn].text)
    assert TrainedMood(None).read(conversation, embed) == mood


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Thank you so much, that is perfect!", L.PLEASED),
        ("My order number is 8273620.", L.NEUTRAL),
        ("I don't understand what that means", L.CONFUSED),
        ("I'm worried that my card was stolen", L.ANXIOUS),
        ("I am fed up, this is the third time I ask", L.FRUSTRATED),
        ("This is unacceptable, I will call my lawyer", L.ANGRY),
        ("非常感谢,太好了", L.PLEASED),
        ("我不明白这是什么意思", L.CONFUSED),
        ("我很担心,急需这笔钱", L.ANXIOUS),
        ("等了好久还没到", L.FRUSTRATED),
        ("骗子!垃圾公司,我要投诉", L.ANGRY),
    ],
)
def test_plain_words_are_read_without_a_model(text: str, label: MoodLabel) -> None:
    assert read(text).label is label


def test_negation_turns_praise_round() -> None:
    assert read("I am not happy with this").valence < 0 < read("I am happy with this").valence
    assert read("不太满意").valence < 0 < read("很满意").valence


def test_traditional_characters_read_like_simplified_ones() -> None:
    assert read("謝謝，非常滿意").valence == read("谢谢，非常满意").valence


def test_evidence_quotes_the_telling_words() -> None:
    conversation = talk("Where is it? I am FED UP with waiting")
    mood = TrainedMood(None).read(conversation, without_model)
    assert mood is not None
    assert "FED UP" in [conversation.quote(e) for e in mood.evidence]


def test_repeated_marks_and_capitals_make_a_complaint_stronger() -> None:
    assert read("WHERE IS MY REFUND!!! this is terrible").valence < read("where is my refund, this is terrible").valence


def test_sarcastic_praise_lowers_the_confidence_and_is_not_pleased() -> None:
    plain, sarcastic = read("great"), read("great, just great")
    assert sarcastic.label is not L.PLEASED
    assert sarcastic.confidence < plain.confidence


def test_asking_again_after_an_apology_is_worse_than_asking() -> None:
    first = read("Where is my parcel with the blue tent?")
    again = read(
        "Where is my parcel with the blue tent?",
        "> I'm sorry, I could not find it.",
        "Where is my parcel, the blue tent?",
    )
    assert again.valence < first.valence


def test_thanks_at_the_end_lift_the_mood() -> None:
    mood = read("This is terrible, I am fed up", "> It is refunded now.", "Great, thank you so much")
    assert mood.label is L.PLEASED
    assert mood.trend[-1] > mood.trend[0]


def test_a_bare_number_keeps_the_mood_of_the_turn_before() -> None:
    assert read("I am so fed up with this terrible service", "> Your number?", "8273620").valence < -0.1


def test_english_and_chinese_are_known_and_others_are_not() -> None:
    reader = TrainedMood(None)
    assert [reader.knows(x) for x in ("en", "en-GB", "zh", "zh-Hant", "de")] == [True, True, True, True, False]


def test_reading_without_a_model_is_less_sure() -> None:
    assert read("thank you").confidence < 0.7


def test_a_very_long_turn_is_read_quickly_and_soundly() -> None:
    mood = read("I am fed up! " + "x " * 200_000)
    assert mood.evidence


@given(said=_TURNS)
@settings(max_examples=60, deadline=None)
def test_the_shipped_heads_give_a_sound_mood_for_any_embedding(said: list[tuple[Speaker, str]]) -> None:
    conversation = Conversation("c", tuple(Turn(s, t) for s, t in said))
    mood = SHIPPED.read(conversation, by_letters)
    if mood is None:
        assert all(s is not Speaker.CUSTOMER for s, _ in said)
        return
    assert -1 <= mood.valence <= 1
    assert mood.label is L.NEUTRAL or mood.evidence
    assert all(conversation.quote(e) for e in mood.evidence)
    assert TrainedMood(HEADS).read(conversation, by_letters) == mood


def test_a_model_that_comes_late_replaces_the_reading_without_it() -> None:
    reader, conversation = TrainedMood(HEADS), talk("well, the tent came and it is fine")
    before = reader.read(conversation, without_model)
    assert reader.read(conversation, by_letters) != before
    assert reader.read(conversation, by_letters) == SHIPPED.read(conversation, by_letters)


def test_each_turn_is_embedded_once() -> None:
    asked: list[str] = []

    def counting(text: str, space: str) -> Vector | None:
        asked.append(text)
        return by_letters(text, space)

    reader = TrainedMood(HEADS)
    reader.read(talk("hello there", "> hi", "where is it"), counting)
    reader.read(talk("hello there", "> hi", "where is it", "> soon", "thanks"), counting)
    assert asked == ["hello there", "where is it", "thanks"]


def test_a_damaged_head_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "mood_en.npz").write_bytes((HEADS / "mood_en.npz").read_bytes()[:500])
    with pytest.raises(WorldError, match=r"mood_en\.npz cannot be read"):
        TrainedMood(tmp_path)


def test_a_head_for_other_features_is_refused(tmp_path: Path) -> None:
    with np.load(HEADS / "mood_e5.npz") as head:
        kept = dict(head)
    kept["dense"] = kept["dense"][:, :-1]
    np.savez(tmp_path / "mood_e5.npz", **kept)
    with pytest.raises(WorldError, match="train it again"):
        TrainedMood(tmp_path)


def test_a_number_given_after_a_complaint_quotes_the_complaint() -> None:
    conversation = talk("I am so fed up with this terrible service", "> Your number?", "8273620")
    mood = TrainedMood(None).read(conversation, without_model)
    assert mood is not None
    assert mood.label in {L.FRUSTRATED, L.ANGRY}
    assert "fed up" in [conversation.quote(e) for e in mood.evidence]


def test_real_thanks_after_an_oh_are_no_sarcasm() -> None:
    assert read("oh wonderful, thank you so much").label is L.PLEASED
    assert read("oh great, another delay").label is not L.PLEASED


@pytest.mark.parametrize("text", ["请问怎么退货", "I'd like a refund", "Which gate does it leave from"])
def test_a_polite_request_is_neutral(text: str) -> None:
    assert read(text).label is L.NEUTRAL


def test_a_feeling_said_outright_lasts_over_flat_turns_and_quotes_its_word() -> None:
    said = ("> Which address?", "It is the one of my first order.", "> And the number?", "I have it here.")
    conversation = talk("I'm really worried about my account.", *said)
    mood = read("I'm really worried about my account.", *said)
    assert mood.label is MoodLabel.ANXIOUS
    assert [conversation.turns[e.turn].text[e.start : e.end] for e in mood.evidence] == ["worried"]


def test_thanks_lift_a_feeling_said_outright() -> None:
    mood = read("I'm really worried about my account.", "> It is safe.", "Great, thank you!", "It is here.")
    assert mood.label is not MoodLabel.ANXIOUS


def test_what_only_hints_is_not_quoted_beside_what_says_it() -> None:
    text = "I am upset, could I have another one instead?"
    mood = read("It came open.", "> Oh.", f"{text}")
    assert [text[e.start : e.end] for e in mood.evidence] == ["upset"]


@pytest.mark.parametrize(
    ("asked", "denied", "again"),
    [
        ("I need a cheap room in the north", "> I'm sorry, there are no cheap rooms.", "What about the south?"),
        ("我要一间便宜的房间", "> 抱歉,没有符合的房间。", "那南边呢?"),
    ],
)
def test_being_told_no_lowers_the_valence_and_not_the_label(asked: str, denied: str, again: str) -> None:
    mood = read(asked, denied, again)
    assert mood.label is L.NEUTRAL
    assert mood.trend[-1] < mood.trend[0] - 0.2


@pytest.mark.parametrize("last", ["No, that is all, goodbye", "没有了,就这些,再见"])
def test_no_to_anything_else_is_no_refusal(last: str) -> None:
    refused = read("I need a table", "> Is there anything else?", "No, another one")
    assert read("I need a table", "> Is there anything else?", last).valence > refused.valence


def test_what_went_wrong_earlier_still_weighs_a_little_later() -> None:
    end = ("> Here is the address.", "And the phone number?")
    smooth = read("I need a room", "> The blue house has one.", "Where is it?", *end)
    rough = read("I need a room", "> Sorry, I was unable to find one.", "Where is it?", *end)
    assert rough.valence < smooth.valence
