"""Check digits, codes said aloud, long turns, slips and missing capitals: one rule a test."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assist.domain.assistance import FieldState
from assist.domain.conversation import Conversation, Speaker, Turn
from assist.domain.pack import Choice, FieldType, Form, FormField
from assist.domain.text import LocalText
from assist.understanding.extract import Extractor
from assist.understanding.extract.casing import cased
from assist.understanding.extract.checks import chinese_identity, iban, luhn
from assist.understanding.extract.mending import mend
from assist.understanding.extract.mending_zh import mend_zh
from assist.understanding.extract.titles import places
from assist.understanding.extract.values import dishes_zh
from assist.understanding.extract.walk import parts_of

of = LocalText.of


def _form(*fields: FormField) -> Form:
    return Form("f", of({"en": "Case"}), fields)


def _values(form: Form, *lines: str) -> dict[str, str]:
    speakers = {"a": Speaker.AGENT, "c": Speaker.CUSTOMER}
    chat = Conversation("t", tuple(Turn(speakers[line[0]], line[2:].strip()) for line in lines))
    case = Extractor().fill(chat, form, chat.language)
    for found in case.fields.values():
        assert all(0 <= e.start < e.end <= len(chat.turns[e.turn].text) for e in found.evidence)
    return {name: found.value for name, found in case.fields.items()}


@pytest.mark.parametrize("value", ["DE89370400440532013000", "GB82WEST12345698765432", "NL91ABNA0417164300"])
def test_an_iban_is_checked_by_its_remainder(value: str) -> None:
    assert iban(value)
    assert not iban(value[:-1] + str((int(value[-1]) + 1) % 10))


def test_a_chinese_identity_number_is_checked_by_birthday_and_last_character() -> None:
    assert chinese_identity("11010519491231002X")
    assert not chinese_identity("110105194912310021")
    assert not chinese_identity("11010519491331002X")


def test_a_card_number_is_checked_by_luhn() -> None:
    assert luhn("4539578763621486")
    assert not luhn("4539578763621487")


def test_an_iban_in_two_turns_is_joined() -> None:
    form = _form(FormField("iban", of({"en": "IBAN"}), FieldType.ID))
    said = _values(form, "a: Your IBAN please?", "c: DE89370400440532...", "a: yes?", "c: 013000")
    assert said["iban"] == "DE89370400440532013000"


@pytest.mark.parametrize(
    "said",
    ["kx402918", "KX 402 918", "k x four zero two nine one eight", "kx forty twenty nine eighteen", "it's KX-402918"],
)
def test_a_code_of_letters_and_digits_is_read_however_it_is_said(said: str) -> None:
    form = _form(FormField("policy", of({"en": "Policy number"}), FieldType.ID, pattern=r"[A-Z]{2}\d{6}"))
    assert _values(form, "a: What is your policy number?", f"c: {said}")["policy"].replace(" ", "") == "KX402918"


def test_a_value_beside_its_label_is_read() -> None:
    form = _form(FormField("tariff", of({"en": "Tariff"})), FormField("zone", of({"en": "Zone"})))
    said = _values(form, "c: The tariff is Green Fixed 24, and I live in zone C2")
    assert said == {"tariff": "Green Fixed 24", "zone": "C2"}


def test_who_changes_from_one_choice_to_another_wants_the_other() -> None:
    choices = (Choice("Basic"), Choice("Unlimited"))
    form = _form(FormField("plan", of({"en": "Plan"}), FieldType.CHOICE, choices=choices))
    assert _values(form, "c: please move me from Basic to Unlimited") == {"plan": "Unlimited"}


def test_the_first_and_the_last_day_are_told_apart() -> None:
    form = _form(
        FormField("first_day", of({"en": "First day"}), FieldType.DATE),
        FormField("last_day", of({"en": "Last day"}), FieldType.DATE),
    )
    said = _values(form, "c: I am away from 4 August to 15 August")
    assert said == {"first_day": "4 August", "last_day": "15 August"}


@pytest.mark.parametrize(
    ("said", "date", "at"),
    [
        ("on march sixth at nine thirty in the morning", "march sixth", "nine thirty in the morning"),
        ("the fifteenth of august, evening six forty five", "fifteenth of august", "evening six forty five"),
    ],
)
def test_spoken_dates_and_times_are_read(said: str, date: str, at: str) -> None:
    form = _form(
        FormField("day", of({"en": "Day"}), FieldType.DATE), FormField("time", of({"en": "Time"}), FieldType.TIME)
    )
    assert _values(form, "a: Which day and what time?", f"c: {said}") == {"day": date, "time": at}


def test_what_should_it_be_asks_for_what_was_spoken_of() -> None:
    form = _form(FormField("reading", of({"en": "Meter reading"}), FieldType.NUMBER))
    assert _values(form, "c: the meter reading was wrong", "a: What should it be?", "c: 20981") == {"reading": "20981"}


def test_a_value_far_into_a_long_letter_is_found_where_it_stands() -> None:
    form = _form(FormField("email", of({"en": "Email"}), FieldType.EMAIL))
    letter = "I have been a customer for many years. " * 200 + "Write to me at ann@post.org. " + "Thank you. " * 50
    chat = Conversation("t", (Turn(Speaker.CUSTOMER, letter),))
    (at,) = Extractor().fill(chat, form, "en").fields["email"].evidence
    assert letter[at.start : at.end] == "ann@post.org"


@given(st.text(max_size=6000))
def test_the_parts_of_a_turn_are_the_turn(text: str) -> None:
    parts = parts_of(text)
    assert "".join(part for _, part in parts) == text
    assert all(text.startswith(part, start) for start, part in parts)


@settings(deadline=None)  # the first call reads the list of words
@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz ABCDEFG.,'0123456789订单号", max_size=200))
def test_mending_keeps_a_way_back_to_every_character(text: str) -> None:
    mended, at = mend(text)
    assert at is None or (len(at) == len(mended) + 1 and list(at) == sorted(at) and at[-1] == len(text))


@given(st.text(alphabet="从到的酒店评分地铁吗看，。a1", max_size=60))
def test_mending_chinese_keeps_a_way_back_and_puts_nothing_in(text: str) -> None:
    mended, at = mend_zh(text)
    assert at is None or (len(at) == len(mended) + 1 and list(at) == sorted(at) and at[-1] == len(text))
    assert set(mended) <= set(text)


@pytest.mark.parametrize(
    ("said", "mended"),
    [
        ("知道哪分评是4分以上", "知道哪评分是4分以上"),
        ("帮我找个店酒，晚上要住", "帮我找个酒店，晚上要住"),
        ("我們想找個店酒", "我們想找個酒店"),
        ("我想从从海淀乘坐地地铁到颐和园", "我想从海淀乘坐地铁到颐和园"),
        ("从海淀乘坐地到铁颐和园", "从海淀乘坐地铁到颐和园"),
        ("评分4.5分以以上的景吗点", "评分4.5分以上的景点吗"),
    ],
)
def test_a_chinese_cue_in_the_wrong_order_or_with_a_character_twice_is_put_right(said: str, mended: str) -> None:
    assert mend_zh(said)[0] == mended


@pytest.mark.parametrize(
    "said", ["今天天气好", "这家店酒水不错", "地铁地图在哪", "四分评价", "看看，谢谢", "好好的，天天去"]
)
def test_characters_that_belong_to_words_as_they_stand_stay(said: str) -> None:
    assert mend_zh(said) == (said, None)


def test_the_forms_own_words_are_cues_too() -> None:
    assert mend_zh("舱是位经济", frozenset(["舱位"]))[0] == "舱位是经济"
    assert mend_zh("舱是位经济")[0] == "舱是位经济"


def test_a_ride_tells_where_from_without_the_word_for_it() -> None:
    assert [s.value for s in places("我要那里餐厅乘坐地铁到颐和园，请告诉我")][:2] == ["那里餐厅", "颐和园"]


@pytest.mark.parametrize(
    ("said", "dish"),
    [
        ("玩完想去吃饭我孩子想吃猪脑花和豆浆请帮我推荐", "猪脑花"),
        ("我们都喜欢吃牛五花你看哪家可以做", "牛五花"),
        ("想吃烤全羊有没有评分四点五分以上的餐馆", "烤全羊"),
    ],
)
def test_a_dish_ends_where_the_next_clause_begins_without_a_mark(said: str, dish: str) -> None:
    assert [s.value for s in dishes_zh(said)] == [dish]


@given(st.text(max_size=200))
def test_giving_capitals_keeps_every_offset(text: str) -> None:
    assert len(cased(text)) == len(text)


def test_names_without_capitals_get_them_and_everyday_words_do_not() -> None:
    assert cased("please call belmont house from the hotel") == "please call Belmont house from the hotel"
    assert cased("I LIVE NEAR BELMONT") == "i live near Belmont"


@pytest.mark.parametrize(
    ("said", "mended"),
    [
        ("I need it nutil Friday", "I need it until Friday"),
        ("My namr is Ann", "My name is Ann"),
        ("I want mre of wht is there", "I want more of what is there"),
        ("Say sam and tim", "Say sam and tim"),
        ("I want t go thee, o Boston", "I want to go thee, o Boston"),
        ("my name iss Alexis", "my name is Alexis"),
        ("Tes, on Wedensday", "Yes, on Wednesday"),
        ("search in teh healdsburg area", "search in the healdsburg area"),
        ("joyce wy", "joyce wy"),
    ],
)
def test_a_slip_in_a_small_word_is_put_right(said: str, mended: str) -> None:
    assert mend(said)[0] == mended


def test_words_of_the_form_are_not_put_right() -> None:
    assert mend("I like the tast one", frozenset({"tast"}))[1] is None


def test_one_turn_costs_little() -> None:
    form = _form(*(FormField(f"f{i}", of({"en": f"Field {i}"})) for i in range(8)))
    extractor, turns = Extractor(), [Turn(Speaker.CUSTOMER, "Hello, I need help with my order number 12345678.")]
    extractor.fill(Conversation("t", tuple(turns)), form, "en")
    turns.append(Turn(Speaker.CUSTOMER, "It was meant to come on Friday, but nobody was here, and I have to travel."))
    start = time.perf_counter()
    extractor.fill(Conversation("t", tuple(turns)), form, "en")
    assert time.perf_counter() - start < 0.25  # 15 ms on a quiet machine


@pytest.mark.parametrize(
    ("said", "amount"),
    [
        ("c: I paid 89.90 by credit card", "89.90"),
        ("c: it cost me 1,249.00, on my card", "1,249.00"),
        ("c: I was charged 249 by you", "249"),
        ("c: 我付了89.90，用信用卡", "89.90"),
    ],
)
def test_a_number_behind_a_word_of_paying_is_an_amount_and_no_digits_of_a_card(said: str, amount: str) -> None:
    form = _form(
        FormField("amount", of({"en": "Amount"}), FieldType.MONEY),
        FormField("last4", of({"en": "Card, last four"}), FieldType.ID, pattern=r"\d{4}"),
    )
    assert _values(form, said) == {"amount": amount}


def test_what_is_counted_is_no_amount_and_digits_of_a_card_stay() -> None:
    form = _form(
        FormField("amount", of({"en": "Amount"}), FieldType.MONEY),
        FormField("last4", of({"en": "Card, last four"}), FieldType.ID, pattern=r"\d{4}"),
    )
    assert _values(form, "c: I was charged 12 times for it") == {}
    assert _values(form, "c: the card ends in 8990") == {"last4": "8990"}


@pytest.mark.parametrize(
    ("said", "name"),
    [("收件人王小明，电话没变", "王小明"), ("订单还没到，收货人欧阳锋。", "欧阳锋"), ("联系人 王小明", "王小明")],
)
def test_a_chinese_name_right_behind_its_label_is_the_name(said: str, name: str) -> None:
    form = _form(FormField("name", of({"en": "Name", "zh": "姓名"}), FieldType.PERSON))
    assert _values(form, f"c: {said}")["name"] == name


def test_a_label_without_a_name_behind_it_gives_none() -> None:
    form = _form(FormField("name", of({"en": "Name", "zh": "姓名"}), FieldType.PERSON))
    assert _values(form, "c: 收件人方便改吗") == {}
    assert _values(form, "c: 收货人和地址都要改") == {}


@pytest.mark.parametrize("said", ["my pakage didnt arived", "My Parcel is lost", "where is my Shipment"])
def test_the_parcel_itself_is_no_item(said: str) -> None:
    form = _form(FormField("item", of({"en": "Item"}), FieldType.TEXT))
    assert "item" not in _values(form, f"c: {said}")


def _orders(*lines: str) -> tuple[str, tuple[str, ...], FieldState]:
    form = _form(FormField("order", of({"en": "Order number"}), FieldType.ID, pattern=r"\d{7}"))
    speakers = {"a": Speaker.AGENT, "c": Speaker.CUSTOMER}
    chat = Conversation("t", tuple(Turn(speakers[line[0]], line[3:]) for line in lines))
    found = Extractor().fill(chat, form, "en").fields["order"]
    return found.value, found.others, found.state


def test_two_orders_in_one_conversation_are_both_told() -> None:
    value, others, state = _orders("c: Order 3310078 came cracked.", "a: A photo?", "c: And I return order 3310991.")
    assert ({value, *others}, state) == ({"3310078", "3310991"}, FieldState.PRESELECTED)


def test_a_corrected_number_and_one_said_twice_have_no_rival() -> None:
    assert _orders("c: It is order 3310078.", "c: Sorry, I meant 3310991.")[1] == ()
    assert _orders("c: It is order 3310078.", "c: order 3310078, as I said")[1] == ()
