"""What the mood must not be taken in by, in both languages: irony, others' words, negation, typing."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assist.domain.assistance import Mood, MoodLabel
from assist.domain.conversation import Conversation, Speaker, Turn
from assist.understanding.embedding import E5Embedder, EmbedderMissing, MiniLmEmbedder, installed_embedders
from assist.understanding.mood.course import shortfall_at
from assist.understanding.mood.cues import fold, mark
from assist.understanding.mood.own import without_others
from assist.understanding.mood.reader import HEADS, TrainedMood
from assist.understanding.parts import ENGLISH_SPACE, MULTILINGUAL_SPACE, EmbedTurn, Vector
from assist.understanding.spelling import Speller
from assist.understanding.vocabulary import common_words

L = MoodLabel
NEGATIVE = {L.ANXIOUS, L.FRUSTRATED, L.ANGRY}
_LETTERS = st.text(alphabet="ab!? #so好不“”\"'RT@:", max_size=60)


def without_model(_text: str, _space: str) -> Vector | None:
    return None


@pytest.fixture(scope="module")
def embed() -> EmbedTurn:
    """The real embedders."""
    try:
        MiniLmEmbedder(1)
        E5Embedder(1)
    except EmbedderMissing:
        pytest.skip("the embedding models are not installed")
    return installed_embedders(1).turn


def talk(*turns: str) -> Conversation:
    """Customer turns; those that start with ``>`` are the agent's."""
    return Conversation(
        "c1", tuple(Turn(Speaker.AGENT if t.startswith(">") else Speaker.CUSTOMER, t.lstrip("> ")) for t in turns)
    )


def read(*turns: str, embed: EmbedTurn = without_model) -> Mood:
    mood = TrainedMood(HEADS).read(talk(*turns), embed)
    assert mood is not None
    return mood


@pytest.mark.parametrize(
    "text",
    [
        "Great, another delay. Fantastic service.",
        "Thanks for making my trip a nightmare",
        "'Thanks' for the voucher, my bag is still lost",
        "Nice work losing my suitcase",
        "Oh wonderful, it is broken again",
        "真棒，又延误了。服务真好",
        "太好了，又坏了",
        "谢谢你们让我白等一天",
    ],
)
def test_ironic_praise_is_not_taken_for_pleasure_and_is_less_sure(text: str, embed: EmbedTurn) -> None:
    mood = read(text, embed=embed)
    assert mood.label is not L.PLEASED
    assert mood.confidence < 0.75
    assert mark(text).sarcastic


@pytest.mark.parametrize(
    "text",
    [
        "Thank you so much for your help!",
        "Thanks for fixing the broken phone, great service",
        "Thank you for the quick answer about the delay",
        "感谢你们帮我解决了退款的问题，服务真好",
    ],
)
def test_meant_praise_stays_praise(text: str, embed: EmbedTurn) -> None:
    assert read(text, embed=embed).label is L.PLEASED


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("My boss was so angry with me, please send the invoice", "angry"),
        ('He said "you are all idiots and liars", so I need a new card', "idiots"),
        ("Just sent it RT @shop: we are sorry for the terrible delay", "terrible"),
        ("我老板很生气，请把发票发给我", "生气"),
        ("他说“你们都是骗子和废物”，我想换一张卡", "骗子"),
    ],
)
def test_what_others_say_and_feel_is_not_the_customers(text: str, gone: str, embed: EmbedTurn) -> None:
    assert gone not in without_others(text)
    mood = read(text, embed=embed)
    assert mood.label not in {L.ANGRY, L.FRUSTRATED}
    assert all(gone not in talk(text).quote(e) for e in mood.evidence)


def test_the_customers_own_feeling_stays() -> None:
    assert without_others("I was so angry, and my boss laughed") == "I was so angry, and my boss laughed"


def test_a_turn_that_is_all_quotation_is_read() -> None:
    assert without_others("“this is the worst service ever”") == "“this is the worst service ever”"


@given(_LETTERS)
def test_blanking_others_keeps_every_place(text: str) -> None:
    left = without_others(text)
    assert len(left) == len(text)
    assert all(a in (b, " ") for a, b in zip(left, text, strict=True))


@given(_LETTERS)
def test_cues_lie_inside_the_text(text: str) -> None:
    for cue in (*mark(text).cues, *mark(text).shouts):
        assert 0 <= cue.start < cue.end <= len(text)


@pytest.mark.parametrize(
    ("text", "worse"),
    [
        ("not bad at all", "bad"),
        ("I'm not upset", "I'm upset"),
        ("I'm not angry, just asking", "I'm angry, just asking"),
        ("一点也不生气", "很生气"),
        ("不差", "很差"),
    ],
)
def test_negated_complaint_is_no_complaint(text: str, worse: str, embed: EmbedTurn) -> None:
    mood = read(text, embed=embed)
    assert mood.label not in NEGATIVE
    assert mood.valence > read(worse, embed=embed).valence + 0.3


