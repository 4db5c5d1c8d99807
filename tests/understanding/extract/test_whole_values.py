"""A value is read whole and nothing around it: names in parts, streets in sentences, what takes another's place."""

from __future__ import annotations

import pytest

from assist.domain.pack import Choice, FieldType, FormField
from assist.domain.text import LocalText
from assist.understanding.extract.addresses import addresses
from assist.understanding.extract.names import answered_person, bare_people, cued_people
from tests.understanding.extract.test_new_rules import _form, _values

of = LocalText.of
NAME = FormField("name", of({"en": "Name", "zh": "姓名"}), FieldType.PERSON)
STREET = FormField("street", of({"en": "Address", "zh": "地址"}), FieldType.ADDRESS)


@pytest.mark.parametrize(
    ("said", "street"),
    [
        ("we move to 14 Larch Close, Hadley on the 3rd of March", "14 Larch Close, Hadley"),
        ("9 Mill Lane. and the name is Farrow", "9 Mill Lane"),
        ("27 Alder Street. It's still outside", "27 Alder Street"),
        ("27 Alder Street, please", "27 Alder Street"),
        ("send it to 9 Mill Lane and call me", "9 Mill Lane"),
        ("it's 12 Oak St, Austin TX 78701 thanks", "12 Oak St, Austin TX 78701"),
        ("12 Oak St. Portland OR", "12 Oak St. Portland OR"),
        ("55 High Street, Leeds LS1 4AB please", "55 High Street, Leeds LS1 4AB"),
        ("401 Cooper Avenue, apartment 3B", "401 Cooper Avenue, apartment 3B"),
    ],
)
def test_an_address_ends_where_the_sentence_goes_on(said: str, street: str) -> None:
    assert [s.value for s in addresses(said)] == [street]


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("my name is Pryce, P-R-Y-C-E, Owen Pryce", "Owen Pryce"),
        ("Bogdan, Bogdan Ilic", "Bogdan Ilic"),
        ("It's Ann. Ann Marie Lee, sorry", "Ann Marie Lee"),
        ("I'm Tom, Tom Hanks is a great actor", "Tom"),
        ("我姓赵，赵建国。窗口那个女的", "赵建国"),
        ("我姓赵，赵先生就行", "赵"),
        ("林小满 三点水没有 就是大小的小 满意的满", "林小满"),
        ("叫李想，理想的想", "李想"),
        ("hi its me again, Greg. still nothing!!", "Greg"),
        ("and the name is Farrow, not Pharrow like last time", "Farrow"),
    ],
)
def test_of_a_name_given_in_parts_the_whole_is_read(said: str, name: str) -> None:
    found = answered_person(said)
    assert found is not None
    assert found.value == name


@pytest.mark.parametrize("said", ["401 Cooper Avenue, apartment 3B", "12 Abbey Road, 555 0142 119"])
def test_a_street_is_nobodys_name(said: str) -> None:
    assert not cued_people(said)
    assert not bare_people(said)
    assert answered_person(said) is None
    values = _values(_form(NAME, STREET), "a: What is the address?", f"c: {said}", "c: my mobile is 555 0142 119")
    assert "name" not in values


def test_what_the_name_is_not_is_not_the_name() -> None:
    assert not cued_people("the name is wrong on my bill")


@pytest.mark.parametrize(
    ("said", "phone"),
    [
        ("07700 900 461 no wait 416", "07700900416"),
        ("it's 555 0142 118, sorry, 119", "5550142119"),
        ("07700 900 461 and I wait since 416 days", "07700 900 461"),
    ],
)
def test_the_group_just_said_is_put_right_in_the_same_breath(said: str, phone: str) -> None:
    form = _form(FormField("phone", of({"en": "Phone"}), FieldType.PHONE))
    assert _values(form, "a: Which number can we call?", f"c: {said}")["phone"] == phone


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("周五的号去不了了 能不能改到下周一下午", "下周一"),
        ("can we move it from Friday to next Monday", "next Monday"),
        ("I have Friday, please reschedule to Tuesday", "Tuesday"),
        ("我约的明天，想推迟到周四", "周四"),
        ("end of the month please", "end of the month"),
        ("下月初可以", "下月初"),
    ],
)
def test_the_day_something_is_moved_to_counts(said: str, day: str) -> None:
    form = _form(FormField("day", of({"en": "Day", "zh": "日期"}), FieldType.DATE))
    assert _values(form, f"c: {said}")["day"] == day


@pytest.mark.parametrize(
    ("said", "slot"),
    [
        ("it is down since yesterday morning", None),
        ("every evening it lags", None),
        ("昨天下午就不行了", None),
        ("the morning would be fine", "morning"),
        ("下午可以", "afternoon"),
    ],
)
def test_when_something_was_is_no_wish_for_a_time(said: str, slot: str | None) -> None:
    choices = (Choice("morning", synonyms=("上午",)), Choice("afternoon", synonyms=("下午",)), Choice("evening"))
    form = _form(FormField("slot", of({"en": "Slot", "zh": "时段"}), FieldType.CHOICE, choices=choices))
    assert _values(form, f"c: {said}").get("slot") == slot


@pytest.mark.parametrize(
    ("said", "amount"),
    [
        ("I was charged 45 for a lamp I sent back", "45"),
        ("my bill this month is 84.30 and normally it's less", "84.30"),
        ("I paid 20 for two of them", None),
    ],
)
def test_a_bare_sum_that_was_paid_is_an_amount(said: str, amount: str | None) -> None:
    form = _form(FormField("amount", of({"en": "Amount"}), FieldType.MONEY))
    assert _values(form, f"c: {said}").get("amount") == amount


def test_the_letters_of_a_code_are_no_part_of_a_name() -> None:
    code = FormField("account", of({"en": "Account no."}), FieldType.ID, pattern=r"BL-\d{6}")
    values = _values(_form(NAME, code), "a: Your name and account number?", "c: Maria Lopez BL-333444. I'm at work now")
    assert values == {"name": "Maria Lopez", "account": "BL-333444"}


def test_one_word_of_a_phrase_is_not_the_choice() -> None:
    choices = (Choice("morning", synonyms=("before lunch",)), Choice("evening", synonyms=("after work",)))
    form = _form(FormField("slot", of({"en": "Slot"}), FieldType.CHOICE, choices=choices))
    assert not _values(form, "c: I'm at work and had no lunch")
    assert _values(form, "c: after work please") == {"slot": "evening"}


def test_an_address_answers_no_question_for_a_time() -> None:
    when = FormField("time", of({"en": "At what time"}), FieldType.TIME, ask=of({"en": "At what time is it?"}))
    values = _values(_form(NAME, STREET, when), "a: What is the address?", "c: 44 Elm Court, flat 2. name's Okafor")
    assert values == {"street": "44 Elm Court, flat 2", "name": "Okafor"}


@pytest.mark.parametrize(
    ("said", "age"), [("九价多少钱 我27岁", "27"), ("my son is 4 years old", "4"), ("for 4 people", None)]
)
def test_years_of_life_are_an_age(said: str, age: str | None) -> None:
    form = _form(FormField("age", of({"en": "Age", "zh": "年龄"}), FieldType.NUMBER))
    assert _values(form, f"c: {said}").get("age") == age
