"""What was said comes out as it would have been written, and every character knows where it comes from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assist.understanding.written.numbers import Asked
from assist.understanding.written.turns import asked_for, written

SAID = [
    ("my order number is eight two seven three six two oh", "my order number is 8273620"),
    ("double two oh five triple seven", "2205777"),
    ("order eighty two seventy three", "order 8273"),
    ("call me at five five five oh one double nine eight four", "call me at 555019984"),
    ("crystal dot m at email dot com", "crystal.m@email.com"),
    ("it's b as in bravo r o w n seven at g mail dot com", "it's brown7@gmail.com"),
    ("j underscore smith forty two at mail dot example dot co dot uk", "j_smith42@mail.example.co.uk"),
    ("my policy number is a x nine dash four four one", "my policy number is ax9-441"),
    ("one twenty three main street", "123 main street"),
    ("sixty five thirty four circle drive raleigh n y five oh six five eight", "6534 circle drive raleigh ny 50658"),
    ("on march thirteenth twenty twenty six", "on march 13th 2026"),
    ("from the fourth uh of may until the twenty first", "from the 4th of may until the 21st"),
    ("my date of birth is zero four zero four one nine nine zero", "my date of birth is 04/04/1990"),
    ("at seven thirty p m", "at 7:30 pm"),
    ("nine oh five in the morning", "9:05 in the morning"),
    ("twenty five dollars and fifty cents", "$25.50"),
    ("three hundred and fifty bucks", "350 bucks"),
    ("four point five stars and fifteen percent off", "4.5 stars and 15% off"),
    ("w w w dot example dot org", "www.example.org"),
    ("um i you know lost it", "i lost it"),
    ("around two zero zero dollars", "around $200"),
    ("in may two zero two four", "in may 2024"),
    ("1907733 吴敏 one nine zero seven seven", "1907733，吴敏 19077"),
    ("想换三十九号", "想换39号"),
    ("dont worry ill call at three oclock", "don't worry. i'll call at three o'clock"),
    ("could i get your full name please", "could i get your full name please?"),
    ("hi my name is katrine miller and i need help", "hi. my name is katrine miller and i need help"),
    ("can you like help me find a way out well of town", "can you help me find a way out of town?"),
    ("my name like is ilse and the boss well will be bert", "my name is ilse and the boss will be bert"),
    ("we saw you know the old mill", "we saw the old mill"),
    ("yes id like a room", "yes. i'd like a room"),
    ("is this your ticket id like please", "is this your ticket id like please?"),
    ("my names ilse", "my name's ilse"),
    ("thank you and the name on it", "thank you. and the name on it?"),
    ("i understand which name is on the order", "i understand. which name is on the order?"),
    ("the lid came off is that still under warranty", "the lid came off. is that still under warranty?"),
    ("the lid came off Is that still under warranty", "the lid came off. Is that still under warranty?"),
    ("I have no idea what I'm doing", "I have no idea what I'm doing"),
    ("is it at The Old Mill Can I stay", "is it at The Old Mill? Can I stay?"),
    ("does the mill serve tea We go on Friday", "does the mill serve tea? We go on Friday"),
    ("can you tell me how long it takes", "can you tell me how long it takes?"),
    ("four two adults and two children", "four. two adults and two children"),
    ("call zero four nine six zero one more thing is it free", "call 04960. one more thing is it free?"),
    ("lets say nine fifteen", "let's say 9:15"),
    ("would nine thirty suit you", "would 9:30 suit you"),
    ("at the lake were staying there its the big house", "at the lake we're staying there it's the big house"),
    ("tomasz lind it was too late", "tomasz lind. it was too late"),
    ("tomasz well lindqvist t.l@example.org", "tomasz lindqvist. t.l@example.org"),
    ("the parcel i am waiting for is lost", "the parcel i am waiting for is lost"),
    ("move it to june eighth twenty fifth", "move it to june 8th 25th"),
    ("from twelfth to twentieth", "from 12th to 20th"),
    ("from the first until june second", "from the 1st until june 2nd"),
    ("change the time to sixteen forty five", "change the time to 16:45"),
    ("be there at nineteen zero zero", "be there at 19:00"),
    ("come at zero nine thirty", "come at 09:30"),
    ("send it to nine four pine lane dayton ohio", "send it to 94 pine lane dayton ohio"),
    ("my birthdate is one zero three one one nine eight six", "my birthdate is 10/31/1986"),
    ("我的订单号是八二七三六二零", "我的订单号是8273620"),
    ("电话幺三八零零一三八零零零", "电话13800138000"),
    ("邮箱是 crystal 点 m 艾特 email 点 com", "邮箱是 crystal.m@email.com"),
    ("打九折还是百分之十五", "打九折还是15%"),
    ("退了三百五十元", "退了350元"),
    ("评分四点五分以上", "评分4.5分以上"),
    ("预算二百三百元", "预算200-300元"),
    ("你好我想换货谢谢", "你好，我想换货，谢谢"),
    ("可以帮我查一下吗", "可以帮我查一下吗？"),
    ("想換 39 號 鞋子在家 可以嗎", "想換 39 號，鞋子在家，可以嗎？"),
    ("我后天就要去能不能重发一个", "我后天就要去，能不能重发一个？"),
]
MEANT_AS_WORDS = [
    "i need two tickets for one child",
    "the first one was fine",
    "one moment please",
    "Order 8273620, please: it has two faults.",
    "meet me at the dot",
    "i live in apartment four b",
    "a friend and i had one",
    "三月十三号八点半",
    "我在三里屯有一个问题",
    "去八达岭看看",
]


@pytest.mark.parametrize(("said", "meant"), SAID)
def test_speech_is_written_as_people_write(said: str, meant: str) -> None:
    assert written(said).text == meant


@pytest.mark.parametrize("text", MEANT_AS_WORDS)
def test_what_is_meant_as_words_stays(text: str) -> None:
    assert written(text).text == text


def test_a_code_that_was_just_asked_for_is_put_together() -> None:
    asked = asked_for("what is your account id")
    assert written("four ymq four zopet", asked=asked).text == "4ymq4zopet"
    assert written("joyce wu three", asked=Asked()).text == "joyce wu three"


def test_an_hour_the_agent_named_makes_two_numbers_an_hour() -> None:
    assert written("nine fifteen", asked=asked_for("We hand out from 9:00.")).text == "9:15"
    assert written("nine fifteen", asked=asked_for("It comes at 9:00. Your order number?")).text == "915"


def test_a_value_points_at_the_words_it_was_said_with() -> None:
    said = "well my order is um eight two seven three thanks"
    found = written(said)
    start = found.text.index("8273")
    first, last = found.origin(start, start + 4)
    assert said[first:last] == "eight two seven three"


def test_what_the_pack_calls_by_a_name_and_a_number_is_known_without_capitals() -> None:
    names = ("Fell 2", "Meadow 6")
    assert written("my fell two leaks crystal minh", names=names).text == "my Fell 2 leaks Crystal Minh"
    assert written("MY MEADOW 6 LEAKS", names=names).text == "my Meadow 6 leaks"
    assert written("My fell 2 leaks.", names=names).text == "My fell 2 leaks."


WORDS = (
    "one two oh double twenty thirty hundred and point dollars at dot com march third p m a b street id email um like "
    "you know i'm dont 一 二 点 十 百 元 分 艾特 com 8 - . ? my is"
)


@given(st.lists(st.sampled_from(WORDS.split()), max_size=14).map(" ".join) | st.text(max_size=60))
def test_any_text_can_be_rewritten_and_led_back(text: str) -> None:
    found = written(text)
    assert len(found.begin) == len(found.end) == len(found.text)
    assert list(found.begin) == sorted(found.begin)
    assert all(0 <= a <= b <= len(text) for a, b in zip(found.begin, found.end, strict=True))
    assert found.origin(0, len(found.text))[1] <= len(text)
    assert written(text) == found


@pytest.mark.parametrize("text", ["double two hundred", "one two hundred thousand", "oh hundred", "a hundred thousand"])
def test_scales_that_belong_to_no_number_end(text: str) -> None:
    assert written(text).begin


def test_an_hour_that_was_asked_for_has_its_minutes() -> None:
    assert written("nine fifteen", asked=asked_for("what time suits you")).text == "9:15"
    assert written("nine fifteen").text == "nine fifteen"


def test_letters_after_the_word_they_spell_say_nothing_new() -> None:
    assert written("vrbova v r b o v a", asked=Asked(code=True)).text == "vrbova"


def test_the_end_of_an_address_is_no_code() -> None:
    said = "five five pine lane dayton t x seven eight six two seven"
    assert written(said, asked=Asked(code=True)).text == "55 pine lane dayton tx 78627"


def test_a_number_read_out_is_no_hour_even_where_one_was_asked_for() -> None:
    said = "i am in room four five zero"
    assert written(said, asked=Asked(code=True, hour=True)).text == "i am in room 450"


@pytest.mark.parametrize(
    "text",
    [
        "i would like to be there",
        "what i like is green",
        "yes i like indian tea",
        "do you know the way",
        "as far as you know the shop is open",
    ],
)
def test_like_and_know_stay_where_they_are_verbs(text: str) -> None:
    assert written(text).text.rstrip("?") == text