@pytest.mark.parametrize(
    ("english", "chinese", "label"),
    [
        ("Thank you so much, that was very fast!", "太谢谢了，真快！", L.PLEASED),
        ("I'd like to change my booking to Friday", "我想把预订改到周五", L.NEUTRAL),
        ("I don't understand what that means", "我不明白这是什么意思", L.CONFUSED),
        ("I'm worried it will not arrive in time", "我很担心赶不上", L.ANXIOUS),
        ("I have been waiting three hours and nobody answers", "等了三个小时了，没人理我", L.FRUSTRATED),
        ("You are liars, give me my money back!", "你们就是骗子，把钱退给我！", L.ANGRY),
        ("Very disappointed with the quality", "质量太让人失望了", L.FRUSTRATED),
        ("The room was lovely and the staff were kind", "房间很好，服务员也很热情", L.PLEASED),
        ("Somebody used my card, I'm scared", "有人盗刷我的卡，我好害怕", L.ANXIOUS),
        ("Shame on you, I will sue", "太无耻了，我要起诉你们", L.ANGRY),
    ],
)
def test_chinese_is_read_like_english(english: str, chinese: str, label: MoodLabel, embed: EmbedTurn) -> None:
    assert read(english, embed=embed).label is label
    assert read(chinese, embed=embed).label is label


@pytest.mark.parametrize(
    "text", ["Where is my parcel, I asked you about it on Monday", "THE NUMBER IS IN MY FIRST MESSAGE, PLEASE LOOK"]
)
def test_capitals_alone_are_no_anger_when_everything_is_in_capitals(text: str) -> None:
    assert mark(text.upper()).shouts == ()
    assert read(text.upper()).valence == read(text.lower()).valence


def test_a_word_in_capitals_among_small_ones_is_raised_voice() -> None:
    assert mark("I am NEVER coming back").shouts


@pytest.mark.parametrize("text", ["I SENT THIS TODAY", "GOVERNMENT TEACHER", "order:Shirt", "maXDepth", "O_orders"])
def test_letters_within_words_are_no_faces(text: str) -> None:
    assert not mark(text).cues


@pytest.mark.parametrize("text", ["so good :D", "lol XDDD", "it is gone T_T", "here T T", "what o_O?"])
def test_faces_made_of_letters_are_seen(text: str) -> None:
    assert mark(text).cues


def test_held_down_letters_and_grown_together_hashtags_are_read_with_their_places() -> None:
    text = "sooo goood #worstserviceever dont understand"
    found = {text[c.start : c.end]: c.label for c in mark(text).cues}
    assert found == {"goood": L.PLEASED, "#worstserviceever": L.ANGRY, "dont understand": L.CONFUSED}


def test_traditional_characters_are_embedded_as_simplified_ones() -> None:
    asked: list[str] = []

    def noting(text: str, _space: str) -> Vector | None:
        asked.append(text)
        return None

    read("謝謝，非常滿意", embed=noting)
    assert asked == ["谢谢，非常满意"]
    assert fold("謝謝") == "谢谢"


def test_the_agents_words_are_never_the_customers_mood(embed: EmbedTurn) -> None:
    mood = read("I'd like to change my address", "> I am so angry and frustrated, this is terrible!!!", embed=embed)
    assert mood.label is L.NEUTRAL


@pytest.mark.parametrize(
    "text",
    [
        "nobody at the counter could tell us when the bags would come and then they simply closed and went home",
        "we sat in the cold for hours while your people stood there chatting and drinking coffee",
    ],
)
def test_evidence_is_a_few_words_and_not_the_whole_turn(text: str, embed: EmbedTurn) -> None:
    conversation = talk(text)
    mood = TrainedMood(HEADS).read(conversation, embed)
    assert mood is not None
    assert mood.label in NEGATIVE
    assert all(len(conversation.quote(e)) < len(text) / 2 for e in mood.evidence)


def test_a_request_said_again_quotes_what_is_said_again() -> None:
    conversation = talk(
        "Where is the parcel with the blue tent?", "> One moment.", "So, the parcel with that blue tent"
    )
    mood = TrainedMood(None).read(conversation, without_model)
    assert mood is not None
    assert mood.valence < mood.trend[0]


def test_a_long_talk_shows_its_turn_for_the_worse_and_back() -> None:
    turns = ["Hi, I need a new router.", "> Sure."] + ["Ok, and the colour?", "> White or black."] * 3
    turns += [
        "This is the third time it arrives broken, I am fed up",
        "> I am sorry.",
        "Terrible service",
        "> It is on us.",
    ]
    mood = read(*turns, "Great, thank you so much, that is very kind")
    assert min(mood.trend) < -0.4
    assert mood.trend[-1] > 0.3
    assert mood.trend.index(min(mood.trend)) in {4, 5}


def test_a_head_for_another_embedder_is_put_aside_and_said_so() -> None:
    strange = TrainedMood(HEADS, model_of=lambda _space: "another-model")
    conversation = talk("thank you")

    def constant(_text: str, _space: str) -> Vector | None:
        return np.full(384, 384**-0.5, np.float32)

    assert not strange.knows("en")
    assert not strange.knows("zh")
    mood, lexicon = strange.read(conversation, constant), TrainedMood(None).read(conversation, constant)
    assert mood is not None
    assert lexicon is not None
    assert (mood.label, mood.valence) == (lexicon.label, lexicon.valence)


def test_a_missing_embedder_is_no_strange_one() -> None:
    assert TrainedMood(HEADS, model_of=lambda _space: None).knows("en")


@pytest.mark.parametrize(
    ("space", "model"), [(ENGLISH_SPACE, MiniLmEmbedder.model_id), (MULTILINGUAL_SPACE, E5Embedder.model_id)]
)
def test_the_shipped_heads_are_for_the_embedders_in_use(space: str, model: str) -> None:
    with np.load(Path(HEADS) / f"mood_{space}.npz") as head:
        assert str(head["model"]) == model


def test_nobody_is_let_down_before_an_answer_and_anybody_may_be_after_the_first() -> None:
    alone = Conversation("c", (Turn(Speaker.CUSTOMER, "a room for two"), Turn(Speaker.CUSTOMER, "for Friday")))
    answered = talk("a room for two", "> Which town?", "for Friday")

    assert shortfall_at(alone, 1) == 0.0
    assert shortfall_at(answered, 0) == 0.0
    assert shortfall_at(answered, 2) > 0.0


def test_a_request_said_in_words_used_before_counts_against_the_service() -> None:
    anew = talk("my parcel is late", "> Which order?", "the blue kettle please")
    again = talk("the blue kettle is late", "> Which order?", "the blue kettle please")

    assert shortfall_at(again, 2) > shortfall_at(anew, 2)


@pytest.mark.parametrize("text", ["send again please", "can you send the link again?", "please try it once more again"])
def test_asking_for_a_thing_once_more_is_no_complaint(text: str) -> None:
    assert not any(cue.label in NEGATIVE for cue in mark(text).cues)


def test_again_stays_a_complaint_where_there_is_one() -> None:
    said = "can you say why it is broken again"
    assert "again" in [said[c.start : c.end] for c in mark(said).cues]
    assert any(c.label in NEGATIVE for c in mark("it happened again").cues)


def _mistyped(text: str) -> Mood:
    speller = Speller(common_words())
    reader = TrainedMood(None, slips=lambda said, space: speller.slips(said) if space == ENGLISH_SPACE else ())
    mood = reader.read(talk(text), without_model)
    assert mood is not None
    return mood


@pytest.mark.parametrize(
    ("text", "label", "written"),
    [
        ("That is greatt, thnak you for the qiuck help", L.PLEASED, "thnak you"),
        ("I am furiuos and angrry abuot it", L.ANGRY, "angrry"),
        ("I am worrried abuot my parcel", L.ANXIOUS, "worrried"),
    ],
)
def test_a_mistyped_word_says_its_mood_and_is_quoted_as_it_was_written(
    text: str, label: MoodLabel, written: str
) -> None:
    mood = _mistyped(text)
    assert mood.label is label
    assert written in [text[e.start : e.end] for e in mood.evidence]


def test_typing_errors_in_what_others_said_stay_out_of_it() -> None:
    text = 'My boss said "this is teribble and I am angrry" but I only ask for the receipt'
    assert _mistyped(text).label is L.NEUTRAL


@pytest.mark.parametrize("text", ["thx for that", "ughhh not again", "Danke, 谢谢你们"])
def test_what_says_a_mood_as_it_is_written_is_no_slip(text: str) -> None:
    assert _mistyped(text) == TrainedMood(None).read(talk(text), without_model)


@pytest.mark.parametrize(
    "said",
    [
        "BL 204 518. sorry no, BL 204 581",
        "07700 900 461 no wait 416",
        "不对 是一三七一二三四五六八七",
        "打错了，是 13800138000",
    ],
)
def test_who_puts_an_own_number_right_complains_of_nothing(said: str, embed: EmbedTurn) -> None:
    language = "en" if said.isascii() else "zh"
    before = "> Which number is it?" if language == "en" else "> 请问电话是多少？"
    first = "I would like to change my day" if language == "en" else "我想改一下时间"
    talked = Conversation("c", talk(first, before, said).turns, declared_language=language)
    mood = TrainedMood(HEADS).read(talked, embed)
    assert mood is not None
    assert mood.label is L.NEUTRAL
    assert not mood.evidence


@pytest.mark.parametrize("said", ["不对，你们扣了我两次钱", "no, this is wrong, you charged me 3 times"])
def test_a_no_without_a_number_behind_it_is_read(said: str) -> None:
    assert without_others(said) == said


@pytest.mark.parametrize("said", ["停车贵不贵", "在吗", "hello? anybody there"])
def test_a_question_whether_it_is_so_and_a_hello_complain_of_nothing(said: str, embed: EmbedTurn) -> None:
    talked = Conversation("c", talk(said).turns, declared_language="en" if said.isascii() else "zh")
    mood = TrainedMood(HEADS).read(talked, embed)
    assert mood is not None
    assert mood.label is L.NEUTRAL
